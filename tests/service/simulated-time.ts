/** Time that passes only where everybody waits for it: as long a run as it takes, the same every time. */
export class SimulatedTime {
  now = 0;
  readonly #waiting: { readonly until: number; readonly go: () => void }[] = [];

  readonly wait = (milliseconds: number): Promise<void> =>
    new Promise((go) => {
      this.#waiting.push({ until: this.now + milliseconds, go });
    });

  /** Passes time until the work is done. */
  async passUntilDone<Result>(work: Promise<Result>): Promise<Result> {
    let isDone = false;
    const end = () => {
      isDone = true;
    };
    work.then(end, end);
    for (await settled(); !isDone; await settled()) {
      const next = this.#waiting.sort((a, b) => a.until - b.until).shift();
      if (!next) throw new Error('Nobody waits, and nothing is done');
      this.now = next.until;
      next.go();
    }
    return work;
  }
}

/** Everything that can be done without time passing is done. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
