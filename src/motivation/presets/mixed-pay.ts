import { label } from '../../blueprint/presets/vocabulary.ts';
import { assertOptions } from '../../errors/assert-options.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { PayPlanInput } from '../plan/pay-plan.ts';

/** What a mixed department may choose of its pay. */
export interface MixedPayOptions {
  /** The first day of the plans, `YYYY-MM-DD`. */
  readonly from: string;
  /** The blueprint's currency. Default EUR. */
  readonly currency?: string;
  /** The monthly salary in minor units, of which the other amounts are parts. Default 2,000.00. */
  readonly salary?: number;
  /** What a client manager's clients are to pay in a month, in minor units. Default 15 salaries. */
  readonly quota?: number;
}

type Component = PayPlanInput['components'][string];

const equals = (fact: string, value: string | boolean) => ({ fact, is: 'equals', value }) as const;
const atLeast = (fact: string, value: number) => ({ fact, is: 'atLeast', value }) as const;
const perMonth = { kind: 'count', per: 'month' } as const;

/** So much for each one that is counted. */
const each = (pays: number): Component['rate'] => ({
  kind: 'marginal',
  pays: 'each',
  tiers: [{ from: 0, pays }],
});

/** Something that is measured for a gate and pays nothing itself. */
const unpaid: Component['rate'] = { kind: 'whole', pays: 'amount', tiers: [{ from: 0, pays: 0 }] };

/**
 * Pay plans for the four roles of a mixed department, to go with the blueprint of `mixed()`. Salary and a
 * variable part of what the role is there for; that of the client manager is the usual one, salary, KPI and
 * bonus: nothing below 80% of the plan, then 10, 30 and 40% of the salary. What the lint says of them, and
 * where the figures are from, stands in docs/pay.md and docs/defaults.md; change what differs.
 * @throws INVALID_ARGUMENT where an option is unknown or of another form
 * @example definePay(defineConveyor(mixed()), mixedPay({ from: '2026-01-01' }));
 */
export function mixedPay(options: MixedPayOptions): PayPlanInput[] {
  return withArguments('mixedPay', { options }, () => {
    assertOptions('mixedPay', options, {
      from: 'string',
      currency: 'string?',
      salary: 'number?',
      quota: 'number?',
    });
    return plansWith(options);
  });
}

function plansWith({ from, currency = 'EUR', salary = 2_000_00, quota = salary * 15 }: MixedPayOptions) {
  const share = (percent: number) => Math.round((salary * percent) / 100);
  const plan = (
    id: string,
    role: string,
    name: ReturnType<typeof label>,
    components: Record<string, Component>,
  ): PayPlanInput => ({
    id,
    version: 1,
    label: name,
    from,
    roles: [role],
    currency,
    salary: { otherwise: salary },
    components,
  });
  return [
    plan('telemarketers', 'telemarketer', label('telemarketers', 'телемаркетологи'), {
      accepted: {
        label: label('clients accepted by development', 'клиенты, принятые в развитие'),
        credit: {
          on: 'handoffAccepted',
          when: equals('credit.transfer', 'handToDevelopment'),
          to: [{ to: 'sender' }],
        },
        measure: perMonth,
        rate: each(share(1)),
      },
      firstOrders: {
        label: label('first orders, paid', 'оплаченные первые заказы'),
        credit: {
          on: 'orderPaid',
          when: equals('credit.isFirst', true),
          to: [{ to: 'telemarketer', tail: Array.from({ length: 12 }, () => 100) }],
        },
        measure: perMonth,
        rate: each(share(4)),
      },
    }),
    plan(
      'development',
      'developmentSpecialist',
      label('development specialists', 'специалисты по развитию'),
      {
        entries: {
          label: label('entries: first shipments', 'входы: первые отгрузки'),
          credit: {
            on: 'orderShipped',
            when: equals('credit.isFirst', true),
            to: [{ to: 'developmentSpecialist' }],
          },
          measure: perMonth,
          rate: each(share(5)),
        },
        proven: {
          label: label('clients that kept buying', 'клиенты, которые продолжили покупать'),
          credit: {
            on: 'handoffAccepted',
            when: equals('credit.transfer', 'handToClientManager'),
            to: [{ to: 'sender' }],
          },
          measure: perMonth,
          rate: each(share(10)),
        },
        afterwards: {
          label: label('payments after handing over', 'оплаты после передачи'),
          credit: { on: 'payment', to: [{ to: 'developmentSpecialist', tail: [75, 50, 25] }] },
          measure: { kind: 'sum', per: 'month' },
          rate: { kind: 'marginal', pays: 'percent', tiers: [{ from: 0, pays: 2 }] },
        },
      },
    ),
    plan('clientManagers', 'clientManager', label('client managers', 'клиентские менеджеры'), {
      kpi: {
        label: label('KPI: payments against the plan', 'оплаты к плану'),
        credit: { on: 'payment', to: [{ to: 'clientManager', grace: true }] },
        measure: { kind: 'sum', per: 'month' },
        quota: { amounts: [{ amount: quota }], ramp: [50, 75] },
        rate: {
          kind: 'whole',
          by: 'attainment',
          pays: 'percentOfSalary',
          tiers: [
            { from: 80, pays: 10 },
            { from: 100, pays: 30 },
            { from: 120, pays: 40 },
          ],
        },
      },
      bonus: {
        label: label('bonus: payments', 'бонус с оплат'),
        credit: { on: 'payment', to: [{ to: 'clientManager', grace: true }] },
        measure: { kind: 'sum', per: 'month' },
        rate: { kind: 'marginal', pays: 'percent', tiers: [{ from: 0, pays: 1 }] },
        gate: atLeast('attainment.kpi', 80),
      },
      returned: {
        label: label('clients who came back', 'вернувшиеся клиенты'),
        credit: {
          on: 'stateChanged',
          when: equals('credit.to', 'returned'),
          to: [{ to: 'clientManager' }],
        },
        measure: perMonth,
        rate: each(share(2)),
      },
    }),
    plan('orderOperators', 'orderOperator', label('order operators', 'операционисты'), {
      shipped: {
        label: label('orders shipped', 'отгруженные заказы'),
        credit: { on: 'orderShipped', to: [{ to: 'orderOperator' }] },
        measure: perMonth,
        rate: each(Math.max(1, Math.round(salary / 2_000))),
        gate: atLeast('measure.kept', 95),
      },
      kept: {
        label: label(
          'orders that are shipped within the month, of those placed',
          'отгружено за месяц из оформленных',
        ),
        credit: { on: 'orderShipped', to: [{ to: 'orderOperator' }] },
        measure: { kind: 'ratio', of: { on: 'orderPlaced' }, per: 'month' },
        rate: unpaid,
      },
    }),
  ];
}
