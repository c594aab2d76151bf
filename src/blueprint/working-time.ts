import { TZDate } from '@date-fns/tz';
import { z } from 'zod';
import { dayOf } from '../time/calendar-day.ts';
import { type Instant, toInstant } from '../time/instant.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00');
const calendarDay = z.iso.date();

/** The hours in which the department works; limits in working hours run only within them. */
export interface WorkingTime {
  /** ISO weekdays, 1 is Monday. */
  readonly days: readonly number[];
  /** When work begins, `HH:mm` in the blueprint's time zone. */
  readonly from: string;
  /** When work ends, `HH:mm`, on the same day. */
  readonly to: string;
  /** Days off, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
}

/** Admits {@link WorkingTime}; without `holidays` there are none. */
export const workingTimeSchema = z
  .strictObject({
    days: z.array(z.int().min(1).max(7)).min(1),
    from: clockTime,
    to: clockTime,
    holidays: z.array(calendarDay).default([]),
  })
  .refine(({ from, to }) => from < to, {
    path: ['to'],
    message: 'must be later than "from"',
  }) satisfies z.ZodType<WorkingTime>;

/** Which hours are worked. A CRM with shifts of its own may bring another one than {@link workingCalendar} makes. */
export interface WorkingCalendar {
  /** Hours worked from one moment to another, on the real clock; 0 where the second is not later. */
  workingHoursBetween(from: Instant, to: Instant): number;
  /**
   * The first instant at which so many working hours have passed since `start`.
   * @throws RangeError where there is none within ten years.
   */
  addWorkingHours(start: Instant, hours: number): Instant;
}

const HOUR = 3_600_000;
/** Farther than this no limit can lie; a calendar that is all holidays must not search for ever. */
const MAX_DAYS = 3660;

/** When work begins and ends on a day, in milliseconds; a day off ends as it begins. */
type Shift = readonly [number, number];

/**
 * The calendar of the department's working time. Only time inside the working hours counts, measured on the real clock, so it is
 * exact across nights, weekends, holidays and daylight-saving changes. `isHoliday` names days off (`YYYY-MM-DD`) beside the listed
 * ones, such as a library of public holidays knows them.
 */
export function workingCalendar(
  workingTime: WorkingTime,
  timeZone: string,
  { isHoliday = () => false }: { readonly isHoliday?: (day: string) => boolean } = {},
): WorkingCalendar {
  const shifts = new Map<string, Shift>();
  const shiftOf = (day: string) => {
    const known = shifts.get(day);
    if (known) return known;
    const shift = isHoliday(day) ? ([0, 0] as const) : toShift(day, workingTime, timeZone);
    shifts.set(day, shift);
    return shift;
  };
  return {
    workingHoursBetween: (from, to) => {
      const [start, end] = [Date.parse(from), Date.parse(to)];
      let worked = 0;
      for (let day = dayOf(from, timeZone), last = dayOf(to, timeZone); day <= last; day = nextDay(day)) {
        const [begins, ends] = shiftOf(day);
        worked += Math.max(0, Math.min(ends, end) - Math.max(begins, start));
      }
      return worked / HOUR;
    },
    addWorkingHours: (start, hours) => {
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
    },
  };
}

const calendars = new WeakMap<WorkingTime, Map<string, WorkingCalendar>>();

/** The one calendar of a working time in a zone, so that its days are worked out once. */
export function calendarOf(workingTime: WorkingTime, timeZone: string): WorkingCalendar {
  const ofZones = calendars.get(workingTime) ?? new Map<string, WorkingCalendar>();
  calendars.set(workingTime, ofZones);
  const calendar = ofZones.get(timeZone) ?? workingCalendar(workingTime, timeZone);
  ofZones.set(timeZone, calendar);
  return calendar;
}

/** As the `addWorkingHours` of the working time's calendar. */
export function addWorkingHours(
  start: Instant,
  hours: number,
  workingTime: WorkingTime,
  timeZone: string,
): Instant {
  return calendarOf(workingTime, timeZone).addWorkingHours(start, hours);
}

const nextDay = (day: string) => new Date(Date.parse(day) + 24 * HOUR).toISOString().slice(0, 10);

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
