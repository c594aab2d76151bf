import type { Blueprint } from '../blueprint/blueprint.ts';
import type { Money } from '../conditions/fact-schema.ts';
import { dayOf } from '../time/calendar-day.ts';
import { earlier, type Instant, later } from '../time/instant.ts';
import { type DroppedIds, mayBeDropped, withDropped } from './dropped-ids.ts';
import type { Mutable } from './mutable.ts';
import { byDate, type MoneyRecord, moneyIn } from './order-money.ts';

/**
 * At least this many newest purchase days are kept on a snapshot, with every order since the oldest of
 * them.
 */
const KEPT_MOMENTS = 200;

/**
 * What a client's snapshot remembers of orders. A purchase is an order that is no sample and was neither
 * cancelled nor returned; all purchases of one day (in the blueprint's time zone) are one purchase day.
 */
export interface OrderBook {
  /** Purchases: samples, cancelled and returned orders not counted. */
  readonly count: number;
  /** Purchase moments: days with at least one purchase. */
  readonly moments: number;
  readonly cancelled: number;
  readonly returned: number;
  readonly shipped: number;
  readonly paid: number;
  /** Value of all purchases by currency, in minor units. */
  readonly revenue: Readonly<Record<string, number>>;
  readonly firstAt?: Instant;
  readonly lastAt?: Instant;
  readonly firstShippedAt?: Instant;
  /** The newest orders by placing instant, then id; cancelled and returned ones among them. */
  readonly recent: readonly OrderEntry[];
  /** Orders of days up to this one are in the log only. Absent while every order is still in `recent`. */
  readonly droppedTo?: string;
  /** Their ids. Absent also on a snapshot from before this was kept, until its next order is recorded. */
  readonly droppedIds?: DroppedIds;
}

/** An order as the log has it. */
export interface RecordedOrder {
  readonly id: string;
  /**
   * A `trial` is a purchase like any other; a `sample` is given and not bought: no purchase. Absent: a
   * regular order.
   */
  readonly kind?: 'trial' | 'sample';
  readonly placedAt: Instant;
  /** Calendar day of placing, `YYYY-MM-DD`, in the blueprint's time zone. */
  readonly day: string;
  readonly total?: Money;
  /** What a unit of its currency is worth in the blueprint's, as an exact decimal: `98.7654`. */
  readonly rate?: string;
  readonly lines?: readonly OrderLine[];
}

/** What was ordered of one product, or came back: at which price a unit, and at which cost to us. */
export interface OrderLine {
  readonly product: string;
  readonly quantity: number;
  readonly price?: Money;
  readonly cost?: Money;
}

/** An order as the snapshot keeps it. */
export interface OrderEntry extends Omit<RecordedOrder, 'lines' | 'rate'> {
  /** What was recorded of its money since, by date. Absent where nothing was. */
  readonly money?: readonly MoneyRecord[];
  readonly shippedAt?: Instant;
  readonly paidAt?: Instant;
  readonly cancelledAt?: Instant;
  readonly returnedAt?: Instant;
}

/** All of an order but which one it is. */
type Unnamed = Omit<OrderEntry, 'id' | 'placedAt' | 'day'>;

/**
 * An order book whose fields may be set. Its list of orders may be changed, but an order in it may be shared.
 */
export type OwnOrderBook = Omit<Mutable<OrderBook>, 'recent' | 'revenue'> & {
  recent: OrderEntry[];
  revenue: Record<string, number>;
};

export const ownOrderBook = (book: OrderBook): OwnOrderBook => ({
  ...book,
  revenue: { ...book.revenue },
  recent: [...book.recent],
});

export const emptyOrderBook = (): OwnOrderBook => ({
  count: 0,
  moments: 0,
  cancelled: 0,
  returned: 0,
  shipped: 0,
  paid: 0,
  revenue: {},
  recent: [],
});

/** Whether an order came to nothing after all: it was returned, or nothing of its total is left. */
const isBack = (order: Unnamed): boolean =>
  order.returnedAt !== undefined || (!!order.money && !order.cancelledAt && moneyIn(order).net <= 0);

/** Whether an order counts as a purchase. */
export const isPurchase = (order: Unnamed): boolean =>
  !order.cancelledAt && order.kind !== 'sample' && !isBack(order);

/** Whether an order is paid: marked so, or in parts. */
function isPaid(order: Unnamed): boolean {
  if (!order.money) return order.paidAt !== undefined;
  const { net, paid } = moneyIn(order);
  return paid > 0 && paid >= net;
}

/** What is still to be paid of purchases in a currency. What one has too much pays no other. */
export const debtOf = (orders: readonly Unnamed[], currency: string): number =>
  orders.reduce(
    (sum, order) =>
      order.total?.currency === currency && (order.money || !order.paidAt) && isPurchase(order)
        ? sum + Math.max(0, moneyIn(order).outstanding)
        : sum,
    0,
  );

export function findOrder(book: OrderBook, orderId: string): OrderEntry | undefined {
  return book.recent.findLast(({ id }) => id === orderId);
}

/** Which orders keep a client's rhythm: all purchases, or those that were shipped. */
export const countsFor = (cadenceBy: Blueprint['cadenceBy']): typeof isPurchase =>
  cadenceBy === 'shipment' ? (order) => isPurchase(order) && order.shippedAt !== undefined : isPurchase;

/** Days with a purchase among the kept orders, oldest first. */
export function purchaseDays(book: OrderBook, counts = isPurchase): string[] {
  const days: string[] = [];
  for (const order of book.recent) if (order.day !== days.at(-1) && counts(order)) days.push(order.day);
  return days;
}

/** Enters an order, with the marks it has, at its place in time, wherever that is. */
export function enterOrder(book: OwnOrderBook, order: OrderEntry): void {
  const { recent } = book;
  // Most are the newest; of those told late a log may bring thousands.
  let [place, end] = [isLater(recent.at(-1), order) ? 0 : recent.length, recent.length];
  while (place < end) {
    const middle = (place + end) >> 1;
    if (isLater(recent[middle], order)) end = middle;
    else place = middle + 1;
  }
  recent.splice(place, 0, order);
  tally(book, place, 1);
  if (isPurchase(order)) widenDates(book, order);
}

/** What can be said of an order beside that it was placed. */
export type OrderMark = 'shipped' | 'paid' | 'cancelled' | 'returned';

/** Where an order has its marks. */
export const markFields = ['shippedAt', 'paidAt', 'cancelledAt', 'returnedAt'] as const;

/**
 * Changes a kept order. It stays in `recent`, even if it is no purchase any more. One that is not kept is
 * known to the log alone.
 */
export function changeOrder(
  book: OwnOrderBook,
  orderId: string,
  change: (order: OrderEntry) => Partial<OrderEntry>,
): void {
  const { recent } = book;
  const place = recent.findLastIndex(({ id }) => id === orderId);
  const known = recent[place];
  if (!known) return;
  const order: OrderEntry = { ...known, ...change(known) };
  tally(book, place, -1);
  recent[place] = order;
  tally(book, place, 1);
  if (isPurchase(order)) widenDates(book, order);
  else if (isPurchase(known)) narrowDates(book, order);
}

/** Adds a record of a kept order's money, once. */
export function recordMoney(book: OwnOrderBook, orderId: string, record: MoneyRecord): void {
  changeOrder(book, orderId, ({ money = [] }) => ({ money: uniteMoney(money, [record]) }));
}

/** The records of either, each once. */
export const uniteMoney = (own: readonly MoneyRecord[], other: readonly MoneyRecord[]): MoneyRecord[] =>
  [...own, ...other.filter(({ id }) => !own.some((one) => one.id === id))].sort(byDate);

/** Counts a kept order in, or out. */
function tally(book: OwnOrderBook, place: number, sign: 1 | -1): void {
  const order = book.recent[place] as OrderEntry;
  if (order.cancelledAt) book.cancelled += sign;
  if (isBack(order)) book.returned += sign;
  if (!isPurchase(order)) return;
  book.count += sign;
  if (isAloneOnItsDay(order, place, book.recent)) book.moments += sign;
  if (order.shippedAt) book.shipped += sign;
  if (isPaid(order)) book.paid += sign;
  if (order.total)
    addRevenue(book, order.total.currency, sign * (order.money ? moneyIn(order).net : order.total.amount));
}

function widenDates(book: OwnOrderBook, { placedAt, shippedAt }: OrderEntry): void {
  book.firstAt = earlier(book.firstAt, placedAt);
  book.lastAt = later(book.lastAt, placedAt);
  if (shippedAt) book.firstShippedAt = earlier(book.firstShippedAt, shippedAt);
}

function narrowDates(book: OwnOrderBook, { placedAt, shippedAt }: OrderEntry): void {
  const purchases = book.recent.filter(isPurchase);
  // Another first one may be among those that a merged duplicate's snapshot let go of.
  if (placedAt === book.firstAt) setOrClear(book, 'firstAt', purchases[0]?.placedAt);
  setOrClear(book, 'lastAt', purchases.at(-1)?.placedAt);
  if (shippedAt && shippedAt === book.firstShippedAt) {
    const shipments = purchases.flatMap((order) => order.shippedAt ?? []);
    setOrClear(book, 'firstShippedAt', shipments.toSorted()[0]);
  }
}

/** The book with every kept order on its day in the time zone. */
export function bookInZone(book: OrderBook, timeZone: string): OrderBook {
  const recent = book.recent.map((order) => ({ ...order, day: dayOf(order.placedAt, timeZone) }));
  const moved = { ...book, recent };
  return { ...moved, moments: book.moments - purchaseDays(book).length + purchaseDays(moved).length };
}

/** Lets go of what is older than the newest 200 purchase days; the log still has it. */
export function trimOrderBook(book: OwnOrderBook): void {
  if (book.recent.length <= KEPT_MOMENTS) return;
  const tooMany = purchaseDays(book).at(-1 - KEPT_MOMENTS);
  if (tooMany === undefined) return;
  const dropped = book.recent.flatMap(({ id, day }) => (day > tooMany ? [] : id));
  if (knowsDropped(book)) book.droppedIds = withDropped(book.droppedIds, dropped);
  book.recent = book.recent.filter(({ day }) => day > tooMany);
  book.droppedTo = later(book.droppedTo, tooMany);
}

/** Whether the ids of all dropped orders are known. */
export const knowsDropped = ({ droppedTo, droppedIds }: OrderBook): boolean =>
  droppedTo === undefined || droppedIds !== undefined;

/** Whether an order that is not kept may be a dropped one. */
export function mayBeOld({ droppedTo, droppedIds }: OrderBook, orderId: string): boolean {
  return droppedTo !== undefined && (droppedIds === undefined || mayBeDropped(droppedIds, orderId));
}

/** Whether taking in the order or its undoing needs dropped orders. */
export const reachesBack = (book: OrderBook, day: string): boolean =>
  book.droppedTo !== undefined && day <= book.droppedTo;

export function addRevenue({ revenue }: OwnOrderBook, currency: string, amount: number): void {
  revenue[currency] = (revenue[currency] ?? 0) + amount;
}

/** Whether an order has its place behind another one's. */
export const isLater = (a: OrderEntry | undefined, b: OrderEntry): boolean =>
  a !== undefined && (a.placedAt > b.placedAt || (a.placedAt === b.placedAt && a.id > b.id));

/** Whether no other purchase of its day stands around an order's place in the sorted list. */
function isAloneOnItsDay({ day }: OrderEntry, place: number, recent: readonly OrderEntry[]): boolean {
  for (let i = place + 1; recent[i]?.day === day; i++) if (isPurchase(recent[i] as OrderEntry)) return false;
  for (let i = place - 1; recent[i]?.day === day; i--) if (isPurchase(recent[i] as OrderEntry)) return false;
  return true;
}

function setOrClear(book: OwnOrderBook, key: 'firstAt' | 'lastAt' | 'firstShippedAt', value?: Instant): void {
  if (value === undefined) delete book[key];
  else book[key] = value;
}
