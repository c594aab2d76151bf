import { keepLeast } from '../neighbourhoods/keep-least.ts';
import type { BalanceState } from './balance-state.ts';

/** Length of the shortlists of items that could come to, and go from, an employee. */
const MOST = 12;

/** The cheapest moves, ascending by cost. */
class Shortlist {
  readonly items = new Int32Array(MOST);
  readonly loss = new Float64Array(MOST);
  readonly most = MOST;
  count = 0;

  /** Adds a move by its entry, which determines the item. */
  add(entry: number, cost: number): void {
    this.count = keepLeast(this, 0, this.count, entry, cost);
  }

  clear(): void {
    this.count = 0;
  }
}

/**
 * The double-shift neighbourhood: two moves that pay only together. An item comes to an employee, who passes
 * another one on; or, at a spent budget, an item moves while another one returns to its current employee.
 */
export class DoubleShiftNeighbourhood {
  readonly #going = new Shortlist();
  readonly #itemOf = new Map<number, number>();
  readonly #isPerItem: boolean;

  constructor(
    readonly state: BalanceState,
    readonly least: number,
  ) {
    const { items, measures } = state.instance;
    this.#isPerItem = measures.every(({ length }) => length === items);
  }

  /**
   * Tries double shifts through every employee once; yields regularly.
   * @returns whether anything improved
   */
  *run(): Generator<void, boolean> {
    const { employees } = this.state.instance;
    const coming = yield* this.#bestComing();
    let hasHelped = false;
    const held = itemsOf(this.state);
    for (let j = 0; j < employees; j++) {
      this.#fillGoing(held[j] as number[], j);
      const list = coming[j] as Shortlist;
      if (this.#join(list, this.#going)) hasHelped = true;
      if (j % 8 === 7) yield;
    }
    return hasHelped;
  }

  /** At a spent budget of moves: replaces moves by better ones until none improves. */
  *replaceAll(): Generator<void, void> {
    while (yield* this.#replace());
  }

  /** By employee: the cheapest items that could come. */
  *#bestComing(): Generator<void, readonly Shortlist[]> {
    const { state } = this;
    const { items, employees, start } = state.instance;
    const lists = Array.from({ length: employees }, () => new Shortlist());
    let looked = 0;
    for (let i = 0; i < items; i++) {
      const from = state.chosen[i] as number;
      const left = state.leaving(i, from);
      const [begin, end] = [start[i] as number, start[i + 1] as number];
      for (let e = begin; e < end; e++) {
        if (e === from) continue;
        const j = state.employee(i, e);
        const cost = state.joining(i, e) - left - this.#coupling(i, e);
        const list = lists[j] as Shortlist;
        if (list.count < MOST || cost < (list.loss[MOST - 1] as number)) {
          list.add(e, cost);
          this.#itemOf.set(e, i);
        }
      }
      looked += end - begin;
      if (looked < SLICE) continue;
      looked = 0;
      yield;
    }
    return lists;
  }

  /** The part of the squares that cancels when as much goes as comes. */
  #coupling(item: number, entry: number): number {
    const { state } = this;
    const { employees } = state.instance;
    const j = state.employee(item, entry);
    let sum = 0;
    for (const measure of state.balanced) {
      const amount = state.amount(measure, item, entry);
      sum += 2 * (state.weight[measure * employees + j] as number) * amount * amount;
    }
    return sum;
  }

  /** Lower bound of an item's cost anywhere but at its current employee. */
  #outlook(item: number): number {
    const { state } = this;
    const { costs, costStart } = state.instance;
    if (!this.#isPerItem) return Number.NEGATIVE_INFINITY;
    let value = (costs[(costStart[item] as number) + 1] as number) + state.tollOf(item);
    for (let b = 0; b < state.balanced.length; b++) {
      const measure = state.balanced[b] as number;
      value += state.amount(measure, item, 0) * (state.least[measure] as number);
    }
    return value;
  }

  #fillGoing(items: readonly number[], j: number): void {
    const { state } = this;
    const { start } = state.instance;
    const going = this.#going;
    going.clear();
    for (const i of items) {
      const from = state.chosen[i] as number;
      const left = state.leaving(i, from);
      for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
        if (state.employee(i, e) === j) continue;
        const cost = state.joining(i, e) - left;
        if (going.count === MOST && cost >= (going.loss[MOST - 1] as number)) continue;
        if (state.breach(i, from, e, true) > 0) continue;
        going.add(e, cost);
        this.#itemOf.set(e, i);
      }
    }
  }

  #join(coming: Shortlist, going: Shortlist): boolean {
    for (let x = 0; x < coming.count; x++) {
      for (let y = 0; y < going.count; y++) {
        if (this.#tryBoth(coming.items[x] as number, going.items[y] as number)) return true;
      }
    }
    return false;
  }

  /** Makes two moves if together they improve and break no limit. */
  #tryBoth(first: number, second: number): boolean {
    const { state } = this;
    const [one, other] = [this.#itemOf.get(first) as number, this.#itemOf.get(second) as number];
    const [from, left] = [state.chosen[one] as number, state.chosen[other] as number];
    if (one === other || from === first || left === second) return false;
    let cost = state.joining(one, first) - state.leaving(one, from);
    state.move(one, first);
    cost += state.joining(other, second) - state.leaving(other, left);
    state.move(other, second);
    if (cost < -this.least && state.broken === 0) return true;
    state.move(other, left);
    state.move(one, from);
    return false;
  }

  /** Moves an item while another one returns to its current employee. */
  *#replace(): Generator<void, boolean> {
    const { state } = this;
    const { items, start, current } = state.instance;
    const [leaving, returning] = [new Shortlist(), new Shortlist()];
    state.countPrices();
    let looked = 0;
    for (let i = 0; i < items; i++) {
      looked += EACH;
      if (looked >= SLICE) {
        looked = 0;
        yield;
      }
      const from = state.chosen[i] as number;
      const own = current[i] as number;
      if (own < 0) continue;
      const left = state.leaving(i, from);
      if (from !== own) {
        returning.add(own, state.joining(i, own) - left);
        this.#itemOf.set(own, i);
        continue;
      }
      let [best, least] = [-1, leaving.count === MOST ? Math.min(0, leaving.loss[MOST - 1] as number) : 0];
      if (this.#outlook(i) - left >= least) continue;
      for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
        if (e === own) continue;
        const cost = state.joining(i, e) - left;
        if (cost < least) [best, least] = [e, cost];
      }
      if (best >= 0) {
        leaving.add(best, least);
        this.#itemOf.set(best, i);
      }
      looked += (start[i + 1] as number) - (start[i] as number);
    }
    let hasHelped = false;
    for (let x = 0; x < leaving.count; x++) {
      for (let y = 0; y < returning.count; y++) {
        if (!this.#tryBoth(returning.items[y] as number, leaving.items[x] as number)) continue;
        hasHelped = true;
        break;
      }
    }
    return hasHelped;
  }
}

/** Work between two yields, in entries; an item comes to so many. */
const SLICE = 100_000;
const EACH = 8;

function itemsOf(state: BalanceState): readonly number[][] {
  const { items, employees } = state.instance;
  const held = Array.from({ length: employees }, (): number[] => []);
  for (let i = 0; i < items; i++) held[state.holder(i)]?.push(i);
  return held;
}
