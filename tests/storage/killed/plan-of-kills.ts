import { expect } from 'vitest';
import type { Store } from '../../../src/storage/port.ts';
import type { Where } from './job-process.ts';
import { type Job, prepare } from './jobs.ts';
import { JobScript, killOften, numbers, result } from './killed-jobs.ts';

/** How often each job is killed. */
const kills: readonly (readonly [job: Job, kills: number])[] = [
  ['import', 7],
  ['plan', 6],
  ['due', 7],
];

interface Place {
  readonly where: Where;
  readonly store: Store;
}

/**
 * Does all jobs undisturbed in one place and with twenty kills in another, and holds the ends against each other: nothing lost,
 * nothing done twice, plans whole or absent.
 */
export async function expectTwentyKillsToDoNoHarm(
  undisturbed: Place,
  killed: Place,
  seed: number,
): Promise<void> {
  const script = await JobScript.build();
  const next = numbers(seed);
  let count = 0;
  try {
    for (const { store } of [undisturbed, killed]) await prepare(store);
    for (const [job, times] of kills) {
      const { calls } = await script.run(undisturbed.where, job);
      count += await killOften(script, { ...killed, job, kills: times, calls, next });
    }
    expect(count).toBe(20);
    expect(await result(killed.store)).toEqual(await result(undisturbed.store));
  } finally {
    script.remove();
  }
}
