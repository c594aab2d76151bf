import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPlan } from '../../src/redistribution/check/check-plan.ts';
import type { RuleSuggestion } from '../../src/redistribution/infeasible.ts';
import { parseProblem } from '../../src/redistribution/parse-problem.ts';
import type { RedistributionPolicyInput } from '../../src/redistribution/policy.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';
import { relaxationsOf } from '../../src/redistribution/relax.ts';
import { knobsOf } from '../../src/redistribution/relaxable-rules.ts';
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
        for (const relaxation of relaxationsOf(parseProblem(problem))) {
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
  const [band] = relaxationsOf(parseProblem(problem)).filter(({ rule }) => rule === 'loadBand');
  expect(band?.to).toBeLessThanOrEqual(0.011);
  const result = redistribute(relaxed(problem, band as RuleSuggestion), { effort: 0.02 });
  expect(result.ok).toBe(true);
});
