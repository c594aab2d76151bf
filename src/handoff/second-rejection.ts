import type { BlueprintHandoff } from '../blueprint/blueprint.ts';
import { rejectionsCountFor } from '../blueprint/rejections-count-for.ts';
import type { DecisionScope } from '../client/decision-context.ts';
import type { NewEvent } from '../client/handler-result.ts';
import { addDuration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import { escalation } from './escalation.ts';
import type { Handoff, HandoffHistory } from './handoff.ts';

/**
 * The second rejection of the same handoff, while the first one counts, goes to the role that it escalates
 * to. What that role rejects is final.
 */
export function secondRejection(
  handoffs: HandoffHistory,
  handoff: Handoff,
  terms: BlueprintHandoff,
  { now, rules }: DecisionScope,
): readonly NewEvent[] {
  if (handoff.escalated || !rejectionsAt(handoffs, handoff.transfer, now)) return [];
  const escalated = escalation(terms, 'rejectedTwice', now, rules);
  return [{ type: 'handoffEscalated', handoff: { ...handoff, escalated } }];
}

/** Until when a rejection of now counts: one that comes by then is the second. */
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
