import type { BlueprintHandoff } from '../blueprint/blueprint.ts';
import { rejectionsCountFor } from '../blueprint/rejections-count-for.ts';
import { addDuration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { HandoffHistory } from './handoff.ts';

/**
 * Until when a rejection of now counts: one that comes by then is the second. `rejectHandoff` has the second
 * go to the role that the handoff escalates to.
 */
export function rejectionCountsUntil(now: Instant, handoff: BlueprintHandoff, timeZone: string): Instant {
  return addDuration(now, rejectionsCountFor(handoff), timeZone);
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
