import { isWhole } from '../model/check-solution.ts';
import type { Frame, Instance } from '../model/instance.ts';
import type { Rows } from '../model/rows.ts';
import type { Multipliers } from '../model/solution.ts';
import type { ItemAscent } from './ascend-items.ts';
import { EXACT, largestOf, scaleFor } from './exact-scale.ts';
import { chooseCheapest, type PriceTables, toPriceTables } from './limit-relaxation.ts';

/** A bound with the multipliers that prove it. */
export interface Certified {
  readonly multipliers: Multipliers;
  readonly bound: number;
}

/**
 * Rounds prices to whole multipliers over a scale, and computes the bound that they prove. Without balances
 * it is exact and rounded up; with balances, possible rounding errors are subtracted.
 */
export function certify(instance: Instance, rows: Rows, prices: Float64Array): Certified {
  if (instance.balances.length > 0)
    return certifyBalanced(instance, rows, prices, {
      dearest: largestOf(instance.cost),
      choose: (tables, chosen) => chooseCheapest(instance, rows, tables, chosen),
    });
  const finest = scaleFor(instance, rows, prices);
  const scale = Math.max(1, finest);
  // Prices too high to be added up exactly prove nothing: then there are none.
  const whole = Float64Array.from(prices, (price) => (finest < 1 ? 0 : Math.round(price * scale)));
  const { length: limits } = instance.limits;
  const multipliers = { scale, limits: whole.slice(0, limits), balances: whole.slice(limits) };
  return { multipliers, bound: provenBound(instance, rows, whole, scale) };
}

/** The same with prices of items; undefined where they have become too high to be added up exactly. */
export function certifyItems(
  instance: Instance,
  rows: Rows,
  { choices, rowPrices, scale, itemPrices }: ItemAscent,
): Certified | undefined {
  if (scaleFor(instance, rows, rowPrices, itemPrices) < scale) return undefined;
  // The scale is a power of two: nothing is rounded but the prices.
  const rounded = itemPrices.map((price, i) =>
    choices.isFree[i] === 1 ? Math.round(price * scale) / scale : 0,
  );
  const limits = rowPrices.map((price) => price * scale);
  const items = rounded.map((price) => price * scale);
  let bound = 0n;
  for (const term of choices.termsAt(rounded)) bound += BigInt(term * scale);
  for (let r = 0; r < rows.count; r++) bound += leastOfRow(rows, r, BigInt(limits[r] as number));
  const multipliers = { scale, limits, balances: new Float64Array(0), items };
  return { multipliers, bound: quotient(bound, scale) };
}

/** Certifies the bound of an instance with balances, whatever the storage of its entries. */
export function certifyBalanced(
  instance: Frame,
  rows: Rows,
  prices: Float64Array,
  entries: {
    /** The largest absolute cost of an entry. */
    readonly dearest: number;
    /** Chooses each item's cheapest entry and returns the sum. */
    readonly choose: (tables: PriceTables, chosen: Int32Array) => number;
  },
): Certified {
  const scale = 2 ** Math.max(0, Math.min(40, Math.floor(Math.log2(EXACT / Math.max(1, largestOf(prices))))));
  const whole = Float64Array.from(prices, (price) => Math.round(price * scale));
  const { length: limits } = instance.limits;
  const multipliers = { scale, limits: whole.slice(0, limits), balances: whole.slice(limits) };
  const exact = whole.map((price) => price / scale);
  const tables = toPriceTables(instance, rows, exact);
  let value = entries.choose(tables, new Int32Array(instance.items));
  let magnitude = instance.items * entries.dearest;
  for (const amounts of instance.measures) magnitude += sumOf(amounts) * largestOf(tables.away);
  for (let r = 0; r < rows.count; r++) {
    const least = leastOfPricedRow(rows, r, exact[r] as number);
    value += least;
    magnitude += Math.abs(least);
  }
  const proven = value - magnitude * instance.items * 2 ** -51;
  return { multipliers, bound: isWhole(instance) ? Math.ceil(proven) : proven };
}

/** The minimum cost of a row over whole sums when each unit earns the price. */
function leastOfPricedRow({ low, high, weight, target }: Rows, r: number, price: number): number {
  if (price === 0) return 0;
  if (weight[r] === 0) return -price * ((price > 0 ? high[r] : low[r]) as number);
  const [slope, aim] = [weight[r] as number, target[r] as number];
  const near = Math.round(aim + price / (2 * slope));
  const costAt = (sum: number) => slope * (sum - aim) ** 2 - price * sum;
  return Math.min(costAt(near - 1), costAt(near), costAt(near + 1));
}

/** Multipliers as prices; undefined if their number does not fit the rows. */
export function pricesOf(rows: Rows, { scale, limits, balances }: Multipliers): Float64Array | undefined {
  if (limits.length + balances.length !== rows.count) return undefined;
  return Float64Array.from([...limits, ...balances], (one) => one / scale);
}

function provenBound(instance: Instance, rows: Rows, whole: Float64Array, scale: number): number {
  // The scale is a power of two: nothing is rounded.
  const prices = whole.map((price) => price / scale);
  const tables = toPriceTables(instance, rows, prices);
  let bound = BigInt(chooseCheapest(instance, rows, tables, new Int32Array(instance.items)) * scale);
  for (let r = 0; r < rows.count; r++) bound += leastOfRow(rows, r, BigInt(whole[r] as number));
  return quotient(bound, scale);
}

/** Costs are whole: what is above a whole number is as good as the next one. */
const quotient = (bound: bigint, scale: number): number =>
  Number(bound / BigInt(scale) + (bound > 0n && bound % BigInt(scale) !== 0n ? 1n : 0n));

/** The minimum cost of a limit, times the scale, when each unit of its sum earns the price. */
function leastOfRow({ low, high }: Rows, r: number, price: bigint): bigint {
  return price === 0n ? 0n : -price * BigInt((price > 0n ? high[r] : low[r]) as number);
}

function sumOf(numbers: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < numbers.length; at++) sum += numbers[at] as number;
  return sum;
}
