import { receiversOf } from '../model/shared-instance.ts';
import type { BalanceState } from './balance-state.ts';

/**
 * All items by the cost per unit of leaving their current employee. Those of one employee are side by side:
 * what is beyond a price need not be looked at.
 */
export class ShiftOrder {
  readonly #placeOf: Int32Array;
  /** The places in `items` of what employee j has now are those from `start[j]` up to `start[j + 1]`. */
  readonly #places: Int32Array;
  readonly #start: Int32Array;
  /** Beside the places: the cost per unit, and the units. */
  readonly #rise: Float64Array;
  readonly #size: Float64Array;
  /** By measure: the least amount that comes with a unit. */
  readonly #lightest: Float64Array;
  readonly #isUsual: boolean;
  readonly #isRestless: Uint8Array;
  readonly #restless: Int32Array;

  constructor(
    { instance, balanced }: BalanceState,
    readonly items: Int32Array,
    rise: Float64Array,
    sizeOf: (item: number) => number,
  ) {
    const { current, employees, measures } = instance;
    const { length } = items;
    const homes = receiversOf(instance, current);
    this.#placeOf = new Int32Array(length);
    this.#places = new Int32Array(length);
    this.#rise = new Float64Array(length);
    this.#size = new Float64Array(length);
    this.#isUsual = balanced.length === 1 && measures.every((amounts) => amounts.length === length);
    this.#isRestless = new Uint8Array(length);
    this.#restless = new Int32Array(length);
    this.#lightest = new Float64Array(measures.length).fill(this.#isUsual ? Number.POSITIVE_INFINITY : 0);
    this.#start = new Int32Array(employees + 1);
    for (const home of homes) if (home >= 0) this.#start[home + 1]!++;
    for (let j = 0; j < employees; j++) this.#start[j + 1]! += this.#start[j] as number;
    const next = this.#start.slice();
    for (let place = 0; place < length; place++) {
      const item = items[place] as number;
      const home = homes[item] as number;
      this.#placeOf[item] = place;
      if (home < 0) continue;
      const size = sizeOf(item);
      const at = next[home]!++;
      this.#places[at] = place;
      this.#rise[at] = rise[item] as number;
      this.#size[at] = size;
      for (let d = 0; d < measures.length; d++) {
        const perUnit = size > 0 ? (measures[d]![item] as number) / size : 0;
        if (perUnit < (this.#lightest[d] as number)) this.#lightest[d] = perUnit;
      }
    }
  }

  /**
   * The items for which a move could pay at the present prices, in order. Items at their current employee
   * are left out if leaving costs more than prices differ.
   */
  restless(state: BalanceState): Int32Array {
    if (!this.#isUsual) return this.items;
    const { chosen, price, instance } = state;
    const { items, current, employees } = instance;
    const measure = state.balanced[0] as number;
    const lowest = state.least[measure] as number;
    const isRestless = this.#isRestless.fill(0);
    for (let i = 0; i < items; i++) if (chosen[i] !== current[i]) isRestless[this.#placeOf[i] as number] = 1;
    const toll = this.#leastToll(state);
    for (let j = 0; j < employees; j++) {
      const isOver = state.broken > 0 && state.isOver(j);
      const apart = (price[measure * employees + j] as number) - lowest;
      for (let at = this.#start[j] as number; at < (this.#start[j + 1] as number); at++) {
        const [place, rise] = [this.#places[at] as number, this.#rise[at] as number];
        if (!isOver) {
          if (rise >= apart - toll) break;
          const [item, size] = [this.items[place] as number, this.#size[at] as number];
          if (state.isHeldBack(item)) continue;
          if (size > 0 && rise * size + state.tollOf(item) >= apart * size) continue;
        }
        isRestless[place] = 1;
      }
    }
    let count = 0;
    for (let place = 0; place < items; place++)
      if (isRestless[place] === 1) this.#restless[count++] = this.items[place] as number;
    return this.#restless.subarray(0, count);
  }

  /** What moving any unit costs at least in tolls. */
  #leastToll({ toll }: BalanceState): number {
    return toll.reduce((sum, one, d) => (one > 0 ? sum + one * (this.#lightest[d] as number) : sum), 0);
  }
}
