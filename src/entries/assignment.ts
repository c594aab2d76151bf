/**
 * Who gets the next client: policies by role, ledgers that owe nobody more than a bound, pools tried again.
 * `openAssignment` opens it on sales; `assignNext` and `assignMany` are the pure rule.
 * @packageDocumentation
 */

export { type AssignmentEntry, assignMany } from '../assignment/assign-many.ts';
export { type AssignmentDecision, assignNext } from '../assignment/assign-next.ts';
export type { AssignmentCandidate, AssignmentRequest } from '../assignment/candidate.ts';
export { describeAssignment } from '../assignment/describe-assignment.ts';
export {
  type AssignmentAccount,
  type AssignmentLedger,
  emptyAssignmentLedger,
} from '../assignment/ledger.ts';
export type {
  AssignmentObstacle,
  AssignmentObstacleCode,
  AssignmentObstacleDetails,
} from '../assignment/obstacle.ts';
export { endOffer } from '../assignment/offered.ts';
export type {
  AssignmentFigures,
  AssignmentMade,
  AssignmentOutcome,
  AssignmentPooled,
  CandidateFigures,
} from '../assignment/outcome.ts';
export {
  type AssignmentPolicy,
  type AssignmentPolicyInput,
  parseAssignmentPolicy,
} from '../assignment/policy.ts';
export { type AssignmentCharge, refundAssignment } from '../assignment/refund-assignment.ts';
export {
  type AssignmentReplay,
  type OtherPolicy,
  type ReplayedAssignment,
  type ReplayedAssignments,
  replayAssignments,
} from '../assignment/replay-assignments.ts';
export { unfairnessBound } from '../assignment/unfairness-bound.ts';
export type { AssignmentFault, AssignResult } from '../service/assignment/assigner.ts';
export type { RetryPoolResult } from '../service/assignment/retry-pool-result.ts';
export {
  type AssignmentInput,
  type AssignmentOptions,
  type Assignments,
  openAssignment,
} from '../service/assignment.ts';
export type { ClientInRole } from '../service/client-in-role.ts';
