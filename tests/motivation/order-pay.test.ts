import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { definePay, describeOrderPay, type PayBook, type PayPlanInput } from 'sales-conveyor/motivation';
import { describe, expect, test } from 'vitest';
import {
  clientLog,
  closedMonths,
  conveyor,
  FOREVER,
  held,
  hired,
  kates,
  marked,
  money,
  on,
  ordered,
  planOf,
  registered,
  tenPercent,
} from './pay-kit.ts';

const by = (trigger: 'orderPlaced' | 'orderShipped' | 'orderPaid' | 'payment', rest: object = {}) =>
  planOf({ ...tenPercent, credit: { ...tenPercent.credit, on: trigger }, ...rest } as typeof tenPercent, {
    label: { en: 'managers', ru: 'менеджеры' },
  });
const sold = ordered('1', on('01-10'), 100);
const asked = (book: PayBook, knownAt = on('01-20'), order = '1') =>
  book.order({ client: 'acme', order, knownAt });
const codes = (book: PayBook, knownAt?: string, order?: string) =>
  asked(book, knownAt, order).rules.flatMap(({ reasons }) => reasons.map(({ code }) => code));
const later = on('03-01');

describe('why an order gives no credit yet', () => {
  test('what gives credit has not happened: not shipped, not paid, paid in part, and whose it would be', () => {
    const [shipped] = asked(kates(by('orderShipped'), sold)).rules;
    expect(shipped).toMatchObject({
      reasons: [{ code: 'NOT_YET', on: 'orderShipped' }],
      wouldBe: [{ employeeId: 'kate', title: { as: 'clientManager', since: '2025-01-01T00:00:00.000Z' } }],
      credits: [],
    });
    expect(asked(kates(by('payment'), sold)).rules[0]?.reasons).toMatchObject([{ code: 'NOT_YET', paid: 0 }]);
    const partly = kates(by('orderPaid'), sold, money('1', 'payment', 40, on('01-15')));
    expect(asked(partly).rules[0]?.reasons).toMatchObject([
      { code: 'NOT_YET', on: 'orderPaid', paid: 40_00, worth: 100_00, currency: 'EUR' },
    ]);
    expect(describeOrderPay(asked(partly), { dictionary: en, conveyor })).toBe(
      `Order 1, acme, as known on 20 Jan 2026, 12:00:
– sales, plan managers, version 1:
  – it would be credited to kate; “client manager” since 1 Jan 2025
  – it is not wholly paid yet: €40.00 of €100.00`,
    );
  });

  test('nothing is in the way once it is paid and the month is over', () => {
    const book = kates(by('orderPaid'), sold, money('1', 'payment', 100, on('01-15')));
    expect(asked(book, later).rules).toMatchObject([{ reasons: [], credits: [{ amount: 100_00 }] }]);
    expect(codes(book)).toEqual(['SPAN_NOT_OVER']);
  });

  test('it fell through; nobody knows it; it has no amount', () => {
    expect(codes(kates(by('orderPlaced'), sold, marked('orderCancelled', '1', on('01-12'))))).toEqual([
      'FELL_THROUGH',
    ]);
    expect(codes(kates(by('orderPlaced'), sold), later, '2')).toEqual(['UNKNOWN_ORDER']);
    const total = { amount: 1, currency: 'USD' };
    expect(codes(kates(by('orderPlaced'), ordered('1', on('01-10'), 0, { total })), later)).toEqual([
      'NO_AMOUNT',
    ]);
  });

  test('nobody holds the client, or whoever does is not on the plan', () => {
    const over = (...drafts: Parameters<typeof clientLog>[1][]) =>
      definePay(conveyor, [by('orderPlaced')]).over({
        clients: clientLog('acme', registered(), ...drafts, sold),
        employees: hired('kate', { roles: ['orderOperator'] }),
      });
    expect(codes(over(), later)).toEqual(['NO_HOLDER']);
    expect(asked(over(held('kate')), later).rules[0]?.reasons).toMatchObject([
      { code: 'NOT_ON_PLAN', employeeId: 'kate' },
    ]);
  });

  test('the condition is not met, and by how much', () => {
    const when = { fact: 'credit.amount', is: 'atLeast', value: { amount: 500_00, currency: 'EUR' } };
    const book = kates(by('orderPlaced', { credit: { ...tenPercent.credit, when } }), sold);
    const pay = asked(book, later);
    expect(pay.rules[0]?.reasons).toMatchObject([{ code: 'CONDITION', explanation: { truth: 'no' } }]);
    expect(describeOrderPay(pay, { dictionary: en, conveyor })).toContain(
      '– Amount credited is at least €500.00; now: €100.00',
    );
  });
});

describe('why what is credited is not paid', () => {
  const quota = { amounts: [{ amount: 1_000_00 }] };
  test('a gate, a quota that is not set, a tier that is not reached', () => {
    const gated = { quota, gate: { fact: 'attainment.sales', is: 'atLeast', value: 80 } };
    expect(asked(kates(by('orderPlaced', gated), sold), later).rules[0]?.reasons).toMatchObject([
      { code: 'GATE', employeeId: 'kate', gate: { truth: 'no' } },
    ]);
    const none = {
      quota: { amounts: [{ employee: 'lena', amount: 1 }] },
      rate: { ...tenPercent.rate, by: 'attainment' },
    };
    expect(codes(kates(by('orderPlaced', none), sold), later)).toEqual(['NO_QUOTA']);
    const high = { rate: { ...tenPercent.rate, tiers: [{ from: 100_01, pays: 10 }] } };
    expect(codes(kates(by('orderPlaced', high), sold), later)).toEqual(['BELOW_TIERS']);
  });

  test('a quarter that is not over', () => {
    const quarter = { measure: { kind: 'sum', per: 'quarter' } };
    expect(asked(kates(by('orderPlaced', quarter), sold), later).rules[0]?.reasons).toMatchObject([
      { code: 'SPAN_NOT_OVER', employeeId: 'kate', endsAt: on('04-01', '00:00') },
    ]);
  });

  test('told after the month was closed: frozen, or with the next closing', () => {
    const late = { ...ordered('2', on('01-11'), 100), recordedAt: on('02-10') } as typeof sold;
    const reasons = (freeze: Partial<PayPlanInput>) => {
      const book = kates({ ...by('orderPlaced'), ...freeze }, sold, late);
      const closed = closedMonths(book, [['2026-01', on('02-01')]]);
      return ['1', '2'].map((order) =>
        book
          .order({ client: 'acme', order, knownAt: later, closed })
          .rules.flatMap(({ reasons: each }) => each.map(({ code }) => code)),
      );
    };
    expect(reasons({ late: 'freeze' })).toEqual([[], ['FROZEN']]);
    expect(reasons({})).toEqual([[], ['NEXT_CLOSING']]);
  });
});

test('each reason has its words, in Russian without Latin letters', () => {
  const reasons = [
    { code: 'UNKNOWN_ORDER' },
    ...(['orderPlaced', 'orderShipped', 'orderPaid', 'payment'] as const).map(
      (trigger) => ({ code: 'NOT_YET', on: trigger, paid: 1, worth: 2, currency: 'EUR' }) as const,
    ),
    { code: 'FELL_THROUGH' },
    { code: 'BROUGHT_ALONG' },
    { code: 'NO_HOLDER', as: 'clientManager' },
    { code: 'NOT_ON_PLAN', employeeId: 'kate' },
    { code: 'NO_AMOUNT' },
    { code: 'SPAN_NOT_OVER', employeeId: 'kate', endsAt: on('04-01') },
    ...(['NO_QUOTA', 'NOTHING_TO_COMPARE', 'GATE', 'BELOW_TIERS'] as const).map(
      (code) => ({ code, employeeId: 'kate' }) as const,
    ),
    ...(['FROZEN', 'NEXT_CLOSING'] as const).map(
      (code) => ({ code, employeeId: 'kate', period: '2026-01' }) as const,
    ),
  ] as const;
  const [rule] = asked(kates(by('orderShipped'), sold)).rules;
  if (!rule) throw new Error('no rule');
  const pay = { ...asked(kates(by('orderShipped'), sold)), rules: [{ ...rule, reasons }] };
  const names = { employees: () => 'Анна', clients: () => 'Ромашка' };
  const labelled = {
    ...by('orderShipped'),
    components: { sales: { ...tenPercent, label: { en: 'sales', ru: 'продажи' } } },
  };
  const { plans } = definePay(conveyor, [labelled]);
  const [russian, english] = [ru, en].map((dictionary) =>
    describeOrderPay(pay, { dictionary, conveyor, names, plans }),
  ) as [string, string];
  expect(russian.match(/[A-Za-z]+/g)).toEqual(null);
  expect(english).not.toMatch(/[A-Z]+_[A-Z]|undefined|[{}]/);
  expect(english.split('\n')).toHaveLength(reasons.length + 3);
});

test('what an order would bring: two statements and their difference, and it stores nothing', () => {
  const tiers = [
    { from: 0, pays: 5 },
    { from: 1_000_00, pays: 10 },
  ];
  const plan = by('payment', { rate: { ...tenPercent.rate, tiers } });
  const book = kates(plan, sold, money('1', 'payment', 100, on('01-15')), ordered('2', on('01-16'), 950));
  const total = { amount: 2_000_00, currency: 'EUR' };
  const estimate = book.estimate({ client: 'acme', order: { id: 'new', total }, knownAt: on('01-20') });
  // 100 are paid at 5%; of 2,100, 1,000 pay 5% and 1,100 pay 10%.
  expect(estimate.people).toEqual([
    {
      employeeId: 'kate',
      before: 5_00,
      after: 160_00,
      difference: 155_00,
      months: [{ period: '2026-01', before: 5_00, after: 160_00, difference: 155_00 }],
    },
  ]);
  expect(estimate.order.rules[0]?.credits).toMatchObject([{ amount: 2_000_00 }]);
  // An order that is there already: what is still to be shipped and paid of it.
  const open = book.estimate({ client: 'acme', order: { id: '2' }, knownAt: on('01-20') });
  expect(open.people).toMatchObject([{ before: 5_00, after: 50_00 + 5_00 }]);
  expect(book.statement({ employee: 'kate', period: '2026-01', knownAt: FOREVER }).total).toBe(5_00);
});

test('what an order would bring in a quarter comes with the quarter, and to nobody where nobody holds the client', () => {
  const quarter = by('orderPaid', { measure: { kind: 'sum', per: 'quarter' } });
  const total = { amount: 1_000_00, currency: 'EUR' };
  const estimate = kates(quarter).estimate({
    client: 'acme',
    order: { id: 'new', total },
    knownAt: on('01-20'),
  });
  expect(estimate.people).toMatchObject([
    {
      difference: 100_00,
      months: [
        { period: '2026-01', difference: 0 },
        { period: '2026-02', difference: 0 },
        { period: '2026-03', difference: 100_00 },
      ],
    },
  ]);
  const nobody = definePay(conveyor, [quarter]).over({
    clients: clientLog('acme', registered()),
    employees: hired('kate'),
  });
  const none = nobody.estimate({ client: 'acme', order: { id: 'new', total }, knownAt: on('01-20') });
  expect(none.people).toEqual([]);
  expect(none.order.rules[0]?.reasons).toMatchObject([{ code: 'NO_HOLDER' }]);
});
