import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSolution } from '../../../src/redistribution/solver/model/check-solution.ts';
import type { Instance } from '../../../src/redistribution/solver/model/instance.ts';
import { afterLeaving, departures, generalizedAssignment } from './generated.ts';
import { bruteForce, smallInstances, toInstance } from './instances.ts';
import { solve, solveInSteps } from './solve-written-out.ts';

const runs = { numRuns: 100 };

describe('of small instances of every kind', () => {
  test('no solution breaks a rule, no bound is too high, nothing is called optimal or impossible that is not', () => {
    fc.assert(
      fc.property(smallInstances, (instance) => {
        const solution = solve(instance);
        expect(checkSolution(instance, solution)).toEqual([]);
        const best = bruteForce(instance);
        if (best === undefined) {
          expect(solution.chosen).toBeUndefined();
          return;
        }
        expect(solution.status).not.toBe('infeasible');
        expect(solution.bound).toBeLessThanOrEqual(best);
        if (solution.status === 'optimal') expect(solution.objective).toBe(best);
      }),
      runs,
    );
  });

  test('nearly all that have a solution are solved, and nearly all of those as well as can be', () => {
    let [solvable, found, best] = [0, 0, 0];
    for (const instance of fc.sample(smallInstances, { numRuns: 150, seed: 7 })) {
      const least = bruteForce(instance);
      if (least === undefined) continue;
      solvable++;
      const { objective } = solve(instance);
      if (objective !== undefined) found++;
      if (objective === least) best++;
    }
    expect(solvable).toBeGreaterThan(30);
    expect(found / solvable).toBeGreaterThan(0.97);
    expect(best / solvable).toBeGreaterThan(0.9);
  });

  test('the same instance has the same solution, at one go or step by step', async () => {
    for (const instance of fc.sample(smallInstances, { numRuns: 10, seed: 3 })) {
      const first = solve(instance);
      expect(solve(instance)).toEqual(first);
      expect(await solveInSteps(instance)).toEqual(first);
    }
  });
});

describe('somebody leaves', () => {
  const holders = [15, 16, 14, 12, 2, 6, 8, 12, 4];
  const leaver = 3;
  const stayers = holders.map((_, j) => j).filter((j) => j !== leaver);
  const items = holders.flatMap((count, j) =>
    Array.from({ length: count }, () => ({
      costs: j === leaver ? Object.fromEntries(stayers.map((k) => [k, 0])) : { [j]: 0 },
      current: j,
      amounts: [1],
    })),
  );
  const balances = stayers.map((employee) => ({ measure: 0, employee, target: 11, weight: 1 }));
  const instance = toInstance(holders.length, items, { balances });

  test('who has least gets most: of equal clients the receivers end equal', () => {
    const { chosen, status } = solve(instance);
    const held = holders.map(() => 0);
    for (const e of chosen ?? []) held[instance.employee[e] as number]!++;
    expect(held).toEqual([15, 16, 14, 0, 8, 8, 8, 12, 8]);
    expect(status).toBe('optimal');
  });

  test('from an earlier solution, only what has no place is placed', () => {
    const { chosen = new Int32Array(), multipliers } = solve(instance);
    const begun = chosen.slice();
    begun[begun.length - 1] = -1;
    const again = solve(instance, { from: { chosen: begun, multipliers } });
    expect(checkSolution(instance, again)).toEqual([]);
    expect(again.objective).toBe(solve(instance).objective);
  });

  test('of a large base, a plan that begins from an earlier one is proven to be as good as it is', () => {
    const base = departures(64_000, 100, 1);
    const first = solve(base);
    const after = afterLeaving(base, first.chosen ?? new Int32Array(), 10);
    const multipliers = { ...first.multipliers, limits: first.multipliers.limits.slice(1) };
    const { objective = Number.NaN, bound } = solve(after.instance, {
      from: { chosen: after.held, multipliers },
    });
    expect(objective / bound).toBeLessThan(1.005);
  });
});

test('departures of many clients of many people are proven to be near the best, by prices of items', () => {
  const instance = departures(10_000, 300, 1);
  const solution = solve(instance);
  expect(checkSolution(instance, solution)).toEqual([]);
  expect((solution.objective as number) / solution.bound).toBeLessThan(1.004);
});

describe('generalized assignment', () => {
  test.each([
    ['D', 100, 20, 1.014],
    ['D', 200, 10, 1.004],
    ['E', 100, 10, 1.004],
  ] as const)(
    '%s of %i by %i comes within the usual distance of its bound',
    (kind, items, employees, most) => {
      const { objective = Number.NaN, bound } = solve(generalizedAssignment(kind, items, employees, 1));
      expect(objective / bound).toBeLessThan(most);
    },
  );
});

describe('what cannot be', () => {
  const two = [
    { costs: { 0: 1, 1: 2 }, amounts: [5] },
    { costs: { 0: 1, 1: 2 }, amounts: [5] },
  ];
  const limit = (employee: number, min: number, max: number) =>
    ({ measure: 0, scope: 'held', employee, min, max }) as const;
  test.each([
    ['an item that nobody may have', toInstance(2, [...two, { costs: {}, amounts: [1] }])],
    ['more than all have room for', toInstance(2, two, { limits: [limit(0, 0, 5), limit(1, 0, 4)] })],
    ['a minimum that nothing reaches', toInstance(2, two, { limits: [limit(0, 11, 20)] })],
  ])('%s is proven infeasible', (_, instance) => {
    const solution = solve(instance);
    expect(solution.status).toBe('infeasible');
    expect(checkSolution(instance, solution)).toEqual([]);
  });

  test('what no bound disproves is "not found", not "infeasible"', () => {
    const limits = [limit(0, 6, 9), limit(1, 0, 20)];
    expect(solve(toInstance(2, two, { limits })).status).toBe('notFound');
  });
});

describe('stopping', () => {
  const instance = knapsacks(60, 6);

  test('an aborted signal ends it, and says so', async () => {
    const signal = { aborted: true };
    const solution = await solveInSteps(instance, { signal });
    expect(solution.stopped).toBe('cancelled');
    expect(checkSolution(instance, solution)).toEqual([]);
    const later = { aborted: false };
    const steps: string[] = [];
    const cut = await solveInSteps(instance, {
      signal: later,
      effort: 1000,
      onProgress: ({ phase, objective }) => {
        steps.push(phase);
        later.aborted = objective !== undefined;
      },
    });
    expect(cut).toMatchObject({ stopped: 'cancelled', status: 'feasible' });
    expect(new Set(steps)).toEqual(new Set(['bound', 'search']));
  });

  test('a time limit ends it by the clock that is given', () => {
    let now = 0;
    const clock = () => now++;
    const solution = solve(instance, { effort: 1000, timeLimitMs: 60, clock });
    expect(solution.stopped).toBe('time');
    expect(now).toBeLessThan(1000);
    expect(checkSolution(instance, solution)).toEqual([]);
  });
});

describe('the check', () => {
  const instance = knapsacks(33, 6);
  const good = solve(instance);
  const chosen = good.chosen as Int32Array;
  const swapped = chosen.slice().fill(0);
  const crowded = Int32Array.from(chosen, (_, i) => instance.start[i] as number);
  test.each([
    ['an entry of another item', { chosen: swapped }, 'NOT_AN_ENTRY'],
    ['a missing item', { chosen: chosen.slice(1) }, 'NOT_AN_ENTRY'],
    ['a missing solution', { chosen: undefined }, 'NOT_AN_ENTRY'],
    ['a broken limit', { chosen: crowded }, 'LIMIT_BROKEN'],
    ['another objective', { objective: (good.objective as number) - 1 }, 'WRONG_OBJECTIVE'],
    ['a bound too high', { bound: good.bound + 1 }, 'UNPROVEN_BOUND'],
    ['no bound', { bound: Number.NaN }, 'UNPROVEN_BOUND'],
    ['an unproven optimum', { status: 'optimal' }, 'NOT_OPTIMAL'],
    ['unproven infeasibility', { status: 'infeasible' }, 'NOT_INFEASIBLE'],
    ['a scale below 1', { multipliers: { ...good.multipliers, scale: -1 } }, 'NO_MULTIPLIERS'],
    [
      'too few multipliers',
      { multipliers: { ...good.multipliers, limits: new Float64Array(1) } },
      'NO_MULTIPLIERS',
    ],
    [
      'multipliers in parts',
      { multipliers: { ...good.multipliers, limits: new Float64Array(3).fill(0.5) } },
      'NO_MULTIPLIERS',
    ],
    [
      'too few prices of items',
      { multipliers: { ...good.multipliers, items: new Float64Array(2) } },
      'NO_MULTIPLIERS',
    ],
    [
      'prices of items in parts',
      { multipliers: { ...good.multipliers, items: new Float64Array(instance.items).fill(0.5) } },
      'NO_MULTIPLIERS',
    ],
    [
      'prices of items that prove less',
      { multipliers: { ...good.multipliers, items: new Float64Array(instance.items) } },
      'UNPROVEN_BOUND',
    ],
  ])('finds %s', (_, wrong, code) => {
    expect(good.status).toBe('feasible');
    expect(good.multipliers.items).toHaveLength(instance.items);
    expect(checkSolution(instance, good)).toEqual([]);
    const faults = checkSolution(instance, { ...good, ...wrong } as typeof good);
    expect(faults.map((fault) => fault.code)).toContain(code);
  });
});

/** A generalized assignment problem with little room, made by arithmetic. */
function knapsacks(items: number, employees: number): Instance {
  const list = Array.from({ length: items }, (_, i) => {
    const amount = 5 + ((i * 37) % 21);
    const costs = Object.fromEntries(
      Array.from({ length: employees }, (__, j) => [j, 10 + ((i * 31 + j * 17) % 40)]),
    );
    return { costs, amounts: [amount] };
  });
  const total = list.reduce((sum, { amounts }) => sum + (amounts[0] as number), 0);
  const max = Math.ceil((total / employees) * 1.04);
  const limits = Array.from({ length: employees }, (_, employee) => {
    return { measure: 0, scope: 'held' as const, employee, min: 0, max };
  });
  return toInstance(employees, list, { limits });
}
