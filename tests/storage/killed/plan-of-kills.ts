import { expect } from 'vitest';
import type { Store } from '../../../src/storage/port.ts';
import { ProcessScript } from '../../process-script.ts';
import type { Where } from './job-process.ts';
import { BATCH, CLIENTS, MOVES, planning, planTenant, prepare } from './jobs.ts';
import { killOften, killWhoApplies, numbers, result, runJob } from './killed-jobs.ts';

/** How often the import and the due work are each killed: KILLS=8 for more. */
const KILLS = Number(process.env.KILLS ?? 4);

interface Place {
  readonly where: Where;
  readonly store: Store;
}

/**
 * Does all jobs undisturbed in one place and with kills in a copy of it, and holds the ends against each other: nothing lost,
 * nothing done twice, plans whole or absent, and what was applied can be undone.
 *
 * @param copy Makes a second place with all that is in the first by then: to prepare another takes longer.
 */
export async function expectKillsToDoNoHarm(
  undisturbed: Place,
  copy: () => Promise<Place>,
  seed: number,
  kills = KILLS,
): Promise<void> {
  const script = await ProcessScript.build(new URL('job-process.ts', import.meta.url));
  const next = numbers(seed);
  try {
    await prepare(undisturbed.store);
    const killed = await copy();
    const killing = async (job: 'import' | 'plan' | 'due') => {
      const { calls } = await runJob(script, undisturbed.where, job);
      return { ...killed, calls, next };
    };
    await killOften(script, 'import', kills, await killing('import'));
    await killWhoApplies(script, 4, await killing('plan'));
    const rest = await killOften(script, 'due', kills, await killing('due'));
    // Whoever runs what is due goes on where the killed were: whole batches are left, with two events for each client.
    expect(rest.done % BATCH).toBe(0);
    expect(rest.done).toBeLessThan(CLIENTS);
    expect(rest.events).toBe(2 * rest.done);
    expect(await result(killed.store)).toEqual(await result(undisturbed.store));
    const undone = await planning(killed.store).undo('p', { by: 'head' });
    expect(undone).toMatchObject({ ok: true });
    const { custody } = await killed.store.census(planTenant);
    expect(custody).toMatchObject([{ employeeId: 'vera', clients: MOVES }]);
  } finally {
    script.remove();
  }
}
