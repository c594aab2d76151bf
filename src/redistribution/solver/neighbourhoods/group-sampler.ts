import type { WorkingSolution } from '../model/working-solution.ts';
import type { CandidateEntries } from './candidate-entries.ts';

/** Number of an item's best entries by which employees count as competitors. */
const NEAREST = 5;

/** Draws random groups of employees who compete for the same items. */
export class GroupSampler {
  readonly #group: number[] = [];
  readonly #items: number[] = [];

  constructor(
    readonly solution: WorkingSolution,
    readonly candidates: CandidateEntries,
    readonly random: () => number,
  ) {}

  /** Draws a group of `size` employees, or fewer if no more are found quickly. */
  next(size: number): readonly number[] {
    const { first, instance } = this.solution;
    const { entries, width } = this.candidates;
    const group = this.#group;
    group.length = 0;
    group.push(this.#below(instance.employees));
    for (let tries = 0; group.length < size && tries < 10 * size; tries++) {
      const j = group[this.#below(group.length)] as number;
      if ((first[j] as number) < 0) {
        if (group.length === 1) group[0] = this.#below(instance.employees);
        continue;
      }
      const e = entries[this.#itemOf(j) * width + this.#below(Math.min(width, NEAREST))] as number;
      const other = e < 0 ? j : (instance.employee[e] as number);
      if (!group.includes(other)) group.push(other);
    }
    return group;
  }

  #itemOf(employee: number): number {
    const { first, next } = this.solution;
    const items = this.#items;
    let count = 0;
    for (let i = first[employee] as number; i >= 0; i = next[i] as number) items[count++] = i;
    return items[this.#below(count)] as number;
  }

  #below(count: number): number {
    return Math.floor(this.random() * count);
  }
}
