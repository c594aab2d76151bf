import { fillTemplate } from '../../errors/fill-template.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { twoDigits } from '../../time/day-number.ts';
import type { WorkingSpan, WorkingTime } from '../working-time.ts';
import { workingWeek } from '../working-week.ts';
import type { DayWords } from './day-words.ts';

/** A working time, put into words part by part. */
interface WorkingHours {
  readonly days: readonly string[];
  /** Of every day, or by days where they differ. */
  readonly hours: string;
  readonly daysOff: readonly string[];
  /** Days with hours of their own. */
  readonly dates: readonly string[];
}

export function workingHours(
  workingTime: WorkingTime,
  { weekday, day }: Pick<DayWords, 'weekday' | 'day'>,
): WorkingHours {
  const { week, dates } = workingWeek(workingTime);
  const byHours = new Map<string, number[]>();
  for (const [i, spans] of week.entries()) {
    const hours = spansInWords(spans);
    if (hours !== '') byHours.set(hours, [...(byHours.get(hours) ?? []), i + 1]);
  }
  const said = (days: readonly number[]) => daysInWords(days, weekday);
  const dated = Object.entries(dates).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    days: said(week.flatMap((spans, i) => (spans.length > 0 ? [i + 1] : []))),
    hours:
      byHours.size === 1
        ? [...byHours.keys()].join()
        : [...byHours].map(([hours, days]) => `${said(days).join(', ')} ${hours}`).join('; '),
    daysOff: dated.flatMap(([date, spans]) => (spans.length === 0 ? [day(date)] : [])),
    dates: dated.flatMap(([date, spans]) =>
      spans.length > 0 ? [`${day(date)} ${spansInWords(spans)}`] : [],
    ),
  };
}

/** The same as lines: on which days, from when to when, and on which days otherwise. */
export function workingTimeLines(
  time: WorkingTime,
  { phrases, ...words }: DayWords & { readonly phrases: Dictionary['regulation'] },
): string[] {
  const { days, hours, daysOff, dates } = workingHours(time, words);
  return [
    fillTemplate(phrases.workingDays, { days: days.join(', ') }),
    fillTemplate(phrases.workingHours, { hours, timeZone: words.timeZone }),
    daysOff.length > 0 ? fillTemplate(phrases.holidays, { days: daysOff.join(', ') }) : phrases.noHolidays,
    ...(dates.length > 0 ? [fillTemplate(phrases.datedHours, { dates: dates.join('; ') })] : []),
  ];
}

/** Days in order; three or more in a row as a span: Mon–Fri. */
export function daysInWords(days: readonly number[], weekday: (day: number) => string): string[] {
  const rows: number[][] = [];
  for (const day of days) {
    const row = rows.at(-1);
    if (row?.at(-1) === day - 1) row.push(day);
    else rows.push([day]);
  }
  return rows.flatMap((row) => {
    const names = row.map(weekday);
    return names.length < 3 ? names : `${names[0]}–${names.at(-1)}`;
  });
}

/** Times as on a clock: a shift to 30:00 ends at 06:00. */
export const spansInWords = (spans: readonly WorkingSpan[]): string =>
  spans.map(({ from, to }) => `${from}–${to > '24:00' ? onClock(to) : to}`).join(', ');

const onClock = (time: string) => `${twoDigits(Number(time.slice(0, 2)) - 24)}${time.slice(2)}`;
