import type { Instance } from '../model/instance.ts';
import type { Rows } from '../model/rows.ts';
import { toPriceTables } from './limit-relaxation.ts';

/** The finest scale of prices. */
const FINEST = 2 ** 20;
/** A scale that is fine enough for rounding to cost next to nothing of a bound. */
const FINE = 2 ** 16;
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
  // Where as much as the dearest for all of them adds up exactly, items are not looked at one by one.
  const most = dearest.reduce(
    (all, price, d) => all + price * largestOf(measures[d] as Float64Array),
    largestOf(cost) + (itemPrices ? largestOf(itemPrices) : 0),
  );
  const coarse = EXACT / Math.max(1, most * items);
  if (coarse >= FINE) return powerOfTwo(coarse);
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
  return powerOfTwo(EXACT / Math.max(1, sum));
}

const powerOfTwo = (most: number): number => 2 ** Math.floor(Math.log2(Math.min(most, FINEST)));

export function largestOf(numbers: Float64Array): number {
  let largest = 0;
  for (let at = 0; at < numbers.length; at++) largest = Math.max(largest, Math.abs(numbers[at] as number));
  return largest;
}
