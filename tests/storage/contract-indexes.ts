import type { IndexedFacts } from '../../src/entries/sql.ts';

/** Facts of the contract's cases that an index can order: their conditions go by these. */
export const contractIndexes = {
  count: 'number',
  planned: 'number',
  volume: 'money',
  note: 'text',
  lastAt: 'instant',
  segment: 'enum',
  region: 'text',
} as const satisfies IndexedFacts;
