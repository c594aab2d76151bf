import fc from 'fast-check';
import type { ClientEvent, Instant } from 'sales-conveyor';
import { definePay, type PayPlanInput } from 'sales-conveyor/motivation';
import type { GivenEvent } from 'sales-conveyor/testing';
import { expect, test } from 'vitest';
import {
  clientLog,
  closedMonths,
  conveyor,
  FOREVER,
  held,
  hired,
  marked,
  money,
  on,
  ordered,
  registered,
  tenPercent,
} from './pay-kit.ts';

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

/** A day of the first four months by its number, as a moment. */
const dayOf = (n: number) => new Date(Date.parse(on('01-05')) + n * 86_400_000).toISOString();
/** What happens, on which day of its own, and how many days later it is told. */
interface Fact {
  readonly kind: 'order' | 'payment' | 'paymentUndone' | 'creditNote' | 'orderCancelled' | 'move';
  readonly order: number;
  readonly day: number;
  readonly delay: number;
  readonly amount: number;
}
const facts = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'payment',
      'order',
      'paymentUndone',
      'creditNote',
      'orderCancelled',
      'move',
      'payment',
    ),
    order: fc.integer({ min: 0, max: 4 }),
    day: fc.integer({ min: 0, max: 80 }),
    delay: fc.integer({ min: 0, max: 30 }),
    amount: fc.integer({ min: 1, max: 300_000 }),
  }),
  { minLength: 3, maxLength: 14 },
) as fc.Arbitrary<readonly Fact[]>;

/** The facts as drafts, in the order in which they are told; `scale` multiplies all amounts. */
function drafts(told: readonly Fact[], scale: number): readonly (GivenEvent & { recordedAt: Instant })[] {
  const placed = Array.from({ length: 5 }, (_, i) =>
    told.find(({ kind, order }) => kind === 'order' && order === i),
  );
  return told
    .flatMap((fact, i) => {
      const { kind, order, day, delay, amount } = fact;
      const happenedAt = dayOf(day);
      const euros = (amount * scale) / 100;
      const draft = (): GivenEvent | undefined => {
        if (kind === 'move') return held(amount % 2 ? 'kate' : 'lena', happenedAt);
        if (kind === 'order')
          return placed[order] === fact ? ordered(`${order}`, happenedAt, euros) : undefined;
        if (kind === 'orderCancelled') return marked(kind, `${order}`, happenedAt);
        return { ...money(`${order}`, kind, euros, happenedAt), recordId: `r${i}` } as GivenEvent;
      };
      // Nobody moves a client late.
      const event = draft();
      return event ? [{ ...event, happenedAt, recordedAt: dayOf(day + (kind === 'move' ? 0 : delay)) }] : [];
    })
    .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : Number(a.recordedAt > b.recordedAt)));
}

const employees = [...hired('kate'), ...hired('lena'), ...hired('olga', { roles: ['orderOperator'] })];
const staff = ['kate', 'lena', 'olga'];
const logOf = (told: readonly Fact[], scale = 1): readonly ClientEvent[] =>
  clientLog(
    'acme',
    registered(),
    held('kate'),
    held('olga', undefined, 'orderOperator'),
    ...drafts(told, scale),
  );
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
