import { describe, expect, it } from 'vitest';
import { fromPostgres } from '../../src/storage/sql/postgres/postgres-fault.ts';

const thrown = (fields: object) => Object.assign(new Error('no'), fields);

describe("a fault is known by the database's own code, wherever driver or ORM keeps it", () => {
  it.each([
    ['pg, postgres.js, PGlite, Knex', thrown({ code: '55P03' })],
    ['Drizzle', thrown({ cause: thrown({ code: '40P01' }) })],
    ['TypeORM', thrown({ driverError: thrown({ code: '40P01' }) })],
    [
      'Prisma',
      thrown({
        code: 'P2010',
        meta: { driverAdapterError: thrown({ cause: { originalCode: '55P03', kind: 'postgres' } }) },
      }),
    ],
  ])('%s: what passes is STORE_BUSY', (_, cause) => {
    expect(fromPostgres(cause)).toMatchObject({
      code: 'STORE_BUSY',
      details: { sqlState: expect.stringMatching(/^(55P03|40P01)$/) },
    });
  });

  it.each([
    ['Node', thrown({ code: 'EPIPE' })],
    ['Prisma', thrown({ code: 'P2028' })],
    [
      'itself',
      (() => {
        const error = thrown({});
        return Object.assign(error, { cause: error });
      })(),
    ],
  ])('%s’s own codes are none', (_, cause) => {
    const fault = fromPostgres(cause);
    expect(fault.code).toBe('STORE_FAILURE');
    expect(fault.details).not.toHaveProperty('sqlState');
  });
});
