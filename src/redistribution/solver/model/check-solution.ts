import { type Choosable, leastChoice } from '../../check/least-choice.ts';
import { EVERYBODY, type Frame, type Instance, type Limit } from './instance.ts';
import type { Multipliers, Solution } from './solution.ts';

/** A fault of a solution. */
export type SolutionFault =
  /** An item without an entry of its own, or a solution of another length. */
  | { readonly code: 'NOT_AN_ENTRY'; readonly item: number }
  | { readonly code: 'LIMIT_BROKEN'; readonly limit: number; readonly sum: number }
  | { readonly code: 'WRONG_OBJECTIVE'; readonly objective: number }
  /** Multipliers must be whole numbers, one for each limit and balance, over a whole scale above 0. */
  | { readonly code: 'NO_MULTIPLIERS' }
  | { readonly code: 'UNPROVEN_BOUND'; readonly bound: number }
  | { readonly code: 'NOT_OPTIMAL'; readonly bound: number }
  | { readonly code: 'NOT_INFEASIBLE' };

/**
 * Finds every fault of a solution, computed from the instance alone. It checks entries, limits, objective,
 * bound, and the proof of `optimal` or `infeasible`. It shares no code with the search.
 */
export function checkSolution(instance: Instance, solution: Solution): SolutionFault[] {
  const { chosen, objective, status, bound, multipliers } = solution;
  if (!areMultipliers(instance, multipliers)) return [{ code: 'NO_MULTIPLIERS' }];
  if (status === 'infeasible') {
    return provesInfeasible(instance, multipliers) ? [] : [{ code: 'NOT_INFEASIBLE' }];
  }
  const proven = exactBound(instance, multipliers);
  const faults: SolutionFault[] =
    bound <= proven + roundingOf(instance, proven) ? [] : [{ code: 'UNPROVEN_BOUND', bound: proven }];
  if (!chosen) return status === 'notFound' ? faults : [...faults, { code: 'NOT_AN_ENTRY', item: 0 }];
  const astray = strayItems(instance, chosen);
  if (astray.length > 0)
    return [...faults, ...astray.map((item) => ({ code: 'NOT_AN_ENTRY', item }) as const)];
  const { limits, balances } = sumsOver(instance, chosen);
  for (const [limit, { min, max }] of instance.limits.entries()) {
    const sum = limits[limit] as number;
    if (sum < min || sum > max) faults.push({ code: 'LIMIT_BROKEN', limit, sum });
  }
  let actual = 0;
  for (const e of chosen) actual += instance.cost[e] as number;
  for (const [b, { target, weight }] of instance.balances.entries()) {
    actual += weight * ((balances[b] as number) - target) ** 2;
  }
  const slack = roundingOf(instance, actual);
  if (!(Math.abs((objective ?? Number.NaN) - actual) <= slack))
    faults.push({ code: 'WRONG_OBJECTIVE', objective: actual });
  if (status === 'optimal' && actual > proven + slack) faults.push({ code: 'NOT_OPTIMAL', bound: proven });
  return faults;
}

/** Tolerance in comparing objectives: 0 where they are whole, else a billionth. */
export const roundingOf = (instance: Frame, objective: number): number =>
  isWhole(instance) ? 0 : 1e-6 + 1e-9 * Math.abs(objective);

/** Whether objectives are whole numbers. */
export const isWhole = ({ balances }: Frame): boolean =>
  balances.every(({ target, weight }) => Number.isInteger(target) && Number.isInteger(weight));

/**
 * The lower bound that multipliers prove, in exact arithmetic; rounded up where objectives are whole. With
 * prices p (multipliers over their scale) it is the sum over all items of the cheapest entry with its amounts
 * paid at p, plus, over all limits and balances, the minimum of `cost(s) - p s` over the whole sums s that
 * are allowed. With prices of items it is, instead of the cheapest entries, what {@link chosenApart} says.
 */
function exactBound(instance: Instance, multipliers: Multipliers): number {
  const scale = BigInt(multipliers.scale);
  const prices = [...multipliers.limits, ...multipliers.balances].map((one) => BigInt(one));
  const { of, common } = sumsByEmployee(instance, (at) => prices[at] !== 0n);
  const priceOf = (i: number, e: number) => {
    let price = scale * BigInt(instance.cost[e] as number);
    const pay = ({ at, ...sum }: IndexedSum) => {
      price += (prices[at] as bigint) * BigInt(amountOf(instance, i, e, sum));
    };
    of(instance.employee[e] as number).forEach(pay);
    common.forEach(pay);
    return price;
  };
  let bound = multipliers.items
    ? chosenApart(instance, multipliers.items, priceOf)
    : cheapestEach(instance, priceOf);
  if (bound === undefined) return Number.POSITIVE_INFINITY;
  const reach = reachOf(instance);
  for (const [l, { min, max }] of instance.limits.entries()) {
    const price = prices[l] as bigint;
    const end = price > 0n ? Math.min(max, reach[l] as number) : Math.max(min, 0);
    if (price !== 0n) bound -= price * BigInt(end);
  }
  for (const [b, { target, weight }] of instance.balances.entries()) {
    const price = prices[instance.limits.length + b] as bigint;
    if (price !== 0n) bound += leastOfBalance(target, weight, price, scale);
  }
  if (isWhole(instance)) return Number(ceiling(bound, scale));
  return Number(bound / scale) + Number(bound % scale) / Number(scale);
}

type PriceOf = (item: number, entry: number) => bigint;

/** The cheapest entry of every item; undefined where one has none. */
function cheapestEach({ items, start }: Instance, priceOf: PriceOf): bigint | undefined {
  let sum = 0n;
  for (let i = 0; i < items; i++) {
    let least: bigint | undefined;
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      const price = priceOf(i, e);
      if (least === undefined || price < least) least = price;
    }
    if (least === undefined) return undefined;
    sum += least;
  }
  return sum;
}

/**
 * The entry of every item that has one only, and the prices of the others. By employee, the cheapest choice
 * of these that keeps the `held` limits of the first measure.
 */
function chosenApart(instance: Instance, prices: Float64Array, priceOf: PriceOf): bigint | undefined {
  const { items, start, employee, employees, limits } = instance;
  const choices = Array.from({ length: employees }, (): Choosable[] => []);
  const fixed = new Float64Array(employees);
  let sum = 0n;
  for (let i = 0; i < items; i++) {
    const [from, to] = [start[i] as number, start[i + 1] as number];
    if (from === to) return undefined;
    const isFree = to - from > 1;
    if (isFree) sum += BigInt(prices[i] as number);
    for (let e = from; e < to; e++) {
      const j = employee[e] as number;
      const amount = amountOf(instance, i, e, { measure: 0, scope: 'held', employee: j });
      if (isFree) choices[j]?.push({ cost: Number(priceOf(i, e) - BigInt(prices[i] as number)), amount });
      else {
        sum += priceOf(i, e);
        fixed[j]! += amount;
      }
    }
  }
  for (const [j, own] of choices.entries()) {
    const kept = limits.filter(
      ({ measure, scope, employee }) => measure === 0 && scope === 'held' && employee === j,
    );
    const beside = fixed[j] as number;
    const least = Math.max(0, ...kept.map(({ min }) => min)) - beside;
    const most = Math.min(...kept.map(({ max }) => max)) - beside;
    sum += BigInt(Math.floor(leastChoice(own, least, most)));
  }
  return sum;
}

/** Of a quotient with a divisor above 0. */
const ceiling = (of: bigint, by: bigint): bigint => of / by + (of > 0n && of % by !== 0n ? 1n : 0n);

/**
 * Whether the bound is positive even with costs of 0: then no solution exists (Farkas). An item without
 * entries needs no prices.
 */
function provesInfeasible(instance: Instance, { scale, limits }: Multipliers): boolean {
  const free = { ...instance, cost: new Float64Array(instance.cost.length), balances: [] };
  return exactBound(free, { scale, limits, balances: new Float64Array(0) }) > 0;
}

/** The minimum of `weight (s - target)^2 - price / scale s` over whole s, times the scale, rounded down. */
function leastOfBalance(target: number, weight: number, price: bigint, scale: bigint): bigint {
  const [aim, slope] = [fractionOf(target), fractionOf(weight)];
  const near =
    (aim.over * 2n * slope.over * scale + price * slope.under * aim.under) /
    (2n * slope.over * scale * aim.under);
  const values = [near - 1n, near, near + 1n].map((sum) => {
    const away = sum * aim.under - aim.over;
    return -ceiling(-slope.over * away * away * scale, slope.under * aim.under * aim.under) - price * sum;
  });
  return values.reduce((a, b) => (a < b ? a : b));
}

/** A floating-point number as a fraction: every one is a whole number over a power of two. */
function fractionOf(number: number): { readonly over: bigint; readonly under: bigint } {
  let [over, under] = [number, 1n];
  for (; !Number.isInteger(over); over *= 2) under *= 2n;
  return { over: BigInt(over), under };
}

/** What is summed: which entries count and with what amount. Limits first, then balances. */
type Sum = Pick<Limit, 'measure' | 'scope' | 'employee'>;
type IndexedSum = Sum & { readonly at: number };

function sumsByEmployee({ limits, balances }: Instance, wanted: (at: number) => boolean = () => true) {
  const held = balances.map(({ measure, employee }) => ({ measure, employee, scope: 'held' as const }));
  const all = [...limits, ...held].map(({ measure, scope, employee }, at) => ({
    measure,
    scope,
    employee,
    at,
  }));
  const byEmployee = new Map<number, IndexedSum[]>();
  for (const sum of all.filter(({ at }) => wanted(at))) {
    byEmployee.set(sum.employee, [...(byEmployee.get(sum.employee) ?? []), sum]);
  }
  return {
    of: (employee: number): readonly IndexedSum[] => byEmployee.get(employee) ?? [],
    common: byEmployee.get(EVERYBODY) ?? [],
  };
}

function sumsOver(instance: Instance, chosen: Int32Array) {
  const sums = new Float64Array(instance.limits.length + instance.balances.length);
  const { of, common } = sumsByEmployee(instance);
  for (const [i, e] of chosen.entries()) {
    for (const sum of of(instance.employee[e] as number)) sums[sum.at]! += amountOf(instance, i, e, sum);
    for (const sum of common) sums[sum.at]! += amountOf(instance, i, e, sum);
  }
  const { length } = instance.limits;
  return { limits: sums.subarray(0, length), balances: sums.subarray(length) };
}

/** The maximum that each limit's sum can reach. */
function reachOf(instance: Instance): Float64Array {
  const reach = new Float64Array(instance.limits.length + instance.balances.length);
  const { of, common } = sumsByEmployee(instance);
  for (let i = 0; i < instance.items; i++) {
    const most = common.map(() => 0);
    for (let e = instance.start[i] as number; e < (instance.start[i + 1] as number); e++) {
      for (const sum of of(instance.employee[e] as number)) reach[sum.at]! += amountOf(instance, i, e, sum);
      for (const [c, sum] of common.entries()) {
        most[c] = Math.max(most[c] as number, amountOf(instance, i, e, sum));
      }
    }
    for (const [c, { at }] of common.entries()) reach[at]! += most[c] as number;
  }
  return reach;
}

/** What an entry adds to a sum of its employee or of everybody; 0 where it is out of scope. */
function amountOf(
  { measures, items, current }: Instance,
  i: number,
  e: number,
  { measure, scope }: Sum,
): number {
  const isCurrent = current[i] === e;
  if ((scope === 'kept' && !isCurrent) || (scope === 'gained' && isCurrent)) return 0;
  const amounts = measures[measure] as Float64Array;
  return amounts[amounts.length === items ? i : e] as number;
}

function strayItems({ items, start }: Instance, chosen: Int32Array): number[] {
  if (chosen.length !== items) return [Math.min(chosen.length, items)];
  return [...chosen.keys()].filter((i) => {
    const e = chosen[i] as number;
    return !(e >= (start[i] as number) && e < (start[i + 1] as number));
  });
}

function areMultipliers(instance: Instance, { scale, limits, balances, items }: Multipliers): boolean {
  return (
    Number.isSafeInteger(scale) &&
    scale > 0 &&
    limits.length === instance.limits.length &&
    balances.length === instance.balances.length &&
    (items === undefined || (items.length === instance.items && balances.length === 0)) &&
    [...limits, ...balances, ...(items ?? [])].every(Number.isSafeInteger)
  );
}
