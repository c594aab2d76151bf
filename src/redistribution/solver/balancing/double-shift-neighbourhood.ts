import { keepLeast } from '../neighbourhoods/keep-least.ts';
import type { BalanceState } from './balance-state.ts';

/** So many items that could come to an employee are tried with so many that could go on from there. */
const MOST = 12;

/** Some items with where they could go, the cheapest first. */
class Shortlist {
  readonly items = new Int32Array(MOST);
  readonly loss = new Float64Array(MOST);
  readonly most = MOST;
  count = 0;

  /** Entries stand for items: each is of one. */
  add(entry: number, cost: number): void {
    this.count = keepLeast(this, 0, this.count, entry, cost);
  }

  clear(): void {
    this.count = 0;
  }
}

/**
 * Two moves that help only together: an item comes to an employee, who passes another one on; or, where a budget of moves is spent, an
 * item moves and another one, anywhere, goes home instead.
 */
export class DoubleShiftNeighbourhood {
  readonly #going = new Shortlist();
  readonly #itemOf = new Map<number, number>();

  constructor(
    readonly state: BalanceState,
    readonly least: number,
  ) {}

  /** Once round all employees; yields now and then, and tells whether anything helped. */
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

  /** Where a budget of moves is spent: items move, and others go home for them, until that helps no more. */
  *replaceAll(): Generator<void, void> {
    while (yield* this.#replace());
  }

  /** By employee, what could come most cheaply, whatever they hold. */
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

  /** What squares give back when as much goes as comes. */
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

  /** The least that an item can cost anywhere but at home. */
  #outlook(item: number): number {
    const { state } = this;
    const { items, measures, costs, costStart } = state.instance;
    if (measures.some(({ length }) => length !== items)) return Number.NEGATIVE_INFINITY;
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

  /** Makes two moves if they cost less together and break nothing. */
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

  /** An item moves, and another one goes home for it. */
  *#replace(): Generator<void, boolean> {
    const { state } = this;
    const { items, start, current } = state.instance;
    const [leaving, returning] = [new Shortlist(), new Shortlist()];
    state.countPrices();
    let looked = 0;
    for (let i = 0; i < items; i++) {
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
      if (looked < SLICE) continue;
      looked = 0;
      yield;
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

/** Work between two yields. */
const SLICE = 100_000;

function itemsOf(state: BalanceState): readonly number[][] {
  const { items, employees } = state.instance;
  const held = Array.from({ length: employees }, (): number[] => []);
  for (let i = 0; i < items; i++) held[state.holder(i)]?.push(i);
  return held;
}
