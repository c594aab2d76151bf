import type { Steps } from '../../../time/in-turns.ts';
import { certifyBalanced, largestOf } from '../bound/certify.ts';
import { choosing } from '../bound/cheapest-entries.ts';
import { roundingOf } from '../model/check-solution.ts';
import type { Rows } from '../model/rows.ts';
import { type SharedInstance, toInstance } from '../model/shared-instance.ts';
import type { Multipliers, Progress } from '../model/solution.ts';
import { Ledger } from './balance-state.ts';
import { raise } from './block-price-ascent.ts';
import { Relays } from './double-shift-neighbourhood.ts';
import { areFew, bestOfAll } from './enumeration.ts';
import { shake } from './iterated-local-search.ts';
import { climb } from './polyak-ascent.ts';
import { pricedMeasures } from './shared-relaxation.ts';
import { begin, settle } from './shift-descent.ts';
import { Shifts } from './shift-neighbourhood.ts';
import { spend } from './spend-move-budgets.ts';
import { Trades } from './swap-neighbourhood.ts';
import { wander } from './tabu-search.ts';

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
export interface Evening {
  readonly effort: number;
  /** A large base is done where it costs so little more than is proven, at the usual effort. */
  readonly enough: number;
  readonly starts: readonly (() => Steps<Int32Array>)[];
}

/** What was found: without `chosen`, nothing that keeps all limits. */
export interface Evened {
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

export function* evenOut(
  instance: SharedInstance,
  rows: Rows,
  { effort, enough, starts }: Evening,
): Generator<Progress, Evened, Order> {
  const entries = instance.start[instance.items] as number;
  const choose = choosing(instance, pricedMeasures(rows));
  const certify = (prices: Float64Array) =>
    certifyBalanced(instance, rows, prices, {
      dearest: largestOf(instance.costs),
      choose: (tables, chosen) => choose(tables, chosen).total,
    });
  const nothing = certify(new Float64Array(rows.count));
  let ledger = new Ledger(instance);
  let isStopped = false;
  const progress = (share: number): Progress => ({
    phase: 'search',
    share,
    bound: nothing.bound,
    ...(ledger.broken === 0 && ledger.open === 0 && { objective: ledger.objective() }),
  });

  yield* pause();
  let shifts = new Shifts(ledger, COARSE);
  yield* pause();
  const order = shifts.order();
  yield* pause();
  if (!isStopped) yield* through(begin(ledger, shifts), 0);
  if (!isStopped) yield* through(settle(ledger, shifts, order), 0.1);
  const tolls = new Float64Array(ledger.toll.length);
  if (!isStopped) yield* spendBudgets();
  for (const start of starts) if (!isStopped) yield* compare(start);
  const isSmall = entries <= SMALL && !areFew(instance);
  if (isSmall && !isStopped) yield* stray();
  let all: Int32Array | undefined;
  if (ledger.broken > 0 || ledger.open > 0) {
    all = isStopped ? undefined : bestOfAll(instance);
    if (!all) return { cost: Number.POSITIVE_INFINITY, isStopped, ...nothing };
    ledger.take(all);
  }
  shifts.least = leastGain(ledger.objective());
  yield* improve();
  let proven: typeof nothing | undefined;
  if (!isStopped) {
    all ??= bestOfAll(instance);
    if (all) ledger.take(all);
    else if (effort <= 1 && entries >= LARGE) proven = yield* prove();
  }
  if (
    !isStopped &&
    !all &&
    !isSmall &&
    (entries <= TRADED || effort > 1) &&
    !(proven && ledger.objective() <= proven.bound + enough)
  ) {
    const before = ledger.objective();
    yield* through(shake(ledger, shifts, order, effort), 0.6);
    if (!isStopped) yield* improve();
    if (ledger.objective() < before) proven = undefined;
  }
  if (!isStopped) proven ??= yield* prove();
  return { chosen: ledger.chosen, cost: ledger.objective(), isStopped, ...(proven ?? nothing) };

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
    const budgets = ledger.budgets();
    const before = ledger.chosen.slice();
    const spent = yield* through(spend(ledger, shifts, order), 0.3);
    if (spent) tolls.set(spent);
    else {
      ledger.toll.fill(0);
      for (const { measure, max } of budgets) ledger.setBudget(measure, max);
      ledger.take(before);
    }
    if (!isStopped) yield* through(settle(ledger, shifts, order), 0.4);
  }

  /** Walks through what is not allowed, too, and goes on from the best that lies on the way. */
  function* stray(): Generator<Progress, void, Order> {
    const from = ledger.chosen.map((e, i) => (e < 0 ? (instance.start[i] as number) : e));
    const best = yield* through(wander(toInstance(instance), rows, from, effort), 0.5);
    if (best) ledger.take(best);
  }

  /** Goes on from another beginning if that leads to something better. */
  function* compare(start: () => Steps<Int32Array>): Generator<Progress, void, Order> {
    const begun = yield* through(start(), 0.4);
    if (!begun) return;
    const other = new Ledger(instance);
    const [mine, own] = [ledger, shifts];
    const moves = new Shifts(other, COARSE, own);
    place(other, moves, begun);
    if (other.broken === 0 && mine.broken === 0 && other.objective() >= mine.objective()) return;
    [ledger, shifts] = [other, moves];
    yield* through(settle(other, moves, order), 0.4);
    const isWorse = other.broken > 0 || (mine.broken === 0 && other.objective() >= mine.objective());
    if (isWorse) [ledger, shifts] = [mine, own];
  }

  function* improve(): Generator<Progress, void, Order> {
    const isThorough = effort > 1;
    for (let round = 0; !isStopped; round++) {
      const before = ledger.objective();
      if (entries <= TRADED || isThorough) yield* through(new Trades(ledger, shifts.least).run(), 0.5);
      if (isStopped) return;
      const hasBudget = ledger.budgets().some(({ used, max }) => used > 0 && max < Number.POSITIVE_INFINITY);
      const relays = new Relays(ledger, shifts.least);
      if (round < ROUNDS && (entries <= RELAYED || isThorough)) yield* through(relays.run(), 0.6);
      if (hasBudget && round < ROUNDS && !isStopped) yield* through(relays.replaceAll(), 0.6);
      if (!isStopped) yield* through(settle(ledger, shifts, order), 0.6);
      if (ledger.objective() > before - shifts.least) return;
    }
  }

  function* prove(): Generator<Progress, typeof nothing, Order> {
    const cost = ledger.objective();
    let [best, prices, stale] = [Number.NEGATIVE_INFINITY, new Float64Array(rows.count), 0];
    let passes = 0;
    for (const step of raise(rows, ledger, choose, tolls)) {
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
      for (const step of climb(instance, rows, prices, cost)) {
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
function place(ledger: Ledger, shifts: Shifts, chosen: Int32Array): void {
  const { items, start, home } = ledger.instance;
  const open: number[] = [];
  for (let i = 0; i < items; i++) {
    const e = chosen[i] ?? -1;
    if (e >= (start[i] as number) && e < (start[i + 1] as number)) ledger.move(i, e);
    else if ((home[i] as number) >= 0) ledger.move(i, home[i] as number);
    else open.push(i);
  }
  for (const i of open) shifts.place(i);
}
