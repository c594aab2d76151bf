import { workBudget } from 'sales-conveyor/blueprints';
import { expect, it } from 'vitest';
import { WorkSpent } from '../../src/conditions/analysis/work-budget.ts';
import { shortestSpan } from '../../src/lint/shortest-span.ts';

const dayAt = (n: number) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10);
const calendar = (dates: number) => ({
  days: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '10:00',
  holidays: [],
  dates: Object.fromEntries(
    Array.from({ length: dates }, (_, n) => [dayAt(30 * n), [{ from: '09:00', to: '09:30' }]]),
  ),
});
const spentFor = (hours: number, dates: number) => {
  const budget = workBudget(1e9);
  shortestSpan(hours, calendar(dates), 'UTC', budget);
  return budget.spent;
};

it('a longer limit costs as many steps as there are more days to look at', () => {
  expect(spentFor(1_500, 300)).toBeLessThan(4 * spentFor(100, 300));
  expect(spentFor(1_500, 300)).toBeLessThan(200_000);
});

it('it ends with its budget', () => {
  const budget = workBudget(1_000);
  expect(() => shortestSpan(1_500, calendar(300), 'UTC', budget)).toThrow(WorkSpent);
  expect(budget.spent).toBeLessThan(1_100);
});

it('work past midnight that runs into the next span counts once', () => {
  const shifts = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '20:00', to: '30:00' }];
  const dates = { '2026-03-03': [{ from: '04:00', to: '08:00' }] };
  const hours = 60 * 60 * 1_000;
  // From 20:00 on the 2nd to 08:00 on the 3rd.
  expect(shortestSpan(12, { shifts, holidays: [], dates }, 'UTC', workBudget(1e6))).toBe(12 * hours);
  expect(shortestSpan(12, { shifts, holidays: [] }, 'UTC', workBudget(1e6))).toBe(26 * hours);
});
