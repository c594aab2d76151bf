import { type Instant, later } from '../time/instant.ts';
import type { Client } from './client.ts';
import { countContact } from './counted-contacts.ts';
import type { ClientEvent, EventType } from './event.ts';
import type { Mutable } from './mutable.ts';
import { changeOrder, enterOrder, type OrderMark, type OwnOrderBook, recordMoney } from './order-book.ts';
import type { Recipe } from './recipe.ts';

/**
 * The one part of the client that each record goes into. No more is copied before the record changes it: the
 * part itself, of the order book its orders and totals, too.
 */
export const partOf = {
  contactRecorded: 'contacts',
  factsLearned: 'facts',
  personRecorded: 'people',
  windowRecorded: 'windows',
  windowWon: 'windows',
  windowMissed: 'windows',
  orderRecorded: 'orders',
  orderShipped: 'orders',
  orderPaid: 'orders',
  orderCancelled: 'orders',
  orderReturned: 'orders',
  moneyRecorded: 'orders',
} as const satisfies { readonly [T in EventType]?: keyof Client };

/** The events that a record command makes. */
export type RecordEvent = keyof typeof partOf;

type MarkEvent = 'orderShipped' | 'orderPaid' | 'orderCancelled' | 'orderReturned';

type Part<Name extends keyof Client> = Name extends 'orders' ? OwnOrderBook : Mutable<Client[Name]>;

/**
 * What happened in the world, as people record it. Only these events can be corrected, since moves are undone
 * by moving. Each recipe gets its part alone, and may write into it only as deep as it is copied.
 */
export const recordRecipes: { readonly [T in RecordEvent]: Recipe<T, Part<(typeof partOf)[T]>> } = {
  contactRecorded: (contacts, { happenedAt, twoWay, countsFor }) => {
    contacts.count++;
    contacts.lastAt = later(contacts.lastAt, happenedAt);
    if (!twoWay) return;
    contacts.twoWay++;
    const counted = countContact(contacts, happenedAt, countsFor);
    if (counted) contacts.counted = counted;
    contacts.lastTwoWayAt = later(contacts.lastTwoWayAt, happenedAt);
  },
  factsLearned: (known, { facts }) => learn(known, facts),
  personRecorded: (people, { personId, person, happenedAt }) => {
    if (isNewer(happenedAt, people[personId]?.at)) people[personId] = { ...person, at: happenedAt };
  },

  windowRecorded: (windows, { windowId, category, at, every, since, role: named, happenedAt }) => {
    const known = windows[windowId];
    if (!isNewer(happenedAt, known?.reportedAt)) return;
    const { won, missed, noticed } = known ?? { won: 0, missed: 0 };
    const role = named === undefined ? known?.role : named;
    const dates = { at, first: at, round: 0, ...since, reportedAt: happenedAt, ...(every && { every }) };
    windows[windowId] = {
      category,
      ...dates,
      status: 'expected',
      won,
      missed,
      ...(role && { role }),
      ...(noticed && { noticed }),
    };
  },
  windowWon: (windows, event) => resolve(windows, 'won', event),
  windowMissed: (windows, event) => resolve(windows, 'missed', event),

  orderRecorded: (orders, { order: { lines: _, rate: __, ...order } }) => enterOrder(orders, order),
  orderShipped: marks('shipped'),
  orderPaid: marks('paid'),
  orderCancelled: marks('cancelled'),
  orderReturned: marks('returned'),
  moneyRecorded: (orders, { orderId, recordId: id, kind, amount: { amount }, happenedAt: at }) =>
    recordMoney(orders, orderId, { id, kind, amount, at }),
};

function marks(mark: OrderMark): Recipe<MarkEvent, OwnOrderBook> {
  return (orders, { orderId, happenedAt }) =>
    changeOrder(orders, orderId, () => ({ [`${mark}At`]: happenedAt }));
}

const isNewer = (report: Instant, known: Instant | undefined) => known === undefined || report >= known;

/** Of two reports of one fact the one that was true later stays. */
export function learn(known: Mutable<Client['facts']>, facts: Client['facts']): void {
  for (const [path, fact] of Object.entries(facts)) {
    if (isNewer(fact.at, known[path]?.at)) known[path] = fact;
  }
}

function resolve(
  windows: Mutable<Client['windows']>,
  outcome: 'won' | 'missed',
  { windowId, next, round }: ClientEvent<'windowWon' | 'windowMissed'>,
): void {
  const window = windows[windowId];
  if (!window) return;
  const then = next === undefined || round === undefined ? { status: outcome } : { at: next, round };
  windows[windowId] = { ...window, [outcome]: window[outcome] + 1, ...then };
}
