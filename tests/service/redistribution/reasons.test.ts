import { all, matchFactsOf, memoryStore } from 'sales-conveyor';
import type { PlanInput } from 'sales-conveyor/redistribution';
import type { RedistributionProblem } from 'sales-conveyor/solver';
import { describe, expect, test } from 'vitest';
import { at, type Department } from '../department.ts';
import { trade } from '../trade.ts';
import { keepers, planned, quick, tally } from './keepers.ts';

const by = { by: 'head' };
const own = matchFactsOf(trade.facts);

async function movesOf({ sales }: Department, input: Omit<PlanInput, 'role' | 'id'>) {
  const { redistribution } = sales;
  const plan = planned(await redistribution.plan({ role: 'keeper', ...quick, ...input }, by));
  return (await redistribution.details(plan.id))?.moves ?? [];
}

async function problemOf(
  { sales }: Department,
  input: Omit<PlanInput, 'role' | 'id'>,
): Promise<RedistributionProblem> {
  const plan = planned(await sales.redistribution.plan({ role: 'keeper', ...quick, ...input }, by));
  const details = await sales.redistribution.details(plan.id);
  if (!details) throw new Error('no plan');
  return details.problem;
}

const manual = { kind: 'manual' } as const;

describe('the reason says who loses and who gains', () => {
  test('a departure also fetches from the pool whom the leaver has left there, and nobody else', async () => {
    const department = await keepers(memoryStore(), { vera: 3, gleb: 2, dora: 1 });
    await department.do({ type: 'releaseHolder', clientId: 'gleb-1', role: 'keeper', reason: 'complaint' });
    await department.sales.employees.leave('vera', { by: 'head', reason: 'another job' });
    const moves = await movesOf(department, { reason: { kind: 'departure', employeeId: 'vera' } });
    expect(moves.map(({ clientId, from }) => [clientId, from])).toEqual([
      ['vera-1', undefined],
      ['vera-2', undefined],
      ['vera-3', undefined],
    ]);
    const pooled = await movesOf(department, { reason: manual, policy: { pool: true } });
    expect(pooled.map(({ clientId }) => clientId)).toEqual(expect.arrayContaining(['gleb-1', 'vera-1']));
  });

  test('somebody new is the only one to gain, and by the share of capacity that they have at first', async () => {
    const department = await keepers(memoryStore(), { vera: 9, gleb: 9 });
    await department.sales.employees.hire({ id: 'nina', roles: ['keeper'], hoursPerMonth: 50 });
    const moves = await movesOf(department, { reason: { kind: 'newHire', employeeId: 'nina' } });
    expect(new Set(moves.map(({ to }) => to))).toEqual(new Set(['nina']));
    expect(moves.length).toBeGreaterThanOrEqual(2);
    expect(moves.length).toBeLessThanOrEqual(4);
  });

  test('who has too much is the only one to lose; without names, that is who is above the highest utilisation', async () => {
    const department = await keepers(memoryStore(), { vera: 20, gleb: 9, dora: 1 });
    for (const policy of [{}, { limits: { utilisation: { max: 0.25 } } }]) {
      const reason =
        'limits' in policy
          ? { kind: 'overload' as const }
          : { kind: 'overload' as const, employeeIds: ['vera'] };
      const moves = await movesOf(department, { reason, policy });
      expect(new Set(moves.map(({ from }) => from))).toEqual(new Set(['vera']));
    }
    const none = await department.sales.redistribution.plan(
      { reason: { kind: 'overload' }, role: 'keeper' },
      by,
    );
    expect(none).toMatchObject({ refused: [{ code: 'NOBODY_OVERLOADED', utilisation: 1 }] });
  });

  test('a segment goes to those who are to work it, and nobody else moves', async () => {
    const department = await keepers(memoryStore(), { vera: 4, gleb: 4, dora: 0 });
    for (const clientId of ['vera-1', 'gleb-2']) {
      await department.do({ type: 'learnFacts', clientId, facts: { ready: true } });
    }
    const moves = await movesOf(department, {
      reason: { kind: 'newSegment', when: own.fact('ready').equals(true), employeeIds: ['dora'] },
    });
    expect(moves).toMatchObject([
      { clientId: 'gleb-2', from: 'gleb', to: 'dora' },
      { clientId: 'vera-1', from: 'vera', to: 'dora' },
    ]);
  });

  test('who is not on the staff, or not of the role, is refused by name', async () => {
    const { sales } = await keepers(memoryStore(), { vera: 1 });
    await sales.employees.hire({ id: 'anna', roles: ['seller'], hoursPerMonth: 100 });
    const asked = (reason: PlanInput['reason'], role = 'keeper') =>
      sales.redistribution.plan({ reason, role }, by);
    expect(await asked({ kind: 'departure', employeeId: 'zoe' })).toEqual({
      ok: false,
      refused: [{ code: 'UNKNOWN_EMPLOYEE', employeeId: 'zoe' }],
    });
    expect(await asked({ kind: 'newHire', employeeId: 'anna' })).toEqual({
      ok: false,
      refused: [{ code: 'EMPLOYEE_LACKS_ROLE', employeeId: 'anna', role: 'keeper' }],
    });
    // Who neither has the role nor holds anybody in it leaves nothing to be given out.
    expect(await asked({ kind: 'departure', employeeId: 'anna' })).toEqual({
      ok: false,
      refused: [{ code: 'EMPLOYEE_LACKS_ROLE', employeeId: 'anna', role: 'keeper' }],
    });
    expect(await asked(manual, 'seller')).toMatchObject({
      refused: [{ code: 'NOTHING_TO_REDISTRIBUTE', role: 'seller' }],
    });
  });
});

describe('the policy says what a client weighs and who may have it', () => {
  test('who is not eligible by a condition on both gets none', async () => {
    const department = await keepers(memoryStore(), { vera: 4, gleb: 0, dora: 0 });
    await department.sales.employees.change('dora', { skills: ['dairy'] });
    const moves = await movesOf(department, {
      reason: { kind: 'departure', employeeId: 'vera' },
      policy: {
        eligible: all(
          own.fact('employee.skills').includes('dairy'),
          own.fact('client.source').equals('existing'),
        ),
      },
    });
    expect(new Set(moves.map(({ to }) => to))).toEqual(new Set(['dora']));
  });

  test('what a client takes and costs with whom is said by conditions on both', async () => {
    const department = await keepers(memoryStore(), { vera: 2, gleb: 0, dora: 0 });
    await department.sales.employees.change('dora', { languages: ['kk'] });
    const speaksIt = own.fact('employee.languages').includes('kk');
    const pairs = [
      { when: speaksIt, hoursFactor: 0.5 },
      { when: all(speaksIt, own.fact('client.source').equals('existing')), hoursFactor: 0.5, cost: 2 },
      { when: own.fact('employee.languages').includes('de'), cost: 9 },
    ];
    const { clients } = await problemOf(department, { reason: manual, policy: { pairs } });
    const [{ hours } = { hours: 0 }] = clients;
    expect(clients).toMatchObject([
      { hoursBy: { dora: hours / 4 }, costBy: { dora: 2 } },
      { hoursBy: { dora: hours / 4 }, costBy: { dora: 2 } },
    ]);
    expect(Object.keys(clients[0]?.hoursBy ?? {})).toEqual(['dora']);
    const departure = { kind: 'departure', employeeId: 'vera' } as const;
    const cheapest = await movesOf(department, {
      reason: departure,
      policy: { pairs, weights: { load: 0 } },
    });
    expect(new Set(cheapest.map(({ to }) => to))).toEqual(new Set(['gleb']));
    const unknown = [{ when: { fact: 'no.such', is: 'present' } as never, cost: 1 }];
    await expect(
      movesOf(department, { reason: departure, policy: { pairs: unknown } }),
    ).rejects.toMatchObject({
      code: 'INVALID_CONDITION',
    });
  });

  test('a protected client stays until its protection ends, but not with somebody who leaves', async () => {
    const department = await keepers(memoryStore(), { vera: 8, gleb: 0 });
    await department.do({ type: 'learnFacts', clientId: 'vera-1', facts: { ready: true } });
    await department.do({
      type: 'placeHold',
      clientId: 'vera-2',
      hold: 'locked',
      reason: 'a dispute',
      until: at(9),
    });
    const protect = [{ when: own.fact('ready').equals(true), why: 'a late deal', until: at(5) }];
    const protectedIn = async (input: Omit<PlanInput, 'role'>) =>
      (await problemOf(department, input)).clients.flatMap((one) =>
        one.protected ? [[one.id, one.protected]] : [],
      );
    const held = { code: 'HOLD', hold: 'locked', reason: 'a dispute', by: 'head', since: expect.any(String) };
    expect(await protectedIn({ reason: manual, policy: { protect } })).toEqual([
      ['vera-1', { code: 'RULE', why: 'a late deal' }],
      ['vera-2', held],
    ]);
    department.now = at(6);
    expect(await protectedIn({ reason: manual, policy: { protect } })).toEqual([['vera-2', held]]);
    department.now = at(10);
    expect(await protectedIn({ reason: manual, policy: { protect } })).toEqual([]);
    expect(await movesOf(department, { reason: { kind: 'departure', employeeId: 'vera' } })).toHaveLength(8);
  });

  test('a client that a plan has moved cools down, and is moved no more often than the policy allows', async () => {
    const department = await keepers(memoryStore(), { vera: 2, gleb: 0 });
    const { redistribution } = department.sales;
    planned(
      await redistribution.plan(
        { reason: { kind: 'departure', employeeId: 'vera' }, role: 'keeper', id: 'p', ...quick },
        by,
      ),
    );
    planned(await redistribution.approve('p', by));
    planned(await redistribution.apply('p', by));
    const whys = async (policy: PlanInput['policy']) =>
      (await problemOf(department, { reason: manual, policy })).clients.map((one) => one.protected);
    department.now = at(10);
    expect(await whys({ coolDown: { days: 30 } })).toEqual(
      Array(2).fill({ code: 'MOVED_LATELY', at: expect.any(String) }),
    );
    expect(await whys({ maxMovesPerClient: { moves: 1, within: { months: 12 } } })).toEqual(
      Array(2).fill({ code: 'MOVED_OFTEN', at: expect.any(String) }),
    );
    department.now = at(40);
    expect(await whys({ coolDown: { days: 30 } })).toEqual([undefined, undefined]);
  });

  test('hours come from the load norm, revenue from the orders of the last year', async () => {
    const department = await keepers(memoryStore(), { vera: 2, gleb: 0 });
    department.now = at(200);
    for (const [n, day] of [0, 1, 199].entries()) {
      const total = { amount: 1000 * 10 ** n, currency: 'EUR' };
      await department.do({
        type: 'recordOrder',
        clientId: 'vera-1',
        order: { id: `o-${n}`, placedAt: at(day), total },
      });
    }
    department.now = at(365.5);
    const { clients } = await problemOf(department, { reason: manual });
    expect(clients[0]).toMatchObject({ id: 'vera-1', hours: 2.5, revenue: 110_000 });
    expect(clients[1]).toMatchObject({ id: 'vera-2', hours: 1.5, revenue: 0 });
  });

  test('who is away gains nothing and keeps what they have', async () => {
    const department = await keepers(memoryStore(), { vera: 6, gleb: 2, dora: 2 });
    await department.sales.employees.recordAbsence('dora', { kind: 'illness', from: at(0), to: at(60) });
    const { employees } = await problemOf(department, { reason: manual });
    expect(employees.find(({ id }) => id === 'dora')).toMatchObject({
      capacity: 100,
      accepts: false,
      excluded: { code: 'AWAY', until: at(60) },
      keeps: true,
    });
    const moves = await movesOf(department, { reason: { kind: 'departure', employeeId: 'vera' } });
    expect(new Set(moves.map(({ to }) => to))).toEqual(new Set(['gleb']));
    expect(await tally(department.sales)).toEqual({ vera: 6, gleb: 2, dora: 2 });
  });

  test('why somebody gains none is in the preview: the most lasting cause of each', async () => {
    const department = await keepers(memoryStore(), { vera: 6, gleb: 2, dora: 2 });
    const { employees, redistribution } = department.sales;
    await employees.recordAbsence('dora', { kind: 'illness', from: at(0), to: at(60) });
    await employees.hire({ id: 'zoya', roles: ['keeper'], hoursPerMonth: 100, hiredAt: at(30) });
    const excludedBy = async (reason: PlanInput['reason']) => {
      const made = await redistribution.plan({ reason, role: 'keeper' }, by);
      if (!made.ok) throw new Error(JSON.stringify(made));
      const preview = await redistribution.preview(made.plan.id);
      return Object.fromEntries(preview?.employees.map((one) => [one.employeeId, one.excluded]) ?? []);
    };
    const others = {
      dora: { code: 'AWAY', until: at(60) },
      zoya: { code: 'NOT_HIRED_YET', at: at(30) },
    };
    expect(await excludedBy(manual)).toEqual({ ...others, vera: undefined, gleb: undefined });
    expect(await excludedBy({ kind: 'departure', employeeId: 'vera' })).toEqual({
      ...others,
      vera: { code: 'GIVES_AWAY' },
      gleb: undefined,
    });
    expect(await excludedBy({ kind: 'newHire', employeeId: 'gleb' })).toEqual({
      ...others,
      vera: { code: 'OTHERS_GAIN' },
      gleb: undefined,
    });
    expect(await excludedBy({ kind: 'overload', employeeIds: ['vera'] })).toMatchObject({
      vera: { code: 'OVERLOADED' },
    });
    await employees.change('dora', { leavesAt: at(20) });
    await employees.change('gleb', { roles: ['seller'] });
    expect(await excludedBy(manual)).toMatchObject({
      dora: { code: 'LEAVES', at: at(20) },
      gleb: { code: 'LACKS_ROLE' },
    });
  });
});

describe('bad input', () => {
  test('is refused with every fault by name', async () => {
    const { sales } = await keepers(memoryStore(), { vera: 1 });
    const input = {
      reason: manual,
      role: 'keper',
      policy: { facts: { potential: 'volume' }, protectingHolds: ['lockd'] },
    };
    await expect(sales.redistribution.plan(input, by)).rejects.toMatchObject({
      code: 'INVALID_PLAN',
      details: {
        problems: [
          { path: 'role', message: 'no role is called "keper"; did you mean "keeper"?' },
          { path: 'policy.protectingHolds', message: 'no hold is called "lockd"; did you mean "locked"?' },
          {
            path: 'policy.facts.potential',
            message: expect.stringMatching(/^no fact is called "volume"; there are: orders.count, /),
          },
        ],
      },
    });
    const wrong = {
      reason: { kind: 'whim' },
      role: 'keeper',
      effective: 'friday',
      effort: Number.NaN,
    } as never;
    await expect(sales.redistribution.plan(wrong, by)).rejects.toMatchObject({ code: 'INVALID_PLAN' });
    const condition = {
      reason: manual,
      role: 'keeper',
      policy: { eligible: { fact: 'mood', is: 'known' } as never },
    };
    await expect(sales.redistribution.plan(condition, by)).rejects.toMatchObject({
      code: expect.stringMatching(/INVALID_/),
    });
  });

  test('pins of the policy that cannot be are refused with their client', async () => {
    const { sales } = await keepers(memoryStore(), { vera: 1, gleb: 1 });
    const pins = [
      { clientId: 'vera-1', employeeId: 'vera' },
      { clientId: 'vera-1', employeeId: 'gleb' },
    ];
    expect(await sales.redistribution.plan({ reason: manual, role: 'keeper', policy: { pins } }, by)).toEqual(
      {
        ok: false,
        refused: [
          {
            code: 'CONTRADICTION',
            problems: [
              {
                path: 'policy.pins[1]',
                message: 'client vera-1 is pinned to several: vera, gleb',
                code: 'PINNED_TWICE',
                values: { clientId: 'vera-1', employeeIds: ['vera', 'gleb'] },
              },
            ],
          },
        ],
      },
    );
  });
});
