import {
  compared,
  dividedBy,
  type Exact,
  exactly,
  lesser,
  minus,
  percentOf,
  plus,
  times,
  ZERO,
} from '../money/exact.ts';
import type { PayRate } from './pay-plan.ts';

/** What of a measure one tier pays for. */
export interface TierPart {
  /** From where on, in the measure's unit. */
  readonly from: Exact;
  /** What of the measure it is for. */
  readonly of: Exact;
  /** As the plan says it: percent, minor units. */
  readonly pays: Exact;
  readonly earned: Exact;
}

/** What a rate is applied to. */
export interface Earning {
  readonly measure: Exact;
  /** Needed by rates by attainment; above 0. */
  readonly quota?: Exact | undefined;
  /** Needed by rates that pay percent of the salary. */
  readonly salary?: Exact | undefined;
}

/** What a measure earns, in exact minor units, tier by tier: the one place where rates are applied. */
export function earnedBy(
  { kind, by, pays: unit, tiers }: PayRate,
  { measure, quota = ZERO, salary = ZERO }: Earning,
): TierPart[] {
  const known = tiers.map(({ from, pays }) => ({
    from: by === 'attainment' ? percentOf(quota, exactly(from)) : exactly(from),
    pays: exactly(pays),
  }));
  const reached = known.findLastIndex(({ from }) => compared(from, measure) <= 0);
  const tier = known[reached];
  if (!tier) return [];
  const worth = (of: Exact, pays: Exact): Exact => {
    if (unit === 'percent') return percentOf(of, pays);
    if (unit === 'each') return times(of, pays);
    return unit === 'amount' ? pays : percentOf(salary, pays);
  };
  if (kind === 'whole') return [{ ...tier, of: measure, earned: worth(measure, tier.pays) }];
  const above = known[reached + 1];
  if (kind === 'interpolated') {
    const share = above && dividedBy(minus(measure, tier.from), minus(above.from, tier.from));
    const pays = above && share ? plus(tier.pays, times(minus(above.pays, tier.pays), share)) : tier.pays;
    return [{ from: tier.from, of: measure, pays, earned: worth(measure, pays) }];
  }
  return known.slice(0, reached + 1).map(({ from, pays }, i) => {
    const end = known[i + 1]?.from;
    const of = minus(end ? lesser(end, measure) : measure, from);
    return { from, of, pays, earned: worth(of, pays) };
  });
}
