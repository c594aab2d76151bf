import { millisecondsInDay, millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';
import { ConveyorError } from '../errors/conveyor-error.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { dayOf } from '../time/calendar-day.ts';
import { fromDayNumber, toDayNumber, weekdayOf } from '../time/day-number.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import { fromClock } from '../time/zone-clock.ts';
import type { WorkingTime } from './working-time.ts';

/** Farther than this no limit can lie; a calendar that is all holidays must not search for ever. */
const MAX_DAYS = 3660;

/** Weeks that lie within that whole, from whatever moment. */
const WEEKS = 520;
/** Shifts in as many years that the clock's changes may shorten or leave out. */
const CHANGED = 22;

/** Minutes from the beginning of a day to a time such as `09:00`, as the clock shows them. */
const minutesTo = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The same from when work begins to when it ends. */
export const minutesOfShift = ({ from, to }: WorkingTime): number => minutesTo(to) - minutesTo(from);

/** Hours that are worked within ten years at the least, whenever they begin. */
export function surelyWorked(workingTime: WorkingTime): number {
  const { days, holidays } = workingTime;
  const shifts = WEEKS * new Set(days).size - new Set(holidays).size - CHANGED;
  return (shifts * minutesOfShift(workingTime)) / 60;
}

/** When work begins and ends on a day, in milliseconds; a day off ends as it begins. */
type Shift = readonly [number, number];
/** The shift of a day, by its number. */
export type Shifts = (day: number) => Shift;

const known = new WeakMap<WorkingTime, Map<string, Shifts>>();

/** The shifts of a working time in a zone, each worked out once. */
export function shiftsOf(workingTime: WorkingTime, timeZone: string): Shifts {
  const ofZones = known.get(workingTime) ?? new Map<string, Shifts>();
  known.set(workingTime, ofZones);
  const shifts = ofZones.get(timeZone) ?? remembered((day) => toShift(day, workingTime, timeZone));
  ofZones.set(timeZone, shifts);
  return shifts;
}

export function remembered(shiftOf: Shifts): Shifts {
  const shifts = new Map<number, Shift>();
  return (day) => {
    const shift = shifts.get(day) ?? shiftOf(day);
    shifts.set(day, shift);
    return shift;
  };
}

/** The first instant at which so many hours have been worked since `start`. */
export function afterHours(shiftOf: Shifts, start: Instant, hours: number, timeZone: string): Instant {
  const startsAt = Date.parse(start);
  let left = Math.round(hours * millisecondsInHour);
  const first = toDayNumber(dayOf(start, timeZone));
  for (let searched = 0; searched < MAX_DAYS; searched++) {
    const [from, to] = shiftOf(first + searched);
    const begin = Math.max(startsAt, from);
    if (begin < to && begin + left <= to) return toInstant(begin + left);
    left -= Math.max(0, to - begin);
  }
  throw new ConveyorError('NO_WORKING_TIME', `No ${hours} working hours within ten years after ${start}`, {
    details: { start, hours },
  });
}

/** As the `addWorkingHours` of the working time's calendar. */
export function addWorkingHours(
  start: Instant,
  hours: number,
  workingTime: WorkingTime,
  timeZone: string,
): Instant {
  return withArguments('addWorkingHours', { start, hours, workingTime, timeZone }, () =>
    afterHours(shiftsOf(workingTime, timeZone), start, hours, timeZone),
  );
}

/** A day on which the clocks are put back counts whole: work ends at the second of two times that are the same. */
function toShift(day: number, { days, from, to, holidays }: WorkingTime, timeZone: string): Shift {
  const midnight = day * millisecondsInDay;
  if (!days.includes(weekdayOf(day)) || holidays.includes(fromDayNumber(day) ?? '')) return [0, 0];
  const shown = (time: string) => midnight + minutesTo(time) * millisecondsInMinute;
  return [fromClock(shown(from), timeZone), fromClock(shown(to), timeZone, 'second')];
}
