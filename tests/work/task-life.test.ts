/** The life of a task: what the table says, who may, what is refused, and that the events alone tell the task. */
import fc from 'fast-check';
import { type Task, type TaskStatus, type TaskStepName, taskLife, type Work } from 'sales-conveyor/work';
import { describe, expect, test } from 'vitest';
import { deskOf, type Line, lived, opening, refusalsOf, told, week } from './desk.ts';

const day = (number: number, time: string) => `2026-11-${String(number).padStart(2, '0')}T${time}:00.000Z`;
const now = day(9, '15:00');
const work = deskOf(
  [
    {
      name: 'urgent',
      label: 'urgent',
      when: { fact: 'urgent', is: 'equals', value: true },
      respond: { workingHours: 1 },
      resolve: { workingHours: 4 },
      escalate: { before: { workingHours: 1 }, to: 'keeper' },
      chain: [
        { queue: 'desk', within: { workingHours: 1 } },
        { queue: 'store', within: { workingHours: 3 } },
      ],
    },
    { name: 'fitting', when: { fact: 'fit', is: 'equals', value: true }, resolve: { workingHours: 9 } },
    { name: 'usual', resolve: { workingHours: 18 } },
  ],
  week('09:00', '18:00'),
);

const opened: Line = [day(9, '09:00'), { ...opening, facts: { urgent: true } }, { by: 'rita' }];
const take: Line = [day(9, '10:00'), { type: 'take' }];
const pause: Line = [day(9, '11:00'), { type: 'pause', reason: 'client' }];
const finish: Line = [day(9, '12:00'), { type: 'finish' }];
const giveBack: Line = [day(9, '12:00'), { type: 'return', reason: 'unclear' }];

const inStatus: Readonly<Record<TaskStatus, readonly Line[]>> = {
  waiting: [opened],
  inHand: [opened, take],
  paused: [opened, take, pause],
  returned: [opened, take, giveBack],
  done: [opened, take, finish],
  cancelled: [opened, [day(9, '12:00'), { type: 'cancel', reason: 'mistake' }]],
};

const steps: Readonly<Record<Exclude<TaskStepName, 'open'>, Line[1]>> = {
  take: { type: 'take' },
  decline: { type: 'decline' },
  passOn: { type: 'passOn', to: { employeeId: 'vera' } },
  pause: { type: 'pause', reason: 'stock' },
  resume: { type: 'resume' },
  recordPause: { type: 'recordPause', reason: 'client', from: day(9, '09:30'), until: day(9, '09:45') },
  withdrawPause: { type: 'withdrawPause', pauseId: '3' },
  answer: { type: 'answer' },
  finish: { type: 'finish' },
  return: { type: 'return', reason: 'unclear' },
  resubmit: { type: 'resubmit' },
  reopen: { type: 'reopen' },
  escalate: { type: 'escalate' },
  remind: { type: 'remind' },
  leaveToLead: { type: 'leaveToLead' },
  rename: { type: 'rename', names: { queues: { desk: 'store' } } },
  change: { type: 'change', facts: { lines: 2 } },
  correct: { type: 'correct', openedAt: day(9, '08:00') },
  cancel: { type: 'cancel', reason: 'mistake' },
  closeWithClient: { type: 'closeWithClient' },
  follow: { type: 'follow', clientId: 'bolt' },
};

const no = 'WRONG_TASK_STATUS';
const row = (
  ...[waiting, inHand, paused, returned, done]: [string, string, string, string, string]
): Readonly<Record<TaskStatus, string>> => ({ waiting, inHand, paused, returned, done, cancelled: no });

/** By step, what becomes of a task in each status: where it leads, or the code against it. */
const expected: Readonly<Record<keyof typeof steps, Readonly<Record<TaskStatus, string>>>> = {
  take: row('inHand', 'TASK_TAKEN', 'TASK_TAKEN', no, no),
  decline: row('waiting', no, no, no, no),
  passOn: row('inHand', 'inHand', 'paused', no, no),
  pause: row('paused', 'paused', no, no, no),
  resume: row(no, no, 'inHand', no, no),
  recordPause: row('waiting', 'inHand', 'paused', 'returned', 'done'),
  withdrawPause: row('UNKNOWN_PAUSE', 'UNKNOWN_PAUSE', 'inHand', 'UNKNOWN_PAUSE', 'UNKNOWN_PAUSE'),
  answer: row('waiting', 'inHand', 'paused', 'returned', 'done'),
  finish: row(no, 'done', no, no, no),
  return: row(no, 'returned', 'returned', no, no),
  resubmit: row(no, no, no, 'waiting', no),
  reopen: row(no, no, no, no, 'waiting'),
  escalate: row('waiting', 'inHand', 'paused', 'returned', no),
  remind: row('waiting', 'inHand', 'paused', 'returned', no),
  leaveToLead: row(no, no, no, 'returned', no),
  rename: row('waiting', 'inHand', 'paused', 'returned', 'done'),
  change: row('waiting', 'inHand', 'paused', 'returned', 'done'),
  correct: row('waiting', 'inHand', 'paused', 'returned', 'done'),
  cancel: row('cancelled', 'cancelled', 'cancelled', 'cancelled', no),
  closeWithClient: row('cancelled', 'cancelled', 'cancelled', 'cancelled', no),
  follow: { ...row('waiting', 'inHand', 'paused', 'returned', 'done'), cancelled: 'cancelled' },
};

test.each(Object.keys(steps) as (keyof typeof steps)[])(
  '%s: the table says from where and to where',
  (name) => {
    const by = 'by' in taskLife[name] ? 'olga' : 'system';
    for (const [status, lines] of Object.entries(inStatus)) {
      const { task, events } = lived(work, lines);
      expect(work.replay(events)).toEqual(task);
      expect(JSON.parse(JSON.stringify(task))).toEqual(task);
      const before = structuredClone(task);
      const outcome = told(work, task, [now, steps[name], { by }]);
      expect(task).toEqual(before);
      const came = outcome.ok ? outcome.task.status : outcome.refused.map(({ code }) => code).join();
      expect([name, status, came]).toEqual([name, status, expected[name][status as TaskStatus]]);
      if (outcome.ok) expect(work.replay([...events, ...outcome.events])).toEqual(outcome.task);
    }
  },
);

describe('who may', () => {
  const parties = {
    opener: { by: 'carl', roles: ['caller'] },
    requester: { by: 'rita', roles: ['caller'] },
    worker: { by: 'ivan', roles: ['helper'] },
    holder: { by: 'olga', roles: [] },
    lead: { by: 'lena', roles: ['head'] },
    stranger: { by: 'sam', roles: ['keeper'] },
    system: { by: 'system' },
  } as const;

  test.each(Object.keys(steps) as (keyof typeof steps)[])(
    '%s: those of the table, and nobody else',
    (name) => {
      const step = taskLife[name];
      const [from] = step.from.filter(
        (status) => (status as string) !== 'none' && expected[name][status] !== 'UNKNOWN_PAUSE',
      );
      const { task } = lived(work, inStatus[from as TaskStatus]);
      const able = Object.entries(parties).filter(([, who]) => {
        const outcome = told(work, task, [now, steps[name], who]);
        return outcome.ok || !outcome.refused.some(({ code }) => code === 'TASK_NOT_FOR_THEM');
      });
      // Nobody is asked of whom no roles are told: system goes on behalf of whoever is trusted.
      const listed: readonly string[] = 'by' in step ? step.by : [];
      const has = (party: string) => party !== 'holder' || task.holder !== undefined;
      expect(able.map(([party]) => party)).toEqual(
        Object.keys(parties).filter((party) => party === 'system' || (listed.includes(party) && has(party))),
      );
    },
  );

  test('a task is opened by the roles of its type, taken by those of its queue', () => {
    expect(refusalsOf(work, [], [now, opening, parties.stranger])).toEqual([
      { code: 'TASK_NOT_FOR_THEM', employeeId: 'sam', step: 'open', parties: ['opener'], roles: ['caller'] },
    ]);
    expect(refusalsOf(work, [], [now, opening, parties.opener])).toEqual([]);
    expect(refusalsOf(work, [opened], [now, steps.take, parties.stranger])).toEqual([
      {
        code: 'TASK_NOT_FOR_THEM',
        employeeId: 'sam',
        step: 'take',
        parties: ['worker', 'lead'],
        roles: ['helper', 'head'],
      },
    ]);
  });

  test('what time and the end of a client bring about is nobody’s to do', () => {
    expect(refusalsOf(work, [opened], [now, steps.closeWithClient, { by: 'lena' }])).toMatchObject([
      { code: 'TASK_NOT_FOR_THEM', parties: [] },
    ]);
  });
});

describe('refused is', () => {
  test.each<[string, readonly Line[], Line[1], object]>([
    ['a second opening', [opened], opening, { code: 'TASK_EXISTS' }],
    ['what is done to no task', [], { type: 'take' }, { code: 'UNKNOWN_TASK' }],
    ['an unknown type', [], { ...opening, taskType: 'odd' }, { code: 'UNKNOWN_TASK_TYPE', known: ['order'] }],
    ['an unknown queue', [opened], { type: 'passOn', to: { queue: 'moon' } }, { code: 'UNKNOWN_QUEUE' }],
    [
      'an unknown reason to pause',
      [opened],
      { type: 'pause', reason: 'tea' },
      { known: ['client', 'stock'] },
    ],
    [
      'an unknown fact',
      [],
      { ...opening, facts: { price: 1 } },
      { code: 'UNKNOWN_TASK_FACT', fact: 'price' },
    ],
    ['a fact of another type', [], { ...opening, facts: { lines: 'ten' } }, { expected: 'number' }],
    ['what lies ahead', [], { ...opening, at: day(10, '09:00') }, { code: 'TASK_IN_THE_FUTURE', now }],
    [
      'a pause before the opening',
      [opened],
      { type: 'pause', reason: 'client', at: day(9, '08:00') },
      { since: day(9, '09:00') },
    ],
    [
      'an end before the taking',
      [opened, take],
      { type: 'finish', at: day(9, '09:59') },
      { code: 'TASK_TOO_EARLY' },
    ],
    [
      'a pause that ends as it begins',
      [opened],
      { type: 'recordPause', reason: 'client', from: day(9, '10:00'), until: day(9, '10:00') },
      { code: 'PAUSE_ENDS_BEFORE_IT_BEGINS' },
    ],
    [
      'a pause of a known id',
      inStatus.paused,
      { ...steps.recordPause, pauseId: '3' } as Line[1],
      { code: 'PAUSE_EXISTS' },
    ],
    [
      'an opening after the taking',
      [opened, take],
      { type: 'correct', openedAt: day(9, '10:01') },
      { until: day(9, '10:00') },
    ],
  ])('%s', (_what, before, step, refusal) => {
    expect(refusalsOf(work, before, [now, step])).toMatchObject([refusal]);
  });

  test('everything at once that speaks against it', () => {
    const step = { type: 'pause', reason: 'tea', at: day(10, '09:00') } as const;
    const codes = refusalsOf(work, [opened], [now, step, { by: 'sam', roles: ['keeper'] }]).map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['TASK_NOT_FOR_THEM', 'TASK_IN_THE_FUTURE', 'UNKNOWN_TASK_REASON']);
  });

  test('a command of another form, as an error that names every fault', () => {
    const wrong = { type: 'pause', taskId: 't', reason: 'client', untill: now } as never;
    expect(() => work.decide(undefined, wrong, { now, by: 'olga' })).toThrow(
      expect.objectContaining({
        code: 'INVALID_COMMAND',
        details: { problems: [expect.objectContaining({ path: 'untill' })] },
      }),
    );
  });

  test.each([null, '', 'keeper of keys', {}, new Set(['keeper']), [5], [null]])(
    'roles and whom they stand in for that are no lists of texts: %j',
    (given) => {
      for (const name of ['roles', 'standsInFor']) {
        const context = { now, by: 'sam', roles: ['caller'], [name]: given } as never;
        expect(() => work.decide(undefined, { ...opening, taskId: 't' }, context)).toThrow(
          expect.objectContaining({
            code: 'INVALID_ARGUMENT',
            message: expect.stringContaining(`context.${name} must be`),
          }),
        );
      }
    },
  );

  test('a misspelt key of the context: nobody would be asked whether they may', () => {
    const context = { now, by: 'sam', rolls: ['keeper'] };
    expect(() => work.decide(undefined, { ...opening, taskId: 't' }, context)).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        message: expect.stringContaining('context.rolls'),
      }),
    );
  });

  test('a history that is out of order', () => {
    const { events } = lived(work, inStatus.paused);
    for (const wrong of [
      events.slice(1),
      [events[0], events[2]],
      [...events, events[2]],
      [events[0], events[0]],
    ]) {
      expect(() => work.replay(wrong as typeof events)).toThrow(
        expect.objectContaining({ code: 'INVALID_HISTORY' }),
      );
    }
  });
});

describe('a task', () => {
  test('is of the first class whose condition is met, by its own facts and by the client’s', () => {
    const classOf = (facts: object, ofClient: Task['promise']['rests'] = {}) =>
      lived(work, [[now, { ...opening, facts: { ...facts } }, { facts: ofClient }]]).task.promise;
    expect(classOf({ urgent: true }, { fit: true })).toMatchObject({ service: 'urgent', rank: 0 });
    expect(classOf({}, { fit: true })).toMatchObject({
      service: 'fitting',
      rank: 1,
      tried: [
        { service: 'urgent', truth: 'unknown' },
        { service: 'fitting', truth: 'yes' },
      ],
      rests: { fit: true },
    });
    expect(classOf({ urgent: false })).toMatchObject({ service: 'usual', rests: { urgent: false } });
    expect(work.factsFor('order')).toEqual(['fit']);
  });

  test('keeps what it was promised whatever the document says later', () => {
    const { events } = lived(work, [opened]);
    const stricter = deskOf([{ name: 'usual', resolve: { workingHours: 1 } }], week('09:00', '18:00'));
    const due = (by: Work) => by.deadlines(by.replay(events) as Task, now).resolve?.at;
    expect(due(stricter)).toBe(due(work));
    const closed = deskOf([{ name: 'usual' }], week('09:00', '18:00', ['2026-11-09']));
    expect(due(closed)).toBe(day(10, '13:00'));
  });

  test('keeps its result once it is done, whatever holiday is decreed later, until it is put right', () => {
    const [work, decreed] = [[], ['2026-11-10']].map((holidays) =>
      deskOf([{ resolve: { workingDays: 1 } }], week('09:00', '18:00', holidays)),
    ) as [Work, Work];
    const lines: Line[] = [
      ['2026-11-09T10:00:00.000Z', opening],
      ['2026-11-09T10:00:00.000Z', { type: 'take' }],
      ['2026-11-11T10:00:00.000Z', { type: 'finish' }],
    ];
    const { task, events } = lived(work, lines);
    const now = '2026-11-12T10:00:00.000Z';
    const status = (one: Work, of = task) => one.explainDeadline(of, 'resolve', now)?.status;
    expect([work, decreed].map((one) => status(one))).toEqual(['late', 'late']);
    expect(decreed.explainDeadline(task, 'resolve', now)).toEqual(work.explainDeadline(task, 'resolve', now));
    expect(decreed.chainUse(task, now)).toEqual(work.chainUse(task, now));
    expect(decreed.replay(events)).toEqual(task);
    const openedAt = '2026-11-09T09:30:00.000Z';
    const corrected = lived(work, [...lines, [now, { type: 'correct', openedAt }]]).task;
    expect([work, decreed].map((one) => status(one, corrected))).toEqual(['late', 'onTime']);
    const anew = lived(work, [...lines, [now, { type: 'reopen' }]]).task;
    expect([work, decreed].map((one) => one.deadlines(anew, now).resolve?.at)).toEqual([
      '2026-11-10T18:00:00.000Z',
      '2026-11-12T18:00:00.000Z',
    ]);
  });

  test('is as it was known at a moment: a pause told late moved the deadline only then', () => {
    const late: Line = [day(9, '14:00'), steps.recordPause];
    const { events } = lived(work, [opened, take, late]);
    const due = (knownAt?: string) => work.deadlines(work.replay(events, knownAt) as Task, now).resolve?.at;
    expect([due(day(9, '13:59')), due(day(9, '14:00')), due()]).toEqual([
      day(9, '13:00'),
      day(9, '13:15'),
      day(9, '13:15'),
    ]);
    expect(work.replay(events, day(8, '00:00'))).toBeUndefined();
  });

  test('gives a pause an id that none has, though one was given by hand', () => {
    const pause = { type: 'pause', reason: 'client' } as const;
    const { task } = lived(work, [
      [now, opening],
      [now, { type: 'take' }],
      [now, { ...pause, pauseId: '5' }],
      [now, { type: 'resume' }],
      [now, pause],
    ]);
    expect(Object.keys(task.pauses)).toEqual(['5', '5-2']);
    expect(task.pausedBy).toBe('5-2');
  });

  test('is brought before a role once for its queue’s part of the chain, and once as its deadline is near', () => {
    const remind: Line[1] = { type: 'remind' };
    const bySystem = { by: 'system' };
    // The desk has an hour, and is told of it an hour before: at once.
    const [first, again, early, near, last]: readonly Line[] = [
      [day(9, '10:00'), remind, bySystem],
      [day(9, '10:30'), remind, bySystem],
      [day(9, '11:59'), remind, bySystem],
      [day(9, '12:00'), remind, bySystem],
      [day(9, '12:05'), remind, bySystem],
    ];
    const known = lived(work, [opened, take, first!, again!, early!]);
    expect(known.events).toHaveLength(3);
    const cause = { code: 'CHAIN_LIMIT_NEAR', queue: 'desk', deadline: day(9, '10:00') };
    expect(known.task.escalated).toEqual({ at: day(9, '10:00'), to: 'keeper', cause });
    const { task, events } = lived(work, [opened, take, first!, near!, last!]);
    expect(events).toHaveLength(4);
    expect(task.escalated).toEqual({
      at: day(9, '12:00'),
      to: 'keeper',
      cause: { code: 'DEADLINE_NEAR', target: 'resolve', deadline: day(9, '13:00') },
    });
  });

  test('goes back to whoever opened it, and that time is theirs: the chain says who used up what', () => {
    const { task } = lived(work, [
      opened,
      take,
      [day(9, '10:30'), { type: 'return', reason: 'unclear' }],
      [day(9, '11:00'), { type: 'resubmit' }],
      [day(9, '11:10'), { type: 'take' }],
      [day(9, '11:30'), { type: 'passOn', to: { queue: 'store' } }],
      [day(9, '12:00'), { type: 'take' }, { by: 'vera' }],
      [day(9, '12:30'), { type: 'pause', reason: 'stock' }],
      [day(9, '13:00'), { type: 'resume' }],
      [day(9, '13:00'), { type: 'pause', reason: 'client' }],
      [day(9, '14:00'), { type: 'resume' }],
      [day(9, '14:30'), { type: 'finish' }],
    ]);
    expect(task).toMatchObject({ returns: 1, returned: { by: 'olga', reason: 'unclear' } });
    expect(work.chainUse(task, now)).toEqual([
      {
        queue: 'desk',
        waitingMinutes: 70,
        inHandMinutes: 50,
        restedMinutes: 0,
        usedMinutes: 120,
        withinMinutes: 60,
        isOver: true,
      },
      { waitingMinutes: 0, inHandMinutes: 0, restedMinutes: 0, usedMinutes: 30, isOver: false },
      {
        queue: 'store',
        waitingMinutes: 30,
        inHandMinutes: 90,
        restedMinutes: 30,
        usedMinutes: 120,
        withinMinutes: 180,
        isOver: false,
      },
    ]);
    // All that counts is somebody's: 09:00 to 14:30 without the hour in which the client was asked.
    const used = work.chainUse(task, now).reduce((sum, { usedMinutes }) => sum + usedMinutes, 0);
    expect(used).toBe(270);
    // That hour began as the deadline came.
    expect(work.deadlines(task, now).resolve).toMatchObject({ at: day(9, '13:00'), status: 'late' });
  });

  test('follows its client into a merge, and back when that is undone', () => {
    const system = { by: 'system' };
    const { task, events } = lived(work, [
      opened,
      [day(9, '10:00'), { type: 'follow', clientId: 'bolt' }, system],
      [day(9, '10:05'), { type: 'follow', clientId: 'bolt' }, system],
      take,
      [day(9, '11:00'), { type: 'follow', clientId: 'acme' }, system],
    ]);
    expect(events.map(({ type }) => type)).toEqual([
      'taskOpened',
      'taskFollowedClient',
      'taskTaken',
      'taskFollowedClient',
    ]);
    expect(task).toMatchObject({ clientId: 'acme', status: 'inHand', revision: 4 });
  });

  test('waits in order: by class, then the earliest deadline, then age, then id; what was declined is left out', () => {
    const waiting = (id: string, at: string, urgent: boolean, ...lines: readonly Line[]) => {
      const { events } = lived(work, [[at, { ...opening, facts: { urgent } }], ...lines]);
      return work.replay(
        events.map((one) => ({ ...one, taskId: id, id: one.id.replace('/t#', `/${id}#`) })),
      ) as Task;
    };
    const tasks = [
      waiting('d', day(9, '12:00'), false),
      waiting('c', day(9, '12:00'), false),
      waiting('old', day(9, '11:00'), false),
      waiting('urgent', day(9, '14:00'), true),
      waiting('taken', day(9, '09:00'), true, take),
      waiting('declined', day(9, '09:00'), true, [day(9, '10:00'), { type: 'decline' }]),
    ];
    const order = (who: string) => work.inOrder(tasks, 'desk', who, now).map(({ id }) => id);
    expect(order('olga')).toEqual(['urgent', 'old', 'c', 'd']);
    expect(order('vera')).toEqual(['declined', 'urgent', 'old', 'c', 'd']);
  });
});

test('law: whatever is done with it, a task is in one place, and the log alone tells it and its deadlines', () => {
  const people = [
    { by: 'rita', roles: ['caller'] },
    { by: 'olga', roles: ['helper'] },
    { by: 'vera', roles: ['helper', 'keeper'] },
    { by: 'lena', roles: ['head'] },
    { by: 'system' },
    // Nobody is asked whether these may.
    { by: 'olga' },
    { by: 'vera' },
  ];
  const more: Line[1][] = [
    { type: 'passOn', to: { queue: 'store' } },
    { type: 'passOn', to: { queue: 'desk' } },
    { type: 'pause', reason: 'client' },
    { type: 'change', facts: { urgent: false } },
  ];
  const act = fc.record({
    step: fc.constantFrom(
      ...Object.values(steps).filter(({ type }) => type !== 'cancel' && type !== 'closeWithClient'),
      ...more,
    ),
    who: fc.constantFrom(...people),
    after: fc.integer({ min: 0, max: 240 }),
  });
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
      let { task, events } = lived(work, [opened]);
      let time = Date.parse(task.openedAt);
      for (const { step, who, after } of acts) {
        time += after * 60_000;
        const moment = new Date(time).toISOString();
        const outcome = told(work, task, [moment, step, who]);
        if (!outcome.ok) {
          expect(outcome.refused.length).toBeGreaterThan(0);
          continue;
        }
        accepted += outcome.events.length;
        [task, events] = [outcome.task, [...events, ...outcome.events]];
        const { status, holder, queue } = task;
        expect(Object.keys(work.document.queues)).toContain(queue);
        if (status === 'inHand') expect(holder).toBeDefined();
        if (status === 'waiting' || status === 'returned') expect(holder).toBeUndefined();
        expect(task.pausedBy !== undefined).toBe(status === 'paused');
        const [last] = task.stays.slice(-1);
        if (status === 'waiting') expect(last).toMatchObject({ with: 'queue', queue });
        if (status === 'returned') expect(last?.with).toBe('requester');
      }
      const end = new Date(time).toISOString();
      const folded = work.replay(JSON.parse(JSON.stringify(events))) as Task;
      expect(folded).toEqual(task);
      expect(work.deadlines(folded, end)).toEqual(work.deadlines(task, end));
      // Every minute that counts is one party's.
      const used = work.chainUse(task, end).reduce((sum, { usedMinutes }) => sum + usedMinutes, 0);
      const whole = work.chainUse({ ...task, stays: task.stays.slice(0, 1) }, end);
      expect(used).toBeCloseTo(
        whole.reduce((sum, { usedMinutes }) => sum + usedMinutes, 0),
        6,
      );
    }),
    { numRuns: 40, seed: 18 },
  );
  expect(accepted).toBeGreaterThan(60);
});
