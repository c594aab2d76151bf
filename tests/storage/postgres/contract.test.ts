import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { isConveyorError } from '../../../src/errors/conveyor-error.ts';
import type { Store } from '../../../src/storage/port.ts';
import { postgresStore } from '../../../src/storage/sql/index.ts';
import type { ContractDatabase, Corrupt } from '../../../src/testing/index.ts';
import { storeContract } from '../../../src/testing/index.ts';
import { wrapped } from '../../service/department.ts';
import { TempSchema } from './temp-schema.ts';

/** A transaction of the caller's own, around work that is given it. */
type Transaction = (work: (transaction: unknown) => Promise<void>) => Promise<void>;

type Run = (sql: string, values?: unknown[]) => Promise<unknown>;

interface Place extends ContractDatabase {
  readonly run: Run;
  readonly schema: string;
}

const tables = ['clients', 'custody', 'leases', 'events', 'feeds', 'employees', 'commands', 'documents'];

/** Schemas that a case has left behind, emptied: to make one takes longer than most cases. */
class Places {
  readonly #free: string[] = [];

  constructor(
    private readonly storeOn: (schema: string) => Store,
    private readonly run: Run,
  ) {}

  async open(): Promise<Place> {
    const schema = this.#free.pop() ?? (await this.#make());
    const { run, storeOn } = this;
    return { schema, run, connect: () => storeOn(schema), remove: () => this.#empty(schema) };
  }

  async #make(): Promise<string> {
    const { schema } = new TempSchema();
    const store = this.storeOn(schema);
    await store.migrate();
    await store.close();
    return schema;
  }

  async #empty(schema: string): Promise<void> {
    // One statement for all tables: with nearly two hundred cases on each of six ways, round trips are what they cost.
    const parts = tables.map((table) => `emptied_${table} as (delete from ${schema}.sales_${table})`);
    await this.run(`with ${parts.join(', ')} select 1`);
    this.#free.push(schema);
  }
}

/** One pool or connection for all cases of a way. */
function contract(
  name: string,
  storeOn: (schema: string) => Store,
  run: Run,
  transaction: Transaction | undefined,
) {
  const places = new Places(storeOn, run);
  storeContract<Place>({
    name: `postgresStore on ${name}`,
    capabilities: { durable: true, concurrentWriters: true, joinsTransaction: true },
    open: () => places.open(),
    corrupt: {
      client: cutOff('sales_clients', 'body', 'id'),
      event: cutOff('sales_events', 'body', 'position'),
      employee: cutOff('sales_employees', 'body', 'id'),
      outcome: cutOff('sales_commands', 'outcome', 'command_id'),
      document: cutOff('sales_documents', 'body', 'id'),
    },
    ...(transaction && { transaction: (_, work) => transaction(work) }),
    fc,
  }).register({ describe, it });
}

function cutOff(table: string, column: string, key: string): Corrupt<Place> {
  return ({ run, schema }, tenant, id) =>
    run(`update ${schema}.${table} set ${column} = '{"cut off' where tenant = $1 and ${key} = $2`, [
      tenant,
      id,
    ]);
}

const connectionString = inject('postgresUrl');
const pool = new pg.Pool({ connectionString, max: 8 });
const serializable = new pg.Pool({
  connectionString,
  max: 8,
  options: '-c default_transaction_isolation=serializable',
});
const client = new pg.Client({ connectionString });
const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
const pglite = new PGlite();

beforeAll(() => client.connect());

afterAll(async () => {
  await Promise.all([pool.end(), serializable.end(), client.end(), pglite.close()]);
});

const onPool: Run = (sql, values) => pool.query(sql, values);

const onPoolClient: Transaction = async (work) => {
  const own = await pool.connect();
  try {
    await own.query('begin');
    await work(own);
    await own.query('commit');
  } catch (error) {
    await own.query('rollback');
    throw error;
  } finally {
    own.release();
  }
};

contract('a pool', (schema) => postgresStore({ pool, schema }), onPool, onPoolClient);
contract(
  'a pool at SERIALIZABLE, its commits tried again as the shell does',
  (schema) => patient(postgresStore({ pool: serializable, schema })),
  onPool,
  onPoolClient,
);
contract('one connection', (schema) => postgresStore({ client, schema }), onPool, onPoolClient);
contract(
  'Kysely',
  (schema) => postgresStore({ kysely, schema }),
  onPool,
  (work) => kysely.transaction().execute(work),
);
contract(
  'a pool under row-level security',
  (schema) => postgresStore({ pool, schema, rowLevelSecurity: true }),
  onPool,
  onPoolClient,
);
// PGlite has one connection: while the caller is inside a transaction, nobody else could look.
contract(
  'PGlite',
  (schema) => postgresStore({ pglite, schema }),
  (sql, values) => pglite.query(sql, values),
  undefined,
);

/** A writer who loses against another transaction comes again: at SERIALIZABLE every two writers of one feed compete. */
function patient(store: Store): Store {
  const commit: Store['commit'] = async (...args) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await store.commit(...args);
      } catch (error) {
        if (attempt === 1_000 || !isConveyorError(error, 'STORE_BUSY')) throw error;
      }
    }
  };
  return wrapped(store, { commit });
}
