export type { IndexedFacts, IndexedFactType } from '../storage/sql/indexed-facts.ts';
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
} from '../storage/sql/postgres/postgres-database.ts';
export type {
  PostgresDistribution,
  PostgresPlanning,
} from '../storage/sql/postgres/postgres-distribution.ts';
export type {
  KyselyOptions,
  PgliteOptions,
  PostgresClientOptions,
  PostgresPoolOptions,
  PostgresStore,
  PostgresStoreOptions,
} from '../storage/sql/postgres/postgres-store.ts';
export { postgresStore } from '../storage/sql/postgres/postgres-store.ts';
export type { SqliteDatabaseLike, SqliteStatementLike } from '../storage/sql/sqlite/sqlite-database.ts';
export type { SqliteStoreOptions } from '../storage/sql/sqlite/sqlite-store.ts';
export { sqliteStore } from '../storage/sql/sqlite/sqlite-store.ts';
