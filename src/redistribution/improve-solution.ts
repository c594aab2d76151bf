import { type FirstPlan, firstPlan } from './first-plan.ts';
import { exactBound } from './solver/check.ts';
import type { Instance } from './solver/instance.ts';
import type { Solution } from './solver/solution.ts';

/** A first plan that the search would better have begun with: it found none, or a worse one. */
export function betterStart(instance: Instance, { status, objective }: Solution): FirstPlan | undefined {
  if (status === 'infeasible' || status === 'optimal') return undefined;
  const first = firstPlan(instance);
  if (first.objective === undefined) return undefined;
  return objective === undefined || first.objective < objective ? first : undefined;
}

/** The better of two solutions of an instance, with the higher of their bounds. */
export function betterOf(one: Solution, other: Solution): Solution {
  const best = (other.objective ?? Infinity) < (one.objective ?? Infinity) ? other : one;
  const { bound, multipliers } = other.bound > one.bound ? other : one;
  return { ...best, bound, multipliers };
}

/** The solution, with the bound that the prices of a first plan prove where that is higher. */
export function withBestBound(instance: Instance, solution: Solution): Solution {
  if (solution.status !== 'feasible' || instance.cost.length > MOST_ENTRIES) return solution;
  const { multipliers } = firstPlan(instance);
  const bound = exactBound(instance, multipliers);
  return bound > solution.bound ? { ...solution, bound, multipliers } : solution;
}

/** The exact bound of more takes too long beside the search. */
const MOST_ENTRIES = 200_000;
