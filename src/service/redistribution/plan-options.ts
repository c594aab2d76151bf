import type { Forms } from '../../errors/assert-options.ts';
import type { Infeasible, NotFound } from '../../redistribution/infeasible.ts';
import type { Plan } from '../../redistribution/plan/plan.ts';
import type { PlanRefusal } from '../../redistribution/plan/plan-refusal.ts';
import type { StalePlan } from '../../redistribution/plan/stale-plan.ts';

/** Who acts on a plan. */
export interface PlanOptions {
  /** An employee's id or a service of the blueprint. */
  readonly by: string;
  /** What is to be said of it in the plan's log, in their own words. */
  readonly why?: string | undefined;
  /**
   * Names the command, so that it can be sent again safely. Once it was carried out, a repetition does
   * nothing and gets the plan as it is.
   */
  readonly commandId?: string | undefined;
}

export const planForms: Forms<PlanOptions> = { by: 'any', why: 'any?', commandId: 'any?' };

/** The same, where time acts on somebody's behalf. */
export interface PlanActing extends PlanOptions {
  readonly due?: true | undefined;
}

/** Why nothing was done. */
export interface PlanRefused {
  readonly ok: false;
  readonly refused: readonly PlanRefusal[];
}

/** There is no plan: proven, or within the work done. Nothing was stored. */
export type PlanImpossible =
  | { readonly ok: false; readonly infeasible: Infeasible }
  | { readonly ok: false; readonly notFound: NotFound };

/** What was done. `repeated` says that it had been done before. */
export interface PlanActionResult {
  readonly ok: true;
  readonly repeated: boolean;
  readonly plan: Plan;
}

/** A plan that was made or changed, or every reason against it. */
export type PlanResult = PlanActionResult | PlanRefused | PlanImpossible;

/** What came of applying a plan: whole, or not at all. */
export type PlanApplied = PlanActionResult | PlanRefused | { readonly ok: false; readonly stale: StalePlan };

export const refusedPlan = (...refused: readonly PlanRefusal[]): PlanRefused => ({ ok: false, refused });
