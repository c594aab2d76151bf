import type { Client } from '../../client/client.ts';
import type { ClientEvent } from '../../client/event.ts';
import { groupBy } from '../../conditions/group-by.ts';
import type { Archive } from '../versions/blueprint-documents.ts';

/** All events that led to a client as it was read; undefined where nobody needs them. */
export type Log = readonly ClientEvent[] | undefined;

/** Events that are read and held at once, unless one client has more. */
const EVENTS = 5_000;

/** The clients in their order, those who need it with their log. Logs are read for many at once. */
export async function* withLogs(
  { store, tenant }: Archive,
  clients: readonly Client[],
  needsLog: (client: Client) => boolean,
): AsyncGenerator<{ readonly client: Client; readonly log: Log }> {
  const needing = new Set(clients.filter(needsLog));
  for (const together of inBounds(clients, (client) => (needing.has(client) ? client.revision : 0))) {
    const ids = together.flatMap((client) => (needing.has(client) ? client.id : []));
    const events = ids.length > 0 ? await store.histories(tenant, ids) : [];
    const logs = groupBy(events, ({ clientId }) => clientId);
    for (const client of together) {
      // The log may have gone on since the client was read.
      const log = needing.has(client) ? (logs.get(client.id) ?? []).slice(0, client.revision) : undefined;
      yield { client, log };
    }
  }
}

/** In order, as many together as have no more events than may be held. */
function* inBounds(clients: readonly Client[], eventsOf: (client: Client) => number): Generator<Client[]> {
  let [together, events]: [Client[], number] = [[], 0];
  for (const client of clients) {
    const more = eventsOf(client);
    if (together.length > 0 && events + more > EVENTS) {
      yield together;
      [together, events] = [[], 0];
    }
    together.push(client);
    events += more;
  }
  if (together.length > 0) yield together;
}
