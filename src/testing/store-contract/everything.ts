import type { Store } from '../../storage/port.ts';
import { tenant } from './samples.ts';

/** Everything that a tenant's data show. */
export async function everything(store: Store, of = tenant) {
  const { clients } = await store.queryClients(of, { limit: 1_000 });
  return {
    clients,
    employees: await store.listEmployees(of),
    feed: await store.readFeed(of, 0, 1_000),
    census: await store.census(of),
    held: await store.countHeld(of, {}),
    documents: (await store.queryDocuments(of, { kind: 'plan', limit: 1_000 })).documents,
  };
}
