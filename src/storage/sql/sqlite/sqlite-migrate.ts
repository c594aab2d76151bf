import { sql } from 'kysely';
import { ConveyorError } from '../../../errors/conveyor-error.ts';
import type { FactIndex } from '../indexed-facts.ts';
import type { Slots } from '../statement.ts';
import { statement } from '../statement.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import type { Migration } from './sqlite-migrations.ts';
import { createMigrationsTable, migrations } from './sqlite-migrations.ts';
import { tables } from './sqlite-tables.ts';

const migrationsTable = tables
  .withTables<{ sqlite_schema: { name: string } }>()
  .selectFrom('sqlite_schema')
  .select('name')
  .where('name', '=', 'sales_migrations')
  .compile();

const indexNames = tables
  .withTables<{ sqlite_schema: { name: string; type: string } }>()
  .selectFrom('sqlite_schema')
  .select('name')
  .where('type', '=', 'index')
  .compile();

const latestVersion = tables
  .selectFrom('sales_migrations')
  .select('version')
  .orderBy('version', 'desc')
  .limit(1)
  .compile();

const recordMigration = statement((slots: Slots<{ version: number; name: string }>) =>
  tables.insertInto('sales_migrations').values({ version: slots.version, name: slots.name }),
);

/**
 * Applies the migrations that the data have not seen, each in a transaction of its own. Data that are up to
 * date are not written to. Two processes may migrate at once: the version is looked at again under the write
 * lock. Indexes on facts that are not there are made; none is taken away.
 * @throws SCHEMA_TOO_NEW
 */
export function migrateSchema(connection: SqliteConnection, indexes: readonly FactIndex[]): void {
  assertKnown(versionOf(connection));
  for (const migration of migrations) {
    if (versionOf(connection) < migration.version) apply(connection, migration);
  }
  const there = new Set(connection.query(indexNames).map(({ name }) => name));
  const missing = indexes.filter(({ name }) => !there.has(name));
  if (missing.length === 0) return;
  const table = sql.ref('sales_clients');
  connection.write(() => {
    for (const { create } of missing) connection.exec(create(table).compile(tables).sql);
  });
}

function apply(connection: SqliteConnection, { version, name, up }: Migration): void {
  connection.write(() => {
    if (versionOf(connection) >= version) return;
    for (const step of [createMigrationsTable, ...up]) connection.exec(step.compile().sql);
    connection.run(recordMigration, { version, name });
  });
}

/** The latest migration that was applied; 0 where there was none. */
function versionOf(connection: SqliteConnection): number {
  if (connection.query(migrationsTable).length === 0) return 0;
  return connection.query(latestVersion)[0]?.version ?? 0;
}

function assertKnown(found: number): void {
  const supported = migrations.at(-1)?.version ?? 0;
  if (found <= supported) return;
  const message = `The data are of schema ${found}, newer than ${supported}, the newest that this version knows`;
  throw new ConveyorError('SCHEMA_TOO_NEW', message, { details: { found, supported } });
}
