import type { BlueprintHandoff } from '../blueprint/blueprint.ts';
import { addDuration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { HandoffHistory } from './handoff.ts';

/**
 * Where the handoff does not say how long a rejection counts as the first one. Our own inference: half a year
 * of selling is another try.
 */
const REJECTIONS_COUNT_FOR = { months: 6 };

/** Until when a rejection of now counts: one that comes by then is the second. */
export function rejectionCountsUntil(
  now: Instant,
  { rejectionsCountFor = REJECTIONS_COUNT_FOR }: BlueprintHandoff,
  timeZone: string,
): Instant {
  return addDuration(now, rejectionsCountFor, timeZone);
}

/** How many rejections of the transfer count at a moment. */
export function rejectionsAt(
  { rejections, rejectedUntil = {} }: Pick<HandoffHistory, 'rejections' | 'rejectedUntil'>,
  transfer: string,
  at: Instant,
): number {
  const until = rejectedUntil[transfer];
  return until !== undefined && until < at ? 0 : (rejections[transfer] ?? 0);
}
