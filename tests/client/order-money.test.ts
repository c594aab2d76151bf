import fc from 'fast-check';
import { explain, type MoneyKind, moneyOf } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { commandSchema } from 'sales-conveyor/schema';
import { describe, expect, test } from 'vitest';
import { eventSchema } from '../../src/schema/event-schema.ts';
import { at, boris, conveyor, head, importer, ivanova } from './department.ts';
import { type Step, Story } from './story.ts';

const now = at('03-31');
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const money = (
  recordId: string,
  kind: MoneyKind,
  amount: number,
  day = '02-20',
  orderId = 'o1',
): Extract<Step, { type: 'recordMoney' }> => ({
  type: 'recordMoney',
  orderId,
  recordId,
  kind,
  amount: eur(amount),
  at: at(day),
});
const placed = (id: string, amount: number, day = '02-10'): Step => ({
  type: 'recordOrder',
  order: { id, placedAt: at(day), total: eur(amount) },
});

/** An existing client with an order of 100 that was shipped on 11 February; amounts are in cents. */
function supplied(...steps: Step[]): Story {
  const story = new Story(conveyor);
  story.do({ type: 'register', source: 'existing', at: at('01-05') }, importer, at('01-05'));
  story.do(placed('o1', 10_000), importer, now);
  story.do({ type: 'shipOrder', orderId: 'o1', at: at('02-11') }, importer, now);
  for (const step of steps) story.do(step, boris, now);
  return story;
}
const moneyIn = (story: Story, until?: string) => {
  const order = story.known.orders.recent[0] as Parameters<typeof moneyOf>[0];
  const { writtenOff: _, ...money } = moneyOf(order, until);
  return money;
};
const factsOf = (story: Story, moment = now) =>
  ['orders.revenue', 'orders.debt'].map((path) => (story.fact(path, moment) as { amount: number }).amount);

describe('the money of an order', () => {
  test.each<[string, Step[], net: number, paid: number, outstanding: number]>([
    ['unpaid', [], 10_000, 0, 10_000],
    ['paid in part', [money('p1', 'payment', 4_000)], 10_000, 4_000, 6_000],
    ['paid in parts', [money('p1', 'payment', 4_000), money('p2', 'payment', 6_000)], 10_000, 10_000, 0],
    [
      'of which a payment was undone',
      [money('p1', 'payment', 4_000), money('u1', 'paymentUndone', 4_000)],
      10_000,
      0,
      10_000,
    ],
    [
      'paid whole, then undone in part',
      [{ type: 'payOrder', orderId: 'o1', at: at('02-15') }, money('u1', 'paymentUndone', 1_000)],
      10_000,
      9_000,
      1_000,
    ],
    [
      'written off, and claimed again in part',
      [money('w1', 'writeOff', 10_000), money('u1', 'writeOffUndone', 4_000)],
      10_000,
      0,
      4_000,
    ],
    ['written off but for 1', [money('p1', 'payment', 100), money('w1', 'writeOff', 9_900)], 10_000, 100, 0],
    [
      'written off and paid all the same',
      [money('w1', 'writeOff', 10_000), money('p1', 'payment', 2_500)],
      10_000,
      2_500,
      0,
    ],
    ['unpaid and credited', [money('c1', 'creditNote', 10_000)], 0, 0, 0],
    ['of which goods came back', [money('r1', 'return', 3_000)], 7_000, 0, 7_000],
    ['with a higher price', [money('x1', 'priceCorrection', 500)], 10_500, 0, 10_500],
    ['with a lower price', [money('x1', 'priceCorrection', -500)], 9_500, 0, 9_500],
    [
      'paid whole before a credit note: the client has paid too much',
      [{ type: 'payOrder', orderId: 'o1', at: at('02-15') }, money('c1', 'creditNote', 3_000)],
      7_000,
      10_000,
      -3_000,
    ],
    [
      'paid whole after a credit note, which was recorded later',
      [{ type: 'payOrder', orderId: 'o1', at: at('02-25') }, money('c1', 'creditNote', 3_000)],
      7_000,
      7_000,
      0,
    ],
    [
      'paid whole and undone in part, both at one moment',
      [{ type: 'payOrder', orderId: 'o1', at: at('02-20') }, money('u1', 'paymentUndone', 1_000)],
      10_000,
      9_000,
      1_000,
    ],
    [
      'paid whole, and undone in part earlier by its date',
      [{ type: 'payOrder', orderId: 'o1', at: at('02-25') }, money('u1', 'paymentUndone', 1_000)],
      10_000,
      9_000,
      1_000,
    ],
    ['returned whole', [{ type: 'returnOrder', orderId: 'o1' }], 0, 0, 0],
  ])('%s', (_, steps, net, paid, outstanding) => {
    const story = supplied(...steps);
    expect(moneyIn(story)).toEqual({ net, paid, outstanding });
    expect(factsOf(story)).toEqual([net, Math.max(0, outstanding)]);
    expect(conveyor.replay(story.history)).toEqual(story.known);
    for (const event of story.history) expect(eventSchema.parse(event)).toEqual(event);
  });

  test.each<[string, Step[], paid: number]>([
    ['undone and paid again', [money('u', 'paymentUndone', 10_000), money('p', 'payment', 10_000)], 10_000],
    [
      'undone and paid again in part',
      [money('u', 'paymentUndone', 10_000), money('p', 'payment', 4_000)],
      4_000,
    ],
    ['paid in part before that', [money('p', 'payment', 4_000)], 10_000],
    ['paid beyond its price', [money('p', 'payment', 12_000)], 12_000],
  ])('of days alone is right where it was marked as paid and %s, in any order', (_, records, paid) => {
    const pay: Step = { type: 'payOrder', orderId: 'o1', at: at('02-20') };
    for (let place = 0; place <= records.length; place++) {
      const all = records.toSpliced(place, 0, pay);
      // What comes off can only be recorded once it is there.
      const steps = all[0] === records[0] && records.length > 1 ? [...all.slice(1), ...all.slice(0, 1)] : all;
      expect(moneyIn(supplied(...steps))).toMatchObject({ paid, outstanding: 10_000 - paid });
    }
  });

  test('is marked as paid once: a payment after one was undone is a record of its own', () => {
    const pay: Step = { type: 'payOrder', orderId: 'o1', at: at('02-20') };
    const story = supplied(pay);
    const already = { code: 'ORDER_ALREADY', orderId: 'o1', status: 'paid' };
    expect(story.ask(pay, boris, now)).toEqual([already]);
    story.do(money('u', 'paymentUndone', 10_000, '02-22'), boris, now);
    const stands = { net: 10_000, paid: 0, writtenOff: 0, outstanding: 10_000 };
    expect(story.ask({ type: 'payOrder', orderId: 'o1' }, boris, now)).toEqual([
      { ...already, money: stands },
    ]);
    const reasons = story.ask({ type: 'payOrder', orderId: 'o1' }, boris, now);
    expect(explain({ reasons }, { dictionary: en, conveyor })).toContain('recordMoney');
    story.do(money('p', 'payment', 10_000, '02-23'), boris, now);
    expect(moneyIn(story)).toMatchObject({ paid: 10_000, outstanding: 0 });
  });

  test('can be asked for as it stood at a moment', () => {
    const story = supplied(money('p1', 'payment', 4_000), money('c1', 'creditNote', 1_000, '03-01'));
    expect(moneyIn(story, at('02-19'))).toEqual({ net: 10_000, paid: 0, outstanding: 10_000 });
    expect(moneyIn(story, at('02-20'))).toEqual({ net: 10_000, paid: 4_000, outstanding: 6_000 });
    expect(moneyIn(story, at('03-01'))).toEqual({ net: 9_000, paid: 4_000, outstanding: 5_000 });
  });

  test.each<[string, Step[], between: ReturnType<typeof moneyIn>]>([
    [
      'a payment',
      [money('p1', 'payment', 4_000), money('u1', 'paymentUndone', 4_000, '02-15')],
      { net: 10_000, paid: 0, outstanding: 10_000 },
    ],
    [
      'a write-off',
      [money('w1', 'writeOff', 4_000), money('u1', 'writeOffUndone', 4_000, '02-15')],
      { net: 10_000, paid: 0, outstanding: 10_000 },
    ],
    [
      'a higher price',
      [money('x1', 'priceCorrection', 5_000), money('r1', 'return', 12_000, '02-15')],
      { net: 0, paid: 0, outstanding: 0 },
    ],
  ])('is never below 0 before %s is there that was undone earlier by its date', (_, steps, between) => {
    expect(moneyIn(supplied(...steps), at('02-15'))).toEqual(between);
  });

  test('of which a payment is void that was undone is unpaid, and no more', () => {
    const story = supplied(money('p1', 'payment', 4_000));
    const { id: eventId } = story.history.at(-1) as { id: string };
    story.do(money('u1', 'paymentUndone', 4_000), boris, now);
    story.do({ type: 'correctRecord', eventId, reason: 'of another client' }, head, now);
    expect(moneyIn(story)).toEqual({ net: 10_000, paid: 0, outstanding: 10_000 });
  });

  test('does not depend on the order in which it is recorded, nor on how often', () => {
    const kinds = ['payment', 'writeOff', 'return', 'priceCorrection'] as const;
    const undoing = ['paymentUndone', 'writeOffUndone'] as const;
    const amount = fc.integer({ min: 1, max: 400 });
    const days = ['02-12', '02-14', '02-20', '03-01'] as const;
    const record = fc.oneof(
      fc.record({ kind: fc.constantFrom(...kinds), amount, day: fc.constantFrom(...days) }),
      fc.record({ kind: fc.constantFrom(...undoing), amount, day: fc.constantFrom(...days) }),
    );
    const paidAt = fc.constantFrom(undefined, at('02-14'), at('02-19'), at('02-20'));
    const shuffled = fc.array(record, { minLength: 1, maxLength: 6 }).chain((records) => {
      const steps = records.map(({ kind, amount, day }, i) => money(`m${i}`, kind, amount, day));
      return fc.tuple(fc.constant(steps), fc.shuffledSubarray(steps, { minLength: steps.length }));
    });
    fc.assert(
      fc.property(shuffled, paidAt, ([steps, otherwise], at) => {
        const pay: Step[] = at ? [{ type: 'payOrder', orderId: 'o1', at }] : [];
        const there = [money('p', 'payment', 4_000, '02-14'), money('w', 'writeOff', 4_000, '02-14')];
        const one = supplied(...there, ...steps, ...pay);
        const other = supplied(...there, ...pay, ...otherwise, ...steps);
        expect(other.known.orders).toEqual(one.known.orders);
        expect(moneyIn(other)).toEqual(moneyIn(one));
      }),
      { numRuns: 30 },
    );
  });

  test('that was recorded under an id is recorded once; something else under it is refused', () => {
    const story = supplied(money('p1', 'payment', 4_000));
    expect(story.do(money('p1', 'payment', 4_000), boris, now)).toEqual([]);
    const other = [{ code: 'RECORD_EXISTS', recordId: 'p1' }];
    expect(story.ask(money('p1', 'payment', 5_000), boris, now)).toEqual(other);
    expect(story.ask(money('p1', 'creditNote', 4_000), boris, now)).toEqual(other);
    expect(story.ask(money('p1', 'payment', 4_000, '02-21'), boris, now)).toEqual(other);
    expect(moneyIn(story).paid).toBe(4_000);
  });

  test('is refused where there is no such order, and where it is in another currency or none', () => {
    const story = supplied({ type: 'recordOrder', order: { id: 'bare', placedAt: at('02-12') } });
    expect(story.ask(money('p1', 'payment', 1, '02-20', 'o9'), boris, now)).toEqual([
      { code: 'UNKNOWN_ORDER', orderId: 'o9' },
    ]);
    const usd = { ...money('p1', 'payment', 1), amount: { amount: 1, currency: 'USD' } };
    const wrong = (problem: object) => [
      { code: 'INVALID_VALUE', field: 'amount', problem: { code: 'NOT_IN_CURRENCY', ...problem } },
    ];
    expect(story.ask(usd, boris, now)).toEqual(wrong({ orderId: 'o1', currency: 'EUR' }));
    expect(story.ask(money('p1', 'payment', 1, '02-20', 'bare'), boris, now)).toEqual(
      wrong({ orderId: 'bare' }),
    );
    expect(story.ask(money('p1', 'payment', 1, '04-02'), boris, now)).toMatchObject([
      { code: 'IN_THE_FUTURE', orderId: 'o1' },
    ]);
  });

  test('never falls below what there is: it says how much that is', () => {
    const story = supplied(money('p1', 'payment', 4_000), money('c1', 'creditNote', 1_000));
    const tooMuch = (most: number) => [
      {
        code: 'INVALID_VALUE',
        field: 'amount',
        problem: { code: 'MORE_THAN_THERE_IS', orderId: 'o1', most: eur(most) },
      },
    ];
    expect(story.ask(money('x', 'return', 9_001), boris, now)).toEqual(tooMuch(9_000));
    expect(story.ask(money('x', 'priceCorrection', -9_001), boris, now)).toEqual(tooMuch(9_000));
    expect(story.ask(money('x', 'paymentUndone', 4_001), boris, now)).toEqual(tooMuch(4_000));
    expect(story.ask(money('x', 'writeOffUndone', 1), boris, now)).toEqual(tooMuch(0));
    expect(story.ask(money('x', 'return', 9_000), boris, now)).toEqual([]);
    const huge = money('x', 'payment', Number.MAX_SAFE_INTEGER);
    expect(story.ask(huge, boris, now)).toMatchObject([{ code: 'REVENUE_TOO_LARGE', currency: 'EUR' }]);
  });

  test('has at most 200 records of an order', () => {
    const story = supplied();
    for (let n = 1; n <= 200; n++) story.do(money(`p${n}`, 'payment', 1), boris, now);
    expect(story.ask(money('p201', 'payment', 1), boris, now)).toEqual([
      { code: 'TOO_MANY_RECORDS', orderId: 'o1', limit: 200 },
    ]);
    expect(story.do(money('p200', 'payment', 1), boris, now)).toEqual([]);
  });

  test('is nothing of 0 or less, and a rate is an exact decimal above 0', () => {
    const problems = (more: object) =>
      commandSchema
        .safeParse({ clientId: 'a', ...money('p1', 'payment', 1), ...more })
        .error?.issues.map(({ path }) => path.join('.'));
    expect(problems({ amount: eur(0) })).toEqual(['amount.amount']);
    expect(problems({ amount: eur(-5) })).toEqual(['amount.amount']);
    expect(problems({ kind: 'priceCorrection', amount: eur(-5) })).toBeUndefined();
    expect(problems({ rate: '98.7654' })).toBeUndefined();
    for (const rate of ['0', '0.00', '-1', '1e3', '98,7', '.5']) expect(problems({ rate })).toEqual(['rate']);
  });

  test('keeps the rate and the lines with their cost in the log, and not on the snapshot', () => {
    const lines = [{ product: 'flour', quantity: 2, price: eur(1_500), cost: eur(900) }];
    const story = supplied({ ...money('r1', 'return', 3_000), rate: '1.08', lines, reason: 'damp' });
    expect(story.history.at(-1)).toMatchObject({
      type: 'moneyRecorded',
      rate: '1.08',
      lines,
      reason: 'damp',
    });
    expect(story.known.orders.recent[0]?.money).toEqual([
      { id: 'r1', kind: 'return', amount: 3_000, at: at('02-20') },
    ]);
  });

  test('is for the back office and the ERP to record', () => {
    expect(supplied().ask(money('p1', 'payment', 1), ivanova, now)).toMatchObject([
      { code: 'NOT_AUTHORIZED', action: 'recordMoney' },
    ]);
  });
});

describe('an order', () => {
  test('that is paid in parts is paid once nothing is left to pay', () => {
    const story = supplied(money('p1', 'payment', 4_000));
    expect(story.fact('orders.paid', now)).toBe(0);
    story.do(money('c1', 'creditNote', 1_000), boris, now);
    story.do(money('p2', 'payment', 5_000), boris, now);
    expect(story.fact('orders.paid', now)).toBe(1);
    story.do(money('u2', 'paymentUndone', 1, '02-21'), boris, now);
    expect(story.fact('orders.paid', now)).toBe(0);
  });

  test('that was written off is not paid', () => {
    expect(supplied(money('w1', 'writeOff', 10_000)).fact('orders.paid', now)).toBe(0);
  });

  test('of which everything came back in parts is no purchase: the client is where a return leads', () => {
    const whole = supplied({ type: 'returnOrder', orderId: 'o1' });
    const parts = supplied(money('r1', 'return', 4_000), money('r2', 'return', 6_000));
    expect(parts.state).toBe(whole.state);
    for (const path of ['orders.count', 'orders.returned', 'orders.shipped', 'orders.lastAt'])
      expect([path, parts.fact(path, now)]).toEqual([path, whole.fact(path, now)]);
    parts.do(money('x1', 'priceCorrection', 1), boris, now);
    expect(parts.fact('orders.count', now)).toBe(1);
  });

  test('is not negative: a return is no order', () => {
    expect(supplied().ask(placed('minus', -100), importer, now)).toEqual([
      { code: 'INVALID_VALUE', field: 'order.total', problem: { code: 'NEGATIVE_ORDER' } },
    ]);
  });
});

describe('debt', () => {
  const term = (days: number): Step => ({ type: 'learnFacts', facts: { paymentDays: days } });

  test('is overdue once the days of the term are over, the day of the shipment not counted', () => {
    const story = supplied(term(14), placed('o2', 5_000, '02-12'), money('p1', 'payment', 1_000));
    expect(story.fact('orders.debtOverdueAt', now)).toBe(at('02-26', '00:00'));
    expect(story.fact('orders.overdueDebt', at('02-25', '23:59'))).toEqual(eur(0));
    expect(story.fact('orders.overdueDebt', at('02-26', '00:00'))).toEqual(eur(9_000));
    expect(story.fact('orders.debt', now)).toEqual(eur(14_000));
    story.do(money('p2', 'payment', 9_000), boris, now);
    expect(story.fact('orders.debtOverdueAt', now)).toBeUndefined();
    expect(story.fact('orders.overdueDebt', now)).toEqual(eur(0));
  });

  test('is not known to be overdue where there is no term, or one that is a slip', () => {
    for (const story of [supplied(), supplied(term(99_999)), supplied(term(-1))])
      expect([story.fact('orders.debtOverdueAt', now), story.fact('orders.overdueDebt', now)]).toEqual([
        undefined,
        undefined,
      ]);
  });

  test('is not lessened by what another order has paid too much', () => {
    const story = supplied(placed('o2', 5_000, '02-12'), money('p1', 'payment', 12_000));
    expect(story.fact('orders.debt', now)).toEqual(eur(5_000));
  });
});

describe('a credit limit', () => {
  const limit: Step = { type: 'learnFacts', facts: { creditLimit: eur(10_000) }, at: at('02-01') };
  const held = { overLimit: { reason: 'o1' } };

  test('is what a higher price, or a payment undone, holds an order against', () => {
    const dearer = supplied(limit, money('x1', 'priceCorrection', 1));
    expect(dearer.known.holds).toMatchObject(held);
    dearer.do(money('p1', 'payment', 1), boris, now);
    expect(dearer.known.holds).toEqual({});
    const undone = supplied(
      limit,
      { type: 'payOrder', orderId: 'o1', at: at('02-15') },
      placed('o2', 4_000, '02-16'),
    );
    expect(undone.known.holds).toEqual({});
    undone.do(money('u1', 'paymentUndone', 7_000), boris, now);
    expect(undone.known.holds).toMatchObject(held);
  });

  test('counts what was shipped, even where an order of before is recorded late', () => {
    const story = supplied(limit, placed('early', 5_000, '02-09'));
    expect(story.known.holds).toMatchObject({ overLimit: { reason: 'early' } });
    expect(story.ask({ type: 'shipOrder', orderId: 'early' }, boris, now)).toEqual([
      { code: 'BLOCKED_BY_HOLD', hold: 'overLimit', reason: 'early' },
    ]);
  });
});

describe('records of money', () => {
  test('are corrected and voided as other records are', () => {
    const story = supplied(money('p1', 'payment', 4_000));
    const { id: eventId } = story.history.at(-1) as { id: string };
    const replacement = { clientId: 'client', ...money('p1', 'payment', 3_000) };
    story.do({ type: 'correctRecord', eventId, reason: 'a slip', replacement }, head, now);
    expect(moneyIn(story).paid).toBe(3_000);
    story.do({ type: 'correctRecord', eventId, reason: 'not ours' }, head, now);
    expect(moneyIn(story).paid).toBe(0);
    expect(conveyor.replay(story.history)).toEqual(story.known);
  });

  test('that say the same as another one are void when they are corrected to it', () => {
    const story = supplied(money('p1', 'payment', 4_000), money('p2', 'payment', 400));
    const { id: eventId } = story.history.at(-1) as { id: string };
    const replacement = { clientId: 'client', ...money('p1', 'payment', 4_000) };
    story.do({ type: 'correctRecord', eventId, reason: 'twice', replacement }, head, now);
    expect(moneyIn(story).paid).toBe(4_000);
  });

  test('of an order that two cards have count once, and go back with it', () => {
    const story = supplied(money('p1', 'payment', 4_000));
    const twin = new Story(conveyor, 'twin');
    twin.do({ type: 'register', source: 'existing', at: at('01-05') }, importer, at('01-05'));
    for (const step of [
      placed('o1', 10_000),
      money('p1', 'payment', 4_000),
      money('p2', 'payment', 1_000),
      placed('t1', 700),
    ])
      twin.do(step, boris, now);
    story.merge(twin, 'mergeDuplicate', now);
    expect(factsOf(story)).toEqual([10_700, 5_700]);
    story.do(money('p3', 'payment', 200, '03-01', 't1'), boris, now);
    expect(factsOf(story)).toEqual([10_700, 5_500]);
    story.merge(twin, 'unmergeDuplicate', now);
    expect(factsOf(story)).toEqual([10_000, 6_000]);
    expect(factsOf(twin)).toEqual([10_700, 5_500]);
  });
});
