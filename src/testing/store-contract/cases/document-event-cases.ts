import type { Store } from '../../../storage/port.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, employeeChange, eventfulChange, outcome, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';
import { wins } from '../wins.ts';

const idsIn = async (store: Store) => (await store.readFeed(tenant, 0, 1_000)).map(({ event }) => event.id);

export const documentEventCases: readonly StoreCase[] = [
  {
    name: 'the events of a document are in the feed with it, after those of clients and employees, as they went in',
    async run(store) {
      const documents = [
        eventfulChange('d', 0, 3),
        { ...eventfulChange('d', 0, 1, 'ledger'), body: 'ledger' },
        eventfulChange('Ж 😀'),
      ];
      await store.commit(
        tenant,
        commitOf([clientChange({ id: 'a' })], { employees: [employeeChange('e')], documents }),
      );
      const next = eventfulChange('d', 3, 2);
      await store.commit(tenant, commitOf([], { documents: [next] }));
      same(await idsIn(store), [
        'a#1',
        '@e#1',
        '@@plan/d#1',
        '@@plan/d#2',
        '@@plan/d#3',
        '@@ledger/d#1',
        '@@plan/Ж 😀#1',
        '@@plan/d#4',
        '@@plan/d#5',
      ]);
      const feed = await store.readFeed(tenant, 0, 1_000);
      same(
        feed.slice(-2).map(({ event }) => event),
        next.events,
      );
      same(await store.readDocuments(tenant, 'plan', ['d']), [
        { kind: 'plan', id: 'd', revision: 5, body: next.body },
      ]);
    },
  },
  {
    name: 'of a commit that fails no document event is in the feed, whatever it fails for',
    async run(store) {
      await store.commit(
        tenant,
        commitOf([], { documents: [eventfulChange('d', 0, 2)], outcomes: [outcome('k')] }),
      );
      const failing = [
        { documents: [eventfulChange('d', 1)] },
        { documents: [eventfulChange('d', 3)] },
        { documents: [eventfulChange('d')] },
        { documents: [eventfulChange('new'), eventfulChange('d', 1, 2)] },
        { documents: [eventfulChange('d', 2)], employees: [employeeChange('e', 4)] },
      ];
      for (const commit of failing)
        await failure(store.commit(tenant, commitOf([], commit)), 'REVISION_CONFLICT');
      const repeated = commitOf([], { documents: [eventfulChange('d', 2)], outcomes: [outcome('k')] });
      await failure(store.commit(tenant, repeated), 'COMMAND_ALREADY_RECORDED');
      same(await idsIn(store), ['@@plan/d#1', '@@plan/d#2']);
      same(
        (await store.readDocuments(tenant, 'plan', ['d', 'new'])).map(({ revision }) => revision),
        [2],
      );
    },
  },
  {
    name: 'events that do not number the way to their document are INVALID_COMMIT',
    async run(store) {
      const fine = eventfulChange('d', 0, 2);
      const [first, second] = fine.events;
      const wrong = [
        { ...fine, events: [second, first] },
        { ...fine, events: [first, first] },
        { ...fine, events: [first] },
        { ...fine, revision: 1 },
        { ...fine, events: eventfulChange('other', 0, 2).events },
        { ...fine, kind: 'ledger' },
      ];
      for (const document of wrong)
        await failure(
          store.commit(tenant, commitOf([], { documents: [document as typeof fine] })),
          'INVALID_COMMIT',
        );
      same(await idsIn(store), []);
      await store.commit(tenant, commitOf([], { documents: [fine] }));
      same(await idsIn(store), ['@@plan/d#1', '@@plan/d#2']);
    },
  },
  {
    name: 'a document without events goes on from one with events, and the other way round',
    async run(store) {
      const plain = (revision: number) => {
        const { events: _, ...document } = eventfulChange('d', revision - 1);
        return document;
      };
      await store.commit(tenant, commitOf([], { documents: [plain(1)] }));
      await store.commit(tenant, commitOf([], { documents: [eventfulChange('d', 1, 2)] }));
      await store.commit(tenant, commitOf([], { documents: [{ ...plain(4), events: [] }] }));
      await store.commit(tenant, commitOf([], { documents: [eventfulChange('d', 4)] }));
      same(await idsIn(store), ['@@plan/d#2', '@@plan/d#3', '@@plan/d#5']);
    },
  },
  {
    name: 'of 6 writers that change one document at once, one wins, and its events alone are in the feed',
    async run(store, ground) {
      const writers = await ground.writers(6);
      const [first] = writers as [Store];
      await first.commit(tenant, commitOf([], { documents: [eventfulChange('d')] }));
      const won = await Promise.all(
        writers.map((writer, i) =>
          wins(writer, commitOf([clientChange({ id: `c${i}` })], { documents: [eventfulChange('d', 1, 2)] })),
        ),
      );
      const winners = won.flatMap((isWinner, i) => (isWinner ? [`c${i}#1`] : []));
      same(winners.length, 1);
      same(await idsIn(store), ['@@plan/d#1', ...winners, '@@plan/d#2', '@@plan/d#3']);
    },
  },
];
