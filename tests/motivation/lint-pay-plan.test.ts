import { defineConveyor } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import {
  definePay,
  describePayFinding,
  lintPayPlan,
  mixedPay,
  type PayFinding,
  type PayLintRule,
  type PayPlanInput,
  parsePayPlans,
} from 'sales-conveyor/motivation';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { conveyor, FOREVER, kates, on, ordered, paid, planOf, tenPercent } from './pay-kit.ts';

const { blueprint } = conveyor;
type Component = PayPlanInput['components'][string];
/** 10% of what is paid: nothing is found of it. */
const plain = { ...tenPercent, credit: { ...tenPercent.credit, on: 'payment' } } as Component;
const plan = (rest: object = {}, more: Partial<PayPlanInput> = {}) =>
  planOf({ ...plain, ...rest } as typeof tenPercent, more);
const found = (of: PayPlanInput, deal?: number) =>
  lintPayPlan(of, blueprint, deal === undefined ? {} : { deal });
const only = (rule: PayLintRule, of: PayPlanInput, deal?: number) =>
  found(of, deal).filter((one) => one.rule === rule);
const rate = (
  kind: string,
  pays: string,
  tiers: readonly (readonly [number, number | string])[],
  by?: string,
) => ({
  rate: { kind, pays, tiers: tiers.map(([from, amount]) => ({ from, pays: amount })), ...(by && { by }) },
});

test('of ten percent of what is paid nothing is found', () => {
  expect(found(plan())).toEqual([]);
});

describe('jumps', () => {
  const steps = [
    [0, 5],
    [1_000_00, 10],
  ] as const;
  test('by the whole tier one cent more pays 50.00 more than it is worth; marginal pay has none', () => {
    const jump = plan(rate('whole', 'percent', steps));
    expect(only('jump', jump)).toMatchObject([
      { path: 'components.sales.rate.tiers[1]', values: { measure: 'sum', at: '100000', more: 50_00 } },
    ]);
    const pay = (euros: number) =>
      paid(
        kates(
          {
            ...jump,
            components: { sales: { ...(jump.components.sales as Component), credit: tenPercent.credit } },
          },
          ordered('1', on('01-10'), euros),
        ),
        '2026-01',
      );
    expect(pay(1_000) - pay(999.99)).toBe(50);
    expect(only('jump', plan(rate('marginal', 'percent', steps)))).toEqual([]);
  });
  test('by attainment at the quota, in percent of the salary', () => {
    const kpi = {
      ...rate(
        'whole',
        'percentOfSalary',
        [
          [80, 10],
          [100, 30],
        ],
        'attainment',
      ),
      quota: { amounts: [{ amount: 50_000_00 }] },
    };
    expect(only('jump', plan(kpi, { salary: { otherwise: 1_000_00 } })).map(({ values }) => values)).toEqual([
      { measure: 'sum', at: '4000000', more: 100_00 },
      { measure: 'sum', at: '5000000', more: 200_00 },
    ]);
  });
  test('pay falls where a whole tier pays less than the one before', () => {
    const falling = [
      [0, 10],
      [1_000_00, 5],
    ] as const;
    expect(only('pay-falls', plan(rate('whole', 'percent', falling)))).toMatchObject([
      { values: { at: '100000', more: 50_00 } },
    ]);
    expect(only('pay-falls', plan(rate('marginal', 'percent', falling)))).toEqual([]);
  });
});

describe('what has no effect', () => {
  const steps = [
    [0, 10],
    [1_000_00, 20],
    [2_000_00, 30],
  ] as const;
  test('a cap that is reached before hides all later tiers', () => {
    const capped = (cap: number) => plan({ ...rate('marginal', 'percent', steps), cap });
    expect(only('hides-later', capped(50_00))).toMatchObject([
      { path: 'components.sales.cap', values: { cap: 50_00, at: '100000', tiers: 2 } },
    ]);
    expect(only('hides-later', capped(150_00))).toMatchObject([{ values: { at: '200000', tiers: 1 } }]);
    expect(only('hides-later', capped(500_00))).toEqual([]);
  });
  test('a gate that lets a tier never pay, and one that is never met', () => {
    const quota = { amounts: [{ amount: 1_000_00 }] };
    const gated = (is: string, value: number) =>
      plan({
        ...rate(
          'whole',
          'percent',
          [
            [0, 5],
            [100, 10],
          ],
          'attainment',
        ),
        quota,
        gate: { fact: 'attainment.sales', is, value },
      });
    expect(only('tier-unreachable', gated('below', 100))).toMatchObject([
      { path: 'components.sales.rate.tiers[1]', values: { at: '100000' } },
    ]);
    expect(only('tier-unreachable', gated('atLeast', 100))).toMatchObject([
      { path: 'components.sales.rate.tiers[0]' },
    ]);
    expect(only('tier-unreachable', gated('atLeast', 80))).toEqual([]);
    const contradiction = {
      all: [
        { fact: 'attainment.sales', is: 'atLeast', value: 80 },
        { fact: 'attainment.sales', is: 'below', value: 80 },
      ],
    };
    expect(only('never-pays', plan({ quota, gate: contradiction }))).toMatchObject([
      { path: 'components.sales.gate' },
    ]);
    expect(only('never-pays', gated('atLeast', 80))).toEqual([]);
  });
  test('a ratio of all that is counted is at most 100%', () => {
    const kept = (from: number) =>
      plan({
        credit: {
          on: 'orderPlaced',
          when: { fact: 'credit.isFirst', is: 'equals', value: true },
          to: [{ to: 'clientManager' }],
        },
        measure: { kind: 'ratio', of: { on: 'orderPlaced' }, per: 'month' },
        ...rate('whole', 'amount', [[from, 100_00]]),
      });
    expect(only('tier-unreachable', kept(101))).toMatchObject([{ values: { measure: 'ratio', at: '101' } }]);
    expect(only('tier-unreachable', kept(100))).toEqual([]);
  });
  test('a condition for credit that is never met', () => {
    const when = (value: string) => ({
      all: [
        { fact: 'credit.kind', is: 'equals', value: 'trial' },
        { fact: 'credit.kind', is: 'equals', value },
      ],
    });
    const credit = (value: string) => plan({ credit: { ...plain.credit, when: when(value) } });
    expect(only('never-credits', credit('regular'))).toMatchObject([
      { path: 'components.sales.credit.when' },
    ]);
    expect(only('never-credits', credit('trial'))).toEqual([]);
  });
  test('a quota for a period of another length', () => {
    const quota = (period: string) => plan({ quota: { amounts: [{ amount: 1 }, { period, amount: 2 }] } });
    expect(only('quota-unused', quota('2026'))).toMatchObject([
      { path: 'components.sales.quota.amounts[1].period', values: { period: '2026' } },
    ]);
    expect(only('quota-unused', quota('2026-03'))).toEqual([]);
  });
});

describe('what invites to something else', () => {
  test('credit above the whole', () => {
    const overlay = { to: 'orderOperator', share: 20, overlay: true };
    const credit = { ...plain.credit, to: [{ to: 'clientManager' }, overlay] };
    expect(only('credit-above-whole', plan({ credit }))).toMatchObject([{ values: { percent: '120' } }]);
    const to = [
      { to: 'clientManager', share: 80 },
      { to: 'orderOperator', share: 20 },
    ];
    expect(only('credit-above-whole', plan({ credit: { ...plain.credit, to } }))).toEqual([]);
  });
  test('a trigger that the payee alone controls, by what the blueprint lets the role do', () => {
    const count = (credit: object) =>
      plan({ credit, measure: { kind: 'count', per: 'month' }, ...rate('marginal', 'each', [[0, 1_00]]) });
    const to = [{ to: 'clientManager' }];
    expect(only('payee-alone', planOf(tenPercent))).toMatchObject([
      { path: 'components.sales.credit.to[0]', values: { on: 'orderPlaced', to: 'clientManager' } },
    ]);
    expect(only('payee-alone', count({ on: 'contactRecorded', to }))).toHaveLength(1);
    const twoWay = { fact: 'credit.twoWay', is: 'equals', value: true };
    expect(only('payee-alone', count({ on: 'contactRecorded', when: twoWay, to }))).toEqual([]);
    const party = (on: string, who: string) => count({ on, to: [{ to: who }] });
    expect(only('payee-alone', party('handoffOffered', 'sender'))).toHaveLength(1);
    expect(only('payee-alone', party('handoffAccepted', 'sender'))).toEqual([]);
  });
  test('an accelerator without a gate on anything else', () => {
    const faster = rate('marginal', 'percent', [
      [0, 5],
      [1_000_00, 10],
    ]);
    const gate = (fact: string) => ({ fact, is: 'atLeast', value: 80 });
    const quota = { amounts: [{ amount: 1_000_00 }] };
    expect(only('accelerator-without-gate', plan(faster))).toMatchObject([
      { path: 'components.sales.rate.tiers[1]', values: { at: '100000', percent: '10' } },
    ]);
    expect(
      only('accelerator-without-gate', plan({ ...faster, quota, gate: gate('attainment.sales') })),
    ).toHaveLength(1);
    const guarded = plan({ ...faster, gate: gate('attainment.other') });
    const two = { ...guarded, components: { ...guarded.components, other: { ...plain, quota } } };
    expect(only('accelerator-without-gate', two)).toEqual([]);
  });
  test('a bonus that depends on the grade', () => {
    const kpi = { ...rate('whole', 'percentOfSalary', [[0, 10]]) };
    const byGrade = { junior: 1_000_00, senior: 2_000_00 };
    expect(only('bonus-by-grade', plan(kpi, { salary: { byGrade } }))).toMatchObject([
      { path: 'components.sales.rate.pays', values: { grades: ['junior', 'senior'] } },
    ]);
    expect(only('bonus-by-grade', plan(kpi, { salary: { otherwise: 1_000_00 } }))).toEqual([]);
    const quota = { amounts: [{ amount: 1 }, { grade: 'junior', amount: 2 }] };
    expect(only('bonus-by-grade', plan({ quota }))).toMatchObject([{ values: { grades: ['junior'] } }]);
    expect(only('bonus-by-grade', plan({}, { salary: { byGrade } }))).toEqual([]);
  });
});

describe('orders that are moved over a period’s end', () => {
  const accelerated = {
    ...tenPercent,
    ...rate('marginal', 'percent', [
      [0, 5],
      [1_000_00, 10],
    ]),
  };
  test('one order by a day, computed by two statements: what the lint says is what is paid more', () => {
    const of = planOf(accelerated as typeof tenPercent);
    const [{ values } = { values: {} }] = only('pull-forward', of, 500_00);
    const { first, second, more } = values as { first: string; second: string; more: number };
    // At 10% in January, where 1,000 are there already, and at 5% in February, where nothing is.
    expect({ first, second, more }).toEqual({ first: '100000', second: '0', more: 25_00 });
    const both = (day: string) => {
      const orders = [
        ordered('1', on('01-10'), Number(first) / 100),
        ordered('2', on('02-10'), Number(second) / 100),
      ];
      const book = kates(of, ...orders, ordered('moved', on(day), 500));
      return paid(book, '2026-01') + paid(book, '2026-02');
    };
    expect(both('01-31') - both('02-01')).toBe(more / 100);
  });
  test('a deal is worth something', () => {
    for (const deal of [-5, 0, 1.5])
      expect(() => found(plan(), deal)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });

  test('one rate for all, deals by themselves, and what is at its cap anyway invite to nothing', () => {
    expect(only('pull-forward', planOf(tenPercent))).toEqual([]);
    const deals = { ...accelerated, measure: { kind: 'sum', per: 'deal' } };
    expect(only('pull-forward', planOf(deals as never))).toEqual([]);
  });
  test('a KPI of 80% and more pays a tenth of the salary for one order that comes a day earlier', () => {
    const kpi = {
      ...rate('whole', 'percentOfSalary', [[80, 10]], 'attainment'),
      quota: { amounts: [{ amount: 10_000_00 }] },
    };
    const of = plan(kpi, { salary: { otherwise: 1_000_00 } });
    expect(only('pull-forward', of, 500_00)).toMatchObject([{ values: { more: 100_00, deal: '50000' } }]);
  });
});

const everyRule: Record<PayLintRule, PayFinding['values']> = {
  jump: { measure: 'sum', at: '100000', more: 1 },
  'pay-falls': { measure: 'count', at: '5', more: 1 },
  'tier-unreachable': { measure: 'ratio', at: '101' },
  'hides-later': { measure: 'sum', at: '1', cap: 1, tiers: 2 },
  'never-pays': { measure: 'sum' },
  'never-credits': { measure: 'sum' },
  'quota-unused': { measure: 'sum', period: '2026' },
  'credit-above-whole': { measure: 'sum', percent: '120' },
  'payee-alone': { measure: 'sum', on: 'handoffOffered', to: 'sender' },
  'accelerator-without-gate': { measure: 'count', at: '5', percent: '10' },
  'pull-forward': { measure: 'sum', deal: '1', first: '2', second: '3', more: 1 },
  'bonus-by-grade': { measure: 'sum', grades: ['junior'] },
};

test('each finding has its words, in Russian without Latin letters', () => {
  const labelled = { ...plan(), components: { sales: { ...plain, label: { en: 'sales', ru: 'продажи' } } } };
  const { plans } = definePay(conveyor, [labelled]);
  const russianGrades = {
    ...blueprint,
    grades: { junior: { label: { en: 'junior', ru: 'младший' }, load: 1 } },
  };
  for (const [rule, values] of Object.entries(everyRule)) {
    const finding = { rule, path: '', component: 'sales', values } as PayFinding;
    const options = { conveyor: { blueprint: russianGrades }, plans, plan: plans[0] as never };
    const russian = describePayFinding(finding, { ...options, dictionary: ru });
    expect(russian).toMatch(/^«продажи»: /);
    expect(russian.match(/[A-Za-z]+|[{}]|undefined/g)).toEqual(null);
    expect(describePayFinding(finding, { ...options, dictionary: en })).not.toMatch(
      /[{}]|undefined|[a-z][A-Z]/,
    );
  }
});

describe('the plans of the roles', () => {
  const department = defineConveyor(mixed());
  const presets = mixedPay({ from: '2026-01-01' });
  test('are valid, for every role that sells or takes orders, in any currency', () => {
    expect(parsePayPlans(presets, department.blueprint).flatMap(({ roles }) => roles)).toEqual([
      'telemarketer',
      'developmentSpecialist',
      'clientManager',
      'orderOperator',
    ]);
    const roubles = defineConveyor(mixed({ currency: 'RUB' }));
    expect(
      parsePayPlans(mixedPay({ from: '2026-01-01', currency: 'RUB', salary: 60_000_00 }), roubles.blueprint),
    ).toHaveLength(4);
  });
  test('the lint finds of them what the docs name, and no more', () => {
    const rules = presets.map((one) => [
      one.id,
      lintPayPlan(one, department.blueprint).map(({ rule, component }) => `${component}: ${rule}`),
    ]);
    expect(Object.fromEntries(rules)).toEqual({
      telemarketers: [],
      development: [],
      clientManagers: ['kpi: jump', 'kpi: jump', 'kpi: jump', 'kpi: pull-forward'],
      orderOperators: [],
    });
  });
  test('the client manager’s is the usual one: 0 below 80% of the plan, then 10, 30 and 40% of the salary, and a bonus', () => {
    const [, , managers] = mixedPay({ from: '2025-01-01', salary: 1_000_00, quota: 10_000_00 });
    const pay = (euros: number) => {
      const order = ordered('1', on('03-10'), euros);
      const payment = { type: 'orderPaid', orderId: '1', happenedAt: on('03-11') } as const;
      const book = kates(managers as PayPlanInput, order, payment);
      const { lines } = book.statement({ employee: 'kate', period: '2026-03', knownAt: FOREVER });
      return lines.map(({ amount }) => amount / 100).slice(0, 3);
    };
    expect([7_999, 8_000, 10_000, 12_000, 15_000].map(pay)).toEqual([
      [1_000, 0, 0],
      [1_000, 100, 80],
      [1_000, 300, 100],
      [1_000, 400, 120],
      [1_000, 400, 150],
    ]);
  });
});
