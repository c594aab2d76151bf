import type { WorkingSolution } from './working-solution.ts';

/** The best feasible solution so far. */
export interface Incumbent {
  readonly chosen: Int32Array;
  /** Infinite while there is none. */
  cost: number;
  /** Prices of items by which the search has proven more than prices of limits do. */
  itemPrices?: Float64Array;
}

/**
 * Keeps a solution if it is feasible and costs less than the incumbent.
 * @returns whether it was kept
 */
export function keep({ broken, cost, chosen }: WorkingSolution, incumbent: Incumbent): boolean {
  if (broken > 0 || cost >= incumbent.cost) return false;
  incumbent.cost = cost;
  incumbent.chosen.set(chosen);
  return true;
}
