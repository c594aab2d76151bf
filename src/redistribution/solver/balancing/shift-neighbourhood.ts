import { ascending } from '../model/ascending.ts';
import { costOf, kindsOf } from '../model/shared-instance.ts';
import type { BalanceState } from './balance-state.ts';
import { ShiftOrder } from './shift-order.ts';

/** Smaller changes of violations are rounding errors. */
const NONE = 1e-9;
/** What limits add to the work of looking at an entry. */
const TO_MEND = 3;
/** Entries examined between two turns. */
const TURN = 25_000;

/** The shift neighbourhood: the best move of a single item that breaks no limit any further. */
export class ShiftNeighbourhood {
  /** Entries examined so far. */
  work = 0;
  /** By item: the least cost of an entry other than the current one. */
  readonly #away: Float64Array;
  readonly #isPerItem: boolean;
  readonly #isUsual: boolean;
  /** By item: the kind it shares with items of the same list and amounts; -1 for none. */
  readonly #kind: Int32Array;
  /** By kind, cached: the two best places in the list, their cost beside `away`, and after which move. */
  readonly #places: Int32Array;
  readonly #offers: Float64Array;
  readonly #seen: Float64Array;
  /** By item: the cost of leaving the current employee, per unit; infinite where it cannot. */
  readonly #rise: Float64Array;
  #due = 0;

  constructor(
    readonly state: BalanceState,
    /** Smaller gains are rounding errors. */
    public least: number,
    /** Another neighbourhood of the same instance, whose tables are shared. */
    like?: ShiftNeighbourhood,
  ) {
    const { items, start, current, measures, costStart, costs } = state.instance;
    this.#isPerItem = measures.every(({ length }) => length === items);
    this.#isUsual = this.#isPerItem && state.balanced.length === 1;
    if (like) {
      this.#away = like.#away;
      this.#kind = like.#kind;
      this.#rise = like.#rise;
      this.#places = new Int32Array(like.#places.length);
      this.#offers = new Float64Array(like.#offers.length);
      this.#seen = new Float64Array(like.#seen.length).fill(-1);
      return;
    }
    this.#away = new Float64Array(items);
    this.#rise = new Float64Array(items);
    for (let i = 0; i < items; i++) {
      const isStuck = (current[i] as number) >= 0 && (start[i + 1] as number) - (start[i] as number) === 1;
      const away = isStuck ? Number.POSITIVE_INFINITY : (costs[(costStart[i] as number) + 1] as number);
      const rise = away - (costs[costStart[i] as number] as number);
      const size = this.sizeOf(i);
      this.#away[i] = away;
      this.#rise[i] = size > 0 ? rise / size : rise > 0 ? Number.POSITIVE_INFINITY : 0;
    }
    this.#kind = this.#isUsual
      ? kindsOf(state.instance, [state.balanced[0] as number])
      : new Int32Array(items).fill(-1);
    const kinds = this.#kind.reduce((most, kind) => Math.max(most, kind + 1), 0);
    this.#places = new Int32Array(2 * kinds);
    this.#offers = new Float64Array(2 * kinds);
    this.#seen = new Float64Array(kinds).fill(-1);
  }

  /** The items by the cost per unit of leaving their current employee, ascending. */
  cheapestFirst(): Int32Array {
    return ascending(this.#rise);
  }

  /** The same order with all that a look at it needs. */
  order(cheapestFirst: Int32Array): ShiftOrder {
    return new ShiftOrder(this.state, cheapestFirst, this.#rise, (item) => this.sizeOf(item));
  }

  /** The items, the largest first: the fewest make up an amount. */
  largestFirst(): Int32Array {
    const { items } = this.state.instance;
    return ascending(Float64Array.from({ length: items }, (_, i) => -this.sizeOf(i)));
  }

  /** The sum of an item's balanced amounts. */
  sizeOf(item: number): number {
    const { start } = this.state.instance;
    let size = 0;
    for (const measure of this.state.balanced)
      size += this.state.amount(measure, item, start[item] as number);
    return size;
  }

  /** Places an unassigned item where it violates limits least; among these, where it costs least. */
  place(item: number): void {
    const { state } = this;
    const { start } = state.instance;
    let [best, breach, least] = [-1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let e = start[item] as number; e < (start[item + 1] as number); e++) {
      this.work++;
      const broken = state.breach(item, -1, e);
      if (broken > breach + NONE) continue;
      const value = state.joining(item, e);
      if (broken > breach - NONE && value >= least) continue;
      [best, breach, least] = [e, broken, value];
    }
    state.move(item, best);
  }

  /**
   * Makes the best improving move of an item: less violation, or less cost at no more violation.
   * @returns whether it moved
   */
  improve(item: number): boolean {
    this.work++;
    const to = this.state.broken > 0 ? this.#mending(item) : this.#cheapest(item);
    if (to < 0) return false;
    this.state.move(item, to);
    return true;
  }

  #cheapest(item: number): number {
    const { state } = this;
    const { start, current, listOf, listStart, candidates } = state.instance;
    const from = state.chosen[item] as number;
    const own = current[item] as number;
    let least = state.leaving(item, from) - this.least;
    let best = -1;
    if (own >= 0 && own !== from) {
      const value = state.joining(item, own);
      if (value < least && state.breach(item, from, own) <= NONE) [best, least] = [own, value];
    }
    if (this.#outlook(item) >= least) return best;
    if (this.#isPerItem && from === own && state.isHeldBack(item)) return best;
    const begin = start[item] as number;
    const end = start[item + 1] as number;
    const kind = this.#kind[item] as number;
    if (kind >= 0) {
      if (this.#seen[kind] !== state.moves) this.#rank(item, kind);
      const fixed = (this.#away[item] as number) + state.tollOf(item);
      for (let k = 2 * kind; k < 2 * kind + 2; k++) {
        if (fixed + (this.#offers[k] as number) >= least) return best;
        const e = begin + (this.#places[k] as number);
        if (e === from || e === own) continue;
        if (state.breach(item, from, e) > NONE) break;
        return e;
      }
    }
    this.work += end - begin;
    if (this.#isUsual) {
      const measure = state.balanced[0] as number;
      const base = measure * state.instance.employees;
      const amount = state.amount(measure, item, begin);
      const { price, weight } = state;
      const toll = state.tollOf(item);
      const first = listStart[listOf[item] as number] as number;
      const away = this.#away[item] as number;
      for (let e = begin; e < end; e++) {
        const at = base + (candidates[first + e - begin] as number);
        const own = kind >= 0 ? away : costOf(state.instance, item, e);
        const value = own + toll + amount * ((price[at] as number) + amount * (weight[at] as number));
        if (value >= least || e === from || e === current[item] || state.breach(item, from, e) > NONE)
          continue;
        [best, least] = [e, value];
      }
      return best;
    }
    for (let e = begin; e < end; e++) {
      if (e === from || e === own) continue;
      const value = state.joining(item, e);
      if (value < least && state.breach(item, from, e) <= NONE) [best, least] = [e, value];
    }
    return best;
  }

  /** Finds the two places of an item's list with the least cost by the balance. */
  #rank(item: number, kind: number): void {
    const { state } = this;
    const { employees, listOf, listStart, candidates } = state.instance;
    const measure = state.balanced[0] as number;
    const base = measure * employees;
    const amount = state.amount(measure, item, 0);
    const { price, weight } = state;
    const first = listStart[listOf[item] as number] as number;
    const end = listStart[(listOf[item] as number) + 1] as number;
    let [best, second] = [-1, -1];
    let [least, next] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let at = first; at < end; at++) {
      const to = base + (candidates[at] as number);
      const value = amount * ((price[to] as number) + amount * (weight[to] as number));
      if (value >= next) continue;
      if (value < least) [best, second, least, next] = [at, best, value, least];
      else [second, next] = [at, value];
    }
    this.work += end - first;
    this.#places[2 * kind] = best - first;
    this.#places[2 * kind + 1] = second - first;
    this.#offers[2 * kind] = least;
    this.#offers[2 * kind + 1] = next;
    this.#seen[kind] = state.moves;
  }

  /**
   * Moves an item to an employee below a minimum if that reduces the violation.
   * @returns whether it moved
   */
  supply(item: number, short: readonly number[]): boolean {
    const { state } = this;
    const from = state.chosen[item] as number;
    let [best, breach, least] = [-1, -NONE, Number.POSITIVE_INFINITY];
    for (const j of short) {
      const e = state.entryOf(item, j);
      if (e < 0 || e === from) continue;
      this.work++;
      const broken = state.breach(item, from, e);
      if (broken > breach + NONE) continue;
      const value = state.joining(item, e);
      if (broken > breach - NONE && value >= least) continue;
      [best, breach, least] = [e, Math.min(broken, breach), value];
    }
    if (best < 0 || breach >= -NONE) return false;
    state.move(item, best);
    return true;
  }

  /** Whether it is time to yield to the event loop. */
  isDue(): boolean {
    if (this.work < this.#due) return false;
    this.#due = this.work + TURN;
    return true;
  }

  /** The largest gain of leaving an employee, over a sample of items. */
  typicalGain(): number {
    const { items, current } = this.state.instance;
    let most = 0;
    for (let i = 0; i < items; i += Math.max(1, items >> 10)) {
      const own = current[i] as number;
      const away = this.#away[i] as number;
      if (own < 0 || away === Number.POSITIVE_INFINITY) continue;
      most = Math.max(most, Math.abs(this.state.leaving(i, own)), Math.abs(away));
    }
    return most;
  }

  /** Lower bound of an item's cost anywhere but at its current employee. */
  #outlook(item: number): number {
    const { state } = this;
    if (!this.#isPerItem) return Number.NEGATIVE_INFINITY;
    let value = (this.#away[item] as number) + state.tollOf(item);
    for (const measure of state.balanced)
      value += state.amount(measure, item, 0) * (state.least[measure] as number);
    return value;
  }

  /** While limits are broken: the entry that violates least; among these, the cheapest. */
  #mending(item: number): number {
    const { state } = this;
    const { start } = state.instance;
    const from = state.chosen[item] as number;
    let [best, breach, least] = [-1, 0, state.leaving(item, from) - this.least];
    for (let e = start[item] as number; e < (start[item + 1] as number); e++) {
      if (e === from) continue;
      this.work += TO_MEND;
      const broken = state.breach(item, from, e);
      if (broken > breach + NONE) continue;
      const value = state.joining(item, e);
      if (broken > breach - NONE && value >= least) continue;
      [best, breach, least] = [e, broken, value];
    }
    return best;
  }
}
