import type { Instance } from '../model/instance.ts';
import type { Rows } from '../model/rows.ts';
import { Knapsack } from './knapsack.ts';
import { pricedCost, toPriceTables } from './limit-relaxation.ts';

/** Maximum number of states of all knapsacks: items times capacity, summed over employees. */
const MOST_STATES = 2e7;

/** Whether the knapsacks are small enough to be solved quickly. */
export function fitsKnapsacks({ employees, employee }: Instance, { start, list, high }: Rows): boolean {
  const count = new Int32Array(employees);
  for (const j of employee) count[j]!++;
  let states = 0;
  for (let j = 0; j < employees; j++) {
    if (count[j])
      states += ((count[j] as number) + 1) * ((high[list[start[j] as number] as number] as number) + 1);
  }
  return states <= MOST_STATES;
}

/**
 * Maximum regret of an entry in any solution below `cost`, as costs are whole. Negative where the bound
 * proves that none exists.
 */
export function regretBelow(cost: number, bound: number): number {
  return cost - 1 - bound + ROUNDING;
}

const ROUNDING = 1e-6;

/** Passes without a better bound after which steps are halved. */
const PATIENCE = 12;
/** Share of the first step below which the ascent ends. */
const LEAST_SHARE = 0.005;
/** Passes between two sortings of the entries for the knapsacks. */
const SORTED_EVERY = 10;

/**
 * Lagrangian relaxation of the rule that each item is chosen once. What remains is one knapsack per employee,
 * solved exactly. Its bound and its regrets are tighter than those of the relaxed limits.
 */
export class KnapsackRelaxation {
  /** By item: the multiplier of being chosen once, now and at the best bound. */
  readonly #itemPrice: Float64Array;
  readonly bestItemPrice: Float64Array;
  readonly #count: Int32Array;
  readonly #knapsack: Knapsack;
  /** By employee. */
  readonly entriesOf: readonly Int32Array[];
  readonly capacity: Float64Array;
  /** By entry. */
  readonly itemOf: Int32Array;
  readonly amounts: Float64Array;
  /** The best bound so far. */
  bound = Number.NEGATIVE_INFINITY;

  constructor(
    readonly instance: Instance,
    rows: Rows,
    prices: Float64Array,
  ) {
    const { items, employees, start, employee, measures } = instance;
    const tables = toPriceTables(instance, rows, prices);
    const measure = measures[0] as Float64Array;
    this.itemOf = new Int32Array(employee.length);
    this.amounts = new Float64Array(employee.length);
    this.bestItemPrice = new Float64Array(items);
    this.#count = new Int32Array(items);
    const own: number[][] = Array.from({ length: employees }, () => []);
    for (let i = 0; i < items; i++) {
      let least = Number.POSITIVE_INFINITY;
      for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
        least = Math.min(least, pricedCost(instance, rows, tables, i, e));
        own[employee[e] as number]?.push(e);
        this.itemOf[e] = i;
        this.amounts[e] = measure[rows.perEntry[0] ? e : i] as number;
      }
      this.bestItemPrice[i] = least;
    }
    this.#itemPrice = this.bestItemPrice.slice();
    this.entriesOf = own.map((list) => Int32Array.from(list));
    this.capacity = Float64Array.from(
      own,
      (_, j) => rows.high[rows.list[rows.start[j] as number] as number] as number,
    );
    this.#knapsack = new Knapsack(Math.max(0, ...own.map(({ length }) => length)));
  }

  /** Work so far, in entries examined. */
  get work(): number {
    return this.#knapsack.work;
  }

  /** Raises the bound towards the cost of a known solution. */
  *ascend(target: number, passes: number): Generator<void, void> {
    let share = 1;
    let patience = PATIENCE;
    const itemPrice = this.#itemPrice;
    for (let pass = 0; pass < passes && share > LEAST_SHARE; pass++) {
      if (pass % SORTED_EVERY === 0) this.#sort(itemPrice);
      const value = this.#relax();
      if (value > this.bound + 1e-9) {
        this.bound = value;
        this.bestItemPrice.set(itemPrice);
        patience = PATIENCE;
      } else if (--patience === 0) {
        share /= 2;
        patience = PATIENCE;
      }
      let norm = 0;
      for (const count of this.#count) norm += (1 - count) ** 2;
      if (norm === 0) break;
      const step = (share * Math.max(target - value, 0.5)) / norm;
      for (let i = 0; i < itemPrice.length; i++) itemPrice[i]! += step * (1 - (this.#count[i] as number));
      yield;
    }
    this.#sort(this.bestItemPrice);
  }

  /** By entry: how much the bound rises at least if the entry must be chosen. */
  regrets(): Float64Array {
    const regret = new Float64Array(this.itemOf.length).fill(Number.POSITIVE_INFINITY);
    for (const [j, entries] of this.entriesOf.entries()) {
      const room = this.capacity[j] as number;
      const most = this.#solve(entries, room, this.bestItemPrice);
      for (const e of entries) {
        const rest = room - (this.amounts[e] as number);
        if (rest < 0) continue;
        regret[e] = Math.max(0, most - this.#gain(e, this.bestItemPrice) - this.#dantzig(entries, rest, e));
      }
    }
    return regret;
  }

  /**
   * Dantzig's bound of the gain of all entries but one: the last one taken may be fractional. Entries are
   * sorted by gain per amount.
   */
  #dantzig(entries: Int32Array, room: number, except: number): number {
    let left = room;
    let sum = 0;
    for (let at = 0; at < entries.length; at++) {
      const e = entries[at] as number;
      const gain = this.#gain(e, this.bestItemPrice);
      const amount = this.amounts[e] as number;
      if (gain <= 0) break;
      if (e === except) continue;
      if (amount >= left) return sum + (amount > 0 ? (gain * left) / amount : gain);
      left -= amount;
      sum += gain;
    }
    return sum;
  }

  #relax(): number {
    const itemPrice = this.#itemPrice;
    let value = 0;
    this.#count.fill(0);
    for (let i = 0; i < itemPrice.length; i++) value += itemPrice[i] as number;
    const { taken } = this.#knapsack;
    for (let j = 0; j < this.entriesOf.length; j++) {
      value -= this.#solve(this.entriesOf[j] as Int32Array, this.capacity[j] as number, itemPrice);
      const { takenCount } = this.#knapsack;
      for (let at = 0; at < takenCount; at++) this.#count[this.itemOf[taken[at] as number] as number]!++;
    }
    return value;
  }

  /** The most gain of an employee's entries. */
  #solve(entries: Int32Array, room: number, itemPrice: Float64Array): number {
    const knapsack = this.#knapsack;
    knapsack.begin(room);
    for (let at = 0; at < entries.length; at++) {
      const e = entries[at] as number;
      knapsack.offer(e, this.amounts[e] as number, this.#gain(e, itemPrice));
    }
    return knapsack.solve();
  }

  #gain(e: number, itemPrice: Float64Array): number {
    return (itemPrice[this.itemOf[e] as number] as number) - (this.instance.cost[e] as number);
  }

  /** Puts each employee's entries into the order of gain for amount. */
  #sort(itemPrice: Float64Array): void {
    const { amounts } = this;
    const ahead = (a: number, b: number) => this.#gain(a, itemPrice) * (amounts[b] as number);
    for (const entries of this.entriesOf) entries.sort((a, b) => ahead(b, a) - ahead(a, b));
  }
}
