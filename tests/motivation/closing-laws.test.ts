/** Closings through whatever two cards of a client may go through: merged and not, moved by plans and moved back, told late. */
import fc from 'fast-check';
import type { ClientEvent, Instant, Staff } from 'sales-conveyor';
import { type ClosedPeriod, definePay, type PayBook, type PayPlanInput } from 'sales-conveyor/motivation';
import { expect, test } from 'vitest';
import { exactly } from '../../src/motivation/money/exact.ts';
import { splitAmount } from '../../src/motivation/money/split-amount.ts';
import { type Step, Story } from '../client/story.ts';
import { closedMonths, conveyor, euros, hired, on, planOf, tenPercent } from './pay-kit.ts';

const people = ['kate', 'lena'];
const staff: Staff = Object.fromEntries(people.map((id) => [id, { roles: ['clientManager'] }]));
const employees = people.flatMap((id) => hired(id));
const head = { id: 'head', roles: ['headOfSales'] };
const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
const closings = months.map((month, i) => [month, on(`0${i + 2}-03`)] as const);
const LAST = on('05-03');

const happening = fc.record({
  kind: fc.constantFrom('order', 'late', 'cancel', 'merge', 'unmerge', 'plan', 'planUndone', 'payment'),
  card: fc.nat(1),
  day: fc.integer({ min: 0, max: 110 }),
  order: fc.nat(5),
  amount: fc.integer({ min: 1, max: 300_000 }),
});
const happenings = fc.array(happening, { minLength: 8, maxLength: 26 });
type Happening = ReturnType<typeof happening.generate>['value'];
const seen: Record<string, number> = {};

/** What two cards go through; what the conveyor refuses does not happen. */
function lived(script: readonly Happening[]): ClientEvent[] {
  const stories = [new Story(conveyor, 'acme'), new Story(conveyor, 'twin')] as const;
  for (const [i, story] of stories.entries()) {
    story.do(
      { type: 'register', source: 'existing' },
      { id: 'import', roles: ['import'] },
      on('01-01', '08:00'),
    );
    const holder = { type: 'assignHolder', role: 'clientManager', employeeId: people[i] as string } as const;
    story.do(holder, head, on('01-01', '09:00'), { staff });
  }
  const [acme, twin] = stories;
  for (const [n, one] of script.toSorted((a, b) => a.day - b.day).entries()) {
    const now = new Date(Date.parse(on('01-02')) + one.day * 86_400_000 + n * 1_000).toISOString();
    const story = stories[one.card] as Story;
    if (attempted(one, n, now, story, acme, twin)) seen[one.kind] = (seen[one.kind] ?? 0) + 1;
  }
  return [...acme.history, ...twin.history];
}

function attempted(
  { kind, day, order, amount }: Happening,
  n: number,
  now: Instant,
  story: Story,
  acme: Story,
  twin: Story,
): boolean {
  const before = acme.history.length + twin.history.length;
  try {
    if (kind === 'merge' || kind === 'unmerge')
      acme.merge(twin, kind === 'merge' ? 'mergeDuplicate' : 'unmergeDuplicate', now, staff);
    else story.do(stepOf(kind, story, { day, order, amount, n, now }), head, now, { staff });
  } catch (error) {
    // A refusal is thrown as its reasons.
    if (error instanceof Error && error.message.startsWith('{"')) return false;
    throw error;
  }
  return acme.history.length + twin.history.length > before;
}

function stepOf(
  kind: string,
  story: Story,
  { day, order, amount, n, now }: { day: number; order: number; amount: number; n: number; now: Instant },
): Step {
  const custody = story.known.custody.clientManager ?? null;
  const other = people.find((id) => id !== custody?.employeeId) as string;
  const plan = { role: 'clientManager', planId: 'p', cause: { code: 'text', text: 'balance' } } as const;
  switch (kind) {
    case 'plan':
      return { type: 'applyRedistribution', from: custody?.employeeId ?? null, to: other, ...plan };
    case 'planUndone': {
      const moved = story.history.findLast((event) => event.type === 'clientReassigned');
      const from = moved?.type === 'clientReassigned' ? moved.from : null;
      return { type: 'undoRedistribution', from: custody?.employeeId ?? other, custody: from, ...plan };
    }
    case 'cancel':
      return { type: 'cancelOrder', orderId: `${order}`, reason: 'by mistake' };
    case 'payment': {
      const record = { recordId: `m${n}`, kind: 'payment', amount: euros(amount / 100) } as const;
      return { type: 'recordMoney', orderId: `${order}`, ...record };
    }
    default: {
      const back = kind === 'late' ? Math.min(day, 40) : 0;
      const placedAt = new Date(Date.parse(now) - back * 86_400_000).toISOString();
      return { type: 'recordOrder', order: { id: `${order}`, placedAt, total: euros(amount / 100) } };
    }
  }
}

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
