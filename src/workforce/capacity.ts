import type { Blueprint } from '../blueprint/blueprint.ts';
import { calendarOf } from '../blueprint/calendar-of.ts';
import type { WorkingCalendar } from '../blueprint/working-calendar.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { addToDay, dayOf, startOfDay } from '../time/calendar-day.ts';
import { addDuration } from '../time/duration.ts';
import { earlier, type Instant, later, toInstant } from '../time/instant.ts';
import { assertRole } from './assert-role.ts';
import type { Employee } from './employee.ts';
import { absenceAt, endOf } from './presence.ts';

/** From one moment up to, not including, another. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Hours of normed client work that somebody has in a period, for one role. They are
 *
 * `hoursPerMonth x presence x ramp x selling share / load of the grade`, summed over the calendar months of
 * the period (in the blueprint's time zone). Presence is the share of the month's working hours in which they
 * are there: taken on, not gone, not away. Ramp is the role's `rampUp` by whole months since they were taken
 * on, then 1. A grade with load 0.85 does in 0.85 hours what the norm says takes one. The parts are those of
 * workload planning in the field (docs/defaults.md); every one is configurable.
 * @throws INVALID_ARGUMENT where the blueprint has no such role.
 */
export function effectiveCapacity(
  employee: Employee,
  period: Period,
  role: string,
  blueprint: Blueprint,
  calendar?: WorkingCalendar,
): number {
  const given = { employee, period, 'role: string': role, blueprint, 'calendar: object|undefined': calendar };
  return withArguments('effectiveCapacity', given, () => {
    assertRole('effectiveCapacity', role, blueprint);
    const moments = { from: toInstant(period.from), to: toInstant(period.to) };
    return hoursWithin(employee, moments, role, blueprint, calendar ?? calendarOf(blueprint));
  });
}

function hoursWithin(
  employee: Employee,
  { from, to }: Period,
  role: string,
  blueprint: Blueprint,
  calendar: WorkingCalendar,
): number {
  const { timeZone } = blueprint;
  let months = 0;
  for (let month = monthAt(from, timeZone); month.from < to; month = monthAt(month.to, timeZone)) {
    const inMonth = calendar.workingHoursBetween(month.from, month.to, role, employee);
    if (inMonth === 0) continue;
    const part = { from: later(from, month.from), to: earlier(to, month.to) };
    months += rampedHours(employee, part, role, blueprint, calendar) / inMonth;
  }
  return hoursWhenPresent(employee, blueprint) * months;
}

/**
 * Hours of normed client work a month, at the rate of the month that begins at a moment. For somebody who is
 * there all the time, up to speed and of the middle grade, it is exactly `hoursPerMonth`, however many
 * working days the month has.
 * @throws INVALID_ARGUMENT where the blueprint has no such role.
 */
export function monthlyCapacity(
  employee: Employee,
  at: Instant,
  role: string,
  blueprint: Blueprint,
  calendar?: WorkingCalendar,
): number {
  const given = {
    employee,
    'at: string': at,
    'role: string': role,
    blueprint,
    'calendar: object|undefined': calendar,
  };
  return withArguments('monthlyCapacity', given, () => {
    assertRole('monthlyCapacity', role, blueprint);
    return monthlyCapacities(toInstant(at), role, blueprint, calendar ?? calendarOf(blueprint))(employee);
  });
}

/** The same of one after another. */
export function monthlyCapacities(
  at: Instant,
  role: string,
  blueprint: Blueprint,
  calendar: WorkingCalendar,
): (employee: Employee) => number {
  const month = { from: at, to: addDuration(at, { months: 1 }, blueprint.timeZone) };
  const usual = calendar.workingHoursBetween(month.from, month.to, role);
  return (employee) => {
    const inMonth = employee.workingHours
      ? calendar.workingHoursBetween(month.from, month.to, role, employee)
      : usual;
    if (inMonth === 0) return 0;
    const full = hoursWhenPresent(employee, blueprint);
    if (isUpToSpeed(employee, at, role, blueprint) && isThereThroughout(employee, month)) return full;
    return full * (rampedHours(employee, month, role, blueprint, calendar) / inMonth);
  };
}

function hoursWhenPresent(
  { hoursPerMonth, sellingShare = 1, grade }: Employee,
  { grades }: Blueprint,
): number {
  const load = (grade !== undefined && grades[grade]?.load) || 1;
  return (hoursPerMonth * sellingShare) / load;
}

/** Working hours in which somebody is there, each counted at what the ramp gives. */
function rampedHours(
  employee: Employee,
  { from, to }: Period,
  role: string,
  blueprint: Blueprint,
  calendar: WorkingCalendar,
): number {
  const { hiredAt, absences = [] } = employee;
  const ramp = isUpToSpeed(employee, from, role, blueprint) ? [] : rampOf(role, blueprint);
  const steps = ramp.map((_, months) => stepAfter(months + 1, employee, blueprint));
  const end = endOf(employee) ?? to;
  const changes = [
    hiredAt,
    end,
    ...steps,
    ...absences.flatMap((absence) => [absence.from, absence.to ?? to]),
  ];
  const cuts = [...new Set([from, ...changes.filter((at) => at > from && at < to), to])].sort();
  let hours = 0;
  for (const [i, start] of cuts.slice(0, -1).entries()) {
    if (start < hiredAt || start >= end || absenceAt(employee, start)) continue;
    const share = ramp[steps.filter((step) => step <= start).length] ?? 1;
    hours += share * calendar.workingHoursBetween(start, cuts[i + 1] as Instant, role, employee);
  }
  return hours;
}

const rampOf = (role: string, { roles }: Blueprint) => roles[role]?.rampUp ?? [];

const stepAfter = (months: number, { hiredAt }: Employee, { timeZone }: Blueprint) =>
  addDuration(hiredAt, { months }, timeZone);

const monthOf = (at: Instant) => Number(at.slice(0, 4)) * 12 + Number(at.slice(5, 7));

function isUpToSpeed(employee: Employee, at: Instant, role: string, blueprint: Blueprint): boolean {
  const { length } = rampOf(role, blueprint);
  // Of nearly all it is plain from the months: the calendar of a zone costs far more.
  const isLongSince = monthOf(at) - monthOf(employee.hiredAt) > length + 1;
  return length === 0 || isLongSince || stepAfter(length, employee, blueprint) <= at;
}

function isThereThroughout(employee: Employee, { from, to }: Period): boolean {
  const { hiredAt, absences = [] } = employee;
  const isAway = absences.some((absence) => absence.from < to && !(absence.to && absence.to <= from));
  return hiredAt <= from && (endOf(employee) ?? to) >= to && !isAway;
}

function monthAt(at: Instant, timeZone: string): Period {
  const first = `${dayOf(at, timeZone).slice(0, 8)}01`;
  return { from: startOfDay(first, timeZone), to: startOfDay(addToDay(first, { months: 1 }), timeZone) };
}
