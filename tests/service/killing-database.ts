import Database from 'libsql';
import type { SqliteDatabaseLike } from 'sales-conveyor/sql';

/** A database whose process kills itself in front of the given write, with no time to tidy up. What `isWrite` names counts beside the rows. */
export function killingDatabase(
  file: string,
  killAt: number,
  isWrite: (sql: string) => boolean,
): SqliteDatabaseLike {
  const database = new Database(file);
  let writes = 0;
  const write = () => {
    if (++writes === killAt) process.kill(process.pid, 'SIGKILL');
  };
  return {
    exec: (sql) => {
      if (isWrite(sql)) write();
      return database.exec(sql);
    },
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        all: (...parameters: unknown[]) => statement.all(...parameters),
        get: (...parameters: unknown[]) => statement.get(...parameters),
        run: (...parameters: unknown[]) => {
          write();
          return statement.run(...parameters);
        },
      };
    },
  };
}
