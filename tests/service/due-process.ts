import { createSales, defineConveyor } from 'sales-conveyor';
import { sqliteStore } from 'sales-conveyor/sql';
import { killingDatabase } from './killing-database.ts';
import { trade } from './trade.ts';

/** `due-process.ts FILE NOW WRITE`: runs what is due and kills itself in front of the given write. */
async function runUntilKilled(file: string, now: string, killAt: number): Promise<void> {
  const store = sqliteStore({ database: killingDatabase(file, killAt) });
  await store.migrate();
  const sales = createSales({ conveyor: defineConveyor(trade), store, clock: () => now, ids: () => 'due' });
  await sales.runDue({ batchSize: 20 });
}

const [, , file = '', now = '', killAt] = process.argv;
await runUntilKilled(file, now, Number(killAt));
