import { type Candidates, toMarginals, toReceivable } from './candidates.ts';
import { Chains } from './chains.ts';
import type { Standing } from './standing.ts';

/** How many items of an employee a chain may take away. */
const MARGINAL_ITEMS = 40;

/** Goes downhill by chains until no item has one that helps. Only items that something has changed for are looked at again. */
export class Descent {
  readonly #chains: Chains;
  /** A ring of items to look at, each in it once. */
  readonly #queue: Int32Array;
  readonly #isQueued: Uint8Array;
  /** By employee, the items that may come to them. */
  readonly #receivable: ReturnType<typeof toReceivable>;
  #head = 0;
  #length = 0;

  constructor(
    readonly standing: Standing,
    readonly candidates: Candidates,
  ) {
    const { items } = standing.instance;
    const marginals = toMarginals(standing.instance, candidates, standing.chosen, MARGINAL_ITEMS);
    this.#chains = new Chains(standing, candidates, marginals, candidates.limits[0] as number);
    this.#receivable = toReceivable(standing.instance, candidates);
    this.#queue = new Int32Array(items);
    this.#isQueued = new Uint8Array(items);
  }

  /** Entries looked at so far. */
  get work(): number {
    return this.#chains.work;
  }

  queueAll(): void {
    for (let i = 0; i < this.#queue.length; i++) this.queue(i);
  }

  /** The items that chains may take away, of everybody. */
  queueMarginals(): void {
    for (const item of this.#chains.marginals.items) this.queue(item);
  }

  /** Whatever could mend a row that is broken: what its employee has too much of, or what others could give. */
  queueFor(r: number): void {
    const { rows, sums, first, next } = this.standing;
    const j = rows.employee[r] as number;
    if (j < 0) {
      this.queueMarginals();
      return;
    }
    if ((sums[r] as number) > (rows.high[r] as number)) {
      for (let i = first[j] as number; i >= 0; i = next[i] as number) this.queue(i);
      return;
    }
    const { start, items } = this.#receivable;
    for (let at = start[j] as number; at < (start[j + 1] as number); at++) this.queue(items[at] as number);
  }

  /** Chains of up to so many moves, until nothing helps or the work is done; true in the first case. */
  run(most: number, until: number): boolean {
    const { items } = this.standing.instance;
    const chains = this.#chains;
    const touch = (employee: number) => this.#queueMarginalsOf(employee);
    while (this.#length > 0) {
      if (chains.work >= until) return false;
      const item = this.#queue[this.#head] as number;
      this.#head = (this.#head + 1) % items;
      this.#length--;
      this.#isQueued[item] = 0;
      if (chains.improve(item, most, touch)) this.queue(item);
    }
    return true;
  }

  /** Looks at entries of as much regret as the next limit says; after the widest comes the narrowest. */
  widen(): void {
    const { limits } = this.candidates;
    const wider = limits.find((limit) => limit > this.#chains.limit);
    this.#chains.limit = wider ?? (limits[0] as number);
  }

  /** Chooses anew which items chains may take away from whom. */
  refresh(): void {
    const { instance, chosen } = this.standing;
    this.#chains.marginals = toMarginals(instance, this.candidates, chosen, MARGINAL_ITEMS);
  }

  #queueMarginalsOf(employee: number): void {
    const { start, items } = this.#chains.marginals;
    for (let at = start[employee] as number; at < (start[employee + 1] as number); at++) {
      this.queue(items[at] as number);
    }
  }

  /** One item is to be looked at. */
  queue(item: number): void {
    if (this.#isQueued[item]) return;
    this.#isQueued[item] = 1;
    this.#queue[(this.#head + this.#length) % this.#queue.length] = item;
    this.#length++;
  }
}
