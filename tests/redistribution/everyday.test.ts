import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { expect, test } from 'vitest';
import { checkPlan } from '../../src/redistribution/check/check-plan.ts';
import { describeQuality } from '../../src/redistribution/describe-redistribution.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';
import { greedy } from './greedy.ts';
import { ordinaryBase } from './ordinary-base.ts';
import { PlanState } from './plan-state.ts';

const BASES = Number(process.env.BASES ?? 500);

test('an ordinary base is evened out at least as well as by hand, and no move and no trade would make it better', () => {
  let plans = 0;
  for (let seed = 1; seed <= BASES; seed++) {
    const isLarge = seed % 100 === 0;
    const problem = ordinaryBase(seed, {
      employees: isLarge ? 10 + (seed % 31) : 2 + (seed % 6),
      clients: isLarge ? 100 + (seed % 300) : 5 + ((seed * 7) % 24),
    });
    const byHand = greedy(problem);
    // Where there may be no plan, looking for what would help takes long: some are enough.
    if (!byHand && seed % 4 > 0) continue;
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
  expect(plans).toBeGreaterThan(BASES * 0.7);
});

test('a plan says which share of what is possible it certainly reaches, and where nothing is, that it is as good as it can be', () => {
  const skewed = ordinaryBase(3, { employees: 6, clients: 120 });
  const problem = { ...skewed, policy: { movable: 'all' as const, limits: { utilisation: { max: 5 } } } };
  const result = redistribute(problem);
  if (!result.ok) throw new Error(JSON.stringify(result));
  const { start = 0, attained = 0, bound, objective, moves } = result.proposal;
  expect(start).toBeCloseTo(new PlanState(problem).apply([]).objective, 9);
  expect(attained).toBeCloseTo((start - objective.total) / (start - bound), 9);
  expect(attained).toBeGreaterThan(0.9);
  expect(describeQuality(result.proposal, { dictionary: en })).toMatch(
    /^At least 9\d(\.\d)?% of what is possible/,
  );
  expect(checkPlan(problem, { ...result.proposal, attained: attained + 0.01 })).toEqual([
    { code: 'WRONG_CLAIM', field: 'attained' },
  ]);
  expect(checkPlan(problem, { ...result.proposal, start: start + 0.01 })).toContainEqual({
    code: 'WRONG_CLAIM',
    field: 'start',
  });

  const places = new Map(moves.map(({ clientId, to }) => [clientId, to]));
  const clients = problem.clients.map((one) => ({ ...one, holder: places.get(one.id) ?? one.holder }));
  const again = redistribute({ ...problem, clients });
  if (!again.ok) throw new Error(JSON.stringify(again));
  expect(again.proposal).toMatchObject({ attained: 1, moves: [] });
  expect(again.proposal.gap).toBeLessThan(0.2);
  expect(describeQuality(again.proposal, { dictionary: ru })).toBe(
    'Лучше уже некуда: никого не нужно передавать.',
  );
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
