import pg from 'pg';
import PgBoss from 'pg-boss';
import {
  type BulkEntry,
  type Client,
  type Commit,
  createSales,
  defineConveyor,
  type Sales,
  type Store,
} from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { postgresStore } from 'sales-conveyor/sql';
import { factProjection } from '../../src/service/fact-projection.ts';
import { startPostgres } from '../storage/postgres/server.ts';
import { handWrittenPostgres } from './hand-written-postgres.ts';
import { milliseconds } from './measure.ts';
import { changesHolder } from './storage.ts';

/** `FULL=1` measures what was asked for; without, something that is done in a minute. */
const CLIENTS = process.env.FULL === '1' ? 10_000 : 1_000;
const WORKERS = 4;
/** Jobs that a worker fetches at once. */
const FETCHED = 50;
const QUEUE = 'deadlines';
const tenant = 'default';
const before = '2025-12-01T10:00:00.000Z';
const now = '2026-03-02T10:00:00.000Z';
const conveyor = defineConveyor(mixed({ overdue: { kind: 'fixed', after: { days: 60 } } }));
const projection = factProjection(conveyor);

/**
 * Clients who are all overdue, seen to by `runDue` and by jobs of pg-boss that have the same effect: the client decided on, its
 * events in the log with a position, and the next deadline planned, in one transaction each.
 */
export async function benchDeadlines(): Promise<void> {
  const { url, stop } = await startPostgres({ durable: true });
  const pool = new pg.Pool({ connectionString: url, max: 16 }).setMaxListeners(0);
  try {
    for (const workers of [1, WORKERS]) {
      const own = await filled(pool, `own_${workers}`);
      const peer = await filled(pool, `peer_${workers}`);
      const boss = await jobs(pool, peer.store, workers);
      await pool.query('vacuum analyze');
      const theirs = await milliseconds(() => together(workers, work(pool, boss, peer)));
      await boss.stop({ graceful: false, wait: false });
      const desks: Sales[] = [];
      for (let i = 0; i < workers; i++) {
        const store = postgresStore({ pool, schema: own.schema });
        await store.migrate();
        desks.push(createSales({ conveyor, store, clock: () => now }));
      }
      const counted = { clients: 0 };
      const ours = await milliseconds(() =>
        together(workers, async (worker) => {
          const { clients } = await desks[worker]!.runDue();
          counted.clients += clients;
        }),
      );
      if (counted.clients !== CLIENTS) throw new Error(`${counted.clients} of ${CLIENTS} clients`);
      await assertSame(own.store, peer.store);
      const rate = (time: number) => `${Math.round((CLIENTS / time) * 1_000).toLocaleString('en')}/s`;
      const title = `${CLIENTS.toLocaleString('en')} deadlines, ${workers} workers: runDue / jobs of pg-boss 10`;
      console.log(
        `${title.padEnd(64)} ${rate(ours).padStart(10)} ${rate(theirs).padStart(10)} ${(theirs / ours).toFixed(2).padStart(7)}x  (at least 1x)`,
      );
    }
  } finally {
    await pool.end();
    await stop();
  }
}

const together = (workers: number, run: (worker: number) => Promise<void>) =>
  Promise.all(Array.from({ length: workers }, (_, worker) => run(worker)));

interface Filled {
  readonly store: Store;
  readonly schema: string;
}

/** Clients with one order each, three months ago. */
async function filled(pool: pg.Pool, schema: string): Promise<Filled> {
  const store = postgresStore({ pool, schema });
  await store.migrate();
  const sales = createSales({ conveyor, store, clock: () => before });
  const entries = Array.from({ length: CLIENTS }, (_, i): BulkEntry[] => {
    const [clientId, placedAt] = [`client-${i}`, before];
    const order = { id: `order-${i}`, placedAt, total: { amount: 10_000, currency: 'EUR' } };
    return [
      { command: { type: 'register', clientId, source: 'existing' } },
      { command: { type: 'recordOrder', clientId, order } },
    ];
  }).flat();
  const { accepted, failures } = await sales.executeMany(entries, { by: 'import' });
  if (accepted !== entries.length) throw new Error(JSON.stringify(failures[0]));
  return { store, schema };
}

interface Job {
  readonly clientId: string;
}

/** One job for each client's next deadline. */
async function jobs(pool: pg.Pool, store: Store, run: number): Promise<PgBoss> {
  const executeSql = (text: string, values: unknown[]) => pool.query(text, values);
  const boss = new PgBoss({ db: { executeSql }, schema: `boss_${run}`, supervise: false, schedule: false });
  await boss.start();
  await boss.createQueue(QUEUE);
  for (let i = 0; i < CLIENTS; i += 500) {
    const ids = Array.from({ length: Math.min(500, CLIENTS - i) }, (_, n) => `client-${i + n}`);
    await boss.insert((await store.readClients(tenant, ids)).map((client) => nextJob(client)));
  }
  return boss;
}

/** pg-boss goes by the clock of the database: as far ahead of that as the deadline is ahead of `now`. */
const nextJob = (client: Client) => ({
  name: QUEUE,
  data: { clientId: client.id } satisfies Job,
  startAfter: new Date(
    Date.now() + Date.parse(projection.of(client).dueAt ?? now) - Date.parse(now),
  ).toISOString(),
});

/** Fetches and does jobs until none is due. A job that comes twice finds its id among the commands. */
const work = (pool: pg.Pool, boss: PgBoss, { store, schema }: Filled) => {
  const write = handWrittenPostgres(pool, schema, tenant);
  return async () => {
    for (;;) {
      const fetched = await boss.fetch<Job>(QUEUE, { batchSize: FETCHED });
      if (fetched.length === 0) return;
      const next = [];
      for (const { id, data } of fetched) {
        const [client] = await store.readClients(tenant, [data.clientId]);
        if (!client) continue;
        const command = { type: 'advanceTime', clientId: client.id } as const;
        const decided = conveyor.decide(client, command, { now, by: { id: 'system', roles: [] } });
        if (!decided.ok) throw new Error(JSON.stringify(decided.refusal));
        const snapshot = decided.client;
        const { facts, dueAt } = projection.of(snapshot);
        const expected = { is: 'exact', revision: client.revision } as const;
        const commit = {
          clients: [
            { expected, snapshot, events: decided.events, facts, ...(dueAt !== undefined && { dueAt }) },
          ],
          employees: [],
          documents: [],
          outcomes: [{ commandId: id, fingerprint: id, outcome: { ok: true, clientId: client.id } }],
        } as unknown as Commit;
        await write(commit, changesHolder(commit));
        if (dueAt !== undefined) next.push(nextJob(snapshot));
      }
      if (next.length > 0) await boss.insert(next);
      await boss.complete(
        QUEUE,
        fetched.map(({ id }) => id),
      );
    }
  };
};

/** Both have done the same to every client. */
async function assertSame(own: Store, peer: Store): Promise<void> {
  const ids = Array.from({ length: CLIENTS }, (_, i) => `client-${i}`);
  const states = async (store: Store) =>
    (await store.readClients(tenant, ids))
      .map(({ id, state, revision, pool }) => [id, state, revision, pool?.name].join())
      .sort();
  if (JSON.stringify(await states(own)) !== JSON.stringify(await states(peer)))
    throw new Error('runDue and the jobs came to different ends');
}
