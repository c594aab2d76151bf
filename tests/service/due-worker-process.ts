import { once } from 'node:events';
import Database from 'libsql';
import pg from 'pg';
import { createSales, defineConveyor, isConveyorError, type Store } from 'sales-conveyor';
import { type PostgresPlanning, postgresStore, sqliteStore } from 'sales-conveyor/sql';
import { trade } from './trade.ts';
import { wrapped } from './wrapped.ts';

/** Where the data are. */
export type Where = { readonly file: string } | PostgresWhere;

interface PostgresWhere {
  readonly url: string;
  readonly place: { readonly schema: string; readonly planning?: PostgresPlanning };
}

/** What a worker is told. In front of commit `killAt` it kills itself, with what it has leased in hand. */
export interface Task {
  readonly where: Where;
  readonly now: string;
  readonly worker: string;
  readonly killAt?: number;
}

function open(where: Where): Store {
  return 'file' in where
    ? sqliteStore({ database: new Database(where.file), busyTimeoutMs: 60_000 })
    : postgresStore({ pool: new pg.Pool({ connectionString: where.url, max: 2 }), ...where.place });
}

/**
 * `due-worker-process.ts TASK`: claims a first batch and says so, waits for a word on its input and runs what is due; tells what it did and how
 * often somebody else was faster.
 */
async function work({ where, now, worker, killAt }: Task): Promise<void> {
  const inner = open(where);
  await inner.migrate();
  let [commits, conflicts, claims] = [0, 0, 0];
  const commit: Store['commit'] = async (...args) => {
    if (++commits === killAt) process.kill(process.pid, 'SIGKILL');
    try {
      await inner.commit(...args);
    } catch (error) {
      if (isConveyorError(error)) conflicts++;
      throw error;
    }
  };
  const claimDue: Store['claimDue'] = async (...args) => {
    const claimed = await inner.claimDue(...args);
    if (++claims > 1) return claimed;
    process.stdout.write('claimed\n');
    await once(process.stdin, 'data');
    return claimed;
  };
  const store = wrapped(inner, { commit, claimDue });
  const sales = createSales({ conveyor: defineConveyor(trade), store, clock: () => now, ids: () => 'due' });
  const due = await sales.runDue({ batchSize: 10, worker, leaseMs: 60_000 });
  process.stdout.write(`${JSON.stringify({ ...due, conflicts })}\n`, () => process.exit(0));
}

work(JSON.parse(process.argv[2] ?? '')).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`, () => process.exit(1));
});
