import type { RefusalReason } from '../../client/refusal.ts';
import type { Problem } from '../../errors/problem.ts';
import type { Instant } from '../../time/instant.ts';
import type { PlanStatus } from '../plan-life/plan-life.ts';

/** Why nothing was done; `code` tells what else it carries. */
export type PlanRefusal =
  | RefusalReason<
      'NOT_AUTHORIZED' | 'COMMAND_ID_REUSED' | 'UNKNOWN_EMPLOYEE' | 'EMPLOYEE_LEFT' | 'EMPLOYEE_LACKS_ROLE'
    >
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
  /** A plan of undoing is not undone: make a new plan. */
  | { readonly code: 'NOT_UNDOABLE'; readonly planId: string }
  /** It ended so long ago that its rows are not kept any more. `at` is when they were deleted. */
  | { readonly code: 'PLAN_FORGOTTEN'; readonly planId: string; readonly at: Instant }
  /** It is no plan for an absence, or its clients have returned. */
  | { readonly code: 'NO_RETURN'; readonly planId: string }
  | { readonly code: 'NOT_BACK'; readonly employeeId: string; readonly until?: Instant | undefined };
