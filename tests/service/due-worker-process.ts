import { once } from 'node:events';
import Database from 'libsql';
import { createSales, defineConveyor, isConveyorError, type Store } from 'sales-conveyor';
import { sqliteStore } from 'sales-conveyor/sql';
import { wrapped } from './department.ts';
import { trade } from './trade.ts';

/**
 * `due-worker-process.ts FILE NOW WORKER KILL_AT`: waits for a word on its input, then runs what is due; tells what it did and how often somebody
 * else was faster. In front of commit KILL_AT it kills itself, with what it has leased in hand.
 */
async function work(file: string, now: string, worker: string, killAt: number): Promise<void> {
  const inner = sqliteStore({ database: new Database(file), busyTimeoutMs: 60_000 });
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
    claims++;
    // Whoever is next gets a chance, as synchronous drivers give none.
    await new Promise((resolve) => setTimeout(resolve));
    return inner.claimDue(...args);
  };
  const store = wrapped(inner, { commit, claimDue });
  const sales = createSales({ conveyor: defineConveyor(trade), store, clock: () => now, ids: () => 'due' });
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  const due = await sales.runDue({ batchSize: 10, worker, leaseMs: 60_000 });
  process.stdout.write(`${JSON.stringify({ ...due, conflicts, claims })}\n`);
  process.stdin.unref();
}

const [, , file = '', now = '', worker = '', killAt] = process.argv;
await work(file, now, worker, Number(killAt));
