import type { Instance } from './instance.ts';
import { pricedCost, toPriceTables } from './relaxation.ts';
import type { Rows } from './rows.ts';

/** Where the search looks: a few entries of each item and a few items of each employee, by what they cost at the best prices. */
export interface Candidates {
  /** Item i's entries with the least regret, ascending, are `entries[i * width]` onwards; -1 where there are fewer. */
  readonly entries: Int32Array;
  readonly width: number;
  /** By entry: how much dearer than the item's cheapest one, at the prices. */
  readonly regret: Float64Array;
  /** Regrets beyond which no better solution is looked for, ascending: how narrow or wide a search is. */
  readonly limits: readonly number[];
}

/** On average so many entries of an item, beside the cheapest, are within each of the limits. */
const ALTERNATIVES = [1, 2, 4];

export function toCandidates(
  instance: Instance,
  rows: Rows,
  prices: Float64Array,
  width: number,
): Candidates {
  const { items, start } = instance;
  const tables = toPriceTables(instance, rows, prices);
  const regret = new Float64Array(instance.cost.length);
  for (let i = 0; i < items; i++) {
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      regret[e] = pricedCost(instance, rows, tables, i, e);
    }
  }
  return candidatesBy(instance, regret, width);
}

/** The same by what is known of each entry already, in whatever measure; it is changed into regrets. */
export function candidatesBy({ items, start }: Instance, regret: Float64Array, width: number): Candidates {
  const entries = new Int32Array(items * width).fill(-1);
  for (let i = 0; i < items; i++) {
    const from = start[i] as number;
    const to = start[i + 1] as number;
    let least = Number.POSITIVE_INFINITY;
    for (let e = from; e < to; e++) least = Math.min(least, regret[e] as number);
    const base = i * width;
    let found = 0;
    for (let e = from; e < to; e++) {
      const own = (regret[e] as number) - least;
      regret[e] = own;
      let at = found < width ? found++ : width;
      while (at > 0 && (regret[entries[base + at - 1] as number] as number) > own) {
        if (at < width) entries[base + at] = entries[base + at - 1] as number;
        at--;
      }
      if (at < width) entries[base + at] = e;
    }
  }
  return { entries, width, regret, limits: limitsOf(entries, width, regret) };
}

/** The regrets that so many of the entries keep below; of a large base a sample tells. */
function limitsOf(entries: Int32Array, width: number, regret: Float64Array): number[] {
  const items = entries.length / width;
  const step = Math.max(1, Math.floor(items / SAMPLE));
  const known: number[] = [];
  let sampled = 0;
  for (let i = 0; i < items; i += step, sampled++) {
    for (let at = i * width + 1; at < (i + 1) * width && (entries[at] as number) >= 0; at++) {
      const own = regret[entries[at] as number] as number;
      if (own < Number.POSITIVE_INFINITY) known.push(own);
    }
  }
  known.sort((a, b) => a - b);
  return ALTERNATIVES.map((few) => known[Math.min(known.length - 1, few * sampled)] ?? 0);
}

const SAMPLE = 20_000;

/** A few items of each employee that would cost least to give away, by employee; dearest to keep first. */
export interface Marginals {
  readonly start: Int32Array;
  readonly items: Int32Array;
  /** What regret each would gain at least; ascending for each employee. */
  readonly loss: Float64Array;
}

export function toMarginals(
  { items, employees, employee }: Instance,
  { entries, width, regret }: Candidates,
  chosen: Int32Array,
  most: number,
): Marginals {
  const count = new Int32Array(employees);
  for (let i = 0; i < items; i++) count[employee[chosen[i] as number] as number]!++;
  const start = new Int32Array(employees + 1);
  for (let j = 0; j < employees; j++)
    start[j + 1] = (start[j] as number) + Math.min(most, count[j] as number);
  const list = new Int32Array(start[employees] as number);
  const loss = new Float64Array(list.length);
  const filled = new Int32Array(employees);
  for (let i = 0; i < items; i++) {
    const e = chosen[i] as number;
    const other = entries[i * width] === e ? entries[i * width + 1] : entries[i * width];
    const cost =
      other === undefined || other < 0
        ? Number.POSITIVE_INFINITY
        : (regret[other] as number) - (regret[e] as number);
    const j = employee[e] as number;
    const [from, to] = [start[j] as number, start[j + 1] as number];
    let at = from + (filled[j] as number);
    if (at < to) filled[j]!++;
    else if ((loss[to - 1] as number) <= cost) continue;
    else at = to - 1;
    while (at > from && (loss[at - 1] as number) > cost) {
      list[at] = list[at - 1] as number;
      loss[at] = loss[at - 1] as number;
      at--;
    }
    list[at] = i;
    loss[at] = cost;
  }
  return { start, items: list, loss };
}

/** By employee, the items that have the employee among their candidate entries. */
export function toReceivable({ items, employees, employee }: Instance, { entries, width }: Candidates) {
  const start = new Int32Array(employees + 1);
  for (const e of entries) if (e >= 0) start[(employee[e] as number) + 1]!++;
  for (let j = 0; j < employees; j++) start[j + 1]! += start[j] as number;
  const list = new Int32Array(start[employees] as number);
  const next = start.slice();
  for (let at = 0; at < items * width; at++) {
    const e = entries[at] as number;
    if (e >= 0) list[next[employee[e] as number]!++] = Math.floor(at / width);
  }
  return { start, items: list };
}
