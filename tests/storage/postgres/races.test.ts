import type pg from 'pg';
import { describe, expect, test } from 'vitest';
import { mixed } from '../../../src/entries/presets.ts';
import { postgresStore } from '../../../src/entries/sql.ts';
import { ConveyorError, createSales, defineConveyor, isConveyorError } from '../../../src/index.ts';
import type { Commit, Store } from '../../../src/storage/port.ts';
import { failure } from '../../../src/testing/store-contract/failure.ts';
import {
  clientChange,
  commitOf,
  documentChange,
  employeeChange,
  outcome,
  tenant,
} from '../../../src/testing/store-contract/samples.ts';
import { raceForLimit } from '../../service/group-race.ts';
import { plannings } from './planning.ts';
import { onSchema, type TempSchema } from './temp-schema.ts';

const levels = ['read committed', 'serializable'] as const;

const positions = async (store: Store) =>
  (await store.readFeed(tenant, 0, 1_000)).map(({ position }) => position);

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Commits as often as it takes where the database gives way to another transaction. */
async function patiently(store: Store, commit: Commit): Promise<'won' | 'lost'> {
  for (let attempt = 0; attempt < 500; attempt++) {
    try {
      await store.commit(tenant, commit);
      return 'won';
    } catch (error) {
      if (isConveyorError(error, 'REVISION_CONFLICT')) return 'lost';
      if (!isConveyorError(error, 'STORE_BUSY')) throw error;
    }
  }
  throw new Error('Busy for ever');
}

const writersOf = (temp: TempSchema, isolation: (typeof levels)[number], count: number) =>
  Promise.all(Array.from({ length: count }, () => temp.open({ isolation, max: 2 })));

describe.each(plannings)('an engine that plans %s', (planning) => {
  const onPlace = (run: (temp: TempSchema) => Promise<void>) => onSchema(run, planning);

  test.each(levels)(
    'of writers who register, then change, one client at %s exactly one wins each round, whichever way they commit',
    (isolation) =>
      onPlace(async (temp) => {
        const writers = await writersOf(temp, isolation, 6);
        for (let from = 0; from < 4; from++) {
          const results = writers.map((writer, index) => {
            // Every other writer takes the way of many statements.
            const named = [`o${from}-${index}`, `p${from}-${index}`].map((id) => outcome(id));
            const more = index % 2 === 0 ? {} : { outcomes: named };
            return patiently(writer, commitOf([clientChange({ id: 'c', from })], more));
          });
          expect((await Promise.all(results)).filter((result) => result === 'won')).toHaveLength(1);
        }
        expect(await positions(await temp.open())).toEqual(upTo(4));
      })(),
  );

  test.each(levels)(
    'of writers who go on with clients of their own and one document at %s exactly one wins each round',
    (isolation) =>
      onPlace(async (temp) => {
        const writers = await writersOf(temp, isolation, 4);
        const [first] = writers as unknown as [Store];
        const froms = writers.map(() => 1);
        await first.commit(tenant, commitOf(writers.map((_, i) => clientChange({ id: `c${i}` }))));
        for (let round = 0; round < 10; round++) {
          const results = await Promise.all(
            writers.map((writer, i) => {
              const change = clientChange({ id: `c${i}`, from: froms[i] ?? 1 });
              return patiently(writer, commitOf([change], { documents: [documentChange('ledger', round)] }));
            }),
          );
          expect(results.filter((result) => result === 'won')).toHaveLength(1);
          const winner = results.indexOf('won');
          froms[winner] = (froms[winner] ?? 1) + 1;
        }
        expect(await positions(first)).toEqual(upTo(writers.length + 10));
      })(),
  );

  test.each(levels)(
    'whoever relies on an employee and whoever lets the employee go at %s cannot both win',
    (isolation) =>
      onPlace(async (temp) => {
        const [assigning, leaving] = (await writersOf(temp, isolation, 2)) as unknown as [Store, Store];
        for (let round = 0; round < 10; round++) {
          const [id, client] = [`e${round}`, `c${round}`];
          await patiently(leaving, commitOf([], { employees: [employeeChange(id)] }));
          const guard = {
            ...employeeChange(id),
            expected: { is: 'exact', revision: 1 } as const,
            events: [],
          };
          const given = clientChange({ id: client, custody: { seller: id } });
          const results = await Promise.all([
            patiently(assigning, commitOf([given], { employees: [guard], outcomes: [outcome(client)] })),
            patiently(leaving, commitOf([], { employees: [employeeChange(id, 1)] })),
          ]);
          const employee = await leaving.readEmployee(tenant, id);
          const holders = (await assigning.readClients(tenant, [client])).length;
          // The guard holds the employee until the client is given: who leaves afterwards does so with the client known.
          expect(results[1]).toBe('won');
          expect(employee?.revision).toBe(2);
          expect(holders).toBe(results[0] === 'won' ? 1 : 0);
          const feed = (await assigning.readFeed(tenant, 0, 1_000)).map(({ event }) => event.id);
          if (holders === 1) expect(feed.indexOf(`${client}#1`)).toBeLessThan(feed.indexOf(`@${id}#2`));
        }
      })(),
  );

  test.each(levels)(
    'commits of many clients that cross each other at %s are whole, and the feed has no gap',
    (isolation) =>
      onPlace(async (temp) => {
        const writers = await writersOf(temp, isolation, 4);
        const ids = Array.from({ length: 12 }, (_, index) => `c${index}`);
        const won = Array.from(writers, () => 0);
        const life = async (writer: Store, index: number) => {
          const own = index % 2 === 0 ? ids : ids.toReversed();
          for (let round = 0; round < 6; round++) {
            const stored = new Map(
              (await writer.readClients(tenant, ids)).map(({ id, revision }) => [id, revision]),
            );
            const changes = own.map((id) =>
              clientChange({ id, from: stored.get(id) ?? 0, custody: { seller: `w${index}-${round}` } }),
            );
            if ((await patiently(writer, commitOf(changes))) === 'won') won[index] = (won[index] ?? 0) + 1;
          }
        };
        await Promise.all(writers.map(life));
        const total = won.reduce((sum, wins) => sum + wins, 0);
        const clients = await (await temp.open()).readClients(tenant, ids);
        expect(
          new Set(clients.map(({ revision, custody }) => `${revision} ${custody.seller?.employeeId}`)).size,
        ).toBe(1);
        expect(clients[0]?.revision).toBe(total);
        expect(await positions(writers[0] as Store)).toEqual(upTo(total * ids.length));
      })(),
  );

  test.each(levels)('a shell at %s loses no command of sixteen callers at once', (isolation) =>
    onPlace(async (temp) => {
      const store = await temp.open({ isolation, max: 8 });
      const sales = createSales({ conveyor: defineConveyor(mixed()), store, attempts: 100 });
      const ids = Array.from({ length: 16 }, (_, index) => `c${index}`);
      const results = ids.map((id) =>
        sales.clients.register({ id, source: 'cold' }, { by: 'import', commandId: id }),
      );
      expect((await Promise.all(results)).filter(({ ok }) => ok)).toHaveLength(16);
      const feed = (await store.readFeed('default', 0, 100)).map(({ position }) => position);
      expect(feed).toEqual(upTo(feed.length));
      expect((await store.readClients('default', ids)).length).toBe(16);
    })(),
  );

  test.each(levels)(
    'sixteen callers at %s never pass the credit limit of a group of companies',
    (isolation) =>
      onPlace(async (temp) => {
        const now = '2026-03-02T09:00:00.000Z';
        const conveyor = defineConveyor(mixed());
        const store = await temp.open({ isolation, max: 8 });
        const options = { clock: () => new Date(now), attempts: 100, wait: async () => {} };
        const shell = () => createSales({ conveyor, store, ...options });
        await raceForLimit([shell(), shell()], now);
      })(),
  );
});

test(
  'a command of one client is one statement; where the engine takes no such statement, it goes the longer way from then on',
  onSchema(async (temp) => {
    const pool = temp.pool();
    const said: string[] = [];
    let refuses = false;
    const watched = {
      connect: async () => {
        const client = await pool.connect();
        return {
          query: async (query: { text: string; values: unknown[] }) => {
            said.push(query.text);
            if (refuses && /^with\s/.test(query.text))
              throw Object.assign(new Error('no'), { code: '0A000' });
            return client.query(query);
          },
          release: (destroy?: boolean) => client.release(destroy),
        };
      },
    };
    const store = postgresStore({ pool: watched, ...temp.place });
    await store.migrate();
    const command = (from: number) =>
      commitOf(
        [clientChange({ id: 'c', from, events: 2, custody: { seller: `s${from}` }, state: `t${from}` })],
        {
          outcomes: [outcome(`k${from}`)],
        },
      );
    said.length = 0;
    await store.commit(tenant, command(0));
    await store.commit(tenant, command(2));
    expect(said).toHaveLength(2);
    refuses = true;
    await store.commit(tenant, command(4));
    said.length = 0;
    await store.commit(tenant, command(6));
    expect(said.filter((text) => /^with\s/.test(text))).toEqual([]);
    expect(await store.census(tenant)).toEqual({
      states: [{ state: 't6', clients: 1 }],
      custody: [{ employeeId: 's6', role: 'seller', state: 't6', clients: 1 }],
      pools: [],
    });
    expect(await positions(store)).toEqual(upTo(8));
  }, 'whole'),
);

test.each([{ is: 'present' } as const, { is: 'exact', revision: 0 } as const])(
  'a new client that is expected as %o is a REVISION_CONFLICT, though one statement could write it',
  (expected) =>
    onSchema(async (temp) => {
      const store = await temp.open();
      await failure(
        store.commit(tenant, commitOf([clientChange({ id: 'c', expected })])),
        'REVISION_CONFLICT',
      );
      expect(await positions(store)).toEqual([]);
    })(),
);

test(
  'a database that goes away in the midst of work is STORE_FAILURE, ends no process, and is there again afterwards',
  onSchema(async (temp) => {
    const [store, pool, admin] = [await temp.open(), temp.pool({ max: 1 }), temp.pool()];
    const victim = postgresStore<pg.PoolClient>({ pool, schema: temp.schema });
    await victim.migrate();
    const commit = victim.commit(tenant, commitOf([clientChange({ id: 'c' })]), async (client) => {
      const { rows } = await client.query('select pg_backend_pid() as pid');
      await admin.query('select pg_terminate_backend($1)', [rows[0].pid]);
      await client.query('select 1').catch(() => {});
    });
    await failure(commit, 'STORE_FAILURE');
    expect(await store.readClients(tenant, ['c'])).toEqual([]);
    await victim.commit(tenant, commitOf([clientChange({ id: 'c' })]));
    expect(await store.readClients(tenant, ['c'])).toHaveLength(1);
    await victim.close();
    expect(pool.listenerCount('error')).toBe(0);
  }),
);

test('a server that is not there is STORE_FAILURE, one without a connection left STORE_BUSY', async () => {
  const unable = (code: string) => ({
    connect: async (): Promise<never> => Promise.reject(Object.assign(new Error('no'), { code })),
  });
  await failure(postgresStore({ pool: unable('ECONNREFUSED') }).migrate(), 'STORE_FAILURE');
  const error = await failure(postgresStore({ pool: unable('53300') }).migrate(), 'STORE_BUSY');
  expect(error).toBeInstanceOf(ConveyorError);
});
