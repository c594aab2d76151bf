import type { LeftOut, Plan } from '../../redistribution/plan/plan.ts';
import type { HandDecisions } from '../../redistribution/plan/plan-edit.ts';
import type { PlanPolicy } from '../../redistribution/plan/plan-policy.ts';
import type { PlanReason } from '../../redistribution/plan/plan-reason.ts';
import type { PlanBase } from '../../redistribution/plan/to-plan-problem.ts';
import type { Employee } from '../../workforce/employee.ts';
import { absenceAt, isPresent } from '../../workforce/presence.ts';
import type { Desk } from '../desk.ts';
import type { AppliedMove } from './applied-move.ts';
import { changePlan, logged, unauthorizedTo } from './change-plan.ts';
import { freePlanId } from './free-plan-id.ts';
import { keepNew } from './make-plan.ts';
import { agendaDocuments, strike } from './plan-agenda.ts';
import { type PlanOptions, type PlanRefused, type PlanResult, refusedPlan } from './plan-options.ts';
import { PlanShelf, type StoredPlan } from './plan-shelf.ts';
import { takeBase } from './snapshot.ts';

/** The absent one has left, or every client has moved on: nothing returns, and that is said once. */
export interface ReturnGivenUp {
  readonly ok: false;
  readonly givenUp: {
    readonly planId: string;
    readonly employeeId: string;
    readonly cause: 'LEFT' | 'ALL_MOVED_ON';
    /** Empty where the absent one has left. */
    readonly leftOut: readonly LeftOut[];
  };
}

/** The plan of return, or why there is none (yet). */
export type PlanReturned = PlanResult | ReturnGivenUp;

type Absence = Extract<PlanReason, { kind: 'absence' }>;

/**
 * Makes the plan by which the clients of somebody who was away return: those that are still with whom the plan for the absence gave them.
 * It goes the way of every plan; clients that moved on are left out, each with the reason.
 */
export async function planReturn(desk: Desk, planId: string, options: PlanOptions): Promise<PlanReturned> {
  const unauthorized = await unauthorizedTo(desk, 'planRedistribution', options.by);
  if (unauthorized.length > 0) return refusedPlan(...unauthorized);
  const shelf = new PlanShelf(desk);
  const stored = await shelf.read(planId);
  if (!stored) return refusedPlan({ code: 'UNKNOWN_PLAN', planId });
  const { plan } = stored.kept;
  const { reason, status, returns } = plan;
  if (returns?.status === 'planned') return madeBefore(shelf, plan);
  if (reason.kind !== 'absence' || status !== 'applied' || returns?.status !== 'scheduled') {
    return refusedPlan({ code: 'NO_RETURN', planId });
  }
  const { employeeId } = reason;
  const employee = await desk.store.readEmployee(desk.tenant, employeeId);
  if (!employee || employee.leftAt)
    return giveUp(desk, planId, options, { employeeId, cause: 'LEFT', leftOut: [] });
  const away = notBack(employee, desk.now());
  if (away) return refusedPlan(away);
  return makeReturn(desk, stored, reason, options);
}

async function makeReturn(
  desk: Desk,
  { kept }: StoredPlan,
  { employeeId }: Absence,
  options: PlanOptions,
): Promise<PlanReturned> {
  const { plan } = kept;
  const at = desk.now();
  const planId = await freePlanId(desk, `return-${plan.id}`);
  const reason = { kind: 'return', planId: plan.id, employeeId } as const;
  const basis = { role: plan.role, reason, policy: policyOfReturn(plan.policy), at };
  const base = await takeBase(desk, basis);
  const applied = await new PlanShelf(desk).rows<AppliedMove>(plan.id, kept.applied);
  const { pins, leftOut } = whoReturns(applied, base, employeeId);
  if (pins.length === 0)
    return giveUp(desk, plan.id, options, { employeeId, cause: 'ALL_MOVED_ON', leftOut });
  const command = { type: 'planReturn', planId: plan.id };
  return keepNew(
    desk,
    {
      planId,
      basis,
      base,
      at,
      pins,
      leftOut,
      command,
      documents: async ({ id }) => {
        const shelf = new PlanShelf(desk);
        const now = (await shelf.read(plan.id)) as StoredPlan;
        const entry = { at, by: options.by, what: 'returned', why: options.why } as const;
        const changed: Plan = {
          ...now.kept.plan,
          returns: { ...now.kept.plan.returns, status: 'planned', planId: id },
          log: logged(now.kept.plan, entry),
        };
        const agenda = await agendaDocuments(desk, strike(plan.id, 'return'));
        return [shelf.head({ ...now.kept, plan: changed }, now), ...agenda];
      },
    },
    options,
  );
}

/** Whoever gave clients away because they were absent gets back those that are where they were put. */
function whoReturns(applied: readonly AppliedMove[], { clients }: PlanBase, employeeId: string) {
  const now = new Map(clients.map(({ client }) => [client.id, client]));
  const pins: HandDecisions['pins'][number][] = [];
  const leftOut: LeftOut[] = [];
  for (const { clientId, from, to } of applied) {
    if (from?.employeeId !== employeeId) continue;
    const client = now.get(clientId);
    if (!client || client.holder !== to?.employeeId) {
      leftOut.push({ clientId, reasons: [{ code: 'MOVED_ON', employeeId: client?.holder ?? null }] });
    } else if (client.protected !== undefined) {
      leftOut.push({ clientId, reasons: [{ code: 'PROTECTED', why: client.protected }] });
    } else pins.push({ clientId, employeeId });
  }
  return { pins, leftOut };
}

/** What is owed to the one who was away does not wait for room: protections stay, limits do not. */
function policyOfReturn({
  eligible: _,
  coolDown: __,
  maxMovesPerClient: ___,
  ...policy
}: PlanPolicy): PlanPolicy {
  return {
    ...policy,
    who: 'orphans',
    limits: { utilisation: { max: 1_000_000 }, maxLoss: {}, maxGain: {} },
    pins: [],
    forbidden: [],
    keepHoldingsTogether: false,
    pool: false,
  };
}

/** Why somebody is not back; undefined where they are. */
function notBack(employee: Employee, now: string) {
  if (isPresent(employee, now)) return undefined;
  const until = absenceAt(employee, now)?.to;
  return { code: 'NOT_BACK', employeeId: employee.id, ...(until !== undefined && { until }) } as const;
}

async function madeBefore(shelf: PlanShelf, { id, returns }: Plan): Promise<PlanReturned> {
  const made = await shelf.read(returns?.planId ?? '');
  return made
    ? { ok: true, repeated: true, plan: made.kept.plan }
    : refusedPlan({ code: 'NO_RETURN', planId: id });
}

async function giveUp(
  desk: Desk,
  planId: string,
  options: PlanOptions,
  found: Omit<ReturnGivenUp['givenUp'], 'planId'>,
): Promise<ReturnGivenUp | PlanRefused> {
  const { by } = options;
  const command = { type: 'giveUpReturn', planId, action: 'planRedistribution', from: ['applied'] } as const;
  const result = await changePlan(desk, command, { by }, async ({ kept, plan, now }) => {
    const returns = { ...plan.returns, status: 'givenUp' as const };
    const why = found.cause === 'LEFT' ? `${found.employeeId} has left` : 'every client has moved on';
    const log = logged(plan, { at: now, by, what: 'returnGivenUp', why });
    return {
      ok: true,
      kept: { ...kept, plan: { ...plan, returns, log } },
      agenda: strike(planId, 'return'),
    };
  });
  return result.ok ? { ok: false, givenUp: { planId, ...found } } : result;
}
