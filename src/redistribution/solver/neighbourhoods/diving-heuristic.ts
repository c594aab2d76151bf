import { Knapsack } from '../bound/knapsack.ts';
import type { KnapsackRelaxation } from '../bound/knapsack-relaxation.ts';
import type { Instance } from '../model/instance.ts';

/** The fixed part of a dive: employees outside the group keep their chosen entries. */
export interface DiveStart {
  readonly group: readonly number[];
  readonly chosen: Int32Array;
}

/** Passes before the first items are fixed, in a full dive and in a group; passes between two fixings. */
const FIRST = 60;
const FIRST_OF_GROUP = 30;
const PASSES = 5;
/** Weight of the latest pass in the moving average of entries. */
const WEIGHT = 0.1;
/** Confidence threshold of an entry, and the largest share of free items fixed at a time. */
const SURE = 0.95;
const AT_ONCE = 0.1;
/** Cost of an item in a pass, in entries examined. */
const LOOK = 0.1;
/** Factor of Polyak's step. */
const STEP = 0.5;

/**
 * Diving heuristic through the knapsack relaxation (Sadykov, Vanderbeck, Pessoa, Tahiri and Uchoa 2019). It
 * alternates a few subgradient passes with fixing the items on which the knapsacks agree. An entry's moving
 * average over the passes estimates its value in the linear program (volume algorithm, Barahona and Anbil
 * 2000).
 */
export class DivingHeuristic {
  /** By item: the fixed entry, or -1 where the dive ended without one. */
  readonly chosen: Int32Array;
  readonly #itemPrice: Float64Array;
  readonly #residual: Float64Array;
  readonly #count: Int32Array;
  /** By entry: the moving average of how often the passes took it. */
  readonly #share: Float64Array;
  /** By employee: the entries that can still be chosen. */
  readonly #open: Int32Array[];
  readonly #openCount: Int32Array;
  readonly #best: Int32Array;
  readonly #knapsack: Knapsack;
  readonly #free: Int32Array;
  #freeCount = 0;
  /** Cost of the fixed items. */
  #cost = 0;
  #looked = 0;

  constructor(
    readonly instance: Instance,
    readonly relaxation: KnapsackRelaxation,
    /** By entry; those above the limit are ignored. */
    readonly regret: Float64Array,
    public limit: number,
  ) {
    const { items } = instance;
    const { entriesOf } = relaxation;
    this.chosen = new Int32Array(items);
    this.#itemPrice = new Float64Array(items);
    this.#residual = new Float64Array(entriesOf.length);
    this.#count = new Int32Array(items);
    this.#best = new Int32Array(items);
    this.#free = new Int32Array(items);
    this.#share = new Float64Array(regret.length);
    this.#open = entriesOf.map(({ length }) => new Int32Array(length));
    this.#openCount = new Int32Array(entriesOf.length);
    this.#knapsack = new Knapsack(Math.max(0, ...entriesOf.map(({ length }) => length)));
  }

  /** Work so far, in entries examined. */
  get work(): number {
    return this.#looked + this.#knapsack.work;
  }

  /** Whether every item has an entry. */
  get isWhole(): boolean {
    return this.chosen.every((e) => e >= 0);
  }

  /**
   * Dives once towards a cost below the target, from item prices with noise. Yields after each fixing.
   * @defaultValue nothing is fixed beforehand
   */
  *run(target: number, noise: number, random: () => number, fixed?: DiveStart): Generator<void, void> {
    const { bestItemPrice } = this.relaxation;
    for (let i = 0; i < bestItemPrice.length; i++)
      this.#itemPrice[i] = (bestItemPrice[i] as number) + noise * (2 * random() - 1);
    this.#begin(fixed);
    let weight = 1;
    for (let passes = fixed ? FIRST_OF_GROUP : FIRST; this.#freeCount > 0; passes = PASSES) {
      for (let pass = 0; pass < passes && this.#pass(target, weight); pass++) weight = WEIGHT;
      this.#fixItems();
      yield;
    }
  }

  #begin(fixed: DiveStart | undefined): void {
    const { relaxation, regret, limit, chosen } = this;
    const { employee, cost } = this.instance;
    const isOpen = (j: number) => fixed === undefined || fixed.group.includes(j);
    this.#looked += chosen.length;
    this.#cost = 0;
    this.#freeCount = 0;
    this.#share.fill(0);
    this.#residual.set(relaxation.capacity);
    for (let i = 0; i < chosen.length; i++) {
      const own = fixed?.chosen[i] ?? -1;
      const isFree = own < 0 || isOpen(employee[own] as number);
      chosen[i] = isFree ? -1 : own;
      if (isFree) this.#free[this.#freeCount++] = i;
      else this.#cost += cost[own] as number;
    }
    for (const [j, entries] of relaxation.entriesOf.entries()) {
      let count = 0;
      if (isOpen(j)) {
        for (const e of entries) {
          const i = relaxation.itemOf[e] as number;
          const isLikely = (regret[e] as number) <= limit || fixed?.chosen[i] === e;
          if (isLikely && (chosen[i] as number) < 0) this.#open[j]![count++] = e;
        }
      }
      this.#openCount[j] = count;
    }
  }

  /**
   * One subgradient pass over the free items.
   * @returns false if the knapsacks agree on every item
   */
  #pass(target: number, weight: number): boolean {
    const { cost } = this.instance;
    const { itemOf, amounts } = this.relaxation;
    const [knapsack, itemPrice, share] = [this.#knapsack, this.#itemPrice, this.#share];
    this.#looked += LOOK * this.#freeCount;
    let value = this.#cost;
    for (let position = 0; position < this.#freeCount; position++) {
      const i = this.#free[position] as number;
      value += itemPrice[i] as number;
      this.#count[i] = 0;
    }
    for (let j = 0; j < this.#open.length; j++) {
      const open = this.#open[j] as Int32Array;
      const count = this.#openCount[j] as number;
      knapsack.begin(this.#residual[j] as number);
      for (let at = 0; at < count; at++) {
        const e = open[at] as number;
        share[e]! *= 1 - weight;
        knapsack.offer(
          e,
          amounts[e] as number,
          (itemPrice[itemOf[e] as number] as number) - (cost[e] as number),
        );
      }
      value -= knapsack.solve();
      for (let at = 0; at < knapsack.takenCount; at++) {
        const e = knapsack.taken[at] as number;
        share[e]! += weight;
        this.#count[itemOf[e] as number]!++;
      }
    }
    let norm = 0;
    for (let position = 0; position < this.#freeCount; position++)
      norm += (1 - (this.#count[this.#free[position] as number] as number)) ** 2;
    if (norm === 0) return false;
    const step = (STEP * Math.max(target - value, 1)) / norm;
    for (let position = 0; position < this.#freeCount; position++) {
      const i = this.#free[position] as number;
      itemPrice[i]! += step * (1 - (this.#count[i] as number));
    }
    return true;
  }

  /** Fixes all items above the confidence threshold, at least the most confident one. */
  #fixItems(): void {
    const { itemOf, amounts } = this.relaxation;
    const [best, share, chosen] = [this.#best, this.#share, this.chosen];
    best.fill(-1);
    for (let j = 0; j < this.#open.length; j++) {
      const open = this.#open[j] as Int32Array;
      for (let at = 0; at < (this.#openCount[j] as number); at++) {
        const e = open[at] as number;
        const i = itemOf[e] as number;
        const before = best[i] as number;
        if (before < 0 || (share[e] as number) > (share[before] as number)) best[i] = e;
      }
    }
    const sureness = (i: number) => share[best[i] as number] ?? 2;
    const free = this.#free.subarray(0, this.#freeCount).sort((a, b) => sureness(b) - sureness(a) || a - b);
    const most = Math.max(1, Math.floor(AT_ONCE * this.#freeCount));
    let fixedCount = 0;
    let left = 0;
    for (const i of free) {
      const e = best[i] as number;
      const j = e < 0 ? -1 : (this.instance.employee[e] as number);
      if (j < 0) {
        // Nobody has room for the item: this way leads nowhere.
        this.#freeCount = 0;
        return;
      }
      const isDue = fixedCount === 0 || (fixedCount < most && sureness(i) >= SURE);
      if (isDue && (amounts[e] as number) <= (this.#residual[j] as number)) {
        fixedCount++;
        chosen[i] = e;
        this.#residual[j]! -= amounts[e] as number;
        this.#cost += this.instance.cost[e] as number;
      } else free[left++] = i;
    }
    this.#freeCount = left;
    for (let j = 0; j < this.#open.length; j++) this.#close(j);
  }

  /** Removes an employee's entries whose item is fixed or no longer fits. */
  #close(j: number): void {
    const { itemOf, amounts } = this.relaxation;
    const open = this.#open[j] as Int32Array;
    const room = this.#residual[j] as number;
    let count = 0;
    for (let at = 0; at < (this.#openCount[j] as number); at++) {
      const e = open[at] as number;
      if ((this.chosen[itemOf[e] as number] as number) < 0 && (amounts[e] as number) <= room)
        open[count++] = e;
    }
    this.#openCount[j] = count;
  }
}
