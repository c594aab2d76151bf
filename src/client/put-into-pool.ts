import { earlier, type Instant, later } from '../time/instant.ts';
import { timeActor } from './actor.ts';
import { asWritten, type Cause } from './cause.ts';
import type { ClientEvent } from './event.ts';
import { moveCause } from './moves.ts';
import type { PendingDecision } from './pending-decision.ts';

/** Puts the client into the pool of the responsible role if nobody holds it there, with the cause. */
export function putIntoPool(pending: PendingDecision): void {
  const { client, scope, events } = pending;
  const role = scope.rules.states[client.state]?.responsible;
  if (!role || client.mergedInto || client.custody[role] || client.pool?.name === role) return;
  const last = events.findLast(
    (event) =>
      event.type === 'stateChanged' ||
      event.type === 'clientOnboarded' ||
      ((event.type === 'holderReleased' || event.type === 'clientReassigned') && event.role === role),
  );
  const happenedAt =
    last?.type === 'clientOnboarded'
      ? letGoAt(last, role, client.stateSince)
      : (last?.happenedAt ?? client.stateSince);
  const since = waitsSince(pending, role);
  const pooled = { type: 'clientPooled', pool: role, cause: poolCause(last, role), happenedAt } as const;
  pending.add([{ ...pooled, ...(since && since < happenedAt && { since }) }], timeActor);
}

/** When the last who held it in the role let it go, before it moved in. */
function letGoAt({ pastHolders = [] }: ClientEvent<'clientOnboarded'>, role: string, at: Instant): Instant {
  return pastHolders.reduce((last, one) => (one.role === role ? later(last, one.until) : last), at);
}

/** Since when nobody has held the client in the responsible role. Moves in between do not reset it. */
function waitsSince({ start, events, scope }: PendingDecision, role: string): Instant | undefined {
  let { state } = start;
  let isHeld = start.custody[role] !== undefined;
  let since = start.pool?.name === role ? start.pool.since : undefined;
  for (const event of events) {
    if (event.type === 'stateChanged') state = event.to;
    if (event.type === 'releaseUndone') {
      state = event.stands.state;
      isHeld = event.stands.custody[role] !== undefined;
    }
    if (event.type === 'clientReassigned' && event.role === role) isHeld = event.to !== null;
    if (event.type === 'holderAssigned' && event.role === role) isHeld = true;
    if (event.type === 'holderReleased' && event.role === role) isHeld = false;
    if (event.type === 'duplicateMerged' && since && event.brought.pool?.name === role)
      since = earlier(since, event.brought.pool.since);
    if (isHeld || scope.rules.states[state]?.responsible !== role) since = undefined;
    else
      since =
        event.type === 'clientPooled'
          ? (event.since ?? since ?? event.happenedAt)
          : (since ?? event.happenedAt);
  }
  return since;
}

/** Why nobody holds the client: the transfer into this state, or the cause of the last release. */
function poolCause(event: ClientEvent | undefined, role: string): Cause {
  if (event?.type === 'stateChanged') return moveCause(event);
  if (event?.type === 'clientOnboarded') {
    const hasLeft = event.oddities?.some(
      (odd) => odd.code === 'HOLDER_UNFIT' && odd.role === role && odd.why === 'EMPLOYEE_LEFT',
    );
    return { code: hasLeft ? 'holderLeft' : 'onboarded' };
  }
  if (event?.type !== 'holderReleased' && event?.type !== 'clientReassigned') return { code: 'registered' };
  const text = event.type === 'holderReleased' ? event.reason : event.why;
  return event.cause ?? asWritten(text ?? '');
}
