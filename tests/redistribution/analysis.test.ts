import fc from 'fast-check';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { describe, expect, test } from 'vitest';
import { compareProposals } from '../../src/redistribution/analysis/compare-proposals.ts';
import {
  describeAnalysis,
  describeComparison,
  describeWhyStays,
} from '../../src/redistribution/analysis/describe-analysis.ts';
import { planAnalysis, weighedRules } from '../../src/redistribution/analysis/plan-analysis.ts';
import { planFrontier } from '../../src/redistribution/analysis/plan-frontier.ts';
import { planPrices } from '../../src/redistribution/analysis/plan-prices.ts';
import { recommending } from '../../src/redistribution/analysis/recommend-receivers.ts';
import { rankReceivers, whyStays } from '../../src/redistribution/analysis/why-stays.ts';
import { checkPlan } from '../../src/redistribution/check/check-plan.ts';
import { policies } from '../../src/redistribution/policy.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import type { RedistributionProposal } from '../../src/redistribution/proposal.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';
import { problems } from './arbitrary-problem.ts';

const sumOf = (amounts: readonly { readonly amount: number }[]) =>
  amounts.reduce((sum, { amount }) => sum + amount, 0);

function planOf(problem: RedistributionProblem, effort = 0.05): RedistributionProposal | undefined {
  const found = redistribute(problem, { effort });
  return found.ok ? found.proposal : undefined;
}

/** The plan with a client, and whoever goes together with it, somewhere else. */
function withMove(
  { clients }: RedistributionProblem,
  { moves }: RedistributionProposal,
  ids: readonly string[],
  to: string,
) {
  const others = moves.filter(({ clientId }) => !ids.includes(clientId));
  const own = clients.flatMap(({ id, holder }) =>
    ids.includes(id) && holder !== to ? [{ clientId: id, ...(holder && { from: holder }), to }] : [],
  );
  return [...others, ...own];
}

const team = {
  clients: Array.from({ length: 12 }, (_, n) => ({
    id: `c${String(n).padStart(2, '0')}`,
    holder: n < 9 ? 'ann' : 'bob',
    hours: 1 + (n % 3),
    revenue: 10 * (n + 1),
  })),
  employees: [
    { id: 'ann', capacity: 20 },
    { id: 'bob', capacity: 20 },
    { id: 'cat', capacity: 20 },
  ],
  policy: policies.balanced,
} satisfies RedistributionProblem;

describe('a plan explained by rule', () => {
  test('adds up to its objective, by rule, and by who is responsible', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const proposal = planOf(problem);
        if (!proposal) return;
        const { total, rules } = planAnalysis(problem, proposal);
        expect(total).toBeCloseTo(proposal.objective.total, 9);
        for (const { rule, amount, employees, clients } of rules) {
          expect(amount).toBeCloseTo(proposal.objective[rule], 9);
          expect(sumOf(employees)).toBeCloseTo(amount, 9);
          if (rule !== 'load' && rule !== 'potential') expect(sumOf(clients)).toBeCloseTo(amount, 9);
        }
        expect(sumOf(rules)).toBeCloseTo(total, 9);
        if (total > 0) expect(rules.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
      { numRuns: 25 },
    );
  });

  test('names who is most responsible first, and says it in both languages', () => {
    const analysis = planAnalysis(team, { moves: [] });
    const [load] = analysis.rules;
    expect(load).toMatchObject({ rule: 'load', weight: 1 });
    expect(load?.employees.map(({ id }) => id)).toEqual(['ann', 'cat', 'bob']);
    expect(describeAnalysis(analysis, { dictionary: en })).toBe(
      'uneven load: 100% of what counts against the plan; most with ann, cat, bob',
    );
    expect(describeAnalysis(analysis, { dictionary: ru })).toMatch(
      /^неровная загрузка: 100.% всего, что говорит против плана; больше/,
    );
    const perfect = planAnalysis(
      { clients: [{ id: 'c', holder: 'ann', hours: 1 }], employees: [{ id: 'ann', capacity: 1 }] },
      { moves: [] },
    );
    expect(describeAnalysis(perfect, { dictionary: en })).toBe('Nothing could be better by any rule.');
  });

  test('of other clients than the problem has is refused', () => {
    const moves = [{ clientId: 'nobody', from: 'ann', to: 'bob' }];
    expect(() => planAnalysis(team, { moves })).toThrow(
      expect.objectContaining({ code: 'INVALID_PLAN', details: { moves } }),
    );
  });
});

describe('two proposals', () => {
  test('differ rule by rule, by the opposite the other way round, and by what their objectives differ', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const first = planOf(problem);
        const second = planOf({ ...problem, policy: { ...problem.policy, weights: { disruption: 1 } } });
        if (!first || !second) return;
        const there = compareProposals(problem, first, second);
        const back = compareProposals(problem, second, first);
        expect(back.difference).toBe(-there.difference || 0);
        for (const [i, { difference, employees }] of there.rules.entries()) {
          expect(back.rules[i]?.difference).toBe(-difference || 0);
          expect(sumOf(employees)).toBeCloseTo(difference, 9);
        }
        const [a, b] = [planAnalysis(problem, first).total, planAnalysis(problem, second).total];
        expect(there.difference).toBeCloseTo(b - a, 12);
      }),
      { numRuns: 25 },
    );
  });

  test('are told apart in words', () => {
    const proposal = planOf(team, 1) as RedistributionProposal;
    const comparison = compareProposals(team, { moves: [] }, proposal);
    expect(comparison.placedOtherwise).toHaveLength(proposal.moves.length);
    const said = describeComparison(comparison, { dictionary: en });
    expect(said).toMatch(/^The second is better by [\d.]+\.\nuneven load: better by/);
    expect(said).toContain('clients who change hands: worse by');
    expect(describeComparison(comparison, { dictionary: ru })).toMatch(/^Второй план лучше на [\d,]+\./);
    expect(describeComparison(compareProposals(team, proposal, proposal), { dictionary: en })).toBe(
      'Both are equally good.',
    );
  });
});

describe('who could have a client instead', () => {
  test('is ranked by what the objective would be, and whom a limit keeps from it is what the checker says', () => {
    fc.assert(
      fc.property(problems, fc.nat(), (problem, at) => {
        const proposal = planOf(problem);
        const client = problem.clients[at % problem.clients.length];
        if (!proposal || !client || client.accountGroup) return;
        const { total } = planAnalysis(problem, proposal);
        const place = proposal.moves.find(({ clientId }) => clientId === client.id)?.to ?? client.holder;
        for (const { employeeId, difference, rules, breaks } of rankReceivers(problem, proposal, client.id)) {
          const moves = withMove(problem, proposal, [client.id], employeeId);
          const after = planAnalysis(problem, { moves, near: proposal.near });
          expect(total + difference).toBeCloseTo(after.total, 9);
          for (const rule of weighedRules) {
            const before = proposal.objective[rule];
            expect(before + (rules[rule] ?? 0)).toBeCloseTo(
              after.rules.find((one) => one.rule === rule)?.amount ?? 0,
              9,
            );
          }
          const { bound, gap, status, stopped, certificate, objective } = proposal;
          const broken = checkPlan(problem, { moves, bound, gap, status, stopped, certificate, objective });
          const limits = broken.flatMap((one) => (one.code === 'LIMIT_BROKEN' ? [one.rule] : []));
          if (employeeId !== place) expect([...new Set(limits)].sort()).toEqual([...breaks].sort());
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('whom the prices of a plan recommend', () => {
  test('is whom an exact look at everybody does, with the same differences and limits in the way', () => {
    let asked = 0;
    fc.assert(
      fc.property(problems, (any) => {
        const problem = { ...any, policy: { ...any.policy, movable: 'all' as const } };
        const proposal = planOf(problem) ?? { moves: [] };
        const prices = JSON.parse(JSON.stringify(planPrices(problem, proposal)));
        const moved = new Set(proposal.moves.map(({ clientId }) => clientId));
        const byHand = new Set(problem.policy?.forbidden?.map(({ clientId }) => clientId));
        const alone = problem.clients.filter(
          ({ id, accountGroup, protected: why }) => !accountGroup && !why && !moved.has(id),
        );
        for (const client of alone.filter(({ id }) => !byHand.has(id))) {
          asked++;
          const exact = rankReceivers(problem, proposal, client.id);
          const quick = recommending(prices)(client, 5);
          expect(quick.map(({ employeeId }) => employeeId).sort()).toEqual(
            exact.map(({ employeeId }) => employeeId).sort(),
          );
          for (const one of exact) {
            const same = quick.find(({ employeeId }) => employeeId === one.employeeId);
            expect(same?.difference).toBeCloseTo(one.difference, 12);
            expect([...(same?.breaks ?? [])].sort()).toEqual([...one.breaks].sort());
            for (const rule of weighedRules)
              expect(same?.rules[rule] ?? 0).toBeCloseTo(one.rules[rule] ?? 0, 12);
          }
        }
      }),
      { numRuns: 25 },
    );
    expect(asked).toBeGreaterThan(10);
  });

  test('of a client that was not there when the plan was made, too', () => {
    const proposal = planOf(team, 1) as RedistributionProposal;
    const fresh = { id: 'new', hours: 2, revenue: 5 };
    const ranked = recommending(planPrices(team, proposal))(fresh);
    const hours = (id: string) =>
      team.clients.reduce((sum, one) => {
        const place = proposal.moves.find(({ clientId }) => clientId === one.id)?.to ?? one.holder;
        return sum + (place === id ? one.hours : 0);
      }, 0);
    const emptiest = ['ann', 'bob', 'cat'].sort((a, b) => hours(a) - hours(b))[0];
    expect(hours(ranked[0]?.employeeId as string)).toBe(hours(emptiest as string));
    expect(recommending(planPrices(team, proposal))({ ...fresh, eligible: ['bob'] })).toMatchObject([
      { employeeId: 'bob', breaks: [] },
    ]);
  });
});

describe('why a client did not move', () => {
  const proposal = { moves: [] };
  const withClient = (change: object, policy: object = {}) => ({
    ...team,
    clients: team.clients.map((one) => (one.id === 'c00' ? { ...one, ...change } : one)),
    policy: { ...team.policy, ...policy },
  });

  test('is the rule that holds it', () => {
    expect(() => whyStays(team, proposal, null as never)).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        details: expect.objectContaining({ problems: [expect.objectContaining({ path: 'clientId' })] }),
      }),
    );
    for (const id of ['', 'zz'])
      expect(() => whyStays(team, proposal, id)).toThrow(
        expect.objectContaining({
          code: 'INVALID_PLAN',
          details: { problems: [expect.objectContaining({ path: 'clientId', code: 'NO_SUCH_CLIENT' })] },
        }),
      );
    expect(whyStays(withClient({ protected: 'late deal' }), proposal, 'c00')).toEqual({
      code: 'PROTECTED',
      why: 'late deal',
    });
    expect(whyStays(withClient({ eligible: ['ann'] }), proposal, 'c00')).toEqual({
      code: 'NOBODY_ELSE_ELIGIBLE',
    });
    expect(whyStays(withClient({}, { movable: 'displaced' }), proposal, 'c00')).toEqual({
      code: 'ONLY_DISPLACED_MOVE',
    });
    const pins = [{ clientId: 'c00', employeeId: 'ann' }];
    expect(whyStays(withClient({}, { pins }), proposal, 'c00')).toEqual({ code: 'PINNED' });
    const split = team.clients.map((one) =>
      ['c00', 'c11'].includes(one.id) ? { ...one, accountGroup: 'h' } : one,
    );
    expect(whyStays({ ...team, clients: split }, proposal, 'c00')).toEqual({ code: 'GROUP_IS_SPLIT' });
    expect(whyStays(team, { moves: [{ clientId: 'c00', from: 'ann', to: 'cat' }] }, 'c00')).toEqual({
      code: 'MOVES',
      to: 'cat',
    });
  });

  test('or that nobody would be better, a limit, or a search that ended early: with the difference by rule', () => {
    const late = whyStays(team, proposal, 'c00');
    expect(late).toMatchObject({ code: 'NOT_FOUND', best: { employeeId: 'cat', breaks: [] } });
    const barred = whyStays(withClient({}, { limits: { maxMoves: 0 } }), proposal, 'c00');
    expect(barred).toMatchObject({ code: 'LIMITS', best: { employeeId: 'cat', breaks: ['maxMoves'] } });
    expect(describeWhyStays(barred, { dictionary: en })).toMatch(
      /^With cat it would be better by [\d.]+, but the number of voluntary moves/,
    );
    const planned = planOf(team, 1) as RedistributionProposal;
    const stayer = team.clients.find(({ id }) => !planned.moves.some(({ clientId }) => clientId === id));
    const why = whyStays(team, planned, stayer?.id as string);
    expect(why).toMatchObject({ code: 'NOT_BETTER', best: { difference: expect.any(Number) } });
    expect(describeWhyStays(why, { dictionary: ru })).toMatch(
      /^Ни с кем не будет лучше\. Ближе всех: \w+, хуже на [\d,]+ \(/,
    );
  });

  test('a plan at the usual effort never leaves one for want of search', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const planned = planOf(problem, 1);
        for (const { id } of planned ? problem.clients : []) {
          expect(whyStays(problem, planned as RedistributionProposal, id).code).not.toBe('NOT_FOUND');
        }
      }),
      { numRuns: 10 },
    );
  });
});

test('a frontier trades moves for evenness: every point is a plan by its budget, and none is beaten by another', async () => {
  const frontier = await planFrontier({ ...team, policy: policies.bestBalance });
  if (!frontier.ok) throw new Error('there is a plan');
  const { points } = frontier;
  expect(points.length).toBeGreaterThan(2);
  for (const [i, { proposal, movedShare, imbalance, maxMoves }] of points.entries()) {
    const problem = { ...team, policy: { ...policies.bestBalance, limits: { maxMoves } } };
    expect(checkPlan(problem, proposal).filter(({ code }) => code !== 'WRONG_CERTIFICATE')).toEqual([]);
    expect(movedShare).toBe(proposal.moves.length / 12);
    const before = points[i - 1];
    if (before) expect([movedShare > before.movedShare, imbalance < before.imbalance]).toEqual([true, true]);
  }
});

test('a frontier says for how few moves no plan was found', async () => {
  const policy = { ...policies.bestBalance, limits: { loadBand: 0.1 } };
  const frontier = await planFrontier({ ...team, policy });
  if (!frontier.ok) throw new Error('there is a plan');
  const fewest = Math.min(...frontier.points.map(({ maxMoves }) => maxMoves));
  expect(frontier.withoutPlan.length).toBeGreaterThan(0);
  for (const maxMoves of frontier.withoutPlan) expect(maxMoves).toBeLessThan(fewest);
});
