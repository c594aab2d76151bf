import type { Client } from '../client/client.ts';
import type { NewEvent } from '../client/handler-result.ts';

/** The event that gives a transfer’s client its holder; none where they have it already. */
export function heldByTransfer(
  { custody }: Client,
  role: string,
  employeeId: string,
  transfer: string,
): NewEvent[] {
  const from = custody[role]?.employeeId;
  if (from === employeeId) return [];
  const cause = { code: 'transfer', transfer } as const;
  return [{ type: 'holderAssigned', role, employeeId, cause, ...(from !== undefined && { from }) }];
}
