import { later } from '../../time/instant.ts';
import { timeActor } from '../actor.ts';
import { anew } from '../anew.ts';
import type { Client } from '../client.ts';
import type { DecisionScope } from '../decision-context.ts';
import type { ClientEvent } from '../event.ts';
import { replay } from '../evolve.ts';
import type { NewEvent } from '../handler-result.ts';
import { moveEvents } from '../moves.ts';
import { obstacles } from '../obstacles.ts';
import { PendingDecision } from '../pending-decision.ts';
import { recordRecipes } from '../record-recipes.ts';
import { advanceTime, runAutomaticTransfers } from '../run-automatic-transfers.ts';
import { migratedAlike } from './migrate-alike.ts';

/** A life as it would have been. */
export interface Relived {
  readonly client: Client;
  /** What happened, and what followed from it by itself. */
  readonly events: readonly ClientEvent[];
  /** What could not have happened to this client: it was left out. */
  readonly impossible: readonly string[];
}

/**
 * Lets a client live through what people did and recorded elsewhere, in turn, up to now. Each comes with what
 * time and the event bring about by themselves. `history` is all that the client has seen.
 */
export function relive(
  client: Client,
  steps: readonly ClientEvent[],
  history: readonly ClientEvent[],
  scope: DecisionScope,
): Relived {
  const events: ClientEvent[] = [];
  const impossible: string[] = [];
  const newIds = new Map<string, string>();
  const { history: whole = [] } = scope;
  let now = client;
  const live = (at: string, step?: ClientEvent) => {
    const moment = later(now.decidedAt, at);
    const pending = new PendingDecision(now, { ...scope, now: moment, history: [...history, ...events] });
    advanceTime(pending);
    const first = pending.events.length;
    const done = step ? possible(step, pending.client, { ...pending.scope, newIds, whole }) : [];
    if (step && !done) impossible.push(step.id);
    pending.add(done ?? [], step ? { id: step.by, roles: [] } : timeActor);
    const own = pending.events[first];
    if (step && own) newIds.set(step.id, own.id);
    runAutomaticTransfers(pending, first);
    events.push(...pending.events);
    now = pending.client;
  };
  for (const step of steps) live(step.recordedAt, step);
  live(scope.now);
  return { client: now, events, impossible };
}

/** The event about the one that it was about, by its id here. */
const withNewId = (event: NewEvent, newIds: ReadonlyMap<string, string>): NewEvent =>
  'eventId' in event ? { ...event, eventId: newIds.get(event.eventId) ?? event.eventId } : event;

/** What is known of what happened elsewhere. */
interface Known {
  /** Ids of events by those that they had there. */
  readonly newIds: ReadonlyMap<string, string>;
  /** All that happened there. */
  readonly whole: readonly ClientEvent[];
}

/**
 * What the event is to this client, empty where it is nothing to it. Undefined where it cannot happen to it.
 */
function possible(
  event: ClientEvent,
  client: Client,
  scope: DecisionScope & Known,
): readonly NewEvent[] | undefined {
  const { rules, newIds, whole } = scope;
  const same = [anew(event)];
  const { custody, handoff, handoffs, state } = client;
  const isOpen = (transfer: string) => {
    const rule = rules.transfers[transfer];
    return rule !== undefined && obstacles(client, rule, scope).length === 0;
  };
  const takesPart = (role: string) => rules.states[state]?.roles.has(role);
  switch (event.type) {
    case 'stateChanged': {
      const { from, to, transfer, ...move } = event;
      if (from !== state || !rules.states[to]) return undefined;
      if (event.cause === 'person' && !isOpen(transfer ?? '')) return undefined;
      const releases = transfer === undefined ? undefined : rules.transfers[transfer]?.releases;
      const { cause, reason, wakeAt, happenedAt } = move;
      return moveEvents(
        client,
        rules,
        { to, cause, reason, wakeAt, happenedAt, ...(transfer && { transfer }) },
        releases,
      );
    }
    case 'holderReleased':
      return custody[event.role]?.employeeId === event.employeeId ? same : [];
    case 'holderAssigned':
      return takesPart(event.role) ? same : undefined;
    case 'clientReassigned':
      return takesPart(event.role) && custody[event.role]?.employeeId === event.from?.employeeId
        ? same
        : undefined;
    case 'deputySet':
      return custody[event.role] && custody[event.role]?.employeeId !== event.employeeId ? same : undefined;
    case 'deputyCleared':
      return custody[event.role]?.deputy ? same : [];
    case 'clientPooled':
      return client.pool?.name === event.pool ? same : [];
    case 'handoffOffered': {
      const { transfer, from } = event.handoff;
      return !handoff && isOpen(transfer) && custody[from.role]?.employeeId === from.employeeId
        ? same
        : undefined;
    }
    case 'handoffAccepted':
      return handoff?.transfer === event.accepted.transfer && isOpen(handoff.transfer) ? same : undefined;
    case 'releaseUndone':
      return rules.transfers[event.transfer]?.to === state && client.pool ? same : [];
    case 'handoffSenderChanged':
      return handoff?.transfer === event.transfer ? same : [];
    case 'handoffRejected':
      return handoff?.transfer === event.transfer ? same : undefined;
    case 'handoffWithdrawn':
      return handoff?.transfer === event.transfer ? same : [];
    case 'handoffEscalated':
      return rules.transfers[event.handoff.transfer]?.from.includes(state) ? same : undefined;
    case 'clientReturned':
      return Object.values(handoffs.received).some(({ transfer }) => transfer === event.transfer)
        ? same
        : undefined;
    case 'holdPlaced':
      return same;
    case 'holdReleased':
      return client.holds[event.hold] ? same : [];
    case 'clientMigrated':
    case 'migrationUndone': {
      const before = whole.slice(
        0,
        whole.findIndex(({ id }) => id === event.id),
      );
      const parts = migratedAlike(event.parts, client, replay(before));
      // Where the other one stood by the old rules is nothing to this client: time does here what it does.
      const { stands: _, ...alike } = anew(event) as NewEvent<'migrationUndone'>;
      return [withNewId({ ...alike, parts } as NewEvent, newIds)];
    }
    case 'recordCorrected':
      return [withNewId(anew(event), newIds)];
    case 'personalDataErased':
      return [];
    default:
      return Object.hasOwn(recordRecipes, event.type) ? same : undefined;
  }
}
