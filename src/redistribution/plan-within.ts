import { ascending } from './solver/model/ascending.ts';
import type { Instance } from './solver/model/instance.ts';
import { meanOf } from './solver/model/mean-of.ts';
import { type Rows, scopes, toRows } from './solver/model/rows.ts';
import { WorkingSolution } from './solver/model/working-solution.ts';

/** Remaining budget, in changes examined. */
export interface Patience {
  left: number;
}

/**
 * Finds a plan within the limits at any cost; undefined if none is found. Starts from `from`, else from the
 * current assignment. Items at broken limits move, largest first, to where they violate limits least; then
 * items are swapped.
 */
export function planWithin(
  instance: Instance,
  patience: Patience,
  from: Int32Array = instance.current,
): Int32Array | undefined {
  patience.left -= instance.employee.length / 2;
  const free = { ...instance, balances: [] };
  const rows = toRows(free);
  const begun = from.map((entry, i) => (entry < 0 ? (instance.start[i] as number) : entry));
  const repair = new Repair(new WorkingSolution(free, rows, begun, penaltiesOf(free, rows)), patience);
  if (from.includes(-1)) repair.place([...from.keys()].filter((i) => (from[i] as number) < 0));
  while (repair.solution.broken > 0 && patience.left > 0) {
    if (!repair.round()) return undefined;
  }
  return repair.solution.broken === 0 ? repair.solution.chosen : undefined;
}

/** A typical amount too much counts the same in every measure. */
function penaltiesOf({ measures }: Instance, rows: Rows): Float64Array {
  const units = measures.map((amounts) => Math.max(1, meanOf(amounts)));
  return Float64Array.from(rows.measure, (d) => 1 / (units[d] as number));
}

const TINY = 1e-9;

class Repair {
  #receivable: readonly Int32Array[] | undefined;
  /** By measure: all items, the smallest first. */
  readonly #ordered: Int32Array[] = [];

  constructor(
    readonly solution: WorkingSolution,
    private readonly patience: Patience,
  ) {}

  /** Places unassigned items, largest first. */
  place(items: readonly number[]): void {
    const { instance } = this.solution;
    for (const i of this.#bySize(items, 0)) {
      for (let e = instance.start[i] as number; e < (instance.start[i + 1] as number); e++) this.#try(i, e);
      this.#take();
    }
  }

  /**
   * Tries to repair every broken limit once.
   * @returns false if nothing helps
   */
  round(): boolean {
    const { rows } = this.solution;
    let helped = false;
    for (let r = 0; r < rows.count && this.patience.left > 0; r++) {
      if (this.solution.excessOf(r) > 0 && this.#relieve(r)) helped = true;
    }
    return helped || this.#swapOnce();
  }

  #relieve(r: number): boolean {
    const { solution } = this;
    const { instance, rows } = solution;
    const isTooMuch = (solution.sums[r] as number) > (rows.high[r] as number);
    const j = rows.employee[r] as number;
    let helped = false;
    for (const i of this.#bySize(this.#concerned(r, isTooMuch), rows.measure[r] as number)) {
      if (solution.excessOf(r) <= 0 || this.patience.left <= 0) break;
      if (j < 0) this.#try(i, instance.current[i] as number);
      else if (isTooMuch) {
        for (let e = instance.start[i] as number; e < (instance.start[i + 1] as number); e++) this.#try(i, e);
      } else this.#try(i, this.#entryOf(i, j));
      if (this.#take()) helped = true;
    }
    return helped;
  }

  /** Items by which a limit's sum could change: the employee's, or those that could come. */
  #concerned(r: number, isTooMuch: boolean): readonly number[] {
    const { solution } = this;
    const { instance, rows } = solution;
    const j = rows.employee[r] as number;
    if (j < 0) this.patience.left -= instance.items / 4;
    if (j < 0) return [...instance.current.keys()].filter((i) => (instance.current[i] as number) >= 0);
    if (isTooMuch) return this.#itemsOf(j);
    this.#receivable ??= itemsByEmployee(instance);
    const all = this.#receivable[j] as Int32Array;
    this.patience.left -= all.length / 4;
    return [...all.filter((i) => instance.employee[solution.chosen[i] as number] !== j)];
  }

  #itemsOf(j: number): number[] {
    const items: number[] = [];
    for (let i = this.solution.first[j] as number; i >= 0; i = this.solution.next[i] as number) items.push(i);
    return items;
  }

  #bySize(items: readonly number[], measure: number): readonly number[] {
    const { instance } = this.solution;
    const amounts = instance.measures[measure];
    // To sort them takes as long as to look at some of them.
    this.patience.left -= 2 * items.length;
    if (!amounts) return items;
    const sizeOf = (i: number) =>
      amounts[amounts.length === instance.items ? i : (instance.start[i] as number)] as number;
    return [...items].sort((a, b) => sizeOf(b) - sizeOf(a) || a - b);
  }

  #item = -1;
  #best = -1;
  #least = -TINY;

  /** Looks at giving an item to an entry. */
  #try(item: number, entry: number): void {
    const { solution } = this;
    const { employee } = solution.instance;
    const from = solution.chosen[item] as number;
    if (entry < 0 || entry === from) return;
    this.patience.left--;
    const change =
      solution.change(employee[from] as number, -1, -1, item, from) +
      solution.change(employee[entry] as number, item, entry, -1, -1) +
      solution.commonChange(item, from, entry);
    if (change >= this.#least) return;
    this.#least = change;
    this.#item = item;
    this.#best = entry;
  }

  /** Makes the best change found. */
  #take(): boolean {
    const found = this.#item >= 0;
    if (found) this.solution.move(this.#item, this.#best);
    this.#item = -1;
    this.#least = -TINY;
    return found;
  }

  /** The best exchange between somebody at odds with a limit and anybody else. */
  #swapOnce(): boolean {
    const { solution, patience } = this;
    const { rows } = solution;
    let best: Exchange = { change: -TINY, moves: [] };
    for (let r = 0; r < rows.count && patience.left > 0; r++) {
      if ((rows.employee[r] as number) < 0 || solution.excessOf(r) <= 0) continue;
      best = this.#bestSwapFor(r, best);
    }
    for (const [item, to] of best.moves) solution.move(item, to);
    return best.moves.length > 0;
  }

  /** The best exchange by which a limit is broken less, where it is better than one that is known. */
  #bestSwapFor(r: number, known: Exchange): Exchange {
    const { solution, patience } = this;
    const { instance, rows } = solution;
    const j = rows.employee[r] as number;
    const held = this.#heldInOrder(rows.measure[r] as number);
    let best = known;
    for (const a of held.of(j)) {
      const from = solution.chosen[a] as number;
      const [low, high] = this.#usefulFor(r, a);
      for (let to = instance.start[a] as number; to < (instance.start[a + 1] as number); to++) {
        const k = instance.employee[to] as number;
        if (k === j) continue;
        patience.left--;
        const partners = held.of(k);
        for (let at = held.firstFrom(k, low); at < partners.length; at++) {
          const b = partners[at] as number;
          if (held.amountOf(b) > high) break;
          if (patience.left-- <= 0) return best;
          const back = this.#entryOf(b, j);
          if (back < 0) continue;
          const left = solution.chosen[b] as number;
          const change =
            solution.change(j, b, back, a, from) +
            solution.change(k, a, to, b, left) +
            solution.commonChange(a, from, to) +
            solution.commonChange(b, left, back);
          if (change >= best.change) continue;
          best = {
            change,
            moves: [
              [a, to],
              [b, back],
            ],
          };
        }
      }
    }
    return best;
  }

  /** What an item that comes for another may weigh, so that the limit is broken less than before. */
  #usefulFor(r: number, leaves: number): readonly [number, number] {
    const { solution } = this;
    const { rows, instance } = solution;
    const d = rows.measure[r] as number;
    // What counts may depend on who has it, or on whether it was there before; and a budget of all may be
    // what an exchange helps. Then all are looked at.
    const isApart = rows.perEntry[d] === 1 || rows.scope[r] !== scopes.held;
    if (isApart || rows.common.some((one) => solution.excessOf(one) > 0)) return EVERYTHING;
    const amount = instance.measures[d]![leaves] as number;
    const excess = solution.excessOf(r);
    const [sum, low, high] = [solution.sums[r], rows.low[r], rows.high[r]] as [number, number, number];
    return sum > high
      ? [amount - (sum - low) - excess + TINY, amount - TINY]
      : [amount + TINY, amount + (high - sum) + excess - TINY];
  }

  /** What everybody has, by an amount. */
  #heldInOrder(measure: number): HeldInOrder {
    const { solution } = this;
    const { instance } = solution;
    const amounts = instance.measures[measure] as Float64Array;
    const isPerItem = amounts.length === instance.items;
    const amountOf = (i: number) => amounts[isPerItem ? i : (instance.start[i] as number)] as number;
    this.#ordered[measure] ??= ascending(
      Float64Array.from({ length: instance.items }, (_, i) => amountOf(i)),
    );
    this.patience.left -= instance.items / 4;
    return new HeldInOrder(solution, this.#ordered[measure] as Int32Array, amountOf);
  }

  /** The entry of an item for an employee, or -1. */
  #entryOf(item: number, j: number): number {
    const { start, employee } = this.solution.instance;
    let [low, high] = [start[item] as number, (start[item + 1] as number) - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = employee[middle] as number;
      if (found === j) return middle;
      if (found < j) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

/** Two moves and how much less is broken after them. */
interface Exchange {
  readonly change: number;
  readonly moves: readonly (readonly [item: number, entry: number])[];
}

const EVERYTHING = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/** What everybody has, the smallest first. */
class HeldInOrder {
  readonly #lists: number[][];

  constructor(
    { instance, chosen }: WorkingSolution,
    order: Int32Array,
    readonly amountOf: (item: number) => number,
  ) {
    this.#lists = Array.from({ length: instance.employees }, () => []);
    for (const i of order) this.#lists[instance.employee[chosen[i] as number] as number]?.push(i);
  }

  of(j: number): readonly number[] {
    return this.#lists[j] as number[];
  }

  /** The first place of an amount that is not less. */
  firstFrom(j: number, amount: number): number {
    const list = this.of(j);
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.amountOf(list[middle] as number) < amount) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** By employee: the items they may have. */
function itemsByEmployee({ items, employees, start, employee }: Instance): readonly Int32Array[] {
  const count = new Int32Array(employees);
  for (let e = 0; e < employee.length; e++) count[employee[e] as number]!++;
  const lists = Array.from(count, (one) => new Int32Array(one));
  count.fill(0);
  for (let i = 0; i < items; i++) {
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      const j = employee[e] as number;
      (lists[j] as Int32Array)[count[j]!++] = i;
    }
  }
  return lists;
}
