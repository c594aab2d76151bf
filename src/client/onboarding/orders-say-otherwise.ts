import type { Client } from '../client.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionScope } from '../decision-context.ts';
import { emptyOrderBook, enterOrder, isPurchase } from '../order-book.ts';
import type { Oddity } from './oddity.ts';
import type { OpeningOrder } from './opening-balance.ts';

/**
 * Whether a client is told to stand where an order like its own leads out: dormant, and ordered yesterday.
 * Where it is not told since when it stands there, only what holds whenever that was counts.
 */
export function saidOtherwise(
  { stands }: CommandOf<'onboard'>,
  client: Client,
  told: readonly OpeningOrder[],
  { rules, now }: DecisionScope,
): Oddity[] {
  const last = told.findLast(isPurchase);
  if (!stands || !last) return [];
  // Where no shipment is known, shipments are not told.
  const areShipped = told.some(({ shippedAt }) => shippedAt);
  const orders = emptyOrderBook();
  for (const { lines: _, ...order } of told)
    enterOrder(orders, areShipped ? order : { shippedAt: order.placedAt, ...order });
  const stateSince = stands.since ?? now;
  const seen = { ...client, orders, stateSince };
  const { orderRecorded = [], orderShipped = [] } = rules.states[stands.state]?.byEvent ?? {};
  const exit = [...orderRecorded, ...orderShipped].find(({ condition }) =>
    condition ? condition.evaluate(seen, now) === 'yes' : last.placedAt >= stateSince,
  );
  if (!exit || exit.to === stands.state) return [];
  return [{ code: 'ORDERS_SAY_OTHERWISE', told: stands.state, state: exit.to, lastAt: last.placedAt }];
}
