import { earlier, later } from '../../time/instant.ts';
import { uniteDropped } from '../dropped-ids.ts';
import {
  addRevenue,
  emptyOrderBook,
  enterOrder,
  findOrder,
  isPurchase,
  knowsDropped,
  markFields,
  type OrderBook,
  type OrderEntry,
  type OwnOrderBook,
  uniteMoney,
} from '../order-book.ts';

const totals = ['count', 'moments', 'cancelled', 'returned', 'shipped', 'paid'] as const;

/**
 * The orders of two cards of one client. An order that both have counts once, as the own card has it, with
 * the marks of either. Of what a card's snapshot dropped only the totals are known: a purchase day of that
 * part which the other card shares counts twice.
 */
export function uniteOrders(own: OrderBook, brought: OrderBook): OwnOrderBook {
  const book = emptyOrderBook();
  const theirs = new Map(brought.recent.map((order) => [order.id, order]));
  for (const order of own.recent) {
    enterOrder(book, bothOrders(order, theirs.get(order.id)));
    theirs.delete(order.id);
  }
  for (const order of theirs.values()) enterOrder(book, order);
  for (const card of [own, brought]) addOlder(book, card);
  const filters = [own, brought].flatMap(({ droppedIds }) => droppedIds ?? []);
  if (filters.length > 0 && knowsDropped(own) && knowsDropped(brought)) {
    book.droppedIds = filters.reduce(uniteDropped);
  }
  return book;
}

/** The orders that both cards have under one id, and of which they say another thing: which are they? */
export function ordersApart(own: OrderBook, brought: OrderBook): string[] {
  const terms = ({ placedAt, total, kind }: OrderEntry) => JSON.stringify([placedAt, total, kind]);
  return own.recent.flatMap((order) => {
    const other = findOrder(brought, order.id);
    return other && terms(other) !== terms(order) ? order.id : [];
  });
}

function bothOrders(own: OrderEntry, other: OrderEntry | undefined): OrderEntry {
  if (!other) return own;
  const marked = markFields.flatMap((mark) => {
    const at = own[mark] && other[mark] ? earlier(own[mark], other[mark]) : (own[mark] ?? other[mark]);
    return at ? [[mark, at] as const] : [];
  });
  const money = uniteMoney(own.money ?? [], other.money ?? []);
  return { ...other, ...own, ...Object.fromEntries(marked), ...(money.length > 0 && { money }) };
}

/** Adds what the card knows beyond the orders that it kept. */
function addOlder(book: OwnOrderBook, card: OrderBook): void {
  if (card.droppedTo === undefined) return;
  addTotals(book, card);
  if (card.lastAt && !book.recent.some(isPurchase)) book.lastAt = later(book.lastAt, card.lastAt);
  book.droppedTo = later(book.droppedTo, card.droppedTo);
}

/** Adds the sums and the firsts of the card, less what the orders that it kept come to. */
export function addTotals(book: OwnOrderBook, card: OrderBook): void {
  const kept = emptyOrderBook();
  for (const order of card.recent) enterOrder(kept, order);
  for (const total of totals) book[total] += card[total] - kept[total];
  for (const [currency, amount] of Object.entries(card.revenue)) {
    addRevenue(book, currency, amount - (kept.revenue[currency] ?? 0));
  }
  if (card.firstAt) book.firstAt = earlier(book.firstAt, card.firstAt);
  if (card.firstShippedAt) book.firstShippedAt = earlier(book.firstShippedAt, card.firstShippedAt);
}
