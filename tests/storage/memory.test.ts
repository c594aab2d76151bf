import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { storeContract } from '../../src/entries/testing.ts';
import { memoryStore } from '../../src/storage/memory.ts';

storeContract({
  name: 'memoryStore',
  capabilities: { durable: false, concurrentWriters: false, joinsTransaction: false },
  open: () => ({ connect: memoryStore }),
  fc,
}).register({ describe, it });

test('a memory store is born migrated', async () => {
  expect(await memoryStore().readClients('acme', ['c'])).toEqual([]);
});
