import fc from 'fast-check';
import { EVERYBODY, type Instance, type Limit } from '../../../src/redistribution/solver/model/instance.ts';

/** An item as a test writes it: its cost with each employee who may have it, and where it is. */
export interface Item {
  readonly costs: Readonly<Record<number, number>>;
  readonly current?: number;
  /** By measure. */
  readonly amounts: readonly number[];
}

export function toInstance(
  employees: number,
  items: readonly Item[],
  rules: Partial<Pick<Instance, 'limits' | 'balances'>> = {},
): Instance {
  const entries = items.map(({ costs }) =>
    Object.entries(costs).map(([j, cost]) => [Number(j), cost] as const),
  );
  const start = new Int32Array(items.length + 1);
  for (const [i, own] of entries.entries()) start[i + 1] = (start[i] as number) + own.length;
  const current = items.map((item, i) => {
    const at = (entries[i] ?? []).findIndex(([j]) => j === item.current);
    return at < 0 ? -1 : (start[i] as number) + at;
  });
  const measures = Array.from({ length: items[0]?.amounts.length ?? 1 }, (_, d) =>
    Float64Array.from(items, ({ amounts }) => amounts[d] as number),
  );
  return {
    items: items.length,
    employees,
    start,
    employee: Int32Array.from(entries.flat(), ([j]) => j),
    cost: Float64Array.from(entries.flat(), ([, cost]) => cost),
    current: Int32Array.from(current),
    measures,
    limits: [],
    balances: [],
    ...rules,
  };
}

/** Small instances of every kind: side limits, two measures, balances; many without a solution. */
export const smallInstances: fc.Arbitrary<Instance> = fc
  .record({ employees: fc.integer({ min: 1, max: 4 }), items: fc.integer({ min: 1, max: 6 }) })
  .chain(({ employees, items }) => {
    const employee = fc.integer({ min: 0, max: employees - 1 });
    const item = fc.record({
      who: fc.uniqueArray(employee, { minLength: 1 }),
      cost: fc.array(fc.integer({ min: -5, max: 30 }), { minLength: 4, maxLength: 4 }),
      current: fc.option(employee, { nil: undefined }),
      amounts: fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 5 })),
    });
    const bounds = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 25 }));
    const limit = fc
      .record({
        measure: fc.constantFrom(0, 1),
        scope: fc.constantFrom('held', 'kept', 'gained'),
        employee,
        bounds,
      })
      .map(({ bounds: [min, room], ...rest }) => ({ ...rest, min, max: min + room }) as Limit);
    const total = fc.integer({ min: 0, max: 20 }).map(
      (max): Limit => ({
        measure: 1,
        scope: 'gained',
        employee: EVERYBODY,
        min: Number.NEGATIVE_INFINITY,
        max,
      }),
    );
    const balance = fc.record({
      measure: fc.constantFrom(0, 1),
      employee,
      target: fc.integer({ min: 0, max: 15 }),
      weight: fc.integer({ min: 1, max: 4 }),
    });
    return fc
      .record({
        list: fc.array(item, { minLength: items, maxLength: items }),
        limits: fc.array(fc.oneof({ weight: 4, arbitrary: limit }, { weight: 1, arbitrary: total }), {
          maxLength: 4,
        }),
        balances: fc.array(balance, { maxLength: 3 }),
      })
      .map(({ list, limits, balances }) =>
        toInstance(
          employees,
          list.map(({ who, cost, current, amounts }) => ({
            costs: Object.fromEntries(who.map((j) => [j, cost[j] as number])),
            ...(current !== undefined && { current }),
            amounts,
          })),
          { limits, balances },
        ),
      );
  });

/** The least that any solution costs, by trying all; undefined where there is none. */
export function bruteForce(instance: Instance): number | undefined {
  const { items, start, employee, current, measures, limits, balances, cost } = instance;
  const chosen = new Int32Array(items);
  let best: number | undefined;
  const sum = ({
    measure,
    employee: j,
    scope = 'held',
  }: {
    measure: number;
    employee: number;
    scope?: string;
  }) =>
    chosen.reduce((total, e, i) => {
      const isCurrent = current[i] === e;
      const counts =
        (j === EVERYBODY || employee[e] === j) && (scope === 'held' || (scope === 'kept') === isCurrent);
      return counts ? total + (measures[measure]?.[i] as number) : total;
    }, 0);
  const tryFrom = (i: number): void => {
    if (i < items) {
      for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
        chosen[i] = e;
        tryFrom(i + 1);
      }
      return;
    }
    if (limits.some((limit) => sum(limit) < limit.min || sum(limit) > limit.max)) return;
    const total =
      chosen.reduce((all, e) => all + (cost[e] as number), 0) +
      balances.reduce((all, balance) => all + balance.weight * (sum(balance) - balance.target) ** 2, 0);
    if (best === undefined || total < best) best = total;
  };
  tryFrom(0);
  return best;
}

/** By entry, the least that a solution with it costs when amounts are by entry and limits are ceilings; infinite where there is none. */
export function bruteForceOfEntries({ items, start, employee, cost, measures, limits }: Instance): number[] {
  const best = Array.from(cost, () => Number.POSITIVE_INFINITY);
  const room = limits.map(({ max }) => max);
  const chosen: number[] = [];
  const tryFrom = (i: number, total: number): void => {
    if (i === items) {
      for (const e of chosen) best[e] = Math.min(best[e] as number, total);
      return;
    }
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      const j = employee[e] as number;
      const amount = measures[0]?.[e] as number;
      if (amount > (room[j] as number)) continue;
      room[j] = (room[j] as number) - amount;
      chosen.push(e);
      tryFrom(i + 1, total + (cost[e] as number));
      chosen.pop();
      room[j] = (room[j] as number) + amount;
    }
  };
  tryFrom(0, 0);
  return best;
}
