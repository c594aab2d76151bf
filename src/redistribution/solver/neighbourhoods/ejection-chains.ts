import type { WorkingSolution } from '../model/working-solution.ts';
import { Beam } from './beam.ts';
import type { CandidateEntries } from './candidate-entries.ts';
import type { Marginals } from './marginals.ts';

/** Gains below this are rounding: of whole numbers, and of squares. */
const TINY = 1e-7;
const TINY_OF_SQUARES = 1;
/** What it takes to look at an item at all, in entries. */
const LOOK = 4;
/** How many of the best beginnings of a chain are followed further. */
const WIDTH = 3;

/**
 * Ejection chains (Glover 1996; for this problem Yagiura, Ibaraki and Glover 2004): an item goes to another employee, who gives one
 * away in turn, and so on, up to three moves. The last may end where the first began: a swap, or a rotation of three.
 */
export class EjectionChains {
  /** Entries looked at so far. */
  work = 0;
  readonly #beam = new Beam(WIDTH);
  /** The best chain found: items, where they go, and what that costs. */
  #chain: readonly number[] = [];
  #cost = 0;
  /** Of the item at hand: where it is, and what its employee's rows gain without it. */
  #item = -1;
  #from = -1;
  #relief = 0;
  readonly #tiny: number;

  constructor(
    readonly solution: WorkingSolution,
    readonly candidates: CandidateEntries,
    readonly marginals: Marginals,
    /** More regret than this is not looked at. */
    public limit: number,
  ) {
    this.#tiny = solution.instance.balances.length > 0 ? TINY_OF_SQUARES : TINY;
  }

  /** Applies the best chain of up to so many moves that begins with the item, if one helps; tells whose items changed. */
  improve(item: number, most: number, touch: (employee: number) => void): boolean {
    const { solution } = this;
    this.work += LOOK;
    this.#item = item;
    this.#from = solution.chosen[item] as number;
    this.#relief = solution.change(this.#employeeOf(this.#from), -1, -1, item, this.#from);
    this.#chain = [];
    this.#cost = -this.#tiny;
    this.#beam.clear();
    this.#shift();
    if (this.#chain.length === 0 && most > 1) this.#eject(most > 2);
    if (this.#chain.length === 0 && most > 2) this.#follow();
    return this.#apply(touch);
  }

  #shift(): void {
    const { solution } = this;
    const { entries, width } = this.candidates;
    const [item, from] = [this.#item, this.#from];
    const before = this.#relief - this.#costOf(from);
    for (let at = item * width; at < (item + 1) * width; at++) {
      const to = entries[at] as number;
      // The cheapest and the next are always looked at: what is broken must go somewhere.
      if (this.#isBeyond(to, at - item * width - 1)) return;
      this.work++;
      if (to === from) continue;
      const joined = solution.change(this.#employeeOf(to), item, to, -1, -1);
      const cost = before + this.#costOf(to) + joined + solution.commonChange(item, from, to);
      if (cost < this.#cost) this.#keep(cost, [item, to]);
    }
  }

  /** The item goes to an employee, who gives another one away. */
  #eject(forMore: boolean): void {
    const { solution, marginals } = this;
    const { chosen } = solution;
    const [item, from] = [this.#item, this.#from];
    const { entries, width, regret } = this.candidates;
    const start = this.#employeeOf(from);
    for (let way = item * width; way < (item + 1) * width; way++) {
      const to = entries[way] as number;
      if (this.#isBeyond(to, way - item * width)) return;
      if (to === from) continue;
      const middle = this.#employeeOf(to);
      const begun = [item, to];
      const regretted = (regret[to] as number) - (regret[from] as number);
      const opened =
        this.#relief - this.#costOf(from) + this.#costOf(to) + solution.commonChange(item, from, to);
      const last = middle * marginals.most + (marginals.count[middle] as number);
      for (let at = middle * marginals.most; at < last; at++) {
        if (regretted + (marginals.loss[at] as number) > this.limit) break;
        const other = marginals.items[at] as number;
        const left = chosen[other] as number;
        if (other === item || this.#employeeOf(left) !== middle) continue;
        const held = opened - this.#costOf(left) + solution.change(middle, item, to, other, left);
        const cheapest = this.#place(other, left, held, begun, middle, start);
        if (forMore) this.#beam.add(cheapest, held, to, other);
      }
    }
  }

  /** The best beginnings of `eject` go on: whoever gets the second item gives a third one away. */
  #follow(): void {
    const { solution, marginals } = this;
    const { chosen } = solution;
    const { entries, width, regret } = this.candidates;
    const start = this.#employeeOf(this.#from);
    for (let b = 0; b < this.#beam.length; b++) {
      const [held, to, other] = [this.#beam.cost(b), this.#beam.entry(b), this.#beam.item(b)];
      const middle = this.#employeeOf(to);
      const left = chosen[other] as number;
      for (let way = other * width; way < (other + 1) * width; way++) {
        const goes = entries[way] as number;
        if (this.#isBeyond(goes, way - other * width)) break;
        const end = this.#employeeOf(goes);
        if (end === middle || end === start) continue;
        const begun = [this.#item, to, other, goes];
        const regretted =
          (regret[to] as number) -
          (regret[this.#from] as number) +
          (regret[goes] as number) -
          (regret[left] as number);
        const opened = held + this.#costOf(goes) + solution.commonChange(other, left, goes);
        const last = end * marginals.most + (marginals.count[end] as number);
        for (let at = end * marginals.most; at < last; at++) {
          if (regretted + (marginals.loss[at] as number) > this.limit) break;
          const third = marginals.items[at] as number;
          const thirdLeft = chosen[third] as number;
          if (third === this.#item || this.#employeeOf(thirdLeft) !== end) continue;
          const rest = opened - this.#costOf(thirdLeft) + solution.change(end, other, goes, third, thirdLeft);
          this.#place(third, thirdLeft, rest, begun, end, start, middle);
        }
      }
    }
  }

  /** Ends a chain: the item in hand goes to whoever is not in it yet, or to where the chain began. Returns the cheapest entry's cost. */
  #place(
    item: number,
    left: number,
    held: number,
    begun: readonly number[],
    last: number,
    start: number,
    middle = last,
  ): number {
    const { solution } = this;
    const { entries, width } = this.candidates;
    let cheapest = Number.POSITIVE_INFINITY;
    for (let at = item * width; at < (item + 1) * width; at++) {
      const to = entries[at] as number;
      if (this.#isBeyond(to, at - item * width)) break;
      this.work++;
      const end = this.#employeeOf(to);
      if (end === last || end === middle) continue;
      const joined =
        end === start
          ? solution.change(start, item, to, this.#item, this.#from) - this.#relief
          : solution.change(end, item, to, -1, -1);
      const cost = held + this.#costOf(to) + solution.commonChange(item, left, to);
      if (cost < cheapest) cheapest = cost;
      if (cost + joined < this.#cost) this.#keep(cost + joined, [...begun, item, to]);
    }
    return cheapest;
  }

  /** Sums of everybody together are only estimated along a chain: one that does not help after all is taken back. */
  #apply(touch: (employee: number) => void): boolean {
    const chain = this.#chain;
    const { solution } = this;
    if (chain.length === 0) return false;
    const isEstimate = solution.rows.common.length > 0;
    const before = isEstimate ? solution.penalised : 0;
    const moves: [number, number, number][] = [];
    for (let at = 0; at < chain.length; at += 2) {
      const item = chain[at] as number;
      moves.push([item, solution.chosen[item] as number, chain[at + 1] as number]);
    }
    for (const [item, , to] of moves) solution.move(item, to);
    if (isEstimate && solution.penalised >= before - this.#tiny) {
      for (const [item, from] of moves) solution.move(item, from);
      return false;
    }
    for (const [, from, to] of moves) {
      touch(this.#employeeOf(from));
      touch(this.#employeeOf(to));
    }
    return true;
  }

  /** Whether the candidate at a place is none, or one of too much regret; the cheapest is always looked at. */
  #isBeyond(entry: number, place: number): boolean {
    return entry < 0 || (place > 0 && (this.candidates.regret[entry] as number) > this.limit);
  }

  #keep(cost: number, chain: readonly number[]): void {
    this.#cost = cost;
    this.#chain = chain;
  }

  #employeeOf(entry: number): number {
    return this.solution.instance.employee[entry] as number;
  }

  #costOf(entry: number): number {
    return this.solution.instance.cost[entry] as number;
  }
}
