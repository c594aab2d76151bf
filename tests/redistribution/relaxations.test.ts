import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPlan } from '../../src/redistribution/check/check-plan.ts';
import { compiling } from '../../src/redistribution/compile.ts';
import { exhaust } from '../../src/redistribution/exhaustion.ts';
import { Flows } from '../../src/redistribution/flows.ts';
import type { RuleSuggestion } from '../../src/redistribution/infeasible.ts';
import { parseProblem } from '../../src/redistribution/parse-problem.ts';
import type { RedistributionPolicyInput } from '../../src/redistribution/policy.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';
import { relaxing } from '../../src/redistribution/relax.ts';
import { knobsOf } from '../../src/redistribution/relaxable-rules.ts';
import { toInstance } from '../../src/redistribution/solver/model/shared-instance.ts';
import { atOnce } from '../../src/time/in-turns.ts';
import { problems } from './arbitrary-problem.ts';

/** A base of small clients that lies with a few. */
function skewed(clients: number, employees: number, limits: RedistributionPolicyInput['limits']) {
  return {
    clients: Array.from({ length: clients }, (_, i) => ({
      id: `c${i}`,
      holder: `e${Math.floor(employees * (((i * 7919) % clients) / clients) ** 1.3)}`,
      hours: [2.25, 1.5, 1.05][i % 3] as number,
      revenue: 1000 + ((i * 7919) % 90_000),
    })),
    employees: Array.from({ length: employees }, (_, e) => ({ id: `e${e}`, capacity: 744 })),
    policy: {
      movable: 'all' as const,
      weights: { similarity: 0 },
      limits: { utilisation: { max: 5 }, ...limits },
    },
  };
}

const compile = (problem: RedistributionProblem) => atOnce(compiling(parseProblem(problem)));

function relaxationsOf(problem: RedistributionProblem): readonly RuleSuggestion[] {
  const compiled = compile(problem);
  return atOnce(relaxing(parseProblem(problem), compiled, new Flows(compiled)));
}

/** The problem with a rule as a relaxation says. */
function relaxed(problem: RedistributionProblem, { rule, to }: RuleSuggestion): RedistributionProblem {
  const knob = knobsOf(parseProblem(problem)).find((one) => one.rule === rule);
  if (!knob) throw new Error(`no rule ${rule}`);
  return 'value' in knob ? knob.at(to as number) : knob.lifted;
}

test('every relaxation that is offered is one with which there is a plan', () => {
  let offered = 0;
  fc.assert(
    fc.property(
      problems,
      fc.constantFrom(0.05, 0.3),
      fc.integer({ min: 0, max: 1 }),
      (any, loadBand, maxMoves) => {
        const limits = { ...any.policy?.limits, loadBand, maxMoves };
        const problem = { ...any, policy: { ...any.policy, limits } };
        for (const relaxation of relaxationsOf(problem)) {
          offered++;
          const easier = relaxed(problem, relaxation);
          const result = redistribute(easier, { effort: 0.02 });
          expect(result.ok).toBe(true);
          if (result.ok) expect(checkPlan(easier, result.proposal)).toEqual([]);
        }
      },
    ),
    { numRuns: 15 },
  );
  expect(offered).toBeGreaterThan(0);
});

test('a band that moving one client after another reaches is no reason for "no plan"', () => {
  const problem = skewed(600, 12, { loadBand: 0.02 });
  const result = redistribute(problem, { effort: 0.02 });
  if (!result.ok) throw new Error(JSON.stringify(result));
  expect(checkPlan(problem, result.proposal)).toEqual([]);
});

test('of a band that nothing reaches, the smallest that was reached is told', () => {
  const problem = skewed(600, 12, { loadBand: 0.0001 });
  const [band] = relaxationsOf(problem).filter(({ rule }) => rule === 'loadBand');
  expect(band?.to).toBeLessThanOrEqual(0.011);
  const result = redistribute(relaxed(problem, band as RuleSuggestion), { effort: 0.02 });
  expect(result.ok).toBe(true);
});

test('what sums prove to clash has no plan', () => {
  let proven = 0;
  const share = fc.constantFrom(undefined, 0, 0.1, 0.3);
  fc.assert(
    fc.property(
      problems,
      fc.record({
        loadBand: fc.constantFrom(undefined, 0.2, 0.6),
        potentialBand: fc.constantFrom(undefined, 0.6),
        maxMoves: fc.constantFrom(undefined, 0, 1, 2),
        maxMovedRevenue: share,
        maxLoss: fc.record({ clients: share, hours: share, revenue: share }),
        maxGain: fc.record({ clients: share, hours: share, revenue: share }),
      }),
      (any, limits) => {
        const compiled = compile({
          ...any,
          policy: { ...any.policy, limits: { ...any.policy?.limits, ...limits } },
        });
        if (compiled.indexed.groups.some(({ choices }) => choices.length === 0)) return;
        if (!atOnce(new Flows(compiled).clashing(compiled.bounds))) return;
        proven++;
        expect(exhaust(toInstance(compiled.instance))).toBeTypeOf('string');
      },
    ),
    { numRuns: 400 },
  );
  expect(proven).toBeGreaterThan(50);
});

test.each([
  ['maxMoves', { maxMoves: 5 }],
  ['maxMovedRevenue', { maxMovedRevenue: 0.01 }],
  ['maxLoss.clients', { maxLoss: { clients: 0.05 } }],
])(
  'a band and %s that clash: the two are named, and the least change of each within a tenth',
  (rule, limit) => {
    const problem = skewed(480, 8, { loadBand: 0.02, ...limit });
    const result = redistribute(problem);
    if (result.ok || !('infeasible' in result)) throw new Error(JSON.stringify(result));
    const { reasons, relaxations } = result.infeasible;
    expect(reasons).toEqual([{ code: 'RULES_CLASH', rules: ['loadBand', rule] }]);
    expect(relaxations.map((one) => [one.rule, one.minimal])).toEqual([
      ['loadBand', true],
      [rule, true],
    ]);
  },
);

test('with the fewest moves that were found to be enough, a plan is found', () => {
  const problem = skewed(150, 5, { loadBand: 0.03, maxMoves: 1 });
  const result = redistribute(problem, { effort: 0.02 });
  if (result.ok || !('infeasible' in result)) throw new Error(JSON.stringify(result));
  const moves = result.infeasible.relaxations.find(({ rule }) => rule === 'maxMoves') as RuleSuggestion;
  const easier = relaxed(problem, moves);
  const found = redistribute(easier, { effort: 0.02 });
  if (!found.ok) throw new Error(JSON.stringify(moves));
  expect(checkPlan(easier, found.proposal)).toEqual([]);
});
