import { assertOptions } from '../errors/assert-options.ts';
import { callersFunction, withArguments } from '../errors/with-arguments.ts';
import { fromDayNumber } from '../time/day-number.ts';
import type { Instant } from '../time/instant.ts';
import { calendarWith } from './calendar-of.ts';
import { checkedShifts } from './checked-shifts.ts';
import { remembered } from './shifts.ts';
import type { OwnHours, WorkingTime } from './working-time.ts';

/** Somebody who works, as far as a calendar has to know them. */
export interface WorkingPerson {
  readonly id?: string;
  /** Theirs, in place of those of the role and the department. */
  readonly workingHours?: OwnHours | undefined;
}

/**
 * Which hours are worked, by whoever has a role where one is named, or by one person. A CRM may bring one of
 * its own as the option `calendar` of a conveyor.
 */
export interface WorkingCalendar {
  /** Hours worked from one moment to another, on the real clock; 0 where the second is not later. */
  workingHoursBetween(from: Instant, to: Instant, role?: string, by?: WorkingPerson): number;
  /**
   * The first instant at which so many working hours have passed since `start`.
   * @throws NO_WORKING_TIME where there is none within ten years.
   */
  addWorkingHours(start: Instant, hours: number, role?: string, by?: WorkingPerson): Instant;
}

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
