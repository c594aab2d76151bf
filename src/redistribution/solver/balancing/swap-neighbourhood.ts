import { costOf, kindsOf } from '../model/shared-instance.ts';
import type { Ledger } from './balance-state.ts';

/** What an employee could give in a trade. */
interface Pool {
  /** Of each kind, what leaves home cheapest, and one that is not at home. */
  readonly samples: readonly number[];
  /** By sample, the least that its costs rise by with anybody but whose it was; and the least of these. */
  readonly floors: readonly number[];
  readonly floor: number;
  /** What is not at home, by whose it was. */
  readonly guests: readonly number[];
  readonly homes: readonly number[];
}

/** One side of a pair of employees: items that could go to the other, one of each kind. */
class Side {
  length = 0;
  items = new Int32Array(64);
  /** By what costs and balances would change at their slopes. */
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

  /** The dearest last. */
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
 * Two employees give one item each to the other, if that breaks no limit and costs less. At the slopes of the balances a trade's two
 * moves must cost less than nothing together, as squares only add to it: few pairs of items need to be looked at.
 */
export class Trades {
  work = 0;
  readonly #items: number[][];
  /** By item: a number that it shares with those of the same amounts. */
  readonly #kind: Int32Array;
  readonly #isPerItem: boolean;
  /** By employee, made when they are asked for. */
  readonly #pools: (Pool | undefined)[] = [];
  readonly #one = new Side();
  readonly #other = new Side();

  constructor(
    readonly ledger: Ledger,
    readonly least: number,
  ) {
    const { instance } = ledger;
    this.#kind = ownKindsOf(ledger);
    this.#isPerItem = instance.measures.every(({ length }) => length === instance.items);
    this.#items = Array.from({ length: instance.employees }, () => []);
    for (const i of byKind(this.#kind)) {
      if ((instance.start[i + 1] as number) - (instance.start[i] as number) < 2) continue;
      this.#items[ledger.holder(i)]?.push(i);
    }
  }

  /** Trades until none helps; yields now and then. */
  *run(): Generator<void, void> {
    const { employees } = this.ledger.instance;
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
    const { ledger } = this;
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
        if (!tradeBetween(ledger, item, partner)) continue;
        this.#exchange(a, item, partner);
        this.#exchange(b, partner, item);
        return true;
      }
    }
    return false;
  }

  /** The least that costs rise by when something goes from one to the other. */
  #floor(from: number, to: number): number {
    const { ledger } = this;
    const pool = this.#poolOf(from);
    let least = pool.floor;
    for (let at = firstOf(pool.homes, to); pool.homes[at] === to; at++) {
      const item = pool.guests[at] as number;
      const home = ledger.instance.home[item] as number;
      least = Math.min(least, ledger.own(item, home) - ledger.own(item, ledger.chosen[item] as number));
    }
    return least;
  }

  /** The most that balances can gain by a trade between the two, whatever is traded. */
  #mostBySquares(a: number, b: number): number {
    const { ledger } = this;
    if (!this.#isPerItem) return Number.POSITIVE_INFINITY;
    let most = 0;
    for (let m = 0; m < ledger.balanced.length; m++) {
      const base = (ledger.balanced[m] as number) * ledger.instance.employees;
      const apart = (ledger.price[base + a] as number) - (ledger.price[base + b] as number);
      const weight = (ledger.weight[base + a] as number) + (ledger.weight[base + b] as number);
      if (apart !== 0) most += (apart * apart) / (4 * weight);
    }
    return most;
  }

  /** What could go from one to the other if its costs rise by less than that, of each kind the cheapest; returns the least rise. */
  #fill(side: Side, from: number, to: number, most: number): number {
    side.clear();
    let least = Number.POSITIVE_INFINITY;
    const pool = this.#poolOf(from);
    const add = (item: number) => {
      const entry = this.ledger.entryOf(item, to);
      if (entry < 0) return;
      const rise = this.#rise(item, this.ledger.chosen[item] as number, entry);
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
    const { home } = this.ledger.instance;
    const { chosen } = this.ledger;
    const samples: number[] = [];
    const guests: number[] = [];
    let kind = -1;
    let [atHome, away] = [-1, -1];
    for (const item of this.#items[j] as number[]) {
      const own = home[item] as number;
      if (own >= 0 && own !== chosen[item]) guests.push(item);
      if (this.#kind[item] !== kind) {
        if (atHome >= 0) samples.push(atHome);
        if (away >= 0) samples.push(away);
        kind = this.#kind[item] as number;
        [atHome, away] = [-1, -1];
      }
      if (own === chosen[item]) {
        if (atHome < 0 || this.#leave(item) < this.#leave(atHome)) atHome = item;
      } else if (away < 0) away = item;
    }
    if (atHome >= 0) samples.push(atHome);
    if (away >= 0) samples.push(away);
    const homeOf = (item: number) => this.ledger.employee(item, home[item] as number);
    guests.sort((a, b) => homeOf(a) - homeOf(b) || a - b);
    const { costs, costStart } = this.ledger.instance;
    const floors = samples.map(
      (item) =>
        (costs[(costStart[item] as number) + 1] as number) -
        costOf(this.ledger.instance, item, chosen[item] as number),
    );
    const floor = floors.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
    const pool = { samples, floors, floor, guests, homes: guests.map(homeOf) };
    this.#pools[j] = pool;
    this.work += (this.#items[j] as number[]).length;
    return pool;
  }

  /** What it costs an item of a list to leave its home. */
  #leave(item: number): number {
    const { instance } = this.ledger;
    const { costs, costStart, home } = instance;
    return (costs[(costStart[item] as number) + 1] as number) - costOf(instance, item, home[item] as number);
  }

  #rise(item: number, from: number, to: number): number {
    const { ledger } = this;
    const { employees } = ledger.instance;
    const [receiver, giver] = [ledger.employee(item, to), ledger.employee(item, from)];
    let rise = ledger.own(item, to) - ledger.own(item, from);
    for (const measure of ledger.balanced) {
      const base = measure * employees;
      rise +=
        ledger.amount(measure, item, to) * (ledger.price[base + receiver] as number) -
        ledger.amount(measure, item, from) * (ledger.price[base + giver] as number);
    }
    return rise;
  }

  #squares(a: number, b: number, item: number, partner: number): number {
    const { ledger } = this;
    const { employees } = ledger.instance;
    const [here, there] = [ledger.chosen[item] as number, ledger.chosen[partner] as number];
    const [itemThere, partnerHere] = [ledger.entryOf(item, b), ledger.entryOf(partner, a)];
    let sum = 0;
    for (const measure of ledger.balanced) {
      const base = measure * employees;
      const atOne = ledger.amount(measure, partner, partnerHere) - ledger.amount(measure, item, here);
      const atOther = ledger.amount(measure, item, itemThere) - ledger.amount(measure, partner, there);
      sum +=
        atOne * atOne * (ledger.weight[base + a] as number) +
        atOther * atOther * (ledger.weight[base + b] as number);
    }
    return sum;
  }

  /** In an employee's list, one item for another. */
  #exchange(employee: number, gone: number, come: number): void {
    const items = this.#items[employee] as number[];
    items.splice(items.indexOf(gone), 1);
    const kind = this.#kind[come] as number;
    let at = items.length;
    while (at > 0 && (this.#kind[items[at - 1] as number] as number) > kind) at--;
    items.splice(at, 0, come);
    this.#pools[employee] = undefined;
  }
}

/** Where an employee begins in an ascending list. */
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

/** Makes the trade unless it breaks a limit. */
function tradeBetween(ledger: Ledger, item: number, partner: number): boolean {
  const [from, back] = [ledger.chosen[item] as number, ledger.chosen[partner] as number];
  const [to, home] = [
    ledger.entryOf(item, ledger.holder(partner)),
    ledger.entryOf(partner, ledger.holder(item)),
  ];
  ledger.move(item, to);
  ledger.move(partner, home);
  if (ledger.broken === 0) return true;
  ledger.move(item, from);
  ledger.move(partner, back);
  return false;
}

/** Items of one list and of the same amounts are of one kind; each of the others is one by itself. */
function ownKindsOf({ instance }: Ledger): Int32Array {
  const kinds = kindsOf(instance, [...instance.measures.keys()]);
  let count = kinds.reduce((most, kind) => Math.max(most, kind + 1), 0);
  for (let i = 0; i < kinds.length; i++) if ((kinds[i] as number) < 0) kinds[i] = count++;
  return kinds;
}

/** The items, kind by kind. */
function byKind(kind: Int32Array): Int32Array {
  const next = new Int32Array(kind.reduce((most, one) => Math.max(most, one), 0) + 2);
  for (let i = 0; i < kind.length; i++) next[(kind[i] as number) + 1]!++;
  for (let k = 1; k < next.length; k++) next[k]! += next[k - 1] as number;
  const order = new Int32Array(kind.length);
  for (let i = 0; i < kind.length; i++) order[next[kind[i] as number]!++] = i;
  return order;
}
