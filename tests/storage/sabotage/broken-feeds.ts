import type { FeedEntry } from '../../../src/storage/port.ts';
import { wrapped } from '../../service/department.ts';
import type { Sabotage } from './sabotaged-store.ts';
import { titles } from './titles.ts';

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
    caughtBy: [titles.feedFollowed],
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
      titles.random,
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
    caughtBy: [titles.feedOrder, titles.failedFeed, titles.feedComplete, titles.feedFollowed],
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
      titles.random,
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
    caughtBy: [titles.tenants, titles.sharing, titles.guardRace, titles.feedOrder, titles.random],
  },
};

const swapped = new Set<string>();
