import type { LeftOut, Plan } from '../../redistribution/plan/plan.ts';
import type { HandDecisions } from '../../redistribution/plan/plan-edit.ts';
import type { PlanPolicy } from '../../redistribution/plan/plan-policy.ts';
import type { PlanReason } from '../../redistribution/plan/plan-reason.ts';
import type { PlanRefusal } from '../../redistribution/plan/plan-refusal.ts';
import type { PlanBase } from '../../redistribution/plan/to-plan-problem.ts';
import { decidePlan, refusalsOf } from '../../redistribution/plan-life/decide-plan.ts';
import type { Employee } from '../../workforce/employee.ts';
import { absenceAt, isPresent } from '../../workforce/presence.ts';
import type { ServiceContext } from '../service-context.ts';
import { unauthorizedTo } from '../unauthorized-to.ts';
import type { AppliedMove } from './applied-move.ts';
import { changePlan, contextOf } from './change-plan.ts';
import { freePlanId } from './free-plan-id.ts';
import { saveNewPlan } from './make-plan.ts';
import { type PlanActing, type PlanRefused, type PlanResult, refusedPlan } from './plan-options.ts';
import { headOf, PlanRepository, type StoredPlan } from './plan-repository.ts';
import { scheduleDocuments, unscheduled } from './plan-schedule.ts';
import { loadPlanningBase } from './planning-base.ts';

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
 * Makes the plan by which clients of somebody who was away return. They are those that are still with whom
 * the plan for the absence gave them. It goes the way of every plan; clients that moved on are left out, each
 * with the reason.
 */
export async function planReturn(
  context: ServiceContext,
  planId: string,
  options: PlanActing,
): Promise<PlanReturned> {
  const unauthorized = await unauthorizedTo(context, 'planRedistribution', options.by);
  if (unauthorized.length > 0) return refusedPlan(...unauthorized);
  const plans = new PlanRepository(context);
  const stored = await plans.read(planId);
  const refused = refusalsOf(stored?.kept.plan, 'planReturn', { planId, now: context.now() });
  if (!stored || (refused !== 'done' && refused.length > 0))
    return refusedPlan(...(refused as readonly PlanRefusal[]));
  if (refused === 'done') return madeBefore(plans, stored.kept.plan);
  const reason = stored.kept.plan.reason as Absence;
  const { employeeId } = reason;
  const employee = await context.store.readEmployee(context.tenant, employeeId);
  if (!employee || employee.leftAt)
    return giveUp(context, planId, options, { employeeId, cause: 'LEFT', leftOut: [] });
  const away = notBack(employee, context.now());
  if (away) return refusedPlan(away);
  return makeReturn(context, stored, reason, options);
}

async function makeReturn(
  context: ServiceContext,
  { kept }: StoredPlan,
  { employeeId }: Absence,
  options: PlanActing,
): Promise<PlanReturned> {
  const { plan } = kept;
  const at = context.now();
  const planId = await freePlanId(context, `return-${plan.id}`);
  const reason = { kind: 'return', planId: plan.id, employeeId } as const;
  const basis = { role: plan.role, reason, policy: policyOfReturn(plan.policy), at };
  const base = await loadPlanningBase(context, basis);
  const applied = await new PlanRepository(context).rows<AppliedMove>(plan.id, kept.applied);
  const { pins, leftOut } = whoReturns(applied, base, employeeId);
  if (pins.length === 0)
    return giveUp(context, plan.id, options, { employeeId, cause: 'ALL_MOVED_ON', leftOut });
  const command = { type: 'planReturn', planId: plan.id };
  return saveNewPlan(
    context,
    {
      planId,
      basis,
      base,
      at,
      pins,
      leftOut,
      command,
      alsoWritten: async ({ id: returnId }) => {
        const plans = new PlanRepository(context);
        const now = (await plans.read(plan.id)) as StoredPlan;
        const order = { type: 'planReturn', planId: plan.id, returnId } as const;
        const outcome = decidePlan(now.kept.plan, order, contextOf(options, at));
        if (!outcome.ok) return refusedPlan(...outcome.refused);
        if (outcome.events.length === 0) return refusedPlan({ code: 'PLAN_EXISTS', planId: returnId });
        const head = headOf({ ...now.kept, plan: outcome.plan }, outcome.events, now);
        return {
          ok: true,
          documents: [head, ...(await scheduleDocuments(context, unscheduled(plan.id, 'return')))],
        };
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

/** Returning clients ignore capacity limits; protections still apply. */
function policyOfReturn({
  eligible: _,
  coolDown: __,
  maxMovesPerClient: ___,
  ...policy
}: PlanPolicy): PlanPolicy {
  return {
    ...policy,
    movable: 'displaced',
    limits: { utilisation: { max: 1_000_000 }, maxLoss: {}, maxGain: {} },
    pins: [],
    forbidden: [],
    keepGroupsTogether: false,
    pool: false,
  };
}

/** Why somebody is not back; undefined where they are. */
function notBack(employee: Employee, now: string) {
  if (isPresent(employee, now)) return undefined;
  const until = absenceAt(employee, now)?.to;
  return { code: 'NOT_BACK', employeeId: employee.id, ...(until !== undefined && { until }) } as const;
}

async function madeBefore(plans: PlanRepository, { id, returns }: Plan): Promise<PlanReturned> {
  const made = await plans.read(returns?.planId ?? '');
  return made
    ? { ok: true, repeated: true, plan: made.kept.plan }
    : refusedPlan({ code: 'NO_RETURN', planId: id });
}

async function giveUp(
  context: ServiceContext,
  planId: string,
  { by, due }: PlanActing,
  found: Omit<ReturnGivenUp['givenUp'], 'planId'>,
): Promise<ReturnGivenUp | PlanRefused> {
  const { cause: code, employeeId, leftOut } = found;
  const cause = code === 'LEFT' ? { code, employeeId } : { code, employeeId, clients: leftOut.length };
  const result = await changePlan(context, { type: 'giveUpReturn', planId }, { by, due }, async () => ({
    ok: true,
    command: { type: 'giveUpReturn', planId, cause },
    schedule: unscheduled(planId, 'return'),
  }));
  return result.ok ? { ok: false, givenUp: { planId, ...found } } : result;
}
