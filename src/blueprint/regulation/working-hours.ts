import { twoDigits } from '../../time/day-number.ts';
import type { WorkingSpan, WorkingTime } from '../working-time.ts';
import { workingWeek } from '../working-week.ts';
import type { Speech } from './speech.ts';

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
  { weekday, day }: Pick<Speech, 'weekday' | 'day'>,
): WorkingHours {
  const { week, dates } = workingWeek(workingTime);
  const byHours = new Map<string, string[]>();
  for (const [i, spans] of week.entries()) {
    const hours = spansInWords(spans);
    if (hours !== '') byHours.set(hours, [...(byHours.get(hours) ?? []), weekday(i + 1)]);
  }
  const dated = Object.entries(dates).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    days: week.flatMap((spans, i) => (spans.length > 0 ? [weekday(i + 1)] : [])),
    hours:
      byHours.size === 1
        ? [...byHours.keys()].join()
        : [...byHours].map(([hours, days]) => `${days.join(', ')} ${hours}`).join('; '),
    daysOff: dated.flatMap(([date, spans]) => (spans.length === 0 ? [day(date)] : [])),
    dates: dated.flatMap(([date, spans]) =>
      spans.length > 0 ? [`${day(date)} ${spansInWords(spans)}`] : [],
    ),
  };
}

/** Times as on a clock: a shift to 30:00 ends at 06:00. */
export const spansInWords = (spans: readonly WorkingSpan[]): string =>
  spans.map(({ from, to }) => `${from}–${to > '24:00' ? onClock(to) : to}`).join(', ');

const onClock = (time: string) => `${twoDigits(Number(time.slice(0, 2)) - 24)}${time.slice(2)}`;
