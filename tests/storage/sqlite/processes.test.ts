import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../../src/storage/port.ts';
import { tenant } from '../../../src/testing/store-contract/samples.ts';
import { ProcessScript } from '../../process-script.ts';
import { sharedIds } from './shared-ids.ts';
import { onDatabase } from './temp-database.ts';

let script: ProcessScript;

beforeAll(async () => {
  script = await ProcessScript.build(new URL('writer-process.ts', import.meta.url));
});

afterAll(() => script.remove());

const startWriter = (file: string, commits: number) => script.start([file, String(commits)]);

/** How many commits the writer has told of when it ends; it is killed at the given one. */
async function commitsOf(
  writer: ChildProcessWithoutNullStreams,
  killAt = Number.POSITIVE_INFINITY,
): Promise<number> {
  const ended = once(writer, 'close');
  let told = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    told = Number(line);
    if (told >= killAt) writer.kill('SIGKILL');
  }
  await ended;
  return told;
}

/** The one revision that all clients stand at, where snapshots, histories, feed and custody agree with each other. */
async function agreedRevision(store: Store): Promise<number> {
  const clients = await store.readClients(tenant, sharedIds);
  const [revision = 0] = clients.map((client) => client.revision);
  expect(clients.map((client) => client.revision)).toEqual(sharedIds.map(() => revision));
  for (const { id, custody } of clients) {
    const events = await store.history(tenant, id);
    expect(events.map((event) => event.id)).toEqual(
      Array.from({ length: revision }, (_, index) => `${id}#${index + 1}`),
    );
    const holder = { employeeId: custody.seller?.employeeId ?? '' };
    expect((await store.queryClients(tenant, { holder, limit: 10 })).clients).toHaveLength(sharedIds.length);
  }
  const feed = await store.readFeed(tenant, 0, 1_000);
  const total = revision * sharedIds.length;
  expect(feed.map(({ position }) => position)).toEqual(
    Array.from({ length: Math.min(total, 1_000) }, (_, index) => index + 1),
  );
  return revision;
}

test.concurrent.each([1, 4, 11])(
  'a writer that is killed around its commit %i leaves whole commits only, and all that it has told of',
  (killAt) =>
    onDatabase(async ({ file, open }) => {
      const told = await commitsOf(startWriter(file, Number.POSITIVE_INFINITY), killAt);
      const revision = await agreedRevision(await open());
      expect(told).toBeGreaterThanOrEqual(killAt);
      expect(revision / 2).toBeGreaterThanOrEqual(told);
    })(),
);

test.concurrent(
  'processes that migrate and write at once lose no update',
  onDatabase(async ({ file, open }) => {
    const commits = 20;
    const told = await Promise.all([
      commitsOf(startWriter(file, commits)),
      commitsOf(startWriter(file, commits)),
    ]);
    expect(told).toEqual([commits, commits]);
    expect(await agreedRevision(await open())).toBe(2 * 2 * commits);
  }),
);
