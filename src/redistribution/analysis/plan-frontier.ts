import { assertOptions } from '../../errors/assert-options.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { tallyOf } from '../check/limits.ts';
import type { RedistributionPolicyInput } from '../policy.ts';
import type { RedistributionProblem } from '../problem.ts';
import type { RedistributionProposal } from '../proposal.ts';
import {
  type RedistributeInStepsOptions,
  type Redistribution,
  redistributeInSteps,
  searchInStepsForms,
} from '../redistribute.ts';
import { readPlan, readProblem } from './read-plan.ts';

/** One choice between moving clients and an even load. */
export interface FrontierPoint {
  readonly proposal: RedistributionProposal;
  /**
   * The budget of voluntary moves under which it is the best that was found. It is `limits.maxMoves` of a
   * policy that asks for it.
   */
  readonly maxMoves: number;
  /** Share of all clients that move, 0 to 1. */
  readonly movedShare: number;
  /** Imbalance of load and potential, weighted by the policy; 0 is even. */
  readonly imbalance: number;
}

/** Choices, the fewest moves first; or why there is no plan at all. */
export type PlanFrontier =
  | {
      readonly ok: true;
      readonly points: readonly FrontierPoint[];
      /** Budgets of voluntary moves within which no plan was found: bands and limits ask for more of them. */
      readonly withoutPlan: readonly number[];
    }
  | Exclude<Redistribution, { readonly ok: true }>;

/** Shares of the voluntary moves of the most even plan that the other points may make. */
const BUDGETS = [0.6, 0.35, 0.15, 0.05];
/**
 * Effort for each of them. They begin with a part of the most even plan, and together take no longer than it
 * did.
 */
const EFFORT = 1 / BUDGETS.length;

/**
 * How even a base can become for how many moves. The plans are from one look, from the one that the policy
 * asks for down to a few moves that help most. No point moves as many clients as another one and is less
 * even. Together they take at most twice as long as one plan.
 * @throws INVALID_PROBLEM
 */
export function planFrontier(
  problem: RedistributionProblem,
  options: RedistributeInStepsOptions = {},
): Promise<PlanFrontier> {
  return withArguments('planFrontier', { problem, options }, () => {
    assertOptions('planFrontier', options, searchInStepsForms);
    return frontierOf(problem, options);
  });
}

async function frontierOf(
  problem: RedistributionProblem,
  options: RedistributeInStepsOptions,
): Promise<PlanFrontier> {
  const whole = await redistributeInSteps(problem, options);
  if (!whole.ok) return whole;
  const free = voluntary(problem, whole.proposal);
  const points = [pointOf(problem, whole.proposal, free)];
  const { effort = 1 } = options;
  const withoutPlan: number[] = [];
  let from = whole.proposal;
  for (const budget of BUDGETS) {
    const maxMoves = Math.floor(free * budget);
    const asked = withBudget(problem, maxMoves);
    const found = await redistributeInSteps(asked, { ...options, effort: effort * EFFORT, from });
    if (!found.ok) {
      withoutPlan.push(maxMoves);
      continue;
    }
    points.push(pointOf(problem, found.proposal, maxMoves));
    from = found.proposal;
  }
  return { ok: true, points: undominated(points), withoutPlan };
}

function withBudget(problem: RedistributionProblem, maxMoves: number): RedistributionProblem {
  const policy: RedistributionPolicyInput = problem.policy ?? {};
  const most = Math.min(maxMoves, policy.limits?.maxMoves ?? maxMoves);
  return { ...problem, policy: { ...policy, limits: { ...policy.limits, maxMoves: most } } };
}

/** How many moves could have been left undone: those that count against `maxMoves`. */
function voluntary(problem: RedistributionProblem, proposal: RedistributionProposal): number {
  const { base, placeOf } = readPlan(readProblem(problem), proposal);
  return tallyOf(base, (client) => placeOf(client) ?? '')('moved', 'clients');
}

function pointOf(
  problem: RedistributionProblem,
  proposal: RedistributionProposal,
  maxMoves: number,
): FrontierPoint {
  const { load, potential } = proposal.objective;
  return {
    proposal,
    maxMoves,
    movedShare: proposal.moves.length / problem.clients.length,
    imbalance: load + potential,
  };
}

/** Fewest moves first; what is no more even than one with fewer moves is left out. */
function undominated(points: readonly FrontierPoint[]): readonly FrontierPoint[] {
  const sorted = [...points].sort((a, b) => a.movedShare - b.movedShare || a.imbalance - b.imbalance);
  const kept: FrontierPoint[] = [];
  for (const point of sorted) {
    const last = kept.at(-1);
    if (!last || point.imbalance < last.imbalance) kept.push(point);
  }
  return kept;
}
