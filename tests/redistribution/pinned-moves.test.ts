import { policies } from 'sales-conveyor/redistribution';
import { checkPlan, type RedistributionProblem, redistribute } from 'sales-conveyor/solver';
import { expect, test } from 'vitest';

const MOST = 4;

/** Ann holds twelve clients of five hours, the others one each of one hour. */
const problemWith = (
  pins: readonly [string, string][],
  limits: NonNullable<RedistributionProblem['policy']>['limits'] = { maxMoves: MOST },
): RedistributionProblem => ({
  clients: [
    ...Array.from({ length: 12 }, (_, i) => ({
      id: `ann-${10 + i}`,
      holder: 'ann',
      hours: 5 + i / 100,
      revenue: 10,
    })),
    { id: 'bob-1', holder: 'bob', hours: 1, revenue: 10 },
    { id: 'cat-1', holder: 'cat', hours: 1, revenue: 10 },
    { id: 'cat-2', holder: 'cat', hours: 1, revenue: 10 },
  ],
  employees: ['ann', 'bob', 'cat'].map((id) => ({ id, capacity: 100 })),
  policy: {
    ...policies.bestBalance,
    limits,
    pins: pins.map(([clientId, employeeId]) => ({ clientId, employeeId })),
  },
});

function movesOf(problem: RedistributionProblem) {
  const found = redistribute(problem);
  if (!found.ok) throw new Error(JSON.stringify(found));
  expect(checkPlan(problem, found.proposal)).toEqual([]);
  return found.proposal.moves;
}

test('a client that is pinned elsewhere counts within the limit of moves: the least useful other move is left out', () => {
  expect(movesOf(problemWith([]))).toHaveLength(MOST);
  const moves = movesOf(problemWith([['cat-1', 'bob']]));
  expect(moves).toContainEqual({ clientId: 'cat-1', from: 'cat', to: 'bob' });
  expect(moves).toHaveLength(MOST);
  expect(movesOf(problemWith([['ann-10', 'ann']]))).toHaveLength(MOST);
});

test('the checker counts pinned moves, too', () => {
  const free = redistribute(problemWith([['cat-1', 'bob']], {}));
  if (!free.ok) throw new Error('no plan');
  expect(free.proposal.moves.length).toBeGreaterThan(MOST);
  expect(checkPlan(problemWith([['cat-1', 'bob']]), free.proposal)).toContainEqual(
    expect.objectContaining({ code: 'LIMIT_BROKEN', rule: 'maxMoves', actual: free.proposal.moves.length }),
  );
});

test.each([
  ['maxMoves', { maxMoves: 1 }, { from: 1, to: 2 }],
  ['maxMovedRevenue', { maxMovedRevenue: 0.1 }, { from: 0.1, to: 0.134 }],
] as const)(
  'pins that alone exceed %s are named as what clashes with it, and what would do is said',
  (rule, limits, to) => {
    const result = redistribute(
      problemWith(
        [
          ['cat-1', 'bob'],
          ['cat-2', 'ann'],
        ],
        limits,
      ),
    );
    if (result.ok || !('infeasible' in result)) throw new Error('a plan, or none found');
    expect(result.infeasible.reasons).toEqual([{ code: 'RULES_CLASH', rules: [rule, 'pins'] }]);
    expect(result.infeasible.relaxations).toContainEqual(expect.objectContaining({ rule, ...to }));
    expect(result.infeasible.relaxations).toContainEqual(expect.objectContaining({ rule: 'pins' }));
  },
);

test('a client that has to go counts for no limit of moves, whoever is forbidden it', () => {
  const problem = problemWith([['cat-1', 'bob']]);
  const policy = { ...problem.policy, forbidden: [{ clientId: 'cat-2', employeeId: 'cat' }] };
  const moves = movesOf({ ...problem, policy });
  expect(moves.filter(({ clientId }) => clientId !== 'cat-2')).toHaveLength(MOST);
  expect(moves).toHaveLength(MOST + 1);
});
