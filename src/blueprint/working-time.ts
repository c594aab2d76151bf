import * as z from 'zod';
import { issue } from '../errors/problem.ts';

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
    ...issue('NOT_LATER', { than: 'from' }),
  }) satisfies z.ZodType<WorkingTime>;
