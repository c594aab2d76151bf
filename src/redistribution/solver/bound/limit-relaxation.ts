import type { Frame, Instance } from '../model/instance.ts';
import { costOfSum, sumUp } from '../model/row-sums.ts';
import { counts, type Rows } from '../model/rows.ts';

/**
 * The Lagrangian relaxation of the limits and balances: rows are priced instead of enforced. Each item takes
 * its cheapest entry, and each row's sum is whatever costs least at its price. The value is a lower bound at
 * any prices.
 */
export interface Relaxation {
  /** The cheapest entry of each item; among equal ones the current, else the first. */
  readonly chosen: Int32Array;
  /** The sum of each row over the chosen entries. */
  readonly sums: Float64Array;
  /** Subgradient: each row's sum minus the sum that is cheapest at its price. */
  readonly excess: Float64Array;
  value: number;
}

export function newRelaxation({ items }: Frame, { count }: Rows): Relaxation {
  return {
    chosen: new Int32Array(items),
    sums: new Float64Array(count),
    excess: new Float64Array(count),
    value: Number.NEGATIVE_INFINITY,
  };
}

/** Prices by measure and employee, for current entries and for all others. */
export interface PriceTables {
  readonly current: Float64Array;
  readonly away: Float64Array;
}

/** Adds the rows' prices up for each employee. Employees of one measure are side by side. */
export function toPriceTables({ employees, measures }: Frame, rows: Rows, prices: Float64Array): PriceTables {
  const away = new Float64Array(measures.length * employees);
  const current = rows.distinguishesCurrent ? new Float64Array(away.length) : away;
  for (let r = 0; r < rows.count; r++) {
    const price = prices[r] as number;
    if (price === 0) continue;
    const base = (rows.measure[r] as number) * employees;
    const j = rows.employee[r] as number;
    const scope = rows.scope[r] as number;
    if (j < 0) {
      for (let k = 0; k < employees; k++) away[base + k]! += price;
      continue;
    }
    if (counts(scope, false)) away[base + j]! += price;
    if (rows.distinguishesCurrent && counts(scope, true)) current[base + j]! += price;
  }
  return { current, away };
}

/** Solves the relaxation at these prices. */
export function relax(instance: Instance, rows: Rows, prices: Float64Array, into: Relaxation): void {
  const tables = toPriceTables(instance, rows, prices);
  into.value = chooseCheapest(instance, rows, tables, into.chosen);
  sumUp(instance, rows, into.chosen, into.sums);
  settleRows(rows, prices, into);
}

/** Sets the excess of each row and adds the rows' part of the value. */
export function settleRows(rows: Rows, prices: Float64Array, into: Relaxation): void {
  for (let r = 0; r < rows.count; r++) {
    const price = prices[r] as number;
    const sum = into.sums[r] as number;
    const best = cheapestSum(rows, r, price, sum);
    into.excess[r] = sum - best;
    into.value += costOfSum(rows, r, best) - price * best;
  }
}

/** The price of an entry: its cost and what its amounts cost. */
export function pricedCost(
  instance: Instance,
  rows: Rows,
  tables: PriceTables,
  item: number,
  entry: number,
): number {
  const { employees, employee, current, cost, measures } = instance;
  const table = current[item] === entry ? tables.current : tables.away;
  let price = cost[entry] as number;
  for (let d = 0, at = employee[entry] as number; d < measures.length; d++, at += employees) {
    price += (table[at] as number) * (measures[d]![rows.perEntry[d] ? entry : item] as number);
  }
  return price;
}

/**
 * Chooses each item's cheapest entry at these prices.
 * @returns the sum of their prices
 */
export function chooseCheapest(
  instance: Instance,
  rows: Rows,
  tables: PriceTables,
  chosen: Int32Array,
): number {
  return instance.measures.length === 1
    ? chooseByOneMeasure(instance, rows, tables, chosen)
    : chooseByMeasures(instance, rows, tables, chosen);
}

/** The hot loop, specialized for a single measure. */
function chooseByOneMeasure(
  { items, start, employee, cost, current, measures }: Instance,
  { perEntry }: Rows,
  tables: PriceTables,
  chosen: Int32Array,
): number {
  const amounts = measures[0] as Float64Array;
  const isPerEntry = perEntry[0] === 1;
  const { away } = tables;
  let total = 0;
  let end = start[0] as number;
  for (let i = 0; i < items; i++) {
    let e = end;
    end = start[i + 1] as number;
    const own = current[i] as number;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    if (own >= 0) {
      best = own;
      const price = tables.current[employee[own] as number] as number;
      least = (cost[own] as number) + price * (amounts[isPerEntry ? own : i] as number);
    }
    for (; e < end; e++) {
      const price =
        (cost[e] as number) +
        (away[employee[e] as number] as number) * (amounts[isPerEntry ? e : i] as number);
      if (price < least && e !== own) {
        least = price;
        best = e;
      }
    }
    chosen[i] = best;
    total += least;
  }
  return total;
}

function chooseByMeasures(instance: Instance, rows: Rows, tables: PriceTables, chosen: Int32Array): number {
  const { items, start, current } = instance;
  let total = 0;
  for (let i = 0; i < items; i++) {
    const own = current[i] as number;
    let best = own;
    let least = own < 0 ? Number.POSITIVE_INFINITY : pricedCost(instance, rows, tables, i, own);
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      if (e === own) continue;
      const price = pricedCost(instance, rows, tables, i, e);
      if (price >= least) continue;
      least = price;
      best = e;
    }
    chosen[i] = best;
    total += least;
  }
  return total;
}

/**
 * The cheapest whole sum within the row's limits at this price per unit; among equal ones the nearest to
 * `sum`.
 */
function cheapestSum({ low, high, weight, target }: Rows, r: number, price: number, sum: number): number {
  const [least, most] = [low[r] as number, high[r] as number];
  if (weight[r] === 0) {
    if (price === 0) return Math.max(least, Math.min(most, sum));
    return price > 0 ? most : least;
  }
  const ideal = Math.round((target[r] as number) + price / (2 * (weight[r] as number)));
  return Math.min(most, Math.max(least, ideal));
}
