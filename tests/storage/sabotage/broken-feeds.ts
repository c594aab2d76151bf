import { isConveyorError } from '../../../src/errors/conveyor-error.ts';
import type { Commit, FeedEntry } from '../../../src/storage/port.ts';
import { wrapped } from '../../service/department.ts';
import type { Sabotage } from './sabotaged-store.ts';
import { titles } from './titles.ts';

const isOfDocument = ({ event }: FeedEntry) => event.id.startsWith('@@');

const ofDocuments = [titles.documentEvents, titles.documentEventsMixed, titles.documentEventsRace];

export const brokenFeeds: Readonly<Record<string, Sabotage>> = {
  'takes positions when a commit begins and shows them when it ends, so that a reader skips some': {
    make: (store) => {
      const feeds = new Map<string, FeedEntry[]>();
      const taken = new Map<string, number>();
      return wrapped(store, {
        async commit(tenant, commit, ...rest) {
          const changes = [...commit.clients, ...commit.employees, ...commit.documents];
          const events = changes.flatMap(({ events: told = [] }): FeedEntry['event'][] => [...told]);
          const last = taken.get(tenant) ?? 0;
          taken.set(tenant, last + events.length);
          await store.commit(tenant, commit, ...rest);
          for (const _ of events) for (let tick = 0; tick < 10; tick++) await undefined;
          const entries = events.map((event, index) => ({ position: last + index + 1, event }));
          const feed = [...(feeds.get(tenant) ?? []), ...JSON.parse(JSON.stringify(entries))];
          feeds.set(
            tenant,
            feed.sort((a, b) => a.position - b.position),
          );
        },
        async readFeed(tenant, after, limit) {
          await store.readFeed(tenant, after, limit);
          const feed = feeds.get(tenant) ?? [];
          return JSON.parse(JSON.stringify(feed.filter(({ position }) => position > after).slice(0, limit)));
        },
      });
    },
    caughtBy: [titles.feedFollowed, titles.rewritten, titles.otherId, titles.droppedTenant],
  },
  'keeps no more than 1,000 entries of a list in an event': {
    make: (store) =>
      wrapped(store, {
        async readFeed(...args) {
          return (await store.readFeed(...args)).map((entry) => ({
            ...entry,
            event: JSON.parse(JSON.stringify(entry.event), (_, part) =>
              Array.isArray(part) ? part.slice(0, 1_000) : part,
            ),
          }));
        },
      }),
    caughtBy: [titles.movesIn],
  },
  'leaves every fifth event out of the feed': {
    make: (store) =>
      wrapped(store, {
        async readFeed(...args) {
          return (await store.readFeed(...args)).filter(({ position }) => position % 5 !== 0);
        },
      }),
    caughtBy: [
      titles.atomicOnConflict,
      titles.atomicOnRepetition,
      titles.atomicOnUnwritable,
      titles.guardRace,
      titles.feedOrder,
      titles.feedAfter,
      titles.feedComplete,
      titles.feedFollowed,
      titles.documentEvents,
      titles.random,
      titles.otherId,
    ],
  },
  'gives a position to two events': {
    make: (store) =>
      wrapped(store, {
        async readFeed(tenant, after, limit) {
          const feed = await store.readFeed(tenant, after, limit);
          return feed.map(({ position, event }) => ({ position: position + (position % 2), event }));
        },
      }),
    caughtBy: [
      titles.feedOrder,
      titles.failedFeed,
      titles.feedComplete,
      titles.feedFollowed,
      titles.droppedTenant,
    ],
  },
  'gives the feed from the newest event on': {
    make: (store) =>
      wrapped(store, { readFeed: async (...args) => (await store.readFeed(...args)).reverse() }),
    caughtBy: [
      titles.tenants,
      titles.sharing,
      titles.guardRace,
      titles.feedOrder,
      titles.feedAfter,
      titles.failedFeed,
      titles.feedComplete,
      titles.feedFollowed,
      titles.documentEventsNumbered,
      ...ofDocuments,
      titles.documentEventsOfFailed,
      titles.movesIn,
      titles.random,
      titles.rewritten,
      titles.otherId,
      titles.droppedTenant,
    ],
  },
  'puts employees before clients': {
    make: (store) =>
      wrapped(store, {
        async commit(tenant, commit, ...rest) {
          if (commit.employees.length === 0 || commit.clients.length === 0)
            return store.commit(tenant, commit, ...rest);
          const clients = commit.clients.map((change) => ({ ...change }));
          await store.commit(tenant, { ...commit, clients }, ...rest);
          swapped.add(tenant);
        },
        async readFeed(tenant, after, limit) {
          const feed = await store.readFeed(tenant, after, limit);
          if (!swapped.has(tenant)) return feed;
          const events = feed
            .map(({ event }) => event)
            .sort((a, b) => Number('clientId' in a) - Number('clientId' in b));
          return feed.map(({ position }, index) => ({ position, event: events[index]! }));
        },
      }),
    caughtBy: [
      titles.tenants,
      titles.sharing,
      titles.guardRace,
      titles.feedOrder,
      titles.documentEvents,
      titles.documentEventsRace,
      titles.random,
      titles.rewritten,
      titles.otherId,
    ],
  },
  'loses the events of documents': {
    make: (store) =>
      wrapped(store, {
        readFeed: async (...args) => (await store.readFeed(...args)).filter((entry) => !isOfDocument(entry)),
      }),
    caughtBy: [
      ...ofDocuments,
      titles.documentEventsOfFailed,
      titles.documentEventsNumbered,
      titles.random,
      titles.rewritten,
    ],
  },
  'tells the events of documents twice': {
    make: (store) =>
      wrapped(store, {
        readFeed: async (...args) =>
          (await store.readFeed(...args)).flatMap((entry) =>
            isOfDocument(entry) ? [entry, entry] : [entry],
          ),
      }),
    caughtBy: [
      ...ofDocuments,
      titles.documentEventsOfFailed,
      titles.documentEventsNumbered,
      titles.random,
      titles.rewritten,
    ],
  },
  'tells the events of documents of a commit that failed': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, ...rest) =>
          store.commit(tenant, commit, ...rest).catch(async (error: unknown) => {
            if (isConveyorError(error, 'REVISION_CONFLICT')) await store.commit(tenant, strays(commit));
            throw error;
          }),
      }),
    caughtBy: [
      titles.documentEventsOfFailed,
      titles.documentEventsRace,
      titles.random,
      titles.rewritingConflicts,
    ],
  },
  'puts the events of documents first': {
    make: (store) =>
      wrapped(store, {
        async readFeed(tenant, after, limit) {
          const feed = await store.readFeed(tenant, after, limit);
          const events = feed
            .toSorted((a, b) => Number(isOfDocument(b)) - Number(isOfDocument(a)))
            .map(({ event }) => event);
          return feed.map(({ position }, index) => ({ position, event: events[index]! }));
        },
      }),
    caughtBy: [titles.documentEvents, titles.documentEventsRace, titles.random, titles.rewritten],
  },
};

let strayed = 0;

/** The events of the commit's documents, alone, under documents that nobody asks for. */
function strays({ documents }: Commit): Commit {
  const kind = `stray-${strayed++}`;
  const expected = { is: 'absent' } as const;
  const alone = documents.flatMap(({ id, body, events = [] }) => {
    const moved = events.map((event, i) => ({ ...event, id: `@@${kind}/${id}#${i + 1}` }));
    return moved.length > 0 ? [{ kind, id, body, revision: moved.length, expected, events: moved }] : [];
  });
  return { clients: [], employees: [], outcomes: [], documents: alone };
}

const swapped = new Set<string>();
