import type { Instant } from '../../time/instant.ts';
import type { EmployeeEvent } from '../../workforce/employee.ts';
import { isFor, type PlanTerm } from '../plan/plan-schedule.ts';
import { remembered } from '../remembered.ts';
import type { Span } from '../statement/span.ts';
import { calendarDays, type EmployeeDay, employeeDays } from './employed-days.ts';
import { type StaffMember, staffAsKnown } from './staff-as-known.ts';

/** The staff by day, as was known at a moment. */
export interface StaffDays {
  readonly staff: ReadonlyMap<string, StaffMember>;
  /** An employee's days of a span; none of somebody who was never taken on. */
  daysOf(employeeId: string, span: Span): readonly EmployeeDay[];
  /** Asks of a term whether somebody was on its plan at a moment. */
  isOnPlan(term: PlanTerm): (employeeId: string, at: Instant) => boolean;
}

/** Reads the logs of the staff, once for every day that is asked for. */
export function staffDays(
  employees: readonly EmployeeEvent[],
  knownAt: Instant,
  timeZone: string,
): StaffDays {
  const staff = staffAsKnown(employees, knownAt, timeZone);
  const calendar = remembered(({ from, to }: Span) => calendarDays({ from, to }, timeZone));
  const days = remembered(({ employeeId, from, to }: Span & { readonly employeeId: string }) => {
    const member = staff.get(employeeId);
    return member ? employeeDays(member, calendar({ from, to })) : [];
  });
  return {
    staff,
    daysOf: (employeeId, { from, to }) => days({ employeeId, from, to }),
    isOnPlan: (term) => (employeeId, at) => isFor(term, staff.get(employeeId)?.at(at)?.roles),
  };
}
