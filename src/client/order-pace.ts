import { paces } from '../blueprint/paces.ts';
import { daysBetween, subtractFromDay } from '../time/calendar-day.ts';
import type { Duration } from '../time/duration.ts';

/** Days between neighbouring purchase days, of those no older than the window before the last one. */
export function recentIntervals(days: readonly string[], window: Duration): number[] {
  const last = days.at(-1);
  if (last === undefined) return [];
  const from = subtractFromDay(last, window);
  const recent = days.filter((day) => day >= from);
  return recent.slice(1).map((day, i) => daysBetween(recent[i] as string, day));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = (length: number) => sorted[length >> 1] as number;
  return (half(sorted.length - 1) + half(sorted.length)) / 2;
}

/** The usual interval of the 365 days before the last purchase day; unknown under three days. */
export function medianDays(days: readonly string[]): number | undefined {
  const intervals = recentIntervals(days, { days: 365 });
  return intervals.length < 2 ? undefined : median(intervals);
}

const longest = [2, 10, 20, 45];

/** How often a client orders, by its purchase days. */
export function paceOf(days: readonly string[]): (typeof paces)[number] | undefined {
  const usual = medianDays(days);
  return usual === undefined ? undefined : paces[longest.filter((most) => usual > most).length];
}
