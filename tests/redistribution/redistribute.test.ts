import { expect, test } from 'vitest';
import { checkPlan } from '../../src/redistribution/check/check-plan.ts';
import { policies, type RedistributionPolicyInput } from '../../src/redistribution/policy.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import {
  type RedistributeOptions,
  type RedistributionProgress,
  redistribute,
  redistributeInSteps,
} from '../../src/redistribution/redistribute.ts';

const clients = Array.from({ length: 12 }, (_, n) => ({
  id: `c${String(n).padStart(2, '0')}`,
  holder: n < 8 ? 'ann' : 'bob',
  hours: 1 + (n % 3),
  revenue: 10 * (n + 1),
}));
const employees = [
  { id: 'ann', capacity: 20 },
  { id: 'bob', capacity: 20 },
  { id: 'cat', capacity: 20 },
];
const problemWith = (
  policy: RedistributionPolicyInput,
  staff: RedistributionProblem['employees'] = employees,
) => ({
  clients,
  employees: staff,
  policy,
});

function planOf(problem: RedistributionProblem, options: RedistributeOptions = {}) {
  const result = redistribute(problem, { effort: 0.1, ...options });
  if (!result.ok) throw new Error(JSON.stringify(result));
  expect(checkPlan(problem, result.proposal)).toEqual([]);
  return result.proposal;
}

test('the three ready policies trade moves for balance', () => {
  const [least, balanced, best] = [policies.leastDisruption, policies.balanced, policies.bestBalance].map(
    (policy) => planOf(problemWith(policy)),
  );
  expect(least?.moves.length).toBeLessThanOrEqual(balanced?.moves.length ?? 0);
  expect(balanced?.moves.length).toBeLessThanOrEqual(best?.moves.length ?? 0);
});

test('pins and forbidden pairs hold', () => {
  const { moves } = planOf(
    problemWith({
      pins: [{ clientId: 'c00', employeeId: 'cat' }],
      forbidden: [{ clientId: 'c01', employeeId: 'ann' }],
    }),
  );
  expect(moves).toContainEqual({ clientId: 'c00', from: 'ann', to: 'cat' });
  expect(moves.find(({ clientId }) => clientId === 'c01')?.to).toMatch(/bob|cat/);
});

test('a holding goes together, and its orphans go to the one who has the rest', () => {
  const problem = {
    clients: [
      { id: 'x1', holder: 'ann', hours: 1, accountGroup: 'x' },
      { id: 'x2', holder: 'bob', hours: 9, accountGroup: 'x' },
      { id: 'y1', holder: 'ann', hours: 2, accountGroup: 'y' },
      { id: 'y2', hours: 2, accountGroup: 'y' },
    ],
    employees: [{ id: 'ann', capacity: 20, keeps: false }, ...employees.slice(1)],
  };
  const { moves } = planOf(problem);
  expect(moves).toEqual([
    { clientId: 'x1', from: 'ann', to: 'bob' },
    { clientId: 'y1', from: 'ann', to: 'cat' },
    { clientId: 'y2', to: 'cat' },
  ]);
});

test('a plan that stays near an earlier one keeps what it can of it', () => {
  const problem = problemWith({ ...policies.bestBalance, limits: { loadBand: 0.2 } });
  const earlier = planOf(problem);
  const [first] = earlier.moves;
  if (!first) throw new Error('nothing moved');
  const edited = problemWith({
    ...policies.bestBalance,
    limits: { loadBand: 0.2 },
    forbidden: [{ clientId: first.clientId, employeeId: first.to }],
  });
  const later = planOf(edited, { stayNear: earlier });
  const kept = earlier.moves.filter((move) =>
    later.moves.some((one) => one.clientId === move.clientId && one.to === move.to),
  );
  expect(later.moves).not.toContainEqual(first);
  expect(kept.length).toBeGreaterThanOrEqual(earlier.moves.length - 2);
});

test('going on from an earlier plan gives one that is no worse', () => {
  const problem = problemWith(policies.bestBalance);
  const earlier = planOf(problem);
  expect(planOf(problem, { from: earlier }).objective.total).toBeLessThanOrEqual(
    earlier.objective.total + 1e-12,
  );
});

test('in steps it gives the same plan, tells how far it is, and can be cancelled', async () => {
  const problem = problemWith(policies.bestBalance);
  const seen: RedistributionProgress[] = [];
  const signal = { aborted: false };
  const whole = await redistributeInSteps(problem, {
    effort: 0.1,
    onProgress: (one) => seen.push(one),
    signal,
  });
  expect(whole).toEqual({ ok: true, proposal: planOf(problem) });
  expect(seen.length).toBeGreaterThan(0);
  const cut = await redistributeInSteps(problem, { signal: { aborted: true } });
  if (cut.ok) expect(cut.proposal.stopped).toBe('cancelled');
  else expect('notFound' in cut && cut.notFound.stopped).toBe('cancelled');
});

test('under-served potential goes to those with time and experience', () => {
  const problem = {
    clients: [
      { id: 'big', holder: 'ann', hours: 1, potential: 100, underServed: 1, industry: 'dairy' },
      { id: 'b1', holder: 'bob', hours: 15, potential: 1 },
    ],
    employees: [
      { id: 'ann', capacity: 20, keeps: false },
      { id: 'bob', capacity: 20, experience: { dairy: 9 } },
      { id: 'cat', capacity: 20, experience: { dairy: 9 } },
      { id: 'dan', capacity: 20 },
    ],
    policy: { weights: { load: 0, potential: 0, coverage: 1 } },
  };
  expect(planOf(problem).moves).toEqual([{ clientId: 'big', from: 'ann', to: 'cat' }]);
});
