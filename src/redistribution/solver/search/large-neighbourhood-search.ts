import { regretBelow } from '../bound/knapsack-relaxation.ts';
import { type Incumbent, keep } from '../model/incumbent.ts';
import type { WorkingSolution } from '../model/working-solution.ts';
import { type CandidateEntries, regretOf } from '../neighbourhoods/candidate-entries.ts';
import { GroupReoptimizer, MOST_ITEMS } from '../neighbourhoods/group-reoptimizer.ts';
import { GroupSampler } from '../neighbourhoods/group-sampler.ts';
import { seededRandom } from './seeded-random.ts';

/** Employees in a group, and at most such a share of the items that it may have, on average. */
const SIZE = 7;
const FILLED = 0.8;
/** Entries that one group may take. */
const STEPS = 5_000;
/** So many entries of an item are options, beside the cheapest, on average. */
const ALTERNATIVES = 4;
/** Groups between two yields. */
const BATCH = 50;
/** Noise at the end, to that at the beginning. */
const COOLED = 0.05;

/** What groups are chosen by. */
interface GroupSearchOptions {
  readonly candidates: CandidateEntries;
  /** The best prices of the limits. */
  readonly prices: Float64Array;
  /** At the beginning costs are up to so much higher, by chance. */
  readonly noise: number;
  /** No solution costs less. */
  readonly bound: number;
}

/**
 * Large neighbourhoods: the items of a few employees who compete for them are given out anew, as well as can be at costs with some
 * noise (Charon and Hudry 1993), of which there is less and less. Every standing on the way keeps the limits.
 */
export function* largeNeighbourhoodSearch(
  solution: WorkingSolution,
  { candidates, prices, noise, bound }: GroupSearchOptions,
  incumbent: Incumbent,
  share: (work: number) => number,
): Generator<number, void> {
  const random = seededRandom(1);
  const limit = regretOf(candidates, ALTERNATIVES);
  const reoptimizer = new GroupReoptimizer(solution, prices, candidates.regret, limit);
  const groups = new GroupSampler(solution, candidates, random);
  const { items, employees } = solution.instance;
  // A group that has too many items is not looked at.
  const size = Math.max(2, Math.min(SIZE, Math.floor((FILLED * MOST_ITEMS * employees) / items)));
  const begun = share(0);
  solution.reset(incumbent.chosen);
  for (let now = begun; now < 1; now = share(reoptimizer.work)) {
    const heat = noise * COOLED ** ((now - begun) / (1 - begun));
    reoptimizer.limit = Math.min(limit, regretBelow(incumbent.cost, bound));
    if (reoptimizer.limit < 0) return;
    for (let at = 0; at < BATCH; at++) {
      reoptimizer.improve(groups.next(size), STEPS, heat, random);
      keep(solution, incumbent);
    }
    yield now;
  }
}
