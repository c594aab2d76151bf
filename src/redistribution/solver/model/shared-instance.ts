import type { Frame, Instance } from './instance.ts';

/**
 * An {@link Instance} in compressed form: items share lists of employees, and equal costs are stored once.
 */
export interface SharedInstance extends Frame {
  /**
   * By item: its list. The employees of list l are `candidates[listStart[l]]` up to `candidates[listStart[l +
   * 1]]`, in the order of the entries.
   */
  readonly listOf: Int32Array;
  readonly listStart: Int32Array;
  readonly candidates: Int32Array;
  /**
   * Item i's costs begin at `costStart[i]`. They are the cost of its current entry (0 without one), the
   * least cost of all others, and, unless all others cost the same, the cost of each entry.
   */
  readonly costStart: Int32Array;
  readonly costs: Float64Array;
}

/** Whether an instance has so many entries that it is not searched for what single moves do not reach. */
export const isExtensive = ({ start, items }: Pick<SharedInstance, 'start' | 'items'>): boolean =>
  (start[items] as number) >= EXTENSIVE;

const EXTENSIVE = 20_000;

/** Whether all entries of an item but the current one cost the same. */
const isAlike = ({ costStart }: SharedInstance, item: number): boolean =>
  (costStart[item + 1] as number) - (costStart[item] as number) === 2;

export function employeeOf(
  { listOf, listStart, candidates, start }: SharedInstance,
  item: number,
  entry: number,
): number {
  const first = listStart[listOf[item] as number] as number;
  return candidates[first + entry - (start[item] as number)] as number;
}

export function costOf(
  { costStart, costs, start, current }: SharedInstance,
  item: number,
  entry: number,
): number {
  const from = costStart[item] as number;
  if (current[item] === entry) return costs[from] as number;
  if ((costStart[item + 1] as number) - from === 2) return costs[from + 1] as number;
  return costs[from + 2 + entry - (start[item] as number)] as number;
}

/** By item: the employee of its chosen entry; -1 where there is none. */
export const receiversOf = (instance: SharedInstance, chosen: Int32Array): Int32Array =>
  chosen.map((entry, i) => (entry < 0 ? -1 : employeeOf(instance, i, entry)));

/** Expands a shared instance entry by entry. */
export function toInstance(shared: SharedInstance): Instance {
  const { items, employees, start, current, measures, limits, balances } = shared;
  const { listOf, listStart, candidates, costStart, costs } = shared;
  const entries = start[items] as number;
  const employee = new Int32Array(entries);
  const cost = new Float64Array(entries);
  // Entry by entry: views of so many short pieces would take longer than what is copied.
  for (let i = 0; i < items; i++) {
    const [from, to] = [start[i] as number, start[i + 1] as number];
    const own = costStart[i] as number;
    const list = (listStart[listOf[i] as number] as number) - from;
    const price = isAlike(shared, i) ? -1 : own + 2 - from;
    for (let e = from; e < to; e++) {
      employee[e] = candidates[list + e] as number;
      cost[e] = costs[price < 0 ? own + 1 : price + e] as number;
    }
    const stays = current[i] as number;
    if (stays >= 0) cost[stays] = costs[own] as number;
  }
  return { items, employees, start, employee, cost, current, measures, limits, balances };
}

/**
 * Numbers items of equal lists and amounts alike, from 0. It is -1 where amounts depend on the entry, or
 * costs on which other employee gets the item.
 */
export function kindsOf(shared: SharedInstance, measures: readonly number[]): Int32Array {
  const { items, listOf } = shared;
  const columns = measures.map((measure) => shared.measures[measure] as Float64Array);
  const kinds = new Int32Array(items).fill(-1);
  if (columns.some(({ length }) => length !== items)) return kinds;
  let count = 0;
  const known = new Map<number, Map<number, number>>();
  for (let i = 0; i < items; i++) {
    if (!isAlike(shared, i)) continue;
    let kind = listOf[i] as number;
    // Pair by pair: lists with the first amounts, these with the second ones.
    for (let c = 0; c < columns.length; c++) {
      const amount = (columns[c] as Float64Array)[i] as number;
      const key = kind * columns.length + c;
      const next = known.get(key) ?? new Map<number, number>();
      if (next.size === 0) known.set(key, next);
      const number = next.get(amount) ?? count++;
      next.set(amount, number);
      kind = number;
    }
    kinds[i] = kind;
  }
  return kinds;
}
