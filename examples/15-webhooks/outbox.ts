import type { LoggedEvent } from 'sales-conveyor';
import type { SqliteDatabaseLike } from 'sales-conveyor/sql';

/** A letter to another system. Its key is the event's id: whoever receives a key again has the letter already. */
export interface Letter {
  readonly id: string;
  readonly body: string;
}

/** The outbox, in the same database as the store's tables. A letter that is sent is forgotten. */
export function createOutbox(database: SqliteDatabaseLike): void {
  database.exec(
    'create table if not exists outbox (position integer primary key, id text unique, body text)',
  );
}

/** Writes the letters of a batch, in the transaction that moves the position: each event has one, whatever is killed. */
export function writeLetters(events: readonly LoggedEvent[], database: SqliteDatabaseLike): void {
  const write = database.prepare('insert into outbox (position, id, body) values (?, ?, ?)');
  for (const event of events) {
    // What the other system wants to know, and nothing personal.
    if (event.type !== 'stateChanged') continue;
    const { position, id, type, clientId, to, happenedAt } = event;
    write.run(position, id, JSON.stringify({ type, clientId, to, happenedAt }));
  }
}

/**
 * Sends what is in the outbox, in the order of the log, and stops at the first letter that nobody took. A letter goes out again
 * until it is answered, since nobody can tell a lost letter from a lost answer.
 */
export async function sendLetters(
  database: SqliteDatabaseLike,
  post: (letter: Letter) => Promise<void>,
): Promise<number> {
  const letters = database.prepare('select id, body from outbox order by position').all() as Letter[];
  let sent = 0;
  for (const letter of letters) {
    try {
      await post(letter);
    } catch {
      break;
    }
    database.prepare('delete from outbox where id = ?').run(letter.id);
    sent++;
  }
  return sent;
}
