import { type Conveyor, defineConveyor, type Instant } from 'sales-conveyor';
import { consultative, mixed, transactional } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, head, importer, ivanova, staff, stages } from '../client/department.ts';
import { order, Story, storyOf } from '../client/story.ts';

const supply = [
  ['mixed', defineConveyor(mixed()), 60, 360],
  ['consultative', defineConveyor(consultative()), 180, 720],
  ['transactional', defineConveyor(transactional()), 30, 180],
] as const;

const DAY = 86_400_000;
const START = at('01-05');
const day = (n: number): Instant => new Date(Date.parse(START) + n * DAY).toISOString();
const endOf = (n: number): Instant => `${day(n + 1).slice(0, 10)}T00:00:00.000Z`;
const seller = (conveyor: Conveyor) => conveyor.blueprint.states.rampIn?.responsible as string;
const sellsIn = (conveyor: Conveyor) => (conveyor.blueprint.states.inEntry ? 'inEntry' : 'activeSelling');

/** A lead that ordered and got its goods on 5 January, in the hands of whoever sells. */
function rampingIn(conveyor: Conveyor, kind: 'regular' | 'trial' = 'regular'): Story {
  const story = new Story(conveyor);
  story.do({ type: 'register', source: 'lead' }, importer, START);
  story.do({ type: 'recordOrder', order: { id: 'first', kind, placedAt: START } }, importer, START);
  story.do({ type: 'shipOrder', orderId: 'first' }, importer, START);
  story.do({ type: 'assignHolder', role: seller(conveyor), employeeId: 'denis' }, head, START);
  expect(story.state).toBe('rampIn');
  return story;
}

describe.each(supply)('a one-off client in the %s conveyor', (_name, conveyor, overdue) => {
  test.each(['regular', 'trial'] as const)(
    'given a single %s order, when it is silent, then it stays with whoever sells, and never comes to the client managers by itself',
    (kind) => {
      const story = rampingIn(conveyor, kind);
      story.pass(day(overdue + 2));
      expect(story.fact('cadence.status', day(overdue + 2))).toBe('overdue');
      expect(story.known).toMatchObject({
        state: 'rampIn',
        custody: { [seller(conveyor)]: { employeeId: 'denis' } },
      });
      story.pass(day(2 * overdue + 2));
      expect(story.known).toMatchObject({
        state: sellsIn(conveyor),
        custody: { [seller(conveyor)]: { employeeId: 'denis' } },
      });
      story.pass(day(10 * overdue));
      const states = story.history.flatMap((event) => (event.type === 'stateChanged' ? [event.to] : []));
      for (const state of ['regular', 'overdue', 'dormant', 'returned']) expect(states).not.toContain(state);
    },
  );

  test('given that it was silent and is sold to anew, when it orders, then it ramps in again', () => {
    const story = rampingIn(conveyor);
    story.pass(day(2 * overdue + 2));
    story.do(order('second', day(2 * overdue + 3)), importer, day(2 * overdue + 3));
    expect(story.known).toMatchObject({
      state: 'rampIn',
      custody: { [seller(conveyor)]: { employeeId: 'denis' } },
    });
  });

  test('given that it was silent, when an order of before is recorded late, then it ramps in as before', () => {
    const story = rampingIn(conveyor);
    const now = day(2 * overdue + 2);
    story.pass(now);
    story.do(order('late', day(2 * overdue - 5)), importer, now);
    expect(story.known).toMatchObject({
      state: 'rampIn',
      custody: { [seller(conveyor)]: { employeeId: 'denis' } },
    });
  });
});

test('given a sample only, a client does not even begin to ramp in', () => {
  const story = storyOf(stages.inEntry);
  story.do(
    { type: 'recordOrder', order: { id: 's', kind: 'sample', placedAt: at('01-12') } },
    importer,
    at('01-12'),
  );
  story.do({ type: 'shipOrder', orderId: 's' }, importer, at('01-12'));
  expect(story.state).toBe('inEntry');
});

/** Came as a buyer on 5 January, in Ivanova's hands; no order of it is known. */
function imported(conveyor: Conveyor): Story {
  const story = new Story(conveyor);
  story.do({ type: 'register', source: 'existing' }, importer, START);
  story.do({ type: 'assignHolder', role: 'clientManager', employeeId: ivanova.id }, head, START);
  return story;
}

describe.each(supply)(
  'an imported client without known orders in the %s conveyor',
  (name, conveyor, overdue, lost) => {
    test('given no order, its clock runs from the registration on: overdue, dormant, lost', () => {
      const story = imported(conveyor);
      story.pass(day(overdue - 1));
      expect(story.state).toBe('regular');
      story.pass(day(lost + 1));
      const moves = story.history.filter(({ type }) => type === 'stateChanged');
      expect(moves).toMatchObject([
        { to: 'overdue', transfer: 'neverOrdered', happenedAt: endOf(overdue) },
        { to: 'dormant', transfer: 'fallDormantWithoutOrders', happenedAt: endOf(2 * overdue) },
        { to: 'lost', transfer: 'lostWithoutOrders', happenedAt: endOf(lost) },
      ]);
    });

    test('given the last order of before, its clock runs from that', () => {
      const story = imported(conveyor);
      story.do(order('last', day(-10)), importer, START);
      story.pass(day(overdue - 10));
      expect(story.state).toBe('regular');
      story.pass(day(overdue - 8));
      expect(story.state).toBe('overdue');
      expect(story.history.map((event) => 'transfer' in event && event.transfer)).toContain('becomeOverdue');
    });

    test('given that it is overdue, when it orders, then it is regular again', () => {
      const story = imported(conveyor);
      story.pass(day(overdue + 1));
      expect(story.state).toBe('overdue');
      const custody = name === 'transactional' ? {} : { clientManager: { employeeId: ivanova.id } };
      expect(story.known.custody).toMatchObject(custody);
      story.do(order('o', day(overdue + 2)), importer, day(overdue + 2));
      expect(story.state).toBe('regular');
    });

    test('given that it was lost for want of orders, when its orders are recorded late, then its manager has it as before', () => {
      const story = imported(conveyor);
      const now = day(lost + 1);
      story.pass(now);
      expect(story.known).toMatchObject({ state: 'lost', custody: {} });
      for (let n = overdue - 3; n < lost; n += overdue - 3)
        story.do(order(`late ${n}`, day(n)), importer, now, { staff });
      const { clientManager } = story.known.custody;
      expect([story.state, clientManager]).toEqual(['regular', { employeeId: ivanova.id, since: START }]);
      expect(conveyor.replay(story.history)).toEqual(story.known);
    });
  },
);
