import { millisecondsInDay, millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';
import { afterHours, shiftsOf } from '../blueprint/shifts.ts';
import type { WorkingTime } from '../blueprint/working-time.ts';
import { minutesTo, spansOn, workingWeek } from '../blueprint/working-week.ts';
import { toDayNumber } from '../time/day-number.ts';
import { toInstant } from '../time/instant.ts';

/** Some Monday. */
const MONDAY = toDayNumber('2024-01-01');
/** The clocks of a zone are put forward by no more on a day. */
const PUT_FORWARD = 2 * millisecondsInHour;

/** The least time in which so many working hours can pass, in milliseconds. It begins where a span does. */
export function shortestSpan(hours: number, workingTime: WorkingTime, timeZone: string): number {
  const usual = leastFrom(daysFrom(MONDAY, 7), hours, { ...workingTime, holidays: [], dates: {} });
  const reach = Math.ceil(usual / millisecondsInDay);
  const days = Object.keys(workingTime.dates ?? {}).flatMap((day) =>
    daysFrom(toDayNumber(day) - reach, reach + 1),
  );
  const least = Math.min(usual, leastFrom(days, hours, workingTime));
  const whole = hours * millisecondsInHour;
  return timeZone === 'UTC' ? least : Math.max(whole, least - PUT_FORWARD);
}

const daysFrom = (first: number, length: number) => Array.from({ length }, (_, i) => first + i);

function leastFrom(days: readonly number[], hours: number, workingTime: WorkingTime): number {
  const week = workingWeek(workingTime);
  const shifts = shiftsOf(workingTime, 'UTC');
  const spans = days.flatMap((day) =>
    spansOn(week, day).map(({ from }) => {
      const begin = day * millisecondsInDay + minutesTo(from) * millisecondsInMinute;
      return Date.parse(afterHours(toInstant(begin), hours, shifts, 'UTC')) - begin;
    }),
  );
  return Math.min(...spans);
}
