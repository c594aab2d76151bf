import { ConveyorError, isConveyorError } from '../../errors/conveyor-error.ts';
import { messageOf } from '../../errors/message-of.ts';
import type { Plan } from '../../redistribution/plan/plan.ts';
import type { PlanRefusal } from '../../redistribution/plan/plan-refusal.ts';
import type { StalePlan } from '../../redistribution/plan/stale-plan.ts';
import type { ServiceContext } from '../service-context.ts';
import { applyPlan, type MoveOptions } from './apply-plan.ts';
import { changePlan } from './change-plan.ts';
import { forgetPlan } from './forget-plan.ts';
import type { PlanActing } from './plan-options.ts';
import { PlanRepository } from './plan-repository.ts';
import { dueItems, unscheduled } from './plan-schedule.ts';
import type { RedistributionContext } from './redistribution-context.ts';
import { planReturn, type ReturnGivenUp } from './return-plan.ts';
import { approvePlan } from './rule-on-plan.ts';

/** What time has done to plans. */
export interface DuePlansResult {
  /** Approved plans whose day had come, and plans of return that apply themselves. */
  readonly applied: readonly Plan[];
  /** Plans of return that wait for somebody to look at them. */
  readonly proposed: readonly Plan[];
  /** Plans whose day had come but that are stale: each is a draft again, to be rebased and approved again. */
  readonly stale: readonly StalePlan[];
  /** Returns of somebody who has left, or whose clients have all moved on. */
  readonly givenUp: readonly ReturnGivenUp['givenUp'][];
  /** What could not be done; it stays due. Somebody who is not back (`NOT_BACK`) is waited for. */
  readonly refused: readonly { readonly planId: string; readonly refused: readonly PlanRefusal[] }[];
  /** Plans that ended so long ago that what they were made from was deleted, by id. */
  readonly forgotten: readonly string[];
  readonly failures: readonly { readonly planId: string; readonly error: ConveyorError }[];
}

type Acting = MoveOptions & PlanActing;

type Report = { -readonly [Key in keyof DuePlansResult]: DuePlansResult[Key][number][] };

/**
 * Does to plans what is due by now, on behalf of who approved each. Idempotent; undefined where nothing was
 * due.
 */
export async function runDuePlans(
  context: RedistributionContext,
  onMovesInTransaction: MoveOptions['onMovesInTransaction'],
): Promise<DuePlansResult | undefined> {
  const items = await dueItems(context, context.now());
  if (items.length === 0) return undefined;
  const report: Report = {
    applied: [],
    proposed: [],
    stale: [],
    givenUp: [],
    refused: [],
    forgotten: [],
    failures: [],
  };
  const plans = new PlanRepository(context);
  for (const { planId, what } of items) {
    const plan = (await plans.read(planId))?.kept.plan;
    if (!plan?.approved && what !== 'forget') continue;
    const options = { by: plan?.approved?.by ?? '', due: true, onMovesInTransaction } as const;
    try {
      if (what === 'forget') await forgetDue(context, planId, report);
      else if (what === 'apply') await applyDue(context, planId, options, report);
      else await returnDue(context, plan as Plan, options, report);
    } catch (error) {
      report.failures.push({ planId, error: planFault(error, planId) });
    }
  }
  return report;
}

/**
 * What work of the caller's own threw, such as `onMovesInTransaction`, keeps no other plan from being
 * applied.
 */
function planFault(cause: unknown, planId: string): ConveyorError {
  if (isConveyorError(cause)) return cause;
  const message = `Plan "${planId}" cannot be applied: ${messageOf(cause)}`;
  return new ConveyorError('DECISION_FAILED', message, { details: { planId }, cause });
}

async function forgetDue(context: RedistributionContext, planId: string, report: Report): Promise<void> {
  const result = await forgetPlan(context, planId);
  if (result.ok && result.plan.forgotten) report.forgotten.push(planId);
}

async function applyDue(
  context: RedistributionContext,
  planId: string,
  options: Acting,
  report: Report,
): Promise<void> {
  const result = await applyPlan(context, planId, options);
  if (result.ok) report.applied.push(result.plan);
  else if ('refused' in result) report.refused.push({ planId, refused: result.refused });
  else {
    await reopen(context, result.stale, options);
    report.stale.push(result.stale);
  }
}

/** A stale plan is not tried again and again: somebody has to look. */
function reopen(
  context: ServiceContext,
  { planId, clients, employees, violations }: StalePlan,
  options: Acting,
) {
  const stale = {
    clientIds: clients.map(({ clientId }) => clientId),
    employeeIds: employees.map(({ employeeId }) => employeeId),
    rules: [...new Set(violations.map((one) => ('rule' in one ? one.rule : one.code)))],
  };
  return changePlan(context, { type: 'reopen', planId }, options, async () => ({
    ok: true,
    command: { type: 'reopen', planId, stale },
    schedule: unscheduled(planId, 'apply'),
  }));
}

async function returnDue(
  context: RedistributionContext,
  { id, reason }: Plan,
  options: Acting,
  report: Report,
): Promise<void> {
  const made = await planReturn(context, id, options);
  if (!made.ok) {
    if ('givenUp' in made) report.givenUp.push(made.givenUp);
    else if ('refused' in made) report.refused.push({ planId: id, refused: made.refused });
    return;
  }
  const { plan } = made;
  if (reason.kind !== 'absence' || reason.onReturn === 'propose') {
    report.proposed.push(plan);
    return;
  }
  const approved = await approvePlan(context, plan.id, options);
  if (approved.ok) await applyDue(context, plan.id, options, report);
  else {
    report.proposed.push(plan);
    report.refused.push({ planId: plan.id, refused: approved.refused });
  }
}
