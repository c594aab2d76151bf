import type { Blueprint } from '../../blueprint/blueprint.ts';
import { reportTo } from '../../blueprint/check/report.ts';
import { admitWhole } from '../../errors/admit-whole.ts';
import type { Problem } from '../../errors/problem.ts';
import type { PayPlan } from '../plan/pay-plan.ts';
import { checkLadder } from './check-ladder.ts';
import { type GradeLadder, gradeLadderSchema } from './grade-ladder.ts';
import { monthFacts } from './month-facts.ts';

/**
 * @throws INVALID_GRADES listing every problem: of shape first, and where that is right but for keys that are
 *   not known, of meaning.
 */
export function parseGradeLadder(
  input: unknown,
  plans: readonly PayPlan[],
  blueprint: Blueprint,
): GradeLadder {
  return admitWhole(gradeLadderSchema, input, 'INVALID_GRADES', 'a ladder of grades', (ladder) => {
    const problems: Problem[] = [];
    checkLadder(ladder, blueprint, monthFacts(ladder, plans), reportTo(problems));
    return problems;
  });
}
