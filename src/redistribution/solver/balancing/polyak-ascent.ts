import { toCheapestEntryChooser } from '../bound/cheapest-entries.ts';
import { newRelaxation } from '../bound/limit-relaxation.ts';
import { typicalAmounts } from '../model/mean-of.ts';
import type { Rows } from '../model/rows.ts';
import type { SharedInstance } from '../model/shared-instance.ts';
import { excessOf, spread, sumsOf } from './block-price-ascent.ts';
import { pricedMeasures, toSharedRelaxation } from './shared-relaxation.ts';

/** First step, as a share of the Polyak step. */
const SHARE = 1;
/** Share of the last direction that is kept; it damps zigzagging. */
const DEFLECTION = 0.6;
/** Passes without a better bound after which steps shrink by `SHORTER` and restart from the best prices. */
const PATIENCE = 12;
const SHORTER = 0.6;
/** Share of the Polyak step below which the ascent ends. */
const LEAST = 1e-4;

/**
 * Raises the bound by deflected subgradient steps towards the cost of a plan (Polyak 1969). For small
 * instances, where passes are cheap. Yields prices by row, and the bound that they prove.
 */
export function* polyakAscent(
  instance: SharedInstance,
  rows: Rows,
  from: Float64Array,
  cost: number,
): Generator<{ readonly prices: Float64Array; readonly value: number }, void> {
  const sums = sumsOf(instance, rows);
  const means = typicalAmounts(instance.measures);
  const units = sums.map(
    ({ balance, limits: [first = -1] }) => means[rows.measure[balance < 0 ? first : balance] as number],
  );
  const totals = Float64Array.from(sums, ({ balance, limits }) =>
    [balance, ...limits].reduce((sum, r) => sum + (r < 0 ? 0 : (from[r] as number)), 0),
  );
  const best = {
    value: Number.NEGATIVE_INFINITY,
    totals: totals.slice(),
    excess: new Float64Array(sums.length),
  };
  const excess = new Float64Array(sums.length);
  const direction = new Float64Array(sums.length);
  const prices = new Float64Array(rows.count);
  const relaxation = newRelaxation(instance, rows);
  const relaxed = toSharedRelaxation(instance, rows, toCheapestEntryChooser(instance, pricedMeasures(rows)));
  for (let [share, stale] = [SHARE, 0]; share > LEAST; ) {
    for (const [s, sum] of sums.entries()) spread(rows, sum, totals[s] as number, prices);
    relaxed(prices, relaxation);
    yield { prices, value: relaxation.value };
    for (const [s, sum] of sums.entries())
      excess[s] = excessOf(rows, sum, totals[s] as number, relaxation) / (units[s] as number);
    let { value } = relaxation;
    if (value > best.value) {
      [best.value, stale] = [value, 0];
      best.totals.set(totals);
      best.excess.set(excess);
    } else if (++stale > PATIENCE) {
      [share, stale, value] = [share * SHORTER, 0, best.value];
      totals.set(best.totals);
      excess.set(best.excess);
      direction.fill(0);
    }
    let norm = 0;
    for (let s = 0; s < sums.length; s++) {
      direction[s] = (excess[s] as number) + DEFLECTION * (direction[s] as number);
      norm += (direction[s] as number) ** 2;
    }
    if (norm === 0) return;
    const step = (share * (cost - value)) / norm;
    for (let s = 0; s < sums.length; s++)
      totals[s]! += (step * (direction[s] as number)) / (units[s] as number);
  }
}
