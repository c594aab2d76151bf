/** How many people a promise needs, what speaks against the figure, and how the tasks of a period went. */
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import {
  agentsFor,
  checkAssumptions,
  describeCaveat,
  erlangC,
  type StaffingCaveat,
  squareRootStaffing,
  type Task,
} from 'sales-conveyor/work';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/redistribution/solver/search/seeded-random.ts';
import { deskOf, type Line, lived, opening, week } from './desk.ts';

/** A load in Erlangs, of tasks of one minute. */
const erlangs = (load: number) => ({ arrivalsPerHour: load * 60, handlingMinutes: 1 });

describe('Erlang C', () => {
  test('mitan’s example: 360 calls in half an hour, 4 minutes each, 55 agents, 15 seconds', () => {
    const found = erlangC({ arrivalsPerHour: 720, handlingMinutes: 4, agents: 55, withinMinutes: 0.25 });
    expect(found).toMatchObject({ load: 48, agents: 55 });
    expect(found.occupancy).toBeCloseTo(0.8727, 4);
    expect(found.waitProbability).toBeCloseTo(0.2387, 4);
    expect(found.serviceLevel).toBeCloseTo(0.8459, 4);
    expect((found.averageWaitMinutes as number) * 60).toBeCloseTo(8.18, 2);
  });

  test('200 calls an hour of 3 minutes, 80% within 20 seconds: 14 agents, and 13 are too few', () => {
    const load = { arrivalsPerHour: 200, handlingMinutes: 3 };
    const found = agentsFor({ ...load, target: { serviceLevel: 0.8, withinMinutes: 1 / 3 } });
    expect(found).toMatchObject({ load: 10, agents: 14 });
    expect(found.serviceLevel).toBeCloseTo(0.8884, 4);
    expect(erlangC({ ...load, agents: 13, withinMinutes: 1 / 3 }).serviceLevel).toBeLessThan(0.8);
  });

  test.each([
    ['one operator', 1, [4, 5.67, 9, 19]],
    ['five operators with one queue', 5, [0.554, 0.873, 1.525, 3.511]],
  ])('%s: the wait in handling times at 80, 85, 90 and 95%', (_pool, agents, waits) => {
    const found = [0.8, 0.85, 0.9, 0.95].map(
      (busy) => erlangC({ ...erlangs(busy * agents), agents }).averageWaitMinutes as number,
    );
    for (const [i, wait] of waits.entries()) expect(found[i]).toBeCloseTo(wait, agents === 1 ? 2 : 3);
  });

  test('is what its definition says, term by term', () => {
    const load = 6.5;
    for (let agents = 7; agents < 15; agents++) {
      let [term, sum] = [1, 0];
      for (let n = 0; n < agents; n++) {
        sum += term;
        term *= load / (n + 1);
      }
      const all = term / (1 - load / agents);
      expect(erlangC({ ...erlangs(load), agents }).waitProbability).toBeCloseTo(all / (sum + all), 12);
    }
  });

  test('with too few people all wait, without end; people are not planned to be busy all of the time', () => {
    expect(erlangC({ ...erlangs(5), agents: 5, withinMinutes: 1 })).toEqual({
      load: 5,
      agents: 5,
      occupancy: 1,
      waitProbability: 1,
      serviceLevel: 0,
    });
    const easy = { ...erlangs(100), target: { averageWaitMinutes: 60 } };
    expect(agentsFor(easy).agents).toBe(112);
    expect(agentsFor({ ...easy, maxOccupancy: 0.99 }).agents).toBe(102);
  });

  test('asks for numbers that can be', () => {
    const wrong = { arrivalsPerHour: -1, handlingMinutes: 4, agents: 0.5 };
    expect(() => erlangC(wrong)).toThrow(expect.objectContaining({ code: 'INVALID_QUERY' }));
    const endless = { arrivalsPerHour: 1e6, handlingMinutes: 1e5, target: { waitProbability: 0.2 } };
    expect(() => agentsFor(endless)).toThrow(expect.objectContaining({ code: 'INVALID_QUERY' }));
  });
});

describe('the square-root rule', () => {
  test.each([
    [0.5, 0.5061],
    [0.2, 1.0615],
    [0.1, 1.4202],
    [0.05, 1.7398],
    [0.01, 2.3749],
  ])('beta of a share of %s', (waitProbability, beta) => {
    expect(squareRootStaffing({ ...erlangs(10), waitProbability }).beta).toBeCloseTo(beta, 4);
  });

  test.each([
    [10, 14],
    [48, 56],
    [100, 111],
    [1_000, 1_034],
  ])('%s Erlangs of which one in five may wait: as many people as by Erlang C', (load, agents) => {
    const waitProbability = 0.2;
    expect(squareRootStaffing({ ...erlangs(load), waitProbability }).agents).toBe(agents);
    expect(agentsFor({ ...erlangs(load), target: { waitProbability }, maxOccupancy: 0.99 }).agents).toBe(
      agents,
    );
  });
});

describe('what is taken for granted', () => {
  const random = seededRandom(7);
  const exponential = () => -Math.log(1 - random()) * 4;
  const chance = Array.from({ length: 400 }, () => {
    let [count, time] = [0, exponential()];
    for (; time < 40; time += exponential()) count += 1;
    return count;
  });
  const handling = Array.from({ length: 2_000 }, exponential);
  const codes = (...args: Parameters<typeof checkAssumptions>) =>
    checkAssumptions(...args).map(({ code }) => code);

  test('nothing is said against tasks that come by chance and take exponential times', () => {
    expect(checkAssumptions({ arrivals: chance, handlingMinutes: handling, cancelled: 40 })).toEqual([]);
  });

  test.each<[string, Parameters<typeof checkAssumptions>[0], string[]]>([
    [
      'a morning rush',
      { arrivals: chance.map((n, i) => (i % 4 === 0 ? n * 4 : n)), handlingMinutes: handling },
      ['ARRIVALS_IN_WAVES'],
    ],
    [
      'a plan',
      { arrivals: chance.map((_, i) => 10 + (i % 2)), handlingMinutes: handling },
      ['ARRIVALS_BY_PLAN'],
    ],
    [
      'tasks that all take the same',
      { arrivals: chance, handlingMinutes: handling.map(() => 10) },
      ['HANDLING_VARIES'],
    ],
    [
      'people who give up',
      { arrivals: chance, handlingMinutes: handling, cancelled: 1_000 },
      ['SOME_GIVE_UP'],
    ],
    ['too little', { arrivals: [1], handlingMinutes: [] }, ['TOO_FEW', 'TOO_FEW']],
  ])('%s is said', (_what, measured, said) => {
    expect(codes(measured)).toEqual(said);
  });

  test('tasks that all take the same wait half as long, of half the variance three quarters', () => {
    const factor = (minutes: readonly number[]) =>
      checkAssumptions({ arrivals: chance, handlingMinutes: [...minutes] }).map(
        (one) => 'waitFactor' in one && one.waitFactor,
      );
    expect(factor(handling.map(() => 10))).toEqual([0.5]);
    // ccsq: M/G/1 with a squared coefficient of variation of one half.
    const erlang2 = handling.map((one, i) => one + (handling[(i + 1) % handling.length] as number));
    expect(factor(erlang2)[0]).toBeCloseTo(0.75, 1);
  });

  test('every caveat is said in both languages', () => {
    const caveats: readonly StaffingCaveat[] = [
      { code: 'TOO_FEW', of: 'arrivals', count: 3 },
      { code: 'TOO_FEW', of: 'handlingMinutes', count: 3 },
      { code: 'ARRIVALS_IN_WAVES', dispersion: 3.456 },
      { code: 'ARRIVALS_BY_PLAN', dispersion: 0.2 },
      { code: 'HANDLING_VARIES', variation: 2, waitFactor: 2.5 },
      { code: 'SOME_GIVE_UP', share: 0.125 },
    ];
    for (const dictionary of [en, ru])
      for (const caveat of caveats)
        expect(describeCaveat(caveat, { dictionary })).not.toMatch(/[{}[\]]|undefined|^$/);
    expect(describeCaveat(caveats[2] as StaffingCaveat, { dictionary: en })).toContain('3.46');
    expect(describeCaveat(caveats[5] as StaffingCaveat, { dictionary: ru })).toBe(
      'Не дождались: 13\u00a0%. Людей нужно меньше, чем по расчёту.',
    );
  });
});

describe('the tasks of a period', () => {
  const at = (day: number, time: string) => `2026-11-${String(day).padStart(2, '0')}T${time}:00.000Z`;
  const work = deskOf(
    [
      {
        name: 'urgent',
        when: { fact: 'urgent', is: 'equals', value: true },
        respond: { workingHours: 1 },
        resolve: { workingHours: 4 },
      },
      {
        name: 'usual',
        resolve: { workingHours: 8 },
        chain: [{ queue: 'desk', within: { workingHours: 2 } }],
      },
    ],
    week('09:00', '17:00'),
  );
  const task = (...lines: readonly Line[]): Task => lived(work, lines).task;
  const open = (day: number, time: string, urgent: boolean): Line => [
    at(day, time),
    { ...opening, facts: { urgent } },
  ];
  const take = (day: number, time: string): Line => [at(day, time), { type: 'take' }];
  const finish = (day: number, time: string): Line => [at(day, time), { type: 'finish' }];

  test('on time of what fell due, right the first time, the age of what is open, who used up what', () => {
    const tasks = [
      task(open(9, '09:00', true), take(9, '09:30'), finish(9, '12:00')),
      task(open(9, '09:00', true), take(9, '11:00'), finish(9, '16:00')),
      // It fell due and is not done.
      task(open(9, '10:00', true), take(9, '10:10')),
      // It falls due after the period.
      task(open(11, '09:00', true)),
      task(
        open(9, '09:00', false),
        take(9, '10:00'),
        [at(9, '13:00'), { type: 'return', reason: 'unclear' }],
        [at(9, '14:00'), { type: 'resubmit' }],
        take(9, '14:30'),
        finish(9, '16:00'),
      ),
      task(open(2, '09:00', false), [at(9, '12:00'), { type: 'cancel', reason: 'mistake' }]),
    ];
    const period = { from: at(9, '00:00'), until: at(11, '00:00'), now: at(11, '12:00') };
    expect(work.measures(tasks, period)).toEqual([
      {
        queue: 'desk',
        service: 'urgent',
        respond: { due: 3, onTime: 2, late: 1, share: 2 / 3 },
        resolve: { due: 3, onTime: 1, late: 2, share: 1 / 3 },
        opened: 3,
        done: 2,
        rightFirstTime: 2,
        cancelled: 0,
        open: { count: 2, overdue: 2, oldestAt: at(9, '10:00'), ages: [1, 1, 0, 0, 0] },
        chain: [{ queue: 'desk', tasks: 2, usedMinutes: 600, over: 0 }],
      },
      {
        queue: 'desk',
        service: 'usual',
        respond: { due: 0, onTime: 0, late: 0 },
        resolve: { due: 1, onTime: 1, late: 0, share: 1 },
        opened: 1,
        done: 1,
        rightFirstTime: 0,
        cancelled: 1,
        open: { count: 0, overdue: 0, ages: [0, 0, 0, 0, 0] },
        chain: [
          { queue: 'desk', tasks: 1, usedMinutes: 360, over: 1 },
          { tasks: 1, usedMinutes: 60, over: 0 },
        ],
      },
    ]);
    expect(() => work.measures(tasks, { ...period, until: at(9, '00:00') })).toThrow(
      expect.objectContaining({ code: 'INVALID_QUERY' }),
    );
    // What is no moment is neither earlier nor later.
    expect(() => work.measures(tasks, { ...period, from: 'yesterday' })).toThrow(
      expect.objectContaining({
        details: { problems: [expect.objectContaining({ path: 'from', code: 'WRONG_FORM' })] },
      }),
    );
  });
});
