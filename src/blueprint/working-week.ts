import { fromDayNumber, weekdayOf } from '../time/day-number.ts';
import type { WorkingSpan, WorkingTime } from './working-time.ts';

/** A working time as it is read, however it was written: the spans of each day, in order. */
export interface WorkingWeek {
  /** Of the seven weekdays; Monday's are the first. */
  readonly week: readonly (readonly WorkingSpan[])[];
  /** Of days that are not like their weekday, `YYYY-MM-DD`. */
  readonly dates: Readonly<Record<string, readonly WorkingSpan[]>>;
}

const inOrder = (spans: readonly WorkingSpan[]) => [...spans].sort((a, b) => (a.from < b.from ? -1 : 1));

export function workingWeek(workingTime: WorkingTime): WorkingWeek {
  const shifts = 'shifts' in workingTime ? workingTime.shifts : [workingTime];
  const { holidays, dates = {} } = workingTime;
  return {
    week: [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
      inOrder(shifts.filter(({ days }) => days.includes(weekday)).map(({ from, to }) => ({ from, to }))),
    ),
    dates: Object.fromEntries([
      ...holidays.map((day) => [day, []] as const),
      ...Object.entries(dates).map(([day, spans]) => [day, inOrder(spans)] as const),
    ]),
  };
}

/** The spans that begin on a day, by its number. */
export const spansOn = ({ week, dates }: WorkingWeek, day: number): readonly WorkingSpan[] =>
  dates[fromDayNumber(day) ?? ''] ?? (week[weekdayOf(day) - 1] as readonly WorkingSpan[]);

/**
 * Minutes from the beginning of a day to a time such as `09:00`, as the clock shows them. What is long is no
 * time, and is not read to its end: it is asked of every day.
 */
export const minutesTo = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Minutes of work that begin on a day, as the clock shows them. */
const minutesOf = (spans: readonly WorkingSpan[]): number =>
  spans.reduce((sum, { from, to }) => sum + minutesTo(to) - minutesTo(from), 0);

/** Weeks that lie within ten years, from whatever moment. */
const WEEKS = 520;
/** Days in as many years on which the clock's changes may shorten work. */
const CHANGED = 22;

/**
 * Hours that are worked within ten years at the least, whenever they begin. So many days may be shorter,
 * beside those that are not like their weekday.
 */
export function surelyWorked({ week, dates }: WorkingWeek, shorter = CHANGED): number {
  const minutes = week.map(minutesOf);
  const lost = (Object.keys(dates).length + shorter) * Math.max(...minutes);
  return (WEEKS * minutes.reduce((sum, each) => sum + each, 0) - lost) / 60;
}
