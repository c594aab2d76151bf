import type { Blueprint } from '../blueprint/blueprint.ts';
import type { Employee } from './employee.ts';

/** How many clients somebody holds in a role and a state. */
export interface HeldClients {
  readonly employeeId: string;
  readonly role: string;
  readonly state: string;
  readonly clients: number;
}

export interface Workload {
  readonly employeeId: string;
  /** Clients held, each counted once per role. */
  readonly clients: number;
  /** Hours a month by the blueprint's load norms. */
  readonly hours: number;
  /** Hours a month that the employee has; 0 for one who is not (or no longer) on the staff. */
  readonly capacity: number;
  /** Hours over capacity; undefined without capacity. Plan at 0.80 to 0.85: queues explode near 1. */
  readonly utilisation?: number;
}

/** The load of everybody on the staff and of everybody who holds a client, by employee id. */
export function workloads(
  held: readonly HeldClients[],
  staff: readonly Employee[],
  { states }: Pick<Blueprint, 'states'>,
): Workload[] {
  const capacities = new Map(staff.map(({ id, hoursPerMonth, leftAt }) => [id, leftAt ? 0 : hoursPerMonth]));
  const ids = new Set([...capacities.keys(), ...held.map(({ employeeId }) => employeeId)]);
  return [...ids].sort().map((employeeId) => {
    const own = held.filter((entry) => entry.employeeId === employeeId);
    const clients = own.reduce((sum, entry) => sum + entry.clients, 0);
    const hours = own.reduce((sum, { state, role, clients: n }) => sum + n * (states[state]?.load[role] ?? 0), 0);
    const capacity = capacities.get(employeeId) ?? 0;
    return { employeeId, clients, hours, capacity, ...(capacity > 0 && { utilisation: hours / capacity }) };
  });
}
