import { builtInFacts } from 'sales-conveyor';
import { describe, expect, test } from 'vitest';
import { at, conveyor, denis, head, importer, ivanova, stages } from './department.ts';
import { Story, storyOf } from './story.ts';

const priced = (id: string, placedAt: string, amount: number, currency = 'EUR') =>
  ({ type: 'recordOrder', order: { id, placedAt, total: { amount, currency } } }) as const;

describe('the trend of orders', () => {
  /** Orders of the 180 days up to 1 December; the middle is 2 September. */
  const trendOf = (...orders: readonly (readonly [string, number])[]) => {
    const story = new Story(conveyor);
    story.do({ type: 'register', source: 'existing', at: at('01-05') }, importer, at('01-05'));
    orders.forEach(([day, amount], i) => {
      story.do(priced(`o${i}`, at(day), amount), importer, at('12-01'));
    });
    return story.fact('orders.trend', at('12-01'));
  };

  test.each([
    ['growing', 111],
    ['stable', 110],
    ['stable', 90],
    ['declining', 89],
  ])('is %s where the last 90 days brought %i after 100', (trend, lately) => {
    expect(trendOf(['01-05', 1], ['09-01', 100], ['09-03', lately])).toBe(trend);
  });

  test('counts a day in one half only', () => {
    expect(trendOf(['01-05', 1], ['09-02', 100], ['12-01', 100])).toBe('stable');
    expect(trendOf(['01-05', 1], ['06-04', 500], ['09-02', 100], ['12-01', 100])).toBe('stable');
  });

  test('is unknown under 180 days of history', () => {
    expect(trendOf(['06-05', 100], ['11-01', 100])).toBeUndefined();
    expect(trendOf(['06-04', 100], ['11-01', 100])).toBe('growing');
  });
});

describe('revenue', () => {
  test("is that of purchases in the department's currency; others are kept apart", () => {
    const story = new Story(conveyor);
    const orders = [priced('a', at('01-06'), 1000), priced('c', at('01-07'), 9900, 'USD')];
    const moved = { type: 'onboard', source: 'existing', orders: orders.map(({ order }) => order) } as const;
    story.do(moved, importer, at('01-07'));
    story.do(priced('b', at('01-07'), 500), importer, at('01-07'));
    story.do({ type: 'returnOrder', orderId: 'b' }, importer, at('01-08'));
    expect(story.fact('orders.revenue', at('01-08'))).toEqual({ amount: 1000, currency: 'EUR' });
    expect(story.known.orders.revenue).toEqual({ EUR: 1000, USD: 9900 });
  });
});

describe('counts', () => {
  test('are never unknown, and what has no value yet is', () => {
    const story = storyOf(stages.cold);
    const values = Object.entries(builtInFacts).map(([path, { type }]) => [
      path,
      type,
      story.fact(path, at('01-05')),
    ]);
    const counts = values.filter(
      ([path, type]) => type === 'number' && !/days|Days|Ratio/.test(String(path)),
    );
    for (const [path, , value] of counts) expect(value, String(path)).toBe(0);
    const unknown = [
      'orders.lastAt',
      'orders.overdueRatio',
      'cadence.medianDays',
      'windows.nextAt',
      'state.wakeAt',
    ];
    for (const path of unknown) expect(story.fact(path, at('01-05')), path).toBeUndefined();
  });

  test('of handoffs follow what became of them', () => {
    const story = storyOf(stages.qualified);
    const offer = { type: 'transfer', transfer: 'handToDevelopment', to: 'denis' } as const;
    story.do(offer, head, at('01-08'));
    story.do({ type: 'rejectHandoff', reason: 'incomplete' }, denis, at('01-08'));
    story.do(offer, head, at('01-08'));
    story.pass(at('01-09'));
    story.do({ type: 'acceptHandoff' }, head, at('01-09'));
    const counted = ['offered', 'accepted', 'rejected', 'expired'].map((path) =>
      story.fact(`handoffs.${path}`, at('01-09')),
    );
    expect(counted).toEqual([2, 1, 1, 1]);
  });

  test('a path that is declared nowhere has no value', () => {
    expect(storyOf(stages.regular).fact('orders.total', at('02-12'))).toBeUndefined();
  });
});

test('who holds the client since when is a fact of the role that is responsible', () => {
  const story = storyOf(stages.regular);
  expect(story.fact('custody.responsibleSince', at('02-12'))).toBe(at('02-10'));
  story.do({ type: 'releaseHolder', role: 'clientManager', reason: 'overload' }, ivanova, at('02-13'));
  expect(story.fact('custody.responsibleSince', at('02-13'))).toBeUndefined();
});
