import { millisecondsInDay, millisecondsInHour } from 'date-fns/constants';
import { MAX_DAYS, type Shifts } from '../../blueprint/shifts.ts';
import { isWorkingHours, type TimeLimit } from '../../blueprint/time-limit.ts';
import { subtractDuration } from '../../time/duration.ts';
import { type Instant, toInstant } from '../../time/instant.ts';
import { onClock } from '../../time/zone-clock.ts';

interface Hours {
  readonly shifts: Shifts;
  readonly timeZone: string;
}

/**
 * The latest moment from which so much time is left until another one: on the calendar, or worked. Where less
 * is worked within the ten years before, it is the beginning of what is.
 */
export function aheadOf(at: Instant, ahead: TimeLimit, { shifts, timeZone }: Hours): Instant {
  if (!isWorkingHours(ahead)) return subtractDuration(at, ahead, timeZone);
  let left = Math.round(ahead.workingHours * millisecondsInHour);
  let reached = Date.parse(at);
  const last = Math.floor(onClock(reached, timeZone) / millisecondsInDay);
  for (let day = last; left > 0 && day > last - MAX_DAYS; day--) {
    for (const [from, to] of shifts(day).toReversed()) {
      const end = Math.min(to, reached);
      if (end <= from) continue;
      reached = Math.max(from, end - left);
      left -= end - reached;
      if (left === 0) break;
    }
  }
  return toInstant(reached);
}
