/**
 * Redistribution of the client base. Plans from preview to undo, what a policy may ask, and words for all of
 * it. `openRedistribution` opens it on sales.
 * @packageDocumentation
 */

export {
  describeExclusion,
  describeInfeasible,
  describeMove,
  describeQuality,
  describeUntouched,
} from '../redistribution/describe-redistribution.ts';
export type { MoveCause, MovePreview } from '../redistribution/move-preview.ts';
export {
  describeLeftOut,
  describePlanRefusal,
  describeStalePlan,
} from '../redistribution/plan/describe-plan.ts';
export { describePlanReason } from '../redistribution/plan/describe-plan-reason.ts';
export type {
  KeptMove,
  LeftOut,
  LeftOutReason,
  Plan,
  PlanEntry,
  PlanFigures,
  PlannedReturn,
  ReturnCause,
} from '../redistribution/plan/plan.ts';
export type { PlanEdit, RecordedEdit } from '../redistribution/plan/plan-edit.ts';
export type { PlanPolicy, PlanPolicyInput } from '../redistribution/plan/plan-policy.ts';
export type { PlanReason, PlanReasonInput } from '../redistribution/plan/plan-reason.ts';
export type { PlanRefusal } from '../redistribution/plan/plan-refusal.ts';
export type {
  ClientAspect,
  EmployeeAspect,
  StaleClient,
  StaleEmployee,
  StalePlan,
} from '../redistribution/plan/stale-plan.ts';
export { describePlanEvent } from '../redistribution/plan-life/describe-plan-event.ts';
export type {
  PlanDraft,
  PlanEvent,
  PlanEventHead,
  PlanEventPayloads,
} from '../redistribution/plan-life/plan-event.ts';
export {
  type PlanEventType,
  type PlanStatus,
  type PlanStepName,
  planLife,
} from '../redistribution/plan-life/plan-life.ts';
export {
  policies,
  type RedistributionPolicy,
  type RedistributionPolicyInput,
} from '../redistribution/policy.ts';
export {
  type EmployeePreview,
  type FigureChange,
  type PlanPreview,
  type PortfolioTotals,
  previewOf,
  type Untouched,
} from '../redistribution/preview.ts';
export type { MadeMove, MoveOptions } from '../service/redistribution/apply-plan.ts';
export type { DuePlansResult } from '../service/redistribution/due-plans.ts';
export type { EditOptions } from '../service/redistribution/edit-plan.ts';
export type { CustodyExplanation } from '../service/redistribution/explain-custody.ts';
export type { PlanExplanations } from '../service/redistribution/explain-plan.ts';
export type { PlanInput, Searching } from '../service/redistribution/plan-input.ts';
export type {
  PlanActionResult,
  PlanApplied,
  PlanImpossible,
  PlanOptions,
  PlanRefused,
  PlanResult,
} from '../service/redistribution/plan-options.ts';
export type { FiguresOf, PlannedMoves } from '../service/redistribution/preview-figures.ts';
export type { Recommendation } from '../service/redistribution/recommend.ts';
export type { PlanReturned, ReturnGivenUp } from '../service/redistribution/return-plan.ts';
export type { PlanReview } from '../service/redistribution/review-plan.ts';
export type { UndoOptions, UndoPlanResult, UndoPreview } from '../service/redistribution/undo-plan.ts';
export {
  type CompareInput,
  openRedistribution,
  type PlanDetails,
  type PlansCompared,
  type PreviewOptions,
  type RedistributionOptions,
  type Redistributions,
} from '../service/redistribution.ts';
