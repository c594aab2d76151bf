import { timeActor } from '../../client/actor.ts';
import type { Client } from '../../client/client.ts';
import type { Conveyor } from '../../client/conveyor.ts';
import { deadlinesOf } from '../../client/deadlines.ts';
import type { Instant } from '../../time/instant.ts';

/** A change of state that time brings about, and how many clients go this way. */
export interface ChangeAtOnce {
  readonly from: string;
  readonly to: string;
  /** The transfer of the new rules. */
  readonly transfer?: string;
  readonly clients: number;
}

/** Whom time moves under the new rules as soon as they are in force. */
export interface ChangesAtOnce {
  /** Clients whose state changes: their deadlines under the new rules have passed. */
  readonly clients: number;
  /** Which way, the most frequent first. A client that goes on at once counts once on each way. */
  readonly changes: readonly ChangeAtOnce[];
  /** The next deadline after now by which a transfer may move somebody, and how many have it. */
  readonly next?: { readonly at: Instant; readonly clients: number };
}

/** Counts what time would do to clients that have just been migrated. Nothing is written. */
export class AtOnceCount {
  readonly #ways = new Map<string, ChangeAtOnce>();
  #clients = 0;
  #next: ChangesAtOnce['next'];

  constructor(
    private readonly conveyor: Conveyor,
    private readonly now: Instant,
  ) {}

  /** `client` is as the migration leaves it, and due at that moment. */
  add(client: Client, dueAt: Instant | undefined): void {
    const { conveyor, now } = this;
    if (dueAt === undefined || (dueAt > now && this.#next && dueAt > this.#next.at)) return;
    let later = client;
    if (dueAt <= now) {
      const outcome = conveyor.decide(
        client,
        { type: 'advanceTime', clientId: client.id },
        { now, by: timeActor },
      );
      if (!outcome.ok) return;
      const moves = outcome.events.flatMap((event) => (event.type === 'stateChanged' ? [event] : []));
      if (moves.length > 0) this.#clients++;
      for (const { from, to, transfer } of moves) {
        const key = JSON.stringify([from, to, transfer]);
        const clients = (this.#ways.get(key)?.clients ?? 0) + 1;
        this.#ways.set(key, { from, to, ...(transfer !== undefined && { transfer }), clients });
      }
      later = outcome.client;
    }
    for (const at of this.#momentsOf(later)) {
      if (this.#next && at > this.#next.at) continue;
      this.#next = { at, clients: at === this.#next?.at ? this.#next.clients + 1 : 1 };
    }
  }

  counted(): ChangesAtOnce {
    const changes = [...this.#ways.values()].sort((a, b) => b.clients - a.clients);
    return { clients: this.#clients, changes, ...(this.#next && { next: this.#next }) };
  }

  /** When a transfer by time may next move the client. */
  #momentsOf(client: Client): Instant[] {
    const moments = deadlinesOf(client, this.conveyor.rules).flatMap((deadline) =>
      deadline.kind === 'transfer' && deadline.transfer.to !== client.state && deadline.at > this.now
        ? [deadline.at]
        : [],
    );
    return moments.sort().slice(0, 1);
  }
}
