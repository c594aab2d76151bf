import { isConveyorError, memoryStore, type Store } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import { conveyor, Department, openDepartment, stores } from './department.ts';

const nul = 'ac\u0000me';
const odd = [nul, '\ud800', '', 'x'.repeat(201), 7, null, { id: 'acme' }] as unknown as string[];

/** Every door that takes an id, by the name of the argument that is wrong. */
const doors = (id: string): readonly (readonly [string, ({ sales }: Department) => Promise<unknown>])[] => [
  ['id', ({ sales }) => sales.clients.get(id)],
  ['id', ({ sales }) => sales.clients.history(id)],
  ['holder.employeeId', ({ sales }) => sales.clients.query({ holder: { employeeId: id } })],
  ['holder.employeeId', ({ sales }) => sales.clients.page({ holder: { employeeId: id }, limit: 1 })],
  ['clientId', ({ sales }) => sales.options(id, { by: 'head' })],
  ['id', ({ sales }) => sales.employees.get(id)],
  ['id', ({ sales }) => sales.employees.change(id, { skills: [] })],
  ['id', ({ sales }) => sales.employees.cancelAbsence(id, 'a')],
  ['id', ({ sales }) => sales.employees.leave(id, { by: 'head', reason: 'moves' })],
  ['planId', ({ sales }) => sales.redistribution.get(id)],
  ['planId', ({ sales }) => sales.redistribution.details(id)],
  ['planId', ({ sales }) => sales.redistribution.preview(id)],
  ['planId', ({ sales }) => sales.redistribution.previewUndo(id)],
  ['planId', ({ sales }) => sales.redistribution.approve(id, { by: 'head' })],
  ['clientId', ({ sales }) => sales.redistribution.whyHolds({ clientId: id, role: 'keeper' })],
  ['role', ({ sales }) => sales.redistribution.whyHolds({ clientId: 'acme', role: id })],
  ['clientId', ({ sales }) => sales.assignment.preview({ clientId: id, role: 'keeper' })],
  ['clientId', ({ sales }) => sales.assignment.assign({ clientId: id, role: 'keeper' }, { by: 'head' })],
  ['role', ({ sales }) => sales.assignment.retryPool({ role: id }, { by: 'head' })],
  ['role', ({ sales }) => sales.assignment.ledger(id)],
];

describe.each(stores)('on $name', ({ open }) => {
  it('an id that nobody can have is the same typed error at every door, and names the argument', async () => {
    const department = await openDepartment(open);
    for (const id of odd) {
      for (const [argument, door] of doors(id)) {
        const error: unknown = await door(department).catch((thrown: unknown) => thrown);
        expect(isConveyorError(error), `${argument} of ${door}: ${error}`).toBe(true);
        expect(error).toMatchObject({
          code: expect.stringMatching(/^INVALID_/),
          details: { problems: [{ path: argument }] },
        });
      }
    }
  });

  it('whoever cannot be anybody is a stranger, who may do nothing', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    const command = { type: 'recordContact', clientId: 'acme', channel: 'phone', twoWay: true } as const;
    for (const by of [nul, '\ud800']) {
      const done = await department.sales.execute(command, { by });
      expect(done).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'NOT_AUTHORIZED' }] } });
    }
  });
});

it('no store is asked for an id that nobody can have', async () => {
  const store = new Proxy(memoryStore(), {
    get: (of, name: keyof Store) => {
      const method = of[name];
      if (typeof method !== 'function') return method;
      return (...args: never[]) => {
        expect(JSON.stringify(args)).not.toContain('\\u0000');
        return (method as (...all: never[]) => unknown).apply(of, args);
      };
    },
  });
  const department = await new Department(store, { conveyor }).staff();
  for (const [, door] of doors(nul)) await expect(door(department)).rejects.toThrow(/control characters/);
});

describe('a query for clients', () => {
  it.each([
    [{ states: ['lead', 'regulr'] }, 'states[1]: no state is called "regulr"; did you mean "regular"?'],
    [
      { holder: { employeeId: 'anna', role: 'seler' } },
      'holder.role: no role is called "seler"; did you mean "seller"?',
    ],
    [{ pool: 'keepr' }, 'pool: no pool is called "keepr"; did you mean "keeper"?'],
    [{ pool: 'toString' }, 'pool: no pool is called "toString"'],
  ])('with a misspelt name is INVALID_QUERY and says what was meant: %j', async (query, message) => {
    const { sales } = await new Department(memoryStore()).staff();
    const asked = [
      () => sales.clients.query(query),
      () => sales.clients.page({ ...query, limit: 1 }),
      () => sales.clients.all(query).next(),
    ];
    for (const answer of asked) {
      await expect(answer()).rejects.toMatchObject({
        code: 'INVALID_QUERY',
        message: `Not a query: ${message}`,
      });
    }
  });
});
