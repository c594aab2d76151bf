/**
 * What the commission module of Tryton 6.0 gets wrong, run for real (the figure in each title), and what is
 * right.
 */
import { definePay, type PayPlanInput } from 'sales-conveyor/motivation';
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
  paid,
  planOf,
  registered,
  tenPercent,
} from './pay-kit.ts';

const rate = (rest: object) => ({ ...tenPercent, rate: { ...tenPercent.rate, ...rest } });
const tiered = planOf(
  rate({
    tiers: [
      { from: 0, pays: 5 },
      { from: 1_000_00, pays: 10 },
    ],
  }),
);
const fixed = planOf(rate({ kind: 'whole', pays: 'amount', tiers: [{ from: 1_000_00, pays: 50_00 }] }));
const whole = planOf(
  rate({
    kind: 'whole',
    tiers: [
      { from: 0, pays: 5 },
      { from: 1_000_00, pays: 10 },
    ],
  }),
);
const byPayment = planOf({ ...tenPercent, credit: { ...tenPercent.credit, on: 'payment' } });

/** What January was paid with, and what February takes back of it. */
function closings(plan: PayPlanInput | PayPlanInput[], ...after: Parameters<typeof kates>[1][]) {
  const book = kates(plan, ...after);
  const [january, february] = closedMonths(book, [
    ['2026-01', on('02-01')],
    ['2026-02', on('03-01')],
  ]);
  return [january?.payment.paid, february?.payment.adjusted].map((cents = 0) => cents / 100);
}

describe('sell and return everything is 0, whatever the plan', () => {
  const sold = ordered('1', on('01-10'), 1_500);
  test('marginal, 5% and from 1,000 on 10%: 1,500 sold and all credited (it keeps 25)', () => {
    expect(closings(tiered, sold, money('1', 'creditNote', 1_500, on('02-10')))).toEqual([100, -100]);
  });
  test('500 of the 1,500 credited leaves 50, as 1,000 sold (it leaves 75)', () => {
    expect(closings(tiered, sold, money('1', 'creditNote', 500, on('02-10')))).toEqual([100, -50]);
  });
  test('fixed 50 from 1,000 on, credited (it keeps 50)', () => {
    expect(closings(fixed, sold, money('1', 'return', 1_500, on('02-10')))).toEqual([50, -50]);
  });
  test('by the whole tier, returned or cancelled', () => {
    expect(closings(whole, sold, marked('orderReturned', '1', on('02-10')))).toEqual([150, -150]);
    expect(closings(whole, sold, marked('orderCancelled', '1', on('02-10')))).toEqual([150, -150]);
  });
});

test('a plan that has changed from 10 to 20% takes back what the old one paid: 10 for 10 (it takes 20)', () => {
  const next = planOf(rate({ tiers: [{ from: 0, pays: 20 }] }), { version: 2, from: '2026-02-01' });
  const [sold, credited] = [ordered('1', on('01-10'), 100), money('1', 'creditNote', 100, on('02-10'))];
  expect(closings([planOf(tenPercent), next], sold, credited)).toEqual([10, -10]);
});

test('another rate of the currency at the credit: +20 and -20 (it has +20 and -40)', () => {
  const total = { amount: 100_00, currency: 'USD' };
  const sold = ordered('1', on('01-10'), 0, { total, rate: '2' });
  const credited = money('1', 'creditNote', 100, on('02-10'), { amount: total, rate: '4' });
  expect(closings(planOf(tenPercent), sold, credited)).toEqual([20, -20]);
});

describe('on payment follows the money', () => {
  const sold = ordered('1', on('01-10'), 100);
  const pays = (...after: Parameters<typeof kates>[1][]) => paid(kates(byPayment, sold, ...after), '2026-01');
  test('40 of 100 paid at 10%: 4 (it pays 0)', () => {
    expect(pays(money('1', 'payment', 40, on('01-20')))).toBe(4);
  });
  test('1 paid and 99 written off: 0.10 (it pays 10)', () => {
    expect(pays(money('1', 'payment', 1, on('01-20')), money('1', 'writeOff', 99, on('01-21')))).toBe(0.1);
  });
  test('unpaid and credited: 0 (it charges -10)', () => {
    expect(pays(money('1', 'creditNote', 100, on('01-20')))).toBe(0);
  });
  test('a payment that was undone is due no more (it stays due)', () => {
    const [pay, undo] = [
      money('1', 'payment', 100, on('01-20')),
      money('1', 'paymentUndone', 100, on('02-05')),
    ];
    expect(closings(byPayment, sold, pay, undo)).toEqual([10, -10]);
    expect(pays(marked('orderPaid', '1', on('01-20')))).toBe(10);
  });
});

test('all shares of a split are reversed together; no cancelled order leaves pay', () => {
  const to = [
    { to: 'clientManager', share: 70 },
    { to: 'orderOperator', share: 30 },
  ];
  const plan = planOf(
    { ...tenPercent, credit: { ...tenPercent.credit, to } },
    { roles: ['clientManager', 'orderOperator'] },
  );
  const drafts = [registered(), held('kate'), held('olga', undefined, 'orderOperator')];
  const employees = [...hired('kate'), ...hired('olga', { roles: ['orderOperator'] })];
  const sold = ordered('1', on('01-10'), 100);
  const both = (...after: Parameters<typeof kates>[1][]) => {
    const clients = clientLog('acme', ...drafts, sold, ...after);
    const book = definePay(conveyor, [plan]).over({ clients, employees });
    return ['kate', 'olga'].map((one) => paid(book, '2026-01', FOREVER, one));
  };
  expect(both()).toEqual([7, 3]);
  expect(both(marked('orderCancelled', '1', on('02-01')))).toEqual([0, 0]);
});

test('whose the client is on the day of the event decides, and is named', () => {
  const clients = clientLog(
    'acme',
    registered(),
    held('kate'),
    held('lena', on('01-15')),
    { ...ordered('1', on('01-10'), 100), recordedAt: on('01-20') } as ReturnType<typeof ordered>,
    marked('orderShipped', '1', on('01-21')),
  );
  const employees = [...hired('kate'), ...hired('lena')];
  const shipped = planOf({ ...tenPercent, credit: { ...tenPercent.credit, on: 'orderShipped' } });
  const over = (plan: PayPlanInput) => definePay(conveyor, [plan]).over({ clients, employees });
  const ordering = over(planOf(tenPercent));
  expect(['kate', 'lena'].map((one) => paid(ordering, '2026-01', FOREVER, one))).toEqual([10, 0]);
  const shipping = over(shipped);
  expect(['kate', 'lena'].map((one) => paid(shipping, '2026-01', FOREVER, one))).toEqual([0, 10]);
  const { lines } = shipping.statement({ employee: 'lena', period: '2026-01', knownAt: FOREVER });
  expect(lines).toMatchObject([
    {
      rule: { plan: 'managers', version: 1, component: 'sales' },
      tiers: [{ from: '0', of: '10000', pays: '10', earned: '1000' }],
      credits: [
        {
          eventId: 'acme#5',
          at: on('01-21'),
          because: ['acme#4', 'acme#5'],
          title: { as: 'clientManager', clientId: 'acme', since: on('01-15') },
        },
      ],
      amount: 10_00,
    },
  ]);
});

test('where it is rounded is said: three times 3.33% of 10.00 are 1.00 of the period, 0.99 of the deals', () => {
  const component = {
    ...rate({ tiers: [{ from: 0, pays: '3.33' }] }),
    measure: { kind: 'sum', per: 'deal' } as const,
  };
  const orders = ['1', '2', '3'].map((id) => ordered(id, on('01-10'), 10));
  expect(paid(kates(planOf(component), ...orders), '2026-01')).toBe(1);
  expect(paid(kates(planOf(component, { rounding: { at: 'deal' } }), ...orders), '2026-01')).toBe(0.99);
});

test('the minimum of a deal is taken back with it: 10, not 5% of 100 (Xactly takes 5 back)', () => {
  const component = { ...rate({ tiers: [{ from: 0, pays: 5 }] }), floor: 10_00 };
  const [sold, returned] = [ordered('1', on('01-10'), 100), marked('orderReturned', '1', on('02-03'))];
  expect(closings(planOf({ ...component, measure: { kind: 'sum', per: 'deal' } }), sold, returned)).toEqual([
    10, -10,
  ]);
  expect(closings(planOf(component), sold, returned)).toEqual([10, -10]);
});
