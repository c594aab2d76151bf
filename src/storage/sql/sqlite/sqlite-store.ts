import { assertOptions, type Forms, whole } from '../../../errors/assert-options.ts';
import { withArguments } from '../../../errors/with-arguments.ts';
import { Lifecycle } from '../../port/lifecycle.ts';
import type { Store, TransactionalStore } from '../../port.ts';
import { factIndexes, type IndexedFacts, indexedFactsFault, withProjection } from '../indexed-facts.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import type { SqliteDatabaseLike } from './sqlite-database.ts';
import { migrateSchema } from './sqlite-migrate.ts';
import { setPragmas } from './sqlite-pragmas.ts';
import { SqliteView } from './sqlite-view.ts';

/** What a store on SQLite works with. */
export interface SqliteStoreOptions {
  /**
   * An open connection of `libsql`, `better-sqlite3` or a driver of the same shape. It stays the caller's to
   * close.
   */
  readonly database: SqliteDatabaseLike;
  /**
   * How long a writer waits for another connection's transaction before it fails with STORE_BUSY: whole
   * milliseconds, 5,000 unless said otherwise. The driver is synchronous, so that the whole process waits.
   */
  readonly busyTimeoutMs?: number;
  /**
   * Facts that conditions often ask about, each with its type as the blueprint has it. `migrate` makes an
   * index for each; every write of a client then keeps it up to date.
   */
  readonly indexedFacts?: IndexedFacts;
}

class SqliteStore extends SqliteView implements TransactionalStore<SqliteDatabaseLike> {
  readonly #busyTimeoutMs: number;

  constructor({ database, busyTimeoutMs = 5_000, indexedFacts }: SqliteStoreOptions) {
    super(SqliteConnection.own(database), withProjection(indexedFacts));
    this.#busyTimeoutMs = busyTimeoutMs;
  }

  async migrate(): Promise<void> {
    this.lifecycle.assertNotClosed();
    await this.connection.mutex.enter(() => {
      this.lifecycle.assertNotClosed();
      setPragmas(this.connection, this.#busyTimeoutMs);
      migrateSchema(this.connection, factIndexes(this.reading.indexed, this.reading.facts));
      this.lifecycle.migrated();
    });
  }

  within(transaction: SqliteDatabaseLike): Store {
    return withArguments(
      'within',
      { transaction },
      () => new JoinedSqliteStore(transaction, this.reading.indexed, this.lifecycle),
    );
  }
}

/** A view within the caller's transaction, as long as the store that it is a view of is open. */
class JoinedSqliteStore extends SqliteView implements Store {
  constructor(transaction: SqliteDatabaseLike, indexed: IndexedFacts, whole: Lifecycle) {
    super(SqliteConnection.joined(transaction), indexed, new Lifecycle(whole));
  }

  async migrate(): Promise<void> {
    this.lifecycle.assertNotClosed();
    this.lifecycle.assertReady();
  }
}

const forms: Forms<SqliteStoreOptions> = {
  database: 'object',
  busyTimeoutMs: whole(0, 2 ** 31 - 1),
  indexedFacts: indexedFactsFault,
};

/**
 * A store in a SQLite database, through the caller's own connection and driver.
 *
 * Each commit is one transaction that takes the write lock first and is on the disk before it resolves;
 * nothing of the caller's on the same connection can get into it. Any number of connections and processes may
 * write. While the connection is inside a transaction of the caller's, `commit` and `migrate` fail with
 * STORE_FAILURE: `within(database)` works inside it.
 *
 * While work `inTransaction` of a commit goes on, the connection is inside the transaction and belongs to
 * that work: this store's other calls wait, and so should the caller's own statements.
 *
 * `migrate` sets `journal_mode = wal`, `synchronous = full` and `busy_timeout` on the connection and creates
 * tables whose names begin with `sales_`; it leaves `foreign_keys` as it is, as these tables have none.
 * `close` leaves the connection open.
 *
 * Texts come back exactly, half surrogate pairs included; only keys (ids, tenants, states, pools, roles) that
 * are not well-formed are refused, with INVALID_COMMIT.
 *
 * @throws INVALID_ARGUMENT
 *
 * @example
 * const store = sqliteStore({ database: new Database('sales.db') });
 * await store.migrate();
 */
export function sqliteStore(options: SqliteStoreOptions): TransactionalStore<SqliteDatabaseLike> {
  return withArguments('sqliteStore', { options }, () => {
    assertOptions('sqliteStore', options, forms);
    return new SqliteStore(options);
  });
}
