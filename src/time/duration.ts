import { millisecondsInDay, millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';
import { fromDayNumber, monthsLater, toDayNumber } from './day-number.ts';
import type { Instant } from './instant.ts';
import { plainlyCanonical, toInstant } from './instant.ts';
import { fromClock, onClock } from './zone-clock.ts';

/** A span on the calendar: whole, non-negative parts, at least one of them. Two months are not 60 days. */
export interface Duration {
  readonly years?: number;
  readonly months?: number;
  readonly weeks?: number;
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
}

/** A part of a {@link Duration}. */
export type DurationUnit = keyof Duration;

/** The parts of a {@link Duration}, from the longest to the shortest. */
export const durationUnits = [
  'years',
  'months',
  'weeks',
  'days',
  'hours',
  'minutes',
] as const satisfies readonly DurationUnit[];

function shift(instant: Instant, sign: 1 | -1, duration: Duration, timeZone: string): Instant {
  const { years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0 } = duration;
  const wholeDays = sign * (weeks * 7 + days);
  const wholeMonths = sign * (years * 12 + months);
  const time = sign * (hours * millisecondsInHour + minutes * millisecondsInMinute);
  if (wholeMonths === 0 && wholeDays === 0) return toInstant(Date.parse(instant) + time);
  if (timeZone !== 'UTC') {
    const shown = dayMoved(onClock(Date.parse(instant), timeZone), wholeMonths, wholeDays);
    return toInstant(fromClock(shown, timeZone) + time);
  }
  if (time === 0 && plainlyCanonical.test(instant)) {
    const day = fromDayNumber(monthsLater(toDayNumber(instant), wholeMonths) + wholeDays);
    if (day !== undefined) return day + instant.slice(10);
  }
  return toInstant(dayMoved(Date.parse(instant), wholeMonths, wholeDays) + time);
}

/** What a clock shows so many months and then days later or earlier, at the same time of day. */
function dayMoved(shown: number, months: number, days: number): number {
  const day = Math.floor(shown / millisecondsInDay);
  return shown + (monthsLater(day, months) + days - day) * millisecondsInDay;
}

/**
 * The instant `duration` later on the calendar of an IANA time zone. First come years and months (the end of
 * a month clamps: 31 January plus a month is the last day of February). Then weeks and days (the wall clock
 * stays, across daylight saving time; a time that comes twice is the first of the two, one that is left out
 * as much later as the clocks are put forward). Then hours and minutes (elapsed time).
 * @throws INVALID_INSTANT when the instant or the time zone is invalid, or the result leaves the years 0000
 * to 9999.
 */
export function addDuration(instant: Instant, duration: Duration, timeZone: string): Instant {
  return shift(instant, 1, duration, timeZone);
}

/**
 * The instant `duration` earlier; part by part as in {@link addDuration}. Not its inverse at the end of a
 * month.
 */
export function subtractDuration(instant: Instant, duration: Duration, timeZone: string): Instant {
  return shift(instant, -1, duration, timeZone);
}

/** Whole calendar months from one instant to another, in UTC; 0 where the second is earlier. */
export function wholeMonthsBetween(from: Instant, to: Instant): number {
  const [start, end] = [new Date(from), new Date(to)];
  const months =
    (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  const isWhole = addDuration(from, { months: Math.max(0, months) }, 'UTC') <= to;
  return Math.max(0, isWhole ? months : months - 1);
}
