import type { Steps } from '../time/in-turns.ts';
import type { Patience } from './plan-within.ts';
import { BalanceState } from './solver/balancing/balance-state.ts';
import { constructStart, mend } from './solver/balancing/shift-descent.ts';
import { ShiftNeighbourhood } from './solver/balancing/shift-neighbourhood.ts';
import type { SharedInstance } from './solver/model/shared-instance.ts';

/** What placing an item comes to, in changes examined. */
const TO_PLACE = 8;

/**
 * Plans within limits, made by single moves from how things are: one problem under several limits. Clients
 * move that cost least for their size, or the largest first, which takes the fewest.
 */
export class PlansByShifts {
  readonly #tables: ShiftNeighbourhood;
  readonly #orders: readonly Int32Array[];

  constructor(tables: ShiftNeighbourhood, orders: readonly Int32Array[]) {
    this.#tables = tables;
    this.#orders = orders;
  }

  /** A state within the limits; undefined where moves find none. */
  *find(instance: SharedInstance, patience: Patience, isFew: boolean): Steps<BalanceState | undefined> {
    for (const order of isFew ? this.#orders.toReversed() : this.#orders) {
      const state = new BalanceState(instance);
      const shifts = new ShiftNeighbourhood(state, 1, this.#tables);
      yield* constructStart(state, shifts);
      yield* mend(state, shifts, order);
      patience.left -= TO_PLACE * instance.items + shifts.work;
      if (state.broken === 0) return state;
      if (patience.left <= 0) break;
    }
    return undefined;
  }
}

/** Makes the tables that all limits share. */
export function* plansByShifts(instance: SharedInstance): Steps<PlansByShifts> {
  const state = new BalanceState(instance);
  yield;
  const tables = new ShiftNeighbourhood(state, 1);
  yield;
  const items = tables.cheapestFirst();
  yield;
  return new PlansByShifts(tables, [items, tables.largestFirst()]);
}
