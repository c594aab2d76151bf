import type { HeldClients } from '../../workforce/workload.ts';
import { compareTexts } from './text-order.ts';

/** Groups of held clients by holder, role, state and segment; those without a segment come first. */
export const inCensusOrder = (groups: readonly HeldClients[]): HeldClients[] =>
  groups.toSorted(compareGroups);

function compareGroups(a: HeldClients, b: HeldClients): number {
  const order = compareTexts([a.employeeId, a.role, a.state], [b.employeeId, b.role, b.state]);
  if (order !== 0 || a.segment === b.segment) return order;
  if (a.segment === undefined) return -1;
  return b.segment === undefined ? 1 : compareTexts([a.segment], [b.segment]);
}
