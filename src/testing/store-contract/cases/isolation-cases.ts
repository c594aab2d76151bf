import { everything } from '../everything.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, documentChange, employeeChange, outcome, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

/** One of everything. */
const full = commitOf([clientChange({ id: 'c', pool: 'p', custody: { seller: 'e' } })], {
  employees: [employeeChange('e')],
  outcomes: [outcome('k')],
  documents: [documentChange('d')],
});

export const isolationCases: readonly StoreCase[] = [
  {
    name: 'a store on a fresh database begins empty, whatever another database holds',
    async run(store, ground) {
      const empty = await everything(store);
      same(empty, {
        clients: [],
        employees: [],
        feed: [],
        census: { states: [], custody: [], pools: [] },
        held: [],
        documents: [],
      });
      const other = await ground.elsewhere();
      await other.migrate();
      await other.commit(tenant, full);
      same(await everything(store), empty);
      same(await store.readOutcomes(tenant, ['k']), []);
      await store.commit(tenant, full);
      same(await store.readClients(tenant, ['c']), await other.readClients(tenant, ['c']));
      await store.close();
      same((await other.readClients(tenant, ['c'])).length, 1);
    },
  },
  {
    name: 'what one store has written, one on another connection sees at once and whole',
    needs: ['concurrentWriters'],
    async run(store, ground) {
      const [other] = await ground.writers(1);
      await store.commit(tenant, full);
      same(await everything(other!), await everything(store));
      same(await other!.readOutcomes(tenant, ['k']), full.outcomes);
      same(await other!.history(tenant, 'c'), full.clients[0]?.events);
      await other!.commit(tenant, commitOf([clientChange({ id: 'c', from: 1 })]));
      same((await store.readClients(tenant, ['c']))[0]?.revision, 2);
    },
  },
  {
    name: 'tenants see nothing of each other',
    async run(store) {
      const commit = (source: string) =>
        commitOf([clientChange({ id: 'c', pool: 'p', custody: { seller: 'e' }, more: { source } })], {
          employees: [employeeChange('e', 0, { name: source })],
          outcomes: [outcome('k', source)],
        });
      await store.commit('one', commit('one'));
      await store.commit('two', commit('two'));
      await store.commit('two', commitOf([clientChange({ id: 'c', from: 1 })]));
      same(
        (await store.readClients('one', ['c'])).map(({ source, revision }) => [source, revision]),
        [['one', 1]],
      );
      same((await store.readEmployee('two', 'e'))?.name, 'two');
      same(await store.readOutcomes('one', ['k']), [outcome('k', 'one')]);
      same(await store.readOutcomes('two', ['k']), [outcome('k', 'two')]);
      same(await store.readOutcomes('three', ['k']), []);
      const feedOf = async (of: string) => (await store.readFeed(of, 0, 10)).map(({ event }) => event.id);
      same(await feedOf('one'), ['c#1', '@e#1']);
      same(await feedOf('two'), ['c#1', '@e#1', 'c#2']);
      same((await store.history('one', 'c')).length, 1);
      same(await everything(store, 'three'), {
        clients: [],
        employees: [],
        feed: [],
        census: { states: [], custody: [], pools: [] },
        held: [],
        documents: [],
      });
    },
  },
];
