import { describe, expect, test } from 'vitest';
import { KnapsackRelaxation } from '../../../src/redistribution/solver/bound/knapsack-relaxation.ts';
import { checkSolution } from '../../../src/redistribution/solver/model/check-solution.ts';
import { toRows } from '../../../src/redistribution/solver/model/rows.ts';
import {
  type DiveStart,
  DivingHeuristic,
} from '../../../src/redistribution/solver/neighbourhoods/diving-heuristic.ts';
import { seededRandom } from '../../../src/redistribution/solver/search/seeded-random.ts';
import { departures, generalizedAssignment } from './generated.ts';
import { bruteForceOfEntries } from './instances.ts';
import { solve } from './solve-written-out.ts';

describe('knapsacks', () => {
  test.each(['C', 'D', 'E'] as const)(
    '%s: no solution with an entry is cheaper than the bound and the regret',
    (kind) => {
      let solvable = 0;
      for (let seed = 1; seed <= 5; seed++) {
        const instance = generalizedAssignment(kind, 7, 3, seed);
        const rows = toRows(instance);
        const knapsacks = new KnapsackRelaxation(instance, rows, new Float64Array(rows.count));
        for (const _ of knapsacks.ascend(400, 100));
        const best = bruteForceOfEntries(instance);
        solvable += Number(best.some((cost) => cost < Number.POSITIVE_INFINITY));
        for (const [e, regret] of knapsacks.regrets().entries()) {
          expect(knapsacks.bound + regret).toBeLessThanOrEqual((best[e] as number) + 1e-6);
        }
      }
      expect(solvable).toBeGreaterThan(0);
    },
  );
});

describe('a dive', () => {
  const instance = generalizedAssignment('D', 60, 6, 4);
  const rows = toRows(instance);
  const relaxation = new KnapsackRelaxation(instance, rows, new Float64Array(rows.count));
  for (const _ of relaxation.ascend(4_000, 150));
  const dive = new DivingHeuristic(instance, relaxation, relaxation.regrets(), Number.POSITIVE_INFINITY);
  const random = seededRandom(7);
  const go = (fixed?: DiveStart) => {
    for (const _ of dive.run(4_000, 1, random, fixed));
    return dive.chosen.slice();
  };
  const places = (chosen: Int32Array) => {
    const load = new Float64Array(instance.employees);
    for (const e of chosen) load[instance.employee[e] as number]! += instance.measures[0]?.[e] as number;
    return [...load].map((sum, j) => sum <= (instance.limits[j]?.max as number));
  };

  test('that places every item keeps all limits', () => {
    const whole = Array.from({ length: 20 }, () => go()).filter(() => dive.isWhole);
    expect(whole.length).toBeGreaterThan(0);
    for (const chosen of whole) expect(places(chosen)).not.toContain(false);
  });

  test('of a group leaves what others have, and gives the rest out among the group', () => {
    const chosen = solve(instance).chosen as Int32Array;
    const group = [0, 2, 3];
    let moved = 0;
    for (let run = 0; run < 20; run++) {
      const given = go({ group, chosen });
      for (const [i, e] of given.entries()) {
        const before = instance.employee[chosen[i] as number] as number;
        if (!group.includes(before)) expect(e).toBe(chosen[i]);
        else if (e >= 0) expect(group).toContain(instance.employee[e]);
        moved += Number(e >= 0 && e !== chosen[i]);
      }
      if (dive.isWhole) expect(places(given)).not.toContain(false);
    }
    expect(moved).toBeGreaterThan(0);
  });
});

describe('hard assignments', () => {
  test.each([
    ['C', 60, 5, 1.5, 4],
    ['D', 60, 5, 1.2, 1],
    ['E', 60, 5, 2.5, 1],
    ['D', 100, 10, 1.5, 1],
    // Only dives come so close.
    ['D', 60, 12, 1.2, 4],
  ] as const)(
    '%s of %i items and %i employees is solved within %d% of its bound, at effort %d',
    (kind, items, employees, percent, effort) => {
      const instance = generalizedAssignment(kind, items, employees, 11);
      const solution = solve(instance, { effort });
      expect(checkSolution(instance, solution)).toEqual([]);
      expect(solution.objective).toBeLessThanOrEqual(solution.bound * (1 + percent / 100));
    },
  );

  test('twice it is solved the same', () => {
    const instance = generalizedAssignment('D', 40, 5, 3);
    expect(solve(instance)).toEqual(solve(instance));
  });

  test('somebody leaves a large base: within 1% of the bound, with little work', () => {
    const instance = departures(3000, 20, 5);
    const solution = solve(instance, { effort: 0.2 });
    expect(checkSolution(instance, solution)).toEqual([]);
    expect(solution.objective).toBeLessThanOrEqual(solution.bound * 1.01);
  });
});
