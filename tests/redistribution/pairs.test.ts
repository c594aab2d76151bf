import { expect, test } from 'vitest';
import { checkPlan } from '../../src/redistribution/check/check-plan.ts';
import { previewOf } from '../../src/redistribution/preview.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';
import { toAssignmentProblem } from './assignment-problem.ts';
import { generalizedAssignment } from './solver/generated.ts';
import { bruteForceOfEntries } from './solver/instances.ts';

function planOf(problem: RedistributionProblem) {
  const result = redistribute(problem, { effort: 0.2 });
  if (!result.ok) throw new Error(JSON.stringify(result));
  expect(checkPlan(problem, result.proposal)).toEqual([]);
  return result.proposal;
}

test.each(['C', 'D', 'E'] as const)(
  "the literature's assignment problems are public input: type %s",
  (kind) => {
    const instance = generalizedAssignment(kind, 8, 3, 2);
    const { objective, bound } = planOf(toAssignmentProblem(instance));
    const best = Math.min(...bruteForceOfEntries(instance));
    expect(objective.cost * 8).toBeCloseTo(best, 9);
    expect(objective.total).toBe(objective.cost);
    expect(bound * 8).toBeLessThanOrEqual(best + 1e-6);
  },
);

test('hours with whom a client is fill their capacity; before and after say so', () => {
  const problem: RedistributionProblem = {
    clients: [
      { id: 'near', holder: 'ann', hours: 4, hoursBy: { bob: 9, cat: 4 } },
      { id: 'far', holder: 'ann', hours: 4, hoursBy: { ann: 6 }, costBy: { bob: 1 } },
    ],
    employees: [
      { id: 'ann', capacity: 10, keeps: false },
      { id: 'bob', capacity: 8 },
      { id: 'cat', capacity: 8 },
    ],
    policy: { weights: { load: 0, cost: 0.5 } },
  };
  const { moves, objective } = planOf(problem);
  expect(moves).toEqual([
    { clientId: 'far', from: 'ann', to: 'cat' },
    { clientId: 'near', from: 'ann', to: 'cat' },
  ]);
  expect(objective.cost).toBe(0);
  const { employees } = previewOf(problem, { moves, gap: 0 });
  expect(employees).toMatchObject([
    { employeeId: 'ann', before: { hours: 10 }, lost: { hours: 10 }, after: { hours: 0 } },
    { employeeId: 'bob', after: { hours: 0 } },
    { employeeId: 'cat', gained: { hours: 8 }, utilisation: { after: 1 } },
  ]);
  const crowded = { ...problem, employees: problem.employees.map((one) => ({ ...one, capacity: 7 })) };
  expect(planOf(crowded).objective.cost).toBe(0.25);
});

test('hours and cost with somebody unknown are refused by name', () => {
  const problem = {
    clients: [{ id: 'acme', holder: 'ann', hours: 1, hoursBy: { zoe: 1 }, costBy: { anna: 1 } }],
    employees: [{ id: 'ann', capacity: 10 }],
  };
  expect(() => redistribute(problem)).toThrow(/acme.*zoe.*acme.*anna; did you mean "ann"/);
});

test('a relaxation knows whose hours a client takes with whom', () => {
  const found = redistribute({
    clients: [{ id: 'a', hours: 1, holder: 'x', hoursBy: { y: 20 } }],
    employees: [
      { id: 'x', capacity: 10, keeps: false },
      { id: 'y', capacity: 10 },
    ],
  });
  expect(found).toMatchObject({ infeasible: { relaxations: [{ rule: 'utilisation.max', from: 1, to: 2 }] } });
});
