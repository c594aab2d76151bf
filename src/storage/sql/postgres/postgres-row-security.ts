import { sql } from 'kysely';
import { ConveyorError } from '../../../errors/conveyor-error.ts';
import type { Slots } from '../statement.ts';
import { statement } from '../statement.ts';
import type { PostgresAccess } from './postgres-access.ts';
import { lockMigrations } from './postgres-migration-lock.ts';
import type { PostgresSession } from './postgres-session.ts';
import { type PostgresTables, type TablePlace, writtenOut } from './postgres-tables.ts';

/** Says until the end of the transaction whose rows it is about. */
export const setTenant = statement(({ tenant }: Slots<{ tenant: string }>) =>
  writtenOut(sql`select set_config('sales_conveyor.tenant', ${tenant}::text, true)`),
);

const protectedTables = [
  'sales_clients',
  'sales_custody',
  'sales_leases',
  'sales_events',
  'sales_feeds',
  'sales_employees',
  'sales_commands',
  'sales_documents',
] as const satisfies readonly (keyof PostgresTables)[];

/** Puts the tables that are not yet under row-level security under it, where that is asked for. */
export async function protectTenants(
  access: PostgresAccess,
  place: TablePlace,
  rowLevelSecurity: boolean,
): Promise<void> {
  const bare = await access.lend((session) => unprotected(session, place));
  if (!rowLevelSecurity && bare.length < protectedTables.length) {
    const message = 'The tables are under row-level security: say `rowLevelSecurity: true`';
    throw new ConveyorError('INVALID_OPTIONS', message, { details: { schema: place.schema } });
  }
  if (!rowLevelSecurity || bare.length === 0) return;
  await access.transact(async (session) => {
    await lockMigrations(session, place);
    for (const table of await unprotected(session, place)) await protect(session, place, table);
  });
}

/** Also from their owner; only roles that bypass row-level security altogether see everything. */
async function protect(
  session: PostgresSession,
  place: TablePlace,
  name: keyof PostgresTables,
): Promise<void> {
  const table = place.table(name);
  const isOwn = sql`tenant = current_setting('sales_conveyor.tenant', true)`;
  const steps = [
    sql`create policy sales_tenant on ${table} using (${isOwn}) with check (${isOwn})`,
    sql`alter table ${table} force row level security`,
    sql`alter table ${table} enable row level security`,
  ];
  for (const step of steps) await session.exec(writtenOut(step).compile().sql);
}

async function unprotected(session: PostgresSession, place: TablePlace) {
  const named = protectedTables.map((table) => [table, place.regclass(table)] as const);
  const found = sql<{
    name: string;
  }>`select named.name from unnest(${named.map(([, name]) => name)}::text[]) as named (name)
    join pg_catalog.pg_class as known on known.oid = to_regclass(named.name) where known.relrowsecurity`;
  const names = new Set((await session.query(writtenOut(found).compile())).map(({ name }) => name));
  return named.flatMap(([table, name]) => (names.has(name) ? [] : [table]));
}
