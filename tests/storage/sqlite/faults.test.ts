import { expect, test } from 'vitest';
import type { SqliteDatabaseLike } from '../../../src/entries/sql.ts';
import { sqliteStore } from '../../../src/entries/sql.ts';
import { isConveyorError } from '../../../src/errors/conveyor-error.ts';
import type { Store } from '../../../src/storage/port.ts';
import { everything } from '../../../src/testing/store-contract/everything.ts';
import { failure } from '../../../src/testing/store-contract/failure.ts';
import {
  clientChange,
  commitOf,
  employeeChange,
  outcome,
  tenant,
} from '../../../src/testing/store-contract/samples.ts';
import type { Connection } from './temp-database.ts';
import { onDatabase } from './temp-database.ts';

const full = commitOf(
  ['a', 'b', 'c'].map((id) => clientChange({ id, events: 2, custody: { seller: 'petrov' } })),
  { employees: [employeeChange('petrov')], outcomes: [outcome('k')] },
);

/** A driver whose n-th call fails from now on; `calls` counts them. */
function failingDriver(database: Connection) {
  const driver = { calls: 0, failAt: Number.POSITIVE_INFINITY };
  const step = <Result>(call: () => Result): Result => {
    driver.calls += 1;
    if (driver.calls === driver.failAt) throw new Error('disk I/O error');
    return call();
  };
  const like: SqliteDatabaseLike = {
    exec: (sql) => step(() => database.exec(sql)),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        all: (...parameters) => step(() => statement.all(...parameters)),
        get: (...parameters) => step(() => statement.get(...parameters)),
        run: (...parameters) => step(() => statement.run(...parameters)),
      };
    },
  };
  return { driver, like };
}

test(
  'whichever call of the driver fails, nothing of the commit is left and the next one goes through',
  onDatabase(async ({ connect }) => {
    const { driver, like } = failingDriver(connect());
    const store = sqliteStore({ database: like });
    await store.migrate();
    driver.calls = 0;
    await store.commit('rehearsal', full);
    const calls = driver.calls;
    expect(calls).toBeGreaterThan(15);
    for (let failAt = 1; failAt <= calls; failAt++) {
      Object.assign(driver, { calls: 0, failAt });
      const { cause } = await failure(store.commit(tenant, full), 'STORE_FAILURE');
      expect(cause).toEqual(new Error('disk I/O error'));
      driver.failAt = Number.POSITIVE_INFINITY;
      expect((await everything(store)).feed).toEqual([]);
    }
    await store.commit(tenant, full);
    expect((await everything(store)).feed).toHaveLength(7);
  }),
);

test(
  'a writer that waits in vain for another one is STORE_BUSY, and goes through once the other is done',
  onDatabase(async ({ connect, open }) => {
    await open();
    const other = connect();
    const store = sqliteStore({ database: connect(), busyTimeoutMs: 10 });
    await store.migrate();
    other.exec('begin immediate');
    await failure(store.commit(tenant, full), 'STORE_BUSY');
    expect((await everything(store)).feed).toEqual([]);
    other.exec('commit');
    await store.commit(tenant, full);
  }),
);

test.each([
  { code: 'SQLITE_BUSY_SNAPSHOT' },
  { code: 'SQLITE_LOCKED' },
  { code: 'ERR_SQLITE_ERROR', errcode: 5 },
  { code: '', rawCode: 261 },
])('a driver says busy with %o', async (fields) => {
  const fail = () => {
    throw Object.assign(new Error('database is locked'), fields);
  };
  await failure(sqliteStore({ database: { exec: fail, prepare: fail } }).migrate(), 'STORE_BUSY');
});

test(
  "a commit or a migration refuses to join the caller's open transaction and leaves it as it is",
  onDatabase(async ({ connect }) => {
    const database = connect();
    const store = sqliteStore({ database });
    await store.migrate();
    database.exec('create table notes (text)');
    database.exec("begin; insert into notes values ('mine')");
    await failure(store.commit(tenant, full), 'STORE_FAILURE');
    await failure(store.migrate(), 'STORE_FAILURE');
    expect(await store.census(tenant)).toEqual({ states: [], custody: [], pools: [] });
    database.exec('commit');
    expect(database.prepare('select text from notes').all()).toEqual([{ text: 'mine' }]);
  }),
);

const corruptions: readonly (readonly [
  table: string,
  column: string,
  id: unknown,
  read: (store: Store) => Promise<unknown>,
])[] = [
  ['sales_clients', 'body', 'a', (store) => store.readClients(tenant, ['a'])],
  ['sales_clients', 'body', 'a', (store) => store.queryClients(tenant, { limit: 1 })],
  ['sales_events', 'body', 1, (store) => store.history(tenant, 'a')],
  ['sales_events', 'body', 1, (store) => store.readFeed(tenant, 0, 1)],
  ['sales_employees', 'body', 'petrov', (store) => store.readEmployee(tenant, 'petrov')],
  ['sales_employees', 'body', 'petrov', (store) => store.listEmployees(tenant)],
  ['sales_commands', 'outcome', 'k', (store) => store.readOutcomes(tenant, ['k'])],
];

test.each(corruptions)(
  'an unreadable %s.%s is CORRUPT_RECORD and names record %s',
  (table, column, id, read) =>
    onDatabase(async ({ connect, open }) => {
      const store = await open();
      await store.commit(tenant, full);
      connect().exec(`update ${table} set ${column} = '{"cut off'`);
      const { details } = await failure(read(store), 'CORRUPT_RECORD');
      expect(details).toEqual({ table, tenant, id });
      if (column === 'outcome') return;
      connect().exec(`update ${table} set ${column} = 'null'`);
      await failure(read(store), 'CORRUPT_RECORD');
    })(),
);

test(
  'the driver errors of a broken database never leak',
  onDatabase(async ({ connect, open }) => {
    const store = await open();
    connect().exec('drop table sales_clients');
    const error = await store.queryClients(tenant, { limit: 1 }).catch((thrown: unknown) => thrown);
    expect(isConveyorError(error, 'STORE_FAILURE') && error.cause).toBeInstanceOf(Error);
  }),
);
