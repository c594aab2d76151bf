import { millisecondsInHour } from 'date-fns/constants';
import { lookup } from '../conditions/lookup.ts';
import { assertOptions } from '../errors/assert-options.ts';
import { callersFunction, withArguments } from '../errors/with-arguments.ts';
import { fromDayNumber } from '../time/day-number.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import { afterHours, remembered, type Shifts, shiftsOf, workedBetween } from './shifts.ts';
import type { WorkingTime } from './working-time.ts';

/**
 * Which hours are worked, by whoever has a role where one is named. A CRM may bring one of its own as the
 * option `calendar` of a conveyor.
 */
export interface WorkingCalendar {
  /** Hours worked from one moment to another, on the real clock; 0 where the second is not later. */
  workingHoursBetween(from: Instant, to: Instant, role?: string): number;
  /**
   * The first instant at which so many working hours have passed since `start`.
   * @throws NO_WORKING_TIME where there is none within ten years.
   */
  addWorkingHours(start: Instant, hours: number, role?: string): Instant;
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
    assertOptions('workingCalendar', options, { isHoliday: 'function?' });
    const { isHoliday = () => false } = options;
    const isDayOff = callersFunction(isHoliday);
    const shiftsOn = shiftsOf(workingTime, timeZone);
    const shifts = remembered((day) => (isDayOff(fromDayNumber(day) ?? '') ? [] : shiftsOn(day)));
    return calendarWith(() => shifts, timeZone);
  });
}

/** What a blueprint says of working time. */
interface Clocks {
  readonly workingTime: WorkingTime;
  readonly timeZone: string;
  readonly roles: Readonly<Record<string, { readonly workingHours?: WorkingTime | undefined }>>;
}

/** The calendar of a department and of its roles, whose days are worked out once for everybody. */
export function calendarOf({ workingTime, timeZone, roles }: Clocks): WorkingCalendar {
  const department = shiftsOf(workingTime, timeZone);
  const own: Record<string, Shifts> = {};
  for (const role in roles) {
    const time = roles[role]?.workingHours;
    if (time) own[role] = shiftsOf(time, timeZone);
  }
  return calendarWith((role = '') => lookup(own, role) ?? department, timeZone);
}

/** A calendar of the caller's own: its moments are as the library writes them. */
export function callersCalendar(calendar: WorkingCalendar): WorkingCalendar {
  return {
    workingHoursBetween: callersFunction((...asked) => calendar.workingHoursBetween(...asked)),
    addWorkingHours: callersFunction((...asked) => toInstant(calendar.addWorkingHours(...asked))),
  };
}

function calendarWith(shiftsFor: (role?: string) => Shifts, timeZone: string): WorkingCalendar {
  return {
    workingHoursBetween: (from, to, role) =>
      withArguments(
        'workingHoursBetween',
        { 'from: string': from, 'to: string': to },
        () => workedBetween(shiftsFor(role), toInstant(from), toInstant(to), timeZone) / millisecondsInHour,
      ),
    addWorkingHours: (start, hours, role) =>
      withArguments('addWorkingHours', { 'start: string': start, 'hours: number': hours }, () =>
        afterHours(shiftsFor(role), toInstant(start), hours, timeZone),
      ),
  };
}
