import { groupBy } from '../../conditions/group-by.ts';
import { startOfDay } from '../../time/calendar-day.ts';
import type { Instant } from '../../time/instant.ts';
import type { Absence } from '../../workforce/absence.ts';
import type { EmployeeEvent, EmployeeProfile } from '../../workforce/employee.ts';
import { hasLeft } from '../../workforce/presence.ts';

/** An employee's time with the department, as was known at a moment. */
export interface StaffMember {
  readonly id: string;
  /** Who they were at a moment; undefined before they were taken on and after they left. */
  at(moment: Instant): Employment | undefined;
  readonly absences: readonly Absence[];
}

/** Who somebody was at a moment, and by which event. */
export interface Employment extends Pick<EmployeeProfile, 'roles' | 'grade' | 'gradeFrom' | 'leavesAt'> {
  readonly hiredAt: Instant;
  readonly eventId: string;
}

/** A grade, since when it counts, and by which event. */
interface GradeGiven extends Pick<Employment, 'grade' | 'gradeFrom' | 'eventId'> {
  readonly since: Instant;
}

/**
 * Everybody who was ever taken on, by id. A grade counts from when it was given; one that says its first day,
 * from then on, whenever it was given.
 */
export function staffAsKnown(
  events: readonly EmployeeEvent[],
  knownAt: Instant,
  timeZone: string,
): Map<string, StaffMember> {
  const byEmployee = groupBy(
    events.filter(({ recordedAt }) => recordedAt <= knownAt),
    ({ employeeId }) => employeeId,
  );
  return new Map([...byEmployee].map(([id, own]) => [id, memberOf(id, own.toSorted(byRevision), timeZone)]));
}

const revisionOf = ({ id }: { readonly id: string }) => Number(id.slice(id.lastIndexOf('#') + 1));
/** Orders the events of one log. */
export const byRevision = (a: { readonly id: string }, b: { readonly id: string }) =>
  revisionOf(a) - revisionOf(b);

function memberOf(id: string, events: readonly EmployeeEvent[], timeZone: string): StaffMember {
  const absences = new Map<string, Absence>();
  for (const event of events) {
    if (event.type === 'absenceRecorded' || event.type === 'absenceChanged')
      absences.set(event.absence.id, event.absence);
    if (event.type === 'absenceCancelled') absences.delete(event.absenceId);
  }
  const turns: (readonly [since: Instant, employment: Employment | undefined])[] = [];
  const grades: GradeGiven[] = [];
  let hiredAt: Instant | undefined;
  for (const event of events.toSorted((a, b) =>
    a.happenedAt < b.happenedAt ? -1 : Number(a.happenedAt > b.happenedAt),
  )) {
    if (event.type === 'employeeLeft') hiredAt = undefined;
    else if (event.type === 'employeeHired') hiredAt = event.happenedAt;
    else if (event.type !== 'employeeChanged') continue;
    const employment =
      hiredAt !== undefined && 'profile' in event
        ? { ...event.profile, hiredAt, eventId: event.id }
        : undefined;
    turns.push([event.happenedAt, employment]);
    if (!employment) continue;
    const { grade, gradeFrom } = employment;
    const known = event.type === 'employeeChanged' && grades.at(-1);
    if (known && grade === known.grade && gradeFrom === known.gradeFrom) continue;
    const since = gradeFrom === undefined ? event.happenedAt : startOfDay(gradeFrom, timeZone);
    // The same grade from another day on: a correction of the day.
    if (known && grade === known.grade) grades.pop();
    grades.push({ since, grade, gradeFrom, eventId: event.id });
  }
  return {
    id,
    absences: [...absences.values()],
    at: (moment) => {
      const employment = turns.findLast(([since]) => since <= moment)?.[1];
      if (!employment || hasLeft(employment, moment)) return undefined;
      const held = grades.findLast(({ since }) => since <= moment);
      if (!held || held.grade === employment.grade) return employment;
      return { ...employment, grade: held.grade, eventId: held.eventId };
    },
  };
}
