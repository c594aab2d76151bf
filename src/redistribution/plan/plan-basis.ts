import type { Instant } from '../../time/instant.ts';
import type { PlanPolicy } from './plan-policy.ts';
import type { PlanReason } from './plan-reason.ts';

/** What a plan's problem is made by, beside the clients and the staff: the same at every look. */
export interface PlanBasis {
  readonly role: string;
  readonly reason: PlanReason;
  readonly policy: PlanPolicy;
  /** When the plan takes effect. */
  readonly at: Instant;
}
