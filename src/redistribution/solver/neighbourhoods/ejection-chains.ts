import type { WorkingSolution } from '../model/working-solution.ts';
import { Beam } from './beam.ts';
import type { CandidateEntries } from './candidate-entries.ts';
import type { Marginals } from './marginals.ts';

/** Gains below this are rounding errors: for whole costs, and with squared balances. */
const TINY = 1e-7;
const TINY_OF_SQUARES = 1;
/** Fixed cost of an item, in entries examined. */
const LOOK = 4;
/** Beam width: how many partial chains are extended. */
const WIDTH = 3;

/**
 * Ejection chains of up to three moves (Glover 1996; for this problem Yagiura, Ibaraki and Glover 2004). An
 * item goes to another employee, who gives one away in turn. A chain may close: a swap, or a rotation of
 * three.
 */
export class EjectionChains {
  /** Entries examined so far. */
  work = 0;
  readonly #beam = new Beam(WIDTH);
  /** The best chain found, as pairs of item and new entry, and its change of cost. */
  #chain: readonly number[] = [];
  #cost = 0;
  /** The first item of the chain, its entry, and the change of its employee's rows without it. */
  #item = -1;
  #from = -1;
  #relief = 0;
  readonly #tiny: number;

  constructor(
    readonly solution: WorkingSolution,
    readonly candidates: CandidateEntries,
    readonly marginals: Marginals,
    /** Entries above this regret are not examined. */
    public limit: number,
  ) {
    this.#tiny = solution.instance.balances.length > 0 ? TINY_OF_SQUARES : TINY;
  }

  /**
   * Applies the best improving chain of at most `most` moves that begins with the item. Calls `touch` with
   * every employee whose items changed.
   * @returns whether a chain was applied
   */
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

  /** Chains of two: the receiver ejects another item. */
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

  /** Chains of three: extends the best partial chains of `#eject`. */
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

  /**
   * Ends a chain: the ejected item goes to an employee outside it, or to its start.
   * @returns the cost with the cheapest entry
   */
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

  /**
   * Applies the best chain. Company-wide sums are only estimated along a chain, so one that does not help is
   * undone.
   */
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

  /** Whether a candidate is missing or above the regret limit. The cheapest one is always examined. */
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
