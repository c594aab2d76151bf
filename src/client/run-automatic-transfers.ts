import { ConveyorError } from '../errors/conveyor-error.ts';
import { expiredOffer } from '../handoff/expired-offer.ts';
import type { AcceptedHandoff } from '../handoff/handoff.ts';
import { senderOf } from '../handoff/sender-of.ts';
import type { Instant } from '../time/instant.ts';
import { timeActor } from './actor.ts';
import type { Client, Custody, CustodyDeputy, DecisionWindow } from './client.ts';
import { liftHoldOver } from './credit-hold.ts';
import { type Deadline, dueAt, nextDeadline } from './deadlines.ts';
import type { ClientRules, ClientTransfer } from './decision-context.ts';
import { nextDeputy } from './deputies.ts';
import type { ClientEvent } from './event.ts';
import type { HandlerResult, NewEvent } from './handler-result.ts';
import { moveEvents } from './moves.ts';
import type { PendingDecision } from './pending-decision.ts';
import { putIntoPool } from './put-into-pool.ts';
import { nextRound } from './windows.ts';

/** More automatic steps at one moment mean that the blueprint's transfers form a cycle. */
const MAX_STEPS = 200;
/** Deadlines of one client at more moments in one decision mean that the clock is wrong. */
const MAX_DEADLINES = 1_000;
/** With more written, no further moment is begun: what comes at one moment is written whole. */
const MAX_EVENTS = 2_000;

/**
 * Lifts the hold of a debt that is paid. Then it runs the automatic transfers triggered by events since
 * `first` and by time, and adds the events of `onceSettled`, with what follows from them. Puts a client
 * without a holder into a pool, and updates the sender of an open offer.
 */
export function runAutomaticTransfers(
  pending: PendingDecision,
  first: number,
  onceSettled?: HandlerResult['onceSettled'],
): void {
  const { before } = pending;
  if (!onceSettled && isPlainMove(pending, first)) return;
  liftHoldOver(pending);
  runEventTransfers(pending, first, pending.scope.now, before);
  advanceTime(pending);
  if (onceSettled) {
    const { state } = pending;
    pending.add(onceSettled(pending.client));
    if (pending.state !== state) runEventTransfers(pending, first, pending.scope.now, before);
    advanceTime(pending);
  }
  putIntoPool(pending);
  followSender(pending);
}

/**
 * Fires every deadline up to now, earliest first, with what follows from it. Conditions are judged as of the
 * deadline, so the result does not depend on how often this runs; as of now if the deadline only became known
 * after the last decision.
 */
export function advanceTime(pending: PendingDecision): void {
  const { rules, now } = pending.scope;
  const lookedAt = pending.client.decidedAt;
  let latest = '';
  let moments = 0;
  for (let step = 0; step < MAX_STEPS; step++) {
    const { client, events } = pending;
    const deadline = nextDeadline(client, rules);
    if (deadline && deadline.at > latest) {
      if (deadline.at <= now && (++moments > MAX_DEADLINES || events.length > MAX_EVENTS))
        throw timeJump(pending, lookedAt, deadline.at);
      latest = deadline.at;
      step = 0;
    }
    const first = events.length;
    let moment = now;
    if (deadline && deadline.at <= now) {
      if (deadline.at > lookedAt) moment = deadline.at;
      // Two hundred windows may be missed at one moment; only transfers lead in circles.
      if (deadline.kind !== 'transfer') step--;
      pending.add(fire(pending, deadline, moment), timeActor);
    } else {
      const revived = revivedTransfer(pending);
      if (!revived) return;
      pending.add(automaticMove(client, revived, rules, 'time', now), timeActor);
    }
    runEventTransfers(pending, first, moment);
  }
  throw new ConveyorError(
    'ENDLESS_TRANSFERS',
    `Transfers of client "${pending.client.id}" go round in circles`,
    {
      details: { clientId: pending.client.id, events: pending.events.slice(-10).map(({ type }) => type) },
    },
  );
}

/** How much is done at once is bounded. A clock that is wrong by decades writes no history of decades. */
const timeJump = ({ client: { id }, scope }: PendingDecision, lookedAt: Instant, reached: Instant) =>
  new ConveyorError('TIME_JUMP', `Time jumped too far for client "${id}"`, {
    details: { clientId: id, from: lookedAt, reached, now: scope.now, limit: MAX_DEADLINES },
  });

/**
 * What sets right what is known brings nothing new of itself. It moves a client where a condition holds that
 * did not hold `before`.
 */
const rightings: ReadonlySet<string> = new Set(['recordCorrected', 'duplicateMerged', 'duplicateUnmerged']);

function runEventTransfers(pending: PendingDecision, first: number, moment: Instant, before?: Client): void {
  for (let i = first; i < pending.events.length; i++) {
    followEvent(pending, pending.events[i] as ClientEvent, moment, before);
  }
}

/** What follows from one event; also from one that was recorded before the client came to its state. */
export function followEvent(
  pending: PendingDecision,
  { type, happenedAt }: ClientEvent,
  moment: Instant,
  before?: Client,
): void {
  const { rules } = pending.scope;
  const exits: readonly ClientTransfer[] | undefined =
    rules.states[pending.state]?.byEvent[type as 'orderRecorded'];
  const known = rightings.has(type) ? before : undefined;
  const isNews = (transfer: ClientTransfer) =>
    !known || !transfer.condition || !isOpen(known, transfer, moment);
  const exit = exits?.find((transfer) => isOpen(pending.client, transfer, moment) && isNews(transfer));
  if (exit) pending.add(automaticMove(pending.client, exit, rules, 'event', happenedAt), timeActor);
}

/** What a deadline does when it comes. */
function fire(
  { client, scope: { rules } }: PendingDecision,
  deadline: Deadline,
  moment: Instant,
): NewEvent[] {
  const { at } = deadline;
  switch (deadline.kind) {
    case 'hold':
      return [{ type: 'holdReleased', hold: deadline.hold, cause: { code: 'timeOver' }, happenedAt: at }];
    case 'review': {
      const { hold } = deadline;
      const to = rules.blueprint.holds[hold]?.review?.by ?? '';
      return [{ type: 'noticeGiven', hold, to, dueAt: at, happenedAt: at }];
    }
    case 'deputy': {
      const { role } = deadline;
      const { deputy } = client.custody[role] as Custody;
      const { employeeId, followedBy = [] } = deputy as CustodyDeputy;
      const next = nextDeputy(followedBy, at);
      return [{ type: 'deputyCleared', role, employeeId, ...(next && { next }), happenedAt: at }];
    }
    case 'handoff':
      return expiredOffer(client, rules, at);
    case 'firstContact': {
      const { role } = deadline;
      const { transfer, to } = client.handoffs.received[role] as AcceptedHandoff;
      const { employeeId } = to;
      return [{ type: 'firstContactMissed', transfer, role, employeeId, dueAt: at, happenedAt: at }];
    }
    case 'deal': {
      const { role } = deadline;
      const { employeeId } = (client.handoffs.received[role] as AcceptedHandoff).to;
      return [{ type: 'holderReleased', role, employeeId, cause: { code: 'timeOver' }, happenedAt: at }];
    }
    case 'window': {
      const { windowId } = deadline;
      const window = client.windows[windowId] as Client['windows'][string];
      const next = nextRound(window, rules.blueprint.timeZone);
      return [{ type: 'windowMissed', windowId, at: window.at, ...next, happenedAt: at }];
    }
    case 'windowNear': {
      const { windowId } = deadline;
      const {
        category,
        role = rules.states[client.state]?.responsible ?? '',
        at: dueAt,
      } = client.windows[windowId] as DecisionWindow;
      const to = client.custody[role]?.employeeId ?? role;
      return [{ type: 'noticeGiven', windowId, category, to, dueAt, happenedAt: at }];
    }
    case 'notice': {
      const { transfer, dueAt } = deadline;
      const role = transfer.releases[0] ?? rules.states[client.state]?.responsible ?? '';
      const to = client.custody[role]?.employeeId ?? role;
      return [{ type: 'noticeGiven', transfer: transfer.id, to, dueAt, happenedAt: at }];
    }
    case 'transfer': {
      const { transfer } = deadline;
      if (!isOpen(client, transfer, moment)) {
        return [{ type: 'deadlinePassed', transfer: transfer.id, dueAt: at, happenedAt: at }];
      }
      return automaticMove(client, transfer, rules, 'time', at);
    }
  }
}

/** A transfer whose deadline passed without effect and whose condition holds by now. */
function revivedTransfer(pending: PendingDecision): ClientTransfer | undefined {
  const { client, scope } = pending;
  if (!client.passed) return undefined;
  const { rules, now } = scope;
  const revived = rules.states[client.state]?.byTime.find((timer) => {
    const passed = client.passed?.[timer.transfer.id];
    return passed && passed === dueAt(client, timer, rules) && isOpen(client, timer.transfer, now);
  });
  return revived?.transfer;
}

function isOpen(client: Client, { condition }: ClientTransfer, moment: Instant): boolean {
  return !condition || condition.evaluate(client, moment) === 'yes';
}

function automaticMove(
  client: Client,
  { id, to, releases }: ClientTransfer,
  rules: ClientRules,
  cause: 'event' | 'time',
  happenedAt: string,
): NewEvent[] {
  return moveEvents(client, rules, { to, transfer: id, cause, happenedAt }, releases);
}

/** The sender of an open offer is whoever holds the client, in whatever way custody has moved. */
function followSender(pending: PendingDecision): void {
  const { client, scope } = pending;
  const { handoff } = client;
  if (!handoff) return;
  const { transfer, from: before } = handoff;
  const from = senderOf(client, before.role, scope.rules);
  if (from.role === before.role && from.employeeId === before.employeeId) return;
  pending.add([{ type: 'handoffSenderChanged', transfer, from }], timeActor);
}

/**
 * Whether nothing can follow, so that the client need not be computed to see it. That is so where all that
 * happened is a move into a state that runs on no clock and whose responsible role is held.
 */
function isPlainMove({ events, scope, before }: PendingDecision, first: number): boolean {
  if (events.length !== first + 1) return false;
  const event = events[first];
  const state = event?.type === 'stateChanged' ? scope.rules.states[event.to] : undefined;
  return state !== undefined && state.byTime.length === 0 && isHeld(before, state.responsible);
}

const isHeld = ({ custody }: Client, role: string | undefined) =>
  role === undefined || custody[role] !== undefined;
