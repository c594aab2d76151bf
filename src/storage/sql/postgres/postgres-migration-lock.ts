import { sql } from 'kysely';
import type { PostgresSession } from './postgres-session.ts';
import { type TablePlace, writtenOut } from './postgres-tables.ts';

/** The row that whoever migrates locks; its number is below every step's. */
export const LOCK = 0;

/** The transaction sees what others have committed meanwhile, whatever the connection's own level. */
export async function beginMigration(session: PostgresSession): Promise<void> {
  await session.exec('set transaction isolation level read committed');
}

/** Waits until nobody else migrates; until the transaction ends nobody else does. */
export async function lockMigrations(session: PostgresSession, place: TablePlace): Promise<void> {
  await beginMigration(session);
  const lock = sql`select version from ${place.table('sales_migrations')} where version = ${LOCK} for update`;
  await session.query(writtenOut(lock).compile());
}
