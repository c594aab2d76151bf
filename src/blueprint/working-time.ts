import * as z from 'zod';
import { issue } from '../errors/problem.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00');
const endTime = z
  .string()
  .regex(/^([0-3]\d|4[0-7]):[0-5]\d$/, 'must be a time such as 18:00, or 30:00 for 06:00 of the day after');
const calendarDay = z.iso.date();

/** Hours of work without a break. */
export interface WorkingSpan {
  /** When work begins, `HH:mm` in the blueprint's time zone. */
  readonly from: string;
  /** When work ends, `HH:mm` up to `47:59`: `30:00` is 06:00 of the next day. */
  readonly to: string;
}

/** Hours of work that are the same on several weekdays. */
export interface WorkingShift extends WorkingSpan {
  /** ISO weekdays on which it begins, 1 is Monday. */
  readonly days: readonly number[];
}

/** What differs from the week on single days. */
export interface DatedHours {
  /** Days off, `YYYY-MM-DD`: no work begins on them. */
  readonly holidays: readonly string[];
  /**
   * The only work that begins on a day, `YYYY-MM-DD`: of a short day, or of a Saturday worked in exchange.
   * A day without any is off.
   */
  readonly dates?: Readonly<Record<string, readonly WorkingSpan[]>> | undefined;
}

/**
 * The hours in which the department works. Limits in working hours run only within them. Several shifts say
 * breaks, and weekdays with hours of their own; `days`, `from` and `to` are the short way to say one shift.
 * Work past midnight belongs to the day on which it begins.
 */
export type WorkingTime = (WorkingShift | { readonly shifts: readonly WorkingShift[] }) & DatedHours;

/** {@link WorkingTime} as written: without `holidays` there are none. */
export type WorkingTimeInput = (WorkingShift | { readonly shifts: readonly WorkingShift[] }) & {
  readonly [Part in keyof DatedHours]?: DatedHours[Part] | undefined;
};

const span = { from: clockTime, to: endTime };
const shift = { days: z.array(z.int().min(1).max(7)).min(1), ...span };
const isForward = ({ from, to }: WorkingSpan) => from < to;
const notLater = { path: ['to'], ...issue('NOT_LATER', { than: 'from' }) };
/** Admits the hours of single days. */
export const datesSchema = z.record(
  calendarDay,
  z.array(z.strictObject(span).refine(isForward, notLater)),
) satisfies z.ZodType<NonNullable<DatedHours['dates']>>;
const dated = { holidays: z.array(calendarDay).default([]), dates: datesSchema.optional() };

/** Admits {@link WorkingTime}. */
export const workingTimeSchema = z.union([
  z.strictObject({ ...shift, ...dated }).refine(isForward, notLater),
  z.strictObject({ shifts: z.array(z.strictObject(shift).refine(isForward, notLater)).min(1), ...dated }),
]) satisfies z.ZodType<WorkingTime, WorkingTimeInput>;
