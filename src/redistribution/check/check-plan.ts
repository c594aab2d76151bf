import { parseProblem } from '../parse-problem.ts';
import type { RedistributionProblem } from '../problem.ts';
import type { RedistributionProposal } from '../proposal.ts';
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
  const stray = strayMoves(full, proposal.moves);
  if (stray.length > 0) return stray;
  const plan = readPlan(full, proposal.moves);
  const places = [...wrongPlaces(plan), ...splitHoldings(plan)];
  if (places.some(({ code }) => code === 'NO_HOLDER')) return places;
  return [
    ...places,
    ...brokenLimits(plan),
    ...wrongObjective(plan, proposal),
    ...wrongClaims(full, proposal),
  ];
}
