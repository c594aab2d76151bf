import type { FeedEntry, Store } from '../../../storage/port.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, employeeChange, eventOf, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';
import { wins } from '../wins.ts';

const positionsOf = (feed: readonly FeedEntry[]) => feed.map(({ position }) => position);
const eventIdsOf = (feed: readonly FeedEntry[]) => feed.map(({ event }) => event.id);

/** Positions are positive whole numbers, each above the one before. */
function assertIncreasing(positions: readonly number[]): void {
  const wrong = positions.filter(
    (position, index) => !Number.isSafeInteger(position) || position <= (positions[index - 1] ?? 0),
  );
  same(wrong, []);
}

/** Goes on from what has been seen and takes in what there is, a few at a time. */
async function follow(store: Store, seen: FeedEntry[]): Promise<void> {
  for (;;) {
    const entries = await store.readFeed(tenant, seen.at(-1)?.position ?? 0, 3);
    seen.push(...entries);
    if (entries.length < 3) return;
  }
}

const sizeOf = (writer: number, round: number) => ((writer + round) % 3 === 0 ? 12 : 1);

export const feedCases: readonly StoreCase[] = [
  {
    name: 'the feed has the events in the order of the commits, clients before employees',
    async run(store) {
      const clients = [clientChange({ id: 'b', events: 2 }), clientChange({ id: 'a' })];
      await store.commit(tenant, commitOf(clients, { employees: [employeeChange('e')] }));
      await store.commit(tenant, commitOf([clientChange({ id: 'b', from: 2, events: 3 })]));
      const feed = await store.readFeed(tenant, 0, 100);
      assertIncreasing(positionsOf(feed));
      same(eventIdsOf(feed), ['b#1', 'b#2', 'a#1', '@e#1', 'b#3', 'b#4', 'b#5']);
      same(feed[4]?.event, eventOf('b', 3));
      same(feed[3]?.event, employeeChange('e').events[0]);
      same(
        (await store.history(tenant, 'b')).map(({ id }) => id),
        ['b#1', 'b#2', 'b#3', 'b#4', 'b#5'],
      );
    },
  },
  {
    name: 'a span of a history has the events after one revision up to another, as far as there are such',
    async run(store) {
      await store.commit(tenant, commitOf([clientChange({ id: 'a', events: 5 }), clientChange({ id: 'b' })]));
      const read = async (from: number, to: number, id = 'a') =>
        (await store.history(tenant, id, { from, to })).map((event) => event.id);
      same(await read(0, 2), ['a#1', 'a#2']);
      same(await read(3, 4), ['a#4']);
      same(await read(4, 9), ['a#5']);
      same(await read(2, 2), []);
      same(await read(5, 9), []);
      same(await read(0, 9, 'nobody'), []);
      same(await store.history(tenant, 'a', { from: 1, to: 2 }), [eventOf('a', 2)]);
    },
  },
  {
    name: 'the histories of several clients are in one list, each oldest first, and of nobody else',
    async run(store) {
      const [a, b, c] = [
        clientChange({ id: 'a', events: 2 }),
        clientChange({ id: 'b' }),
        clientChange({ id: 'c' }),
      ] as const;
      await store.commit(tenant, commitOf([a, b, c], { employees: [employeeChange('a')] }));
      await store.commit('other', commitOf([clientChange({ id: 'b' })]));
      const more = clientChange({ id: 'a', from: 2, events: 10 });
      await store.commit(tenant, commitOf([more]));
      const told = await store.histories(tenant, ['b', 'nobody', 'a', 'b']);
      const of = (id: string) => told.filter(({ clientId }) => clientId === id);
      same([of('a'), of('b')], [[...a.events, ...more.events], b.events]);
      same(told.length, 13);
      same(await store.histories(tenant, []), []);
      same(await store.histories(tenant, ['nobody']), []);
    },
  },
  {
    name: 'the feed is read on from a position, at most as many events as asked for',
    async run(store) {
      await store.commit(tenant, commitOf([clientChange({ id: 'a', events: 5 })]));
      const [, p2 = 0, , p4 = 0, p5 = 0] = positionsOf(await store.readFeed(tenant, 0, 100));
      const read = async (after: number, limit: number) =>
        eventIdsOf(await store.readFeed(tenant, after, limit));
      same(await read(0, 2), ['a#1', 'a#2']);
      same(await read(p2, 2), ['a#3', 'a#4']);
      same(await read(p4, 2), ['a#5']);
      same(await read(p5, 2), []);
      same(await read(p5 + 1_000, 2), []);
      same(await read(Number.MAX_SAFE_INTEGER, 2), []);
    },
  },
  {
    name: 'a commit that failed takes no event into the feed, and its positions mislead nobody',
    async run(store) {
      await store.commit(tenant, commitOf([clientChange({ id: 'a' })]));
      const stale = commitOf([clientChange({ id: 'b' }), clientChange({ id: 'a' })]);
      await failure(store.commit(tenant, stale), 'REVISION_CONFLICT');
      const seen = await store.readFeed(tenant, 0, 10);
      await store.commit(tenant, commitOf([clientChange({ id: 'b' })]));
      same(eventIdsOf(await store.readFeed(tenant, 0, 10)), ['a#1', 'b#1']);
      same(eventIdsOf(await store.readFeed(tenant, seen.at(-1)?.position ?? 0, 10)), ['b#1']);
    },
  },
  {
    name: 'after many commits at once the feed has every event once, each client in its own order',
    async run(store) {
      const ids = Array.from({ length: 30 }, (_, index) => `c${index}`);
      const lives = ids.map(async (id) => {
        for (const from of [0, 1, 3])
          await store.commit(tenant, commitOf([clientChange({ id, from, events: from + 1 })]));
      });
      await Promise.all(lives);
      const feed = await store.readFeed(tenant, 0, 1_000);
      assertIncreasing(positionsOf(feed));
      same(feed.length, ids.length * 7);
      for (const id of ids) {
        const own = eventIdsOf(feed).filter((eventId) => eventId.startsWith(`${id}#`));
        same(
          own,
          Array.from({ length: 7 }, (_, index) => `${id}#${index + 1}`),
        );
      }
    },
  },
  {
    name: 'a reader that follows the feed while several write never misses an event that comes in behind it',
    async run(store, ground) {
      const writers = await ground.writers(4);
      const [reader] = await ground.writers(1);
      const rounds = 8;
      const seen: FeedEntry[] = [];
      let writing = writers.length;
      const write = async (writer: Store, name: number) => {
        for (let round = 0; round < rounds; round++) {
          // Large and small commits overlap, so that the one that began first is not always done first.
          const ids = Array.from({ length: sizeOf(name, round) }, (_, index) => `${name}-${round}-${index}`);
          same(await wins(writer, commitOf(ids.map((id) => clientChange({ id })))), true);
        }
      };
      const writeAll = Promise.allSettled(
        writers.map((writer, name) => write(writer, name).finally(() => (writing -= 1))),
      );
      const read = async () => {
        while (writing > 0) await follow(reader!, seen);
      };
      const [, results] = await Promise.all([read(), writeAll]);
      for (const result of results) if (result.status === 'rejected') throw result.reason;
      await follow(reader!, seen);
      assertIncreasing(positionsOf(seen));
      const feed: FeedEntry[] = [];
      await follow(store, feed);
      same(eventIdsOf(seen), eventIdsOf(feed));
      const sizes = writers.map((_, name) =>
        Array.from({ length: rounds }, (__, round) => sizeOf(name, round)),
      );
      same(
        feed.length,
        sizes.flat().reduce((sum, size) => sum + size, 0),
      );
    },
  },
];
