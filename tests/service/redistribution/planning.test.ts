import { memoryStore } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { describeInfeasible, policies } from 'sales-conveyor/redistribution';
import { checkPlan } from 'sales-conveyor/solver';
import { describe, expect, test } from 'vitest';
import { collect } from '../department.ts';
import { keepers, planned, quick } from './keepers.ts';

const by = { by: 'head' };
const departure = { kind: 'departure', employeeId: 'vera' } as const;

describe('a recommendation', () => {
  test('looks at the whole base before there is a plan, and goes by what the last applied plan has left from then on', async () => {
    const department = await keepers(memoryStore(), { vera: 4, gleb: 12, dora: 2 });
    const { redistribution } = department.sales;
    const client = { clientId: 'gleb-1', role: 'keeper' };
    const before = await redistribution.recommend(client);
    expect(before).not.toHaveProperty('planId');
    const [first, ...others] = before?.receivers ?? [];
    expect(first).toMatchObject({ employeeId: 'dora', breaks: [] });
    expect(first?.difference).toBeLessThan(0);
    expect(others.map(({ employeeId }) => employeeId)).toEqual(['vera', 'gleb']);

    const reason = { kind: 'manual' } as const;
    const policy = policies.bestBalance;
    planned(await redistribution.plan({ id: 'even', reason, role: 'keeper', policy, ...quick }, by));
    planned(await redistribution.approve('even', by));
    expect(await redistribution.recommend(client)).toEqual(before);
    planned(await redistribution.apply('even', by));
    const stayer = (await department.sales.clients.get(client.clientId))?.custody.keeper?.employeeId;
    const after = await redistribution.recommend(client);
    expect(after?.planId).toBe('even');
    expect(after?.receivers[0]).toEqual({ employeeId: stayer, difference: 0, rules: {}, breaks: [] });
    for (const { employeeId, difference, rules } of after?.receivers.slice(1) ?? []) {
      expect(employeeId).not.toBe(stayer);
      expect(difference).toBeCloseTo((rules.load ?? 0) + (rules.disruption ?? 0), 12);
      expect(difference).toBeGreaterThan(0);
    }
    expect((await redistribution.undo('even', by)).ok).toBe(true);
    expect(await redistribution.recommend(client)).toEqual(before);
    expect(await redistribution.recommend({ clientId: 'nobody', role: 'keeper' })).toBeUndefined();
    await expect(redistribution.recommend({ clientId: 'gleb-1', role: 'king' })).rejects.toMatchObject({
      code: 'INVALID_PLAN',
    });
  });
});

describe('planning', () => {
  test('that cannot succeed says why and what would help, and keeps nothing', async () => {
    const { sales } = await keepers(memoryStore(), { vera: 20, gleb: 20 });
    const { redistribution } = sales;
    const policy = { limits: { utilisation: { max: 0.5 } } };
    const result = await redistribution.plan({ reason: departure, role: 'keeper', policy, ...quick }, by);
    if (result.ok || !('infeasible' in result)) throw new Error('not infeasible');
    expect(result.infeasible.reasons).toMatchObject([
      { code: 'NO_ROOM', employeeIds: ['gleb'], amount: 60, free: 50 },
    ]);
    expect(result.infeasible.relaxations).toEqual([
      { rule: 'utilisation.max', from: 0.5, to: 0.6, minimal: true },
    ]);
    expect(describeInfeasible(result, { dictionary: en })).toContain(
      'the highest share of capacity at 60% instead of 50%',
    );
    expect(await collect(redistribution.list())).toEqual([]);
  });

  test('compares several policies on one look; each plan is kept, and one of them applied', async () => {
    const { sales } = await keepers(memoryStore(), { vera: 4, gleb: 12, dora: 2 });
    const { redistribution } = sales;
    const compared = await redistribution.compare(
      { reason: departure, role: 'keeper', id: 'p', ...quick },
      by,
    );
    if (!compared.ok) throw new Error('refused');
    const { leastDisruption, balanced, bestBalance } = compared.plans;
    const moves = [leastDisruption, balanced, bestBalance].map((result) => planned(result).moves);
    expect(moves[0]).toBe(4);
    expect(moves).toEqual(moves.toSorted((a, b) => a - b));
    expect((await collect(redistribution.list())).map(({ id }) => id)).toEqual([
      'p-balanced',
      'p-bestBalance',
      'p-leastDisruption',
    ]);
    for (const name of ['leastDisruption', 'balanced', 'bestBalance']) {
      const details = await redistribution.details(`p-${name}`);
      if (!details?.proposal) throw new Error('no proposal');
      expect(checkPlan(details.problem, details.proposal)).toEqual([]);
    }
    const apart = await redistribution.tellApart('p-leastDisruption', 'p-bestBalance');
    const there = apart?.rules.find(({ rule }) => rule === 'disruption')?.difference ?? 0;
    expect(there).toBeGreaterThanOrEqual(0);
    expect(apart?.placedOtherwise.length).toBeGreaterThan(0);
    const { differences } = compared;
    expect(differences.leastDisruption).toBeUndefined();
    expect(differences.bestBalance).toEqual(apart);
    expect(differences.balanced?.rules.map(({ rule }) => rule)).toContain('load');
    const analysed = await redistribution.analyse('p-balanced');
    const { objective } = planned(compared.plans.balanced).figures ?? {};
    expect(analysed?.total).toBeCloseTo(objective?.total ?? -1, 9);
    const { problem, proposal } = (await redistribution.details('p-bestBalance')) ?? {};
    const stayer =
      problem?.clients.find(({ id }) => !proposal?.moves.some((one) => one.clientId === id))?.id ?? '';
    expect(await redistribution.whyStays('p-bestBalance', stayer)).toMatchObject({ code: 'NOT_BETTER' });
    expect((await redistribution.receivers('p-bestBalance', stayer))?.[0]).toMatchObject({ difference: 0 });
    expect(await redistribution.analyse('nothing')).toBeUndefined();
    planned(await redistribution.approve('p-bestBalance', by));
    planned(await redistribution.apply('p-bestBalance', by));
    planned(await redistribution.approve('p-leastDisruption', by));
    expect(await redistribution.apply('p-leastDisruption', by)).toMatchObject({
      ok: false,
      stale: { planId: 'p-leastDisruption' },
    });
  });

  test('takes own variants over a shared policy', async () => {
    const { sales } = await keepers(memoryStore(), { vera: 2, gleb: 6, dora: 2 });
    const variants = { careful: policies.leastDisruption, bold: policies.bestBalance };
    const input = {
      reason: departure,
      role: 'keeper',
      policy: { limits: { maxMoves: 0 } },
      variants,
      ...quick,
    };
    const compared = await sales.redistribution.compare(input, by);
    if (!compared.ok) throw new Error('refused');
    expect(Object.keys(compared.plans)).toEqual(['careful', 'bold']);
    expect(planned(compared.plans.bold)).toMatchObject({
      moves: 2,
      policy: { movable: 'all', limits: { maxMoves: 0 } },
    });
  });
});
