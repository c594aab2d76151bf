/**
 * How amounts are counted in whole units per unit of a measure. Amounts that are not whole are rounded;
 * `tooHigh` and `tooLow` bound the error of any sum, in units.
 */
export interface Grid {
  readonly units: number;
  readonly tooHigh: number;
  readonly tooLow: number;
}

/** Sums of amounts that are whole numbers of units stay below this. */
const LARGEST_SUM = 2 ** 45;
/** Of others; so that a million roundings come to less than a hundred-millionth of the sum. */
const LARGEST_ROUNDED = 2 ** 48;
/**
 * Units for each amount, where amounts are rounded: half of them come to less than a hundred-millionth of the
 * sum.
 */
const UNITS_EACH = 2 ** 28;
/** Of a fraction: halves, thirds, sevenths, hundredths, and what these have in common. */
const LARGEST_DENOMINATOR = 1e6;

/**
 * The coarsest grid on which all amounts are whole. If there is none, one so fine that sums are right to a
 * hundred-millionth. Amounts come item by item, `each` per item: only one of these counts.
 */
export function gridOf(amounts: Float64Array, start?: Int32Array): Grid {
  const total = sumOf(amounts, start, (amount) => amount);
  const units = commonUnits(amounts, total) ?? roundedUnits(total, start ? start.length - 1 : amounts.length);
  return {
    units,
    tooHigh: sumOf(amounts, start, (amount) => Math.max(0, Math.round(amount * units) - amount * units)),
    tooLow: sumOf(amounts, start, (amount) => Math.max(0, amount * units - Math.round(amount * units))),
  };
}

export const onGrid = ({ units }: Grid, amounts: Float64Array) =>
  amounts.map((amount) => Math.round(amount * units));

/** Over all items, the most that one of an item's amounts comes to. */
function sumOf(amounts: Float64Array, start: Int32Array | undefined, of: (amount: number) => number): number {
  let sum = 0;
  if (!start) {
    for (let i = 0; i < amounts.length; i++) sum += of(amounts[i] as number);
    return sum;
  }
  for (let i = 0; i + 1 < start.length; i++) {
    let most = 0;
    for (let e = start[i] as number; e < (start[i + 1] as number); e++)
      most = Math.max(most, of(amounts[e] as number));
    sum += most;
  }
  return sum;
}

/** The smallest unit count that makes all amounts whole, up to binary rounding; undefined if too large. */
function commonUnits(amounts: Float64Array, total: number): number | undefined {
  const most = total > 0 ? LARGEST_SUM / total : 1;
  let units = 1;
  for (let i = 0; i < amounts.length; i++) {
    const amount = (amounts[i] as number) * units;
    if (isWhole(amount)) continue;
    const factor = denominatorOf(amount);
    if (factor === undefined) return undefined;
    units *= factor;
    if (units > most) return undefined;
  }
  return units <= most ? units : undefined;
}

const roundedUnits = (total: number, count: number) =>
  2 ** Math.floor(Math.log2(Math.min(LARGEST_ROUNDED, Math.max(2 ** 36, count * UNITS_EACH)) / total));

const isWhole = (value: number) => Math.abs(value - Math.round(value)) <= 1e-9 + Math.abs(value) * 2 ** -48;

/** The denominator of the simplest fraction that the value is, by its continued fraction. */
function denominatorOf(value: number): number | undefined {
  let [before, denominator, rest] = [0, 1, value - Math.floor(value)];
  while (rest > 0) {
    const term = Math.floor(1 / rest);
    rest = 1 / rest - term;
    [before, denominator] = [denominator, term * denominator + before];
    if (denominator > LARGEST_DENOMINATOR) return undefined;
    if (isWhole(value * denominator)) return denominator;
  }
  return undefined;
}
