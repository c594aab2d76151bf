import type { Steps } from '../../../time/in-turns.ts';
import type { Certified } from '../bound/certify.ts';
import type { Rows } from '../model/rows.ts';
import { isExtensive, type SharedInstance, toInstance } from '../model/shared-instance.ts';
import type { Multipliers, Progress } from '../model/solution.ts';
import { BalanceProof } from './balance-proof.ts';
import { BalanceState } from './balance-state.ts';
import { DoubleShiftNeighbourhood } from './double-shift-neighbourhood.ts';
import { enumerateBest, isEnumerable } from './enumeration.ts';
import { iteratedLocalSearch } from './iterated-local-search.ts';
import { constructStart, mend, shiftDescent } from './shift-descent.ts';
import { ShiftNeighbourhood } from './shift-neighbourhood.ts';
import { spendMoveBudgets } from './spend-move-budgets.ts';
import { SwapNeighbourhood } from './swap-neighbourhood.ts';
import { tabuSearch } from './tabu-search.ts';

/** Numbers of entries above which double shifts, and swaps, do not pay at default effort. */
const RELAYED = 500_000;
const TRADED = 5_000_000;
/** Rounds that also try double shifts; swaps and shifts run until none improves. */
const ROUNDS = 12;
/** From this many entries on, the bound is computed before the search goes on. */
const LARGE = 50_000;
/** Share of employees at odds with a limit from which a large instance is far from its limits. */
const FAR = 0.1;
/** Maximum number of entries for tabu search. */
const SMALL = 600;

/** Options of {@link balanceLoads}. */
export interface BalancingOptions {
  readonly effort: number;
  /** At default effort a large instance is done once its cost is within this of the bound. */
  readonly enough: number;
  readonly starts: readonly (() => Steps<Int32Array>)[];
}

/** The result; without `chosen`, no feasible solution was found. */
export interface BalancingResult {
  readonly chosen?: Int32Array;
  readonly cost: number;
  readonly isStopped: boolean;
  /** Whether a large instance is so far from its limits that a longer search is of no use. */
  readonly isFar?: boolean;
  readonly bound: number;
  readonly multipliers: Multipliers;
}

type Order = 'go' | 'next' | 'stop';

/** Before there is a plan, smaller gains are not looked for. */
const COARSE = 1;

/**
 * Local search for instances with balances. Shifts, swaps and double shifts run until none improves, each
 * judged by the balances as they are. Prices from where the search ends prove the bound.
 */
export function* balanceLoads(
  instance: SharedInstance,
  rows: Rows,
  { effort, enough, starts }: BalancingOptions,
): Generator<Progress | undefined, BalancingResult, Order> {
  const entries = instance.start[instance.items] as number;
  const proof = new BalanceProof(instance, rows);
  const { nothing } = proof;
  yield;
  let isStopped = (yield { phase: 'search', share: 0, bound: nothing.bound }) === 'stop';
  let state = new BalanceState(instance);
  const progress = (share: number): Progress => ({
    phase: 'search',
    share,
    bound: nothing.bound,
    ...(state.broken === 0 && state.open === 0 && { objective: state.objective() }),
  });

  yield* pause();
  let shifts = new ShiftNeighbourhood(state, COARSE);
  yield* pause();
  const cheapestFirst = shifts.cheapestFirst();
  yield* pause();
  const order = shifts.order(cheapestFirst);
  yield* pause();
  if (!isStopped) yield* through(constructStart(state, shifts), 0);
  if (!isStopped) yield* through(shiftDescent(state, shifts, order), 0.1);
  const tolls = new Float64Array(state.toll.length);
  if (!isStopped) yield* spendBudgets();
  for (const start of starts) if (!isStopped) yield* compare(start);
  if (state.broken > 0 && !isStopped) yield* compare(byFewMoves);
  const isSmall = entries <= SMALL && !isEnumerable(instance);
  if (isSmall && !isStopped) yield* searchWithTabu();
  let all: Int32Array | undefined;
  if (state.broken > 0 || state.open > 0) {
    all = isStopped ? undefined : enumerateBest(instance);
    const isFar = isExtensive(instance) && state.broken > FAR * instance.employees;
    if (!all) return { cost: Number.POSITIVE_INFINITY, isStopped, isFar, ...nothing };
    state.take(all);
  }
  shifts.least = leastGain(state.objective());
  yield* improve();
  let proven: Certified | undefined;
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

  /** Yields to the event loop between two pieces of work. */
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

  /** Runs tabu search through infeasible solutions, and continues from the best feasible one. */
  function* searchWithTabu(): Generator<Progress, void, Order> {
    const from = state.chosen.map((e, i) => (e < 0 ? (instance.start[i] as number) : e));
    const best = yield* through(tabuSearch(toInstance(instance), rows, from, effort), 0.5);
    if (best) state.take(best);
  }

  /** A start within the limits by moves of the largest items, where budgets allow few. */
  function* byFewMoves(): Steps<Int32Array> {
    const other = new BalanceState(instance);
    const moves = new ShiftNeighbourhood(other, COARSE, shifts);
    yield* constructStart(other, moves);
    yield* mend(other, moves, moves.largestFirst());
    return other.chosen;
  }

  /** Descends from another start, and continues from it if it is better. */
  function* compare(start: () => Steps<Int32Array>): Generator<Progress, void, Order> {
    const begun = yield* through(start(), 0.4);
    if (!begun) return;
    const other = new BalanceState(instance);
    const [mine, own] = [state, shifts];
    const moves = new ShiftNeighbourhood(other, COARSE, own);
    yield* through(place(other, moves, begun), 0.4);
    if (isStopped) return;
    if (other.broken === 0 && mine.broken === 0 && other.objective() >= mine.objective()) return;
    if (other.broken > 0 && isExtensive(instance)) return;
    [state, shifts] = [other, moves];
    yield* through(shiftDescent(other, moves, order), 0.4);
    const isWorse = other.broken > 0 || (mine.broken === 0 && other.objective() >= mine.objective());
    if (isWorse) [state, shifts] = [mine, own];
  }

  function* improve(): Generator<Progress, void, Order> {
    const isThorough = effort > 1;
    let swaps: SwapNeighbourhood | undefined;
    for (let round = 0; !isStopped; round++) {
      const before = state.objective();
      if (entries <= TRADED || isThorough) {
        swaps = new SwapNeighbourhood(state, shifts.least, swaps);
        yield* through(swaps.run(), 0.5);
      }
      if (isStopped) return;
      const hasBudget = state.budgets().some(({ used, max }) => used > 0 && max < Number.POSITIVE_INFINITY);
      const doubleShifts = new DoubleShiftNeighbourhood(state, shifts.least);
      if (round < ROUNDS && (entries <= RELAYED || isThorough)) yield* through(doubleShifts.run(), 0.6);
      if (hasBudget && round < ROUNDS && !isStopped) yield* through(doubleShifts.replaceAll(), 0.6);
      if (!isStopped) yield* through(shiftDescent(state, shifts, order), 0.6);
      if (state.objective() > before - shifts.least) return;
    }
  }

  function* prove(): Generator<Progress, Certified, Order> {
    const steps = proof.from(state, { effort, enough, tolls });
    for (let step = steps.next(); ; ) {
      if (step.done) return step.value;
      const order = yield step.value ?? progress(0);
      if (order === 'stop') isStopped = true;
      step = steps.next(order);
    }
  }
}

/** Gains below a ten-billionth of the objective are rounding errors. */
const leastGain = (objective: number) => Math.max(1e-6, 1e-10 * Math.abs(objective));

/** Items placed between two yields. */
const PLACED = 15_000;

/** Applies a start; items that it does not place keep their current entry, or are placed greedily. */
function* place(state: BalanceState, shifts: ShiftNeighbourhood, chosen: Int32Array): Steps<void> {
  const { items, start, current } = state.instance;
  const open: number[] = [];
  for (let i = 0; i < items; i++) {
    const e = chosen[i] ?? -1;
    if (e >= (start[i] as number) && e < (start[i + 1] as number)) state.move(i, e);
    else if ((current[i] as number) >= 0) state.move(i, current[i] as number);
    else open.push(i);
    if (i % PLACED === PLACED - 1) yield;
  }
  for (const i of open) {
    shifts.place(i);
    if (shifts.isDue()) yield;
  }
}
