import type { Steps } from '../time/in-turns.ts';
import { type Amounts, amountsOf } from './amounts.ts';
import { amountOf, type Bound, boundsOf, couldStay, ownAmounts } from './bounds.ts';
import { type CostOf, costing, sumOfCosts } from './costs.ts';
import { type Grid, gridOf, onGrid } from './grid.ts';
import { type ClientGroup, type IndexedProblem, indexing } from './indexed-problem.ts';
import type { LimitedMeasure } from './infeasible.ts';
import { type FullProblem, ofEmployee } from './problem.ts';
import type { ProposedMove } from './proposal.ts';
import type { Balance, Limit } from './solver/model/instance.ts';
import type { SharedInstance } from './solver/model/shared-instance.ts';

/** A problem in the solver's whole numbers, with the mapping back. */
export interface Compiled {
  readonly indexed: IndexedProblem;
  readonly amounts: Amounts;
  readonly costOf: CostOf;
  /** In the order of the instance's limits. */
  readonly bounds: readonly Bound[];
  /** In the order of the instance's balances. */
  readonly balances: readonly OwnBalance[];
  readonly instance: SharedInstance;
  /** Whether a group that leaves its holder costs the same with whoever gets it. */
  readonly isAlike: (group: ClientGroup) => boolean;
  /** Units of the instance's objective for 1 of the problem's. */
  readonly scale: number;
  /**
   * By how much, in the problem's units, rounding may have changed what a whole plan costs, balances apart.
   */
  readonly rounding: number;
  /** How the instance's measures count amounts. */
  readonly grids: readonly Grid[];
  /** The same with the limits of another policy. */
  readonly limited: (other: FullProblem) => Compiled;
}

/** A balance in the problem's own units. */
interface OwnBalance {
  readonly rule: 'load' | 'potential';
  readonly employee: number;
  readonly target: number;
  readonly weight: number;
}

export function* compiling(problem: FullProblem, near?: readonly ProposedMove[]): Steps<Compiled> {
  const indexed = yield* indexing(problem);
  yield;
  return yield* compilingIndexed(indexed, near);
}

export function* compilingIndexed(indexed: IndexedProblem, near?: readonly ProposedMove[]): Steps<Compiled> {
  // Sums do not depend on the order of the input.
  const amounts = amountsOf(indexed.problem);
  yield;
  const costOf = costing(indexed, amounts, near);
  yield;
  const bounds = boundsOf(indexed, amounts);
  const balances = ownBalances(indexed, amounts);
  yield;
  const isSameForAll = near === undefined && areAlike(indexed);
  const isAlike = ({ current, clients, choices }: ClientGroup) =>
    choices.length < 2 || (isSameForAll && (current >= 0 || clients.length === 1));
  const entries = yield* entriesOf(indexed, costOf, isAlike);
  yield;
  const finest = scaleOf(indexed, amounts, balances);
  const { scale, rounding } = roundCosts(entries, finest, balances.length === 0);
  yield;
  const measures = new Measures(indexed, amounts, entries.start);
  const limits: Limit[] = [];
  for (const bound of bounds) {
    const { length } = measures.columns;
    limits.push(measures.toLimit(bound));
    if (measures.columns.length > length) yield;
  }
  const instance = {
    items: indexed.groups.length,
    employees: indexed.employees.length,
    ...entries,
    limits,
    balances: measures.toBalances(balances, scale),
    measures: measures.columns,
  };
  const { grids } = measures;
  const limited = (other: FullProblem): Compiled => {
    const own = { ...indexed, problem: other };
    const limits = boundsOf(own, amounts);
    const relimited = { ...instance, limits: limits.map((bound) => measures.toLimit(bound)) };
    return { ...compiled, indexed: own, bounds: limits, instance: relimited };
  };
  const compiled = {
    indexed,
    amounts,
    costOf,
    bounds,
    balances,
    instance,
    isAlike,
    scale,
    rounding,
    grids,
    limited,
  };
  return compiled;
}

/** The entries and costs of all groups. Equal lists and equal costs are stored once. */
function* entriesOf({ groups }: IndexedProblem, costOf: CostOf, isAlike: Compiled['isAlike']) {
  const items = groups.length;
  const [start, costStart] = [new Int32Array(items + 1), new Int32Array(items + 1)];
  const known = new Map<readonly number[], number>();
  const lists: (readonly number[])[] = [];
  const listOf = Int32Array.from(groups, ({ choices }) => {
    const list = known.get(choices) ?? lists.push(choices) - 1;
    known.set(choices, list);
    return list;
  });
  for (const [i, group] of groups.entries()) {
    start[i + 1] = (start[i] as number) + group.choices.length;
    costStart[i + 1] = (costStart[i] as number) + 2 + (isAlike(group) ? 0 : group.choices.length);
  }
  yield;
  const costs = new Float64Array(costStart[items] as number);
  const current = new Int32Array(items).fill(-1);
  for (const [i, group] of groups.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) yield;
    const { choices } = group;
    const at = costStart[i] as number;
    const priceOf = (e: number) => sumOfCosts(costOf(group, e));
    const stays = group.current < 0 ? -1 : choices.indexOf(group.current);
    if (stays >= 0) {
      current[i] = (start[i] as number) + stays;
      costs[at] = priceOf(group.current);
    }
    const other = choices.find((e) => e !== group.current) ?? choices[0];
    if (other === undefined) continue;
    costs[at + 1] = priceOf(other);
    if (isAlike(group)) continue;
    for (const [place, e] of choices.entries()) {
      const price = priceOf(e);
      costs[at + 2 + place] = price;
      if (place !== stays) costs[at + 1] = Math.min(costs[at + 1] as number, price);
    }
  }
  const listStart = new Int32Array(lists.length + 1);
  for (const [l, list] of lists.entries()) listStart[l + 1] = (listStart[l] as number) + list.length;
  const candidates = new Int32Array(listStart[lists.length] as number);
  for (const [l, list] of lists.entries()) candidates.set(list, listStart[l]);
  return { start, listOf, listStart, candidates, costStart, costs, current };
}

/** Groups priced between two steps. */
const AT_ONCE = 2_500;

/** Whether a client that leaves its holder costs the same with whoever gets it. */
const areAlike = ({ problem, employees }: IndexedProblem) =>
  problem.policy.weights.coverage === 0 &&
  employees.every(({ experience }) => Object.keys(experience).length === 0) &&
  problem.clients.every(({ costBy }) => costBy === undefined);

/**
 * Rounds costs to whole numbers. It is exact if they are multiples of a unit and nothing else weighs, else as
 * fine as possible.
 */
function roundCosts(
  { costs, costStart }: Pick<SharedInstance, 'costs' | 'costStart'>,
  finest: number,
  mayBeExact: boolean,
) {
  const exact = mayBeExact ? gridOf(costs, costStart) : undefined;
  const isExact = exact && exact.units <= finest && exact.tooHigh + exact.tooLow < 1e-3;
  const scale = isExact ? exact.units : finest;
  for (let at = 0; at < costs.length; at++) costs[at] = Math.round(scale * (costs[at] as number));
  const units = isExact ? exact.tooHigh + exact.tooLow : (costStart.length - 1) / 2;
  return { scale, rounding: units / scale };
}

/** Large enough for rounding not to matter, small enough to keep reasonable objectives below 2^53. */
function scaleOf(indexed: IndexedProblem, amounts: Amounts, balances: readonly OwnBalance[]): number {
  const { clients, policy } = indexed.problem;
  const { weights } = policy;
  const held = {
    load: ownAmounts(indexed, 'hours', amounts),
    potential: ownAmounts(indexed, 'potential', amounts),
  };
  let dearest = 0;
  for (const { costBy } of clients)
    for (const id in costBy) dearest = Math.max(dearest, ofEmployee(costBy, id) ?? 0);
  const imbalance = { load: 4 * weights.load, potential: 4 * weights.potential };
  for (const rule of ['load', 'potential'] as const) {
    const own = balances.filter((one) => one.rule === rule);
    const now = own.reduce(
      (sum, { employee, target, weight }) => sum + weight * ((held[rule][employee] as number) - target) ** 2,
      0,
    );
    imbalance[rule] = Math.max(imbalance[rule], now);
  }
  const { disruption, similarity, coverage, cost, nearness } = weights;
  const shares = disruption + similarity + coverage + nearness;
  const most = imbalance.load + imbalance.potential + shares + cost * dearest;
  return 2 ** Math.floor(Math.log2(LARGEST_OBJECTIVE / Math.max(1, most)));
}

/** Far enough below 2^53 for the solver to add prices up. */
const LARGEST_OBJECTIVE = 2 ** 48;

/**
 * `weight` times capacity share times squared deviation, as a multiple of the squared distance of a sum from
 * its target.
 */
function ownBalances({ problem, employees }: IndexedProblem, amounts: Amounts): readonly OwnBalance[] {
  const { weights } = problem.policy;
  const { capacity: all, meanUtilisation, meanPotential, knowsPotential } = amounts;
  const balanceOf = (rule: OwnBalance['rule'], mean: number) =>
    weights[rule] === 0 || mean <= 0
      ? []
      : employees.flatMap(({ keeps, capacity, otherHours }, employee): OwnBalance[] => {
          if (!keeps || capacity <= 0) return [];
          const target = capacity * mean - (rule === 'load' ? otherHours : 0);
          return [{ rule, employee, target, weight: weights[rule] / (all * capacity * mean ** 2) }];
        });
  return [
    ...balanceOf('load', meanUtilisation),
    ...(knowsPotential ? balanceOf('potential', meanPotential) : []),
  ];
}

/** The instance's measures, each made on first use. */
class Measures {
  readonly columns: Float64Array[] = [];
  readonly grids: Grid[] = [];
  readonly #indexed: IndexedProblem;
  readonly #amounts: Amounts;
  readonly #start: Int32Array;
  readonly #known = new Map<string, number>();

  constructor(indexed: IndexedProblem, amounts: Amounts, start: Int32Array) {
    this.#indexed = indexed;
    this.#amounts = amounts;
    this.#start = start;
  }

  /**
   * A limit in whole units, widened by possible rounding: every plan that keeps the original limit keeps this
   * one. So proofs about the instance hold for the problem.
   */
  toLimit({ measure: of, scope, employee, min, max }: Bound): Limit {
    const measure = this.#measure(of, scope === 'moved');
    const { units, tooHigh, tooLow } = this.grids[measure] as Grid;
    const [least, most] = [min * units, max * units];
    return {
      measure,
      scope: scope === 'moved' ? 'gained' : scope,
      employee,
      min: Math.max(0, Math.ceil(least - tooLow - slackOf(least))),
      max: Math.max(0, Math.floor(most + tooHigh + slackOf(most))),
    };
  }

  toBalances(balances: readonly OwnBalance[], scale: number): Balance[] {
    return balances.map(({ rule, employee, target, weight }) => {
      const measure = this.#measure(rule === 'load' ? 'hours' : 'potential', false);
      const { units } = this.grids[measure] as Grid;
      return { measure, employee, target: units * target, weight: (scale * weight) / units ** 2 };
    });
  }

  #measure(of: LimitedMeasure, onlyVoluntary: boolean): number {
    const key = onlyVoluntary ? `${of}, voluntary` : of;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const column = this.#column(of, onlyVoluntary);
    return this.#add(key, column, gridOf(column, this.#startOf(column)));
  }

  #add(key: string, column: Float64Array, grid: Grid): number {
    const measure = this.columns.push(onGrid(grid, column)) - 1;
    this.grids.push(grid);
    this.#known.set(key, measure);
    return measure;
  }

  #startOf = ({ length }: Float64Array) => (length === this.#indexed.groups.length ? undefined : this.#start);

  /** An amount per group; per entry for hours that depend on the pair. */
  #column(of: LimitedMeasure, onlyVoluntary: boolean): Float64Array {
    const { groups, employees } = this.#indexed;
    if (of === 'hours' && this.#amounts.hoursByPair) {
      const column = new Float64Array(this.#start[groups.length] as number);
      for (const [i, group] of groups.entries()) {
        for (const [at, e] of group.choices.entries())
          column[(this.#start[i] as number) + at] = amountOf(group, of, this.#amounts, employees[e]?.id);
      }
      return column;
    }
    return Float64Array.from(groups, (group) =>
      onlyVoluntary && !couldStay(group) ? 0 : amountOf(group, of, this.#amounts),
    );
  }
}

/** Rounding error of a bound in units. */
const slackOf = (bound: number) => 1e-6 + Math.abs(bound) * 2 ** -50;
