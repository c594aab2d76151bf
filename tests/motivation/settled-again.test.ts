import { definePay } from 'sales-conveyor/motivation';
import { expect, test } from 'vitest';
import {
  clientLog,
  closedMonths,
  conveyor,
  held,
  kates,
  marked,
  on,
  ordered,
  planOf,
  profile,
  registered,
  staffLog,
  tenPercent,
} from './pay-kit.ts';

const late = { ...ordered('late', on('01-10'), 1_000), recordedAt: on('02-10') };
const cancelled = marked('orderCancelled', 'late', on('03-10'));
const later = { ...ordered('later', on('01-12'), 500), recordedAt: on('04-10') };
const closings = [
  ['2026-01', on('02-02')],
  ['2026-02', on('03-02')],
  ['2026-03', on('04-02')],
  ['2026-04', on('05-02')],
] as const;

test('what a later closing has settled is no news to the next one: each names what came since', () => {
  const book = kates(planOf(tenPercent), late, cancelled, later);
  const closed = closedMonths(book, closings);
  const changed = closed.map(({ adjustments }) => adjustments.flatMap((one) => one.lines));
  expect(changed).toMatchObject([
    [],
    [{ before: 0, now: 100_00, because: ['acme#3'] }],
    [{ before: 100_00, now: 0, because: ['acme#4'] }],
    [{ before: 0, now: 50_00, because: ['acme#5'] }],
  ]);
});

test('an order that a later closing has paid waits for no closing', () => {
  const asked = { client: 'acme', order: 'late', knownAt: on('03-03') };
  const reasons = (late: 'adjust' | 'freeze') => {
    const book = kates(planOf(tenPercent, { late }), {
      ...ordered('late', on('01-10'), 1_000),
      recordedAt: on('02-10'),
    } as never);
    const closed = closedMonths(book, closings.slice(0, 2));
    return [closed.slice(0, 1), closed].map((known) =>
      book.order({ ...asked, closed: known }).rules.flatMap((rule) => rule.reasons.map(({ code }) => code)),
    );
  };
  expect(reasons('adjust')).toEqual([['NEXT_CLOSING'], []]);
  expect(reasons('freeze')).toEqual([['FROZEN'], ['FROZEN']]);
});

test('what a leaver owes is recovered as the plan of their last month says, which tops up nothing any more', () => {
  const plan = planOf(tenPercent, { draw: { amount: 400_00, recovery: { from: 1, percent: 50 } } });
  const book = definePay(conveyor, [plan]).over({
    clients: clientLog('acme', registered(), held('kate'), {
      ...ordered('late', on('01-10'), 3_000),
      recordedAt: on('03-10'),
    } as never),
    employees: [
      ...staffLog(
        'kate',
        { type: 'employeeHired', happenedAt: '2025-01-01T00:00:00.000Z', profile: profile() },
        { type: 'employeeLeft', happenedAt: on('02-20'), reason: 'left' } as never,
      ),
    ],
  });
  const closed = closedMonths(book, closings.slice(0, 3));
  expect(closed.map(({ payment: { draw, owed } }) => [draw, owed])).toEqual([
    [400_00, -400_00],
    [400_00, -800_00],
    [0, -650_00],
  ]);
  const { owedBefore, recovered, adjusted } = closed[2]?.payment ?? {};
  expect([owedBefore, adjusted, recovered]).toEqual([-800_00, 300_00, 150_00]);
});
