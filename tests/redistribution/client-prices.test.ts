/** A bound that prices of clients prove: where nothing is balanced. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPlan } from '../../src/redistribution/check/check-plan.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';

const staff = ['ann', 'bob', 'cat', 'dan'];
const amount = fc.constantFrom(1, 2, 2.5, 1 / 3, 5 / 7, 4);
const byPair = (of: fc.Arbitrary<number>) => fc.dictionary(fc.constantFrom(...staff), of);

/** Bases without balances, in which cost and hours depend on the pair; some clients are locked or go together. */
const problems: fc.Arbitrary<RedistributionProblem> = fc
  .record({
    clients: fc.array(
      fc.record(
        {
          holder: fc.constantFrom(...staff),
          hours: amount,
          hoursBy: byPair(amount),
          costBy: byPair(fc.constantFrom(0, 0.5, 1, 2 / 3, 3)),
          revenue: fc.nat(100),
          accountGroup: fc.constantFrom('g', 'h'),
          eligible: fc.subarray(staff, { minLength: 2 }),
        },
        { requiredKeys: ['hours', 'costBy'] },
      ),
      { minLength: 6, maxLength: 12 },
    ),
    locked: fc.nat(11),
    leaves: fc.constantFrom(...staff, 'nobody'),
    most: fc.constantFrom(1.05, 1.15, 1.3),
    limits: fc.record(
      {
        loadBand: fc.constantFrom(0.3, 0.6, 1),
        maxGain: fc.constant({ clients: 1 }),
        maxMoves: fc.integer({ min: 1, max: 6 }),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ clients, locked, leaves, most, limits }) => {
    const hours = clients.reduce((sum, one) => sum + one.hours, 0);
    return {
      clients: clients.map((one, at) => ({
        id: `c${at}`,
        ...one,
        ...(at === locked && one.holder && one.holder !== leaves && { protected: 'late deal' }),
      })),
      employees: staff.map((id) => ({
        id,
        capacity: hours / (leaves === 'nobody' ? 4 : 3),
        keeps: id !== leaves,
      })),
      policy: {
        movable: 'all' as const,
        weights: { load: 0, potential: 0, disruption: 0.2 },
        limits: { utilisation: { max: most }, ...limits },
      },
    };
  });

describe('prices of clients', () => {
  test('prove what a plan claims: the check agrees to every plan, and some are proven so', () => {
    let proven = 0;
    fc.assert(
      fc.property(problems, (problem) => {
        const found = redistribute(problem, { effort: 0.02 });
        if (!found.ok) return;
        expect(checkPlan(problem, found.proposal)).toEqual([]);
        if (found.proposal.certificate.clients) proven++;
      }),
      { numRuns: 150, seed: 1 },
    );
    expect(proven).toBeGreaterThan(10);
  });

  test('prove no more than the best plan costs, whatever they are', () => {
    const price = fc.double({ min: -1, max: 1, noNaN: true });
    const prices = fc.array(price, { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(problems, prices, fc.double({ min: 0, max: 0.1, noNaN: true }), (problem, worths, toll) => {
        const found = redistribute(problem, { effort: 0.02 });
        if (!found.ok) return;
        const { proposal } = found;
        const clients = problem.clients.map(({ id }, at) => ({ clientId: id, price: worths[at] as number }));
        const { maxMoves } = problem.policy?.limits ?? {};
        const certificate = { prices: maxMoves ? [{ rule: 'maxMoves', price: toll }] : [], clients };
        const claimed = { ...proposal, bound: Number.MAX_VALUE, certificate };
        const wrong = checkPlan(problem, claimed).find(({ code }) => code === 'UNPROVEN_BOUND');
        if (wrong?.code !== 'UNPROVEN_BOUND') throw new Error('a bound without end is believed');
        expect(wrong.proven).toBeLessThanOrEqual(proposal.objective.total + 1e-9);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  test('of nobody, or twice, are wrong', () => {
    const problem = {
      clients: [{ id: 'a', hours: 1, holder: 'ann' }],
      employees: [{ id: 'ann', capacity: 2 }],
    };
    const found = redistribute(problem);
    if (!found.ok) throw new Error('no plan');
    const clients = [
      { clientId: 'a', price: 1 },
      { clientId: 'a', price: 2 },
      { clientId: 'b', price: 1 },
    ];
    expect(checkPlan(problem, { ...found.proposal, certificate: { clients } })).toEqual([
      { code: 'WRONG_CERTIFICATE', clientId: 'a' },
      { code: 'WRONG_CERTIFICATE', clientId: 'b' },
    ]);
  });

  test('prove that a plan is the best where shares of clients could not', () => {
    // Three of seven hours each: nobody has room for two, though all have for half of one more.
    const problem: RedistributionProblem = {
      clients: ['a', 'b', 'c'].map((id, at) => ({
        id,
        hours: 7,
        costBy: { ann: 0, bob: 1 + at / 10, cat: 2 },
      })),
      employees: ['ann', 'bob', 'cat'].map((id) => ({ id, capacity: 10.5 })),
      policy: { movable: 'all', weights: { load: 0, potential: 0 } },
    };
    const found = redistribute(problem);
    if (!found.ok) throw new Error('no plan');
    expect(found.proposal.objective.cost).toBeCloseTo((0 + 1 + 2) / 3, 9);
    expect(found.proposal.status).toBe('optimal');
    expect(found.proposal.certificate.clients).toHaveLength(3);
    expect(checkPlan(problem, found.proposal)).toEqual([]);
    expect(checkPlan(problem, { ...found.proposal, certificate: {} })).toMatchObject([
      { code: 'UNPROVEN_BOUND' },
    ]);
  });
});
