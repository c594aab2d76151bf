import type { Instance } from './instance.ts';
import { pricedCost, toPriceTables } from './relaxation.ts';
import type { Rows } from './rows.ts';

/** Cells of all tables together, and of the largest one, that are filled soon enough. */
const MOST_CELLS = 2e7;
/** Cells that take as long as an entry that a search looks at. */
const CELLS_AT_ONCE = 16;

/** Whether amounts are so few and small that the knapsacks are solved soon. */
export function fitsKnapsacks({ employees, employee }: Instance, { start, list, high }: Rows): boolean {
  const count = new Int32Array(employees);
  for (const j of employee) count[j]!++;
  let cells = 0;
  for (let j = 0; j < employees; j++) {
    if (count[j])
      cells += ((count[j] as number) + 1) * ((high[list[start[j] as number] as number] as number) + 1);
  }
  return cells <= MOST_CELLS;
}

/** Steps are halved after so many passes without a better bound. */
const PATIENCE = 12;
/** Below such a share of the first step nothing more is to be gained. */
const LEAST_SHARE = 0.005;

/**
 * The other Lagrangian relaxation, which does not hold items to being chosen once but pays for it: what remains is a knapsack for
 * each employee, solved exactly. Its bound is tighter than that of the relaxed limits, and so is its say in who is worth having what.
 */
export class KnapsackRelaxation {
  readonly #pays: Float64Array;
  readonly #best: Float64Array;
  readonly #count: Int32Array;
  readonly #knapsack: Knapsack;
  readonly #itemsOf: Int32Array[];
  readonly #entriesOf: Int32Array[];
  /** The best bound so far. */
  bound = Number.NEGATIVE_INFINITY;
  /** Done so far, and about as much as each pass adds; as entries that a search looks at. */
  work = 0;
  readonly workOfPass: number;

  constructor(
    readonly instance: Instance,
    readonly rows: Rows,
    prices: Float64Array,
  ) {
    const { items, employees, start, employee } = instance;
    const tables = toPriceTables(instance, rows, prices);
    this.#pays = new Float64Array(items);
    this.#count = new Int32Array(items);
    let cells = 0;
    const own: number[][] = Array.from({ length: employees }, () => []);
    const entries: number[][] = Array.from({ length: employees }, () => []);
    for (let i = 0; i < items; i++) {
      let least = Number.POSITIVE_INFINITY;
      for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
        least = Math.min(least, pricedCost(instance, rows, tables, i, e));
        own[employee[e] as number]?.push(i);
        entries[employee[e] as number]?.push(e);
      }
      this.#pays[i] = least;
    }
    this.#best = this.#pays.slice();
    this.#itemsOf = own.map((list) => Int32Array.from(list));
    this.#entriesOf = entries.map((list) => Int32Array.from(list));
    for (const [j, list] of this.#itemsOf.entries())
      if (list.length > 0) cells += list.length * this.#capacityOf(j);
    const largest = Math.max(0, ...this.#itemsOf.map((list, j) => (list.length ? this.#capacityOf(j) : 0)));
    this.#knapsack = new Knapsack(Math.max(0, ...own.map(({ length }) => length)), largest);
    this.workOfPass = Math.max(1, cells / CELLS_AT_ONCE / 2);
  }

  /** Raises the bound towards the objective of a known solution. */
  *ascend(target: number, passes: number): Generator<void, void> {
    let share = 1;
    let patience = PATIENCE;
    const pays = this.#pays;
    for (let pass = 0; pass < passes && share > LEAST_SHARE; pass++) {
      const value = this.#relax();
      this.work += this.workOfPass;
      if (value > this.bound + 1e-9) {
        this.bound = value;
        this.#best.set(pays);
        patience = PATIENCE;
      } else if (--patience === 0) {
        share /= 2;
        patience = PATIENCE;
      }
      let norm = 0;
      for (const count of this.#count) norm += (1 - count) ** 2;
      if (norm === 0) return;
      const step = (share * Math.max(target - value, 0.5)) / norm;
      for (let i = 0; i < pays.length; i++) pays[i]! += step * (1 - (this.#count[i] as number));
      yield;
    }
  }

  #relax(): number {
    const { cost } = this.instance;
    const pays = this.#pays;
    const knapsack = this.#knapsack;
    let value = 0;
    this.#count.fill(0);
    for (let i = 0; i < pays.length; i++) value += pays[i] as number;
    for (let j = 0; j < this.#itemsOf.length; j++) {
      const items = this.#itemsOf[j] as Int32Array;
      const entries = this.#entriesOf[j] as Int32Array;
      knapsack.begin(this.#capacityOf(j));
      for (let at = 0; at < items.length; at++) {
        const i = items[at] as number;
        const e = entries[at] as number;
        knapsack.offer(i, this.#amount(i, e), (pays[i] as number) - (cost[e] as number));
      }
      value -= knapsack.solve(this.#count);
    }
    return value;
  }

  /** By entry: how much the best bound rises if the entry must be chosen. No solution that is better by less has it. */
  regrets(): Float64Array {
    const { cost } = this.instance;
    const pays = this.#best;
    const knapsack = this.#knapsack;
    const regret = new Float64Array(cost.length).fill(Number.POSITIVE_INFINITY);
    for (let j = 0; j < this.#itemsOf.length; j++) {
      const items = this.#itemsOf[j] as Int32Array;
      const entries = this.#entriesOf[j] as Int32Array;
      const capacity = this.#capacityOf(j);
      knapsack.begin(capacity);
      for (let at = 0; at < items.length; at++) {
        const i = items[at] as number;
        const e = entries[at] as number;
        knapsack.put(i, this.#amount(i, e), (pays[i] as number) - (cost[e] as number));
      }
      knapsack.prepareRegrets();
      for (let t = 0; t < entries.length; t++) regret[entries[t] as number] = knapsack.regretOf(t);
    }
    return regret;
  }

  #amount(item: number, entry: number): number {
    return (this.instance.measures[0] as Float64Array)[this.rows.perEntry[0] ? entry : item] as number;
  }

  #capacityOf(j: number): number {
    const { start, list, high } = this.rows;
    return high[list[start[j] as number] as number] as number;
  }
}

/** One employee's knapsack, solved by dynamic programming over the room. */
class Knapsack {
  #capacity = 0;
  #size = 0;
  readonly #items: Int32Array;
  readonly #amounts: Int32Array;
  readonly #gains: Float64Array;
  /** Row t: the best gain of the first t items by room. */
  readonly #table: Float64Array;
  readonly #suffix: Float64Array;
  readonly #width: number;

  constructor(items: number, largest: number) {
    this.#width = largest + 1;
    this.#items = new Int32Array(items);
    this.#amounts = new Int32Array(items);
    this.#gains = new Float64Array(items);
    this.#table = new Float64Array((items + 1) * this.#width);
    this.#suffix = new Float64Array((items + 1) * this.#width);
  }

  begin(capacity: number): void {
    this.#capacity = capacity;
    this.#size = 0;
  }

  /** Offers an item; one that cannot help is not looked at. */
  offer(item: number, amount: number, gain: number): void {
    if (gain > 0 && amount <= this.#capacity) this.put(item, amount, gain);
  }

  put(item: number, amount: number, gain: number): void {
    this.#items[this.#size] = item;
    this.#amounts[this.#size] = amount;
    this.#gains[this.#size] = gain;
    this.#size++;
  }

  /** The most gain; counts the items that give it. */
  solve(count: Int32Array): number {
    this.#fillTable();
    const width = this.#width;
    let room = this.#capacity;
    for (let t = this.#size; t > 0; t--) {
      if (this.#table[t * width + room] === this.#table[(t - 1) * width + room]) continue;
      count[this.#items[t - 1] as number]!++;
      room -= this.#amounts[t - 1] as number;
    }
    return this.#table[this.#size * width + this.#capacity] as number;
  }

  #fillTable(): void {
    this.#table.fill(0, 0, this.#capacity + 1);
    for (let t = 0; t < this.#size; t++) this.#add(this.#table, t, t, t + 1);
  }

  /** A row of gains by room from the one before and one more item. */
  #add(table: Float64Array, t: number, from: number, to: number): void {
    const width = this.#width;
    const capacity = this.#capacity;
    const amount = this.#amounts[t] as number;
    const gain = this.#gains[t] as number;
    const above = from * width;
    const own = to * width;
    const until = gain > 0 ? Math.min(amount, capacity + 1) : capacity + 1;
    for (let room = 0; room < until; room++) table[own + room] = table[above + room] as number;
    for (let room = until; room <= capacity; room++) {
      const without = table[above + room] as number;
      const with_ = (table[above + room - amount] as number) + gain;
      table[own + room] = with_ > without ? with_ : without;
    }
  }

  /** The best gains by room of the first and of the last items, from which what is best without any one of them follows. */
  prepareRegrets(): void {
    this.#fillTable();
    const last = this.#size * this.#width;
    this.#suffix.fill(0, last, last + this.#capacity + 1);
    for (let t = this.#size - 1; t >= 0; t--) this.#add(this.#suffix, t, t + 1, t);
  }

  /** By how much less is gained if the item must be in it. */
  regretOf(t: number): number {
    const width = this.#width;
    const [amount, gain] = [this.#amounts[t] as number, this.#gains[t] as number];
    const rest = this.#capacity - amount;
    if (rest < 0) return Number.POSITIVE_INFINITY;
    const before = t * width;
    const after = (t + 1) * width + rest;
    let others = 0;
    for (let room = 0; room <= rest; room++) {
      const both = (this.#table[before + room] as number) + (this.#suffix[after - room] as number);
      if (both > others) others = both;
    }
    return Math.max(0, (this.#table[this.#size * width + this.#capacity] as number) - gain - others);
  }
}
