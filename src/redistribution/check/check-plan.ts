import { withArguments } from '../../errors/with-arguments.ts';
import { parseProblem } from '../parse-problem.ts';
import type { FullClient, FullProblem, RedistributionProblem } from '../problem.ts';
import type { ProposedMove } from '../proposal.ts';
import { placesAsItIs } from './as-it-is.ts';
import { boundBy } from './bound.ts';
import { brokenLimits, limitsOf, type RuleLimit } from './limits.ts';
import { objectiveOf, wrongObjective } from './objective.ts';
import { splitGroups, strayMoves, wrongPlaces } from './places.ts';
import { type ClaimedProposal, readProposal } from './proposal-shape.ts';
import { type Base, readBase } from './unit.ts';
import type { PlanViolation } from './violation.ts';
import { type Weighing, weigh } from './weighing.ts';

/**
 * Finds everything that is wrong with a plan, whatever is passed as one; empty for a valid plan. Every hard
 * rule, the objective and the bound are recomputed from the problem in its own units, by code that shares
 * nothing with the solver. Sums of amounts are compared to a hundred-millionth of the total, the bound to a
 * billionth of the objective.
 * @throws INVALID_PROBLEM
 */
export function checkPlan(problem: RedistributionProblem, proposal: unknown): readonly PlanViolation[] {
  return withArguments('checkPlan', { problem, proposal }, () => violationsOf(problem, proposal));
}

function violationsOf(problem: RedistributionProblem, proposal: unknown): readonly PlanViolation[] {
  const full = parseProblem(problem);
  const read = readProposal(proposal);
  if ('violations' in read) return read.violations;
  const { claimed } = read;
  const stray = strayMoves(full, claimed.moves);
  if (stray.length > 0) return stray;
  const base = readBase(full);
  const after = placesAfter(full, claimed.moves);
  if ('violations' in after) return after.violations;
  const weighing = weigh(base, claimed.near);
  const limits = limitsOf(base);
  const objective = objectiveOf(base, weighing, after.place);
  return [
    ...rulesBroken(base, limits, after.place),
    ...wrongObjective(objective, claimed),
    ...wrongClaims(base, limits, weighing, claimed),
  ];
}

/** The hard rules that moves break, whatever is claimed of them. */
export function brokenRules(problem: FullProblem, moves: readonly ProposedMove[]): readonly PlanViolation[] {
  const stray = strayMoves(problem, moves);
  if (stray.length > 0) return stray;
  const after = placesAfter(problem, moves);
  if ('violations' in after) return after.violations;
  const base = readBase(problem);
  return rulesBroken(base, limitsOf(base), after.place);
}

const rulesBroken = (base: Base, limits: readonly RuleLimit[], after: (client: FullClient) => string) => [
  ...wrongPlaces(base, after),
  ...splitGroups(base, after),
  ...brokenLimits(base, limits, after),
];

/** With whom each client is after the moves; or the clients that are with nobody. */
function placesAfter({ clients }: FullProblem, moves: readonly ProposedMove[]) {
  const to = new Map(moves.map((move) => [move.clientId, move.to]));
  const nobody = clients.filter(({ id, holder }) => !to.has(id) && holder === undefined);
  if (nobody.length > 0)
    return { violations: nobody.map(({ id }): PlanViolation => ({ code: 'NO_HOLDER', clientId: id })) };
  return { place: ({ id, holder }: FullClient) => to.get(id) ?? (holder as string) };
}

/** Claims of quality that the plan's certificate does not prove. */
function wrongClaims(
  base: Base,
  limits: readonly RuleLimit[],
  weighing: Weighing,
  { certificate, bound, gap, start, attained, status, objective: { total } }: ClaimedProposal,
): readonly PlanViolation[] {
  const violations: PlanViolation[] = [];
  const proof = boundBy(base, limits, weighing, certificate);
  if ('violations' in proof) violations.push(...proof.violations);
  else {
    const slack = 1e-9 * Math.max(Math.abs(proof.bound), Math.abs(total)) + 1e-12 * (1 + proof.magnitude);
    // Prices that run into the infinite prove nothing.
    if (!(bound <= proof.bound + slack) || !Number.isFinite(proof.bound))
      violations.push({ code: 'UNPROVEN_BOUND', proven: proof.bound });
  }
  const isProven = total - bound <= 1e-9 * Math.max(1, Math.abs(total));
  if (status === 'optimal' && !isProven) violations.push({ code: 'WRONG_CLAIM', field: 'status' });
  if (!(Math.abs(gap - (isProven ? 0 : shareOf(total - bound, total))) <= 1e-6))
    violations.push({ code: 'WRONG_CLAIM', field: 'gap' });
  if (start === undefined) {
    if (attained !== undefined) violations.push({ code: 'WRONG_CLAIM', field: 'attained' });
    return violations;
  }
  const asItIs = placesAsItIs(base, limits);
  const costs = asItIs ? objectiveOf(base, weighing, asItIs).total : Number.NaN;
  if (!(Math.abs(start - costs) <= 1e-8 * Math.max(1, costs)))
    violations.push({ code: 'WRONG_CLAIM', field: 'start' });
  if (attained !== undefined && !(Math.abs(attained - improvedShare(start, total, bound)) <= 1e-6))
    violations.push({ code: 'WRONG_CLAIM', field: 'attained' });
  return violations;
}

/** Of a total below a thousandth: of a thousandth. */
const shareOf = (part: number, total: number) => Math.max(0, part) / Math.max(total, 0.001);

/** Of what could be improved at all; where that is no more than a ten-thousandth, everything. */
function improvedShare(start: number, total: number, bound: number): number {
  const [most, reached] = [start - bound, start - total];
  return most > 1e-4 ? Math.max(0, Math.min(reached / most, 1)) : 1;
}
