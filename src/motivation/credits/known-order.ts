import type { ClientEvent } from '../../client/event.ts';
import { isPurchase, type markFields, type RecordedOrder } from '../../client/order-book.ts';
import type { MoneyRecord, OrderTerms } from '../../client/order-money.ts';
import { earlier, type Instant } from '../../time/instant.ts';
import { grouped } from '../grouped.ts';
import { type ClientLog, rootOf } from './client-log.ts';

/** An order over all cards of a client, with every event that says something of it. */
export interface KnownOrder {
  readonly order: RecordedOrder & OrderTerms & { readonly shippedAt?: Instant };
  /** The card on which it was placed. */
  readonly log: ClientLog;
  readonly recordId: string;
  readonly because: readonly string[];
  /** It was no purchase: void, cancelled, returned, given away, or credited in whole. */
  readonly isNone: boolean;
  readonly isFirst: boolean;
  /** It came with a client who moved in: what was before that moment is nobody's credit. */
  readonly openedAt?: Instant | undefined;
  /** The events by what they said: a mark, or the record of money. */
  readonly saidBy: ReadonlyMap<string, string>;
}

const marks: Partial<Record<ClientEvent['type'], (typeof markFields)[number]>> = {
  orderShipped: 'shippedAt',
  orderPaid: 'paidAt',
  orderCancelled: 'cancelledAt',
  orderReturned: 'returnedAt',
};

/** What is being collected of one order; of several records of it the first that counts is meant. */
interface Draft {
  record?: { order: KnownOrder['order']; log: ClientLog; id: string; counts: boolean; openedAt?: Instant };
  readonly marked: Map<string, Instant>;
  readonly money: Map<string, MoneyRecord>;
  readonly because: Set<string>;
  readonly saidBy: Map<string, string>;
}

/**
 * Every order, once. It has the terms of the card that counts in the end, and the marks and the money of
 * all.
 */
export function knownOrders(logs: Iterable<ClientLog>): KnownOrder[] {
  const cards = [...logs].map((log) => ({ log, ...rootOf(log) }));
  const byRoot = grouped(cards, ({ root }) => root.id);
  return [...byRoot.values()].flatMap((group) => {
    const drafts = new Map<string, Draft>();
    const sorted = group.toSorted((a, b) => a.depth - b.depth || (a.log.id < b.log.id ? -1 : 1));
    for (const { log } of sorted) collect(log, drafts);
    return finished(drafts.values());
  });
}

function collect(log: ClientLog, drafts: Map<string, Draft>): void {
  // Of one card's marks the last one is meant, of several cards' the earliest.
  const own = new Map<Draft, Map<string, Instant>>();
  const draftOf = (id: string, eventId: string): Draft => {
    const draft = drafts.get(id) ?? {
      marked: new Map(),
      money: new Map(),
      because: new Set(),
      saidBy: new Map(),
    };
    drafts.set(id, draft);
    for (const one of [eventId, ...(log.corrections.get(eventId) ?? []), ...log.merges])
      draft.because.add(one);
    return draft;
  };
  const place = (draft: Draft, record: NonNullable<Draft['record']>) => {
    if (!draft.record || (!draft.record.counts && record.counts)) draft.record = record;
  };
  for (const { event, counts } of log.events) {
    if (event.type === 'orderRecorded')
      place(draftOf(event.order.id, event.id), { order: event.order, log, id: event.id, counts });
    if (event.type === 'clientOnboarded')
      for (const order of event.orders)
        place(draftOf(order.id, event.id), { order, log, id: event.id, counts, openedAt: event.happenedAt });
    const mark = marks[event.type];
    if (mark && 'orderId' in event) {
      const draft = draftOf(event.orderId, event.id);
      if (!counts) continue;
      const said = own.get(draft) ?? new Map<string, Instant>();
      own.set(draft, said.set(mark, event.happenedAt));
      draft.saidBy.set(mark, event.id);
    }
    if (event.type === 'moneyRecorded') {
      const draft = draftOf(event.orderId, event.id);
      const { recordId: id, kind, amount, happenedAt: at } = event;
      if (!counts || draft.money.has(id)) continue;
      draft.money.set(id, { id, kind, amount: amount.amount, at });
      draft.saidBy.set(`money ${id}`, event.id);
    }
  }
  for (const [{ marked }, said] of own)
    for (const [mark, at] of said) marked.set(mark, earlier(marked.get(mark), at));
}

function finished(drafts: Iterable<Draft>): KnownOrder[] {
  const orders = [...drafts].flatMap(({ record, marked, money, because, saidBy }) => {
    // Of an order that nobody placed nothing can be said.
    if (!record) return [];
    const records = [...(record.order.money ?? []), ...money.values()];
    const order = {
      ...record.order,
      ...Object.fromEntries(marked),
      ...(records.length > 0 && { money: records.toSorted((a, b) => (a.at + a.id < b.at + b.id ? -1 : 1)) }),
    };
    const isNone = !record.counts || !isPurchase(order);
    const { log, id: recordId, openedAt } = record;
    return [{ order, log, recordId, because: [...because], isNone, openedAt, saidBy }];
  });
  const first = orders
    .filter(({ isNone }) => !isNone)
    .map(({ order }) => order)
    .toSorted((a, b) => (a.placedAt + a.id < b.placedAt + b.id ? -1 : 1))[0];
  return orders.map((one) => ({ ...one, isFirst: one.order === first }));
}
