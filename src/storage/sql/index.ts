export type {
  KyselyLike,
  KyselyOf,
  PgliteLike,
  PgliteOf,
  PoolOf,
  PostgresClientLike,
  PostgresPoolClientLike,
  PostgresPoolLike,
  PostgresQueryLike,
  PostgresRows,
  PostgresTransactionLike,
  TransactionOf,
} from './postgres/postgres-database.ts';
export type {
  KyselyOptions,
  PgliteOptions,
  PostgresClientOptions,
  PostgresPoolOptions,
  PostgresStore,
  PostgresStoreOptions,
} from './postgres/postgres-store.ts';
export { postgresStore } from './postgres/postgres-store.ts';
export type { SqliteDatabaseLike, SqliteStatementLike } from './sqlite/sqlite-database.ts';
export type { SqliteStoreOptions } from './sqlite/sqlite-store.ts';
export { sqliteStore } from './sqlite/sqlite-store.ts';
