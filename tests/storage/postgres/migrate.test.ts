import type pg from 'pg';
import { expect, test } from 'vitest';
import { postgresStore } from '../../../src/entries/sql.ts';
import { isConveyorError } from '../../../src/errors/conveyor-error.ts';
import { poolAccess } from '../../../src/storage/sql/postgres/postgres-access.ts';
import { migrateSchema } from '../../../src/storage/sql/postgres/postgres-migrate.ts';
import { migrations } from '../../../src/storage/sql/postgres/postgres-migrations.ts';
import { TablePlace } from '../../../src/storage/sql/postgres/postgres-tables.ts';
import { failure } from '../../../src/testing/store-contract/failure.ts';
import { clientChange, commitOf, tenant } from '../../../src/testing/store-contract/samples.ts';
import { concernedBase } from '../concerned-base.ts';
import { onSchema } from './temp-schema.ts';

const supported = migrations.at(-1)?.version ?? 0;
const every = migrations.map(({ version }) => version);

async function versions(pool: pg.Pool, schema: string): Promise<number[]> {
  const { rows } = await pool.query(
    `select version from ${schema}.sales_migrations where version > 0 order by 1`,
  );
  return rows.map(({ version }) => version);
}

async function relations(pool: pg.Pool, schema: string): Promise<string[]> {
  const { rows } = await pool.query(
    'select relname from pg_class where relnamespace = to_regnamespace($1) order by 1',
    [schema],
  );
  return rows.map(({ relname }) => relname);
}

test(
  'a store does nothing to a database before migrate',
  onSchema(async (temp) => {
    const pool = temp.pool();
    const store = postgresStore({ pool, schema: temp.schema });
    await failure(store.census(tenant), 'STORE_NOT_MIGRATED');
    await store.close();
    expect(await relations(pool, temp.schema)).toEqual([]);
  }),
);

test.each(['read committed', 'serializable'] as const)(
  'stores that migrate a fresh database at once, each on connections of its own, all succeed at %s, and each step is recorded once',
  (isolation) =>
    onSchema(async (temp) => {
      const stores = Array.from({ length: 5 }, () => temp.store({ isolation, max: 2 }));
      await Promise.all(stores.flatMap((store) => [store.migrate(), store.migrate()]));
      expect(await versions(temp.pool(), temp.schema)).toEqual(every);
      await stores[3]?.commit(tenant, commitOf([clientChange({ id: 'c' })]));
      expect(await stores[1]?.readClients(tenant, ['c'])).toHaveLength(1);
    })(),
);

test.each(every.map((version) => version - 1))('data of schema %d are brought up to date', (version) =>
  onSchema(async (temp) => {
    const pool = temp.pool();
    const steps = migrations.slice(0, version);
    if (steps.length > 0)
      await migrateSchema(
        poolAccess(pool, true),
        new TablePlace(temp.schema),
        { rowLevelSecurity: false },
        steps,
      );
    const store = await temp.open();
    expect(await versions(pool, temp.schema)).toEqual(every);
    await store.commit(tenant, commitOf([clientChange({ id: 'c' })]));
  })(),
);

test(
  'whom clients concern, and who is on hold, is read off the snapshots of a build that did not keep it',
  onSchema(async (temp) => {
    const concerned = await concernedBase(await temp.open());
    const pool = temp.pool();
    await pool.query(`set search_path = ${temp.schema};
      alter table sales_clients drop column on_hold;
      alter table sales_clients drop column name;
      alter table sales_clients drop column answerer;
      alter table sales_custody drop column deputy_id;
      delete from sales_migrations where version >= 5`);
    await concerned(await temp.open());
  }),
);

test(
  'no index of clients goes by their body, not even in its condition: rows are changed in place',
  onSchema(async (temp) => {
    await temp.open();
    const { rows } = await temp
      .pool()
      .query<{ name: string; sql: string }>(
        'select indexname as name, indexdef as sql from pg_indexes where schemaname = $1 and tablename = $2',
        [temp.schema, 'sales_clients'],
      );
    expect(rows.map(({ name }) => name)).toContain('sales_clients_on_hold');
    expect(rows.filter(({ sql }) => /body|facts|revision/.test(sql))).toEqual([]);
  }),
);

test(
  'the data of a newer version are SCHEMA_TOO_NEW and are left alone',
  onSchema(async (temp) => {
    await temp.open();
    const pool = temp.pool();
    await pool.query(
      `insert into ${temp.schema}.sales_migrations (version, name) values (99, 'from the future')`,
    );
    const store = temp.store();
    const { details } = await failure(store.migrate(), 'SCHEMA_TOO_NEW');
    expect(details).toEqual({ found: 99, supported });
    await failure(store.census(tenant), 'STORE_NOT_MIGRATED');
    expect(await versions(pool, temp.schema)).toEqual([...every, 99]);
  }),
);

test.each(['sales_documents (id integer)', 'sales_clients (tenant text, state text)'])(
  "somebody else's table %s makes migrate fail; nothing is left behind, and it can be run again",
  (table) =>
    onSchema(async (temp) => {
      const pool = temp.pool();
      await pool.query(`create schema ${temp.schema}`);
      await pool.query(`create table ${temp.schema}.${table}`);
      const store = temp.store();
      await failure(store.migrate(), 'STORE_FAILURE');
      const [name = ''] = table.split(' ');
      expect((await relations(pool, temp.schema)).filter((relation) => !/migrations/.test(relation))).toEqual(
        [name],
      );
      await pool.query(`drop table ${temp.schema}.${name}`);
      await store.migrate();
      expect(await versions(pool, temp.schema)).toEqual(every);
    })(),
);

test(
  'data that are up to date are migrated by a role that may make no tables',
  onSchema(async (temp) => {
    await temp.open();
    const pool = temp.pool({ max: 1 });
    await pool.query(`create role ${temp.schema}`);
    await pool.query(`grant usage on schema ${temp.schema} to ${temp.schema}`);
    await pool.query(
      `grant select, insert, update, delete on all tables in schema ${temp.schema} to ${temp.schema}`,
    );
    await pool.query(`set role ${temp.schema}`);
    const store = postgresStore({ pool, schema: temp.schema });
    await store.migrate();
    await store.commit(tenant, commitOf([clientChange({ id: 'c' })]));
    await pool.query('reset role');
    await pool.query(`drop owned by ${temp.schema}; drop role ${temp.schema}`);
  }),
);

test(
  'without a schema of its own the tables are where the search path leads',
  onSchema(async (temp) => {
    const pool = temp.pool({ max: 1 });
    await pool.query(`create schema ${temp.schema}`);
    await pool.query(`set search_path = ${temp.schema}`);
    const store = postgresStore({ pool });
    await store.migrate();
    await store.migrate();
    await store.commit(tenant, commitOf([clientChange({ id: 'c' })]));
    expect(await relations(pool, temp.schema)).toContain('sales_clients');
  }),
);

test('a schema that is no plain name, and two ways to connect or none, are INVALID_ARGUMENT', () => {
  const pool = { connect: async (): Promise<never> => Promise.reject(new Error('no')) };
  const isInvalid = (make: () => unknown) => {
    try {
      make();
      return false;
    } catch (error) {
      return isConveyorError(error, 'INVALID_ARGUMENT');
    }
  };
  for (const schema of ['', 'a.b', 'a"b', 'x'.repeat(64), 'имя']) {
    expect(isInvalid(() => postgresStore({ pool, schema }))).toBe(true);
  }
  expect(isInvalid(() => postgresStore({} as never))).toBe(true);
  expect(isInvalid(() => postgresStore({ pool, client: pool } as never))).toBe(true);
});
