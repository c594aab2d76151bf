import { type BlueprintInput, type ClientEvent, defineConveyor, explain, type Refusal } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, boris, denis, fixedRule, head, importer, ivanova, stages, tanya } from './department.ts';
import { order, type Step, type Story, storyOf } from './story.ts';

const now = at('02-12');
const hold = (name: string, until?: string): Step => ({
  type: 'placeHold',
  hold: name,
  reason: 'because',
  ...(until && { until }),
});
const release = (name: string): Step => ({ type: 'releaseHold', hold: name });
/** The last order is of 9 February: overdue at the end of 10 April. */
const regular = () => storyOf(stages.regular, fixedRule);
const overdueAt = (story: ReturnType<typeof regular>) => story.fact('cadence.overdueAt', now);

describe('a hold', () => {
  test('is placed once, by name, for a reason, and released again', () => {
    const story = regular();
    story.do(hold('protected'), head, now);
    expect(story.fact('holds.active', now)).toEqual(['protected']);
    expect(story.known.holds.protected).toEqual({
      reason: 'because',
      since: now,
      by: 'head',
      stopsClock: false,
    });
    expect(story.ask(hold('protected'), head, now)).toEqual([{ code: 'HOLD_IN_PLACE', hold: 'protected' }]);
    story.do(release('protected'), head, now);
    expect(story.ask(release('protected'), head, now)).toEqual([{ code: 'NO_SUCH_HOLD', hold: 'protected' }]);
  });

  test('that the blueprint does not know, for a time that is over, is refused', () => {
    expect(regular().ask(hold('frozen'), head, now)).toMatchObject([{ code: 'UNKNOWN_NAME', kind: 'hold' }]);
    expect(regular().ask(hold('locked', now), head, now)).toMatchObject([
      { code: 'INVALID_VALUE', field: 'until' },
    ]);
  });

  test('with an end releases itself then', () => {
    const story = regular();
    story.do(hold('locked', at('02-20')), head, now);
    expect(story.pass(at('02-19', '23:59'))).toEqual([]);
    expect(story.pass(at('02-25'))).toMatchObject([
      { type: 'holdReleased', hold: 'locked', happenedAt: at('02-20'), by: 'system' },
    ]);
  });
});

describe('a lock', () => {
  test('stands in the way of every transfer by hand, and says until when', () => {
    const story = regular();
    story.do(hold('locked', at('02-20')), head, now);
    story.do(hold('duplicateSuspected'), head, now);
    expect(story.ask({ type: 'transfer', transfer: 'close', reason: 'liquidated' }, head, now)).toEqual([
      { code: 'BLOCKED_BY_HOLD', hold: 'locked', reason: 'because', until: at('02-20') },
      { code: 'BLOCKED_BY_HOLD', hold: 'duplicateSuspected', reason: 'because' },
    ]);
  });

  test('stands in the way of accepting what was offered before', () => {
    const story = storyOf(stages.readyToHandOver);
    story.do({ type: 'transfer', transfer: 'handToClientManager', to: 'ivanova' }, denis, at('02-10'));
    story.do(hold('locked'), head, at('02-10'));
    expect(story.ask({ type: 'acceptHandoff' }, ivanova, at('02-10'))).toMatchObject([
      { code: 'BLOCKED_BY_HOLD' },
    ]);
  });

  test('stands in the way of giving a client back', () => {
    const story = storyOf(stages.readyToHandOver);
    story.do({ type: 'transfer', transfer: 'handToClientManager', to: 'ivanova' }, denis, at('02-10'));
    story.do({ type: 'acceptHandoff' }, ivanova, at('02-10', '10:00'));
    story.do(hold('locked'), head, now);
    expect(story.ask({ type: 'returnClient', reason: 'noSecondOrder' }, ivanova, now)).toMatchObject([
      { code: 'BLOCKED_BY_HOLD', hold: 'locked' },
    ]);
  });

  test('stands in the way of a rejection that moves the client on, not of one for rework', () => {
    const story = storyOf(stages.qualified);
    story.do({ type: 'transfer', transfer: 'handToDevelopment', to: 'denis' }, tanya, at('01-08'));
    story.do(hold('locked'), head, at('01-08'));
    expect(story.ask({ type: 'rejectHandoff', reason: 'misfit' }, denis, at('01-08'))).toMatchObject([
      { code: 'BLOCKED_BY_HOLD', hold: 'locked' },
    ]);
    story.do({ type: 'rejectHandoff', reason: 'incomplete' }, denis, at('01-08'));
    expect(story.state).toBe('qualified');
  });

  test('does not stop the clock, nor what follows from it', () => {
    const story = regular();
    story.do(hold('locked'), head, now);
    const [overdue] = story.conveyor
      .options(story.known, { now, by: head })
      .filter(({ transfer }) => transfer === 'becomeOverdue');
    expect(overdue).toMatchObject({ reasons: [], dueAt: at('04-11', '00:00') });
    story.pass(at('04-11', '00:00'));
    expect(story.state).toBe('overdue');
  });
});

describe('a credit stop', () => {
  test('stops the cadence clock for two weeks; one that lasts goes before the head of sales, and hides no silence any more', () => {
    const story = regular();
    story.do(hold('creditStop'), boris, now);
    expect(overdueAt(story)).toBe(at('04-25', '00:00'));
    expect(story.pass(at('02-27'))).toMatchObject([
      { type: 'noticeGiven', hold: 'creditStop', to: 'headOfSales', happenedAt: at('02-26') },
    ]);
    story.pass(at('05-01'));
    expect(story.state).toBe('overdue');
    story.do(release('creditStop'), boris, at('05-02'));
    expect(overdueAt(story)).toBe(at('04-25', '00:00'));
    expect(story.history.filter(({ type }) => type === 'noticeGiven')).toHaveLength(1);
  });

  test('is the back office’s to place and lift, not the seller’s; protection is the head’s alone', () => {
    for (const name of ['creditStop', 'overLimit', 'protected'])
      expect(regular().ask(hold(name), ivanova, now)).toMatchObject([
        { code: 'NOT_AUTHORIZED', action: 'placeHold', holders: [] },
      ]);
    expect(regular().ask(hold('protected'), boris, now)).toMatchObject([{ roles: ['headOfSales'] }]);
    const story = regular();
    story.do(hold('creditStop'), boris, now);
    expect(story.ask(release('creditStop'), ivanova, now)).toMatchObject([{ code: 'NOT_AUTHORIZED' }]);
    expect(story.ask(release('creditStop'), boris, now)).toEqual([]);
  });

  test('is a service’s where it names the service: the ERP stops shipments, and lifts no ban and no protection', () => {
    const erp = { id: 'erp', roles: ['erp'] };
    const story = regular();
    for (const name of ['creditStop', 'overLimit', 'stockOut']) {
      story.do(hold(name), erp, now);
      story.do(release(name), erp, now);
    }
    for (const name of ['protected', 'blacklisted']) {
      const reserved = [{ code: 'NOT_AUTHORIZED', actor: 'erp', roles: ['headOfSales'] }];
      expect(story.ask(hold(name), erp, now)).toMatchObject(reserved);
      story.do(hold(name), head, now);
      expect(story.ask(release(name), erp, now)).toMatchObject(reserved);
    }
  });

  test('lets nothing out of the warehouse, but what left it before; orders come in, unless the blueprint stops them, too', () => {
    const ship = (orderId: string, day: string): Step => ({ type: 'shipOrder', orderId, at: at(day) });
    const blocked = [{ code: 'BLOCKED_BY_HOLD', hold: 'creditStop', reason: 'because' }];
    const story = regular();
    story.do(hold('creditStop'), boris, now);
    expect(story.ask(ship('o3', '02-13'), boris, at('02-13'))).toEqual(blocked);
    expect(story.ask(ship('o3', '02-11'), boris, at('02-13'))).toEqual([]);
    expect(story.ask(order('o4', at('02-13')), importer, at('02-13'))).toEqual([]);
    const blueprint = mixed();
    const { creditStop } = blueprint.holds;
    const holds = {
      ...blueprint.holds,
      creditStop: { ...creditStop, blocks: ['shipOrder', 'recordOrder'] as const },
    };
    const strict = storyOf(stages.regular, defineConveyor({ ...blueprint, holds }));
    strict.do(hold('creditStop'), boris, now);
    expect(strict.ask(order('o4', at('02-13')), importer, at('02-13'))).toEqual(blocked);
  });

  test('moves every limit on by its length', () => {
    const story = regular();
    story.do(hold('creditStop'), head, now);
    story.do(release('creditStop'), head, at('02-22'));
    expect(overdueAt(story)).toBe(at('04-21', '00:00'));
    expect(story.fact('cadence.dormantAt', now)).toBe(at('06-20', '00:00'));
  });

  test('moves limits on from the last order only', () => {
    const story = regular();
    story.do(hold('creditStop'), head, now);
    story.do(order('o4', at('02-20')), importer, at('02-20'));
    story.do(release('creditStop'), head, at('02-22'));
    expect(overdueAt(story)).toBe(at('04-24', '00:00'));
  });

  test('that began after the limit changes nothing', () => {
    const story = regular();
    story.do(hold('creditStop'), head, at('05-01'));
    story.do(release('creditStop'), head, at('05-10'));
    expect(story.state).toBe('overdue');
    expect(overdueAt(story)).toBe(at('04-11', '00:00'));
    expect(story.fact('cadence.dormantAt', now)).toBe(at('06-19', '00:00'));
  });

  test('is counted once where a stock-out lasted at the same time', () => {
    const story = regular();
    story.do(hold('creditStop'), head, at('02-12'));
    story.do(hold('stockOut'), head, at('02-14'));
    story.do(release('creditStop'), head, at('02-20'));
    story.do(release('stockOut'), head, at('02-22'));
    expect(overdueAt(story)).toBe(at('04-21', '00:00'));
  });

  test('is counted whole where a shorter stock-out lay within it', () => {
    const story = regular();
    story.do(hold('creditStop'), head, at('02-12'));
    story.do(hold('stockOut'), head, at('02-14'));
    story.do(release('stockOut'), head, at('02-15'));
    story.do(release('creditStop'), head, at('02-22'));
    expect(overdueAt(story)).toBe(at('04-21', '00:00'));
  });

  test('twice over moves limits on twice', () => {
    const story = regular();
    for (const [from, to] of [
      ['02-12', '02-14'],
      ['03-01', '03-04'],
    ] as const) {
      story.do(hold('creditStop'), head, at(from));
      story.do(release('creditStop'), head, at(to));
    }
    expect(overdueAt(story)).toBe(at('04-16', '00:00'));
  });

  test('that ends by itself ends at its end, whenever somebody looks', () => {
    const story = regular();
    story.do(hold('creditStop', at('02-22')), head, now);
    story.pass(at('04-20'));
    expect(story.state).toBe('regular');
    story.pass(at('04-21'));
    expect(story.known).toMatchObject({ state: 'overdue', stateSince: at('04-21', '00:00') });
  });

  test('does not hide an order: the client is regular again when it ends', () => {
    const story = regular();
    story.pass(at('04-20'));
    story.do(hold('creditStop'), head, at('04-20'));
    story.do(order('o4', at('04-21')), importer, at('04-21'));
    story.do(release('creditStop'), head, at('04-22'));
    expect(story.state).toBe('regular');
  });
});

describe('an order above the credit limit', () => {
  const limited = () => {
    const story = regular();
    const creditLimit = { amount: 4_000, currency: 'EUR' };
    story.do({ type: 'learnFacts', facts: { creditLimit } }, boris, now);
    return story;
  };
  const placed = (id: string, amount: number, day: string): Step => ({
    type: 'recordOrder',
    order: { id, placedAt: at(day), total: { amount, currency: 'EUR' } },
  });

  test('is held, with its number as the reason: of three orders of 1000 one is paid', () => {
    const story = limited();
    expect(story.do(placed('o4', 2_000, '02-13'), importer, at('02-13'))).toMatchObject([
      { type: 'orderRecorded' },
    ]);
    expect(story.do(placed('o5', 1, '02-14'), importer, at('02-14'))).toMatchObject([
      { type: 'orderRecorded' },
      { type: 'holdPlaced', hold: 'overLimit', reason: 'o5' },
    ]);
    const shipped: Step = { type: 'shipOrder', orderId: 'o5' };
    expect(story.ask(shipped, boris, at('02-15'))).toEqual([
      { code: 'BLOCKED_BY_HOLD', hold: 'overLimit', reason: 'o5' },
    ]);
    story.do(release('overLimit'), boris, at('02-15'));
    expect(story.ask(shipped, boris, at('02-15'))).toEqual([]);
  });

  test.each<[string, Step]>([
    ['paid', { type: 'payOrder', orderId: 'o2' }],
    ['cancelled', { type: 'cancelOrder', orderId: 'o4' }],
    ['returned', { type: 'returnOrder', orderId: 'o2' }],
    ['allowed', { type: 'learnFacts', facts: { creditLimit: { amount: 4_001, currency: 'EUR' } } }],
    ['limited no more', { type: 'learnFacts', facts: { creditLimit: null } }],
  ])('is held no longer once enough of the debt is %s', (_, step) => {
    const story = limited();
    story.do(placed('o4', 2_001, '02-13'), importer, at('02-13'));
    story.do(placed('o5', 0, '02-14'), importer, at('02-14'));
    expect(story.known.holds).toMatchObject({ overLimit: { reason: 'o4' } });
    story.do({ type: 'payOrder', orderId: 'o5' }, boris, at('02-15'));
    expect(story.known.holds).toMatchObject({ overLimit: { reason: 'o4' } });
    expect(story.do(step, boris, at('02-16'))).toContainEqual(
      expect.objectContaining({ type: 'holdReleased', hold: 'overLimit', cause: { code: 'withinLimit' } }),
    );
    expect(story.known.holds).toEqual({});
    expect(story.conveyor.replay(story.history)).toEqual(story.known);
  });

  test('alone is held: the orders before it are shipped, one after it is not, and what is paid makes room', () => {
    const story = limited();
    story.do(placed('o4', 2_000, '02-13'), importer, at('02-13'));
    story.do(placed('o5', 500, '02-14'), importer, at('02-14'));
    story.do(placed('o6', 100, '02-14'), importer, at('02-14'));
    const ship = (orderId: string): Step => ({ type: 'shipOrder', orderId });
    const held = [{ code: 'BLOCKED_BY_HOLD', hold: 'overLimit', reason: 'o5' }];
    expect(['o4', 'o5', 'o6'].map((id) => story.ask(ship(id), boris, at('02-15')))).toEqual([[], held, held]);
    story.do(ship('o4'), boris, at('02-15'));
    story.do(placed('o7', 900, '02-16'), importer, at('02-16'));
    story.do({ type: 'payOrder', orderId: 'o2' }, boris, at('02-17'));
    // o5 and o6 fit now; o7 does not, and its order is still the one that is held.
    expect(['o5', 'o6'].map((id) => story.ask(ship(id), boris, at('02-18')))).toEqual([[], []]);
    expect(story.ask(ship('o7'), boris, at('02-18'))).toEqual(held);
  });

  test('that a person held for a reason of their own is a person’s to lift', () => {
    const story = limited();
    story.do(hold('overLimit'), boris, now);
    story.do({ type: 'payOrder', orderId: 'o2' }, boris, at('02-15'));
    expect(story.known.holds).toMatchObject({ overLimit: { reason: 'because' } });
  });

  test('is held whatever its date: a limit is not escaped by dating an order back, and what has left already has left', () => {
    const story = limited();
    story.do(placed('old', 9_000, '02-01'), importer, at('02-13'));
    expect(story.known.holds).toMatchObject({ overLimit: { reason: 'old' } });
    const shipped = (day: string): Step => ({ type: 'shipOrder', orderId: 'old', at: at(day) });
    expect(story.ask(shipped('02-13'), boris, at('02-13'))).toMatchObject([{ code: 'BLOCKED_BY_HOLD' }]);
    expect(story.ask(shipped('02-02'), boris, at('02-13'))).toEqual([]);
  });

  test('that waits is held once a limit below what is unpaid is told, the latest that has not left', () => {
    const story = regular();
    const told = (amount: number | null) => {
      const creditLimit = amount === null ? null : { amount, currency: 'EUR' };
      return story.do({ type: 'learnFacts', facts: { creditLimit } }, boris, now).slice(1);
    };
    expect(told(2_000)).toEqual([]);
    expect(told(1_999)).toMatchObject([{ type: 'holdPlaced', hold: 'overLimit', reason: 'o3', by: 'boris' }]);
    expect(told(1_998)).toEqual([]);
    expect(told(2_000)).toMatchObject([{ type: 'holdReleased', hold: 'overLimit' }]);
    for (const orderId of ['o2', 'o3']) story.do({ type: 'shipOrder', orderId }, boris, now);
    expect(told(1)).toEqual([]);
    expect(told(null)).toEqual([]);
    expect(story.conveyor.replay(story.history)).toEqual(story.known);
  });

  test('that waits is held once what is unpaid is set right to more than the limit: by a correction, by a merge', () => {
    const correct = (story: Story, event: ClientEvent | undefined, replacement?: object): Step => {
      const eventId = event?.id ?? '';
      const right = replacement && { replacement: { clientId: story.id, ...replacement } };
      return { type: 'correctRecord', eventId, reason: 'a slip', ...right } as Step;
    };
    const isHeld = [{ type: 'holdPlaced', hold: 'overLimit', reason: 'o4' }];
    const dearer = limited();
    const [cheap] = dearer.do(placed('o4', 1, '02-13'), importer, at('02-13'));
    const told = dearer.do(correct(dearer, cheap, placed('o4', 3_000, '02-13')), boris, at('02-14'));
    expect(told.slice(1)).toMatchObject(isHeld);
    dearer.do(release('overLimit'), boris, at('02-14'));
    const [called] = dearer.do({ type: 'recordContact', channel: 'phone', twoWay: true }, head, at('02-14'));
    expect(dearer.do(correct(dearer, called), head, at('02-14'))).toHaveLength(1);

    const unpaid = limited();
    const [paid] = unpaid.do({ type: 'payOrder', orderId: 'o2' }, boris, at('02-13'));
    unpaid.do(placed('o4', 2_500, '02-13'), importer, at('02-13'));
    expect(unpaid.do(correct(unpaid, paid), boris, at('02-14')).slice(1)).toMatchObject(isHeld);

    const survivor = limited();
    survivor.do(placed('o4', 1, '02-14'), importer, at('02-14'));
    const duplicate = storyOf(stages.regular, fixedRule, 'twin');
    duplicate.do(placed('o9', 2_000, '02-13'), importer, at('02-13'));
    survivor.merge(duplicate, 'mergeDuplicate', at('02-15'));
    expect(survivor.known.holds).toMatchObject({ overLimit: { reason: 'o4' } });
    for (const { conveyor, history, known } of [dearer, unpaid, survivor])
      expect(conveyor.replay(history)).toEqual(known);
  });

  test('is held as by a person: what follows from a hold and its end follows, whatever places and lifts it', () => {
    const { transfers, ...rest } = mixed();
    const follows = (from: string, to: string, on: 'holdPlaced' | 'holdReleased') =>
      ({ label: on, from: [from], to, trigger: { kind: 'event', on: [on] }, priority: 9 }) as const;
    const stop = follows('regular', 'rampIn', 'holdPlaced');
    const goOn = follows('rampIn', 'regular', 'holdReleased');
    const strict = defineConveyor({ ...rest, transfers: { ...transfers, stop, goOn } } as BlueprintInput);
    const limitTo = (amount: number): Step => {
      return { type: 'learnFacts', facts: { creditLimit: { amount, currency: 'EUR' } } };
    };
    const byLimit = storyOf(stages.regular, strict);
    byLimit.do(limitTo(1_999), boris, now);
    const byOrder = storyOf(stages.regular, strict);
    byOrder.do(limitTo(2_000), boris, now);
    byOrder.do(placed('o4', 1, '02-12'), importer, now);
    expect([byLimit.state, byOrder.state]).toEqual(['rampIn', 'rampIn']);
    byLimit.do(limitTo(2_000), boris, now);
    byOrder.do({ type: 'payOrder', orderId: 'o4' }, boris, now);
    expect([byLimit.state, byOrder.state]).toEqual(['regular', 'regular']);
  });

  test('is in the department’s currency, and so is the limit: another one is refused, for it would count nowhere', () => {
    const story = limited();
    const dollars = { amount: 9_000, currency: 'USD' };
    const problem = { code: 'WRONG_VALUE', type: 'money', values: ['EUR'] };
    const recordOrder = { type: 'recordOrder', order: { id: 'd', placedAt: now, total: dollars } } as const;
    const refused = { code: 'INVALID_VALUE', field: 'order.total', problem };
    expect(story.ask(recordOrder, importer, now)).toEqual([refused]);
    const worth = { ...recordOrder, order: { ...recordOrder.order, rate: '0.92' } };
    expect(story.ask(worth, importer, now)).toEqual([]);
    for (const limit of ['creditLimit', 'groupLimit']) {
      const learnFacts = { type: 'learnFacts', facts: { [limit]: dollars } } as const;
      expect(story.ask(learnFacts, boris, now)).toEqual([{ ...refused, field: `facts.${limit}` }]);
    }
    const refusal = { command: 'recordOrder', clientId: 'acme', reasons: [refused] } as const;
    const said = (dictionary: typeof en) => explain(refusal as unknown as Refusal, { dictionary });
    expect([said(en), said(ru)]).toEqual([
      'total of the order: it must be an amount in whole minor units with its currency, one of: EUR.',
      'сумма заказа: ожидается: целое число минимальных единиц и валюта — EUR.',
    ]);
  });
});
