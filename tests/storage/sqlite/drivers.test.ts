import { expect, test } from 'vitest';
import { sqliteStore } from '../../../src/entries/sql.ts';
import {
  clientChange,
  commitOf,
  employeeChange,
  outcome,
  tenant,
} from '../../../src/testing/store-contract/samples.ts';
import { onDatabase } from './temp-database.ts';

test(
  'a connection that reads integers as bigint gives the same figures',
  onDatabase(async ({ connect }) => {
    const database = connect();
    (database as unknown as { defaultSafeIntegers(on: boolean): void }).defaultSafeIntegers(true);
    const store = sqliteStore({ database });
    await store.migrate();
    await store.migrate();
    const commit = commitOf([clientChange({ id: 'c' })], {
      employees: [employeeChange('e')],
      outcomes: [outcome('k')],
    });
    await store.commit(tenant, commit);
    await store.commit(
      tenant,
      commitOf([clientChange({ id: 'c', from: 1 })], { employees: [employeeChange('e', 1)] }),
    );
    expect((await store.readFeed(tenant, 0, 10)).map(({ position }) => position)).toEqual([1, 2, 3, 4]);
    expect((await store.census(tenant)).states).toEqual([{ state: 'cold', clients: 2 - 1 }]);
  }),
);

test('a database in memory is as good a store while it lasts', async () => {
  const { default: Database } = await import('libsql');
  const database = new Database(':memory:');
  const store = sqliteStore({ database });
  await store.migrate();
  await store.commit(tenant, commitOf([clientChange({ id: 'c' })]));
  expect(await store.history(tenant, 'c')).toHaveLength(1);
  database.close();
});
