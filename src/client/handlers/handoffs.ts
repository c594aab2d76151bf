import type { BlueprintHandoff } from '../../blueprint/blueprint.ts';
import { lookup } from '../../conditions/lookup.ts';
import { acceptanceToReturn } from '../../handoff/acceptance-to-return.ts';
import type { AcceptedHandoff, Handoff } from '../../handoff/handoff.ts';
import { rejectionCountsUntil, rejectionsAt } from '../../handoff/rejections.ts';
import { senderOf } from '../../handoff/sender-of.ts';
import { addDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import { awayAmong } from '../away.ts';
import { saidIn } from '../cause.ts';
import type { Client } from '../client.ts';
import type { CommandOf } from '../command.ts';
import type { ClientTransfer, DecisionScope } from '../decision-context.ts';
import { historyNeeded } from '../evolve.ts';
import { accepted, type HandlerResult, type NewEvent, refused } from '../handler-result.ts';
import { moveEvents } from '../moves.ts';
import { blockingHolds, obstacles } from '../obstacles.ts';
import type { RefusalReason } from '../refusal.ts';
import { fitForRole, reasonNeeded } from './inputs.ts';

/**
 * The receiver takes the client over: only now do state and custody change. The condition must still hold.
 */
export function acceptHandoff(
  client: Client,
  { to }: CommandOf<'acceptHandoff'>,
  scope: DecisionScope,
): HandlerResult {
  const { handoff } = client;
  const rule = handoff && ruleOf(handoff, scope);
  if (!handoff || !rule) return refused({ code: 'NO_HANDOFF' });
  const { role } = handoff.to;
  const receiver = to ?? handoff.to.employeeId ?? (scope.by.roles.includes(role) ? scope.by.id : undefined);
  if (receiver === undefined) return refused({ code: 'RECEIVER_NEEDED', role });
  const reasons = [
    ...obstacles(client, rule, scope),
    ...blockingHolds(client, scope),
    ...fitForRole(receiver, role, scope),
  ];
  if (reasons.length > 0) return refused(...reasons);
  const { rules, now } = scope;
  const move = { to: rule.to, transfer: rule.id, cause: 'handoff', happenedAt: now } as const;
  const away = awayAmong(scope, receiver);
  return accepted(
    {
      type: 'handoffAccepted',
      accepted: acceptance(client, handoff, rule, receiver, scope),
      ...(away && { away }),
    },
    ...moveEvents(withoutHandoff(client), rules, move, rule.releases),
    ...assigned(client, role, receiver, rule.id),
  );
}

function acceptance(
  client: Client,
  { transfer, from, to }: Handoff,
  { handoff: terms }: ClientTransfer,
  employeeId: string,
  { now, rules }: DecisionScope,
): AcceptedHandoff {
  const { firstContactWithin } = terms ?? {};
  return {
    transfer,
    from: senderOf(client, from.role, rules),
    to: { role: to.role, employeeId },
    acceptedAt: now,
    ...(firstContactWithin && {
      firstContactBy: addDuration(now, firstContactWithin, rules.blueprint.timeZone),
    }),
  };
}

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
  const rule = handoff && ruleOf(handoff, scope);
  if (!handoff || !rule?.handoff) return refused({ code: 'NO_HANDOFF' });
  const { rejections, escalateTo } = rule.handoff;
  const terms = lookup(rejections, reason);
  if (!terms) return refused(reasonNeeded(rule.id, rejections));

  const { rules, now } = scope;
  const countsUntil = rejectionCountsUntil(now, rule.handoff, rules.blueprint.timeZone);
  const { fixable } = terms;
  const rejected = { type: 'handoffRejected', transfer: rule.id, reason, fixable, countsUntil } as const;
  const events: NewEvent[] = [note ? { ...rejected, note } : rejected];
  const rejectedBefore = rejectionsAt(client.handoffs, rule.id, now) > 0;
  if (rejectedBefore && !handoff.escalated) {
    const escalated = { to: escalateTo, cause: 'rejectedTwice', at: now } as const;
    events.push({ type: 'handoffEscalated', handoff: { ...handoff, escalated } });
  } else if (terms.to) {
    const holds = blockingHolds(client, scope);
    if (holds.length > 0) return refused(...holds);
    const move = { to: terms.to, transfer: rule.id, cause: 'rejection', reason, happenedAt: now } as const;
    events.push(...moveEvents(withoutHandoff(client), rules, move));
  }
  return accepted(...events);
}

export function withdrawHandoff({ handoff }: Client, command: CommandOf<'withdrawHandoff'>): HandlerResult {
  if (!handoff) return refused({ code: 'NO_HANDOFF' });
  const { reason } = command;
  const cause = saidIn(command);
  const said = { ...(reason && { reason }), ...(cause && { cause }) };
  return accepted({ type: 'handoffWithdrawn', transfer: handoff.transfer, ...said });
}

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
  const rule = acceptance && ruleOf(acceptance, scope);
  if (!acceptance || !rule?.handoff?.onReturn) return refused({ code: 'NOTHING_TO_RETURN' });
  const terms = rule.handoff.onReturn;
  const { rules, now } = scope;
  const until = addDuration(acceptance.acceptedAt, terms.within, rules.blueprint.timeZone);
  const late = now > until ? [{ code: 'RETURN_TOO_LATE', until } as const] : [];
  const unnamed = lookup(terms.reasons, reason) ? [] : [reasonNeeded(acceptance.transfer, terms.reasons)];
  const { transfer, from, to } = acceptance;
  const present = from.role === to.role ? undefined : client.custody[from.role]?.employeeId;
  const taken = newerDeal(client, acceptance, present);
  const reasons = [...late, ...unnamed, ...taken, ...blockingHolds(client, scope)];
  if (reasons.length > 0) return refused(...reasons);

  const move = { to: terms.to, transfer, cause: 'return', reason, happenedAt: now } as const;
  const returned = { type: 'clientReturned', transfer, reason, ...(note && { note }) } as const;
  const { role, employeeId: sender } = from;
  const goesBack =
    sender !== undefined &&
    present === undefined &&
    rules.states[terms.to]?.roles.has(role) &&
    fitForRole(sender, role, scope).length === 0;
  const holder = present ?? (goesBack ? sender : undefined);
  const again = returnedBefore(client, rule.id, rule.handoff, scope) && !client.handoff;
  const sentBy = { role, ...(holder !== undefined && { employeeId: holder }) };
  return accepted(
    returned,
    ...moveEvents(client, rules, move, [to.role]),
    ...(goesBack ? assigned(client, role, sender, transfer) : []),
    ...(again && rule.from.includes(terms.to)
      ? [openedBeforeHead(acceptance, sentBy, rule.handoff.escalateTo, now)]
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
  escalateTo: string,
  now: Instant,
): NewEvent {
  const escalated = { to: escalateTo, cause: 'returnedTwice', at: now } as const;
  const handoff = { transfer, from, to: { role: to.role }, offeredAt: now, expiresAt: now, escalated };
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

const ruleOf = ({ transfer }: Pick<Handoff, 'transfer'>, { rules }: DecisionScope) =>
  lookup(rules.transfers, transfer);

function withoutHandoff({ handoff: _, ...client }: Client): Client {
  return client;
}

/** Custody for somebody who may have it already. */
function assigned({ custody }: Client, role: string, employeeId: string, transfer: string): NewEvent[] {
  const from = custody[role]?.employeeId;
  if (from === employeeId) return [];
  const cause = { code: 'transfer', transfer } as const;
  return [{ type: 'holderAssigned', role, employeeId, cause, ...(from !== undefined && { from }) }];
}
