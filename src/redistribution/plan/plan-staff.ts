import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { ClientRules } from '../../client/decision-context.ts';
import { addDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import { monthlyCapacities } from '../../workforce/capacity.ts';
import { loadOf } from '../../workforce/client-load.ts';
import type { Employee } from '../../workforce/employee.ts';
import { absenceAt, endOf, hasLeft, isPresent } from '../../workforce/presence.ts';
import type { HeldClients } from '../../workforce/workload.ts';
import type { Exclusion } from '../exclusion-schema.ts';
import type { ProblemEmployee } from '../problem.ts';
import type { PlanBasis } from './plan-basis.ts';

/**
 * Who takes part in a plan and what they can do. It is an employee of the problem, and the revision that was
 * read.
 */
export interface StaffRow {
  readonly employee: ProblemEmployee;
  readonly revision: number;
}

/** What is known of the staff. */
interface Staff {
  readonly employees: readonly Employee[];
  /** Who holds clients in the role at all. */
  readonly holders: ReadonlySet<string>;
  readonly held: readonly HeldClients[];
}

/**
 * Everybody of the role who has not left, and whoever holds a client in it. Somebody who is away when the
 * plan takes effect keeps their clients and is measured as if they were there, but gains none; so does
 * somebody who leaves within a month, or lacks the role.
 */
export function planStaff(
  { employees, holders, held }: Staff,
  basis: PlanBasis,
  { blueprint, calendar }: Pick<ClientRules, 'blueprint' | 'calendar'>,
): StaffRow[] {
  const { role, reason, at, policy } = basis;
  const monthOn = addDuration(at, { months: 1 }, blueprint.timeZone);
  const measuredAt = policy.capacityAt ?? at;
  const capacityOf = monthlyCapacities(measuredAt, role, blueprint, calendar);
  const others = otherHours(held, role, blueprint);
  return employees
    .filter(({ id, roles, leftAt }) => holders.has(id) || (roles.includes(role) && !leftAt))
    .map((employee) => {
      const { id, roles, revision, industries = {} } = employee;
      const isOfRole = roles.includes(role) && !employee.leftAt;
      const capable = isPresent(employee, at) ? employee : { ...employee, absences: [] };
      const capacity = isOfRole ? capacityOf(capable) : 0;
      const excluded = exclusionOf(employee, isOfRole, basis, monthOn);
      return {
        revision,
        employee: {
          id,
          capacity,
          accepts: excluded === undefined,
          ...(excluded && { excluded }),
          keeps: !isSubject(reason, id) && !hasLeft(employee, at),
          experience: industries,
          otherHours: others.get(id) ?? 0,
        },
      };
    });
}

/** Why somebody gains no clients: the most lasting cause, if there is any. */
function exclusionOf(
  employee: Employee,
  isOfRole: boolean,
  { reason, at }: PlanBasis,
  monthOn: Instant,
): Exclusion | undefined {
  const { id, hiredAt } = employee;
  const end = endOf(employee);
  if (end !== undefined && end <= monthOn) return { code: 'LEAVES', at: end };
  if (!isOfRole) return { code: 'LACKS_ROLE' };
  if (isSubject(reason, id)) return { code: 'GIVES_AWAY' };
  if (hiredAt > at) return { code: 'NOT_HIRED_YET', at: hiredAt };
  const absence = absenceAt(employee, at);
  if (absence) return { code: 'AWAY', ...(absence.to !== undefined && { until: absence.to }) };
  if (mayGain(reason, id)) return undefined;
  return { code: reason.kind === 'overload' ? 'OVERLOADED' : 'OTHERS_GAIN' };
}

/** Whether the reason is that this person can keep none. */
const isSubject = (reason: PlanBasis['reason'], id: string) =>
  (reason.kind === 'departure' || reason.kind === 'absence') && reason.employeeId === id;

function mayGain(reason: PlanBasis['reason'], id: string): boolean {
  switch (reason.kind) {
    case 'newHire':
    case 'return':
      return reason.employeeId === id;
    case 'newSegment':
      return reason.employeeIds.includes(id);
    case 'overload':
      return !reason.employeeIds?.includes(id);
    default:
      return true;
  }
}

/** Hours a month that everybody's clients in other roles take. */
function otherHours(
  held: readonly HeldClients[],
  role: string,
  blueprint: Blueprint,
): ReadonlyMap<string, number> {
  const hours = new Map<string, number>();
  for (const group of held) {
    const { employeeId, clients } = group;
    if (group.role === role) continue;
    hours.set(employeeId, (hours.get(employeeId) ?? 0) + clients * loadOf(group, blueprint));
  }
  return hours;
}
