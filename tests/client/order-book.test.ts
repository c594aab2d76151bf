import type { ClientEvent } from 'sales-conveyor';
import { describe, expect, test } from 'vitest';
import { by, clientId, conveyor, head, importer } from './department.ts';
import { order, Story } from './story.ts';

const DAY = 86_400_000;
const FIRST = Date.parse('2020-01-01T09:00:00.000Z');
const dayAt = (n: number) => new Date(FIRST + n * DAY).toISOString();
const total = { amount: 1000, currency: 'EUR' };
const entry = (id: string, placedAt: string) =>
  ({ type: 'recordOrder', order: { id, placedAt, total } }) as const;

/** A client who has ordered on `days` days in a row, one order a day: `o0`, `o1`, ... */
function orderedOn(days: number): Story {
  const story = new Story(conveyor);
  story.do({ type: 'register', source: 'existing', at: dayAt(0) }, importer, dayAt(0));
  for (let n = 0; n < days; n++)
    story.do(entry(`o${n}`, dayAt(n)), importer, dayAt(n), { history: undefined });
  return story;
}

const long = orderedOn(260);
const now = dayAt(260);
/** The same client, whose life goes on apart. */
function copy(): Story {
  const story = new Story(conveyor);
  story.take(long.history);
  return story;
}
const facts = (story: Story) =>
  ['orders.count', 'orders.moments', 'orders.firstAt', 'orders.lastAt'].map((path) => story.fact(path, now));

describe('a client who has bought on more than 200 days', () => {
  test('has a snapshot that does not grow: the newest 200 days, the totals of all', () => {
    expect(long.known.orders.recent).toHaveLength(200);
    expect(long.known.orders.recent[0]?.id).toBe('o60');
    expect(facts(long)).toEqual([260, 260, dayAt(0), dayAt(259)]);
    expect(long.fact('orders.revenue', now)).toEqual({ amount: 260_000, currency: 'EUR' });
    const size = JSON.stringify(orderedOn(210).known).length;
    expect(JSON.stringify(long.known).length).toBeLessThan(size * 1.01);
  });

  test('keeps every order of the days that it keeps, the cancelled ones among them', () => {
    const story = copy();
    story.do(entry('o259b', dayAt(259)), importer, now);
    story.do({ type: 'cancelOrder', orderId: 'o258' }, importer, now);
    expect(story.known.orders.recent.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['o258', 'o259', 'o259b']),
    );
  });

  test('is the same whether folded event by event or all at once', () => {
    expect(conveyor.replay(long.history)).toEqual(long.known);
  });
});

const credited = { recordId: 'm1', kind: 'creditNote', amount: { ...total, amount: 1 } } as const;

describe('what reaches back to orders that the snapshot let go of', () => {
  const steps = [
    ['an order that is recorded late', entry('late', dayAt(10.2))],
    ['an order that is known already', order('o10', dayAt(10))],
    ['the shipment of an old order', { type: 'shipOrder', orderId: 'o10' }],
    ['the payment of an old order', { type: 'payOrder', orderId: 'o10' }],
    ['the part payment of an old order', { type: 'recordMoney', orderId: 'o10', ...credited }],
    ['a credit note of a new order', { type: 'recordMoney', orderId: 'o259', ...credited }],
    ['the cancellation of an old order', { type: 'cancelOrder', orderId: 'o10' }],
    ['the return of a new order', { type: 'returnOrder', orderId: 'o259' }],
  ] as const;

  test.each(steps)('needs the history, and says so: %s', (_, step) => {
    expect(() => long.ask(step, head, now, { history: undefined })).toThrowError(
      expect.objectContaining({ code: 'HISTORY_NEEDED' }),
    );
  });

  test.each([
    ['a new order', entry('new', now)],
    ['the shipment of a new order', { type: 'shipOrder', orderId: 'o259' }],
    [
      'the part payment of a new order',
      { type: 'recordMoney', orderId: 'o259', ...credited, kind: 'payment' },
    ],
    ['a contact', { type: 'recordContact', channel: 'phone', twoWay: true }],
  ] as const)('needs nothing: %s', (_, step) => {
    expect(long.ask(step, head, now, { history: undefined })).toEqual([]);
  });

  test('is right with it: a late order on a day of its own', () => {
    const story = copy();
    story.do(entry('late', dayAt(-5)), importer, now);
    expect(facts(story)).toEqual([261, 261, dayAt(-5), dayAt(259)]);
    expect(story.known.orders.recent).toHaveLength(200);
  });

  test('is right with it: a late order on a day that is known', () => {
    const story = copy();
    story.do(entry('late', dayAt(10.2)), importer, now);
    expect(facts(story)).toEqual([261, 260, dayAt(0), dayAt(259)]);
  });

  test('is right with it: the oldest order cancelled', () => {
    const story = copy();
    story.do({ type: 'cancelOrder', orderId: 'o0' }, importer, now);
    expect(facts(story)).toEqual([259, 259, dayAt(1), dayAt(259)]);
  });

  test('is right with it: the newest orders returned, older ones come back into view', () => {
    const story = copy();
    for (const orderId of ['o259', 'o258', 'o257']) story.do({ type: 'returnOrder', orderId }, importer, now);
    expect(facts(story)).toEqual([257, 257, dayAt(0), dayAt(256)]);
    expect(story.known.orders.recent[0]?.id).toBe('o57');
  });

  test('is right with it: an old order shipped and paid, and once only', () => {
    const story = copy();
    story.do({ type: 'shipOrder', orderId: 'o10' }, importer, now);
    story.do({ type: 'payOrder', orderId: 'o10' }, importer, now);
    expect(story.fact('orders.shipped', now)).toBe(1);
    expect(story.fact('orders.paid', now)).toBe(1);
    expect(story.ask({ type: 'shipOrder', orderId: 'o10' }, importer, now)).toMatchObject([
      { code: 'ORDER_ALREADY' },
    ]);
  });

  test('refuses what was wrong all the same', () => {
    expect(long.ask(order('o10', dayAt(10)), importer, now)).toEqual([
      { code: 'ORDER_EXISTS', orderId: 'o10' },
    ]);
    expect(long.ask({ type: 'shipOrder', orderId: 'o999' }, importer, now)).toEqual([
      { code: 'UNKNOWN_ORDER', orderId: 'o999' },
    ]);
  });
});

describe('a merge with a client of many orders', () => {
  const twin = (days: readonly (readonly [string, string])[]) => {
    const story = new Story(conveyor, 'twin');
    story.do({ type: 'register', source: 'existing', at: dayAt(0) }, importer, dayAt(0));
    for (const [id, placedAt] of days) story.do(entry(id, placedAt), importer, dayAt(300));
    return story;
  };

  test('counts an old order that both have once, and an old day that both bought on', () => {
    const survivor = copy();
    const duplicate = twin([
      ['o10', dayAt(10)],
      ['t1', dayAt(11.2)],
      ['t2', dayAt(-3)],
    ]);
    survivor.merge(duplicate, 'mergeDuplicate', dayAt(301));
    expect(facts(survivor)).toEqual([262, 261, dayAt(-3), dayAt(259)]);
    survivor.merge(duplicate, 'unmergeDuplicate', dayAt(301));
    expect(facts(survivor)).toEqual(facts(long));
    expect(survivor.known.orders).toEqual(long.known.orders);
  });

  test("brings the totals of what the duplicate's snapshot let go of", () => {
    const survivor = twin([['t1', dayAt(300)]]);
    const duplicate = copy();
    survivor.merge(duplicate, 'mergeDuplicate', dayAt(301));
    expect(facts(survivor)).toEqual([261, 261, dayAt(0), dayAt(300)]);
    expect(survivor.fact('orders.revenue', now)).toEqual({ amount: 261_000, currency: 'EUR' });
  });

  test('keeps them when an order is cancelled afterwards', () => {
    const survivor = twin([['t1', dayAt(300)]]);
    survivor.merge(copy(), 'mergeDuplicate', dayAt(301));
    survivor.do({ type: 'cancelOrder', orderId: 'o259' }, importer, dayAt(302));
    expect(facts(survivor)).toEqual([260, 260, dayAt(0), dayAt(300)]);
  });
});

describe('an order', () => {
  const story = new Story(conveyor);
  story.do({ type: 'register', source: 'existing', at: dayAt(0) }, importer, dayAt(0));
  story.do(entry('o1', dayAt(0)), importer, now);

  test('is recorded once, and not before it is placed', () => {
    expect(story.ask(entry('o1', dayAt(1)), importer, now)).toMatchObject([{ code: 'ORDER_EXISTS' }]);
    expect(story.ask(entry('o2', dayAt(261)), importer, now)).toMatchObject([
      { code: 'IN_THE_FUTURE', field: 'at' },
    ]);
  });

  test.each([
    ['shipOrder', 'shipOrder', 'shipped'],
    ['payOrder', 'payOrder', 'paid'],
    ['cancelOrder', 'cancelOrder', 'cancelled'],
    ['cancelOrder', 'shipOrder', 'cancelled'],
    ['cancelOrder', 'returnOrder', 'cancelled'],
    ['returnOrder', 'cancelOrder', 'returned'],
  ] as const)('after %s there is no %s', (first, second, status) => {
    const { known } = story;
    const events = conveyor.decide(known, { type: first, clientId, orderId: 'o1' }, by(importer, now));
    const next = conveyor.evolveAll(known, events.ok ? events.events : []);
    expect(conveyor.decide(next, { type: second, clientId, orderId: 'o1' }, by(importer, now))).toMatchObject(
      {
        refusal: { reasons: [{ code: 'ORDER_ALREADY', orderId: 'o1', status }] },
      },
    );
  });

  test('that was cancelled may still be paid for: money comes late', () => {
    const history: readonly ClientEvent[] = story.history;
    const again = new Story(conveyor);
    again.take(history);
    again.do({ type: 'cancelOrder', orderId: 'o1' }, importer, now);
    again.do({ type: 'payOrder', orderId: 'o1' }, importer, now);
    expect(again.fact('orders.paid', now)).toBe(0);
  });
});

test('a log that tells thousands of orders the newest first costs no look at each for each', () => {
  let looks = 0;
  /** A moment that counts how often it is compared. */
  const counted = (moment: string) => {
    const compared = () => {
      looks++;
      return moment;
    };
    return { valueOf: compared } as unknown as string;
  };
  const [born] = long.history as [ClientEvent];
  const orders = Array.from({ length: 2_000 }, (_, i): ClientEvent => {
    const happenedAt = dayAt(2_000 - i);
    return {
      type: 'orderRecorded',
      id: `${clientId}#${i + 2}`,
      clientId,
      happenedAt,
      recordedAt: dayAt(2_001),
      by: importer.id,
      order: { id: `o${i}`, placedAt: counted(happenedAt), day: happenedAt.slice(0, 10), total },
    };
  });
  const { recent, moments } = conveyor.replay([born, ...orders]).orders;
  expect(recent.map(({ day }) => day)).toEqual(recent.map(({ day }) => day).sort());
  expect([recent[0]?.id, recent.at(-1)?.id, moments]).toEqual(['o199', 'o0', 2_000]);
  expect(looks).toBeLessThan(2_000 * 60);
});
