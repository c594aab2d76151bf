/**
 * No distributed engine can be installed with the project. What Citus alone does is stood in for by functions and a catalog of
 * the same names in the test's own schema: they note what they are asked for, and distribute nothing.
 */
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { postgresStore } from '../../../src/entries/sql.ts';
import { failure } from '../../../src/testing/store-contract/failure.ts';
import { clientChange, commitOf, tenant } from '../../../src/testing/store-contract/samples.ts';
import { onSchema, type TempSchema } from './temp-schema.ts';

const standIn = `
  create table pg_dist_partition (logicalrelid regclass primary key, partmethod "char", colocationid integer);
  create function create_distributed_table(table_name regclass, distribution_column text,
    distribution_type text default 'hash', colocate_with text default 'default') returns void language sql as $$
    insert into pg_dist_partition values (table_name, 'h', case when distribution_column = 'tenant' and
      (colocate_with = 'default' or (select partmethod from pg_dist_partition where logicalrelid = colocate_with::regclass) = 'h')
      then 1 end) $$;
  create function create_reference_table(table_name regclass) returns void language sql as $$
    insert into pg_dist_partition values (table_name, 'n', 2) $$`;

/** Work on a pool to which the schema's stand-ins for Citus are what Citus' own are to its clients. */
const onCitus = (work: (temp: TempSchema, pool: pg.Pool) => Promise<void>) =>
  onSchema(async (temp) => {
    const pool = new pg.Pool({
      connectionString: inject('postgresUrl'),
      max: 4,
      options: `-c search_path=${temp.schema}`,
    });
    try {
      await pool.query(`create schema ${temp.schema}`);
      for (const step of standIn.split(/;\s+(?=create)/)) await pool.query(step);
      await work(temp, pool);
    } finally {
      await pool.end();
    }
  });

const tables = [
  'clients',
  'custody',
  'held',
  'leases',
  'events',
  'feeds',
  'employees',
  'commands',
  'documents',
  'lists',
];

const callsOn = (schema: string, names: readonly string[]) =>
  names.map((name) =>
    name === 'migrations'
      ? `select create_reference_table('"${schema}".sales_migrations')`
      : `select create_distributed_table('"${schema}".sales_${name}', 'tenant'${
          name === 'clients' ? '' : `, colocate_with => '"${schema}".sales_clients'`
        })`,
  );

test(
  'who says that the engine plans by shard has every table distributed by tenant, side by side, once, and is told',
  onCitus(async ({ schema }, pool) => {
    const open = () => postgresStore({ pool, schema, planning: 'by shard' });
    const stores = [open(), open(), open()];
    expect(stores[0]?.distribution).toBeUndefined();
    await Promise.all(stores.map((store) => store.migrate()));
    const calls = stores.flatMap(({ distribution }) => distribution?.calls ?? []);
    expect(calls.toSorted()).toEqual(callsOn(schema, [...tables, 'migrations']).toSorted());
    const [first] = stores as [(typeof stores)[number]];
    expect(first.distribution?.planning).toBe('by shard');
    expect(first.distribution?.distributed.toSorted()).toEqual(
      tables.map((name) => `sales_${name}`).toSorted(),
    );
    const later = open();
    await later.migrate();
    expect(later.distribution?.calls).toEqual([]);
    await later.commit(tenant, commitOf([clientChange({ id: 'c' })]));
    expect(await first.readClients(tenant, ['c'])).toHaveLength(1);
  }),
);

test(
  'where the clients are distributed it is found out, and a table that is new is distributed beside them',
  onCitus(async ({ schema }, pool) => {
    await postgresStore({ pool, schema, planning: 'by shard' }).migrate();
    await pool.query("delete from pg_dist_partition where logicalrelid = 'sales_lists'::regclass");
    const store = postgresStore({ pool, schema });
    await store.migrate();
    expect(store.distribution).toMatchObject({ planning: 'by shard', calls: callsOn(schema, ['lists']) });
  }),
);

test(
  'without a word of it nothing is distributed on an engine where nothing is',
  onCitus(async ({ schema }, pool) => {
    for (const planning of [undefined, 'whole'] as const) {
      const store = postgresStore({ pool, schema, ...(planning && { planning }) });
      await store.migrate();
      expect(store.distribution).toEqual({ planning: 'whole', distributed: [], calls: [] });
    }
  }),
);

test(
  'a role that may not distribute is refused with the calls to make, and so are tables that stand elsewhere',
  onCitus(async ({ schema }, pool) => {
    await postgresStore({ pool, schema }).migrate();
    await pool.query('revoke all on function create_distributed_table from public');
    await pool.query(`create role ${schema} login password 'postgres'`);
    await pool.query(
      `grant usage on schema ${schema} to ${schema}; grant all on all tables in schema ${schema} to ${schema}`,
    );
    const url = new URL(inject('postgresUrl'));
    url.username = schema;
    const clerk = new pg.Pool({ connectionString: url.href, options: `-c search_path=${schema}` });
    const store = postgresStore({ pool: clerk, schema, planning: 'by shard' });
    const { details } = await failure(store.migrate(), 'STORE_NOT_MIGRATED');
    expect((details.calls as string[]).toSorted()).toEqual(
      callsOn(schema, [...tables, 'migrations']).toSorted(),
    );
    await failure(store.readClients(tenant, ['c']), 'STORE_NOT_MIGRATED');
    for (const call of details.calls as string[]) await pool.query(call);
    await store.migrate();
    expect(await store.readClients(tenant, ['c'])).toEqual([]);

    await pool.query(
      "update pg_dist_partition set colocationid = 7 where logicalrelid = 'sales_held'::regclass",
    );
    const apart = await failure(postgresStore({ pool, schema }).migrate(), 'STORE_NOT_MIGRATED');
    expect(apart.details.calls).toEqual([
      `select undistribute_table('"${schema}".sales_held')`,
      ...callsOn(schema, ['held']),
    ]);
    await clerk.end();
    await pool.query(`drop owned by ${schema}; drop role ${schema}`);
  }),
);

test(
  'no statement of one that plans by shard writes two tables, or inserts what comes out of a query where it is little',
  onSchema(async (temp) => {
    const { store, sent } = await watched(temp);
    sent.length = 0;
    const change = (from: number) =>
      clientChange({ id: 'c', from, events: 2, custody: { seller: `s${from}` } });
    for (const from of [0, 2]) await store.commit(tenant, commitOf([change(from)]));
    const claim = {
      dueBy: '2026-03-02T09:00:00.000Z',
      worker: 'w',
      now: '2026-03-02T09:00:00.000Z',
      until: '2026-03-03T09:00:00.000Z',
    };
    await store.claimDue(tenant, { ...claim, limit: 10 });
    expect(sent.filter((text) => /^\s*with\b/.test(text))).toEqual([]);
    expect(sent.filter((text) => /insert into/.test(text) && !/\bvalues\b/.test(text))).toEqual([]);
    expect(sent.filter((text) => /^\s*insert into/.test(text)).length).toBeGreaterThan(5);
    expect(sent.filter((text) => /^\s*update/.test(text) && /unnest/.test(text))).toEqual([]);
    expect((await store.readFeed(tenant, 0, 10)).length).toBe(4);
  }, 'by shard'),
);

/** A migrated store, and what its connections are sent. */
async function watched(temp: TempSchema) {
  const pool = temp.pool();
  const sent: string[] = [];
  pool.on('connect', (client: pg.PoolClient) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    const noted = (...given: [string | { text: string }]) => {
      sent.push(typeof given[0] === 'string' ? given[0] : given[0].text);
      return query(...given);
    };
    Object.assign(client, { query: noted });
  });
  const store = postgresStore({ pool, ...temp.place });
  await store.migrate();
  return { store, sent };
}
