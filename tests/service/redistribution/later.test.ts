import { defineConveyor, memoryStore } from 'sales-conveyor';
import { createMigration } from 'sales-conveyor/blueprints';
import type { PlanReasonInput } from 'sales-conveyor/redistribution';
import { describe, expect, test } from 'vitest';
import { at, Department, stores } from '../department.ts';
import { trade } from '../trade.ts';
import { keepers, planned, quick, tally } from './keepers.ts';

const by = { by: 'head' };

async function applied(department: Department, reason: PlanReasonInput, id = 'p'): Promise<void> {
  const { redistribution } = department.sales;
  planned(await redistribution.plan({ reason, role: 'keeper', id, ...quick }, by));
  planned(await redistribution.approve(id, by));
  planned(await redistribution.apply(id, by));
}

describe.each(stores)('a plan with a date of its own on $name', ({ open }) => {
  const input = {
    reason: { kind: 'departure', employeeId: 'vera' },
    role: 'keeper',
    id: 'p',
    effective: at(5),
    ...quick,
  } as const;

  test('is refused before, and applied by whoever runs what is due, once', async () => {
    const department = await keepers(await open(), { vera: 4, gleb: 1 });
    const { sales } = department;
    planned(await sales.redistribution.plan(input, by));
    planned(await sales.redistribution.approve('p', by));
    expect(await sales.redistribution.apply('p', by)).toEqual({
      ok: false,
      refused: [{ code: 'NOT_EFFECTIVE_YET', planId: 'p', effective: at(5), now: at(1) }],
    });
    department.now = at(4);
    expect(await sales.runDue()).not.toHaveProperty('plans');
    department.now = at(6);
    const due = await Promise.all([sales.runDue(), sales.runDue()]);
    expect(due.flatMap(({ plans }) => plans?.applied.map(({ id }) => id) ?? [])).toContain('p');
    expect(await tally(sales)).toEqual({ gleb: 5 });
    expect(await sales.runDue()).not.toHaveProperty('plans');
    expect((await sales.redistribution.get('p'))?.applied).toEqual({ by: 'head', at: at(6) });
    const { log } = await department.everything();
    expect(log.filter(({ type }) => type === 'clientReassigned')).toHaveLength(4);
  });

  test('is a draft again where it is stale by then, which is said once', async () => {
    const department = await keepers(await open(), { vera: 4, gleb: 1, dora: 1 });
    const { sales } = department;
    planned(await sales.redistribution.plan(input, by));
    planned(await sales.redistribution.approve('p', by));
    await department.do({ type: 'assignHolder', clientId: 'vera-1', role: 'keeper', employeeId: 'dora' });
    department.now = at(5);
    const { plans } = await sales.runDue();
    expect(plans?.stale).toMatchObject([
      { planId: 'p', clients: [{ clientId: 'vera-1', changed: ['holder'] }] },
    ]);
    expect(await tally(sales)).toMatchObject({ vera: 3 });
    expect(await sales.redistribution.get('p')).toMatchObject({
      status: 'draft',
      log: [{}, {}, { what: 'foundStale', at: at(5) }],
    });
    expect(await sales.runDue()).not.toHaveProperty('plans');
    planned(await sales.redistribution.rebase('p', by));
    planned(await sales.redistribution.approve('p', by));
    expect((await sales.runDue()).plans?.applied).toMatchObject([{ id: 'p' }]);
    expect(await tally(sales)).not.toHaveProperty('vera');
  });

  test('is not applied for somebody who may not do it any more', async () => {
    const department = await keepers(await open(), { vera: 2, gleb: 1 });
    const { sales } = department;
    await sales.employees.hire({ id: 'deputy', roles: ['head'], hoursPerMonth: 100 });
    planned(await sales.redistribution.plan(input, by));
    planned(await sales.redistribution.approve('p', { by: 'deputy' }));
    await sales.employees.leave('deputy', { by: 'head', reason: 'left' });
    department.now = at(5);
    const { plans } = await sales.runDue();
    expect(plans?.refused).toMatchObject([
      { planId: 'p', refused: [{ code: 'NOT_AUTHORIZED', actor: 'deputy' }] },
    ]);
    expect(await tally(sales)).toEqual({ vera: 2, gleb: 1 });
  });
});

describe('an absence', () => {
  const absence = { kind: 'absence', employeeId: 'vera', until: at(60) } as const;
  const away = { kind: 'parental', from: at(0), to: at(60), id: 'a-1' } as const;

  async function withVeraAway(reason: PlanReasonInput = absence) {
    const department = await keepers(memoryStore(), { vera: 4, gleb: 1, dora: 1 });
    await department.sales.employees.recordAbsence('vera', away);
    await applied(department, reason);
    expect(await tally(department.sales)).toEqual({ gleb: 3, dora: 3 });
    return { department, sales: department.sales };
  }

  test('ends with a plan of return that somebody looks at', async () => {
    const { department, sales } = await withVeraAway();
    expect(await sales.redistribution.get('p')).toMatchObject({
      returns: { status: 'scheduled', at: at(60) },
    });
    department.now = at(59);
    expect(await sales.runDue()).not.toHaveProperty('plans');
    department.now = at(60);
    const { plans } = await sales.runDue();
    expect(plans?.proposed).toMatchObject([{ id: 'return-p', status: 'draft', moves: 4, leftOut: 0 }]);
    expect(await tally(sales)).not.toHaveProperty('vera');
    expect(await sales.runDue()).not.toHaveProperty('plans');
    planned(await sales.redistribution.approve('return-p', by));
    planned(await sales.redistribution.apply('return-p', by));
    expect(await tally(sales)).toEqual({ vera: 4, gleb: 1, dora: 1 });
    expect((await sales.clients.get('vera-1'))?.custody.keeper?.move?.cause).toMatchObject({
      kind: 'return',
      employeeIds: ['vera'],
      move: 'PINNED',
    });
    expect(await sales.redistribution.get('p')).toMatchObject({
      returns: { status: 'planned', planId: 'return-p' },
    });
  });

  test('ends with a return that applies itself, where the plan says so', async () => {
    const { department, sales } = await withVeraAway({ ...absence, onReturn: 'apply' });
    department.now = at(61);
    expect((await sales.runDue()).plans?.applied).toMatchObject([{ id: 'return-p', status: 'applied' }]);
    expect(await tally(sales)).toEqual({ vera: 4, gleb: 1, dora: 1 });
  });

  test('that lasts longer is waited for, and said so', async () => {
    const { department, sales } = await withVeraAway();
    await sales.employees.changeAbsence('vera', 'a-1', { to: at(80) });
    department.now = at(61);
    expect((await sales.runDue()).plans?.refused).toEqual([
      { planId: 'p', refused: [{ code: 'NOT_BACK', employeeId: 'vera', until: at(80) }] },
    ]);
    department.now = at(81);
    expect((await sales.runDue()).plans?.proposed).toMatchObject([{ id: 'return-p' }]);
  });

  test('from which nobody comes back is given up, and said so once', async () => {
    const { department, sales } = await withVeraAway();
    await sales.employees.leave('vera', { by: 'head', reason: 'another job' });
    department.now = at(61);
    expect((await sales.runDue()).plans?.givenUp).toEqual([
      { planId: 'p', employeeId: 'vera', cause: 'LEFT', leftOut: [] },
    ]);
    expect(await sales.runDue()).not.toHaveProperty('plans');
    expect(await sales.redistribution.get('p')).toMatchObject({
      returns: { status: 'givenUp' },
      log: [{}, {}, {}, { what: 'returnGivenUp', cause: { code: 'LEFT', employeeId: 'vera' }, due: true }],
    });
  });

  test('brings back who is still where the plan put them; others are left with the reason', async () => {
    const { department, sales } = await withVeraAway();
    const holder = (await sales.clients.get('vera-1'))?.custody.keeper?.employeeId;
    const other = holder === 'gleb' ? 'dora' : 'gleb';
    await department.do({ type: 'assignHolder', clientId: 'vera-1', role: 'keeper', employeeId: other });
    await department.do({ type: 'placeHold', clientId: 'vera-2', hold: 'locked', reason: 'a dispute' });
    await department.do({ type: 'override', clientId: 'vera-3', to: 'closed', reason: 'gone' });
    department.now = at(60);
    const returned = planned((await sales.redistribution.planReturn('p', by)) as never);
    expect(returned).toMatchObject({ moves: 1, leftOut: 3 });
    expect((await sales.redistribution.details('return-p'))?.leftOut).toEqual([
      { clientId: 'vera-1', reasons: [{ code: 'MOVED_ON', employeeId: other }] },
      {
        clientId: 'vera-2',
        reasons: [
          {
            code: 'PROTECTED',
            why: expect.objectContaining({ code: 'HOLD', hold: 'locked', reason: 'a dispute', by: 'head' }),
          },
        ],
      },
      { clientId: 'vera-3', reasons: [{ code: 'MOVED_ON', employeeId: null }] },
    ]);
    expect(await sales.redistribution.planReturn('p', by)).toMatchObject({
      ok: true,
      repeated: true,
      plan: { id: 'return-p' },
    });
  });

  test('undone before its end leaves nothing to return', async () => {
    const { department, sales } = await withVeraAway();
    expect(await sales.redistribution.undo('p', by)).toMatchObject({ ok: true });
    department.now = at(61);
    expect(await sales.runDue()).not.toHaveProperty('plans');
    expect(await sales.redistribution.planReturn('p', by)).toMatchObject({
      refused: [{ code: 'NO_RETURN' }],
    });
  });
});

test('a review tells what has come of the moves: who is still there, who moved on, who buys, who is overdue', async () => {
  const department = await keepers(memoryStore(), { vera: 4, gleb: 1, dora: 1 });
  const { sales } = department;
  for (const n of [1, 2])
    await department.do({
      type: 'recordOrder',
      clientId: `vera-${n}`,
      order: { id: `o-${n}`, placedAt: at(0) },
    });
  await applied(department, { kind: 'departure', employeeId: 'vera' });
  department.now = at(50);
  await department.do({ type: 'recordOrder', clientId: 'vera-1', order: { id: 'o-3', placedAt: at(50) } });
  const holder = (await sales.clients.get('vera-3'))?.custody.keeper?.employeeId as string;
  const other = holder === 'gleb' ? 'dora' : 'gleb';
  await department.do({ type: 'assignHolder', clientId: 'vera-3', role: 'keeper', employeeId: other });
  await department.do({ type: 'override', clientId: 'vera-4', to: 'closed', reason: 'gone' });
  department.now = at(100);
  await sales.runDue();
  expect(await sales.redistribution.review('p')).toMatchObject({
    ok: true,
    review: {
      days: 99,
      due: [30, 90],
      moved: 4,
      retained: 2,
      movedOn: [{ clientId: 'vera-3', from: holder, holder: other }],
      withoutHolder: [],
      gone: ['vera-4'],
      bought: 1,
      overdue: { before: 0, now: 1 },
    },
  });
  expect(await sales.redistribution.review('nowhere')).toMatchObject({ refused: [{ code: 'UNKNOWN_PLAN' }] });
});

describe('why somebody holds a client', () => {
  test('is an assignment, or a plan with its reason and who approved it, or its undoing', async () => {
    const department = await keepers(memoryStore(), { vera: 2, gleb: 1 });
    const { redistribution } = department.sales;
    const why = () => redistribution.explainCustody({ clientId: 'vera-1', role: 'keeper' });
    expect(await why()).toMatchObject({ employeeId: 'vera', event: { type: 'holderAssigned', by: 'head' } });
    expect(await why()).not.toHaveProperty('plan');
    await applied(department, { kind: 'departure', employeeId: 'vera' });
    expect(await why()).toMatchObject({
      employeeId: 'gleb',
      since: at(1),
      event: {
        type: 'clientReassigned',
        cause: { kind: 'departure', move: 'HOLDER_KEEPS_NONE', from: 'vera' },
      },
      plan: { id: 'p', reason: { kind: 'departure' }, approved: { by: 'head' }, applied: { by: 'head' } },
      custody: { move: { grace: { employeeId: 'vera' } } },
    });
    department.now = at(2);
    await redistribution.undo('p', by);
    expect(await why()).toMatchObject({
      employeeId: 'vera',
      event: { type: 'clientReassigned', undone: true },
      plan: { id: 'p', undone: { by: 'head', planId: 'undo-p' } },
      origin: { type: 'holderAssigned' },
    });
    await department.do({ type: 'releaseHolder', clientId: 'vera-1', role: 'keeper', reason: 'asked' });
    expect(await why()).toBeUndefined();
  });

  test('is a handoff that was accepted', async () => {
    const department = await keepers(memoryStore(), { vera: 0 });
    await department.sales.employees.hire({ id: 'anna', roles: ['seller'], hoursPerMonth: 100 });
    await department.client('acme');
    await department.do({ type: 'transfer', clientId: 'acme', transfer: 'startSelling' });
    await department.do({ type: 'learnFacts', clientId: 'acme', facts: { ready: true } });
    await department.do({ type: 'transfer', clientId: 'acme', transfer: 'handOver', to: 'vera' });
    await department.do({ type: 'acceptHandoff', clientId: 'acme' }, { by: 'vera' });
    expect(
      await department.sales.redistribution.explainCustody({ clientId: 'acme', role: 'keeper' }),
    ).toMatchObject({
      employeeId: 'vera',
      event: { type: 'holderAssigned' },
      handoff: { type: 'handoffAccepted', by: 'vera' },
    });
  });

  test('is also a handoff that was accepted by whoever had supported the client before', async () => {
    const states = { ...trade.states, selling: { ...trade.states.selling, supporting: ['keeper'] } };
    const conveyor = defineConveyor({ ...trade, states });
    const department = await keepers(memoryStore(), { vera: 0, gleb: 0 }, { conveyor });
    await department.sales.employees.hire({ id: 'anna', roles: ['seller'], hoursPerMonth: 100 });
    await department.client('acme');
    await department.do({ type: 'transfer', clientId: 'acme', transfer: 'startSelling' });
    await department.do({ type: 'learnFacts', clientId: 'acme', facts: { ready: true } });
    await department.do({ type: 'assignHolder', clientId: 'acme', role: 'keeper', employeeId: 'vera' });
    const why = () => department.sales.redistribution.explainCustody({ clientId: 'acme', role: 'keeper' });
    expect(await why()).not.toHaveProperty('handoff');
    department.now = at(2);
    await department.do({ type: 'transfer', clientId: 'acme', transfer: 'handOver', to: 'vera' });
    await department.do({ type: 'acceptHandoff', clientId: 'acme' }, { by: 'vera' });
    expect(await why()).toMatchObject({
      employeeId: 'vera',
      since: at(1),
      event: { type: 'holderAssigned', happenedAt: at(1) },
      handoff: { type: 'handoffAccepted', happenedAt: at(2) },
    });
    department.now = at(3);
    await department.do({ type: 'assignHolder', clientId: 'acme', role: 'keeper', employeeId: 'gleb' });
    expect(await why()).not.toHaveProperty('handoff');
  });

  test('is known under the name that a migration gave the role, and after its undoing', async () => {
    const department = await keepers(memoryStore(), { vera: 1, gleb: 1 });
    const text = JSON.stringify({ ...trade, version: 2 });
    const to = defineConveyor(JSON.parse(text.replaceAll('"keeper"', '"guard"')));
    const { store } = department;
    await applied(department, { kind: 'departure', employeeId: 'vera' });
    const decisions = { roles: { keeper: 'guard' } };
    const from = defineConveyor(trade);
    const migration = createMigration({ from, to, store, clock: () => department.now, decisions });
    department.now = at(2);
    await migration.apply({ by: 'head' });
    const later = new Department(store, { conveyor: to, clock: () => department.now });
    const why = (clientId: string, role: string, { sales }: Department = later) =>
      sales.redistribution.explainCustody({ clientId, role });
    expect(await why('gleb-1', 'guard')).toMatchObject({ employeeId: 'gleb', event: { role: 'keeper' } });
    expect(await why('vera-1', 'guard')).toMatchObject({
      employeeId: 'gleb',
      since: at(1),
      event: { type: 'clientReassigned', role: 'keeper' },
      plan: { id: 'p' },
    });
    expect(await why('vera-1', 'keeper')).toBeUndefined();
    department.now = at(3);
    await migration.undo({ by: 'head' });
    expect(await why('vera-1', 'keeper', department)).toMatchObject({
      employeeId: 'gleb',
      plan: { id: 'p' },
    });
  });
});
