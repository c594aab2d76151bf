import fc from 'fast-check';
import type { ClientEvent } from 'sales-conveyor';
import { definePay, type PayPlanInput } from 'sales-conveyor/motivation';
import { expect, test } from 'vitest';
import { employees, type Fact, facts, logOf, staff } from './generated-pay.ts';
import { closedMonths, conveyor, FOREVER, on, tenPercent } from './pay-kit.ts';

const to = [
  { to: 'clientManager', share: '200/3' },
  { to: 'orderOperator', share: '100/3' },
];
const scaled = (scale: number) =>
  [
    { from: 0, pays: '3.33' },
    { from: 500_00 * scale, pays: 7 },
    { from: 2_000_00 * scale, pays: 11 },
  ] as const;

/** One plan of every kind, deal by deal, by month and over the quarter; on orders and on payments. */
const planBy = (late: 'adjust' | 'restate', scale = 1): PayPlanInput => {
  const by = (on: 'orderPlaced' | 'payment' | 'orderPaid', kind: 'marginal' | 'whole', measure: object) =>
    ({
      ...tenPercent,
      credit: { on, to },
      measure: { kind: 'sum', ...measure },
      rate: { kind, pays: 'percent', tiers: [...scaled(scale)] },
    }) as typeof tenPercent & PayPlanInput['components'][string];
  return {
    id: 'all',
    version: 1,
    from: '2025-01-01',
    roles: ['clientManager', 'orderOperator'],
    currency: 'EUR',
    late,
    components: {
      deals: by('payment', 'whole', { per: 'deal' }),
      month: by('orderPlaced', 'marginal', { per: 'month' }),
      quarter: by('payment', 'marginal', { per: 'quarter', cumulative: true }),
      end: by('orderPaid', 'whole', { per: 'quarter' }),
    },
  };
};

const over = (plan: PayPlanInput, clients: readonly ClientEvent[]) =>
  definePay(conveyor, [plan]).over({ clients, employees });
const periods = ['2026-01', '2026-02', '2026-03', '2026-04'];
const all = (clients: readonly ClientEvent[], knownAt = FOREVER, plan = planBy('adjust')) => {
  const book = over(plan, clients);
  return periods.flatMap((period) =>
    staff.map((employee) => ({ ...book.statement({ employee, period, knownAt }), knownAt: '' })),
  );
};
const runs = { numRuns: 4, seed: 19 };

test('law: the lines sum to the total, whoever has the credit; in any order of the lists it is the same', () => {
  fc.assert(
    fc.property(facts, (told) => {
      const clients = logOf(told);
      const statements = all(clients);
      for (const { lines, total } of statements)
        expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
      expect(JSON.stringify(all(clients.toReversed()))).toBe(JSON.stringify(statements));
    }),
    runs,
  );
});

test('law: when something was told changes nothing of what it comes to', () => {
  fc.assert(
    fc.property(facts, (told) => {
      const totals = (facts: readonly Fact[]) => all(logOf(facts)).map(({ total }) => total);
      const atOnce = told.map((fact) => ({ ...fact, delay: 0 }));
      expect(totals(told)).toEqual(totals(atOnce));
    }),
    runs,
  );
});

test('law: as of every date, the whole log says what the log of that date said', () => {
  fc.assert(
    fc.property(facts, (told) => {
      const clients = logOf(told);
      for (const knownAt of [on('02-01'), on('03-10'), on('04-01')]) {
        const then = clients.filter(({ recordedAt }) => recordedAt <= knownAt);
        expect(JSON.stringify(all(then))).toBe(JSON.stringify(all(clients, knownAt)));
      }
    }),
    runs,
  );
});

test('law: what was paid and what is owed is what all months come to today, adjusted or restated', () => {
  fc.assert(
    fc.property(facts, fc.constantFrom('adjust', 'restate'), (told, late) => {
      const book = over(planBy(late), logOf(told));
      for (const employee of staff) {
        const closed = closedMonths(
          book,
          [
            ['2026-01', on('02-03')],
            ['2026-02', on('03-03')],
            ['2026-03', on('04-03')],
            ['2026-04', FOREVER],
          ],
          employee,
        );
        const paid = closed.reduce(
          (sum, { payment }) => sum + payment.paid,
          closed.at(-1)?.payment.owed ?? 0,
        );
        const today = periods.map((period) => book.statement({ employee, period, knownAt: FOREVER }).total);
        expect(paid).toBe(today.reduce((a, b) => a + b));
        for (const { period, knownAt, statement } of closed)
          expect(book.statement({ employee, period, knownAt })).toEqual(statement);
      }
    }),
    runs,
  );
});

test('law: scaling the currency scales the pay, but for what rounding can come to', () => {
  fc.assert(
    fc.property(facts, (told) => {
      const small = all(logOf(told));
      const large = all(logOf(told, 100), FOREVER, planBy('adjust', 100));
      for (const [i, { total, lines }] of small.entries()) {
        const credits = lines.flatMap((line) => (line.kind === 'component' ? line.credits : []));
        // Each cent of a split may be up to a cent away, and each line is rounded.
        const slack = credits.length + lines.length * 2;
        expect(Math.abs((large[i]?.total as number) - total * 100)).toBeLessThanOrEqual(100 * slack);
      }
    }),
    runs,
  );
});
