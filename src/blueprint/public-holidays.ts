import { millisecondsInDay } from 'date-fns/constants';
import * as z from 'zod';
import { examine } from '../errors/admit.ts';
import { assertOptions } from '../errors/assert-options.ts';
import { invalidArgument } from '../errors/invalid-argument.ts';
import { issue, problemsUnder } from '../errors/problem.ts';
import { forms } from '../errors/problem-words.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { fromDayNumber, toDayNumber } from '../time/day-number.ts';
import { BlueprintError } from './blueprint-error.ts';
import { type DatedHours, datesSchema, type WorkingSpan } from './working-time.ts';

/** What is needed of a library of public holidays; an instance of `date-holidays` is one. */
export interface HolidaysLike {
  /** All holidays that begin in the year, of every type. */
  getHolidays(year: number): readonly HolidayLike[];
}

/** One holiday, as such a library tells it. */
export interface HolidayLike {
  /** `YYYY-MM-DD HH:mm:ss` where it is kept: 00:00:00 where it is a whole day. */
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
  readonly type: string;
}

/** What a government moves in a year. */
export interface MovedDays {
  /** Days off in exchange for others, `YYYY-MM-DD`. */
  readonly off?: readonly string[] | undefined;
  /** Days with hours of their own: worked in exchange, or short. They are no holidays, whoever says so. */
  readonly worked?: Readonly<Record<string, readonly WorkingSpan[]>> | undefined;
}

/** Which holidays are taken over. */
export interface PublicHolidaysOptions {
  readonly years: readonly number[];
  /** What was moved, by year. An empty table says that nothing was. */
  readonly moved?: Readonly<Record<number, MovedDays>>;
  /** Types of holidays on which nobody works. Default: `public` alone. */
  readonly types?: readonly string[];
}

/** Single days of a working time, and what is not known of them. */
export interface PublicHolidays {
  /** To be spread into a blueprint's `workingTime`. */
  readonly days: Required<DatedHours>;
  /** Years without a table of what was moved: they are incomplete where anything is. */
  readonly withoutTable: readonly number[];
  /** Holidays that begin in the middle of a day, and so are not taken over. */
  readonly partOfDay: readonly HolidayLike[];
}

const yearSchema = z.strictObject({
  off: z.array(z.iso.date()).default([]),
  worked: datesSchema.default({}),
});
const askedSchema = z.object({
  years: z.array(z.int().min(1).max(9999)),
  types: z.array(z.string()).default(['public']),
});
const movedSchema = z
  .record(z.string().regex(/^\d{4}$/, forms.year), yearSchema)
  .superRefine((tables, context) => {
    const refuse = (...path: (string | number)[]) =>
      context.addIssue({ code: 'custom', path, ...issue('TO_BE_LEFT_OUT') });
    for (const [year, { off, worked }] of Object.entries(tables)) {
      const isOther = (day: string) => !day.startsWith(year);
      for (const [i, day] of off.entries())
        if (isOther(day) || Object.hasOwn(worked, day)) refuse(year, 'off', i);
      for (const day of Object.keys(worked)) if (isOther(day)) refuse(year, 'worked', day);
    }
  });

/**
 * The public holidays of some years as the days off of a working time, with what is moved by decree. The
 * libraries know that seldom. The days are those of the place, whatever the machine's time zone.
 * @throws INVALID_ARGUMENT where the years or types are none.
 * @throws BlueprintError where the table of a year has days of another one, or one that is off and worked.
 * @example
 * const { days, withoutTable } = publicHolidays(new Holidays('RU'), { years: [2025, 2026], moved });
 * const workingTime = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', ...days };
 */
export function publicHolidays(holidays: HolidaysLike, options: PublicHolidaysOptions): PublicHolidays {
  return withArguments('publicHolidays', { holidays, options }, () => {
    assertOptions('publicHolidays', options, { years: 'any', moved: 'any?', types: 'any?' });
    const { data: asked, problems } = examine(askedSchema, options);
    if (!asked) throw invalidArgument('publicHolidays', problemsUnder(['options'], problems));
    const { years, types } = asked;
    const moved = movedDays(options.moved ?? {});
    const known = years.flatMap((year) =>
      holidays.getHolidays(year).filter(({ type }) => types.includes(type)),
    );
    const isWhole = ({ date }: HolidayLike) => date.slice(11, 19) === '00:00:00';
    const tables = years.flatMap((year) => moved[year] ?? []);
    const worked = Object.fromEntries(tables.flatMap((table) => Object.entries(table.worked)));
    const off = [...known.filter(isWhole).flatMap(daysOf), ...tables.flatMap((table) => table.off)];
    return {
      days: {
        holidays: [...new Set(off)].filter((day) => !Object.hasOwn(worked, day)).sort(),
        dates: Object.fromEntries(Object.entries(worked).sort(([a], [b]) => (a < b ? -1 : 1))),
      },
      withoutTable: years.filter((year) => !moved[year]),
      partOfDay: known.filter((holiday) => !isWhole(holiday)),
    };
  });
}

function movedDays(tables: Readonly<Record<number, MovedDays>>) {
  const { data, problems } = examine(movedSchema, tables);
  if (data) return data;
  throw new BlueprintError(problemsUnder(['moved'], problems), 'The days that were moved are wrong');
}

/** Every day that the holiday lasts. */
function daysOf({ date, start, end }: HolidayLike): string[] {
  const first = toDayNumber(date);
  const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / millisecondsInDay));
  return Array.from({ length }, (_, i) => fromDayNumber(first + i) ?? '');
}
