import type { Instance } from '../model/instance.ts';
import type { Rows } from '../model/rows.ts';
import { toPriceTables } from './limit-relaxation.ts';

/** The finest scale of prices. */
const FINEST = 2 ** 20;
/** Below this whole numbers add up without rounding. */
export const EXACT = 2 ** 52;

/** The finest scale, a power of two, at which the prices of all items add up exactly. */
export function scaleFor(
  instance: Instance,
  rows: Rows,
  prices: Float64Array,
  itemPrices?: Float64Array,
): number {
  const { items, employees, start, cost, measures } = instance;
  const { current, away } = toPriceTables(instance, rows, prices);
  const dearest = measures.map((_, d) => {
    const [from, to] = [d * employees, (d + 1) * employees];
    return Math.max(largestOf(current.subarray(from, to)), largestOf(away.subarray(from, to)));
  });
  let sum = 0;
  for (let i = 0; i < items; i++) {
    let most = 0;
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      let price = Math.abs(cost[e] as number);
      for (let d = 0; d < dearest.length; d++)
        price += (dearest[d] as number) * (measures[d]![rows.perEntry[d] ? e : i] as number);
      most = Math.max(most, price);
    }
    sum += most + Math.abs(itemPrices?.[i] ?? 0);
  }
  return 2 ** Math.floor(Math.log2(Math.min(EXACT / Math.max(sum, 1), FINEST)));
}

export function largestOf(numbers: Float64Array): number {
  let largest = 0;
  for (let at = 0; at < numbers.length; at++) largest = Math.max(largest, Math.abs(numbers[at] as number));
  return largest;
}
