import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isConveyorError } from '../../src/errors/conveyor-error.ts';
import type { Duration } from '../../src/time/duration.ts';
import { addDuration, subtractDuration } from '../../src/time/duration.ts';
import { durationSchema } from '../../src/time/duration-schema.ts';
import { toInstant } from '../../src/time/instant.ts';
import { wallClockAt } from './wall-clock.ts';

const zones = [
  'UTC',
  'Europe/Moscow',
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Apia',
  'Australia/Lord_Howe',
];
const anyZone = fc.constantFrom(...zones);
const anyInstant = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2037-12-31T00:00:00Z'), noInvalidDate: true })
  .map(toInstant);

describe('a duration', () => {
  test.each<Duration>([
    { days: 60 },
    { years: 1, months: 2, weeks: 3, days: 4, hours: 5, minutes: 6 },
    { days: 0 },
  ])('may have any of its parts: %j', (duration) => {
    expect(durationSchema.parse(duration)).toEqual(duration);
  });

  test.each([
    {},
    { days: -1 },
    { days: 1.5 },
    { day: 1 },
    { days: '1' },
    { days: 1e9 },
    { days: undefined },
    null,
    60,
  ])('is refused without a part, with unknown parts, and with parts that are not whole: %j', (duration) => {
    expect(durationSchema.safeParse(duration).success).toBe(false);
  });
});

describe('duration arithmetic', () => {
  test('two months are not 60 days', () => {
    expect(addDuration('2026-01-15T09:00:00.000Z', { months: 2 }, 'UTC')).toBe('2026-03-15T09:00:00.000Z');
    expect(addDuration('2026-01-15T09:00:00.000Z', { days: 60 }, 'UTC')).toBe('2026-03-16T09:00:00.000Z');
    expect(subtractDuration('2026-09-15T09:00:00.000Z', { months: 2 }, 'UTC')).toBe(
      '2026-07-15T09:00:00.000Z',
    );
    expect(subtractDuration('2026-09-15T09:00:00.000Z', { days: 60 }, 'UTC')).toBe(
      '2026-07-17T09:00:00.000Z',
    );
  });

  test.each([
    ['2026-01-31T12:00:00.000Z', { months: 1 }, '2026-02-28T12:00:00.000Z'],
    ['2024-01-31T12:00:00.000Z', { months: 1 }, '2024-02-29T12:00:00.000Z'],
    ['2024-02-29T12:00:00.000Z', { years: 1 }, '2025-02-28T12:00:00.000Z'],
    ['2026-01-31T12:00:00.000Z', { months: 1, days: 1 }, '2026-03-01T12:00:00.000Z'],
    ['2026-12-31T12:00:00.000Z', { months: 2 }, '2027-02-28T12:00:00.000Z'],
  ])('the end of a month clamps: %s plus %j', (from, duration, to) => {
    expect(addDuration(from, duration, 'UTC')).toBe(to);
    expect(addDuration(from, duration, 'Europe/Moscow')).toBe(to);
  });

  test('the end of a month clamps backwards too', () => {
    expect(subtractDuration('2026-03-31T12:00:00.000Z', { months: 1 }, 'UTC')).toBe(
      '2026-02-28T12:00:00.000Z',
    );
  });

  test('days and months keep the wall clock across daylight saving time, hours do not', () => {
    const beforeSpring = '2026-03-28T08:00:00.000Z'; // 09:00 in Berlin
    expect(addDuration(beforeSpring, { days: 1 }, 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z');
    expect(addDuration(beforeSpring, { weeks: 1 }, 'Europe/Berlin')).toBe('2026-04-04T07:00:00.000Z');
    expect(addDuration(beforeSpring, { months: 1 }, 'Europe/Berlin')).toBe('2026-04-28T07:00:00.000Z');
    expect(addDuration(beforeSpring, { hours: 24 }, 'Europe/Berlin')).toBe('2026-03-29T08:00:00.000Z');
    expect(subtractDuration('2026-10-26T08:00:00.000Z', { days: 1 }, 'Europe/Berlin')).toBe(
      '2026-10-25T08:00:00.000Z',
    );
    expect(subtractDuration('2026-10-26T08:00:00.000Z', { days: 2 }, 'Europe/Berlin')).toBe(
      '2026-10-24T07:00:00.000Z',
    );
  });

  test('the month is that of the time zone', () => {
    const newYear = '2026-12-31T22:30:00.000Z'; // already 1 January in Moscow
    expect(addDuration(newYear, { months: 2 }, 'Europe/Moscow')).toBe('2027-02-28T22:30:00.000Z');
    expect(addDuration(newYear, { months: 2 }, 'UTC')).toBe('2027-02-28T22:30:00.000Z');
    expect(addDuration('2026-01-30T22:30:00.000Z', { months: 1 }, 'Europe/Moscow')).toBe(
      '2026-02-27T22:30:00.000Z',
    );
    expect(addDuration('2026-01-30T22:30:00.000Z', { months: 1 }, 'UTC')).toBe('2026-02-28T22:30:00.000Z');
  });

  test('what leaves the calendar is refused, and an unknown time zone', () => {
    const nowhere = () => addDuration('2026-01-01T00:00:00.000Z', { days: 1 }, 'Mars/Olympus');
    expect(nowhere).toThrow(expect.toSatisfy((error) => isConveyorError(error, 'INVALID_INSTANT')));
    const leave = () => addDuration('9990-01-01T00:00:00.000Z', { years: 20 }, 'UTC');
    expect(leave).toThrow(expect.toSatisfy((error) => isConveyorError(error, 'INVALID_INSTANT')));
  });

  test('in any zone the wall clock stays when days and months are added, unless that wall time does not exist', () => {
    const anyParts = fc.record({ months: fc.nat(30), days: fc.nat(400) });
    fc.assert(
      fc.property(anyInstant, anyZone, anyParts, fc.boolean(), (instant, zone, duration, forwards) => {
        const sign = forwards ? 1 : -1;
        const result = (forwards ? addDuration : subtractDuration)(instant, duration, zone);
        const expected = wallClockAt(instant, zone).plus(sign * duration.months, sign * duration.days);
        const shown = wallClockAt(result, zone);
        if (shown.text === expected.text) return;
        expect(expected.existsIn(zone)).toBe(false);
        expect(Math.abs(shown.asUtc - expected.asUtc)).toBeLessThanOrEqual(24 * 3_600_000);
      }),
      { numRuns: 1_000 },
    );
  });

  test('in any zone hours and minutes are elapsed time', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, fc.nat(10_000), fc.nat(100_000), (instant, zone, hours, minutes) => {
        const elapsed = hours * 3_600_000 + minutes * 60_000;
        const later = addDuration(instant, { hours, minutes }, zone);
        expect(Date.parse(later) - Date.parse(instant)).toBe(elapsed);
        expect(subtractDuration(later, { hours, minutes }, zone)).toBe(instant);
      }),
    );
  });

  test('adding a duration never goes back', () => {
    const anyDuration = fc.record({
      years: fc.nat(5),
      months: fc.nat(30),
      weeks: fc.nat(30),
      days: fc.nat(90),
    });
    fc.assert(
      fc.property(anyInstant, anyZone, anyDuration, (instant, zone, duration) => {
        expect(addDuration(instant, duration, zone) >= instant).toBe(true);
        expect(subtractDuration(instant, duration, zone) <= instant).toBe(true);
      }),
    );
  });
});
