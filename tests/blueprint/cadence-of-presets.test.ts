import { defineConveyor, fact, type Instant } from 'sales-conveyor';
import { consultative, mixed, type SupplyOptions, transactional } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, head, importer, ivanova } from '../client/department.ts';
import { buyerStory, order, Story } from '../client/story.ts';
import { problemsOf } from './small-blueprint.ts';

const DAY = 86_400_000;
const LAST = at('06-30');
const later = (instant: Instant, days: number) => new Date(Date.parse(instant) + days * DAY).toISOString();
/** Orders every so many days, the last one on 30 June. */
const every = (days: number, count: number) =>
  Array.from({ length: count }, (_, i) => later(LAST, (i - count + 1) * days));
/** After how many days of silence the client is overdue, dormant, lost. */
const limitsOf = (story: Story, on = LAST) =>
  ['overdue', 'dormant', 'lost'].map((limit) => {
    const end = story.fact(`cadence.${limit}At`, on) as Instant;
    return Math.round((Date.parse(end) - Date.parse(on.slice(0, 10))) / DAY) - 1;
  });

describe('in the mixed conveyor', () => {
  test.each([
    ['every day', 1, [5, 14, 60]],
    ['every third day', 3, [6, 14, 60]],
    ['every week', 7, [14, 28, 84]],
    ['every second week', 14, [28, 56, 168]],
    ['every month', 30, [60, 120, 360]],
    ['every 50 days', 50, [60, 120, 360]],
    ['every 80 days', 80, [60, 120, 360]],
  ])(
    'a client who buys %s is overdue, dormant and lost by its own rhythm, overdue after 60 days at the latest',
    (_, days, limits) => {
      expect(limitsOf(buyerStory(every(days, days === 1 ? 8 : 4), defineConveyor(mixed())))).toEqual(limits);
    },
  );

  test('a client without a rhythm is overdue after 60 days, dormant after 120, lost after 360', () => {
    expect(limitsOf(buyerStory(every(30, 2)))).toEqual([60, 120, 360]);
  });

  test('by choice the longest silence is two calendar months: 61 days from 30 June', () => {
    const months = defineConveyor(mixed({ overdueAtMost: { months: 2 } }));
    expect(limitsOf(buyerStory(every(50, 4), months))[0]).toBe(61);
    expect(limitsOf(buyerStory(every(50, 1), months))[0]).toBe(61);
    expect(limitsOf(buyerStory(every(14, 4), months))[0]).toBe(28);
  });

  test('a client whose rhythm is slower than two months is flagged, and can be asked for', () => {
    const flag = (days: number, count = 4) => buyerStory(every(days, count)).fact('cadence.tooSlow', LAST);
    expect([flag(80), flag(61), flag(60), flag(14)]).toEqual([true, true, false, false]);
    expect(flag(80, 2)).toBeUndefined();
    expect(fact('cadence.tooSlow').equals(true)).toEqual({
      fact: 'cadence.tooSlow',
      is: 'equals',
      value: true,
    });
  });
});

const supply = [
  ['mixed', mixed, 60, 'regular'],
  ['consultative', consultative, 180, 'regular'],
  ['transactional', transactional, 30, 'regular'],
] as const;

describe.each(supply)('in the %s conveyor', (_name, preset, days) => {
  test('after orders on days in a row a client is not overdue at once: that is no rhythm yet', () => {
    for (const count of [3, 5]) {
      const story = buyerStory(every(1, count), defineConveyor(preset()));
      expect(limitsOf(story)[0]).toBe(days);
      story.pass(later(LAST, days));
      expect(story.state).toBe('regular');
    }
  });

  test('three orders of one day are one moment in the rhythm', () => {
    const story = buyerStory(
      [at('06-30', '09:00'), at('06-30', '12:00'), at('06-30', '15:00')],
      defineConveyor(preset()),
    );
    expect(limitsOf(story)[0]).toBe(days);
    expect(story.fact('cadence.medianDays', LAST)).toBeUndefined();
  });

  const overdue = (options: SupplyOptions) => {
    const story = buyerStory([LAST], defineConveyor(preset(options)));
    story.do({ type: 'shipOrder', orderId: 'client-1' }, importer, LAST);
    const now = later(LAST, days + 2);
    story.pass(now);
    return { story, now };
  };

  test('by order a purchase clears an overdue client when it is placed', () => {
    const { story, now } = overdue({});
    expect(story.state).toBe('overdue');
    story.do(order('next', now), importer, now);
    expect(story.state).toBe('regular');
  });

  test('by shipment an order that was never shipped does not clear an overdue client; shipped, it does, as of its placing', () => {
    const { story, now } = overdue({ cadenceBy: 'shipment' });
    story.do(order('never', now), importer, now);
    expect(story.state).toBe('overdue');
    expect(story.fact('orders.inState', now)).toBe(0);
    story.do({ type: 'shipOrder', orderId: 'never' }, importer, later(now, 3));
    expect(story.state).toBe('regular');
    expect(limitsOf(story, now)[0]).toBe(days);
  });

  test('by shipment nobody comes back from dormancy by an order that is not shipped', () => {
    const { story } = overdue({ cadenceBy: 'shipment' });
    const asleep = later(story.fact('cadence.dormantAt', LAST) as Instant, 1);
    story.do(order('back', asleep), importer, asleep);
    expect(story.state).toBe('dormant');
    story.do({ type: 'shipOrder', orderId: 'back' }, importer, later(asleep, 1));
    expect(story.state).toBe('returned');
  });

  test('by shipment an order that was never shipped stops no clock: it runs from the registration on', () => {
    const conveyor = defineConveyor(preset({ cadenceBy: 'shipment' }));
    const story = buyerStory([LAST], conveyor);
    story.pass(later(LAST, days));
    expect(story.state).toBe('regular');
    story.pass(later(LAST, days + 1));
    expect(story.state).toBe('overdue');
    story.pass(later(LAST, 7 * days));
    expect(story.state).toBe('lost');
    story.do({ type: 'shipOrder', orderId: 'client-1' }, importer, later(LAST, 7 * days));
    expect(story.state).toBe('lost');
  });

  test('by shipment a first order that came back is none, though another waits to be shipped', () => {
    const story = new Story(defineConveyor(preset({ cadenceBy: 'shipment' })));
    story.do({ type: 'register', source: 'lead' }, importer, LAST);
    for (const id of ['a', 'b']) story.do(order(id, LAST), importer, LAST);
    story.do({ type: 'shipOrder', orderId: 'a' }, importer, LAST);
    expect(story.state).toBe('rampIn');
    story.do({ type: 'returnOrder', orderId: 'a' }, importer, later(LAST, 1));
    expect(story.state).toBe(story.conveyor.blueprint.states.inEntry ? 'inEntry' : 'activeSelling');
    story.do({ type: 'shipOrder', orderId: 'b' }, importer, later(LAST, 2));
    expect(story.state).toBe('rampIn');
  });

  test('without orders the same days are counted as with one: whole, without seasons and pauses', () => {
    const conveyor = defineConveyor(preset());
    const [without, one] = [buyerStory([], conveyor), buyerStory([at('01-05')], conveyor)];
    without.pass(at('01-05'));
    const stories = [without, one];
    for (const story of stories) {
      story.do({ type: 'learnFacts', facts: { quietMonths: ['february'] } }, importer, at('01-06'));
      story.do({ type: 'placeHold', hold: 'stockOut', reason: 'x' }, head, at('01-07', '12:00'));
      story.do({ type: 'releaseHold', hold: 'stockOut' }, head, at('01-09', '12:00'));
      story.pass(later(LAST, 1_000));
    }
    const moves = stories.map(({ history }) =>
      history.flatMap((event) => (event.type === 'stateChanged' ? [[event.to, event.happenedAt]] : [])),
    );
    expect(moves[0]).toHaveLength(3);
    expect(moves[0]).toEqual(moves[1]);
  });

  test('a returned client whose every order fell through is not forgotten', () => {
    const story = buyerStory([], defineConveyor(preset()));
    const asleep = later(at('01-05'), 3 * days);
    story.pass(asleep);
    story.do(order('o', asleep), importer, asleep);
    expect(story.state).toBe('returned');
    story.do({ type: 'cancelOrder', orderId: 'o' }, importer, later(asleep, 1));
    story.pass(later(asleep, 1));
    expect(story.state).toBe('dormant');
  });

  test('a season that is known of a client silences the clock, every year', () => {
    const story = buyerStory([LAST], defineConveyor(preset()));
    story.do({ type: 'learnFacts', facts: { quietMonths: ['july', 'august'] } }, importer, LAST);
    expect(limitsOf(story)[0]).toBe(days + 62);
    const next = `2027${LAST.slice(4)}`;
    story.do(order('next', next), importer, next);
    expect(limitsOf(story, next)[0]).toBe(days + 62);
  });

  test('a season that becomes known late puts a client right that it would have silenced', () => {
    const { story, now } = overdue({});
    story.do({ type: 'learnFacts', facts: { quietMonths: ['july', 'august'] } }, importer, now);
    expect(story.state).toBe('regular');
  });

  test("a season of a segment silences its clients, and a client's own goes before it", () => {
    const conveyor = defineConveyor(preset({ quietMonths: { segment: { C: [7] } } }));
    const story = buyerStory([LAST], conveyor);
    const learn = (facts: Record<string, unknown>) => story.do({ type: 'learnFacts', facts }, importer, LAST);
    expect(limitsOf(story)[0]).toBe(days);
    learn({ segment: 'B' });
    expect(limitsOf(story)[0]).toBe(days);
    learn({ segment: 'C' });
    expect(limitsOf(story)[0]).toBe(days + 31);
    learn({ quietMonths: ['july', 'august'] });
    expect(limitsOf(story)[0]).toBe(days + 62);
    learn({ quietMonths: null });
    expect(limitsOf(story)[0]).toBe(days + 31);
  });

  test('a client who is quiet all the year has no clock', () => {
    const all = Array.from({ length: 12 }, (_, i) => i + 1);
    const story = buyerStory([LAST], defineConveyor(preset({ quietMonths: { industry: { ice: all } } })));
    story.do({ type: 'learnFacts', facts: { industry: 'ice' } }, importer, LAST);
    expect(story.fact('cadence.overdueAt', LAST)).toBeUndefined();
    story.pass(later(LAST, 2000));
    expect(story.state).toBe('regular');
  });
});

test('a season names a fact of the blueprint, its values and months of the year', () => {
  const blueprint = mixed();
  const quietMonths = (fact: string, months: Record<string, number[]>) =>
    problemsOf({ ...blueprint, quietMonths: [{ fact, months }] } as typeof blueprint);
  expect(quietMonths('segment', { A: [1, 12] })).toEqual([]);
  expect(quietMonths('segmnt', { A: [1] })).toMatchObject([
    { path: 'quietMonths[0].fact', code: 'UNKNOWN_NAME' },
  ]);
  expect(quietMonths('segment', { D: [1] })).toMatchObject([{ code: 'NO_VALUE_OF_FACT' }]);
  expect(quietMonths('segment', { A: [13] })).toHaveLength(1);
});

test('stock-outs and seasons add up', () => {
  const story = buyerStory([LAST]);
  story.do({ type: 'learnFacts', facts: { quietMonths: ['july'] } }, importer, LAST);
  const head = { ...ivanova, roles: ['headOfSales'] };
  story.do({ type: 'placeHold', hold: 'stockOut', reason: 'none left' }, head, later(LAST, 40));
  story.do({ type: 'releaseHold', hold: 'stockOut' }, head, later(LAST, 50));
  expect(limitsOf(story)[0]).toBe(60 + 31 + 10);
});
