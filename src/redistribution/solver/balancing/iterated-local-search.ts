import { seededRandom } from '../search/seeded-random.ts';
import type { BalanceState } from './balance-state.ts';
import { shiftDescent } from './shift-descent.ts';
import type { ShiftNeighbourhood } from './shift-neighbourhood.ts';
import type { ShiftOrder } from './shift-order.ts';
import { SwapNeighbourhood } from './swap-neighbourhood.ts';

/** Work at default effort, in items and entries examined. */
const WORK = 2_000_000;
/** Minimum and maximum number of items perturbed in a round. */
const MOVED = [2, 5] as const;

/**
 * Iterated local search: a random perturbation of a few items, then descent by shifts and swaps. A result
 * that is not better is undone. A larger effort begins with the same rounds, so it never ends worse.
 */
export function* iteratedLocalSearch(
  state: BalanceState,
  shifts: ShiftNeighbourhood,
  order: ShiftOrder,
  effort: number,
): Generator<void, void> {
  const { items, start } = state.instance;
  const random = seededRandom(1);
  const below = (count: number) => Math.floor(random() * count);
  const movable = Array.from({ length: items }, (_, i) => i).filter(
    (i) => (start[i + 1] as number) - (start[i] as number) > 1,
  );
  if (movable.length < 2) return;
  let [best, kept] = [state.objective(), state.chosen.slice()];
  const until = WORK * effort;
  let swaps: SwapNeighbourhood | undefined;
  for (let work = 0; work < until; ) {
    const begun = shifts.work;
    const count = MOVED[0] + below(MOVED[1] - MOVED[0] + 1);
    for (let k = 0; k < count; k++) {
      const i = movable[below(movable.length)] as number;
      const e = (start[i] as number) + below((start[i + 1] as number) - (start[i] as number));
      if (e !== state.chosen[i] && state.breach(i, state.chosen[i] as number, e) <= 0) state.move(i, e);
    }
    yield* shiftDescent(state, shifts, order);
    swaps = new SwapNeighbourhood(state, shifts.least, swaps);
    yield* swaps.run();
    yield* shiftDescent(state, shifts, order);
    const now = state.objective();
    if (state.broken === 0 && now < best - shifts.least) {
      [best, kept] = [now, state.chosen.slice()];
    } else state.take(kept);
    work += shifts.work - begun + swaps.work + items + Math.floor((start[items] as number) / 50);
    yield;
  }
}
