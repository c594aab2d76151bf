import { TZDate } from '@date-fns/tz';
import { z } from 'zod';
import { type Instant, toInstant } from '../time/instant.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00');
const calendarDay = z.iso.date();

/** The hours in which the department works; limits in working hours run only within them. */
export const workingTimeSchema = z
  .strictObject({
    /** ISO weekdays, 1 is Monday. */
    days: z.array(z.int().min(1).max(7)).min(1),
    from: clockTime,
    to: clockTime,
    /** Days off, `YYYY-MM-DD`. */
    holidays: z.array(calendarDay).default([]),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than "from"' });

export type WorkingTime = z.infer<typeof workingTimeSchema>;

const MINUTE = 60_000;
/** Farther than this no limit can lie; a calendar that is all holidays must not search for ever. */
const MAX_DAYS = 3660;

/**
 * The instant at which `hours` working hours have passed since `start`. Only time inside the working hours counts, measured
 * on the real clock, so it is exact across nights, weekends, holidays and daylight-saving changes.
 *
 * @throws RangeError where the calendar has no such instant within ten years.
 */
export function addWorkingHours(start: Instant, hours: number, calendar: WorkingTime, timeZone: string): Instant {
  let cursor = Date.parse(start);
  let left = hours * 60 * MINUTE;
  const day = new TZDate(cursor, timeZone);
  for (let searched = 0; searched < MAX_DAYS; searched++) {
    const shift = shiftOf(day, calendar, timeZone);
    if (shift) {
      const begin = Math.max(cursor, shift.from);
      const available = shift.to - begin;
      if (available > 0 && left <= available) return toInstant(begin + left);
      if (available > 0) left -= available;
    }
    day.setHours(0, 0, 0, 0);
    day.setDate(day.getDate() + 1);
    cursor = Math.max(cursor, day.getTime());
  }
  throw new RangeError(`no ${hours} working hours within ten years after ${start}`);
}

function shiftOf(day: TZDate, calendar: WorkingTime, timeZone: string): { from: number; to: number } | undefined {
  const weekday = day.getDay() || 7;
  const [year, month, date] = [day.getFullYear(), day.getMonth(), day.getDate()];
  const name = `${year}-${pad(month + 1)}-${pad(date)}`;
  if (!calendar.days.includes(weekday) || calendar.holidays.includes(name)) return undefined;
  const at = (time: string) =>
    new TZDate(year, month, date, Number(time.slice(0, 2)), Number(time.slice(3)), timeZone).getTime();
  return { from: at(calendar.from), to: at(calendar.to) };
}

const pad = (n: number) => String(n).padStart(2, '0');
