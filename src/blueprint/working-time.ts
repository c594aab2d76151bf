import { TZDate } from '@date-fns/tz';
import { z } from 'zod';
import { addToDay, dayOf } from '../time/calendar-day.ts';
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

const HOUR = 3_600_000;
/** Farther than this no limit can lie; a calendar that is all holidays must not search for ever. */
const MAX_DAYS = 3660;

/**
 * The instant at which `hours` working hours have passed since `start`. Only time inside the working hours counts, measured
 * on the real clock, so it is exact across nights, weekends, holidays and daylight-saving changes.
 *
 * @throws RangeError where the calendar has no such instant within ten years.
 */
export function addWorkingHours(
  start: Instant,
  hours: number,
  calendar: WorkingTime,
  timeZone: string,
): Instant {
  const startsAt = Date.parse(start);
  let left = Math.round(hours * HOUR);
  let day = dayOf(start, timeZone);
  for (let searched = 0; searched < MAX_DAYS; searched++) {
    const [from, to] = shiftOf(day, calendar, timeZone);
    const begin = Math.max(startsAt, from);
    if (begin < to && begin + left <= to) return toInstant(begin + left);
    left -= Math.max(0, to - begin);
    day = addToDay(day, { days: 1 });
  }
  throw new RangeError(`no ${hours} working hours within ten years after ${start}`);
}

/** When work begins and ends on a calendar day; on a day off it ends as it begins. */
function shiftOf(day: string, { days, from, to, holidays }: WorkingTime, timeZone: string): [number, number] {
  const date = new Date(day);
  if (!days.includes(date.getUTCDay() || 7) || holidays.includes(day)) return [0, 0];
  const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const at = (time: string) => {
    const [hours, minutes] = [Number(time.slice(0, 2)), Number(time.slice(3))];
    return new TZDate(year, month, dayOfMonth, hours, minutes, timeZone).getTime();
  };
  return [at(from), at(to)];
}
