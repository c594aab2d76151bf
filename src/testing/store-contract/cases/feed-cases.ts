import { same } from '../same.ts';
import { clientChange, commitOf, employeeChange, eventOf, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

export const feedCases: readonly StoreCase[] = [
  {
    name: 'the feed has the events in the order of the commits, clients before employees',
    async run(store) {
      const clients = [clientChange({ id: 'b', events: 2 }), clientChange({ id: 'a' })];
      await store.commit(tenant, commitOf(clients, { employees: [employeeChange('e')] }));
      await store.commit(tenant, commitOf([clientChange({ id: 'b', from: 2, events: 3 })]));
      const feed = await store.readFeed(tenant, 0, 100);
      same(
        feed.map(({ position }) => position),
        [1, 2, 3, 4, 5, 6, 7],
      );
      same(
        feed.map(({ event }) => event.id),
        ['b#1', 'b#2', 'a#1', '@e#1', 'b#3', 'b#4', 'b#5'],
      );
      same(feed[4], { position: 5, event: eventOf('b', 3) });
      same(
        (await store.history(tenant, 'b')).map(({ id }) => id),
        ['b#1', 'b#2', 'b#3', 'b#4', 'b#5'],
      );
    },
  },
  {
    name: 'the feed is read on from a position, at most as many events as asked for',
    async run(store) {
      await store.commit(tenant, commitOf([clientChange({ id: 'a', events: 5 })]));
      const positions = async (after: number, limit: number) =>
        (await store.readFeed(tenant, after, limit)).map(({ position }) => position);
      same(await positions(0, 2), [1, 2]);
      same(await positions(2, 2), [3, 4]);
      same(await positions(4, 2), [5]);
      same(await positions(5, 2), []);
      same(await positions(1_000, 2), []);
    },
  },
  {
    name: 'after many commits at once the feed has every event once, without a gap, each client in its own order',
    async run(store) {
      const ids = Array.from({ length: 30 }, (_, index) => `c${index}`);
      const lives = ids.map(async (id) => {
        for (const from of [0, 1, 3])
          await store.commit(tenant, commitOf([clientChange({ id, from, events: from + 1 })]));
      });
      const seen: number[] = [];
      const reader = async () => {
        for (let turn = 0; seen.length < ids.length * 7 && turn < 10_000; turn++) {
          const entries = await store.readFeed(tenant, seen.at(-1) ?? 0, 7);
          seen.push(...entries.map(({ position }) => position));
        }
      };
      await Promise.all([reader(), ...lives]);
      same(
        seen,
        Array.from({ length: ids.length * 7 }, (_, index) => index + 1),
      );
      const feed = await store.readFeed(tenant, 0, 1_000);
      for (const id of ids) {
        const own = feed.map(({ event }) => event.id).filter((eventId) => eventId.startsWith(`${id}#`));
        same(
          own,
          Array.from({ length: 7 }, (_, index) => `${id}#${index + 1}`),
        );
      }
    },
  },
];
