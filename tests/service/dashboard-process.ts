import Database from 'libsql';
import { createSales, defineConveyor } from 'sales-conveyor';
import { type SqliteDatabaseLike, sqliteStore } from 'sales-conveyor/sql';
import { countEvents } from '../../examples/09-dashboard/dashboard.ts';
import { trade } from './trade.ts';

/** `dashboard-process.ts FILE WRITE`: counts the log into the dashboard and kills itself in front of the given write. */
async function countUntilKilled(file: string, killAt: number): Promise<void> {
  const database = new Database(file);
  let writes = 0;
  const killing: SqliteDatabaseLike = {
    exec: (sql) => {
      if (sql === 'commit' && ++writes === killAt) process.kill(process.pid, 'SIGKILL');
      return database.exec(sql);
    },
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        all: (...parameters: unknown[]) => statement.all(...parameters),
        run: (...parameters: unknown[]) => {
          if (++writes === killAt) process.kill(process.pid, 'SIGKILL');
          return statement.run(...parameters);
        },
      };
    },
  };
  const store = sqliteStore({ database: killing });
  await store.migrate();
  const sales = createSales({ conveyor: defineConveyor(trade), store });
  await sales.subscriptions.project<SqliteDatabaseLike>('dashboard', countEvents, { batch: 20 });
}

const [, , file = '', killAt] = process.argv;
await countUntilKilled(file, Number(killAt));
