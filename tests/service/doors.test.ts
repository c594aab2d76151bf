import { type ClientsQuery, memoryStore, type Store } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import { conveyor, Department, openDepartment, stores } from './department.ts';
import { doors, expectSameAtEveryDoor, nul } from './id-doors.ts';

describe.each(stores)('on $name', ({ open }) => {
  it('an id that nobody can have is the same typed error at every door, and names the argument', async () => {
    await expectSameAtEveryDoor(await openDepartment(open));
  });

  it('whoever cannot be anybody has not said who they are', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    const command = { type: 'recordContact', clientId: 'acme', channel: 'phone', twoWay: true } as const;
    for (const by of [nul, '\ud800']) {
      await expect(department.sales.execute(command, { by })).rejects.toMatchObject({
        code: 'INVALID_COMMAND',
        details: { problems: [{ path: 'by', code: 'SENDER_NEEDED' }] },
      });
    }
  });
});

it('nobody acts without saying who they are: a command of nobody would be that of time, which may do anything', async () => {
  const department = await openDepartment(async () => memoryStore());
  await department.client('acme');
  const before = await department.everything();
  const { sales } = department;
  const assign = { type: 'assignHolder', clientId: 'acme', role: 'seller', employeeId: 'boris' } as const;
  const inRole = { clientId: 'acme', role: 'seller' };
  for (const by of [undefined, null, 7, { id: 'head' }] as unknown as string[]) {
    const asked = [
      () => sales.execute(assign, { by }),
      () => sales.executeMany([{ command: assign }], { by }),
      () => sales.options('acme', { by }),
      () => sales.clients.register({ id: 'new', source: 'cold' }, { by }),
      () => sales.clients.registerMany([{ id: 'new', source: 'cold' }], { by }),
      () => sales.assignment.assign(inRole, { by }),
      () => sales.assignment.assignMany([inRole], { by }),
      () => sales.assignment.giveBack({ ...inRole, reason: 'x' }, { by }),
      () => sales.employees.leave('anna', { by, reason: 'x' }),
    ];
    for (const call of asked) {
      const error: unknown = await call().catch((thrown: unknown) => thrown);
      expect(error, `${call} by ${by}`).toMatchObject({ details: { problems: [{ path: 'by' }] } });
    }
  }
  expect(await department.everything()).toEqual(before);
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
    [{ pool: 'toString' }, 'pool: no pool is called "toString"; there are: seller, keeper, head'],
  ])('with a misspelt name is INVALID_QUERY and says what was meant: %j', async (query, message) => {
    const { sales } = await new Department(memoryStore()).staff();
    const asked = [
      () => sales.clients.query(query),
      () => sales.clients.page({ ...query, limit: 1 }),
      () => sales.clients.all(query as ClientsQuery).next(),
    ];
    for (const answer of asked) {
      await expect(answer()).rejects.toMatchObject({
        code: 'INVALID_QUERY',
        message: `Not a query: ${message}`,
      });
    }
  });
});
