import type { Instance } from '../model/instance.ts';
import type { Rows } from '../model/rows.ts';
import { isPlain, type WorkingSolution } from '../model/working-solution.ts';

/** Whether each employee has exactly one limit and nothing else matters. */
export function canReoptimizeGroups(instance: Instance, rows: Rows): boolean {
  return (
    isPlain(instance, rows) &&
    rows.weight.every((weight) => weight === 0) &&
    instance.employee.every((j) => rows.start[j] !== rows.start[j + 1])
  );
}

/** Maximum size of a group, in items and in options. */
export const MOST_ITEMS = 256;
const MOST_OPTIONS = 1024;
/** Maximum number of employees in a group. */
const MOST_EMPLOYEES = 16;

/** Cost of gathering an item, in entries examined. */
const GATHERED = 2;

/** Subgradient passes that fit the prices to a group. */
const PASSES = 15;

/**
 * Reassigns the items of a few employees among them optimally. A branch and bound over the items, with the
 * Lagrangian bound at prices fitted to the group. Exact unless the budget runs out.
 */
export class GroupReoptimizer {
  /** Entries examined so far. */
  work = 0;
  /** Of the group: by employee, the place in the group or -1. */
  readonly #placeOf: Int8Array;
  readonly #rowOf: Int32Array;
  readonly #amounts: Float64Array;
  readonly #perEntry: boolean;
  /** By option: entries of the group's items, ascending by regret for each item. */
  #options = new Int32Array(MOST_OPTIONS);
  #optionPlace = new Int32Array(MOST_OPTIONS);
  #optionAmount = new Float64Array(MOST_OPTIONS);
  #optionRegret = new Float64Array(MOST_OPTIONS);
  #optionCost = new Float64Array(MOST_OPTIONS);
  #items = new Int32Array(MOST_ITEMS);
  #start = new Int32Array(MOST_ITEMS + 1);
  #second = new Float64Array(MOST_ITEMS);
  #order = new Int32Array(MOST_ITEMS);
  #least = new Float64Array(MOST_ITEMS + 1);
  #most = new Float64Array(MOST_ITEMS + 1);
  #way = new Int32Array(MOST_ITEMS + 1);
  #best = new Int32Array(MOST_ITEMS + 1);
  readonly #residual = new Float64Array(MOST_EMPLOYEES);
  readonly #slack = new Float64Array(MOST_EMPLOYEES);
  readonly #price = new Float64Array(MOST_EMPLOYEES);
  readonly #bestPrice = new Float64Array(MOST_EMPLOYEES);
  readonly #load = new Float64Array(MOST_EMPLOYEES);

  constructor(
    readonly solution: WorkingSolution,
    /** The best multipliers of the limits: the start of a group's own. */
    readonly prices: Float64Array,
    /** By entry; above the limit only chosen entries are considered. */
    readonly regret: Float64Array,
    public limit: number,
  ) {
    const { instance, rows } = solution;
    const { employees } = instance;
    this.#placeOf = new Int8Array(employees).fill(-1);
    this.#rowOf = Int32Array.from(
      { length: employees },
      (_, j) => rows.list[rows.start[j] as number] as number,
    );
    this.#amounts = instance.measures[0] as Float64Array;
    this.#perEntry = rows.perEntry[0] === 1;
  }

  /**
   * Reoptimizes a group of a feasible solution; `noise` is the maximum random increase of costs.
   * @returns whether something changed
   */
  improve(group: readonly number[], steps: number, noise: number, random: () => number): boolean {
    const { solution } = this;
    this.work += group.length;
    for (let member = 0; member < group.length; member++) this.#placeOf[group[member] as number] = member;
    const size = this.#gather(group);
    for (let member = 0; member < group.length; member++) this.#placeOf[group[member] as number] = -1;
    if (size === 0) return false;
    const { rows, chosen } = solution;
    let cost = 0;
    for (let position = 0; position < size; position++) {
      const own = chosen[this.#items[position] as number] as number;
      for (
        let option = this.#start[position] as number;
        option < (this.#start[position + 1] as number);
        option++
      ) {
        if (noise > 0) this.#optionCost[option]! += noise * random();
        if (this.#options[option] === own) cost += this.#optionCost[option] as number;
      }
    }
    const step = noise > 0 ? 1e-3 : 1;
    const groupSize = group.length;
    for (let member = 0; member < groupSize; member++) {
      const row = this.#rowOf[group[member] as number] as number;
      this.#slack[member] = (rows.high[row] as number) - (rows.low[row] as number);
      this.#price[member] = this.prices[row] as number;
    }
    const bound = this.#fitPrices(size, groupSize, cost);
    const budget = cost - bound - step + 1e-6;
    if (budget < 0) return false;
    this.#sort(size);
    if (!this.#search(size, groupSize, budget, steps, step)) return false;
    for (let position = 0; position < size; position++) {
      const item = this.#items[this.#order[position] as number] as number;
      const to = this.#options[this.#best[position] as number] as number;
      if (to !== solution.chosen[item]) solution.move(item, to);
    }
    return true;
  }

  /**
   * Gathers the items with a choice within the group, their options, and the residual capacity without them.
   */
  #gather(group: readonly number[]): number {
    const { solution } = this;
    const { instance, rows, first, next, chosen, sums } = solution;
    const { start, employee, cost } = instance;
    let size = 0;
    let options = 0;
    for (let member = 0; member < group.length; member++) {
      const j = group[member] as number;
      const row = this.#rowOf[j] as number;
      this.#residual[member] = (rows.high[row] as number) - (sums[row] as number);
      for (let i = first[j] as number; i >= 0; i = next[i] as number) {
        this.work += GATHERED;
        const begun = options;
        const own = chosen[i] as number;
        for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
          const place = this.#placeOf[employee[e] as number] as number;
          if (place < 0 || ((this.regret[e] as number) > this.limit && e !== own)) continue;
          if (options >= MOST_OPTIONS) return 0;
          this.#options[options] = e;
          this.#optionPlace[options] = place;
          this.#optionAmount[options] = this.#amounts[this.#perEntry ? e : i] as number;
          this.#optionCost[options++] = cost[e] as number;
        }
        if (options - begun < 2) {
          options = begun;
          continue;
        }
        if (size >= MOST_ITEMS) return 0;
        this.#residual[member]! += this.#amounts[this.#perEntry ? own : i] as number;
        this.#items[size] = i;
        this.#start[size++] = begun;
      }
    }
    this.#start[size] = options;
    return size;
  }

  /** Fits the group's prices by Polyak steps towards its present cost; returns the bound. */
  #fitPrices(size: number, groupSize: number, target: number): number {
    let best = Number.NEGATIVE_INFINITY;
    let share = 1;
    const price = this.#price;
    for (let pass = 0; pass < PASSES; pass++) {
      let value = 0;
      for (let member = 0; member < groupSize; member++) {
        const asked =
          (this.#residual[member] as number) -
          ((price[member] as number) < 0 ? (this.#slack[member] as number) : 0);
        value -= (price[member] as number) * asked;
        this.#load[member] = -(this.#residual[member] as number);
      }
      for (let position = 0; position < size; position++) {
        let least = Number.POSITIVE_INFINITY;
        let at = -1;
        for (
          let option = this.#start[position] as number;
          option < (this.#start[position + 1] as number);
          option++
        ) {
          const own =
            (this.#optionCost[option] as number) +
            (price[this.#optionPlace[option] as number] as number) * (this.#optionAmount[option] as number);
          if (own < least) {
            least = own;
            at = option;
          }
        }
        value += least;
        this.#load[this.#optionPlace[at] as number]! += this.#optionAmount[at] as number;
      }
      if (value > best) {
        best = value;
        for (let member = 0; member < groupSize; member++) this.#bestPrice[member] = price[member] as number;
      } else share *= 0.7;
      let norm = 0;
      for (let member = 0; member < groupSize; member++) {
        const over = this.#load[member] as number;
        const under = over + (this.#slack[member] as number);
        const now = price[member] as number;
        this.#load[member] = now > 0 ? over : now < 0 ? under : over > 0 ? over : Math.min(under, 0);
        norm += (this.#load[member] as number) ** 2;
      }
      if (norm === 0) break;
      const step = (share * Math.max(0.2, target - value) * 0.5) / norm;
      for (let member = 0; member < groupSize; member++) {
        const [before, after] = [
          price[member] as number,
          (price[member] as number) + step * (this.#load[member] as number),
        ];
        price[member] = before * after < 0 ? 0 : after;
      }
    }
    this.work += (PASSES * (this.#start[size] as number)) >> 2;
    return best;
  }

  /** Sorts options by regret, and items by the regret of their second option, descending. */
  #sort(size: number): void {
    for (let position = 0; position < size; position++) {
      const from = this.#start[position] as number;
      const to = this.#start[position + 1] as number;
      for (let option = from; option < to; option++) {
        const entry = this.#options[option] as number;
        const place = this.#optionPlace[option] as number;
        const amount = this.#optionAmount[option] as number;
        const cost = this.#optionCost[option] as number;
        const own = cost + (this.#bestPrice[place] as number) * amount;
        let at = option;
        for (; at > from && (this.#optionRegret[at - 1] as number) > own; at--) {
          this.#options[at] = this.#options[at - 1] as number;
          this.#optionPlace[at] = this.#optionPlace[at - 1] as number;
          this.#optionAmount[at] = this.#optionAmount[at - 1] as number;
          this.#optionCost[at] = this.#optionCost[at - 1] as number;
          this.#optionRegret[at] = this.#optionRegret[at - 1] as number;
        }
        this.#options[at] = entry;
        this.#optionPlace[at] = place;
        this.#optionAmount[at] = amount;
        this.#optionCost[at] = cost;
        this.#optionRegret[at] = own;
      }
      const least = this.#optionRegret[from] as number;
      for (let option = from; option < to; option++) this.#optionRegret[option]! -= least;
      const second = to - from > 1 ? (this.#optionRegret[from + 1] as number) : Number.POSITIVE_INFINITY;
      this.#second[position] = second;
      let at = position;
      for (; at > 0 && (this.#second[this.#order[at - 1] as number] as number) < second; at--) {
        this.#order[at] = this.#order[at - 1] as number;
      }
      this.#order[at] = position;
    }
  }

  #search(size: number, groupSize: number, budget: number, steps: number, step: number): boolean {
    const { work } = this;
    const until = work + steps;
    const order = this.#order;
    const start = this.#start;
    const regret = this.#optionRegret;
    const place = this.#optionPlace;
    const amount = this.#optionAmount;
    const residual = this.#residual;
    const way = this.#way;
    const price = this.#bestPrice;
    let dearest = Number.POSITIVE_INFINITY;
    for (let member = 0; member < groupSize; member++)
      dearest = Math.max(0, Math.min(dearest, price[member] as number));
    // By how many items are left: the least and the most room that they can take.
    this.#least[size] = 0;
    this.#most[size] = 0;
    for (let position = size - 1; position >= 0; position--) {
      const one = order[position] as number;
      let least = Number.POSITIVE_INFINITY;
      let most = 0;
      for (
        let option = start[one] as number;
        option < (start[one + 1] as number) && (regret[option] as number) <= budget;
        option++
      ) {
        least = Math.min(least, amount[option] as number);
        most = Math.max(most, amount[option] as number);
      }
      this.#least[position] = (this.#least[position + 1] as number) + least;
      this.#most[position] = (this.#most[position + 1] as number) + most;
    }
    let total = 0;
    for (let member = 0; member < groupSize; member++) total += residual[member] as number;
    let found = false;
    let used = 0;
    let position = 0;
    way[0] = (start[order[0] as number] as number) - 1;
    while (position >= 0) {
      const one = order[position] as number;
      let option = way[position] as number;
      const first = start[one] as number;
      if (option >= first) {
        // Take the last choice back.
        residual[place[option] as number]! += amount[option] as number;
        total += amount[option] as number;
        used -= regret[option] as number;
      }
      const end = start[one + 1] as number;
      let isPlaced = false;
      for (option++; option < end; option++) {
        this.work++;
        const whole = used + (regret[option] as number);
        if (whole > budget) break;
        const left = (residual[place[option] as number] as number) - (amount[option] as number);
        if (left < 0) continue;
        const rest = total - (amount[option] as number);
        if ((this.#least[position + 1] as number) > rest) continue;
        const idle = rest - (this.#most[position + 1] as number);
        if (idle > 0 && whole + idle * dearest > budget) continue;
        residual[place[option] as number] = left;
        total = rest;
        used = whole;
        isPlaced = true;
        break;
      }
      if (!isPlaced) {
        way[position] = first - 1;
        position--;
        continue;
      }
      way[position] = option;
      if (position < size - 1) {
        position++;
        way[position] = (start[order[position] as number] as number) - 1;
        if (this.work > until) break;
        continue;
      }
      // A leaf: every item has an option.
      let idle = 0;
      let fits = true;
      for (let member = 0; member < groupSize; member++) {
        const [left, slack] = [residual[member] as number, this.#slack[member] as number];
        const own = price[member] as number;
        idle += own > 0 ? left * own : (left - slack) * own;
        if (left > slack) fits = false;
      }
      if (fits && used + idle <= budget) {
        budget = used + idle - step;
        found = true;
        for (let at = 0; at < size; at++) this.#best[at] = way[at] as number;
        if (budget < 0) break;
      }
    }
    return found;
  }
}
