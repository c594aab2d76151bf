import { memoryStore } from '../../../src/storage/memory.ts';
import type { Store } from '../../../src/storage/port.ts';
import { wrapped } from '../../service/department.ts';
import type { Sabotage } from './sabotaged-store.ts';
import { titles } from './titles.ts';

export const brokenLives: Readonly<Record<string, Sabotage>> = {
  'goes on after close': {
    make: (store) => wrapped(store, { close: async () => {} }),
    caughtBy: [titles.closed, titles.closedTwice, 'a store that was never migrated may be closed'],
  },
  'counts clients after close': {
    make: (store) => {
      let closed = false;
      return wrapped(store, {
        async close() {
          closed = true;
          await store.close();
        },
        census: async (tenant) => (closed ? { states: [], custody: [], pools: [] } : store.census(tenant)),
      });
    },
    caughtBy: [/^census of an open store/],
  },
  'fails when it is closed twice': {
    make: (store) => {
      let closed = false;
      return wrapped(store, {
        async close() {
          if (closed) throw new Error('This store is closed');
          closed = true;
          await store.close();
        },
      });
    },
    caughtBy: [titles.closedTwice],
  },
  'begins anew with every migrate': {
    make: (honest) => {
      let store = honest;
      let migrated = 0;
      return new Proxy(honest, {
        get(_, key) {
          if (key === 'migrate')
            return async () => {
              await store.migrate();
              if (++migrated > 1) store = memoryStore();
            };
          const value = store[key as keyof Store];
          return typeof value === 'function' ? value.bind(store) : value;
        },
      });
    },
    caughtBy: ['a migrated store may be migrated again and keeps its data', titles.random],
  },
  'shares its data with whatever is opened before it is closed': {
    make: (honest) => {
      const store = shared ?? honest;
      shared = store;
      const close = async () => {
        shared = undefined;
        await store.close();
      };
      return wrapped(store, { close });
    },
    caughtBy: [
      'a store on a fresh database begins empty, whatever another database holds',
      titles.atomicOnUnwritable,
    ],
  },
  'says that it keeps what it forgets': {
    make: (store) => wrapped(store, { capabilities: { ...store.capabilities, durable: true } }),
    capabilities: { durable: true },
    caughtBy: [
      titles.unmigrated,
      'what was committed is there when the store is opened again, and goes on from there',
      titles.random,
    ],
  },
  'says of itself what it was not sold for': {
    make: (store) => wrapped(store, { capabilities: { ...store.capabilities, concurrentWriters: true } }),
    caughtBy: ['the store says of itself what the contract was told'],
  },
};

let shared: Store | undefined;
