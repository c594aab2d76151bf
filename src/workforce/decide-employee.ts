import type { Instant } from '../time/instant.ts';
import type { Absence, AbsenceChange } from './absence.ts';
import type { Employee, EmployeeEvent, EmployeeEventHead, EmployeeProfile } from './employee.ts';
import { endOf } from './presence.ts';

/**
 * What of a profile is to change. What is not named stays as it is, and `null` takes away what nobody must
 * have.
 */
export type EmployeeProfileChange = {
  readonly [Key in keyof EmployeeProfile]?:
    | EmployeeProfile[Key]
    | (undefined extends EmployeeProfile[Key] ? null : never)
    | undefined;
};

/** What happens to an employee. */
export type EmployeeChangeRequest =
  | { readonly type: 'hire'; readonly profile: EmployeeProfile; readonly at: Instant }
  | { readonly type: 'change'; readonly profile: EmployeeProfileChange }
  /**
   * Without a moment as of now, or of the day that was known before, where that has come. Of somebody who has
   * left, another moment corrects when.
   */
  | { readonly type: 'leave'; readonly reason?: string; readonly at?: Instant | undefined }
  | { readonly type: 'recordAbsence'; readonly absence: Absence }
  | { readonly type: 'changeAbsence'; readonly absenceId: string; readonly change: AbsenceChange }
  | { readonly type: 'cancelAbsence'; readonly absenceId: string };

/** What came of it: one event and the employee after it, or the reason against it. */
export type EmployeeOutcome =
  | { readonly ok: true; readonly employee: Employee; readonly events: readonly EmployeeEvent[] }
  | { readonly ok: false; readonly reason: EmployeeRefusal };

/**
 * Why the staff was not changed. For example, an id is taken or unknown, or its owner has left, or a date or
 * an absence makes no sense.
 */
export type EmployeeRefusal =
  /** `until`: they are known to leave, or left, later than they are to be hired again. */
  | { readonly code: 'EMPLOYEE_EXISTS'; readonly employeeId: string; readonly until?: Instant }
  | { readonly code: 'UNKNOWN_EMPLOYEE'; readonly employeeId: string }
  | { readonly code: 'EMPLOYEE_LEFT'; readonly employeeId: string; readonly leftAt: Instant }
  /** The data of whoever has not left are not erased. */
  | { readonly code: 'STILL_EMPLOYED'; readonly employeeId: string }
  /** The day of leaving that is known is not after the day of hiring. */
  | { readonly code: 'LEAVES_BEFORE_HIRED'; readonly hiredAt: Instant; readonly leavesAt: Instant }
  | { readonly code: 'IN_THE_FUTURE'; readonly field: 'at'; readonly at: Instant; readonly now: Instant }
  /** They were not there yet at that moment. */
  | { readonly code: 'TOO_EARLY'; readonly field: 'at'; readonly at: Instant; readonly since: Instant }
  /** So many absences are in force or to come already: 50. */
  | { readonly code: 'TOO_MANY_ABSENCES'; readonly limit: number }
  | { readonly code: 'ABSENCE_EXISTS'; readonly absenceId: string }
  | { readonly code: 'UNKNOWN_ABSENCE'; readonly absenceId: string }
  | { readonly code: 'ABSENCE_ENDS_BEFORE_IT_BEGINS'; readonly from: Instant; readonly to: Instant }
  | { readonly code: 'OWN_DEPUTY'; readonly employeeId: string };

/** What somebody should know of a change that was made. */
export interface EmployeeWarning {
  /** No `hiredAt` was given. They have their full capacity in the role from `fullFrom` on. */
  readonly code: 'BEGINS_AS_NEWCOMER';
  readonly employeeId: string;
  readonly role: string;
  readonly fullFrom: Instant;
}

interface Circumstances {
  readonly id: string;
  readonly now: Instant;
  readonly by: string;
  readonly commandId?: string | undefined;
}

/** Decides on a change of the staff. Somebody who has left may be hired again. */
export function decideEmployee(
  employee: Employee | undefined,
  request: EmployeeChangeRequest,
  { id, now, by, commandId }: Circumstances,
): EmployeeOutcome {
  const head = {
    id: `@${id}#${(employee?.revision ?? 0) + 1}`,
    employeeId: id,
    happenedAt: now,
    recordedAt: now,
    by,
    ...(commandId !== undefined && { commandId }),
  };
  const done = (event: EmployeeEvent): EmployeeOutcome => ({
    ok: true,
    employee: evolveEmployee(employee, event),
    events: [event],
  });
  if (request.type === 'hire') {
    const until = employee && endOf(employee);
    const isOver = until !== undefined && until <= now && until <= request.at;
    if (employee && !isOver)
      return refused({ code: 'EMPLOYEE_EXISTS', employeeId: id, ...(until && { until }) });
    const early = leavesTooEarly(request.profile, request.at);
    return (
      early ?? done({ ...head, type: 'employeeHired', profile: request.profile, happenedAt: request.at })
    );
  }
  if (!employee) return { ok: false, reason: { code: 'UNKNOWN_EMPLOYEE', employeeId: id } };
  const { leftAt } = employee;
  const moved = request.type === 'leave' ? request.at : undefined;
  if (leftAt !== undefined && (moved === undefined || moved === leftAt))
    return refused({ code: 'EMPLOYEE_LEFT', employeeId: id, leftAt });
  if (request.type === 'leave') {
    const known = employee.leavesAt && employee.leavesAt <= now ? employee.leavesAt : now;
    const { reason, at = known } = request;
    const since = employee.hiredAt;
    if (at > now) return refused({ code: 'IN_THE_FUTURE', field: 'at', at, now });
    if (at < since) return refused({ code: 'TOO_EARLY', field: 'at', at, since });
    return done({ ...head, type: 'employeeLeft', ...(reason !== undefined && { reason }), happenedAt: at });
  }
  if (request.type !== 'change') return decideAbsence(employee, request, head, done);
  const profile = changedProfile(employee, request.profile);
  const early = request.profile.leavesAt ? leavesTooEarly(profile, employee.hiredAt) : undefined;
  return early ?? done({ ...head, type: 'employeeChanged', profile });
}

function leavesTooEarly({ leavesAt }: EmployeeProfile, hiredAt: Instant): EmployeeOutcome | undefined {
  if (!leavesAt || leavesAt > hiredAt) return undefined;
  return refused({ code: 'LEAVES_BEFORE_HIRED', hiredAt, leavesAt });
}

type AbsenceRequest = Extract<
  EmployeeChangeRequest,
  { type: 'recordAbsence' | 'changeAbsence' | 'cancelAbsence' }
>;

function decideAbsence(
  { id: employeeId, absences = [] }: Employee,
  request: AbsenceRequest,
  head: EmployeeEventHead,
  done: (event: EmployeeEvent) => EmployeeOutcome,
): EmployeeOutcome {
  const absenceId = request.type === 'recordAbsence' ? request.absence.id : request.absenceId;
  const known = absences.find(({ id }) => id === absenceId);
  if (request.type === 'recordAbsence' && known) return refused({ code: 'ABSENCE_EXISTS', absenceId });
  if (request.type !== 'recordAbsence' && !known) return refused({ code: 'UNKNOWN_ABSENCE', absenceId });
  if (request.type === 'cancelAbsence') return done({ ...head, type: 'absenceCancelled', absenceId });
  const absence =
    request.type === 'recordAbsence' ? request.absence : changedAbsence(known as Absence, request.change);
  const { from, to, deputyId } = absence;
  if (to !== undefined && to <= from) return refused({ code: 'ABSENCE_ENDS_BEFORE_IT_BEGINS', from, to });
  if (deputyId === employeeId) return refused({ code: 'OWN_DEPUTY', employeeId });
  const others = absences.filter(({ id }) => id !== absenceId);
  const limit = KEPT_ABSENCES;
  if ([...others, absence].filter((one) => !isOver(one, head.recordedAt)).length > limit) {
    return refused({ code: 'TOO_MANY_ABSENCES', limit });
  }
  return done({
    ...head,
    type: request.type === 'recordAbsence' ? 'absenceRecorded' : 'absenceChanged',
    absence,
  });
}

const refused = (reason: EmployeeRefusal): EmployeeOutcome => ({ ok: false, reason });

function changedAbsence(absence: Absence, { from, to, deputyId }: AbsenceChange): Absence {
  return withoutNothing({
    ...absence,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(deputyId !== undefined && { deputyId }),
  }) as unknown as Absence;
}

function changedProfile(employee: Employee, change: EmployeeProfileChange): EmployeeProfile {
  const { id: _, revision: __, hiredAt: ___, leftAt: ____, absences: _____, ...profile } = employee;
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const isMoved = named.grade !== undefined && named.grade !== profile.grade;
  const since = isMoved ? { gradeFrom: null } : {};
  return withoutNothing({ ...profile, ...since, ...named }) as unknown as EmployeeProfile;
}

/** Leaves out what is `null`. */
function withoutNothing(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}

/**
 * Absences kept on a snapshot: all that are in force or to come, and the last that are over. Older ones are
 * in the log.
 */
const KEPT_ABSENCES = 50;

/** Without those that have been over longest, where there are too many. */
function keptAbsences(absences: readonly Absence[], now: Instant): readonly Absence[] {
  const over = absences.filter((absence) => isOver(absence, now));
  const longest = over.toSorted((a, b) => ((a.to as Instant) < (b.to as Instant) ? -1 : 1));
  const dropped = new Set(longest.slice(0, Math.max(0, absences.length - KEPT_ABSENCES)));
  return absences.filter((absence) => !dropped.has(absence));
}

const isOver = ({ to }: Absence, now: Instant) => to !== undefined && to <= now;

/** The employee after one more event. */
function evolveEmployee(employee: Employee | undefined, event: EmployeeEvent): Employee {
  const { employeeId: id, happenedAt } = event;
  const revision = (employee?.revision ?? 0) + 1;
  if (event.type === 'employeeHired') return { id, revision, hiredAt: happenedAt, ...event.profile };
  if (!employee) throw new RangeError(`A history of employee "${id}" begins with employeeHired`);
  const { absences = [], ...rest } = employee;
  switch (event.type) {
    case 'employeeLeft':
      return { ...employee, revision, leftAt: happenedAt };
    case 'employeeChanged':
      return {
        id,
        revision,
        hiredAt: employee.hiredAt,
        ...event.profile,
        ...(absences.length > 0 && { absences }),
      };
    case 'absenceRecorded':
      return { ...rest, revision, absences: keptAbsences([...absences, event.absence], event.recordedAt) };
    case 'absenceChanged':
      return {
        ...rest,
        revision,
        absences: absences.map((one) => (one.id === event.absence.id ? event.absence : one)),
      };
    case 'employeeErased':
      return { ...employee, revision };
    case 'absenceCancelled':
      return { ...rest, revision, absences: absences.filter((one) => one.id !== event.absenceId) };
  }
}
