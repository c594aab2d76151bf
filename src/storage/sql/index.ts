export type { SqliteDatabaseLike, SqliteStatementLike } from './sqlite/sqlite-database.ts';
export type { SqliteStoreOptions } from './sqlite/sqlite-store.ts';
export { sqliteStore } from './sqlite/sqlite-store.ts';
