import type { Steps } from '../../../time/in-turns.ts';
/**
 * How an instance is solved. Nothing is left to chance: the same instance and effort give the same solution,
 * byte for byte.
 */
export interface SolveOptions {
  /**
   * How much work to do, as a multiple of what is usual for the size: about a second or two.
   * @defaultValue 1, at which a base of 50,000 or more entries is done once it is proven to be within 0.1% of
   * the best
   */
  readonly effort?: number;
  /**
   * With balances, a large instance at default effort is done once its cost is within this of the bound.
   * @defaultValue 0
   */
  readonly enough?: number;
  /** Time limit by the `clock`, in milliseconds; with one the solution depends on the machine. */
  readonly timeLimitMs?: number;
  /** Milliseconds from any origin. */
  readonly clock?: () => number;
  /** An earlier solution of the same or a similar instance to start from. */
  readonly from?: Partial<Pick<Solution, 'chosen' | 'multipliers'>>;
  /** Further starts of the search, which never ends worse than a feasible one of them. */
  readonly starts?: readonly (() => Steps<Int32Array>)[];
  /** Aborting it ends the search at the next step, with the best solution so far. */
  readonly signal?: { readonly aborted: boolean };
  readonly onProgress?: (progress: Progress) => void;
}

/** How far the solver is. */
export interface Progress {
  readonly phase: 'bound' | 'search';
  /** Of the phase's work, from 0 to 1. */
  readonly share: number;
  /** Of the best solution so far, if there is one. */
  readonly objective?: number;
  readonly bound: number;
  /** The step took long: it is worth yielding to the event loop. */
  readonly isLong?: boolean;
}

/** The solver's result, with the certificate of its bound. */
export interface Solution {
  /**
   * `optimal` only if the bound proves it, `infeasible` only if it is proven that there is no solution.
   * `notFound`: none was found though there may be one.
   */
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'notFound';
  /** The chosen entry of each item; absent where there is no solution. */
  readonly chosen?: Int32Array;
  readonly objective?: number;
  /** No solution costs less: certified by the multipliers; infinite where there is none. */
  readonly bound: number;
  readonly multipliers: Multipliers;
  readonly stopped: 'done' | 'time' | 'cancelled';
}

/**
 * Prices per unit of what is limited or balanced: whole numbers that are divided by `scale`. Any such prices
 * prove a lower bound; see `exactBound`.
 */
export interface Multipliers {
  readonly scale: number;
  /** A price per limit. Below 0 it pays for reaching the minimum. */
  readonly limits: Float64Array;
  /** A price per balance. */
  readonly balances: Float64Array;
  /**
   * A price per item for being chosen, where that proves more; there are no balances then. For each employee
   * the cheapest choice of entries, each for its cost less the price of its item, keeps the `held` limits of
   * the first measure. Items with one entry have that, whatever their price.
   */
  readonly items?: Float64Array;
}
