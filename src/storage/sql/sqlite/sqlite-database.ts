/**
 * What the store needs of an open SQLite connection with a synchronous driver: `libsql`, `better-sqlite3` and
 * `node:sqlite` all have it. The connection stays the caller's.
 */
export interface SqliteDatabaseLike {
  /** Runs one or more statements without parameters. */
  exec(sql: string): unknown;
  /** Compiles one statement; it may be run any number of times. */
  prepare(sql: string): SqliteStatementLike;
}

/**
 * A prepared statement. Parameters are given by position; what SQLite cannot do throws the driver's own
 * error.
 */
export interface SqliteStatementLike {
  /** Every row that the statement gives, each as an object by column. */
  all(...parameters: unknown[]): unknown[];
  /** The first row; `undefined` where there is none. */
  get(...parameters: unknown[]): unknown;
  /** Runs a statement that gives no rows; `changes` counts the rows written. */
  run(...parameters: unknown[]): { readonly changes: number | bigint };
  /** Where the driver can be told to read integers as bigint, the store tells it not to. */
  safeIntegers?(on: boolean): unknown;
}
