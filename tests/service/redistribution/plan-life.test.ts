/**
 * How a base is redistributed, from "vera leaves on Friday" to a plan that is applied and can be undone:
 *
 * ```ts
 * const { redistribution } = sales;
 * const made = await redistribution.plan(
 *   { reason: { kind: 'departure', employeeId: 'vera' }, role: 'keeper', policy: policies.leastDisruption, effective: friday },
 *   { by: 'head' },
 * );
 * if (!made.ok) return 'refused' in made ? made.refused : describeInfeasible(made);   // why not, and what would help
 * const preview = await redistribution.preview(made.plan.id);                          // who gains and loses what, and why
 * await redistribution.edit(made.plan.id, [{ kind: 'pin', clientId: 'acme', employeeId: 'gleb' }], { by: 'gleb', why: 'knows them' });
 * await redistribution.approve(made.plan.id, { by: 'head' });
 * const applied = await redistribution.apply(made.plan.id, { by: 'head', onMovesInTransaction: moveOwnRecords });
 * if (!applied.ok && 'stale' in applied) await redistribution.rebase(made.plan.id, { by: 'head' });
 * await redistribution.explainCustody({ clientId: 'acme', role: 'keeper' });
 * await redistribution.undo(made.plan.id, { by: 'head', why: 'vera stays' });
 * ```
 */
import { policies } from 'sales-conveyor/redistribution';
import { checkPlan } from 'sales-conveyor/solver';
import { describe, expect, test } from 'vitest';
import { at, stores } from '../department.ts';
import { custodies, keepers, planned, quick, tally } from './keepers.ts';

const departure = { kind: 'departure', employeeId: 'vera' } as const;
const by = { by: 'head' };

describe.each(stores)('on $name', ({ open }) => {
  test('a departure gives the clients of who leaves, and only those, to others; everybody ends as even as can be', async () => {
    const { sales } = await keepers(await open(), { vera: 6, gleb: 2, dora: 6 });
    const { redistribution } = sales;
    const plan = planned(await redistribution.plan({ reason: departure, role: 'keeper', ...quick }, by));

    expect(plan).toMatchObject({
      status: 'draft',
      version: 1,
      clients: 14,
      employees: 3,
      moves: 6,
      asOf: at(1),
    });
    const details = await redistribution.details(plan.id);
    if (!details?.proposal) throw new Error('no proposal');
    expect(checkPlan(details.problem, details.proposal)).toEqual([]);
    expect(new Set(details.moves.map(({ from }) => from))).toEqual(new Set(['vera']));

    planned(await redistribution.approve(plan.id, by));
    expect(await tally(sales)).toEqual({ vera: 6, gleb: 2, dora: 6 });
    planned(await redistribution.apply(plan.id, by));
    expect(await tally(sales)).toEqual({ gleb: 7, dora: 7 });
  });

  test('a move leaves on custody the plan, why, the introduction that is owed and the grace of the former holder', async () => {
    const department = await keepers(await open(), { vera: 1, gleb: 1 });
    const { redistribution, clients } = department.sales;
    const input = {
      reason: departure,
      role: 'keeper',
      id: 'p',
      policy: { introduceWithin: { days: 5 } },
      ...quick,
    };
    planned(await redistribution.plan(input, by));
    planned(await redistribution.approve('p', by));
    department.now = at(2);
    planned(await redistribution.apply('p', by));
    expect((await clients.get('vera-1'))?.custody.keeper).toEqual({
      employeeId: 'gleb',
      since: at(2),
      move: {
        planId: 'p',
        cause: {
          code: 'plan',
          kind: 'departure',
          employeeIds: ['vera'],
          move: 'HOLDER_KEEPS_NONE',
          from: 'vera',
          to: expect.any(String),
        },
        introduceBy: at(7),
        grace: { employeeId: 'vera', until: at(32) },
      },
    });
    await department.expectFolded('vera-1');
  });

  test('undoing restores custody exactly and is a plan of its own', async () => {
    const department = await keepers(await open(), { vera: 5, gleb: 1, dora: 1 });
    const { sales } = department;
    await department.do({ type: 'setDeputy', clientId: 'vera-2', role: 'keeper', employeeId: 'dora' });
    const before = await custodies(sales);
    planned(await sales.redistribution.plan({ reason: departure, role: 'keeper', id: 'p', ...quick }, by));
    planned(await sales.redistribution.approve('p', by));
    planned(await sales.redistribution.apply('p', by));
    department.now = at(3);
    expect((await sales.redistribution.previewUndo('p'))?.moves).toHaveLength(5);
    const odd = { by: 'head', onConflict: 'whatever' as never };
    await expect(sales.redistribution.undo('p', odd)).rejects.toMatchObject({ code: 'INVALID_PLAN' });
    const undone = await sales.redistribution.undo('p', { by: 'head', why: 'vera stays' });
    expect(undone).toMatchObject({
      ok: true,
      conflicts: [],
      plan: { id: 'undo-p', status: 'applied', reason: { kind: 'undo', planId: 'p' }, moves: 5 },
    });
    expect(await custodies(sales)).toEqual(before);
    expect(await sales.redistribution.get('p')).toMatchObject({
      status: 'undone',
      undone: { planId: 'undo-p' },
    });
    expect((await sales.redistribution.preview('undo-p'))?.employees).toMatchObject([
      { employeeId: 'dora', after: { clients: 1 } },
      { employeeId: 'gleb', after: { clients: 1 } },
      { employeeId: 'vera', before: { clients: 0 }, after: { clients: 5 } },
    ]);
    expect(await sales.redistribution.undo('p', by)).toMatchObject({ ok: true, repeated: true });
  });

  test('a client that moved on is a conflict: nothing is undone, unless it is to be left', async () => {
    const department = await keepers(await open(), { vera: 4, gleb: 1, dora: 1 });
    const { sales } = department;
    const { redistribution } = sales;
    planned(await redistribution.plan({ reason: departure, role: 'keeper', id: 'p', ...quick }, by));
    planned(await redistribution.approve('p', by));
    planned(await redistribution.apply('p', by));
    const holder = (await sales.clients.get('vera-3'))?.custody.keeper?.employeeId;
    const other = holder === 'gleb' ? 'dora' : 'gleb';
    await department.do({ type: 'assignHolder', clientId: 'vera-3', role: 'keeper', employeeId: other });
    const between = await custodies(sales);
    const conflict = {
      clientId: 'vera-3',
      reasons: [{ code: 'HELD_BY_ANOTHER', expected: holder, actual: other }],
    };
    expect(await redistribution.undo('p', by)).toMatchObject({ ok: false, conflicts: [conflict] });
    expect(await custodies(sales)).toEqual(between);
    const left = await redistribution.undo('p', { by: 'head', onConflict: 'leave' });
    expect(left).toMatchObject({ ok: true, conflicts: [conflict], plan: { moves: 3, leftOut: 1 } });
    expect(await tally(sales)).toMatchObject({ vera: 3, [other]: 2 });
  });

  test('a plan whose clients have changed is refused with what changed; made anew it stays near and can be applied', async () => {
    const department = await keepers(await open(), { vera: 6, gleb: 3, dora: 3 });
    const { sales } = department;
    const { redistribution } = sales;
    planned(await redistribution.plan({ reason: departure, role: 'keeper', id: 'p', ...quick }, by));
    planned(await redistribution.approve('p', by));
    await department.do({ type: 'assignHolder', clientId: 'vera-1', role: 'keeper', employeeId: 'dora' });
    await sales.employees.leave('gleb', { by: 'head', reason: 'moved away' });
    await sales.employees.hire({ id: 'fedor', roles: ['keeper'], hoursPerMonth: 100 });
    const before = await custodies(sales);
    const refused = await redistribution.apply('p', by);
    expect(refused).toMatchObject({
      ok: false,
      stale: {
        planId: 'p',
        clients: [
          { clientId: 'vera-1', changed: ['holder'], planned: { holder: 'vera' }, now: { holder: 'dora' } },
        ],
        employees: [{ employeeId: 'gleb', changed: ['gone'] }],
      },
    });
    expect(await custodies(sales)).toEqual(before);
    expect(await redistribution.get('p')).toMatchObject({ status: 'approved' });

    const kept = (await redistribution.details('p'))?.moves.filter(({ to }) => to === 'dora') ?? [];
    const rebased = planned(await redistribution.rebase('p', { by: 'head', ...quick }));
    expect(rebased).toMatchObject({ status: 'draft', version: 2 });
    expect((await redistribution.details('p'))?.moves).toEqual(
      expect.arrayContaining(kept.filter(({ clientId }) => clientId !== 'vera-1')),
    );
    planned(await redistribution.approve('p', by));
    planned(await redistribution.apply('p', by));
    expect(await tally(sales)).not.toHaveProperty('vera');
  });

  test('a client that only bought something is no reason to refuse, unless any change is to be one', async () => {
    const department = await keepers(await open(), { vera: 2, gleb: 1 });
    const { redistribution } = department.sales;
    for (const staleOn of ['substance', 'anyChange'] as const) {
      const input = { reason: departure, role: 'keeper', id: staleOn, policy: { staleOn }, ...quick };
      planned(await redistribution.plan(input, by));
      planned(await redistribution.approve(staleOn, by));
    }
    await department.do({ type: 'recordContact', clientId: 'vera-1', channel: 'phone', twoWay: true });
    expect(await redistribution.apply('anyChange', by)).toMatchObject({
      ok: false,
      stale: { clients: [{ clientId: 'vera-1', changed: ['other'] }] },
    });
    planned(await redistribution.apply('substance', by));
  });

  test('of two shells that apply at once, each client is moved once', async () => {
    const store = await open();
    const one = await keepers(store, { vera: 8, gleb: 1, dora: 1 });
    const other = await keepers(store, {});
    planned(
      await one.sales.redistribution.plan({ reason: departure, role: 'keeper', id: 'p', ...quick }, by),
    );
    planned(await one.sales.redistribution.approve('p', by));
    const results = await Promise.all(
      [one, other, one, other].map(({ sales }) => sales.redistribution.apply('p', by)),
    );
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(results.filter((result) => result.ok && !result.repeated)).toHaveLength(1);
    const { log } = await one.everything();
    expect(log.filter(({ type }) => type === 'clientReassigned')).toHaveLength(8);
  });

  test('who undoes a plan while it is being applied puts back what it has moved by then', async () => {
    const { sales } = await keepers(await open(), { vera: 3, gleb: 1 });
    const { redistribution } = sales;
    planned(await redistribution.plan({ reason: departure, role: 'keeper', id: 'p', ...quick }, by));
    planned(await redistribution.approve('p', by));
    const before = await custodies(sales);
    let undoing: Promise<unknown> | undefined;
    const onMovesInTransaction = () => {
      undoing = redistribution.undo('p', by);
    };
    planned(await redistribution.apply('p', { ...by, onMovesInTransaction }));
    const undone = await undoing;
    expect(undone).toMatchObject({ ok: true, plan: { id: 'undo-p', moves: 3 }, conflicts: [] });
    expect(await custodies(sales)).toEqual(before);
  });

  test('the CRM moves its own records in the same transaction: what it throws leaves nothing of the plan', async () => {
    const department = await keepers(await open(), { vera: 3, gleb: 1 });
    const { sales } = department;
    planned(await sales.redistribution.plan({ reason: departure, role: 'keeper', id: 'p', ...quick }, by));
    planned(await sales.redistribution.approve('p', by));
    const before = await department.everything();
    const fault = new Error('a foreign key');
    const failing = sales.redistribution.apply('p', {
      by: 'head',
      onMovesInTransaction: () => {
        throw fault;
      },
    });
    await expect(failing).rejects.toBe(fault);
    expect(await department.everything()).toEqual(before);
    const seen: unknown[] = [];
    planned(
      await sales.redistribution.apply('p', {
        by: 'head',
        onMovesInTransaction: (moves) => void seen.push(...moves),
      }),
    );
    const move = { planId: 'p', role: 'keeper', from: 'vera', to: 'gleb' };
    expect(seen).toEqual(['vera-1', 'vera-2', 'vera-3'].map((clientId) => ({ ...move, clientId })));
  });

  test('a command under an id is carried out once', async () => {
    const { sales } = await keepers(await open(), { vera: 2, gleb: 1 });
    const { redistribution } = sales;
    const input = { reason: departure, role: 'keeper', policy: policies.leastDisruption, ...quick };
    const first = planned(await redistribution.plan(input, { by: 'head', commandId: 'c-1' }));
    expect(await redistribution.plan(input, { by: 'head', commandId: 'c-1' })).toEqual({
      ok: true,
      repeated: true,
      plan: first,
    });
    expect(await redistribution.plan({ ...input, role: 'seller' }, { by: 'head', commandId: 'c-1' })).toEqual(
      {
        ok: false,
        refused: [{ code: 'COMMAND_ID_REUSED', commandId: 'c-1' }],
      },
    );
    const edit = [{ kind: 'forbid', clientId: 'vera-1', employeeId: 'vera' }] as const;
    const edited = planned(
      await redistribution.edit(first.id, edit, { by: 'head', commandId: 'c-2', ...quick }),
    );
    expect(await redistribution.edit(first.id, edit, { by: 'head', commandId: 'c-2' })).toEqual({
      ok: true,
      repeated: true,
      plan: edited,
    });
    for (const commandId of ['c-3', 'c-3'])
      planned(await redistribution.approve(first.id, { by: 'head', commandId }));
    for (const commandId of ['c-4', 'c-4'])
      planned(await redistribution.apply(first.id, { by: 'head', commandId }));
    expect((await redistribution.get(first.id))?.log.map(({ what }) => what)).toEqual([
      'planned',
      'edited',
      'approved',
      'applied',
    ]);
  });
});
