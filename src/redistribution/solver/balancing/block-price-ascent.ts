import type { CheapestEntryChooser } from '../bound/cheapest-entries.ts';
import { newRelaxation, type Relaxation } from '../bound/limit-relaxation.ts';
import { typicalAmounts } from '../model/mean-of.ts';
import type { Rows } from '../model/rows.ts';
import { costOf, employeeOf, type SharedInstance } from '../model/shared-instance.ts';
import type { BalanceState } from './balance-state.ts';
import { toSharedRelaxation } from './shared-relaxation.ts';

/** Items examined per employee to find who else would do as well. */
const ASKED = 4;
/** Factors of a step while the subgradient keeps its sign, and when it turns. */
const ON = 1.4;
const BACK = 0.4;

/** A sum with one price, whatever the number of rows about it. */
interface Sum {
  /** The row of its balance, or -1. */
  readonly balance: number;
  readonly limits: readonly number[];
}

/**
 * Raises the bound from the slopes at a good solution. Yields prices by row and the bound they prove, or
 * nothing between two pieces of work.
 * Employees who compete at the same price form a block with one price: at slightly different prices, all
 * items would go to the cheapest of them.
 */
export function* blockPriceAscent(
  rows: Rows,
  state: BalanceState,
  choose: CheapestEntryChooser,
  tolls: Float64Array,
): Generator<{ readonly prices: Float64Array; readonly value: number } | undefined, never> {
  const { instance } = state;
  const sums = sumsOf(instance, rows);
  yield;
  const { block, count } = blocksOf(instance, sums, rows, state);
  yield;
  const totals = firstTotals(instance, sums, rows, state, { block, count, tolls });
  const steps = firstSteps(instance, sums, rows, block, count);
  const excess = new Float64Array(count);
  const signs = new Float64Array(count);
  const prices = new Float64Array(rows.count);
  const relaxation = newRelaxation(instance, rows);
  const relaxed = toSharedRelaxation(instance, rows, choose);
  for (;;) {
    for (const [s, sum] of sums.entries()) spread(rows, sum, totals[s] as number, prices);
    relaxed(prices, relaxation);
    yield { prices, value: relaxation.value };
    excess.fill(0);
    for (const [s, { balance, limits }] of sums.entries()) {
      const b = block[s] as number;
      excess[b]! += excessOf(rows, { balance, limits }, totals[s] as number, relaxation);
    }
    for (let b = 0; b < count; b++) {
      const sign = Math.sign(excess[b] as number);
      const turned = sign * (signs[b] as number);
      if (turned > 0) steps[b]! *= ON;
      if (turned < 0) steps[b]! *= BACK;
      signs[b] = sign;
    }
    for (let s = 0; s < sums.length; s++) {
      const b = block[s] as number;
      totals[s]! += (signs[b] as number) * (steps[b] as number);
    }
  }
}

export function sumsOf({ employees, measures }: SharedInstance, rows: Rows): readonly Sum[] {
  const found = new Map<number, { balance: number; limits: number[] }>();
  for (let r = 0; r < rows.count; r++) {
    const j = rows.employee[r] as number;
    const key =
      ((rows.scope[r] as number) * measures.length + (rows.measure[r] as number)) * (employees + 1) + j + 1;
    const isBalance = (rows.weight[r] as number) > 0;
    const known = found.get(key);
    // A second balance of the same sum is priced by itself.
    if (!known || (isBalance && known.balance >= 0))
      found.set(known ? -1 - r : key, isBalance ? { balance: r, limits: [] } : { balance: -1, limits: [r] });
    else if (isBalance) known.balance = r;
    else known.limits.push(r);
  }
  return [...found.values()];
}

/** The cheapest value of a sum at its total price, within its limits. */
function idealOf(rows: Rows, { balance, limits }: Sum, total: number): number {
  let ideal = (rows.target[balance] as number) + total / (2 * (rows.weight[balance] as number));
  for (const r of limits) ideal = Math.min(rows.high[r] as number, Math.max(rows.low[r] as number, ideal));
  return ideal;
}

export function excessOf(rows: Rows, sum: Sum, total: number, { sums, excess }: Relaxation): number {
  const [first] = sum.limits;
  if (sum.balance < 0) return excess[first as number] as number;
  return (sums[sum.balance] as number) - idealOf(rows, sum, total);
}

/** Splits a total price among rows: the balance takes what the limits allow, the binding limit the rest. */
export function spread(rows: Rows, sum: Sum, total: number, prices: Float64Array): void {
  const { balance, limits } = sum;
  for (const r of limits) prices[r] = 0;
  if (balance < 0) {
    const [first] = limits;
    prices[tightest(rows, limits, total) ?? (first as number)] = total;
    return;
  }
  const own =
    2 * (rows.weight[balance] as number) * (idealOf(rows, sum, total) - (rows.target[balance] as number));
  prices[balance] = own;
  const rest = total - own;
  const by = tightest(rows, limits, rest);
  if (by === undefined) prices[balance] = total;
  else prices[by] = rest;
}

function tightest(rows: Rows, limits: readonly number[], price: number): number | undefined {
  let best: number | undefined;
  for (const r of limits) {
    if (best === undefined) best = r;
    else if (
      price > 0
        ? (rows.high[r] as number) < (rows.high[best] as number)
        : (rows.low[r] as number) > (rows.low[best] as number)
    )
      best = r;
  }
  return best;
}

/** Blocks of sums with one price: of employees who hold items that each other could have had. */
function blocksOf(instance: SharedInstance, sums: readonly Sum[], rows: Rows, state: BalanceState) {
  const { employees, items, start, current } = instance;
  const parent = Int32Array.from(sums.keys());
  const sumOf = new Map<number, number>();
  for (const [s, { balance }] of sums.entries())
    if (balance >= 0)
      sumOf.set((rows.measure[balance] as number) * employees + (rows.employee[balance] as number), s);
  const root = (s: number): number => {
    let at = s;
    while (parent[at] !== at) at = parent[at] = parent[parent[at] as number] as number;
    return at;
  };
  const hasGained = new Uint8Array(employees);
  for (let i = 0; i < items; i++) {
    const from = state.chosen[i] as number;
    if (from !== current[i]) hasGained[state.holder(i)] = 1;
  }
  const asked = new Uint8Array(employees);
  for (let i = 0; i < items; i++) {
    const from = state.chosen[i] as number;
    const j = state.holder(i);
    if (from === current[i] || (asked[j] as number) >= ASKED) continue;
    asked[j]!++;
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      const other = employeeOf(instance, i, e);
      if (e === current[i] || e === from || !hasGained[other]) continue;
      if (costOf(instance, i, e) !== costOf(instance, i, from)) continue;
      for (const measure of state.balanced) {
        const [one, two] = [measure * employees + j, measure * employees + other];
        const amount = state.amount(measure, i, from);
        const apart = Math.abs((state.price[one] as number) - (state.price[two] as number));
        if (apart > ((state.weight[one] as number) + (state.weight[two] as number)) * amount) continue;
        const [a, b] = [sumOf.get(one), sumOf.get(two)];
        if (a !== undefined && b !== undefined) parent[root(a)] = root(b);
      }
    }
  }
  const numbers = new Map<number, number>();
  for (const s of sums.keys()) if (!numbers.has(root(s))) numbers.set(root(s), numbers.size);
  return { block: Int32Array.from(parent, (_, s) => numbers.get(root(s)) as number), count: numbers.size };
}

/** First prices: the slopes of the balances, averaged within a block; of limits, the tolls only. */
function firstTotals(
  { employees }: SharedInstance,
  sums: readonly Sum[],
  rows: Rows,
  state: BalanceState,
  {
    block,
    count,
    tolls,
  }: { readonly block: Int32Array; readonly count: number; readonly tolls: Float64Array },
): Float64Array {
  const prices = new Float64Array(count);
  const shares = new Float64Array(count);
  for (const [s, { balance }] of sums.entries()) {
    if (balance < 0) continue;
    const weight = rows.weight[balance] as number;
    const slope = state.price[
      (rows.measure[balance] as number) * employees + (rows.employee[balance] as number)
    ] as number;
    prices[block[s] as number]! += slope / weight;
    shares[block[s] as number]! += 1 / weight;
  }
  return Float64Array.from(sums, ({ balance, limits: [first = -1] }, s) => {
    if (balance < 0)
      return (rows.employee[first] as number) < 0 ? (tolls[rows.measure[first] as number] as number) : 0;
    const b = block[s] as number;
    return (prices[b] as number) / (shares[b] as number);
  });
}

/** By block: the change of a slope by half a typical amount. */
function firstSteps(
  { measures }: SharedInstance,
  sums: readonly Sum[],
  rows: Rows,
  block: Int32Array,
  count: number,
): Float64Array {
  const means = typicalAmounts(measures);
  const steps = new Float64Array(count);
  let [typical, known] = [0, 0];
  for (const [s, { balance }] of sums.entries()) {
    if (balance < 0) continue;
    const mean = means[rows.measure[balance] as number] as number;
    const step = (rows.weight[balance] as number) * mean;
    steps[block[s] as number] = step;
    typical += step * mean;
    known++;
  }
  for (const [
    s,
    {
      balance,
      limits: [first = -1],
    },
  ] of sums.entries()) {
    if (balance < 0)
      steps[block[s] as number] =
        typical / Math.max(1, known) / (means[rows.measure[first] as number] as number);
  }
  return steps;
}
