import type { Instant } from '../time/instant.ts';
import type { Absence } from './absence.ts';
import type { Employee } from './employee.ts';

/** The absence that somebody is on at a moment; of overlapping ones the one that ends last. */
export function absenceAt({ absences = [] }: Pick<Employee, 'absences'>, at: Instant): Absence | undefined {
  const now = absences.filter(({ from, to }) => from <= at && (to === undefined || at < to));
  return now.reduce<Absence | undefined>(
    (last, absence) =>
      last && (last.to === undefined || (absence.to && absence.to <= last.to)) ? last : absence,
    undefined,
  );
}

/** Whether somebody is there at a moment: taken on, not gone, not away. */
export function isPresent(employee: Employee, at: Instant): boolean {
  const end = endOf(employee);
  return employee.hiredAt <= at && (end === undefined || at < end) && !absenceAt(employee, at);
}

/** Who stands in for somebody who is away at a moment; undefined where nobody does, or nobody needs to. */
export function deputyOf(employee: Pick<Employee, 'absences'>, at: Instant): string | undefined {
  return absenceAt(employee, at)?.deputyId;
}

/** When somebody left, or is known to leave. */
export function endOf({ leftAt, leavesAt }: Pick<Employee, 'leftAt' | 'leavesAt'>): Instant | undefined {
  if (leftAt === undefined || leavesAt === undefined) return leftAt ?? leavesAt;
  return leftAt < leavesAt ? leftAt : leavesAt;
}
