import { fitsKnapsacks, KnapsackRelaxation, regretBelow } from '../bound/knapsack-relaxation.ts';
import type { Incumbent } from '../model/incumbent.ts';
import type { Instance } from '../model/instance.ts';
import type { Rows } from '../model/rows.ts';
import type { WorkingSolution } from '../model/working-solution.ts';
import { candidatesBy, regretOf } from '../neighbourhoods/candidate-entries.ts';
import { canReoptimizeGroups } from '../neighbourhoods/group-reoptimizer.ts';
import { diveRepeatedly } from './dive-repeatedly.ts';
import type { EjectionChainSearch } from './ejection-chain-search.ts';
import { exchangeSearch } from './exchange-search.ts';
import { largeNeighbourhoodSearch } from './large-neighbourhood-search.ts';
import { strategicOscillation } from './strategic-oscillation.ts';

/**
 * What improves a solution after the ejection chains: `improveByGroups`, `improveByExchanges`, or more
 * chains.
 */
export type Strategy = 'groups' | 'exchanges' | 'chains';

/**
 * Chooses a strategy by the shape of the instance. Groups need limits only and small knapsacks; exchanges
 * need limits per employee only and sparse competition.
 */
export function chooseStrategy(instance: Instance, rows: Rows): Strategy {
  const isSmall = instance.cost.length <= MOST_ENTRIES;
  if (isSmall && canReoptimizeGroups(instance, rows) && fitsKnapsacks(instance, rows)) return 'groups';
  const isOwn = rows.common.length === 0 && rows.weight.every((weight) => weight === 0);
  return isOwn && isSparse(instance) ? 'exchanges' : 'chains';
}

/**
 * Whether employees have many items each and few of them compete for one. A forest has no swaps between the
 * same two employees; where such swaps abound, chains are measured to be better.
 */
function isSparse({ items, employees, cost }: Instance): boolean {
  return items >= MANY_EACH * employees && cost.length <= items * employees * COMPETING;
}

/** Maximum number of entries for the knapsack relaxation. */
const MOST_ENTRIES = 100_000;
const MANY_EACH = 25;
const COMPETING = 0.25;

/** The start and the budget of a search. */
export interface ImprovementTask {
  readonly solution: WorkingSolution;
  readonly chainSearch: EjectionChainSearch;
  /** The best multipliers of the limits. */
  readonly prices: Float64Array;
  readonly incumbent: Incumbent;
  /** Budget, in entries examined. */
  readonly until: number;
  /** Effort, as a multiple of the default. */
  readonly effort: number;
  /** Elapsed share of a time limit, from 0 to 1. */
  readonly passed: () => number;
  readonly strategy: Strategy;
}

/** Share of the budget for chains, and its maximum, before groups or exchanges begin. */
const CHAINED = 0.03;
const MOST_CHAINED = 1_000_000;
/** Number of exchange forests at default effort. */
const FORESTS = 4_000;
/** Passes for the knapsack bound, and its maximum share of the remaining budget. */
const KNAPSACK_PASSES = 250;
const KNAPSACK_SHARE = 1 / 3;
/** Noise after the dives, relative to the regret of an item's second alternative. */
const NOISE = 0.6;
/** Shares of a search: until the first, dives fix nothing beforehand; until the second, there are dives. */
const WHOLE = 0.3;
const DIVES = 0.75;
/** Maximum number of candidate entries per item. */
const WIDTH = 8;

/**
 * Improves a solution: by chains until one is feasible, then by the chosen strategy. Yields the share of work
 * done.
 */
export function* improve(task: ImprovementTask): Generator<number, void> {
  const { chainSearch, until, strategy, incumbent } = task;
  const chained = strategy === 'chains' ? until : Math.min(MOST_CHAINED, until * CHAINED);
  for (const _ of strategicOscillation(task.solution, chainSearch, incumbent, until)) {
    yield chainSearch.work / until;
    if (strategy !== 'chains' && chainSearch.work >= chained && incumbent.cost < Number.POSITIVE_INFINITY)
      break;
  }
  if (incumbent.cost === Number.POSITIVE_INFINITY) return;
  if (strategy === 'groups') yield* improveByGroups(task);
  if (strategy === 'exchanges') yield* improveByExchanges(task);
}

function improveByExchanges({ solution, chainSearch, incumbent, until, effort, passed }: ImprovementTask) {
  const base = chainSearch.work;
  const shareAfter = (work: number) => Math.max((base + work) / until, passed());
  const { candidates } = chainSearch;
  return exchangeSearch(
    solution,
    { candidates, forests: Math.ceil(FORESTS * effort) },
    incumbent,
    shareAfter,
  );
}

/** Dives, then reoptimizes groups of employees. */
function* improveByGroups({
  solution,
  chainSearch,
  prices,
  incumbent,
  until,
  passed,
}: ImprovementTask): Generator<number, void> {
  const { instance, rows } = solution;
  const relaxation = new KnapsackRelaxation(instance, rows, prices);
  let done = chainSearch.work;
  const shareAfter = (work: number) => Math.max((done + work) / until, passed());
  const enough = (until - done) * KNAPSACK_SHARE;
  for (const _ of relaxation.ascend(incumbent.cost, KNAPSACK_PASSES)) {
    yield shareAfter(relaxation.work);
    if (relaxation.work > enough) break;
  }
  const { bound } = relaxation;
  incumbent.itemPrices = relaxation.bestItemPrice;
  if (regretBelow(incumbent.cost, bound) < 0) return;
  const regret = relaxation.regrets();
  done += relaxation.work;
  const candidates = candidatesBy(instance, regret.slice(), WIDTH);
  const diving = { relaxation, regret, candidates, whole: WHOLE, until: DIVES };
  done += yield* diveRepeatedly(solution, diving, incumbent, shareAfter);
  const noise = NOISE * regretOf(chainSearch.candidates, 2);
  yield* largeNeighbourhoodSearch(solution, { candidates, prices, noise, bound }, incumbent, shareAfter);
}
