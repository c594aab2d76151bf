import fc from 'fast-check';
import {
  addWorkingHours,
  type Instant,
  toInstant,
  type WorkingSpan,
  type WorkingTime,
  workingCalendar,
} from 'sales-conveyor';
import { describe, expect, test } from 'vitest';
import { slowCalendar } from './slow-calendar.ts';

const office = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', holidays: [] } satisfies WorkingTime;
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const roundTheClock: WorkingTime = { days: everyDay, from: '00:00', to: '24:00', holidays: [] };

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
    expect(addWorkingHours(midnight, Number(hours), roundTheClock, zone)).toBe(nextMidnight);
    const byDay = workingCalendar({ days: [7], from: '00:00', to: '24:00', holidays: [] }, zone);
    expect(byDay.workingHoursBetween(midnight, hoursBefore(nextMidnight, -20))).toBe(Number(hours));
  });

  test.each([
    ['8', 'the spring change', 'Europe/Berlin', utc('03-28', '21:00')],
    ['10', 'the autumn change', 'Europe/Berlin', utc('10-24', '20:00')],
    ['8', 'the change at midnight', 'America/Santiago', utc('09-06', '02:00')],
  ])('over a night are %s in the night of %s in %s', (hours, _change, zone, start) => {
    const night = workingCalendar({ days: [6], from: '22:00', to: '31:00', holidays: [] }, zone);
    expect(night.workingHoursBetween(hoursBefore(start, 12), hoursBefore(start, -24))).toBe(Number(hours));
    expect(night.addWorkingHours(hoursBefore(start, 12), Number(hours))).toBe(
      hoursBefore(start, -Number(hours)),
    );
  });

  test('that end at a time that comes twice end at the second, and count once beside work that begins there', () => {
    // In Berlin 02:00 to 03:00 comes twice on 25 October.
    const [before, after] = [utc('10-24', '12:00'), utc('10-25', '12:00')];
    const hours = (...spans: [string, string][]) =>
      workingCalendar(
        { shifts: spans.map(([from, to]) => ({ days: [7], from, to })), holidays: [] },
        'Europe/Berlin',
      ).workingHoursBetween(before, after);
    expect(hours(['00:00', '02:30'])).toBe(3.5);
    expect(hours(['02:30', '05:00'])).toBe(3.5);
    expect(hours(['00:00', '02:30'], ['02:30', '05:00'])).toBe(6);
    expect(hours(['00:00', '02:00'])).toBe(2);
  });

  test('go on at midnight after a day whose midnight was skipped', () => {
    const noon = utc('09-06', '15:00');
    expect(addWorkingHours(noon, 12, roundTheClock, 'America/Santiago')).toBe(utc('09-07', '03:00'));
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

describe('a department works', () => {
  // The 9th of January 2026 is a Friday.
  const support = {
    shifts: [
      { days: [1, 2, 3, 4, 5], from: '09:00', to: '13:00' },
      { days: [1, 2, 3, 4, 5], from: '14:00', to: '18:00' },
      { days: [6], from: '10:00', to: '15:00' },
    ],
    holidays: [],
  } satisfies WorkingTime;

  test.each<[string, WorkingTime, [string, string], number, [string, string]]>([
    [
      '8 to 18: four hours from 17 on a Friday end at 11 on Monday',
      { ...office, from: '08:00' },
      ['01-09', '17:00'],
      4,
      ['01-12', '11:00'],
    ],
    [
      '9 to 17: four hours from 16 end at 12 the next working day',
      { ...office, to: '17:00' },
      ['01-08', '16:00'],
      4,
      ['01-09', '12:00'],
    ],
    ['with a break at noon', support, ['01-08', '12:00'], 2, ['01-08', '15:00']],
    ['other hours on Saturday', support, ['01-09', '17:00'], 3, ['01-10', '12:00']],
    ['past Saturday into Monday', support, ['01-10', '14:00'], 2, ['01-12', '10:00']],
    [
      'a short day',
      { ...support, dates: { '2026-01-09': [{ from: '09:00', to: '12:00' }] } },
      ['01-09', '11:00'],
      2,
      ['01-10', '11:00'],
    ],
    [
      'a Saturday in exchange',
      { ...office, dates: { '2026-01-10': [{ from: office.from, to: office.to }] } },
      ['01-09', '17:00'],
      4,
      ['01-10', '12:00'],
    ],
    [
      'not on a day without hours',
      { ...office, dates: { '2026-01-12': [] } },
      ['01-09', '17:00'],
      4,
      ['01-13', '12:00'],
    ],
    ['up to the end of the day', { ...office, to: '24:00' }, ['01-09', '23:00'], 2, ['01-12', '10:00']],
    [
      'over midnight, as far as the weekday goes on',
      { ...office, from: '22:00', to: '30:00' },
      ['01-09', '23:00'],
      8,
      ['01-12', '23:00'],
    ],
    [
      'on from the night before',
      { ...office, from: '22:00', to: '30:00' },
      ['01-10', '05:00'],
      2,
      ['01-12', '23:00'],
    ],
    ['round the clock', roundTheClock, ['01-09', '23:00'], 30, ['01-11', '05:00']],
  ])('%s', (_rule, workingTime, [day, time], hours, [endDay, endTime]) => {
    const [start, end] = [utc(day, time), utc(endDay, endTime)];
    expect(addWorkingHours(start, hours, workingTime, 'UTC')).toBe(end);
    expect(workingCalendar(workingTime, 'UTC').workingHoursBetween(start, end)).toBe(hours);
  });

  test('on a holiday only what went on from the day before', () => {
    const night: WorkingTime = { ...office, from: '22:00', to: '30:00', holidays: ['2026-01-06'] };
    expect(addWorkingHours(utc('01-06', '04:00'), 3, night, 'UTC')).toBe(utc('01-07', '23:00'));
  });
});

describe('working hours pass', () => {
  const pad = (n: number) => String(n).padStart(2, '0');
  const clock = (from: number, to: number) =>
    fc
      .tuple(fc.integer({ min: from, max: to }), fc.constantFrom(0, 15, 30, 45))
      .map(([h, m]) => `${pad(h)}:${pad(m)}`);
  const from = clock(4, 11);
  const spans: fc.Arbitrary<readonly WorkingSpan[]> = fc.oneof(
    fc.tuple(from, clock(12, 22)).map(([from, to]) => [{ from, to }]),
    fc.tuple(from, clock(13, 22)).map(([from, to]) => [
      { from, to: '12:00' },
      { from: '12:30', to },
    ]),
    fc.constantFrom([{ from: '00:00', to: '24:00' }], [{ from: '16:00', to: '24:00' }], []),
    // Clocks change at night: whether work that ends in a skipped hour is short or late is nobody's question.
    clock(28, 35).map((to) => [{ from: '22:00', to }]),
  );
  const days = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 3, maxLength: 6 });
  const workingTime = fc.record({ days, usual: spans.filter(({ length }) => length > 0), other: spans }).map(
    ({ days, usual, other }): WorkingTime => ({
      shifts: [
        ...usual.map((span) => ({ days, ...span })),
        ...other.map((span) => ({ days: everyDay.filter((day) => !days.includes(day)), ...span })),
      ],
      holidays: ['2021-03-28', '2024-11-04', '2026-10-25'],
      dates: { '2022-03-14': other, '2026-03-29': usual, '2029-10-07': other },
    }),
  );
  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'America/Santiago',
    'Asia/Tehran',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
  ];
  const zone = fc.constantFrom(...zones);
  const changes = ['03-14', '03-22', '03-28', '04-05', '09-07', '09-22', '09-28', '10-05', '10-27', '11-03'];
  /** Within 2020 to 2030, and mostly near where clocks change somewhere. */
  const start = fc
    .record({
      year: fc.integer({ min: 2020, max: 2030 }),
      day: fc.constantFrom(...changes, '01-01', '06-15', '12-30'),
      minute: fc.integer({ min: -4 * 24 * 60, max: 4 * 24 * 60 }),
    })
    .map(({ year, day, minute }) => toInstant(Date.parse(`${year}-${day}`) + minute * 60_000));
  const minutes = fc.integer({ min: 1, max: 16 * 60 });
  const near = ['2021-03-26', '2022-03-12', '2024-11-01', '2026-03-27', '2026-10-23', '2029-10-05'];

  test('as they do minute by minute on the clock on the wall, wherever', () => {
    const dated = fc.constantFrom(...near).map((day) => toInstant(Date.parse(day)));
    fc.assert(
      fc.property(
        zone,
        fc.oneof({ weight: 3, arbitrary: start }, dated),
        minutes,
        workingTime,
        (zone, start, length, week) => {
          const isWorked = slowCalendar(week, zone);
          let at = Date.parse(start);
          for (let worked = 0; worked < length; at += 60_000) if (isWorked(at)) worked++;
          const end = toInstant(at);
          expect(addWorkingHours(start, length / 60, week, zone)).toBe(end);
          expect(workingCalendar(week, zone).workingHoursBetween(start, end)).toBeCloseTo(length / 60, 9);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('as they do on the clock on the wall over the nights on which clocks change in eleven years', () => {
    const hour = 3_600_000;
    const week: WorkingTime = {
      shifts: [
        { days: [1, 2, 3, 4, 5], from: '08:30', to: '12:00' },
        { days: [1, 2, 3, 4, 5], from: '12:45', to: '24:00' },
        { days: [6], from: '00:00', to: '05:15' },
        { days: [6], from: '22:00', to: '30:30' },
        { days: [7], from: '07:00', to: '30:00' },
      ],
      holidays: [],
    };
    for (const zone of zones) {
      const isWorked = slowCalendar(week, zone);
      const calendar = workingCalendar(week, zone);
      for (const [from, to] of nightsOfChange(zone)) {
        let quarters = 0;
        for (let at = from; at < to; at += hour / 4) if (isWorked(at)) quarters++;
        expect(
          calendar.workingHoursBetween(toInstant(from), toInstant(to)),
          `${zone} ${toInstant(from)}`,
        ).toBe(quarters / 4);
      }
    }
  });

  test('in two parts as in one', () => {
    fc.assert(
      fc.property(zone, start, minutes, minutes, workingTime, (zone, start, one, other, week) => {
        const halfway = addWorkingHours(start, one / 60, week, zone);
        const end = addWorkingHours(start, (one + other) / 60, week, zone);
        expect(addWorkingHours(halfway, other / 60, week, zone)).toBe(end);
      }),
    );
  });
});

/** Two days around each change of the clocks of a zone from 2020 to 2030. */
function nightsOfChange(timeZone: string): [from: number, to: number][] {
  const day = 86_400_000;
  const shown = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const offset = (at: number) => shown.format(at).split('GMT')[1];
  const days = Array.from({ length: 4018 }, (_, i) => Date.parse('2020-01-01') + i * day);
  const offsets = days.map((at) => offset(at));
  return days
    .filter((_, i) => i > 0 && offsets[i] !== offsets[i - 1])
    .map((at): [number, number] => [at - 1.5 * day, at + day / 2]);
}
