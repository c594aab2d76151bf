/**
 * Problem in, proposal out: plain JSON, no store. `redistribute` finds, `checkPlan` proves without the
 * solver, the analysis explains by rule.
 * @packageDocumentation
 */

export {
  compareProposals,
  type ProposalComparison,
  type RuleDifference,
} from '../redistribution/analysis/compare-proposals.ts';
export {
  describeAnalysis,
  describeComparison,
  describeWhyStays,
} from '../redistribution/analysis/describe-analysis.ts';
export {
  type PlanAnalysis,
  planAnalysis,
  type Responsible,
  type RuleAnalysis,
  type WeighedRule,
} from '../redistribution/analysis/plan-analysis.ts';
export {
  type FrontierPoint,
  type PlanFrontier,
  planFrontier,
} from '../redistribution/analysis/plan-frontier.ts';
export {
  type BalancePrice,
  type EmployeePrices,
  type PlanPrices,
  planPrices,
  type RoomLeft,
} from '../redistribution/analysis/plan-prices.ts';
export type { AnalysedProposal } from '../redistribution/analysis/read-plan.ts';
export type { ReceiverOption } from '../redistribution/analysis/receivers.ts';
export { recommending } from '../redistribution/analysis/recommend-receivers.ts';
export { rankReceivers, type WhyStays, whyStays } from '../redistribution/analysis/why-stays.ts';
export { checkPlan } from '../redistribution/check/check-plan.ts';
export type { MoveRule, PlanViolation } from '../redistribution/check/violation.ts';
export type { WeighingFigures } from '../redistribution/check/weighing.ts';
export type { Exclusion } from '../redistribution/exclusion-schema.ts';
export type {
  HolderObstacle,
  InfeasibilityCode,
  InfeasibilityDetails,
  InfeasibilityReason,
  Infeasible,
  LimitedMeasure,
  NotFound,
  RelaxableRule,
  RuleSuggestion,
} from '../redistribution/infeasible.ts';
export type { BalanceMeasures, PlanMeasures } from '../redistribution/measures.ts';
export type { ProblemClient, ProblemEmployee, RedistributionProblem } from '../redistribution/problem.ts';
export type {
  BoundCertificate,
  ClientPrice,
  ObjectiveParts,
  ProposedMove,
  RedistributionProposal,
  RulePrice,
} from '../redistribution/proposal.ts';
export type { Protection } from '../redistribution/protection-schema.ts';
export {
  type RedistributeInStepsOptions,
  type RedistributeOptions,
  type Redistribution,
  type RedistributionProgress,
  redistribute,
  redistributeInSteps,
} from '../redistribution/redistribute.ts';
