/**
 * Pay that explains itself. Pay plans are data, and statements a pure fold of the logs by two clocks.
 * @packageDocumentation
 */

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
  type Pay,
  type PayBook,
  type StatementQuery,
} from '../motivation/define-pay.ts';
export type {
  CreditReceiver,
  CreditRule,
  CreditTrigger,
  Occasion,
} from '../motivation/plan/credit-rule.ts';
export { parsePayPlans } from '../motivation/plan/parse-pay-plans.ts';
export type { PayComponent, PayPlan, PayPlanInput, PayQuota, PayRate } from '../motivation/plan/pay-plan.ts';
export type { PlanVersion } from '../motivation/plan/plan-schedule.ts';
export type {
  AdjustedLine,
  ClosedPeriod,
  ClosingOutcome,
  ClosingRefusal,
  PayAdjustment,
  PayPayment,
} from '../motivation/statement/closing.ts';
export type {
  ComponentLine,
  PayLine,
  PayStatement,
  SalaryLine,
  TierLine,
  UnpaidReason,
} from '../motivation/statement/pay-statement.ts';
