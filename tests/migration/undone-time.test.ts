import { type Conveyor, defineConveyor, memoryStore } from 'sales-conveyor';
import { createMigration, describeChangesAtOnce } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { describe, expect, it } from 'vitest';
import { at, contact, type Department, openDepartment, order } from '../service/department.ts';
import { trade } from '../service/trade.ts';
import { old, renewed } from './rules.ts';

const by = 'head';

/** The same department that waits for 45 days instead of 60. */
const strict = defineConveyor({
  ...trade,
  version: 2,
  cadence: { ...trade.cadence, overdue: { kind: 'fixed', after: { days: 45 } } },
});

/** Silent for 20, 50 and 70 days; by the 45 days, and by the clock alone, the second becomes overdue. */
async function underStrictRules(to: Conveyor = strict, meanwhile?: (of: Department) => Promise<unknown>) {
  const department = await openDepartment(async () => memoryStore(), { conveyor: old });
  await department.buyer('early', at(-20));
  await department.buyer('between', at(-50));
  await department.buyer('late', at(-70));
  await meanwhile?.(department);
  const migration = createMigration({
    from: old,
    to,
    store: department.store,
    clock: () => department.now,
  });
  await migration.apply({ by });
  const later = renewed(department, to);
  await later.sales.runDue();
  expect(await states(later)).toEqual({ early: 'regular', between: 'overdue', late: 'overdue' });
  return { department, migration, later };
}

async function states({ sales }: Department) {
  const found: Record<string, string> = {};
  for await (const { id, state } of sales.clients.all()) found[id] = state;
  return found;
}

it('the preview says whom time moves at once, by which transfer, and when the next ones may be', async () => {
  const department = await openDepartment(async () => memoryStore(), { conveyor: old });
  for (const [id, days] of Object.entries({ early: 20, also: 20, between: 50, late: 70 }))
    await department.buyer(id, at(-days));
  const before = await department.everything();
  const { store } = department;
  const migration = createMigration({ from: old, to: strict, store, clock: () => department.now });
  const { atOnce } = await migration.preview();
  expect(atOnce).toEqual({
    clients: 1,
    changes: [{ from: 'regular', to: 'overdue', transfer: 'becomeOverdue', clients: 1 }],
    next: { at: '2026-01-31T00:00:00.000Z', clients: 2 },
  });
  expect(await department.everything()).toEqual(before);
  expect(describeChangesAtOnce(atOnce, { dictionary: en, conveyor: strict })).toBe(
    [
      'Time changes the state of clients at once: 1.',
      '“regular” → “overdue”: “becomes overdue” (clients: 1)',
      'The next deadline: 31 Jan 2026, 00:00 (clients: 2).',
    ].join('\n'),
  );
  await migration.apply({ by });
  expect((await renewed(department, strict).sales.runDue()).clients).toBe(atOnce.clients);
});

describe('undoing a change of rules', () => {
  it('brings back whom the clock alone has moved, with state and deadline as if only time had passed', async () => {
    const { department, migration } = await underStrictRules();
    const early = await department.sales.clients.get('early');
    department.now = at(1);
    expect(await migration.undo({ by })).toEqual({ ok: true, clients: 3, movedOn: [], failures: [] });
    expect(await states(department)).toEqual({ early: 'regular', between: 'regular', late: 'overdue' });
    const between = await department.sales.clients.get('between');
    expect(between).toMatchObject({ stateSince: at(0), custody: { keeper: { employeeId: 'vera' } } });
    expect(old.nextDueAt(between as never)).toBe('2026-01-16T00:00:00.000Z');
    for (const id of ['early', 'between', 'late']) await department.expectFolded(id, old);
    expect((await department.sales.clients.get('early'))?.stateSince).toBe(early?.stateSince);
    department.now = '2026-01-16T00:00:00.000Z';
    await department.sales.runDue();
    expect((await states(department)).between).toBe('overdue');
  });

  it('lets time do at once what it would have done by then under the old rules', async () => {
    const { department, migration } = await underStrictRules();
    department.now = at(20);
    await migration.undo({ by });
    expect(await department.sales.clients.get('between')).toMatchObject({
      state: 'overdue',
      stateSince: '2026-01-16T00:00:00.000Z',
      blueprintVersion: 1,
    });
    expect((await department.sales.runDue()).clients).toBe(0);
  });

  it('keeps what was recorded since, and lets it count by the old rules', async () => {
    const { department, migration, later } = await underStrictRules();
    const before = (await department.sales.clients.get('between'))?.stateSince;
    await later.do(contact('between'));
    department.now = at(1);
    await later.do(order('between', 'again', at(1)));
    expect((await later.sales.clients.get('between'))?.stateSince).not.toBe(before);
    expect(await migration.undo({ by })).toMatchObject({ ok: true, movedOn: [] });
    expect(await department.sales.clients.get('between')).toMatchObject({
      state: 'regular',
      stateSince: at(0),
      contacts: { count: 1 },
      orders: { count: 2 },
    });
    await department.expectFolded('between', old);
  });

  it('names whom people have moved, and leaves them there', async () => {
    const { department, migration, later } = await underStrictRules();
    const close = { type: 'transfer', transfer: 'close', reason: 'gone' } as const;
    await later.do({ ...close, clientId: 'early' });
    await later.do({ ...close, clientId: 'between' });
    expect(await migration.undo({ by })).toMatchObject({ ok: true, movedOn: ['between', 'early'] });
    expect(await states(department)).toEqual({ early: 'closed', between: 'closed', late: 'overdue' });
  });

  const releasing = defineConveyor({
    ...strict.blueprint,
    transfers: {
      ...trade.transfers,
      becomeOverdue: { ...trade.transfers.becomeOverdue, releases: ['keeper'] },
    },
  });

  it('gives a client back with the deputy of today and with those who are to follow', async () => {
    const deputies = [
      { employeeId: 'dina', until: at(40) },
      { employeeId: 'gleb', until: at(10) },
    ];
    const { department, migration } = await underStrictRules(releasing, async (before) => {
      await before.sales.employees.hire({ id: 'dina', roles: ['keeper'], hoursPerMonth: 100 });
      for (const deputy of deputies)
        await before.do({ type: 'setDeputy', clientId: 'between', role: 'keeper', ...deputy });
    });
    expect((await department.sales.clients.get('between'))?.custody).toEqual({});
    department.now = at(1);
    await migration.undo({ by });
    expect((await department.sales.clients.get('between'))?.custody).toMatchObject({
      keeper: { employeeId: 'vera', deputy: { ...deputies[1], followedBy: [deputies[0]] } },
    });
    await department.expectFolded('between', old);
  });

  it('gives no client back to somebody who has left since: it waits in the pool', async () => {
    const { department, migration } = await underStrictRules(releasing);
    expect((await department.sales.clients.get('between'))?.custody).toEqual({});
    await department.sales.employees.leave('vera', { by, reason: 'moves away' });
    department.now = at(1);
    await migration.undo({ by });
    expect(await department.sales.clients.get('between')).toMatchObject({
      state: 'regular',
      custody: {},
      pool: { name: 'keeper', cause: { code: 'holderLeft' }, since: at(1) },
    });
    await department.expectFolded('between', old);
  });

  it('leaves a client with whom people have given it to since', async () => {
    const { department, migration, later } = await underStrictRules();
    await later.do({ type: 'assignHolder', clientId: 'between', role: 'keeper', employeeId: 'gleb' });
    expect(await migration.undo({ by })).toMatchObject({ ok: true, movedOn: [] });
    expect(await department.sales.clients.get('between')).toMatchObject({
      state: 'regular',
      custody: { keeper: { employeeId: 'gleb' } },
    });
  });
});
