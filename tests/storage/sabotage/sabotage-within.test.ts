import Database from 'libsql';
import { expect, test } from 'vitest';
import { inTransactionCases } from '../../../src/testing/store-contract/cases/in-transaction-cases.ts';
import { withinCases } from '../../../src/testing/store-contract/cases/within-cases.ts';
import { sqliteContract } from '../sqlite/sqlite-contract.ts';
import { brokenWithin } from './broken-within.ts';

/** The rules about transactions: what a store does without one, a broken view cannot touch. */
const asked = new Set([...withinCases, ...inTransactionCases].map(({ name }) => name));

async function failing(make?: Parameters<typeof sqliteContract>[2]): Promise<string[]> {
  const { cases } = sqliteContract('libsql', (file) => new Database(file), make);
  const names: string[] = [];
  for (const { name, run } of cases) if (asked.has(name)) await run().catch(() => names.push(name));
  return names.toSorted();
}

test.each(Object.entries(brokenWithin))(
  'within a transaction a store that %s fails the cases that are meant for it, and no others about transactions',
  async (_, { make, caughtBy }) => {
    expect(await failing(make)).toEqual(caughtBy.toSorted());
  },
);

test('the honest store fails none of them', async () => {
  expect(await failing()).toEqual([]);
});
