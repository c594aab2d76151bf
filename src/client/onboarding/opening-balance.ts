import type { AcceptedHandoff } from '../../handoff/handoff.ts';
import type { Instant } from '../../time/instant.ts';
import type { Client } from '../client.ts';
import { countChange } from '../custody-changes.ts';
import { type Standing, setStanding } from '../merge/standing.ts';
import type { Mutable } from '../mutable.ts';
import { enterOrder, type OrderEntry, type OwnOrderBook, type RecordedOrder } from '../order-book.ts';
import type { Oddity } from './oddity.ts';

/** What a client brings along from another system: known before, and no news. */
export interface OpeningBalance {
  /** Since when there is the client. */
  readonly registeredAt: Instant;
  /** Where it comes from, and its ids there and elsewhere by kind. */
  readonly from?: { readonly system: string; readonly ids?: Readonly<Record<string, string>> };
  /** Where it stands, and with whom, before time acts. */
  readonly stands: Standing;
  /** The state was not told: it is where the client came to by all that was told with a date. */
  readonly derived?: true;
  readonly parts: Pick<Client, 'facts' | 'people' | 'windows' | 'contacts' | 'holds' | 'pauses'>;
  /** Oldest first, with the marks that they have. */
  readonly orders: readonly OpeningOrder[];
  /** Who held the client before, oldest first. */
  readonly pastHolders?: readonly PastHolder[];
  /** Handoffs that were accepted before, oldest first. */
  readonly pastHandoffs?: readonly AcceptedHandoff[];
  /** What was told and is odd. */
  readonly oddities?: readonly Oddity[];
}

/** An earlier order, with its later marks. */
export type OpeningOrder = RecordedOrder & OrderEntry;

/** Somebody who held the client in a role until it came here, or until before. */
export interface PastHolder {
  readonly role: string;
  readonly employeeId: string;
  readonly since: Instant;
  readonly until: Instant;
}

/** Gives a new client all that it brings along. Nothing that the event carries is written into later. */
export function openWith(
  client: Mutable<Client>,
  { stands, parts, orders, pastHolders = [], pastHandoffs = [] }: OpeningBalance,
): void {
  for (const [part, value] of Object.entries(parts)) {
    Object.assign(client, { [part]: Array.isArray(value) ? [...value] : { ...value } });
  }
  for (const { lines: _, rate: __, ...order } of orders) enterOrder(client.orders as OwnOrderBook, order);
  const { length } = pastHandoffs;
  const lastAcceptedAt = pastHandoffs.at(-1)?.acceptedAt;
  if (lastAcceptedAt)
    client.handoffs = { ...client.handoffs, offered: length, accepted: length, lastAcceptedAt };
  setStanding(client, stands);
  for (const { role } of pastHolders) countChange(client, role);
}
