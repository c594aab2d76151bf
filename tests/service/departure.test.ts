import type { DepartureResult } from 'sales-conveyor';
import { defineConveyor } from 'sales-conveyor';
import type { PlanInput } from 'sales-conveyor/redistribution';
import { describe, expect, it } from 'vitest';
import { at, collect, Department, openDepartment, stores, wrapped } from './department.ts';
import { circular, trade } from './trade.ts';

const moved = { by: 'head', reason: 'moved away' };

function departed(result: unknown): DepartureResult {
  if (!(result as { ok: boolean }).ok) throw new Error(JSON.stringify(result));
  return result as DepartureResult;
}

/** Anna offers a client of hers to a keeper, or to any of them. */
async function offered(department: Department, id: string, to?: string): Promise<void> {
  await department.client(id, 'anna');
  await department.do({ type: 'learnFacts', clientId: id, facts: { ready: true } });
  await department.do({ type: 'transfer', clientId: id, transfer: 'startSelling' });
  await department.do({ type: 'transfer', clientId: id, transfer: 'handOver', ...(to && { to }) });
}

describe.each(stores)('whoever leaves, on $name,', ({ open }) => {
  it('leaves every client to the pools, with the reason, in all roles', async () => {
    const department = await openDepartment(open);
    await department.client('a', 'anna');
    await department.client('b', 'boris');
    await department.buyer('c', at(-1), 'vera');
    await department.do({ type: 'assignHolder', clientId: 'c', role: 'seller', employeeId: 'anna' });
    department.now = at(1);
    const { employee, ...result } = departed(await department.sales.employees.leave('anna', moved));
    expect(employee).toMatchObject({ id: 'anna', leftAt: at(1), revision: 2 });
    expect(result).toEqual({
      ok: true,
      released: [
        { clientId: 'a', role: 'seller' },
        { clientId: 'c', role: 'seller' },
      ],
      withdrawn: [],
      deputyships: [],
      refusals: [],
      failures: [],
    });
    const { clients } = department.sales;
    expect(await clients.get('a')).toMatchObject({
      custody: {},
      pool: { name: 'seller', cause: { code: 'text', text: 'moved away' }, since: at(1) },
    });
    expect(await clients.get('b')).toMatchObject({ custody: { seller: { employeeId: 'boris' } } });
    expect((await clients.get('c'))?.custody).toEqual({
      keeper: expect.objectContaining({ employeeId: 'vera' }),
    });
    expect(
      (await department.sales.census()).custody.filter(({ employeeId }) => employeeId === 'anna'),
    ).toEqual([]);
  });

  it('leaves hundreds of clients, too', async () => {
    const department = await openDepartment(open);
    const ids = Array.from({ length: 620 }, (_, i) => `c${i}`);
    await department.sales.clients.registerMany(
      ids.map((id) => ({ id, source: 'cold' })),
      { by: 'import' },
    );
    const assign = (clientId: string) => ({
      command: { type: 'assignHolder', clientId, role: 'seller', employeeId: 'anna' } as const,
    });
    await department.sales.executeMany(ids.map(assign), { by: 'head' });
    expect(departed(await department.sales.employees.leave('anna', moved)).released).toHaveLength(620);
    expect((await department.sales.census()).pools).toEqual([{ pool: 'seller', clients: 620 }]);
  });

  it('can be made to leave again after an interruption: it goes on', async () => {
    const store = await open();
    const department = await new Department(store).staff();
    await department.sales.clients.registerMany(
      Array.from({ length: 250 }, (_, i) => ({ id: `c${i}`, source: 'cold' })),
      { by: 'import' },
    );
    for (let i = 0; i < 250; i++) {
      await department.do({ type: 'assignHolder', clientId: `c${i}`, role: 'seller', employeeId: 'anna' });
    }
    let commits = 0;
    const commit: typeof store.commit = async (tenant, changes) => {
      if (++commits > 2) throw new Error('killed');
      return store.commit(tenant, changes);
    };
    const interrupted = new Department(wrapped(store, { commit }));
    await expect(interrupted.sales.employees.leave('anna', moved)).rejects.toThrow('killed');
    expect((await department.sales.employees.get('anna'))?.leftAt).toBe(at(0));
    const rest = departed(
      await department.sales.employees.leave('anna', { by: 'head', reason: 'moved away' }),
    );
    expect(rest.released).toHaveLength(150);
    expect((await department.sales.census()).pools).toEqual([{ pool: 'seller', clients: 250 }]);
    expect(departed(await department.sales.employees.leave('anna', moved)).released).toEqual([]);
    const left = (await collect(department.sales.events())).filter(({ type }) => type === 'employeeLeft');
    expect(left).toHaveLength(1);
  });

  it('is released also of a client that is due at that moment and would leave their hands by itself', async () => {
    const department = await openDepartment(open);
    await department.buyer('d', at(0), 'vera');
    await department.do({ type: 'assignHolder', clientId: 'd', role: 'seller', employeeId: 'anna' });
    department.now = at(70);
    const { released, refusals } = departed(await department.sales.employees.leave('anna', moved));
    expect({ released, refusals }).toEqual({ released: [{ clientId: 'd', role: 'seller' }], refusals: [] });
    expect((await department.sales.clients.get('d'))?.state).toBe('overdue');
    expect(await collect(department.sales.clients.all({ holder: { employeeId: 'anna' } }))).toEqual([]);
    await department.expectFolded('d');
  });

  it('answers no offers any more: they go back to their senders, who offer the client to somebody else', async () => {
    const department = await openDepartment(open);
    const { sales } = department;
    await offered(department, 'to-vera', 'vera');
    await offered(department, 'to-gleb', 'gleb');
    await offered(department, 'to-anyone');
    const { withdrawn, released } = departed(await sales.employees.leave('vera', moved));
    expect({ withdrawn, released }).toEqual({
      withdrawn: [{ clientId: 'to-vera', role: 'keeper' }],
      released: [],
    });
    const client = await sales.clients.get('to-vera');
    expect(client).toMatchObject({ state: 'selling', custody: { seller: { employeeId: 'anna' } } });
    expect(client).not.toHaveProperty('handoff');
    expect((await sales.clients.history('to-vera')).at(-1)).toMatchObject({
      type: 'handoffWithdrawn',
      reason: 'moved away',
      by: 'head',
    });
    expect((await sales.clients.get('to-gleb'))?.handoff?.to.employeeId).toBe('gleb');
    expect(await sales.clients.get('to-anyone')).toHaveProperty('handoff');
    const again = { type: 'transfer', clientId: 'to-vera', transfer: 'handOver', to: 'gleb' } as const;
    await department.do(again, { by: 'anna' });
    await department.do({ type: 'acceptHandoff', clientId: 'to-vera' }, { by: 'gleb' });
    await department.expectFolded('to-vera');
  });

  it('leaves an offer to whom it was escalated', async () => {
    const department = await openDepartment(open);
    await offered(department, 'late', 'vera');
    department.now = at(4);
    const { withdrawn } = departed(await department.sales.employees.leave('vera', moved));
    expect(withdrawn).toEqual([]);
    expect((await department.sales.clients.get('late'))?.handoff?.escalated?.to).toBe('head');
  });

  it('stands in for nobody any more, now or later; whoever else was named does', async () => {
    const department = await openDepartment(open);
    const { sales } = department;
    const name = (clientId: string, employeeId: string, until?: string) =>
      department.do({ type: 'setDeputy', clientId, role: 'keeper', employeeId, ...(until && { until }) });
    await sales.employees.hire({ id: 'dora', roles: ['keeper'], hoursPerMonth: 100 });
    for (const id of ['alone', 'first', 'second', 'others']) await department.buyer(id, at(-1));
    await name('alone', 'gleb');
    await name('first', 'dora');
    await name('first', 'gleb', at(9));
    await name('second', 'gleb');
    await name('second', 'dora', at(9));
    await name('others', 'dora');
    department.now = at(1);
    const { deputyships } = departed(await sales.employees.leave('gleb', moved));
    expect(deputyships).toEqual(
      ['alone', 'first', 'second'].map((clientId) => ({ clientId, role: 'keeper' })),
    );
    const deputyOf = async (id: string) => (await sales.clients.get(id))?.custody.keeper?.deputy;
    expect(await deputyOf('alone')).toBeUndefined();
    expect(await deputyOf('first')).toEqual({ employeeId: 'dora', since: at(1) });
    expect(await deputyOf('second')).toEqual({ employeeId: 'dora', since: at(0), until: at(9) });
    expect(await deputyOf('others')).toEqual({ employeeId: 'dora', since: at(0) });
    for (const id of ['alone', 'first', 'second']) await department.expectFolded(id);
    expect(departed(await sales.employees.leave('gleb', moved)).deputyships).toEqual([]);
  });

  it('on a known day leaves offers and deputyships with runDue, also of one who held nothing', async () => {
    const department = await openDepartment(open);
    const { sales } = department;
    await offered(department, 'offered', 'gleb');
    await department.buyer('stood-in', at(-1));
    await department.do({ type: 'setDeputy', clientId: 'stood-in', role: 'keeper', employeeId: 'gleb' });
    await sales.employees.change('gleb', { leavesAt: at(0, 2) });
    department.now = at(0, 3);
    expect(await sales.runDue()).toMatchObject({
      departures: [
        {
          released: [],
          withdrawn: [{ clientId: 'offered', role: 'keeper' }],
          deputyships: [{ clientId: 'stood-in', role: 'keeper' }],
        },
      ],
    });
    expect(await sales.runDue()).not.toHaveProperty('departures');
  });

  it('is told in a plan of the departure what there is besides the clients held', async () => {
    const department = await openDepartment(open);
    const { employees, redistribution } = department.sales;
    await offered(department, 'offered', 'gleb');
    for (const id of ['held', 'stood-in'])
      await department.buyer(id, at(-1), id === 'held' ? 'gleb' : 'vera');
    await department.do({ type: 'setDeputy', clientId: 'stood-in', role: 'keeper', employeeId: 'gleb' });
    const input = {
      id: 'p',
      role: 'keeper',
      effort: 0.02,
      reason: { kind: 'departure', employeeId: 'gleb' },
    };
    await redistribution.plan(input as PlanInput, { by: 'head' });
    const besides = {
      offers: [{ clientId: 'offered', role: 'keeper' }],
      deputyships: [{ clientId: 'stood-in', role: 'keeper' }],
    };
    expect((await redistribution.details('p'))?.besides).toEqual(besides);
    await employees.leave('gleb', moved);
    expect((await redistribution.details('p'))?.besides).toEqual({ offers: [], deputyships: [] });
  });

  it('must have been there', async () => {
    const { sales } = await openDepartment(open);
    const unknown = {
      ok: false,
      repeated: false,
      reasons: [{ code: 'UNKNOWN_EMPLOYEE', employeeId: 'nobody' }],
    };
    expect(await sales.employees.leave('nobody', moved)).toEqual(unknown);
  });

  it('cannot be changed any more, but hired again', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    await department.client('a', 'anna');
    await employees.leave('anna', moved);
    const refused = {
      ok: false,
      repeated: false,
      reasons: [{ code: 'EMPLOYEE_LEFT', employeeId: 'anna', leftAt: at(0) }],
    };
    expect(await employees.change('anna', { hoursPerMonth: 1 })).toEqual(refused);
    department.now = at(30);
    const again = await employees.hire({ id: 'anna', roles: ['keeper'], hoursPerMonth: 50 });
    expect(again).toEqual({
      ok: true,
      repeated: false,
      employee: {
        id: 'anna',
        revision: 3,
        roles: ['keeper'],
        hoursPerMonth: 50,
        skills: [],
        regions: [],
        hiredAt: at(30),
      },
    });
    await department.buyer('b', at(29), 'anna');
  });

  it('takes no client from somebody who took it over meanwhile', async () => {
    const store = await open();
    const department = await new Department(store).staff();
    await department.client('a', 'anna');
    await department.client('b', 'anna');
    const queryClients: typeof store.queryClients = async (tenant, query) => {
      const page = await store.queryClients(tenant, query);
      if (query.holder) {
        await department.do({ type: 'assignHolder', clientId: 'a', role: 'seller', employeeId: 'boris' });
      }
      return page;
    };
    const { sales } = new Department(wrapped(store, { queryClients }));
    const { released, refusals } = departed(await sales.employees.leave('anna', moved));
    expect({ released, refusals }).toEqual({ released: [{ clientId: 'b', role: 'seller' }], refusals: [] });
    expect(await sales.clients.get('a')).toMatchObject({ custody: { seller: { employeeId: 'boris' } } });
  });

  it('keeps custody that whoever decides may not end, and it is told', async () => {
    const roles = {
      ...trade.roles,
      chief: { label: trade.label, may: { any: ['manageEmployees' as const] } },
    };
    const states = { ...trade.states, lead: { ...trade.states.lead, supporting: ['chief'] } };
    const department = await openDepartment(open, { conveyor: defineConveyor({ ...trade, roles, states }) });
    await department.sales.employees.hire({ id: 'chief', roles: ['chief'], hoursPerMonth: 1 });
    await department.client('a', 'anna');
    const { released, refusals } = departed(
      await department.sales.employees.leave('anna', { ...moved, by: 'chief' }),
    );
    expect(released).toEqual([]);
    expect(refusals).toMatchObject([
      { command: 'releaseHolder', clientId: 'a', reasons: [{ code: 'NOT_AUTHORIZED', actor: 'chief' }] },
    ]);
    expect(departed(await department.sales.employees.leave('anna', moved)).released).toHaveLength(1);
  });

  it('leaves the other clients where one goes round in circles, and that is told', async () => {
    const department = await openDepartment(open, { conveyor: defineConveyor(circular) });
    await department.do({ type: 'register', clientId: 'dizzy', source: 'circle' });
    await department.do({ type: 'assignHolder', clientId: 'dizzy', role: 'seller', employeeId: 'anna' });
    await department.client('steady', 'anna');
    department.now = at(2);
    const { released, failures } = departed(await department.sales.employees.leave('anna', moved));
    expect(released).toEqual([{ clientId: 'steady', role: 'seller' }]);
    expect(failures).toMatchObject([
      { clientId: 'dizzy', role: 'seller', error: { code: 'ENDLESS_TRANSFERS' } },
    ]);
  });
});
