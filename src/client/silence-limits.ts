import type { Blueprint } from '../blueprint/blueprint.ts';
import type { CadencePolicy } from '../blueprint/cadence-policy.ts';
import { lookup } from '../conditions/lookup.ts';
import { addToDay, dayOf, daysBetween, endOfDay } from '../time/calendar-day.ts';
import type { Duration } from '../time/duration.ts';
import { type Instant, later, toInstant } from '../time/instant.ts';
import type { Client, Pause } from './client.ts';
import { type CadenceRule, lastAllowedDay } from './last-allowed-day.ts';
import { countsFor, purchaseDays } from './order-book.ts';

/** When silence becomes overdue, dormant, lost. */
export interface SilenceLimits {
  /** When the latest purchase that counts was made, or when an override came after it. */
  readonly lastAt: Instant;
  readonly overdueAt: Instant | undefined;
  readonly dormantAt: Instant | undefined;
  readonly lostAt: Instant | undefined;
}

/**
 * The client's limits by the blueprint's policies. Nothing for one who never ordered or whose clock stands
 * still, nobody knows until when.
 */
export function silenceLimits(
  client: Client,
  blueprint: Pick<Blueprint, 'cadence' | 'cadenceBy' | 'quietMonths' | 'timeZone'>,
  rules: Readonly<Record<string, CadenceRule>>,
): SilenceLimits | undefined {
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
    const day = lastAllowedDay(policy, days, asked, overdue);
    return day && clock(day);
  };
  const { dormant, lost } = cadence;
  return { lastAt, overdueAt: overdue && clock(overdue), dormantAt: limit(dormant), lostAt: limit(lost) };
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
    // Every month has that day; a limit may be centuries away.
    else if (day.slice(8) < '28') day = `${day.slice(0, 8)}28`;
  }
  return day;
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
