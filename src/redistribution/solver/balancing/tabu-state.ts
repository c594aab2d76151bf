import type { Instance } from '../model/instance.ts';
import { counts, type Rows } from '../model/rows.ts';

/**
 * The state of tabu search, laid out for fast evaluation. All rows about one sum are merged, and an entry's
 * amounts lie side by side. A sum outside its limits costs its penalty per unit.
 */
export class TabuState {
  readonly chosen: Int32Array;
  /** Number of sums per employee, and offset of the company-wide ones. */
  readonly kinds: number;
  readonly common: number;
  /** By sum. */
  readonly sums: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly weight: Float64Array;
  readonly target: Float64Array;
  readonly penalties: Float64Array;
  /** Amounts by entry and kind of sum. */
  readonly #own: Float64Array;
  readonly #shared: Float64Array;
  readonly #entry: Int32Array;
  /** Objective of the present choice. */
  cost = 0;
  broken = 0;

  constructor(
    readonly instance: Instance,
    rows: Rows,
    chosen: Int32Array,
  ) {
    const { items, employees, start, employee, cost } = instance;
    this.chosen = chosen.slice();
    const own: { measure: number; scope: number }[] = [];
    const shared: { measure: number; scope: number }[] = [];
    const kindOf = (r: number) => {
      const [measure, scope] = [rows.measure[r] as number, rows.scope[r] as number];
      const list = (rows.employee[r] as number) < 0 ? shared : own;
      const known = list.findIndex((one) => one.measure === measure && one.scope === scope);
      return known < 0 ? list.push({ measure, scope }) - 1 : known;
    };
    const kinds = Array.from({ length: rows.count }, (_, r) => kindOf(r));
    this.kinds = own.length;
    this.common = employees * own.length;
    const count = this.common + shared.length;
    this.sums = new Float64Array(count);
    this.low = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
    this.high = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    this.weight = new Float64Array(count);
    this.target = new Float64Array(count);
    this.penalties = new Float64Array(count);
    for (let r = 0; r < rows.count; r++) {
      const j = rows.employee[r] as number;
      const at = (j < 0 ? this.common : j * own.length) + (kinds[r] as number);
      const [before, weight] = [this.weight[at] as number, rows.weight[r] as number];
      this.low[at] = Math.max(this.low[at] as number, rows.low[r] as number);
      this.high[at] = Math.min(this.high[at] as number, rows.high[r] as number);
      this.weight[at] = before + weight;
      if (weight > 0)
        this.target[at] =
          ((this.target[at] as number) * before + weight * (rows.target[r] as number)) / (before + weight);
    }
    this.#own = new Float64Array(cost.length * own.length);
    this.#shared = new Float64Array(cost.length * shared.length);
    this.#entry = new Int32Array(items * employees).fill(-1);
    for (let i = 0; i < items; i++) {
      for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
        this.#entry[i * employees + (employee[e] as number)] = e;
        const amountOf = ({ measure, scope }: { measure: number; scope: number }) =>
          counts(scope, e === instance.current[i])
            ? (instance.measures[measure]![rows.perEntry[measure] ? e : i] as number)
            : 0;
        this.#own.set(own.map(amountOf), e * own.length);
        this.#shared.set(shared.map(amountOf), e * shared.length);
      }
    }
    this.take(chosen);
  }

  /** Replaces the whole choice and recomputes all sums. */
  take(chosen: Int32Array): void {
    this.chosen.set(chosen);
    this.sums.fill(0);
    this.cost = 0;
    for (let i = 0; i < chosen.length; i++) {
      this.#add(chosen[i] as number, 1);
      this.cost += this.instance.cost[chosen[i] as number] as number;
    }
    this.broken = 0;
    for (let at = 0; at < this.sums.length; at++) {
      const sum = this.sums[at] as number;
      this.cost += (this.weight[at] as number) * (sum - (this.target[at] as number)) ** 2;
      if (this.isBroken(at)) this.broken++;
    }
  }

  #add(entry: number, sign: number): void {
    const { kinds } = this;
    const base = (this.instance.employee[entry] as number) * kinds;
    for (let k = 0; k < kinds; k++) this.sums[base + k]! += sign * (this.#own[entry * kinds + k] as number);
    const shared = this.sums.length - this.common;
    for (let k = 0; k < shared; k++)
      this.sums[this.common + k]! += sign * (this.#shared[entry * shared + k] as number);
  }

  /** The largest amount of one entry in a sum. */
  largest(at: number): number {
    const isOwn = at < this.common;
    const [amounts, kinds] = isOwn ? [this.#own, this.kinds] : [this.#shared, this.sums.length - this.common];
    let largest = 0;
    for (let k = isOwn ? at % kinds : at - this.common; k < amounts.length; k += kinds)
      largest = Math.max(largest, amounts[k] as number);
    return largest;
  }

  isBroken(at: number): boolean {
    const sum = this.sums[at] as number;
    return sum > (this.high[at] as number) || sum < (this.low[at] as number);
  }

  /** The entry of an item for an employee, or -1. */
  entryOf(item: number, employee: number): number {
    return this.#entry[item * this.instance.employees + employee] as number;
  }

  /**
   * The change of an employee's balances and penalties by gaining one entry and losing another; -1 for none.
   */
  change(employee: number, gets: number, loses: number): number {
    const { kinds } = this;
    const base = employee * kinds;
    let cost = 0;
    for (let k = 0; k < kinds; k++) {
      let by = 0;
      if (gets >= 0) by = this.#own[gets * kinds + k] as number;
      if (loses >= 0) by -= this.#own[loses * kinds + k] as number;
      if (by !== 0) cost += this.#costOf(base + k, by);
    }
    return cost;
  }

  /** The change of company-wide sums by moving one or two items; the second pair may be -1. */
  commonChange(from: number, to: number, left: number, back: number): number {
    const shared = this.sums.length - this.common;
    let cost = 0;
    for (let k = 0; k < shared; k++) {
      let by = (this.#shared[to * shared + k] as number) - (this.#shared[from * shared + k] as number);
      if (left >= 0)
        by += (this.#shared[back * shared + k] as number) - (this.#shared[left * shared + k] as number);
      if (by !== 0) cost += this.#costOf(this.common + k, by);
    }
    return cost;
  }

  #costOf(at: number, by: number): number {
    const before = this.sums[at] as number;
    const after = before + by;
    const [low, high] = [this.low[at] as number, this.high[at] as number];
    let outside = 0;
    if (after > high) outside = after - high;
    else if (after < low) outside = low - after;
    if (before > high) outside -= before - high;
    else if (before < low) outside -= low - before;
    const weight = this.weight[at] as number;
    const cost = weight === 0 ? 0 : weight * by * (after + before - 2 * (this.target[at] as number));
    return outside === 0 ? cost : cost + outside * (this.penalties[at] as number);
  }

  move(item: number, to: number): void {
    const { instance, chosen } = this;
    const from = chosen[item] as number;
    this.cost += (instance.cost[to] as number) - (instance.cost[from] as number);
    this.#change(from, -1);
    this.#change(to, 1);
    chosen[item] = to;
  }

  #change(entry: number, sign: number): void {
    const { kinds } = this;
    const base = (this.instance.employee[entry] as number) * kinds;
    for (let k = 0; k < kinds; k++) this.#shift(base + k, sign * (this.#own[entry * kinds + k] as number));
    const shared = this.sums.length - this.common;
    for (let k = 0; k < shared; k++)
      this.#shift(this.common + k, sign * (this.#shared[entry * shared + k] as number));
  }

  #shift(at: number, by: number): void {
    if (by === 0) return;
    const before = this.sums[at] as number;
    this.broken -= Number(this.isBroken(at));
    this.sums[at] = before + by;
    this.broken += Number(this.isBroken(at));
    this.cost += (this.weight[at] as number) * by * (2 * before + by - 2 * (this.target[at] as number));
  }

  /** The penalties of all violations. */
  get penalty(): number {
    let cost = 0;
    if (this.broken === 0) return cost;
    for (let at = 0; at < this.sums.length; at++) {
      const sum = this.sums[at] as number;
      const outside = Math.max(0, sum - (this.high[at] as number), (this.low[at] as number) - sum);
      if (outside > 0) cost += outside * (this.penalties[at] as number);
    }
    return cost;
  }
}
