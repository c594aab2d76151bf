import type { Instance } from '../model/instance.ts';
import type { Rows } from '../model/rows.ts';
import { scaleFor } from './exact-scale.ts';
import { ItemChoices, isKept } from './item-choices.ts';
import { pricedCost, toPriceTables } from './limit-relaxation.ts';

/** Share of the last direction that is kept; it damps zigzagging. */
const DEFLECTION = 0.85;
/** Distance of the target above the best bound, as a share of what a known solution costs more. */
const ABOVE = 1 / 3;
/** Passes without a better bound after which steps are halved. */
const PATIENCE = 4;
/** Passes between two sortings of the entries for the knapsacks. */
const SORTED_EVERY = 8;
/** By how much prices of items may grow and still add up exactly. */
const GROWING = 4;
/** Share of the first step below which nothing more is to be gained. */
const LEAST_SHARE = 0.005;

/** Prices of items, and of the rows that are not kept, with the bound that they prove. */
export interface ItemAscent {
  readonly choices: ItemChoices;
  /** Multiples of 1 over the scale. */
  readonly rowPrices: Float64Array;
  /** A power of two at which prices add up exactly. */
  readonly scale: number;
  readonly itemPrices: Float64Array;
  readonly bound: number;
  /** Work so far, in entries examined. */
  readonly work: number;
}

/**
 * Raises the bound beyond what prices of rows prove, pass by pass; yields after each, and twice before.
 * Prices of items move along a deflected subgradient. The distance to a target between the bound and the cost
 * of a known solution says how far (Polyak 1969, Camerini, Fratta and Maffioli 1975).
 */
export function* ascendItems(
  instance: Instance,
  rows: Rows,
  prices: Float64Array,
  cost: number,
  from: Float64Array = cheapestOf(instance, rows, prices),
): Generator<ItemAscent, void> {
  const itemPrices = from.slice();
  const scale = scaleFor(instance, rows, prices, itemPrices) / GROWING;
  if (scale < 1) return;
  const rowPrices = prices.map((price, r) => (isKept(rows, r) ? 0 : Math.round(price * scale) / scale));
  const choices = new ItemChoices(instance, rows, rowPrices);
  const best = {
    itemPrices: itemPrices.slice(),
    count: choices.count.slice(),
    value: Number.NEGATIVE_INFINITY,
  };
  let others = 0;
  for (let r = 0; r < rows.count; r++) {
    const price = rowPrices[r] as number;
    if (price !== 0) others -= price * ((price > 0 ? rows.high[r] : rows.low[r]) as number);
  }
  const state = (): ItemAscent => ({
    choices,
    rowPrices,
    scale,
    itemPrices: best.itemPrices,
    bound: best.value,
    work: choices.work,
  });
  yield state();
  choices.sort(itemPrices);
  yield state();
  const direction = new Float64Array(instance.items);
  let [share, patience] = [1, PATIENCE];
  for (let pass = 0; share > LEAST_SHARE; pass++) {
    if (pass > 0 && pass % SORTED_EVERY === 0) choices.sort(itemPrices);
    let value = choices.valueAt(itemPrices) + others;
    if (value > best.value) {
      best.value = value;
      best.itemPrices.set(itemPrices);
      best.count.set(choices.count);
      patience = PATIENCE;
    } else if (--patience === 0) {
      share /= 2;
      patience = PATIENCE;
      value = best.value;
      itemPrices.set(best.itemPrices);
      choices.count.set(best.count);
      direction.fill(0);
    }
    yield state();
    let norm = 0;
    for (let i = 0; i < direction.length; i++) {
      direction[i] = 1 - (choices.count[i] as number) + DEFLECTION * (direction[i] as number);
      norm += (direction[i] as number) ** 2;
    }
    if (norm === 0) return;
    const step = (share * (best.value - value + ABOVE * Math.max(cost - best.value, 0.5))) / norm;
    for (let i = 0; i < direction.length; i++) itemPrices[i]! += step * (direction[i] as number);
  }
}

/** By item: what its cheapest entry costs at prices of rows. */
function cheapestOf(instance: Instance, rows: Rows, prices: Float64Array): Float64Array {
  const tables = toPriceTables(instance, rows, prices);
  return Float64Array.from({ length: instance.items }, (_, i) => {
    let least = Number.POSITIVE_INFINITY;
    for (let e = instance.start[i] as number; e < (instance.start[i + 1] as number); e++)
      least = Math.min(least, pricedCost(instance, rows, tables, i, e));
    return least;
  });
}
