import { keepLeast } from '../neighbourhoods/keep-least.ts';
import type { Ledger } from './balance-state.ts';

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
export class Relays {
  readonly #going = new Shortlist();
  readonly #itemOf = new Map<number, number>();

  constructor(
    readonly ledger: Ledger,
    readonly least: number,
  ) {}

  /** Once round all employees; yields now and then, and tells whether anything helped. */
  *run(): Generator<void, boolean> {
    const { employees } = this.ledger.instance;
    const coming = yield* this.#bestComing();
    let hasHelped = false;
    const held = itemsOf(this.ledger);
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
    const { ledger } = this;
    const { items, employees, start } = ledger.instance;
    const lists = Array.from({ length: employees }, () => new Shortlist());
    let looked = 0;
    for (let i = 0; i < items; i++) {
      const from = ledger.chosen[i] as number;
      const left = ledger.leaving(i, from);
      const [begin, end] = [start[i] as number, start[i + 1] as number];
      for (let e = begin; e < end; e++) {
        if (e === from) continue;
        const j = ledger.employee(i, e);
        const cost = ledger.joining(i, e) - left - this.#coupling(i, e);
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
    const { ledger } = this;
    const { employees } = ledger.instance;
    const j = ledger.employee(item, entry);
    let sum = 0;
    for (const measure of ledger.balanced) {
      const amount = ledger.amount(measure, item, entry);
      sum += 2 * (ledger.weight[measure * employees + j] as number) * amount * amount;
    }
    return sum;
  }

  /** The least that an item can cost anywhere but at home. */
  #outlook(item: number): number {
    const { ledger } = this;
    const { items, measures, costs, costStart } = ledger.instance;
    if (measures.some(({ length }) => length !== items)) return Number.NEGATIVE_INFINITY;
    let value = (costs[(costStart[item] as number) + 1] as number) + ledger.tollOf(item);
    for (let b = 0; b < ledger.balanced.length; b++) {
      const measure = ledger.balanced[b] as number;
      value += ledger.amount(measure, item, 0) * (ledger.least[measure] as number);
    }
    return value;
  }

  #fillGoing(items: readonly number[], j: number): void {
    const { ledger } = this;
    const { start } = ledger.instance;
    const going = this.#going;
    going.clear();
    for (const i of items) {
      const from = ledger.chosen[i] as number;
      const left = ledger.leaving(i, from);
      for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
        if (ledger.employee(i, e) === j) continue;
        const cost = ledger.joining(i, e) - left;
        if (going.count === MOST && cost >= (going.loss[MOST - 1] as number)) continue;
        if (ledger.breach(i, from, e, true) > 0) continue;
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
    const { ledger } = this;
    const [one, other] = [this.#itemOf.get(first) as number, this.#itemOf.get(second) as number];
    const [from, left] = [ledger.chosen[one] as number, ledger.chosen[other] as number];
    if (one === other || from === first || left === second) return false;
    let cost = ledger.joining(one, first) - ledger.leaving(one, from);
    ledger.move(one, first);
    cost += ledger.joining(other, second) - ledger.leaving(other, left);
    ledger.move(other, second);
    if (cost < -this.least && ledger.broken === 0) return true;
    ledger.move(other, left);
    ledger.move(one, from);
    return false;
  }

  /** An item moves, and another one goes home for it. */
  *#replace(): Generator<void, boolean> {
    const { ledger } = this;
    const { items, start, home } = ledger.instance;
    const [leaving, returning] = [new Shortlist(), new Shortlist()];
    ledger.countPrices();
    let looked = 0;
    for (let i = 0; i < items; i++) {
      const from = ledger.chosen[i] as number;
      const own = home[i] as number;
      if (own < 0) continue;
      const left = ledger.leaving(i, from);
      if (from !== own) {
        returning.add(own, ledger.joining(i, own) - left);
        this.#itemOf.set(own, i);
        continue;
      }
      let [best, least] = [-1, leaving.count === MOST ? Math.min(0, leaving.loss[MOST - 1] as number) : 0];
      if (this.#outlook(i) - left >= least) continue;
      for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
        if (e === own) continue;
        const cost = ledger.joining(i, e) - left;
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

function itemsOf(ledger: Ledger): readonly number[][] {
  const { items, employees } = ledger.instance;
  const held = Array.from({ length: employees }, (): number[] => []);
  for (let i = 0; i < items; i++) held[ledger.holder(i)]?.push(i);
  return held;
}
