import type { Blueprint } from '../../blueprint/blueprint.ts';
import { assertOptions, whole } from '../../errors/assert-options.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { parsePayPlans } from '../plan/parse-pay-plans.ts';
import type { PayPlan, PayPlanInput } from '../plan/pay-plan.ts';
import { lintScope } from './lint-scope.ts';
import type { PayFinding } from './pay-finding.ts';
import { lintPayConditions } from './rules/conditions.ts';
import { lintAccelerators, lintShares, lintTriggers } from './rules/credit.ts';
import { lintPullForward } from './rules/pull-forward.ts';
import { lintGrades, lintQuotas } from './rules/quotas.ts';
import { lintHiddenTiers, lintSteps } from './rules/steps.ts';

/** What the lint of a pay plan needs to know beside it. */
export interface PayLintOptions {
  /**
   * What a usual order is worth, in minor units: the one that moves over a period's end. Default: a tenth of
   * where the last tier begins.
   */
  readonly deal?: number;
}

const rules = [
  lintShares,
  lintTriggers,
  lintPayConditions,
  lintQuotas,
  lintSteps,
  lintHiddenTiers,
  lintAccelerators,
  lintPullForward,
  lintGrades,
];

/**
 * What in a valid pay plan is certainly there and may not be meant, component by component. Examples: where
 * one more cent jumps, tiers that nobody reaches, credit above the whole, what the payee brings about alone,
 * what it brings to move an order over a period's end. The figures are computed as pay is, by the first quota
 * and the highest salary that the plan names. The same plan gives the same findings.
 * @throws INVALID_PAY_PLAN listing every problem
 */
export function lintPayPlan(
  plan: PayPlanInput | PayPlan,
  blueprint: Blueprint,
  options: PayLintOptions = {},
): readonly PayFinding[] {
  return withArguments('lintPayPlan', { 'plan: .': plan, blueprint, options }, () => {
    assertOptions('lintPayPlan', options, { deal: whole(1, Number.MAX_SAFE_INTEGER) });
    return parsePayPlans([plan], blueprint).flatMap((checked) =>
      Object.keys(checked.components).flatMap((id) => {
        const scope = lintScope(checked, id, blueprint, options.deal);
        return rules.flatMap((rule) => rule(scope));
      }),
    );
  });
}
