import { type Client, type Conveyor, defineConveyor, describeEvent } from 'sales-conveyor';
import { conveyorOf, onboarding } from 'sales-conveyor/core';
import { ru } from 'sales-conveyor/locales/ru';
import { mixed } from 'sales-conveyor/presets';
import { scenario } from 'sales-conveyor/testing';
import { describe, expect, it, test } from 'vitest';
import { eventSchema } from '../../../src/schema/event-schema.ts';
import {
  at,
  by,
  clientId,
  conveyor,
  denis,
  head,
  importer,
  ivanova,
  staff,
  stranger,
  tanya,
} from '../department.ts';
import { order, type Step, Story } from '../story.ts';
import { fullOpening } from './full-opening.ts';

const now = at('11-30');
const newcomer = scenario(conveyor).given();
const onboard = { type: 'onboard', clientId, source: 'existing' } as const;
const full = { ...fullOpening, clientId } as const;

/** The client moved in, all of it. */
function movedIn(step: object = {}, id = clientId): Story {
  const story = new Story(conveyor, id);
  story.do({ ...fullOpening, ...step }, importer, now, { staff });
  return story;
}

describe('a client that moves in', () => {
  it('is one event, which says all that was told, and is no news', () => {
    const { history, known } = movedIn();
    expect(history).toHaveLength(1);
    expect(history[0]).toMatchObject({
      type: 'clientOnboarded',
      by: 'import',
      opening: true,
      happenedAt: now,
      from: { system: 'Old CRM', ids: { crm: '4711', taxId: '7707083893' } },
      oddities: [
        { code: 'ORDERS_BEFORE_REGISTRATION', orders: 1, first: at('01-02'), registeredAt: at('01-05') },
      ],
    });
    expect(known).toMatchObject({
      registeredAt: at('01-05'),
      state: 'regular',
      stateSince: at('02-01'),
      custody: {
        clientManager: {
          employeeId: 'ivanova',
          since: at('05-01'),
          deputy: { employeeId: 'petrova', since: now },
        },
        orderOperator: { employeeId: 'olga', since: at('06-01') },
      },
      contacts: { count: 12, twoWay: 7, lastAt: at('11-10'), lastTwoWayAt: at('11-05') },
      facts: { industry: { value: 'steel', source: 'Old CRM', at: at('11-01') } },
      people: { ada: { name: 'Ada', at: at('11-01') } },
      windows: { dairy: { at: at('03-01').replace('2026', '2027'), reportedAt: at('11-01') } },
      holds: { stockOut: { since: at('11-20'), by: 'import', stopsClock: true } },
      orders: {
        count: 2,
        cancelled: 1,
        returned: 1,
        revenue: { EUR: 4_000 },
        firstAt: at('01-02'),
        lastAt: at('11-20'),
      },
      handoffs: { offered: 2, accepted: 2, lastAcceptedAt: at('06-01') },
    });
    expect(known.handoffs.received).toEqual({
      orderOperator: expect.objectContaining({ acceptedAt: at('06-01') }),
    });
    expect(conveyor.replay(history)).toEqual(known);
    expect(eventSchema.parse(history[0])).toEqual(history[0]);
  });

  it('has time act once, after it, as of now; what follows is no news either', () => {
    const orders = [{ id: 'o1', placedAt: at('01-10') }];
    newcomer
      .when(
        { ...onboard, registeredAt: at('01-05'), stands: { state: 'regular' }, orders },
        by(importer, now),
      )
      .then([
        { type: 'clientOnboarded', stands: { state: 'regular', stateSince: at('01-05') } },
        { type: 'stateChanged', to: 'overdue', happenedAt: at('03-12', '00:00'), opening: true },
        { type: 'stateChanged', to: 'dormant', opening: true },
        { type: 'clientPooled', pool: 'clientManager', opening: true },
      ]);
  });

  it('waits in the pool where nobody holds it, since it stands there', () => {
    const { client } = newcomer.when(
      { ...onboard, source: 'lead', registeredAt: at('11-29'), stands: { state: 'lead' } },
      by(importer, now),
    );
    expect(client?.pool).toEqual({ name: 'telemarketer', cause: { code: 'onboarded' }, since: at('11-29') });
  });

  it('is there since the earliest moment that is told of it', () => {
    const orders = [{ id: 'o1', placedAt: at('11-20') }];
    const holders = { clientManager: { employeeId: 'ivanova', since: at('11-10') } };
    const { client } = newcomer.when({ ...onboard, orders, holders }, by(importer, now));
    expect(client).toMatchObject({ registeredAt: at('11-10'), stateSince: at('11-10') });
  });

  it('is held since it could be, where nobody says since when', () => {
    const since = (holder: object, hiredAt?: string) =>
      newcomer.when(
        {
          ...onboard,
          registeredAt: at('11-01'),
          holders: { clientManager: { employeeId: 'ivanova' } },
          ...holder,
        },
        by(importer, now, { staff: { ivanova: { roles: ['clientManager'], ...(hiredAt && { hiredAt }) } } }),
      ).client?.custody.clientManager?.since;
    expect(since({})).toBe(at('11-01'));
    expect(since({}, at('11-07'))).toBe(at('11-07'));
    const before = { role: 'clientManager', employeeId: 'gone', since: at('11-02'), until: at('11-09') };
    expect(since({ pastHolders: [before] }, at('11-07'))).toBe(at('11-09'));
  });

  it('goes by the handoffs of before, where its state is not told', () => {
    const orders = [{ id: 'o1', placedAt: at('10-10'), shippedAt: at('10-11') }];
    const handed = {
      transfer: 'handToClientManager',
      from: { role: 'developmentSpecialist', employeeId: 'denis' },
      employeeId: 'ivanova',
      at: at('11-01'),
    };
    const { client } = newcomer.when(
      { ...onboard, source: 'lead', orders, pastHandoffs: [handed] },
      by(importer, now),
    );
    expect(client).toMatchObject({ state: 'regular', stateSince: at('11-01') });
  });
});

describe('a client of whom only the last order is known', () => {
  const daysAgo = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
  const stateOf = (of: Conveyor, orders: object[]) => {
    const story = new Story(of);
    const command = { ...onboard, registeredAt: daysAgo(800), orders } as unknown as Step;
    story.do(command, importer, now, { staff });
    return story.known.state;
  };

  test.each([
    [1, 'regular'],
    [60, 'regular'],
    [61, 'overdue'],
    [121, 'dormant'],
    [361, 'lost'],
  ])('%i days ago has not come back: what was before is not known, and no silence', (days, state) => {
    expect(stateOf(conveyor, [{ id: 'last', placedAt: daysAgo(days) }])).toBe(state);
  });

  it('is so by shipment, too, and after orders that fell through; what is known to be silence is one', () => {
    const byShipment = defineConveyor(mixed({ cadenceBy: 'shipment' }));
    const [fell, last] = [
      { id: 'fell', placedAt: daysAgo(20), cancelledAt: daysAgo(19) },
      { id: 'last', placedAt: daysAgo(9), shippedAt: daysAgo(8) },
    ];
    expect(stateOf(byShipment, [fell, last])).toBe('regular');
    expect(stateOf(conveyor, [fell, last])).toBe('regular');
    expect(stateOf(conveyor, [fell])).toBe('lost');
    expect(stateOf(conveyor, [{ id: 'first', placedAt: daysAgo(300) }, last])).toBe('returned');
  });
});

describe('a client whose orders contradict the state that is told', () => {
  const daysAgo = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
  const odd = (stands: object, ordered: number, more: object = {}) => {
    const story = new Story(conveyor);
    const orders = [{ id: 'o1', placedAt: daysAgo(ordered), ...more }];
    const command = { ...onboard, registeredAt: daysAgo(800), stands, orders } as unknown as Step;
    const [event] = story.do(command, importer, now, { staff });
    expect(eventSchema.parse(event)).toEqual(event);
    return event?.type === 'clientOnboarded' ? event.oddities : [];
  };
  const otherwise = (told: string, state: string, ordered: number) => [
    { code: 'ORDERS_SAY_OTHERWISE', told, state, lastAt: daysAgo(ordered) },
  ];

  test.each([
    ['dormant', 3, 'regular'],
    ['lost', 3, 'regular'],
    ['lost', 100, 'overdue'],
    ['lost', 200, 'dormant'],
    ['overdue', 3, 'regular'],
    ['cold', 3, 'rampIn'],
  ])('is told as odd: %s, and an order of %i days ago', (told, ordered, state) => {
    expect(odd({ state: told }, ordered)).toEqual(otherwise(told, state, ordered));
  });

  it('goes by since when it stands there, where that is told', () => {
    expect(odd({ state: 'dormant', since: daysAgo(10) }, 3)).toEqual(otherwise('dormant', 'returned', 3));
    expect(odd({ state: 'dormant', since: daysAgo(250) }, 200)).toEqual(
      otherwise('dormant', 'returned', 200),
    );
    expect(odd({ state: 'dormant', since: daysAgo(50) }, 200)).toBeUndefined();
  });

  test.each([
    ['regular', 3],
    ['overdue', 70],
    ['dormant', 200],
    ['lost', 400],
    ['cold', 400],
    ['inEntry', 400],
  ])('is not where they agree: %s, %i days ago', (state, ordered) => {
    expect(odd({ state }, ordered)).toBeUndefined();
    expect(odd({ state }, 3, { cancelledAt: daysAgo(2) })).toMatchObject([{ code: 'NO_ORDER_LASTED' }]);
  });
});

describe('moving in is refused', () => {
  test('with everything that is wrong at once', () => {
    const order = { id: 'o1', placedAt: at('11-01') };
    newcomer
      .when(
        {
          ...onboard,
          source: 'heaven',
          registeredAt: at('12-24'),
          stands: { state: 'nirvana' },
          holders: { boss: { employeeId: 'x' }, clientManager: { employeeId: 'nobody' } },
          pastHolders: [{ role: 'clientManager', employeeId: 'y', since: at('02-02'), until: at('02-01') }],
          pastHandoffs: [
            { transfer: 'qualify', from: { role: 'telemarketer' }, employeeId: 'z', at: at('02-01') },
          ],
          facts: { fit: 'very' },
          holds: { bored: { reason: 'why not' } },
          orders: [
            order,
            order,
            { id: 'o2', placedAt: at('11-01'), cancelledAt: at('11-02'), shippedAt: at('11-03') },
          ],
        },
        by(importer, now, { staff }),
      )
      .then({
        refused: [
          'IN_THE_FUTURE',
          'UNKNOWN_NAME',
          'UNKNOWN_NAME',
          'INVALID_VALUE',
          'UNKNOWN_NAME',
          'TOO_EARLY',
          'UNKNOWN_NAME',
          'UNKNOWN_NAME',
          'UNKNOWN_EMPLOYEE',
          'ORDER_ALREADY',
        ],
      });
  });

  test('for no row of an order that came twice: the one that was placed first is taken, in whatever order they come', () => {
    const rows = [
      { id: 'o1', placedAt: at('11-02'), total: { amount: 7, currency: 'EUR' } },
      { id: 'o1', placedAt: at('11-01'), total: { amount: 5, currency: 'EUR' } },
      { id: 'o2', placedAt: at('11-03') },
      { id: 'o1', placedAt: at('11-01'), total: { amount: 6, currency: 'EUR' } },
      { id: 'o2', placedAt: at('11-03') },
    ];
    for (const orders of [rows, rows.toReversed(), rows.toSpliced(1, 1).concat(rows.slice(1, 2))]) {
      const story = new Story(conveyor);
      const [event] = story.do({ ...onboard, orders }, importer, now, { staff });
      expect(event).toMatchObject({ oddities: [{ code: 'ORDER_TWICE', orders: 2, orderId: 'o1' }] });
      expect(story.known.orders).toMatchObject({ count: 2, revenue: { EUR: 5 } });
    }
  });

  test('for no order that is possible, but odd: it is told', () => {
    const placedAt = at('11-10');
    const orders = [
      { id: 'o1', placedAt, shippedAt: at('11-09') },
      { id: 'o2', placedAt, returnedAt: at('11-11') },
      { id: 'o3', placedAt, total: { amount: -5, currency: 'EUR' } },
      { id: 'o4', placedAt, total: { amount: 5, currency: 'USD' } },
      { id: 'o5', placedAt, total: { amount: 6, currency: 'USD' }, paidAt: at('11-01') },
    ];
    const told = (some: readonly object[]) => {
      const story = new Story(conveyor);
      const command = { ...onboard, registeredAt: at('11-01'), orders: some } as unknown as Step;
      const [event] = story.do(command, importer, now, { staff });
      expect(eventSchema.parse(event)).toEqual(event);
      return event?.type === 'clientOnboarded' ? event.oddities : [];
    };
    expect(told(orders)).toEqual([
      { code: 'MARK_BEFORE_ORDER', orders: 2, orderId: 'o1' },
      { code: 'RETURNED_UNSHIPPED', orders: 1, orderId: 'o2' },
      { code: 'NEGATIVE_TOTAL', orders: 1, orderId: 'o3' },
      { code: 'OTHER_CURRENCY', orders: 2, orderId: 'o4' },
    ]);
    // Where no shipment is told at all, none is missing.
    expect(
      told([
        { id: 'o2', placedAt, returnedAt: at('11-11') },
        { id: 'o6', placedAt },
      ]),
    ).toBeUndefined();
  });

  test('into a client that is there', () => {
    const { known } = movedIn();
    const again = scenario(conveyor).given({ type: 'clientRegistered', source: 'lead', state: 'lead' });
    again.when(full, by(importer, now, { staff })).then({ refused: ['ALREADY_REGISTERED'] });
    expect(known.revision).toBe(1);
  });

  test('to whoever may not move clients in', () => {
    for (const actor of [stranger, tanya, denis]) {
      newcomer.when({ ...full, facts: {} }, by(actor, now, { staff })).then({ refused: ['NOT_AUTHORIZED'] });
    }
    newcomer.when(full, by(head, now, { staff })).then([{ type: 'clientOnboarded' }]);
  });

  test('with a holder who is none, unless they are to be left out; then the event says who it was', () => {
    const unfit = {
      ...full,
      unfitHolders: 'refuse',
      holders: { clientManager: { employeeId: 'nobody' } },
    } as const;
    newcomer
      .when({ ...unfit, facts: { fit: 1 } }, by(importer, now, { staff }))
      .then({ refused: ['UNKNOWN_EMPLOYEE', 'INVALID_VALUE'] });
    const { client } = newcomer.when({ ...unfit, unfitHolders: 'leaveOut' }, by(importer, now, { staff }));
    expect(client?.pool?.name).toBe('clientManager');
    const idle = { ...full, holders: { telemarketer: { employeeId: 'tanya', since: at('06-01') } } };
    newcomer
      .when({ ...idle, unfitHolders: 'refuse' }, by(importer, now, { staff }))
      .then({ refused: ['ROLE_NOT_IN_STATE'] });
    const why = 'ROLE_NOT_IN_STATE';
    const left = [{ code: 'HOLDER_UNFIT', role: 'telemarketer', employeeId: 'tanya', why }];
    const story = movedIn(idle);
    expect(story.history[0]).toMatchObject({
      oddities: expect.arrayContaining(left.map((one) => expect.objectContaining(one))),
      pastHolders: expect.arrayContaining([
        { role: 'telemarketer', employeeId: 'tanya', since: at('06-01'), until: now },
      ]),
    });
  });

  test('where a waiting state has no date, or orders come to more than can be told', () => {
    newcomer
      .when({ ...onboard, stands: { state: 'deferred' } }, by(importer, now))
      .then({ refused: ['WAKE_DATE_NEEDED'] });
    const total = { amount: Number.MAX_SAFE_INTEGER, currency: 'EUR' };
    const orders = ['o1', 'o2'].map((id) => ({ id, placedAt: at('11-01'), total }));
    newcomer.when({ ...onboard, orders }, by(importer, now)).then({ refused: ['REVENUE_TOO_LARGE'] });
  });

  test('by a core that was not given what it takes', () => {
    const command = { ...onboard, unfitHolders: 'refuse' } as const;
    expect(() => conveyorOf(conveyor.blueprint).decide(undefined, command, by(importer, now))).toThrow(
      expect.objectContaining({ code: 'ONBOARDING_NEEDED' }),
    );
    const core = conveyorOf(conveyor.blueprint, { onboarding });
    expect(core.decide(undefined, command, by(importer, now))).toEqual(
      conveyor.decide(undefined, command, by(importer, now)),
    );
  });
});

describe('the life after', () => {
  test('orders of before are shipped, paid, cancelled and returned like others', () => {
    const story = movedIn();
    story.do({ type: 'shipOrder', orderId: 'o3' }, importer, now);
    story.do({ type: 'returnOrder', orderId: 'o1' }, importer, now);
    expect(story.known.orders).toMatchObject({ count: 1, returned: 2, shipped: 1, revenue: { EUR: 3_000 } });
    expect(story.ask(order('o3', now), importer, now)).toMatchObject([{ code: 'ORDER_EXISTS' }]);
    expect(story.conveyor.replay(story.history)).toEqual(story.known);
  });

  test('the opening balance itself is no record to correct: an order is cancelled instead', () => {
    const story = movedIn();
    const wrong = { type: 'correctRecord', eventId: `${clientId}#1`, reason: 'typo' } as const;
    expect(story.ask(wrong, importer, now, { history: story.history })).toMatchObject([
      { code: 'NOT_CORRECTABLE', type: 'clientOnboarded' },
    ]);
    const [shipped] = story.do({ type: 'shipOrder', orderId: 'o3' }, importer, now);
    story.do({ ...wrong, eventId: shipped?.id ?? '' }, importer, now, { history: story.history });
    expect(story.known.orders.shipped).toBe(1);
  });

  test('a merge with a client that moved in takes all of it along, and is undone', () => {
    const survivor = new Story(conveyor, 'other');
    survivor.do({ type: 'register', source: 'lead' }, importer, at('11-01'));
    const story = movedIn();
    const [before, was] = [story.known, survivor.known];
    survivor.merge(story, 'mergeDuplicate', now, staff);
    expect(survivor.known).toMatchObject({ state: 'regular', orders: { count: 2 } });
    survivor.merge(story, 'unmergeDuplicate', now, staff);
    const same = ({ revision: _, decidedAt: __, ...client }: Client) => client;
    expect(same(story.known)).toEqual(same(before));
    expect(same(survivor.known)).toEqual(same(was));
    const mirrored = movedIn({}, 'mirror');
    const there = mirrored.known;
    const twin = movedIn({ orders: [{ id: 'o9', placedAt: at('11-25') }] }, 'twin');
    mirrored.merge(twin, 'mergeDuplicate', now, staff);
    mirrored.do(order('o10', now), importer, now);
    expect(mirrored.known.orders.count).toBe(4);
    mirrored.merge(twin, 'unmergeDuplicate', now, staff);
    expect(mirrored.known.orders.count).toBe(there.orders.count + 1);
    expect(mirrored.known.custody).toEqual(there.custody);
  });

  test('of more orders than a snapshot keeps the oldest are in the log, and are marked there', () => {
    const day = (n: number) => new Date(Date.parse(at('01-01')) + n * 86_400_000).toISOString();
    const orders = Array.from({ length: 260 }, (_, n) => ({
      id: `o${n}`,
      placedAt: day(n),
      shippedAt: day(n),
      ...(n % 9 === 0 && { returnedAt: day(n + 5) }),
    }));
    const told = movedIn({ orders });
    expect(told.known.orders.recent.length).toBeLessThan(250);
    expect(told.known.orders).toMatchObject({ count: 231, returned: 29, shipped: 231 });
    told.do({ type: 'cancelOrder', orderId: 'o1' }, importer, now, { history: told.history });
    expect(told.known.orders.count).toBe(230);
    const { stands: _, ...underived } = fullOpening;
    const lived = new Story(conveyor);
    lived.do({ ...underived, orders }, importer, now, { staff });
    expect(lived.known.orders).toMatchObject({ count: 231, returned: 29 });
    expect(lived.state).toBe('lost');
  });

  test('is told in words', () => {
    const [event] = movedIn().history;
    expect(
      event &&
        describeEvent(event, { dictionary: ru, conveyor, names: { employees: { ivanova: 'Иванова' } } }),
    ).toBe(
      'из другой системы: Old CRM, состояние: «действующий» с 01.02.2026, ответственные: Иванова, olga, заказов: 4',
    );
  });

  test('nobody else is asked than those who hold it', () => {
    expect(movedIn().ask({ type: 'learnFacts', facts: { standingOrder: true } }, ivanova, now)).toEqual([]);
  });
});
