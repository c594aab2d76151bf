import { parseProblem } from '../parse-problem.ts';
import type { FullProblem, RedistributionProblem } from '../problem.ts';
import type { ProposedMove, RedistributionProposal } from '../proposal.ts';
import { wrongClaims } from './certificate.ts';
import { brokenLimits } from './limits.ts';
import { wrongObjective } from './objective.ts';
import { splitHoldings, strayMoves, wrongPlaces } from './places.ts';
import { readPlan } from './plan.ts';
import type { PlanViolation } from './violation.ts';

/**
 * Everything that is wrong with a plan; empty for a good one. Every hard rule and the objective are recomputed from the problem
 * itself, sharing nothing with what made the plan; only the certificate of the bound is about the solver's whole numbers. Sums of
 * decimals are compared to a hundred-millionth of the total.
 * @throws INVALID_PROBLEM
 */
export function checkPlan(
  problem: RedistributionProblem,
  proposal: RedistributionProposal,
): readonly PlanViolation[] {
  const full = parseProblem(problem);
  const rules = brokenRules(full, proposal.moves);
  if (rules.some(({ code }) => code === 'NO_HOLDER' || code === 'NOT_A_MOVE')) return rules;
  return [
    ...rules,
    ...wrongObjective(readPlan(full, proposal.moves), proposal),
    ...wrongClaims(full, proposal),
  ];
}

/** The hard rules that moves break, whatever is claimed of them. */
export function brokenRules(problem: FullProblem, moves: readonly ProposedMove[]): readonly PlanViolation[] {
  const stray = strayMoves(problem, moves);
  if (stray.length > 0) return stray;
  const plan = readPlan(problem, moves);
  const places = [...wrongPlaces(plan), ...splitHoldings(plan)];
  return places.some(({ code }) => code === 'NO_HOLDER') ? places : [...places, ...brokenLimits(plan)];
}
