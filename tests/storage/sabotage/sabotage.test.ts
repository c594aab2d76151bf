import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContractCase } from '../../../src/entries/testing.ts';
import { storeContract } from '../../../src/entries/testing.ts';
import { brokenCommits } from './broken-commits.ts';
import { brokenFeeds } from './broken-feeds.ts';
import { brokenLists } from './broken-lists.ts';
import { brokenLives } from './broken-lives.ts';
import { brokenReads } from './broken-reads.ts';
import { brokenRewriting } from './broken-rewriting.ts';
import { brokenTransactions } from './broken-transactions.ts';
import type { Sabotage } from './sabotaged-store.ts';
import { onMemory } from './sabotaged-store.ts';
import { titles } from './titles.ts';

const sabotages: Readonly<Record<string, Sabotage>> = {
  ...brokenCommits,
  ...brokenTransactions,
  ...brokenReads,
  ...brokenFeeds,
  ...brokenLists,
  ...brokenLives,
  ...brokenRewriting,
};

/** Fewer runs than the contract asks for, always the same: which sabotage shows in them must not change from day to day. */
const hasty = {
  nat: fc.nat,
  array: fc.array,
  record: fc.record,
  asyncProperty: fc.asyncProperty,
  assert: (property: Parameters<typeof fc.assert>[0]) =>
    fc.assert(property, { numRuns: 12, seed: 20_260_101 }),
};

/** The titles that a sabotage names. */
function namedBy({ caughtBy }: Pick<Sabotage, 'caughtBy'>, cases: readonly ContractCase[]): string[] {
  const isNamed = (name: string) =>
    caughtBy.some((each) => (typeof each === 'string' ? each === name : each.test(name)));
  return cases.map(({ name }) => name).filter(isNamed);
}

async function failing(cases: readonly ContractCase[]): Promise<string[]> {
  const names: string[] = [];
  for (const { name, run } of cases) {
    await run().catch(() => names.push(name));
  }
  return names;
}

describe('a store that breaks its promise', () => {
  it.each(Object.entries(sabotages))(
    '%s: the cases that are meant for it fail, and no others',
    async (_, sabotage) => {
      const { cases } = storeContract({ ...onMemory(sabotage), fc: hasty });
      const meant = namedBy(sabotage, cases);
      // The largest cases would take most of the time; saboteurs look at hostile arguments before the honest store does.
      const aside = (name: string) =>
        titles.large.test(name) || titles.reference.test(name) || name === titles.arguments;
      const asked = cases.filter(({ name }) => !aside(name) || meant.includes(name));
      expect(await failing(asked)).toEqual(meant);
    },
  );

  it.each(Object.entries(sabotages))('%s: every case that is named for it is there', (_, { caughtBy }) => {
    const { cases } = storeContract(onMemory({ make: (store) => store }));
    for (const each of caughtBy) expect(namedBy({ caughtBy: [each] }, cases)).not.toEqual([]);
    expect(caughtBy).not.toEqual([]);
  });

  it('is not the honest one: no case fails on it', async () => {
    const { cases } = storeContract({ ...onMemory({ make: (store) => store }), fc });
    expect(await failing(cases)).toEqual([]);
  });
});
