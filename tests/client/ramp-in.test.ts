import { defineConveyor, type RefusalReason } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { scenario } from 'sales-conveyor/testing';
import { describe, expect, test } from 'vitest';
import {
  at,
  by,
  clientId,
  conveyor,
  denis,
  head,
  importer,
  learned,
  ordered,
  paid,
  stages,
} from './department.ts';
import { order, storyOf } from './story.ts';

const offer = { type: 'transfer', clientId, transfer: 'handToClientManager', to: 'ivanova' } as const;

describe('the first order', () => {
  test('counts from its shipment, not from its placing', () => {
    const story = storyOf(stages.inEntry);
    story.do(order('o1', at('01-12')), denis, at('01-12'));
    expect(story.state).toBe('inEntry');
    story.do({ type: 'shipOrder', orderId: 'o1', at: at('01-13') }, importer, at('01-15'));
    expect(story.known).toMatchObject({ state: 'rampIn', stateSince: at('01-13') });
    expect(story.known.custody).toMatchObject({ developmentSpecialist: { employeeId: 'denis' } });
  });

  test.each([
    ['cold', stages.cold],
    ['inQualification', stages.inQualification],
    ['qualified', stages.qualified],
  ])('starts the ramp-in of a client who is still %s', (_, stage) => {
    const story = storyOf(stage);
    story.do(order('o1', at('01-12')), importer, at('01-12'));
    story.do({ type: 'shipOrder', orderId: 'o1' }, importer, at('01-12'));
    expect(story.known).toMatchObject({ state: 'rampIn', pool: { name: 'developmentSpecialist' } });
  });

  test.each(['cancelOrder', 'returnOrder'] as const)(
    'undone by %s, it brings the client back to entry',
    (type) => {
      scenario(conveyor)
        .given(...stages.rampIn)
        .when({ type, clientId, orderId: 'o1', reason: 'a sample' }, by(importer, at('01-20')))
        .then([
          { type: type === 'cancelOrder' ? 'orderCancelled' : 'orderReturned' },
          { type: 'stateChanged', from: 'rampIn', to: 'inEntry', transfer: 'firstOrderFell', cause: 'event' },
        ]);
    },
  );

  test("that was another client's record brings the client back to entry", () => {
    const story = storyOf(stages.rampIn);
    const record = story.history.find(({ type }) => type === 'orderRecorded');
    story.do(
      { type: 'correctRecord', eventId: String(record?.id), reason: 'another client' },
      head,
      at('01-20'),
    );
    expect(story.state).toBe('inEntry');
    expect(story.fact('orders.shipped', at('01-20'))).toBe(0);
  });

  test('is not undone while another order stands', () => {
    const story = storyOf([...stages.rampIn, ordered('o2', at('01-19'))]);
    story.do({ type: 'cancelOrder', orderId: 'o1' }, importer, at('01-20'));
    expect(story.state).toBe('rampIn');
    expect(story.fact('orders.firstAt', at('01-20'))).toBe(at('01-19'));
    expect(story.fact('orders.shipped', at('01-20'))).toBe(0);
    expect(story.fact('orders.paid', at('01-20'))).toBe(0);
  });
});

test('a client with only cancelled orders has never ordered', () => {
  const story = storyOf(stages.rampIn);
  story.do({ type: 'cancelOrder', orderId: 'o1' }, importer, at('01-20'));
  const now = at('01-21');
  const never = [
    'orders.firstAt',
    'orders.lastAt',
    'orders.daysSinceLast',
    'cadence.status',
    'cadence.overdueAt',
  ];
  for (const path of never) expect(story.fact(path, now), path).toBeUndefined();
  expect(story.fact('orders.count', now)).toBe(0);
  expect(story.fact('orders.moments', now)).toBe(0);
  expect(story.fact('orders.cancelled', now)).toBe(1);
  expect(story.fact('orders.revenue', now)).toEqual({ amount: 0, currency: 'EUR' });
});

describe('handing over to the client manager', () => {
  const asked = by(denis, at('02-10'));

  test('is offered with three orders, the first shipped and paid, and everything agreed', () => {
    scenario(conveyor)
      .given(...stages.readyToHandOver)
      .when(offer, asked)
      .then([
        {
          type: 'handoffOffered',
          handoff: { transfer: 'handToClientManager', to: { employeeId: 'ivanova' } },
        },
      ]);
  });

  test('two orders are not enough', () => {
    const given = stages.readyToHandOver.slice(0, -1);
    scenario(conveyor)
      .given(...given)
      .when(offer, asked)
      .then({ refused: ['CONDITION_NOT_MET'] });
  });

  test('two orders on one day are two orders and one purchase day', () => {
    const story = storyOf([
      ...stages.rampIn,
      ordered('o2', at('01-26')),
      ordered('o3', at('01-26', '16:00')),
    ]);
    expect(story.fact('orders.count', at('01-27'))).toBe(3);
    expect(story.fact('orders.moments', at('01-27'))).toBe(2);
  });

  test('after three months in ramp-in fewer orders will do', () => {
    const given = stages.readyToHandOver.slice(0, -2);
    const stillIn = [...given, ordered('o2', at('03-30'))];
    const early = by(denis, at('04-12', '15:00'));
    scenario(conveyor)
      .given(...stillIn)
      .when(offer, early)
      .then({ refused: ['CONDITION_NOT_MET'] });
    scenario(conveyor)
      .given(...stillIn)
      .when(offer, by(denis, at('04-12', '15:01')))
      .then([{ type: 'handoffOffered' }]);
  });

  test('the time limit is an option of the preset', () => {
    const hasty = defineConveyor(mixed({ rampIn: { days: 30 } }));
    const given = stages.readyToHandOver.slice(0, -2);
    scenario(hasty)
      .given(...given)
      .when(offer, by(denis, at('02-12')))
      .then([{ type: 'handoffOffered' }]);
  });

  test('what stands against it is said at once: orders, payment, agreements', () => {
    const given = [...stages.inEntry, ...stages.rampIn.slice(stages.inEntry.length, -1)];
    const [reason] = storyOf(given).ask(
      { type: 'transfer', transfer: 'handToClientManager', to: 'ivanova' },
      denis,
      at('01-13'),
    );
    const { explanation } = reason as RefusalReason<'CONDITION_NOT_MET'>;
    expect(explanation.nearest.map(({ fact }) => fact)).toEqual([
      'orders.paid',
      'decisionGroupMapped',
      'termsAgreed',
      'introductionMade',
      'orders.moments',
    ]);
  });

  test('an order that was paid and then returned is not paid for', () => {
    const given = [
      ...stages.rampIn,
      learned(at('01-15'), {}),
      ordered('o2', at('01-16')),
      paid('o2', at('01-17')),
    ];
    const story = storyOf(given);
    story.do({ type: 'returnOrder', orderId: 'o2' }, importer, at('01-20'));
    expect(story.fact('orders.paid', at('01-20'))).toBe(1);
    expect(story.fact('orders.returned', at('01-20'))).toBe(1);
  });
});

test('a client in ramp-in who never orders again is sold to anew, by the same specialist', () => {
  const story = storyOf(stages.rampIn);
  story.pass(at('05-12', '23:59'));
  expect(story.state).toBe('rampIn');
  story.pass(at('05-13', '00:00'));
  expect(story.known).toMatchObject({
    state: 'inEntry',
    custody: { developmentSpecialist: { employeeId: denis.id } },
  });
});
