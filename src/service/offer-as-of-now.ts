import type { Client } from '../client/client.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * The client as stored, except for an offer that nobody may accept any more. That is shown with whoever
 * decides on it now, as the next command or `runDue` writes it. Undecided where the client is on a blueprint
 * that this conveyor does not know.
 */
export function withOfferAsOfNow(client: Client, { conveyor, now }: ServiceContext): Client {
  const { handoff, handoffs } = client;
  if (!handoff || handoff.escalated || handoff.expiresAt > now()) return client;
  const to = conveyor.rules.transfers[handoff.transfer]?.handoff?.escalateTo;
  if (to === undefined) return client;
  const escalated = { to, cause: 'expired', at: handoff.expiresAt } as const;
  return {
    ...client,
    handoff: { ...handoff, escalated },
    handoffs: { ...handoffs, expired: handoffs.expired + 1 },
  };
}
