import { groupBy } from '../../conditions/group-by.ts';
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
export interface Employment extends Pick<EmployeeProfile, 'roles' | 'grade' | 'leavesAt'> {
  readonly hiredAt: Instant;
  readonly eventId: string;
}

/** Everybody who was ever taken on, by id. */
export function staffAsKnown(events: readonly EmployeeEvent[], knownAt: Instant): Map<string, StaffMember> {
  const byEmployee = groupBy(
    events.filter(({ recordedAt }) => recordedAt <= knownAt),
    ({ employeeId }) => employeeId,
  );
  return new Map([...byEmployee].map(([id, own]) => [id, memberOf(id, own.toSorted(byRevision))]));
}

const revisionOf = ({ id }: { readonly id: string }) => Number(id.slice(id.lastIndexOf('#') + 1));
/** Orders the events of one log. */
export const byRevision = (a: { readonly id: string }, b: { readonly id: string }) =>
  revisionOf(a) - revisionOf(b);

function memberOf(id: string, events: readonly EmployeeEvent[]): StaffMember {
  const absences = new Map<string, Absence>();
  for (const event of events) {
    if (event.type === 'absenceRecorded' || event.type === 'absenceChanged')
      absences.set(event.absence.id, event.absence);
    if (event.type === 'absenceCancelled') absences.delete(event.absenceId);
  }
  const turns: (readonly [since: Instant, employment: Employment | undefined])[] = [];
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
  }
  return {
    id,
    absences: [...absences.values()],
    at: (moment) => {
      const employment = turns.findLast(([since]) => since <= moment)?.[1];
      return employment && hasLeft(employment, moment) ? undefined : employment;
    },
  };
}
