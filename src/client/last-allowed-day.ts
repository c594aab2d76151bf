import type { CadencePolicy } from '../blueprint/cadence-policy.ts';
import { ConveyorError } from '../errors/conveyor-error.ts';
import { messageOf } from '../errors/message-of.ts';
import { addToDay, daysBetween } from '../time/calendar-day.ts';
import { earlier, later } from '../time/instant.ts';
import { median, recentIntervals } from './order-pace.ts';

/**
 * A cadence policy of one's own: how many whole days a client may be silent after the last purchase day.
 * `days` are the kept purchase days, `YYYY-MM-DD`, oldest first, never empty. `undefined` says: no limit.
 */
export type CadenceRule = (
  days: readonly string[],
  params: Readonly<Record<string, unknown>>,
) => number | undefined;

/** Rules of the caller's, for whom they are asked, and from which day silence is counted. */
interface Asked {
  readonly rules: Readonly<Record<string, CadenceRule>>;
  readonly clientId: string;
  readonly from: string;
}

/**
 * The last day that is still within the policy. The limit is the end of it, so an order on the 60th day is in
 * time.
 */
export function lastAllowedDay(
  policy: CadencePolicy,
  days: readonly string[],
  asked: Asked,
  overdue?: string,
): string | undefined {
  const { from } = asked;
  switch (policy.kind) {
    case 'fixed':
      return addToDay(from, policy.after);
    case 'ownMedian':
    case 'ownPercentile': {
      const intervals = recentIntervals(days, policy.window);
      const { minMoments, minDays = 0, atLeast, atMost } = policy;
      if (intervals.length < minMoments - 1 || intervals.reduce((sum, n) => sum + n, 0) < minDays)
        return lastAllowedDay(policy.otherwise, days, asked, overdue);
      const span =
        policy.kind === 'ownMedian'
          ? wholeUp(policy.times, median(intervals))
          : percentile(intervals, policy.percentile);
      const day = later(atLeast && addToDay(from, atLeast), addToDay(from, { days: span }));
      return earlier(atMost && addToDay(from, atMost), day);
    }
    case 'timesOverdue':
      return (
        overdue &&
        later(
          addToDay(from, { days: wholeUp(policy.times, daysBetween(from, overdue)) }),
          addToDay(from, policy.atLeast),
        )
      );
    case 'custom':
      return customDay(policy, days, asked);
  }
}

/** @throws CADENCE_RULE_FAILED where the rule throws, or gives what is no number of days. */
function customDay(
  { name: rule, params = {} }: Extract<CadencePolicy, { kind: 'custom' }>,
  days: readonly string[],
  { rules, clientId, from }: Asked,
): string | undefined {
  try {
    const span = rules[rule]?.(days, params);
    return span === undefined ? undefined : addToDay(from, { days: Math.ceil(span) });
  } catch (cause) {
    const message = `The cadence rule "${rule}" failed for client "${clientId}": ${messageOf(cause)}`;
    throw new ConveyorError('CADENCE_RULE_FAILED', message, { details: { rule, clientId }, cause });
  }
}

/**
 * Nearest-rank percentile, never between two values: the smallest that at least `share` of the values do not
 * exceed.
 */
function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, wholeUp(share, sorted.length) - 1)] as number;
}

/**
 * The product rounded up, as if the factor were the decimal that it is written as. 0.28 times 25 is 7, which
 * doubles put above it. No more than the days of a century.
 */
function wholeUp(factor: number, amount: number): number {
  const nearest = Math.round(factor * amount);
  return Math.min(36_525, nearest / amount === factor ? nearest : Math.ceil(factor * amount));
}
