import pg from 'pg';
import { type BulkEntry, createSales, memoryStore, type Sales, type Store } from 'sales-conveyor';
import { type Newcomer, onboardClients } from 'sales-conveyor/onboarding';
import { postgresStore } from 'sales-conveyor/sql';
import { startPostgres } from '../storage/postgres/server.ts';
import { tempDatabase } from '../storage/sqlite/temp-database.ts';
import { cpu, milliseconds } from './measure.ts';
import { conveyor, now } from './storage.ts';

/** 100,000 are what was asked for; as many as it says here are done in seconds. */
const CLIENTS = Number(process.env.ONBOARDED_CLIENTS ?? (process.env.FULL === '1' ? 100_000 : 2_000));
/** One of the stores alone, such as `ONBOARDING_STORE=PostgreSQL`; all of them where none is named. */
const ONLY = process.env.ONBOARDING_STORE;
const ORDERS = 10;
/** Clients that are committed together, either way. */
const TOGETHER = 200;

/** Clients with ten orders each move in, against the same rows told one by one: with their state, and without. */
export async function benchOnboarding(): Promise<void> {
  const stores = { memory: inMemory, SQLite: onSqlite, PostgreSQL: onPostgres };
  if (ONLY !== undefined && !Object.hasOwn(stores, ONLY))
    throw new Error(`No such store: ${ONLY}; there are ${Object.keys(stores)}`);
  for (const [name, bench] of Object.entries(stores)) if (name === (ONLY ?? name)) await bench();
}

const inMemory = () => compare('memory', async () => memoryStore());

async function onSqlite(): Promise<void> {
  const databases = [tempDatabase(), tempDatabase(), tempDatabase()];
  try {
    await compare('SQLite', (n) => (databases[n] as (typeof databases)[number]).open());
  } finally {
    for (const database of databases) database.remove();
  }
}

async function onPostgres(): Promise<void> {
  const { url, stop } = await startPostgres({ durable: true });
  const pool = new pg.Pool({ connectionString: url });
  try {
    await compare('PostgreSQL', async (n) => {
      const store = postgresStore({ pool, schema: `onboarding_${n}` });
      await store.migrate();
      return store;
    });
  } finally {
    await pool.end();
    await stop();
  }
}

async function compare(name: string, open: (n: number) => Promise<Store>): Promise<void> {
  /** Nobody keeps a memory store that was measured: the next one would pay for its garbage collection. */
  const spentOn = async (n: number, run: (sales: Sales) => Promise<void>) => {
    const sales = createSales({ conveyor, store: await open(n), clock: () => new Date(now) });
    return spent(() => run(sales));
  };
  const batchSize = TOGETHER * (1 + ORDERS);
  const byRecords = await spentOn(0, async (sales) => {
    const { accepted } = await sales.executeMany(records(), { by: 'import', batchSize });
    if (accepted !== CLIENTS * (1 + ORDERS)) throw new Error(`${accepted} accepted`);
  });
  for (const [i, how] of (['told', 'derived'] as const).entries()) {
    const time = await spentOn(i + 1, async (sales) => {
      const report = await onboardClients(sales, newcomers(how), { by: 'import', batchSize: TOGETHER });
      if (report.accepted !== CLIENTS) throw new Error(JSON.stringify(report.failures[0]));
    });
    const what = `${name}, ${CLIENTS.toLocaleString('en')} clients move in, state ${how}`;
    for (const by of ['clock', 'cpu'] as const) {
      const [own, peer] = [time[by], byRecords[by]].map((one) => `${(one / 1_000).toFixed(1)} s`);
      const ratio = (byRecords[by] / time[by]).toFixed(2);
      console.log(
        `${`${what}: ${by}`.padEnd(64)} ${own?.padStart(10)} ${peer?.padStart(10)} ${ratio.padStart(8)}  (at least 2)`,
      );
    }
  }
}

/** By the clock, and what this process has worked: on a machine with others only the latter tells. */
async function spent(run: () => Promise<unknown>): Promise<{ readonly clock: number; readonly cpu: number }> {
  const before = cpu();
  const clock = await milliseconds(run);
  return { clock, cpu: cpu() - before };
}

const placedAt = (n: number) => new Date(Date.UTC(2025, 10, 1 + n * 11)).toISOString();
const ordersOf = (id: string) =>
  Array.from({ length: ORDERS }, (_, n) => ({
    id: `${id}/${n}`,
    placedAt: placedAt(n),
    total: { amount: 10_000 + n, currency: 'EUR' },
  }));
const registeredAt = placedAt(0);

function* records(): Generator<BulkEntry> {
  for (let i = 0; i < CLIENTS; i++) {
    const clientId = `client-${i}`;
    yield { command: { type: 'register', clientId, source: 'existing', at: registeredAt } };
    for (const order of ordersOf(clientId)) yield { command: { type: 'recordOrder', clientId, order } };
  }
}

function* newcomers(how: 'told' | 'derived'): Generator<Newcomer> {
  for (let i = 0; i < CLIENTS; i++) {
    const id = `client-${i}`;
    const stands = how === 'told' && { stands: { state: 'regular' } };
    yield { id, source: 'existing', registeredAt, orders: ordersOf(id), ...stands };
  }
}
