import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, startOfDay } from '../../src/time/calendar-day.ts';
import { addDuration } from '../../src/time/duration.ts';
import { toInstant } from '../../src/time/instant.ts';
import { fromClock, offsetAt, onClock } from '../../src/time/zone-clock.ts';
import { wallClockAt } from './wall-clock.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const anyZone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC');
/** Any moment of 140 years, or one within two days of a change of clocks that many zones had or have. */
const anyMoment = fc.oneof(
  fc.integer({ min: Date.parse('1900-01-01'), max: Date.parse('2040-01-01') }),
  fc
    .tuple(
      fc.constantFrom('2011-12-30T10:00Z', '2026-03-29T01:00Z', '2026-04-05T03:00Z', '2026-10-25T01:00Z'),
      fc.integer({ min: -2 * DAY, max: 2 * DAY }),
    )
    .map(([change, distance]) => Date.parse(change) + distance),
);

describe('the clock of a zone', () => {
  test('shows what Intl shows, in every zone', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, (moment, zone) => {
        expect(onClock(moment, zone)).toBe(wallClockAt(moment, zone).asUtc);
        expect(dayOf(toInstant(moment), zone)).toBe(wallClockAt(moment, zone).text.slice(0, 10));
      }),
      { numRuns: 2_000 },
    );
  });

  test('is read back: the first of two moments that show the same, or the second', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, (moment, zone) => {
        const shown = onClock(moment, zone);
        const [first, second] = [fromClock(shown, zone), fromClock(shown, zone, 'second')];
        expect([first, second]).toContain(moment);
        expect(first).toBeLessThanOrEqual(second);
        expect([onClock(first, zone), onClock(second, zone)]).toEqual([shown, shown]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('that is put forward is read as that much later', () => {
    // 02:30 in Berlin on the 29th of March 2026 never comes.
    const never = Date.parse('2026-03-29T02:30Z');
    expect(toInstant(fromClock(never, 'Europe/Berlin'))).toBe('2026-03-29T01:30:00.000Z');
    expect(addDuration('2026-03-28T01:30:00.000Z', { days: 1 }, 'Europe/Berlin')).toBe(
      '2026-03-29T01:30:00.000Z',
    );
  });

  test('has no offset in a zone that is none', () => {
    expect(offsetAt(0, 'Mars/Olympus')).toBeNaN();
    expect(offsetAt(Number.NaN, 'Europe/Berlin')).toBeNaN();
  });
});

describe('a day begins', () => {
  test.each([
    ['whose midnight comes twice, at the first', 'America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    ['whose midnight is left out, as the gap ends', 'Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    [
      'after an hour of the day before came twice, after the second',
      'Africa/Cairo',
      '2026-10-30',
      '2026-10-29T22:00:00.000Z',
    ],
    ['that is left out altogether, with the next', 'Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
  ])('%s: %s, %s', (_rule, zone, day, begins) => {
    expect(startOfDay(day, zone)).toBe(begins);
  });

  test('with the first moment that falls on it, in every zone since 1970', () => {
    const day = fc.integer({ min: 0, max: 25_000 }).map((days) => toInstant(days * DAY).slice(0, 10));
    fc.assert(
      fc.property(day, anyZone, (day, zone) => {
        const start = Date.parse(startOfDay(day, zone));
        if (dayOf(toInstant(start), zone) !== day)
          return expect([
            'Pacific/Apia',
            'Pacific/Fakaofo',
            'Pacific/Kwajalein',
            'Pacific/Enderbury',
            'Pacific/Kiritimati',
          ]).toContain(zone);
        expect(dayOf(toInstant(start - 1), zone) < day).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
