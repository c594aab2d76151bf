import type pg from 'pg';
import type { ClientChange, Commit } from '../../src/storage/port.ts';
import { inTransaction } from '../storage/postgres/in-transaction.ts';

/**
 * What one would write by hand for one client's command on PostgreSQL: the same rows with the same guarantees (the revision, the
 * command id, a feed without gaps), and nothing for any other case. It is told whether the holder changes.
 */
export function handWrittenPostgres(pool: pg.Pool, schema: string, tenant: string) {
  const prepared = (name: string, text: string) => ({
    name: `${schema}_${name}`,
    text: text.replaceAll('@', `${schema}.sales_`),
  });
  const command = prepared('command', 'insert into @commands values ($1, $2, $3, $4)');
  const insert = prepared(
    'insert',
    'insert into @clients values ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb)',
  );
  const update = prepared(
    'update',
    'update @clients set revision = $3, state = $4, pool = $5, due_at = $6, body = $7, facts = $8::text::jsonb where tenant = $1 and id = $2 and revision = $9',
  );
  const release = prepared('release', 'delete from @custody where tenant = $1 and client_id = $2');
  const hold = prepared('hold', 'insert into @custody values ($1, $2, $3, $4, $5)');
  const feed = prepared(
    'feed',
    'insert into @feeds as f values ($1, $2) on conflict (tenant) do update set position = f.position + excluded.position returning position',
  );
  const append = prepared('append', 'insert into @events values ($1, $2, $3, $4, $5, $6, $7, $8, $9)');

  async function write(
    client: pg.PoolClient,
    change: ClientChange,
    { outcomes: [outcome] }: Commit,
    moved: boolean,
  ) {
    const { snapshot, events, dueAt, facts, expected } = change;
    const { id, revision, state, pool: waiting, custody } = snapshot;
    if (outcome === undefined) throw new Error('A command');
    await client.query({
      ...command,
      values: [tenant, outcome.commandId, outcome.fingerprint, JSON.stringify(outcome.outcome)],
    });
    const [body, known] = [JSON.stringify(snapshot), JSON.stringify(facts)];
    const row = [tenant, id, revision, state, waiting?.name ?? null, dueAt ?? null, body, known];
    const statement =
      expected.is === 'exact'
        ? { ...update, values: [...row, expected.revision] }
        : { ...insert, values: row };
    if ((await client.query(statement)).rowCount !== 1) throw new Error('Conflict');
    if (moved) {
      await client.query({ ...release, values: [tenant, id] });
      for (const [role, { employeeId }] of Object.entries(custody)) {
        await client.query({ ...hold, values: [tenant, id, role, employeeId, state] });
      }
    }
    const { rows } = await client.query({ ...feed, values: [tenant, events.length] });
    let position = Number(rows[0].position) - events.length;
    let sequence = revision - events.length;
    for (const event of events) {
      const { type, happenedAt, recordedAt } = event;
      await client.query({
        ...append,
        values: [
          tenant,
          ++position,
          'client',
          id,
          ++sequence,
          type,
          happenedAt,
          recordedAt,
          JSON.stringify(event),
        ],
      });
    }
  }

  return async (commit: Commit, moved: boolean) => {
    const [change] = commit.clients;
    if (change === undefined) throw new Error('One client');
    await inTransaction(pool, (client) => write(client, change, commit, moved));
  };
}
