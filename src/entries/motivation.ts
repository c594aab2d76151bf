/**
 * Pay that explains itself. Pay plans are data, and statements a pure fold of the logs by two clocks.
 * @packageDocumentation
 */

export {
  comparePayPlans,
  type PayComparison,
  type PayComparisonQuery,
} from '../motivation/compare/compare-pay-plans.ts';
export type { ComparedMonth, ComparedPay, PayDifference } from '../motivation/compare/compared-pay.ts';
export type {
  Credit,
  CreditTitle,
  PayRule,
  Uncredited,
  UncreditedReason,
} from '../motivation/credits/credit.ts';
export type { PayLog } from '../motivation/credits/pay-facts.ts';
export {
  type ClosingQuery,
  definePay,
  type EstimateQuery,
  type OrderPayQuery,
  type Pay,
  type PayBook,
  type StatementQuery,
} from '../motivation/define-pay.ts';
export { defineGrades, type Grades } from '../motivation/grades/define-grades.ts';
export type { GradeLadder, GradeLadderInput, GradeStep } from '../motivation/grades/grade-ladder.ts';
export type { GradeProposal, GradeReview, StepReview } from '../motivation/grades/grade-review.ts';
export type { LadderBand, LadderBar } from '../motivation/grades/ladder-bands.ts';
export type { LadderFinding } from '../motivation/grades/lint-ladder.ts';
export type { MonthQuality } from '../motivation/grades/month-facts.ts';
export type { GradeQuery } from '../motivation/grades/review-grades.ts';
export { lintPayPlan, type PayLintOptions } from '../motivation/lint/lint-pay-plan.ts';
export type { PayFinding, PayFindingValues, PayLintRule } from '../motivation/lint/pay-finding.ts';
export type { OrderPay, OrderPayRule, UnpayableReason } from '../motivation/orders/order-pay.ts';
export type { EstimatedOrder, PayEstimate } from '../motivation/orders/pay-estimate.ts';
export type {
  CreditReceiver,
  CreditRule,
  CreditTrigger,
  Occasion,
} from '../motivation/plan/credit-rule.ts';
export { parsePayPlans } from '../motivation/plan/parse-pay-plans.ts';
export type { PayComponent, PayPlan, PayPlanInput, PayQuota, PayRate } from '../motivation/plan/pay-plan.ts';
export type { PlanVersion } from '../motivation/plan/plan-schedule.ts';
export { type MixedPayOptions, mixedPay } from '../motivation/presets/mixed-pay.ts';
export type { CleanHandoff } from '../motivation/recognition/clean-handoffs.ts';
export {
  defineRecognition,
  type OwnRecord,
  type Recognised,
  type Recognition,
  type RecognitionQuery,
} from '../motivation/recognition/define-recognition.ts';
export { expectedByBase, type ResultOfBase, rankResults } from '../motivation/recognition/rank-results.ts';
export type {
  Ranking,
  RankingEntry,
  RankingOptions,
  Standing,
} from '../motivation/recognition/ranking.ts';
export type {
  RecognitionDocument,
  RecognitionInput,
} from '../motivation/recognition/recognition-document.ts';
export type { ReturnedClient } from '../motivation/recognition/returned-clients.ts';
export type { Streak } from '../motivation/recognition/streaks.ts';
export { describePayEvent, explainPayRefusal } from '../motivation/records/describe-pay-event.ts';
export type {
  ObjectionOutcome,
  PayEvent,
  PayEventHead,
  PayEventPayloads,
  PayEventType,
} from '../motivation/records/pay-event.ts';
export type { PayReason } from '../motivation/records/pay-reason.ts';
export type {
  Objection,
  ObjectionAnswer,
  Restatement,
  StoredStatement,
} from '../motivation/records/stored-statement.ts';
export type { QuotaPart } from '../motivation/staff/employed-days.ts';
export type {
  AdjustedLine,
  ClosedPeriod,
  ClosingOutcome,
  ClosingRefusal,
  PayAdjustment,
  PayPayment,
} from '../motivation/statement/closing.ts';
export type { CustodyMoves, PayChange } from '../motivation/statement/pay-after-moves.ts';
export type {
  ComponentLine,
  DealLine,
  LineTerms,
  PayLine,
  PayStatement,
  SalaryLine,
  TierLine,
  UnpaidReason,
} from '../motivation/statement/pay-statement.ts';
export { describeGradeReview } from '../motivation/words/describe-grade-review.ts';
export { describeOrderPay } from '../motivation/words/describe-order-pay.ts';
export { describePayComparison } from '../motivation/words/describe-pay-comparison.ts';
export { describePayEstimate } from '../motivation/words/describe-pay-estimate.ts';
export { describePayFinding } from '../motivation/words/describe-pay-finding.ts';
export { describePaySlip } from '../motivation/words/describe-pay-slip.ts';
export { describeRecognised } from '../motivation/words/describe-recognised.ts';
export { explainPay } from '../motivation/words/explain-pay.ts';
export type { PayWordOptions } from '../motivation/words/pay-words.ts';
export type { ClosedFor, ClosingOptions, ClosingResult } from '../service/motivation/close-month.ts';
export type { ObjectionOptions, ObjectionResult } from '../service/motivation/objections.ts';
export {
  type MonthOf,
  type Motivation,
  type MotivationOptions,
  openMotivation,
  type Shown,
  type Verified,
} from '../service/motivation/open-motivation.ts';
export type { PayAccess } from '../service/motivation/pay-access.ts';
