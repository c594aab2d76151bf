import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPlan } from '../../src/redistribution/check/check-plan.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';
import { problems } from './arbitrary-problem.ts';

const quick = { effort: 0.02 };
const solved = (problem: RedistributionProblem) => redistribute(problem, quick);
const withLimits = (problem: RedistributionProblem, limits: object): RedistributionProblem => ({
  ...problem,
  policy: { ...problem.policy, limits: { ...problem.policy?.limits, ...limits } },
});

test('every plan passes the independent check', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const result = solved(problem);
      if (result.ok) expect(checkPlan(problem, result.proposal)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('the order of clients and employees changes nothing', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const turned = {
        ...problem,
        clients: problem.clients.toReversed(),
        employees: problem.employees.toReversed(),
      };
      expect(solved(turned)).toEqual(solved(problem));
    }),
    { numRuns: 20 },
  );
});

test('with a budget of no moves, only those clients move that must', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const result = solved(withLimits(problem, { maxMoves: 0 }));
      if (!result.ok) return;
      const holders = new Map(problem.employees.map(({ id, keeps = true }) => [id, keeps]));
      const forced = result.proposal.moves.filter(({ clientId, from }) => {
        const { forbidden = [] } = problem.policy ?? {};
        const own = problem.clients.find(({ id }) => id === clientId);
        const mates = problem.clients.filter(
          (one) => one === own || (one.accountGroup && one.accountGroup === own?.accountGroup),
        );
        return (
          !from ||
          !holders.get(from) ||
          mates.some(({ id }) => forbidden.some((pair) => pair.clientId === id && pair.employeeId === from))
        );
      });
      expect(forced).toEqual(result.proposal.moves);
    }),
    { numRuns: 40 },
  );
});

test('a report of infeasibility is true: relaxing as it says makes a plan possible', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const result = solved(withLimits(problem, { loadBand: 0.05 }));
      if (result.ok || !('infeasible' in result)) return;
      expect(result.infeasible.reasons).not.toEqual([]);
      const band = result.infeasible.relaxations.find(({ rule }) => rule === 'loadBand');
      if (band) expect(redistribute(withLimits(problem, { loadBand: band.to })).ok).toBe(true);
    }),
    { numRuns: 6 },
  );
});
