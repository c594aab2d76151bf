import type { HandoffHistory } from '../handoff/handoff.ts';
import type { Client } from './client.ts';
import type { Mutable } from './mutable.ts';
import { type OwnOrderBook, ownOrderBook } from './order-book.ts';

type OwnHandoffs = Omit<Mutable<HandoffHistory>, 'rejections' | 'received'> & {
  rejections: Mutable<HandoffHistory['rejections']>;
  received: Mutable<HandoffHistory['received']>;
};

/**
 * A client of which fields may be set, and entries of its containers added, replaced and removed. What lies
 * in them is shared with the client before, and stays as it is.
 */
export type OwnClient = Omit<
  Mutable<Client>,
  'custody' | 'handoffs' | 'holds' | 'pauses' | 'facts' | 'contacts' | 'orders' | 'merged'
> & {
  custody: Mutable<Client['custody']>;
  handoffs: OwnHandoffs;
  holds: Mutable<Client['holds']>;
  pauses: Client['pauses'][number][];
  facts: Mutable<Client['facts']>;
  contacts: Mutable<Client['contacts']>;
  orders: OwnOrderBook;
  merged: Client['merged'][number][];
};

export const ownClient = (client: Client): OwnClient => ({
  ...client,
  custody: { ...client.custody },
  handoffs: {
    ...client.handoffs,
    rejections: { ...client.handoffs.rejections },
    received: { ...client.handoffs.received },
  },
  holds: { ...client.holds },
  pauses: [...client.pauses],
  facts: { ...client.facts },
  contacts: { ...client.contacts },
  orders: ownOrderBook(client.orders),
  merged: [...client.merged],
});
