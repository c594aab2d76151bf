import type { PostgresClientLike, PostgresPoolLike } from './postgres-database.ts';

/**
 * A lost connection fails the calls on it. Nobody has to hear of it a second time, by an event that ends the
 * process.
 */
const ignore = () => {};

/**
 * Listens for lost connections as long as anybody needs it: open stores, and unfinished calls of closed ones.
 */
abstract class LostConnections {
  #users = 0;

  enter(): void {
    if (this.#users++ === 0) this.attach();
  }

  leave(): void {
    if (--this.#users === 0) this.detach();
  }

  protected abstract attach(): void;
  protected abstract detach(): void;
}

class OfClient extends LostConnections {
  constructor(private readonly client: PostgresClientLike) {
    super();
  }

  protected attach(): void {
    this.client.on?.('error', ignore);
  }

  protected detach(): void {
    this.client.removeListener?.('error', ignore);
  }
}

/**
 * A pool takes its own listener off a client within the tick in which it lends it. Whoever waits for the
 * client comes a tick later. So each client is listened to from `acquire` on, which comes before that, until
 * it is gone or nobody needs it any more.
 */
class OfPool extends LostConnections {
  readonly #clients = new Set<PostgresClientLike>();
  readonly #lent = (client: PostgresClientLike) => {
    if (this.#clients.has(client)) return;
    this.#clients.add(client);
    client.on?.('error', ignore);
  };
  readonly #gone = (client: PostgresClientLike) => void this.#clients.delete(client);

  constructor(private readonly pool: PostgresPoolLike) {
    super();
  }

  protected attach(): void {
    this.pool.on?.('error', ignore);
    this.pool.on?.('acquire', this.#lent);
    this.pool.on?.('remove', this.#gone);
  }

  protected detach(): void {
    for (const client of this.#clients) client.removeListener?.('error', ignore);
    this.#clients.clear();
    this.pool.removeListener?.('remove', this.#gone);
    this.pool.removeListener?.('acquire', this.#lent);
    this.pool.removeListener?.('error', ignore);
  }
}

const known = new WeakMap<object, LostConnections>();

/** One for all stores on the pool: however many there are, each of its events has one listener of theirs. */
export function lostFromPool(pool: PostgresPoolLike): LostConnections {
  return remembered(pool, () => new OfPool(pool));
}

/** One for all stores on the client. */
export function lostFromClient(client: PostgresClientLike): LostConnections {
  return remembered(client, () => new OfClient(client));
}

function remembered(source: object, make: () => LostConnections): LostConnections {
  const lost = known.get(source) ?? make();
  known.set(source, lost);
  return lost;
}
