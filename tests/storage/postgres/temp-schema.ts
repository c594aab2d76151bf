import pg from 'pg';
import { inject } from 'vitest';
import type { PostgresStore } from '../../../src/entries/sql.ts';
import { postgresStore } from '../../../src/entries/sql.ts';
import { type Planning, planningOfRun } from './planning.ts';

let made = 0;

interface PoolSettings {
  readonly isolation?: 'read committed' | 'serializable';
  readonly user?: string;
  readonly max?: number;
}

/** A place for one test's tables on the server of the run, and how its stores take the engine to plan. */
export class TempSchema {
  /** Test files run at the same time, each with a number of its own. */
  readonly schema = `t${process.env.VITEST_POOL_ID ?? 0}_${process.pid}_${++made}`;
  readonly #pools: pg.Pool[] = [];

  constructor(readonly planning: Planning | undefined = planningOfRun) {}

  /** Options of a store here. */
  get place() {
    return { schema: this.schema, ...(this.planning && { planning: this.planning }) };
  }

  /** Connections of its own. */
  pool({ isolation, user, max = 4 }: PoolSettings = {}): pg.Pool {
    const url = new URL(inject('postgresUrl'));
    if (user !== undefined) url.username = user;
    const pool = new pg.Pool({
      connectionString: url.href,
      max,
      ...(isolation && { options: `-c default_transaction_isolation=${isolation.replace(' ', '\\ ')}` }),
    });
    this.#pools.push(pool);
    return pool;
  }

  store(settings: PoolSettings = {}): PostgresStore<pg.PoolClient> {
    return postgresStore<pg.PoolClient>({ pool: this.pool(settings), ...this.place });
  }

  async open(settings: PoolSettings = {}): Promise<PostgresStore<pg.PoolClient>> {
    const store = this.store(settings);
    await store.migrate();
    return store;
  }

  /** A migrated store whose connections the server knows by a name. */
  async storeNamed(name: string): Promise<PostgresStore<pg.PoolClient>> {
    const pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 2, application_name: name });
    this.#pools.push(pool);
    const store = postgresStore<pg.PoolClient>({ pool, ...this.place });
    await store.migrate();
    return store;
  }

  /** Copies what is in another place into the same tables here, which are empty. */
  async takeRowsOf({ schema }: TempSchema): Promise<void> {
    const pool = this.pool();
    const { rows } = await pool.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = $1 and tablename <> 'sales_migrations'`,
      [schema],
    );
    for (const { name } of rows) {
      await pool.query(`insert into ${this.schema}.${name} select * from ${schema}.${name}`);
    }
  }

  async remove(): Promise<void> {
    await this.pool().query(`drop schema if exists ${this.schema} cascade`);
    await Promise.all(this.#pools.map((pool) => pool.end()));
  }
}

/** Runs a test on a schema that is removed afterwards. */
export function onSchema(
  run: (schema: TempSchema) => Promise<void>,
  planning?: Planning,
): () => Promise<void> {
  return async () => {
    const schema = new TempSchema(planning);
    try {
      await run(schema);
    } finally {
      await schema.remove();
    }
  };
}
