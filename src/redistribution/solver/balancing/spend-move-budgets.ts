import { meanOf } from '../model/mean-of.ts';
import type { BalanceState } from './balance-state.ts';
import { shiftDescent } from './shift-descent.ts';
import type { ShiftNeighbourhood } from './shift-neighbourhood.ts';
import type { ShiftOrder } from './shift-order.ts';

/** Bisection steps for the toll, and rounds of shifts at each. */
const TRIES = 16;
const ROUNDS = 3;
/** Share of the budget at which a toll is good enough; single moves spend the rest. */
const CLOSE = 0.99;

/**
 * Spends company-wide budgets of moves: bisects a toll per moved unit until what moves meets the budget.
 * @returns the toll by measure
 */
export function* spendMoveBudgets(
  state: BalanceState,
  shifts: ShiftNeighbourhood,
  order: ShiftOrder,
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
