import { addDuration, type Duration, durationUnits } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { DecisionWindow } from './client.ts';

/** A recurring window's next moment, counted from its first so that month ends do not drift; nothing for a single one. */
export function nextRound(
  { every, first, round }: DecisionWindow,
  timeZone: string,
): { next: Instant; round: number } | undefined {
  return every && { next: addDuration(first, times(every, round + 1), timeZone), round: round + 1 };
}

function times(duration: Duration, n: number): Duration {
  return Object.fromEntries(
    durationUnits.flatMap((unit) => (duration[unit] ? [[unit, duration[unit] * n]] : [])),
  );
}
