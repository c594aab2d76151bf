import { later } from '../../time/instant.ts';
import type { EventPayloads } from '../event.ts';
import { enterOrder, findOrder, type OrderBook, type OwnOrderBook } from '../order-book.ts';
import type { OwnClient } from '../own-client.ts';
import { learn } from '../record-recipes.ts';
import { addTotals } from './unite-orders.ts';

/**
 * A merge that was logged before there were laws of union folds as it did then. It brings five parts and
 * never holds.
 */
export function mergeAsBefore(client: OwnClient, brought: EventPayloads['duplicateMerged']['brought']): void {
  const { contacts, orders, facts, people, windows } = client;
  contacts.count += brought.contacts.count;
  contacts.twoWay += brought.contacts.twoWay;
  for (const last of ['lastAt', 'lastTwoWayAt'] as const) {
    const at = brought.contacts[last];
    if (at) contacts[last] = later(contacts[last], at);
  }
  learn(facts, brought.facts);
  client.people = { ...brought.people, ...people };
  client.windows = { ...brought.windows, ...windows };
  absorbOrders(orders, brought.orders);
}

/** An order that both have keeps the survivor's marks; everything else widens. */
function absorbOrders(book: OwnOrderBook, brought: OrderBook): void {
  for (const order of brought.recent) if (!findOrder(book, order.id)) enterOrder(book, order);
  addTotals(book, brought);
  if (brought.lastAt) book.lastAt = later(book.lastAt, brought.lastAt);
  if (!brought.droppedTo) return;
  book.droppedTo = later(book.droppedTo, brought.droppedTo);
  delete book.droppedIds;
}
