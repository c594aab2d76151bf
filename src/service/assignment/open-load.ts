import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { Client } from '../../client/client.ts';
import { loadOf, segmentOf } from '../../workforce/client-load.ts';
import type { HeldClients } from '../../workforce/workload.ts';

/** Who holds how many clients, by what is stored and by what has been decided since. */
export class OpenLoad {
  /** By holder; each group under its role, state and segment. */
  readonly #held = new Map<string, Map<string, HeldClients>>();

  constructor(
    held: readonly HeldClients[],
    private readonly blueprint: Blueprint,
  ) {
    for (const group of held) this.#add(group);
  }

  /** Counts a client as it is now and no longer as it was. */
  move(before: Client, after: Client): void {
    for (const role in before.custody) this.#add(this.#groupOf(before, role, -1));
    for (const role in after.custody) this.#add(this.#groupOf(after, role, 1));
  }

  /** Clients held in the role. */
  clients(employeeId: string, role: string): number {
    const held = [...(this.#held.get(employeeId)?.values() ?? [])];
    return held.reduce((sum, group) => (group.role === role ? sum + group.clients : sum), 0);
  }

  /** Hours a month by what each client takes, in whatever role; always added up in the same order. */
  hours(employeeId: string): number {
    const held = [...(this.#held.get(employeeId) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    return held.reduce((sum, [, group]) => sum + group.clients * loadOf(group, this.blueprint), 0);
  }

  #groupOf(client: Client, role: string, clients: 1 | -1): HeldClients {
    const segment = segmentOf(client, role, this.blueprint);
    const { employeeId } = client.custody[role] as Client['custody'][string];
    return { employeeId, role, state: client.state, ...(segment !== undefined && { segment }), clients };
  }

  #add(group: HeldClients): void {
    const { employeeId, role, state, segment } = group;
    const groups = this.#held.get(employeeId) ?? new Map<string, HeldClients>();
    const key = JSON.stringify([role, state, segment]);
    const clients = (groups.get(key)?.clients ?? 0) + group.clients;
    this.#held.set(employeeId, groups.set(key, { ...group, clients }));
  }
}
