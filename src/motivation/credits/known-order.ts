import type { ClientEvent } from '../../client/event.ts';
import type { OpeningOrder } from '../../client/onboarding/opening-balance.ts';
import { isPurchase, markFields, type RecordedOrder } from '../../client/order-book.ts';
import { byDate, type MoneyRecord, type OrderTerms } from '../../client/order-money.ts';
import { groupBy } from '../../conditions/group-by.ts';
import type { Instant } from '../../time/instant.ts';
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
  /** The openings that said something of it, by their ids, and when they were. */
  readonly openings: ReadonlyMap<string, Instant>;
  /** The events by what they said: a mark, or the record of money. */
  readonly saidBy: ReadonlyMap<string, string>;
}

type Mark = (typeof markFields)[number];
const marks: Partial<Record<ClientEvent['type'], Mark>> = {
  orderShipped: 'shippedAt',
  orderPaid: 'paidAt',
  orderCancelled: 'cancelledAt',
  orderReturned: 'returnedAt',
};

/** What is being collected of one order; of several records of it the first that counts is meant. */
interface Draft {
  record?: { order: KnownOrder['order']; log: ClientLog; id: string; counts: boolean; openedAt?: Instant };
  readonly marked: Map<Mark, Instant>;
  readonly money: Map<string, MoneyRecord>;
  readonly because: Set<string>;
  readonly openings: Map<string, Instant>;
  readonly saidBy: Map<string, string>;
}

/**
 * Every order, once. It has the terms of the card that counts in the end, and the marks and the money of
 * all.
 */
export function knownOrders(logs: Iterable<ClientLog>): KnownOrder[] {
  const cards = [...logs].map((log) => ({ log, ...rootOf(log) }));
  const byRoot = groupBy(cards, ({ root }) => root.id);
  return [...byRoot.values()].flatMap((group) => {
    const drafts = new Map<string, Draft>();
    const sorted = group.toSorted((a, b) => a.depth - b.depth || (a.log.id < b.log.id ? -1 : 1));
    for (const { log } of sorted) collect(log, drafts);
    return finished(drafts.values());
  });
}

function collect(log: ClientLog, drafts: Map<string, Draft>): void {
  // Of one card's marks the last one is meant, of several cards' the earliest.
  const own = new Map<Draft, Map<Mark, { readonly at: Instant; readonly eventId: string }>>();
  const draftOf = (id: string, eventId: string): Draft => {
    const draft = drafts.get(id) ?? {
      marked: new Map(),
      money: new Map(),
      because: new Set(),
      openings: new Map(),
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
  const mark = (draft: Draft, field: Mark, at: Instant, eventId: string) => {
    own.set(draft, (own.get(draft) ?? new Map()).set(field, { at, eventId }));
  };
  const take = (draft: Draft, record: MoneyRecord, eventId: string) => {
    if (draft.money.has(record.id)) return;
    draft.money.set(record.id, record);
    draft.saidBy.set(`money ${record.id}`, eventId);
  };
  const open = (order: OpeningOrder, { id, happenedAt: openedAt }: ClientEvent, counts: boolean) => {
    const draft = draftOf(order.id, id);
    place(draft, { order, log, id, counts, openedAt });
    draft.openings.set(id, openedAt);
    for (const field of markFields) if (order[field]) mark(draft, field, order[field], id);
    for (const record of order.money ?? []) take(draft, record, id);
  };
  for (const { event, counts } of log.events) {
    const { id: eventId, happenedAt: at } = event;
    if (event.type === 'orderRecorded')
      place(draftOf(event.order.id, eventId), { order: event.order, log, id: eventId, counts });
    if (event.type === 'clientOnboarded') for (const order of event.orders) open(order, event, counts);
    const field = marks[event.type];
    if (field && 'orderId' in event) {
      const draft = draftOf(event.orderId, eventId);
      if (counts) mark(draft, field, at, eventId);
    }
    if (event.type === 'moneyRecorded') {
      const draft = draftOf(event.orderId, eventId);
      const { recordId: id, kind, amount } = event;
      if (counts) take(draft, { id, kind, amount: amount.amount, at }, eventId);
    }
  }
  for (const [{ marked, saidBy }, said] of own)
    for (const [field, { at, eventId }] of said) {
      const known = marked.get(field);
      if (known !== undefined && known <= at) continue;
      marked.set(field, at);
      saidBy.set(field, eventId);
    }
}

function finished(drafts: Iterable<Draft>): KnownOrder[] {
  const orders = [...drafts].flatMap(({ record, marked, money, because, openings, saidBy }) => {
    // Of an order that nobody placed nothing can be said.
    if (!record) return [];
    const order = {
      ...record.order,
      ...Object.fromEntries(marked),
      ...(money.size > 0 && { money: [...money.values()].sort(byDate) }),
    };
    const isNone = !record.counts || !isPurchase(order);
    const { log, id: recordId, openedAt } = record;
    return [{ order, log, recordId, because: [...because], isNone, openedAt, openings, saidBy }];
  });
  const first = orders
    .filter(({ isNone }) => !isNone)
    .map(({ order }) => order)
    .toSorted((a, b) => (a.placedAt + a.id < b.placedAt + b.id ? -1 : 1))[0];
  return orders.map((one) => ({ ...one, isFirst: one.order === first }));
}
