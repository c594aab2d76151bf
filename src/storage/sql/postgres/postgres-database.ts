import type { CompiledQuery } from 'kysely';

/** What a query gives: a list of objects by column. */
export interface PostgresRows {
  /** The rows, in the order of the query. */
  readonly rows: readonly unknown[];
}

/**
 * Anything that runs one statement with parameters `$1`, `$2`, ... on one connection: a `pg` Client, a client
 * of a pool, a transaction of PGlite, or two lines around whatever else has the connection. An array among
 * the values is a PostgreSQL array.
 */
export interface PostgresQueryLike {
  /** Runs the statement. */
  query(text: string, values: unknown[]): Promise<PostgresRows>;
}

/** A connection of `pg`. Statements with a name are prepared once. */
export interface PostgresClientLike {
  /** Runs the statement. */
  query(statement: { text: string; values: unknown[]; name?: string }): Promise<PostgresRows>;
  /** A connection that is lost says so; somebody has to listen, or the process ends. */
  on?(event: 'error', listener: (error: Error) => void): unknown;
  /** Takes the listener away. */
  removeListener?(event: 'error', listener: (error: Error) => void): unknown;
}

/** A connection that goes back to its pool, or away for good where it is of no use any more. */
export interface PostgresPoolClientLike extends PostgresClientLike {
  /** Gives it back. */
  release(destroy?: boolean): void;
}

/** A pool of connections: `pg.Pool`. */
export interface PostgresPoolLike {
  /** Lends a client. */
  connect(): Promise<PostgresPoolClientLike>;
  /**
   * An idle connection that is lost says so. A client says when it is about to be lent, and when it is gone.
   */
  on?(event: 'error', listener: (error: Error) => void): unknown;
  /** Tells when a connection is lent, and when it is closed. */
  on?(event: 'acquire' | 'remove', listener: (client: PostgresPoolClientLike) => void): unknown;
  /** Takes the listener away. */
  removeListener?(event: 'error', listener: (error: Error) => void): unknown;
  /** Takes that listener away. */
  removeListener?(event: 'acquire' | 'remove', listener: (client: PostgresPoolClientLike) => void): unknown;
}

/** PostgreSQL within the process: an instance of PGlite. */
export interface PgliteLike extends PostgresQueryLike {
  /** All or nothing. */
  transaction<Result>(work: (transaction: PostgresQueryLike) => Promise<Result>): Promise<Result>;
}

/** A Kysely instance on PostgreSQL, or a transaction of one. */
export interface KyselyLike {
  /** Whether it is a transaction already. */
  readonly isTransaction: boolean;
  /** Runs the query. */
  executeQuery(query: CompiledQuery): Promise<PostgresRows>;
  /** Begins a transaction. */
  transaction(): TransactionOf<KyselyLike>;
  /** The same without plugins, which might rename columns. */
  withoutPlugins(): KyselyLike;
}

/** A pool, for the type of its clients. */
export interface PoolOf<Client> {
  /** Lends a client. */
  connect(): Promise<Client>;
}

/** A PGlite instance, for the type of its transactions. */
export interface PgliteOf<Transaction> {
  /** All or nothing. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
}

/** A Kysely instance, for the type of its transactions. */
export interface KyselyOf<Transaction> {
  /** All or nothing. */
  transaction(): TransactionOf<Transaction>;
}

/** What begins a transaction and runs work in it. */
export interface TransactionOf<Transaction> {
  /** Runs the work. */
  execute<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
}

/**
 * A connection that is inside the caller's transaction: anything that runs a query, or a Kysely transaction.
 */
export type PostgresTransactionLike = PostgresQueryLike | KyselyLike;
