import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brokenRules, checkPlan } from '../../src/redistribution/check/check-plan.ts';
import { objectiveOf } from '../../src/redistribution/check/objective.ts';
import { readBase } from '../../src/redistribution/check/unit.ts';
import { weigh } from '../../src/redistribution/check/weighing.ts';
import { parseProblem } from '../../src/redistribution/parse-problem.ts';
import type { RedistributionPolicyInput } from '../../src/redistribution/policy.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';
import { seededRandom } from '../../src/redistribution/solver/search/seeded-random.ts';
import { problems } from './arbitrary-problem.ts';

const quick = { effort: 0.02 };

/** A department in which everybody can keep what they have, by amounts of any kind. */
function department(seed: number, amountOf: (random: () => number) => number): RedistributionProblem {
  const random = seededRandom(seed);
  return {
    clients: Array.from({ length: 30 }, (_, i) => ({
      id: `k${i}`,
      holder: `e${Math.floor(random() * 5)}`,
      hours: amountOf(random),
      revenue: amountOf(random),
    })),
    employees: Array.from({ length: 5 }, (_, e) => ({ id: `e${e}`, capacity: 744 })),
  };
}

const amounts: readonly (readonly [string, (random: () => number) => number])[] = [
  ['thirds', (random) => Math.ceil(random() * 9) / 3],
  ['sevenths', (random) => Math.ceil(random() * 20) / 7],
  [
    'thirds, sevenths and hundredths',
    (random) => Math.ceil(random() * 20) / ([3, 7, 100][Math.floor(random() * 3)] ?? 1),
  ],
  ['any numbers', (random) => random() * 5],
  ['any numbers of very different sizes', (random) => random() * 10 ** Math.floor(random() * 9)],
];

test.each(amounts)('a limit that how things are now just keeps is kept by a plan, in %s', (_, amountOf) => {
  const asItIs: readonly RedistributionPolicyInput[] = [
    { movable: 'all', limits: { utilisation: { max: 1e9 }, maxLoss: { hours: 0 } } },
    { movable: 'all', limits: { utilisation: { max: 1e9 }, maxLoss: { revenue: 0 }, maxGain: { hours: 0 } } },
    { movable: 'all', limits: { utilisation: { max: 1e9 }, maxMovedRevenue: 0 } },
  ];
  for (let seed = 1; seed <= 3; seed++) {
    for (const policy of asItIs) {
      const problem = { ...department(seed, amountOf), policy };
      const result = redistribute(problem, quick);
      expect(result.ok).toBe(true);
      if (result.ok) expect(checkPlan(problem, result.proposal)).toEqual([]);
    }
  }
});

test('a plan of clients without hours beside hours that are fractions keeps what it claims', () => {
  const problem: RedistributionProblem = {
    clients: [1, 2, 3].map((n) => ({ id: `k${n}`, holder: 'ann', hours: 0 })),
    employees: [
      { id: 'ann', capacity: 10, otherHours: 1.37 },
      { id: 'bob', capacity: 10, otherHours: 1 / 3 },
    ],
    policy: { movable: 'all' },
  };
  const result = redistribute(problem, quick);
  if (!result.ok) throw new Error(JSON.stringify(result));
  expect(checkPlan(problem, result.proposal)).toEqual([]);
});

const pairs = fc.dictionary(
  fc.constantFrom('ann', 'bob', 'cat'),
  fc.constantFrom(0, 0.5, 1 / 3, 2, 9 / 7, 4),
);
const small: fc.Arbitrary<RedistributionProblem> = fc
  .record({
    clients: fc.array(
      fc.record(
        {
          holder: fc.constantFrom('ann', 'bob', 'cat'),
          hours: fc.constantFrom(1, 2 / 3, 2.25, 9 / 7),
          hoursBy: pairs,
          costBy: pairs,
          revenue: fc.constantFrom(1, 10 / 3, 7),
          accountGroup: fc.constantFrom('x', 'y'),
        },
        { requiredKeys: ['hours'] },
      ),
      { minLength: 1, maxLength: 6 },
    ),
    capacities: fc.tuple(fc.constantFrom(3, 5, 9), fc.constantFrom(3, 9), fc.constantFrom(0, 4)),
    keeps: fc.boolean(),
    weights: fc.record(
      { load: fc.constantFrom(0, 1), disruption: fc.constantFrom(0, 0.3), cost: fc.constantFrom(0.01, 1) },
      { requiredKeys: [] },
    ),
    limits: fc.record(
      {
        loadBand: fc.constantFrom(0.3, 1),
        maxLoss: fc.record({ hours: fc.constantFrom(0, 0.5) }, { requiredKeys: [] }),
        maxGain: fc.record({ hours: fc.constantFrom(0.5, 1) }, { requiredKeys: [] }),
        maxMoves: fc.integer({ min: 0, max: 3 }),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ clients, capacities, keeps, weights, limits }) => ({
    clients: clients.map((client, i) => ({ id: `k${i}`, ...client })),
    employees: ['ann', 'bob', 'cat'].map((id, e) => ({
      id,
      capacity: capacities[e] as number,
      keeps: keeps || id !== 'ann',
      otherHours: e / 3,
    })),
    policy: { movable: 'all', weights, limits },
  }));

/** The least that any plan costs by the checker's own reckoning, by trying all; undefined where every one breaks a rule. */
function bruteForce(problem: RedistributionProblem): number | undefined {
  const full = parseProblem(problem);
  const base = readBase(full);
  const weighing = weigh(base);
  const ids = full.employees.map(({ id }) => id);
  let least: number | undefined;
  for (let plan = 0; plan < ids.length ** full.clients.length; plan++) {
    const places = new Map(
      full.clients.map((client, i) => [
        client,
        ids[Math.floor(plan / ids.length ** i) % ids.length] as string,
      ]),
    );
    const moves = [...places].flatMap(([{ id: clientId, holder: from }, to]) =>
      from === to ? [] : [from === undefined ? { clientId, to } : { clientId, from, to }],
    );
    const { total } = objectiveOf(base, weighing, (client) => places.get(client) as string);
    if (least !== undefined && total >= least) continue;
    if (brokenRules(full, moves).length === 0) least = total;
  }
  return least;
}

test('with hours and costs by pair a plan of a few clients is as good as any, and none is denied that there is', () => {
  fc.assert(
    fc.property(small, (problem) => {
      const least = bruteForce(problem);
      const result = redistribute(problem, { effort: 0.1 });
      if (!result.ok) {
        expect(least).toBeUndefined();
        return;
      }
      expect(checkPlan(problem, result.proposal)).toEqual([]);
      expect(result.proposal.objective.total).toBeCloseTo(least as number, 9);
      expect(result.proposal.bound).toBeLessThanOrEqual((least as number) + 1e-9);
    }),
    { numRuns: 12 },
  );
});

describe('the check', () => {
  const problem = fc.sample(problems, { numRuns: 1, seed: 7 })[0] as RedistributionProblem;

  test('answers anything at all with what is wrong with it', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(checkPlan(problem, anything).map(({ code }) => code)).toContain('MALFORMED');
      }),
      { numRuns: 60 },
    );
  });

  test('answers a proposal of which parts are anything with what is wrong with them', () => {
    const odd = fc.oneof(fc.anything(), fc.double(), fc.string(), fc.constant([]));
    const id = fc.oneof(fc.constantFrom('c0', 'c1', 'ann', 'bob', '__proto__', 'constructor'), fc.string());
    const move = fc.record({ clientId: id, from: id, to: id }, { requiredKeys: ['clientId', 'to'] });
    const price = fc.record(
      { rule: id, employeeId: id, price: fc.double() },
      { requiredKeys: ['rule', 'price'] },
    );
    const objective = fc.dictionary(
      fc.constantFrom('total', 'load', 'potential', 'disruption', 'similarity', 'coverage', 'nearness'),
      fc.double(),
      { minKeys: 7 },
    );
    const proposal = fc.record({
      moves: fc.oneof({ weight: 4, arbitrary: fc.array(move, { maxLength: 4 }) }, odd),
      objective: fc.oneof({ weight: 4, arbitrary: objective }, odd),
      bound: fc.oneof(fc.double(), odd),
      gap: fc.double(),
      status: fc.oneof(fc.constantFrom('optimal', 'feasible'), odd),
      certificate: fc.oneof({ weight: 4, arbitrary: fc.record({ prices: fc.array(price) }) }, odd),
      near: fc.oneof(fc.constant(undefined), fc.array(move), odd),
    });
    fc.assert(
      fc.property(proposal, (one) => {
        expect(checkPlan(problem, one)).not.toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
