import { addDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlanRefusal } from '../plan/plan-refusal.ts';
import { evolvePlan } from './evolve-plan.ts';
import type { PlanCommand, PlanContext } from './plan-command.ts';
import type { PlanEvent, PlanEventHead } from './plan-event.ts';
import { isDone, isOpenTo, type PlanStepName, statusesFor } from './plan-life.ts';

/**
 * What came of it: the plan with its new events, or every reason against it. There are no events where it had
 * been done before.
 */
export type PlanOutcome =
  | { readonly ok: true; readonly plan: Plan; readonly events: readonly PlanEvent[] }
  | { readonly ok: false; readonly refused: readonly PlanRefusal[] };

/**
 * Decides on one command to a plan. Pure: whoever asks has looked at clients and staff, and asked for
 * authority.
 */
export function decidePlan(plan: Plan | undefined, command: PlanCommand, context: PlanContext): PlanOutcome {
  const { planId, type } = command;
  const refused = refusalsOf(plan, type, { planId, now: context.now });
  if (refused === 'done') return { ok: true, plan: plan as Plan, events: [] };
  if (refused.length > 0) return { ok: false, refused };
  const revision = (plan?.revision ?? 0) + 1;
  const event = eventOf(plan, command, headOf(planId, revision, context));
  return { ok: true, plan: evolvePlan(plan, event), events: [event] };
}

/**
 * Whether something can be done to a plan as it is. `done` where it has been done already, else every reason
 * against it. By this a search for moves is not begun for nothing.
 */
export function refusalsOf(
  plan: Plan | undefined,
  step: PlanStepName,
  { planId, now }: { readonly planId: string; readonly now: Instant },
): 'done' | readonly PlanRefusal[] {
  if (step === 'draft') return plan ? [{ code: 'PLAN_EXISTS', planId }] : [];
  if (!plan) return [{ code: 'UNKNOWN_PLAN', planId }];
  if (isDone(step, plan)) return 'done';
  const { status, effective, forgotten, reason, returns } = plan;
  const returning = step === 'planReturn' || step === 'giveUpReturn';
  if (step === 'planReturn' && returns?.status === 'planned') return 'done';
  if (step === 'forget' && forgotten !== undefined) return 'done';
  if (returning && !(isOpenTo(step, plan) && awaitsReturn(plan))) return [{ code: 'NO_RETURN', planId }];
  if ((step === 'review' || step === 'undo') && forgotten !== undefined) {
    return [{ code: 'PLAN_FORGOTTEN', planId, at: forgotten }];
  }
  if (!isOpenTo(step, plan)) {
    return [{ code: 'WRONG_PLAN_STATUS', planId, status, allowed: statusesFor(step) }];
  }
  if (step === 'undo' && reason.kind === 'undo') return [{ code: 'NOT_UNDOABLE', planId }];
  if (step === 'apply' && effective !== undefined && effective > now) {
    return [{ code: 'NOT_EFFECTIVE_YET', planId, effective, now }];
  }
  return [];
}

/** Whether the clients of somebody who is away are still to return by the plan. */
export const awaitsReturn = ({ returns }: Plan): boolean => returns?.status === 'scheduled';

function headOf(
  planId: string,
  revision: number,
  { now, by, why, commandId, due }: PlanContext,
): PlanEventHead {
  return {
    id: `@@redistributionPlan/${planId}#${revision}`,
    planId,
    happenedAt: now,
    recordedAt: now,
    by,
    ...(why !== undefined && { why }),
    ...(due && { due }),
    ...(commandId !== undefined && { commandId }),
  };
}

function eventOf(plan: Plan | undefined, command: PlanCommand, head: PlanEventHead): PlanEvent {
  const version = (plan?.version ?? 0) + 1;
  switch (command.type) {
    case 'draft':
      return { ...head, type: 'planDrafted', ...command.draft };
    case 'edit':
      return { ...head, type: 'planEdited', version, ...command.found };
    case 'rebase':
      return { ...head, type: 'planRebased', version, ...command.found };
    case 'approve':
      return { ...head, type: 'planApproved' };
    case 'reject':
      return { ...head, type: 'planRejected' };
    case 'discard':
      return { ...head, type: 'planDiscarded' };
    case 'reopen':
      return { ...head, type: 'planFoundStale', ...command.stale };
    case 'apply':
      return { ...head, type: 'planApplied', ...reviewsOf(plan as Plan, head.happenedAt) };
    case 'undo':
      return { ...head, type: 'planUndone', undoingId: command.undoingId };
    case 'planReturn':
      return { ...head, type: 'planReturned', returnId: command.returnId };
    case 'giveUpReturn':
      return { ...head, type: 'planReturnGivenUp', cause: command.cause };
    case 'forget':
      return { ...head, type: 'planForgotten' };
  }
}

/** An undoing is not reviewed. */
function reviewsOf({ reason, policy }: Plan, now: Instant): PlanReviews {
  if (reason.kind === 'undo') return {};
  const at = (afterDays: number) => addDuration(now, { days: afterDays }, 'UTC');
  return { reviews: policy.reviewAfterDays.map((afterDays) => ({ afterDays, at: at(afterDays) })) };
}

type PlanReviews = Pick<PlanEvent<'planApplied'>, 'reviews'>;

/**
 * A new plan's whole life at once, command after command.
 * @throws RangeError where one is refused
 */
export function decideInOrder(
  commands: readonly PlanCommand[],
  context: PlanContext,
): { readonly plan: Plan; readonly events: readonly PlanEvent[] } {
  const events: PlanEvent[] = [];
  let plan: Plan | undefined;
  for (const command of commands) {
    const outcome = decidePlan(plan, command, context);
    if (!outcome.ok) throw new RangeError(`Plan "${command.planId}" cannot begin with ${command.type}`);
    plan = outcome.plan;
    events.push(...outcome.events);
  }
  return { plan: plan as Plan, events };
}
