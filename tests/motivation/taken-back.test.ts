import fc from 'fast-check';
import { definePay, type PayPlanInput } from 'sales-conveyor/motivation';
import type { GivenEvent } from 'sales-conveyor/testing';
import { expect, test } from 'vitest';
import { employees, plans, staff } from './generated-pay.ts';
import {
  clientLog,
  conveyor,
  FOREVER,
  held,
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

type Component = PayPlanInput['components'][string];
const triggers = ['orderPlaced', 'orderShipped', 'orderPaid', 'payment'] as const;
const sold = [
  ordered('A', on('01-10'), 1_000),
  marked('orderShipped', 'A', on('01-12')),
  money('A', 'payment', 600, on('01-14')),
  marked('orderPaid', 'A', on('01-20')),
];
const ways = {
  cancelled: marked('orderCancelled', 'A', on('02-10')),
  returned: marked('orderReturned', 'A', on('02-10')),
  'returned by its whole worth': money('A', 'return', 1_000, on('02-10')),
  'credited in whole': money('A', 'creditNote', 1_000, on('02-10')),
  'corrected to nothing': money('A', 'priceCorrection', -1_000, on('02-10')),
} satisfies Record<string, GivenEvent>;
const takenBack = fc.constantFrom(...(Object.keys(ways) as (keyof typeof ways)[]));

test.each(Object.keys(ways) as (keyof typeof ways)[])(
  'a flat bonus per deal is not for an order that was %s: whole or between two points',
  (way) => {
    for (const on of triggers)
      for (const kind of ['whole', 'interpolated'] as const)
        for (const pays of ['amount', 'percentOfSalary'] as const) {
          const component: Component = {
            ...tenPercent,
            credit: { ...tenPercent.credit, on },
            measure: { kind: 'count', per: 'deal' },
            rate: { kind, pays, tiers: [{ from: 0, pays: 50 }] },
          };
          const plan = planOf(component, { salary: { otherwise: 2_000_00 } });
          expect(paid(kates(plan, ...sold), '2026-01')).toBeGreaterThan(2_000);
          expect(paid(kates(plan, ...sold, ways[way]), '2026-01')).toBe(2_000);
        }
  },
);

test('law: sold and taken back pays what never sold pays, whatever the first tiers pay', () => {
  fc.assert(
    fc.property(plans, fc.constantFrom(...triggers), takenBack, (plan, on, way) => {
      const components = Object.entries(plan.components).map(([id, one]): [string, Component] => {
        const tiers = one.rate.tiers.map((tier, i) => (i === 0 ? { ...tier, from: 0 } : tier));
        return [id, { ...one, credit: { ...one.credit, on }, rate: { ...one.rate, tiers } }];
      });
      const pay = definePay(conveyor, [{ ...plan, components: Object.fromEntries(components) }]);
      const totals = (...drafts: readonly GivenEvent[]) => {
        const opened = [registered(), held('kate'), held('olga', undefined, 'orderOperator')];
        const book = pay.over({ clients: clientLog('acme', ...opened, ...drafts), employees });
        return ['2026-01', '2026-02', '2026-03'].flatMap((period) =>
          staff.map((employee) => book.statement({ employee, period, knownAt: FOREVER }).total),
        );
      };
      expect(totals(...sold, ways[way])).toEqual(totals());
    }),
    { numRuns: 60, seed: 7 },
  );
});
