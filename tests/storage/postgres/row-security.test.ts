import type pg from 'pg';
import { expect, test } from 'vitest';
import { postgresStore } from '../../../src/storage/sql/index.ts';
import { everything } from '../../../src/testing/store-contract/everything.ts';
import { failure } from '../../../src/testing/store-contract/failure.ts';
import { clientChange, commitOf, outcome } from '../../../src/testing/store-contract/samples.ts';
import { onSchema, type TempSchema } from './temp-schema.ts';

/** A pool of a role that neither owns the tables nor bypasses anything. */
async function asClerk(temp: TempSchema, work: (pool: pg.Pool) => Promise<void>) {
  const [owner, role] = [temp.pool(), `${temp.schema}_clerk`];
  const protectedStore = postgresStore({ pool: owner, schema: temp.schema, rowLevelSecurity: true });
  await protectedStore.migrate();
  await protectedStore.migrate();
  await owner.query(`create role ${role} login password 'postgres'`);
  await owner.query(`grant usage on schema ${temp.schema} to ${role}`);
  await owner.query(`grant select, insert, update, delete on all tables in schema ${temp.schema} to ${role}`);
  const pool = temp.pool({ user: role });
  try {
    await work(pool);
  } finally {
    await owner.query(`drop owned by ${role}; drop role ${role}`);
  }
}

const change = (source: string) =>
  commitOf([clientChange({ id: 'c', custody: { seller: 'e' }, more: { source } })], {
    outcomes: [outcome('k')],
  });

test(
  "under row-level security even a query without a tenant sees nothing of another tenant's, and writes nothing into it",
  onSchema((temp) =>
    asClerk(temp, async (pool) => {
      const store = postgresStore<pg.PoolClient>({ pool, schema: temp.schema, rowLevelSecurity: true });
      await store.migrate();
      for (const tenant of ['one', 'two']) await store.commit(tenant, change(tenant));
      expect((await everything(store, 'two')).clients.map(({ source }) => source)).toEqual(['two']);
      expect((await store.readFeed('one', 0, 10)).map(({ position }) => position)).toEqual([1]);

      const tables = ['clients', 'custody', 'events', 'feeds', 'commands'].map(
        (name) => `${temp.schema}.sales_${name}`,
      );
      for (const table of tables) expect((await pool.query(`select * from ${table}`)).rows).toEqual([]);
      await store.commit('one', commitOf([clientChange({ id: 'c', from: 1 })]), async (client) => {
        for (const table of tables) {
          const { rows } = await client.query(`select distinct tenant from ${table}`);
          expect(rows).toEqual(table.endsWith('custody') ? [] : [{ tenant: 'one' }]);
        }
        expect(
          (await client.query(`delete from ${temp.schema}.sales_clients where tenant = 'two'`)).rowCount,
        ).toBe(0);
      });
      const smuggled = pool.query(`insert into ${temp.schema}.sales_feeds values ('two', 99)`);
      await expect(smuggled).rejects.toMatchObject({ code: '42501' });
    }),
  ),
);

test(
  "within the caller's transaction the rows are the tenant's as well",
  onSchema((temp) =>
    asClerk(temp, async (pool) => {
      const store = postgresStore<pg.PoolClient>({ pool, schema: temp.schema, rowLevelSecurity: true });
      await store.migrate();
      await store.commit('two', change('two'));
      const client = await pool.connect();
      await client.query('begin');
      const joined = store.within(client);
      await joined.commit('one', change('one'));
      expect((await joined.readClients('one', ['c'])).map(({ source }) => source)).toEqual(['one']);
      expect((await client.query(`select distinct tenant from ${temp.schema}.sales_clients`)).rows).toEqual([
        { tenant: 'one' },
      ]);
      await client.query('commit');
      client.release();
      expect((await store.readClients('one', ['c'])).length).toBe(1);
    }),
  ),
);

test(
  'a store that is not told of the row-level security of its tables is INVALID_OPTIONS instead of blind',
  onSchema((temp) =>
    asClerk(temp, async (pool) => {
      await failure(postgresStore({ pool, schema: temp.schema }).migrate(), 'INVALID_OPTIONS');
    }),
  ),
);
