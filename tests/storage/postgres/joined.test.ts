import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { mixed } from '../../../src/entries/presets.ts';
import { postgresStore } from '../../../src/entries/sql.ts';
import { createSales, defineConveyor } from '../../../src/index.ts';
import { everything } from '../../../src/testing/store-contract/everything.ts';
import { failure } from '../../../src/testing/store-contract/failure.ts';
import { clientChange, commitOf, outcome, tenant } from '../../../src/testing/store-contract/samples.ts';
import { onSchema, type TempSchema } from './temp-schema.ts';

const first = commitOf([clientChange({ id: 'c', custody: { seller: 'petrov' } })], {
  outcomes: [outcome('k')],
});

async function setUp(temp: TempSchema) {
  const [store, other, pool] = [await temp.open(), await temp.open(), temp.pool()];
  const table = `${temp.schema}.invoices`;
  await pool.query(`create table ${table} (client text)`);
  const invoices = async () =>
    (await pool.query(`select client from ${table}`)).rows.map(({ client }) => client);
  return { store, other, pool, table, invoices };
}

/** A client inside a transaction, however it ends. */
async function inTransaction(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>, end = 'commit') {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query(end);
  } finally {
    client.release();
  }
}

test(
  "within the caller's transaction of pg one reads what one has written, and others do once it is committed",
  onSchema(async (temp) => {
    const { store, other, pool, table, invoices } = await setUp(temp);
    await inTransaction(pool, async (client) => {
      await client.query(`insert into ${table} values ('c')`);
      const joined = store.within(client);
      await joined.commit(tenant, first);
      expect(await joined.readClients(tenant, ['c'])).toHaveLength(1);
      expect(await joined.readFeed(tenant, 0, 10)).toHaveLength(1);
      expect(await other.readClients(tenant, ['c'])).toEqual([]);
    });
    expect((await everything(other)).feed).toHaveLength(1);
    expect(await invoices()).toEqual(['c']);
  }),
);

test(
  "what the caller rolls back is gone, the library's rows and the caller's own, and the feed has no gap",
  onSchema(async (temp) => {
    const { store, other, pool, table, invoices } = await setUp(temp);
    const work = async (client: pg.PoolClient) => {
      await client.query(`insert into ${table} values ('c')`);
      await store.within(client).commit(tenant, first);
    };
    await inTransaction(pool, work, 'rollback');
    expect((await everything(other)).feed).toEqual([]);
    expect(await other.readOutcomes(tenant, ['k'])).toEqual([]);
    expect(await invoices()).toEqual([]);
    await store.commit(tenant, first);
    expect((await everything(other)).feed.map(({ position }) => position)).toEqual([1]);
  }),
);

test(
  "a commit that is refused leaves the caller's transaction as it was, and whole",
  onSchema(async (temp) => {
    const { store, other, pool, table, invoices } = await setUp(temp);
    await store.commit(tenant, first);
    await inTransaction(pool, async (client) => {
      await client.query(`insert into ${table} values ('c')`);
      const joined = store.within(client);
      await joined.commit(tenant, commitOf([clientChange({ id: 'd' })]));
      const stale = commitOf([clientChange({ id: 'e' }), clientChange({ id: 'c' })]);
      await failure(joined.commit(tenant, stale), 'REVISION_CONFLICT');
    });
    expect((await everything(other)).clients.map(({ id }) => id)).toEqual(['c', 'd']);
    expect(await invoices()).toEqual(['c']);
  }),
);

test(
  'to work within no transaction is STORE_FAILURE, and so is to commit on the one connection while it is inside one',
  onSchema(async (temp) => {
    const { store, other, pool } = await setUp(temp);
    const client = await pool.connect();
    const onClient = postgresStore({ client, schema: temp.schema });
    await onClient.migrate();
    expect(
      (await failure(store.within(client).commit(tenant, first), 'STORE_FAILURE')).details,
    ).toMatchObject({
      joined: true,
    });
    await client.query('begin');
    await client.query(`create table ${temp.schema}.mine (n integer)`);
    await failure(onClient.commit(tenant, first), 'STORE_FAILURE');
    await client.query('commit');
    await onClient.commit(tenant, first);
    client.release();
    expect((await pool.query(`select * from ${temp.schema}.mine`)).rows).toEqual([]);
    expect((await everything(other)).feed).toHaveLength(1);
  }),
);

test(
  'work alongside is given a connection inside the transaction: its own rows and changes of clients go with the commit, or nothing does',
  onSchema(async (temp) => {
    const { store, other, table, invoices } = await setUp(temp);
    await store.commit(tenant, first, async (client) => {
      await client.query(`insert into ${table} values ('c')`);
      const joined = store.within(client);
      expect(await joined.readClients(tenant, ['c'])).toHaveLength(1);
      await joined.commit(tenant, commitOf([clientChange({ id: 'c', from: 1 })]));
      expect(await other.readClients(tenant, ['c'])).toEqual([]);
    });
    expect((await other.readClients(tenant, ['c'])).map(({ revision }) => revision)).toEqual([2]);
    const undone = store.commit(tenant, commitOf([clientChange({ id: 'd' })]), async (client) => {
      await client.query(`insert into ${table} values ('d')`);
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect(await invoices()).toEqual(['c']);
    expect(await other.readClients(tenant, ['d'])).toEqual([]);
  }),
);

test(
  'where a statement alongside fails and the caller goes on, the commit does not claim to have gone through',
  onSchema(async (temp) => {
    const { store, other } = await setUp(temp);
    const commit = store.commit(tenant, first, async (client) => {
      await client.query('select * from there_is_no_such_table').catch(() => {});
    });
    await failure(commit, 'STORE_FAILURE');
    expect((await everything(other)).feed).toEqual([]);
    await store.commit(tenant, first);
  }),
);

test(
  "a Kysely transaction is joined and given, whatever the instance's plugins and whatever the store was made of",
  onSchema(async (temp) => {
    const { store, other, pool, table, invoices } = await setUp(temp);
    const kysely = new Kysely<{ invoices: { client: string } }>({ dialect: new PostgresDialect({ pool }) });
    const insert = (client: string) => sql`insert into ${sql.raw(table)} values (${client})`;
    await kysely.transaction().execute(async (transaction) => {
      await insert('c').execute(transaction);
      await store.within(transaction).commit(tenant, first);
    });
    const undone = kysely.transaction().execute(async (transaction) => {
      await insert('d').execute(transaction);
      await store.within(transaction).commit(tenant, commitOf([clientChange({ id: 'd' })]));
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    const onKysely = postgresStore({ kysely, schema: temp.schema });
    await onKysely.migrate();
    await onKysely.commit(tenant, commitOf([clientChange({ id: 'e' })]), async (transaction) => {
      await insert('e').execute(transaction);
    });
    expect((await everything(other)).clients.map(({ id }) => id)).toEqual(['c', 'e']);
    expect(await invoices()).toEqual(['c', 'e']);
    const inside = kysely
      .transaction()
      .execute(async (transaction) => postgresStore({ kysely: transaction }));
    await expect(inside).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  }),
);

test(
  "a command and the CRM's own rows go together: the shell on a store within the caller's transaction",
  onSchema(async (temp) => {
    const { store, pool, table, invoices } = await setUp(temp);
    const conveyor = defineConveyor(mixed());
    const register = (client: pg.PoolClient, id: string) => {
      const sales = createSales({
        conveyor,
        store: store.within(client),
        clock: () => '2026-03-02T10:00:00.000Z',
      });
      return sales.clients.register({ id, source: 'cold' }, { by: 'import' });
    };
    for (const [id, end] of [
      ['kept', 'commit'],
      ['undone', 'rollback'],
    ] as const) {
      const work = async (client: pg.PoolClient) => {
        expect((await register(client, id)).ok).toBe(true);
        await client.query(`insert into ${table} values ($1)`, [id]);
      };
      await inTransaction(pool, work, end);
    }
    const sales = createSales({ conveyor, store });
    expect([await sales.clients.get('undone'), (await sales.clients.get('kept'))?.id]).toEqual([
      undefined,
      'kept',
    ]);
    expect(await invoices()).toEqual(['kept']);
  }),
);
