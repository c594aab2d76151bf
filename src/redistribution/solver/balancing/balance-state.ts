import { EVERYBODY } from '../model/instance.ts';
import { meanOf } from '../model/mean-of.ts';
import { counts, scopes } from '../model/rows.ts';
import { costOf, employeeOf, type SharedInstance } from '../model/shared-instance.ts';

/** The sums of one scope and measure that have a limit. */
interface Tracked {
  readonly scope: number;
  readonly measure: number;
  /** Offset of these sums. */
  readonly base: number;
}

/**
 * The state of the balancing search: sums, slopes of the balances at these, and violations of limits. Amounts
 * are whole, so sums are exact.
 */
export class BalanceState {
  /** By item: its entry, or -1 while unassigned. */
  readonly chosen: Int32Array;
  /** By measure and employee: slope, weight and target of the balance. */
  readonly price: Float64Array;
  readonly weight: Float64Array;
  readonly target: Float64Array;
  /** Measures with balances. */
  readonly balanced: Int32Array;
  /** By measure: the extra price of a unit that is moved. */
  readonly toll: Float64Array;
  /** By measure: bounds of all prices since `countPrices`. */
  readonly least: Float64Array;
  readonly greatest: Float64Array;
  /** Number of sums outside their limits. */
  broken = 0;
  /** Number of unassigned items. */
  open: number;
  /** Number of moves so far. */
  moves = 0;
  /** Cost of the chosen entries, without tolls. Costs are whole, so it is exact. */
  #cost = 0;
  readonly #sums: Float64Array;
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #unit: Float64Array;
  readonly #perEntry: readonly boolean[];
  readonly #tracked: Tracked[] = [];
  /** Measures with a company-wide budget of moves. */
  readonly #common: Tracked[] = [];

  constructor(readonly instance: SharedInstance) {
    const { items, employees, measures, balances } = instance;
    const cells = measures.length * employees;
    this.chosen = new Int32Array(items).fill(-1);
    this.open = items;
    this.weight = new Float64Array(cells);
    this.target = new Float64Array(cells);
    this.toll = new Float64Array(measures.length);
    this.least = new Float64Array(measures.length);
    this.greatest = new Float64Array(measures.length);
    this.#perEntry = measures.map(({ length }) => length !== items);
    this.#unit = Float64Array.from(measures, (amounts) => Math.max(1, meanOf(amounts)));
    for (const { measure, employee, target, weight } of balances) {
      const at = measure * employees + employee;
      const before = this.weight[at] as number;
      this.weight[at] = before + weight;
      this.target[at] = ((this.target[at] as number) * before + target * weight) / (before + weight);
    }
    this.balanced = Int32Array.from(new Set(balances.map(({ measure }) => measure))).sort();
    this.price = Float64Array.from(this.target, (target, at) => -2 * (this.weight[at] as number) * target);
    this.#sums = new Float64Array(3 * cells + measures.length);
    this.#low = new Float64Array(this.#sums.length).fill(Number.NEGATIVE_INFINITY);
    this.#high = new Float64Array(this.#sums.length).fill(Number.POSITIVE_INFINITY);
    this.#limit();
    this.countPrices();
  }

  #limit(): void {
    const { employees, measures, limits } = this.instance;
    const cells = measures.length * employees;
    const known = new Set<number>();
    for (const { measure, scope, employee, min, max } of limits) {
      const isCommon = employee === EVERYBODY;
      const base = isCommon ? 3 * cells + measure : (scopes[scope] * measures.length + measure) * employees;
      const at = isCommon ? base : base + employee;
      this.#low[at] = Math.max(this.#low[at] as number, min);
      this.#high[at] = Math.min(this.#high[at] as number, max);
      if (known.has(base)) continue;
      known.add(base);
      (isCommon ? this.#common : this.#tracked).push({ scope: scopes[scope], measure, base });
    }
    for (let at = 0; at < this.#sums.length; at++) if (this.#isBroken(at)) this.broken++;
  }

  /** The employee of an item's entry. */
  employee(item: number, entry: number): number {
    return employeeOf(this.instance, item, entry);
  }

  /** The employee of an item, or -1 while unassigned. */
  holder(item: number): number {
    const entry = this.chosen[item] as number;
    return entry < 0 ? -1 : employeeOf(this.instance, item, entry);
  }

  amount(measure: number, item: number, entry: number): number {
    return this.instance.measures[measure]![this.#perEntry[measure] ? entry : item] as number;
  }

  /** The change of the objective by adding an item at an entry. */
  joining(item: number, entry: number): number {
    const { employees } = this.instance;
    const j = employeeOf(this.instance, item, entry);
    let value = this.own(item, entry);
    for (let b = 0; b < this.balanced.length; b++) {
      const measure = this.balanced[b] as number;
      const at = measure * employees + j;
      const amount = this.amount(measure, item, entry);
      value += amount * ((this.price[at] as number) + amount * (this.weight[at] as number));
    }
    return value;
  }

  /** The saving by removing an item from its entry. */
  leaving(item: number, entry: number): number {
    const { employees } = this.instance;
    const j = employeeOf(this.instance, item, entry);
    let value = this.own(item, entry);
    for (let b = 0; b < this.balanced.length; b++) {
      const measure = this.balanced[b] as number;
      const at = measure * employees + j;
      const amount = this.amount(measure, item, entry);
      value += amount * ((this.price[at] as number) - amount * (this.weight[at] as number));
    }
    return value;
  }

  /** The toll of moving an item, where amounts do not depend on the employee. */
  tollOf(item: number): number {
    let toll = 0;
    for (let c = 0; c < this.#common.length; c++) {
      const { measure } = this.#common[c] as Tracked;
      toll += (this.toll[measure] as number) * (this.instance.measures[measure]![item] as number);
    }
    return toll;
  }

  /**
   * The change of all violations by moving an item from an entry (-1: unassigned) to another. With
   * `isReplaced`, the giver's sums are ignored, as something else will replace the item.
   */
  breach(item: number, from: number, to: number, isReplaced = false): number {
    const current = this.instance.current[item] as number;
    const giver = from < 0 ? -1 : employeeOf(this.instance, item, from);
    const receiver = employeeOf(this.instance, item, to);
    let change = 0;
    for (let t = 0; t < this.#tracked.length; t++) {
      const { scope, measure, base } = this.#tracked[t] as Tracked;
      const unit = this.#unit[measure] as number;
      if (from >= 0 && !isReplaced && counts(scope, from === current))
        change += this.#outside(base + giver, -this.amount(measure, item, from)) / unit;
      if (counts(scope, to === current))
        change += this.#outside(base + receiver, this.amount(measure, item, to)) / unit;
    }
    for (let c = 0; c < this.#common.length; c++) {
      const { measure, base } = this.#common[c] as Tracked;
      const left = from < 0 || from === current ? 0 : this.amount(measure, item, from);
      const by = (to === current ? 0 : this.amount(measure, item, to)) - left;
      if (by !== 0) change += this.#outside(base, by) / (this.#unit[measure] as number);
    }
    return change;
  }

  /** Whether placing an unassigned item would exceed a maximum. */
  exceeds(item: number, to: number): boolean {
    const isCurrent = this.instance.current[item] === to;
    const receiver = this.employee(item, to);
    const above = (at: number, measure: number) => {
      const amount = this.amount(measure, item, to);
      return amount > 0 && (this.#sums[at] as number) + amount > (this.#high[at] as number);
    };
    return (
      this.#tracked.some(
        ({ scope, measure, base }) => counts(scope, isCurrent) && above(base + receiver, measure),
      ) ||
      (!isCurrent && this.#common.some(({ measure, base }) => above(base, measure)))
    );
  }

  /** The entry of an item for an employee, or -1. */
  entryOf(item: number, j: number): number {
    const { start, employees, listOf, listStart, candidates } = this.instance;
    const list = listOf[item] as number;
    const [first, end] = [listStart[list] as number, listStart[list + 1] as number];
    if (end - first === employees) return (start[item] as number) + j;
    let [low, high] = [first, end];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((candidates[middle] as number) < j) low = middle + 1;
      else high = middle;
    }
    return low < end && candidates[low] === j ? (start[item] as number) + low - first : -1;
  }

  /** The cost of an entry plus its tolls, balances apart. */
  own(item: number, entry: number): number {
    let value = costOf(this.instance, item, entry);
    if (this.instance.current[item] === entry) return value;
    for (let c = 0; c < this.#common.length; c++) {
      const { measure } = this.#common[c] as Tracked;
      value += (this.toll[measure] as number) * this.amount(measure, item, entry);
    }
    return value;
  }

  /** Whether an employee holds less than a minimum. */
  isShort(employee: number): boolean {
    return this.#tracked.some(
      ({ scope, base }) =>
        scope === scopes.held &&
        (this.#sums[base + employee] as number) < (this.#low[base + employee] as number),
    );
  }

  /** Whether an employee exceeds a maximum. */
  isOver(employee: number): boolean {
    return this.#tracked.some(
      ({ base }) => (this.#sums[base + employee] as number) > (this.#high[base + employee] as number),
    );
  }

  /** Whether a company-wide budget of moves is exceeded. */
  get isOverspent(): boolean {
    return this.#common.some(({ base }) => (this.#sums[base] as number) > (this.#high[base] as number));
  }

  /** Whether moving an item would exceed a company-wide budget. */
  isHeldBack(item: number): boolean {
    for (let c = 0; c < this.#common.length; c++) {
      const { measure, base } = this.#common[c] as Tracked;
      const amount = this.amount(measure, item, 0);
      if (amount > 0 && (this.#sums[base] as number) + amount > (this.#high[base] as number)) return true;
    }
    return false;
  }

  /** The company-wide budgets of moves, and how much of each is used. */
  budgets(): readonly { readonly measure: number; readonly used: number; readonly max: number }[] {
    return this.#common.map(({ measure, base }) => ({
      measure,
      used: this.#sums[base] as number,
      max: this.#high[base] as number,
    }));
  }

  /** Sets a company-wide budget of moves. */
  setBudget(measure: number, max: number): void {
    const base = 3 * this.instance.measures.length * this.instance.employees + measure;
    this.broken -= Number(this.#isBroken(base));
    this.#high[base] = max;
    this.broken += Number(this.#isBroken(base));
  }

  move(item: number, to: number): void {
    const from = this.chosen[item] as number;
    const current = this.instance.current[item] as number;
    this.moves++;
    if (from >= 0) this.#add(item, from, current, -1);
    if (to >= 0) this.#add(item, to, current, 1);
    this.chosen[item] = to;
  }

  #add(item: number, entry: number, current: number, sign: number): void {
    const { employees, measures } = this.instance;
    this.open -= sign;
    this.#cost += sign * costOf(this.instance, item, entry);
    const j = employeeOf(this.instance, item, entry);
    const own = entry === current ? scopes.kept : scopes.gained;
    for (let measure = 0; measure < measures.length; measure++) {
      const by = sign * this.amount(measure, item, entry);
      if (by === 0) continue;
      this.#change(measure * employees + j, by);
      this.#change((own * measures.length + measure) * employees + j, by);
      if (own === scopes.gained) this.#change(3 * measures.length * employees + measure, by);
      const at = measure * employees + j;
      if (this.weight[at] === 0) continue;
      const price =
        2 * (this.weight[at] as number) * ((this.#sums[at] as number) - (this.target[at] as number));
      this.price[at] = price;
      if (price < (this.least[measure] as number)) this.least[measure] = price;
      if (price > (this.greatest[measure] as number)) this.greatest[measure] = price;
    }
  }

  #change(at: number, by: number): void {
    const wasBroken = this.#isBroken(at);
    this.#sums[at] = (this.#sums[at] as number) + by;
    this.broken += Number(this.#isBroken(at)) - Number(wasBroken);
  }

  /** The change of a sum's violation. */
  #outside(at: number, by: number): number {
    const [low, high] = [this.#low[at] as number, this.#high[at] as number];
    const before = this.#sums[at] as number;
    const after = before + by;
    let change = 0;
    if (after > high) change = after - high;
    else if (after < low) change = low - after;
    if (before > high) change -= before - high;
    else if (before < low) change -= low - before;
    return change;
  }

  #isBroken(at: number): boolean {
    const sum = this.#sums[at] as number;
    return sum > (this.#high[at] as number) || sum < (this.#low[at] as number);
  }

  /** Recomputes the bounds of all prices. */
  countPrices(): void {
    const { employees } = this.instance;
    for (const measure of this.balanced) {
      const prices = this.price.subarray(measure * employees, (measure + 1) * employees);
      this.least[measure] = prices.reduce((least, price) => Math.min(least, price), Number.POSITIVE_INFINITY);
      this.greatest[measure] = prices.reduce(
        (most, price) => Math.max(most, price),
        Number.NEGATIVE_INFINITY,
      );
    }
  }

  /** Replaces the whole solution. */
  take(chosen: Int32Array): void {
    for (let i = 0; i < chosen.length; i++)
      if (chosen[i] !== this.chosen[i]) this.move(i, chosen[i] as number);
  }

  /** The instance's objective, without tolls. */
  objective(): number {
    const { balances, employees } = this.instance;
    let objective = this.#cost;
    for (const { measure, employee, target, weight } of balances)
      objective += weight * ((this.#sums[measure * employees + employee] as number) - target) ** 2;
    return objective;
  }
}
