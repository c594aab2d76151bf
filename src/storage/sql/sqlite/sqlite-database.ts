/**
 * What the store needs of an open SQLite connection with a synchronous driver: `libsql`, `better-sqlite3` and `node:sqlite`
 * all have it. The connection stays the caller's.
 */
export interface SqliteDatabaseLike {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatementLike;
}

export interface SqliteStatementLike {
  all(...parameters: unknown[]): unknown[];
  run(...parameters: unknown[]): { readonly changes: number | bigint };
  /** Where the driver can be told to read integers as bigint, the store tells it not to. */
  safeIntegers?(on: boolean): unknown;
}
