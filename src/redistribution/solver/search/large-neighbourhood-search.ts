import { regretBelow } from '../bound/knapsack-relaxation.ts';
import { type Incumbent, keep } from '../model/incumbent.ts';
import type { WorkingSolution } from '../model/working-solution.ts';
import { type CandidateEntries, regretOf } from '../neighbourhoods/candidate-entries.ts';
import { GroupReoptimizer, MOST_ITEMS } from '../neighbourhoods/group-reoptimizer.ts';
import { GroupSampler } from '../neighbourhoods/group-sampler.ts';
import { seededRandom } from './seeded-random.ts';

/** Employees in a group, and the largest average share of `MOST_ITEMS` that it may fill. */
const SIZE = 7;
const FILLED = 0.8;
/** Budget of one group, in entries examined. */
const STEPS = 5_000;
/** Average number of options per item beside the cheapest. */
const ALTERNATIVES = 4;
/** Groups between two yields. */
const BATCH = 50;
/** Final noise relative to the initial one. */
const COOLED = 0.05;

/** What groups are drawn and judged by. */
interface GroupSearchOptions {
  readonly candidates: CandidateEntries;
  /** The best multipliers of the limits. */
  readonly prices: Float64Array;
  /** Initial maximum of the random increase of costs. */
  readonly noise: number;
  /** Lower bound of the cost of any solution. */
  readonly bound: number;
}

/**
 * Large neighbourhood search: reoptimizes the items of small groups of competing employees. Costs have noise
 * that cools down (noising method, Charon and Hudry 1993). Every solution on the way is feasible.
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
