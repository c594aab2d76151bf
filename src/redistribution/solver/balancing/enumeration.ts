import type { SharedInstance } from '../model/shared-instance.ts';
import { BalanceState } from './balance-state.ts';

/** Maximum number of combinations to enumerate. */
const MOST = 40_000;

/** Whether the instance is small enough to enumerate. */
export function isEnumerable({ items, start }: SharedInstance): boolean {
  let combinations = 1;
  for (let i = 0; i < items && combinations <= MOST; i++)
    combinations *= (start[i + 1] as number) - (start[i] as number);
  return combinations <= MOST;
}

/** Finds the optimum by enumeration; undefined if the instance is too large or infeasible. */
export function enumerateBest(instance: SharedInstance): Int32Array | undefined {
  if (!isEnumerable(instance)) return undefined;
  const { items, start } = instance;
  const state = new BalanceState(instance);
  let best: Int32Array | undefined;
  let least = Number.POSITIVE_INFINITY;
  const choose = (i: number) => {
    if (i === items) {
      if (state.broken > 0) return;
      const cost = state.objective();
      if (cost < least) [best, least] = [state.chosen.slice(), cost];
      return;
    }
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      state.move(i, e);
      choose(i + 1);
    }
    state.move(i, -1);
  };
  choose(0);
  return best;
}
