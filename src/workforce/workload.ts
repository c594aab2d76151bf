import type { Blueprint } from '../blueprint/blueprint.ts';
import { calendarOf } from '../blueprint/calendar-of.ts';
import type { WorkingCalendar } from '../blueprint/working-calendar.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import { monthlyCapacities } from './capacity.ts';
import { loadOf } from './client-load.ts';
import type { Employee } from './employee.ts';

/**
 * How many clients somebody holds in a role, a state and, where the role's load goes by segments, a segment.
 */
export interface HeldClients {
  readonly employeeId: string;
  readonly role: string;
  readonly state: string;
  /** The value by which the role's load is told; absent for clients who take the state's norm. */
  readonly segment?: string;
  readonly clients: number;
}

/** What somebody has to do for their clients, held against the time that they have. */
export interface Workload {
  readonly employeeId: string;
  /** Clients held, each counted once per role. */
  readonly clients: number;
  /** Hours a month that the clients take: for each what `clientLoad` says. */
  readonly hours: number;
  /**
   * Effective hours of the coming month, in the first of their roles. 0 for somebody who is not, or no
   * longer, on the staff.
   */
  readonly capacity: number;
  /** Hours over capacity; undefined without capacity. Plan at 0.80 to 0.85: queues explode near 1. */
  readonly utilisation?: number;
}

/** The load of everybody on the staff and of everybody who holds a client, by employee id. */
export function workloads(
  held: readonly HeldClients[],
  staff: readonly Employee[],
  blueprint: Blueprint,
  now: Instant,
  calendar?: WorkingCalendar,
): Workload[] {
  const given = {
    'held: array': held,
    'staff: array': staff,
    blueprint,
    'now: string': now,
    'calendar: object|undefined': calendar,
  };
  return withArguments('workloads', given, () =>
    loadsOf(held, staff, blueprint, toInstant(now), calendar ?? calendarOf(blueprint)),
  );
}

/** The same, at a moment and by a calendar that are known to be sound. */
export function loadsOf(
  held: readonly HeldClients[],
  staff: readonly Employee[],
  blueprint: Blueprint,
  now: Instant,
  calendar: WorkingCalendar,
): Workload[] {
  const first = ({ roles }: Employee) => roles[0] as string;
  const roles = [...new Set(staff.map(first))];
  const hoursIn = new Map(roles.map((role) => [role, monthlyCapacities(now, role, blueprint, calendar)]));
  const loads = new Map(
    staff.map((employee) => [employee.id, unloaded(hoursIn.get(first(employee))?.(employee) ?? 0)]),
  );
  for (const group of held) {
    const { employeeId, clients } = group;
    const load = loads.get(employeeId) ?? unloaded(0);
    load.clients += clients;
    load.hours += clients * loadOf(group, blueprint);
    loads.set(employeeId, load);
  }
  return [...loads].sort(byId).map(([employeeId, load]) => {
    return { employeeId, ...load, ...(load.capacity > 0 && { utilisation: load.hours / load.capacity }) };
  });
}

const unloaded = (capacity: number) => ({ clients: 0, hours: 0, capacity });
const byId = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);
