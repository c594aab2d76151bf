/** The life of a plan as a pure aggregate: what the table says, and that the events alone tell the plan. */
import fc from 'fast-check';
import {
  type Plan,
  type PlanEvent,
  type PlanFigures,
  type PlanStatus,
  planLife,
} from 'sales-conveyor/redistribution';
import { planPolicySchema } from 'sales-conveyor/schema';
import { describe, expect, test } from 'vitest';
import { decidePlan } from '../../src/redistribution/plan-life/decide-plan.ts';
import { evolvePlan } from '../../src/redistribution/plan-life/evolve-plan.ts';
import type { PlanCommand, PlanContext } from '../../src/redistribution/plan-life/plan-command.ts';
import { planEventSchema } from '../../src/schema/plan-event-schema.ts';

const planId = 'p';
const now = '2026-03-02T09:00:00.000Z';
const later = '2026-03-09T09:00:00.000Z';
const context: PlanContext = { now, by: 'head' };
const even = { maxToMean: 1, variation: 0, gini: 0 };
const figures: PlanFigures = {
  measures: {
    before: even,
    after: even,
    moved: { clients: 0.5, hours: 0.5, revenue: 0 },
    clientsWithoutHolder: { before: 0, after: 0 },
    gap: 0,
  },
  objective: {
    total: 0,
    load: 0,
    potential: 0,
    disruption: 0,
    similarity: 0,
    coverage: 0,
    cost: 0,
    nearness: 0,
  },
  bound: 0,
  gap: 0,
  status: 'optimal',
};
const policy = planPolicySchema.parse({});
const counts = { clients: 3, employees: 2, moves: 1 };
const reasons = {
  absence: { kind: 'absence', employeeId: 'vera', onReturn: 'propose', until: later },
  manual: { kind: 'manual' },
  undo: { kind: 'undo', planId: 'q' },
} as const;

function draft(reason: keyof typeof reasons = 'manual', effective?: string): PlanCommand {
  const dated = effective === undefined ? {} : { effective };
  const known = { role: 'keeper', reason: reasons[reason], policy, asOf: now, leftOut: 0, figures };
  return { type: 'draft', planId, draft: { ...known, ...counts, ...dated } };
}

const edits = [{ kind: 'keep', clientId: 'acme' }] as const;
const commands: { readonly [Type in Exclude<PlanCommand['type'], 'draft'>]: PlanCommand } = {
  edit: { type: 'edit', planId, found: { edits, moves: 2, figures } },
  rebase: { type: 'rebase', planId, found: { ...counts, asOf: later, figures } },
  approve: { type: 'approve', planId },
  reject: { type: 'reject', planId },
  discard: { type: 'discard', planId },
  reopen: { type: 'reopen', planId, stale: { clientIds: ['acme'], employeeIds: [], rules: [] } },
  apply: { type: 'apply', planId },
  undo: { type: 'undo', planId, undoingId: 'undo-p' },
  planReturn: { type: 'planReturn', planId, returnId: 'return-p' },
  giveUpReturn: { type: 'giveUpReturn', planId, cause: { code: 'LEFT', employeeId: 'vera' } },
  forget: { type: 'forget', planId },
};

/** The plan after commands that must be accepted. */
function lived(first: PlanCommand, ...types: readonly (keyof typeof commands)[]): Plan {
  let plan: Plan | undefined;
  for (const command of [first, ...types.map((type) => commands[type])]) {
    const outcome = decidePlan(plan, command, context);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
    plan = outcome.plan;
  }
  return plan as Plan;
}

const inStatus: Readonly<Record<PlanStatus, Plan>> = {
  draft: lived(draft('absence')),
  approved: lived(draft('absence'), 'approve'),
  rejected: lived(draft('absence'), 'reject'),
  discarded: lived(draft('absence'), 'discard'),
  applied: lived(draft('absence'), 'approve', 'apply'),
  undone: lived(draft('absence'), 'approve', 'apply', 'undo'),
};

const no = 'WRONG_PLAN_STATUS';

/** By command, what becomes of a plan in each status: where it leads, `done` for nothing, or the code against it. */
const expected: Readonly<Record<keyof typeof commands, Readonly<Record<PlanStatus, string>>>> = {
  edit: row('draft', 'draft', no, no, no, no),
  rebase: row('draft', 'draft', no, no, no, no),
  approve: row('approved', 'done', no, no, no, no),
  reject: row('rejected', 'rejected', 'done', no, no, no),
  discard: row('discarded', 'discarded', no, 'done', no, no),
  reopen: row(no, 'draft', no, no, no, no),
  apply: row(no, 'applied', no, no, 'done', no),
  undo: row(no, no, no, no, 'undone', 'done'),
  planReturn: row('NO_RETURN', 'NO_RETURN', 'NO_RETURN', 'NO_RETURN', 'applied', 'NO_RETURN'),
  giveUpReturn: row('NO_RETURN', 'NO_RETURN', 'NO_RETURN', 'NO_RETURN', 'applied', 'NO_RETURN'),
  forget: row(no, no, 'rejected', 'discarded', 'applied', 'undone'),
};

function row(
  ...[draft, approved, rejected, discarded, applied, undone]: [string, string, string, string, string, string]
) {
  return { draft, approved, rejected, discarded, applied, undone };
}

function cameOf(plan: Plan, command: PlanCommand): string {
  const outcome = decidePlan(plan, command, context);
  if (!outcome.ok) return outcome.refused.map(({ code }) => code).join();
  return outcome.events.length === 0 ? 'done' : outcome.plan.status;
}

describe('the life of a plan', () => {
  test('is the table: every command in every status', () => {
    const found = Object.entries(commands).map(([type, command]) => [
      type,
      Object.fromEntries(Object.entries(inStatus).map(([status, plan]) => [status, cameOf(plan, command)])),
    ]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test('is told by an event for each step of the table but the look', () => {
    const events = Object.values(planLife).flatMap((step) => ('event' in step ? step.event : []));
    expect(new Set(events).size).toBe(Object.keys(planLife).length - 1);
  });

  test('begins once, is not applied before its day, and an undoing is not undone', () => {
    expect(decidePlan(inStatus.draft, draft(), context)).toEqual({
      ok: false,
      refused: [{ code: 'PLAN_EXISTS', planId }],
    });
    expect(decidePlan(undefined, commands.approve, context)).toEqual({
      ok: false,
      refused: [{ code: 'UNKNOWN_PLAN', planId }],
    });
    const dated = lived(draft('manual', later), 'approve');
    expect(cameOf(dated, commands.apply)).toBe('NOT_EFFECTIVE_YET');
    expect(decidePlan(dated, commands.apply, { ...context, now: later })).toMatchObject({ ok: true });
    expect(cameOf(lived(draft('undo'), 'approve', 'apply'), commands.undo)).toBe('NOT_UNDOABLE');
    expect(cameOf(lived(draft(), 'approve', 'apply', 'forget'), commands.undo)).toBe('PLAN_FORGOTTEN');
  });

  test('an edit or a new base takes the approval away and gives a new version; being found stale takes the approval only', () => {
    const edited = lived(draft(), 'approve', 'edit');
    expect(edited).toMatchObject({ version: 2, moves: 2, edits: [{ ...edits[0], by: 'head', at: now }] });
    expect(edited).not.toHaveProperty('approved');
    expect(lived(draft(), 'approve', 'rebase')).toMatchObject({ version: 2, asOf: later, status: 'draft' });
    const reopened = lived(draft(), 'approve', 'reopen');
    expect(reopened).toMatchObject({ version: 1, status: 'draft' });
    expect(reopened).not.toHaveProperty('approved');
  });

  test('a repetition of what can be done once changes nothing and says nothing', () => {
    for (const [status, type] of [
      ['applied', 'apply'],
      ['undone', 'undo'],
    ] as const) {
      const outcome = decidePlan(inStatus[status], commands[type], { now: later, by: 'somebody' });
      expect(outcome).toEqual({ ok: true, plan: inStatus[status], events: [] });
    }
  });
});

test('whatever is asked of a plan in whatever order, its events alone tell it, and no refusal changes it', () => {
  const asked = fc.record({
    type: fc.constantFrom(...(Object.keys(commands) as (keyof typeof commands)[]), 'draft' as const),
    reason: fc.constantFrom(...(Object.keys(reasons) as (keyof typeof reasons)[])),
    by: fc.constantFrom('head', 'system'),
    why: fc.option(fc.constant('asked'), { nil: undefined }),
    due: fc.constantFrom(undefined, true as const),
  });
  const beginnings = [[], ['approve'], ['approve', 'apply'], ['approve', 'apply', 'planReturn']] as const;
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom(...beginnings), fc.array(asked, { maxLength: 9 }), (first, list) => {
      let plan: Plan | undefined;
      const log: PlanEvent[] = [];
      const given = ['draft' as const, ...first].map((type) => ({
        type,
        reason: 'absence' as const,
        by: 'head',
      }));
      for (const { type, reason, ...who } of [...given, ...list]) {
        const before = plan;
        const copy = JSON.stringify(before);
        const outcome = decidePlan(plan, type === 'draft' ? draft(reason) : commands[type], { now, ...who });
        expect(JSON.stringify(before)).toBe(copy);
        if (!outcome.ok) {
          expect(outcome.refused.length).toBeGreaterThan(0);
          continue;
        }
        plan = outcome.plan;
        log.push(...outcome.events);
        if (outcome.events.length === 0) expect(plan).toBe(before);
      }
      const told: PlanEvent[] = JSON.parse(JSON.stringify(log));
      expect(told.reduce<Plan | undefined>(evolvePlan, undefined)).toEqual(plan);
      expect(told.map(({ id }) => id)).toEqual(told.map((_, i) => `@@redistributionPlan/p#${i + 1}`));
      expect(plan?.revision).toBe(log.length);
      expect(plan?.log.map(({ by, why, due }) => [by, why, due])).toEqual(
        told.map(({ by, why, due }) => [by, why, due]),
      );
      const versions = log.filter(({ type }) => type === 'planEdited' || type === 'planRebased').length;
      expect(plan?.version).toBe(1 + versions);
      for (const event of told) {
        if (seen.has(event.type)) continue;
        seen.add(event.type);
        expect(planEventSchema.safeParse(event).error?.issues ?? []).toEqual([]);
      }
    }),
    { seed: 20_261_129, numRuns: 80 },
  );
  expect(seen.size).toBe(Object.keys(planLife).length - 1);
});
