import type { Client } from '../../../client/client.ts';
import type { ClientEvent } from '../../../client/event.ts';
import { ConveyorError } from '../../../errors/conveyor-error.ts';
import type { Employee } from '../../../workforce/employee.ts';
import { Lifecycle } from '../../port/lifecycle.ts';
import { assertLimit, assertPosition, pageStart, toPage, toPageKey } from '../../port/page.ts';
import type {
  Census,
  ClientPage,
  ClientQuery,
  Commit,
  DocumentPage,
  DocumentQuery,
  FeedEntry,
  RecordedOutcome,
  Store,
  StoredDocument,
} from '../../port.ts';
import { clientPage } from '../client-page.ts';
import { toClient, toDocument, toEmployee, toFeedEntry, toOutcome } from '../records.ts';
import { commitTo } from './sqlite-commit.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import type { SqliteDatabaseLike } from './sqlite-database.ts';
import { migrateSchema } from './sqlite-migrate.ts';
import { setPragmas } from './sqlite-pragmas.ts';
import {
  allEmployees,
  clientEvents,
  clientsByIds,
  clientsPerHolder,
  clientsPerPool,
  clientsPerState,
  commandsByIds,
  documentPage,
  documentsByIds,
  employeeById,
  feedPage,
} from './sqlite-reads.ts';
import { tables } from './sqlite-tables.ts';

/** What a store on SQLite works with. */
export interface SqliteStoreOptions {
  /** An open connection of `libsql`, `better-sqlite3` or a driver of the same shape. It stays the caller's to close. */
  readonly database: SqliteDatabaseLike;
  /**
   * How long a writer waits for another connection's transaction before it fails with STORE_BUSY: whole milliseconds, 5,000
   * unless said otherwise. The driver is synchronous, so that the whole process waits.
   */
  readonly busyTimeoutMs?: number;
}

class SqliteStore implements Store {
  readonly capabilities = { durable: true, concurrentWriters: true, joinsTransaction: false };
  readonly #connection: SqliteConnection;
  readonly #busyTimeoutMs: number;
  readonly #lifecycle = new Lifecycle();

  constructor({ database, busyTimeoutMs = 5_000 }: SqliteStoreOptions) {
    assertTimeout(busyTimeoutMs);
    this.#connection = new SqliteConnection(database);
    this.#busyTimeoutMs = busyTimeoutMs;
  }

  async migrate(): Promise<void> {
    this.#lifecycle.assertNotClosed();
    setPragmas(this.#connection, this.#busyTimeoutMs);
    migrateSchema(this.#connection);
    this.#lifecycle.migrated();
  }

  async close(): Promise<void> {
    this.#lifecycle.closed();
    this.#connection.release();
  }

  async readClients(tenant: string, ids: readonly string[]): Promise<Client[]> {
    const rows = this.#ready().all(clientsByIds, { tenant, ids: JSON.stringify(ids) });
    return rows.map((row) => toClient(tenant, row));
  }

  async queryClients(tenant: string, query: ClientQuery): Promise<ClientPage> {
    const connection = this.#ready();
    assertLimit(query.limit);
    const after = pageStart(query);
    if (query.states?.length === 0) return { clients: [] };
    const found = connection.query(clientPage(tables, { tenant, query, after }).compile());
    const { rows, ...next } = toPage(found, query.limit, ({ id, due_at }) => toPageKey(query, id, due_at));
    return { clients: rows.map((row) => toClient(tenant, row)), ...next };
  }

  async census(tenant: string): Promise<Census> {
    const connection = this.#ready();
    return connection.read(() => ({
      states: connection.all(clientsPerState, { tenant }).map((row) => ({ ...row })),
      custody: connection.all(clientsPerHolder, { tenant }).map((row) => ({ ...row })),
      pools: connection.all(clientsPerPool, { tenant }).map((row) => ({ ...row })),
    }));
  }

  async history(tenant: string, clientId: string): Promise<ClientEvent[]> {
    const rows = this.#ready().all(clientEvents, { tenant, id: clientId });
    return rows.map((row) => toFeedEntry<ClientEvent>(tenant, row).event);
  }

  async readEmployee(tenant: string, id: string): Promise<Employee | undefined> {
    const [row] = this.#ready().all(employeeById, { tenant, id });
    return row && toEmployee(tenant, row);
  }

  async listEmployees(tenant: string): Promise<Employee[]> {
    const rows = this.#ready().all(allEmployees, { tenant });
    return rows.map((row) => toEmployee(tenant, row));
  }

  async readFeed(tenant: string, after: number, limit: number): Promise<FeedEntry[]> {
    const connection = this.#ready();
    assertPosition(after);
    assertLimit(limit);
    const rows = connection.all(feedPage, { tenant, after, limit });
    return rows.map((row) => toFeedEntry(tenant, row));
  }

  async readDocuments(tenant: string, kind: string, ids: readonly string[]): Promise<StoredDocument[]> {
    const rows = this.#ready().all(documentsByIds, { tenant, kind, ids: JSON.stringify(ids) });
    return rows.map((row) => toDocument(tenant, row));
  }

  async queryDocuments(tenant: string, query: DocumentQuery): Promise<DocumentPage> {
    const connection = this.#ready();
    assertLimit(query.limit);
    const { kind, limit } = query;
    const [after = ''] = pageStart(query) ?? [];
    const found = connection.all(documentPage, { tenant, kind, after, limit: limit + 1 });
    const { rows, ...next } = toPage(found, limit, ({ id }) => [id]);
    return { documents: rows.map((row) => toDocument(tenant, row)), ...next };
  }

  async readOutcomes(tenant: string, commandIds: readonly string[]): Promise<RecordedOutcome[]> {
    const rows = this.#ready().all(commandsByIds, { tenant, ids: JSON.stringify(commandIds) });
    return rows.map((row) => toOutcome(tenant, row));
  }

  async commit(tenant: string, commit: Commit): Promise<void> {
    commitTo(this.#ready(), tenant, commit);
  }

  /** @throws STORE_NOT_MIGRATED, STORE_CLOSED */
  #ready(): SqliteConnection {
    this.#lifecycle.assertReady();
    return this.#connection;
  }
}

function assertTimeout(busyTimeoutMs: number): void {
  if (Number.isInteger(busyTimeoutMs) && busyTimeoutMs >= 0) return;
  const details = { busyTimeoutMs };
  throw new ConveyorError('INVALID_OPTIONS', 'busyTimeoutMs is a whole number from 0', { details });
}

/**
 * A store in a SQLite database, through the caller's own connection and driver.
 *
 * Each commit is one transaction that takes the write lock first and is on the disk before it resolves; nothing of the
 * caller's on the same connection can get into it. Any number of connections and processes may write. While the connection
 * is inside a transaction of the caller's, `commit` and `migrate` fail with STORE_FAILURE.
 *
 * `migrate` sets `journal_mode = wal`, `synchronous = full` and `busy_timeout` on the connection and creates tables whose
 * names begin with `sales_`; it leaves `foreign_keys` as it is, as these tables have none. `close` leaves the connection open.
 *
 * Texts come back exactly, half surrogate pairs included; only keys (ids, tenants, states, pools, roles) that are not
 * well-formed are refused, with INVALID_COMMIT.
 *
 * @throws INVALID_OPTIONS
 *
 * @example
 * const store = sqliteStore({ database: new Database('sales.db') });
 * await store.migrate();
 */
export function sqliteStore(options: SqliteStoreOptions): Store {
  return new SqliteStore(options);
}
