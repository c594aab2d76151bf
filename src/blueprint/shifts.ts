import { millisecondsInDay, millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';
import { kept } from '../conditions/kept.ts';
import { ConveyorError } from '../errors/conveyor-error.ts';
import { dayOf } from '../time/calendar-day.ts';
import { fromDayNumber, toDayNumber } from '../time/day-number.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import { fromClock } from '../time/zone-clock.ts';
import type { WorkingSpan, WorkingTime } from './working-time.ts';
import { minutesTo, spansOn, workingWeek } from './working-week.ts';

/** No limit lies further away, in days: a calendar of holidays alone must not be searched for ever. */
export const MAX_DAYS = 3660;

/** When work begins and ends, in milliseconds. */
type Shift = readonly [number, number];
/** The shifts that begin on a day, by its number, in order. */
export type Shifts = (day: number) => readonly Shift[];

const known = new WeakMap<WorkingTime, Map<string, Shifts>>();

/** The shifts of a working time in a zone, each worked out once. */
export const shiftsOf = (workingTime: WorkingTime, timeZone: string): Shifts =>
  kept(
    kept(known, workingTime, () => new Map()),
    timeZone,
    () => newShifts(workingTime, timeZone),
  );

/**
 * The shifts of somebody with hours of their own. No work begins on the usual days off, unless they say hours
 * for such a day.
 */
export function ownShifts(own: WorkingTime, usual: WorkingTime, timeZone: string): Shifts {
  const shiftsOn = shiftsOf(own, timeZone);
  return (number) => {
    const day = fromDayNumber(number) as string;
    const isOff = usual.holidays.includes(day) || usual.dates?.[day]?.length === 0;
    return isOff && !own.dates?.[day] ? [] : shiftsOn(number);
  };
}

function newShifts(workingTime: WorkingTime, timeZone: string): Shifts {
  const week = workingWeek(workingTime);
  return remembered((day) => spansOn(week, day).map((span) => toShift(day, span, timeZone)));
}

export function remembered(shiftsOn: Shifts): Shifts {
  const known = new Map<number, readonly Shift[]>();
  return (day) => kept(known, day, shiftsOn);
}

/** The first instant at which so many hours have been worked since `start`. */
export function afterHours(start: Instant, hours: number, shiftsOn: Shifts, timeZone: string): Instant {
  let reached = Date.parse(start);
  let left = Math.round(hours * millisecondsInHour);
  // The work of the day before may still go on.
  const first = toDayNumber(dayOf(start, timeZone)) - 1;
  for (let day = first; day <= first + MAX_DAYS; day++) {
    for (const [from, to] of shiftsOn(day)) {
      const begin = Math.max(reached, from);
      if (begin < to && begin + left <= to) return toInstant(begin + left);
      left -= Math.max(0, to - begin);
      reached = Math.max(reached, to);
    }
  }
  throw new ConveyorError('NO_WORKING_TIME', `No ${hours} working hours within ten years after ${start}`, {
    details: { start, hours },
  });
}

/** Milliseconds worked from one moment to another. */
export function workedBetween(from: Instant, to: Instant, shiftsOn: Shifts, timeZone: string): number {
  let reached = Date.parse(from);
  const end = Date.parse(to);
  const last = toDayNumber(dayOf(to, timeZone));
  let worked = 0;
  for (let day = toDayNumber(dayOf(from, timeZone)) - 1; day <= last; day++) {
    for (const [begins, ends] of shiftsOn(day)) {
      worked += Math.max(0, Math.min(ends, end) - Math.max(begins, reached));
      reached = Math.max(reached, ends);
    }
  }
  return worked;
}

/**
 * A day on which the clocks are put back counts whole. Work goes on through the hour that comes twice, and
 * where it ends within it, to the second of two times that are the same.
 */
function toShift(day: number, { from, to }: WorkingSpan, timeZone: string): Shift {
  const shown = (time: string) => day * millisecondsInDay + minutesTo(time) * millisecondsInMinute;
  return [fromClock(shown(from), timeZone), fromClock(shown(to) - 1, timeZone, 'second') + 1];
}
