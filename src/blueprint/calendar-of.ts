import { millisecondsInHour } from 'date-fns/constants';
import { callersFunction, withArguments } from '../errors/with-arguments.ts';
import { toInstant } from '../time/instant.ts';
import { afterHours, ownShifts, type Shifts, shiftsOf, workedBetween } from './shifts.ts';
import type { WorkingCalendar, WorkingPerson } from './working-calendar.ts';
import type { WorkingTime } from './working-time.ts';

/** What a blueprint says of working time. */
interface Clocks {
  readonly workingTime: WorkingTime;
  readonly timeZone: string;
  readonly roles: Readonly<Record<string, { readonly workingHours?: WorkingTime | undefined }>>;
}

/** The calendar of a department, its roles and its people. Days are worked out once for everybody. */
export const calendarOf = (clocks: Clocks): WorkingCalendar =>
  calendarWith((...whose) => shiftsFor(clocks, ...whose));

/** The shifts of a role or of one person, and the zone in which their days are. */
export function shiftsFor(
  { workingTime, timeZone, roles }: Clocks,
  role = '',
  { workingHours: own }: WorkingPerson = {},
): readonly [Shifts, timeZone: string] {
  const usual = roles[role]?.workingHours ?? workingTime;
  const zone = own?.timeZone ?? timeZone;
  return [own ? ownShifts(own, usual, zone) : shiftsOf(usual, zone), zone];
}

/** A calendar of the caller's own: its moments are as the library writes them. */
export function callersCalendar(calendar: WorkingCalendar): WorkingCalendar {
  return {
    workingHoursBetween: callersFunction((...asked) => calendar.workingHoursBetween(...asked)),
    addWorkingHours: callersFunction((...asked) => toInstant(calendar.addWorkingHours(...asked))),
  };
}

/** The calendar of the shifts that somebody works. */
export function calendarWith(
  shiftsFor: (role?: string, by?: WorkingPerson) => readonly [Shifts, timeZone: string],
): WorkingCalendar {
  return {
    workingHoursBetween: (from, to, ...whose) =>
      withArguments(
        'workingHoursBetween',
        { 'from: string': from, 'to: string': to },
        () => workedBetween(toInstant(from), toInstant(to), ...shiftsFor(...whose)) / millisecondsInHour,
      ),
    addWorkingHours: (start, hours, ...whose) =>
      withArguments('addWorkingHours', { 'start: string': start, 'hours: number': hours }, () =>
        afterHours(toInstant(start), hours, ...shiftsFor(...whose)),
      ),
  };
}
