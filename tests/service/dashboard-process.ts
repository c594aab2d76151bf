import { createSales, defineConveyor } from 'sales-conveyor';
import { type SqliteDatabaseLike, sqliteStore } from 'sales-conveyor/sql';
import { openSubscriptions } from 'sales-conveyor/subscriptions';
import { countEvents } from '../../examples/09-dashboard/dashboard.ts';
import { killingDatabase } from './killing-database.ts';
import { trade } from './trade.ts';

/** `dashboard-process FILE WRITE`: counts the log into the dashboard and kills itself in front of the given write. */
async function countUntilKilled(file: string, killAt: number): Promise<void> {
  const store = sqliteStore({ database: killingDatabase(file, killAt, (sql) => sql === 'commit') });
  await store.migrate();
  const sales = createSales({ conveyor: defineConveyor(trade), store });
  await openSubscriptions(sales).project<SqliteDatabaseLike>('dashboard', countEvents, { batch: 20 });
}

const [, , file = '', killAt] = process.argv;
countUntilKilled(file, Number(killAt)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`, () => process.exit(1));
});
