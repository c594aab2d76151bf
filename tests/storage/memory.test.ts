import { expect, test } from 'vitest';
import { memoryStore } from '../../src/storage/memory.ts';
import { storeCases } from './store-cases.ts';

test.each(storeCases)('$name', async ({ run }) => {
  await run(memoryStore());
});

test('a memory store is born migrated and says that it forgets', async () => {
  const store = memoryStore();
  expect(await store.readClients('acme', ['c'])).toEqual([]);
  expect(store.capabilities).toEqual({ durable: false, concurrentWriters: false, joinsTransaction: false });
});
