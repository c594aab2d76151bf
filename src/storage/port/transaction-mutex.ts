/**
 * Keeps a transaction that goes on for more than a tick to itself. While nobody holds the mutex, what comes
 * is done at once, within the tick.
 */
export class TransactionMutex {
  #held: Promise<void> | undefined;

  /** Does the work at once, or as soon as nobody holds the mutex; first come, first served. */
  async enter<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    while (this.#held !== undefined) await this.#held;
    return work();
  }

  /** Does the work while nobody else enters. */
  async hold<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.#held !== undefined) await this.#held;
    let leave = () => {};
    this.#held = new Promise((resolve) => {
      leave = resolve;
    });
    try {
      return await work();
    } finally {
      this.#held = undefined;
      leave();
    }
  }
}

const mutexes = new WeakMap<object, TransactionMutex>();

/** The mutex to a connection: whoever works on one connection keeps out of each other's transactions. */
export function transactionMutexOf(connection: object): TransactionMutex {
  const mutex = mutexes.get(connection) ?? new TransactionMutex();
  mutexes.set(connection, mutex);
  return mutex;
}
