import Database from 'libsql';
import { createSales, defineConveyor } from 'sales-conveyor';
import { sqliteStore } from 'sales-conveyor/sql';
import { trade } from './trade.ts';

/** `due-process.ts FILE NOW WRITE`: runs what is due and kills itself in front of the given write, with no time to tidy up. */
async function runUntilKilled(file: string, now: string, killAt: number): Promise<void> {
  const database = new Database(file);
  let writes = 0;
  const killing = {
    exec: (sql: string) => database.exec(sql),
    prepare: (sql: string) => {
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
  const sales = createSales({ conveyor: defineConveyor(trade), store, clock: () => now, ids: () => 'due' });
  await sales.runDue({ batchSize: 20 });
}

const [, , file = '', now = '', killAt] = process.argv;
await runUntilKilled(file, now, Number(killAt));
