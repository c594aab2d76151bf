import fc from 'fast-check';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/conditions/condition.ts';
import { sqliteStore } from '../../../src/entries/sql.ts';
import { memoryStore } from '../../../src/storage/memory.ts';
import { clientPage } from '../../../src/storage/sql/client-page.ts';
import { sqliteFacts } from '../../../src/storage/sql/sqlite/sqlite-facts.ts';
import { tables } from '../../../src/storage/sql/sqlite/sqlite-tables.ts';
import { tenant } from '../../../src/testing/store-contract/samples.ts';
import { asked, expectedIds, filled, indexedFacts, passingIds } from './asking.ts';
import { differentialOn } from './differential-on.ts';
import { anyDecidableCondition, anyPlainRecord } from './facts-arbitraries.ts';

const plainRecords = fc.array(anyPlainRecord, { minLength: 25, maxLength: 25 });
const decidable = fc.array(anyDecidableCondition, { minLength: 10, maxLength: 10 });

differentialOn('memoryStore', async () => memoryStore());
differentialOn('sqliteStore', async () => sqliteStore({ database: new Database(':memory:') }));
differentialOn('sqliteStore with an index on every fact', async () =>
  sqliteStore({ database: new Database(':memory:'), indexedFacts }),
);

describe('the SQL of a condition', () => {
  it('lets nobody through in vain, where the facts are plain and of their declared types', () =>
    fc.assert(
      fc.asyncProperty(plainRecords, decidable, async (facts, these) => {
        const database = new Database(':memory:');
        await filled(async () => sqliteStore({ database }), facts);
        for (const condition of these) {
          const query = { where: asked(condition), limit: 100 };
          const { sql, parameters } = clientPage(
            tables,
            { tenant, query, after: undefined },
            sqliteFacts,
          ).compile();
          const rows = database.prepare(sql).all(...parameters) as { id: string }[];
          expect(rows.map(({ id }) => id)).toEqual(expectedIds(facts, condition));
        }
        database.close();
      }),
      { numRuns: 12 },
    ));

  const many = (count: number) => Array.from({ length: count }, (_, i) => i);
  const deep = many(15).reduce<Condition>((not) => ({ not }), { fact: 'segment', is: 'differs', value: 'B' });

  it.each<[string, Condition]>([
    [
      'as many parts as can be',
      { any: many(499).map((i) => ({ fact: 'orders.count', is: 'equals', value: -i })) },
    ],
    ['as many levels as can be', deep],
    ['a list of a thousand texts', { fact: 'note', is: 'oneOf', value: many(1_000).map((i) => `n${i}`) }],
  ])('stays within the limits of the database with %s', async (_, condition) => {
    const facts = [
      { 'orders.count': -498, segment: 'B', note: 'n999' },
      { 'orders.count': 1, segment: 'A', note: 'x' },
    ];
    const store = await filled(async () => sqliteStore({ database: new Database(':memory:') }), facts);
    expect(await passingIds(store, condition, 10)).toEqual(['c0000']);
  });
});
