/**
 * Assign items to employees at the least cost. All numbers but those of balances are whole, and sums of costs
 * and amounts stay below 2^53.
 *
 * An item is a client, or a group of companies that moves as one. Without `current`, with one measure and
 * with `held` limits that have a maximum only, this is the generalized assignment problem of the literature.
 *
 * Short names in the solver's loops: i item, j employee, e entry, r row, d measure.
 */
export interface Instance extends Frame {
  /** By entry; ascending within an item, each employee once. */
  readonly employee: Int32Array;
  /** By entry; may be negative. */
  readonly cost: Float64Array;
}

/** An instance without its entries and costs. */
export interface Frame {
  readonly items: number;
  readonly employees: number;
  /**
   * The entries of item i are `start[i]` up to (not including) `start[i + 1]`. An entry is an employee who
   * may have the item.
   */
  readonly start: Int32Array;
  /** By item: the entry of its current employee, or -1. */
  readonly current: Int32Array;
  /** Amounts, never negative: each list has a number per item, or a number per entry. */
  readonly measures: readonly Float64Array[];
  readonly limits: readonly Limit[];
  readonly balances: readonly Balance[];
}

/** Limits of a measure's sum over the chosen entries in scope; infinite where there is none. */
export interface Limit {
  /** Index into `measures`. */
  readonly measure: number;
  /** `held`: all that the employee has; `kept`: what was theirs before; `gained`: the rest. */
  readonly scope: 'held' | 'kept' | 'gained';
  /** `EVERYBODY` for all that is gained by anyone: the total of what moves. */
  readonly employee: number;
  readonly min: number;
  readonly max: number;
}

/** As a {@link Limit}'s employee: everybody together; for `gained` only. */
export const EVERYBODY = -1;

/** Adds `weight` times the square of how far the employee's sum is from the target. */
export interface Balance {
  readonly measure: number;
  readonly employee: number;
  /** Any number. */
  readonly target: number;
  /** Above 0; any number. */
  readonly weight: number;
}

/** Whether some item has no entry. */
export function hasUnassignableItem({ items, start }: Frame): boolean {
  for (let i = 0; i < items; i++) if (start[i] === start[i + 1]) return true;
  return false;
}
