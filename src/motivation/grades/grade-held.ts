import type { Instant } from '../../time/instant.ts';
import type { EmployeeEvent } from '../../workforce/employee.ts';
import { byRevision } from '../staff/staff-as-known.ts';

/** The grade that somebody has. */
export interface GradeHeld {
  readonly grade: string;
  readonly since: Instant;
}

/** Which grade somebody has by their log, and since when without a break; undefined where they have none. */
export function gradeHeld(history: readonly EmployeeEvent[], at: Instant): GradeHeld | undefined {
  let held: GradeHeld | undefined;
  const known = history
    .filter(({ recordedAt, happenedAt }) => recordedAt <= at && happenedAt <= at)
    .toSorted(byRevision)
    .toSorted((a, b) => (a.happenedAt < b.happenedAt ? -1 : Number(a.happenedAt > b.happenedAt)));
  for (const event of known) {
    if (event.type === 'employeeLeft') held = undefined;
    if (event.type !== 'employeeHired' && event.type !== 'employeeChanged') continue;
    const { grade } = event.profile;
    if (grade === held?.grade) continue;
    held = grade === undefined ? undefined : { grade, since: event.happenedAt };
  }
  return held;
}
