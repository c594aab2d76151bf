import type { Store } from '../../../storage/port.ts';
import { everything } from '../everything.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { at, clientChange, commitOf, documentChange, employeeChange, outcome, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

/** Every method but `migrate` and `close`. */
export const calls: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  readClients: (store) => store.readClients(tenant, ['c']),
  queryClients: (store) => store.queryClients(tenant, { limit: 1 }),
  dueWork: (store) => store.dueWork(tenant, at),
  claimDue: (store) => store.claimDue(tenant, { dueBy: at, worker: 'w', now: at, until: at, limit: 1 }),
  census: (store) => store.census(tenant),
  countHeld: (store) => store.countHeld(tenant, {}),
  listHeld: (store) => store.listHeld(tenant, { role: 'seller', limit: 1 }),
  history: (store) => store.history(tenant, 'c'),
  histories: (store) => store.histories(tenant, ['c']),
  readEmployee: (store) => store.readEmployee(tenant, 'e'),
  employeeHistory: (store) => store.employeeHistory(tenant, 'e'),
  listEmployees: (store) => store.listEmployees(tenant),
  staffRevision: (store) => store.staffRevision(tenant),
  readFeed: (store) => store.readFeed(tenant, 0, 1),
  readDocuments: (store) => store.readDocuments(tenant, 'plan', ['d']),
  queryDocuments: (store) => store.queryDocuments(tenant, { kind: 'plan', limit: 1 }),
  documentHistory: (store) => store.documentHistory(tenant, 'plan', 'd'),
  readOutcomes: (store) => store.readOutcomes(tenant, ['k']),
  mentions: (store) => store.mentions(tenant, { among: 'events', text: 'c', limit: 1 }),
  dropTenant: (store) => store.dropTenant(tenant),
  commit: (store) => store.commit(tenant, commitOf([clientChange({ id: 'c' })])),
};

const callCases = Object.entries(calls).flatMap(([method, call]): StoreCase[] => [
  {
    name: `${method} of an open store works, of a closed one is STORE_CLOSED`,
    async run(store) {
      await call(store);
      await store.close();
      await failure(call(store), 'STORE_CLOSED');
    },
  },
  {
    name: `${method} before migrate is STORE_NOT_MIGRATED, and works once it is done`,
    needs: ['durable'],
    async run(_, ground) {
      const store = await ground.elsewhere();
      await failure(call(store), 'STORE_NOT_MIGRATED');
      await store.migrate();
      await call(store);
    },
  },
]);

const full = commitOf([clientChange({ id: 'c', custody: { seller: 'e' } })], {
  employees: [employeeChange('e')],
  outcomes: [outcome('k')],
  documents: [documentChange('d')],
});

export const lifecycleCases: readonly StoreCase[] = [
  ...callCases,
  {
    name: 'a migrated store may be migrated again and keeps its data',
    async run(store) {
      await store.commit(tenant, full);
      const before = await everything(store);
      await store.migrate();
      same(await everything(store), before);
    },
  },
  {
    name: 'a closed store may be closed again, but not migrated',
    async run(store) {
      await store.close();
      await store.close();
      await failure(store.migrate(), 'STORE_CLOSED');
    },
  },
  {
    name: 'a store that was never migrated may be closed',
    async run(_, ground) {
      const store = await ground.elsewhere();
      await store.close();
      await failure(store.readClients(tenant, ['c']), 'STORE_CLOSED');
    },
  },
  {
    name: 'what was committed is there when the store is opened again, and goes on from there',
    needs: ['durable'],
    async run(store, ground) {
      await store.commit(tenant, full);
      const before = await everything(store);
      await store.close();
      const again = await ground.connect();
      await again.migrate();
      same(await everything(again), before);
      same(await again.readOutcomes(tenant, ['k']), full.outcomes);
      await failure(
        again.commit(tenant, commitOf([], { outcomes: [outcome('k')] })),
        'COMMAND_ALREADY_RECORDED',
      );
      await failure(again.commit(tenant, commitOf([clientChange({ id: 'c' })])), 'REVISION_CONFLICT');
      await again.commit(tenant, commitOf([clientChange({ id: 'c', from: 1 })]));
      const last = before.feed.at(-1)?.position ?? 0;
      same(
        (await again.readFeed(tenant, last, 10)).map(({ event }) => event.id),
        ['c#2'],
      );
    },
  },
  {
    name: 'a closed store takes nothing away from others on the same data',
    needs: ['concurrentWriters'],
    async run(store, ground) {
      const [other] = await ground.writers(1);
      await store.close();
      await other!.commit(tenant, full);
      same(await other!.readClients(tenant, ['c']), [full.clients[0]?.snapshot]);
    },
  },
  {
    name: 'stores that migrate the same fresh database at once all succeed',
    needs: ['concurrentWriters'],
    async run(_, ground) {
      const fresh = await ground.freshStores(4);
      await Promise.all(fresh.map((store) => store.migrate()));
      await Promise.all(
        fresh.map((store, index) => store.commit(tenant, commitOf([clientChange({ id: `c${index}` })]))),
      );
      for (const store of fresh) same((await store.readFeed(tenant, 0, 10)).length, fresh.length);
    },
  },
];
