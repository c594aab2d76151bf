/** What a document of work in queues must be, and that everything about tasks can be said in both languages. */
import { defineConveyor } from 'sales-conveyor';
import type { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { mixed } from 'sales-conveyor/presets';
import {
  countedByTasks,
  type DeadlineExplanation,
  type DeadlineStatus,
  defineWork,
  describeDeadline,
  describeTaskEvent,
  describeTaskRefusal,
  mixedWork,
  type ServicePromise,
  type TaskEvent,
  type TaskEventPayloads,
  type TaskRefusal,
  type WorkInput,
} from 'sales-conveyor/work';
import { describe, expect, test } from 'vitest';
import { smallBlueprint } from '../blueprint/small-blueprint.ts';
import { dictionaries } from '../dictionaries.ts';
import { deskOf, type Line, lived, opening, week } from './desk.ts';

const conveyor = defineConveyor(smallBlueprint({ services: { shop: { label: 'магазин', may: [] } } }));
const resolve = { workingHours: 4 };

function problemsOf(change: Partial<WorkInput>, type: object = {}): readonly string[] {
  const order = {
    label: 'заказ',
    queue: 'desk',
    opens: ['caller'],
    service: [{ name: 'usual', resolve }],
    ...type,
  };
  const input = { queues: { desk: { label: 'стол', role: 'helper' } }, tasks: { order }, ...change };
  try {
    defineWork(conveyor, input as WorkInput);
    return [];
  } catch (error) {
    const { code, details } = error as {
      code: string;
      details: { problems: { path: string; code: string }[] };
    };
    expect(code).toBe('INVALID_WORK');
    return details.problems.map((one) => `${one.path} ${one.code}`);
  }
}

const service = (...classes: object[]) => ({ service: classes.map((one, i) => ({ name: `c${i}`, ...one })) });
const when = { fact: 'fit', is: 'equals', value: true };

test('a document is right with little in it, and roles and services may open', () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({}, { opens: ['shop', 'head'] })).toEqual([]);
});

test.each<[string, Partial<WorkInput>, object, readonly string[]]>([
  ['a misspelt key', { queue: {} } as never, {}, ['queue UNKNOWN_KEY']],
  [
    'a misspelt key beside what means nothing',
    { queue: {} } as never,
    { queue: 'kitchen', opens: ['cook'] },
    ['queue UNKNOWN_KEY', 'tasks.order.queue NOT_ONE_OF', 'tasks.order.opens[0] NOT_ONE_OF'],
  ],
  [
    'an unknown role of a queue',
    { queues: { desk: { label: 'стол', role: 'cook', lead: 'chef' } } },
    {},
    ['queues.desk.role NOT_ONE_OF', 'queues.desk.lead NOT_ONE_OF'],
  ],
  ['an unknown queue', {}, { queue: 'kitchen' }, ['tasks.order.queue NOT_ONE_OF']],
  ['an unknown opener', {}, { opens: ['cook'] }, ['tasks.order.opens[0] NOT_ONE_OF']],
  [
    'a fact that there is',
    { facts: { fit: { type: 'boolean', label: 'x' } } },
    {},
    ['facts.fit BUILT_IN_FACT'],
  ],
  [
    'a fact that nobody has',
    {},
    service({ when: { ...when, fact: 'fat' } }, {}),
    ['tasks.order.service[0].when.fact UNKNOWN_NAME'],
  ],
  ['a class for all before the last', {}, service({}, {}), ['tasks.order.service[0].when MISSING']],
  ['a condition of the last class', {}, service({ when }), ['tasks.order.service[0].when TO_BE_LEFT_OUT']],
  [
    'two classes of one name',
    {},
    { service: [{ name: 'a', when }, { name: 'a' }] },
    ['tasks.order.service[1].name TO_BE_LEFT_OUT'],
  ],
  ['no queue at all', { queues: {} }, {}, ['queues EMPTY']],
  [
    'an unknown calendar',
    { calendars: { sun: { days: [1], from: '09:00', to: '10:00' } } },
    service({ calendar: 'moon' }),
    ['tasks.order.service[0].calendar NOT_ONE_OF'],
  ],
  [
    'a calendar where there are none',
    {},
    service({ calendar: 'moon' }),
    ['tasks.order.service[0].calendar TO_BE_LEFT_OUT'],
  ],
  [
    'a promise that takes no time',
    {},
    service({ respond: { days: 0, hours: 0 }, resolve: {} }),
    ['tasks.order.service[0].respond TOO_SMALL', 'tasks.order.service[0].resolve EMPTY_DURATION'],
  ],
  [
    'a cut-off that is no time, or no text',
    {},
    service({ respond: { workingDays: 0, cutOff: 5 }, resolve: { workingDays: 0, cutOff: '2 pm' } }),
    ['tasks.order.service[0].respond.cutOff WRONG_TYPE', 'tasks.order.service[0].resolve.cutOff WRONG_FORM'],
  ],
  [
    'limits whose number is none',
    {},
    service({ respond: { workingDays: '1' }, resolve: { workingHours: '4' } }),
    [
      'tasks.order.service[0].respond.workingDays WRONG_TYPE',
      'tasks.order.service[0].resolve.workingHours WRONG_TYPE',
    ],
  ],
  [
    'an unknown role to escalate to',
    {},
    service({ resolve, escalate: { before: resolve, to: 'chef' } }),
    ['tasks.order.service[0].escalate.to NOT_ONE_OF'],
  ],
  [
    'an escalation of no promise',
    {},
    service({ escalate: { before: resolve, to: 'head' } }),
    ['tasks.order.service[0].escalate TO_BE_LEFT_OUT'],
  ],
  [
    'a chain that is longer than the promise',
    {},
    service({ resolve, chain: [{ queue: 'desk', within: { workingHours: 5 } }] }),
    ['tasks.order.service[0].chain TOO_BIG'],
  ],
  [
    'a chain of no promise',
    {},
    service({ chain: [{ queue: 'shop', within: resolve }] }),
    ['tasks.order.service[0].chain[0].queue NOT_ONE_OF', 'tasks.order.service[0].chain TO_BE_LEFT_OUT'],
  ],
  [
    'a lorry that leaves before the cut-off',
    {},
    service({ resolve: { workingDays: 0, cutOff: '14:00', by: '13:00' } }),
    ['tasks.order.service[0].resolve.by NOT_LATER'],
  ],
  [
    'hours that never come',
    { calendars: { rare: { days: [1], from: '09:00', to: '10:00' } } },
    service({ calendar: 'rare', resolve: { workingHours: 900 } }),
    ['tasks.order.service[0].resolve NEVER_WORKED'],
  ],
  [
    'shifts that overlap',
    {
      calendars: {
        odd: {
          shifts: [
            { days: [1], from: '09:00', to: '12:00' },
            { days: [1], from: '11:00', to: '13:00' },
          ],
        },
      },
    },
    {},
    ['calendars.odd.shifts OVERLAPS'],
  ],
])('%s is refused', (_what, change, type, problems) => {
  expect(problemsOf(change, type)).toEqual(problems);
});

test('the mixed department’s work suits its blueprint: every supporting role has a queue, every label both languages', () => {
  const work = defineWork(
    defineConveyor(mixed({ timeZone: 'Europe/Moscow' })),
    mixedWork({ cutOff: '15:00' }),
  );
  const { queues, tasks } = work.document;
  expect([...new Set(Object.values(queues).map(({ role }) => role))].toSorted()).toEqual([
    'backOffice',
    'orderOperator',
    'salesSupport',
  ]);
  expect(tasks.enterOrder?.load).toEqual({ minutes: 10 });
  const labels = [...JSON.stringify(work.document).matchAll(/"label":(.)/g)];
  expect(labels.length).toBeGreaterThan(60);
  expect(labels.every(([, next]) => next === '{')).toBe(true);
  const open = { type: 'open', taskId: 's', taskType: 'shipOrder', clientId: 'acme' } as const;
  const dueOf = (now: string) => {
    const outcome = work.decide(undefined, open, { now, by: 'olga', facts: { segment: 'B' } });
    return outcome.ok && work.deadlines(outcome.task, now).resolve?.at;
  };
  // 14:59 and 15:00 in Moscow, on a Friday.
  expect(dueOf('2026-03-06T11:59:00Z')).toBe('2026-03-06T15:00:00.000Z');
  expect(dueOf('2026-03-06T12:00:00Z')).toBe('2026-03-09T15:00:00.000Z');
  expect(() => mixedWork({ cutoff: '15:00' } as object)).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  );
});

test('the norms of roles whose tasks take minutes go from the states, so that nothing is counted twice', () => {
  const [before, work] = [mixed(), mixedWork()];
  const kept = structuredClone(before);
  const after = countedByTasks(before, work);
  expect(before).toEqual(kept);
  const rolesOf = (states: typeof before.states) =>
    [...new Set(Object.values(states).flatMap(({ load = {} }) => Object.keys(load)))].sort();
  const counted = ['backOffice', 'orderOperator', 'salesSupport'];
  expect(rolesOf(before.states)).toEqual(expect.arrayContaining(counted));
  expect(rolesOf(after.states)).toEqual(rolesOf(before.states).filter((role) => !counted.includes(role)));
  const regular = (blueprint: typeof before) => defineConveyor(blueprint).blueprint.states.regular?.load;
  expect(regular(before)).toMatchObject({ orderOperator: 0.17, backOffice: 0.1 });
  expect(regular(after)).toEqual({ clientManager: 0.5 });
  // Without minutes a type says nothing of anybody's time.
  const tasks = Object.entries(work.tasks).map(([name, { load: _, ...type }]) => [name, type] as const);
  expect(countedByTasks(before, { ...work, tasks: Object.fromEntries(tasks) })).toEqual(before);
  expect(() => defineWork(defineConveyor(after), work)).not.toThrow();
});

describe('in words', () => {
  const at = '2026-11-09T09:00:00.000Z';
  const promise: ServicePromise = {
    service: 'usual',
    rank: 0,
    hours: { role: 'helper' },
    responds: 'take',
    tried: [],
    rests: {},
  };
  const events: { readonly [Type in TaskEvent['type']]: TaskEventPayloads[Type] } = {
    taskOpened: { clientId: 'acme', orderId: 'o1', queue: 'desk', facts: {}, promise },
    taskTaken: {},
    taskDeclined: {},
    taskPassedOn: { queue: 'desk', employeeId: 'anna' },
    taskRenamed: { names: { queues: { стойка: 'desk' }, roles: { начальник: 'head' } } },
    taskPaused: { pauseId: '1', reason: 'client', stopsClock: true },
    taskResumed: { pauseId: '1' },
    taskPauseRecorded: { pauseId: '1', reason: 'client', stopsClock: true, from: at, until: at },
    taskPauseWithdrawn: { pauseId: '1' },
    taskAnswered: {},
    taskDone: {},
    taskReturned: { reason: 'unclear' },
    taskResubmitted: {},
    taskReopened: {},
    taskEscalated: { to: 'head', cause: { code: 'DEADLINE_NEAR', target: 'resolve', deadline: at } },
    taskChanged: { facts: {}, promise },
    taskOpeningCorrected: { openedAt: at, promise },
    taskCancelled: { cause: { code: 'REASON', reason: 'mistake' } },
    taskFollowedClient: { clientId: 'acme', from: 'acme-2' },
  };
  const id = { taskId: 't', taskType: 'order', happenedAt: at, recordedAt: at, by: 'anna', id: '@@task/t#1' };
  const eventsToSay = [
    ...Object.entries(events).map(([type, payload]) => ({ ...id, type, ...payload }) as TaskEvent),
    { ...id, type: 'taskEscalated', cause: { code: 'ASKED' }, note: 'срочно' } as TaskEvent,
    { ...id, type: 'taskEscalated', to: 'head', cause: { code: 'NOBODY_ANSWERS' } } as TaskEvent,
    { ...id, type: 'taskCancelled', cause: { code: 'CLIENT_CLOSED' }, by: 'system' } as TaskEvent,
  ];
  const refusals: {
    readonly [Code in TaskRefusal['code']]: Omit<Extract<TaskRefusal, { code: Code }>, 'code'>;
  } = {
    UNKNOWN_TASK: { taskId: 't' },
    TASK_EXISTS: { taskId: 't' },
    UNKNOWN_TASK_TYPE: { taskType: 'x', known: ['order'] },
    UNKNOWN_QUEUE: { queue: 'x', known: ['desk'] },
    UNKNOWN_TASK_REASON: { taskType: 'order', reason: 'x', known: ['client'] },
    UNKNOWN_TASK_FACT: { fact: 'x', known: ['lines'] },
    WRONG_TASK_FACT: { fact: 'lines', expected: 'number' },
    WRONG_TASK_STATUS: { taskId: 't', status: 'done', allowed: ['waiting', 'inHand'] },
    TASK_TAKEN: { taskId: 't', employeeId: 'anna' },
    TASK_NOT_FOR_THEM: { employeeId: 'anna', step: 'take', parties: ['worker', 'lead'], roles: ['helper'] },
    UNKNOWN_TASK_CLIENT: { clientId: 'acme' },
    TASK_CLIENT_CLOSED: { clientId: 'acme' },
    TASK_CLIENT_MERGED: { clientId: 'acme-2', into: 'acme' },
    NOT_IN_QUEUE: { employeeId: 'anna', queue: 'desk' },
    WORKER_AWAY: { employeeId: 'anna', until: at },
    NO_TIME_LEFT: { employeeId: 'anna', minutes: 30, left: 10 },
    COMMAND_ID_REUSED: { commandId: '17' },
    UNKNOWN_PAUSE: { pauseId: '1' },
    PAUSE_EXISTS: { pauseId: '1' },
    PAUSE_ENDS_BEFORE_IT_BEGINS: { from: at, until: at },
    TASK_IN_THE_FUTURE: { at, now: at },
    TASK_TOO_EARLY: { at, since: at },
    OPENED_TOO_LATE: { at, until: at },
  };
  const refused = [
    ...Object.entries(refusals).map(([code, values]) => ({ code, ...values }) as TaskRefusal),
    { code: 'TASK_NOT_FOR_THEM', employeeId: 'anna', step: 'remind', parties: [], roles: [] } as TaskRefusal,
  ];

  const hours = { workingHours: 4 };
  const desk = deskOf(
    [
      { name: 'large', label: 'крупный', when: { fact: 'lines', is: 'atLeast', value: 20 }, resolve: hours },
      {
        name: 'usual',
        label: 'обычный',
        respond: { days: 1 },
        resolve: { workingDays: 0, cutOff: '14:00', by: '16:00' },
      },
    ],
    { ...week('09:00', '17:00', ['2026-11-10']), dates: { '2026-11-11': [{ from: '09:00', to: '12:00' }] } },
  );
  const pauseAt = (from: string, until: string, reason: string): Line => [
    '2026-11-30T00:00:00.000Z',
    { type: 'recordPause', reason, from: `2026-11-09T${from}:00.000Z`, until: `2026-11-09T${until}:00.000Z` },
  ];
  const explanations = (['2026-11-09T09:00:00Z', '2026-12-30T09:00:00Z'] as const).flatMap((now) => {
    const lines: readonly Line[] = [
      [at, { ...opening, facts: { lines: 3 } }],
      pauseAt('13:00', '14:30', 'client'),
      pauseAt('10:00', '11:00', 'stock'),
    ];
    const stopped: readonly Line[] = [
      [at, opening],
      ['2026-11-09T09:30:00.000Z', { type: 'pause', reason: 'client' }],
    ];
    return [lines, stopped].flatMap((each) => {
      const { task } = lived(desk, each);
      return (['respond', 'resolve'] as const).map(
        (target) => desk.explainDeadline(task, target, now) as DeadlineExplanation,
      );
    });
  });
  const statuses: readonly DeadlineStatus[] = [
    'running',
    'stopped',
    'overdue',
    'onTime',
    'late',
    'cancelled',
  ];
  const everyHead = statuses.map((status) => ({
    ...(explanations[0] as DeadlineExplanation),
    status,
    metAt: at,
  }));

  const names = { employees: () => 'Анна', clients: () => 'Ромашка' };
  const saidIn = (dictionary: typeof en, work?: typeof desk) => {
    const options = { dictionary, conveyor, names, ...(work && { work }) };
    return [
      ...eventsToSay.map((event) => describeTaskEvent(event, options)),
      ...describeTaskRefusal(refused, options).split('\n'),
      ...[...explanations, ...everyHead].map((one) => describeDeadline(one, options)),
    ];
  };

  test.each(Object.keys(dictionaries) as (keyof typeof dictionaries)[])(
    '%s: all of it is said whole',
    (language) => {
      for (const text of saidIn(dictionaries[language])) {
        expect(text).not.toBe('');
        expect(text).not.toMatch(/[{}[\]]|undefined|null|NaN|\[object|Invalid/);
      }
      expect(saidIn(dictionaries[language])).toHaveLength(eventsToSay.length + refused.length + 14);
    },
  );

  test('Russian has no Latin letters but those of names without a label', () => {
    const own = /\b(order|desk|usual|large|client|stock|unclear|mistake|lines|helper|head|o1|t|x)\b/g;
    const labels = /the client is asked|out of stock|by mistake/g;
    for (const text of saidIn(ru, desk)) {
      expect(text.replace(labels, '').replace(own, '').replace('Lines', '')).not.toMatch(/[a-z]/i);
    }
  });

  test('what a refusal says there is, is said by its labels', () => {
    const options = { dictionary: ru, conveyor, work: desk };
    const codes = ['UNKNOWN_TASK_TYPE', 'UNKNOWN_QUEUE', 'UNKNOWN_TASK_REASON'];
    expect(
      describeTaskRefusal(
        refused.filter(({ code }) => codes.includes(code)),
        options,
      ).split('\n'),
    ).toEqual([
      'Вида задач x нет; есть: «order».',
      'Очереди x нет; есть: «desk».',
      'Причины x для этого нет; есть: «the client is asked».',
    ]);
  });

  test('a deadline is told line by line', () => {
    const options = { dictionary: ru, conveyor, work: desk };
    expect(describeDeadline(explanations[1] as DeadlineExplanation, options).split('\n')).toEqual([
      'Выполнить до 11.11.2026, 12:00.',
      'Класс «обычный».',
      'Не подошёл класс «крупный»:',
      '– Lines — не меньше 20; сейчас: 3',
      'Обещано: в тот же рабочий день, если поступило до 14:00, не позже 16:00, начиная с 09.11.2026, 09:00; рабочее время: desk.',
      'Идёт в счёт: 09.11.2026, 09:00 – 09.11.2026, 13:00, 4 ч.',
      'Идёт в счёт: 09.11.2026, 14:30 – 09.11.2026, 17:00, 2 ч 30 мин.',
      'Идёт в счёт: 11.11.2026, 09:00 – 11.11.2026, 12:00, 3 ч.',
      'Всего: 9 ч 30 мин.',
      'Нерабочие дни: 10.11.2026.',
      'Другие часы работы: 11.11.2026.',
      'Пауза 09.11.2026, 10:00 – 09.11.2026, 11:00, «out of stock»: время идёт.',
      'Пауза 09.11.2026, 13:00 – 09.11.2026, 14:30, «the client is asked»: не в счёт 1 ч 30 мин.',
      'Осталось: 9 ч 30 мин.',
    ]);
  });

  test('a task that came after the cut-off is told from which day on it counts', () => {
    const told = (openedAt: string) => {
      const { task } = lived(desk, [[openedAt, { ...opening, facts: { lines: 3 } }]]);
      const explained = desk.explainDeadline(task, 'resolve', openedAt) as DeadlineExplanation;
      const lines = describeDeadline(explained, { dictionary: ru, conveyor, work: desk }).split('\n');
      return lines.filter((line) => line.startsWith('Поступило'));
    };
    expect(told('2026-11-09T14:30:00.000Z')).toEqual([
      'Поступило слишком поздно для своего дня: дни считаются с 11.11.2026.',
    ]);
    expect(told('2026-11-09T13:00:00.000Z')).toEqual([]);
    // On a day off nothing comes too late.
    expect(told('2026-11-10T15:00:00.000Z')).toEqual([]);
  });
});
