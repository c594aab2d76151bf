import type pg from 'pg';
import { answererOf } from '../../src/storage/port/concerned.ts';
import { nameOf } from '../../src/storage/port/named.ts';
import type { Commit } from '../../src/storage/port.ts';
import { inTransaction } from '../storage/postgres/in-transaction.ts';
import type { Connection } from '../storage/sqlite/temp-database.ts';

/** The rows of a commit that changes clients who are there already and keeps documents. */
function rowsOf({ clients, documents }: Commit) {
  const events = clients.flatMap(({ snapshot, events: own }) =>
    own.map((event, i) => ({ event, id: snapshot.id, sequence: snapshot.revision - own.length + i + 1 })),
  );
  return {
    clients: clients.map(({ snapshot, events: own, dueAt, facts }) => ({
      id: snapshot.id,
      before: snapshot.revision - own.length,
      revision: snapshot.revision,
      state: snapshot.state,
      pool: snapshot.pool?.name ?? null,
      dueAt: dueAt ?? null,
      body: JSON.stringify(snapshot),
      facts: facts === undefined ? null : JSON.stringify(facts),
      answerer: answererOf(snapshot) ?? null,
      name: nameOf(snapshot),
    })),
    custody: clients.flatMap(({ snapshot: { id, custody } }) =>
      Object.entries(custody).map(([role, { employeeId }]) => ({ id, role, employeeId })),
    ),
    events: events.map(({ event, id, sequence }) => ({
      id,
      sequence,
      type: event.type,
      happenedAt: event.happenedAt,
      recordedAt: event.recordedAt,
      body: JSON.stringify(event),
    })),
    documents: documents.map(({ body, ...rest }) => ({ ...rest, body: JSON.stringify(body) })),
  };
}

/** One statement per table, whatever the number of rows: what one would write by hand to give many clients another holder. */
export async function moveInPostgres(
  pool: pg.Pool,
  schema: string,
  tenant: string,
  commit: Commit,
): Promise<void> {
  const { clients, custody, events, documents } = rowsOf(commit);
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update ${schema}.sales_clients c set revision = n.revision, state = n.state, pool = n.pool, due_at = n.due_at, body = n.body, facts = n.facts::jsonb, answerer = n.answerer, name = n.name
       from unnest($2::text[], $3::integer[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
         n (id, before, revision, state, pool, due_at, body, facts, answerer, name)
       where c.tenant = $1 and c.id = n.id and c.revision = n.before`,
      [
        tenant,
        clients.map(({ id }) => id),
        clients.map(({ before }) => before),
        clients.map(({ revision }) => revision),
        clients.map(({ state }) => state),
        clients.map(({ pool: name }) => name),
        clients.map(({ dueAt }) => dueAt),
        clients.map(({ body }) => body),
        clients.map(({ facts }) => facts),
        clients.map(({ answerer }) => answerer),
        clients.map(({ name }) => name),
      ],
    );
    if (rowCount !== clients.length) throw new Error('Conflict');
    await client.query(
      `update ${schema}.sales_custody c set employee_id = n.employee_id from unnest($2::text[], $3::text[], $4::text[]) n (id, role, employee_id)
       where c.tenant = $1 and c.client_id = n.id and c.role = n.role`,
      [
        tenant,
        custody.map(({ id }) => id),
        custody.map(({ role }) => role),
        custody.map(({ employeeId }) => employeeId),
      ],
    );
    await client.query(
      `insert into ${schema}.sales_documents as d select $1, * from unnest($2::text[], $3::text[], $4::integer[], $5::text[])
       on conflict (tenant, kind, id) do update set revision = excluded.revision, body = excluded.body`,
      [
        tenant,
        documents.map(({ kind }) => kind),
        documents.map(({ id }) => id),
        documents.map(({ revision }) => revision),
        documents.map(({ body }) => body),
      ],
    );
    const { rows } = await client.query(
      `update ${schema}.sales_feeds set position = position + $2 where tenant = $1 returning position`,
      [tenant, events.length],
    );
    await client.query(
      `insert into ${schema}.sales_events
       select $1, $2::bigint + n.place, 'client', n.id, n.sequence, n.type, n.happened, n.recorded, n.body
       from unnest($3::text[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[])
         with ordinality n (id, sequence, type, happened, recorded, body, place)`,
      [
        tenant,
        Number(rows[0].position) - events.length,
        events.map(({ id }) => id),
        events.map(({ sequence }) => sequence),
        events.map(({ type }) => type),
        events.map(({ happenedAt }) => happenedAt),
        events.map(({ recordedAt }) => recordedAt),
        events.map(({ body }) => body),
      ],
    );
  });
}

/** The same on SQLite, where sets of rows travel as JSON. */
export function moveInSqlite(database: Connection, tenant: string, commit: Commit): void {
  const rows = rowsOf(commit);
  const run = (sql: string, set: readonly object[]) =>
    database.prepare(sql).run(tenant, JSON.stringify(set)).changes;
  database.exec('begin immediate');
  const changed = run(
    `insert into sales_clients (tenant, id, revision, state, pool, due_at, body, facts, answerer, name)
     select ?1, value ->> 'id', value ->> 'revision', value ->> 'state', value ->> 'pool', value ->> 'dueAt', value ->> 'body', value ->> 'facts', value ->> 'answerer', value ->> 'name'
     from json_each(?2) where true
     on conflict (tenant, id) do update set revision = excluded.revision, state = excluded.state, pool = excluded.pool,
       due_at = excluded.due_at, body = excluded.body, facts = excluded.facts,
       answerer = excluded.answerer, name = excluded.name
     where sales_clients.revision < excluded.revision`,
    rows.clients,
  );
  if (changed !== rows.clients.length) throw new Error('Conflict');
  run(
    `insert into sales_custody (tenant, client_id, role, employee_id, state)
     select ?1, value ->> 'id', value ->> 'role', value ->> 'employeeId', '' from json_each(?2) where true
     on conflict (tenant, client_id, role) do update set employee_id = excluded.employee_id`,
    rows.custody,
  );
  run(
    `insert or replace into sales_documents (tenant, kind, id, revision, body)
     select ?1, value ->> 'kind', value ->> 'id', value ->> 'revision', value ->> 'body' from json_each(?2)`,
    rows.documents,
  );
  run(
    `insert into sales_events
     select ?1, (select coalesce(max(position), 0) from sales_events where tenant = ?1) + 1 + key, 'client', value ->> 'id', value ->> 'sequence',
       value ->> 'type', value ->> 'happenedAt', value ->> 'recordedAt', value ->> 'body' from json_each(?2)`,
    rows.events,
  );
  database.exec('commit');
}
