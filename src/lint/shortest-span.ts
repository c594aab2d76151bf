import { millisecondsInDay, millisecondsInHour } from 'date-fns/constants';
import { MAX_DAYS, shiftsOf } from '../blueprint/shifts.ts';
import type { WorkingTime } from '../blueprint/working-time.ts';
import { type WorkBudget, work } from '../conditions/analysis/work-budget.ts';
import { toDayNumber } from '../time/day-number.ts';

/** Some Monday. */
const MONDAY = toDayNumber('2024-01-01');
/** The clocks of a zone are put forward by no more on a day. */
const PUT_FORWARD = 2 * millisecondsInHour;

/** What the spans of a day take to look up, in steps. */
const DAY = 10;

/** A first and a last day, by their numbers. */
type Stretch = readonly [number, number];

/**
 * The least time in which so many working hours can pass, in milliseconds. It begins where a span does. Work
 * grows with the days that are looked at, not with the limit for each of them.
 * @throws WorkSpent where the budget ends.
 */
export function shortestSpan(
  hours: number,
  workingTime: WorkingTime,
  timeZone: string,
  budget: WorkBudget,
): number {
  const week = { ...workingTime, holidays: [], dates: {} };
  const usual = leastFrom([[MONDAY, MONDAY + 6]], hours, week, budget);
  const reach = Math.ceil(usual / millisecondsInDay);
  const dates = Object.keys(workingTime.dates ?? {}).map(toDayNumber);
  const around = joined(dates.map((day): Stretch => [day - reach, day]));
  const least = Math.min(usual, leastFrom(around, hours, workingTime, budget));
  const whole = hours * millisecondsInHour;
  return timeZone === 'UTC' ? least : Math.max(whole, least - PUT_FORWARD);
}

/** The same days, each once. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const apart: [number, number][] = [];
  for (const [first, last] of stretches.toSorted(([a], [b]) => a - b)) {
    const before = apart.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else apart.push([first, last]);
  }
  return apart;
}

/** The least time that it takes from the beginning of a span on one of the days. */
function leastFrom(
  stretches: readonly Stretch[],
  hours: number,
  workingTime: WorkingTime,
  budget: WorkBudget,
): number {
  const shiftsOn = shiftsOf(workingTime, 'UTC');
  const wanted = Math.round(hours * millisecondsInHour);
  let least = Number.POSITIVE_INFINITY;
  for (const [first, last] of stretches) {
    const spans: (readonly [number, number])[] = [];
    // The work of the day before may still go on.
    let day = first - 1;
    let reached = Number.NEGATIVE_INFINITY;
    const spanAt = (place: number) => {
      while (place >= spans.length && day <= last + MAX_DAYS) {
        const shifts = shiftsOn(day++);
        work(budget, DAY + shifts.length);
        for (const [from, to] of shifts) {
          if (to > reached) spans.push([Math.max(from, reached), to]);
          reached = Math.max(reached, to);
        }
      }
      return spans[place];
    };
    // Where the hours end moves on with where they begin: `held` is the work of the spans in between.
    let held = 0;
    let end = 0;
    for (let begun = 0; ; begun++) {
      const begin = spanAt(begun);
      if (!begin || begin[0] >= (last + 1) * millisecondsInDay) break;
      for (let next = spanAt(end); next && held < wanted; next = spanAt(end)) {
        held += next[1] - next[0];
        end++;
      }
      if (held < wanted) break;
      const [, ends] = spans[end - 1] ?? begin;
      least = Math.min(least, ends - (held - wanted) - begin[0]);
      held -= begin[1] - begin[0];
    }
  }
  return least;
}
