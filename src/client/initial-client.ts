import type { Client } from './client.ts';
import type { ClientEvent } from './event.ts';
import type { Mutable } from './mutable.ts';
import { openWith } from './onboarding/opening-balance.ts';
import { emptyOrderBook } from './order-book.ts';

/** The client as registration or an opening balance leaves it, before the event is counted. */
export function initialClient(event: ClientEvent<'clientRegistered' | 'clientOnboarded'>): Client {
  const client: Mutable<Client> = {
    id: event.clientId,
    revision: 0,
    source: event.source,
    ...(event.blueprintVersion !== undefined && { blueprintVersion: event.blueprintVersion }),
    registeredAt: event.happenedAt,
    decidedAt: event.recordedAt,
    state: 'state' in event ? event.state : '',
    stateSince: event.happenedAt,
    custody: {},
    custodyChanges: {},
    handoffs: { offered: 0, accepted: 0, rejected: 0, expired: 0, rejections: {}, received: {} },
    holds: {},
    pauses: [],
    facts: {},
    people: {},
    windows: {},
    contacts: { count: 0, twoWay: 0 },
    orders: emptyOrderBook(),
    merged: [],
  };
  if (event.type === 'clientOnboarded') {
    client.registeredAt = event.registeredAt;
    openWith(client, event);
  }
  return client;
}
