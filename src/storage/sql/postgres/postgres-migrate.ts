import { CompiledQuery, sql } from 'kysely';
import { ConveyorError, isConveyorError } from '../../../errors/conveyor-error.ts';
import type { PostgresAccess } from './postgres-access.ts';
import { distribute, type PostgresDistribution, type PostgresPlanning } from './postgres-distribution.ts';
import { beginMigration, LOCK, lockMigrations } from './postgres-migration-lock.ts';
import { columns, createMigrationsTable, migrations } from './postgres-migrations.ts';
import { protectTenants } from './postgres-row-security.ts';
import type { PostgresSession } from './postgres-session.ts';
import { type PostgresTables, type TablePlace, writtenOut } from './postgres-tables.ts';

/**
 * Two that make the same table at once. One of them is told so, in one of these ways, and finds the table
 * when it tries again.
 */
const RACED = new Set(['23505', '42P07', '42710', 'XX000']);
const ATTEMPTS = 10;

/**
 * Applies the steps that the data have not seen, all in one transaction. Data that are up to date are not
 * written to. Of several processes that migrate at once one does it, under the lock of a row; the others wait
 * and find it done.
 * @throws SCHEMA_TOO_NEW, INVALID_ARGUMENT where the tables are under row-level security and the store is not
 * told.
 */
export async function migrateSchema(
  access: PostgresAccess,
  place: TablePlace,
  { rowLevelSecurity, planning }: { rowLevelSecurity: boolean; planning?: PostgresPlanning | undefined },
  steps = migrations,
): Promise<PostgresDistribution> {
  const found = await access.lend((session) => versionOf(session, place));
  assertKnown(found);
  if (found < latest(steps)) {
    await repeated(() => access.transact((session) => makeLock(session, place)));
    await repeated(() => access.transact((session) => applySteps(session, place, steps)));
  }
  const distribution = await repeated(() => distribute(access, place, planning));
  await protectTenants(access, place, rowLevelSecurity);
  return distribution;
}

async function makeLock(session: PostgresSession, place: TablePlace): Promise<void> {
  await beginMigration(session);
  if (place.schema !== undefined) await makeSchema(session, place.schema);
  await session.exec(createMigrationsTable(place).compile().sql);
  const row = sql`insert into ${place.table('sales_migrations')} (version, name) values (${LOCK}, 'the lock of whoever migrates')
    on conflict (version) do nothing`;
  await session.query(writtenOut(row).compile());
}

/** A schema that is there is left alone: who may use it need not be allowed to make one. */
async function makeSchema(session: PostgresSession, schema: string): Promise<void> {
  const found = sql`select 1 from pg_catalog.pg_namespace where nspname = ${schema}`;
  if ((await session.query(writtenOut(found).compile())).length > 0) return;
  await session.query(writtenOut(sql`create schema if not exists ${sql.id(schema)}`).compile());
}

async function applySteps(
  session: PostgresSession,
  place: TablePlace,
  steps: typeof migrations,
): Promise<void> {
  await lockMigrations(session, place);
  const found = await versionOf(session, place);
  assertKnown(found);
  for (const { version, name, up } of steps) {
    if (version <= found) continue;
    for (const step of up(place)) await session.exec(step.compile().sql);
    const record = place.tables.insertInto('sales_migrations').values({ version, name });
    await session.query(record.compile());
  }
  if (steps === migrations) await verify(session, place);
}

/**
 * A table of somebody else's with the name of one of the store's is found here. Nothing of the migration
 * stays then.
 */
async function verify(session: PostgresSession, place: TablePlace): Promise<void> {
  for (const [table, names] of Object.entries(columns)) {
    const listed = sql.join(names.map((name) => sql.id(name)));
    const probe = sql`select ${listed} from ${place.table(table as keyof PostgresTables)} where false`;
    await session.query(writtenOut(probe).compile());
  }
}

/** The latest step that was applied; 0 where there was none. */
async function versionOf(session: PostgresSession, place: TablePlace): Promise<number> {
  const name = place.regclass('sales_migrations');
  const there = CompiledQuery.raw('select to_regclass($1)::text as name', [name]) as CompiledQuery<{
    name: string | null;
  }>;
  if ((await session.query(there))[0]?.name == null) return 0;
  const newest = place.tables
    .selectFrom('sales_migrations')
    .select('version')
    .orderBy('version', 'desc')
    .limit(1);
  return Number((await session.query(newest.compile()))[0]?.version ?? 0);
}

const latest = (steps: typeof migrations) => steps.at(-1)?.version ?? 0;

function assertKnown(found: number): void {
  const supported = latest(migrations);
  if (found <= supported) return;
  const message = `The data are of schema ${found}, newer than ${supported}, the newest that this version knows`;
  throw new ConveyorError('SCHEMA_TOO_NEW', message, { details: { found, supported } });
}

async function repeated<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let number = 1; ; number++) {
    try {
      return await attempt();
    } catch (error) {
      const raced =
        isConveyorError(error) && (error.code === 'STORE_BUSY' || RACED.has(String(error.details.sqlState)));
      if (number === ATTEMPTS || !raced) throw error;
    }
  }
}
