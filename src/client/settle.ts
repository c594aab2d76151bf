import { ConveyorError } from '../errors/conveyor-error.ts';
import type { AcceptedHandoff } from '../handoff/handoff.ts';
import { senderOf } from '../handoff/sender-of.ts';
import { earlier, type Instant } from '../time/instant.ts';
import { timeActor } from './actor.ts';
import type { Cause } from './cause.ts';
import type { Client, Custody, CustodyDeputy } from './client.ts';
import { type Deadline, dueAt, nextDeadline } from './deadlines.ts';
import { nextDeputy } from './deputies.ts';
import type { ClientEvent } from './event.ts';
import { moveCause, moveEvents } from './moves.ts';
import type { ClientTransfer, NewEvent, Ruling } from './scene.ts';
import type { Unfolding } from './unfolding.ts';
import { nextRound } from './windows.ts';

/** More automatic steps than this without time moving on are a blueprint going round in circles. */
const MAX_STEPS = 200;
/** More deadlines than this have never come to one client since somebody last looked: rather, the clock is wrong. */
const MAX_DEADLINES = 2_000;

/**
 * Lets follow what follows by itself from the events since `first`, and from the time, and from what is to be added then; then sees
 * that nobody is lost, and that an open offer has its sender.
 */
export function settle(unfolding: Unfolding, first: number, onceSettled?: Ruling['onceSettled']): void {
  const { before } = unfolding;
  followEvents(unfolding, first, unfolding.scene.now, before);
  if (!onceSettled && isPlainMove(unfolding, first)) return;
  passTime(unfolding);
  if (onceSettled) {
    const { state } = unfolding;
    unfolding.add(onceSettled(unfolding.client));
    if (unfolding.state !== state) followEvents(unfolding, first, unfolding.scene.now, before);
    passTime(unfolding);
  }
  settlePool(unfolding);
  followSender(unfolding);
}

/**
 * Fires every deadline that has come, the earliest first, with what follows from it. Conditions are judged as of the deadline, so
 * that it does not matter how often somebody looks; as of now where the deadline itself is news.
 */
export function passTime(unfolding: Unfolding): void {
  const { rules, now } = unfolding.scene;
  const lookedAt = unfolding.client.decidedAt;
  let latest = '';
  for (let [step, moments] = [0, 0]; step < MAX_STEPS; step++) {
    const { client, events } = unfolding;
    const deadline = nextDeadline(client, rules);
    if (deadline && deadline.at > latest) {
      if (deadline.at <= now && ++moments > MAX_DEADLINES) throw timeJump(unfolding, lookedAt, deadline.at);
      [latest, step] = [deadline.at, 0];
    }
    const first = events.length;
    let moment = now;
    if (deadline && deadline.at <= now) {
      if (deadline.at > lookedAt) moment = deadline.at;
      unfolding.add(fire(unfolding, deadline, moment), timeActor);
    } else {
      const revived = revivedTransfer(unfolding);
      if (!revived) return;
      unfolding.add(automaticMove(client, revived, unfolding, 'time', now), timeActor);
    }
    followEvents(unfolding, first, moment);
  }
  throw new ConveyorError(
    'ENDLESS_TRANSFERS',
    `Automatic transfers of "${unfolding.client.id}" go round in circles`,
    {
      details: { clientId: unfolding.client.id, events: unfolding.events.slice(-10).map(({ type }) => type) },
    },
  );
}

/** What is to be done at once is bounded: a clock that is wrong by decades writes no history of decades. */
const timeJump = ({ client: { id }, scene }: Unfolding, lookedAt: Instant, reached: Instant) =>
  new ConveyorError(
    'TIME_JUMP',
    `More than ${MAX_DEADLINES} deadlines of "${id}" came between ${lookedAt} and ${reached}: is the clock right at ${scene.now}? If it is, let time pass in smaller steps`,
    { details: { clientId: id, from: lookedAt, reached, now: scene.now, limit: MAX_DEADLINES } },
  );

/** What sets right what is known brings nothing new of itself: it moves a client where a condition holds that did not hold `before`. */
const rightings: ReadonlySet<string> = new Set(['recordCorrected', 'duplicateMerged', 'duplicateUnmerged']);

function followEvents(unfolding: Unfolding, first: number, moment: Instant, before?: Client): void {
  const { rules } = unfolding.scene;
  for (let i = first; i < unfolding.events.length; i++) {
    const { type, happenedAt } = unfolding.events[i] as ClientEvent;
    const exits: readonly ClientTransfer[] | undefined =
      rules.states[unfolding.state]?.byEvent[type as 'orderRecorded'];
    const known = rightings.has(type) ? before : undefined;
    const isNews = (transfer: ClientTransfer) =>
      !known || !transfer.condition || !isOpen(known, transfer, moment);
    const exit = exits?.find((transfer) => isOpen(unfolding.client, transfer, moment) && isNews(transfer));
    if (exit) unfolding.add(automaticMove(unfolding.client, exit, unfolding, 'event', happenedAt), timeActor);
  }
}

/** What a deadline does when it comes. */
function fire({ client, scene }: Unfolding, deadline: Deadline, moment: Instant): NewEvent[] {
  const { at } = deadline;
  const { rules } = scene;
  switch (deadline.kind) {
    case 'hold':
      return [{ type: 'holdReleased', hold: deadline.hold, cause: { code: 'timeOver' }, happenedAt: at }];
    case 'deputy': {
      const { role } = deadline;
      const { deputy } = client.custody[role] as Custody;
      const { employeeId, followedBy = [] } = deputy as CustodyDeputy;
      const next = nextDeputy(followedBy, at);
      return [{ type: 'deputyCleared', role, employeeId, ...(next && { next }), happenedAt: at }];
    }
    case 'handoff':
      return escalation(client, scene.rules.transfers, at);
    case 'firstContact': {
      const { role } = deadline;
      const { transfer, to } = client.handoffs.received[role] as AcceptedHandoff;
      const { employeeId } = to;
      return [{ type: 'firstContactMissed', transfer, role, employeeId, dueAt: at, happenedAt: at }];
    }
    case 'window': {
      const { windowId } = deadline;
      const window = client.windows[windowId] as Client['windows'][string];
      const next = nextRound(window, rules.blueprint.timeZone);
      return [{ type: 'windowMissed', windowId, at: window.at, ...next, happenedAt: at }];
    }
    case 'transfer': {
      const { transfer } = deadline;
      if (!isOpen(client, transfer, moment)) {
        return [{ type: 'deadlinePassed', transfer: transfer.id, dueAt: at, happenedAt: at }];
      }
      return automaticMove(client, transfer, { scene }, 'time', at);
    }
  }
}

function escalation(
  { handoff }: Client,
  transfers: Readonly<Record<string, ClientTransfer>>,
  at: string,
): NewEvent[] {
  if (!handoff) return [];
  const to = transfers[handoff.transfer]?.handoff?.escalateTo as string;
  return [
    {
      type: 'handoffEscalated',
      handoff: { ...handoff, escalated: { to, cause: 'expired', at } },
      happenedAt: at,
    },
  ];
}

/** A transfer whose deadline passed without effect and whose condition holds by now. */
function revivedTransfer(unfolding: Unfolding): ClientTransfer | undefined {
  const { client, scene } = unfolding;
  if (!client.passed) return undefined;
  const { rules, now } = scene;
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
  { scene }: Pick<Unfolding, 'scene'>,
  cause: 'event' | 'time',
  happenedAt: string,
): NewEvent[] {
  return moveEvents(client, scene.rules, { to, transfer: id, cause, happenedAt }, releases);
}

/** A client whose responsible role nobody holds is put into that role's pool, with the reason. */
export function settlePool(unfolding: Unfolding): void {
  const { client, scene, events } = unfolding;
  const role = scene.rules.states[client.state]?.responsible;
  if (!role || client.mergedInto || client.custody[role] || client.pool?.name === role) return;
  const last = events.findLast(
    (event) =>
      event.type === 'stateChanged' ||
      ((event.type === 'roleReleased' || event.type === 'clientReassigned') && event.role === role),
  );
  const happenedAt = last?.happenedAt ?? client.stateSince;
  const since = waitsSince(unfolding, role);
  const pooled = { type: 'clientPooled', pool: role, cause: poolCause(last), happenedAt } as const;
  unfolding.add([{ ...pooled, ...(since && since < happenedAt && { since }) }], timeActor);
}

/** Since when nobody has held the client in the role that is responsible, however it has been moved meanwhile. */
function waitsSince({ start, events, scene }: Unfolding, role: string): Instant | undefined {
  let { state } = start;
  let isHeld = start.custody[role] !== undefined;
  let since = start.pool?.name === role ? start.pool.since : undefined;
  for (const event of events) {
    if (event.type === 'stateChanged') state = event.to;
    if (event.type === 'releaseUndone') state = event.stands.state;
    if (event.type === 'releaseUndone') isHeld = event.stands.custody[role] !== undefined;
    if (event.type === 'clientReassigned' && event.role === role) isHeld = event.to !== null;
    if (event.type === 'roleAssigned' && event.role === role) isHeld = true;
    if (event.type === 'roleReleased' && event.role === role) isHeld = false;
    if (event.type === 'duplicateMerged' && since && event.brought.pool?.name === role)
      since = earlier(since, event.brought.pool.since);
    if (isHeld || scene.rules.states[state]?.responsible !== role) since = undefined;
    else
      since =
        event.type === 'clientPooled'
          ? (event.since ?? since ?? event.happenedAt)
          : (since ?? event.happenedAt);
  }
  return since;
}

/** The sender of an open offer is whoever holds the client, in whatever way custody has moved. */
function followSender(unfolding: Unfolding): void {
  const { client, scene } = unfolding;
  const { handoff } = client;
  if (!handoff) return;
  const { transfer, from: before } = handoff;
  const from = senderOf(client, before.role, scene.rules);
  if (from.role === before.role && from.employeeId === before.employeeId) return;
  unfolding.add([{ type: 'handoffSenderChanged', transfer, from }], timeActor);
}

/** Why nobody holds the client: the transfer that brought it here, or why its holder let go. */
function poolCause(event: ClientEvent | undefined): Cause {
  if (event?.type === 'stateChanged') return moveCause(event);
  if (event?.type !== 'roleReleased' && event?.type !== 'clientReassigned') return { code: 'registered' };
  const text = event.type === 'roleReleased' ? event.reason : event.why;
  return event.cause ?? { code: 'text', text: text ?? '' };
}

/**
 * Whether all that happened is a move into a state that runs on no clock and whose responsible role is held: then nothing can
 * follow, and the client need not be computed to see it.
 */
function isPlainMove({ events, scene, before }: Unfolding, first: number): boolean {
  if (events.length !== first + 1) return false;
  const [event] = events.slice(first);
  const state = event?.type === 'stateChanged' ? scene.rules.states[event.to] : undefined;
  return state !== undefined && state.byTime.length === 0 && isHeld(before, state.responsible);
}

const isHeld = ({ custody }: Client, role: string | undefined) =>
  role === undefined || custody[role] !== undefined;
