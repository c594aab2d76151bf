import type { RefusalReason } from '../../client/refusal.ts';
import type { Problem } from '../../errors/problem.ts';
import type { Infeasible, NotFound } from '../../redistribution/infeasible.ts';
import type { Plan, PlanStatus } from '../../redistribution/plan/plan.ts';
import type { StalePlan } from '../../redistribution/plan/stale-plan.ts';
import type { Instant } from '../../time/instant.ts';

/** Who acts on a plan. */
export interface PlanOptions {
  /** An employee's id or a service of the blueprint. */
  readonly by: string;
  /** What is to be said of it in the plan's log. */
  readonly why?: string | undefined;
  /** Names the command, so that it can be sent again safely: once it was carried out, a repetition does nothing and gets the plan as it is. */
  readonly commandId?: string | undefined;
}

/** Why nothing was done; `code` tells what else it carries. */
export type PlanRefusal =
  | RefusalReason<'NOT_AUTHORIZED' | 'COMMAND_ID_REUSED' | 'UNKNOWN_EMPLOYEE' | 'EMPLOYEE_LACKS_ROLE'>
  | { readonly code: 'UNKNOWN_PLAN'; readonly planId: string }
  | { readonly code: 'PLAN_EXISTS'; readonly planId: string }
  | {
      readonly code: 'WRONG_PLAN_STATUS';
      readonly planId: string;
      readonly status: PlanStatus;
      readonly allowed: readonly PlanStatus[];
    }
  | {
      readonly code: 'NOT_EFFECTIVE_YET';
      readonly planId: string;
      readonly effective: Instant;
      readonly now: Instant;
    }
  /** Nobody holds a client in the role, or there is nobody to hold one. */
  | { readonly code: 'NOTHING_TO_REDISTRIBUTE'; readonly role: string }
  | { readonly code: 'NOBODY_OVERLOADED'; readonly role: string; readonly utilisation: number }
  /** What was decided by hand cannot be, or contradicts itself; each fault names its client or employee. */
  | { readonly code: 'CONTRADICTION'; readonly problems: readonly Problem[] }
  /** A plan of undoing is not undone: plan anew. */
  | { readonly code: 'NOT_UNDOABLE'; readonly planId: string }
  /** It is no plan for an absence, or its clients have returned. */
  | { readonly code: 'NO_RETURN'; readonly planId: string }
  | { readonly code: 'NOT_BACK'; readonly employeeId: string; readonly until?: Instant | undefined };

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
export interface PlanDone {
  readonly ok: true;
  readonly repeated: boolean;
  readonly plan: Plan;
}

/** A plan that was made or changed, or every reason against it. */
export type PlanResult = PlanDone | PlanRefused | PlanImpossible;

/** What came of applying a plan: whole, or not at all. */
export type PlanApplied = PlanDone | PlanRefused | { readonly ok: false; readonly stale: StalePlan };

export const refusedPlan = (...refused: readonly PlanRefusal[]): PlanRefused => ({ ok: false, refused });
