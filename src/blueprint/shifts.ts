import { TZDate } from '@date-fns/tz';
import { dayOf } from '../time/calendar-day.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import type { WorkingTime } from './working-time.ts';

export const HOUR = 3_600_000;
/** Farther than this no limit can lie; a calendar that is all holidays must not search for ever. */
const MAX_DAYS = 3660;

/** When work begins and ends on a day, in milliseconds; a day off ends as it begins. */
type Shift = readonly [number, number];
/** The shift of a day, `YYYY-MM-DD`. */
export type Shifts = (day: string) => Shift;

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
  const shifts = new Map<string, Shift>();
  return (day) => {
    const shift = shifts.get(day) ?? shiftOf(day);
    shifts.set(day, shift);
    return shift;
  };
}

/** The first instant at which so many hours have been worked since `start`. */
export function afterHours(shiftOf: Shifts, start: Instant, hours: number, timeZone: string): Instant {
  const startsAt = Date.parse(start);
  let left = Math.round(hours * HOUR);
  let day = dayOf(start, timeZone);
  for (let searched = 0; searched < MAX_DAYS; searched++, day = nextDay(day)) {
    const [from, to] = shiftOf(day);
    const begin = Math.max(startsAt, from);
    if (begin < to && begin + left <= to) return toInstant(begin + left);
    left -= Math.max(0, to - begin);
  }
  throw new RangeError(`no ${hours} working hours within ten years after ${start}`);
}

/** As the `addWorkingHours` of the working time's calendar. */
export function addWorkingHours(
  start: Instant,
  hours: number,
  workingTime: WorkingTime,
  timeZone: string,
): Instant {
  return afterHours(shiftsOf(workingTime, timeZone), start, hours, timeZone);
}

export const nextDay = (day: string) => new Date(Date.parse(day) + 24 * HOUR).toISOString().slice(0, 10);

function toShift(day: string, { days, from, to, holidays }: WorkingTime, timeZone: string): Shift {
  const date = new Date(day);
  if (!days.includes(date.getUTCDay() || 7) || holidays.includes(day)) return [0, 0];
  const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const at = (time: string) => {
    const [hours, minutes] = [Number(time.slice(0, 2)), Number(time.slice(3))];
    return new TZDate(year, month, dayOfMonth, hours, minutes, timeZone).getTime();
  };
  return [at(from), at(to)];
}
