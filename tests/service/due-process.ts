import Database from 'libsql';
import { sqliteStore } from 'sales-conveyor/sql';
import { at, Department } from './department.ts';

/**
 * `due-process.ts FILE KILL_AT`: runs what is due and kills itself in front of the given write: no time to tidy up, as with a
 * power cut.
 */
async function runUntilKilled(file: string, killAt: number): Promise<void> {
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
  const department = new Department(store, { ids: () => 'due' });
  department.now = at(100);
  await department.sales.runDue({ batchSize: 20 });
}

const [, , file = '', killAt] = process.argv;
await runUntilKilled(file, Number(killAt));
