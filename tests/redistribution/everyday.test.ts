import { expect, test } from 'vitest';
import { checkPlan } from '../../src/redistribution/check/check-plan.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';
import { greedy } from './greedy.ts';
import { ordinaryBase } from './ordinary-base.ts';
import { PlanState } from './plan-state.ts';

const BASES = Number(process.env.BASES ?? 500);

test('an ordinary base is evened out at least as well as by hand, and no move and no trade would make it better', () => {
  let plans = 0;
  for (let seed = 1; seed <= BASES; seed++) {
    const isLarge = seed % 50 === 0;
    const problem = ordinaryBase(seed, {
      employees: isLarge ? 10 + (seed % 31) : 2 + (seed % 6),
      clients: isLarge ? 100 + (seed % 300) : 5 + ((seed * 7) % 36),
    });
    const byHand = greedy(problem);
    const result = redistribute(problem, { effort: 0.001 });
    if (!result.ok) {
      expect(byHand, `seed ${seed}`).toBeUndefined();
      continue;
    }
    plans++;
    const { objective, moves } = result.proposal;
    const state = new PlanState(problem).apply(moves);
    const least = 1e-9 * Math.max(1e-6, objective.total);
    expect(checkPlan(problem, result.proposal), `seed ${seed}`).toEqual([]);
    expect(state.objective, `seed ${seed}`).toBeCloseTo(objective.total, 9);
    if (byHand) expect(objective.total, `seed ${seed}`).toBeLessThanOrEqual(byHand.objective + least);
    expect(state.improvement(least), `seed ${seed}`).toBeUndefined();
  }
  expect(plans).toBeGreaterThan(BASES * 0.8);
});

test('of up to seven clients no plan is better', () => {
  for (let seed = 1; seed <= BASES / 10; seed++) {
    const problem = ordinaryBase(1000 + seed, { employees: 2 + (seed % 3), clients: 3 + (seed % 5) });
    const result = redistribute(problem, { effort: 0.001 });
    const best = bestByTrying(problem);
    expect(result.ok ? result.proposal.objective.total : undefined, `seed ${1000 + seed}`).toEqual(
      best === undefined ? undefined : expect.closeTo(best, 9),
    );
  }
});

function bestByTrying(problem: ReturnType<typeof ordinaryBase>): number | undefined {
  const state = new PlanState(problem);
  let best: number | undefined;
  const choose = (u: number) => {
    if (u === state.units.length) {
      if (state.broken === 0) best = Math.min(best ?? Number.POSITIVE_INFINITY, state.objective);
      return;
    }
    for (const to of state.choices[u] as readonly string[]) {
      state.change([[u, to]]);
      choose(u + 1);
    }
  };
  choose(0);
  return best;
}
