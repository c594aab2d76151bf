import { type PriceTables, toPriceTables } from '../bound/limit-relaxation.ts';
import type { Instance } from '../model/instance.ts';
import type { Rows } from '../model/rows.ts';
import { keepLeast } from './keep-least.ts';

/** Candidate list of the search: a few entries per item, by reduced cost at the best prices. */
export interface CandidateEntries {
  /**
   * Item i's entries with the least regret, ascending, are `entries[i * width]` onwards; -1 where there are
   * fewer.
   */
  readonly entries: Int32Array;
  readonly width: number;
  /** By entry: reduced cost minus that of the item's cheapest entry. */
  readonly regret: Float64Array;
  /**
   * Regrets of a sample's candidates beside the cheapest, ascending, and how many items are in the sample.
   */
  readonly known: Float64Array;
  readonly sampled: number;
}

/** The regret below which an item has `alternatives` entries beside the cheapest, on average. */
export function regretOf({ known, sampled }: CandidateEntries, alternatives: number): number {
  return known[Math.min(known.length - 1, Math.floor(alternatives * sampled))] ?? 0;
}

export function toCandidateEntries(
  instance: Instance,
  rows: Rows,
  prices: Float64Array,
  width: number,
): CandidateEntries {
  const tables = toPriceTables(instance, rows, prices);
  const regret = instance.cost.slice();
  for (let d = 0; d < instance.measures.length; d++) addPrices(instance, d, tables, regret);
  return candidatesBy(instance, regret, width);
}

/** Adds what the amounts of a measure cost, entry by entry. */
function addPrices(
  { items, employees, start, employee, current, measures }: Instance,
  measure: number,
  tables: PriceTables,
  into: Float64Array,
): void {
  const amounts = measures[measure] as Float64Array;
  const isPerItem = amounts.length === items;
  const base = measure * employees;
  for (let i = 0; i < items; i++) {
    const own = current[i] as number;
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      const price = (e === own ? tables.current : tables.away)[base + (employee[e] as number)] as number;
      into[e]! += price * (amounts[isPerItem ? i : e] as number);
    }
  }
}

/** Builds the candidate list from a known cost per entry, which is changed into regrets in place. */
export function candidatesBy(
  { items, start }: Instance,
  regret: Float64Array,
  width: number,
): CandidateEntries {
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
  return { entries, width, regret, ...sampleOf(entries, width, regret) };
}

/** Samples the regrets of a large instance. */
function sampleOf(entries: Int32Array, width: number, regret: Float64Array) {
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
  return { known: Float64Array.from(known).sort(), sampled };
}

const SAMPLE = 20_000;

/**
 * By employee: the items of others with the least regret to come to them. Those of j are `items[j * most]`
 * onwards, ended by -1.
 */
export function toReceivable(
  { items, employees, employee }: Instance,
  { entries, width, regret }: CandidateEntries,
  chosen: Int32Array,
  most: number,
): Int32Array {
  const least = {
    items: new Int32Array(employees * most).fill(-1),
    loss: new Float64Array(employees * most),
    most,
  };
  const count = new Int32Array(employees);
  for (let i = 0; i < items; i++) {
    for (let way = i * width; way < (i + 1) * width; way++) {
      const e = entries[way] as number;
      if (e < 0) break;
      if (e === chosen[i]) continue;
      const j = employee[e] as number;
      count[j] = keepLeast(least, j * most, count[j] as number, i, regret[e] as number);
    }
  }
  return least.items;
}
