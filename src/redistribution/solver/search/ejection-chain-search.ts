import type { WorkingSolution } from '../model/working-solution.ts';
import { type CandidateEntries, regretOf, toReceivable } from '../neighbourhoods/candidate-entries.ts';
import { EjectionChains } from '../neighbourhoods/ejection-chains.ts';
import { Marginals } from '../neighbourhoods/marginals.ts';

/** Maximum number of an employee's items that chains may eject. */
const MARGINAL_ITEMS = 40;
/** Maximum number of items that may come to an employee below a minimum. */
const RECEIVABLE_ITEMS = 80;

/** Average number of alternative entries per item at first. */
const WIDEST = 4;
/** Later, in turns: alternatives per item that does not have its cheapest entry, and the minimum in all. */
const STEPS = [3, 6, 12];
const FEW = 300;
/** With balances more alternatives pay: so many per item. */
const BALANCED = [1, 2, 4];

/**
 * Local search by ejection chains, to a local optimum. Only items affected by a change are examined again.
 */
export class EjectionChainSearch {
  readonly #chains: EjectionChains;
  /** A ring of items to look at, each in it once. */
  readonly #queue: Int32Array;
  readonly #isQueued: Uint8Array;
  /** By employee: the items that may come to them. */
  #receivable: Int32Array | undefined;
  readonly #isStale: Uint8Array;
  #ladder: readonly number[] = [];
  #head = 0;
  #length = 0;

  constructor(
    readonly solution: WorkingSolution,
    readonly candidates: CandidateEntries,
  ) {
    const { items, employees } = solution.instance;
    const marginals = new Marginals(candidates, MARGINAL_ITEMS, employees);
    this.#chains = new EjectionChains(solution, candidates, marginals, regretOf(candidates, WIDEST));
    this.#queue = new Int32Array(items);
    this.#isQueued = new Uint8Array(items);
    this.#isStale = new Uint8Array(employees).fill(1);
  }

  /** Entries examined so far. */
  get work(): number {
    return this.#chains.work;
  }

  /** Queues every item. */
  queueAll(): void {
    for (let i = 0; i < this.#queue.length; i++) this.queue(i);
  }

  /** Queues the items that could repair any broken row. */
  queueBroken(): void {
    for (let r = 0; r < this.solution.rows.count; r++) if (this.solution.excessOf(r) > 0) this.queueFor(r);
  }

  /** Queues the items that chains may eject, of all employees. */
  queueMarginals(): void {
    for (let j = 0; j < this.#isStale.length; j++) this.#queueMarginalsOf(j);
  }

  /** Queues the items that could repair a row: those of its employee, or those that others could give. */
  queueFor(r: number): void {
    const { rows, sums } = this.solution;
    const j = rows.employee[r] as number;
    if (j < 0) {
      this.queueMarginals();
      return;
    }
    if ((sums[r] as number) > (rows.high[r] as number)) {
      this.#refreshOf(j);
      this.#queueMarginalsOf(j, Number.POSITIVE_INFINITY);
      return;
    }
    const { instance, chosen } = this.solution;
    this.#receivable ??= toReceivable(instance, this.candidates, chosen, RECEIVABLE_ITEMS);
    const to = (j + 1) * RECEIVABLE_ITEMS;
    for (let at = j * RECEIVABLE_ITEMS; at < to && (this.#receivable[at] as number) >= 0; at++) {
      this.queue(this.#receivable[at] as number);
    }
  }

  /**
   * Runs chains of at most `most` moves until nothing improves or the budget is spent.
   * @returns true at a local optimum
   */
  run(most: number, until: number): boolean {
    const { items } = this.solution.instance;
    const chains = this.#chains;
    const touch = (employee: number) => {
      this.#isStale[employee] = 1;
      this.#queueMarginalsOf(employee);
    };
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

  /** Restricts candidates to entries whose regret is close to that of the entries in use. */
  narrow(): void {
    const { chosen, instance, rows } = this.solution;
    const { regret } = this.candidates;
    let used = 0;
    for (const e of chosen) if ((regret[e] as number) > 0) used++;
    const isBalanced = rows.weight.some((weight) => weight > 0);
    const alternatives = isBalanced
      ? BALANCED
      : STEPS.map((times) => Math.max(times * used, FEW) / instance.items);
    this.#ladder = alternatives.map((few) => regretOf(this.candidates, Math.min(WIDEST, few)));
    this.#chains.limit = this.#ladder[0] as number;
  }

  /** Raises the regret limit to the next step; after the widest comes the narrowest. */
  widen(): void {
    if (this.#ladder.length === 0) return;
    const wider = this.#ladder.find((limit) => limit > this.#chains.limit);
    this.#chains.limit = wider ?? (this.#ladder[0] as number);
  }

  /** Marks the ejectable items of all employees as stale. */
  forget(): void {
    this.#isStale.fill(1);
  }

  /** Recomputes the ejectable items of employees whose items have changed. */
  refresh(): void {
    for (let j = 0; j < this.#isStale.length; j++) {
      if (this.#isStale[j] === 0) continue;
      this.#isStale[j] = 0;
      this.#refreshOf(j);
    }
  }

  #refreshOf(employee: number): void {
    this.#chains.work += this.#chains.marginals.refresh(this.solution, employee) >> 1;
  }

  #queueMarginalsOf(employee: number, limit = this.#chains.limit): void {
    const { most, count, items, loss } = this.#chains.marginals;
    const from = employee * most;
    const to = from + (count[employee] as number);
    for (let at = from; at < to && (loss[at] as number) <= limit; at++) this.queue(items[at] as number);
  }

  /** Queues one item. */
  queue(item: number): void {
    if (this.#isQueued[item]) return;
    this.#isQueued[item] = 1;
    this.#queue[(this.#head + this.#length) % this.#queue.length] = item;
    this.#length++;
  }
}
