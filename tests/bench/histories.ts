/**
 * A long random history on memory, SQLite and PostgreSQL side by side: `npm run histories -- [operations] [seed]`, 10,000
 * operations unless said otherwise. Ends with what happened, or with where the stores part or a client is out of order.
 */
import Database from 'libsql';
import pg from 'pg';
import { memoryStore } from 'sales-conveyor';
import { postgresStore, sqliteStore } from 'sales-conveyor/sql';
import { randomHistory } from '../service/histories/random-history.ts';
import { SideBySide } from '../service/histories/side-by-side.ts';
import { startPostgres } from '../storage/postgres/server.ts';

const [operations = 10_000, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
console.log(`${operations} operations, seed ${seed}`);
const server = await startPostgres();
const pool = new pg.Pool({ connectionString: server.url, max: 2 });
const database = new Database(':memory:');
try {
  const sqlite = sqliteStore({ database });
  const postgres = postgresStore<pg.PoolClient>({ pool, schema: 'histories' });
  await Promise.all([sqlite.migrate(), postgres.migrate()]);
  const side = new SideBySide({ memory: memoryStore(), sqlite, postgres });
  const onLook = (done: number) => console.log(`${done} operations, everything in order`);
  const tally = await randomHistory(side, { operations, seed, clients: 60, every: 1000, onLook });
  console.table(tally);
} finally {
  await pool.end();
  database.close();
  await server.stop();
}
