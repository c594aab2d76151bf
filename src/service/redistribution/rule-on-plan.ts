import type { Desk } from '../desk.ts';
import { changePlan, logged } from './change-plan.ts';
import { toForget } from './forget-plan.ts';
import { strike } from './plan-agenda.ts';
import type { PlanDone, PlanOptions, PlanRefused } from './plan-options.ts';

type Ruled = Promise<PlanDone | PlanRefused>;

/** A plan with a date of its own goes on the agenda: `runDue` applies it then. */
export function approvePlan(desk: Desk, planId: string, options: PlanOptions): Ruled {
  const { by, why } = options;
  const command = {
    type: 'approve',
    planId,
    action: 'approveRedistribution',
    from: ['draft'],
    settled: 'approved',
  } as const;
  return changePlan(desk, command, options, async ({ kept, plan, now }) => {
    const { effective } = plan;
    const approved = {
      ...plan,
      status: 'approved' as const,
      approved: { by, at: now },
      log: logged(plan, { at: now, by, what: 'approved', why }),
    };
    return {
      ok: true,
      kept: { ...kept, plan: approved },
      ...(effective !== undefined && {
        agenda: { enter: [{ planId, what: 'apply' as const, at: effective }] },
      }),
    };
  });
}

/** Says no to a plan, for good. */
export function rejectPlan(desk: Desk, planId: string, options: PlanOptions): Ruled {
  return endPlan(desk, planId, options, 'rejected', 'approveRedistribution');
}

/** Puts a plan away that nobody wants any more, for good. */
export function discardPlan(desk: Desk, planId: string, options: PlanOptions): Ruled {
  return endPlan(desk, planId, options, 'discarded', 'planRedistribution');
}

function endPlan(
  desk: Desk,
  planId: string,
  options: PlanOptions,
  status: 'rejected' | 'discarded',
  action: 'approveRedistribution' | 'planRedistribution',
): Ruled {
  const { by, why } = options;
  const command = { type: status, planId, action, from: ['draft', 'approved'], settled: status } as const;
  return changePlan(desk, command, options, async ({ kept, plan, now }) => ({
    ok: true,
    kept: { ...kept, plan: { ...plan, status, log: logged(plan, { at: now, by, what: status, why }) } },
    agenda: { ...strike(planId, 'apply'), enter: [toForget(desk, planId, now)] },
  }));
}
