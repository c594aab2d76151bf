import { sql } from 'kysely';
import { isConveyorError } from '../../../errors/conveyor-error.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { tables } from './sqlite-tables.ts';

const journalMode = sql<{ journal_mode: string }>`pragma journal_mode`.compile(tables);

/**
 * Two connections that change the journal mode at once cannot both wait: one has to let go and come again.
 */
const ATTEMPTS = 10;

/**
 * Sets what the store's promises rest on. Readers do not block the writer (WAL), commits survive a power cut
 * (`synchronous = full`), and writers wait for each other.
 */
export function setPragmas(connection: SqliteConnection, busyTimeoutMs: number): void {
  connection.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
  for (let attempt = 1; !isJournalSet(connection); attempt++) setJournal(connection, attempt);
  connection.exec('pragma synchronous = full');
}

/** A database in memory has a journal of its own and keeps it. */
function isJournalSet(connection: SqliteConnection): boolean {
  const [row] = connection.query(journalMode);
  return row?.journal_mode === 'wal' || row?.journal_mode === 'memory';
}

function setJournal(connection: SqliteConnection, attempt: number): void {
  try {
    connection.exec('pragma journal_mode = wal');
  } catch (error) {
    if (attempt === ATTEMPTS || !isConveyorError(error, 'STORE_BUSY')) throw error;
    awaitWriter(connection);
  }
}

/**
 * Queues for the write lock, which waits as long as the busy timeout says, where changing the journal does
 * not.
 */
function awaitWriter(connection: SqliteConnection): void {
  connection.write(() => {});
}
