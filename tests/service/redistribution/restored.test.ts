import type { Client, Custody } from 'sales-conveyor';
import { describe, expect, test } from 'vitest';
import { at, type Department, stores } from '../department.ts';
import { keepers, planned, quick } from './keepers.ts';

const by = { by: 'head' };
const role = 'keeper';
const lasting = ({ revision: _, decidedAt: __, ...client }: Client) => client;

/** Anna's client, accepted by Vera: she owes a first contact within three days, and may give the client back for thirty. */
async function handedToVera({ sales }: Department, clientId: string): Promise<void> {
  await sales.execute({ type: 'register', clientId, source: 'cold' }, by);
  await sales.execute({ type: 'assignHolder', clientId, role: 'seller', employeeId: 'anna' }, by);
  await sales.execute({ type: 'learnFacts', clientId, facts: { ready: true } }, by);
  await sales.execute({ type: 'transfer', clientId, transfer: 'startSelling' }, by);
  await sales.execute({ type: 'transfer', clientId, transfer: 'handOver', to: 'vera' }, by);
  await sales.execute({ type: 'acceptHandoff', clientId }, { by: 'vera' });
}

async function applied({ sales }: Department, input: object, id = 'p') {
  planned(await sales.redistribution.plan({ role, id, ...quick, ...input } as never, by));
  planned(await sales.redistribution.approve(id, by));
  return planned(await sales.redistribution.apply(id, by));
}

describe.each(stores)('what a plan took, on $name,', ({ open }) => {
  test('comes back whole when it is undone: acceptances, deputies, pools with reason and date, past moves', async () => {
    const department = await keepers(await open(), { vera: 2, gleb: 1, dora: 1 });
    const { sales } = department;
    await sales.employees.hire({ id: 'anna', roles: ['seller'], hoursPerMonth: 100 });
    await handedToVera(department, 'new');
    await department.do({ type: 'setDeputy', clientId: 'vera-1', role, employeeId: 'gleb' });
    await department.do({ type: 'releaseHolder', clientId: 'vera-2', role, reason: 'complaint' });
    for (let n = 0; n < 20; n++) {
      const [from, to] = n % 2 === 0 ? ['gleb', 'dora'] : ['dora', 'gleb'];
      const move = {
        role,
        from: from as string,
        to: to as string,
        planId: `old-${n}`,
        cause: { code: 'text' as const, text: 'old' },
      };
      await department.do({ type: 'applyRedistribution', clientId: 'gleb-1', ...move });
    }
    await department.do({ type: 'assignHolder', clientId: 'gleb-1', role, employeeId: 'vera' });
    const { clients } = await department.everything();
    department.now = at(2);
    const policy = { pool: true };
    await applied(department, { reason: { kind: 'departure', employeeId: 'vera' }, policy });
    expect((await sales.clients.get('new'))?.handoffs.received).toEqual({});
    department.now = at(3);
    expect(await sales.redistribution.undo('p', by)).toMatchObject({ ok: true, conflicts: [] });
    expect((await department.everything()).clients.map(lasting)).toEqual(clients.map(lasting));
    for (const { id } of clients) await department.expectFolded(id);
    await department.do({ type: 'returnClient', clientId: 'new', reason: 'promised' }, { by: 'vera' });
    expect((await sales.clients.get('new'))?.custody).toMatchObject({ seller: { employeeId: 'anna' } });
  });

  test('comes back without a deputy who has left meanwhile', async () => {
    const department = await keepers(await open(), { vera: 1, gleb: 0, dora: 3 });
    const { sales } = department;
    await department.do({ type: 'setDeputy', clientId: 'vera-1', role, employeeId: 'dora' });
    const before = (await sales.clients.get('vera-1')) as Client;
    await applied(department, { reason: { kind: 'departure', employeeId: 'vera' } });
    await sales.employees.leave('dora', { by: 'head', reason: 'another job' });
    expect(await sales.redistribution.undo('p', by)).toMatchObject({ ok: true });
    const { deputy: _, ...held } = before.custody.keeper as Custody;
    expect((await sales.clients.get('vera-1'))?.custody.keeper).toEqual(held);
  });

  test('comes back with the first contact still owed, in the time that was left', async () => {
    const department = await keepers(await open(), { vera: 0, gleb: 1 });
    await department.sales.employees.hire({ id: 'anna', roles: ['seller'], hoursPerMonth: 100 });
    await handedToVera(department, 'new');
    department.now = at(3);
    await applied(department, { reason: { kind: 'departure', employeeId: 'vera' } });
    department.now = at(10);
    expect(await department.sales.redistribution.undo('p', by)).toMatchObject({ ok: true });
    const { received } = (await department.sales.clients.get('new'))?.handoffs ?? {};
    expect(received).toMatchObject({ keeper: { acceptedAt: at(1), firstContactBy: at(11) } });
    department.now = at(12);
    await department.sales.runDue();
    expect((await department.sales.clients.history('new')).at(-1)).toMatchObject({
      type: 'firstContactMissed',
      employeeId: 'vera',
    });
  });

  test('is given back after an absence: the one who was away can return the client, and owes the first contact', async () => {
    const department = await keepers(await open(), { vera: 1, gleb: 1 });
    const { sales } = department;
    await sales.employees.hire({ id: 'anna', roles: ['seller'], hoursPerMonth: 100 });
    await handedToVera(department, 'new');
    await sales.employees.recordAbsence('vera', { kind: 'illness', from: at(1), to: at(6), id: 'flu' });
    const reason = { kind: 'absence', employeeId: 'vera', until: at(6), onReturn: 'apply' };
    department.now = at(2);
    await applied(department, { reason });
    expect((await sales.clients.get('new'))?.custody.keeper?.employeeId).toBe('gleb');
    department.now = at(6);
    expect((await sales.runDue()).plans?.applied).toMatchObject([{ id: 'return-p' }]);
    expect((await sales.clients.get('new'))?.handoffs.received).toMatchObject({
      keeper: { to: { employeeId: 'vera' }, firstContactBy: at(8) },
    });
    expect((await sales.clients.get('vera-1'))?.handoffs.received).toEqual({});
    await department.do({ type: 'returnClient', clientId: 'new', reason: 'promised' }, { by: 'vera' });
    expect((await sales.clients.get('new'))?.state).toBe('selling');
  });
});
