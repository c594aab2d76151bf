import { expect, test } from 'vitest';
import { checkPlan } from '../../src/redistribution/check/check-plan.ts';
import type { RedistributionPolicyInput } from '../../src/redistribution/policy.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import type { RedistributionProposal } from '../../src/redistribution/proposal.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';

const clients = [
  { id: 'a1', holder: 'ann', hours: 4, revenue: 40, eligible: ['bob', 'cat'] },
  { id: 'a2', holder: 'ann', hours: 4, revenue: 10, accountGroup: 'group' },
  { id: 'a3', holder: 'ann', hours: 4, revenue: 10, accountGroup: 'group' },
  { id: 'b1', holder: 'bob', hours: 6, revenue: 50, protected: 'late deal' },
  { id: 'b2', holder: 'bob', hours: 6, revenue: 50 },
  { id: 'c1', holder: 'cat', hours: 2, revenue: 10 },
];
const employees = [
  { id: 'ann', capacity: 20, keeps: false },
  { id: 'bob', capacity: 20 },
  { id: 'cat', capacity: 20 },
  { id: 'dan', capacity: 20 },
  { id: 'eve', capacity: 20, accepts: false },
];
const problemWith = (policy: RedistributionPolicyInput = {}): RedistributionProblem => ({
  clients,
  employees,
  policy,
});

function planOf(problem: RedistributionProblem): RedistributionProposal {
  const result = redistribute(problem, { effort: 0.02 });
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.proposal;
}

const problem = problemWith();
const plan = planOf(problem);
const codesOf = (tampered: Partial<RedistributionProposal>, of = problem) => {
  const violations = checkPlan(of, { ...plan, ...tampered });
  return violations.map((one) => ('rule' in one ? `${one.code} ${one.rule}` : one.code));
};
const moved = (clientId: string, to: string) => {
  const from = clients.find(({ id }) => id === clientId)?.holder;
  const rest = plan.moves.filter((move) => move.clientId !== clientId);
  return { moves: [...rest, { clientId, from, to }] };
};

test('a plan from the solver is sound', () => {
  expect(codesOf({})).toEqual([]);
  expect(plan.moves.map(({ clientId }) => clientId)).toEqual(['a1', 'a2', 'a3']);
});

test.each([
  ['a client of nobody', { moves: [...plan.moves, { clientId: 'x', from: 'ann', to: 'bob' }] }, 'NOT_A_MOVE'],
  ['to nobody known', moved('a1', 'zoe'), 'NOT_A_MOVE'],
  ['the same client twice', { moves: [...plan.moves, ...plan.moves.slice(0, 1)] }, 'NOT_A_MOVE'],
  ['from another holder', { moves: [{ clientId: 'a1', from: 'bob', to: 'cat' }] }, 'NOT_A_MOVE'],
  ['left with one who leaves', { moves: plan.moves.slice(1) }, 'NOT_ALLOWED keeps'],
  ['to one who is not eligible', moved('a1', 'dan'), 'NOT_ALLOWED eligible'],
  ['to one who accepts none', moved('a2', 'eve'), 'NOT_ALLOWED accepts'],
  ['a protected client', moved('b1', 'dan'), 'NOT_ALLOWED protected'],
  ['a client that need not move', moved('b2', 'dan'), 'NOT_ALLOWED movable'],
])('a move that breaks a rule is found: %s', (_, tampered, code) => {
  expect(codesOf(tampered)).toContain(code);
});

test('a holding torn apart is found', () => {
  const to = plan.moves.find(({ clientId }) => clientId === 'a2')?.to;
  expect(codesOf(moved('a3', to === 'dan' ? 'cat' : 'dan'))).toContain('GROUP_SPLIT');
});

test.each<[string, RedistributionPolicyInput, string]>([
  [
    'pins',
    { pins: [{ clientId: 'a1', employeeId: plan.moves[0]?.to === 'bob' ? 'cat' : 'bob' }] },
    'NOT_ALLOWED pins',
  ],
  [
    'forbidden pairs',
    { forbidden: [{ clientId: 'a1', employeeId: plan.moves[0]?.to ?? '' }] },
    'NOT_ALLOWED forbidden',
  ],
  ['the highest use', { limits: { utilisation: { max: 0.3 } } }, 'LIMIT_BROKEN utilisation.max'],
  ['the lowest use', { limits: { utilisation: { min: 0.9 } } }, 'LIMIT_BROKEN utilisation.min'],
  ['the band of load', { limits: { loadBand: 0.05 } }, 'LIMIT_BROKEN loadBand'],
  ['the band of potential', { limits: { potentialBand: 0.05 } }, 'LIMIT_BROKEN potentialBand'],
  ['what anybody may gain', { limits: { maxGain: { hours: 0.1 } } }, 'LIMIT_BROKEN maxGain.hours'],
])('a plan made without a rule is held against it: %s', (_, policy, code) => {
  expect(codesOf({}, problemWith(policy))).toContain(code);
});

test.each<[string, RedistributionPolicyInput, string]>([
  [
    'what anybody may lose',
    { movable: 'all', limits: { maxLoss: { clients: 0.1 } } },
    'LIMIT_BROKEN maxLoss.clients',
  ],
  ['the number of moves', { movable: 'all', limits: { maxMoves: 0 } }, 'LIMIT_BROKEN maxMoves'],
  [
    'the revenue that moves',
    { movable: 'all', limits: { maxMovedRevenue: 0.01 } },
    'LIMIT_BROKEN maxMovedRevenue',
  ],
])('voluntary moves beyond a limit are found: %s', (_, policy, code) => {
  expect(codesOf(moved('b2', 'dan'), problemWith(policy))).toContain(code);
});

test('false claims are found: of the objective, of the bound, of the gap, of optimality', () => {
  const { objective, certificate, bound } = plan;
  const { prices = [] } = certificate;
  expect(codesOf({ objective: { ...objective, load: objective.load / 2 } })).toContain('WRONG_OBJECTIVE');
  expect(codesOf({ bound: bound + 1e-6 })).toContain('UNPROVEN_BOUND');
  expect(codesOf({ certificate: {} })).toContain('UNPROVEN_BOUND');
  expect(codesOf({ certificate: { prices: [...prices, ...prices] } })).toContain('WRONG_CERTIFICATE load');
  expect(codesOf({ certificate: { prices: [{ rule: 'load', employeeId: 'zoe', price: 1 }] } })).toContain(
    'WRONG_CERTIFICATE load',
  );
  expect(codesOf({ gap: plan.gap + 0.1 })).toContain('WRONG_CLAIM');
  expect(codesOf({ bound: bound - 0.01, status: 'optimal' })).toContain('WRONG_CLAIM');
});

test('what leaving everything would cost is judged also where something has to go, and none is believed where that breaks a rule', () => {
  const { start = Number.NaN, bound, objective } = plan;
  expect(plan.attained, 'how things are is no plan').toBeUndefined();
  // Plans of earlier builds claim it there, too.
  const attained = Math.max(0, Math.min(1, (start - objective.total) / (start - bound)));
  expect(codesOf({ start: start + 1e-6 })).toContain('WRONG_CLAIM');
  expect(codesOf({ attained })).toEqual([]);
  expect(codesOf({ start: undefined, attained })).toEqual(['WRONG_CLAIM']);
  expect(codesOf({ start: undefined })).toEqual([]);
  expect(codesOf({ attained: attained - 1e-5 })).toEqual(['WRONG_CLAIM']);
  const tight = problemWith({ movable: 'all', limits: { loadBand: 0.6 } });
  const within = planOf(tight);
  expect(within.start).toBeUndefined();
  expect(checkPlan(tight, { ...within, start })).toEqual([{ code: 'WRONG_CLAIM', field: 'start' }]);
});

test('a holding that is split stays as it is split', () => {
  const split: RedistributionProblem = {
    clients: [
      { id: 'x1', holder: 'bob', hours: 4, accountGroup: 'x' },
      { id: 'x2', holder: 'cat', hours: 1, accountGroup: 'x' },
    ],
    employees: employees.slice(1, 4),
    policy: { movable: 'all', keepGroupsTogether: false },
  };
  const bound = { ...split, policy: { movable: 'all' as const } };
  const moves = [{ clientId: 'x1', from: 'bob', to: 'dan' }];
  expect(codesOf({ ...planOf(split), moves }, split)).not.toContain('NOT_ALLOWED split');
  expect(codesOf({ ...planOf(bound), moves }, bound)).toContain('NOT_ALLOWED split');
});

test.each([
  ['utilisation.min', 1],
  ['load', 1e200],
])('a price of %s that runs into the infinite proves nothing', (rule, price) => {
  const clients = ['a', 'b', 'c', 'd'].map((id) => ({ id, hours: 10, holder: 'x' }));
  const employees = ['x', 'y'].map((id) => ({ id, capacity: 100 }));
  const parts = { potential: 0, disruption: 0, similarity: 0, coverage: 0, cost: 0, nearness: 0 };
  const forged = {
    moves: [],
    objective: { total: 1, load: 1, ...parts },
    bound: 1,
    gap: 0,
    status: 'optimal',
    stopped: 'done',
    certificate: { prices: [{ rule, employeeId: 'x', price }] },
  };
  expect(checkPlan({ clients, employees }, forged)).toMatchObject([{ code: 'UNPROVEN_BOUND' }]);
});

test('a bound is never below nothing, and the gap never more than the whole', () => {
  const { bound, gap } = planOf({
    clients: [
      { id: 'c0', hours: 29 },
      { id: 'c2', hours: 9, eligible: ['e0'] },
      { id: 'c4', hours: 2 },
    ],
    employees: [
      { id: 'e0', capacity: 84, otherHours: 27.916667 },
      { id: 'e1', capacity: 170 },
    ],
  });
  expect(bound).toBeGreaterThanOrEqual(0);
  expect(gap).toBeLessThanOrEqual(1);
});
