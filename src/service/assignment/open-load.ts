import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { Client } from '../../client/client.ts';
import type { Census } from '../../storage/port.ts';

/** Who holds how many clients, by the census and by what has been decided since. */
export class OpenLoad {
  /** Employee to role to state to clients. */
  readonly #held = new Map<string, Map<string, Map<string, number>>>();

  constructor(
    { custody }: Census,
    private readonly blueprint: Blueprint,
  ) {
    for (const { employeeId, role, state, clients } of custody) this.#add(employeeId, role, state, clients);
  }

  /** Counts a client as it is now and no longer as it was. */
  move(before: Client, after: Client): void {
    for (const role in before.custody) this.#add(holderIn(before, role), role, before.state, -1);
    for (const role in after.custody) this.#add(holderIn(after, role), role, after.state, 1);
  }

  /** Clients held in the role. */
  clients(employeeId: string, role: string): number {
    const states = this.#held.get(employeeId)?.get(role) ?? [];
    return [...states].reduce((sum, [, clients]) => sum + clients, 0);
  }

  /** Hours a month by the load norms, in whatever role; always added up in the same order. */
  hours(employeeId: string): number {
    let hours = 0;
    for (const [role, states] of sorted(this.#held.get(employeeId))) {
      for (const [state, clients] of sorted(states)) {
        hours += clients * (this.blueprint.states[state]?.load[role] ?? 0);
      }
    }
    return hours;
  }

  #add(employeeId: string, role: string, state: string, clients: number): void {
    const roles = this.#held.get(employeeId) ?? new Map<string, Map<string, number>>();
    const states = roles.get(role) ?? new Map<string, number>();
    states.set(state, (states.get(state) ?? 0) + clients);
    this.#held.set(employeeId, roles.set(role, states));
  }
}

const holderIn = ({ custody }: Client, role: string) => custody[role]?.employeeId as string;

const sorted = <Value>(map: ReadonlyMap<string, Value> = new Map()) =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));
