import type { WorkingSolution } from '../model/working-solution.ts';
import type { CandidateEntries } from './candidate-entries.ts';
import { ForestSampler } from './forest-sampler.ts';

/** Number of masks: one bit per branch of an employee. */
const MASKS = 1 << 8;
/** Costs of a possible edge, of an employee and of a mask, in entries examined. */
const JOIN = 0.5;
const LOOK = 1.5;
const WEIGH = 0.25;

/**
 * Optimizes a whole forest of exchanges: which of its items move. An employee's cost depends on its own edges
 * only, so dynamic programming from the leaves finds the optimum. Limits are kept throughout.
 */
export class ExchangeForest {
  /** Entries examined so far. */
  work = 0;
  readonly #forest: ForestSampler;
  /**
   * By employee: the extra cost if its parent edge moves, and the mask of branches that move in either case.
   */
  readonly #gain: Float64Array;
  readonly #ifStays: Uint8Array;
  readonly #ifGoes: Uint8Array;
  readonly #isGoing: Uint8Array;
  /** By mask of branches. */
  readonly #stays = new Float64Array(MASKS);
  readonly #goes = new Float64Array(MASKS);
  readonly #sums = new Float64Array(MASKS);

  constructor(
    readonly solution: WorkingSolution,
    candidates: CandidateEntries,
    limit: number,
    readonly random: () => number,
  ) {
    const { employees } = solution.instance;
    this.#forest = new ForestSampler(solution, candidates, limit, random);
    this.#gain = new Float64Array(employees);
    this.#ifStays = new Uint8Array(employees);
    this.#ifGoes = new Uint8Array(employees);
    this.#isGoing = new Uint8Array(employees);
  }

  /** Items that have an alternative: no others are moved. */
  get items(): Int32Array {
    return this.#forest.items;
  }

  /** Draws a forest and makes the optimal choice in it, at costs with noise of the given heat. */
  improve(heat: number): void {
    const forest = this.#forest;
    forest.draw();
    this.work += JOIN * forest.items.length + LOOK * forest.length;
    for (let at = forest.length - 1; at >= 0; at--) this.#weigh(forest.order[at] as number, heat);
    this.#decide();
  }

  #weigh(j: number, heat: number): void {
    const { instance, chosen, rows } = this.solution;
    const { items, goes, hangsBy } = this.#forest;
    const masks = this.#gather(j);
    this.work += WEIGH * masks;
    for (let at = rows.start[j] as number; at < (rows.start[j + 1] as number); at++) {
      this.#addRow(rows.list[at] as number, j);
    }
    const ifStays = leastOf(this.#stays, masks);
    const ifGoes = leastOf(this.#goes, masks);
    this.#ifStays[j] = ifStays;
    this.#ifGoes[j] = ifGoes;
    const place = hangsBy[j] as number;
    if (place < 0) return;
    const from = chosen[items[place] as number] as number;
    const cost = (instance.cost[goes[place] as number] as number) - (instance.cost[from] as number);
    const chance = this.random();
    const noise = heat * Math.log(chance / (1 - chance));
    this.#gain[j] = cost + noise + (this.#goes[ifGoes] as number) - (this.#stays[ifStays] as number);
  }

  /**
   * By mask: the cost of the branches that move.
   * @returns the number of masks
   */
  #gather(j: number): number {
    const { order, firstBranch, branches } = this.#forest;
    const stays = this.#stays;
    const goes = this.#goes;
    stays[0] = 0;
    goes[0] = 0;
    let masks = 1;
    const first = firstBranch[j] as number;
    for (let branch = first; branch < first + (branches[j] as number); branch++) {
      const gain = this.#gain[order[branch] as number] as number;
      for (let mask = 0; mask < masks; mask++) {
        const both = (stays[mask] as number) + gain;
        stays[masks + mask] = both;
        goes[masks + mask] = both;
      }
      masks <<= 1;
    }
    return masks;
  }

  /** Adds the cost of a row by mask, for the parent edge staying and moving. */
  #addRow(r: number, j: number): void {
    const { order, firstBranch, branches, hangsBy } = this.#forest;
    const sums = this.#sums;
    const stays = this.#stays;
    const goes = this.#goes;
    const { rows } = this.solution;
    sums[0] = this.solution.sums[r] as number;
    let masks = 1;
    const first = firstBranch[j] as number;
    for (let branch = first; branch < first + (branches[j] as number); branch++) {
      const by = this.#changeOf(r, j, hangsBy[order[branch] as number] as number);
      for (let mask = 0; mask < masks; mask++) sums[masks + mask] = (sums[mask] as number) + by;
      masks <<= 1;
    }
    const by = (hangsBy[j] as number) < 0 ? 0 : this.#changeOf(r, j, hangsBy[j] as number);
    const low = rows.low[r] as number;
    const high = rows.high[r] as number;
    const weight = rows.weight[r] as number;
    const target = rows.target[r] as number;
    for (let mask = 0; mask < masks; mask++) {
      const sum = sums[mask] as number;
      const then = sum + by;
      if (sum < low || sum > high) stays[mask] = Number.POSITIVE_INFINITY;
      if (then < low || then > high) goes[mask] = Number.POSITIVE_INFINITY;
      if (weight === 0) continue;
      stays[mask]! += weight * (sum - target) ** 2;
      goes[mask]! += weight * (then - target) ** 2;
    }
  }

  /** The change of a row's sum if the item of an edge moves. */
  #changeOf(r: number, j: number, place: number): number {
    const { giver, goes, items } = this.#forest;
    const item = items[place] as number;
    return giver[place] === j
      ? -this.solution.amount(r, item, this.solution.chosen[item] as number)
      : this.solution.amount(r, item, goes[place] as number);
  }

  #decide(): void {
    const forest = this.#forest;
    const { order, length, firstBranch, branches, hangsBy } = forest;
    const isGoing = this.#isGoing;
    for (let at = 0; at < length; at++) {
      const j = order[at] as number;
      const isRoot = (hangsBy[j] as number) < 0;
      const going = (!isRoot && isGoing[j] === 1 ? this.#ifGoes[j] : this.#ifStays[j]) as number;
      const first = firstBranch[j] as number;
      for (let branch = 0; branch < (branches[j] as number); branch++) {
        isGoing[order[first + branch] as number] = (going >> branch) & 1;
      }
    }
    for (let at = 0; at < length; at++) {
      const j = order[at] as number;
      const place = hangsBy[j] as number;
      if (place >= 0 && isGoing[j] === 1) forest.go(place);
    }
  }
}

function leastOf(costs: Float64Array, masks: number): number {
  let least = 0;
  for (let mask = 1; mask < masks; mask++)
    if ((costs[mask] as number) < (costs[least] as number)) least = mask;
  return least;
}
