import { timeActor } from '../../client/actor.ts';
import type { Plan } from '../../redistribution/plan/plan.ts';
import { awaitsReturn } from '../../redistribution/plan-life/decide-plan.ts';
import { isOpenTo } from '../../redistribution/plan-life/plan-life.ts';
import { addDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { changePlan } from './change-plan.ts';
import { NO_ROWS, PlanRepository } from './plan-repository.ts';
import { type ScheduledItem, unscheduled } from './plan-schedule.ts';
import type { RedistributionContext } from './redistribution-context.ts';

/** When the rows of a plan that has ended now are deleted. */
export const toForget = (
  { keepPlansDays }: RedistributionContext,
  planId: string,
  now: Instant,
): ScheduledItem => ({
  planId,
  what: 'forget',
  at: addDuration(now, { days: keepPlansDays }, 'UTC'),
});

/**
 * Lets go of all that a plan was made from and came to; what `get` tells of it stays. A plan whose clients
 * are still to return is asked again after as long.
 */
export function forgetPlan(context: RedistributionContext, planId: string) {
  return changePlan(context, { type: 'forget', planId }, { by: timeActor.id }, async ({ plan, now }) => {
    if (await isToReturn(context, plan)) {
      return { ok: true, schedule: { enter: [toForget(context, planId, now)] } } as const;
    }
    return {
      ok: true,
      command: { type: 'forget', planId },
      kept: { decisions: { pins: [], forbidden: [] }, clients: NO_ROWS, staff: NO_ROWS, moves: NO_ROWS },
      schedule: unscheduled(planId, 'forget'),
    } as const;
  });
}

async function isToReturn(context: ServiceContext, plan: Plan): Promise<boolean> {
  const { returns } = plan;
  if (returns?.planId === undefined) return awaitsReturn(plan);
  const made = await new PlanRepository(context).read(returns.planId);
  return made !== undefined && !isOpenTo('forget', made.kept.plan);
}
