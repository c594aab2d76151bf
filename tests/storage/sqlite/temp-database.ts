import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { sqliteStore } from '../../../src/entries/sql.ts';
import type { Store } from '../../../src/storage/port.ts';
import { scratchFolder } from '../../scratch-folder.ts';

export type Connection = InstanceType<typeof Database>;

export interface TempDatabase {
  readonly file: string;
  /** A connection of its own to the file. */
  connect(): Connection;
  /** A migrated store on a connection of its own. */
  open(): Promise<Store>;
  /** Closes the connections and removes the file. */
  remove(): void;
}

export function tempDatabase(): TempDatabase {
  const folder = scratchFolder();
  const file = join(folder, 'sales.db');
  const connections: Connection[] = [];
  const connect = () => {
    const connection = new Database(file);
    connections.push(connection);
    return connection;
  };
  const open = async () => {
    const store = sqliteStore({ database: connect() });
    await store.migrate();
    return store;
  };
  const remove = () => {
    for (const connection of connections) if (connection.open) connection.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { file, connect, open, remove };
}

/** Runs a test on a database that is removed afterwards. */
export function onDatabase(run: (database: TempDatabase) => Promise<void>): () => Promise<void> {
  return async () => {
    const database = tempDatabase();
    try {
      await run(database);
    } finally {
      database.remove();
    }
  };
}
