import type { WorkingSolution } from '../model/working-solution.ts';
import type { CandidateEntries } from './candidate-entries.ts';
import { keepLeast } from './keep-least.ts';

/** By employee: the items that are cheapest to give away. */
export class Marginals {
  /** Employee j's items are `items[j * most]` onwards, `count[j]` of them. */
  readonly items: Int32Array;
  readonly count: Int32Array;
  /** The least increase of regret of each; ascending per employee. */
  readonly loss: Float64Array;

  constructor(
    readonly candidates: CandidateEntries,
    readonly most: number,
    employees: number,
  ) {
    this.items = new Int32Array(employees * most);
    this.count = new Int32Array(employees);
    this.loss = new Float64Array(employees * most);
  }

  /**
   * Recomputes the items of one employee.
   * @returns how many items were examined
   */
  refresh({ chosen, first, next }: WorkingSolution, employee: number): number {
    const { entries, width, regret } = this.candidates;
    const from = employee * this.most;
    let count = 0;
    let looked = 0;
    for (let i = first[employee] as number; i >= 0; i = next[i] as number, looked++) {
      const e = chosen[i] as number;
      const other = entries[i * width] === e ? entries[i * width + 1] : entries[i * width];
      const cost =
        other === undefined || other < 0
          ? Number.POSITIVE_INFINITY
          : (regret[other] as number) - (regret[e] as number);
      count = keepLeast(this, from, count, i, cost);
    }
    this.count[employee] = count;
    return looked;
  }
}
