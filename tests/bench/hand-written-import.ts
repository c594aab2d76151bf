import type pg from 'pg';
import type { Client, ClientEvent } from 'sales-conveyor';
import { inTransaction } from '../storage/postgres/in-transaction.ts';
import type { Connection } from '../storage/sqlite/temp-database.ts';

/** New clients with all that has happened to them. */
export interface Rows {
  readonly clients: readonly {
    readonly snapshot: Client;
    readonly dueAt: string | undefined;
    readonly facts: Readonly<Record<string, unknown>>;
  }[];
  readonly events: readonly ClientEvent[];
}

/** What one would write by hand on PostgreSQL: one statement per table in one transaction, and a feed without gaps. */
export function postgresImport(pool: pg.Pool, schema: string, tenant: string) {
  const table = (name: string) => `${schema}.sales_${name}`;
  async function write(client: pg.PoolClient, { clients, events }: Rows) {
    const snapshots = clients.map(({ snapshot }) => snapshot);
    await client.query(
      `insert into ${table('clients')} (tenant, id, revision, state, pool, due_at, body, facts)
       select $1, n.id, n.revision, n.state, n.pool, n.due_at, n.body, n.facts::jsonb
       from unnest($2::text[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
         n (id, revision, state, pool, due_at, body, facts)`,
      [
        tenant,
        snapshots.map(({ id }) => id),
        snapshots.map(({ revision }) => revision),
        snapshots.map(({ state }) => state),
        snapshots.map(({ pool: waiting }) => waiting?.name ?? null),
        clients.map(({ dueAt }) => dueAt ?? null),
        snapshots.map((snapshot) => JSON.stringify(snapshot)),
        clients.map(({ facts }) => JSON.stringify(facts)),
      ],
    );
    const held = custodyOf(snapshots);
    if (held.length > 0) {
      await client.query(
        `insert into ${table('custody')} (tenant, client_id, role, employee_id, state)
         select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[])`,
        [tenant, ...([0, 1, 2, 3] as const).map((column) => held.map((row) => row[column]))],
      );
    }
    const { rows } = await client.query(
      `insert into ${table('feeds')} as f (tenant, position) values ($1, $2)
       on conflict (tenant) do update set position = f.position + excluded.position returning position`,
      [tenant, events.length],
    );
    await client.query(
      `insert into ${table('events')} (tenant, position, stream, stream_id, sequence, type, happened_at, recorded_at, body)
       select $1, $2::bigint + n.place, 'client', n.id, n.sequence, n.type, n.happened, n.recorded, n.body
       from unnest($3::text[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[])
         with ordinality n (id, sequence, type, happened, recorded, body, place)`,
      [
        tenant,
        Number(rows[0].position) - events.length,
        events.map(({ clientId }) => clientId),
        events.map(sequenceOf),
        events.map(({ type }) => type),
        events.map(({ happenedAt }) => happenedAt),
        events.map(({ recordedAt }) => recordedAt),
        events.map((event) => JSON.stringify(event)),
      ],
    );
  }

  return (rows: Rows) => inTransaction(pool, (client) => write(client, rows));
}

/** What one would write by hand on SQLite: a prepared statement per table, run row by row in one transaction. */
export function sqliteImport(database: Connection, tenant: string) {
  database.exec('pragma synchronous = full');
  const addClient = database.prepare(
    'insert into sales_clients (tenant, id, revision, state, pool, due_at, body, facts) values (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const hold = database.prepare(
    'insert into sales_custody (tenant, client_id, role, employee_id, state) values (?, ?, ?, ?, ?)',
  );
  const last = database.prepare('select max(position) as position from sales_events where tenant = ?');
  const append = database.prepare(
    'insert into sales_events (tenant, position, stream, stream_id, sequence, type, happened_at, recorded_at, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );

  function write({ clients, events }: Rows) {
    for (const { snapshot, dueAt, facts } of clients) {
      const { id, revision, state, pool } = snapshot;
      const [body, known] = [JSON.stringify(snapshot), JSON.stringify(facts)];
      addClient.run(tenant, id, revision, state, pool?.name ?? null, dueAt ?? null, body, known);
    }
    for (const row of custodyOf(clients.map(({ snapshot }) => snapshot))) hold.run(tenant, ...row);
    let { position } = last.get(tenant) as { position: number };
    for (const event of events) {
      const { clientId, type, happenedAt, recordedAt } = event;
      const body = JSON.stringify(event);
      const sequence = sequenceOf(event);
      append.run(tenant, ++position, 'client', clientId, sequence, type, happenedAt, recordedAt, body);
    }
  }

  return (rows: Rows) => {
    database.exec('begin immediate');
    try {
      write(rows);
      database.exec('commit');
    } catch (error) {
      database.exec('rollback');
      throw error;
    }
  };
}

const sequenceOf = ({ id }: ClientEvent) => Number(id.slice(id.lastIndexOf('#') + 1));

const custodyOf = (clients: readonly Client[]) =>
  clients.flatMap(({ id, state, custody }) =>
    Object.entries(custody).map(([role, { employeeId }]) => [id, role, employeeId, state] as const),
  );
