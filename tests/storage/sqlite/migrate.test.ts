import { expect, test } from 'vitest';
import { sqliteStore } from '../../../src/entries/sql.ts';
import { calls } from '../../../src/testing/store-contract/cases/lifecycle-cases.ts';
import { failure } from '../../../src/testing/store-contract/failure.ts';
import { idsOf } from '../../../src/testing/store-contract/ids-of.ts';
import { clientChange, commitOf, tenant } from '../../../src/testing/store-contract/samples.ts';
import { at, Department } from '../../service/department.ts';
import { concernedBase } from '../concerned-base.ts';
import type { Connection } from './temp-database.ts';
import { onDatabase } from './temp-database.ts';

const versions = (database: Connection) =>
  database
    .prepare('select version from sales_migrations order by version')
    .all()
    .map((row) => (row as { version: number }).version);

test.each(Object.entries(calls))('%s before migrate is STORE_NOT_MIGRATED', (_, call) =>
  onDatabase(async ({ connect }) => {
    await failure(call(sqliteStore({ database: connect() })), 'STORE_NOT_MIGRATED');
  })(),
);

test(
  'a store does nothing to a database before migrate',
  onDatabase(async ({ connect }) => {
    const database = connect();
    const store = sqliteStore({ database });
    await store.close();
    expect(database.prepare('select name from sqlite_schema').all()).toEqual([]);
  }),
);

test(
  'each migration is recorded once, however often and from however many connections it is asked for',
  onDatabase(async ({ connect }) => {
    const stores = Array.from({ length: 4 }, () => sqliteStore({ database: connect() }));
    await Promise.all(stores.flatMap((store) => [store.migrate(), store.migrate()]));
    expect(versions(connect())).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  }),
);

test(
  'a journal that another connection is at is asked for again',
  onDatabase(async ({ connect }) => {
    const other = connect();
    other.exec('begin immediate');
    const database = connect();
    const asked: string[] = [];
    const exec = (sql: string) => {
      if (sql === 'begin immediate' && other.inTransaction) other.exec('rollback');
      if (sql === 'pragma journal_mode = wal') asked.push(sql);
      return database.exec(sql);
    };
    await sqliteStore({ database: { exec, prepare: (sql) => database.prepare(sql) } }).migrate();
    expect(asked).toHaveLength(2);
    expect(database.prepare('pragma journal_mode').all()).toEqual([{ journal_mode: 'wal' }]);
  }),
);

test.each([-1, 0.5, Number.NaN])('a busy timeout of %d is INVALID_ARGUMENT', (busyTimeoutMs) =>
  onDatabase(async ({ connect }) => {
    const open = async () => sqliteStore({ database: connect(), busyTimeoutMs });
    await failure(open(), 'INVALID_ARGUMENT');
  })(),
);

test(
  'a migration that another connection applies meanwhile is not applied again',
  onDatabase(async ({ connect }) => {
    const database = connect();
    const first = sqliteStore({ database: connect() });
    const migrations: Promise<void>[] = [];
    const exec = (sql: string) => {
      if (sql === 'begin immediate') migrations.push(first.migrate());
      return database.exec(sql);
    };
    await sqliteStore({ database: { exec, prepare: (sql) => database.prepare(sql) } }).migrate();
    await Promise.all(migrations);
    expect(migrations).toHaveLength(1);
    expect(versions(database)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  }),
);

test(
  'data that are up to date are migrated without the write lock',
  onDatabase(async ({ connect, open }) => {
    await open();
    const other = connect();
    other.exec('begin immediate');
    await sqliteStore({ database: connect(), busyTimeoutMs: 0 }).migrate();
    other.exec('rollback');
  }),
);

test(
  'a migration that fails leaves nothing behind and can be run again',
  onDatabase(async ({ connect }) => {
    const database = connect();
    database.exec('create table sales_commands (id integer)');
    const store = sqliteStore({ database });
    await failure(store.migrate(), 'STORE_FAILURE');
    await failure(store.census(tenant), 'STORE_NOT_MIGRATED');
    expect(database.prepare('select name from sqlite_schema').all()).toEqual([{ name: 'sales_commands' }]);
    database.exec('drop table sales_commands');
    await store.migrate();
    expect(versions(database)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  }),
);

test(
  'the data of a newer version are SCHEMA_TOO_NEW and are left alone',
  onDatabase(async ({ connect, open }) => {
    await open();
    const database = connect();
    database.exec("insert into sales_migrations (version, name) values (99, 'from the future')");
    const store = sqliteStore({ database });
    const { details } = await failure(store.migrate(), 'SCHEMA_TOO_NEW');
    expect(details).toEqual({ found: 99, supported: 10 });
    await failure(store.census(tenant), 'STORE_NOT_MIGRATED');
    expect(versions(database)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99]);
  }),
);

test(
  'what people hold is counted once for data of a build that did not keep it',
  onDatabase(async ({ connect }) => {
    const database = connect();
    const store = sqliteStore({ database });
    await store.migrate();
    const department = await new Department(store).staff();
    for (const id of ['acme', 'bravo']) await department.client(id);
    await department.buyer('corp', at(0));
    const before = await store.countHeld('default', {});
    expect(before.map(({ clients }) => clients)).toEqual([2, 1]);
    database.exec(`
      drop table sales_held;
      drop index sales_custody_by_employee;
      drop index sales_employees_by_revision;
      create index sales_custody_by_segment on sales_custody (tenant, employee_id, role, state, segment);
      drop table sales_lists;
      alter table sales_documents drop column lists;
      drop index sales_clients_on_hold;
      alter table sales_clients drop column on_hold;
      drop index sales_clients_by_name;
      alter table sales_clients drop column name;
      drop index sales_clients_by_answerer;
      drop index sales_custody_by_deputy;
      alter table sales_clients drop column answerer;
      alter table sales_custody drop column deputy_id;
      delete from sales_migrations where version >= 6`);
    const later = sqliteStore({ database: connect() });
    await later.migrate();
    expect(await later.countHeld('default', {})).toEqual(before);
  }),
);

test(
  'whom clients concern, and who is on hold, is read off the snapshots of a build that did not keep it',
  onDatabase(async ({ connect }) => {
    const database = connect();
    const store = sqliteStore({ database });
    await store.migrate();
    const concerned = await concernedBase(store);
    database.exec(`
      drop table sales_lists;
      alter table sales_documents drop column lists;
      drop index sales_clients_on_hold;
      alter table sales_clients drop column on_hold;
      drop index sales_clients_by_name;
      alter table sales_clients drop column name;
      drop index sales_clients_by_answerer;
      drop index sales_custody_by_deputy;
      alter table sales_clients drop column answerer;
      alter table sales_custody drop column deputy_id;
      delete from sales_migrations where version >= 7`);
    const later = sqliteStore({ database: connect() });
    await later.migrate();
    await concerned(later);
  }),
);

test(
  'no index of clients goes by their body, not even in its condition: every commit changes that',
  onDatabase(async ({ connect }) => {
    const database = connect();
    await sqliteStore({ database }).migrate();
    const indexes = database.prepare(
      `select name, sql from sqlite_schema where type = 'index' and tbl_name = 'sales_clients' and sql is not null`,
    );
    const all = indexes.all() as { name: string; sql: string }[];
    expect(all.map(({ name }) => name)).toContain('sales_clients_on_hold');
    expect(all.filter(({ sql }) => /body|facts|revision/.test(sql))).toEqual([]);
  }),
);

test(
  'a client of a build that kept no names is found by name, too',
  onDatabase(async ({ connect }) => {
    const database = connect();
    await sqliteStore({ database }).migrate();
    const store = sqliteStore({ database });
    await store.migrate();
    const name = { value: 'Берёзка', source: 'crm', at: at(0) };
    const change = (id: string) => clientChange({ id, more: { facts: { name } } });
    await store.commit(tenant, commitOf([change('a'), change('b'), clientChange({ id: 'c' })]));
    database.exec(`update sales_clients set name = null where id <> 'b'`);
    const found = await store.queryClients(tenant, { named: { contains: 'ЕРЕЗ' }, limit: 1 });
    expect([found.clients.map(({ id }) => id), typeof found.next]).toEqual([['a'], 'string']);
    expect(await idsOf(store, { named: { startsWith: 'бере' } }, 1)).toEqual(['a', 'b']);
  }),
);

test(
  'migrate makes commits durable and readers free, and leaves foreign keys as they were',
  onDatabase(async ({ connect }) => {
    const database = connect();
    database.exec('pragma foreign_keys = off');
    await sqliteStore({ database, busyTimeoutMs: 250 }).migrate();
    const pragma = (name: string) => Object.values(database.prepare(`pragma ${name}`).all()[0] ?? {});
    expect(['journal_mode', 'synchronous', 'busy_timeout', 'foreign_keys'].flatMap(pragma)).toEqual([
      'wal',
      2,
      250,
      0,
    ]);
  }),
);
