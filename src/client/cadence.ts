import type { Blueprint } from '../blueprint/blueprint.ts';
import type { CadencePolicy } from '../blueprint/cadence-policy.ts';
import { paces } from '../blueprint/paces.ts';
import { lookup } from '../conditions/lookup.ts';
import { ConveyorError } from '../errors/conveyor-error.ts';
import { messageOf } from '../errors/message-of.ts';
import { addToDay, dayOf, daysBetween, endOfDay, subtractFromDay } from '../time/calendar-day.ts';
import type { Duration } from '../time/duration.ts';
import { earlier, type Instant, later, toInstant } from '../time/instant.ts';
import type { Client, Pause } from './client.ts';
import { countsFor, purchaseDays } from './order-book.ts';

/**
 * A cadence policy of one's own: how many whole days a client may be silent after the last purchase day.
 * `days` are the kept purchase days, `YYYY-MM-DD`, oldest first, never empty. `undefined` says: no limit.
 */
export type CadenceRule = (
  days: readonly string[],
  params: Readonly<Record<string, unknown>>,
) => number | undefined;

/** When silence becomes overdue, dormant, lost. */
export interface CadenceLimits {
  /** When the latest purchase that counts was made, or when an override came after it. */
  readonly lastAt: Instant;
  readonly overdueAt: Instant | undefined;
  readonly dormantAt: Instant | undefined;
  readonly lostAt: Instant | undefined;
}

/** Rules of the caller's, for whom they are asked, and from which day silence is counted. */
interface Asked {
  readonly rules: Readonly<Record<string, CadenceRule>>;
  readonly clientId: string;
  readonly from: string;
}

/**
 * The client's limits by the blueprint's policies. Nothing for one who never ordered or whose clock stands
 * still, nobody knows until when.
 */
export function cadenceLimits(
  client: Client,
  blueprint: Pick<Blueprint, 'cadence' | 'cadenceBy' | 'quietMonths' | 'timeZone'>,
  rules: Readonly<Record<string, CadenceRule>>,
): CadenceLimits | undefined {
  const { cadence, cadenceBy, timeZone } = blueprint;
  const counts = countsFor(cadenceBy);
  const days = purchaseDays(client.orders, counts);
  const last = client.orders.recent.findLast(counts);
  const lastAt = last && later(client.clockFrom, last.placedAt);
  const from = lastAt && (lastAt === last.placedAt ? last.day : dayOf(lastAt, timeZone));
  const clock = from && clockOf(client, lastAt, from, blueprint);
  if (!clock) return undefined;
  const asked = { rules, clientId: client.id, from };
  const overdue = lastAllowedDay(cadence.overdue, days, asked);
  const limit = (policy: CadencePolicy) => {
    const day = policy === cadence.overdue ? overdue : lastAllowedDay(policy, days, asked, overdue);
    return day && clock(day);
  };
  const { dormant, lost } = cadence;
  return { lastAt, overdueAt: limit(cadence.overdue), dormantAt: limit(dormant), lostAt: limit(lost) };
}

/**
 * When a client of whom no purchase is known has been silent for so long. The days are counted as after a
 * purchase: the last one whole, without the months and pauses in which the clock stands.
 */
export function silentSince(
  client: Client,
  placedAt: Instant,
  span: Duration,
  blueprint: Pick<Blueprint, 'quietMonths' | 'timeZone'>,
): Instant | undefined {
  const day = dayOf(placedAt, blueprint.timeZone);
  return clockOf(client, placedAt, day, blueprint)?.(addToDay(day, span));
}

/**
 * When the last allowed day of a silence is over for the client. Undefined where its clock stands still,
 * nobody knows until when.
 */
function clockOf(
  client: Client,
  placedAt: Instant,
  from: string,
  { quietMonths, timeZone }: Pick<Blueprint, 'quietMonths' | 'timeZone'>,
): ((day: string) => Instant) | undefined {
  const quiet = quietMonthsOf(client, quietMonths);
  const stopping = Object.values(client.holds).filter((hold) => hold.stopsClock);
  // Who is never expected to buy has no clock.
  if (quiet.size > 11 || stopping.some(({ reviewAt }) => !reviewAt)) return undefined;
  const stops = stopping.map(({ since, reviewAt }): Pause => ({ from: since, to: reviewAt as Instant }));
  const pauses = [...client.pauses, ...stops];
  return (day) => afterPauses(endOfDay(afterQuiet(from, day, quiet), timeZone), placedAt, pauses);
}

/**
 * The last day that is still within the policy. The limit is the end of it, so an order on the 60th day is in
 * time.
 */
function lastAllowedDay(
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
      let day = addToDay(from, { days: span });
      if (atLeast) day = later(day, addToDay(from, atLeast));
      return atMost ? earlier(day, addToDay(from, atMost)) : day;
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

/** The months in which nobody expects the client to buy: by the first rule whose fact is known. */
function quietMonthsOf({ facts }: Client, rules: Blueprint['quietMonths'] = []): ReadonlySet<number> {
  for (const { fact, months } of rules) {
    const value = lookup(facts, fact)?.value ?? [];
    const values = [value].flat() as string[];
    if (values.length > 0) return new Set(values.flatMap((one) => lookup(months, one) ?? []));
  }
  return new Set();
}

/** The day so many days later that lie in no quiet month. */
function afterQuiet(from: string, to: string, quiet: ReadonlySet<number>): string {
  if (quiet.size === 0) return to;
  let day = from;
  for (let left = daysBetween(from, to); left > 0; ) {
    day = addToDay(day, { days: 1 });
    if (!quiet.has(Number(day.slice(5, 7)))) left--;
  }
  return day;
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

/** Days between neighbouring purchase days, of those no older than the window before the last one. */
function recentIntervals(days: readonly string[], window: Duration): number[] {
  const last = days.at(-1);
  if (last === undefined) return [];
  const from = subtractFromDay(last, window);
  const recent = days.filter((day) => day >= from);
  return recent.slice(1).map((day, i) => daysBetween(recent[i] as string, day));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

/** The usual interval of the 365 days before the last purchase day; unknown under three days. */
export function medianDays(days: readonly string[]): number | undefined {
  const intervals = recentIntervals(days, { days: 365 });
  return intervals.length < 2 ? undefined : median(intervals);
}

const longest = [2, 10, 20, 45];

/** How often a client orders, by its purchase days. */
export function paceOf(days: readonly string[]): (typeof paces)[number] | undefined {
  const usual = medianDays(days);
  return usual === undefined ? undefined : paces[longest.filter((most) => usual > most).length];
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
 * doubles put above it.
 */
function wholeUp(factor: number, amount: number): number {
  const nearest = Math.round(factor * amount);
  return nearest / amount === factor ? nearest : Math.ceil(factor * amount);
}

/**
 * A limit moves on by all the time since the last purchase in which the clock stood. Only what began before
 * the limit counts.
 */
function afterPauses(limit: Instant, lastAt: Instant, pauses: Client['pauses']): Instant {
  if (pauses.length === 0) return limit;
  let at = Date.parse(limit);
  let countedTo = Date.parse(lastAt);
  for (const { from, to } of pauses.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const begin = Math.max(Date.parse(from), countedTo);
    const end = Date.parse(to);
    if (begin >= at || end <= begin) continue;
    at += end - begin;
    countedTo = end;
  }
  return toInstant(at);
}
