import { once } from 'node:events';
import Database from 'libsql';
import { type SqliteDatabaseLike, sqliteStore } from 'sales-conveyor/sql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  clearDashboard,
  countEvents,
  createDashboard,
  readDashboard,
} from '../../examples/09-dashboard/dashboard.ts';
import { ProcessScript } from '../process-script.ts';
import { onDatabase } from '../storage/sqlite/temp-database.ts';
import { at, Department } from './department.ts';

let script: ProcessScript;

beforeAll(async () => {
  script = await ProcessScript.build(new URL('dashboard-process.ts', import.meta.url));
});

afterAll(() => script.remove());

async function killedAt(write: number, file: string): Promise<unknown> {
  const [, signal] = await once(script.start([file, String(write)]), 'close');
  return signal;
}

it(
  'a dashboard that is killed again and again counts every event exactly once, and rebuilds to the same',
  onDatabase(async ({ file }) => {
    const database = new Database(file);
    const store = sqliteStore({ database });
    await store.migrate();
    createDashboard(database);
    const department = await new Department(store).staff();
    for (let i = 0; i < 40; i++) await department.buyer(`b${i}`, at(-3 * i));
    department.now = at(30);
    await department.sales.runDue();

    const { subscriptions } = department.sales;
    const reached: number[] = [];
    // In the middle of the first batch, further on, in front of the very first write.
    for (const write of [5, 30, 1]) {
      expect(await killedAt(write, file)).toBe('SIGKILL');
      reached.push(await subscriptions.position('dashboard'));
    }
    expect(reached[0]).toBe(0);
    expect(reached).toEqual(reached.toSorted((a, b) => a - b));
    expect(reached.at(-1)).toBeGreaterThan(0);
    const project = () => subscriptions.project<SqliteDatabaseLike>('dashboard', countEvents);
    const { events, position } = await project();
    expect(events).toBe(position - (reached.at(-1) as number));

    const counted = readDashboard(database);
    expect(counted).toEqual((await department.sales.census()).states);
    await subscriptions.rebuild<SqliteDatabaseLike>('dashboard', clearDashboard);
    expect(readDashboard(database)).toEqual([]);
    await project();
    expect(readDashboard(database)).toEqual(counted);
  }),
  120_000,
);
