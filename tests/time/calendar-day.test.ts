import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToDay, dayOf, daysBetween, subtractFromDay } from '../../src/time/calendar-day.ts';
import { fromDayNumber, monthsLater, toDayNumber, weekdayOf } from '../../src/time/day-number.ts';
import { toInstant } from '../../src/time/instant.ts';
import { isTimeZone, timeZoneSchema } from '../../src/time/time-zone.ts';
import { wallClockAt } from './wall-clock.ts';

test('the day is that of the time zone', () => {
  expect(dayOf('2026-03-01T22:30:00.000Z', 'UTC')).toBe('2026-03-01');
  expect(dayOf('2026-03-01T22:30:00.000Z', 'Europe/Moscow')).toBe('2026-03-02');
  expect(dayOf('2026-03-01T03:30:00.000Z', 'America/New_York')).toBe('2026-02-28');
});

test('any day of any zone is the one that the wall calendar shows', () => {
  const anyInstant = fc
    .date({
      min: new Date('1980-01-01T00:00:00Z'),
      max: new Date('2037-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map(toInstant);
  const anyZone = fc.constantFrom(
    'UTC',
    'Europe/Moscow',
    'Pacific/Kiritimati',
    'America/St_Johns',
    'Asia/Kathmandu',
  );
  fc.assert(
    fc.property(anyInstant, anyZone, (instant, zone) => {
      expect(dayOf(instant, zone)).toBe(wallClockAt(instant, zone).text.slice(0, 10));
    }),
  );
});

test('a time zone is an IANA name that the runtime knows', () => {
  expect(['UTC', 'Europe/Moscow', 'America/Argentina/Buenos_Aires'].every(isTimeZone)).toBe(true);
  expect(['', 'Mars/Olympus', 'Moscow'].some(isTimeZone)).toBe(false);
  expect(timeZoneSchema.safeParse('Europe/Berlin').success).toBe(true);
  expect(timeZoneSchema.safeParse('Europe/Nowhere').success).toBe(false);
});

test('days are counted as a Date counts them, in all years from 0000 to 9999', () => {
  const textOf = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
  const [first, last] = ['0000-01-01', '9999-12-31'].map((day) => Date.parse(day) / 86_400_000) as [
    number,
    number,
  ];
  fc.assert(
    fc.property(fc.integer({ min: first, max: last }), fc.integer({ min: 0, max: 1_000 }), (number, days) => {
      expect(toDayNumber(textOf(number))).toBe(number);
      expect(fromDayNumber(number)).toBe(textOf(number));
      expect(weekdayOf(number)).toBe(new Date(number * 86_400_000).getUTCDay() || 7);
      const date = new Date(number * 86_400_000);
      const endOfMonth = new Date(date);
      endOfMonth.setUTCMonth(date.getUTCMonth() + days + 1, 0);
      const clamped = new Date(date).setUTCMonth(date.getUTCMonth() + days);
      expect(monthsLater(number, days)).toBe(Math.min(clamped, endOfMonth.getTime()) / 86_400_000);
      expect(monthsLater(monthsLater(number, -days), days)).toBeLessThanOrEqual(number);
      if (number + days <= last) expect(addToDay(textOf(number), { days })).toBe(textOf(number + days));
      if (number - days >= first)
        expect(subtractFromDay(textOf(number), { days })).toBe(textOf(number - days));
      expect(daysBetween(textOf(number), textOf(Math.min(last, number + days)))).toBe(
        Math.min(days, last - number),
      );
    }),
    { numRuns: 1_000 },
  );
  expect([first - 1, last + 1, Number.NaN].map(fromDayNumber)).toEqual([undefined, undefined, undefined]);
});

test('every day of four centuries has its number', () => {
  const numbers = Array.from({ length: 146_097 }, (_, number) => number);
  expect(numbers.filter((number) => toDayNumber(fromDayNumber(number) as string) !== number)).toEqual([]);
});

test('a day outside the years 0000 to 9999 is refused', () => {
  expect(() => addToDay('9999-12-31', { days: 1 })).toThrow(
    expect.objectContaining({ code: 'INVALID_INSTANT' }),
  );
  expect(() => subtractFromDay('0000-01-01', { weeks: 1 })).toThrow(
    expect.objectContaining({ code: 'INVALID_INSTANT' }),
  );
});

test('a duration of months or of hours moves a day by the calendar and by whole days', () => {
  expect(addToDay('2026-01-31', { months: 1 })).toBe('2026-02-28');
  expect(addToDay('2026-01-31', { hours: 47 })).toBe('2026-02-01');
  expect(subtractFromDay('2024-03-31', { months: 1, days: 1 })).toBe('2024-02-28');
});
