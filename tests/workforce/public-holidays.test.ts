import { addWorkingHours, defineConveyor, workingCalendar } from 'sales-conveyor';
import { type HolidaysLike, type MovedDays, publicHolidays } from 'sales-conveyor/blueprints';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, it } from 'vitest';

const timeZone = 'Europe/Moscow';
const HOUR = 3_600_000;

/** As date-holidays 3.37.0 answers for Russia: of moved days it knows those after a Sunday in March alone. */
const russia: HolidaysLike = {
  getHolidays: (year) => [
    holiday(`${year}-01-01`, 1),
    holiday(`${year}-01-02`, 5),
    holiday(`${year}-01-07`, 1),
    holiday(`${year}-01-08`, 1),
    holiday(`${year}-02-23`, 1),
    holiday(`${year}-03-08`, 1),
    ...(year === 2026 ? [holiday('2026-03-09', 1)] : []),
    ...['05-01', '05-09', '06-12', '11-04'].map((day) => holiday(`${year}-${day}`, 1)),
    holiday(`${year}-04-12`, 1, 'observance'),
  ],
};

function holiday(date: string, days: number, type = 'public', time = '00:00:00') {
  const start = new Date(Date.parse(`${date}T${time}Z`) - 3 * HOUR);
  return { date: `${date} ${time}`, start, end: new Date(start.getTime() + days * 24 * HOUR), type };
}

const whole = [{ from: '09:00', to: '18:00' }];
/** The decrees of the Russian government for these years. */
const moved: Record<number, MovedDays> = {
  2024: {
    off: ['2024-04-29', '2024-04-30', '2024-05-10', '2024-12-30', '2024-12-31'],
    worked: { '2024-04-27': whole, '2024-11-02': whole, '2024-12-28': whole },
  },
  2025: {
    off: ['2025-05-02', '2025-05-08', '2025-06-13', '2025-11-03', '2025-12-31'],
    worked: { '2025-11-01': whole },
  },
  2026: { off: ['2026-01-09', '2026-05-11', '2026-12-31'] },
};
const office = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };

/** How many working days a year has. */
function workingDays(year: number, options: Partial<Parameters<typeof publicHolidays>[1]> = {}): number {
  const { days } = publicHolidays(russia, { years: [year], ...options });
  const { workingHoursBetween } = workingCalendar({ ...office, ...days }, timeZone);
  return workingHoursBetween(`${year - 1}-12-31T21:00:00.000Z`, `${year}-12-31T21:00:00.000Z`) / 9;
}

describe('public holidays', () => {
  it.each([
    [2024, 248],
    [2025, 247],
    [2026, 247],
  ])('with what was moved give %i its %i working days', (year, count) => {
    expect(workingDays(year, { moved })).toBe(count);
    expect(workingDays(year)).not.toBe(count);
  });

  it('are days of a blueprint: a worked Saturday counts, a moved Monday does not', () => {
    const { days } = publicHolidays(russia, { years: [2024], moved });
    const { blueprint } = defineConveyor({ ...mixed({ timeZone }), workingTime: { ...office, ...days } });
    const later = addWorkingHours('2024-04-26T17:00:00+03:00', 4, blueprint.workingTime, timeZone);
    expect(later).toBe('2024-04-27T09:00:00.000Z');
    expect(addWorkingHours('2024-04-27T17:00:00+03:00', 4, blueprint.workingTime, timeZone)).toBe(
      '2024-05-02T09:00:00.000Z',
    );
  });

  it('say which years nobody knows to be complete', () => {
    const asked = { years: [2026, 2027, 2028], moved: { ...moved, 2028: {} } };
    expect(publicHolidays(russia, asked).withoutTable).toEqual([2027]);
  });

  it('are asked of years that are numbers, and of kinds that are a list', () => {
    const asked = { years: ['2025', 2025.5], types: 'public' } as never;
    expect(() => publicHolidays(russia, asked)).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        details: expect.objectContaining({
          problems: ['years[0]', 'years[1]', 'types'].map((path) =>
            expect.objectContaining({ path: `options.${path}` }),
          ),
        }),
      }),
    );
  });

  it('of a kind on which people work are left out, unless they are asked for', () => {
    expect(publicHolidays(russia, { years: [2026], moved }).days.holidays).not.toContain('2026-04-12');
    const { days } = publicHolidays(russia, { years: [2026], types: ['public', 'observance'] });
    expect(days.holidays).toContain('2026-04-12');
  });

  it('that begin in the middle of a day are told and not taken for a day off', () => {
    const eve = holiday('2026-12-24', 0.4, 'bank', '14:00:00');
    const bavaria = { getHolidays: () => [eve] };
    expect(publicHolidays(bavaria, { years: [2026], types: ['bank'] })).toEqual({
      days: { holidays: [], dates: {} },
      withoutTable: [2026],
      partOfDay: [eve],
    });
  });

  it('are worked where the table says so', () => {
    const { days } = publicHolidays(russia, {
      years: [2026],
      moved: { 2026: { worked: { '2026-06-12': whole } } },
    });
    expect(days.holidays).not.toContain('2026-06-12');
    expect(days.dates).toEqual({ '2026-06-12': whole });
  });

  it.each([
    [{ off: ['2027-01-09'] }, 'off[0]'],
    [{ worked: { '2027-01-09': whole } }, 'worked["2027-01-09"]'],
    [{ off: ['2026-01-10', '2026-01-09'], worked: { '2026-01-09': whole } }, 'off[1]'],
    [{ off: ['9 January'] }, 'off[0]'],
  ])('with a table of moved days such as %j are refused', (table, path) => {
    expect(() => publicHolidays(russia, { years: [2026], moved: { 2026: table } })).toThrow(
      expect.objectContaining({
        problems: expect.arrayContaining([expect.objectContaining({ path: `moved.2026.${path}` })]),
      }),
    );
  });
});
