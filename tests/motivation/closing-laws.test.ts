/** Closings through whatever two cards of a client may go through: merged and not, moved by plans and moved back, told late. */
import fc from 'fast-check';
import type { ClientEvent } from 'sales-conveyor';
import { type ClosedPeriod, definePay, type PayBook, type PayPlanInput } from 'sales-conveyor/motivation';
import { expect, test } from 'vitest';
import { exactly } from '../../src/motivation/money/exact.ts';
import { splitAmount } from '../../src/motivation/money/split-amount.ts';
import { employees, happenings, lived, people, seen } from './lived-cards.ts';
import { closedMonths, conveyor, on, planOf, tenPercent } from './pay-kit.ts';

const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
const closings = months.map((month, i) => [month, on(`0${i + 2}-03`)] as const);
const LAST = on('05-03');

const planBy = (late: 'adjust' | 'restate'): PayPlanInput => {
  const rate = {
    kind: 'marginal',
    pays: 'percent',
    tiers: [
      { from: 0, pays: '3.33' },
      { from: 1_000_00, pays: 11 },
    ],
  };
  const paid = {
    credit: { ...tenPercent.credit, on: 'payment' },
    measure: { kind: 'sum', per: 'quarter', cumulative: true },
  };
  return planOf(tenPercent, {
    late,
    components: { placed: { ...tenPercent, rate }, paid: { ...tenPercent, ...paid } },
  } as never);
};
const bookOf = (clients: readonly ClientEvent[], late: 'adjust' | 'restate') =>
  definePay(conveyor, [planBy(late)]).over({ clients, employees });

const settled = (closed: readonly ClosedPeriod[]) =>
  closed.reduce((sum, { payment }) => sum + payment.paid, closed.at(-1)?.payment.owed ?? 0);
const today = (book: PayBook, employee: string, knownAt = LAST) =>
  months.reduce((sum, period) => sum + book.statement({ employee, period, knownAt }).total, 0);

test('law: through merges and plans and their undoing, closing plus adjustments is the statement of today, and no closed one is altered', () => {
  fc.assert(
    fc.property(happenings, fc.constantFrom('adjust', 'restate'), (script, late) => {
      const book = bookOf(lived(script), late);
      for (const employee of people) {
        const closed = closedMonths(book, closings, employee);
        expect(settled(closed)).toBe(today(book, employee));
        for (const { period, knownAt, statement, adjustments } of closed) {
          expect(book.statement({ employee, period, knownAt })).toEqual(statement);
          for (const one of adjustments)
            if (late === 'restate')
              expect(one.statement).toEqual(book.statement({ employee, period: one.period, knownAt }));
        }
      }
    }),
    { numRuns: 25, seed: 19 },
  );
  const needed = ['order', 'late', 'cancel', 'merge', 'unmerge', 'plan', 'planUndone', 'payment'];
  expect(Math.min(...needed.map((kind) => seen[kind] ?? 0)), JSON.stringify(seen)).toBeGreaterThan(3);
});

test('law: a batch gives what the same events give one by one: closed as they come, or all months at once in the end', () => {
  fc.assert(
    fc.property(happenings, (script) => {
      const book = bookOf(lived(script), 'adjust');
      for (const employee of people) {
        const oneByOne = closedMonths(book, closings, employee);
        const atOnce = closedMonths(
          book,
          months.map((month) => [month, LAST] as const),
          employee,
        );
        expect(settled(oneByOne)).toBe(settled(atOnce));
        expect(atOnce.flatMap(({ adjustments }) => adjustments)).toEqual([]);
      }
    }),
    { numRuns: 12, seed: 20 },
  );
});

test('law: the order in which clients and their events arrive is irrelevant', () => {
  fc.assert(
    fc.property(happenings, fc.infiniteStream(fc.nat()), (script, numbers) => {
      const clients = lived(script);
      const shuffled = clients
        .map((event) => [numbers.next().value as number, event] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, event]) => event);
      const told = (events: readonly ClientEvent[]) => {
        const book = bookOf(events, 'adjust');
        return people.map((employee) => closedMonths(book, closings, employee));
      };
      expect(told(shuffled)).toEqual(told(clients));
    }),
    { numRuns: 8, seed: 22 },
  );
});

test('law: the parts of a split sum exactly, and none is a whole unit away from its share', () => {
  const shares = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 9 }), shares, (amount, parts) => {
      const whole = parts.reduce((a, b) => a + b, 0);
      fc.pre(whole > 0);
      const split = splitAmount(
        amount,
        parts.map((part) => exactly(`${part}/7`)),
      );
      expect(split.reduce((a, b) => a + b)).toBe(amount);
      for (const [i, part] of split.entries())
        expect(Math.abs(part - (amount * (parts[i] as number)) / whole)).toBeLessThan(1);
    }),
    { numRuns: 300, seed: 23 },
  );
});
