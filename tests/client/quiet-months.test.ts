import fc from 'fast-check';
import { type BlueprintInput, type CadencePolicy, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { expect, test } from 'vitest';
import { importer } from './department.ts';
import { Story } from './story.ts';

const DAY = 86_400_000;

/** When silence becomes overdue, and when it becomes lost, of somebody who bought once on that day. */
function limitsOf(overdue: CadencePolicy, quiet: readonly number[], day: string) {
  const preset = mixed();
  const cadence = { ...preset.cadence, overdue };
  const quietMonths = [{ fact: 'industry', months: { ice: [...quiet] } }];
  const story = new Story(defineConveyor({ ...preset, cadence, quietMonths } as BlueprintInput));
  const at = `${day}T12:00:00.000Z`;
  story.do({ type: 'register', source: 'existing', facts: { industry: 'ice' } }, importer, at);
  story.do({ type: 'recordOrder', order: { id: 'o', placedAt: at } }, importer, at);
  return ['cadence.overdueAt', 'cadence.lostAt'].map((fact) => story.fact(fact, at));
}

/** Day by day, as a person would count on a calendar. */
function counted(day: string, allowed: number, quiet: readonly number[]): string {
  let at = Date.parse(day);
  for (let left = allowed; left > 0; ) {
    at += DAY;
    if (!quiet.includes(new Date(at).getUTCMonth() + 1)) left--;
  }
  return new Date(at + DAY).toISOString();
}

test('days of quiet months do not count, whichever they are and however long the silence', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2_000 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 11 }),
      fc.integer({ min: 0, max: 1_500 }),
      (days, quiet, offset) => {
        const day = new Date(Date.parse('2023-01-01') + offset * DAY).toISOString().slice(0, 10);
        const [overdueAt] = limitsOf({ kind: 'fixed', after: { days } }, quiet, day);
        expect(overdueAt).toBe(counted(day, days, quiet));
      },
    ),
    { numRuns: 60 },
  );
});

test('the longest limit that a blueprint may say, among eleven quiet months, is still a day of the calendar', () => {
  const after = { years: 100, months: 1_200, weeks: 5_218, days: 36_525 };
  const [overdueAt, lostAt] = limitsOf(
    { kind: 'fixed', after },
    [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    '2026-03-02',
  );
  expect(overdueAt).toMatch(/^7\d{3}-02-\d\dT00/);
  expect(lostAt).toMatch(/^\d{4}-02-\d\dT00/);
});

test('a multiple of the overdue span is at most a century', () => {
  const preset = mixed();
  const overdue: CadencePolicy = { kind: 'fixed', after: { years: 100 } };
  const lost: CadencePolicy = { kind: 'timesOverdue', times: 1e9, atLeast: { days: 1 } };
  const blueprint = { ...preset, cadence: { ...preset.cadence, overdue, lost } };
  const story = new Story(defineConveyor(blueprint as BlueprintInput));
  const at = '2026-03-02T12:00:00.000Z';
  story.do({ type: 'register', source: 'existing' }, importer, at);
  story.do({ type: 'recordOrder', order: { id: 'o', placedAt: at } }, importer, at);
  expect(story.fact('cadence.lostAt', at)).toBe('2126-03-04T00:00:00.000Z');
});
