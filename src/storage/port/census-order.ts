import type { HeldClients } from '../../workforce/workload.ts';
import { compareText } from './text-order.ts';

/** Groups of held clients by holder, role, state and segment; those without a segment come first. */
export const inCensusOrder = (groups: readonly HeldClients[]): HeldClients[] =>
  groups.toSorted(compareGroups);

/** The same with more clients, or fewer, in one of one holder's groups; one that has none left is gone. */
export function withCount(groups: readonly HeldClients[], more: HeldClients): readonly HeldClients[] {
  const at = groups.findIndex((group) => compareGroups(group, more) === 0);
  if (at < 0) return inCensusOrder([...groups, more]);
  const clients = (groups[at] as HeldClients).clients + more.clients;
  return clients === 0 ? groups.toSpliced(at, 1) : groups.with(at, { ...more, clients });
}

function compareGroups(a: HeldClients, b: HeldClients): number {
  const order =
    compareText(a.employeeId, b.employeeId) || compareText(a.role, b.role) || compareText(a.state, b.state);
  if (order !== 0 || a.segment === b.segment) return order;
  if (a.segment === undefined) return -1;
  return b.segment === undefined ? 1 : compareText(a.segment, b.segment);
}
