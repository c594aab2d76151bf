import { addToDay, startOfDay } from '../../time/calendar-day.ts';
import { type Instant, toInstant } from '../../time/instant.ts';

/** From a moment on until before another one. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** A month, quarter or year of the calendar by its name: `2026-03`, `2026-Q1`, `2026`. */
export interface NamedSpan extends Span {
  readonly name: string;
}

const lengths = { month: 1, quarter: 3, year: 12 };

/** The calendar span that a day (`YYYY-MM-DD`) lies in. */
export function calendarSpan(day: string, per: keyof typeof lengths, timeZone: string): NamedSpan {
  const length = lengths[per];
  const [year = '', month = ''] = day.split('-');
  const first = Math.floor((Number(month) - 1) / length) * length + 1;
  const from = `${year}-${String(first).padStart(2, '0')}-01`;
  const quarter = `${year}-Q${(first - 1) / 3 + 1}`;
  const name = per === 'year' ? year : per === 'quarter' ? quarter : from.slice(0, 7);
  const to = addToDay(from, { months: length });
  return { name, from: startOfDay(from, timeZone), to: startOfDay(to, timeZone) };
}

/** What two spans share; undefined where that is nothing. */
export function common(a: Span, b: Span): Span | undefined {
  const [from, to] = [a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to];
  return from < to ? { from, to } : undefined;
}

/** The last moment of a span that ends so. */
export const lastMoment = (to: Instant): Instant => toInstant(Date.parse(to) - 1);

/** The months from one to another, both of them, by name; none where the first is the later one. */
export function monthsFrom(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = addToDay(`${month}-01`, { months: 1 }).slice(0, 7))
    months.push(month);
  return months;
}
