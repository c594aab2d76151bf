import { sql } from 'kysely';
import { ConveyorError } from '../../../errors/conveyor-error.ts';
import type { Slots } from '../statement.ts';
import { statement } from '../statement.ts';
import type { PostgresAccess } from './postgres-access.ts';
import { lockMigrations } from './postgres-migration-lock.ts';
import type { PostgresSession } from './postgres-session.ts';
import { type PostgresTables, type TablePlace, writtenOut } from './postgres-tables.ts';

const setting = statement(({ tenant }: Slots<{ tenant: string }>) =>
  writtenOut(sql`select set_config('sales_conveyor.tenant', ${tenant}::text, true)`),
);

/**
 * Says until the end of the transaction whose rows it is about. Between servers no call of a function makes a
 * setting known, only `SET LOCAL` does, and only where the transaction is told so.
 */
export async function setTenant(session: PostgresSession, tenant: string, isByShard: boolean): Promise<void> {
  if (!isByShard) {
    await session.all(setting, { tenant });
    return;
  }
  await session.exec(`set local citus.propagate_set_commands to 'local'`);
  await session.exec(`set local sales_conveyor.tenant to ${literal(tenant)}`);
}

/** A text as it stands in a statement that takes no parameters, whatever the server makes of backslashes. */
const literal = (text: string) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

const protectedTables = [
  'sales_clients',
  'sales_custody',
  'sales_held',
  'sales_leases',
  'sales_events',
  'sales_feeds',
  'sales_employees',
  'sales_commands',
  'sales_documents',
  'sales_lists',
] as const satisfies readonly (keyof PostgresTables)[];

const POLICY = 'sales_own_tenant';
/** What an earlier build made: without a tenant it saw nothing, and did not say so. */
const FORMER = 'sales_tenant';

/** Puts the tables that are not yet under row-level security under it, where that is asked for. */
export async function protectTenants(
  access: PostgresAccess,
  place: TablePlace,
  rowLevelSecurity: boolean,
): Promise<void> {
  const { bare, outdated } = await access.lend((session) => unprotected(session, place));
  if (!rowLevelSecurity && bare.length < protectedTables.length) {
    const message = 'The tables are under row-level security: say `rowLevelSecurity: true`';
    throw new ConveyorError('INVALID_ARGUMENT', message, { details: { schema: place.schema } });
  }
  if (!rowLevelSecurity || bare.length + outdated.length === 0) return;
  await access.transact(async (session) => {
    await lockMigrations(session, place);
    const found = await unprotected(session, place);
    for (const table of [...found.bare, ...found.outdated]) await protect(session, place, table);
  });
}

/**
 * Also from their owner; only roles that bypass row-level security altogether see everything. Where no tenant
 * is set, there is nothing to compare with and every row is a fault: nobody takes rows that are hidden for
 * rows that are not there. The setting is empty, not absent, once a transaction has had one.
 */
async function protect(
  session: PostgresSession,
  place: TablePlace,
  name: keyof PostgresTables,
): Promise<void> {
  const table = place.table(name);
  const isOwn = sql`tenant = coalesce(
    nullif(current_setting('sales_conveyor.tenant', true), ''),
    current_setting('sales_conveyor.tenant_is_not_set_in_this_transaction'))`;
  const steps = [
    sql`drop policy if exists ${sql.id(FORMER)} on ${table}`,
    sql`create policy ${sql.id(POLICY)} on ${table} using (${isOwn}) with check (${isOwn})`,
    sql`alter table ${table} force row level security`,
    sql`alter table ${table} enable row level security`,
  ];
  for (const step of steps) await session.exec(writtenOut(step).compile().sql);
}

/** Tables that are not under row-level security, and those that an earlier build put under it. */
async function unprotected(session: PostgresSession, place: TablePlace) {
  const named = protectedTables.map((table) => [table, place.regclass(table)] as const);
  const found = sql<{ name: string; isCurrent: boolean }>`
    select named.name, exists (
      select 1 from pg_catalog.pg_policy where polrelid = known.oid and polname = ${POLICY}) as "isCurrent"
    from unnest(${named.map(([, name]) => name)}::text[]) as named (name)
    join pg_catalog.pg_class as known on known.oid = to_regclass(named.name) where known.relrowsecurity`;
  const rows = await session.query(writtenOut(found).compile());
  const isCurrent = new Map(rows.map((row) => [row.name, row.isCurrent]));
  const those = (state: boolean | undefined) =>
    named.flatMap(([table, name]) => (isCurrent.get(name) === state ? [table] : []));
  return { bare: those(undefined), outdated: those(false) };
}
