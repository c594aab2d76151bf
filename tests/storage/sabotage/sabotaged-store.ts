import type { StoreContractOptions } from '../../../src/entries/testing.ts';
import { memoryStore } from '../../../src/storage/memory.ts';
import type { Store } from '../../../src/storage/port.ts';

/** A store that breaks a promise on purpose, and the cases that are there to catch it. */
export interface Sabotage {
  /** A store that is honest but for one thing. */
  make(honest: Store): Store;
  /** The titles of the cases that must fail: these and no others. A pattern stands for every title that it matches. */
  readonly caughtBy: readonly (string | RegExp)[];
  /** Where the store lies about what it can do. */
  readonly capabilities?: Partial<StoreContractOptions['capabilities']>;
}

const memory = { durable: false, concurrentWriters: false, joinsTransaction: false };

/** The contract's options for a store on honest memory. */
export function onMemory({
  make,
  capabilities,
}: Pick<Sabotage, 'make' | 'capabilities'>): StoreContractOptions {
  return {
    name: 'sabotaged memoryStore',
    capabilities: { ...memory, ...capabilities },
    open: () => ({ connect: () => make(memoryStore()) }),
  };
}
