import type { BlueprintHandoff } from '../blueprint/blueprint.ts';
import type { Client } from '../client/client.ts';
import type { CommandOf } from '../client/command.ts';
import type { DecisionScope } from '../client/decision-context.ts';
import { historyNeeded } from '../client/evolve.ts';
import { accepted, type HandlerResult, type NewEvent, refused } from '../client/handler-result.ts';
import { fitForRole, reasonNeeded } from '../client/handlers/inputs.ts';
import { moveEvents } from '../client/moves.ts';
import { blockingHolds } from '../client/obstacles.ts';
import type { RefusalReason } from '../client/refusal.ts';
import { lookup } from '../conditions/lookup.ts';
import { addDuration } from '../time/duration.ts';
import { acceptanceToReturn } from './acceptance-to-return.ts';
import { escalation } from './escalation.ts';
import type { AcceptedHandoff, Escalation, Handoff } from './handoff.ts';
import { handoffRule } from './handoff-rule.ts';
import { heldByTransfer } from './held-by-transfer.ts';
import { rejectionCountsUntil } from './second-rejection.ts';

/**
 * The receiver gives an accepted client back, within the time and for the reasons that the handoff allows. It
 * goes to the sender, or to the current holder in the sender's role. Refused if that holder accepted the
 * client later: their deal would be lost. The second return on the same handoff, while a rejection would
 * count, escalates to the configured role.
 * @throws HISTORY_NEEDED where there may have been an earlier return
 */
export function returnClient(
  client: Client,
  { reason, note }: CommandOf<'returnClient'>,
  scope: DecisionScope,
): HandlerResult {
  const acceptance = acceptanceToReturn(client, scope);
  const rule = acceptance && handoffRule(acceptance, scope);
  if (!acceptance || !rule?.handoff?.onReturn) return refused({ code: 'NOTHING_TO_RETURN' });
  const terms = rule.handoff.onReturn;
  const { rules, now } = scope;
  const until = addDuration(acceptance.acceptedAt, terms.within, rules.blueprint.timeZone);
  const late = now > until ? [{ code: 'RETURN_TOO_LATE', until } as const] : [];
  const unnamed = lookup(terms.reasons, reason)
    ? []
    : [reasonNeeded(terms.reasons, reason, acceptance.transfer)];
  const { transfer, from, to } = acceptance;
  const present = from.role === to.role ? undefined : client.custody[from.role]?.employeeId;
  const taken = newerDeal(client, acceptance, present);
  const reasons = [...late, ...unnamed, ...taken, ...blockingHolds(client, scope)];
  if (reasons.length > 0) return refused(...reasons);

  // What did not move the client does not move it back.
  const backTo = rule.to === terms.to && rule.from.includes(rule.to) ? client.state : terms.to;
  const move = { to: backTo, transfer, cause: 'return', reason, happenedAt: now } as const;
  const returned = { type: 'clientReturned', transfer, reason, ...(note && { note }) } as const;
  const { role, employeeId: sender } = from;
  const goesBack =
    sender !== undefined &&
    present === undefined &&
    rules.states[backTo]?.roles.has(role) &&
    fitForRole(sender, role, scope).length === 0;
  const holder = present ?? (goesBack ? sender : undefined);
  const again = returnedBefore(client, rule.id, rule.handoff, scope) && !client.handoff;
  const sentBy = { role, ...(holder !== undefined && { employeeId: holder }) };
  return accepted(
    returned,
    ...moveEvents(client, rules, move, [to.role]),
    ...(goesBack ? heldByTransfer(client, role, sender, transfer) : []),
    ...(again && rule.from.includes(backTo)
      ? [openedBeforeHead(acceptance, sentBy, escalation(rule.handoff, 'returnedTwice', now, rules))]
      : []),
  );
}

/**
 * Whether the client was given back on this handoff before, so lately that a rejection of then would count.
 */
function returnedBefore(
  client: Client,
  transfer: string,
  terms: BlueprintHandoff,
  { history, rules, now }: DecisionScope,
): boolean {
  if (client.handoffs.accepted < 2) return false;
  if (!history) throw historyNeeded(client, { type: 'clientReturned' });
  return history.some(
    (event) =>
      event.type === 'clientReturned' &&
      event.transfer === transfer &&
      rejectionCountsUntil(event.happenedAt, terms, rules.blueprint.timeZone) >= now,
  );
}

/** The handoff reopened before the role that it escalates to, which names another receiver or rejects. */
function openedBeforeHead(
  { transfer, to }: AcceptedHandoff,
  from: Handoff['from'],
  escalated: Escalation,
): NewEvent {
  const { at } = escalated;
  const handoff = { transfer, from, to: { role: to.role }, offeredAt: at, expiresAt: at, escalated };
  return { type: 'handoffEscalated', handoff };
}

/**
 * Another than the sender has accepted the client in the sender's role since: returning would end their deal.
 */
function newerDeal(
  { handoffs }: Client,
  { from: { role, employeeId }, acceptedAt }: AcceptedHandoff,
  present: string | undefined,
): RefusalReason[] {
  const newer = handoffs.received[role];
  if (present === undefined || present === employeeId) return [];
  if (newer?.to.employeeId !== present || newer.acceptedAt < acceptedAt) return [];
  return [{ code: 'HELD_BY_ANOTHER', role, expected: employeeId ?? null, actual: present }];
}
