import type { Instance } from '../model/instance.ts';
import { meanOf } from '../model/mean-of.ts';
import type { Rows } from '../model/rows.ts';
import { seededRandom } from '../search/seeded-random.ts';
import { TabuState } from './tabu-state.ts';

/** Work at default effort, in changes examined. */
const WORK = 1_000_000;
/** Steps without improvement that end a walk: fixed, and per item. */
const PATIENCE = 60;
const PATIENCE_EACH = 2;
/** Minimum and maximum tabu tenure, in steps. */
const TABU = [4, 11] as const;
/** Initial penalty of the largest amount, as a share of the cost of an employee who holds nothing. */
const PENALTY = 0.05;
/** Factors of penalties at each step: of broken limits, and of all when none is broken. */
const RAISED = 1.2;
const EASED = 0.9;
/** Swaps sampled per item. */
const DRAWN = 4;
const TRADED_EVERY = 5;
/** Share of items that a walk keeps from the best solution; every third walk starts at random. */
const KEPT = 0.8;
/** Changes examined between two yields. */
const SLICE = 20_000;

/**
 * Tabu search with oscillating penalties for small instances (Glover). Each step is the best shift or swap
 * that is not tabu; infeasible solutions are allowed on the way. A larger effort begins with the same walks,
 * so it never ends worse.
 */
export function* tabuSearch(
  instance: Instance,
  rows: Rows,
  from: Int32Array,
  effort: number,
): Generator<void, Int32Array | undefined> {
  const walk = new Walk(instance, rows, from);
  const until = WORK * effort;
  if (!walk.isFree) return walk.best;
  for (let number = 0; walk.work < until; number++) {
    walk.begin(number);
    let yielded = walk.work;
    while (walk.isGoingOn && walk.work < until) {
      walk.step();
      if (walk.work - yielded < SLICE) continue;
      yielded = walk.work;
      yield;
    }
  }
  return walk.best;
}

class Walk {
  work = 0;
  best: Int32Array | undefined;
  #least = Number.POSITIVE_INFINITY;
  /** The least cost of this walk, and the steps since. */
  #own = Number.POSITIVE_INFINITY;
  #stale = 0;
  #steps = 0;
  readonly #state: TabuState;
  readonly #first: Float64Array;
  readonly #movable: readonly number[];
  /** By item and employee: the step until which the move is tabu. */
  readonly #tabu: Float64Array;
  readonly #random = seededRandom(1);

  constructor(
    readonly instance: Instance,
    rows: Rows,
    readonly from: Int32Array,
  ) {
    const { items, employees, start } = instance;
    this.#tabu = new Float64Array(items * employees);
    this.#movable = Array.from(from.keys()).filter(
      (i) => (start[i + 1] as number) - (start[i] as number) > 1,
    );
    this.#state = new TabuState(instance, rows, from);
    this.#first = firstPenalties(this.#state);
    this.#keep();
  }

  get isFree(): boolean {
    return this.#movable.length > 0;
  }

  get isGoingOn(): boolean {
    return this.#stale < PATIENCE + PATIENCE_EACH * this.instance.items;
  }

  begin(number: number): void {
    const { start } = this.instance;
    const chosen = (this.best ?? this.from).slice();
    const kept = number === 0 ? 1 : number % 3 === 0 ? 0 : KEPT;
    for (const i of this.#movable)
      if (this.#random() >= kept)
        chosen[i] = (start[i] as number) + this.#below((start[i + 1] as number) - (start[i] as number));
    this.#state.penalties.set(this.#first);
    this.#state.take(chosen);
    this.#tabu.fill(0);
    this.#steps = 0;
    this.#stale = 0;
    this.#own = Number.POSITIVE_INFINITY;
  }

  #item = -1;
  #to = -1;
  #partner = -1;
  #back = -1;
  #change = 0;

  step(): void {
    const state = this.#state;
    this.#steps++;
    this.#item = -1;
    this.#change = Number.POSITIVE_INFINITY;
    const aspired = this.#least - state.cost - state.penalty;
    this.#lookAtMoves(aspired);
    if (this.#change >= 0 || this.#steps % TRADED_EVERY === 0) this.#lookAtTrades(aspired);
    if (this.#item >= 0) this.#go(this.#item, this.#to);
    if (this.#item >= 0 && this.#partner >= 0) this.#go(this.#partner, this.#back);
    this.#stale++;
    if (state.broken === 0) {
      this.#keep();
      for (let at = 0; at < state.penalties.length; at++) state.penalties[at]! *= EASED;
    } else {
      for (let at = 0; at < state.penalties.length; at++)
        if (state.isBroken(at)) state.penalties[at]! *= RAISED;
    }
  }

  #lookAtMoves(aspired: number): void {
    const state = this.#state;
    const { start, employee, employees, cost } = this.instance;
    for (const i of this.#movable) {
      const from = state.chosen[i] as number;
      const left = state.change(employee[from] as number, -1, from) - (cost[from] as number);
      for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
        if (e === from) continue;
        this.work++;
        const j = employee[e] as number;
        const change =
          left + (cost[e] as number) + state.change(j, e, -1) + state.commonChange(from, e, -1, -1);
        if (change >= this.#change) continue;
        if ((this.#tabu[i * employees + j] as number) > this.#steps && change >= aspired) continue;
        [this.#item, this.#to, this.#partner, this.#change] = [i, e, -1, change];
      }
    }
  }

  #lookAtTrades(aspired: number): void {
    const state = this.#state;
    const { employee, employees, cost } = this.instance;
    const count = this.#movable.length;
    for (let drawn = 0; drawn < DRAWN * count; drawn++) {
      const [i, partner] = [
        this.#movable[this.#below(count)] as number,
        this.#movable[this.#below(count)] as number,
      ];
      const [from, left] = [state.chosen[i] as number, state.chosen[partner] as number];
      const [giver, taker] = [employee[from] as number, employee[left] as number];
      if (giver === taker) continue;
      const to = state.entryOf(i, taker);
      const back = state.entryOf(partner, giver);
      if (to < 0 || back < 0) continue;
      this.work++;
      const change =
        (cost[to] as number) +
        (cost[back] as number) -
        (cost[from] as number) -
        (cost[left] as number) +
        state.change(giver, back, from) +
        state.change(taker, to, left) +
        state.commonChange(from, to, left, back);
      if (change >= this.#change) continue;
      const isTabu =
        (this.#tabu[i * employees + taker] as number) > this.#steps ||
        (this.#tabu[partner * employees + giver] as number) > this.#steps;
      if (isTabu && change >= aspired) continue;
      [this.#item, this.#to, this.#partner, this.#back, this.#change] = [i, to, partner, back, change];
    }
  }

  #go(item: number, to: number): void {
    const { employee, employees } = this.instance;
    const from = employee[this.#state.chosen[item] as number] as number;
    this.#tabu[item * employees + from] = this.#steps + TABU[0] + this.#below(TABU[1] - TABU[0] + 1);
    this.#state.move(item, to);
  }

  /** Keeps a feasible solution better than all before. */
  #keep(): void {
    const state = this.#state;
    if (state.broken > 0) return;
    const little = 1e-12 * Math.abs(state.cost);
    if (state.cost < this.#own - little) {
      this.#own = state.cost;
      this.#stale = 0;
    }
    if (state.cost >= this.#least - little) return;
    // Counted anew: steps leave rounding behind.
    state.take(state.chosen);
    if (state.cost >= this.#least) return;
    this.#least = state.cost;
    this.best = state.chosen.slice();
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }
}

/** Initial penalties, from the cost of an employee who holds nothing. */
function firstPenalties(state: TabuState): Float64Array {
  const { instance, weight, target, sums } = state;
  let emptied = meanOf(instance.cost);
  for (let at = 0; at < weight.length; at++)
    emptied = Math.max(emptied, instance.employees * (weight[at] as number) * (target[at] as number) ** 2);
  return Float64Array.from(sums, (_, at) => (PENALTY * emptied) / Math.max(1, state.largest(at)));
}
