import type { Blueprint } from '../../blueprint/blueprint.ts';
import { formatPath } from '../../errors/problem.ts';
import { compared, type Exact, exactly, HUNDRED, percentOf, ZERO } from '../money/exact.ts';
import { componentPay } from '../plan/component-pay.ts';
import type { PayComponent, PayPlan } from '../plan/pay-plan.ts';
import type { PayFinding, PayFindingValues, PayLintRule } from './pay-finding.ts';

/** One component under the lint. */
export interface LintScope {
  readonly plan: PayPlan;
  readonly id: string;
  readonly component: PayComponent;
  readonly blueprint: Blueprint;
  /** What one order is worth, or counts as, where one moves. */
  readonly deal: Exact;
  /** The quota that attainment is taken of; 100 where there is none. */
  readonly quota: Exact;
  find(
    rule: PayLintRule,
    path: readonly (string | number)[],
    values?: Omit<PayFindingValues, 'measure'>,
  ): PayFinding;
  /** What a measure comes to before rounding. Exact minor units. */
  pay(measure: Exact): Exact;
  /** What limits it: cap or floor. */
  limitedBy(measure: Exact): 'floor' | 'cap' | undefined;
}

/** Where a tier begins, in the measure's unit. */
export const tierStart = ({ component, quota }: LintScope, i: number): Exact => {
  const from = exactly(component.rate.tiers[i]?.from ?? 0);
  return component.rate.by === 'attainment' ? percentOf(quota, from) : from;
};

export function lintScope(
  plan: PayPlan,
  id: string,
  blueprint: Blueprint,
  deal: number | undefined,
): LintScope {
  const component = plan.components[id] as PayComponent;
  const { quota: asked, rate, measure } = component;
  const quota = asked ? exactly(asked.amounts[0]?.amount ?? 100) : HUNDRED;
  const salaries = [...Object.values(plan.salary?.byGrade ?? {}), plan.salary?.otherwise ?? 0];
  const salary = exactly(Math.max(...salaries));
  const last = rate.tiers.at(-1)?.from ?? 0;
  const most = rate.by === 'attainment' ? percentOf(quota, exactly(last)) : exactly(last);
  const usual = compared(most, ZERO) > 0 ? Math.max(1, Number(most.of / most.over / 10n)) : 1_000_00;
  const of = (value: Exact) => componentPay(component, plan, [value], { quota, salary });
  return {
    plan,
    id,
    component,
    blueprint,
    deal: measure.kind === 'count' ? exactly(1) : exactly(deal ?? usual),
    quota,
    find: (rule, path, values = {}) => ({
      rule,
      path: formatPath(['components', id, ...path]),
      component: id,
      values: { measure: measure.kind, ...values },
    }),
    pay: (value) => of(value).limited,
    limitedBy: (value) => of(value).parts[0]?.limitedBy,
  };
}
