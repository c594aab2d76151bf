import pg from 'pg';
import { type BulkEntry, type ClientEvent, createSales, type Store } from 'sales-conveyor';
import { postgresStore } from 'sales-conveyor/sql';
import { chunks } from '../../src/service/chunks.ts';
import { factProjection } from '../../src/service/fact-projection.ts';
import { startPostgres } from '../storage/postgres/server.ts';
import { tempDatabase } from '../storage/sqlite/temp-database.ts';
import { postgresImport, type Rows, sqliteImport } from './hand-written-import.ts';
import { milliseconds } from './measure.ts';
import { conveyor, now } from './storage.ts';

/** `FULL=1` measures what was asked for; without, something that is done in seconds. */
const CLIENTS = process.env.FULL === '1' ? 100_000 : 4_000;
const ORDERS = 10;
const COMMANDS = 1 + ORDERS;
/** Clients whose commands are committed together. */
const TOGETHER = 500;
/** Clients that are imported before the same rows are written by hand. */
const TURN = 1_000;
const tenant = 'default';
const projection = factProjection(conveyor);

/** Streams clients with ten orders each into both databases, against the same rows written by hand in transactions of the same size. */
export async function benchImport(): Promise<void> {
  await benchSqlite();
  await benchPostgres();
}

async function benchSqlite(): Promise<void> {
  const [own, peer] = [tempDatabase(), tempDatabase()];
  try {
    const store = await own.open();
    await peer.open();
    await compare('SQLite', store, sqliteImport(peer.connect(), tenant));
  } finally {
    own.remove();
    peer.remove();
  }
}

async function benchPostgres(): Promise<void> {
  const { url, stop } = await startPostgres({ durable: true });
  const pool = new pg.Pool({ connectionString: url });
  try {
    const [store, peer] = [postgresStore({ pool, schema: 'own' }), postgresStore({ pool, schema: 'peer' })];
    await store.migrate();
    await peer.migrate();
    await compare('PostgreSQL', store, postgresImport(pool, 'peer', tenant));
  } finally {
    await pool.end();
    await stop();
  }
}

/** In turns, so that what else the machine does hinders both alike: the clock of the import stands while the same is written by hand. */
async function compare(database: string, store: Store, write: (rows: Rows) => unknown): Promise<void> {
  const memory = new Memory();
  let [peerTime, standing] = [0, 0];
  async function* inTurns(): AsyncGenerator<BulkEntry> {
    for (let start = 0; start < CLIENTS; start += TURN) {
      const ids = Array.from({ length: TURN }, (_, i) => `client-${start + i}`);
      yield* lives(ids);
      // What has been given out is committed by now: the import reads no further than the batch at hand.
      memory.look((start + TURN) / CLIENTS);
      standing += await milliseconds(async () => {
        for await (const rows of rowsOf(store, ids)) peerTime += await milliseconds(async () => write(rows));
      });
    }
  }
  const sales = createSales({ conveyor, store, clock: () => now });
  const whole = await milliseconds(async () => {
    const report = await sales.executeMany(inTurns(), { by: 'import', batchSize: TOGETHER * COMMANDS });
    if (report.accepted !== CLIENTS * COMMANDS) throw new Error(JSON.stringify(report.failures[0]));
  });
  const ownTime = whole - standing;
  const what = `${database}, import of ${CLIENTS.toLocaleString('en')} clients with ${ORDERS} orders each`;
  const [own, ratio] = [`${Math.round(ownTime)} ms`, (peerTime / ownTime).toFixed(2)];
  const target = `at least 0.3 of ${Math.round(peerTime)} ms by hand`;
  console.log(`${what.padEnd(64)} ${own.padStart(18)} ${ratio.padStart(6)}  (${target}; ${memory})`);
}

/** What the process holds at the eighths of the way. */
class Memory {
  readonly #points: string[] = [];

  look(share: number): void {
    if (share * 8 < this.#points.length + 1) return;
    const { heapUsed, rss } = process.memoryUsage();
    this.#points.push(`${Math.round(heapUsed / 2 ** 20)}/${Math.round(rss / 2 ** 20)}`);
  }

  toString(): string {
    return `MB of heap/rss at each eighth: ${this.#points.join(', ')}`;
  }
}

async function* lives(ids: readonly string[]): AsyncGenerator<BulkEntry> {
  for (const clientId of ids) {
    yield { command: { type: 'register', clientId, source: 'existing' } };
    for (let n = 0; n < ORDERS; n++) {
      const placedAt = new Date(Date.UTC(2026, 0, 1 + n * 5)).toISOString();
      const order = { id: `${clientId}/${n}`, placedAt, total: { amount: 10_000 + n, currency: 'EUR' } };
      yield { command: { type: 'recordOrder', clientId, order } };
    }
  }
}

/** What a store holds of the clients, as many at a time as were written together. */
async function* rowsOf(store: Store, ids: readonly string[]): AsyncGenerator<Rows> {
  for await (const together of chunks(ids, TOGETHER)) {
    const events: ClientEvent[] = [];
    for (const id of together) events.push(...(await store.history(tenant, id)));
    const snapshots = await store.readClients(tenant, together);
    const clients = snapshots.map((snapshot) => {
      const { facts, dueAt } = projection.of(snapshot);
      return { snapshot, dueAt, facts };
    });
    yield { events, clients };
  }
}
