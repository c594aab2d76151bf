import type { Blueprint } from '../../blueprint/blueprint.ts';
import { reportTo } from '../../blueprint/check/report.ts';
import { examine } from '../../errors/admit.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import type { Problem } from '../../errors/problem.ts';
import type { PayPlan } from '../plan/pay-plan.ts';
import { checkLadder } from './check-ladder.ts';
import { type GradeLadder, gradeLadderSchema } from './grade-ladder.ts';
import { monthFacts } from './month-facts.ts';

/** @throws INVALID_GRADES listing every problem: of shape first, and where that is right, of meaning. */
export function parseGradeLadder(
  input: unknown,
  plans: readonly PayPlan[],
  blueprint: Blueprint,
): GradeLadder {
  const { data, problems: misshapen } = examine(gradeLadderSchema, input);
  if (!data) throw invalidInput('INVALID_GRADES', 'a ladder of grades', misshapen);
  const problems: Problem[] = [];
  checkLadder(data, blueprint, monthFacts(data, plans), reportTo(problems));
  if (problems.length > 0) throw invalidInput('INVALID_GRADES', 'a ladder of grades', problems);
  return data;
}
