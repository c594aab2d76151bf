import { millisecondsInDay, millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';
import type { Shifts } from '../../blueprint/shifts.ts';
import { isWorkingHours } from '../../blueprint/time-limit.ts';
import { minutesTo } from '../../blueprint/working-week.ts';
import { fromDayNumber } from '../../time/day-number.ts';
import { addDuration, type Duration } from '../../time/duration.ts';
import { toInstant } from '../../time/instant.ts';
import { fromClock, onClock } from '../../time/zone-clock.ts';
import { type DayLimit, isDayLimit, type ServiceLimit } from '../document/service-limit.ts';
import { daysFrom, noWorkingTime, type Span, until, without, workingSpans } from './spans.ts';

/** What a limit runs by: since when, in which hours, and when it stands still. */
export interface LimitClock {
  readonly start: number;
  readonly shifts: Shifts;
  readonly timeZone: string;
  /** In order, none meets another; the last may have no end. */
  readonly stops: readonly Span[];
}

/** How far a limit has run. */
export interface LimitRun {
  /** When it is over. Absent: the clock stands still, and nobody knows until when. */
  readonly end?: number;
  /** The spans that count, up to its end or up to where the clock stands still. */
  readonly spans: readonly Span[];
  /** Milliseconds that are to run after these spans: of a clock that stands still; unknown of whole days. */
  readonly left?: number;
  /** The first day that counts, `YYYY-MM-DD`: of whole days that began too late for their own. */
  readonly firstDay?: string;
}

/** Runs a limit to its end. */
export function runLimit(limit: ServiceLimit, clock: LimitClock): LimitRun {
  if (isDayLimit(limit)) return runDays(limit, clock);
  if (isWorkingHours(limit))
    return runTime(working(clock), Math.round(limit.workingHours * millisecondsInHour));
  return runTime(without(always(clock.start), clock.stops), lengthOfDuration(limit, clock));
}

/** Whether a limit runs on the calendar, day and night. */
export const runsAlways = (limit: ServiceLimit): boolean => !(isDayLimit(limit) || isWorkingHours(limit));

/** The time that counts: working time in which the clock does not stand still. */
export const working = ({ shifts, start, timeZone, stops }: LimitClock): Iterable<Span> =>
  without(workingSpans(shifts, start, timeZone), stops);

const always = (start: number): readonly Span[] => [[start, Number.POSITIVE_INFINITY]];

const lengthOfDuration = (limit: Duration, { start, timeZone }: LimitClock) =>
  Date.parse(addDuration(toInstant(start), limit, timeZone)) - start;

/** Runs so many milliseconds of the time that counts. */
export function runTime(running: Iterable<Span>, length: number): LimitRun {
  const spans: Span[] = [];
  let left = length;
  for (const [from, to] of running) {
    if (from + left <= to) {
      const end = from + left;
      return { end, spans: left > 0 ? [...spans, [from, end]] : spans };
    }
    spans.push([from, to]);
    left -= to - from;
  }
  return { spans, left };
}

/** See {@link DayLimit}. A day counts if the clock runs at its cut-off, the last one if also at its end. */
function runDays({ workingDays, cutOff, by }: DayLimit, clock: LimitClock): LimitRun {
  const { start, shifts, timeZone, stops } = clock;
  const clockTime = (day: number, time: string | undefined) =>
    time === undefined
      ? Number.POSITIVE_INFINITY
      : fromClock(day * millisecondsInDay + minutesTo(time) * millisecondsInMinute, timeZone);
  const stopAt = (moment: number) => stops.find(([from, to]) => from < moment && moment <= to);
  const isForGood = (stop: Span) => stop[1] === Number.POSITIVE_INFINITY;
  const opened = Math.floor(onClock(start, timeZone) / millisecondsInDay);
  let counted = 0;
  let isLate = false;
  let firstDay: string | undefined;
  for (const day of daysFrom(start, timeZone)) {
    const last = shifts(day).at(-1);
    if (!last) continue;
    const ends = Math.min(last[1], clockTime(day, by));
    // Only the last day is over at `by`.
    const closes = Math.min(counted < workingDays ? last[1] : ends, clockTime(day, cutOff));
    if (closes <= start) {
      isLate ||= day === opened;
      continue;
    }
    const missed = stopAt(closes);
    if (!missed) counted += 1;
    if (!missed && isLate) firstDay ??= fromDayNumber(day);
    const stop = missed ?? (counted > workingDays ? stopAt(ends) : undefined);
    const told = { ...(firstDay !== undefined && { firstDay }) };
    if (stop && isForGood(stop)) return { spans: [...working(clock)], ...told };
    if (!stop && counted > workingDays)
      return { end: ends, spans: [...until(working(clock), ends)], ...told };
  }
  throw noWorkingTime(start);
}
