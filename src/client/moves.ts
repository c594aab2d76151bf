import { withdrawnByMove } from '../handoff/withdrawn-by-move.ts';
import { type Instant, later } from '../time/instant.ts';
import type { Cause } from './cause.ts';
import type { Client } from './client.ts';
import type { ClientRules } from './decision-context.ts';
import type { EventPayloads } from './event.ts';
import type { NewEvent } from './handler-result.ts';
import type { Mutable } from './mutable.ts';

/** Target state, cause and time of a state change. Undefined fields are omitted from the event. */
export interface Move {
  readonly to: string;
  readonly cause: EventPayloads['stateChanged']['cause'];
  readonly happenedAt: Instant;
  readonly transfer?: string;
  readonly reason?: string | undefined;
  readonly wakeAt?: Instant | undefined;
}

/**
 * The events of a state change. An open handoff that cannot start from the new state is withdrawn, and
 * custody is released for roles not involved in the new state. A move to the current state releases only
 * `releases`.
 */
export function moveEvents(
  client: Client,
  rules: ClientRules,
  move: Move,
  releases: readonly string[] = [],
): NewEvent[] {
  const { to, happenedAt } = move;
  const { state, stateSince, custody } = client;
  const events: NewEvent[] =
    to === state
      ? []
      : [
          stateChanged(state, move, later(stateSince, happenedAt)),
          ...withdrawnByMove(client, rules, to, happenedAt),
        ];
  const cause = moveCause(move);
  const takesPart = rules.states[to]?.roles;
  for (const role in custody) {
    if (takesPart?.has(role) && !releases.includes(role)) continue;
    const employeeId = custody[role]?.employeeId as string;
    events.push({ type: 'holderReleased', role, employeeId, cause, happenedAt });
  }
  return events;
}

/** Why a move brings along what it does: its transfer, or what kind of move it is. */
export const moveCause = ({ transfer, cause }: Pick<Move, 'transfer' | 'cause'>): Cause =>
  transfer === undefined ? { code: cause } : { code: 'transfer', transfer };

/** Written out part by part, since this is what a conveyor does most. */
function stateChanged(
  from: string,
  { to, cause, transfer, reason, wakeAt }: Move,
  happenedAt: Instant,
): NewEvent {
  const event: Mutable<NewEvent<'stateChanged'>> = { type: 'stateChanged', from, to, cause, happenedAt };
  if (transfer !== undefined) event.transfer = transfer;
  if (reason !== undefined) event.reason = reason;
  if (wakeAt !== undefined) event.wakeAt = wakeAt;
  if (cause === 'override') event.restartsClock = true;
  return event;
}
