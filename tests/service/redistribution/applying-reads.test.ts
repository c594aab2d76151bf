import { memoryStore, type Store } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import { at, Department, monday, wrapped } from '../department.ts';
import { planned, quick } from './keepers.ts';

/** Forty buyers of Vera's and Gleb's; Gleb is to leave, and the plan for that is approved. */
async function approvedPlan(store: Store) {
  const department = await new Department(store).staff();
  await department.sales.employees.hire({ id: 'zoya', roles: ['keeper'], hoursPerMonth: 100 });
  for (let i = 0; i < 40; i++) await department.buyer(`c${i}`, monday, i < 10 ? 'gleb' : 'vera');
  const { redistribution } = department.sales;
  const reason = { kind: 'departure', employeeId: 'gleb' } as const;
  const { id } = planned(
    await redistribution.plan({ id: 'p', reason, role: 'keeper', ...quick }, { by: 'head' }),
  );
  planned(await redistribution.approve(id, { by: 'head' }));
  return department;
}

/** The same store; ids of clients that are read, and other ways to clients, are told. */
function watched(store: Store) {
  const read: string[] = [];
  const pages: unknown[] = [];
  const watching = wrapped(store, {
    readClients: (tenant, ids) => {
      read.push(...ids);
      return store.readClients(tenant, ids);
    },
    queryClients: (tenant, query) => {
      pages.push(query);
      return store.queryClients(tenant, query);
    },
  });
  return { watching, read, pages };
}

const leaving = Array.from({ length: 10 }, (_, i) => `c${i}`);

describe('applying a plan', () => {
  it('reads each client that moves once, and no other where nothing has changed; so does undoing', async () => {
    const store = memoryStore();
    await approvedPlan(store);
    const { watching, read, pages } = watched(store);
    const { redistribution } = new Department(watching).sales;
    planned(await redistribution.apply('p', { by: 'head' }));
    expect(read.toSorted()).toEqual(leaving);
    read.length = 0;
    planned((await redistribution.undo('p', { by: 'head' })) as never);
    expect(read.toSorted()).toEqual(leaving);
    expect(pages).toEqual([]);
  });

  it('reads those that changed, have come or have fallen due since', async () => {
    const store = memoryStore();
    const department = await approvedPlan(store);
    await department.do({ type: 'learnFacts', clientId: 'c20', facts: { ready: true } });
    await department.buyer('newcomer', monday, 'vera');
    const { watching, read } = watched(store);
    const later = new Department(watching);
    planned(await later.sales.redistribution.apply('p', { by: 'head' }));
    expect([...new Set(read)].toSorted()).toEqual([...leaving, 'c20', 'newcomer'].toSorted());
    const due = watched(await approvedPlan(memoryStore()).then(({ store: other }) => other));
    const muchLater = new Department(due.watching);
    muchLater.now = at(70);
    const late = await muchLater.sales.redistribution.apply('p', { by: 'head' });
    expect(late).toMatchObject({
      ok: false,
      stale: { clients: leaving.map(() => ({ changed: ['hours'] })) },
    });
    expect(new Set(due.read).size).toBe(40);
  });

  it('is stale where clients that came to a receiver leave no room', async () => {
    const store = memoryStore();
    const department = await approvedPlan(store);
    const { redistribution } = department.sales;
    const { moves = [] } = (await redistribution.details('p')) ?? {};
    const receiver = moves[0]?.to as string;
    for (let i = 0; i < 60; i++) await department.buyer(`more-${i}`, monday, receiver);
    const full = await redistribution.apply('p', { by: 'head' });
    expect(full).toMatchObject({ ok: false, stale: { clients: [], violations: [{ code: 'LIMIT_BROKEN' }] } });
  });

  it('is undone by a plan that keeps no base of its own and has the problem all the same', async () => {
    const store = memoryStore();
    const { sales } = await approvedPlan(store);
    const { redistribution } = sales;
    const before = await redistribution.details('p');
    planned(await redistribution.apply('p', { by: 'head' }));
    planned((await redistribution.undo('p', { by: 'head' })) as never);
    const kept = await store.queryDocuments('default', { kind: 'redistributionPlan:undo-p', limit: 100 });
    expect(kept.documents.map(({ id }) => id)).toEqual(['moves-1-0']);
    const undoing = await redistribution.details('undo-p');
    const holders = new Map(before?.moves.map(({ clientId, to }) => [clientId, to]));
    expect(undoing?.problem.clients).toEqual(
      before?.problem.clients.map(({ protected: _, ...client }) => ({
        ...client,
        holder: holders.get(client.id) ?? client.holder,
      })),
    );
    expect((await redistribution.preview('undo-p'))?.moves).toHaveLength(10);
  });
});
