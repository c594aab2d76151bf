import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '../../src/time/calendar-day.ts';
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
