import type { Client } from '../client/client.ts';
import type { CommandOf } from '../client/command.ts';
import type { DecisionScope } from '../client/decision-context.ts';
import { accepted, type HandlerResult, type NewEvent, refused } from '../client/handler-result.ts';
import { reasonNeeded } from '../client/handlers/inputs.ts';
import { moveEvents } from '../client/moves.ts';
import { blockingHolds } from '../client/obstacles.ts';
import { lookup } from '../conditions/lookup.ts';
import { handoffRule } from './handoff-rule.ts';
import { rejectionCountsUntil, secondRejection } from './second-rejection.ts';
import { withoutHandoff } from './without-handoff.ts';

/**
 * The receiver says no, for one of the handoff's reasons. A fixable one leaves the client with the sender for
 * rework; another may move it on. The second rejection of the same handoff, while the first one counts,
 * escalates to the configured role, whose rejection is final.
 */
export function rejectHandoff(
  client: Client,
  { reason, note }: CommandOf<'rejectHandoff'>,
  scope: DecisionScope,
): HandlerResult {
  const { handoff } = client;
  const rule = handoff && handoffRule(handoff, scope);
  if (!handoff || !rule?.handoff) return refused({ code: 'NO_HANDOFF' });
  const { rejections } = rule.handoff;
  const terms = lookup(rejections, reason);
  if (!terms) return refused(reasonNeeded(rejections, reason, rule.id));

  const { rules, now } = scope;
  const countsUntil = rejectionCountsUntil(now, rule.handoff, rules.blueprint.timeZone);
  const { fixable } = terms;
  const rejected = { type: 'handoffRejected', transfer: rule.id, reason, fixable, countsUntil } as const;
  const escalated = secondRejection(client.handoffs, handoff, rule.handoff, scope);
  const events: NewEvent[] = [note ? { ...rejected, note } : rejected, ...escalated];
  if (terms.to && escalated.length === 0) {
    const holds = blockingHolds(client, scope);
    if (holds.length > 0) return refused(...holds);
    const move = { to: terms.to, transfer: rule.id, cause: 'rejection', reason, happenedAt: now } as const;
    events.push(...moveEvents(withoutHandoff(client), rules, move));
  }
  return accepted(...events);
}
