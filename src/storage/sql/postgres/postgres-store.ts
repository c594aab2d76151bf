import { assertOptions, type Forms } from '../../../errors/assert-options.ts';
import { invalidArgument } from '../../../errors/invalid-argument.ts';
import type { Fault, Problem } from '../../../errors/problem.ts';
import { withArguments } from '../../../errors/with-arguments.ts';
import { Lifecycle } from '../../port/lifecycle.ts';
import type { Store, TransactionalStore } from '../../port.ts';
import { factIndexes, type IndexedFacts, indexedFactsFault, withProjection } from '../indexed-facts.ts';
import {
  clientAccess,
  joinedAccess,
  kyselyAccess,
  type PostgresAccess,
  pgliteAccess,
  poolAccess,
} from './postgres-access.ts';
import type {
  KyselyLike,
  KyselyOf,
  PgliteLike,
  PgliteOf,
  PoolOf,
  PostgresClientLike,
  PostgresPoolLike,
  PostgresQueryLike,
  PostgresTransactionLike,
} from './postgres-database.ts';
import type { PostgresDistribution, PostgresPlanning } from './postgres-distribution.ts';
import { makeIndexes } from './postgres-indexes.ts';
import { migrateSchema } from './postgres-migrate.ts';
import { TablePlace } from './postgres-tables.ts';
import { PostgresStatements, PostgresView } from './postgres-view.ts';

/** What stores on PostgreSQL have in common. */
interface PostgresSettings {
  /**
   * Where the tables are. Unless said otherwise, where the connection's search path leads; `migrate` makes a
   * schema that is not there.
   */
  readonly schema?: string;
  /**
   * Puts the tables under row-level security. Each transaction says whose rows it is about, and even a wrong
   * query sees no others. It costs every read a transaction. Roles that bypass row-level security, such as
   * superusers, are not held by it. Default false.
   */
  readonly rowLevelSecurity?: boolean;
  /**
   * Whether connections of `pg` keep prepared statements, which saves the server much of its work. Say false
   * behind a pooler that gives each transaction another connection and does not know them. Default true.
   */
  readonly prepareStatements?: boolean;
  /**
   * How the engine plans. `by shard` is for Citus: no statement writes more than one table, and the rows of a
   * small commit are written out. `migrate` then distributes by tenant what is not distributed. It can be
   * forced anywhere. Default: `migrate` finds out whether the tables are distributed.
   */
  readonly planning?: PostgresPlanning;
  /**
   * Facts that conditions often ask about, each with its type as the blueprint has it. `migrate` makes an
   * index for each, while writers wait; every write of a client then keeps it up to date. Refused together
   * with `rowLevelSecurity`, under which PostgreSQL takes no such index.
   */
  readonly indexedFacts?: IndexedFacts;
}

/** A pool of `pg` connections: the usual choice. */
export interface PostgresPoolOptions<Client> extends PostgresSettings {
  readonly pool: PostgresPoolLike & PoolOf<Client>;
}

/** One `pg` connection: calls take turns. */
export interface PostgresClientOptions<Client> extends PostgresSettings {
  readonly client: PostgresClientLike & Client;
}

/** PostgreSQL within the process. */
export interface PgliteOptions<Transaction> extends PostgresSettings {
  readonly pglite: PgliteLike & PgliteOf<Transaction>;
}

/** Whatever connections a Kysely instance has. */
export interface KyselyOptions<Transaction> extends PostgresSettings {
  readonly kysely: KyselyLike & KyselyOf<Transaction>;
}

/**
 * What a store on PostgreSQL works with: one of `pool`, `client`, `pglite` and `kysely`, which stays the
 * caller's to close.
 */
export type PostgresStoreOptions<Transaction> =
  | PostgresPoolOptions<Transaction>
  | PostgresClientOptions<Transaction>
  | PgliteOptions<Transaction>
  | KyselyOptions<Transaction>;

/** A store on PostgreSQL. It joins any transaction on the same database, whatever it was made with. */
export interface PostgresStore<Transaction> extends TransactionalStore<Transaction> {
  within(transaction: Transaction | PostgresTransactionLike): Store;
  /** What `migrate` found of the servers behind the tables, and what it did about it. Until then nothing. */
  readonly distribution: PostgresDistribution | undefined;
}

class OwnPostgresStore<Transaction> extends PostgresView<Transaction> implements PostgresStore<Transaction> {
  #distribution: PostgresDistribution | undefined;

  get distribution(): PostgresDistribution | undefined {
    return this.#distribution;
  }

  async migrate(): Promise<void> {
    this.lifecycle.assertNotClosed();
    const { place, rowLevelSecurity, saidPlanning: planning, reading } = this.statements;
    this.#distribution = await migrateSchema(this.access, place, { rowLevelSecurity, planning });
    await makeIndexes(this.access, place, factIndexes(reading.indexed, reading.facts));
    this.statements.planning = this.#distribution.planning;
    this.lifecycle.assertNotClosed();
    this.lifecycle.migrated();
  }

  within(transaction: Transaction | PostgresTransactionLike): Store {
    return withArguments('within', { transaction }, () => {
      const access = joinedAccess(transaction as PostgresTransactionLike);
      return new JoinedPostgresStore(access, this.statements, this.lifecycle);
    });
  }
}

/** A view within the caller's transaction, as long as the store that it is a view of is open. */
class JoinedPostgresStore extends PostgresView<unknown> implements Store {
  constructor(access: PostgresAccess, statements: PostgresStatements, whole: Lifecycle) {
    super(access, statements, new Lifecycle(whole));
  }

  async migrate(): Promise<void> {
    this.lifecycle.assertNotClosed();
    this.lifecycle.assertReady();
  }
}

/**
 * A store in PostgreSQL, or in an engine that speaks its language, on the caller's own connections.
 *
 * Each commit is one transaction: one statement where a single client changes or documents alone go on, else
 * a few.
 * It works on READ COMMITTED and everything stricter; which of them it is, is the connection's. Serialization
 * failures and deadlocks are STORE_BUSY: the shell decides anew. A connection that is lost is STORE_FAILURE,
 * and never ends the process: while the store is open, it listens to the pool's or client's `error` events;
 * `close` takes its listener away and leaves the connections open.
 *
 * Events take their place in the feed from one row per tenant, which the writer holds until its transaction
 * ends: positions have no gap and never appear out of order. Whoever joins the store to a long transaction
 * makes the tenant's other writers wait.
 *
 * On Citus `migrate` finds out that the tables are distributed by tenant, distributes those that are new, and
 * commits are written in plain statements that each go to one server: `planning`.
 *
 * `migrate` makes tables whose names begin with `sales_`. Data that are up to date are not written to, so
 * that a role that may not make tables can call it.
 *
 * Work `inTransaction` of a commit is given the connection: a Kysely or PGlite transaction as its own type;
 * for a client of `pg`, say `postgresStore<pg.PoolClient>(...)`, as TypeScript cannot see it through the
 * pool.
 *
 * @throws INVALID_ARGUMENT
 *
 * @example
 * const store = postgresStore({ pool: new pg.Pool({ connectionString }) });
 * await store.migrate();
 */
export function postgresStore<Transaction = PostgresQueryLike>(
  options: PostgresStoreOptions<Transaction>,
): PostgresStore<Transaction> {
  return withArguments('postgresStore', { options }, () => {
    assertOptions('postgresStore', options as AnyOptions, forms);
    const { schema, rowLevelSecurity = false, planning, indexedFacts } = options;
    if (rowLevelSecurity && indexedFacts) throw invalidArgument('postgresStore', [NO_INDEX]);
    const indexed = withProjection(indexedFacts);
    const statements = new PostgresStatements(new TablePlace(schema), rowLevelSecurity, planning, indexed);
    return new OwnPostgresStore<Transaction>(accessFor(options), statements);
  });
}

function accessFor<Transaction>(options: PostgresStoreOptions<Transaction>): PostgresAccess {
  const { prepareStatements = true } = options;
  const ways = ['pool', 'client', 'pglite', 'kysely'].filter((way) => way in options);
  if (ways.length === 1) {
    if ('pool' in options) return poolAccess(options.pool as PostgresPoolLike, prepareStatements);
    if ('client' in options) return clientAccess(options.client, prepareStatements);
    if ('pglite' in options) return pgliteAccess(options.pglite as PgliteLike);
    if ('kysely' in options) return kyselyAccess(options.kysely as KyselyLike);
  }
  const message = 'must have one of `pool`, `client`, `pglite` and `kysely`';
  throw invalidArgument('postgresStore', [{ path: 'options', code: 'NOT_VALID', message }]);
}

/** Those of every way to connect. */
type AnyOptions = PostgresSettings & Partial<Record<'pool' | 'client' | 'pglite' | 'kysely', object>>;

const forms: Forms<AnyOptions> = {
  pool: 'any?',
  client: 'any?',
  pglite: 'any?',
  kysely: 'any?',
  schema,
  rowLevelSecurity: 'boolean?',
  prepareStatements: 'boolean?',
  planning,
  indexedFacts: indexedFactsFault,
};

const NO_INDEX: Problem = {
  path: 'options.indexedFacts',
  code: 'NOT_VALID',
  message: 'cannot go with `rowLevelSecurity`, under which PostgreSQL takes no index on a fact',
};

function planning(way: unknown): Fault | undefined {
  if (way === undefined || way === 'whole' || way === 'by shard') return undefined;
  return { code: 'NOT_VALID', message: 'must be `whole` or `by shard`' };
}

/** A longer name would be cut off by the database, and two such schemas be one. */
function schema(name: unknown): Fault | undefined {
  if (name === undefined || /^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(String(name))) return undefined;
  return { code: 'NOT_VALID', message: 'must be up to 63 Latin letters, digits and underscores' };
}
