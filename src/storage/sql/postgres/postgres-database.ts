import type { CompiledQuery } from 'kysely';

/** What a query gives: a list of objects by column. */
export interface PostgresRows {
  readonly rows: readonly unknown[];
}

/**
 * Anything that runs one statement with parameters `$1`, `$2`, ... on one connection: a `pg` Client, a client of a pool, a
 * transaction of PGlite, or two lines around whatever else has the connection. An array among the values is a PostgreSQL array.
 */
export interface PostgresQueryLike {
  query(text: string, values: unknown[]): Promise<PostgresRows>;
}

/** A connection of `pg`. Statements with a name are prepared once. */
export interface PostgresClientLike {
  query(statement: { text: string; values: unknown[]; name?: string }): Promise<PostgresRows>;
  /** A connection that is lost says so; somebody has to listen, or the process ends. */
  on?(event: 'error', listener: (error: Error) => void): unknown;
  removeListener?(event: 'error', listener: (error: Error) => void): unknown;
}

/** A connection that goes back to its pool, or away for good where it is of no use any more. */
export interface PostgresPoolClientLike extends PostgresClientLike {
  release(destroy?: boolean): void;
}

/** A pool of connections: `pg.Pool`. */
export interface PostgresPoolLike {
  connect(): Promise<PostgresPoolClientLike>;
  on?(event: 'error', listener: (error: Error) => void): unknown;
  removeListener?(event: 'error', listener: (error: Error) => void): unknown;
}

/** PostgreSQL within the process: an instance of PGlite. */
export interface PgliteLike extends PostgresQueryLike {
  transaction<Result>(work: (transaction: PostgresQueryLike) => Promise<Result>): Promise<Result>;
}

/** A Kysely instance on PostgreSQL, or a transaction of one. */
export interface KyselyLike {
  readonly isTransaction: boolean;
  executeQuery(query: CompiledQuery): Promise<PostgresRows>;
  transaction(): { execute<Result>(work: (transaction: KyselyLike) => Promise<Result>): Promise<Result> };
  withoutPlugins(): KyselyLike;
}

/** A connection that is inside the caller's transaction: anything that runs a query, or a Kysely transaction. */
export type PostgresTransactionLike = PostgresQueryLike | KyselyLike;
