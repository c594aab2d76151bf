import { defineConveyor, type Instant } from 'sales-conveyor';
import { consultative, mixed, transactional } from 'sales-conveyor/presets';
import { scenario } from 'sales-conveyor/testing';
import { describe, expect, test } from 'vitest';
import { at, by, clientId, denis, head, importer, ivanova, learned, stages } from '../client/department.ts';
import { buyerStory, order, type Step, Story, storyOf } from '../client/story.ts';

const supply = [
  ['mixed', defineConveyor(mixed())],
  ['consultative', defineConveyor(consultative())],
  ['transactional', defineConveyor(transactional())],
] as const;

const DAY = 86_400_000;
const later = (instant: Instant, days: number) => new Date(Date.parse(instant) + days * DAY).toISOString();
const euros = (amount: number) => ({ amount: amount * 100, currency: 'EUR' });
const given = (
  kind: 'regular' | 'trial' | 'sample' | undefined,
  placedAt: Instant,
  amount?: number,
): Step => ({
  type: 'recordOrder',
  order: {
    id: 'given',
    ...(kind && { kind }),
    placedAt,
    ...(amount !== undefined && { total: euros(amount) }),
  },
});

describe.each(supply)('in the %s conveyor', (_name, conveyor) => {
  /** Bought on 5 January, fell overdue, and is asked a day later. */
  const overdue = () => {
    const story = buyerStory([at('01-05')], conveyor);
    const now = later(story.fact('cadence.overdueAt', at('01-05')) as Instant, 1);
    story.pass(now);
    expect(story.state).toBe('overdue');
    return { story, now };
  };

  test.each([
    ['a regular order clears', 'regular', 500, 'regular'],
    ['a trial order clears', 'trial', 20, 'regular'],
    ['an order without a kind clears', undefined, 500, 'regular'],
    ['an order without a total clears', undefined, undefined, 'regular'],
    ['a sample does not clear', 'sample', undefined, 'overdue'],
    ['a sample with a price does not clear', 'sample', 30, 'overdue'],
    ['an order with a total of 0 does not clear', undefined, 0, 'overdue'],
    ['a regular order with a total of 0 does not clear', 'regular', 0, 'overdue'],
  ] as const)('%s an overdue client', (_, kind, amount, state) => {
    const { story, now } = overdue();
    story.do(given(kind, now, amount), importer, now);
    expect(story.state).toBe(state);
    expect(conveyor.replay(story.history)).toEqual(story.known);
  });

  test('an order that is cancelled does not clear an overdue client', () => {
    const { story, now } = overdue();
    story.do(given('trial', now, 500), importer, now);
    story.do({ type: 'cancelOrder', orderId: 'given' }, importer, now);
    expect(story.state).toBe('overdue');
  });

  test('a sample brings nobody back from dormancy, a trial order does', () => {
    const { story } = overdue();
    const asleep = later(story.fact('cadence.dormantAt', at('01-05')) as Instant, 1);
    story.do(given('sample', asleep), importer, asleep);
    expect(story.state).toBe('dormant');
    story.do(
      { type: 'recordOrder', order: { id: 'test', kind: 'trial', placedAt: asleep } },
      importer,
      asleep,
    );
    expect(story.state).toBe('returned');
  });

  test('a sample that is shipped is no first order: the client is still sold to', () => {
    const story = new Story(conveyor);
    story.do({ type: 'register', source: 'lead' }, importer, at('01-05'));
    story.do(given('sample', at('01-06')), importer, at('01-06'));
    story.do({ type: 'shipOrder', orderId: 'given' }, importer, at('01-07'));
    expect(story.state).toBe('lead');
    expect(story.fact('orders.shipped', at('01-07'))).toBe(0);
    story.do(
      { type: 'recordOrder', order: { id: 'test', kind: 'trial', placedAt: at('01-08') } },
      importer,
      at('01-08'),
    );
    story.do({ type: 'shipOrder', orderId: 'test' }, importer, at('01-08'));
    expect(story.state).toBe('rampIn');
  });

  test('a sample that turns out to be bought is corrected', () => {
    const { story, now } = overdue();
    story.do(given('sample', now), importer, now);
    const eventId = story.history.at(-1)?.id ?? '';
    const bought = { clientId, ...given('trial', now, 500) } as const;
    story.do({ type: 'correctRecord', eventId, reason: 'bought', replacement: bought as never }, head, now);
    expect(story.state).toBe('regular');
  });
});

test('three orders of one day are one moment: they hand nobody over to the client manager', () => {
  const offer = { type: 'transfer', clientId, transfer: 'handToClientManager', to: ivanova.id } as const;
  const agreed = { decisionGroupMapped: true, termsAgreed: true, introductionMade: true };
  const story = storyOf([...stages.rampIn, learned(at('01-15'), agreed)]);
  for (const [id, time] of [
    ['o2', '09:00'],
    ['o3', '12:00'],
    ['o4', '17:00'],
  ] as const)
    story.do(order(id, at('01-16', time)), importer, at('01-16', time));
  expect(story.ask(offer, denis, at('01-19'))).toMatchObject([{ code: 'CONDITION_NOT_MET' }]);
  story.do(order('o5', at('01-19')), importer, at('01-19'));
  expect(story.ask(offer, denis, at('01-19'))).toEqual([]);
});

test('three orders of one day bring no returned client back among the regular ones', () => {
  const story = buyerStory([at('01-05')]);
  for (const time of ['09:00', '12:00', '17:00'])
    story.do(order(`back ${time}`, at('08-03', time)), importer, at('08-03', time));
  expect(story.state).toBe('returned');
});

test('the kind stands in the log where it is not the usual one', () => {
  const recorded = {
    type: 'recordOrder',
    clientId,
    order: { id: 'o', kind: 'trial', placedAt: at('02-10') },
  } as const;
  scenario(supply[0][1])
    .given(...stages.regular)
    .when(recorded, by(importer, at('02-10')))
    .then([{ type: 'orderRecorded', order: { id: 'o', kind: 'trial' } }]);
  const usual = { ...recorded, order: { ...recorded.order, kind: 'regular' } } as const;
  const { client } = scenario(supply[0][1])
    .given(...stages.regular)
    .when(usual, by(importer, at('02-10')));
  expect(client?.orders.recent.at(-1)).not.toHaveProperty('kind');
});
