import { scenario } from 'sales-conveyor/testing';
import { describe, expect, test } from 'vitest';
import {
  at,
  by,
  clientId,
  conveyor,
  fixedRule,
  head,
  held,
  importer,
  ivanova,
  stages,
} from './department.ts';
import { buyerStory, order, storyOf } from './story.ts';

/** The last of two orders is of 20 January. */
const twoOrders = (on = fixedRule) => buyerStory([at('01-06'), at('01-20')], on);
const next = (day: string) => `2027-${day}T09:00:00.000Z`;

describe('a client without a rhythm of its own', () => {
  test('is overdue after 60 days, dormant after 120, lost after 360', () => {
    const story = twoOrders(conveyor);
    const events = story.pass(next('06-01'));
    expect(events.filter(({ type }) => type === 'stateChanged')).toMatchObject([
      { to: 'overdue', transfer: 'becomeOverdue', happenedAt: at('03-22', '00:00') },
      { to: 'dormant', transfer: 'becomeDormant', happenedAt: at('05-21', '00:00') },
      { to: 'lost', transfer: 'becomeLost', happenedAt: '2027-01-16T00:00:00.000Z' },
    ]);
    expect(story.state).toBe('lost');
  });

  test('an order on the 60th day is in time, until its last minute', () => {
    const story = twoOrders();
    story.do(order('late', at('03-21', '23:59')), importer, at('03-21', '23:59'));
    expect(story.history.map(({ type }) => type)).not.toContain('stateChanged');
  });

  test('on the 61st day it is not, and the order brings the client back at once', () => {
    const story = twoOrders();
    const events = story.do(order('late', at('03-22', '00:00')), importer, at('03-22', '00:00'));
    expect(events).toMatchObject([
      { type: 'stateChanged', from: 'regular', to: 'overdue', cause: 'time' },
      { type: 'orderRecorded' },
      { type: 'stateChanged', from: 'overdue', to: 'regular', transfer: 'orderInTime', cause: 'event' },
      { type: 'clientPooled', pool: 'clientManager' },
    ]);
  });

  test('an order of the 60th day that is recorded on the 61st leaves nobody overdue', () => {
    const story = twoOrders();
    story.pass(at('03-22', '08:00'));
    expect(story.state).toBe('overdue');
    story.do(order('late', at('03-21')), importer, at('03-22'));
    expect(story.state).toBe('regular');
  });
});

describe('a client with a rhythm', () => {
  test('is overdue after twice its own median interval', () => {
    const story = storyOf(stages.regular);
    expect(story.fact('cadence.medianDays', at('02-20'))).toBe(14);
    expect(story.fact('cadence.overdueAt', at('02-20'))).toBe(at('03-10', '00:00'));
    story.pass(at('03-09', '23:59'));
    expect(story.state).toBe('regular');
    story.pass(at('03-10', '00:00'));
    expect(story.state).toBe('overdue');
  });

  test('is dormant and lost by it, too: after two and six times as long', () => {
    const story = storyOf(stages.regular);
    expect(story.fact('cadence.dormantAt', at('02-20'))).toBe(at('04-07', '00:00'));
    expect(story.fact('cadence.lostAt', at('02-20'))).toBe(at('07-28', '00:00'));
  });

  test('keeps its client manager while overdue and dormant, and loses them when lost', () => {
    const story = storyOf(stages.regular);
    story.pass(at('07-27'));
    expect(story.known).toMatchObject({
      state: 'dormant',
      custody: { clientManager: { employeeId: 'ivanova' } },
    });
    story.pass(at('07-28'));
    expect(story.known).toMatchObject({ state: 'lost', custody: {}, pool: { name: 'telemarketer' } });
  });
});

describe('a client who comes back', () => {
  test.each([
    ['dormant', at('08-03')],
    ['lost', next('08-02')],
  ])('from %s is returned, on probation, since the order', (state, day) => {
    const story = twoOrders();
    story.pass(day);
    expect(story.state).toBe(state);
    story.do(order('back', day), importer, day);
    expect(story.known).toMatchObject({ state: 'returned', stateSince: day });
    expect(story.fact('orders.inState', day)).toBe(1);
  });

  test('is regular again with the third purchase in time', () => {
    const story = twoOrders();
    story.do(order('back-1', at('08-03')), importer, at('08-03'));
    story.do(order('back-2', at('08-17')), importer, at('08-17'));
    expect(story.state).toBe('returned');
    story.do(order('back-2b', at('08-17', '15:00')), importer, at('08-17', '15:00'));
    expect(story.state).toBe('returned');
    story.do(order('back-3', at('08-31')), importer, at('08-31'));
    expect(story.known).toMatchObject({ state: 'regular', stateSince: at('08-31') });
  });

  test('is overdue again from probation when it falls silent', () => {
    const story = twoOrders();
    story.do(order('back', at('08-03')), importer, at('08-03'));
    story.pass(at('10-02', '23:59'));
    expect(story.state).toBe('returned');
    story.pass(at('10-03', '00:00'));
    expect(story.state).toBe('overdue');
  });

  test('may go round any number of times', () => {
    const story = twoOrders();
    const seen: string[] = [];
    for (let year = 2027; year < 2032; year++) {
      const day = `${year}-06-01T09:00:00.000Z`;
      story.pass(day);
      seen.push(story.state);
      story.do(order(`y${year}`, day), importer, day);
      seen.push(story.state);
    }
    expect(seen).toEqual(Array.from({ length: 5 }, () => ['lost', 'returned']).flat());
  });

  test('without an order does not come back: a cancelled one is none', () => {
    const story = twoOrders();
    story.do(order('back', at('08-03')), importer, at('08-03'));
    story.do({ type: 'cancelOrder', orderId: 'back' }, importer, at('08-04'));
    expect(story.known).toMatchObject({ state: 'dormant' });
  });
});

describe('an order that is recorded late', () => {
  test.each([
    ['never slept if it was in time', at('04-20'), at('06-01'), 'regular'],
    ['was only overdue', at('03-15'), at('06-01'), 'overdue'],
    ['is dormant all the same if it came long ago', at('01-25'), at('06-01'), 'dormant'],
    ['is back if it came after falling dormant', at('05-30'), at('06-01'), 'returned'],
  ])('proves that the client %s', (_, placedAt, now, state) => {
    const story = twoOrders();
    story.pass(now);
    story.do(order('late', placedAt), importer, now);
    expect(story.state).toBe(state);
  });

  test('makes a lost client what it would be', () => {
    const story = twoOrders();
    const now = next('02-01');
    story.pass(now);
    expect(story.state).toBe('lost');
    story.do(order('late', at('04-01')), importer, now);
    expect(story.state).toBe('dormant');
    story.do(order('later', at('11-20')), importer, now);
    expect(story.state).toBe('overdue');
    story.do(order('lately', at('12-20')), importer, now);
    expect(story.state).toBe('regular');
  });
});

test('a regular client whose orders all fell through begins again instead of being stuck without a clock', () => {
  const story = storyOf(stages.regular);
  const [first, ...others] = story.known.orders.recent.map(({ id }) => id);
  for (const orderId of others) story.do({ type: 'cancelOrder', orderId }, importer, at('02-20'));
  expect(story.state).toBe('regular');
  story.do({ type: 'returnOrder', orderId: first ?? '' }, importer, at('02-20'));
  expect(story.state).toBe('inEntry');
  expect(story.known.pool).toMatchObject({
    name: 'developmentSpecialist',
    cause: { code: 'transfer', transfer: 'everyOrderFell' },
  });
});

test('a lost client may be called again', () => {
  const story = twoOrders();
  story.pass(next('06-01'));
  story.do({ type: 'assignHolder', role: 'telemarketer', employeeId: 'tanya' }, head, next('06-01'));
  story.do({ type: 'transfer', transfer: 'startQualification' }, head, next('06-02'));
  expect(story.known).toMatchObject({
    state: 'inQualification',
    custody: { telemarketer: { employeeId: 'tanya' } },
  });
});

test('only the head of sales closes, for a reason', () => {
  const regular = scenario(conveyor).given(...stages.regular, held('clientManager', ivanova, at('02-10')));
  const close = { type: 'transfer', clientId, transfer: 'close' } as const;
  regular.when(close, by(ivanova, at('02-20'))).then({ refused: ['WRONG_ROLE', 'REASON_NEEDED'] });
  regular.when({ ...close, reason: 'liquidated' }, by(head, at('02-20'))).then([
    { type: 'stateChanged', to: 'closed', reason: 'liquidated' },
    { type: 'holderReleased', role: 'clientManager', employeeId: 'ivanova' },
  ]);
});
