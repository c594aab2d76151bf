import type { Client } from '../client.ts';
import type { DecisionScope } from '../decision-context.ts';
import { historyNeeded, replayWhole } from '../evolve.ts';
import { findOrder, type OrderEntry } from '../order-book.ts';

/** An order of the client's, also one that the snapshot dropped: from the log. */
export function knownOrder(
  client: Client,
  orderId: string,
  type: string,
  { history }: DecisionScope,
): OrderEntry | undefined {
  const kept = findOrder(client.orders, orderId);
  if (kept || client.orders.droppedTo === undefined) return kept;
  if (!history) throw historyNeeded(client, { type });
  return findOrder(replayWhole(history).orders, orderId);
}
