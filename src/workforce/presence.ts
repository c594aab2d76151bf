import { withArguments } from '../errors/with-arguments.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import type { Absence } from './absence.ts';
import type { Employee } from './employee.ts';

/** When somebody is on the staff, and when they are away. */
export type Attendance = Pick<Employee, 'hiredAt' | 'leftAt' | 'leavesAt' | 'absences'>;

/** Who answers instead of somebody who is away. */
export interface StandIn {
  readonly employeeId: string;
  /**
   * Until when, as far as it is known. The absence ends then, or another one with a deputy of its own begins.
   */
  readonly until?: Instant;
}

/** The absence that somebody is on at a moment; of overlapping ones the one that ends last. */
export function absenceAt(employee: Pick<Employee, 'absences'>, at: Instant): Absence | undefined {
  return withArguments('absenceAt', { employee, 'at: string': at }, () => {
    const { absences = [] } = employee;
    const moment = toInstant(at);
    return absences
      .filter((absence) => isOn(absence, moment))
      .reduce<Absence | undefined>(
        (last, absence) =>
          last && (last.to === undefined || (absence.to && absence.to <= last.to)) ? last : absence,
        undefined,
      );
  });
}

/** Whether somebody is on the staff at a moment, be it that they are away: taken on, and not gone. */
export function isEmployed(employee: Attendance, at: Instant): boolean {
  return withArguments('isEmployed', { employee, 'at: string': at }, () =>
    isOnStaff(employee, toInstant(at)),
  );
}

function isOnStaff(employee: Attendance, at: Instant): boolean {
  return employee.hiredAt <= at && !hasLeft(employee, at);
}

/** Whether somebody is gone at a moment: as told, or as it was known before. */
export function hasLeft(employee: Pick<Employee, 'leftAt' | 'leavesAt'>, at: Instant): boolean {
  const end = endOf(employee);
  return end !== undefined && end <= at;
}

/** Whether somebody is present at a moment: hired, not gone, not away. */
export function isPresent(employee: Attendance, at: Instant): boolean {
  return withArguments('isPresent', { employee, 'at: string': at }, () => {
    return isOnStaff(employee, toInstant(at)) && !absenceAt(employee, at);
  });
}

/** As `standInOf`: who it is. */
export function deputyOf(employee: Pick<Employee, 'absences'>, at: Instant): string | undefined {
  return withArguments(
    'deputyOf',
    { employee, 'at: string': at },
    () => standIn(employee, toInstant(at), isAnybody)?.employeeId,
  );
}

/**
 * Who stands in for somebody who is away at a moment: one person a day. Of overlapping absences the one told
 * last decides, be it changed later, of those whose deputy is there; undefined where no such one names
 * anybody. `isThere` says who is on the staff. Default: everybody.
 */
export function standInOf(
  employee: Pick<Employee, 'absences'>,
  at: Instant,
  isThere: (employeeId: string) => boolean = isAnybody,
): StandIn | undefined {
  return withArguments('standInOf', { employee, 'at: string': at, 'isThere: function': isThere }, () =>
    standIn(employee, toInstant(at), isThere),
  );
}

const isAnybody = () => true;

function standIn(
  { absences = [] }: Pick<Employee, 'absences'>,
  at: Instant,
  isThere: (employeeId: string) => boolean,
): StandIn | undefined {
  const telling = absences.filter(({ deputyId }) => deputyId !== undefined && isThere(deputyId));
  const index = telling.findLastIndex((absence) => isOn(absence, at));
  const { deputyId: employeeId, to } = telling[index] ?? {};
  if (employeeId === undefined) return undefined;
  const takenOver = telling.slice(index + 1).flatMap(({ from }) => (from > at ? from : []));
  const [until] = [...(to === undefined ? [] : [to]), ...takenOver].sort();
  return { employeeId, ...(until !== undefined && { until }) };
}

/** When somebody left, or is known to leave. */
export function endOf({ leftAt, leavesAt }: Pick<Employee, 'leftAt' | 'leavesAt'>): Instant | undefined {
  if (leftAt === undefined || leavesAt === undefined) return leftAt ?? leavesAt;
  return leftAt < leavesAt ? leftAt : leavesAt;
}

const isOn = ({ from, to }: Absence, at: Instant) => from <= at && (to === undefined || at < to);
