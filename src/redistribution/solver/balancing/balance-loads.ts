import type { Steps } from '../../../time/in-turns.ts';
import { certifyBalanced, largestOf } from '../bound/certify.ts';
import { toCheapestEntryChooser } from '../bound/cheapest-entries.ts';
import { roundingOf } from '../model/check-solution.ts';
import type { Rows } from '../model/rows.ts';
import { type SharedInstance, toInstance } from '../model/shared-instance.ts';
import type { Multipliers, Progress } from '../model/solution.ts';
import { BalanceState } from './balance-state.ts';
import { blockPriceAscent } from './block-price-ascent.ts';
import { DoubleShiftNeighbourhood } from './double-shift-neighbourhood.ts';
import { enumerateBest, isEnumerable } from './enumeration.ts';
import { iteratedLocalSearch } from './iterated-local-search.ts';
import { polyakAscent } from './polyak-ascent.ts';
import { pricedMeasures } from './shared-relaxation.ts';
import { constructStart, shiftDescent } from './shift-descent.ts';
import { ShiftNeighbourhood } from './shift-neighbourhood.ts';
import { spendMoveBudgets } from './spend-move-budgets.ts';
import { SwapNeighbourhood } from './swap-neighbourhood.ts';
import { tabuSearch } from './tabu-search.ts';

/** Passes for the bound, and how many more without a rise of a part of the gap are enough. */
const PASSES = 40;
const PATIENCE = 6;
const RISE = 0.002;
/** Of larger bases relays, and then trades, take longer than they gain: at the usual effort they are left out. */
const RELAYED = 500_000;
const TRADED = 5_000_000;
/** So many rounds look for relays, too; trades and single moves go on until none helps. */
const ROUNDS = 12;
/** Of instances of so many entries the bound is raised by so many more passes. */
const CLIMBED = 5_000;
const CLIMBS = 400;
/** So many entries are a large base: how good it is, is asked before more is looked for. */
const LARGE = 50_000;
/** Of what is enough, so little more proof is not asked for. */
const CLOSE = 0.1;
/** Instances of so many entries are small. */
const SMALL = 600;

/** Where to begin, beside what can stay staying; entries that are none of an item's are not taken. */
export interface BalancingOptions {
  readonly effort: number;
  /** A large base is done where it costs so little more than is proven, at the usual effort. */
  readonly enough: number;
  readonly starts: readonly (() => Steps<Int32Array>)[];
}

/** What was found: without `chosen`, nothing that keeps all limits. */
export interface BalancingResult {
  readonly chosen?: Int32Array;
  readonly cost: number;
  readonly isStopped: boolean;
  readonly bound: number;
  readonly multipliers: Multipliers;
}

type Order = 'go' | 'next' | 'stop';

/**
 * Evens out: for instances whose balances matter. What can stay stays; then single moves, trades of two items and relays of two moves
 * go on until none helps, each judged by the balances as they are; prices from where that ends prove the bound.
 */
/** What is gained by less is not looked for until there is a plan. */
const COARSE = 1;

export function* balanceLoads(
  instance: SharedInstance,
  rows: Rows,
  { effort, enough, starts }: BalancingOptions,
): Generator<Progress, BalancingResult, Order> {
  const entries = instance.start[instance.items] as number;
  const choose = toCheapestEntryChooser(instance, pricedMeasures(rows));
  const certify = (prices: Float64Array) =>
    certifyBalanced(instance, rows, prices, {
      dearest: largestOf(instance.costs),
      choose: (tables, chosen) => choose(tables, chosen).total,
    });
  const nothing = certify(new Float64Array(rows.count));
  let state = new BalanceState(instance);
  let isStopped = false;
  const progress = (share: number): Progress => ({
    phase: 'search',
    share,
    bound: nothing.bound,
    ...(state.broken === 0 && state.open === 0 && { objective: state.objective() }),
  });

  yield* pause();
  let shifts = new ShiftNeighbourhood(state, COARSE);
  yield* pause();
  const order = shifts.order();
  yield* pause();
  if (!isStopped) yield* through(constructStart(state, shifts), 0);
  if (!isStopped) yield* through(shiftDescent(state, shifts, order), 0.1);
  const tolls = new Float64Array(state.toll.length);
  if (!isStopped) yield* spendBudgets();
  for (const start of starts) if (!isStopped) yield* compare(start);
  const isSmall = entries <= SMALL && !isEnumerable(instance);
  if (isSmall && !isStopped) yield* searchWithTabu();
  let all: Int32Array | undefined;
  if (state.broken > 0 || state.open > 0) {
    all = isStopped ? undefined : enumerateBest(instance);
    if (!all) return { cost: Number.POSITIVE_INFINITY, isStopped, ...nothing };
    state.take(all);
  }
  shifts.least = leastGain(state.objective());
  yield* improve();
  let proven: typeof nothing | undefined;
  if (!isStopped) {
    all ??= enumerateBest(instance);
    if (all) state.take(all);
    else if (effort <= 1 && entries >= LARGE) proven = yield* prove();
  }
  if (
    !isStopped &&
    !all &&
    !isSmall &&
    (entries <= TRADED || effort > 1) &&
    !(proven && state.objective() <= proven.bound + enough)
  ) {
    const before = state.objective();
    yield* through(iteratedLocalSearch(state, shifts, order, effort), 0.6);
    if (!isStopped) yield* improve();
    if (state.objective() < before) proven = undefined;
  }
  if (!isStopped) proven ??= yield* prove();
  return { chosen: state.chosen, cost: state.objective(), isStopped, ...(proven ?? nothing) };

  /** A turn for others between two pieces of work. */
  function* pause(): Generator<Progress, void, Order> {
    if ((yield progress(0)) === 'stop') isStopped = true;
  }

  function* through<T>(steps: Generator<void, T>, share: number): Generator<Progress, T | undefined, Order> {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if ((yield progress(share)) !== 'stop') continue;
      isStopped = true;
      return undefined;
    }
  }

  function* spendBudgets(): Generator<Progress, void, Order> {
    const budgets = state.budgets();
    const before = state.chosen.slice();
    const spent = yield* through(spendMoveBudgets(state, shifts, order), 0.3);
    if (spent) tolls.set(spent);
    else {
      state.toll.fill(0);
      for (const { measure, max } of budgets) state.setBudget(measure, max);
      state.take(before);
    }
    if (!isStopped) yield* through(shiftDescent(state, shifts, order), 0.4);
  }

  /** Walks through what is not allowed, too, and goes on from the best that lies on the way. */
  function* searchWithTabu(): Generator<Progress, void, Order> {
    const from = state.chosen.map((e, i) => (e < 0 ? (instance.start[i] as number) : e));
    const best = yield* through(tabuSearch(toInstance(instance), rows, from, effort), 0.5);
    if (best) state.take(best);
  }

  /** Goes on from another beginning if that leads to something better. */
  function* compare(start: () => Steps<Int32Array>): Generator<Progress, void, Order> {
    const begun = yield* through(start(), 0.4);
    if (!begun) return;
    const other = new BalanceState(instance);
    const [mine, own] = [state, shifts];
    const moves = new ShiftNeighbourhood(other, COARSE, own);
    place(other, moves, begun);
    if (other.broken === 0 && mine.broken === 0 && other.objective() >= mine.objective()) return;
    [state, shifts] = [other, moves];
    yield* through(shiftDescent(other, moves, order), 0.4);
    const isWorse = other.broken > 0 || (mine.broken === 0 && other.objective() >= mine.objective());
    if (isWorse) [state, shifts] = [mine, own];
  }

  function* improve(): Generator<Progress, void, Order> {
    const isThorough = effort > 1;
    for (let round = 0; !isStopped; round++) {
      const before = state.objective();
      if (entries <= TRADED || isThorough)
        yield* through(new SwapNeighbourhood(state, shifts.least).run(), 0.5);
      if (isStopped) return;
      const hasBudget = state.budgets().some(({ used, max }) => used > 0 && max < Number.POSITIVE_INFINITY);
      const doubleShifts = new DoubleShiftNeighbourhood(state, shifts.least);
      if (round < ROUNDS && (entries <= RELAYED || isThorough)) yield* through(doubleShifts.run(), 0.6);
      if (hasBudget && round < ROUNDS && !isStopped) yield* through(doubleShifts.replaceAll(), 0.6);
      if (!isStopped) yield* through(shiftDescent(state, shifts, order), 0.6);
      if (state.objective() > before - shifts.least) return;
    }
  }

  function* prove(): Generator<Progress, typeof nothing, Order> {
    const cost = state.objective();
    let [best, prices, stale] = [Number.NEGATIVE_INFINITY, new Float64Array(rows.count), 0];
    let passes = 0;
    for (const step of blockPriceAscent(rows, state, choose, tolls)) {
      const rise = RISE * Math.max(0, cost - best);
      stale = step.value > best + rise ? 0 : stale + 1;
      if (step.value > best) {
        best = step.value;
        prices = step.prices.slice();
      }
      passes++;
      if (passes >= PASSES * Math.max(1, Math.min(effort, 4)) || stale >= PATIENCE) break;
      const close = entries >= LARGE && effort <= 1 ? enough * CLOSE : 0;
      if (best + Math.max(close, roundingOf(instance, cost)) >= cost) break;
      const order = yield {
        phase: 'bound',
        share: passes / PASSES,
        bound: Math.max(nothing.bound, best),
        objective: cost,
      };
      if (order !== 'go') break;
    }
    if (entries <= CLIMBED) {
      let left = CLIMBS;
      for (const step of polyakAscent(instance, rows, prices, cost)) {
        if (step.value > best) [best, prices] = [step.value, step.prices.slice()];
        if (--left <= 0 || best + roundingOf(instance, cost) >= cost) break;
      }
    }
    const proven = certify(prices);
    return proven.bound > nothing.bound ? proven : nothing;
  }
}

/** What is gained by less than a ten-billionth of all is rounding. */
const leastGain = (objective: number) => Math.max(1e-6, 1e-10 * Math.abs(objective));

/** Takes a beginning over; what it does not place stays, or goes to whom it costs least. */
function place(state: BalanceState, shifts: ShiftNeighbourhood, chosen: Int32Array): void {
  const { items, start, current } = state.instance;
  const open: number[] = [];
  for (let i = 0; i < items; i++) {
    const e = chosen[i] ?? -1;
    if (e >= (start[i] as number) && e < (start[i + 1] as number)) state.move(i, e);
    else if ((current[i] as number) >= 0) state.move(i, current[i] as number);
    else open.push(i);
  }
  for (const i of open) shifts.place(i);
}
