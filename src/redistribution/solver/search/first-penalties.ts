import type { Instance } from '../model/instance.ts';
import { typicalAmounts } from '../model/mean-of.ts';
import type { Rows } from '../model/rows.ts';
import type { CandidateEntries } from '../neighbourhoods/candidate-entries.ts';

/**
 * Initial penalties per unit: 1.5 times the best price, and a little where that is 0. Small penalties grow as
 * needed; large ones would make the search start by giving away what it should keep.
 */
export function firstPenalties(
  { measures, items }: Instance,
  rows: Rows,
  prices: Float64Array,
  { entries, width, regret }: CandidateEntries,
): Float64Array {
  let typical = 0;
  for (let i = 0; i < items; i++) {
    const second = width > 1 ? (entries[i * width + 1] as number) : -1;
    if (second >= 0) typical += (regret[second] as number) / items;
  }
  const units = typicalAmounts(measures);
  return Float64Array.from(prices, (price, r) => {
    return Math.abs(price) * 1.5 + (0.03 * typical + 1e-6) / (units[rows.measure[r] as number] as number);
  });
}
