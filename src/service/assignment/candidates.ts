import type { AssignmentCandidate } from '../../assignment/candidate.ts';
import type { AssignmentObstacle } from '../../assignment/obstacle.ts';
import type { Client } from '../../client/client.ts';
import type { Instant } from '../../time/instant.ts';
import type { Employee } from '../../workforce/employee.ts';
import { absenceAt, deputyOf, endOf, hasLeft } from '../../workforce/presence.ts';
import type { StaffById } from '../known-staff.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Capacities } from './capacities.ts';
import type { OpenLoad } from './open-load.ts';
import type { AssignmentRules } from './rules.ts';

/** What candidates are looked up in. */
interface Circumstances {
  readonly rules: AssignmentRules;
  readonly role: string;
  readonly now: Instant;
  readonly load: OpenLoad;
  readonly capacities: Capacities;
  readonly staff: StaffById;
}

/**
 * Everybody of the role who has not left, and whoever holds the client now, with what stands against them.
 */
export function candidatesFor(client: Client, circumstances: Circumstances): AssignmentCandidate[] {
  const { rules, role, now, load, capacities, staff } = circumstances;
  const holder = client.custody[role]?.employeeId;
  return [...staff.values()]
    .filter(({ id, roles, leftAt }) => id === holder || (roles.includes(role) && !leftAt))
    .map((employee) => {
      const { id: employeeId } = employee;
      const match = { client, employee };
      const bonuses = rules.affinity.filter(({ when }) => when.evaluate(match, now) === 'yes');
      return {
        employeeId,
        capacity: capacities.of(employee, role),
        openClients: load.clients(employeeId, role),
        openHours: load.hours(employeeId),
        bonus: bonuses.reduce((sum, { bonus }) => sum + bonus, 0),
        obstacles: obstaclesOf(employee, client, circumstances),
      };
    });
}

/** What stands against giving the client to anybody. */
export function obstaclesIn({ holds }: Client, { conveyor }: ServiceContext): AssignmentObstacle[] {
  return Object.entries(holds).flatMap(([hold, { reason, until }]) =>
    conveyor.blueprint.holds[hold]?.blocksTransfers
      ? [{ code: 'ON_HOLD', hold, reason, ...(until && { until }) } as const]
      : [],
  );
}

function obstaclesOf(
  employee: Employee,
  client: Client,
  { rules: { eligible }, role, now }: Circumstances,
): AssignmentObstacle[] {
  const found = absencesOf(employee, now);
  if (!employee.roles.includes(role)) found.push({ code: 'LACKS_ROLE', role });
  if (client.custody[role]?.employeeId === employee.id) found.push({ code: 'HOLDS_ALREADY' });
  const match = { client, employee };
  if (eligible && eligible.evaluate(match, now) !== 'yes') {
    found.push({ code: 'NOT_ELIGIBLE', explanation: eligible.explain(match, now) });
  }
  return found;
}

/** What keeps somebody from being given anything now. */
export function absencesOf(employee: Employee, now: Instant): AssignmentObstacle[] {
  const { hiredAt } = employee;
  if (hasLeft(employee, now)) return [{ code: 'LEFT', leftAt: endOf(employee) as Instant }];
  if (hiredAt > now) return [{ code: 'NOT_HIRED_YET', hiredAt }];
  const absence = absenceAt(employee, now);
  if (absence) {
    const { kind, to: until } = absence;
    const deputy = deputyOf(employee, now);
    return [{ code: 'ABSENT', kind, ...(until && { until }), ...(deputy !== undefined && { deputy }) }];
  }
  return [];
}
