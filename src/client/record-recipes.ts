import type { Draft } from 'immer';
import { type Instant, later } from '../time/instant.ts';
import type { Client } from './client.ts';
import type { ClientEvent } from './event.ts';
import { enterOrder, markOrder, type OrderMark } from './order-book.ts';
import type { Recipe } from './recipe.ts';

/** The events that a record command makes. */
type RecordEvent =
  | 'contactRecorded'
  | 'factsLearned'
  | 'personRecorded'
  | 'windowRecorded'
  | 'windowWon'
  | 'windowMissed'
  | 'orderRecorded'
  | MarkEvent;

type MarkEvent = 'orderShipped' | 'orderPaid' | 'orderCancelled' | 'orderReturned';

/** What the world did, as people record it: these events and no others can be corrected, since moves are undone by moving. */
export const recordRecipes: { readonly [T in RecordEvent]: Recipe<T, Draft<Client>> } = {
  contactRecorded: ({ contacts }, { happenedAt, twoWay }) => {
    contacts.count++;
    contacts.lastAt = later(contacts.lastAt, happenedAt);
    if (!twoWay) return;
    contacts.twoWay++;
    contacts.lastTwoWayAt = later(contacts.lastTwoWayAt, happenedAt);
  },
  factsLearned: (client, { facts }) => learn(client.facts, facts),
  personRecorded: ({ people }, { personId, person, happenedAt }) => {
    if (isNewer(happenedAt, people[personId]?.at)) people[personId] = { ...person, at: happenedAt };
  },

  windowRecorded: ({ windows }, { windowId, category, at, every, since, happenedAt }) => {
    const known = windows[windowId];
    if (!isNewer(happenedAt, known?.reportedAt)) return;
    const { won, missed } = known ?? { won: 0, missed: 0 };
    const dates = { at, first: at, round: 0, ...since, reportedAt: happenedAt, ...(every && { every }) };
    windows[windowId] = { category, ...dates, status: 'expected', won, missed };
  },
  windowWon: ({ windows }, event) => resolve(windows, 'won', event),
  windowMissed: ({ windows }, event) => resolve(windows, 'missed', event),

  orderRecorded: ({ orders }, { order: { lines: _, ...order } }) => enterOrder(orders, order),
  orderShipped: marks('shipped'),
  orderPaid: marks('paid'),
  orderCancelled: marks('cancelled'),
  orderReturned: marks('returned'),
};

function marks(mark: OrderMark): Recipe<MarkEvent, Draft<Client>> {
  return ({ orders }, { orderId, happenedAt }) => markOrder(orders, orderId, mark, happenedAt);
}

const isNewer = (report: Instant, known: Instant | undefined) => known === undefined || report >= known;

/** Of two reports of one fact the one that was true later stays. */
export function learn(known: Draft<Client['facts']>, facts: Client['facts']): void {
  for (const [path, fact] of Object.entries(facts)) {
    if (isNewer(fact.at, known[path]?.at)) known[path] = fact as Draft<typeof fact>;
  }
}

function resolve(
  windows: Draft<Client['windows']>,
  outcome: 'won' | 'missed',
  { windowId, next, round }: ClientEvent<'windowWon' | 'windowMissed'>,
): void {
  const window = windows[windowId];
  if (!window) return;
  const then = next === undefined || round === undefined ? { status: outcome } : { at: next, round };
  windows[windowId] = { ...window, [outcome]: window[outcome] + 1, ...then };
}
