import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import type { CommandInput } from 'sales-conveyor';
import { sqliteStore } from 'sales-conveyor/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tempDatabase } from '../storage/sqlite/temp-database.ts';
import { at, Department, order } from './department.ts';

const CLIENTS = 240;
const script = fileURLToPath(new URL('due-process.ts', import.meta.url));
const folder = tempDatabase();

/** Does something on the file and closes it, so that all of it is in the file itself. */
async function onFile<Result>(
  file: string,
  work: (department: Department) => Promise<Result>,
): Promise<Result> {
  const database = new Database(file);
  try {
    const store = sqliteStore({ database });
    await store.migrate();
    return await work(new Department(store, { ids: () => 'due' }));
  } finally {
    database.exec('pragma wal_checkpoint(truncate)');
    database.close();
  }
}

/** Clients of whom, by the hundredth day, each has woken up or is overdue. */
function seeds(): CommandInput[] {
  return Array.from({ length: CLIENTS }, (_, i): CommandInput[] => {
    const clientId = `client-${i}`;
    if (i % 2 === 0)
      return [{ type: 'register', clientId, source: 'existing' }, order(clientId, `o-${i}`, at(-(i % 30)))];
    const defer = {
      type: 'transfer',
      clientId,
      transfer: 'defer',
      reason: 'later',
      wakeAt: at(1 + (i % 50)),
    } as const;
    return [{ type: 'register', clientId, source: 'cold' }, defer];
  }).flat();
}

/** Runs the script on the file until it kills itself; how it ended. */
async function killedAt(write: number, file: string): Promise<unknown> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, file, at(100), String(write)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = await once(child, 'close');
  return signal;
}

describe('runDue that is killed in the middle', () => {
  let uninterrupted: unknown;

  beforeAll(async () => {
    await onFile(folder.file, async (department) => {
      await department.staff();
      const { failures } = await department.sales.executeMany(
        seeds().map((command) => ({ command })),
        { by: 'head' },
      );
      expect(failures).toEqual([]);
    });
    copyFileSync(folder.file, `${folder.file}.whole`);
    uninterrupted = await onFile(`${folder.file}.whole`, async (department) => {
      department.now = at(100);
      expect(await department.sales.runDue({ batchSize: 20 })).toMatchObject({
        clients: CLIENTS,
        failures: [],
      });
      return department.everything();
    });
  });

  afterAll(() => folder.remove());

  // A batch writes twenty clients with two events each.
  it.concurrent.each([2, 61, 347, 720])(
    'in front of write %i goes on where it was and ends as if nothing had been',
    async (write) => {
      const file = `${folder.file}.${write}`;
      copyFileSync(folder.file, file);
      expect(await killedAt(write, file)).toBe('SIGKILL');
      await onFile(file, async (department) => {
        department.now = at(100);
        const left = CLIENTS - 20 * Math.floor((write - 1) / 60);
        const rest = await department.sales.runDue({ batchSize: 20 });
        expect(rest).toEqual({ clients: left, events: 2 * left, failures: [] });
        const result = await department.everything();
        expect(result).toEqual(uninterrupted);
        expect(new Set(result.log.map(({ id }) => id)).size).toBe(result.log.length);
      });
    },
  );
});
