import type { HeldClients } from '../../workforce/workload.ts';
import { withCount } from '../port/census-order.ts';
import { compareText } from '../port/text-order.ts';
import type { HeldQuery } from '../port.ts';
import type { KeptClient } from './written.ts';

/**
 * Who holds how many clients, kept up to date with every change, so that counting costs what there are
 * groups.
 */
export class HeldCounts {
  /** By holder, in the order of a census. */
  readonly #groups = new Map<string, readonly HeldClients[]>();

  /** A client is counted as it is now and no longer as it was. */
  replace(before: KeptClient | undefined, now: KeptClient): void {
    if (before) this.#count(before, -1);
    this.#count(now, 1);
  }

  of({ employeeIds = [...this.#groups.keys()], role }: HeldQuery): HeldClients[] {
    const groups = [...new Set(employeeIds)].sort(compareText).flatMap((id) => this.#groups.get(id) ?? []);
    const asked = role === undefined ? groups : groups.filter((group) => group.role === role);
    return asked.map((group) => ({ ...group }));
  }

  #count({ snapshot: { state, custody }, segments = {} }: KeptClient, by: 1 | -1): void {
    for (const [role, { employeeId }] of Object.entries(custody)) {
      const segment = Object.hasOwn(segments, role) ? segments[role] : undefined;
      const group = { employeeId, role, state, ...(segment !== undefined && { segment }), clients: by };
      this.#groups.set(employeeId, withCount(this.#groups.get(employeeId) ?? [], group));
    }
  }
}
