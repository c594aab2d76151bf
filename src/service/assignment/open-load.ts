import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { Client } from '../../client/client.ts';
import { withCount } from '../../storage/port/census-order.ts';
import { loadOf, segmentOf } from '../../workforce/client-load.ts';
import type { HeldClients } from '../../workforce/workload.ts';
import type { ServiceContext } from '../service-context.ts';

/** How many clients those hold who are asked about, by what is stored and by what has been decided since. */
export class OpenLoad {
  /** By holder, in the order of a census: hours are always added up in the same order. */
  readonly #held = new Map<string, readonly HeldClients[]>();

  constructor(private readonly blueprint: Blueprint) {}

  /** Takes in what these employees hold, by what is stored; those who are known already stay as they are. */
  async learn({ store, tenant }: ServiceContext, employeeIds: Iterable<string>): Promise<void> {
    const unknown = [...new Set(employeeIds)].filter((id) => !this.#held.has(id));
    if (unknown.length === 0) return;
    const held = await store.countHeld(tenant, { employeeIds: unknown });
    const groups = new Map<string, HeldClients[]>(unknown.map((id) => [id, []]));
    for (const group of held) groups.get(group.employeeId)?.push(group);
    for (const [id, own] of groups) this.#held.set(id, own);
  }

  /** Counts a client as it is now and no longer as it was. */
  move(before: Client, after: Client): void {
    if (this.#held.size === 0) return;
    for (const role in before.custody) this.#add(this.#groupOf(before, role, -1));
    for (const role in after.custody) this.#add(this.#groupOf(after, role, 1));
  }

  /** Clients held in the role. */
  clients(employeeId: string, role: string): number {
    const held = this.#held.get(employeeId) ?? [];
    return held.reduce((sum, group) => (group.role === role ? sum + group.clients : sum), 0);
  }

  /** Hours a month by what each client takes, in whatever role. */
  hours(employeeId: string): number {
    const held = this.#held.get(employeeId) ?? [];
    return held.reduce((sum, group) => sum + group.clients * loadOf(group, this.blueprint), 0);
  }

  #groupOf(client: Client, role: string, clients: 1 | -1): HeldClients {
    const segment = segmentOf(client, role, this.blueprint);
    const { employeeId } = client.custody[role] as Client['custody'][string];
    return { employeeId, role, state: client.state, ...(segment !== undefined && { segment }), clients };
  }

  #add(group: HeldClients): void {
    const held = this.#held.get(group.employeeId);
    // Of whom nothing was learned, nothing is asked.
    if (held) this.#held.set(group.employeeId, withCount(held, group));
  }
}
