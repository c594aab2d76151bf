import type { Blueprint } from '../blueprint/blueprint.ts';
import type { Instant } from '../time/instant.ts';
import { monthlyCapacity } from './capacity.ts';
import type { Employee } from './employee.ts';

/** How many clients somebody holds in a role and a state. */
export interface HeldClients {
  readonly employeeId: string;
  readonly role: string;
  readonly state: string;
  readonly clients: number;
}

/** What somebody has to do for their clients, held against the time that they have. */
export interface Workload {
  readonly employeeId: string;
  /** Clients held, each counted once per role. */
  readonly clients: number;
  /** Hours a month by the states' load norms; who of a segment takes more or less is not counted in. */
  readonly hours: number;
  /** Effective hours of the coming month, in the first of their roles; 0 for one who is not (or no longer) on the staff. */
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
): Workload[] {
  const loads = new Map(
    staff.map((employee) => {
      const capacity = monthlyCapacity(employee, now, employee.roles[0] as string, blueprint);
      return [employee.id, unloaded(capacity)];
    }),
  );
  for (const { employeeId, role, state, clients } of held) {
    const load = loads.get(employeeId) ?? unloaded(0);
    load.clients += clients;
    load.hours += clients * (blueprint.states[state]?.load[role] ?? 0);
    loads.set(employeeId, load);
  }
  return [...loads].sort(byId).map(([employeeId, load]) => {
    return { employeeId, ...load, ...(load.capacity > 0 && { utilisation: load.hours / load.capacity }) };
  });
}

const unloaded = (capacity: number) => ({ clients: 0, hours: 0, capacity });
const byId = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);
