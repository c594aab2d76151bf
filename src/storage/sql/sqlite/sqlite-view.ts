import type { CompiledQuery } from 'kysely';
import { withArguments } from '../../../errors/with-arguments.ts';
import { assertArguments } from '../../port/arguments.ts';
import { assertCommit } from '../../port/commit-rules.ts';
import { Lifecycle } from '../../port/lifecycle.ts';
import { assertLimit } from '../../port/page.ts';
import type { Census, Commit, DueClaim, InTransaction } from '../../port.ts';
import type { IndexedFacts } from '../indexed-facts.ts';
import { toHeldGroups } from '../records.ts';
import { SqlReads } from '../sql-reads.ts';
import type { Statement } from '../statement.ts';
import { writeCommit } from './sqlite-commit.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import type { SqliteDatabaseLike } from './sqlite-database.ts';
import { leaseDue } from './sqlite-leases.ts';
import { reading } from './sqlite-reading.ts';
import { dropTenant } from './sqlite-writes.ts';

/**
 * The data as one connection sees and writes them, in transactions of the store's own or within the caller's.
 */
export abstract class SqliteView extends SqlReads {
  readonly capabilities = { durable: true, concurrentWriters: true, joinsTransaction: true };
  protected readonly lifecycle: Lifecycle;
  protected readonly connection: SqliteConnection;

  constructor(connection: SqliteConnection, indexed: IndexedFacts, lifecycle = new Lifecycle()) {
    super({ ...reading, indexed });
    this.lifecycle = lifecycle;
    this.connection = connection;
  }

  async close(): Promise<void> {
    this.lifecycle.closed();
    this.connection.release();
  }

  async census(tenant: string): Promise<Census> {
    assertArguments.ofTenant('census', tenant);
    const { clientsPerState, clientsPerHolder, clientsPerPool } = reading.statements;
    return this.#enter((connection) =>
      connection.read(() => ({
        states: connection.all(clientsPerState, { tenant }).map((row) => ({ ...row })),
        custody: toHeldGroups(connection.first(clientsPerHolder, { tenant })),
        pools: connection.all(clientsPerPool, { tenant }).map((row) => ({ ...row })),
      })),
    );
  }

  async claimDue(tenant: string, claim: DueClaim): Promise<string[]> {
    assertArguments.claimDue(tenant, claim);
    this.assertReady();
    assertLimit(claim.limit);
    return this.#enter((connection) => connection.write(() => leaseDue(connection, tenant, claim)));
  }

  async commit(
    tenant: string,
    commit: Commit,
    inTransaction?: InTransaction<SqliteDatabaseLike>,
  ): Promise<void> {
    assertArguments.commit(tenant, commit, inTransaction);
    this.assertReady();
    assertCommit(tenant, commit);
    const write = () =>
      withArguments('commit', { commit }, () => writeCommit(this.connection, tenant, commit));
    if (inTransaction === undefined) return this.#enter((connection) => connection.write(write));
    await this.connection.mutex.hold(async () => {
      this.assertReady();
      await this.connection.writeInTransaction(write, inTransaction);
    });
  }

  async dropTenant(tenant: string): Promise<void> {
    assertArguments.ofTenant('dropTenant', tenant);
    this.assertReady();
    await this.#enter((connection) =>
      connection.write(() => {
        for (const step of dropTenant) connection.run(step, { tenant });
      }),
    );
  }

  protected assertReady(): void {
    this.lifecycle.assertReady();
  }

  protected all<Params, Row>(_: string, statement: Statement<Params, Row>, params: Params): Promise<Row[]> {
    return this.#enter((connection) => connection.all(statement, params));
  }

  protected first<Params, Row>(
    _: string,
    statement: Statement<Params, Row>,
    params: Params,
  ): Promise<Row | undefined> {
    return this.#enter((connection) => connection.first(statement, params));
  }

  protected query<Row>(_: string, query: CompiledQuery<Row>): Promise<Row[]> {
    return this.#enter((connection) => connection.query(query));
  }

  /** At once, or as soon as nobody works inside a commit. */
  #enter<Result>(work: (connection: SqliteConnection) => Result): Promise<Result> {
    return this.connection.mutex.enter(() => {
      this.assertReady();
      return work(this.connection);
    });
  }
}
