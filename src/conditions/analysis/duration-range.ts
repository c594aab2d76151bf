import { millisecondsInDay, millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';
import type { Duration } from '../../time/duration.ts';

const MONTH = 30.436875 * millisecondsInDay;

/** The parts that a calendar adds one after the other. */
function partsOf({ years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0 }: Duration) {
  return {
    months: years * 12 + months,
    days: weeks * 7 + days,
    time: hours * millisecondsInHour + minutes * millisecondsInMinute,
  };
}

/**
 * The shortest and the longest that a duration can be in milliseconds, whatever the moment it is counted
 * from. Exact for days in UTC and for elapsed time; elsewhere wide enough for the length of months, clamped
 * ends of months, daylight saving time and zones that changed sides of the date line.
 */
export function durationRange(duration: Duration, timeZone: string): { least: number; most: number } {
  const { months, days, time } = partsOf(duration);
  const fixed = days * millisecondsInDay + time;
  const slack = timeZone === 'UTC' || (months === 0 && days === 0) ? 0 : 25 * millisecondsInHour;
  const [shortest, longest] =
    months === 0
      ? [0, 0]
      : months === 1
        ? [28 * millisecondsInDay, 31 * millisecondsInDay]
        : [months * MONTH - 8 * millisecondsInDay, months * MONTH + 8 * millisecondsInDay];
  return { least: Math.max(0, fixed + shortest - slack), most: fixed + longest + slack };
}

/** Whether the one duration never reaches further than the other: part by part it asks for no more. */
export function isNoLonger(one: Duration, other: Duration): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  return a.months <= b.months && a.days <= b.days && a.time <= b.time;
}
