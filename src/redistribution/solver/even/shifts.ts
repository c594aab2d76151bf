import type { Ledger } from './ledger.ts';
import type { Lists } from './lists.ts';

/** Changes of what is broken below this are none. */
const NONE = 1e-9;
/** Entries looked at between two turns. */
const TURN = 200_000;

/** Single moves: the best one of an item, if it breaks no limit any further. */
export class Shifts {
  /** Entries looked at so far. */
  work = 0;
  /** By item, the least cost of an entry that is not its home. */
  readonly #away: Float64Array;
  readonly #isPerItem: boolean;
  readonly #isUsual: boolean;
  #due = 0;

  constructor(
    readonly ledger: Ledger,
    readonly lists: Lists,
    /** What is gained by less is rounding. */
    public least: number,
  ) {
    const { items, start, cost, home, measures } = ledger.instance;
    this.#away = new Float64Array(items).fill(Number.POSITIVE_INFINITY);
    for (let i = 0; i < items; i++) {
      const own = home[i] as number;
      let least = Number.POSITIVE_INFINITY;
      for (let e = start[i] as number; e < (start[i + 1] as number); e++)
        if (e !== own && (cost[e] as number) < least) least = cost[e] as number;
      this.#away[i] = least;
    }
    this.#isPerItem = measures.every(({ length }) => length === items);
    this.#isUsual = this.#isPerItem && ledger.balanced.length === 1;
  }

  /** The items in the order in which they had best leave their homes: those first that cost least for what they weigh. */
  order(): Int32Array {
    const { items, cost, home } = this.ledger.instance;
    const keys = new Float64Array(items);
    for (let i = 0; i < items; i++) {
      const own = home[i] as number;
      const rise = (this.#away[i] as number) - (own < 0 ? 0 : (cost[own] as number));
      const size = this.sizeOf(i);
      keys[i] = size > 0 ? rise / size : rise > 0 ? Number.POSITIVE_INFINITY : 0;
    }
    return Int32Array.from(keys.keys()).sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b);
  }

  /** What an item weighs in the balances. */
  sizeOf(item: number): number {
    const { start } = this.ledger.instance;
    let size = 0;
    for (const measure of this.ledger.balanced)
      size += this.ledger.amount(measure, item, start[item] as number);
    return size;
  }

  /** Gives an item that nobody has yet to whoever breaks least by it, and of these to whom it costs least. */
  place(item: number): void {
    const { ledger } = this;
    const { start } = ledger.instance;
    let [best, breach, least] = [-1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let e = start[item] as number; e < (start[item + 1] as number); e++) {
      this.work++;
      const broken = ledger.breach(item, -1, e);
      if (broken > breach + NONE) continue;
      const value = ledger.joining(item, e);
      if (broken > breach - NONE && value >= least) continue;
      [best, breach, least] = [e, broken, value];
    }
    ledger.move(item, best);
  }

  /** Moves an item to where it breaks less, or costs less and breaks no more; tells whether it did. */
  improve(item: number): boolean {
    this.work++;
    const to = this.ledger.broken > 0 ? this.#mending(item) : this.#cheapest(item);
    if (to < 0) return false;
    this.ledger.move(item, to);
    return true;
  }

  #cheapest(item: number): number {
    const { ledger } = this;
    const { start, employee, cost, home } = ledger.instance;
    const from = ledger.chosen[item] as number;
    const own = home[item] as number;
    let least = ledger.leaving(item, from) - this.least;
    let best = -1;
    if (own >= 0 && own !== from) {
      const value = ledger.joining(item, own);
      if (value < least && ledger.breach(item, from, own) <= NONE) [best, least] = [own, value];
    }
    if (this.#outlook(item) >= least) return best;
    const begin = start[item] as number;
    const end = start[item + 1] as number;
    this.work += end - begin;
    if (this.#isUsual) {
      const measure = ledger.balanced[0] as number;
      const base = measure * ledger.instance.employees;
      const amount = ledger.amount(measure, item, begin);
      const { price, weight } = ledger;
      const toll = ledger.tollOf(item);
      const list = this.lists.of[item] as number;
      if (list >= 0) {
        const employees = this.lists.employees[list] as Int32Array;
        const fixed = (this.#away[item] as number) + toll;
        for (let at = 0; at < employees.length; at++) {
          const to = base + (employees[at] as number);
          const value = fixed + amount * ((price[to] as number) + amount * (weight[to] as number));
          const e = begin + at;
          if (value >= least || e === from || e === own || ledger.breach(item, from, e) > NONE) continue;
          [best, least] = [e, value];
        }
        return best;
      }
      for (let e = begin; e < end; e++) {
        const at = base + (employee[e] as number);
        const value =
          (cost[e] as number) + toll + amount * ((price[at] as number) + amount * (weight[at] as number));
        if (value >= least || e === from || e === own || ledger.breach(item, from, e) > NONE) continue;
        [best, least] = [e, value];
      }
      return best;
    }
    for (let e = begin; e < end; e++) {
      if (e === from || e === own) continue;
      const value = ledger.joining(item, e);
      if (value < least && ledger.breach(item, from, e) <= NONE) [best, least] = [e, value];
    }
    return best;
  }

  /** Gives an item to one who has too little, if that mends more than it breaks; tells whether it did. */
  supply(item: number, short: readonly number[]): boolean {
    const { ledger } = this;
    const from = ledger.chosen[item] as number;
    let [best, breach, least] = [-1, -NONE, Number.POSITIVE_INFINITY];
    for (const j of short) {
      const e = ledger.entryOf(item, j);
      if (e < 0 || e === from) continue;
      this.work++;
      const broken = ledger.breach(item, from, e);
      if (broken > breach + NONE) continue;
      const value = ledger.joining(item, e);
      if (broken > breach - NONE && value >= least) continue;
      [best, breach, least] = [e, Math.min(broken, breach), value];
    }
    if (best < 0 || breach >= -NONE) return false;
    ledger.move(item, best);
    return true;
  }

  /** Whether it is others' turn. */
  isDue(): boolean {
    if (this.work < this.#due) return false;
    this.#due = this.work + TURN;
    return true;
  }

  /** What a move out of the fullest hands gains. */
  typicalGain(): number {
    const { items, home } = this.ledger.instance;
    let most = 0;
    for (let i = 0; i < items; i += Math.max(1, items >> 10)) {
      const own = home[i] as number;
      if (own < 0) continue;
      const left = this.ledger.leaving(i, own);
      most = Math.max(most, Math.abs(left), Math.abs(this.#away[i] as number));
    }
    return most;
  }

  /** The least that an item can cost anywhere but at home. */
  #outlook(item: number): number {
    const { ledger } = this;
    if (!this.#isPerItem) return Number.NEGATIVE_INFINITY;
    let value = (this.#away[item] as number) + ledger.tollOf(item);
    for (const measure of ledger.balanced)
      value += ledger.amount(measure, item, 0) * (ledger.least[measure] as number);
    return value;
  }

  /** Where limits are broken: the entry that breaks least, and of these the cheapest. */
  #mending(item: number): number {
    const { ledger } = this;
    const { start } = ledger.instance;
    const from = ledger.chosen[item] as number;
    let [best, breach, least] = [-1, 0, ledger.leaving(item, from) - this.least];
    for (let e = start[item] as number; e < (start[item + 1] as number); e++) {
      if (e === from) continue;
      this.work++;
      const broken = ledger.breach(item, from, e);
      if (broken > breach + NONE) continue;
      const value = ledger.joining(item, e);
      if (broken > breach - NONE && value >= least) continue;
      [best, breach, least] = [e, broken, value];
    }
    return best;
  }
}
