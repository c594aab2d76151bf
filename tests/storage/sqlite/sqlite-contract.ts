import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { IndexedFacts, SqliteDatabaseLike } from '../../../src/entries/sql.ts';
import { sqliteStore } from '../../../src/entries/sql.ts';
import type { ContractDatabase, Corrupt, StoreContract } from '../../../src/entries/testing.ts';
import { storeContract } from '../../../src/entries/testing.ts';
import type { Store, TransactionalStore } from '../../../src/storage/port.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { cutOffRows } from '../cut-off-rows.ts';

/** An open connection of a driver. */
export type ClosableDatabase = SqliteDatabaseLike & { close(): unknown };

interface SqliteFile extends ContractDatabase {
  /** A connection of the caller's own. */
  open(): ClosableDatabase;
}

/** The store as it is asked, and how to open another connection to its file. */
type Make = (honest: TransactionalStore<SqliteDatabaseLike>, open: () => ClosableDatabase) => Store;

/** The contract of the SQLite store through a driver: each case has a file of its own, and each store a connection. */
export function sqliteContract(
  driver: string,
  open: (file: string) => ClosableDatabase,
  make: Make = (honest) => honest,
  indexedFacts?: IndexedFacts,
): StoreContract {
  return storeContract({
    name: `sqliteStore through ${driver}`,
    capabilities: { durable: true, concurrentWriters: true, joinsTransaction: true },
    open: () => freshFile(open, make, indexedFacts),
    corrupt: cutOffRows(cutOff),
    async transaction(file, work) {
      const connection = file.open();
      connection.exec('begin immediate');
      try {
        await work(connection);
        connection.exec('commit');
      } catch (error) {
        connection.exec('rollback');
        throw error;
      }
    },
    fc,
  });
}

function freshFile(
  connect: (file: string) => ClosableDatabase,
  make: Make,
  indexedFacts: IndexedFacts | undefined,
): SqliteFile {
  const folder = scratchFolder();
  const connections: ClosableDatabase[] = [];
  const open = () => {
    const connection = connect(join(folder, 'sales.db'));
    connections.push(connection);
    return connection;
  };
  return {
    open,
    connect: () => make(sqliteStore({ database: open(), ...(indexedFacts && { indexedFacts }) }), open),
    remove() {
      for (const connection of connections) connection.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function cutOff(table: string, column: string, key: string): Corrupt<SqliteFile> {
  return (file, tenant, id) => {
    const update = file
      .open()
      .prepare(`update ${table} set ${column} = '{"cut off' where tenant = ? and ${key} = ?`);
    if (Number(update.run(tenant, id).changes) !== 1) throw new Error(`${table} has no ${id}`);
  };
}
