import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Store } from 'sales-conveyor';
import { expect } from 'vitest';
import { ProcessScript } from '../process-script.ts';
import { at, Department, order } from './department.ts';
import type { Task, Where } from './due-worker-process.ts';

const CLIENTS = 120;

/**
 * Four processes that each have a batch in hand before any of them works it off, of which one is then killed: the others share the
 * rest, and what was leased to the killed one is done once its lease has run out, by the clock that was given.
 */
export async function expectWorkersToShare(where: Where, store: Store): Promise<void> {
  const department = await new Department(store, { ids: () => 'due' }).staff();
  const seeds = Array.from({ length: CLIENTS }, (_, i) => [
    { command: { type: 'register', clientId: `c${i}`, source: 'existing' } as const },
    { command: order(`c${i}`, `o${i}`, at(-(i % 30))) },
  ]).flat();
  expect(await department.sales.executeMany(seeds, { by: 'head' })).toMatchObject({ failures: [] });
  const { length } = (await department.everything()).log;

  const [killed, ...others] = await runWorkers([
    { where, now: at(100), worker: 'killed', killAt: 1 },
    ...['one', 'two', 'three'].map((worker) => ({ where, now: at(100), worker })),
  ]);
  expect(killed).toEqual({ signal: 'SIGKILL' });
  for (const other of others) {
    expect(other).toMatchObject({ signal: null, conflicts: 0, failures: [] });
    expect(other.clients).toBeGreaterThan(0);
  }
  // Whoever was overtaken in claiming has fewer than a batch in hand.
  const left = CLIENTS - others.reduce((sum, { clients = 0 }) => sum + clients, 0);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(10);

  const late = () => department.sales.runDue({ worker: 'late' });
  department.now = new Date(Date.parse(at(100)) + 59_999).toISOString();
  expect(await late()).toMatchObject({ clients: 0 });
  department.now = new Date(Date.parse(at(100)) + 60_000).toISOString();
  expect(await late()).toEqual({ clients: left, events: 2 * left, failures: [] });

  const log = (await department.everything()).log.slice(length);
  expect(log).toHaveLength(2 * CLIENTS);
  expect(new Set(log.map(({ id }) => id)).size).toBe(2 * CLIENTS);
  expect(new Set(log.map((event) => 'clientId' in event && event.clientId)).size).toBe(CLIENTS);
}

interface Ended {
  readonly signal: string | null;
  readonly clients?: number;
  readonly conflicts?: number;
}

/** Lets the workers go on once every one of them has claimed its first batch; what they told last and how they ended. */
async function runWorkers(tasks: readonly Task[]): Promise<Ended[]> {
  const script = await ProcessScript.build(new URL('due-worker-process.ts', import.meta.url));
  try {
    const workers = await Promise.all(
      tasks.map(async (task) => {
        const child = script.start([JSON.stringify(task)]);
        const ended = once(child, 'close');
        const lines: string[] = [];
        const reader = createInterface({ input: child.stdout });
        reader.on('line', (line) => lines.push(line));
        await Promise.race([once(reader, 'line'), ended]);
        return async (): Promise<Ended> => {
          child.stdin.end('go\n');
          const [, signal] = await ended;
          return { signal, ...(lines.length > 1 && JSON.parse(lines.at(-1) as string)) };
        };
      }),
    );
    return await Promise.all(workers.map((goOn) => goOn()));
  } finally {
    script.remove();
  }
}
