/** Russian output has no English in it: everything that can be said is said, and no Latin letter is left but those of ids. */
import {
  bareCauses,
  type Cause,
  describeCause,
  describeEvent,
  describeProblem,
  type EmployeeEvent,
  type EmployeeRefusal,
  type EventType,
  explain,
  type RefusalCode,
  type RefusalReason,
  type ValueProblem,
} from 'sales-conveyor';
import { type AssignmentObstacle, describeAssignment } from 'sales-conveyor/assignment';
import {
  describeBlueprint,
  describeChangesAtOnce,
  describeDiff,
  describeFinding,
  describeUnmapped,
} from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import {
  describeInfeasible,
  describeLeftOut,
  describeMove,
  describePlanEvent,
  describePlanReason,
  describePlanRefusal,
  describeQuality,
  describeStalePlan,
  type LeftOut,
  type PlanReason,
  type PlanRefusal,
  type StalePlan,
} from 'sales-conveyor/redistribution';
import {
  describeAnalysis,
  describeComparison,
  describeWhyStays,
  type InfeasibilityReason,
  type Protection,
} from 'sales-conveyor/solver';
import { describeTaskAssignment } from 'sales-conveyor/work';
import { describe, expect, test } from 'vitest';
import { commandSchema } from '../../src/client/command.ts';
import { defineConveyor } from '../../src/client/define-conveyor.ts';
import { fault, type Problem, toProblems } from '../../src/errors/problem.ts';
import type { NameKind } from '../../src/errors/problem-details.ts';
import type { LintRule } from '../../src/lint/finding.ts';
import { conveyor } from '../client/department.ts';
import { eventOf, events, instant, refusals } from '../client/every-word.ts';
import { everyProblem } from './every-problem.ts';
import { expectRussian, latin, options } from './expect-russian.ts';

const { blueprint } = conveyor;

test('the look for Latin letters finds English', () => {
  expect(latin('в общем пуле acme: nobody can take it')).toEqual(['can take it']);
  const english = explain({ reasons: [{ code: 'NO_HANDOFF' }] }, { ...options, dictionary: en });
  expect(() => expectRussian(english)).toThrow();
});

describe('of clients', () => {
  test.each(Object.keys(refusals) as RefusalCode[])('the refusal %s', (code) => {
    expectRussian(explain({ reasons: [{ code, ...refusals[code] } as RefusalReason] }, options));
  });

  test.each(Object.keys(events) as EventType[])('the event %s', (type) => {
    expectRussian(describeEvent(eventOf(type, events[type]), options));
  });

  test('every action, kind, field and wrong value', () => {
    for (const action of Object.keys(ru.things.actions)) {
      expectRussian(
        explain(
          { reasons: [{ code: 'NOT_AUTHORIZED', actor: 'nobody', action, holders: [], roles: [] }] },
          options,
        ),
      );
    }
    for (const kind of ['transfer', 'state', 'role', 'hold', 'source', 'fact'] as const)
      expectRussian(
        explain({ reasons: [{ code: 'UNKNOWN_NAME', kind, name: 'nirvana', known: [] }] }, options),
      );
    const wrong: readonly ValueProblem[] = [
      { code: 'PAST', at: instant },
      { code: 'WHY_NEEDED' },
      { code: 'NO_RECEIVER', transfer: 'defer' },
      { code: 'ACCEPTED_BY_ANOTHER', employeeId: 'x', role: 'clientManager' },
      { code: 'ANOTHER_RECORD', type: 'orderPaid' },
      ...(['number', 'money', 'text', 'boolean', 'instant', 'enum', 'texts'] as const).map(
        (type) => ({ code: 'WRONG_VALUE', type }) as const,
      ),
    ];
    const fields = ['facts.fit', 'at', 'until', 'wakeAt', 'to', 'reason', 'received', 'replacement'];
    for (const problem of wrong)
      for (const field of fields)
        expectRussian(explain({ reasons: [{ code: 'INVALID_VALUE', field, problem }] }, options));
  });

  const causes: readonly Cause[] = [
    ...bareCauses.map((code) => ({ code })),
    { code: 'transfer', transfer: 'defer' },
    { code: 'assigned', measure: 'hours', owed: 0.5, able: 1, candidates: 2 },
    { code: 'assigned', measure: 'clients', owed: 1, able: 1, candidates: 2 },
    { code: 'nobodyCanTake', obstacles: Object.keys(ru.causes.obstacles) },
    ...(Object.keys(ru.causes.plans) as Cause<'plan'>['kind'][]).map(
      (kind) => ({ code: 'plan', kind, employeeIds: ['x'], until: instant, planId: 'p' }) as const,
    ),
    ...(Object.keys(ru.causes.moves) as NonNullable<Cause<'plan'>['move']>[]).map(
      (move) => ({ code: 'plan', kind: 'manual', move, from: 'x', to: 'y' }) as const,
    ),
  ];
  test.each(causes.map((cause) => [JSON.stringify(cause), cause] as const))('the cause %s', (_, cause) => {
    expectRussian(describeCause(cause, options));
    expectRussian(describeEvent(eventOf('clientPooled', { pool: 'telemarketer', cause }), options));
  });
});

test('what a parser finds wrong, with its place', () => {
  const wrong = {
    type: 'recordOrder',
    clientId: '',
    order: { id: 7, lines: [{ quantity: -1 }], vip: true },
    at: 'soon',
  };
  const problems = toProblems(commandSchema.safeParse(wrong).error ?? { issues: [] });
  expect(new Set(problems.map(({ code }) => code))).toEqual(
    new Set(['EMPTY', 'WRONG_TYPE', 'MISSING', 'TOO_SMALL', 'UNKNOWN_KEY']),
  );
  for (const problem of problems) expectRussian(describeProblem({ ...problem, path: '' }, options));
  const named = problems.find(({ path }) => path === 'order.id');
  expect(named && describeProblem(named, options)).toBe('order.id: ожидается: текст');
});

test.each(everyProblem.map((problem) => [problem.code, problem] as const))('the problem %s', (_, problem) => {
  expectRussian(describeProblem(problem, options));
  const of = { kind: 'employee', id: 'x' } as const;
  expect(describeProblem({ ...problem, of }, options)).toMatch(/^сотрудник Анна: /);
  // In English the message says the same, but by ids.
  const english = { dictionary: en };
  if (problem.code === 'MAY_NOT' || problem.code === 'PROTECTED') return;
  expect(describeProblem(problem, english)).toBe(problem.message);
});

test('every type that is expected, and what has no word for it', () => {
  const wrong = (expected: string) =>
    describeProblem({ path: '', ...fault('WRONG_TYPE', { expected }) }, options);
  for (const expected of Object.keys(ru.problems.expected)) expectRussian(wrong(expected));
  expectRussian(wrong('symbol'));
  for (const kind of Object.keys(ru.problems.kinds) as NameKind[])
    expectRussian(describeProblem({ path: '', ...fault('UNKNOWN_NAME', { kind, name: 'p' }) }, options));
});

test('a problem that was stored before there were codes is said by its message', () => {
  const stored: Problem = JSON.parse('{"path":"a","message":"as it was"}');
  expect(describeProblem(stored, options)).toBe('a: as it was');
});

test('refusals about employees', () => {
  const all: { readonly [Code in EmployeeRefusal['code']]: Extract<EmployeeRefusal, { code: Code }> } = {
    EMPLOYEE_EXISTS: { code: 'EMPLOYEE_EXISTS', employeeId: 'x', until: instant },
    STILL_EMPLOYED: { code: 'STILL_EMPLOYED', employeeId: 'x' },
    UNKNOWN_EMPLOYEE: { code: 'UNKNOWN_EMPLOYEE', employeeId: 'x' },
    EMPLOYEE_LEFT: { code: 'EMPLOYEE_LEFT', employeeId: 'x', leftAt: instant },
    LEAVES_BEFORE_HIRED: { code: 'LEAVES_BEFORE_HIRED', hiredAt: instant, leavesAt: instant },
    IN_THE_FUTURE: { code: 'IN_THE_FUTURE', field: 'at', at: instant, now: instant },
    TOO_EARLY: { code: 'TOO_EARLY', field: 'at', at: instant, since: instant },
    TOO_MANY_ABSENCES: { code: 'TOO_MANY_ABSENCES', limit: 50 },
    ABSENCE_EXISTS: { code: 'ABSENCE_EXISTS', absenceId: 'a-1' },
    UNKNOWN_ABSENCE: { code: 'UNKNOWN_ABSENCE', absenceId: 'a-1' },
    ABSENCE_ENDS_BEFORE_IT_BEGINS: { code: 'ABSENCE_ENDS_BEFORE_IT_BEGINS', from: instant, to: instant },
    OWN_DEPUTY: { code: 'OWN_DEPUTY', employeeId: 'x' },
  };
  const warning = {
    code: 'BEGINS_AS_NEWCOMER',
    employeeId: 'x',
    role: 'telemarketer',
    fullFrom: instant,
  } as const;
  expectRussian(explain({ reasons: [warning] }, options));
  for (const reason of Object.values(all)) expectRussian(explain({ reasons: [reason] }, options));
});

test('obstacles of an assignment', () => {
  const explanation = refusals.CONDITION_NOT_MET.explanation;
  const caps = ['openClients', 'utilisation', 'newPerDay', 'newPerWeek'] as const;
  const all: { readonly [Code in AssignmentObstacle['code']]: readonly AssignmentObstacle<Code>[] } = {
    NOT_HIRED_YET: [{ code: 'NOT_HIRED_YET', hiredAt: instant }],
    LEFT: [{ code: 'LEFT', leftAt: instant }],
    ABSENT: [{ code: 'ABSENT', until: instant, deputy: 'x' }],
    LACKS_ROLE: [{ code: 'LACKS_ROLE', role: 'clientManager' }],
    HOLDS_ALREADY: [{ code: 'HOLDS_ALREADY' }],
    REJECTED: [{ code: 'REJECTED', transfer: 'handToClientManager' }],
    NOT_ELIGIBLE: [{ code: 'NOT_ELIGIBLE', explanation }],
    NO_CAPACITY: [{ code: 'NO_CAPACITY' }],
    OVER_CAP: caps.map((cap) => ({ code: 'OVER_CAP', cap, limit: 1, actual: 2 }) as const),
    DECLINED: [{ code: 'DECLINED' }],
    NO_TIME_LEFT: [{ code: 'NO_TIME_LEFT', minutes: 30, left: 10 }],
    ON_HOLD: [{ code: 'ON_HOLD', hold: 'locked', reason: 'lawsuit', until: instant }],
  };
  const figures = {
    capacity: 100,
    present: true,
    openClients: 1,
    openHours: 2,
    utilisation: 0.02,
    received: 0,
    share: 1,
  };
  const candidate = { ...figures, employeeId: 'x', debtBefore: 0, debtAfter: 1, bonus: 0 };
  const request = {
    clientId: 'acme',
    role: 'clientManager',
    at: instant,
    measure: 'hours',
    amount: 1,
  } as const;
  const obstacles = Object.values(all).flat();
  const nobody = { ...request, pool: 'clientManager', reason: ['LEFT'] as const };
  const able = [{ ...candidate, score: 1, obstacles: [] }];
  for (const say of [describeAssignment, describeTaskAssignment]) {
    expectRussian(say({ ...nobody, candidates: [{ ...candidate, obstacles }] }, options));
    for (const measure of ['hours', 'clients'] as const)
      expectRussian(say({ ...request, measure, employeeId: 'x', candidates: able }, options));
  }
});

test('events of employees', () => {
  const head = { id: '@x#1', employeeId: 'x', happenedAt: instant, recordedAt: instant, by: 'head' };
  const profile = { roles: ['clientManager'], hoursPerMonth: 100, skills: [], regions: [] };
  const absence = { id: 'a-1', kind: 'vacation', from: instant, to: instant, deputyId: 'y' } as const;
  const all: { readonly [Type in EmployeeEvent['type']]: Extract<EmployeeEvent, { type: Type }> } = {
    employeeHired: { ...head, type: 'employeeHired', profile },
    employeeChanged: { ...head, type: 'employeeChanged', profile },
    employeeLeft: { ...head, type: 'employeeLeft', reason: 'holderLeft' },
    absenceRecorded: { ...head, type: 'absenceRecorded', absence },
    absenceChanged: { ...head, type: 'absenceChanged', absence },
    absenceCancelled: { ...head, type: 'absenceCancelled', absenceId: 'a-1' },
    employeeErased: { ...head, type: 'employeeErased', of: 'ivanova' },
  };
  for (const event of Object.values(all)) expectRussian(describeEvent(event, options));
});

describe('of plans', () => {
  test('events', () => {
    const draft = { role: 'clientManager', reason: { kind: 'departure', employeeId: 'x' }, moves: 3 };
    const more = {
      edits: [{}],
      clientIds: ['acme'],
      employeeIds: ['x'],
      rules: [],
      undoingId: 'p',
      returnId: 'p',
    };
    for (const code of ['LEFT', 'ALL_MOVED_ON']) {
      for (const type of Object.keys(ru.planEvents.events)) {
        const event = { type, planId: 'p', ...draft, ...more, cause: { code, employeeId: 'x', clients: 3 } };
        expectRussian(describePlanEvent(event as never, options));
      }
    }
  });

  const measures = ['clients', 'hours', 'potential', 'revenue'] as const;
  test('infeasibilities and what would help', () => {
    const clientIds = ['acme'];
    const reasons: readonly InfeasibilityReason[] = [
      {
        code: 'NOBODY_ELIGIBLE',
        clientIds,
        obstacles: Object.fromEntries(Object.keys(ru.redistribution.obstacles).map((key) => [key, 1])),
      },
      ...measures.flatMap((measure): InfeasibilityReason[] => [
        { code: 'TOO_LARGE', clientIds, measure, amount: 2, mostFree: 1 },
        { code: 'NO_ROOM', clientIds, holders: ['x'], employeeIds: ['y'], measure, amount: 2, free: 1 },
        { code: 'OUT_OF_REACH', employeeId: 'x', measure, needed: 2, reachable: 1 },
        { code: 'NOT_ENOUGH', measure, needed: 2, amount: 1 },
      ]),
      { code: 'RULES_CLASH', rules: Object.keys(ru.redistribution.rules) as never },
    ];
    const relaxations = Object.keys(ru.redistribution.rules).flatMap((rule) => [
      { rule: rule as never, minimal: true },
      { rule: rule as never, from: 0.5, to: 0.75, minimal: false },
    ]);
    expectRussian(
      describeInfeasible({ ok: false, infeasible: { reasons: reasons as never, relaxations } }, options),
    );
    expectRussian(describeInfeasible({ ok: false, notFound: { relaxations: [], stopped: 'done' } }, options));
  });

  test('moves, quality, analysis, comparison and why a client stays', () => {
    for (const cause of Object.keys(ru.causes.moves) as never[]) {
      const receiver = { utilisation: { without: 0.5, with: 0.6 }, fit: 0.5 };
      const move = { clientId: 'acme', from: 'x', to: 'y', cause, receiver, staying: 1, total: 4 };
      expectRussian(describeMove({ ...move, nextBest: { employeeId: 'z', extra: 2 } } as never, options));
    }
    for (const proposal of [{ gap: 0.1 }, { gap: 0, attained: 1 }, { gap: 0, attained: 0.9 }])
      expectRussian(describeQuality({ moves: [], ...proposal } as never, options));
    const heavy = Object.keys(ru.planAnalysis.rules).map((rule, i) => {
      const one = [{ id: 'acme', amount: 1 }];
      return {
        rule,
        weight: 1,
        amount: 1,
        share: 0.5,
        difference: i % 2 ? 1 : -1,
        employees: one,
        clients: one,
      };
    });
    expectRussian(describeAnalysis({ total: 1, rules: heavy } as never, options));
    for (const difference of [-1, 0, 1])
      expectRussian(describeComparison({ difference, rules: heavy } as never, options));
    const best = { employeeId: 'x', difference: 1, rules: { load: 1 }, breaks: ['maxMoves'] };
    for (const code of Object.keys(ru.planAnalysis.stays))
      expectRussian(
        describeWhyStays(
          {
            code,
            to: 'x',
            why: { code: 'NO_OVERLOAD' },
            ...(['NOT_BETTER', 'LIMITS', 'NOT_FOUND'].includes(code) && { best }),
          } as never,
          options,
        ),
      );
  });

  test('refusals, staleness, what is left out, reasons', () => {
    const refused: readonly PlanRefusal[] = [
      { code: 'UNKNOWN_PLAN', planId: 'p' },
      { code: 'PLAN_EXISTS', planId: 'p' },
      ...(Object.keys(ru.plans.statuses) as never[]).map(
        (status) => ({ code: 'WRONG_PLAN_STATUS', planId: 'p', status, allowed: [status] }) as const,
      ),
      { code: 'NOT_EFFECTIVE_YET', planId: 'p', effective: instant, now: instant },
      { code: 'NOTHING_TO_REDISTRIBUTE', role: 'clientManager' },
      { code: 'NOBODY_OVERLOADED', role: 'clientManager', utilisation: 0.85 },
      { code: 'CONTRADICTION', problems: everyProblem },
      { code: 'PLAN_FORGOTTEN', planId: 'p', at: instant },
      { code: 'NOT_UNDOABLE', planId: 'p' },
      { code: 'NO_RETURN', planId: 'p' },
      { code: 'NOT_BACK', employeeId: 'x', until: instant },
    ];
    for (const reason of refused) expectRussian(describePlanRefusal([reason], options));
    const stale: StalePlan = {
      planId: 'p',
      clients: [
        {
          clientId: 'acme',
          revision: { planned: 1 },
          changed: Object.keys(ru.plans.stale.clients) as never,
          planned: { id: 'acme', holder: 'x', hours: 1 },
        },
      ],
      employees: [
        {
          employeeId: 'x',
          revision: { planned: 1, now: 2 },
          changed: Object.keys(ru.plans.stale.employees) as never,
          planned: { id: 'x', capacity: 1 },
        },
      ],
      violations: [
        { code: 'NOT_ALLOWED', clientId: 'acme', employeeId: 'x' },
        ...Object.keys(ru.redistribution.rules).map((rule) => ({
          code: 'LIMIT_BROKEN',
          rule,
          employeeId: 'x',
        })),
      ] as never,
    };
    expectRussian(describeStalePlan(stale, options));
    const protections: readonly Protection[] = [
      { code: 'RULE', why: 'поздняя сделка' },
      { code: 'HOLD', hold: 'locked', reason: 'lawsuit' },
      ...(['MOVED_LATELY', 'MOVED_OFTEN', 'NOT_OF_SEGMENT', 'NO_OVERLOAD'] as const).map((code) => ({
        code,
      })),
    ];
    const left: LeftOut = {
      clientId: 'acme',
      reasons: [
        ...protections.map((why) => ({ code: 'PROTECTED', why }) as const),
        { code: 'MOVED_ON', employeeId: 'x' },
        { code: 'NO_HANDOFF' },
      ],
    };
    expectRussian(describeLeftOut(left, options));
    const why: readonly PlanReason[] = [
      { kind: 'manual' },
      { kind: 'departure', employeeId: 'x' },
      { kind: 'undo', planId: 'p' },
    ];
    for (const reason of why) expectRussian(describePlanReason(reason, options));
  });
});

describe('of blueprints', () => {
  const presets = [mixed(), transactional(), consultative(), project()].map(
    (input) => defineConveyor(input).blueprint,
  );
  test('the regulation', () => {
    for (const one of presets)
      expectRussian(describeBlueprint(one, { dictionary: ru }).replace(/^.*[Вв]ерси.*$/gm, ''));
  });

  test.each(Object.keys(ru.lint) as LintRule[])('the finding %s', (rule) => {
    const names = {
      transfers: ['defer', 'wake'],
      states: ['cold'],
      roles: ['clientManager'],
      facts: ['fit'],
      reasons: [],
    };
    const values = { how: 'return', earlier: 'overdue', later: 'dormant', hours: 4 } as const;
    expectRussian(describeFinding({ rule, severity: 'note', path: '', names, values }, options));
  });

  test('what a new version has no counterpart for', () => {
    const parts = {
      state: 'cold',
      role: 'clientManager',
      transfer: 'defer',
      hold: 'locked',
      fact: 'fit',
      clients: 3,
    };
    for (const kind of ['state', 'role', 'wakeDate', 'handoff', 'deadline', 'hold', 'fact'])
      expectRussian(describeUnmapped({ kind, ...parts } as never, options));
    for (const why of ['noPart', 'notResponsible', 'twoBecomeOne'])
      expectRussian(describeUnmapped({ kind: 'custody', why, ...parts } as never, options));
  });

  test('whom time moves as soon as new rules are in force', () => {
    const way = { from: 'regular', to: 'overdue', transfer: 'becomeOverdue', clients: 3 };
    expectRussian(describeChangesAtOnce({ clients: 3, changes: [way] }, options));
    const next = { at: '2026-03-06T00:00:00.000Z', clients: 1 };
    expectRussian(describeChangesAtOnce({ clients: 0, changes: [], next }, options));
  });

  test('a diff', () => {
    const after = structuredClone(blueprint) as typeof blueprint;
    const text = describeDiff(
      blueprint,
      {
        ...after,
        label: { ru: 'другой' },
        windowGrace: { days: 3 },
        transfers: { ...after.transfers, wake: { ...after.transfers.wake, label: { ru: 'иначе' } } as never },
      },
      { dictionary: ru },
    );
    // A diff shows a label in every language that it has.
    expectRussian(text.replace(/\([^()]*\)/g, ''));
  });
});
