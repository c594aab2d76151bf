import { millisecondsInHour } from 'date-fns/constants';
import { callersFunction, withArguments } from '../errors/with-arguments.ts';
import { fromDayNumber } from '../time/day-number.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import { afterHours, remembered, type Shifts, shiftsOf, workedBetween } from './shifts.ts';
import type { WorkingTime } from './working-time.ts';

/** Which hours are worked. A CRM may bring one of its own as the option `calendar` of a conveyor. */
export interface WorkingCalendar {
  /** Hours worked from one moment to another, on the real clock; 0 where the second is not later. */
  workingHoursBetween(from: Instant, to: Instant): number;
  /**
   * The first instant at which so many working hours have passed since `start`.
   * @throws NO_WORKING_TIME where there is none within ten years.
   */
  addWorkingHours(start: Instant, hours: number): Instant;
}

/**
 * The calendar of the department's working time. Only time inside the working hours counts, measured on the
 * real clock. So it is exact across nights, weekends, holidays and daylight-saving changes. `isHoliday`
 * names days on which no work begins (`YYYY-MM-DD`), beside the listed ones: for a library of public
 * holidays.
 */
export function workingCalendar(
  workingTime: WorkingTime,
  timeZone: string,
  options: { readonly isHoliday?: (day: string) => boolean } = {},
): WorkingCalendar {
  return withArguments('workingCalendar', { workingTime, 'timeZone: string': timeZone, options }, () => {
    const { isHoliday = () => false } = options;
    const isDayOff = callersFunction(isHoliday);
    const shiftsOn = shiftsOf(workingTime, timeZone);
    return calendarWith(
      remembered((day) => (isDayOff(fromDayNumber(day) ?? '') ? [] : shiftsOn(day))),
      timeZone,
    );
  });
}

/** The calendar of a working time in a zone, whose days are worked out once for everybody. */
export function calendarOf(workingTime: WorkingTime, timeZone: string): WorkingCalendar {
  return calendarWith(shiftsOf(workingTime, timeZone), timeZone);
}

/** A calendar of the caller's own: its moments are as the library writes them. */
export function callersCalendar(calendar: WorkingCalendar): WorkingCalendar {
  return {
    workingHoursBetween: callersFunction((from, to) => calendar.workingHoursBetween(from, to)),
    addWorkingHours: callersFunction((start, hours) => toInstant(calendar.addWorkingHours(start, hours))),
  };
}

function calendarWith(shiftsOn: Shifts, timeZone: string): WorkingCalendar {
  return {
    workingHoursBetween: (from, to) =>
      withArguments(
        'workingHoursBetween',
        { 'from: string': from, 'to: string': to },
        () => workedBetween(shiftsOn, toInstant(from), toInstant(to), timeZone) / millisecondsInHour,
      ),
    addWorkingHours: (start, hours) =>
      withArguments('addWorkingHours', { 'start: string': start, 'hours: number': hours }, () =>
        afterHours(shiftsOn, toInstant(start), hours, timeZone),
      ),
  };
}
