import type { Store } from '../../../storage/port.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

/** Every method but `migrate` and `close`. */
export const calls: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  readClients: (store) => store.readClients(tenant, ['c']),
  queryClients: (store) => store.queryClients(tenant, { limit: 1 }),
  census: (store) => store.census(tenant),
  history: (store) => store.history(tenant, 'c'),
  readEmployee: (store) => store.readEmployee(tenant, 'e'),
  listEmployees: (store) => store.listEmployees(tenant),
  readFeed: (store) => store.readFeed(tenant, 0, 1),
  readDocuments: (store) => store.readDocuments(tenant, 'plan', ['d']),
  queryDocuments: (store) => store.queryDocuments(tenant, { kind: 'plan', limit: 1 }),
  readOutcomes: (store) => store.readOutcomes(tenant, ['k']),
  commit: (store) => store.commit(tenant, commitOf([clientChange({ id: 'c' })])),
};

export const lifecycleCases: readonly StoreCase[] = [
  {
    name: 'a migrated store may be migrated again and keeps its data',
    async run(store) {
      await store.commit(tenant, commitOf([clientChange({ id: 'c' })]));
      await store.migrate();
      same((await store.readClients(tenant, ['c'])).length, 1);
    },
  },
  ...Object.entries(calls).map(
    ([method, call]): StoreCase => ({
      name: `${method} of an open store works, of a closed one is STORE_CLOSED`,
      async run(store) {
        await call(store);
        await store.close();
        await failure(call(store), 'STORE_CLOSED');
      },
    }),
  ),
  {
    name: 'a closed store may be closed again, but not migrated',
    async run(store) {
      await store.close();
      await store.close();
      await failure(store.migrate(), 'STORE_CLOSED');
    },
  },
];
