import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import type { FeedEntry, Store } from '../../../src/storage/port.ts';
import { everything } from '../../../src/testing/store-contract/everything.ts';
import { tenant } from '../../../src/testing/store-contract/samples.ts';
import type { ProcessScript } from '../../process-script.ts';
import type { Where } from './job-process.ts';
import { BATCH, entries, type Job, MOVES, planning, planTenant } from './jobs.ts';

/** How a process has ended: how far it said it had come, and how many calls it took if it came to its end. */
interface Ending {
  readonly wasKilled: boolean;
  readonly done: number;
  readonly calls: number;
}

export async function runJob(
  script: ProcessScript,
  where: Where,
  job: Job,
  call = Number.POSITIVE_INFINITY,
  isUnderWay = false,
): Promise<Ending> {
  const child = script.start([JSON.stringify(where), job, String(call), String(isUnderWay)]);
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

/** Numbers that look random and are the same every time. */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

async function logOf(store: Store, of: string, from = 0): Promise<FeedEntry['event'][]> {
  const entries: FeedEntry[] = [];
  for (;;) {
    const page = await store.readFeed(of, entries.at(-1)?.position ?? from, 1_000);
    entries.push(...page);
    if (page.length < 1_000) return entries.map(({ event }) => event);
  }
}

/** Everything of both departments that a reader can see, but for the places in the feed. */
export async function result(store: Store) {
  const [{ feed: _, ...rest }, planned] = [await everything(store), planning(store)];
  const details = await planned.details('p');
  return {
    ...rest,
    log: await logOf(store, tenant),
    plan: details,
    moved: await store.census(planTenant),
    logOfPlan: await logOf(store, planTenant),
  };
}

/** Whatever a kill has left is whole: batches, plans, histories; and nothing is there twice. */
async function expectWhole(store: Store, done: number): Promise<void> {
  const commandIds = entries.map(({ commandId = '' }) => commandId);
  const recorded = (await store.readOutcomes(tenant, commandIds)).length;
  expect(recorded % BATCH).toBe(0);
  expect(recorded).toBeGreaterThanOrEqual(done);
  const { clients, employees } = await everything(store);
  const eventIds = (await logOf(store, tenant)).map(({ id }) => id);
  const revisions = [...clients, ...employees].reduce((sum, { revision }) => sum + revision, 0);
  expect(eventIds).toHaveLength(revisions);
  expect(new Set(eventIds).size).toBe(revisions);
}

/** Of the plan everything is there or nothing: custody, events after a position, the plan's own word. Whether it is there. */
async function isPlanApplied(store: Store, from: number): Promise<boolean> {
  const plan = await planning(store).get('p');
  const isApplied = plan?.status === 'applied';
  expect(isApplied ? plan.applied : plan?.status).toEqual(
    isApplied ? { by: 'head', at: expect.any(String) } : 'approved',
  );
  const { custody } = await store.census(planTenant);
  const held = custody.reduce((sum, { clients }) => sum + clients, 0);
  expect(held).toBe(MOVES);
  expect(custody.map(({ employeeId }) => employeeId)).toEqual(isApplied ? ['dora', 'gleb'] : ['vera']);
  const moves = (await logOf(store, planTenant, from)).filter(({ type }) => type === 'clientReassigned');
  expect(moves).toHaveLength(isApplied ? MOVES : 0);
  return isApplied;
}

interface Killing {
  readonly where: Where;
  readonly store: Store;
  /** How many calls the job takes when nobody disturbs it. */
  readonly calls: number;
  readonly next: (below: number) => number;
}

/**
 * Kills a job that goes on where it was, so often, each time within the first part of what is left; checks what each kill leaves, and
 * lets it come to its end: how far the last run says it has come, and how many events it has added.
 */
export async function killOften(
  script: ProcessScript,
  job: Job,
  kills: number,
  { where, store, calls, next }: Killing,
): Promise<{ done: number; events: number }> {
  const reach = Math.floor(calls / (kills + 1));
  for (let kill = 0; kill < kills; kill++) {
    const { wasKilled, done } = await runJob(script, where, job, 1 + next(reach), kill % 2 === 1);
    expect(wasKilled).toBe(true);
    await expectWhole(store, done);
  }
  const { length } = await logOf(store, tenant);
  const { wasKilled, done } = await runJob(script, where, job);
  expect(wasKilled).toBe(false);
  return { done, events: (await logOf(store, tenant)).length - length };
}

/**
 * Kills who applies a plan, so often, ever further on, the last two times in front of the last call, which ends the transaction,
 * and in the midst of it.
 */
export async function killWhoApplies(
  script: ProcessScript,
  kills: number,
  { where, store, calls, next }: Killing,
): Promise<void> {
  const stretch = Math.floor((calls - 1) / (kills - 2));
  const points = Array.from({ length: kills - 2 }, (_, kill) => 1 + kill * stretch + next(stretch));
  const from = (await logOf(store, planTenant)).length;
  for (const [kill, point] of [...points, calls, calls].entries()) {
    expect(await isPlanApplied(store, from)).toBe(false);
    const { wasKilled } = await runJob(script, where, 'plan', point, kill % 2 === (kills - 1) % 2);
    expect(wasKilled).toBe(true);
  }
  await isPlanApplied(store, from);
  expect((await runJob(script, where, 'plan')).wasKilled).toBe(false);
  expect(await isPlanApplied(store, from)).toBe(true);
}
