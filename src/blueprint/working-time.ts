import * as z from 'zod';
import { issue } from '../errors/problem.ts';
import { forms } from '../errors/problem-words.ts';
import { timeZoneSchema } from '../time/time-zone.ts';

/** What is no time of day is not compared with another one. */
const time = (pattern: RegExp, error: string) => z.string().regex(pattern, { error, abort: true });
const clockTime = time(/^([01]\d|2[0-3]):[0-5]\d$/, forms.timeOfDay);
/** A time of day, or of the day after: `30:00` is 06:00 then. */
export const endTimeSchema = time(/^([0-3]\d|4[0-7]):[0-5]\d$/, forms.endOfWork);
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

/**
 * Hours of one employee, in their own zone where it is another. Days off of the department, or of the role's
 * hours, are theirs, too, but for days of their own `dates`.
 */
export type OwnHours = WorkingTime & { readonly timeZone?: string | undefined };

/** {@link OwnHours} as written. */
export type OwnHoursInput = WorkingTimeInput & { readonly timeZone?: string | undefined };

const span = { from: clockTime, to: endTimeSchema };
const shift = { days: z.array(z.int().min(1).max(7)).min(1), ...span };
/** Work ends after it begins: who means an hour of the next day is told how to write it. */
function goesForward({ from, to }: WorkingSpan, context: z.core.$RefinementCtx) {
  if (from < to) return;
  const nextDay = `${Number(to.slice(0, 2)) + 24}${to.slice(2)}`;
  context.addIssue({ code: 'custom', path: ['to'], ...issue('NOT_LATER', { than: 'from', nextDay }) });
}
/** Admits the hours of single days. */
export const datesSchema = z.record(
  calendarDay,
  z.array(z.strictObject(span).superRefine(goesForward)),
) satisfies z.ZodType<NonNullable<DatedHours['dates']>>;
const dated = { holidays: z.array(calendarDay).default([]), dates: datesSchema.optional() };

const shifts = z.array(z.strictObject(shift).superRefine(goesForward)).min(1);

/** Of what is neither the short way nor the long one. */
const unlessWritten = 'Must be { days, from, to } or { shifts }';

/** Admits {@link WorkingTime}. */
export const workingTimeSchema = z.union(
  [z.strictObject({ ...shift, ...dated }).superRefine(goesForward), z.strictObject({ shifts, ...dated })],
  unlessWritten,
) satisfies z.ZodType<WorkingTime, WorkingTimeInput>;

const ofOne = { ...dated, timeZone: timeZoneSchema.optional() };

/** Admits {@link OwnHours}, without looking for work that overlaps. */
export const ownHoursSchema = z.union(
  [z.strictObject({ ...shift, ...ofOne }).superRefine(goesForward), z.strictObject({ shifts, ...ofOne })],
  unlessWritten,
) satisfies z.ZodType<OwnHours, OwnHoursInput>;
