import { type KnapsackRelaxation, regretBelow } from '../bound/knapsack-relaxation.ts';
import type { Incumbent } from '../model/incumbent.ts';
import type { WorkingSolution } from '../model/working-solution.ts';
import type { CandidateEntries } from '../neighbourhoods/candidate-entries.ts';
import { DivingHeuristic } from '../neighbourhoods/diving-heuristic.ts';
import { GroupSampler } from '../neighbourhoods/group-sampler.ts';
import { seededRandom } from './seeded-random.ts';

/** So many entries of an item are considered on average. */
const ALTERNATIVES = 8;
/** Noise of prices, to how far the best solution is from the bound; and at least. */
const NOISE = 0.05;
const LEAST_NOISE = 0.2;
/** Employees whose items a dive of a group gives out anew, to all. */
const GROUP = 0.65;
/** After so many dives of groups without a better solution dives begin with nothing again, and after so many others may find one sooner. */
const GROUPS = 100;
const PATIENCE = 150;

/** What is dived through. */
interface DivingOptions {
  readonly relaxation: KnapsackRelaxation;
  /** By entry, in knapsacks; candidates by the same. */
  readonly regret: Float64Array;
  readonly candidates: CandidateEntries;
  /** The share of the search until which dives begin with nothing; from then on they keep what some employees have, until the other. */
  readonly whole: number;
  readonly until: number;
}

/**
 * Dives at prices that differ by chance: at first each begins with nothing, and later a large part of the best solution is given out
 * anew (a large neighbourhood, Shaw 1998). Yields the share of the work that is done; returns what the dives have done.
 */
export function* diveRepeatedly(
  solution: WorkingSolution,
  { relaxation, regret, candidates, whole, until }: DivingOptions,
  incumbent: Incumbent,
  share: (work: number) => number,
): Generator<number, number> {
  const { instance } = solution;
  const random = seededRandom(1);
  const limit = regret.toSorted()[Math.min(regret.length - 1, ALTERNATIVES * instance.items)] as number;
  const dive = new DivingHeuristic(instance, relaxation, regret, limit);
  const groups = new GroupSampler(solution, candidates, random);
  const size = Math.ceil(GROUP * instance.employees);
  let noise = 0;
  let stale = 0;
  solution.reset(incumbent.chosen);
  for (let now = share(0); now < until && stale < PATIENCE && dive.limit >= 0; now = share(dive.work)) {
    const beginsAnew = now < whole || stale >= GROUPS;
    const fixed = beginsAnew ? undefined : { group: groups.next(size), chosen: incumbent.chosen };
    const { cost } = incumbent;
    for (const _ of dive.run(cost, noise, random, fixed)) {
      const done = share(dive.work);
      yield done;
      if (done >= 1) return dive.work;
    }
    if (dive.isWhole) take(dive.chosen, solution, incumbent);
    stale = now >= whole && incumbent.cost === cost ? stale + 1 : 0;
    dive.limit = Math.min(limit, regretBelow(incumbent.cost, relaxation.bound));
    noise = Math.max(LEAST_NOISE, NOISE * (incumbent.cost - relaxation.bound));
  }
  return dive.work;
}

/** One that costs the same is taken too: the next group finds something else. */
function take(chosen: Int32Array, solution: WorkingSolution, incumbent: Incumbent): void {
  solution.reset(chosen);
  if (solution.broken > 0 || solution.cost > incumbent.cost) solution.reset(incumbent.chosen);
  else {
    incumbent.cost = solution.cost;
    incumbent.chosen.set(chosen);
  }
}
