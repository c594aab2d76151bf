import type { HeldClients } from '../../workforce/workload.ts';
import { compareTexts } from './text-order.ts';

/** Groups of held clients by holder, role, state and segment; those without a segment come first. */
export function inCensusOrder(groups: readonly HeldClients[]): HeldClients[] {
  return groups
    .map((group) => ({ group, key: keyOf(group) }))
    .sort((a, b) => compareTexts(a.key, b.key))
    .map(({ group }) => group);
}

const keyOf = ({ employeeId, role, state, segment }: HeldClients) =>
  segment === undefined ? [employeeId, role, state] : [employeeId, role, state, segment];
