import type { Instance } from '../model/instance.ts';
import { type Rows, scopes } from '../model/rows.ts';
import { Knapsack } from './knapsack.ts';
import { pricedCost, toPriceTables } from './limit-relaxation.ts';

/** States of a knapsack beyond which its bound is taken. */
const MOST_STATES = 20_000;

/** Whether a row is kept and not priced where items have prices: what is held of the first measure. */
export const isKept = ({ measure, scope, employee, weight }: Rows, r: number): boolean =>
  measure[r] === 0 && scope[r] === scopes.held && (employee[r] as number) >= 0 && weight[r] === 0;

/** The entries of an employee whose items could be elsewhere. */
interface Choice {
  readonly item: Int32Array;
  readonly cost: Float64Array;
  readonly amount: Float64Array;
  /** What may be held of the first measure beside items that cannot be elsewhere. */
  readonly least: number;
  readonly most: number;
}

/**
 * The Lagrangian relaxation of the rule that each item is chosen once. What remains is a choice for each
 * employee, whose sum of the first measure is within its limits; other limits are priced. Of two limits the
 * one is left out that the cheapest choice keeps anyway: so it is a knapsack of what is taken, or of what is
 * left.
 */
export class ItemChoices {
  /** By item: how often it was chosen. Those with one entry are, once. */
  readonly count: Int32Array;
  /** By item: whether it has more than one entry. */
  readonly isFree: Uint8Array;
  /** Sum of the absolute values that the last value was made of. */
  magnitude = 0;
  readonly #choices: readonly Choice[];
  /** What items with one entry cost. */
  #fixed = 0;
  readonly #knapsack: Knapsack;

  constructor(
    instance: Instance,
    rows: Rows,
    /** By row; those of kept ones are 0. */
    prices: Float64Array,
  ) {
    const { items, employees, start, employee, measures } = instance;
    const tables = toPriceTables(instance, rows, prices);
    const amounts = measures[0] as Float64Array;
    const isPerEntry = rows.perEntry[0] === 1;
    this.count = new Int32Array(items);
    this.isFree = new Uint8Array(items);
    const place = new Int32Array(employees + 1);
    for (let i = 0; i < items; i++) {
      const [from, to] = [start[i] as number, start[i + 1] as number];
      if (to - from < 2) continue;
      this.isFree[i] = 1;
      for (let e = from; e < to; e++) place[(employee[e] as number) + 1]!++;
    }
    for (let j = 0; j < employees; j++) place[j + 1]! += place[j] as number;
    const next = place.slice();
    const entries = place[employees] as number;
    const [item, cost, amount] = [
      new Int32Array(entries),
      new Float64Array(entries),
      new Float64Array(entries),
    ];
    const beside = new Float64Array(employees);
    for (let i = 0; i < items; i++) {
      for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
        const j = employee[e] as number;
        const own = amounts[isPerEntry ? e : i] as number;
        const price = pricedCost(instance, rows, tables, i, e);
        if (this.isFree[i] === 0) {
          this.#fixed += price;
          beside[j]! += own;
          continue;
        }
        const at = next[j] as number;
        next[j] = at + 1;
        item[at] = i;
        cost[at] = price;
        amount[at] = own;
      }
    }
    const { least, most } = keptLimits(employees, rows);
    let longest = 0;
    this.#choices = Array.from(beside, (fixed, j) => {
      const [from, to] = [place[j] as number, place[j + 1] as number];
      longest = Math.max(longest, to - from);
      return {
        item: item.subarray(from, to),
        cost: cost.subarray(from, to),
        amount: amount.subarray(from, to),
        least: (least[j] as number) - fixed,
        most: (most[j] as number) - fixed,
      };
    });
    this.#knapsack = new Knapsack(longest, MOST_STATES);
  }

  /** Work so far, in entries examined. */
  get work(): number {
    return this.#knapsack.work + this.#looked;
  }
  #looked = 0;

  /** The terms of the bound at prices of items: what all these come to, and what each choice costs. */
  termsAt(itemPrice: Float64Array): Float64Array {
    let [worth, magnitude] = [0, 0];
    for (let i = 0; i < itemPrice.length; i++) {
      const isFree = this.isFree[i] === 1;
      this.count[i] = isFree ? 0 : 1;
      if (!isFree) continue;
      worth += itemPrice[i] as number;
      magnitude += Math.abs(itemPrice[i] as number);
    }
    this.magnitude = magnitude + Math.abs(this.#fixed);
    const terms = new Float64Array(this.#choices.length + 2);
    terms[0] = this.#fixed;
    terms[1] = worth;
    for (const [j, choice] of this.#choices.entries()) terms[j + 2] = this.#cheapest(choice, itemPrice);
    return terms;
  }

  /** The bound at prices of items. */
  valueAt(itemPrice: Float64Array): number {
    return this.termsAt(itemPrice).reduce((sum, term) => sum + term, 0);
  }

  #cheapest(choice: Choice, itemPrice: Float64Array): number {
    const { item, cost, amount, least, most } = choice;
    let [wanted, sum, rest, room] = [0, 0, 0, 0];
    for (let at = 0; at < item.length; at++) {
      const price = (cost[at] as number) - (itemPrice[item[at] as number] as number);
      if (price < 0) {
        sum += price;
        wanted += amount[at] as number;
      } else {
        rest += price;
        room += amount[at] as number;
      }
    }
    this.#looked += item.length;
    this.magnitude += rest - sum;
    if (wanted > most) return -this.#pack(choice, itemPrice, most, 1);
    if (wanted >= least) {
      this.#mark(choice, itemPrice, 1);
      return sum;
    }
    this.#mark(choice, itemPrice, 1);
    this.#mark(choice, itemPrice, -1);
    return sum + rest - this.#pack(choice, itemPrice, room + wanted - least, -1);
  }

  /** Counts the entries that cost less than nothing, or all others, as chosen. */
  #mark({ item, cost }: Choice, itemPrice: Float64Array, sign: 1 | -1): void {
    for (let at = 0; at < item.length; at++) {
      const i = item[at] as number;
      if ((cost[at] as number) < (itemPrice[i] as number) === (sign === 1)) this.count[i]!++;
    }
  }

  /**
   * The most that is gained within a room. What is taken gains (1), or what of the rest is left (-1); it is
   * counted.
   */
  #pack({ item, cost, amount }: Choice, itemPrice: Float64Array, room: number, sign: 1 | -1): number {
    const knapsack = this.#knapsack;
    knapsack.begin(room);
    for (let at = 0; at < item.length; at++) {
      const gain = sign * ((itemPrice[item[at] as number] as number) - (cost[at] as number));
      knapsack.offer(at, amount[at] as number, gain);
    }
    const most = knapsack.solve();
    for (let at = 0; at < knapsack.takenCount; at++)
      this.count[item[knapsack.taken[at] as number] as number]! += sign;
    return knapsack.atMost > most ? Math.ceil(knapsack.atMost) : most;
  }

  /**
   * Puts entries into the order of gain for amount, in which knapsacks are solved fastest. The first time
   * takes longer than when prices have only moved since.
   */
  sort(itemPrice: Float64Array): void {
    for (const { item, cost, amount } of this.#choices) {
      const gains = new Float64Array(item.length);
      for (let at = 0; at < gains.length; at++) {
        const gain = Math.abs((itemPrice[item[at] as number] as number) - (cost[at] as number));
        gains[at] = gain / Math.max(amount[at] as number, 1e-9);
      }
      if (!this.#isSorted) {
        const order = new Uint32Array(gains.length).map((_, at) => at);
        order.sort((a, b) => (gains[b] as number) - (gains[a] as number));
        for (const list of [item, cost, amount, gains]) arrange(list, order);
      }
      sortAnew(gains, item, cost, amount);
    }
    this.#isSorted = true;
  }
  #isSorted = false;
}

/** By employee: what may be held of the first measure, by the narrowest rows. */
function keptLimits(employees: number, rows: Rows) {
  const least = new Float64Array(employees);
  const most = new Float64Array(employees).fill(Number.POSITIVE_INFINITY);
  for (let r = 0; r < rows.count; r++) {
    if (!isKept(rows, r)) continue;
    const j = rows.employee[r] as number;
    least[j] = Math.max(least[j] as number, rows.low[r] as number);
    most[j] = Math.min(most[j] as number, rows.high[r] as number);
  }
  return { least, most };
}

function arrange(list: Int32Array | Float64Array, order: Uint32Array): void {
  const before = list.slice();
  for (let at = 0; at < order.length; at++) list[at] = before[order[at] as number] as number;
}

/** Sorts by gains what is nearly sorted: each entry moves past the few that it is ahead of. */
function sortAnew(gains: Float64Array, item: Int32Array, cost: Float64Array, amount: Float64Array): void {
  for (let from = 1; from < gains.length; from++) {
    const gain = gains[from] as number;
    let at = from;
    while (at > 0 && gain > (gains[at - 1] as number)) at--;
    if (at === from) continue;
    for (const list of [gains, item, cost, amount]) {
      const moved = list[from] as number;
      list.copyWithin(at + 1, at, from);
      list[at] = moved;
    }
  }
}
