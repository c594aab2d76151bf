import { sql } from 'kysely';
import type { FactIndex } from '../indexed-facts.ts';
import type { PostgresAccess } from './postgres-access.ts';
import { lockMigrations } from './postgres-migration-lock.ts';
import type { PostgresSession } from './postgres-session.ts';
import { type TablePlace, writtenOut } from './postgres-tables.ts';

/**
 * Makes the indexes on facts that are not there, and takes none away. Where all are there nothing is written.
 * The planner knows nothing of an expression until the table is analyzed.
 */
export async function makeIndexes(
  access: PostgresAccess,
  place: TablePlace,
  indexes: readonly FactIndex[],
): Promise<void> {
  if (indexes.length === 0) return;
  const found = await access.lend((session) => missing(session, place, indexes));
  if (found.length === 0) return;
  const table = place.table('sales_clients');
  await access.transact(async (session) => {
    await lockMigrations(session, place);
    for (const { create } of await missing(session, place, indexes))
      await session.query(writtenOut(create(table)).compile());
    await session.query(writtenOut(sql`analyze ${table}`).compile());
  });
}

async function missing(session: PostgresSession, place: TablePlace, indexes: readonly FactIndex[]) {
  const query = sql<{ name: string }>`
    select relation.relname as name from pg_catalog.pg_index as entry
    join pg_catalog.pg_class as relation on relation.oid = entry.indexrelid
    where entry.indrelid = to_regclass(${place.regclass('sales_clients')})`;
  const there = new Set((await session.query(writtenOut(query).compile())).map(({ name }) => name));
  return indexes.filter(({ name }) => !there.has(name));
}
