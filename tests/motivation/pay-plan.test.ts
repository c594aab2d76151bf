import { defineConveyor } from 'sales-conveyor';
import { type PayPlanInput, parsePayPlans } from 'sales-conveyor/motivation';
import { mixed } from 'sales-conveyor/presets';
import { expect, test } from 'vitest';

const { blueprint } = defineConveyor(mixed());

const plan = {
  id: 'managers',
  version: 1,
  from: '2026-01-01',
  roles: ['clientManager'],
  currency: blueprint.currency,
  components: {
    sales: {
      credit: { on: 'payment', to: [{ to: 'clientManager' }] },
      measure: { kind: 'sum', per: 'month' },
      rate: { kind: 'marginal', pays: 'percent', tiers: [{ from: 0, pays: '2.5' }] },
    },
  },
} satisfies PayPlanInput;

const { sales } = plan.components;
const problems = (...plans: unknown[]): readonly string[] => {
  try {
    parsePayPlans(plans, blueprint);
    return [];
  } catch (error) {
    const { code, details } = error as {
      code: string;
      details: { problems: { path: string; code: string }[] };
    };
    expect(code).toBe('INVALID_PAY_PLAN');
    return details.problems.map((one) => `${one.path}: ${one.code}`);
  }
};
const withComponent = (change: object) => ({ ...plan, components: { sales: { ...sales, ...change } } });

test('a plan is plain JSON, with every default filled in', () => {
  const [parsed] = parsePayPlans([plan], blueprint);
  expect(parsePayPlans(JSON.parse(JSON.stringify([parsed])), blueprint)).toEqual([parsed]);
  expect(parsed).toMatchObject({
    vat: 'asRecorded',
    late: 'adjust',
    rounding: { at: 'period', mode: 'halfUp' },
  });
});

test('a bad plan is refused with every problem at once', () => {
  const bad = {
    ...plan,
    roles: ['nobody'],
    currency: 'XTS',
    rounding: { digits: 4 },
    salary: { byGrade: { tsar: 1 } },
    components: {
      sales: {
        credit: {
          on: 'payment',
          when: { fact: 'no.such.fact', is: 'present' },
          to: [
            { to: 'clientManager', share: 60 },
            { to: 'sender', share: 30 },
            { to: 'orderOperator', overlay: true },
          ],
        },
        measure: { kind: 'sum', per: 'month', cumulative: true },
        quota: { amounts: [{ amount: 5 }, { amount: 6 }, { employee: 'kate', grade: 'tsar', amount: 1 }] },
        rate: {
          kind: 'marginal',
          by: 'attainment',
          pays: 'each',
          tiers: [
            { from: 5, pays: 1 },
            { from: 5, pays: 2 },
          ],
        },
        gate: { fact: 'measure.other', is: 'atLeast', value: 1 },
        floor: 10,
        cap: 5,
      },
    },
  };
  expect(problems(bad).map((one) => one.replace('components.sales.', ''))).toEqual([
    '[0].roles[0]: UNKNOWN_NAME',
    '[0].salary.byGrade.tsar: UNKNOWN_NAME',
    '[0].currency: NOT_ONE_OF',
    '[0].rounding.digits: TOO_BIG',
    '[0].credit.when.fact: UNKNOWN_NAME',
    '[0].credit.to[1].to: UNKNOWN_NAME',
    '[0].credit.to: SHARES_NOT_WHOLE',
    '[0].measure.cumulative: TO_BE_LEFT_OUT',
    '[0].rate.pays: NOT_ONE_OF',
    '[0].rate.tiers[1].from: TOO_SMALL',
    '[0].quota.amounts[1]: TWICE',
    '[0].quota.amounts[2].grade: TO_BE_LEFT_OUT',
    '[0].quota.amounts[2].grade: UNKNOWN_NAME',
    '[0].gate.fact: UNKNOWN_NAME',
    '[0].floor: TOO_BIG',
  ]);
});

test('a misspelt key hides nothing: what it holds is read under the name that was meant', () => {
  const { measure, ...rest } = sales;
  const plans = { ...plan, roles: ['nobody'], gost: 1 };
  const misspelt = { ...plans, components: { sales: { ...rest, mesure: { ...measure, per: 'year' } } } };
  expect(problems({ ...misspelt, from: '2026-01-01' }, { ...plan, version: 1 })).toEqual([
    '[0].components.sales.measure: MISSING',
    '[0].components.sales.mesure: UNKNOWN_KEY',
    '[0].gost: UNKNOWN_KEY',
    '[0].roles[0]: UNKNOWN_NAME',
    '[1].version: TWICE',
  ]);
  // What is of another form beside it is told, too: beneath the key that was meant.
  const shapeless = withComponent({ rat: { ...sales.rate, tiers: [] }, rate: undefined });
  expect(problems(shapeless)).toContain('[0].components.sales.rat: UNKNOWN_KEY');
});

test('a component that is called as what every object has is refused, never dropped', () => {
  const components = JSON.parse(JSON.stringify({ sales }).replace('sales', '__proto__'));
  expect(problems({ ...plan, components: { ...plan.components, ...{ toString: sales } } })).toEqual([
    '[0].components.toString: RESERVED_NAME',
  ]);
  expect(problems({ ...plan, components })).toEqual(['[0].components.__proto__: RESERVED_NAME']);
});

test('shares are exact: thirds are whole, 99.99 is not', () => {
  const to = ['clientManager', 'orderOperator', 'telemarketer'].map((role) => ({ to: role, share: '100/3' }));
  expect(problems(withComponent({ credit: { on: 'payment', to } }))).toEqual([]);
  const short = to.map((one) => ({ ...one, share: '33.33' }));
  expect(problems(withComponent({ credit: { on: 'payment', to: short } }))).toEqual([
    '[0].components.sales.credit.to: SHARES_NOT_WHOLE',
  ]);
});

test('a rate pays for a measure of its own unit only', () => {
  const count = { measure: { kind: 'count', per: 'month' } };
  expect(problems(withComponent(count))).toEqual(['[0].components.sales.rate.pays: NOT_ONE_OF']);
  const ratio = { measure: { kind: 'ratio', of: { on: 'orderPlaced' }, per: 'month' } };
  expect(problems(withComponent(ratio))).toEqual(['[0].components.sales.rate.kind: NOT_ONE_OF']);
  const contacts = { credit: { on: 'contactRecorded', to: [{ to: 'clientManager' }] } };
  expect(problems(withComponent(contacts))).toEqual(['[0].components.sales.measure.kind: NOT_ONE_OF']);
  const unmeasured = { rate: { ...sales.rate, by: 'attainment' } };
  expect(problems(withComponent(unmeasured))).toEqual(['[0].components.sales.rate.by: NOT_ONE_OF']);
});

test('the parties of a handoff have no tail, and are there in handoffs only', () => {
  const credit = { on: 'handoffAccepted', to: [{ to: 'sender', tail: [50] }] };
  const rest = { measure: { kind: 'count', per: 'month' }, rate: { ...sales.rate, pays: 'each' } };
  expect(problems(withComponent({ credit, ...rest }))).toEqual([
    '[0].components.sales.credit.to[0].tail: TO_BE_LEFT_OUT',
  ]);
});

test('versions of a plan follow each other, and no role has two plans', () => {
  const later = { ...plan, version: 2, from: '2026-04-01' };
  expect(problems(plan, later)).toEqual([]);
  expect(problems(plan, { ...later, from: plan.from })).toEqual(['[1].from: TWICE']);
  expect(problems(plan, { ...later, version: 1 })).toEqual(['[1].version: TWICE']);
  expect(problems(plan, { ...later, from: '2025-01-01' })).toEqual(['[1].from: NOT_LATER']);
  expect(problems(plan, { ...plan, id: 'others' })).toEqual(['[1].roles[0]: TWICE']);
});

test('rates are exact: a float is refused', () => {
  const rate = { ...sales.rate, tiers: [{ from: 0, pays: 2.5 }] };
  expect(problems(withComponent({ rate }))).toEqual(['[0].components.sales.rate.tiers[0].pays: NOT_EXACT']);
});
