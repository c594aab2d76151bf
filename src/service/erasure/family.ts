import type { Client } from '../../client/client.ts';
import type { ClientEvent } from '../../client/event.ts';
import type { ServiceContext } from '../service-context.ts';

/** A client with its whole history. */
export interface WholeClient {
  readonly client: Client;
  readonly history: readonly ClientEvent[];
}

/** Those whose logs hold data of a client. */
export interface Family {
  /** The client, and all duplicates that were merged into it and still are. */
  readonly own: readonly WholeClient[];
  /** Clients into which it was merged and is no more: their logs still have what it brought. */
  readonly others: readonly WholeClient[];
}

/** Undefined where there is no such client. */
export async function familyOf(context: ServiceContext, clientId: string): Promise<Family | undefined> {
  const own = new Map<string, WholeClient>();
  const others = new Map<string, WholeClient>();
  for (let ids = [clientId]; ids.length > 0; ) {
    const found = await wholeClients(context, ids);
    for (const whole of found) own.set(whole.client.id, whole);
    ids = found
      .flatMap(({ client }) => client.merged.map(({ duplicateId }) => duplicateId))
      .filter((id) => !own.has(id));
  }
  if (own.size === 0) return undefined;
  const into = [...own.values()].flatMap(({ history }) =>
    history.flatMap((event) => (event.type === 'mergedAway' && !own.has(event.into) ? event.into : [])),
  );
  for (const whole of await wholeClients(context, [...new Set(into)])) others.set(whole.client.id, whole);
  return { own: [...own.values()], others: [...others.values()] };
}

/** Those of the clients that exist, as of one revision each, whatever is added meanwhile. */
export async function wholeClients(
  { store, tenant }: ServiceContext,
  ids: readonly string[],
): Promise<WholeClient[]> {
  if (ids.length === 0) return [];
  const found: WholeClient[] = [];
  for (const client of await store.readClients(tenant, ids)) {
    const span = { from: 0, to: client.revision };
    found.push({ client, history: await store.history(tenant, client.id, span) });
  }
  return found;
}
