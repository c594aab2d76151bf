import { isConveyorError, type Store } from 'sales-conveyor';
import type { MigrationResult } from 'sales-conveyor/blueprints';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/redistribution/solver/search/seeded-random.ts';
import { migrationOf, now, old, renewed } from '../../migration/rules.ts';
import { Department, wrapped } from '../../service/department.ts';
import { onSchema, type TempSchema } from './temp-schema.ts';
import { TerminatedConnections } from './terminations.ts';

const CLIENTS = 24;
const by = { by: 'head', batchSize: 2 } as const;

/** A department with clients to be migrated, and what its log says of it. */
async function department(temp: TempSchema) {
  const one = await new Department(await temp.open(), { conveyor: old }).staff();
  for (let i = 0; i < CLIENTS; i++) await one.client(`c${i}`);
  const idsOf = async (type: string) => {
    const { log } = await one.everything();
    expect(log.map(({ position }) => position)).toEqual(log.map((_, i) => i + 1));
    return log
      .flatMap((event) => (event.type === type && 'clientId' in event ? event.clientId : []))
      .toSorted();
  };
  const ids = Array.from({ length: CLIENTS }, (_, i) => `c${i}`).toSorted();
  return { one, idsOf, ids };
}

/** Calls until nothing fails any more, and says what failed on the way. */
async function insisting(call: () => Promise<MigrationResult>, failures: unknown[]) {
  for (;;) {
    try {
      const result = await call();
      if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result)}`);
      if (result.failures.length === 0) return result;
      failures.push(...result.failures.map(({ error }) => error));
    } catch (error) {
      if (!isConveyorError(error)) throw error;
      failures.push(error);
    }
  }
}

/** The store, one of whose connections is ended now and then as it is called. */
function ending(store: Store, ends: TerminatedConnections): Store {
  const methods = ['commit', 'readDocuments', 'queryClients', 'readClients'] as const;
  const each = (name: (typeof methods)[number]) => [
    name,
    (...given: never[]) => {
      ends.call();
      return (store[name] as (...all: never[]) => unknown)(...given);
    },
  ];
  return wrapped(store, Object.fromEntries(methods.map(each)));
}

test(
  'processes that apply one migration, and then undo it, while their connections are ended move each client once',
  onSchema(async (temp) => {
    const { one, idsOf, ids } = await department(temp);
    const admin = temp.pool({ max: 1 });
    const random = seededRandom(2_028);
    const processes = await Promise.all(
      [1, 2, 3].map(async (number) => {
        const name = `migrates-${number}-${temp.schema}`;
        const ends = new TerminatedConnections({ admin, name, random, every: 12 });
        const store = ending(await temp.storeNamed(name), ends);
        return { ends, migration: migrationOf(one, { store }) };
      }),
    );
    const failures: unknown[] = [];
    const all = (call: 'apply' | 'undo') =>
      Promise.all(processes.map(({ migration }) => insisting(() => migration[call](by), failures)));

    await all('apply');
    expect(await idsOf('clientMigrated')).toEqual(ids);
    const versions = async () => {
      const { clients } = await one.everything();
      return new Set(clients.map(({ blueprintVersion }) => blueprintVersion));
    };
    expect(await versions()).toEqual(new Set([now.blueprint.version]));
    await all('undo');
    expect(await versions()).toEqual(new Set([old.blueprint.version]));

    const ended = await Promise.all(processes.map(({ ends }) => ends.ended()));
    expect(ended.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(5);
    expect(failures.length).toBeGreaterThan(0);
    const codes = failures.map((error) => (isConveyorError(error) ? error.code : error));
    expect(new Set(codes)).not.toContain('BLUEPRINT_CONFLICT');
    for (const id of ids) await one.expectFolded(id);
  }),
);

test.each([1, 4, 9])(
  'a migration whose process is gone at its commit %i is finished by two others at once, and the log tells of each client once',
  (commits) =>
    onSchema(async (temp) => {
      const { one, idsOf, ids } = await department(temp);
      const store = await temp.open();
      let left = commits;
      const gone = wrapped(store, {
        commit: async (...given) => {
          if (--left < 0) throw new Error('The process is gone');
          await store.commit(...given);
        },
      });
      await expect(migrationOf(one, { store: gone }).apply(by)).rejects.toThrow('The process is gone');
      const others = await Promise.all([temp.open(), temp.open()]);
      const migrations = others.map((other) => migrationOf(one, { store: other }));
      const failures: unknown[] = [];
      const results = await Promise.all(migrations.map((each) => insisting(() => each.apply(by), failures)));
      expect(failures.filter((error) => !isConveyorError(error, 'STORE_BUSY'))).toEqual([]);
      // The first commit says that it is begun, the others move two clients each.
      const moved = results.reduce((sum, { clients }) => sum + clients, 0);
      expect(moved).toBe(CLIENTS - 2 * (commits - 1));
      expect(await idsOf('clientMigrated')).toEqual(ids);
      expect(await migrationOf(one).apply(by)).toEqual({ ok: true, clients: 0, failures: [] });
      expect(await renewed(one).sales.clients.get('c0')).toMatchObject({ blueprintVersion: 2 });
    })(),
);
