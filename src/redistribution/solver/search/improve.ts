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

/** How a search goes on after chains: see `seekByGroups` and `exchange`; or by chains to the end. */
export type Strategy = 'groups' | 'exchanges' | 'chains';

/** Groups are judged by limits alone, and by knapsacks; exchanges, by limits of what is each employee's own. */
export function chooseStrategy(instance: Instance, rows: Rows): Strategy {
  const isSmall = instance.cost.length <= MOST_ENTRIES;
  if (isSmall && canReoptimizeGroups(instance, rows) && fitsKnapsacks(instance, rows)) return 'groups';
  const isOwn = rows.common.length === 0 && rows.weight.every((weight) => weight === 0);
  return isOwn && isSparse(instance) ? 'exchanges' : 'chains';
}

/**
 * Whether employees have many items each, few of which two of them compete for. Forests have no swaps between the same two, and where
 * these abound chains are measured to be better.
 */
function isSparse({ items, employees, cost }: Instance): boolean {
  return items >= MANY_EACH * employees && cost.length <= items * employees * COMPETING;
}

/** More are too many for knapsacks. */
const MOST_ENTRIES = 100_000;
const MANY_EACH = 25;
const COMPETING = 0.25;

/** Where a search begins, and how much it may do. */
export interface ImprovementTask {
  readonly solution: WorkingSolution;
  readonly chainSearch: EjectionChainSearch;
  /** The best prices of the limits. */
  readonly prices: Float64Array;
  readonly incumbent: Incumbent;
  /** Entries to look at. */
  readonly until: number;
  /** To the usual one. */
  readonly effort: number;
  /** How much of a time limit has passed, from 0 to 1. */
  readonly passed: () => number;
  readonly strategy: Strategy;
}

/** Chains may look at such a share of all entries, and no more than so many, before groups or exchanges begin. */
const CHAINED = { groups: 0.25, exchanges: 0.03 } as const;
const MOST_CHAINED = 1_000_000;
/** Forests of exchanges, at the usual effort. */
const FORESTS = 4_000;
/** Passes for the bound of the knapsacks, and at most such a share of what is left to do. */
const KNAPSACK_PASSES = 250;
const KNAPSACK_SHARE = 1 / 3;
/** Noise to what two other entries of an item regret on average: usually, and after dives. */
const NOISE = 1.4;
const CALM = 0.6;
/** So many entries to look at are a long search: it dives. */
const LONG = 1e7;
/** Shares of a search until which dives begin with nothing, and until which there are dives at all. */
const WHOLE = 0.25;
const DIVES = 0.75;
/** At most so many entries of an item are candidates. */
const WIDTH = 8;

/** Looks for good solutions: by chains until there is one, and then by what is better. Yields the share of the work that is done. */
export function* improve(task: ImprovementTask): Generator<number, void> {
  const { chainSearch, until, strategy, incumbent } = task;
  const chained = strategy === 'chains' ? until : Math.min(MOST_CHAINED, until * CHAINED[strategy]);
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

/** By groups; in a long search, by dives before. */
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
  if (regretBelow(incumbent.cost, bound) < 0) return;
  const regret = relaxation.regrets();
  done += relaxation.work;
  const candidates = candidatesBy(instance, regret.slice(), WIDTH);
  const isLong = until >= LONG;
  if (isLong) {
    const diving = { relaxation, regret, candidates, whole: WHOLE, until: DIVES };
    done += yield* diveRepeatedly(solution, diving, incumbent, shareAfter);
  }
  const noise = (isLong ? CALM : NOISE) * regretOf(chainSearch.candidates, 2);
  yield* largeNeighbourhoodSearch(solution, { candidates, prices, noise, bound }, incumbent, shareAfter);
}
