import pg from 'pg';
import { expect, test } from 'vitest';
import { isConveyorError } from '../../../src/errors/conveyor-error.ts';
import { postgresStore } from '../../../src/storage/sql/index.ts';
import { failure } from '../../../src/testing/store-contract/failure.ts';
import { clientChange, commitOf, tenant } from '../../../src/testing/store-contract/samples.ts';
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

test('a server that nobody answers for is STORE_FAILURE, whatever is called', async () => {
  const pool = new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/nothing' });
  await failure(postgresStore({ pool }).migrate(), 'STORE_FAILURE');
  await pool.end();
});
