import Database from 'libsql';
import { ConveyorError, memoryStore, type Store } from 'sales-conveyor';
import { sqliteStore } from 'sales-conveyor/sql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { seededRandom } from '../../src/redistribution/solver/search/seeded-random.ts';
import { tempDatabase } from '../storage/sqlite/temp-database.ts';
import {
  at,
  codes,
  collect,
  contact,
  Department,
  openDepartment,
  order,
  stores,
  wrapped,
} from './department.ts';
import { SimulatedTime } from './simulated-time.ts';

/** Two shells of one department, each on its own connection to one file. */
async function twoShells() {
  const { file, remove } = tempDatabase();
  const connections = [new Database(file), new Database(file)];
  onTestFinished(() => {
    for (const connection of connections) connection.close();
    remove();
  });
  const open = async (database: Database.Database) => {
    const store = sqliteStore({ database });
    await store.migrate();
    return new Department(store);
  };
  const shells = await Promise.all(connections.map(open));
  await shells[0]?.staff();
  return shells as [Department, Department];
}

/** Conflicts as often as told, as if somebody else were faster. */
function contested(store: Store, code: 'REVISION_CONFLICT' | 'COMMAND_ALREADY_RECORDED', times: number) {
  const tried = { commits: 0 };
  const commit: Store['commit'] = (tenant, changes) => {
    if (changes.documents.length === 0 && tried.commits++ < times)
      throw new ConveyorError(code, 'somebody else was faster');
    return store.commit(tenant, changes);
  };
  return { store: wrapped(store, { commit }), tried };
}

describe('callers who race for one client through two shells on one file', () => {
  it('are all served, their events are in the log once each and numbered without gaps', async () => {
    const shells = await twoShells();
    await shells[0].client('acme');
    const channels = Array.from({ length: 40 }, (_, i) => `call-${i}`);
    const calls = channels.map((channel, i) =>
      shells[i % 2 === 0 ? 0 : 1].do(contact('acme', channel), { commandId: channel }),
    );
    await Promise.all(calls);
    const { sales } = shells[0];
    const history = await sales.clients.history('acme');
    expect(history.map(({ id }) => id)).toEqual(history.map((_, i) => `acme#${i + 1}`));
    const recorded = history.flatMap((event) => (event.type === 'contactRecorded' ? event.channel : []));
    expect(recorded.toSorted()).toEqual(channels.toSorted());
    expect((await sales.clients.get('acme'))?.contacts.count).toBe(40);
    await shells[1].expectFolded('acme');
    const log = await collect(sales.events());
    expect(log.map(({ position }) => position)).toEqual(log.map((_, i) => i + 1));
  });

  it('with one command id act once', async () => {
    const shells = await twoShells();
    await shells[0].client('acme');
    const calls = Array.from({ length: 10 }, (_, i) =>
      shells[i % 2 === 0 ? 0 : 1].do(contact('acme'), { commandId: 'call' }),
    );
    const results = await Promise.all(calls);
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect((await shells[0].sales.clients.get('acme'))?.contacts.count).toBe(1);
  });

  it('to register it, do so once', async () => {
    const [a, b] = await twoShells();
    const register = ({ sales }: Department) =>
      sales.clients.register({ id: 'acme', source: 'cold' }, { by: 'import' });
    const results = await Promise.all([register(a), register(b)]);
    expect(results.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(results.flatMap((result) => (result.ok ? [] : codes(result)))).toEqual(['ALREADY_REGISTERED']);
  });

  it('for an order’s one place, do not both get it', async () => {
    const [a, b] = await twoShells();
    await a.client('acme');
    const record = ({ sales }: Department) => sales.execute(order('acme', 'o-1', at(0)), { by: 'import' });
    const results = await Promise.all([record(a), record(b)]);
    expect(results.flatMap((result) => (result.ok ? [] : codes(result)))).toEqual(['ORDER_EXISTS']);
  });
});

describe('two shells that keep step, every call of the store taking as long as any other', () => {
  /** How many of 20 calls on each side, all for one client, failed; the shells wait where they are to. */
  async function failures(time: SimulatedTime, wait: (milliseconds: number) => Promise<void>, seed: number) {
    const inner = memoryStore();
    await (await new Department(inner).staff()).client('acme');
    const slowly = <Given extends unknown[], Result>(call: (...given: Given) => Promise<Result>) => {
      return async (...given: Given) => {
        await time.wait(0.5);
        return call.apply(inner, given);
      };
    };
    const store = wrapped(inner, {
      readClients: slowly(inner.readClients),
      commit: slowly(inner.commit),
    });
    const random = seededRandom(seed);
    const shells = [0, 1].map(() => new Department(store, { random, wait }));
    const calls = shells.flatMap((shell) =>
      Array.from({ length: 20 }, () => shell.sales.execute(contact('acme'), { by: 'head' })),
    );
    const results = await time.passUntilDone(Promise.allSettled(calls));
    return results.filter(({ status }) => status === 'rejected').length;
  }

  it('are both served: whoever lost waits a random while', async () => {
    for (const seed of [1, 2, 3]) {
      const time = new SimulatedTime();
      expect(await failures(time, time.wait, seed), `seed ${seed}`).toBe(0);
    }
  });

  it('would starve one of them without waiting', async () => {
    expect(await failures(new SimulatedTime(), async () => {}, 1)).toBeGreaterThan(0);
  });
});

describe.each(stores)('on $name', ({ open }) => {
  it('callers of one shell are served in the order in which they came, however many', async () => {
    const department = await openDepartment(open, { attempts: 1 });
    await department.client('acme');
    const calls = Array.from({ length: 30 }, (_, i) => department.do(contact('acme', `call-${i}`)));
    const revisions = (await Promise.all(calls)).map(({ client }) => client.revision);
    expect(revisions).toEqual(revisions.map((_, i) => (revisions[0] ?? 0) + i));
  });

  it('a caller who fails keeps nobody waiting', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    const calls = [
      department.do(contact('nobody')),
      department.do({ type: 'nonsense' } as never),
      department.do(contact('acme')),
    ];
    const results = await Promise.allSettled(calls);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    await department.do(contact('acme'));
  });

  it.each(['REVISION_CONFLICT', 'COMMAND_ALREADY_RECORDED'] as const)(
    'a command decides anew after %s, as often as it may and no oftener',
    async (code) => {
      const { store, tried } = contested(await open(), code, 3);
      const department = new Department(store, { attempts: 4 });
      const register = (id: string) =>
        department.sales.clients.register({ id, source: 'cold' }, { by: 'import' });
      expect(await register('acme')).toMatchObject({ ok: true });
      expect(tried.commits).toBe(4);
      const hopeless = contested(await open(), code, Number.POSITIVE_INFINITY);
      const other = new Department(hopeless.store, { attempts: 4 });
      const sent = other.sales.clients.register({ id: 'acme', source: 'cold' }, { by: 'import' });
      await expect(sent).rejects.toMatchObject({ code });
      expect(hopeless.tried.commits).toBe(4);
      await expect(
        other.sales.employees.hire({ id: 'anna', roles: ['seller'], hoursPerMonth: 1 }),
      ).rejects.toMatchObject({ code });
      expect(hopeless.tried.commits).toBe(8);
    },
  );

  it('a fault of the store is thrown as it is, at once', async () => {
    const fault = new ConveyorError('STORE_FAILURE', 'disk full');
    const tried: string[] = [];
    const store = wrapped(await open(), {
      commit: async (tenant) => {
        tried.push(tenant);
        throw fault;
      },
    });
    const { sales } = new Department(store);
    await expect(sales.clients.register({ id: 'acme', source: 'cold' }, { by: 'import' })).rejects.toBe(
      fault,
    );
    await expect(sales.clients.registerMany([{ id: 'acme', source: 'cold' }], { by: 'import' })).rejects.toBe(
      fault,
    );
    expect(tried).toEqual(['default', 'default']);
  });

  it('nobody is given a client while leaving', async () => {
    const inner = await open();
    const department = await new Department(inner).staff();
    await department.sales.clients.register({ id: 'acme', source: 'cold' }, { by: 'import' });
    let leaving: Promise<unknown> | undefined;
    const slow = wrapped(inner, {
      commit: async (tenant, changes) => {
        leaving ??= department.sales.employees.leave('anna', { by: 'head', reason: 'moved away' });
        await leaving;
        return inner.commit(tenant, changes);
      },
    });
    const { sales } = new Department(slow);
    const assign = { type: 'assignHolder', clientId: 'acme', role: 'seller', employeeId: 'anna' } as const;
    expect(codes(await sales.execute(assign, { by: 'head' }))).toEqual(['EMPLOYEE_LEFT']);
    expect(await sales.clients.get('acme')).toMatchObject({ custody: {}, pool: { name: 'seller' } });
  });
});
