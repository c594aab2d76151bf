import type { CompiledQuery } from 'kysely';
import type { Statement } from '../statement.ts';
import type { SqliteDatabaseLike, SqliteStatementLike } from './sqlite-database.ts';
import { fromDriver } from './sqlite-fault.ts';

/**
 * Runs queries on the caller's connection, never leaving the current tick: no statement of anybody else, not even the
 * caller's own on the same connection, can slip into a transaction. Whatever the driver throws comes out as STORE_BUSY or
 * STORE_FAILURE.
 */
export class SqliteConnection {
  readonly #database: SqliteDatabaseLike;
  readonly #statements = new Map<string, SqliteStatementLike>();

  constructor(database: SqliteDatabaseLike) {
    this.#database = database;
  }

  /** The rows of a statement, which the driver prepares once. */
  all<Params, Row>(statement: Statement<Params, Row>, params: Params): Row[] {
    return driven(() => this.#prepared(statement.sql).all(...statement.bind(params))) as Row[];
  }

  /** How many rows a statement wrote. */
  run<Params>(statement: Statement<Params, unknown>, params: Params): number {
    return driven(() => Number(this.#prepared(statement.sql).run(...statement.bind(params)).changes));
  }

  /** The rows of a query that is built anew each time. */
  query<Row>({ sql, parameters }: CompiledQuery<Row>): Row[] {
    return driven(() => this.#prepare(sql).all(...parameters)) as Row[];
  }

  exec(sql: string): void {
    driven(() => this.#database.exec(sql));
  }

  /** Takes the write lock first, so that what is read is still so when it is written; all or nothing. */
  write<Result>(work: () => Result): Result {
    this.exec('begin immediate');
    try {
      const result = work();
      this.exec('commit');
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  /** Several reads of one state of the data. */
  read<Result>(work: () => Result): Result {
    this.exec('savepoint sales_read');
    try {
      return work();
    } finally {
      this.exec('release sales_read');
    }
  }

  /** Lets go of the prepared statements; the connection itself is the caller's. */
  release(): void {
    this.#statements.clear();
  }

  #prepared(sql: string): SqliteStatementLike {
    const prepared = this.#statements.get(sql) ?? this.#prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }

  #prepare(sql: string): SqliteStatementLike {
    const statement = this.#database.prepare(sql);
    statement.safeIntegers?.(false);
    return statement;
  }

  #rollBack(): void {
    try {
      this.#database.exec('rollback');
    } catch {
      // SQLite rolled back by itself, as it does when the disk is full. The first error is the one to tell.
    }
  }
}

function driven<Result>(call: () => Result): Result {
  try {
    return call();
  } catch (cause) {
    throw fromDriver(cause);
  }
}
