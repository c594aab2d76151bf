import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import {
  comparePayPlans,
  defineGrades,
  definePay,
  defineRecognition,
  describeGradeReview,
  describePayComparison,
  describePayEstimate,
  describePayFinding,
  describeRecognised,
  explainPay,
  lintPayPlan,
  type PayPlanInput,
} from 'sales-conveyor/motivation';
import { describe, expect, test } from 'vitest';
import {
  clientLog,
  closedMonths,
  conveyor,
  euros,
  FOREVER,
  held,
  hired,
  kates,
  on,
  ordered,
  planOf,
  profile,
  registered,
  staffLog,
  tenPercent,
} from './pay-kit.ts';

const names = { employees: { kate: 'Вера' }, clients: { acme: 'Ромашка' } };
const russian = { dictionary: ru, conveyor, names };
const english = { dictionary: en, conveyor };
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('a line says', () => {
  const quota = { amounts: [{ amount: 10_000_00 }], ramp: [50, 75] };
  const away = { id: 'a', kind: 'illness', from: on('02-09', '00:00'), to: on('02-14', '00:00') } as const;
  const employees = staffLog(
    'kate',
    { type: 'employeeHired', happenedAt: on('01-12', '09:00'), profile: profile() },
    { type: 'absenceRecorded', happenedAt: on('02-09'), absence: away },
  );
  const told = (plan: PayPlanInput, period: string, line = 0) => {
    const clients = clientLog(
      'acme',
      registered(),
      held('kate'),
      ordered('1', on('02-03'), 0, { total: euros(1_200, 'USD'), rate: '0.9' }),
    );
    const book = definePay(conveyor, [plan]).over({ clients, employees });
    const { lines } = book.statement({ employee: 'kate', period, knownAt: FOREVER });
    const said = (options: Parameters<typeof explainPay>[1]) =>
      plain(explainPay(lines[line] as never, options));
    return [said(english), said(russian)] as const;
  };

  test('of which days a quota is asked, which were in the ramp, and that absence lowers it', () => {
    const [text, inRussian] = told(planOf({ ...tenPercent, quota } as never), '2026-02');
    expect(text).toContain(
      '  – 1 Feb 2026 to 8 Feb 2026: 8 of 28 days of €10,000.00, of which 50% in the ramp',
    );
    expect(text).toContain(
      '  – 14 Feb 2026 to 28 Feb 2026: 15 of 28 days of €10,000.00, of which 75% in the ramp',
    );
    expect(inRussian).toContain(
      '  – 01.02.2026 – 08.02.2026: дней 8 из 28, план на весь период 10 000,00 €, на время адаптации 50 % от него',
    );
  });

  test('that amounts are without VAT, and at which rate another currency was taken', () => {
    const [text, inRussian] = told(planOf(tenPercent, { vat: { percent: 20 } }), '2026-02');
    expect(text).toContain('– amounts without a VAT of 20%');
    expect(text).toContain('order 1, acme: €900.00, from US$1,200.00 at a rate of 0.9; “client manager”');
    expect(inRussian).toContain('– суммы без НДС 20 %');
    expect(inRussian).toContain('заказ 1, Ромашка: 900,00 €, пересчёт из 1 200,00 $ по курсу 0,9; роль');
  });

  test('working days where the salary goes by them', () => {
    const salary = { otherwise: 1_000_00, prorate: 'workingDays' } as const;
    const [text, inRussian] = told(planOf(tenPercent, { salary }), '2026-01');
    expect(text).toContain('– 15 of 22 working days, 12 Jan 2026 to 31 Jan 2026; €1,000.00 a month');
    expect(inRussian).toContain(
      '– рабочих дней: 15 из 22, 12.01.2026 – 31.01.2026; за полный месяц 1 000,00 €',
    );
  });
});

test('a jump of a plan is said in the smallest amount of the currency', () => {
  const rate = { kind: 'whole', pays: 'amount', tiers: [{ from: 1_000_00, pays: 50_00 }] };
  const plan = planOf({ ...tenPercent, rate } as never);
  const [finding] = lintPayPlan(plan, conveyor.blueprint, {}).filter((one) => one.rule === 'jump');
  const text = describePayFinding(finding as never, {
    ...russian,
    plan: definePay(conveyor, [plan]).plans[0] as never,
  });
  expect(plain(text)).toBe('sales: на отметке 1 000,00 € ещё 0,01 € приносит 50,00 €');
});

test('an estimate says who has how much more by an order, and in which month', () => {
  const book = kates(planOf(tenPercent));
  const order = { id: 'new', total: euros(1_000) };
  const estimate = book.estimate({ client: 'acme', order, knownAt: on('01-20') });
  expect(describePayEstimate(estimate, english)).toBe(`Placed, shipped and paid in whole, it brings:
– kate: €100.00; January 2026: €0.00, with it €100.00`);
  expect(
    plain(describePayEstimate(estimate, russian)),
  ).toBe(`Если заказ оформлен, отгружен и полностью оплачен, он приносит:
– Вера: 100,00 €; январь 2026 г.: 0,00 €, с ним 100,00 €`);
  expect(describePayEstimate({ ...estimate, people: [] }, english)).toContain('– nobody anything');
});

test('a comparison of plans says what changes in all, for how many, and of whom', () => {
  const rate = { ...tenPercent.rate, tiers: [{ from: 0, pays: 12 }] };
  const next = planOf({ ...tenPercent, rate }, { version: 2, from: '2027-01-01' });
  const book = kates([planOf(tenPercent), next], ordered('1', on('01-10'), 1_000));
  const comparison = comparePayPlans(book, {
    periods: ['2026-01', '2026-02'],
    knownAt: FOREVER,
    after: { id: 'managers', version: 2 },
  });
  expect(describePayComparison(comparison, english)).toBe(`Instead of €100.00, €120.00 in all: €20.00.
More for 1, less for 0, as much for 0.
– kate: €20.00, €120.00 instead of €100.00; January 2026: €20.00`);
  expect(
    plain(describePayComparison(comparison, russian)),
  ).toBe(`Всего выходит 120,00 € вместо 100,00 €: 20,00 €.
Получат больше: 1, меньше: 0, столько же: 0.
– Вера: 20,00 €, 120,00 € вместо 100,00 €; январь 2026 г.: 20,00 €`);
});

test('a review of grades says what is proposed, which months counted, and what is missing', () => {
  const quota = { amounts: [{ amount: 1_000_00 }] };
  const pay = definePay(conveyor, [planOf({ ...tenPercent, quota } as never)]);
  const when = (is: 'atLeast' | 'below', value: number) => ({ fact: 'attainment.sales', is, value }) as const;
  const ladder = defineGrades(conveyor, pay, {
    roles: ['clientManager'],
    grades: [
      { grade: 'junior', promote: { when: when('atLeast', 100), k: 2, n: 3, minStay: 1 } },
      { grade: 'senior', demote: { when: when('below', 50), k: 2, n: 3 } },
    ],
  });
  const reviewed = (grade: string, amounts: readonly number[], at: string) => {
    const employees = hired('kate', { grade }, on('01-01', '00:00'));
    const orders = amounts.map((amount, i) => ordered(`${i}`, on(`0${i + 1}-10`), amount));
    const clients = clientLog('acme', registered(on('01-01')), held('kate', on('01-01')), ...orders);
    const book = pay.over({ clients, employees });
    const months = amounts.map((_, i) => [`2026-0${i + 1}`, on(`0${i + 2}-01`)] as const);
    const [review] = ladder.review({ at, employees, closed: closedMonths(book, months) });
    return review as never;
  };
  expect(
    describeGradeReview(reviewed('junior', [1_000, 500, 1_000], on('04-02')), english),
  ).toBe(`kate: grade “junior” since 1 Jan 2026, whole months in it: 3.
To be promoted to grade “senior” from 1 May 2026 on, if the head approves.
– Up: the condition held in 2 of 3 months, it takes 2 of 3
  – March 2026: met
  – February 2026: not met
  – January 2026: met`);
  expect(
    plain(describeGradeReview(reviewed('junior', [1_000, 500], on('03-02')), russian)),
  ).toBe(`Вера: грейд «junior» с 01.01.2026, полных месяцев в грейде: 2.
Грейд не меняется.
– Повышение: условие выполнено в месяцах: 1 из 2, нужно 2 из 3; этого мало
  – февраль 2026 г.: не выполнено
  – январь 2026 г.: выполнено`);
});

test('recognition says records with their units, streaks, and clients who came back', () => {
  const label = { en: 'sales', ru: 'продажи' };
  const plan = planOf({ ...tenPercent, label } as never);
  const pay = definePay(conveyor, [plan]);
  const when = { fact: 'measure.sales', is: 'atLeast', value: euros(500) } as const;
  const recognition = defineRecognition(conveyor, pay, { records: ['sales'], streaks: { steady: when } });
  const log = {
    clients: clientLog(
      'acme',
      registered(on('01-01')),
      held('kate', on('01-01')),
      ordered('1', on('01-10'), 600),
      ordered('2', on('02-10'), 900),
    ),
    employees: hired('kate', {}, on('01-01', '00:00')),
  };
  const of = (period: string) => recognition.of(log, { employee: 'kate', period, knownAt: FOREVER });
  const plans = pay.plans;
  expect(describeRecognised(of('2026-02'), { ...english, plans })).toBe(`kate, February 2026:
– “sales”: own record, €900.00
– steady: 2 months in a row, at most 2`);
  expect(plain(describeRecognised(of('2026-03'), { ...russian, plans }))).toBe(`Вера, март 2026 г.:
– «продажи»: лучший месяц — февраль 2026 г., 900,00 €
– steady: месяцев подряд 0, лучшая серия 2`);
});
