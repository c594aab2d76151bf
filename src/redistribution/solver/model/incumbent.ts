import type { WorkingSolution } from './working-solution.ts';

/** The best solution so far. */
export interface Incumbent {
  readonly chosen: Int32Array;
  /** Infinite while there is none. */
  cost: number;
}

/** Takes a standing over that keeps all limits and costs less; tells whether it did. */
export function keep({ broken, cost, chosen }: WorkingSolution, incumbent: Incumbent): boolean {
  if (broken > 0 || cost >= incumbent.cost) return false;
  incumbent.cost = cost;
  incumbent.chosen.set(chosen);
  return true;
}
