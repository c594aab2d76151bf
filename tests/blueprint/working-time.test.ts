import fc from 'fast-check';
import { addWorkingHours, type Instant, toInstant, type WorkingTime } from 'sales-conveyor';
import { describe, expect, test } from 'vitest';

const office: WorkingTime = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', holidays: [] };
const roundTheClock: WorkingTime = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59', holidays: [] };

/** Wall-clock times of 2026 in, an instant's UTC out. */
const utc = (day: string, time: string): Instant => `2026-${day}T${time}:00.000Z`;

describe('working hours', () => {
  // The 5th of January 2026 is a Monday.
  test.each([
    ['pass within a day', '01-05', '10:00', 4, '01-05', '14:00'],
    ['stop overnight', '01-05', '16:00', 4, '01-06', '11:00'],
    ['stop over the weekend', '01-09', '16:00', 4, '01-12', '11:00'],
    ['begin with the day for what starts before it', '01-05', '05:00', 4, '01-05', '13:00'],
    ['begin the next day for what starts in the evening', '01-05', '21:30', 4, '01-06', '13:00'],
    ['begin the next day for what starts as the day ends', '01-05', '18:00', 4, '01-06', '13:00'],
    ['begin on Monday for what starts on Saturday', '01-10', '12:00', 4, '01-12', '13:00'],
    ['end with the day that they fill, not with the next morning', '01-05', '14:00', 4, '01-05', '18:00'],
    ['pass over several days', '01-05', '10:00', 20, '01-07', '12:00'],
    ['pass over several weeks', '01-05', '09:00', 90, '01-16', '18:00'],
    ['come in fractions', '01-05', '17:30', 0.75, '01-06', '09:15'],
    ['of none are over at once', '01-05', '10:00', 0, '01-05', '10:00'],
    [
      'of none are over when work begins, for what starts in the evening',
      '01-05',
      '20:00',
      0,
      '01-06',
      '09:00',
    ],
  ])('%s', (_rule, day, time, hours, endDay, endTime) => {
    expect(addWorkingHours(utc(day, time), hours, office, 'UTC')).toBe(utc(endDay, endTime));
  });

  test('stop on holidays', () => {
    const calendar = { ...office, holidays: ['2026-01-06', '2026-01-07'] };
    expect(addWorkingHours(utc('01-05', '16:00'), 4, calendar, 'UTC')).toBe(utc('01-08', '11:00'));
  });

  test('start on the holiday itself with the next working day', () => {
    const calendar = { ...office, holidays: ['2026-01-09'] };
    expect(addWorkingHours(utc('01-09', '10:00'), 1, calendar, 'UTC')).toBe(utc('01-12', '10:00'));
  });

  test("are those of the blueprint's zone, and so are its days", () => {
    expect(addWorkingHours(utc('01-05', '05:00'), 1, office, 'Europe/Moscow')).toBe(utc('01-05', '07:00'));
    // Sunday evening in UTC is Monday morning in Auckland.
    expect(addWorkingHours(utc('01-04', '20:00'), 1, office, 'Pacific/Auckland')).toBe(utc('01-04', '21:00'));
    const calendar = { ...office, holidays: ['2026-01-05'] };
    expect(addWorkingHours(utc('01-04', '20:00'), 1, calendar, 'Pacific/Auckland')).toBe(
      utc('01-05', '21:00'),
    );
  });

  test('are exact to the millisecond', () => {
    const start = '2026-01-05T10:00:00.123Z';
    expect(addWorkingHours(start, 0.29, office, 'UTC')).toBe('2026-01-05T10:17:24.123Z');
    expect(addWorkingHours(start, 8, office, 'UTC')).toBe('2026-01-06T09:00:00.123Z');
  });

  test.each([
    ['the spring change', 'Europe/Berlin', utc('03-27', '16:00'), utc('03-30', '08:00')],
    ['the autumn change', 'Europe/Berlin', utc('10-23', '15:00'), utc('10-26', '09:00')],
    ['the spring change', 'America/New_York', utc('03-06', '22:00'), utc('03-09', '14:00')],
    ['the autumn change', 'America/New_York', utc('10-30', '21:00'), utc('11-02', '15:00')],
  ])('over %s in %s keep to the clock on the wall', (_change, zone, start, end) => {
    // From 17:00 on Friday: an hour then, an hour from 9:00 on Monday.
    expect(addWorkingHours(start, 2, office, zone)).toBe(end);
  });

  test.each([
    ['23', 'the spring change', 'Europe/Berlin', utc('03-28', '23:00'), utc('03-29', '22:00')],
    ['25', 'the autumn change', 'Europe/Berlin', utc('10-24', '22:00'), utc('10-25', '23:00')],
    ['23', 'the spring change', 'America/New_York', utc('03-08', '05:00'), utc('03-09', '04:00')],
    ['25', 'the autumn change', 'America/New_York', utc('11-01', '04:00'), utc('11-02', '05:00')],
    ['23', 'the change at midnight', 'America/Santiago', utc('09-06', '04:00'), utc('09-07', '03:00')],
  ])('that go on all day are %s on the day of %s in %s', (hours, _change, zone, midnight, nextMidnight) => {
    const oneMinute = 1 / 60;
    const whole = Number(hours) - oneMinute;
    expect(addWorkingHours(midnight, whole, roundTheClock, zone)).toBe(hoursBefore(nextMidnight, oneMinute));
    expect(addWorkingHours(midnight, whole + 1, roundTheClock, zone)).toBe(hoursBefore(nextMidnight, -1));
  });

  test('go on at midnight after a day whose midnight was skipped', () => {
    const noon = utc('09-06', '15:00');
    expect(addWorkingHours(noon, 12, roundTheClock, 'America/Santiago')).toBe(utc('09-07', '03:01'));
  });

  test('are never over where every day for ten years is a holiday', () => {
    const start = Date.parse('2026-01-01');
    const holidays = Array.from({ length: 3700 }, (_, day) =>
      toInstant(start + day * 86_400_000).slice(0, 10),
    );
    expect(() => addWorkingHours(utc('01-05', '10:00'), 1, { ...office, holidays }, 'UTC')).toThrow(
      expect.objectContaining({ code: 'NO_WORKING_TIME' }),
    );
  });
});

const hoursBefore = (instant: Instant, hours: number) =>
  toInstant(Date.parse(instant) - Math.round(hours * 3_600_000));

describe('working hours pass', () => {
  /** A zone and a moment near which its clocks change, or not. */
  const moment = fc.constantFrom<readonly [zone: string, instant: string]>(
    ['UTC', '2026-02-28T12:00:00Z'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '2026-10-25T01:00:00Z'],
    ['America/New_York', '2026-03-08T07:00:00Z'],
    ['America/New_York', '2026-11-01T06:00:00Z'],
    ['America/Santiago', '2026-09-06T04:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
    ['Asia/Kathmandu', '2026-12-31T18:15:00Z'],
    ['Pacific/Chatham', '2026-09-26T14:00:00Z'],
  );
  const twoDays = 2 * 24 * 60;
  const pad = (n: number) => String(n).padStart(2, '0');
  const clock = (from: number, to: number) =>
    fc
      .tuple(fc.integer({ min: from, max: to }), fc.constantFrom(0, 15, 30, 45))
      .map(([h, m]) => `${pad(h)}:${pad(m)}`);
  const calendar = fc.record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 4 }),
    // Clocks change at night: whether a shift that begins in a skipped hour is short or late is nobody's question.
    from: clock(4, 11),
    to: clock(12, 23),
    holidays: fc.subarray(['2026-03-30', '2026-11-02', '2026-09-07', '2027-01-01']),
  });
  const minutes = fc.integer({ min: 1, max: 16 * 60 });

  test('as they do minute by minute on the clock on the wall, wherever', () => {
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: -twoDays, max: twoDays }),
        minutes,
        calendar,
        (near, shift, length, week) => {
          const [zone, at] = near;
          const start = toInstant(Date.parse(at) + shift * 60_000);
          expect(addWorkingHours(start, length / 60, week, zone)).toBe(
            minuteByMinute(start, length, week, zone),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('in two parts as in one', () => {
    fc.assert(
      fc.property(moment, minutes, minutes, calendar, ([zone, at], one, other, week) => {
        const start = toInstant(at);
        const halfway = addWorkingHours(start, one / 60, week, zone);
        const end = addWorkingHours(start, (one + other) / 60, week, zone);
        expect(addWorkingHours(halfway, other / 60, week, zone)).toBe(end);
      }),
    );
  });
});

/** The slow and obvious way: look at the clock on the wall every minute and count those in which somebody works. */
function minuteByMinute(start: Instant, minutes: number, calendar: WorkingTime, timeZone: string): Instant {
  const wall = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  let at = Date.parse(start);
  for (let worked = 0; worked < minutes; at += 60_000) {
    const [day = '', time = ''] = wall.format(at).split(', ');
    const weekday = new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
    const isDay = calendar.days.includes(weekday) && !calendar.holidays.includes(day);
    if (isDay && time >= calendar.from && time < calendar.to) worked++;
  }
  return toInstant(at);
}
