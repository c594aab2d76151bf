/**
 * Lets callers within one process take turns at the same clients, first come, first served: they never compete with each
 * other, and only writers elsewhere can be faster.
 */
export class KeyedQueue {
  readonly #last = new Map<string, Promise<void>>();

  /** Does the work when everybody who asked for any of these clients before is done. All are asked for at once: no deadlock. */
  async take<Result>(clientIds: ReadonlySet<string>, work: () => Promise<Result>): Promise<Result> {
    const before = [...clientIds].flatMap((id) => this.#last.get(id) ?? []);
    let end = () => {};
    const turn = new Promise<void>((resolve) => {
      end = resolve;
    });
    for (const id of clientIds) this.#last.set(id, turn);
    await Promise.all(before);
    try {
      return await work();
    } finally {
      for (const id of clientIds) if (this.#last.get(id) === turn) this.#last.delete(id);
      end();
    }
  }
}
