/**
 * The zod schemas of what comes from outside, for forms, HTTP services and tools.
 * @packageDocumentation
 */

export { assignmentPolicySchema } from '../assignment/policy.ts';
export { blueprintSchema } from '../blueprint/blueprint.ts';
export { commandSchema } from '../client/command.ts';
export { conditionSchema } from '../conditions/condition-schema.ts';
export { payPlanSchema } from '../motivation/plan/pay-plan.ts';
export { planEditSchema } from '../redistribution/plan/plan-edit.ts';
export { planPolicySchema } from '../redistribution/plan/plan-policy.ts';
export { planReasonSchema } from '../redistribution/plan/plan-reason.ts';
export { redistributionPolicySchema } from '../redistribution/policy.ts';
export { redistributionProblemSchema } from '../redistribution/problem.ts';
export { workSchema } from '../work/document/work-schema.ts';
export { taskCommandSchema } from '../work/task/task-command.ts';
