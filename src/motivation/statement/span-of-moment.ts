import { dayOf } from '../../time/calendar-day.ts';
import type { Instant } from '../../time/instant.ts';
import { calendarSpan, common, lastMoment, type Span } from './span.ts';

/** The span of a measure that a moment counts in: until when, and with which month's statement it is paid. */
export function spanOfMoment(
  at: Instant,
  per: Parameters<typeof calendarSpan>[1],
  within: Span,
  timeZone: string,
): { readonly to: Instant; readonly lastMonth: string } {
  const grid = calendarSpan(dayOf(at, timeZone), per, timeZone);
  const { to } = common(grid, within) ?? grid;
  return { to, lastMonth: dayOf(lastMoment(to), timeZone).slice(0, 7) };
}
