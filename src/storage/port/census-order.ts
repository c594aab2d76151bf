import type { HeldClients } from '../../workforce/workload.ts';
import { compareText } from './text-order.ts';

/** Groups of held clients by holder, role, state and segment; those without a segment come first. */
export const inCensusOrder = (groups: readonly HeldClients[]): HeldClients[] =>
  groups.toSorted(compareGroups);

function compareGroups(a: HeldClients, b: HeldClients): number {
  const order =
    compareText(a.employeeId, b.employeeId) || compareText(a.role, b.role) || compareText(a.state, b.state);
  if (order !== 0 || a.segment === b.segment) return order;
  if (a.segment === undefined) return -1;
  return b.segment === undefined ? 1 : compareText(a.segment, b.segment);
}
