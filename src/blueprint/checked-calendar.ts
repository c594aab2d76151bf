import { assertOptions } from '../errors/assert-options.ts';
import { callersFunction, withArguments } from '../errors/with-arguments.ts';
import { fromDayNumber } from '../time/day-number.ts';
import { calendarWith } from './calendar-of.ts';
import { checkedShifts } from './checked-shifts.ts';
import { remembered } from './shifts.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import type { WorkingTime } from './working-time.ts';

/**
 * The calendar of the department's working time. Only time inside the working hours counts, measured on the
 * real clock. So it is exact across nights, weekends, holidays and daylight-saving changes. `isHoliday`
 * names days on which no work begins (`YYYY-MM-DD`), beside the listed ones: for a library of public
 * holidays.
 * @throws INVALID_ARGUMENT where working time or zone are none, with every fault.
 */
export function workingCalendar(
  workingTime: WorkingTime,
  timeZone: string,
  options: { readonly isHoliday?: (day: string) => boolean } = {},
): WorkingCalendar {
  return withArguments('workingCalendar', { workingTime, 'timeZone: string': timeZone, options }, () => {
    assertOptions('workingCalendar', options, { isHoliday: 'function?' });
    const { isHoliday = () => false } = options;
    const isDayOff = callersFunction(isHoliday);
    const shiftsOn = checkedShifts('workingCalendar', workingTime, timeZone);
    const shifts = remembered((day) => (isDayOff(fromDayNumber(day) ?? '') ? [] : shiftsOn(day)));
    return calendarWith(() => [shifts, timeZone]);
  });
}
