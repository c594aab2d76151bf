import pg from 'pg';
import { postgresStore } from 'sales-conveyor/sql';
import { seededRandom } from '../../../src/redistribution/solver/search/seeded-random.ts';
import { startPostgres } from '../../storage/postgres/server.ts';
import { TerminatedConnections } from '../../storage/postgres/terminations.ts';
import { SoakedDepartment } from './soaked-department.ts';

const NAME = 'sales-conveyor-soak';

/** Sixteen callers in two processes' pools, whose connections the server ends at random. */
export async function soakPostgres(calls: number, seed: number): Promise<Map<string, number>> {
  const server = await startPostgres();
  const admin = new pg.Pool({ connectionString: server.url, max: 2 });
  const pools = [0, 1].map(
    () => new pg.Pool({ connectionString: server.url, max: 6, application_name: NAME }),
  );
  const schema = `soak_${seed}`;
  try {
    const stores = pools.map((pool) => postgresStore<pg.PoolClient>({ pool, schema }));
    for (const store of stores) await store.migrate();
    const random = seededRandom(seed + 1);
    const terminated = new TerminatedConnections({ admin, name: NAME, random, every: 20 });
    let isOver = false;
    const onCall = () => {
      if (!isOver) terminated.call();
    };
    const department = new SoakedDepartment({ stores, callers: 16, calls, seed, onCall });
    await department.soak();
    isOver = true;
    department.tally.set('connections ended', await terminated.ended());
    // The last ones ended are noticed by whoever takes them next: the sums are done over other connections.
    const store = postgresStore<pg.PoolClient>({ pool: admin, schema });
    await store.migrate();
    await department.assertInOrder(store);
    return department.tally;
  } finally {
    await Promise.all(pools.map(ended));
    await admin.query(`drop schema if exists ${schema} cascade`);
    await ended(admin);
    await server.stop();
  }
}

/** A pool is ended before its connections are: the server that stops meanwhile must not end the process. */
async function ended(pool: pg.Pool): Promise<void> {
  pool.on('error', () => {});
  await pool.end();
}
