import { costOf, kindsOf, receiversOf } from '../model/shared-instance.ts';
import type { BalanceState } from './balance-state.ts';

/** What an employee could give in a swap. */
interface Pool {
  /**
   * Of each kind: the item that is cheapest to move away from its current employee, and one already moved.
   */
  readonly samples: readonly number[];
  /** By sample: the least rise of costs with anybody but its current employee; and the minimum of these. */
  readonly floors: readonly number[];
  readonly floor: number;
  /** Items already moved, by their current employee. */
  readonly guests: readonly number[];
  readonly homes: readonly number[];
}

/** One side of a swap: the items that could go to the other employee, one of each kind. */
class Side {
  length = 0;
  items = new Int32Array(64);
  /** The change of costs and balances, at the slopes. */
  rises = new Float64Array(64);

  clear(): void {
    this.length = 0;
  }

  add(item: number, rise: number): void {
    if (this.length === this.items.length) {
      const [items, rises] = [this.items, this.rises];
      this.items = new Int32Array(2 * items.length);
      this.rises = new Float64Array(2 * items.length);
      this.items.set(items);
      this.rises.set(rises);
    }
    this.items[this.length] = item;
    this.rises[this.length++] = rise;
  }

  /** Sorts by rise, ascending. */
  sort(): void {
    const { items, rises } = this;
    for (let at = 1; at < this.length; at++) {
      const [item, rise] = [items[at] as number, rises[at] as number];
      let to = at;
      for (; to > 0 && (rises[to - 1] as number) > rise; to--) {
        items[to] = items[to - 1] as number;
        rises[to] = rises[to - 1] as number;
      }
      items[to] = item;
      rises[to] = rise;
    }
  }
}

/**
 * The swap neighbourhood: two employees exchange one item each. Squares only add to the cost at the slopes,
 * so a swap can pay only if its cost at the slopes is negative: few pairs need examination.
 */
export class SwapNeighbourhood {
  work = 0;
  readonly #items: number[][];
  readonly #tables: Tables;
  readonly #isPerItem: boolean;
  /** By employee, made on demand. */
  readonly #pools: (Pool | undefined)[] = [];
  readonly #one = new Side();
  readonly #other = new Side();

  constructor(
    readonly state: BalanceState,
    readonly least: number,
    /** Another neighbourhood of the same instance, whose tables are shared. */
    like?: SwapNeighbourhood,
  ) {
    const { instance } = state;
    this.#tables = like ? like.#tables : tablesOf(state);
    this.#isPerItem = instance.measures.every(({ length }) => length === instance.items);
    this.#items = Array.from({ length: instance.employees }, () => []);
    for (const i of this.#tables.movable) this.#items[state.holder(i)]?.push(i);
  }

  /** Makes swaps until none improves; yields regularly. */
  *run(): Generator<void, void> {
    const { employees } = this.state.instance;
    const changed = new Float64Array(employees).fill(1);
    const seen = new Float64Array(employees * employees);
    let [now, yielded] = [1, 0];
    for (let isDone = false; !isDone; ) {
      isDone = true;
      for (let a = 0; a < employees; a++) {
        for (let b = a + 1; b < employees; b++) {
          const pair = a * employees + b;
          if (Math.max(changed[a] as number, changed[b] as number) <= (seen[pair] as number)) continue;
          seen[pair] = now;
          while (this.#trade(a, b)) {
            isDone = false;
            now++;
            changed[a] = now;
            changed[b] = now;
          }
          if (this.work - yielded < SLICE) continue;
          yielded = this.work;
          yield;
        }
      }
    }
  }

  #trade(a: number, b: number): boolean {
    const { state } = this;
    const [one, other] = [this.#one, this.#other];
    const [floorOfOne, floorOfOther] = [this.#floor(a, b), this.#floor(b, a)];
    const most = this.#mostBySquares(a, b) - this.least;
    this.work++;
    if (floorOfOne + floorOfOther >= most) return false;
    const leastOfOne = this.#fill(one, a, b, most - floorOfOther);
    const leastOfOther = this.#fill(other, b, a, most - floorOfOne);
    if (leastOfOne + leastOfOther >= -this.least) return false;
    keepBelow(one, -this.least - leastOfOther);
    keepBelow(other, -this.least - leastOfOne);
    one.sort();
    other.sort();
    for (let x = 0; x < one.length; x++) {
      const item = one.items[x] as number;
      for (let y = 0; y < other.length; y++) {
        const rise = (one.rises[x] as number) + (other.rises[y] as number);
        if (rise >= -this.least) break;
        this.work++;
        const partner = other.items[y] as number;
        if (rise + this.#squares(a, b, item, partner) >= -this.least) continue;
        if (!tradeBetween(state, item, partner)) continue;
        this.#exchange(a, item, partner);
        this.#exchange(b, partner, item);
        return true;
      }
    }
    return false;
  }

  /** Lower bound of the rise of costs when any item goes from one to the other. */
  #floor(from: number, to: number): number {
    const { state } = this;
    const pool = this.#poolOf(from);
    let least = pool.floor;
    for (let at = firstOf(pool.homes, to); pool.homes[at] === to; at++) {
      const item = pool.guests[at] as number;
      const current = state.instance.current[item] as number;
      least = Math.min(least, state.own(item, current) - state.own(item, state.chosen[item] as number));
    }
    return least;
  }

  /** Upper bound of the gain of balances by any swap between the two. */
  #mostBySquares(a: number, b: number): number {
    const { state } = this;
    if (!this.#isPerItem) return Number.POSITIVE_INFINITY;
    let most = 0;
    for (let m = 0; m < state.balanced.length; m++) {
      const base = (state.balanced[m] as number) * state.instance.employees;
      const apart = (state.price[base + a] as number) - (state.price[base + b] as number);
      const weight = (state.weight[base + a] as number) + (state.weight[base + b] as number);
      if (apart !== 0) most += (apart * apart) / (4 * weight);
    }
    return most;
  }

  /**
   * Collects the items that could change hands at a rise below `most`, the cheapest of each kind.
   * @returns the least rise
   */
  #fill(side: Side, from: number, to: number, most: number): number {
    side.clear();
    let least = Number.POSITIVE_INFINITY;
    const pool = this.#poolOf(from);
    const add = (item: number) => {
      const entry = this.state.entryOf(item, to);
      if (entry < 0) return;
      const rise = this.#rise(item, this.state.chosen[item] as number, entry);
      if (rise < least) least = rise;
      side.add(item, rise);
    };
    for (let at = 0; at < pool.samples.length; at++)
      if ((pool.floors[at] as number) < most) add(pool.samples[at] as number);
    for (let at = firstOf(pool.homes, to); pool.homes[at] === to; at++) add(pool.guests[at] as number);
    this.work += side.length;
    return least;
  }

  #poolOf(j: number): Pool {
    const known = this.#pools[j];
    if (known) return known;
    const { kind: kinds, leave, home } = this.#tables;
    const { instance, chosen } = this.state;
    const { current, costs, costStart } = instance;
    const samples: number[] = [];
    const guests: number[] = [];
    let kind = -1;
    let [atHome, away] = [-1, -1];
    for (const item of this.#items[j] as number[]) {
      const own = current[item] as number;
      const isHome = own === chosen[item];
      if (own >= 0 && !isHome) guests.push(item);
      if (kinds[item] !== kind) {
        if (atHome >= 0) samples.push(atHome);
        if (away >= 0) samples.push(away);
        kind = kinds[item] as number;
        [atHome, away] = [-1, -1];
      }
      if (!isHome) {
        if (away < 0) away = item;
      } else if (atHome < 0 || (leave[item] as number) < (leave[atHome] as number)) atHome = item;
    }
    if (atHome >= 0) samples.push(atHome);
    if (away >= 0) samples.push(away);
    const homeOf = (item: number) => home[item] as number;
    guests.sort((a, b) => homeOf(a) - homeOf(b) || a - b);
    const floors = samples.map((item) =>
      current[item] === chosen[item]
        ? (leave[item] as number)
        : (costs[(costStart[item] as number) + 1] as number) - costOf(instance, item, chosen[item] as number),
    );
    const floor = floors.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
    const pool = { samples, floors, floor, guests, homes: guests.map(homeOf) };
    this.#pools[j] = pool;
    this.work += (this.#items[j] as number[]).length;
    return pool;
  }

  #rise(item: number, from: number, to: number): number {
    const { state } = this;
    const { employees } = state.instance;
    const [receiver, giver] = [state.employee(item, to), state.employee(item, from)];
    let rise = state.own(item, to) - state.own(item, from);
    for (const measure of state.balanced) {
      const base = measure * employees;
      rise +=
        state.amount(measure, item, to) * (state.price[base + receiver] as number) -
        state.amount(measure, item, from) * (state.price[base + giver] as number);
    }
    return rise;
  }

  #squares(a: number, b: number, item: number, partner: number): number {
    const { state } = this;
    const { employees } = state.instance;
    const [here, there] = [state.chosen[item] as number, state.chosen[partner] as number];
    const [itemThere, partnerHere] = [state.entryOf(item, b), state.entryOf(partner, a)];
    let sum = 0;
    for (const measure of state.balanced) {
      const base = measure * employees;
      const atOne = state.amount(measure, partner, partnerHere) - state.amount(measure, item, here);
      const atOther = state.amount(measure, item, itemThere) - state.amount(measure, partner, there);
      sum +=
        atOne * atOne * (state.weight[base + a] as number) +
        atOther * atOther * (state.weight[base + b] as number);
    }
    return sum;
  }

  /** Replaces one item by another in an employee's list. */
  #exchange(employee: number, gone: number, come: number): void {
    const items = this.#items[employee] as number[];
    items.splice(items.indexOf(gone), 1);
    const { kind } = this.#tables;
    let at = items.length;
    while (at > 0 && (kind[items[at - 1] as number] as number) > (kind[come] as number)) at--;
    items.splice(at, 0, come);
    this.#pools[employee] = undefined;
  }
}

/** First position of an employee in an ascending list. */
function firstOf(list: readonly number[], j: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as number) < j) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Work between two yields. */
const SLICE = 100_000;

function keepBelow(side: Side, most: number): void {
  let length = 0;
  for (let at = 0; at < side.length; at++) {
    if ((side.rises[at] as number) >= most) continue;
    side.items[length] = side.items[at] as number;
    side.rises[length++] = side.rises[at] as number;
  }
  side.length = length;
}

/** Makes the swap unless it breaks a limit. */
function tradeBetween(state: BalanceState, item: number, partner: number): boolean {
  const [from, back] = [state.chosen[item] as number, state.chosen[partner] as number];
  const [to, current] = [
    state.entryOf(item, state.holder(partner)),
    state.entryOf(partner, state.holder(item)),
  ];
  state.move(item, to);
  state.move(partner, current);
  if (state.broken === 0) return true;
  state.move(item, from);
  state.move(partner, back);
  return false;
}

/** What depends on the instance alone. */
interface Tables {
  /** By item: the kind it shares with items of the same amounts. */
  readonly kind: Int32Array;
  /** The items with a choice, by kind. */
  readonly movable: Int32Array;
  /** By item: the least rise of costs when it leaves its current employee, and who that is. */
  readonly leave: Float64Array;
  readonly home: Int32Array;
}

function tablesOf(state: BalanceState): Tables {
  const { instance } = state;
  const { items, start, current, costs, costStart } = instance;
  const kind = ownKindsOf(state);
  const leave = new Float64Array(items);
  for (let i = 0; i < items; i++)
    leave[i] = (costs[(costStart[i] as number) + 1] as number) - (costs[costStart[i] as number] as number);
  const movable = byKind(kind).filter((i) => (start[i + 1] as number) - (start[i] as number) > 1);
  return { kind, movable, leave, home: receiversOf(instance, current) };
}

/** Kinds of items: equal lists and amounts. All other items are a kind of their own. */
function ownKindsOf({ instance }: BalanceState): Int32Array {
  const kinds = kindsOf(instance, [...instance.measures.keys()]);
  let count = kinds.reduce((most, kind) => Math.max(most, kind + 1), 0);
  for (let i = 0; i < kinds.length; i++) if ((kinds[i] as number) < 0) kinds[i] = count++;
  return kinds;
}

/** The items sorted by kind. */
function byKind(kind: Int32Array): Int32Array {
  const next = new Int32Array(kind.reduce((most, one) => Math.max(most, one), 0) + 2);
  for (let i = 0; i < kind.length; i++) next[(kind[i] as number) + 1]!++;
  for (let k = 1; k < next.length; k++) next[k]! += next[k - 1] as number;
  const order = new Int32Array(kind.length);
  for (let i = 0; i < kind.length; i++) order[next[kind[i] as number]!++] = i;
  return order;
}
