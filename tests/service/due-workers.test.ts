import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { defineConveyor } from 'sales-conveyor';
import { sqliteStore } from 'sales-conveyor/sql';
import { afterAll, describe, expect, it } from 'vitest';
import { tempDatabase } from '../storage/sqlite/temp-database.ts';
import { at, Department, openDepartment, order, stores } from './department.ts';
import { circular } from './trade.ts';

describe.each(stores)('runDue of several workers on $name', ({ open }) => {
  it('shares the work: each client is worked off by one of them, and nobody is ever overtaken', async () => {
    const department = await openDepartment(open);
    for (let i = 0; i < 25; i++) await department.buyer(`b${i}`, at(-i));
    department.now = at(90);
    const workers = Array.from({ length: 3 }, () => new Department(department.store));
    for (const worker of workers) worker.now = at(90);
    const runs = await Promise.all(
      workers.map(({ sales }, i) => sales.runDue({ batchSize: 4, worker: `w${i}` })),
    );
    expect(runs.map(({ failures }) => failures)).toEqual([[], [], []]);
    expect(runs.reduce((sum, { events }) => sum + events, 0)).toBe(25);
    expect(runs.every(({ clients }) => clients > 0)).toBe(true);
  });

  it('leaves alone what another has leased until the lease has run out, by the clock that was given', async () => {
    const department = await openDepartment(open);
    for (let i = 0; i < 6; i++) await department.buyer(`b${i}`, at(-i));
    department.now = at(90);
    const lost = { dueBy: at(90), worker: 'killed', now: at(90), until: at(90, 1), limit: 4 };
    expect(await department.store.claimDue('default', lost)).toHaveLength(4);
    const run = () => department.sales.runDue({ worker: 'alive', leaseMs: 1_000 });
    expect(await run()).toEqual({ clients: 2, events: 2, failures: [] });
    department.now = at(90, 0.999);
    expect(await run()).toMatchObject({ clients: 0 });
    department.now = at(90, 1);
    expect(await run()).toEqual({ clients: 4, events: 4, failures: [] });
  });

  it('reports a client that cannot be worked off once, leaves it alone for a lease, and ends', async () => {
    const department = await openDepartment(open, { conveyor: defineConveyor(circular) });
    await department.sales.clients.register({ id: 'dizzy', source: 'circle' }, { by: 'import' });
    await department.buyer('buyer', at(0));
    const run = () => department.sales.runDue({ batchSize: 1, worker: 'w', leaseMs: 1_000 });
    const dizzy = [{ clientId: 'dizzy', error: { code: 'ENDLESS_TRANSFERS' } }];
    department.now = at(70);
    expect(await run()).toMatchObject({ clients: 1, failures: dizzy });
    expect(await run()).toEqual({ clients: 0, events: 0, failures: [] });
    department.now = at(70, 1);
    expect(await run()).toMatchObject({ clients: 0, failures: dizzy });
  });

  it('ends also where leases run out before the next claim', async () => {
    const rules = defineConveyor(circular);
    const department = await openDepartment(open, { conveyor: rules });
    await department.sales.clients.register({ id: 'dizzy', source: 'circle' }, { by: 'import' });
    let seconds = 0;
    const clock = () => at(70, ++seconds / 3_600);
    const ticking = new Department(department.store, { conveyor: rules, clock });
    const { failures } = await ticking.sales.runDue({ worker: 'w', leaseMs: 1 });
    expect(failures).toMatchObject([{ clientId: 'dizzy' }]);
  });

  it.each([{ worker: '' }, { worker: 'a\0b' }, { worker: 'w', leaseMs: 0 }, { worker: 'w', leaseMs: 1.5 }])(
    'of %j is INVALID_OPTIONS',
    async (options) => {
      const { sales } = await openDepartment(open);
      await expect(sales.runDue(options)).rejects.toMatchObject({ code: 'INVALID_OPTIONS' });
    },
  );
});

describe('processes that share what is due', () => {
  const CLIENTS = 120;
  const script = fileURLToPath(new URL('due-worker-process.ts', import.meta.url));
  const folder = tempDatabase();

  afterAll(() => folder.remove());

  /** A worker that is ready to begin; `go` lets it and gives what it told last and how it ended. */
  async function workerOf(name: string, killAt = 0) {
    const args = ['--import', 'tsx', script, folder.file, at(100), name, String(killAt)];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines: string[] = [];
    const reader = createInterface({ input: child.stdout });
    reader.on('line', (line) => lines.push(line));
    await once(reader, 'line');
    return async () => {
      child.stdin.end('go\n');
      const [, signal] = await once(child, 'close');
      return { signal, ...(lines.length > 1 && JSON.parse(lines.at(-1) as string)) };
    };
  }

  it('do nothing twice and never in vain, and take over the share of one that is killed', async () => {
    const database = new Database(folder.file);
    const store = sqliteStore({ database, busyTimeoutMs: 60_000 });
    await store.migrate();
    const department = await new Department(store, { ids: () => 'due' }).staff();
    const seeds = Array.from({ length: CLIENTS }, (_, i) => [
      { command: { type: 'register', clientId: `c${i}`, source: 'existing' } as const },
      { command: order(`c${i}`, `o${i}`, at(-(i % 30))) },
    ]).flat();
    expect(await department.sales.executeMany(seeds, { by: 'head' })).toMatchObject({ failures: [] });
    const { length } = (await department.everything()).log;

    const starts = await Promise.all([workerOf('one'), workerOf('two'), workerOf('three', 2)]);
    const [one, two, killed] = await Promise.all(starts.map((go) => go()));
    expect(killed).toEqual({ signal: 'SIGKILL' });
    expect([one, two]).toMatchObject([
      { signal: null, conflicts: 0, failures: [] },
      { signal: null, conflicts: 0, failures: [] },
    ]);
    // One batch of the killed worker's is done, the other nobody has touched.
    expect(one.clients + two.clients).toBe(CLIENTS - 20);

    department.now = at(100);
    expect(await department.sales.runDue({ worker: 'late' })).toMatchObject({ clients: 0 });
    department.now = new Date(Date.parse(at(100)) + 60_000).toISOString();
    expect(await department.sales.runDue({ worker: 'late' })).toEqual({
      clients: 10,
      events: 20,
      failures: [],
    });

    const log = (await department.everything()).log.slice(length);
    expect(log).toHaveLength(2 * CLIENTS);
    expect(new Set(log.map(({ id }) => id)).size).toBe(2 * CLIENTS);
    expect(new Set(log.map((event) => 'clientId' in event && event.clientId)).size).toBe(CLIENTS);
    database.close();
  }, 120_000);
});
