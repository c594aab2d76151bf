import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import { expect } from 'vitest';
import type { FeedEntry, Store } from '../../../src/storage/port.ts';
import { everything } from '../../../src/testing/store-contract/everything.ts';
import { tenant } from '../../../src/testing/store-contract/samples.ts';
import type { Where } from './job-process.ts';
import { BATCH, entries, type Job, MOVES, planTenant } from './jobs.ts';

const root = resolve(import.meta.dirname, '../../..');

/** How a process has ended: how far it said it had come, and how many calls it took if it came to its end. */
interface Ending {
  readonly wasKilled: boolean;
  readonly done: number;
  readonly calls: number;
}

/** The script in one file of JavaScript, which starts in a fraction of the time. */
export class JobScript {
  private constructor(private readonly folder: string) {}

  static async build(): Promise<JobScript> {
    mkdirSync(join(root, '.tmp'), { recursive: true });
    const folder = mkdtempSync(join(root, '.tmp/killed-'));
    await build({
      entry: [fileURLToPath(new URL('job-process.ts', import.meta.url))],
      outDir: folder,
      format: ['esm'],
      outExtension: () => ({ js: '.mjs' }),
      external: ['libsql', 'pg'],
      config: false,
      silent: true,
      clean: false,
      dts: false,
    });
    return new JobScript(folder);
  }

  async run(where: Where, job: Job, call = Number.POSITIVE_INFINITY, isUnderWay = false): Promise<Ending> {
    const script = join(this.folder, 'job-process.mjs');
    const args = [script, JSON.stringify(where), job, String(call), String(isUnderWay)];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    const [output, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    if (signal !== 'SIGKILL' && code !== 0) throw new Error(`The process ended with ${code ?? signal}`);
    const numbers = (what: string) =>
      [...output.matchAll(new RegExp(`${what} (\\d+)`, 'g'))].map(([, n]) => Number(n));
    return {
      wasKilled: signal === 'SIGKILL',
      done: Math.max(0, ...numbers('done')),
      calls: numbers('calls')[0] ?? 0,
    };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Numbers that look random and are the same every time. */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** The whole log of the department whose clients are imported. */
async function eventsOf(store: Store): Promise<FeedEntry['event'][]> {
  const entries: FeedEntry[] = [];
  for (;;) {
    const page = await store.readFeed(tenant, entries.at(-1)?.position ?? 0, 1_000);
    entries.push(...page);
    if (page.length < 1_000) return entries.map(({ event }) => event);
  }
}

/** Everything of both departments that a reader can see, but for the places in the feed. */
export async function result(store: Store) {
  const { feed: _, ...rest } = await everything(store);
  return {
    ...rest,
    events: await eventsOf(store),
    plan: await store.census(planTenant),
    planDocument: await store.readDocuments(planTenant, 'plan', ['p']),
  };
}

/** Whatever a kill has left is whole: batches, plans, histories; and nothing is there twice. */
async function expectWhole(store: Store, done: number): Promise<void> {
  const commandIds = entries.map(({ commandId = '' }) => commandId);
  const recorded = (await store.readOutcomes(tenant, commandIds)).length;
  expect(recorded % BATCH).toBe(0);
  expect(recorded).toBeGreaterThanOrEqual(done);
  const { clients, employees } = await everything(store);
  const eventIds = (await eventsOf(store)).map(({ id }) => id);
  const revisions = [...clients, ...employees].reduce((sum, { revision }) => sum + revision, 0);
  expect(eventIds).toHaveLength(revisions);
  expect(new Set(eventIds).size).toBe(revisions);
  const { custody } = await store.census(planTenant);
  const [plan] = await store.readDocuments(planTenant, 'plan', ['p']);
  const holder = plan?.body === 'applied' ? 'ivanova' : 'petrov';
  expect(custody).toEqual([{ employeeId: holder, role: 'seller', state: 'cold', clients: MOVES }]);
}

/** Kills a job so often at points of its course, checks what each kill leaves, and lets it come to its end. */
export async function killOften(
  script: JobScript,
  {
    where,
    store,
    job,
    kills,
    calls,
    next,
  }: {
    readonly where: Where;
    readonly store: Store;
    readonly job: Job;
    readonly kills: number;
    /** How many calls the job takes when nobody disturbs it. */
    readonly calls: number;
    readonly next: (below: number) => number;
  },
): Promise<number> {
  let killed = 0;
  // What is done in batches goes on where it was, so that each kill comes in a part of what is left; a plan begins anew.
  const reach = job === 'plan' ? calls : Math.floor(calls / (kills + 1));
  for (let kill = 0; kill < kills; kill++) {
    const { wasKilled, done } = await script.run(where, job, 1 + next(reach), kill % 2 === 1);
    if (wasKilled) killed += 1;
    await expectWhole(store, done);
  }
  expect((await script.run(where, job)).wasKilled).toBe(false);
  return killed;
}
