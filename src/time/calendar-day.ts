import { millisecondsInDay } from 'date-fns/constants';
import { fromDayNumber, toDayNumber, weekdayOf } from './day-number.ts';
import { addDuration, type Duration, subtractDuration } from './duration.ts';
import { type Instant, toInstant } from './instant.ts';
import { fromClock, onClock } from './zone-clock.ts';

const midnight = (day: string): Instant => `${day}T00:00:00.000Z`;

/**
 * The calendar day, `YYYY-MM-DD`, on which an instant falls in an IANA time zone.
 * @throws INVALID_INSTANT when the instant or the time zone is invalid, or the day lies outside the years
 * 0000 to 9999.
 */
export function dayOf(instant: Instant, timeZone: string): string {
  if (timeZone === 'UTC') return instant.slice(0, 10);
  const shown = onClock(Date.parse(instant), timeZone);
  return fromDayNumber(Math.floor(shown / millisecondsInDay)) ?? toInstant(shown).slice(0, 10);
}

/** A calendar day (`YYYY-MM-DD`) moved on by a duration; parts under a day count only where they fill one. */
export function addToDay(day: string, duration: Duration): string {
  return moved(day, 1, duration) ?? addDuration(midnight(day), duration, 'UTC').slice(0, 10);
}

/** A calendar day moved back by a duration. */
export function subtractFromDay(day: string, duration: Duration): string {
  return moved(day, -1, duration) ?? subtractDuration(midnight(day), duration, 'UTC').slice(0, 10);
}

/** The day so many weeks and days away; undefined where it takes more than counting days. */
function moved(day: string, sign: 1 | -1, duration: Duration): string | undefined {
  const { years, months, weeks = 0, days = 0, hours, minutes } = duration;
  if (years || months || hours || minutes) return undefined;
  return fromDayNumber(toDayNumber(day) + sign * (weeks * 7 + days));
}

/** Whole days from one calendar day to another. */
export function daysBetween(from: string, to: string): number {
  return toDayNumber(to) - toDayNumber(from);
}

/**
 * The instant at which a calendar day begins in an IANA time zone. Of two midnights it is the first; where
 * there is none, the end of the gap.
 */
export function startOfDay(day: string, timeZone: string): Instant {
  if (timeZone === 'UTC') return midnight(day);
  return toInstant(fromClock(toDayNumber(day) * millisecondsInDay, timeZone));
}

/** The instant at which a calendar day is over in an IANA time zone: the first of the next day. */
export function endOfDay(day: string, timeZone: string): Instant {
  return startOfDay(addToDay(day, { days: 1 }), timeZone);
}

/** The Monday of the day's week. */
export function mondayOf(day: string): string {
  return subtractFromDay(day, { days: weekdayOf(toDayNumber(day)) - 1 });
}
