import type { ServiceContext } from '../service-context.ts';
import { changePlan, type PlanChange } from './change-plan.ts';
import { toForget } from './forget-plan.ts';
import type { PlanActing, PlanActionResult, PlanOptions, PlanRefused } from './plan-options.ts';
import { unscheduled } from './plan-schedule.ts';
import type { RedistributionContext } from './redistribution-context.ts';

type Ruled = Promise<PlanActionResult | PlanRefused>;

/** A plan with a date of its own goes on the schedule: `runDue` applies it then. */
export function approvePlan(context: ServiceContext, planId: string, options: PlanActing): Ruled {
  return changePlan(
    context,
    { type: 'approve', planId },
    options,
    async ({ plan: { effective } }): Promise<PlanChange> => ({
      ok: true,
      command: { type: 'approve', planId },
      ...(effective !== undefined && { schedule: { enter: [{ planId, what: 'apply', at: effective }] } }),
    }),
  );
}

/** Says no to a plan, for good. */
export function rejectPlan(context: RedistributionContext, planId: string, options: PlanOptions): Ruled {
  return endPlan(context, { type: 'reject', planId, recordedAs: 'rejected' }, options);
}

/** Puts a plan away that nobody wants any more, for good. */
export function discardPlan(context: RedistributionContext, planId: string, options: PlanOptions): Ruled {
  return endPlan(context, { type: 'discard', planId, recordedAs: 'discarded' }, options);
}

interface End {
  readonly type: 'reject' | 'discard';
  readonly planId: string;
  readonly recordedAs: string;
}

function endPlan(context: RedistributionContext, order: End, options: PlanOptions): Ruled {
  const { type, planId } = order;
  return changePlan(context, order, options, async ({ now }) => ({
    ok: true,
    command: { type, planId },
    schedule: { ...unscheduled(planId, 'apply'), enter: [toForget(context, planId, now)] },
  }));
}
