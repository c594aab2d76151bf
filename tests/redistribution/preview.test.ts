import { type Dictionary, defineConveyor } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { mixed } from 'sales-conveyor/presets';
import { expect, test } from 'vitest';
import {
  describeExclusion,
  describeMove,
  describeUntouched,
} from '../../src/redistribution/describe-redistribution.ts';
import type { Exclusion } from '../../src/redistribution/exclusion-schema.ts';
import { previewOf } from '../../src/redistribution/preview.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';

const problem = {
  clients: [
    { id: 'a1', holder: 'ann', hours: 4, revenue: 30, industry: 'dairy' },
    { id: 'b1', holder: 'bob', hours: 6, revenue: 70 },
    { id: 'c1', holder: 'cat', hours: 2, revenue: 0 },
  ],
  employees: [
    { id: 'ann', capacity: 10, keeps: false },
    { id: 'bob', capacity: 10 },
    { id: 'cat', capacity: 10, experience: { dairy: 3 } },
  ],
};

function preview() {
  const result = redistribute(problem);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return { result, ...previewOf(problem, result.proposal) };
}

test('by employee: before, gained, lost, after, use of capacity', () => {
  const { employees } = preview();
  const one = (clients: number, hours: number, revenue: number) => ({
    clients,
    hours,
    revenue,
    potential: hours,
  });
  expect(employees.find(({ employeeId }) => employeeId === 'cat')).toEqual({
    employeeId: 'cat',
    before: one(1, 2, 0),
    gained: one(1, 4, 30),
    lost: one(0, 0, 0),
    after: one(2, 6, 30),
    utilisation: { before: 0.2, after: 0.6 },
  });
});

test('as a whole: evenness before and after, shares that move, nobody without a holder', () => {
  const { measures } = preview();
  expect(measures.before).toMatchObject({
    maxToMean: expect.closeTo(1.5),
    variation: expect.closeTo(0.5),
    gini: expect.closeTo(0.25),
  });
  expect(measures.after).toEqual({ maxToMean: 1, variation: 0, gini: 0 });
  expect(measures.moved).toEqual({ clients: 1 / 3, hours: 1 / 3, revenue: 0.3 });
  expect(measures.clientsWithoutHolder).toEqual({ before: 0, after: 0 });
});

test('by move: why it moves, why to whom, and what the next best would have cost', () => {
  const { moves, result } = preview();
  const [move] = moves;
  if (!move) throw new Error('nothing moved');
  expect(move).toMatchObject({ clientId: 'a1', from: 'ann', to: 'cat', cause: 'HOLDER_KEEPS_NONE' });
  expect(move.receiver).toEqual({ utilisation: { without: 0.2, with: 0.6 }, fit: 1 });
  expect(move.nextBest?.employeeId).toBe('bob');
  const pinned = redistribute({ ...problem, policy: { pins: [{ clientId: 'a1', employeeId: 'bob' }] } });
  if (!pinned.ok) throw new Error('no plan');
  const extra = pinned.proposal.objective.total - result.proposal.objective.total;
  expect(move.nextBest?.extra).toBeCloseTo(extra, 9);
  expect(describeMove(move, { dictionary: en })).toMatch(
    /^a1 from ann to cat: ann keeps no clients; cat is then at 60%, without it at 20%; next best is bob/,
  );
  expect(describeMove(move, { dictionary: ru })).toMatch(/^a1: ann → cat\. Почему: /);
});

test('whom it left alone: by whose protection, since when and why, with the members of a group', () => {
  const why = {
    code: 'HOLD',
    hold: 'protected',
    reason: 'tender in May',
    by: 'head',
    since: '2026-03-02T09:00:00.000Z',
  } as const;
  const clients = [
    { id: 'a1', holder: 'ann', hours: 4, revenue: 30, accountGroup: 'g', protected: why },
    { id: 'a2', holder: 'ann', hours: 2, accountGroup: 'g' },
    { id: 'a3', holder: 'ann', hours: 4, protected: { code: 'NO_OVERLOAD' } as const },
    { id: 'b1', holder: 'bob', hours: 6, accountGroup: 'g', protected: 'a late deal' },
    { id: 'b2', holder: 'bob', hours: 6 },
  ];
  const { untouched } = previewOf(
    {
      clients,
      employees: [
        { id: 'ann', capacity: 10 },
        { id: 'bob', capacity: 10 },
      ],
    },
    { moves: [], gap: 0 },
  );
  expect(untouched).toEqual([
    { clientId: 'a1', holder: 'ann', hours: 4, revenue: 30, why },
    { clientId: 'a2', holder: 'ann', hours: 2, revenue: 0, why, mate: 'a1' },
    { clientId: 'b1', holder: 'bob', hours: 6, revenue: 0, why: 'a late deal' },
  ]);
  const conveyor = defineConveyor(mixed());
  const said = (dictionary: Dictionary) =>
    untouched.map((one) => describeUntouched(one, { dictionary, conveyor }));
  expect(said(en)).toEqual([
    'a1 stays with ann: the hold “protected from redistribution” (tender in May), placed by head on 2 Mar 2026',
    'a2 stays with ann: the hold “protected from redistribution” (tender in May), placed by head on 2 Mar 2026; one group with a1',
    'b1 stays with bob: a late deal',
  ]);
  expect(said(ru)).toEqual([
    'a1 остаётся у ответственного (ann): блокировка «защищён от перераспределения» (tender in May); кем поставлена: head, 02.03.2026',
    'a2 остаётся у ответственного (ann): блокировка «защищён от перераспределения» (tender in May); кем поставлена: head, 02.03.2026; одна группа компаний с клиентом a1',
    'b1 остаётся у ответственного (bob): a late deal',
  ]);
});

test('why somebody gains no clients is said in words, a text of the problem’s own as it is', () => {
  const excluded: readonly Exclusion[] = [
    { code: 'AWAY', until: '2026-03-10T00:00:00.000Z' },
    { code: 'AWAY' },
    { code: 'NOT_HIRED_YET', at: '2026-03-10T00:00:00.000Z' },
    { code: 'LEAVES', at: '2026-03-10T00:00:00.000Z' },
    { code: 'LACKS_ROLE' },
    { code: 'GIVES_AWAY' },
    { code: 'OTHERS_GAIN' },
    { code: 'OVERLOADED' },
    'on probation',
  ];
  const { employees } = previewOf(
    {
      clients: [{ id: 'a', hours: 1, holder: 'bob' }],
      employees: [
        { id: 'bob', capacity: 10, excluded: 'not said of who accepts' },
        ...excluded.map((why, i) => ({ id: `e${i}`, capacity: 10, accepts: false, excluded: why })),
      ],
    },
    { moves: [], gap: 0 },
  );
  const conveyor = defineConveyor(mixed());
  const said = (dictionary: Dictionary) =>
    employees.map((one) => describeExclusion(one, { dictionary, conveyor }));
  expect(said(en)).toMatchInlineSnapshot(`
    [
      "",
      "e0 gains no clients: away through 9 Mar 2026",
      "e1 gains no clients: away",
      "e2 gains no clients: works here from 10 Mar 2026 on",
      "e3 gains no clients: leaves on 10 Mar 2026",
      "e4 gains no clients: does not have the role",
      "e5 gains no clients: the plan hands on their own clients",
      "e6 gains no clients: the plan is for others",
      "e7 gains no clients: the plan is to lighten their own load",
      "e8 gains no clients: on probation",
    ]
  `);
  expect(said(ru)).toMatchInlineSnapshot(`
    [
      "",
      "e0 новых клиентов не получает: отсутствует по 09.03.2026 включительно",
      "e1 новых клиентов не получает: отсутствует",
      "e2 новых клиентов не получает: работает только с 10.03.2026",
      "e3 новых клиентов не получает: увольняется 10.03.2026",
      "e4 новых клиентов не получает: нет нужной роли",
      "e5 новых клиентов не получает: по этому плану отдаёт своих клиентов",
      "e6 новых клиентов не получает: план составлен для других",
      "e7 новых клиентов не получает: план снимает с сотрудника перегрузку",
      "e8 новых клиентов не получает: on probation",
    ]
  `);
});
