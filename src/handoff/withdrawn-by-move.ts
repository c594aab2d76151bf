import type { Client } from '../client/client.ts';
import type { ClientRules } from '../client/decision-context.ts';
import type { NewEvent } from '../client/handler-result.ts';
import type { Instant } from '../time/instant.ts';

/** An open handoff that cannot start from the state that the client moves to is withdrawn. */
export function withdrawnByMove(
  { handoff }: Client,
  rules: ClientRules,
  to: string,
  happenedAt: Instant,
): NewEvent[] {
  if (!handoff || rules.transfers[handoff.transfer]?.from.includes(to)) return [];
  return [{ type: 'handoffWithdrawn', transfer: handoff.transfer, cause: { code: 'moved' }, happenedAt }];
}
