import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { memoryStore } from '../../src/storage/memory.ts';
import { storeContract } from '../../src/testing/index.ts';

storeContract({
  name: 'memoryStore',
  capabilities: { durable: false, concurrentWriters: false, joinsTransaction: false },
  open: () => ({ connect: memoryStore }),
  fc,
}).register({ describe, it });

test('a memory store is born migrated', async () => {
  expect(await memoryStore().readClients('acme', ['c'])).toEqual([]);
});
