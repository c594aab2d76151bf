import { addDuration, type Duration, durationUnits } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { DecisionWindow } from './client.ts';
import type { Scene } from './scene.ts';

/** A recurring window's next moment, counted from its first so that month ends do not drift; nothing for a single one. */
export function nextRound(
  { every, first, round }: DecisionWindow,
  timeZone: string,
): { next: Instant; round: number } | undefined {
  return every && { next: addDuration(first, times(every, round + 1), timeZone), round: round + 1 };
}

/**
 * The round of a recurring window that can still be won when the window becomes known: rounds that were over before anybody
 * knew of them are nobody's miss.
 */
export function openRound(
  first: Instant,
  every: Duration,
  { now, rules }: Pick<Scene, 'now' | 'rules'>,
): { at: Instant; since?: { first: Instant; round: number } } {
  const { timeZone, windowGrace } = rules.blueprint;
  let [at, round] = [first, 0];
  while (addDuration(at, windowGrace, timeZone) <= now) {
    round++;
    at = addDuration(first, times(every, round), timeZone);
  }
  return round === 0 ? { at } : { at, since: { first, round } };
}

function times(duration: Duration, n: number): Duration {
  return Object.fromEntries(
    durationUnits.flatMap((unit) => (duration[unit] ? [[unit, duration[unit] * n]] : [])),
  );
}
