/**
 * Runs work on the same clients one after another within a process, first come, first served. Conflicts can
 * then only come from other processes.
 */
export class KeyedQueue {
  readonly #last = new Map<string, Promise<void>>();

  /**
   * Runs the work after all earlier work on any of these clients. All keys are taken at once, so there is no
   * deadlock.
   */
  async take<Result>(clientIds: ReadonlySet<string>, work: () => Promise<Result>): Promise<Result> {
    const before = [...clientIds].flatMap((id) => this.#last.get(id) ?? []);
    let end = () => {};
    const turn = new Promise<void>((resolve) => {
      end = resolve;
    });
    for (const id of clientIds) this.#last.set(id, turn);
    if (before.length > 0) await Promise.all(before);
    try {
      return await work();
    } finally {
      for (const id of clientIds) if (this.#last.get(id) === turn) this.#last.delete(id);
      end();
    }
  }
}
