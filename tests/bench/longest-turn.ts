import type { Commit, Store } from 'sales-conveyor';
import { cpu } from './measure.ts';

/** The longest times without a turn, in milliseconds of CPU: in all, and without what the store does before it answers. */
interface Longest {
  readonly all: number;
  readonly own: number;
}

/** Looks how long others wait for their turn while something is done. Other processes that take the machine are none of its business. */
export class LongestTurn {
  /** Milliseconds that the store has kept since the last turn. */
  #kept = 0;

  async during(work: () => Promise<unknown>): Promise<Longest> {
    const longest = { all: 0, own: 0 };
    let last = cpu();
    this.#kept = 0;
    let isDone = false;
    const beat = () => {
      const time = cpu();
      longest.all = Math.max(longest.all, time - last);
      longest.own = Math.max(longest.own, time - last - this.#kept);
      last = time;
      this.#kept = 0;
    };
    const next = () => {
      beat();
      if (!isDone) setTimeout(next, 0);
    };
    next();
    await work();
    beat();
    isDone = true;
    return longest;
  }

  /** The store, whose calls are timed until they let go of the thread. */
  watched(store: Store, see: (commit: Commit) => void): Store {
    return new Proxy(store, {
      get: (target, key) => {
        const value = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (key === 'commit') see(args[1] as Commit);
          const start = cpu();
          try {
            return value.apply(target, args);
          } finally {
            this.#kept += cpu() - start;
          }
        };
      },
    });
  }
}
