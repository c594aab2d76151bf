import { timeActor } from '../client/actor.ts';
import type { ClientEvent } from '../client/event.ts';
import { type Instant, later } from '../time/instant.ts';

/**
 * Watches events for records that came too late: time had already moved their client on past their moment.
 */
export class Overtaken {
  /** By client, the latest moment at which time has moved it. */
  readonly #moved = new Map<string, Instant>();

  /** Whether the events tell of something earlier than what time has done before them. */
  sees(events: readonly ClientEvent[]): boolean {
    const told = events.find(({ by }) => by !== timeActor.id);
    const isLate = told !== undefined && told.happenedAt < (this.#moved.get(told.clientId) ?? '');
    for (const event of events) {
      if (event.type !== 'stateChanged' || event.cause !== 'time') continue;
      this.#moved.set(event.clientId, later(this.#moved.get(event.clientId), event.happenedAt));
    }
    return isLate;
  }
}
