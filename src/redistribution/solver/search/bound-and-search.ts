import type { Steps } from '../../../time/in-turns.ts';
import { type BalancingResult, balanceLoads } from '../balancing/balance-loads.ts';
import { ascend } from '../bound/ascend.ts';
import { certify, pricesOf } from '../bound/certify.ts';
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

/** Entries looked at for each item before there is a first solution. */
const FIRST_LOOK = 4;

/** At most so many entries of an item are candidates. */
const WIDTH = 8;

/** From an earlier solution not all is looked at again: so many entries, and so many for each item that it does not place. */
const FRESH = 1_000_000;
const FRESH_EACH = 1_000;

/** Go on; go on with the next phase; stop with what there is. */
type Order = 'go' | 'next' | 'stop';
type Result = Omit<Solution, 'stopped'>;

/** Solves an instance step by step: yields where it stands, so that whoever drives it may stop it in between. */
export function* boundAndSearch(
  shared: SharedInstance,
  options: SolveOptions,
  /** How much of the time limit has passed, from 0 to 1. */
  passed: () => number,
): Generator<Progress, Result, Order> {
  const rows = toSharedRows(shared);
  if (hasUnassignableItem(shared)) return unassignableSolution(shared);
  const { effort = 1, enough = 0 } = options;
  if (shared.balances.length > 0) {
    const starts = [
      ...(options.starts ?? []),
      ...(options.from?.chosen ? [() => given(options.from?.chosen as Int32Array)] : []),
    ];
    const balanced = yield* balanceLoads(shared, rows, { effort, enough, starts });
    if (balanced.chosen || balanced.isStopped) return toResult(shared, balanced);
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

/** A beginning that is there already. */
// biome-ignore lint/correctness/useYield: one step is all.
function* given(chosen: Int32Array): Steps<Int32Array> {
  return chosen;
}

/** Where moves one by one find no way into the limits, a long search hardly does: the answer is not to wait for it. */
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
  const budget = budgetOf(instance, effort, strategy);
  // Earlier prices save passes where these are dear; else new ones are found as soon, and prove more.
  const earlier = instance.cost.length < LARGE ? undefined : options.from?.multipliers;
  const known = earlier && pricesOf(rows, earlier);
  const passes = Math.ceil(budget.passes * (known ? 0.2 : 1));
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
  const enough =
    bound +
    roundingOf(instance, bound) +
    (instance.cost.length >= CLOSE_FROM && effort <= 1 ? Math.abs(bound) * CLOSE : 0);
  const stages = stagesOf(options);
  for (const [at, stage] of stages.entries()) {
    if (order === 'stop' || incumbent.cost <= enough) break;
    const penalties = firstPenalties(instance, rows, prices, candidates);
    const solution = new WorkingSolution(instance, rows, begun, penalties);
    const chainSearch = new EjectionChainSearch(solution, candidates);
    if (fresh) for (const item of fresh) chainSearch.queue(item);
    else if (instance.balances.length > 0) chainSearch.queueAll();
    else chainSearch.queueBroken();
    const { work } = budgetOf(instance, stage, strategy);
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
    const status = incumbent.cost <= bound + roundingOf(instance, bound) ? 'optimal' : 'feasible';
    return { status, chosen: incumbent.chosen, objective: incumbent.cost, bound, multipliers };
  }
  return proofOfInfeasibility(instance, rows, budget.passes) ?? { status: 'notFound', bound, multipliers };
}

/** Passes over all entries for the bound, and entries to look at in the search; by default both about a second's worth. */
function budgetOf({ cost, items }: Instance, effort: number, strategy: Strategy) {
  const entries = Math.max(cost.length, 1);
  const raised = entries < CLOSE_FROM ? 300 : effort < HARD ? FEW_PASSES : ENOUGH_PASSES;
  const passes = Math.max(12, Math.min(raised, 4e7 / entries));
  const [each, most] = strategy === 'groups' ? IN_GROUPS : entries < LARGE ? BY_CHAINS : OF_MANY;
  const work = Math.max(20_000, Math.min(entries * each, most)) + items * FIRST_LOOK;
  return { passes: Math.ceil(passes * Math.max(1, Math.min(effort, 4))), work: work * effort };
}

/**
 * A longer search begins with the shorter ones, and goes on from the best that they found: it never ends worse. With a time limit, the usual
 * one comes first, and the rest of the time is one long search.
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

/** By so much each search is longer than the one before it. */
const GROWTH = 3;

/** Of a large base a search that hardly finds anything is not to wait for its bound. */
const HARD = 0.2;
const FEW_PASSES = 20;

/** Later ones raise the bound by hundred-thousandths: where each takes its time, they are not worth it. */
const ENOUGH_PASSES = 200;

/** Entries to look at for each that there is, and at most; many are not in the processor's cache, and each takes three times as long. */
const IN_GROUPS = [5_000, 5e6] as const;
const BY_CHAINS = [1_500, 8e6] as const;
const OF_MANY = [1_500, 3.5e6] as const;
/** So many are many. */
const LARGE = 500_000;

/** At the usual effort a base of so many entries is done once it is proven to be so close to the best; smaller ones are soon through. */
const CLOSE_FROM = 50_000;
const CLOSE = 0.001;

/** Where the search begins, and which items it has to look at: of an earlier solution, only those that it does not place. */
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

/**
 * Prices at which even free entries cost more than nothing prove that nothing keeps all limits (Farkas): the bound of the instance
 * without costs is above 0.
 */
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
