import type { Instance } from './instance.ts';
import { costOfSum, sumUp } from './row-sums.ts';
import { counts, type Rows } from './rows.ts';

/**
 * A mutable candidate solution with the rows' sums, each employee's items, and the cost of any change. A sum
 * outside its limits costs a penalty per unit, so that a search may pass through infeasible solutions.
 */
export class WorkingSolution {
  readonly chosen: Int32Array;
  readonly sums: Float64Array;
  readonly penalties: Float64Array;
  /** Each employee's items as a linked list; -1 ends it. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly #previous: Int32Array;
  /** The amounts of the only measure, where every employee has at most one row and nothing else counts. */
  readonly #plain: Float64Array | undefined;
  readonly #isPerItem: boolean;
  /** Rows outside their limits. */
  broken = 0;
  cost = 0;

  constructor(
    readonly instance: Instance,
    readonly rows: Rows,
    chosen: Int32Array,
    penalties: Float64Array,
  ) {
    this.chosen = chosen.slice();
    this.sums = new Float64Array(rows.count);
    this.penalties = penalties;
    this.first = new Int32Array(instance.employees);
    this.next = new Int32Array(instance.items);
    this.#previous = new Int32Array(instance.items);
    this.#plain = isPlain(instance, rows) ? instance.measures[0] : undefined;
    this.#isPerItem = rows.perEntry[0] === 0;
    this.#recount();
  }

  /** Replaces the whole solution. */
  reset(chosen: Int32Array): void {
    this.chosen.set(chosen);
    this.#recount();
  }

  #recount(): void {
    const { instance, rows, sums, chosen } = this;
    sumUp(instance, rows, chosen, sums);
    this.cost = 0;
    this.broken = 0;
    for (let r = 0; r < rows.count; r++) {
      this.cost += costOfSum(rows, r, sums[r] as number);
      if (this.excessOf(r) > 0) this.broken++;
    }
    this.first.fill(-1);
    for (let i = 0; i < chosen.length; i++) {
      const e = chosen[i] as number;
      this.cost += instance.cost[e] as number;
      this.#enlist(i, instance.employee[e] as number);
    }
  }

  /** Multiplies all penalties. */
  ease(by: number): void {
    for (let r = 0; r < this.rows.count; r++) this.penalties[r]! *= by;
  }

  /** How far a row's sum is outside its limits. */
  excessOf(r: number): number {
    const sum = this.sums[r] as number;
    return Math.max(0, sum - (this.rows.high[r] as number), (this.rows.low[r] as number) - sum);
  }

  /**
   * The change of an employee's balances and penalties by gaining one entry and losing another; -1 for none.
   * The entries belong to items `gets` and `loses`.
   */
  change(employee: number, gets: number, getsEntry: number, loses: number, losesEntry: number): number {
    const { start, list } = this.rows;
    const from = start[employee] as number;
    const to = start[employee + 1] as number;
    if (this.#plain) {
      if (from === to) return 0;
      const amounts = this.#plain;
      let by = 0;
      if (this.#isPerItem) {
        if (getsEntry >= 0) by = amounts[gets] as number;
        if (losesEntry >= 0) by -= amounts[loses] as number;
      } else {
        if (getsEntry >= 0) by = amounts[getsEntry] as number;
        if (losesEntry >= 0) by -= amounts[losesEntry] as number;
      }
      return this.#costOfChange(list[from] as number, by);
    }
    let cost = 0;
    for (let at = from; at < to; at++) {
      const r = list[at] as number;
      const by = this.amount(r, gets, getsEntry) - this.amount(r, loses, losesEntry);
      if (by !== 0) cost += this.#costOfChange(r, by);
    }
    return cost;
  }

  /** The change of company-wide rows by moving an item; summed over a chain it is an estimate. */
  commonChange(item: number, from: number, to: number): number {
    let cost = 0;
    for (const r of this.rows.common) {
      const by = this.amount(r, item, to) - this.amount(r, item, from);
      if (by !== 0) cost += this.#costOfChange(r, by);
    }
    return cost;
  }

  /** Moves an item to another entry. */
  move(item: number, to: number): void {
    const { instance, chosen, rows } = this;
    const from = chosen[item] as number;
    const [left, joined] = [instance.employee[from] as number, instance.employee[to] as number];
    this.cost += (instance.cost[to] as number) - (instance.cost[from] as number);
    for (let at = rows.start[left] as number; at < (rows.start[left + 1] as number); at++) {
      this.#add(rows.list[at] as number, -this.amount(rows.list[at] as number, item, from));
    }
    for (let at = rows.start[joined] as number; at < (rows.start[joined + 1] as number); at++) {
      this.#add(rows.list[at] as number, this.amount(rows.list[at] as number, item, to));
    }
    for (const r of rows.common) this.#add(r, this.amount(r, item, to) - this.amount(r, item, from));
    chosen[item] = to;
    this.#delist(item, left);
    this.#enlist(item, joined);
  }

  /** Objective plus penalties; equals the objective if no limit is violated. */
  get penalised(): number {
    let cost = this.cost;
    if (this.broken > 0) {
      for (let r = 0; r < this.rows.count; r++) cost += (this.penalties[r] as number) * this.excessOf(r);
    }
    return cost;
  }

  amount(r: number, item: number, entry: number): number {
    if (entry < 0) return 0;
    const { instance, rows } = this;
    if (rows.distinguishesCurrent && !counts(rows.scope[r] as number, instance.current[item] === entry))
      return 0;
    const d = rows.measure[r] as number;
    return instance.measures[d]![rows.perEntry[d] ? entry : item] as number;
  }

  #costOfChange(r: number, by: number): number {
    const { rows } = this;
    const before = this.sums[r] as number;
    const low = rows.low[r] as number;
    const high = rows.high[r] as number;
    const after = before + by;
    let outside = 0;
    if (after > high) outside = after - high;
    else if (after < low) outside = low - after;
    if (before > high) outside -= before - high;
    else if (before < low) outside -= low - before;
    const weight = rows.weight[r] as number;
    const penalty = outside === 0 ? 0 : outside * (this.penalties[r] as number);
    return weight === 0 ? penalty : penalty + weight * by * (after + before - 2 * (rows.target[r] as number));
  }

  #add(r: number, by: number): void {
    if (by === 0) return;
    const { rows, sums } = this;
    const wasBroken = this.excessOf(r) > 0;
    const before = sums[r] as number;
    sums[r] = before + by;
    const weight = rows.weight[r] as number;
    if (weight !== 0) this.cost += weight * by * (2 * before + by - 2 * (rows.target[r] as number));
    this.broken += Number(this.excessOf(r) > 0) - Number(wasBroken);
  }

  #enlist(item: number, employee: number): void {
    const second = this.first[employee] as number;
    this.next[item] = second;
    this.#previous[item] = -1;
    if (second >= 0) this.#previous[second] = item;
    this.first[employee] = item;
  }

  #delist(item: number, employee: number): void {
    const [before, after] = [this.#previous[item] as number, this.next[item] as number];
    if (before < 0) this.first[employee] = after;
    else this.next[before] = after;
    if (after >= 0) this.#previous[after] = before;
  }
}

/** Whether every employee has at most one row, of the only measure and of all that they hold. */
export function isPlain(
  { measures, employees }: Instance,
  { start, common, distinguishesCurrent }: Rows,
): boolean {
  if (measures.length !== 1 || common.length > 0 || distinguishesCurrent) return false;
  for (let j = 0; j < employees; j++) if ((start[j + 1] as number) - (start[j] as number) > 1) return false;
  return true;
}
