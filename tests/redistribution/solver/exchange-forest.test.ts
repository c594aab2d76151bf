import { describe, expect, test } from 'vitest';
import { pricesOf } from '../../../src/redistribution/solver/bound/certify.ts';
import { checkSolution } from '../../../src/redistribution/solver/model/check-solution.ts';
import { toRows } from '../../../src/redistribution/solver/model/rows.ts';
import { WorkingSolution } from '../../../src/redistribution/solver/model/working-solution.ts';
import {
  regretOf,
  toCandidateEntries,
} from '../../../src/redistribution/solver/neighbourhoods/candidate-entries.ts';
import { ExchangeForest } from '../../../src/redistribution/solver/neighbourhoods/exchange-forest.ts';
import { ForestSampler } from '../../../src/redistribution/solver/neighbourhoods/forest-sampler.ts';
import { seededRandom } from '../../../src/redistribution/solver/search/seeded-random.ts';
import { departures } from './generated.ts';
import { solve } from './solve-written-out.ts';

/** A solved base that little work went into, and what exchanges are drawn from. */
function solved(items: number, employees: number, seed: number) {
  const instance = departures(items, employees, seed);
  const rows = toRows(instance);
  const { chosen, multipliers } = solve(instance, { effort: 0.1 });
  if (!chosen) throw new Error('not solved');
  const candidates = toCandidateEntries(instance, rows, pricesOf(rows, multipliers) as Float64Array, 8);
  const solution = new WorkingSolution(instance, rows, chosen, new Float64Array(rows.count));
  return { solution, candidates, limit: regretOf(candidates, 1) };
}

/** Applies those of the forest's items that a mask names, tells what that costs, and takes them back. */
function costOf(
  { solution, forest }: { solution: WorkingSolution; forest: ForestSampler },
  joined: number[],
  mask: number,
) {
  const before = solution.chosen.slice();
  for (const [at, place] of joined.entries()) {
    if ((mask >> at) & 1) solution.move(forest.items[place] as number, forest.goes[place] as number);
  }
  const cost = solution.broken > 0 ? Number.POSITIVE_INFINITY : solution.cost;
  solution.reset(before);
  return cost;
}

describe('exchanges', () => {
  test.each([1, 2, 3, 4, 5])(
    'what a forest decides without noise is the best of all choices in it (seed %i)',
    (seed) => {
      const { solution, candidates, limit } = solved(120, 9, seed);
      const forest = new ForestSampler(solution, candidates, limit, seededRandom(seed));
      forest.draw();
      const joined = [...forest.order.subarray(0, forest.length)].flatMap((j) => {
        const place = forest.hangsBy[j] as number;
        return place < 0 ? [] : [place];
      });
      expect(joined.length).toBeGreaterThan(3);
      let best = Number.POSITIVE_INFINITY;
      for (let mask = 0; mask < 1 << joined.length; mask++) {
        best = Math.min(best, costOf({ solution, forest }, joined, mask));
      }
      new ExchangeForest(solution, candidates, limit, seededRandom(seed)).improve(0);
      expect(solution.cost).toBe(best);
    },
  );

  test('noise may make it dearer, but every limit is kept', () => {
    const { solution, candidates, limit } = solved(300, 10, 3);
    const exchange = new ExchangeForest(solution, candidates, limit, seededRandom(1));
    const costs = new Set<number>();
    for (let time = 0; time < 200; time++) {
      exchange.improve(limit);
      expect(solution.broken).toBe(0);
      costs.add(solution.cost);
    }
    expect(costs.size).toBeGreaterThan(10);
  });

  test('many employees, few of whom compete for a client: within 1% of the bound, which chains alone do not reach', () => {
    const instance = departures(10_000, 300, 1);
    const solution = solve(instance);
    expect(checkSolution(instance, solution)).toEqual([]);
    expect(solution.objective).toBeLessThanOrEqual(solution.bound * 1.01);
  });
});
