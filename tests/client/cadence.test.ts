import { type CadencePolicy, type CadenceRule, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, importer } from './department.ts';
import { buyerStory } from './story.ts';

const overdueAt = (overdue: CadencePolicy, days: readonly string[], timeZone = 'UTC') => {
  const story = buyerStory(
    days.map((day) => at(day)),
    defineConveyor(mixed({ overdue, timeZone })),
  );
  return story.fact('cadence.overdueAt', at(days.at(-1) as string, '10:00'));
};

const midnight = (day: string) => at(day, '00:00');
const fixed = (after: object): CadencePolicy => ({ kind: 'fixed', after });
const sixty = fixed({ days: 60 });
const own = { minMoments: 3, window: { days: 365 }, otherwise: sixty };

describe('fixed days and calendar months', () => {
  test('are different rules: two months are not 60 days', () => {
    expect(overdueAt(sixty, ['01-05'])).toBe(midnight('03-07'));
    expect(overdueAt(fixed({ months: 2 }), ['01-05'])).toBe(midnight('03-06'));
    expect(overdueAt(fixed({ months: 2 }), ['07-05'])).toBe(midnight('09-06'));
    expect(overdueAt(sixty, ['07-05'])).toBe(midnight('09-04'));
  });

  test.each([
    ['01-31', { months: 1 }, '03-01'],
    ['12-31', { months: 2 }, '2027-03-01'],
    ['08-31', { months: 1 }, '10-01'],
    ['01-30', { weeks: 2 }, '02-14'],
  ])('from %s plus %o the limit is the end of the last day allowed', (day, after, limit) => {
    const expected = limit.length > 5 ? `${limit}T00:00:00.000Z` : midnight(limit);
    expect(overdueAt(fixed(after), [day])).toBe(expected);
  });
});

describe('the own median', () => {
  test('times a factor is the product of the decimals: 1.1 times 10 days are 11', () => {
    const policy: CadencePolicy = { kind: 'ownMedian', times: 1.1, ...own };
    expect(overdueAt(policy, ['01-05', '01-15', '01-25'])).toBe(midnight('02-06'));
  });

  const twice: CadencePolicy = { kind: 'ownMedian', times: 2, ...own };

  test('doubles the median interval', () => {
    expect(overdueAt(twice, ['01-05', '01-15', '02-04'])).toBe(midnight('03-07'));
  });

  test('rounds half days up', () => {
    const policy: CadencePolicy = { kind: 'ownMedian', times: 1.5, ...own };
    expect(overdueAt(policy, ['01-05', '01-08', '01-11'])).toBe(midnight('01-17'));
  });

  test('is not known with two purchase days, however many orders they were', () => {
    expect(overdueAt(twice, ['01-05', '01-05', '01-05', '01-15'])).toBe(midnight('03-17'));
  });

  test('looks no farther back than its window', () => {
    const short: CadencePolicy = { kind: 'ownMedian', times: 2, ...own, window: { days: 30 } };
    expect(overdueAt(short, ['01-05', '03-01', '03-11', '03-21'])).toBe(midnight('04-11'));
    expect(overdueAt(short, ['01-05', '03-01', '03-11', '04-11'])).toBe(midnight('06-11'));
  });

  test('forgets a cancelled order', () => {
    const story = buyerStory(
      ['01-05', '01-06', '01-15', '02-04'].map((day) => at(day)),
      defineConveyor(mixed({ overdue: twice })),
    );
    story.do({ type: 'cancelOrder', orderId: 'client-2' }, importer, at('02-04'));
    expect(story.fact('cadence.overdueAt', at('02-04'))).toBe(midnight('03-07'));
  });
});

describe('the own percentile', () => {
  /** 1, 2, 3, ... days between purchases: the k-th smallest interval is k days, and the newest the longest. */
  const growing = (intervals: number) => {
    const start = Date.parse('2026-01-01T09:00:00Z');
    return Array.from({ length: intervals + 1 }, (_, i) => new Date(start + (i * (i + 1) * 86_400_000) / 2));
  };

  test.each([
    [25, 0.28, 7],
    [25, 0.56, 14],
    [50, 0.14, 7],
    [50, 0.28, 14],
    [50, 0.56, 28],
    [100, 0.55, 55],
    [100, 0.551, 56],
  ])('of %i intervals at %d is the interval of rank %i, exactly', (intervals, share, rank) => {
    const policy = { kind: 'ownPercentile', percentile: share, ...own, window: { years: 100 } } as const;
    const days = growing(intervals).map((date) => date.toISOString());
    const story = buyerStory(days, defineConveyor(mixed({ overdue: policy, timeZone: 'UTC' })));
    const last = Date.parse(days.at(-1)?.slice(0, 10) ?? '');
    const limit = new Date(last + (rank + 1) * 86_400_000).toISOString();
    expect(story.fact('cadence.overdueAt', days.at(-1) ?? '')).toBe(limit);
  });

  const days = ['01-05', '01-07', '01-10', '01-20', '02-09'];

  test.each([
    [0.5, '02-13'],
    [0.8, '03-02'],
    [1, '03-02'],
    [0.01, '02-12'],
  ])('of %s is the nearest rank of the intervals', (percentile, limit) => {
    expect(overdueAt({ kind: 'ownPercentile', percentile, ...own }, days)).toBe(midnight(limit));
  });

  test('falls back where there are too few', () => {
    const policy: CadencePolicy = { kind: 'ownPercentile', percentile: 0.8, ...own, minMoments: 6 };
    expect(overdueAt(policy, days)).toBe(midnight('04-11'));
  });
});

describe("a policy of one's own", () => {
  const policy: CadencePolicy = { kind: 'custom', name: 'slow', params: { factor: 3 } };
  const limitOf = (rule: CadenceRule) => {
    const conveyor = defineConveyor(mixed({ overdue: policy }), { cadenceRules: { slow: rule } });
    const story = buyerStory([at('01-05'), at('01-05', '12:00'), at('01-15')], conveyor);
    return [story.fact('cadence.overdueAt', at('01-15')), story.fact('cadence.dormantAt', at('01-15'))];
  };

  test('is given the purchase days and its parameters', () => {
    const seen: unknown[] = [];
    limitOf((days, params) => {
      seen.push(days, params);
      return 10;
    });
    expect(seen.slice(-2)).toEqual([['2026-01-05', '2026-01-15'], { factor: 3 }]);
  });

  test('says the days that a client may be silent', () => {
    expect(limitOf(() => 69.5)).toEqual([midnight('03-27'), midnight('06-05')]);
  });

  test('may set no limit at all', () => {
    expect(limitOf(() => undefined)).toEqual([undefined, undefined]);
  });
});

describe('purchase days are those of the department', () => {
  const midnightInVladivostok = at('01-05', '14:00');

  test.each([
    ['Asia/Vladivostok', ['2026-01-05', '2026-01-06']],
    ['UTC', ['2026-01-05']],
    ['America/New_York', ['2026-01-05']],
  ])('in %s', (timeZone, days) => {
    const conveyor = defineConveyor(mixed({ timeZone }));
    const story = buyerStory([at('01-05', '13:59'), midnightInVladivostok], conveyor);
    expect([...new Set(story.known.orders.recent.map(({ day }) => day))]).toEqual(days);
    expect(story.fact('orders.moments', at('01-07'))).toBe(days.length);
  });

  test('and a limit is the end of a day there', () => {
    expect(overdueAt(sixty, ['01-05'], 'Asia/Vladivostok')).toBe(at('03-06', '14:00'));
    expect(overdueAt(sixty, ['01-20'], 'America/New_York')).toBe(at('03-22', '04:00'));
  });

  test('days since the last order are counted there, too', () => {
    const conveyor = defineConveyor(mixed({ timeZone: 'Asia/Vladivostok' }));
    const story = buyerStory([at('01-05', '13:59')], conveyor);
    expect(story.fact('orders.daysSinceLast', midnightInVladivostok)).toBe(1);
  });
});

describe('the share of the limit used up', () => {
  test('is 1 at the moment of becoming overdue', () => {
    const story = buyerStory([at('01-05', '00:00')], defineConveyor(mixed({ overdue: fixed({ days: 9 }) })));
    expect(story.fact('orders.overdueRatio', at('01-10', '00:00'))).toBe(0.5);
    expect(story.fact('orders.overdueRatio', at('01-15', '00:00'))).toBe(1);
    expect(story.fact('cadence.status', at('01-14', '23:59'))).toBe('onTime');
    expect(story.fact('cadence.status', at('01-15', '00:00'))).toBe('overdue');
  });
});
