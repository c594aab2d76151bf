import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import {
  describeInfeasible,
  describeLeftOut,
  describePlanReason,
  describePlanRefusal,
  describeStalePlan,
  type PlanReason,
  type PlanRefusal,
  type StalePlan,
} from 'sales-conveyor/redistribution';
import { expect, test } from 'vitest';
import { fault } from '../../src/redistribution/faults.ts';

const planId = 'p';
const refusals: PlanRefusal[] = [
  { code: 'UNKNOWN_PLAN', planId },
  { code: 'WRONG_PLAN_STATUS', planId, status: 'draft', allowed: ['approved', 'applied'] },
  {
    code: 'NOT_EFFECTIVE_YET',
    planId,
    effective: '2026-03-06T06:00:00.000Z',
    now: '2026-03-02T06:00:00.000Z',
  },
  { code: 'NOBODY_OVERLOADED', role: 'clientManager', utilisation: 0.85 },
  {
    code: 'CONTRADICTION',
    problems: [{ path: '', ...fault('PINNED_TWICE', { clientId: 'x', employeeIds: ['a', 'b'] }) }],
  },
  { code: 'NOT_BACK', employeeId: 'vera' },
  { code: 'UNKNOWN_EMPLOYEE', employeeId: 'zoe' },
];

test('why nothing was done to a plan is said in both languages', () => {
  expect(describePlanRefusal(refusals, { dictionary: en }).split('\n')).toEqual([
    'There is no plan p.',
    'Plan p is a draft; this can be done while it is approved, applied.',
    'Plan p is for 6 Mar 2026; it is not applied before.',
    'Nobody of the role clientManager has more to do than 85% of their time.',
    'This cannot be: client x is pinned to several: a, b.',
    'vera is not back yet.',
    expect.stringContaining('zoe'),
  ]);
  const russian = describePlanRefusal(refusals, { dictionary: ru }).split('\n');
  expect(russian).toHaveLength(refusals.length);
  expect(russian[1]).toBe('План p: черновик; это можно сделать, только пока он: утверждён, применён.');
});

test('a plan that concerns many employees names the first twenty, and says how many more there are', () => {
  const employeeIds = Array.from({ length: 25 }, (_, i) => `e${i + 1}`);
  const reason: PlanReason = { kind: 'overload', employeeIds };
  const said = describePlanReason(reason, { dictionary: ru });
  expect(said).toContain('e20');
  expect(said).not.toContain('e21');
  expect(said).toContain('и ещё 5');
  expect(describePlanReason(reason, { dictionary: en })).toContain('and 5 more');
  expect(describePlanReason({ kind: 'overload', employeeIds: ['e1'] }, { dictionary: en })).not.toContain(
    'more',
  );
});

test('a stale plan names each client, employee and rule', () => {
  const stale: StalePlan = {
    planId,
    clients: [
      {
        clientId: 'acme',
        revision: { planned: 3, now: 5 },
        changed: ['holder', 'hours'],
        planned: { id: 'acme', holder: 'vera', hours: 1 },
        now: { id: 'acme', holder: 'dora', hours: 2 },
      },
      { clientId: 'zenit', revision: { planned: 3 }, changed: ['gone'], planned: { id: 'zenit', hours: 1 } },
    ],
    employees: [
      {
        employeeId: 'gleb',
        revision: { planned: 1, now: 2 },
        changed: ['capacity', 'accepts', 'keeps'],
        planned: { id: 'gleb', capacity: 9 },
        now: { id: 'gleb', capacity: 4.5, accepts: false, keeps: true },
      },
    ],
    violations: [
      { code: 'LIMIT_BROKEN', rule: 'utilisation.max', employeeId: 'dora', actual: 2, min: 0, max: 1 },
    ],
  };
  expect(describeStalePlan(stale, { dictionary: en }).split('\n')).toEqual([
    'acme: has another holder, takes other hours: 2 h a month, 1 h when planned, vera → dora.',
    'zenit: is not held in the role any more.',
    'gleb: has other hours: 4.5 h a month, 9 h when planned, takes no clients any more, keeps clients again.',
    'dora: the highest share of capacity would be broken by now.',
  ]);
  expect(describeStalePlan(stale, { dictionary: ru }).split('\n')).toEqual([
    'acme: ответственный уже другой, требует другого времени: было 1 ч в месяц, стало 2 ч (vera → dora).',
    'zenit: в этой роли клиента больше никто не ведёт.',
    'gleb: изменилось время на клиентов: было 9 ч в месяц, стало 4,5 ч, больше не принимает клиентов, клиенты снова остаются.',
    'dora: теперь было бы нарушено правило «наибольшая загрузка».',
  ]);
});

test('a client that is left where it is has its reasons said, a plan its own', () => {
  const movedOn = { clientId: 'acme', reasons: [{ code: 'MOVED_ON', employeeId: null }] } as const;
  expect(describeLeftOut(movedOn, { dictionary: en })).toBe('acme has moved on.');
  const held = { code: 'HELD_BY_ANOTHER', role: 'keeper', expected: 'gleb', actual: 'dora' } as const;
  expect(describeLeftOut({ clientId: 'acme', reasons: [held] }, { dictionary: en })).toMatch(/^acme: .*dora/);
  const away = {
    kind: 'absence',
    employeeId: 'vera',
    onReturn: 'propose',
    until: '2026-09-07T06:00:00.000Z',
  } as const;
  expect(describePlanReason(away, { dictionary: en })).toBe('vera is away through 7 Sept 2026');
  expect(describePlanReason({ kind: 'undo', planId }, { dictionary: ru })).toBe('отмена плана p');
});

test('parts of a client are said in the genitive in Russian, whole ones as they are counted', () => {
  const said = (needed: number) =>
    describeInfeasible(
      {
        ok: false,
        infeasible: {
          reasons: [{ code: 'OUT_OF_REACH', employeeId: 'x', measure: 'clients', needed, reachable: 1 }],
          relaxations: [],
        },
      },
      { dictionary: ru },
    ).split('\n')[0];
  const reach = 'набрать можно самое большее: 1 клиент.';
  for (const [needed, clients] of [
    [2, '2 клиента'],
    [2.5, '2,5 клиента'],
    [5, '5 клиентов'],
    [21, '21 клиент'],
  ] as const)
    expect(said(needed)).toBe(`x: нужно самое меньшее: ${clients}; ${reach}`);
});
