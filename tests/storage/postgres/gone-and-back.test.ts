import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PostgresStore, postgresStore } from '../../../src/entries/sql.ts';
import { createSales, defineConveyor, isConveyorError } from '../../../src/index.ts';
import type { Store } from '../../../src/storage/port.ts';
import { calls as callsOfContract } from '../../../src/testing/store-contract/cases/lifecycle-cases.ts';
import { failure } from '../../../src/testing/store-contract/failure.ts';
import { clientChange, commitOf, tenant } from '../../../src/testing/store-contract/samples.ts';
import { trade } from '../../service/trade.ts';
import { type OwnPostgresServer, startOwnPostgres } from './server.ts';
import { onSchema } from './temp-schema.ts';

/** Ends every connection of the pool from the server's side, as a server that is stopped does. */
async function endConnections(admin: pg.Pool, name: string): Promise<number> {
  const sql = 'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1';
  return (await admin.query(sql, [name])).rowCount ?? 0;
}

test(
  'connections that the server ends, idle or in a transaction, fail with a code at most, leave nothing, and work goes on',
  onSchema(async (place) => {
    const store = await place.open({ max: 2 });
    const admin = place.pool();
    const own = `application-${place.schema}`;
    const named = await place.storeNamed(own);
    await named.commit(tenant, commitOf([clientChange({ id: 'before' })]));
    // Idle: the pool's error must not end the process, and the next call finds a connection.
    expect(await endConnections(admin, own)).toBeGreaterThan(0);
    // Each of the pool's two connections may fail once before it is let go of.
    const reads: unknown[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      reads.push(await named.readClients(tenant, ['before']).catch((error: unknown) => error));
    }
    expect(reads.filter((read) => !Array.isArray(read)).every((read) => isConveyorError(read))).toBe(true);
    expect(reads.at(-1)).toHaveLength(1);
    // In a transaction: nothing of it is left.
    const cut = named.commit(tenant, commitOf([clientChange({ id: 'cut' })]), async () => {
      await endConnections(admin, own);
    });
    const error = await cut.catch((thrown: unknown) => thrown);
    expect(isConveyorError(error, 'STORE_FAILURE') || isConveyorError(error, 'STORE_BUSY')).toBe(true);
    expect(await store.readClients(tenant, ['cut'])).toEqual([]);
    await named.commit(tenant, commitOf([clientChange({ id: 'cut' })]));
    expect((await store.readFeed(tenant, 0, 10)).map((entry) => entry.event.id)).toEqual([
      'before#1',
      'cut#1',
    ]);
  }),
);

describe('a server that is stopped and started again', () => {
  let server: OwnPostgresServer;
  let pool: pg.Pool;
  let store: PostgresStore<pg.PoolClient>;

  beforeAll(async () => {
    server = await startOwnPostgres();
    pool = new pg.Pool({ connectionString: server.url, max: 4 });
    store = postgresStore<pg.PoolClient>({ pool });
    await store.migrate();
  });

  afterAll(async () => {
    await pool.end();
    await server.stop();
  });

  test('fails every call with a code while it is gone, ends no process, and leaves nothing of what it cut off', async () => {
    await store.commit(tenant, commitOf([clientChange({ id: 'before', dueAt: now })]));
    const cut = store.commit(tenant, commitOf([clientChange({ id: 'cut' })]), () => server.goAway());
    const error: unknown = await cut.catch((thrown: unknown) => thrown);
    expect(isConveyorError(error, 'STORE_FAILURE') || isConveyorError(error, 'STORE_BUSY')).toBe(true);

    for (const [name, call] of Object.entries(calls)) {
      // The pool lets go of connections that were lost in its keeping, one call each.
      const { cause, message } = await failure(call(store), 'STORE_FAILURE');
      expect(cause, name).toBeInstanceOf(Error);
      expect(message, name).toMatch(/^PostgreSQL failed: .+/);
    }

    await server.comeBack();
    const { dropTenant: _, ...kind } = calls;
    for (const [name, call] of Object.entries(kind)) await expect(call(store), name).resolves.not.toThrow();
    expect(
      (await store.readClients(tenant, ['before', 'cut', 'new'])).map(({ id }) => id).toSorted(),
    ).toEqual(['before', 'new']);
    expect((await store.readFeed(tenant, 0, 10)).map(({ position }) => position)).toEqual([1, 2]);
  });

  test('takes no command twice and loses none of callers who send again what they have no answer to', async () => {
    const sales = createSales({
      conveyor: defineConveyor(trade),
      store,
      wait: async () => {},
      attempts: 2,
    });
    const register = (index: number) =>
      sales.clients.register({ id: `c${index}`, source: 'cold' }, { by: 'import', commandId: `k${index}` });
    const indexes = Array.from({ length: 60 }, (_, index) => index);
    const sent: number[] = [];
    let gone: Promise<void> | undefined;
    const answers = await Promise.allSettled(
      indexes.map(async (index) => {
        const answer = await register(index);
        sent.push(index);
        if (sent.length === 10) gone = server.goAway();
        return answer;
      }),
    );
    await gone;
    const lost = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    for (const error of lost)
      expect(isConveyorError(error, 'STORE_FAILURE') || isConveyorError(error, 'STORE_BUSY')).toBe(true);
    await failure(register(60), 'STORE_FAILURE');
    await failure(sales.runDue(), 'STORE_FAILURE');

    await server.comeBack();
    const again = await Promise.all([...indexes, 60].map(register));
    expect(again.filter(({ ok }) => ok)).toHaveLength(61);
    for (const index of sent) expect(again[index]?.repeated).toBe(true);
    const feed = await store.readFeed('default', 0, 1_000);
    expect(feed.map(({ position }) => position)).toEqual(feed.map((_, index) => index + 1));
    expect(new Set(feed.map(({ event }) => event.id)).size).toBe(feed.length);
    expect(feed.filter(({ event }) => event.id.endsWith('#1'))).toHaveLength(61);
  });
});

const now = '2026-01-05T09:00:00.000Z';

/** Every call of the port. */
const calls: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  migrate: (store) => store.migrate(),
  ...callsOfContract,
  commit: (store) => store.commit(tenant, commitOf([clientChange({ id: 'new' })])),
};

test('a server that nobody answers for is STORE_FAILURE, whatever is called', async () => {
  const pool = new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/nothing' });
  await failure(postgresStore({ pool }).migrate(), 'STORE_FAILURE');
  await pool.end();
});
