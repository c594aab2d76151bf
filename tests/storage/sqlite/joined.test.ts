import { expect, test } from 'vitest';
import { sqliteStore } from '../../../src/entries/sql.ts';
import { everything } from '../../../src/testing/store-contract/everything.ts';
import { failure } from '../../../src/testing/store-contract/failure.ts';
import {
  clientChange,
  commitOf,
  documentChange,
  outcome,
  tenant,
} from '../../../src/testing/store-contract/samples.ts';
import type { Connection, TempDatabase } from './temp-database.ts';
import { onDatabase } from './temp-database.ts';

const first = commitOf([clientChange({ id: 'c' })], { outcomes: [outcome('k')] });

async function setUp({ connect, open }: TempDatabase) {
  const database = connect();
  const store = sqliteStore({ database });
  await store.migrate();
  database.exec('create table invoices (client text)');
  return { database, store, other: await open() };
}

const invoices = (database: Connection) => database.prepare('select client from invoices').all();

test(
  "within the caller's transaction one reads what one has written, and others do once it is committed",
  onDatabase(async (temp) => {
    const { database, store, other } = await setUp(temp);
    database.exec("begin; insert into invoices values ('c')");
    const joined = store.within(database);
    await joined.commit(tenant, first);
    expect(await joined.readClients(tenant, ['c'])).toHaveLength(1);
    expect(await other.readClients(tenant, ['c'])).toEqual([]);
    database.exec('commit');
    expect((await everything(other)).feed).toHaveLength(1);
    expect(invoices(temp.connect())).toEqual([{ client: 'c' }]);
  }),
);

test(
  "what the caller rolls back is gone, the library's rows and the caller's own",
  onDatabase(async (temp) => {
    const { database, store, other } = await setUp(temp);
    database.exec("begin immediate; insert into invoices values ('c')");
    await store.within(database).commit(tenant, first);
    database.exec('rollback');
    expect((await everything(other)).feed).toEqual([]);
    expect(await other.readOutcomes(tenant, ['k'])).toEqual([]);
    expect(invoices(database)).toEqual([]);
    await store.commit(tenant, first);
  }),
);

test(
  "a commit that is refused leaves the caller's transaction as it was, and whole",
  onDatabase(async (temp) => {
    const { database, store, other } = await setUp(temp);
    await store.commit(tenant, first);
    database.exec("begin; insert into invoices values ('c')");
    const joined = store.within(database);
    await joined.commit(tenant, commitOf([clientChange({ id: 'd' })]));
    const stale = commitOf([clientChange({ id: 'e' }), clientChange({ id: 'c' })]);
    await failure(joined.commit(tenant, stale), 'REVISION_CONFLICT');
    database.exec('commit');
    const { clients } = await everything(other);
    expect(clients.map(({ id }) => id)).toEqual(['c', 'd']);
    expect(invoices(database)).toHaveLength(1);
  }),
);

test(
  'to work within no transaction is STORE_FAILURE, and nothing is written',
  onDatabase(async (temp) => {
    const { database, store, other } = await setUp(temp);
    const { details } = await failure(store.within(database).commit(tenant, first), 'STORE_FAILURE');
    expect(details).toEqual({ joined: true });
    expect(database.inTransaction).toBe(false);
    expect((await everything(other)).feed).toEqual([]);
  }),
);

test(
  'work alongside is given the connection: its own rows and its own changes of clients go with the commit',
  onDatabase(async (temp) => {
    const { database, store, other } = await setUp(temp);
    await store.commit(tenant, first, async (transaction) => {
      transaction.exec("insert into invoices values ('c')");
      const joined = store.within(transaction);
      expect(await joined.readClients(tenant, ['c'])).toHaveLength(1);
      await joined.commit(tenant, commitOf([clientChange({ id: 'c', from: 1 })]), async () => {
        await Promise.resolve();
      });
    });
    expect((await other.readClients(tenant, ['c'])).map(({ revision }) => revision)).toEqual([2]);
    expect(invoices(database)).toHaveLength(1);

    const undone = store.commit(tenant, commitOf([clientChange({ id: 'd' })]), async (transaction) => {
      transaction.exec("insert into invoices values ('d')");
      await store.within(transaction).commit(tenant, commitOf([], { documents: [documentChange('d')] }));
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect(invoices(database)).toHaveLength(1);
    expect(await other.readDocuments(tenant, 'plan', ['d'])).toEqual([]);
    expect(await other.readClients(tenant, ['d'])).toEqual([]);
  }),
);

test(
  'two stores on one connection keep out of each other while one works alongside',
  onDatabase(async (temp) => {
    const { database, store } = await setUp(temp);
    const second = sqliteStore({ database });
    await second.migrate();
    const calls: Promise<unknown>[] = [];
    await store.commit(tenant, first, async () => {
      calls.push(second.commit(tenant, commitOf([clientChange({ id: 'd' })])), second.migrate());
      await Promise.resolve();
    });
    await Promise.all(calls);
    expect((await everything(store)).feed).toHaveLength(2);
  }),
);

test(
  'a writer who is faster than the transaction one is within makes it STORE_BUSY, to be tried again as a whole',
  onDatabase(async (temp) => {
    const { database, store, other } = await setUp(temp);
    database.exec('begin');
    const joined = store.within(database);
    expect(await joined.readClients(tenant, ['c'])).toEqual([]);
    await other.commit(tenant, first);
    const { details } = await failure(joined.commit(tenant, first), 'STORE_BUSY');
    expect(details).toEqual({ joined: true });
    database.exec('rollback');
  }),
);

test(
  'a view is closed with its store, but not the store with a view',
  onDatabase(async (temp) => {
    const { database, store } = await setUp(temp);
    database.exec('begin');
    const [joined, another] = [store.within(database), store.within(database)];
    await joined.migrate();
    await joined.close();
    await failure(joined.readClients(tenant, ['c']), 'STORE_CLOSED');
    await failure(joined.migrate(), 'STORE_CLOSED');
    expect(await another.readClients(tenant, ['c'])).toEqual([]);
    database.exec('commit');
    expect(await store.readClients(tenant, ['c'])).toEqual([]);
    await store.close();
    await failure(another.readClients(tenant, ['c']), 'STORE_CLOSED');
    await failure(store.within(database).migrate(), 'STORE_CLOSED');
  }),
);

test(
  'a view of a store that has not been migrated is STORE_NOT_MIGRATED',
  onDatabase(async ({ connect }) => {
    const database = connect();
    const view = sqliteStore({ database }).within(database);
    await failure(view.migrate(), 'STORE_NOT_MIGRATED');
    await failure(view.census(tenant), 'STORE_NOT_MIGRATED');
  }),
);
