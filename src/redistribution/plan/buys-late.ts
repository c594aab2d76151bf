import type { Client } from '../../client/client.ts';
import type { ClientRules } from '../../client/decision-context.ts';
import type { Instant } from '../../time/instant.ts';

/** Tells whether a client's purchases are overdue, dormant or lost. */
export function buysLateBy({ readerOf }: ClientRules): (client: Client, now: Instant) => boolean {
  const statusOf = readerOf('cadence.status');
  return (client, now) => {
    const status = statusOf(client, now);
    return status !== undefined && status !== 'onTime';
  };
}
