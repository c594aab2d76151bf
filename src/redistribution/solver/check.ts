import { EVERYBODY, type Instance, type Limit } from './instance.ts';
import type { Multipliers, Solution } from './solution.ts';

/** What is wrong with a solution. */
export type SolutionFault =
  /** An item without an entry of its own, or a solution of another length. */
  | { readonly code: 'NOT_AN_ENTRY'; readonly item: number }
  | { readonly code: 'LIMIT_BROKEN'; readonly limit: number; readonly sum: number }
  | { readonly code: 'WRONG_OBJECTIVE'; readonly objective: number }
  | { readonly code: 'UNPROVEN_BOUND'; readonly bound: number }
  | { readonly code: 'NOT_OPTIMAL'; readonly bound: number };

/** What is summed up: which entries count, and by what amount. */
type Sum = Pick<Limit, 'measure' | 'scope' | 'employee'>;

/**
 * Everything that is wrong with a solution, computed anew from the instance: that each item has one of its entries, that limits
 * hold, the objective, the bound from its multipliers, and that `optimal` is proven. It shares nothing with the solver.
 */
export function checkSolution(instance: Instance, solution: Solution): SolutionFault[] {
  const { chosen, objective, status, bound, multipliers } = solution;
  const proven = exactBound(instance, multipliers);
  const faults: SolutionFault[] = [];
  if (status !== 'infeasible' && bound > proven) faults.push({ code: 'UNPROVEN_BOUND', bound: proven });
  if (!chosen) return faults;
  const astray = strayItems(instance, chosen);
  if (astray.length > 0)
    return [...faults, ...astray.map((item) => ({ code: 'NOT_AN_ENTRY', item }) as const)];
  for (const [limit, { min, max, ...what }] of instance.limits.entries()) {
    const sum = sumOf(instance, chosen, what);
    if (sum < min || sum > max) faults.push({ code: 'LIMIT_BROKEN', limit, sum });
  }
  const actual = objectiveOf(instance, chosen);
  if (objective !== actual) faults.push({ code: 'WRONG_OBJECTIVE', objective: actual });
  if (status === 'optimal' && actual > proven) faults.push({ code: 'NOT_OPTIMAL', bound: proven });
  return faults;
}

/**
 * A lower bound of what any solution costs, in exact arithmetic, rounded up to a whole number as objectives are whole. With prices
 * p (multipliers over their scale) no solution costs less than: over all items, the cheapest entry when its amounts are paid at p;
 * plus, over all limits and balances, the least that `cost(s) - p s` can be for a whole sum s that is allowed.
 */
export function exactBound(instance: Instance, multipliers: Multipliers): number {
  const scale = BigInt(multipliers.scale);
  const priced = pricedSums(instance, multipliers);
  let bound = 0n;
  for (let i = 0; i < instance.items; i++) {
    let least: bigint | undefined;
    for (const e of entriesOf(instance, i)) {
      let price = scale * BigInt(instance.cost[e] as number);
      for (const { sum, multiplier } of priced.byEmployee.get(instance.employee[e] as number) ?? []) {
        price += multiplier * BigInt(amountOf(instance, i, e, sum));
      }
      for (const { sum, multiplier } of priced.common)
        price += multiplier * BigInt(amountOf(instance, i, e, sum));
      if (least === undefined || price < least) least = price;
    }
    if (least === undefined) return Number.POSITIVE_INFINITY;
    bound += least;
  }
  for (const [l, { min, max, ...sum }] of instance.limits.entries()) {
    const multiplier = BigInt(multipliers.limits[l] as number);
    if (multiplier === 0n) continue;
    const end = multiplier > 0n ? Math.min(max, mostOf(instance, sum)) : Math.max(min, 0);
    bound -= multiplier * BigInt(end);
  }
  for (const [b, { target, weight }] of instance.balances.entries()) {
    bound += leastOfBalance(
      BigInt(target),
      scale * BigInt(weight),
      BigInt(multipliers.balances[b] as number),
    );
  }
  return Number(bound / scale + (bound > 0n && bound % scale !== 0n ? 1n : 0n));
}

/** The least of `weight (s - target)^2 - multiplier s` over whole s: at one of the two next to where its slope is 0. */
function leastOfBalance(target: bigint, weight: bigint, multiplier: bigint): bigint {
  const valueAt = (s: bigint) => weight * (s - target) ** 2n - multiplier * s;
  const near = target + multiplier / (2n * weight);
  return [near - 1n, near, near + 1n].map(valueAt).reduce((a, b) => (a < b ? a : b));
}

function pricedSums(instance: Instance, { limits, balances }: Multipliers) {
  const held = instance.balances.map((balance) => ({ ...balance, scope: 'held' as const }));
  const all = [...instance.limits, ...held].map((sum, at) => {
    const multiplier = limits[at] ?? balances[at - instance.limits.length];
    return { sum, multiplier: BigInt(multiplier as number) };
  });
  const priced = all.filter(({ multiplier }) => multiplier !== 0n);
  const byEmployee = new Map<number, typeof priced>();
  for (const one of priced) {
    const { employee } = one.sum;
    byEmployee.set(employee, [...(byEmployee.get(employee) ?? []), one]);
  }
  const common = byEmployee.get(EVERYBODY) ?? [];
  byEmployee.delete(EVERYBODY);
  return { byEmployee, common };
}

function sumOf(instance: Instance, chosen: Int32Array, what: Sum): number {
  let sum = 0;
  for (const [i, e] of chosen.entries()) if (isFor(instance, e, what)) sum += amountOf(instance, i, e, what);
  return sum;
}

/** What the sum can come to at most. */
function mostOf(instance: Instance, what: Sum): number {
  let sum = 0;
  for (let i = 0; i < instance.items; i++) {
    const amounts = entriesOf(instance, i).map((e) =>
      isFor(instance, e, what) ? amountOf(instance, i, e, what) : 0,
    );
    sum += Math.max(0, ...amounts);
  }
  return sum;
}

function objectiveOf(instance: Instance, chosen: Int32Array): number {
  let objective = 0;
  for (const e of chosen) objective += instance.cost[e] as number;
  for (const { measure, employee, target, weight } of instance.balances) {
    const distance = sumOf(instance, chosen, { measure, employee, scope: 'held' }) - target;
    objective += weight * distance ** 2;
  }
  return objective;
}

const isFor = ({ employee }: Instance, e: number, what: Sum) =>
  what.employee === EVERYBODY || what.employee === employee[e];

/** What an entry of the employee adds to a sum; 0 where it is out of scope. */
function amountOf(
  { measures, items, home }: Instance,
  i: number,
  e: number,
  { measure, scope }: Sum,
): number {
  const isHome = home[i] === e;
  if ((scope === 'kept' && !isHome) || (scope === 'gained' && isHome)) return 0;
  const amounts = measures[measure] as Float64Array;
  return amounts[amounts.length === items ? i : e] as number;
}

function entriesOf({ start }: Instance, i: number): number[] {
  const [from, to] = [start[i] as number, start[i + 1] as number];
  return Array.from({ length: to - from }, (_, at) => from + at);
}

function strayItems({ items, start }: Instance, chosen: Int32Array): number[] {
  if (chosen.length !== items) return [Math.min(chosen.length, items)];
  return [...chosen.keys()].filter((i) => {
    const e = chosen[i] as number;
    return e < (start[i] as number) || e >= (start[i + 1] as number);
  });
}
