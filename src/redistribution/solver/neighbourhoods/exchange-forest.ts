import type { WorkingSolution } from '../model/working-solution.ts';
import type { CandidateEntries } from './candidate-entries.ts';
import { ForestSampler } from './forest-sampler.ts';

/** No employee has more branches than bits that a mask is kept in. */
const MASKS = 1 << 8;
/** What it takes to look at an item that might join two employees, at an employee and at a mask, in entries that a chain looks at. */
const JOIN = 0.5;
const LOOK = 1.5;
const WEIGH = 0.25;

/**
 * Decides at once for a whole forest which of its items go: each employee's part costs only by what goes on its own edges, so that
 * the best choice of all is found by dynamic programming from the leaves. The limits are kept throughout.
 */
export class ExchangeForest {
  /** Entries looked at so far. */
  work = 0;
  readonly #forest: ForestSampler;
  /** By employee: what it costs beyond staying that its item goes, and which branches' items go in either case. */
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

  /** Items that have somewhere to go: no others are moved. */
  get items(): Int32Array {
    return this.#forest.items;
  }

  /** Draws a forest and makes the best choice in it, at costs with noise of so much heat. */
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

  /** By mask: what the branches' items cost that go. Returns how many masks there are. */
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

  /** Adds what a row of the employee costs, by mask, if the item that it hangs by stays or goes. */
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

  /** By how much a row's sum changes if an item goes that the employee has or could get. */
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
