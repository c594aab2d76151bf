import type { HeldClients } from '../../workforce/workload.ts';
import { inCensusOrder } from '../port/census-order.ts';
import type { ClientChange, HeldQuery } from '../port.ts';

/** Who holds how many clients, kept up to date with every change, so that counting costs what there are groups. */
export class HeldCounts {
  /** By holder, then by role, state and segment. */
  readonly #groups = new Map<string, Map<string, HeldClients>>();

  /** A client is counted as it is now and no longer as it was. */
  replace(before: ClientChange | undefined, now: ClientChange): void {
    if (before) this.#count(before, -1);
    this.#count(now, 1);
  }

  of({ employeeIds = [...this.#groups.keys()], role }: HeldQuery): HeldClients[] {
    const groups = [...new Set(employeeIds)].flatMap((id) => [...(this.#groups.get(id)?.values() ?? [])]);
    const asked = role === undefined ? groups : groups.filter((group) => group.role === role);
    return inCensusOrder(asked).map((group) => ({ ...group }));
  }

  #count({ snapshot: { state, custody }, segments = {} }: ClientChange, by: 1 | -1): void {
    for (const [role, { employeeId }] of Object.entries(custody)) {
      const segment = Object.hasOwn(segments, role) ? segments[role] : undefined;
      const groups = this.#groups.get(employeeId) ?? new Map<string, HeldClients>();
      const key = JSON.stringify([role, state, segment]);
      const clients = (groups.get(key)?.clients ?? 0) + by;
      const group = { employeeId, role, state, ...(segment !== undefined && { segment }), clients };
      if (clients === 0) groups.delete(key);
      else groups.set(key, group);
      this.#groups.set(employeeId, groups);
    }
  }
}
