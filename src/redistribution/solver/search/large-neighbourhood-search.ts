import { regretBelow } from '../bound/knapsack-relaxation.ts';
import { type Incumbent, keep } from '../model/incumbent.ts';
import type { Standing } from '../model/working-solution.ts';
import { type Candidates, regretOf } from '../neighbourhoods/candidate-entries.ts';
import { MOST_ITEMS, Regroup } from '../neighbourhoods/group-reoptimizer.ts';
import { Groups } from '../neighbourhoods/group-sampler.ts';
import { numbersFrom } from './seeded-random.ts';

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
interface Regrouping {
  readonly candidates: Candidates;
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
export function* regroup(
  standing: Standing,
  { candidates, prices, noise, bound }: Regrouping,
  incumbent: Incumbent,
  share: (work: number) => number,
): Generator<number, void> {
  const random = numbersFrom(1);
  const limit = regretOf(candidates, ALTERNATIVES);
  const regrouping = new Regroup(standing, prices, candidates.regret, limit);
  const groups = new Groups(standing, candidates, random);
  const { items, employees } = standing.instance;
  // A group that has too many items is not looked at.
  const size = Math.max(2, Math.min(SIZE, Math.floor((FILLED * MOST_ITEMS * employees) / items)));
  const begun = share(0);
  standing.reset(incumbent.chosen);
  for (let now = begun; now < 1; now = share(regrouping.work)) {
    const heat = noise * COOLED ** ((now - begun) / (1 - begun));
    regrouping.limit = Math.min(limit, regretBelow(incumbent.cost, bound));
    if (regrouping.limit < 0) return;
    for (let at = 0; at < BATCH; at++) {
      regrouping.improve(groups.next(size), STEPS, heat, random);
      keep(standing, incumbent);
    }
    yield now;
  }
}
