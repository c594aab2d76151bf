import type { Instant } from '../time/instant.ts';
import type { Employee, EmployeeEvent, EmployeeProfile } from './employee.ts';

/** What of a profile is to change; what is not named stays as it is. */
export type EmployeeProfileChange = {
  readonly [Key in keyof EmployeeProfile]?: EmployeeProfile[Key] | undefined;
};

/** What happens to an employee. */
export type EmployeeChangeRequest =
  | { readonly type: 'hire'; readonly profile: EmployeeProfile; readonly at: Instant }
  | { readonly type: 'change'; readonly profile: EmployeeProfileChange }
  | { readonly type: 'leave'; readonly reason: string };

/** What came of it: one event and the employee after it, or the reason against it. */
export type EmployeeOutcome =
  | { readonly ok: true; readonly employee: Employee; readonly events: readonly EmployeeEvent[] }
  | { readonly ok: false; readonly reason: EmployeeRefusal };

/** Why the staff was not changed: the id is taken, nobody has it, or whoever had it has left. */
export type EmployeeRefusal =
  | { readonly code: 'EMPLOYEE_EXISTS'; readonly employeeId: string }
  | { readonly code: 'UNKNOWN_EMPLOYEE'; readonly employeeId: string }
  | { readonly code: 'EMPLOYEE_LEFT'; readonly employeeId: string; readonly leftAt: Instant };

interface Circumstances {
  readonly id: string;
  readonly now: Instant;
  readonly by: string;
}

/** Decides on a change of the staff. Somebody who has left may be hired again. */
export function decideEmployee(
  employee: Employee | undefined,
  request: EmployeeChangeRequest,
  { id, now, by }: Circumstances,
): EmployeeOutcome {
  const active = employee && !employee.leftAt;
  const head = {
    id: `@${id}#${(employee?.revision ?? 0) + 1}`,
    employeeId: id,
    happenedAt: now,
    recordedAt: now,
    by,
  };
  const done = (event: EmployeeEvent): EmployeeOutcome => ({
    ok: true,
    employee: evolveEmployee(employee, event),
    events: [event],
  });
  if (request.type === 'hire') {
    if (active) return { ok: false, reason: { code: 'EMPLOYEE_EXISTS', employeeId: id } };
    return done({ ...head, type: 'employeeHired', profile: request.profile, happenedAt: request.at });
  }
  if (!employee) return { ok: false, reason: { code: 'UNKNOWN_EMPLOYEE', employeeId: id } };
  if (employee.leftAt)
    return { ok: false, reason: { code: 'EMPLOYEE_LEFT', employeeId: id, leftAt: employee.leftAt } };
  if (request.type === 'leave') return done({ ...head, type: 'employeeLeft', reason: request.reason });
  const changed = request.profile;
  const {
    name = employee.name,
    roles = employee.roles,
    hoursPerMonth = employee.hoursPerMonth,
    skills = employee.skills,
    regions = employee.regions,
  } = changed;
  const profile = { roles, hoursPerMonth, skills, regions, ...(name !== undefined && { name }) };
  return done({ ...head, type: 'employeeChanged', profile });
}

/** The employee after one more event. */
function evolveEmployee(employee: Employee | undefined, event: EmployeeEvent): Employee {
  const { employeeId: id, happenedAt } = event;
  const revision = (employee?.revision ?? 0) + 1;
  if (event.type === 'employeeHired') return { id, revision, hiredAt: happenedAt, ...event.profile };
  if (!employee) throw new RangeError(`A history of employee "${id}" begins with employeeHired`);
  if (event.type === 'employeeLeft') return { ...employee, revision, leftAt: happenedAt };
  return { id, revision, hiredAt: employee.hiredAt, ...event.profile };
}
