import { defineConveyor, type Instant } from 'sales-conveyor';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, clientId, head, importer, ivanova, tanya } from './department.ts';
import { order, Story } from './story.ts';

const supply = [
  ['mixed', defineConveyor(mixed())],
  ['consultative', defineConveyor(consultative())],
  ['transactional', defineConveyor(transactional())],
] as const;

const DAY = 86_400_000;
const later = (instant: Instant, days: number) => new Date(Date.parse(instant) + days * DAY).toISOString();
const moves = (story: Story) =>
  story.history.flatMap((event) => (event.type === 'stateChanged' ? [event.transfer ?? event.cause] : []));

/** Registered as a buyer and held by Ivanova; ordered once. */
function existing(conveyor: (typeof supply)[number][1], placedAt: Instant): Story {
  const story = new Story(conveyor);
  story.do({ type: 'register', source: 'existing' }, importer, placedAt);
  story.do({ type: 'assignHolder', role: 'clientManager', employeeId: ivanova.id }, head, placedAt);
  story.do(order('first', placedAt), importer, placedAt);
  return story;
}

describe.each(supply)('in the %s conveyor', (_name, conveyor) => {
  test('an order that fell through leaves the lapse that it had ended, and no second one is logged', () => {
    const story = existing(conveyor, at('01-05'));
    const limit = story.fact('cadence.overdueAt', at('01-05')) as Instant;
    const back = later(limit, 2);
    story.do(order('second', back), importer, back);
    expect(moves(story)).toEqual(['becomeOverdue', 'orderInTime']);
    story.do({ type: 'cancelOrder', orderId: 'second' }, importer, later(back, 1));
    expect(story.state).toBe('overdue');
    expect(moves(story)).toEqual(['becomeOverdue', 'orderInTime', 'stillOverdue']);
    const again = story.history.findLast(({ type }) => type === 'stateChanged');
    expect(again).toMatchObject({ transfer: 'stillOverdue', cause: 'event' });
  });

  test('a return that fell through is no second falling asleep either, by whatever record', () => {
    const story = existing(conveyor, at('01-05'));
    const asleep = later(story.fact('cadence.dormantAt', at('01-05')) as Instant, 1);
    story.do(order('second', asleep), importer, asleep);
    expect(story.state).toBe('returned');
    const record = story.history.findLast(({ type }) => type === 'orderRecorded');
    const eventId = record?.id ?? '';
    story.do({ type: 'correctRecord', eventId, reason: 'of another client' }, head, later(asleep, 1));
    expect(moves(story)).toEqual(['becomeOverdue', 'becomeDormant', 'comeBack', 'stillDormant']);
  });

  test('a lapse that begins only after the state did is a lapse of its own', () => {
    const story = existing(conveyor, at('01-05'));
    const limit = story.fact('cadence.overdueAt', at('01-05')) as Instant;
    const inTime = later(limit, -2);
    story.do(order('second', inTime), importer, inTime);
    story.do({ type: 'cancelOrder', orderId: 'second' }, importer, later(limit, 1));
    expect(moves(story)).toEqual(['becomeOverdue']);
  });

  test('an existing client whose only order is cancelled stays in the hands of its manager', () => {
    const story = existing(conveyor, at('01-05'));
    story.do({ type: 'cancelOrder', orderId: 'first' }, importer, at('01-06'));
    story.pass(at('02-03'));
    expect(story.known).toMatchObject({
      state: 'regular',
      custody: { clientManager: { employeeId: ivanova.id } },
    });
    expect(story.known.pool).toBeUndefined();
  });

  test('setting a call right does not ship the first order of a lost client anew', () => {
    const story = existing(conveyor, at('01-05'));
    story.do({ type: 'shipOrder', orderId: 'first' }, importer, at('01-06'));
    const lost = later(story.fact('cadence.lostAt', at('01-06')) as Instant, 1);
    story.do(
      { type: 'transfer', transfer: 'startQualification' },
      { ...tanya, roles: ['headOfSales'] },
      lost,
    );
    story.do({ type: 'recordContact', channel: 'phone', twoWay: true }, importer, lost);
    const eventId = story.history.at(-1)?.id ?? '';
    const replacement = { type: 'recordContact', clientId, channel: 'mail', twoWay: true } as const;
    story.do({ type: 'correctRecord', eventId, reason: 'mistyped', replacement }, head, later(lost, 1));
    expect(story.state).toBe('inQualification');
  });
});

describe('a record that is set right', () => {
  test('moves the client where the condition holds only since then', () => {
    const story = new Story(defineConveyor(mixed()));
    story.do({ type: 'register', source: 'lead' }, importer, at('01-05'));
    story.do(order('first', at('01-06')), importer, at('01-06'));
    story.do({ type: 'shipOrder', orderId: 'first' }, importer, at('01-07'));
    story.do({ type: 'cancelOrder', orderId: 'first' }, importer, at('01-08'));
    expect(story.state).toBe('inEntry');
    const eventId = story.history.findLast(({ type }) => type === 'orderCancelled')?.id ?? '';
    story.do({ type: 'correctRecord', eventId, reason: 'mistake' }, head, at('01-09'));
    expect(moves(story)).toEqual(['firstShipment', 'firstOrderFell', 'firstShipment']);
  });

  test('in a project neither', () => {
    const story = new Story(defineConveyor(project()));
    story.do({ type: 'register', source: 'lead' }, importer, at('01-05'));
    const before = story.state;
    story.do({ type: 'recordContact', channel: 'phone', twoWay: true }, importer, at('01-06'));
    const eventId = story.history.at(-1)?.id ?? '';
    story.do({ type: 'correctRecord', eventId, reason: 'another client' }, head, at('01-07'));
    expect(story.state).toBe(before);
  });
});

describe('a client in a pool', () => {
  test('that is moved and stays there has waited since it came, whatever the states', () => {
    const story = new Story(defineConveyor(mixed()));
    story.do({ type: 'register', source: 'cold' }, importer, at('01-05'));
    expect(story.known.pool).toMatchObject({ name: 'telemarketer', since: at('01-05') });
    story.do({ type: 'transfer', transfer: 'startQualification' }, head, at('02-02'));
    story.do({ type: 'override', to: 'lead', reason: 'no answer' }, head, at('03-01'));
    expect(story.known).toMatchObject({ state: 'lead', pool: { name: 'telemarketer', since: at('01-05') } });
  });

  test('that somebody held in between has waited since it was let go', () => {
    const story = new Story(defineConveyor(mixed()));
    story.do({ type: 'register', source: 'cold' }, importer, at('01-05'));
    story.do({ type: 'assignHolder', role: 'telemarketer', employeeId: tanya.id }, head, at('01-06'));
    story.do({ type: 'releaseHolder', role: 'telemarketer', reason: 'overload' }, head, at('01-08'));
    story.do({ type: 'transfer', transfer: 'startQualification' }, head, at('02-02'));
    expect(story.known.pool).toMatchObject({ name: 'telemarketer', since: at('01-08') });
  });

  test('that waited in another one in between has waited since it came back', () => {
    const story = new Story(defineConveyor(mixed()));
    story.do({ type: 'register', source: 'cold' }, importer, at('01-05'));
    story.do({ type: 'override', to: 'inEntry', reason: 'known' }, head, at('01-07'));
    story.do({ type: 'override', to: 'lead', reason: 'not known' }, head, at('01-09'));
    expect(story.known.pool).toMatchObject({ name: 'telemarketer', since: at('01-09') });
  });
});

describe('revenue', () => {
  const most = Number.MAX_SAFE_INTEGER;
  const worth = (id: string, placedAt: Instant, amount: number) =>
    ({ type: 'recordOrder', order: { id, placedAt, total: { amount, currency: 'EUR' } } }) as const;

  test('is exact to the minor unit: an order that would take it beyond 2^53 is refused and changes nothing', () => {
    const story = existing(supply[0][1], at('01-05'));
    story.do(worth('large', at('01-06'), most), importer, at('01-06'));
    const before = story.known;
    const reasons = story.ask(worth('small', at('01-07'), 1), importer, at('01-07'));
    expect(reasons).toEqual([{ code: 'REVENUE_TOO_LARGE', currency: 'EUR', most }]);
    expect(story.known).toBe(before);
  });

  test('nor may a correction or a merge take it there', () => {
    const story = existing(supply[0][1], at('01-05'));
    story.do(worth('large', at('01-06'), most), importer, at('01-06'));
    story.do({ type: 'cancelOrder', orderId: 'large' }, importer, at('01-07'));
    const eventId = story.history.at(-1)?.id ?? '';
    story.do(worth('small', at('01-08'), 1), importer, at('01-08'));
    const undo = { type: 'correctRecord', eventId, reason: 'not cancelled' } as const;
    expect(story.ask(undo, head, at('01-09'))).toMatchObject([{ code: 'REVENUE_TOO_LARGE' }]);

    const other = new Story(supply[0][1], 'twin');
    other.do({ type: 'register', source: 'existing' }, importer, at('01-05'));
    other.do(worth('theirs', at('01-06'), most), importer, at('01-06'));
    const context = { duplicate: other.known, duplicateHistory: other.history };
    const merge = { type: 'mergeDuplicate', duplicateId: 'twin' } as const;
    expect(story.ask(merge, head, at('01-09'), context)).toMatchObject([{ code: 'REVENUE_TOO_LARGE' }]);
  });
});
