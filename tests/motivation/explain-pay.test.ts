import fc from 'fast-check';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { definePay, describePaySlip, explainPay } from 'sales-conveyor/motivation';
import { describe, expect, test } from 'vitest';
import { employees, facts, logOf, plans, staff } from './generated-pay.ts';
import {
  clientLog,
  closedMonths,
  conveyor,
  FOREVER,
  held,
  hired,
  kates,
  marked,
  on,
  ordered,
  planOf,
  registered,
  released,
  tenPercent,
} from './pay-kit.ts';
import { recomputed } from './recomputed.ts';

const label = { en: 'sales', ru: 'продажи' };
const named = planOf(
  {
    ...tenPercent,
    label,
    quota: { amounts: [{ amount: 1_000_00 }] },
    rate: {
      kind: 'marginal',
      by: 'attainment',
      pays: 'percent',
      tiers: [
        { from: 0, pays: '3.33' },
        { from: 100, pays: 10 },
      ],
    },
    weight: 50,
    gate: { fact: 'attainment.sales', is: 'atLeast', value: 90 },
  } as never,
  { label: { en: 'managers', ru: 'менеджеры' }, salary: { otherwise: 2_000_00 } },
);
const names = { employees: { kate: 'Вера' }, clients: { acme: 'Ромашка' } };
const history = [
  ordered('1', on('01-10'), 100.1),
  ordered('2', on('01-12'), 1_500),
  marked('orderCancelled', '2', on('02-10')),
];
const log = clientLog('acme', registered(), held('kate'), ...history);
const options = { conveyor, names, plans: definePay(conveyor, [named]).plans, events: log };
const [january, february] = closedMonths(kates(named, ...history), [
  ['2026-01', on('02-01')],
  ['2026-02', on('03-01')],
]);

describe('a closed month in words', () => {
  test('says what counted, whose the client was, and each step to the amount', () => {
    expect(explainPay(january as never, { dictionary: en, ...options })).toBe(
      `Вера, January 2026: €2,046.66, as known on 1 Feb 2026, 12:00.
Salary: €2,000.00. Plan “managers”, version 1.
– the whole month
“sales”: €46.66. Plan “managers”, version 1.
– orders placed, 1 Jan 2026 to 31 Jan 2026
– 10 Jan 2026, order 1, Ромашка: €100.10; “client manager” since 1 Jan 2025
– 12 Jan 2026, order 2, Ромашка: €1,500.00; “client manager” since 1 Jan 2025
– together: €1,600.10
– quota €1,000.00, attained: 160.01%
– on condition that attainment of “sales” is at least 90%: met
– 3.33% of €1,000.00 = €33.30
– from €1,000.00 on: 10% of €600.10 = €60.01
– together: €93.31
– weight 50%: €46.655
– rounded to €0.01, a half up: €46.66
Paid: salary €2,000.00 and variable pay €46.66, €2,046.66 in all.`,
    );
  });

  test('says in Russian what was adjusted, by which event, and what is owed', () => {
    const text = explainPay(february as never, { dictionary: ru, ...options });
    expect(text.replace(/[\u00a0\u202f]/g, ' ')).toBe(
      `Вера, февраль 2026 г.: 2 000,00 €. По данным на 01.03.2026, 12:00.
Оклад: 2 000,00 €. Схема оплаты «менеджеры», версия 1.
– полный месяц
«продажи»: 0,00 €. Схема оплаты «менеджеры», версия 1.
– заказы, 01.02.2026 – 28.02.2026
– засчитывать нечего
– план 1 000,00 €, выполнение 0 %
– не оплачивается, не выполнено условие:
  – Выполнение по показателю «продажи» — не меньше 90 %; сейчас: 0 %
Январь 2026 г.: теперь выходит 2 000,00 €, ранее учтено 2 046,66 €; с этой выплатой −46,66 €.
– «продажи»: было 46,66 €, стало 0,00 €; причина: 10.02.2026, заказ 2 отменён
Переменная часть 0,00 €, с поправками −46,66 €: −46,66 €.
Вернуть предстоит 46,66 €; оклад не затрагивается.
Долг: был 0,00 €, теперь 46,66 €.
К выплате: оклад 2 000,00 € и переменная часть 0,00 €, всего 2 000,00 €.`,
    );
  });

  test('a line says by itself what it was computed by, when nobody has the plan any more', () => {
    const line = january?.statement.lines[1];
    const text = explainPay(JSON.parse(JSON.stringify(line)), { dictionary: en, conveyor });
    expect(text).toContain('sales: €46.66. Plan managers, version 1.');
    expect(text).toContain('– weight 50%: €46.655');
  });
});

test('a pay slip says in a table what is paid for what, and then how', () => {
  const slip = describePaySlip(february as never, {
    dictionary: en,
    ...options,
    names: { employees: { kate: 'A|*b*' } },
  });
  expect(slip.split('\n').slice(0, 13)).toEqual([
    '# Pay slip: A\\|\\*b\\*, February 2026',
    '',
    '| For | Amount |',
    '| --- | ---: |',
    '| salary | €2,000.00 |',
    '| “sales” | €0.00 |',
    '| adjustment: January 2026 | −€46.66 |',
    '| paid in advance, owed back | €46.66 |',
    '| **Paid** | **€2,000.00** |',
    '',
    'Salary: €2,000.00. Plan “managers”, version 1.',
    '',
    '- the whole month',
  ]);
  expect(slip).toContain('- “sales”: €46.66 before, €0.00 now; because of: 10 Feb 2026, order 2 cancelled');
});

test('custody as of then: since when, until when, within a grace, and as a party of a handoff', () => {
  const tail = planOf(
    { ...tenPercent, credit: { on: 'orderPlaced', to: [{ to: 'clientManager', tail: [75] }] } as never },
    {},
  );
  const clients = clientLog(
    'acme',
    registered(),
    held('kate'),
    released('kate', on('01-05')),
    ordered('1', on('01-10'), 100),
  );
  const book = definePay(conveyor, [tail]).over({ clients, employees: hired('kate') });
  const { lines } = book.statement({ employee: 'kate', period: '2026-01', knownAt: FOREVER });
  expect(explainPay(lines[0] as never, { dictionary: en, conveyor })).toContain(
    '– 10 Jan 2026, order 1, acme: €75.00, 100% of €100.00, of which 75% stays; “client manager” until 5 Jan 2026',
  );
});

const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
const closings = months.map((month, i) => [month, on(`0${i + 2}-03`)] as const);
/** Names of people, clients and orders, and currencies; nothing else is Latin. */
const latin = (text: string) =>
  text.replace(/\b(kate|lena|olga|acme(#\d+)?)\b/g, '').match(/[A-Za-z]+/g) ?? [];

test('law: whatever the plan, what is said leads step by step to the figures of the statement', () => {
  let steps = 0;
  fc.assert(
    fc.property(plans, facts, (plan, told) => {
      const pay = definePay(conveyor, [plan]);
      const book = pay.over({ clients: logOf(told), employees });
      for (const employee of staff) {
        for (const period of months) {
          const { lines } = book.statement({ employee, period, knownAt: FOREVER });
          for (const line of lines) {
            const text = explainPay(line, { dictionary: en, conveyor, plans: pay.plans });
            if (line.kind === 'salary') continue;
            const { said, computed } = recomputed(text.split('\n'));
            expect(said, text).toBe(line.amount / 100);
            expect(Math.abs(computed - said), text).toBeLessThan(0.001);
            steps += text.split('\n').length;
          }
        }
      }
    }),
    { numRuns: 12, seed: 19, endOnFailure: true },
  );
  expect(steps).toBeGreaterThan(1_500);
});

test('law: whatever the plan, closed months are said without codes, in Russian without Latin letters, and a slip adds up', () => {
  fc.assert(
    fc.property(plans, facts, (plan, told) => {
      const pay = definePay(conveyor, [plan]);
      const clients = logOf(told);
      const book = pay.over({ clients, employees });
      for (const employee of staff)
        for (const closed of closedMonths(book, closings, employee)) {
          const words = { conveyor, plans: pay.plans, events: clients };
          const [english, russian] = [en, ru].map((dictionary) =>
            explainPay(closed, { ...words, dictionary }),
          ) as [string, string];
          expect(latin(russian), russian).toEqual([]);
          expect(english).not.toMatch(/[A-Z]+_[A-Z]|\b[a-z]+[A-Z]\w*|undefined|null|NaN|[{}]/);
          expect(russian).not.toMatch(/undefined|null|NaN|[{}]/);
          const slip = describePaySlip(closed, { ...words, dictionary: en });
          const amounts = [...slip.matchAll(/^\| (.*) \| \**(−?)€([\d,.]+)\** \|$/gm)].map(
            ([, , sign, digits = '']) => Number(digits.replaceAll(',', '')) * (sign ? -1 : 1),
          );
          const sum = amounts.slice(0, -1).reduce((a, b) => a + b, 0);
          expect(sum, slip).toBeCloseTo(closed.payment.paid / 100, 6);
        }
    }),
    { numRuns: 6, seed: 20 },
  );
});
