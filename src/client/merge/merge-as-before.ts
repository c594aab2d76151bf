import { earlier, later } from '../../time/instant.ts';
import type { EventPayloads } from '../event.ts';
import {
  addRevenue,
  emptyOrderBook,
  enterOrder,
  findOrder,
  type OrderBook,
  type OwnOrderBook,
} from '../order-book.ts';
import type { OwnClient } from '../own-client.ts';
import { learn } from '../record-recipes.ts';

/**
 * A merge that was logged before there were laws of union folds as it did then. It brings five parts and
 * never holds.
 */
export function mergeAsBefore(client: OwnClient, brought: EventPayloads['duplicateMerged']['brought']): void {
  const { contacts, orders, facts, people, windows } = client;
  contacts.count += brought.contacts.count;
  contacts.twoWay += brought.contacts.twoWay;
  if (brought.contacts.lastAt) contacts.lastAt = later(contacts.lastAt, brought.contacts.lastAt);
  if (brought.contacts.lastTwoWayAt) {
    contacts.lastTwoWayAt = later(contacts.lastTwoWayAt, brought.contacts.lastTwoWayAt);
  }
  learn(facts, brought.facts);
  client.people = { ...brought.people, ...people };
  client.windows = { ...brought.windows, ...windows };
  absorbOrders(orders, brought.orders);
}

const totals = ['count', 'moments', 'cancelled', 'returned', 'shipped', 'paid'] as const;

/** An order that both have keeps the survivor's marks; everything else widens. */
function absorbOrders(book: OwnOrderBook, brought: OrderBook): void {
  const kept = emptyOrderBook();
  for (const order of brought.recent) {
    enterOrder(kept, order);
    if (!findOrder(book, order.id)) enterOrder(book, order);
  }
  for (const total of totals) book[total] += brought[total] - kept[total];
  for (const [currency, amount] of Object.entries(brought.revenue)) {
    addRevenue(book, currency, amount - (kept.revenue[currency] ?? 0));
  }
  if (brought.firstAt) book.firstAt = earlier(book.firstAt, brought.firstAt);
  if (brought.lastAt) book.lastAt = later(book.lastAt, brought.lastAt);
  if (brought.firstShippedAt) book.firstShippedAt = earlier(book.firstShippedAt, brought.firstShippedAt);
  if (!brought.droppedTo) return;
  book.droppedTo = later(book.droppedTo, brought.droppedTo);
  delete book.droppedIds;
}
