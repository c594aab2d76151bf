import { millisecondsInDay } from 'date-fns/constants';
import { MAX_DAYS, type Shifts } from '../../blueprint/shifts.ts';
import { ConveyorError } from '../../errors/conveyor-error.ts';
import { toInstant } from '../../time/instant.ts';
import { onClock } from '../../time/zone-clock.ts';

/** From one moment to another, in milliseconds since 1970; the second is later, perhaps without end. */
export type Span = readonly [from: number, to: number];

/** The numbers of the days from a moment on; the work of the day before may still go on. */
export function* daysFrom(start: number, timeZone: string): Generator<number> {
  const first = Math.floor(onClock(start, timeZone) / millisecondsInDay) - 1;
  for (let day = first; day <= first + MAX_DAYS; day++) yield day;
}

/** The error of a limit that does not come to its end within ten years. */
export function noWorkingTime(start: number): ConveyorError {
  const from = toInstant(start);
  return new ConveyorError('NO_WORKING_TIME', `Too little working time within ten years after ${from}`, {
    details: { start: from },
  });
}

/**
 * The spans of work from a moment on, in order, for ten years.
 * @throws NO_WORKING_TIME where more are asked for
 */
export function* workingSpans(shiftsOn: Shifts, start: number, timeZone: string): Generator<Span> {
  let reached = start;
  for (const day of daysFrom(start, timeZone)) {
    for (const [from, to] of shiftsOn(day)) {
      const begin = Math.max(reached, from);
      if (begin < to) yield [begin, to];
      reached = Math.max(reached, to);
    }
  }
  throw noWorkingTime(start);
}

/** What is left of spans without the stops; both are in order, and no stop meets another. */
export function* without(spans: Iterable<Span>, stops: readonly Span[]): Generator<Span> {
  let next = 0;
  for (const [from, to] of spans) {
    let reached = from;
    while ((stops[next]?.[1] ?? Number.POSITIVE_INFINITY) <= reached) next++;
    for (let i = next; i < stops.length; i++) {
      const [begins, ends] = stops[i] as Span;
      if (begins >= to) break;
      if (begins > reached) yield [reached, begins];
      reached = Math.max(reached, ends);
    }
    if (reached < to) yield [reached, to];
    if (reached === Number.POSITIVE_INFINITY) return;
  }
}

/** The same time, in order, as spans that do not meet. */
export function union(spans: readonly Span[]): readonly Span[] {
  const joined: [number, number][] = [];
  for (const [from, to] of [...spans].sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (from < to) joined.push([from, to]);
  }
  return joined;
}

/** The time before, between and after spans that are in order and do not meet. */
export function gapsOf(spans: readonly Span[]): readonly Span[] {
  const ends = [Number.NEGATIVE_INFINITY, ...spans.map(([, to]) => to)];
  return ends.map((end, i) => [end, spans[i]?.[0] ?? Number.POSITIVE_INFINITY]);
}

/** What of the spans is over at a moment. */
export function* until(spans: Iterable<Span>, end: number): Generator<Span> {
  for (const [from, to] of spans) {
    if (from < end) yield [from, Math.min(to, end)];
    if (to >= end) return;
  }
}

/** How long the spans are together, in milliseconds. */
export function lengthOf(spans: Iterable<Span>): number {
  let sum = 0;
  for (const [from, to] of spans) sum += to - from;
  return sum;
}

/** The moment after which so much of the spans is still to come; where they are shorter, their beginning. */
export function before(
  { spans, end }: { readonly spans: readonly Span[]; readonly end: number },
  length: number,
): number {
  let left = Math.min(Math.round(length), lengthOf(spans));
  for (const [from, to] of spans.toReversed()) {
    if (left <= to - from) return to - left;
    left -= to - from;
  }
  return end;
}
