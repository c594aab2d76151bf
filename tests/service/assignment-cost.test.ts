import { memoryStore, type Store } from 'sales-conveyor';
import { expect, it } from 'vitest';
import { at, Department, wrapped } from './department.ts';

/** A store that counts its calls. */
function counting(store: Store) {
  const calls: Record<string, number> = {};
  const counted: Record<string, unknown> = {};
  for (const name of [
    'census',
    'countHeld',
    'listEmployees',
    'staffRevision',
    'readClients',
    'commit',
    'queryClients',
  ] as const) {
    counted[name] = (...args: never[]) => {
      calls[name] = (calls[name] ?? 0) + 1;
      return (store[name] as (...all: never[]) => unknown)(...args);
    };
  }
  const of = async (work: () => Promise<unknown>) => {
    for (const name of Object.keys(calls)) delete calls[name];
    await work();
    return { ...calls };
  };
  return { store: wrapped(store, counted as Partial<Store>), of };
}

const assignment = {
  keeper: { retryPoolAs: 'import', eligible: { fact: 'employee.skills', is: 'includes', value: 'tea' } },
} as const;

/** Clients in the keepers' pool whom nobody can take. */
async function pooled(clients: number) {
  const counted = counting(memoryStore());
  const department = await new Department(counted.store, { assignment }).staff();
  const { sales } = department;
  const all = Array.from({ length: clients }, (_, i) => ({ id: `p${i}`, source: 'existing' }));
  await sales.clients.registerMany(all, { by: 'import' });
  const run = () => sales.runDue();
  return { ...counted, department, sales, run };
}

it('an assignment counts what its candidates hold, and nobody else', async () => {
  const store = memoryStore();
  const asked: unknown[] = [];
  const countHeld: Store['countHeld'] = (tenant, query) => {
    asked.push(query);
    return store.countHeld(tenant, query);
  };
  const census = () => {
    throw new Error('counts everybody');
  };
  const department = await new Department(wrapped(store, { countHeld, census })).staff();
  await department.sales.clients.register({ id: 'acme', source: 'existing' }, { by: 'import' });
  await department.sales.assignment.assign({ clientId: 'acme', role: 'keeper' }, { by: 'head' });
  expect(asked).toEqual([{ employeeIds: ['gleb', 'vera'] }]);
});

it('an assignment reads the staff again only where somebody has changed, be it through another shell', async () => {
  const { store, of } = counting(memoryStore());
  const [department, other] = [new Department(store), new Department(store)];
  await other.staff();
  const { clients, assignment } = department.sales;
  await clients.registerMany(
    ['a', 'b', 'c'].map((id) => ({ id, source: 'existing' })),
    { by: 'import' },
  );
  const given = (clientId: string) =>
    of(() => assignment.assign({ clientId, role: 'keeper' }, { by: 'head' }));
  expect(await given('a')).toMatchObject({ staffRevision: 1, listEmployees: 1 });
  expect(await given('b')).not.toHaveProperty('listEmployees');
  await other.sales.employees.recordAbsence('vera', { from: at(-1), to: at(9), kind: 'vacation' });
  await other.sales.employees.recordAbsence('gleb', { from: at(-1), to: at(9), kind: 'vacation' });
  expect(await given('c')).toHaveProperty('listEmployees');
  expect(await clients.get('c')).toMatchObject({ pool: { name: 'keeper' } });
});

it('a pool is tried on one look at the staff, however many wait, and not at all where nothing has changed', async () => {
  const { of, run } = await pooled(250);
  const waiting = { assigned: 0, pooled: 250, refusals: [], failures: [] };
  // The first run writes why nobody can take them, which is no news to the second.
  expect(await of(run)).toMatchObject({ countHeld: 1, readClients: 4 });
  let again: unknown;
  const calls = await of(async () => {
    again = await run();
  });
  expect(again).toMatchObject({ retried: { keeper: waiting } });
  // One look for due clients and one for who leaves.
  expect(calls).toEqual({ queryClients: 1, staffRevision: 1 });
});

it.each<[string, (department: Department) => Promise<unknown>]>([
  [
    'somebody is hired',
    ({ sales }) =>
      sales.employees.hire({ id: 'new', roles: ['keeper'], hoursPerMonth: 100, skills: ['tea'] }),
  ],
  ['somebody learns what is asked for', ({ sales }) => sales.employees.change('vera', { skills: ['tea'] })],
])('a pool is tried again when %s', async (_, change) => {
  const { run, department } = await pooled(3);
  await run();
  await run();
  await change(department);
  expect(await run()).toMatchObject({ retried: { keeper: { assigned: 3 } } });
});

it('a pool is not tried again for what happens to clients elsewhere', async () => {
  const { run, department, of } = await pooled(3);
  await department.client('elsewhere');
  for (let looks = 0; looks < 2; looks++) await run();
  await department.do({ type: 'recordContact', clientId: 'elsewhere', channel: 'phone', twoWay: true });
  expect(await of(run)).toEqual({ queryClients: 1, staffRevision: 1, readClients: 1 });
});

it.each<[string, (department: Department) => Promise<unknown>, number]>([
  [
    'something happens to one of its clients',
    (department) => department.do({ type: 'recordContact', clientId: 'p1', channel: 'phone', twoWay: true }),
    3,
  ],
  [
    'a client comes into it',
    ({ sales }) => sales.clients.register({ id: 'late', source: 'existing' }, { by: 'import' }),
    4,
  ],
  [
    'one of its clients is taken',
    (department) =>
      department.do({ type: 'assignHolder', clientId: 'p0', role: 'keeper', employeeId: 'vera' }),
    2,
  ],
])('a pool is looked at again when %s', async (_, change, left) => {
  const { run, department, sales } = await pooled(3);
  await run();
  await change(department);
  const waiting = { assigned: 0, pooled: left };
  expect(await run()).toMatchObject({ retried: { keeper: waiting } });
  expect(await run()).toMatchObject({ retried: { keeper: waiting } });
  expect((await sales.clients.query({ pool: 'keeper' })).clients).toHaveLength(left);
});

it('of a pool of many only those are read again to whom something has happened', async () => {
  const { run, department, store } = await pooled(150);
  await run();
  const read: string[][] = [];
  const { readClients } = store;
  const reading: Store['readClients'] = (tenant, ids) => {
    read.push([...ids]);
    return readClients.call(store, tenant, ids);
  };
  const assigning = { assignment };
  const other = new Department(wrapped(store, { readClients: reading }), assigning);
  await department.do({ type: 'recordContact', clientId: 'p1', channel: 'phone', twoWay: true });
  expect(await other.sales.runDue()).toMatchObject({ retried: { keeper: { assigned: 0, pooled: 150 } } });
  expect(new Set(read.flat())).toEqual(new Set(['p1']));
});

it('what somebody else wrote while a pool was tried is news to the next look', async () => {
  const store = memoryStore();
  const department = await new Department(store, { assignment }).staff();
  await department.sales.clients.register({ id: 'p0', source: 'existing' }, { by: 'import' });
  let isFirst = true;
  const commit: Store['commit'] = async (...given) => {
    await store.commit(...given);
    if (!isFirst) return;
    isFirst = false;
    await department.sales.clients.register({ id: 'p1', source: 'existing' }, { by: 'import' });
  };
  const { sales } = new Department(wrapped(store, { commit }), { assignment });
  expect(await sales.runDue()).toMatchObject({ retried: { keeper: { pooled: 1 } } });
  expect(await sales.runDue()).toMatchObject({ retried: { keeper: { pooled: 2 } } });
});

it('a pool that waits for room is tried again when a client elsewhere makes some', async () => {
  const store = memoryStore();
  const capped = { keeper: { retryPoolAs: 'import', caps: { openClients: 1 } } };
  const department = await new Department(store, { assignment: capped }).staff();
  await department.buyer('held', at(0), 'vera');
  await department.buyer('kept', at(0), 'gleb');
  await department.sales.clients.register({ id: 'p0', source: 'existing' }, { by: 'import' });
  for (let looks = 0; looks < 3; looks++) await department.sales.runDue();
  await department.do({ type: 'transfer', clientId: 'held', transfer: 'close', reason: 'gone' });
  expect(await department.sales.runDue()).toMatchObject({ retried: { keeper: { assigned: 1 } } });
});

it('a pool is tried again when somebody comes back, and on the next day', async () => {
  const { run, department, sales, of } = await pooled(3);
  await sales.employees.change('vera', { skills: ['tea'] });
  await sales.employees.recordAbsence('vera', { from: at(0), to: at(0, 2), kind: 'vacation' });
  for (let looks = 0; looks < 3; looks++) await run();
  expect(await of(run)).not.toHaveProperty('countHeld');
  department.now = at(0, 1);
  expect(await of(run)).not.toHaveProperty('countHeld');
  department.now = at(0, 2);
  expect(await run()).toMatchObject({ retried: { keeper: { assigned: 3 } } });
  await sales.clients.register({ id: 'late', source: 'existing' }, { by: 'import' });
  await sales.employees.change('vera', { skills: [] });
  for (let looks = 0; looks < 3; looks++) await run();
  expect(await of(run)).not.toHaveProperty('countHeld');
  department.now = at(1);
  expect(await of(run)).toHaveProperty('countHeld');
});
