import { type Instant, later } from '../time/instant.ts';
import type { Actor } from './actor.ts';
import type { Client } from './client.ts';
import type { DecisionScope } from './decision-context.ts';
import type { ClientEvent } from './event.ts';
import { eventId } from './event-id.ts';
import { evolve, evolveAll } from './evolve.ts';
import type { NewEvent } from './handler-result.ts';
import type { Mutable } from './mutable.ts';

/**
 * A decision on its way. It has the events so far and the client as they leave it, computed only when
 * somebody looks.
 */
export class PendingDecision {
  readonly events: ClientEvent[];
  #seen: number;
  #client: Client;
  /** The client as it was when the decision began. */
  readonly start: Client;

  /** `events` have led to the client already. */
  constructor(
    client: Client,
    readonly scope: DecisionScope,
    events: readonly ClientEvent[] = [],
  ) {
    this.#client = client;
    this.start = client;
    this.events = [...events];
    this.#seen = events.length;
  }

  get client(): Client {
    if (this.#seen < this.events.length) {
      const { history } = this.scope;
      const known = history && [...history, ...this.events.slice(0, this.#seen)];
      this.#client = evolveAll(this.#client, this.events.slice(this.#seen), known);
      this.#seen = this.events.length;
    }
    return this.#client;
  }

  /** The client as last computed: events since then have not touched it. */
  get before(): Client {
    return this.#client;
  }

  /** The state's name, without computing the rest. */
  get state(): string {
    const moved = this.events.findLast(({ type }) => type === 'stateChanged' || type === 'releaseUndone');
    if (moved?.type === 'releaseUndone') return moved.stands.state;
    return moved?.type === 'stateChanged' ? moved.to : this.#client.state;
  }

  add(events: readonly NewEvent[], by: Actor = this.scope.by): void {
    for (const event of events) this.events.push(this.#headed(event, by));
  }

  #headed(event: NewEvent, by: Actor): ClientEvent {
    const { id, revision, decidedAt, custody } = this.#client;
    const headed = withHead(event, {
      clientId: id,
      number: revision + this.events.length - this.#seen + 1,
      recordedAt: later(decidedAt, this.scope.now),
      by,
      scope: this.scope,
    });
    // A clock may go backwards; nobody loses a client before they had it.
    if (headed.type === 'holderReleased')
      headed.happenedAt = later(custody[headed.role]?.since, headed.happenedAt);
    return headed;
  }
}

/** A decision by which a client comes into being, with its first event. */
export function beginWith(first: NewEvent, clientId: string, scope: DecisionScope): PendingDecision {
  const event = withHead(first, { clientId, number: 1, recordedAt: scope.now, by: scope.by, scope });
  return new PendingDecision(evolve(undefined, event), scope, [event]);
}

interface Head {
  readonly clientId: string;
  readonly number: number;
  readonly recordedAt: Instant;
  readonly by: Actor;
  readonly scope: DecisionScope;
}

/** An event as it goes into the log. */
function withHead(event: NewEvent, { clientId, number, recordedAt, by, scope }: Head): Mutable<ClientEvent> {
  const { now, commandId, opening } = scope;
  const id = eventId(clientId, number);
  // One spread, and last: a key that comes after it and is in it already makes V8 thirty times slower.
  const headed = { id, clientId, happenedAt: now, recordedAt, by: by.id, ...event } as Mutable<ClientEvent>;
  if (commandId !== undefined) headed.commandId = commandId;
  if (opening) headed.opening = opening;
  return headed;
}

/** The event as the client's next one, recorded when the client was last decided on. */
export function nextEvent(
  event: NewEvent,
  { id: clientId, revision, decidedAt }: Client,
  scope: DecisionScope,
): ClientEvent {
  return withHead(event, { clientId, number: revision + 1, recordedAt: decidedAt, by: scope.by, scope });
}
