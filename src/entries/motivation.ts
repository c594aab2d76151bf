/**
 * Pay that explains itself. Pay plans as data, checked against the conveyor's blueprint.
 * @packageDocumentation
 */

export type { CreditReceiver, CreditRule, CreditTrigger, Occasion } from '../motivation/plan/credit-rule.ts';
export { parsePayPlans } from '../motivation/plan/parse-pay-plans.ts';
export type { PayComponent, PayPlan, PayPlanInput, PayQuota, PayRate } from '../motivation/plan/pay-plan.ts';
