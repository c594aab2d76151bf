/** When what is promised falls due: the cases that users of help desks disputed, and what they should have been told. */
import fc from 'fast-check';
import { addWorkingHours } from 'sales-conveyor';
import type { WorkInput } from 'sales-conveyor/work';
import { describe, expect, test } from 'vitest';
import { daily, deskOf, dueAfter, type Line, lived, opening, promising, week } from './desk.ts';

// The 9th of November 2026 is a Monday.
const day = (number: number, time: string) => `2026-11-${String(number).padStart(2, '0')}T${time}:00.000Z`;
const hours = (workingHours: number) => ({ workingHours });
const noon = day(30, '12:00');

describe('the deadlines of help desks', () => {
  test.each([
    ['glpi PR 22678, within the day', week('08:00', '18:00'), 4, day(9, '10:00'), day(9, '14:00')],
    ['glpi PR 22678, over the night', week('08:00', '18:00'), 4, day(9, '17:00'), day(10, '11:00')],
    ['osTicket 1168, over the weekend', week('08:00', '18:00'), 4, day(13, '17:00'), day(16, '11:00')],
    ['FreeScout 3756, priority 1', week('09:00', '17:00'), 4, day(9, '16:00'), day(10, '12:00')],
    ['FreeITSM, half an hour before closing', week('09:00', '17:00'), 1, day(9, '16:30'), day(10, '09:30')],
    [
      'zammad 390, with both holidays',
      daily('09:00', '21:00', ['2026-11-11', '2026-11-13']),
      48,
      day(9, '23:00'),
      day(15, '21:00'),
    ],
    ['zammad 390, without holidays', daily('09:00', '21:00'), 48, day(9, '23:00'), day(13, '21:00')],
    [
      'zammad 3180, round the clock over midnight',
      daily('00:00', '24:00'),
      24,
      day(9, '17:20'),
      day(10, '17:20'),
    ],
  ])('%s', (_source, calendar, limit, opened, due) => {
    expect(dueAfter(promising(hours(limit), calendar), opened)).toBe(due);
  });

  test.each([
    ['on Sunday: on Friday', { days: 2 }, day(13, '11:00'), day(13, '16:00')],
    ['at noon: within the morning', { days: 1 }, day(9, '12:00'), day(10, '10:00')],
    ['before any work: as it is opened', { hours: 3 }, day(14, '11:00'), day(14, '11:00')],
  ])('two working hours before a deadline of the calendar, %s', (_case, resolve, opened, escalation) => {
    const work = deskOf([{ resolve, escalate: { before: hours(2), to: 'head' } }], week('09:00', '18:00'));
    const { task } = lived(work, [[opened, opening]]);
    expect(work.deadlines(task, opened).due?.escalateAt).toBe(escalation);
    expect(work.explainDeadline(task, 'resolve', opened)?.escalateAt).toBe(escalation);
  });

  test('frappe helpdesk 2212: lunch is no time', () => {
    const lunch = {
      shifts: [
        { days: [1], from: '09:00', to: '12:00' },
        { days: [1], from: '13:00', to: '17:00' },
      ],
    };
    expect(dueAfter(promising(hours(4), lunch), day(9, '10:00'))).toBe(day(9, '15:00'));
  });

  test.each([
    ['within the day', day(9, '10:00'), day(9, '13:00')],
    ['over the night, not at midnight', day(9, '17:00'), day(10, '10:00')],
    ['that lies on the evening before: when work begins', day(9, '15:00'), day(10, '08:00')],
  ])('glpi PR 22678: escalation an hour before, %s', (_case, opened, escalation) => {
    const work = deskOf(
      [{ resolve: hours(4), escalate: { before: hours(1), to: 'head' } }],
      week('08:00', '18:00'),
    );
    const { task } = lived(work, [[opened, opening]]);
    expect(work.deadlines(task, opened).due?.escalateAt).toBe(escalation);
  });

  test('an escalation before a task was opened is at its opening', () => {
    const work = deskOf(
      [{ resolve: hours(1), escalate: { before: hours(2), to: 'head' } }],
      week('08:00', '18:00'),
    );
    const { task } = lived(work, [[day(9, '20:00'), opening]]);
    expect(work.deadlines(task, noon).resolve?.escalateAt).toBe(day(10, '08:00'));
  });

  test('zammad 5177, 3140: the first open promise is due, and none that was kept', () => {
    const work = deskOf([{ respond: hours(1), resolve: hours(4) }], week('09:00', '17:00'));
    const opened: readonly Line[] = [[day(9, '09:00'), opening]];
    const due = (lines: readonly Line[]) => work.deadlines(lived(work, lines).task, noon).due;
    expect(due(opened)).toMatchObject({ target: 'respond', at: day(9, '10:00') });
    const taken: readonly Line[] = [...opened, [day(9, '09:30'), { type: 'take' }]];
    expect(due(taken)).toMatchObject({ target: 'resolve', at: day(9, '13:00'), status: 'overdue' });
    expect(due([...taken, [day(9, '12:00'), { type: 'finish' }]])).toBeUndefined();
  });
});

describe('the clock', () => {
  test.each([
    ['23 h, Berlin in spring', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z', 23],
    ['25 h, Berlin in autumn', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z', 25],
  ])('counts a day of %s whole, and only that day', (_day, from, to, length) => {
    const work = promising(hours(length), daily('00:00', '24:00'), { timeZone: 'Europe/Berlin' });
    expect(dueAfter(work, from)).toBe(to);
    // Office hours never meet the hour that is changed.
    const office = promising(hours(8), daily('09:00', '17:00'), { timeZone: 'Europe/Berlin' });
    const { task } = lived(office, [[from, opening]]);
    expect(office.explainDeadline(task, 'resolve', to)).toMatchObject({ countedMinutes: 480 });
  });

  const nine = week('08:00', '17:00');
  const paused = (from: string, until: string, reason = 'client'): readonly Line[] => [
    [day(9, '16:00'), opening],
    [day(9, '16:10'), { type: 'take' }],
    [noon, { type: 'recordPause', reason, from, until }],
  ];
  test.each([
    ['outside working time costs nothing', day(9, '20:00'), day(10, '04:00'), 'client', day(10, '11:00')],
    ['within it moves the deadline on', day(10, '09:00'), day(10, '10:00'), 'client', day(10, '12:00')],
    [
      'over the end of work costs what lies before',
      day(9, '16:30'),
      day(10, '08:00'),
      'client',
      day(10, '11:30'),
    ],
    [
      'that does not stop the clock costs nothing',
      day(10, '09:00'),
      day(10, '10:00'),
      'stock',
      day(10, '11:00'),
    ],
    ['after the deadline does not help', day(10, '11:00'), day(10, '16:00'), 'client', day(10, '11:00')],
  ])('a pause %s', (_rule, from, until, reason, due) => {
    const work = promising(hours(4), nine);
    expect(work.deadlines(lived(work, paused(from, until, reason)).task, noon).resolve?.at).toBe(due);
  });

  test('frappe helpdesk PR 2449: a pause over a holiday is not added to it', () => {
    const work = promising(hours(8), week('09:00', '17:00', ['2026-11-10']));
    const { task } = lived(work, [
      [day(9, '13:00'), opening],
      [noon, { type: 'recordPause', reason: 'client', from: day(9, '15:00'), until: day(11, '11:00') }],
    ]);
    // 2 h on Monday, 6 h on Wednesday from 11 on.
    expect(work.deadlines(task, noon).resolve?.at).toBe(day(11, '17:00'));
  });

  test('that stands still has no deadline, but what is left', () => {
    const work = promising(hours(4), nine);
    const { task } = lived(work, [
      [day(9, '09:00'), opening],
      [day(9, '10:30'), { type: 'pause', reason: 'client' }],
    ]);
    expect(work.deadlines(task, noon)).toEqual({ resolve: { target: 'resolve', status: 'stopped' } });
    expect(work.explainDeadline(task, 'resolve', noon)).toMatchObject({
      countedMinutes: 90,
      leftMinutes: 150,
    });
  });

  test('pauses that overlap cost what they moved together, and none after the deadline or while it was done', () => {
    const work = promising(hours(4), nine);
    const pause = (pauseId: string, from: string, until: string, reason = 'client'): Line => [
      noon,
      { type: 'recordPause', pauseId, reason, from, until },
    ];
    const { task } = lived(work, [
      [day(9, '10:00'), opening],
      [day(9, '10:00'), { type: 'take' }],
      pause('c', day(9, '11:00'), day(9, '12:20')),
      pause('a', day(9, '10:00'), day(9, '12:00')),
      pause('d', day(9, '11:30'), day(9, '12:10')),
      pause('b', day(9, '10:30'), day(9, '12:30'), 'stock'),
      pause('e', day(9, '16:30'), day(9, '17:00')),
    ]);
    const told = work.explainDeadline(task, 'resolve', noon);
    expect(told?.at).toBe(day(9, '16:20'));
    expect(told?.pauses.map(({ pauseId, costMinutes }) => [pauseId, costMinutes])).toEqual([
      ['a', 120],
      ['b', 0],
      ['c', 20],
      ['d', 0],
      ['e', 0],
    ]);
  });

  test('of a span on the calendar goes on at night, and a pause moves it on by its whole length', () => {
    const work = promising({ days: 1 }, nine, { timeZone: 'Europe/Berlin' });
    const opened: Line = ['2026-10-24T12:00:00.000Z', opening];
    const due = (...lines: Line[]) => work.deadlines(lived(work, [opened, ...lines]).task, noon).resolve?.at;
    expect(due()).toBe('2026-10-25T13:00:00.000Z');
    const [from, until] = ['2026-10-24T20:00:00.000Z', '2026-10-24T23:00:00.000Z'];
    expect(due([noon, { type: 'recordPause', reason: 'client', from, until }])).toBe(
      '2026-10-25T16:00:00.000Z',
    );
  });

  test('does not run from being done until being opened again', () => {
    const work = promising(hours(4), nine);
    const { task } = lived(work, [
      [day(9, '08:00'), opening],
      [day(9, '08:30'), { type: 'take' }],
      [day(9, '10:00'), { type: 'finish' }],
      [day(9, '16:00'), { type: 'reopen' }],
    ]);
    expect(work.deadlines(task, noon).resolve).toMatchObject({ at: day(10, '09:00'), status: 'overdue' });
  });
});

describe('orders before 14:00 ship today', () => {
  const cutOff = { workingDays: 0, cutOff: '14:00' };
  const short: NonNullable<WorkInput['calendars']>[string] = {
    ...week('09:00', '18:00', ['2026-11-11']),
    dates: { '2026-11-12': [{ from: '09:00', to: '13:00' }] },
  };
  test.each([
    ['before the cut-off', day(9, '13:59'), day(9, '18:00')],
    ['at the cut-off: tomorrow', day(9, '14:00'), day(10, '18:00')],
    ['before work begins', day(10, '03:00'), day(10, '18:00')],
    ['after it, with a holiday next: the short day, as it ends', day(10, '15:00'), day(12, '13:00')],
    ['as a short day ends: the next day', day(12, '13:00'), day(13, '18:00')],
    ['on a Friday afternoon: Monday', day(13, '16:00'), day(16, '18:00')],
  ])('opened %s', (_case, opened, due) => {
    expect(dueAfter(promising(cutOff, short), opened)).toBe(due);
  });

  test('the lorry leaves before work ends, and two days are two more that count', () => {
    expect(dueAfter(promising({ ...cutOff, by: '16:30' }, short), day(9, '13:00'))).toBe(day(9, '16:30'));
    expect(dueAfter(promising({ workingDays: 2 }, short), day(9, '17:59'))).toBe(day(12, '13:00'));
    expect(dueAfter(promising({ workingDays: 1 }, short), day(9, '18:00'))).toBe(day(12, '13:00'));
  });

  test('ordered by 14:00, there by noon of the third day: the last day alone is over at noon', () => {
    const work = promising({ workingDays: 3, cutOff: '14:00', by: '12:00' }, short);
    expect(dueAfter(work, day(9, '13:59'))).toBe(day(13, '12:00'));
    expect(dueAfter(work, day(9, '14:00'))).toBe(day(16, '12:00'));
    const onLastDay = (from: string, until: string) => {
      const pause = {
        type: 'recordPause',
        reason: 'client',
        from: day(13, from),
        until: day(13, until),
      } as const;
      const { task } = lived(work, [
        [day(9, '13:00'), opening],
        [noon, pause],
      ]);
      return work.deadlines(task, noon).resolve?.at;
    };
    expect(onLastDay('11:00', '13:00')).toBe(day(16, '12:00'));
    expect(onLastDay('13:00', '15:00')).toBe(day(13, '12:00'));
  });

  test.each([
    ['over the cut-off loses the day', '13:00', '14:00', day(10, '18:00')],
    ['that is over before it loses nothing', '10:00', '13:59', day(9, '18:00')],
    ['after it loses nothing', '14:00', '17:00', day(9, '18:00')],
    ['as work ends goes on to the next day', '17:00', '18:00', day(10, '18:00')],
    ['after work loses nothing', '18:00', '20:00', day(9, '18:00')],
  ])('a pause %s', (_rule, from, until, due) => {
    const work = promising(cutOff, short);
    const { task } = lived(work, [
      [day(9, '09:30'), opening],
      [noon, { type: 'recordPause', reason: 'client', from: day(9, from), until: day(9, until) }],
    ]);
    expect(work.deadlines(task, noon).resolve?.at).toBe(due);
  });

  test('a pause that goes on over the cut-off: nobody knows the day', () => {
    const work = promising(cutOff, short);
    const { task } = lived(work, [
      [day(9, '09:30'), opening],
      [day(9, '13:00'), { type: 'pause', reason: 'client' }],
    ]);
    expect(work.deadlines(task, noon).resolve?.status).toBe('stopped');
  });
});

describe('laws', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/Santiago'] as const;
  /** Quarters of an hour from some days before the clocks change in Berlin. */
  const at = (quarters: number) =>
    new Date(Date.parse('2026-03-20T00:00:00Z') + quarters * 900_000).toISOString();
  const moment = fc.integer({ min: 0, max: 15 * 96 });
  const calendars = [
    week('08:00', '17:00', ['2026-03-25']),
    daily('00:00', '24:00'),
    daily('22:00', '30:00'),
  ];
  const length = fc.integer({ min: 1, max: 90 });

  test('without a pause, a deadline in working hours is the calendar’s', () => {
    const parts = zones.flatMap((timeZone) => calendars.map((calendar) => ({ timeZone, calendar })));
    for (const { timeZone, calendar } of parts) {
      fc.assert(
        fc.property(length, fc.array(moment, { minLength: 3, maxLength: 3 }), (quarters, moments) => {
          const work = promising(hours(quarters / 4), calendar, { timeZone });
          const time = work.document.calendars.desk!;
          for (const opened of moments) {
            expect(dueAfter(work, at(opened))).toBe(
              addWorkingHours(at(opened), quarters / 4, time, timeZone),
            );
          }
        }),
        { numRuns: 3 },
      );
    }
  });

  test('with pauses, a deadline is where counting quarter by quarter comes to', () => {
    const pause = fc.tuple(moment, fc.integer({ min: 1, max: 300 }));
    for (const calendar of calendars) {
      const time = promising(hours(1), calendar).document.calendars.desk!;
      const worked = Array.from(
        { length: 2_500 },
        (_, i) => addWorkingHours(at(i), 0.25, time, 'UTC') === at(i + 1),
      );
      fc.assert(
        fc.property(length, fc.array(pause, { maxLength: 5 }), (quarters, pauses) => {
          const work = promising(hours(quarters / 4), calendar);
          const { task } = lived(work, [
            [at(0), opening],
            ...pauses.map(([from, lasts]): Line => {
              const span = { from: at(from), until: at(from + lasts) };
              return [at(9_999), { type: 'recordPause', reason: 'client', ...span }];
            }),
          ]);
          const isPaused = (now: number) => pauses.some(([from, lasts]) => from <= now && now < from + lasts);
          let [now, counted] = [0, 0];
          for (; counted < quarters; now++) counted += Number(worked[now] && !isPaused(now));
          expect(work.deadlines(task, at(0)).resolve?.at).toBe(at(now));
        }),
        { numRuns: 8 },
      );
    }
  });

  test('in whatever order late records arrive, the deadline and its explanation are the same', () => {
    const late: readonly Line[] = [
      [
        noon,
        {
          type: 'recordPause',
          pauseId: 'a',
          reason: 'client',
          from: day(9, '10:00'),
          until: day(9, '11:00'),
        },
      ],
      [
        noon,
        {
          type: 'recordPause',
          pauseId: 'b',
          reason: 'client',
          from: day(9, '10:30'),
          until: day(9, '12:00'),
        },
      ],
      [
        noon,
        { type: 'recordPause', pauseId: 'c', reason: 'stock', from: day(9, '12:30'), until: day(9, '12:45') },
      ],
      [noon, { type: 'change', facts: { urgent: true, lines: 3 }, at: day(9, '12:00') }],
      [noon, { type: 'change', facts: { urgent: false }, at: day(9, '12:30') }],
      [noon, { type: 'change', facts: { lines: 40 }, at: day(9, '12:10') }],
      [noon, { type: 'answer', at: day(9, '12:40') }],
      [noon, { type: 'answer', at: day(9, '12:20') }],
      [noon, { type: 'correct', openedAt: day(9, '08:30') }],
    ];
    const work = deskOf(
      [
        {
          name: 'large',
          when: { fact: 'lines', is: 'atLeast', value: 20 },
          respond: hours(3),
          resolve: hours(9),
        },
        {
          name: 'urgent',
          when: { fact: 'urgent', is: 'equals', value: true },
          respond: hours(1),
          resolve: hours(2),
        },
        { name: 'usual', resolve: hours(4) },
      ],
      week('08:00', '17:00'),
    );
    const explained = (lines: readonly Line[]) => {
      const { task, events } = lived(work, [[day(9, '09:00'), opening], ...lines]);
      // What is kept folds to the same as what was decided on.
      expect(work.replay(JSON.parse(JSON.stringify(events)))).toEqual(task);
      return (['respond', 'resolve'] as const).map((target) => work.explainDeadline(task, target, noon));
    };
    const first = explained(late);
    expect(first[1]).toMatchObject({ service: 'large', at: day(10, '10:30') });
    fc.assert(
      fc.property(fc.shuffledSubarray([...late], { minLength: late.length }), (lines) => {
        expect(explained(lines)).toEqual(first);
      }),
      { numRuns: 15 },
    );
  });
});
