import type { Plan, PlanStatus } from '../../redistribution/plan/plan.ts';
import { addDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import type { Desk } from '../desk.ts';
import { changePlan } from './change-plan.ts';
import { type AgendaChange, type AgendaItem, strike } from './plan-agenda.ts';
import { type KeptPlan, NO_ROWS, PlanShelf } from './plan-shelf.ts';

const ENDED: readonly PlanStatus[] = ['applied', 'undone', 'rejected', 'discarded'];

/** When the rows of a plan that has ended now are let go of. */
export const toForget = ({ keepPlansDays }: Desk, planId: string, now: Instant): AgendaItem => ({
  planId,
  what: 'forget',
  at: addDuration(now, { days: keepPlansDays }, 'UTC'),
});

/**
 * Lets go of all that a plan was made from and came to; what `get` tells of it stays. A plan whose clients are still to return is asked
 * again after as long.
 */
export function forgetPlan(desk: Desk, planId: string) {
  const command = { type: 'forget', planId, from: ENDED } as const;
  return changePlan(desk, command, { by: 'time' }, async ({ kept, plan, now }) => {
    if (await isToReturn(desk, plan)) return changed(kept, { enter: [toForget(desk, planId, now)] });
    const rest: KeptPlan = {
      plan: { ...plan, forgotten: now },
      decisions: { pins: [], forbidden: [] },
      clients: NO_ROWS,
      staff: NO_ROWS,
      moves: NO_ROWS,
    };
    return changed(rest, strike(planId, 'forget'));
  });
}

async function isToReturn(desk: Desk, { returns }: Plan): Promise<boolean> {
  if (returns?.planId === undefined) return returns?.status === 'scheduled';
  const made = await new PlanShelf(desk).read(returns.planId);
  return made !== undefined && !ENDED.includes(made.kept.plan.status);
}

const changed = (kept: KeptPlan, agenda: AgendaChange) => ({ ok: true, kept, agenda }) as const;
