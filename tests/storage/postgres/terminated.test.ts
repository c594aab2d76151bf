import pg from 'pg';
import { isConveyorError } from 'sales-conveyor';
import { postgresStore } from 'sales-conveyor/sql';
import { expect, inject, test } from 'vitest';
import { seededRandom } from '../../../src/redistribution/solver/search/seeded-random.ts';
import { accepted, contact, Department } from '../../service/department.ts';
import { onSchema } from './temp-schema.ts';
import { TerminatedConnections } from './terminations.ts';

const CALLERS = 16;
const CALLS = 60;

test(
  'connections ended at random under sixteen callers: every failure is typed, nothing is lost or doubled, the process lives',
  onSchema(async (place) => {
    const name = `ended-${place.schema}`;
    const pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 8, application_name: name });
    const store = postgresStore<pg.PoolClient>({ pool, schema: place.schema });
    await store.migrate();
    const department = await new Department(store, { wait: async () => {} }).staff();
    const clients = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5'];
    for (const id of clients) await department.client(id);
    const before = (await department.everything()).log.length;

    const failures: unknown[] = [];
    const insisting = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
      for (;;) {
        try {
          return await call();
        } catch (error) {
          failures.push(error);
        }
      }
    };
    const admin = place.pool({ max: 1 });
    const terminated = new TerminatedConnections({ admin, name, random: seededRandom(13), every: 12 });
    const caller = async (number: number) => {
      for (let call = 0; call < CALLS; call++) {
        const id = clients[(number + call) % clients.length] as string;
        const key = `k${number}-${call}`;
        const execute = () => {
          terminated.call();
          return department.sales.execute(contact(id, key), { by: 'head', commandId: key });
        };
        accepted(await insisting(execute));
        await insisting(() => department.sales.clients.get(id));
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, (_, number) => caller(number)));

    expect(await terminated.ended()).toBeGreaterThan(50);
    // How many calls were under way just then is chance.
    expect(failures.length).toBeGreaterThan(5);
    for (const error of failures)
      expect(isConveyorError(error, 'STORE_FAILURE') || isConveyorError(error, 'STORE_BUSY')).toBe(true);
    const { log } = await insisting(() => department.everything());
    const channels = log.flatMap((event) => (event.type === 'contactRecorded' ? event.channel : []));
    expect(channels).toHaveLength(CALLERS * CALLS);
    expect(new Set(channels).size).toBe(CALLERS * CALLS);
    expect(log.map(({ position }) => position)).toEqual(log.map((_, i) => i + 1));
    expect(log).toHaveLength(before + CALLERS * CALLS);
    for (const id of clients) await insisting(() => department.expectFolded(id));
    await store.close();
    await pool.end();
  }),
);

test(
  'a store listens to the connections of its pool, also to those that were there before it, and to none once it is closed',
  onSchema(async (place) => {
    const pool = place.pool({ max: 2 });
    const counts = async () => {
      const client = await pool.connect();
      const count = client.listenerCount('error');
      client.release();
      return [
        count,
        pool.listenerCount('error'),
        pool.listenerCount('acquire'),
        pool.listenerCount('remove'),
      ];
    };
    const before = await counts();
    const stores = [0, 1].map(() => postgresStore({ pool, schema: place.schema }));
    for (const store of stores) await store.migrate();
    expect(await counts()).toEqual(before.map((count) => count + 1));
    await stores[0]?.close();
    expect(await counts()).toEqual(before.map((count) => count + 1));
    // Closed in the midst of a call: as long as the call is at it, somebody listens.
    const reading = stores[1]?.readFeed('default', 0, 1);
    await stores[1]?.close();
    await reading;
    expect(await counts()).toEqual(before);
  }),
);
