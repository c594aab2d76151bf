import * as z from 'zod';
import type { Blueprint } from '../../blueprint/blueprint.ts';
import { type Report, reportTo } from '../../blueprint/check/report.ts';
import { admitWhole } from '../../errors/admit-whole.ts';
import type { Problem } from '../../errors/problem.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { fault } from '../faults.ts';
import { checkPayPlan } from './check-pay-plan.ts';
import { type PayPlan, payPlanSchema } from './pay-plan.ts';

/**
 * Validates pay plans against the blueprint whose roles, grades and facts they name, and fills in defaults.
 * @throws INVALID_PAY_PLAN listing every problem: of shape first, and where the shape is right but for keys
 *   that are not known, of meaning.
 */
export function parsePayPlans(input: unknown, blueprint: Blueprint): readonly PayPlan[] {
  return withArguments('parsePayPlans', { blueprint, 'input: .': input }, () =>
    admitWhole(plansSchema, input, 'INVALID_PAY_PLAN', 'pay plans', (plans) => {
      const problems: Problem[] = [];
      for (const [i, plan] of plans.entries()) {
        const report = reportTo(problems, i);
        checkPayPlan(plan, blueprint, report);
        checkVersions(plan, plans.slice(0, i), report);
      }
      return problems;
    }),
  );
}

const plansSchema = z.array(payPlanSchema).min(1);

/** A version is there once, begins after the one before it, and no role has two plans. */
function checkVersions(plan: PayPlan, earlier: readonly PayPlan[], report: Report): void {
  const { id, version, from } = plan;
  for (const other of earlier) {
    if (other.id !== id) {
      for (const [i, role] of plan.roles.entries())
        if (other.roles.includes(role)) report(['roles', i], fault('TWICE', { id: role }));
      continue;
    }
    if (other.version === version) report(['version'], fault('TWICE', { id: `${id}@${version}` }));
    else if (other.from === from) report(['from'], fault('TWICE', { id: from }));
    else if (other.version < version !== other.from < from)
      report(['from'], fault('NOT_LATER', { than: other.from }));
  }
}
