import type { Blueprint } from '../blueprint/blueprint.ts';
import { lookup } from '../conditions/lookup.ts';
import { addDuration, type Duration, durationUnits, subtractDuration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { DecisionWindow } from './client.ts';
import type { DecisionScope } from './decision-context.ts';

/**
 * A recurring window's next moment, counted from its first so that month ends do not drift. Nothing for a
 * single one.
 */
export function nextRound(
  { every, first, round }: DecisionWindow,
  timeZone: string,
): { next: Instant; round: number } | undefined {
  return every && { next: addDuration(first, times(every, round + 1), timeZone), round: round + 1 };
}

/** When it is time to prepare for a window: its moment minus the lead time of its category. */
export const preparationOf = ({ at, category }: DecisionWindow, blueprint: Blueprint): Instant =>
  subtractDuration(
    at,
    lookup(blueprint.windowLeadTimes ?? {}, category) ?? blueprint.windowLeadTime,
    blueprint.timeZone,
  );

/**
 * The round of a recurring window that can still be won when the window becomes known; a single window
 * itself. Rounds that were over before anybody knew of them count as nobody's miss.
 */
export function openRound(
  first: Instant,
  every: Duration | undefined,
  { now, rules }: Pick<DecisionScope, 'now' | 'rules'>,
): { at: Instant; since?: { first: Instant; round: number } } {
  if (!every) return { at: first };
  const { timeZone, windowGrace } = rules.blueprint;
  const momentOf = (round: number) => addDuration(first, times(every, round), timeZone);
  const isOver = (round: number) => addDuration(momentOf(round), windowGrace, timeZone) <= now;
  if (!isOver(0)) return { at: first };
  // Rounds may be days and the first of them centuries ago: halve where it lies instead of counting.
  let [over, open] = [0, 1];
  while (isOver(open)) [over, open] = [open, 2 * open];
  while (open - over > 1) {
    const middle = (over + open) >> 1;
    if (isOver(middle)) over = middle;
    else open = middle;
  }
  return { at: momentOf(open), since: { first, round: open } };
}

function times(duration: Duration, n: number): Duration {
  return Object.fromEntries(
    durationUnits.flatMap((unit) => (duration[unit] ? [[unit, duration[unit] * n]] : [])),
  );
}
