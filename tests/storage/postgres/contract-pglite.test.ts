import { PGlite } from '@electric-sql/pglite';
import { afterAll, expect, test } from 'vitest';
import { postgresStore } from '../../../src/entries/sql.ts';
import { everything } from '../../../src/testing/store-contract/everything.ts';
import { clientChange, commitOf, outcome, tenant } from '../../../src/testing/store-contract/samples.ts';
import { contractIndexes } from '../contract-indexes.ts';
import { contractOn } from './contract-on.ts';

const pglite = new PGlite();

afterAll(() => pglite.close());

// PGlite has one connection: while the caller is inside a transaction, nobody else could look.
contractOn(
  'PGlite, with indexes on facts',
  (schema) => postgresStore({ pglite, schema, indexedFacts: contractIndexes }),
  (sql, values) => pglite.query(sql, values),
  undefined,
);

const first = commitOf([clientChange({ id: 'c', custody: { seller: 'petrov' } })], {
  outcomes: [outcome('k')],
});

test('a transaction of PGlite is joined and given', async () => {
  const store = postgresStore({ pglite, schema: 'joined' });
  await store.migrate();
  await pglite.exec('create table invoices (client text)');
  await pglite.transaction(async (transaction) => {
    await transaction.query("insert into invoices values ('c')");
    await store.within(transaction).commit(tenant, first);
    await transaction.rollback();
  });
  expect((await everything(store)).feed).toEqual([]);
  await store.commit(tenant, first, async (transaction) => {
    await transaction.query("insert into invoices values ('d')");
    expect(await store.within(transaction).readClients(tenant, ['c'])).toHaveLength(1);
  });
  expect((await pglite.query('select client from invoices')).rows).toEqual([{ client: 'd' }]);
});
