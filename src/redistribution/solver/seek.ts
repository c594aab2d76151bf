import { candidatesBy, regretOf } from './candidates.ts';
import type { Descent } from './descent.ts';
import { KnapsackRelaxation } from './knapsacks.ts';
import { type Incumbent, search } from './oscillation.ts';
import { regroup } from './regrouping.ts';
import type { Standing } from './standing.ts';

/** Where a search begins, and how much it may do. */
export interface Search {
  readonly standing: Standing;
  readonly descent: Descent;
  /** The best prices of the limits. */
  readonly prices: Float64Array;
  readonly incumbent: Incumbent;
  /** Entries to look at. */
  readonly until: number;
  /** How much of a time limit has passed, from 0 to 1. */
  readonly passed: () => number;
  /** Whether groups can be judged: by limits alone, and by knapsacks. */
  readonly isGrouped: boolean;
}

/** Chains may look at so many entries before groups begin, and at such a share of all. */
const CHAINED = 1_000_000;
const CHAINED_SHARE = 0.25;
/** Passes for the bound of the knapsacks. */
const KNAPSACK_PASSES = 250;
/** To what two other entries of an item regret on average. */
const NOISE = 1.4;
/** A long search lets the noise begin anew so many times: the best of several is better than one that cools slowly. */
const COOLINGS = 4;
const LONG = 1e7;
/** At most so many entries of an item are candidates. */
const WIDTH = 8;

/** Looks for good solutions: by chains, and then by groups where these can be judged. Yields the share of the work that is done. */
export function* seek(the: Search): Generator<number, void> {
  const { descent, until, isGrouped } = the;
  const chained = isGrouped ? Math.min(CHAINED, until * CHAINED_SHARE) : until;
  for (const _ of search(the.standing, descent, the.incumbent, chained)) yield descent.work / until;
  if (!isGrouped) return;
  if (the.incumbent.cost < Number.POSITIVE_INFINITY) yield* seekByGroups(the);
  else for (const _ of search(the.standing, descent, the.incumbent, until)) yield descent.work / until;
}

function* seekByGroups({
  standing,
  descent,
  prices,
  incumbent,
  until,
  passed,
}: Search): Generator<number, void> {
  const { instance, rows } = standing;
  const knapsacks = new KnapsackRelaxation(instance, rows, prices);
  const base = descent.work;
  const shareAfter = (work: number) => Math.max((base + knapsacks.work + work) / until, passed());
  const passes = Math.min(KNAPSACK_PASSES, Math.ceil((until - base) / 3 / knapsacks.workOfPass));
  for (const _ of knapsacks.ascend(incumbent.cost, passes)) yield shareAfter(0);
  if (incumbent.cost <= knapsacks.bound) return;
  const candidates = candidatesBy(instance, knapsacks.regrets(), WIDTH);
  const coolings = until < LONG ? 1 : COOLINGS;
  const noise = NOISE * regretOf(descent.candidates, 2);
  const { bound } = knapsacks;
  for (const _ of regroup(standing, { candidates, prices, noise, coolings, bound }, incumbent, shareAfter))
    yield shareAfter(0);
}
