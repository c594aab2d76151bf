import { costOf, employeeOf, kindsOf, receiversOf, type SharedInstance } from '../model/shared-instance.ts';
import type { PriceTables } from './limit-relaxation.ts';

/** Chooses each item's cheapest entry at prices; returns their sum, and the sum of their absolute values. */
export type CheapestEntryChooser = (
  tables: PriceTables,
  chosen: Int32Array,
) => { readonly total: number; readonly magnitude: number };

/**
 * Makes a chooser. Prices may differ between employees for the `priced` measures only. For items of one kind
 * only the two cheapest places of their list are examined: one of them may be the current one.
 */
export function toCheapestEntryChooser(
  instance: SharedInstance,
  priced: readonly number[],
): CheapestEntryChooser {
  const { items, start, current, costStart, costs, listOf, listStart, candidates } = instance;
  const kinds = kindsOf(instance, priced);
  const places = new Int32Array(2 * (kinds.reduce((most, kind) => Math.max(most, kind), -1) + 1));
  const homes = receiversOf(instance, current);
  return (tables, chosen) => {
    places.fill(-1);
    let [total, magnitude] = [0, 0];
    for (let i = 0; i < items; i++) {
      const stays = current[i] as number;
      const cost = costStart[i] as number;
      let best = stays;
      let least =
        stays < 0
          ? Number.POSITIVE_INFINITY
          : (costs[cost] as number) + pricesOf(instance, tables.current, i, stays, homes[i] as number);
      const from = start[i] as number;
      const kind = kinds[i] as number;
      if (kind >= 0) {
        if ((places[2 * kind] as number) < 0) rank(instance, priced, tables, i, places.subarray(2 * kind));
        const isStaying = from + (places[2 * kind] as number) === stays;
        const place = places[2 * kind + Number(isStaying)] as number;
        if (place >= 0) {
          const j = candidates[(listStart[listOf[i] as number] as number) + place] as number;
          const price = (costs[cost + 1] as number) + pricesOf(instance, tables.away, i, from + place, j);
          if (price < least) [best, least] = [from + place, price];
        }
      } else {
        for (let e = from; e < (start[i + 1] as number); e++) {
          if (e === stays) continue;
          const j = employeeOf(instance, i, e);
          const price = costOf(instance, i, e) + pricesOf(instance, tables.away, i, e, j);
          if (price < least) [best, least] = [e, price];
        }
      }
      chosen[i] = best;
      total += least;
      magnitude += Math.abs(least);
    }
    return { total, magnitude };
  };
}

/** Finds the two cheapest places of an item's list. */
function rank(
  instance: SharedInstance,
  priced: readonly number[],
  { away }: PriceTables,
  item: number,
  places: Int32Array,
): void {
  const { employees, listOf, listStart, candidates, measures } = instance;
  const first = listStart[listOf[item] as number] as number;
  const end = listStart[(listOf[item] as number) + 1] as number;
  let [best, second] = [-1, -1];
  let [least, next] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let at = first; at < end; at++) {
    let price = 0;
    for (const d of priced)
      price += (away[d * employees + (candidates[at] as number)] as number) * (measures[d]![item] as number);
    if (price >= next) continue;
    if (price < least) [best, second, least, next] = [at - first, best, price, least];
    else [second, next] = [at - first, price];
  }
  places[0] = best;
  places[1] = second;
}

/** What an entry's amounts cost. */
function pricesOf(
  { items, employees, measures }: SharedInstance,
  table: Float64Array,
  item: number,
  entry: number,
  employee: number,
): number {
  let price = 0;
  for (let d = 0, at = employee; d < measures.length; d++, at += employees) {
    const amounts = measures[d] as Float64Array;
    price += (table[at] as number) * (amounts[amounts.length === items ? item : entry] as number);
  }
  return price;
}
