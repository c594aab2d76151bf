import type pg from 'pg';
import type { ClientChange } from '../../src/storage/port.ts';

/** One statement per table, whatever the number of rows: what one would write by hand to give many clients another holder. */
export async function moveInBulk(
  pool: pg.Pool,
  schema: string,
  tenant: string,
  moves: readonly ClientChange[],
): Promise<void> {
  const ids = moves.map(({ snapshot }) => snapshot.id);
  const holders = moves.map(({ snapshot }) => Object.values(snapshot.custody)[0]?.employeeId);
  const revisions = moves.map(({ snapshot }) => snapshot.revision);
  const client = await pool.connect();
  await client.query('begin');
  const { rowCount } = await client.query(
    `update ${schema}.sales_clients c set revision = n.revision, body = n.body
     from unnest($2::text[], $3::integer[], $4::text[]) n (id, revision, body)
     where c.tenant = $1 and c.id = n.id and c.revision = n.revision - 1`,
    [tenant, ids, revisions, moves.map(({ snapshot }) => JSON.stringify(snapshot))],
  );
  if (rowCount !== moves.length) throw new Error('Conflict');
  await client.query(
    `update ${schema}.sales_custody c set employee_id = n.employee_id from unnest($2::text[], $3::text[]) n (id, employee_id)
     where c.tenant = $1 and c.client_id = n.id and c.role = 'clientManager'`,
    [tenant, ids, holders],
  );
  const { rows } = await client.query(
    `update ${schema}.sales_feeds set position = position + $2 where tenant = $1 returning position`,
    [tenant, moves.length],
  );
  const events = moves.flatMap((move) => move.events);
  await client.query(
    `insert into ${schema}.sales_events
     select $1, $2::bigint + n.place, 'client', n.id, n.revision, n.type, n.happened, n.recorded, n.body
     from unnest($3::text[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[])
       with ordinality n (id, revision, type, happened, recorded, body, place)`,
    [
      tenant,
      Number(rows[0].position) - moves.length,
      ids,
      revisions,
      events.map(({ type }) => type),
      events.map(({ happenedAt }) => happenedAt),
      events.map(({ recordedAt }) => recordedAt),
      events.map((event) => JSON.stringify(event)),
    ],
  );
  await client.query('commit');
  client.release();
}
