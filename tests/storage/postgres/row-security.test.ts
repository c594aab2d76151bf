import type pg from 'pg';
import { expect, test } from 'vitest';
import { postgresStore } from '../../../src/entries/sql.ts';
import type { Store } from '../../../src/storage/port.ts';
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

const notSet = /tenant_is_not_set_in_this_transaction/;

const change = (source: string) =>
  commitOf([clientChange({ id: 'c', custody: { seller: 'e' }, more: { source } })], {
    outcomes: [outcome('k')],
  });

test(
  "under row-level security a query without a tenant fails, and one of a tenant sees nothing of another's and writes nothing into it",
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
      for (const table of tables) await expect(pool.query(`select * from ${table}`)).rejects.toThrow(notSet);
      await store.commit('one', commitOf([clientChange({ id: 'c', from: 1 })]), async (client) => {
        for (const table of tables) {
          const { rows } = await client.query(`select distinct tenant from ${table}`);
          expect(rows).toEqual(table.endsWith('custody') ? [] : [{ tenant: 'one' }]);
        }
        expect(
          (await client.query(`delete from ${temp.schema}.sales_clients where tenant = 'two'`)).rowCount,
        ).toBe(0);
      });
      const smuggle = `insert into ${temp.schema}.sales_feeds values ('two', 99)`;
      await expect(pool.query(smuggle)).rejects.toThrow(notSet);
      const client = await pool.connect();
      await client.query(`begin; select set_config('sales_conveyor.tenant', 'one', true)`);
      await expect(client.query(smuggle)).rejects.toMatchObject({ code: '42501' });
      await client.query('rollback');
      client.release();
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
  'a read whose tenant did not reach the server fails instead of finding nothing',
  onSchema((temp) =>
    asClerk(temp, async (pool) => {
      const store = postgresStore<pg.PoolClient>({ pool, schema: temp.schema, rowLevelSecurity: true });
      await store.migrate();
      await store.commit('one', change('one'));
      // Without a transaction, what is set for the transaction is gone with the statement that sets it.
      const client = await pool.connect();
      const reads = calls(store.within(client), 'one');
      for (const read of Object.values(reads)) {
        const { message } = await failure(read(), 'STORE_FAILURE');
        expect(message).toMatch(notSet);
      }
      client.release();
      expect(await store.readClients('one', ['c'])).toHaveLength(1);
    }),
  ),
);

test(
  'on an engine that plans by shard, too, rows are those of the tenant whatever its name, and a setting that does not arrive is an error',
  onSchema((temp) =>
    asClerk(temp, async (pool) => {
      const settings = { schema: temp.schema, rowLevelSecurity: true, planning: 'by shard' } as const;
      const store = postgresStore({ pool, ...settings });
      await store.migrate();
      const odd = `o'; reset role; --\\' ё"`;
      for (const of of ['one', odd, odd]) {
        const [known] = await store.readClients(of, ['c']);
        await store.commit(of, commitOf([clientChange({ id: 'c', from: known?.revision ?? 0 })]));
      }
      expect((await store.readFeed(odd, 0, 10)).map(({ position }) => position)).toEqual([1, 2]);
      expect(await store.claimDue(odd, due)).toEqual([]);

      // As through a server that hands on the statements, and not what was set for the transaction.
      const deaf = postgresStore({ pool: deafTo(pool, /^set local sales_conveyor/), ...settings });
      await deaf.migrate();
      for (const read of Object.values(calls(deaf, 'one'))) {
        const { message } = await failure(read(), 'STORE_FAILURE');
        expect(message).toMatch(notSet);
      }
      await failure(deaf.commit('one', commitOf([clientChange({ id: 'c', from: 1 })])), 'STORE_FAILURE');
      await failure(deaf.claimDue('one', due), 'STORE_FAILURE');
      expect((await store.readClients('one', ['c']))[0]?.revision).toBe(1);
    }),
  ),
);

const due = {
  dueBy: '2026-03-02T09:00:00.000Z',
  worker: 'w',
  now: '2026-03-02T09:00:00.000Z',
  until: '2026-03-03T09:00:00.000Z',
  limit: 10,
};

/** A pool whose connections swallow such statements. */
const deafTo = (pool: pg.Pool, swallowed: RegExp) => ({
  connect: async () => {
    const client = await pool.connect();
    return {
      query: async (query: { text: string; values: unknown[] }) =>
        swallowed.test(query.text) ? { rows: [] } : client.query(query),
      release: (destroy?: boolean) => client.release(destroy),
    };
  },
});

test(
  'the policies of an earlier build are replaced by the next migration, by whoever owns the tables',
  onSchema((temp) =>
    asClerk(temp, async (pool) => {
      const owner = temp.pool();
      const isOwn = "tenant = current_setting('sales_conveyor.tenant', true)";
      const table = `${temp.schema}.sales_clients`;
      await owner.query(`drop policy sales_own_tenant on ${table};
        create policy sales_tenant on ${table} using (${isOwn}) with check (${isOwn})`);
      expect((await pool.query(`select * from ${table}`)).rows).toEqual([]);
      await postgresStore({ pool: owner, schema: temp.schema, rowLevelSecurity: true }).migrate();
      const store = postgresStore({ pool, schema: temp.schema, rowLevelSecurity: true });
      await store.migrate();
      await store.commit('one', change('one'));
      await expect(pool.query(`select * from ${table}`)).rejects.toThrow(notSet);
    }),
  ),
);

/** The reads that find something where a client was stored. */
const calls = (store: Store, of: string) => ({
  readClients: () => store.readClients(of, ['c']),
  queryClients: () => store.queryClients(of, { limit: 1 }),
  census: () => store.census(of),
  history: () => store.history(of, 'c'),
  readFeed: () => store.readFeed(of, 0, 1),
  readOutcomes: () => store.readOutcomes(of, ['k']),
});

test(
  'a store that is not told of the row-level security of its tables is INVALID_ARGUMENT instead of blind',
  onSchema((temp) =>
    asClerk(temp, async (pool) => {
      await failure(postgresStore({ pool, schema: temp.schema }).migrate(), 'INVALID_ARGUMENT');
    }),
  ),
);
