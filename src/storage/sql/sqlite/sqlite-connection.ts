import type { CompiledQuery } from 'kysely';
import { ConveyorError } from '../../../errors/conveyor-error.ts';
import { TransactionMutex, transactionMutexOf } from '../../port/transaction-mutex.ts';
import type { InTransaction } from '../../port.ts';
import type { Statement } from '../statement.ts';
import type { SqliteDatabaseLike, SqliteStatementLike } from './sqlite-database.ts';
import { fromDriver } from './sqlite-fault.ts';

/** How a transaction of the store's begins, ends and is undone. */
interface Bracket {
  readonly begin: string;
  readonly end: string;
  readonly undo: readonly string[];
}

/** Takes the write lock first, so that what is read is still so when it is written. */
const own: Bracket = { begin: 'begin immediate', end: 'commit', undo: ['rollback'] };

const joined: Bracket = {
  begin: 'savepoint sales_write',
  end: 'release sales_write',
  undo: ['rollback to sales_write', 'release sales_write'],
};

/** Queries that are built each time and stay prepared. */
const KEPT = 32;

/**
 * Runs queries on the caller's connection, never leaving the current tick unless the caller works in the
 * transaction. So no other statement, not even the caller's own on the same connection, can slip into it.
 * Whatever the driver throws comes out as STORE_BUSY or STORE_FAILURE.
 */
export class SqliteConnection {
  readonly #statements = new Map<string, SqliteStatementLike>();
  readonly #lastBuilt = new Map<string, SqliteStatementLike>();

  private constructor(
    readonly database: SqliteDatabaseLike,
    readonly mutex: TransactionMutex,
    private readonly bracket: Bracket,
  ) {}

  /** Transactions are the store's own. */
  static own(database: SqliteDatabaseLike): SqliteConnection {
    return new SqliteConnection(database, transactionMutexOf(database), own);
  }

  /** Works inside the transaction that the caller has begun. */
  static joined(database: SqliteDatabaseLike): SqliteConnection {
    return new SqliteConnection(database, new TransactionMutex(), joined);
  }

  /** The rows of a statement, which the driver prepares once. */
  all<Params, Row>(statement: Statement<Params, Row>, params: Params): Row[] {
    return this.#driven(() => this.#prepared(statement.sql).all(...statement.bind(params))) as Row[];
  }

  /** The row of a statement that gives one at most. It costs drivers less time and memory than a list. */
  first<Params, Row>(statement: Statement<Params, Row>, params: Params): Row | undefined {
    return this.#driven(() => this.#prepared(statement.sql).get(...statement.bind(params))) as
      | Row
      | undefined;
  }

  /** How many rows a statement wrote. */
  run<Params>(statement: Statement<Params, unknown>, params: Params): number {
    return this.#driven(() => Number(this.#prepared(statement.sql).run(...statement.bind(params)).changes));
  }

  /** The rows of a query that is built each time. The last ones stay prepared, as much is asked again. */
  query<Row>({ sql, parameters }: CompiledQuery<Row>): Row[] {
    return this.#driven(() => this.#built(sql).all(...parameters)) as Row[];
  }

  exec(sql: string): void {
    this.#driven(() => this.database.exec(sql));
  }

  /** All or nothing; what is read in it is still so when it is written. */
  write<Result>(work: () => Result): Result {
    this.#begin();
    try {
      const result = work();
      this.exec(this.bracket.end);
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  /** The same with the caller's work at its end. Whoever calls keeps the mutex meanwhile. */
  async writeInTransaction(
    work: () => void,
    inTransaction: InTransaction<SqliteDatabaseLike>,
  ): Promise<void> {
    this.#begin();
    try {
      work();
      await inTransaction(this.database);
      this.exec(this.bracket.end);
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
    this.#lastBuilt.clear();
  }

  #prepared(sql: string): SqliteStatementLike {
    const prepared = this.#statements.get(sql) ?? this.#prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }

  #built(sql: string): SqliteStatementLike {
    const known = this.#lastBuilt.get(sql);
    this.#lastBuilt.delete(sql);
    const [oldest] = this.#lastBuilt.keys();
    if (oldest !== undefined && this.#lastBuilt.size === KEPT) this.#lastBuilt.delete(oldest);
    const built = known ?? this.#prepare(sql);
    this.#lastBuilt.set(sql, built);
    return built;
  }

  #prepare(sql: string): SqliteStatementLike {
    const statement = this.database.prepare(sql);
    statement.safeIntegers?.(false);
    return statement;
  }

  #begin(): void {
    if (this.bracket === joined) this.#assertInTransaction();
    this.exec(this.bracket.begin);
  }

  /**
   * SQLite refuses to begin a transaction within another: this is how one learns of it through any driver.
   */
  #assertInTransaction(): void {
    try {
      this.database.exec('begin');
    } catch {
      return;
    }
    this.exec('rollback');
    const details = { joined: true };
    throw new ConveyorError('STORE_FAILURE', 'The connection is in no transaction to work within', {
      details,
    });
  }

  #rollBack(): void {
    try {
      for (const step of this.bracket.undo) this.database.exec(step);
    } catch {
      // SQLite rolled back by itself, as it does when the disk is full. The first error is the one to tell.
    }
  }

  #driven<Result>(call: () => Result): Result {
    try {
      return call();
    } catch (cause) {
      throw fromDriver(cause, this.bracket === joined ? { joined: true } : {});
    }
  }
}
