import { meanOf } from '../model/mean-of.ts';
import type { BalanceState } from './balance-state.ts';
import { shiftDescent } from './shift-descent.ts';
import type { ShiftNeighbourhood } from './shift-neighbourhood.ts';

/** How often the toll is halved or doubled, and the rounds of moves at each. */
const TRIES = 16;
const ROUNDS = 3;
/** So close to the budget a toll is good: the rest is spent move by move. */
const CLOSE = 0.99;

/**
 * Where everybody together may move no more than so much, the best moves are those that are worth a toll: it is looked for by halving,
 * until what moves comes to the budget. Returns the toll by measure.
 */
export function* spendMoveBudgets(
  state: BalanceState,
  shifts: ShiftNeighbourhood,
  order: Int32Array,
): Generator<void, Float64Array> {
  const tolls = new Float64Array(state.toll.length);
  for (const { measure, max } of state.budgets()) {
    if (max === Number.POSITIVE_INFINITY || state.broken > 0) continue;
    const begun = state.chosen.slice();
    state.setBudget(measure, Number.POSITIVE_INFINITY);
    yield* shiftDescent(state, shifts, order, ROUNDS);
    const used = () => state.budgets().find((one) => one.measure === measure)?.used as number;
    if (used() > max) {
      let best = begun;
      let [low, high] = [0, Number.POSITIVE_INFINITY];
      let toll = shifts.typicalGain() / Math.max(1, meanOf(state.instance.measures[measure] as Float64Array));
      for (let t = 0; t < TRIES; t++) {
        state.toll[measure] = toll;
        yield* shiftDescent(state, shifts, order, ROUNDS);
        if (used() > max) low = toll;
        else {
          high = toll;
          tolls[measure] = toll;
          best = state.chosen.slice();
          if (used() >= max * CLOSE) break;
        }
        toll = high === Number.POSITIVE_INFINITY ? toll * 4 : low === 0 ? toll / 4 : (low + high) / 2;
      }
      state.toll[measure] = 0;
      state.take(best);
    }
    state.setBudget(measure, max);
    if (state.broken > 0) state.take(begun);
  }
  return tolls;
}
