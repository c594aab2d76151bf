import type { AssignmentCandidate } from '../../assignment/candidate.ts';
import type { AssignmentObstacle } from '../../assignment/obstacle.ts';
import type { Blueprint } from '../../blueprint/blueprint.ts';
import { calendarOf, type WorkingCalendar } from '../../blueprint/working-calendar.ts';
import type { Client } from '../../client/client.ts';
import type { Instant } from '../../time/instant.ts';
import { monthlyCapacity } from '../../workforce/capacity.ts';
import type { Employee } from '../../workforce/employee.ts';
import { absenceAt, deputyOf, endOf, hasLeft } from '../../workforce/presence.ts';
import type { ServiceContext } from '../service-context.ts';
import type { OpenLoad } from './open-load.ts';
import type { AssignmentRules } from './rules.ts';

/** What candidates are looked up in. */
interface Circumstances {
  readonly context: ServiceContext;
  readonly rules: AssignmentRules;
  readonly role: string;
  readonly now: Instant;
  readonly load: OpenLoad;
  /** Capacities as far as they have been asked for, by role and employee. */
  readonly capacities: Map<string, number>;
  readonly calendar: WorkingCalendar;
  /** The whole staff. */
  readonly staff: readonly Employee[];
}

/**
 * Everybody of the role who has not left, and whoever holds the client now, with what stands against them.
 */
export function candidatesFor(client: Client, circumstances: Circumstances): AssignmentCandidate[] {
  const { rules, role, now, load, staff } = circumstances;
  const holder = client.custody[role]?.employeeId;
  return staff
    .filter(({ id, roles, leftAt }) => id === holder || (roles.includes(role) && !leftAt))
    .map((employee) => {
      const { id: employeeId } = employee;
      const match = { client, employee };
      const bonuses = rules.affinity.filter(({ when }) => when.evaluate(match, now) === 'yes');
      return {
        employeeId,
        capacity: capacityOf(employee, circumstances),
        openClients: load.clients(employeeId, role),
        openHours: load.hours(employeeId),
        bonus: bonuses.reduce((sum, { bonus }) => sum + bonus, 0),
        obstacles: obstaclesOf(employee, client, circumstances),
      };
    });
}

/** The department's calendar; the hours of a period are worked out once for all candidates. */
export function sharedCalendar({ workingTime, timeZone }: Blueprint): WorkingCalendar {
  const calendar = calendarOf(workingTime, timeZone);
  const known = new Map<string, number>();
  const workingHoursBetween = (from: Instant, to: Instant): number => {
    const key = `${from}/${to}`;
    const hours = known.get(key) ?? calendar.workingHoursBetween(from, to);
    known.set(key, hours);
    return hours;
  };
  return { ...calendar, workingHoursBetween };
}

function capacityOf(employee: Employee, { context, role, now, capacities, calendar }: Circumstances): number {
  const key = JSON.stringify([role, employee.id]);
  const known = capacities.get(key);
  if (known !== undefined) return known;
  const capacity = monthlyCapacity(employee, now, role, context.conveyor.blueprint, calendar);
  capacities.set(key, capacity);
  return capacity;
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

function absencesOf(employee: Employee, now: Instant): AssignmentObstacle[] {
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
