import fc from 'fast-check';
import { isConveyorError } from 'sales-conveyor';
import {
  definePay,
  defineRecognition,
  expectedByBase,
  type RankingEntry,
  type RecognitionInput,
  rankResults,
} from 'sales-conveyor/motivation';
import type { GivenEvent } from 'sales-conveyor/testing';
import { expect, test } from 'vitest';
import {
  clientLog,
  conveyor,
  FOREVER,
  held,
  marked,
  on,
  ordered,
  planOf,
  profile,
  registered,
  staffLog,
  tenPercent,
} from './pay-kit.ts';

const pay = definePay(conveyor, [planOf({ ...tenPercent, quota: { amounts: [{ amount: 1_000_00 }] } })]);
const atQuota = { fact: 'attainment.sales', is: 'atLeast', value: 100 } as const;
const document: RecognitionInput = {
  records: ['sales'],
  streaks: { quota: atQuota },
  returned: { role: 'clientManager', from: ['lost'], to: ['regular'] },
};
const absence = { id: 'leave', kind: 'vacation' } as const;
const employees = staffLog(
  'kate',
  { type: 'employeeHired', happenedAt: on('01-01', '00:00'), profile: profile() },
  {
    type: 'absenceRecorded',
    happenedAt: on('02-20'),
    absence: { ...absence, from: on('03-01', '00:00'), to: on('04-01', '00:00') },
  } as never,
);
const recognised = (period: string, ...drafts: readonly GivenEvent[]) =>
  defineRecognition(conveyor, pay, document).of(
    {
      clients: clientLog(
        'acme',
        registered(on('01-01', '00:00')),
        held('kate', on('01-01', '00:00')),
        ...drafts,
      ),
      employees,
    },
    { employee: 'kate', period, knownAt: FOREVER },
  );

const orders = [
  ordered('a', on('01-10'), 1_000),
  ordered('b', on('02-10'), 1_500),
  ordered('d', on('04-10'), 1_200),
];

test('a streak goes on over a month of absence, names its months and the events', () => {
  expect(recognised('2026-04', ...orders).streaks).toEqual([
    {
      name: 'quota',
      current: 3,
      best: 3,
      months: ['2026-01', '2026-02', '2026-04'],
      paused: ['2026-03'],
      because: ['acme#3', 'acme#4', 'acme#5'],
    },
  ]);
});

test('a month that was worked and missed ends it; the longest one stays', () => {
  expect(recognised('2026-05', ...orders).streaks).toMatchObject([{ current: 0, best: 3, because: [] }]);
});

test('the own record is the best month, with its events; what is taken back takes the record back', () => {
  const [february] = recognised('2026-02', ...orders.slice(0, 2)).records;
  expect(february).toEqual({
    component: 'sales',
    period: '2026-02',
    measure: '150000',
    isNew: true,
    because: ['acme#4'],
  });
  expect(recognised('2026-04', ...orders).records).toMatchObject([{ period: '2026-02', isNew: false }]);
  const cancelled = marked('orderCancelled', 'b', on('04-20'));
  expect(recognised('2026-04', ...orders, cancelled).records).toMatchObject([
    { period: '2026-04', isNew: true, because: ['acme#5'] },
  ]);
});

const handoff = {
  transfer: 'handOver',
  from: { role: 'developmentSpecialist', employeeId: 'kate' },
  to: { role: 'clientManager', employeeId: 'dan' },
};
const offered = (day: string): GivenEvent => ({
  type: 'handoffOffered',
  handoff: { ...handoff, offeredAt: on(day), expiresAt: on('12-31') },
  happenedAt: on(day),
});
const accepted = (day: string): GivenEvent => ({
  type: 'handoffAccepted',
  accepted: { ...handoff, acceptedAt: on(day) },
  happenedAt: on(day),
});
const rejected = (day: string): GivenEvent => ({
  type: 'handoffRejected',
  transfer: 'handOver',
  reason: 'incomplete',
  fixable: true,
  happenedAt: on(day),
});

test('a handoff is clean that was accepted at once and not given back', () => {
  const first = [offered('01-05'), accepted('01-06')];
  expect(recognised('2026-01', ...first).handoffs).toEqual([
    {
      employeeId: 'kate',
      clientId: 'acme',
      transfer: 'handOver',
      at: on('01-06'),
      because: ['acme#3', 'acme#4'],
    },
  ]);
  const returned: GivenEvent = {
    ...{ type: 'clientReturned', transfer: 'handOver', reason: 'incomplete', happenedAt: on('02-01') },
  };
  expect(recognised('2026-01', ...first, returned).handoffs).toEqual([]);
  const second = [offered('01-05'), rejected('01-06'), offered('01-07'), accepted('01-08')];
  expect(recognised('2026-01', ...second).handoffs).toEqual([]);
  expect(recognised('2026-01', ...second, offered('01-20'), accepted('01-21')).handoffs).toMatchObject([
    { because: ['acme#7', 'acme#8'] },
  ]);
});

test('a client who came back is named for whoever holds it', () => {
  const moved = (from: string, to: string, day: string): GivenEvent => ({
    ...{ type: 'stateChanged', from, to, cause: 'event', happenedAt: on(day) },
  });
  const lost = [moved('regular', 'lost', '01-05'), moved('lost', 'regular', '02-05')] as const;
  expect(recognised('2026-02', ...lost).returned).toEqual([
    {
      employeeId: 'kate',
      clientId: 'acme',
      from: 'lost',
      to: 'regular',
      at: on('02-05'),
      because: ['acme#4'],
    },
  ]);
});

test('what names nothing is refused, every problem at once', () => {
  const wrong: RecognitionInput = {
    records: ['sale'],
    streaks: { quota: { fact: 'attainment.sale', is: 'atLeast', value: 1 } },
    returned: { role: 'nobody', from: ['gone'], to: ['regular'] },
  };
  try {
    defineRecognition(conveyor, pay, wrong);
    expect.fail();
  } catch (error) {
    if (!isConveyorError(error, 'INVALID_RECOGNITION')) throw error;
    expect((error.details.problems as { path: string; code: string }[]).map(({ path }) => path)).toEqual([
      'records[0]',
      'streaks.quota.fact',
      'returned.role',
      'returned.from[0]',
    ]);
  }
});

test('a misspelt key of a document of recognition hides no other problem', () => {
  const wrong = {
    record: ['sale'],
    streaks: { quota: { fact: 'attainment.sale', is: 'atLeast', value: 1 } },
    returned: { role: 'nobody', fro: ['gone'], to: ['regular'] },
  };
  try {
    defineRecognition(conveyor, pay, wrong as never);
    expect.fail();
  } catch (error) {
    if (!isConveyorError(error, 'INVALID_RECOGNITION')) throw error;
    const problems = error.details.problems as { path: string; code: string }[];
    expect(problems.map(({ path, code }) => [path, code])).toEqual([
      ['returned.from', 'MISSING'],
      ['returned.fro', 'UNKNOWN_KEY'],
      ['record', 'UNKNOWN_KEY'],
      ['records[0]', 'NOT_ONE_OF'],
      ['streaks.quota.fact', 'UNKNOWN_NAME'],
      ['returned.role', 'UNKNOWN_NAME'],
      ['returned.from[0]', 'UNKNOWN_NAME'],
    ]);
  }
});

const entry = (employeeId: string, result: number, expected: number): RankingEntry => ({
  ...{ employeeId, result, expected, observations: expected, because: [`${employeeId}#1`] },
});

test('a text is no options: it is not read letter by letter', () => {
  expect(() => rankResults([], 'public' as never)).toThrow(
    expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      details: { function: 'rankResults', problems: [expect.objectContaining({ path: 'options' })] },
    }),
  );
});

test('nobody is ranked twice', () => {
  expect(() => rankResults([entry('anna', 5, 4), entry('boris', 3, 4), entry('anna', 1, 4)])).toThrow(
    expect.objectContaining({
      code: 'INVALID_QUERY',
      details: { problems: [expect.objectContaining({ path: 'entries[2].employeeId', code: 'TWICE' })] },
    }),
  );
});

test('two of two do not beat forty of fifty: empirical Bayes with k = 10 and a mean of .5', () => {
  const { own, list } = rankResults([entry('few', 2, 2), entry('many', 40, 50)], {
    mean: 0.5,
    visibility: 'team',
  });
  expect(own.few?.score).toBeCloseTo(7 / 12, 12);
  expect(own.many?.score).toBeCloseTo(0.75, 12);
  expect(list.map(({ employeeId }) => employeeId)).toEqual(['many']);
});

test('nothing is listed unless the team is to see it', () => {
  const { list, own } = rankResults([entry('anna', 5, 4), entry('boris', 3, 4)]);
  expect(list).toEqual([]);
  expect(own.anna).toMatchObject({ because: ['anna#1'] });
});

test('nobody below the middle is shown, whoever opted out never, ties go by id, and the order of entries is nothing', () => {
  const ids = ['anna', 'boris', 'dan', 'eva', 'fedor'];
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }),
      fc.subarray(ids),
      fc.shuffledSubarray(ids, { minLength: 5 }),
      (results, optedOut, order) => {
        const entries = ids.map((id, i) => entry(id, results[i] ?? 0, 4));
        const shuffled = order.map(
          (id) => entries.find(({ employeeId }) => employeeId === id) as RankingEntry,
        );
        const options = { visibility: 'team', optedOut } as const;
        const { list, benchmark } = rankResults(shuffled, options);
        expect(list).toEqual(rankResults(entries, options).list);
        for (const [i, { employeeId, score }] of list.entries()) {
          expect(score).toBeGreaterThanOrEqual(benchmark);
          expect(optedOut).not.toContain(employeeId);
          const next = list[i + 1];
          if (next) expect(score > next.score || employeeId < next.employeeId).toBe(true);
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('what is expected goes by capacity times potential: half the time on the same base, half the result', () => {
  const of = (employeeId: string, capacity: number, potential: number) => ({
    ...{ employeeId, result: 100, observations: 20, because: [], capacity, potential },
  });
  const entries = expectedByBase([of('whole', 160, 3_000), of('half', 80, 3_000), of('nobody', 0, 3_000)]);
  expect(entries.map(({ employeeId, expected }) => [employeeId, expected])).toEqual([
    ['whole', 200],
    ['half', 100],
  ]);
});
