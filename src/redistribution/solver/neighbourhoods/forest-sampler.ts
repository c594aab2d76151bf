import type { WorkingSolution } from '../model/working-solution.ts';
import type { CandidateEntries } from './candidate-entries.ts';

/** Maximum degree of an employee. */
const MOST_EDGES = 8;

/**
 * Draws random forests of exchanges: employees are nodes, an item that may move between two of them is an
 * edge. Entries of little regret are drawn more often.
 */
export class ForestSampler {
  /** Employees in breadth-first order, siblings side by side: the first `length` of them. */
  readonly order: Int32Array;
  length = 0;
  /** By employee: the edge to its parent, as a place in `items`; -1 for a root. */
  readonly hangsBy: Int32Array;
  /** By employee: its children are `order[firstBranch]` onwards, `branches` of them. */
  readonly firstBranch: Int32Array;
  readonly branches: Uint8Array;
  /** Items that have somewhere to go. */
  readonly items: Int32Array;
  /**
   * By place in `items`, of those that join two employees: by which entry the item may go, and between whom.
   */
  readonly goes: Int32Array;
  readonly giver: Int32Array;
  readonly taker: Int32Array;
  /**
   * The entries that an item may choose are `entry[start[place]]` up to `entry[start[place + 1]]`; `own` is
   * its present one.
   */
  readonly #entry: Int32Array;
  readonly #start: Int32Array;
  readonly #own: Int32Array;
  /** Beside `entry`: whose it is, and how likely it is drawn. */
  readonly #employee: Int32Array;
  readonly #odds: Float64Array;
  /** By place: the option by which the item may go. */
  readonly #other: Int32Array;
  readonly #drawn: Int32Array;
  readonly #root: Int32Array;
  readonly #edges: Int32Array;
  readonly #degree: Uint8Array;

  constructor(
    readonly solution: WorkingSolution,
    candidates: CandidateEntries,
    /** No entry of more regret is drawn. */
    limit: number,
    readonly random: () => number,
  ) {
    const { employee, employees } = solution.instance;
    const { items, entry, start, own } = optionsOf(solution, candidates, limit);
    this.items = items;
    this.#entry = entry;
    this.#start = start;
    this.#own = own;
    this.#employee = entry.map((e) => employee[e] as number);
    this.#odds = Float64Array.from(entry, (e) =>
      Math.exp((-RARITY * (candidates.regret[e] as number)) / limit),
    );
    this.#other = new Int32Array(items.length);
    this.#drawn = Int32Array.from(items.keys());
    this.goes = new Int32Array(items.length);
    this.giver = new Int32Array(items.length);
    this.taker = new Int32Array(items.length);
    this.order = new Int32Array(employees);
    this.hangsBy = new Int32Array(employees);
    this.firstBranch = new Int32Array(employees);
    this.branches = new Uint8Array(employees);
    this.#root = new Int32Array(employees);
    this.#edges = new Int32Array(employees * MOST_EDGES);
    this.#degree = new Uint8Array(employees);
  }

  /** Moves the item of an edge. */
  go(place: number): void {
    this.solution.move(this.items[place] as number, this.goes[place] as number);
    this.#own[place] = this.#other[place] as number;
  }

  /** Draws another forest. */
  draw(): void {
    const { random } = this;
    const root = this.#root;
    for (let j = 0; j < root.length; j++) root[j] = j;
    this.#degree.fill(0);
    const drawn = this.#drawn;
    let missing = root.length - 1;
    for (let rest = drawn.length; rest > 0 && missing > 0; rest--) {
      const at = Math.floor(random() * rest);
      const place = drawn[at] as number;
      drawn[at] = drawn[rest - 1] as number;
      drawn[rest - 1] = place;
      if (this.#join(place)) missing--;
    }
    this.#arrange();
  }

  /** Adds an item's edge unless its two employees are connected already. */
  #join(place: number): boolean {
    const own = this.#own[place] as number;
    const other = this.#drawOther(place, own);
    const owned = this.#odds[own] as number;
    const odds = this.#odds[other] as number;
    if (odds < owned && this.random() * owned >= odds) return false;
    const degree = this.#degree;
    const giver = this.#employee[own] as number;
    const taker = this.#employee[other] as number;
    if ((degree[giver] as number) >= MOST_EDGES || (degree[taker] as number) >= MOST_EDGES) return false;
    const one = this.#rootOf(giver);
    const two = this.#rootOf(taker);
    if (one === two) return false;
    this.#root[one] = two;
    this.#other[place] = other;
    this.goes[place] = this.#entry[other] as number;
    this.giver[place] = giver;
    this.taker[place] = taker;
    this.#edges[giver * MOST_EDGES + degree[giver]!++] = place;
    this.#edges[taker * MOST_EDGES + degree[taker]!++] = place;
    return true;
  }

  /** Any option but its own. */
  #drawOther(place: number, own: number): number {
    const start = this.#start[place] as number;
    const last = (this.#start[place + 1] as number) - 1;
    const drawn = last === start + 1 ? start : start + Math.floor(this.random() * (last - start));
    return drawn === own ? last : drawn;
  }

  #rootOf(employee: number): number {
    const root = this.#root;
    let j = employee;
    while (root[j] !== j) {
      root[j] = root[root[j] as number] as number;
      j = root[j] as number;
    }
    return j;
  }

  #arrange(): void {
    const { order, hangsBy, firstBranch, branches } = this;
    const employees = order.length;
    this.length = 0;
    for (let tree = 0; tree < employees; tree++) {
      if (this.#root[tree] !== tree || this.#degree[tree] === 0) continue;
      let at = this.length;
      hangsBy[tree] = -1;
      order[this.length++] = tree;
      for (; at < this.length; at++) {
        const j = order[at] as number;
        firstBranch[j] = this.length;
        const edges = j * MOST_EDGES;
        for (let edge = edges; edge < edges + (this.#degree[j] as number); edge++) {
          const place = this.#edges[edge] as number;
          if (place === hangsBy[j]) continue;
          const other = (this.giver[place] === j ? this.taker[place] : this.giver[place]) as number;
          hangsBy[other] = place;
          order[this.length++] = other;
        }
        branches[j] = this.length - (firstBranch[j] as number);
      }
    }
  }
}

/** Negative logarithm of how often an entry at the regret limit is drawn, relative to the cheapest. */
const RARITY = 4;

/** Items with more than one entry that may be chosen, with these. */
function optionsOf(
  { instance, chosen }: WorkingSolution,
  { entries, width, regret }: CandidateEntries,
  limit: number,
) {
  const items: number[] = [];
  const options: number[] = [];
  const start = [0];
  const own: number[] = [];
  for (let i = 0; i < instance.items; i++) {
    const first = options.length;
    const held = chosen[i] as number;
    options.push(held);
    for (let at = i * width; at < (i + 1) * width; at++) {
      const e = entries[at] as number;
      const isIn = at === i * width || (e >= 0 && (regret[e] as number) <= limit);
      if (!isIn) break;
      if (e !== held) options.push(e);
    }
    if (options.length === first + 1) {
      options.pop();
      continue;
    }
    items.push(i);
    own.push(first);
    start.push(options.length);
  }
  return {
    items: Int32Array.from(items),
    entry: Int32Array.from(options),
    start: Int32Array.from(start),
    own: Int32Array.from(own),
  };
}
