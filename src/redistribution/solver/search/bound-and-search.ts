import type { Steps } from '../../../time/in-turns.ts';
import { type BalancingResult, balanceLoads } from '../balancing/balance-loads.ts';
import { ascend } from '../bound/ascend.ts';
import { certify, pricesOf } from '../bound/certify.ts';
import { closeEnough } from '../bound/close-enough.ts';
import { passesFor } from '../bound/passes-for.ts';
import { raiseBound } from '../bound/raise-bound.ts';
import { roundingOf } from '../model/check-solution.ts';
import type { Incumbent } from '../model/incumbent.ts';
import { type Frame, hasUnassignableItem, type Instance } from '../model/instance.ts';
import { type Rows, toRows, toSharedRows } from '../model/rows.ts';
import { type SharedInstance, toInstance } from '../model/shared-instance.ts';
import type { Progress, Solution, SolveOptions } from '../model/solution.ts';
import { WorkingSolution } from '../model/working-solution.ts';
import { toCandidateEntries } from '../neighbourhoods/candidate-entries.ts';
import { EjectionChainSearch } from './ejection-chain-search.ts';
import { firstPenalties } from './first-penalties.ts';
import { chooseStrategy, improve, type Strategy } from './improve.ts';

/** Entries examined per item before the first solution is found. */
const FIRST_LOOK = 4;

/** Maximum number of candidate entries per item. */
const WIDTH = 8;

/** Work when starting from an earlier solution, in entries: in total, and per item that it does not place. */
const FRESH = 1_000_000;
const FRESH_EACH = 1_000;

/** Continue, skip to the next phase, or stop with the best solution so far. */
type Order = 'go' | 'next' | 'stop';
type Result = Omit<Solution, 'stopped'>;

/**
 * Solves an instance: first the lower bound, then the search. Yields its progress as soon as there is any,
 * so that the caller can stop it.
 */
export function* boundAndSearch(
  shared: SharedInstance,
  options: SolveOptions,
  /** Elapsed share of the time limit, from 0 to 1. */
  passed: () => number,
): Generator<Progress | undefined, Result, Order> {
  const rows = toSharedRows(shared);
  yield;
  if (hasUnassignableItem(shared)) return unassignableSolution(shared);
  const { effort = 1, enough = 0 } = options;
  if (shared.balances.length > 0) {
    const starts = [
      ...(options.starts ?? []),
      ...(options.from?.chosen ? [() => given(options.from?.chosen as Int32Array)] : []),
    ];
    const balanced = yield* balanceLoads(shared, rows, { effort, enough, starts });
    if (balanced.chosen || balanced.isStopped || balanced.isFar) return toResult(shared, balanced);
  }
  const instance = toInstance(shared);
  if (instance.balances.length === 0) return yield* boundThenSearch(instance, rows, options, passed);
  const found = yield* boundThenSearch(instance, rows, { ...options, effort: effort * HARDLY }, passed);
  if (!found.chosen) return found;
  // Found with difficulty: it is a beginning.
  const { chosen } = found;
  const better = yield* balanceLoads(shared, rows, { effort, enough, starts: [() => given(chosen)] });
  return better.chosen && better.cost <= (found.objective as number) ? toResult(instance, better) : found;
}

/** A start that is already known. */
// biome-ignore lint/correctness/useYield: one step is all.
function* given(chosen: Int32Array): Steps<Int32Array> {
  return chosen;
}

/** Effort of the fallback search. Where shifts found no feasible solution, a longer search rarely does. */
const HARDLY = 0.1;

function toResult(instance: Frame, { chosen, cost, bound, multipliers }: BalancingResult): Result {
  if (!chosen) return { status: 'notFound', bound, multipliers };
  const status = cost <= bound + roundingOf(instance, cost) ? 'optimal' : 'feasible';
  return { status, chosen, objective: cost, bound, multipliers };
}

function* boundThenSearch(
  instance: Instance,
  rows: Rows,
  options: SolveOptions,
  passed: () => number,
): Generator<Progress, Result, Order> {
  const { effort = 1 } = options;
  const strategy = chooseStrategy(instance, rows);
  const most = passesFor(instance, effort);
  // Earlier prices save passes where these are dear; else new ones are found as soon, and prove more.
  const earlier = instance.cost.length < DEAR ? undefined : options.from?.multipliers;
  const known = earlier && pricesOf(rows, earlier);
  const passes = Math.ceil(most * (known ? 0.2 : 1));
  let order: Order = 'go';

  const ascent = ascend(instance, rows, known, passes);
  let step = ascent.next();
  while (!step.done && order === 'go') {
    const { passes: done, best } = step.value;
    order = yield { phase: 'bound', share: done / passes, bound: best.relaxation.value };
    step = ascent.next();
  }
  const { prices, relaxation } = step.value.best;
  const { multipliers, bound } = certify(instance, rows, prices);

  const candidates = toCandidateEntries(instance, rows, prices, WIDTH);
  const { chosen: begun, fresh } = beginning(instance, relaxation.chosen, options.from?.chosen);
  const incumbent: Incumbent = { chosen: new Int32Array(instance.items), cost: Number.POSITIVE_INFINITY };
  const enough = closeEnough(instance, bound, effort);
  const stages = stagesOf(options);
  for (const [at, stage] of stages.entries()) {
    if (order === 'stop' || incumbent.cost <= enough) break;
    const penalties = firstPenalties(instance, rows, prices, candidates);
    const solution = new WorkingSolution(instance, rows, begun, penalties);
    const chainSearch = new EjectionChainSearch(solution, candidates);
    if (fresh) for (const item of fresh) chainSearch.queue(item);
    else if (instance.balances.length > 0) chainSearch.queueAll();
    else chainSearch.queueBroken();
    const work = workOf(instance, stage, strategy);
    const until = fresh ? Math.min(work, (FRESH + fresh.length * FRESH_EACH) * stage) : work;
    const isLast = at === stages.length - 1;
    const clock = isLast ? passed : () => 0;
    const steps = improve({
      solution,
      chainSearch,
      prices,
      incumbent,
      until,
      effort: stage,
      passed: clock,
      strategy,
    });
    for (let step = steps.next(); incumbent.cost > enough && order !== 'stop' && !step.done; ) {
      const { cost } = incumbent;
      const found = cost < Number.POSITIVE_INFINITY ? { objective: cost } : {};
      const share = (at + Math.min(1, step.value)) / stages.length;
      order = yield { phase: 'search', share, bound, ...found };
      if (order !== 'stop') step = steps.next();
    }
  }
  if (incumbent.cost < Number.POSITIVE_INFINITY) {
    const { chosen, cost, itemPrices } = incumbent;
    const known = { prices, proof: { multipliers, bound }, cost, itemPrices };
    const raising = raiseBound(instance, rows, known, effort);
    let raised = order === 'stop' && !itemPrices ? undefined : raising.next();
    while (raised && !raised.done)
      raised = raising.next(yield { phase: 'bound', objective: cost, isLong: true, ...raised.value });
    const proof = raised?.value ?? known.proof;
    const status = cost <= proof.bound + roundingOf(instance, proof.bound) ? 'optimal' : 'feasible';
    return { status, chosen, objective: cost, ...proof };
  }
  return proofOfInfeasibility(instance, rows, most) ?? { status: 'notFound', bound, multipliers };
}

/** Entries that the search examines; by default about a second of them. */
function workOf({ cost, items }: Instance, effort: number, strategy: Strategy): number {
  const entries = Math.max(cost.length, 1);
  const [each, most] = strategy === 'groups' ? IN_GROUPS : entries < LARGE ? BY_CHAINS : OF_MANY;
  const work = Math.max(20_000, Math.min(entries * each, most)) + items * FIRST_LOOK;
  return work * effort;
}

/**
 * Efforts of the successive searches. A longer search runs the shorter ones first and continues from their
 * best, so it never ends worse. With a time limit, the default search runs first, and one long search takes
 * the rest of the time.
 */
function stagesOf({ effort = 1, timeLimitMs }: SolveOptions): readonly number[] {
  if (effort <= 1) return [effort];
  if (timeLimitMs !== undefined) return [1, effort];
  const stages = [1];
  for (let next = GROWTH, sum = 1; sum + next <= effort; next *= GROWTH) {
    stages.push(next);
    sum += next;
  }
  return stages;
}

/** Growth factor from one search to the next. */
const GROWTH = 3;

/**
 * Entries examined per existing entry, and the maximum. Large instances miss the processor cache: an entry
 * costs three times as much.
 */
const IN_GROUPS = [20_000, 1.5e7] as const;
const BY_CHAINS = [1_500, 8e6] as const;
const OF_MANY = [1_500, 3.5e6] as const;
/** From this many entries on, a few passes from earlier prices replace many from none. */
const DEAR = 4_000_000;
/** Above this many entries, the large-instance budget is used. */
const LARGE = 500_000;

/**
 * The start of the search and the items to examine. With an earlier solution, only the items that it does not
 * place.
 */
function beginning({ items, start }: Instance, cheapest: Int32Array, earlier: Int32Array | undefined) {
  if (earlier?.length !== items) return { chosen: cheapest };
  const chosen = earlier.slice();
  const fresh: number[] = [];
  for (let i = 0; i < items; i++) {
    const e = earlier[i] as number;
    if (e >= (start[i] as number) && e < (start[i + 1] as number)) continue;
    chosen[i] = cheapest[i] as number;
    fresh.push(i);
  }
  return { chosen, fresh };
}

/** Tries to prove infeasibility (Farkas): the bound of the instance without costs is above 0. */
function proofOfInfeasibility(instance: Instance, rows: Rows, passes: number): Result | undefined {
  const free = { ...instance, cost: new Float64Array(instance.cost.length), balances: [] };
  const freeRows = toRows(free);
  let best: Float64Array | undefined;
  for (const { best: found } of ascend(free, freeRows, undefined, passes)) {
    best = found.prices;
    if (found.relaxation.value > 1e-6) break;
  }
  if (!best) return undefined;
  const { multipliers, bound } = certify(free, freeRows, best);
  if (bound <= 0) return undefined;
  const balances = new Float64Array(rows.count - freeRows.count);
  const proof = { ...multipliers, balances };
  return { status: 'infeasible', bound: Number.POSITIVE_INFINITY, multipliers: proof };
}

function unassignableSolution({ limits, balances }: Frame): Result {
  const nothing = {
    scale: 1,
    limits: new Float64Array(limits.length),
    balances: new Float64Array(balances.length),
  };
  return { status: 'infeasible', bound: Number.POSITIVE_INFINITY, multipliers: nothing };
}
