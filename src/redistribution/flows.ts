import type { Steps } from '../time/in-turns.ts';
import { amountOf, type Bound, couldStay } from './bounds.ts';
import type { Compiled } from './compile.ts';
import type { ClientGroup } from './indexed-problem.ts';
import type { LimitedMeasure, RelaxableRule } from './infeasible.ts';
import { ascending } from './solver/model/ascending.ts';
import { receiversOf } from './solver/model/shared-instance.ts';

/**
 * Proofs by sums alone that rules clash. What must leave whoever holds too much, and reach whoever holds too
 * little, is more than what may be lost, gained or moved. All sums are bounded by fractions of groups, the
 * best first. They are the same under any limits: one look serves a problem with all its relaxations.
 */
export class Flows {
  readonly #compiled: Compiled;
  /** By group: with whom it may stay, or -1. */
  readonly #home: Int32Array;
  readonly #columns = new Map<LimitedMeasure, Float64Array>();
  readonly #ranked = new Map<string, RankedGroups>();

  constructor(compiled: Compiled) {
    this.#compiled = compiled;
    this.#home = receiversOf(compiled.instance, compiled.instance.current);
  }

  /** Rules of these that cannot hold together; undefined where sums do not prove it. */
  *clashing(bounds: readonly Bound[]): Steps<readonly RelaxableRule[] | undefined> {
    for (const { rule, scope, measure, max } of bounds) {
      if (scope === 'moved' && this.#pinnedAway(measure) > max * (1 + 1e-9)) return [rule, 'pins'];
    }
    for (const measure of ['hours', 'potential'] as const) {
      if (measure === 'hours' && this.#compiled.amounts.hoursByPair) continue;
      const held = bounds.filter((bound) => bound.scope === 'held' && bound.measure === measure);
      if (held.length === 0) continue;
      const need = this.#needOf(held, measure);
      for (const limits of flowsAmong(bounds)) {
        const [{ rule, measure: by }] = limits;
        if (by === 'hours' && this.#compiled.amounts.hoursByPair) continue;
        yield;
        if (this.#isTooLittle(limits, need, yield* this.#rank(measure, by))) return [...need.rules, rule];
      }
    }
    return undefined;
  }

  /** What must leave and reach each employee, at least. */
  #needOf(held: readonly Bound[], measure: LimitedMeasure): Need {
    const now = this.#sums(measure);
    const incoming = this.#column(measure).reduce(
      (sum, amount, i) => ((this.#home[i] as number) < 0 ? sum + amount : sum),
      0,
    );
    const [surplus, shortage] = [new Float64Array(now.length), new Float64Array(now.length)];
    const rules = new Set<RelaxableRule>();
    for (const { employee, min, max, rule } of held) {
      const [above, below] = [(now[employee] as number) - max, min - (now[employee] as number)];
      if (above > 0 || below > 0 || incoming > 0) rules.add(rule);
      surplus[employee] = Math.max(surplus[employee] as number, above);
      shortage[employee] = Math.max(shortage[employee] as number, below);
    }
    const slack = 1e-7 * Math.max(1e-6, this.#compiled.amounts.totals[measure as 'hours']);
    return { surplus, shortage, incoming, rules, slack };
  }

  #isTooLittle(limits: Flow, need: Need, ranked: RankedGroups): boolean {
    const [{ scope, measure, max: budget }] = limits;
    const { surplus, shortage, incoming, slack } = need;
    if (scope === 'moved') {
      const whole = measure === 'clients' ? (sum: number) => Math.ceil(sum - 1e-6) : (sum: number) => sum;
      const leaving = sumOf(surplus, (amount, e) => whole(ranked.of(e).leastFor(amount - slack)));
      const coming = whole(ranked.staying.leastFor(sumOf(shortage) - incoming - slack));
      return Math.max(leaving, coming) + this.#pinnedAway(measure) > budget * (1 + 1e-9);
    }
    const { employees } = this.#compiled.indexed;
    const byEmployee = new Map(limits.map((limit) => [limit.employee, limit]));
    if (scope === 'kept') {
      const now = this.#sums(measure);
      const most = Float64Array.from(employees, (_, e) => {
        const { min = 0 } = byEmployee.get(e) ?? {};
        return ranked.of(e).mostFor((now[e] as number) - min);
      });
      return isMore(surplus, most, slack) || sumOf(shortage) - incoming > sumOf(most) + slack;
    }
    const most = Float64Array.from(employees, ({ keeps, accepts }, e) => {
      const limit = byEmployee.get(e);
      if (!keeps || !accepts) return 0;
      return limit ? ranked.all.mostFor(limit.max) : Number.POSITIVE_INFINITY;
    });
    // The same clients cannot be gained by all: what some need, they may also gain only together.
    const together = (isOne: (e: number) => boolean) =>
      ranked.all.mostFor(
        sumOf(most, (one, e) =>
          isOne(e) && one > 0 ? (byEmployee.get(e)?.max ?? Number.POSITIVE_INFINITY) : 0,
        ),
      );
    const isShort = (e: number) => (shortage[e] as number) > 0;
    const leaving = sumOf(surplus) + incoming - slack;
    return (
      isMore(shortage, most, slack) ||
      sumOf(shortage) - slack > together(isShort) ||
      leaving > sumOf(most) ||
      leaving > together(() => true)
    );
  }

  /** What pins move of that which could stay. */
  #pinnedAway(measure: LimitedMeasure): number {
    const { groups } = this.#compiled.indexed;
    return this.#column(measure).reduce((sum, amount, i) => {
      const group = groups[i] as ClientGroup;
      return couldStay(group) && group.pinned && group.choices[0] !== group.current ? sum + amount : sum;
    }, 0);
  }

  /** By employee: what they have that may stay. */
  #sums(measure: LimitedMeasure): Float64Array {
    const sums = new Float64Array(this.#compiled.indexed.employees.length);
    for (const [i, amount] of this.#column(measure).entries()) {
      const home = this.#home[i] as number;
      if (home >= 0) sums[home]! += amount;
    }
    return sums;
  }

  #column(measure: LimitedMeasure): Float64Array {
    const { indexed, amounts } = this.#compiled;
    const known = this.#columns.get(measure);
    const column = known ?? Float64Array.from(indexed.groups, (group) => amountOf(group, measure, amounts));
    this.#columns.set(measure, column);
    return column;
  }

  *#rank(measure: LimitedMeasure, by: LimitedMeasure): Steps<RankedGroups> {
    const key = `${measure} ${by}`;
    const known = this.#ranked.get(key);
    if (known) return known;
    const { groups, employees } = this.#compiled.indexed;
    const canMove = (i: number) => (this.#home[i] as number) < 0 || (groups[i]?.choices.length as number) > 1;
    const ranked = yield* rankedGroups(this.#column(measure), this.#column(by), {
      home: this.#home,
      employees: employees.length,
      canMove,
    });
    this.#ranked.set(key, ranked);
    return ranked;
  }
}

interface Need {
  readonly surplus: Float64Array;
  readonly shortage: Float64Array;
  /** What has to go to somebody anyway. */
  readonly incoming: number;
  readonly rules: ReadonlySet<RelaxableRule>;
  readonly slack: number;
}

/** The bounds of one rule about what is kept, gained or moved. */
type Flow = readonly [Bound, ...Bound[]];

function flowsAmong(bounds: readonly Bound[]): readonly Flow[] {
  const flows = new Map<RelaxableRule, [Bound, ...Bound[]]>();
  for (const bound of bounds) {
    if (bound.scope === 'held') continue;
    const known = flows.get(bound.rule);
    if (known) known.push(bound);
    else flows.set(bound.rule, [bound]);
  }
  return [...flows.values()];
}

const sumOf = (amounts: Float64Array, of = (amount: number, _at: number) => amount) =>
  amounts.reduce((sum, amount, at) => sum + of(amount, at), 0);

const isMore = (amounts: Float64Array, most: Float64Array, slack: number) =>
  amounts.some((amount, e) => amount > (most[e] as number) + slack);

interface RankedGroups {
  /** All that can move; of these, those that could stay; and by employee. */
  readonly all: Ranking;
  readonly staying: Ranking;
  readonly of: (employee: number) => Ranking;
}

/** Groups by how much of one measure comes with how little of another. */
function* rankedGroups(
  gains: Float64Array,
  prices: Float64Array,
  {
    home,
    employees,
    canMove,
  }: {
    readonly home: Int32Array;
    readonly employees: number;
    readonly canMove: (i: number) => boolean;
  },
): Steps<RankedGroups> {
  const order = ascending(
    gains.map((gain, i) => (gain > 0 ? (prices[i] as number) / gain : Infinity)),
  ).filter((i) => (gains[i] as number) > 0 && canMove(i));
  yield;
  const lists = Array.from({ length: employees }, (): number[] => []);
  for (const i of order) lists[home[i] as number]?.push(i);
  const rank = (items: ArrayLike<number>) => new Ranking(items, gains, prices);
  const own = lists.map(rank);
  yield;
  return {
    all: rank(order),
    staying: rank(order.filter((i) => (home[i] as number) >= 0)),
    of: (e) => own[e] as Ranking,
  };
}

/** Sums over the first so many items of a list, the most gain for its price first. */
class Ranking {
  readonly #gains: Float64Array;
  readonly #prices: Float64Array;

  constructor(items: ArrayLike<number>, gains: Float64Array, prices: Float64Array) {
    this.#gains = sums(items, gains);
    this.#prices = sums(items, prices);
  }

  /** The least price of so much gain, with one item in part; infinite if there is not so much. */
  leastFor(gain: number): number {
    return gain <= 0 ? 0 : between(this.#gains, this.#prices, gain, Number.POSITIVE_INFINITY);
  }

  /** The most gain for so much, with one item in part. */
  mostFor(price: number): number {
    return price < 0 ? 0 : between(this.#prices, this.#gains, price, this.#gains.at(-1) as number);
  }
}

function sums(items: ArrayLike<number>, amounts: Float64Array): Float64Array {
  const list = new Float64Array(items.length + 1);
  for (let at = 0; at < items.length; at++)
    list[at + 1] = (list[at] as number) + (amounts[items[at] as number] as number);
  return list;
}

/** Where ascending sums pass a value, the other sums, in proportion; `beyond` where they never do. */
function between(sums: Float64Array, others: Float64Array, value: number, beyond: number): number {
  let [low, high] = [0, sums.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  if (low === sums.length) return sums.at(-1) === value ? (others.at(-1) as number) : beyond;
  const [from, to] = [sums[low - 1] as number, sums[low] as number];
  const [other, next] = [others[low - 1] as number, others[low] as number];
  return other + ((next - other) * (value - from)) / (to - from);
}
