import { type KnapsackRelaxation, regretBelow } from '../bound/knapsack-relaxation.ts';
import type { Incumbent } from '../model/incumbent.ts';
import type { WorkingSolution } from '../model/working-solution.ts';
import type { CandidateEntries } from '../neighbourhoods/candidate-entries.ts';
import { DivingHeuristic } from '../neighbourhoods/diving-heuristic.ts';
import { GroupSampler } from '../neighbourhoods/group-sampler.ts';
import { seededRandom } from './seeded-random.ts';

/** Average number of entries considered per item. */
const ALTERNATIVES = 8;
/** Noise of item prices relative to the gap, and its minimum. */
const NOISE = 0.05;
const LEAST_NOISE = 0.2;
/** Share of employees in the group of a dive. */
const GROUP = 0.65;
/** Dives without improvement after which full dives begin again, and after which diving ends. */
const GROUPS = 100;
const PATIENCE = 150;

/** The relaxation and the schedule of the dives. */
interface DivingOptions {
  readonly relaxation: KnapsackRelaxation;
  /** By entry, in the knapsack relaxation; the candidates are ranked by it. */
  readonly regret: Float64Array;
  readonly candidates: CandidateEntries;
  /** Full dives until the share `whole` of the search, then dives of groups until the share `until`. */
  readonly whole: number;
  readonly until: number;
}

/**
 * Dives at randomized prices. Later dives reassign a large part of the best solution only (large
 * neighbourhood search, Shaw 1998). Yields the share of work done.
 * @returns the work of the dives
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

/** Accepts solutions of equal cost too, so that the next group differs. */
function take(chosen: Int32Array, solution: WorkingSolution, incumbent: Incumbent): void {
  solution.reset(chosen);
  if (solution.broken > 0 || solution.cost > incumbent.cost) solution.reset(incumbent.chosen);
  else {
    incumbent.cost = solution.cost;
    incumbent.chosen.set(chosen);
  }
}
