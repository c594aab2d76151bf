import { lookup } from '../conditions/lookup.ts';
import type { Instant } from '../time/instant.ts';
import { type Attendance, absenceAt, isEmployed, standInOf } from '../workforce/presence.ts';

/** That somebody to whom a client is offered is away, and who answers instead. */
export interface Away {
  /** The first moment back; absent while nobody knows. */
  readonly until?: Instant;
  /** Who answers meanwhile; empty where nobody was named. */
  readonly deputies: readonly string[];
}

interface Around {
  readonly staff: Readonly<Record<string, Partial<Attendance>>> | undefined;
  readonly now: Instant;
}

/** Whether somebody may stand in at a moment: of those who are not known it is believed. */
export function isThereAmong({ staff = {}, now }: Around): (employeeId: string) => boolean {
  return (employeeId) => {
    const { hiredAt = now, ...known } = lookup(staff, employeeId) ?? {};
    return isEmployed({ ...known, hiredAt }, now);
  };
}

/** Whether one of the staff is away now; undefined also where they are not known. */
export function awayAmong({ staff = {}, now }: Around, employeeId: string | undefined): Away | undefined {
  const employee = employeeId === undefined ? undefined : lookup(staff, employeeId);
  const absence = employee && absenceAt(employee, now);
  if (!absence) return undefined;
  const { to: until } = absence;
  const deputy = standInOf(employee, now, isThereAmong({ staff, now }))?.employeeId;
  return { ...(until !== undefined && { until }), deputies: deputy === undefined ? [] : [deputy] };
}

/** An {@link Away} as words need it: the parts that are said, or that nobody answers. */
export const awayInWords = (absentee: string | undefined, away: Away | undefined): object =>
  away
    ? {
        absentee,
        back: away.until,
        ...(away.deputies.length > 0 ? { deputies: away.deputies } : { unanswered: '' }),
      }
    : {};
