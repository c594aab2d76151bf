import { expect, test } from 'vitest';
import { Desk } from '../../work/open-desk.ts';
import { onSchema } from './temp-schema.ts';

test(
  '16 workers in as many processes take every task once, and nobody is left without while there is enough',
  onSchema(async (temp) => {
    const all = await new Desk(await temp.open()).staff();
    await all.client('acme');
    const workers = Array.from({ length: 16 }, (_, i) => `w${i}`);
    for (const id of workers) {
      const profile = { roles: ['keeper'], hoursPerMonth: 130, hiredAt: '2025-01-01T09:00:00.000Z' };
      await all.sales.employees.hire({ ...profile, id });
    }
    const ids = Array.from({ length: 96 }, (_, i) => `t${String(i).padStart(2, '0')}`);
    for (const id of ids) await all.open(id);
    // A desk of its own for each knows nothing of what the others are about to take.
    const desks = await Promise.all(workers.map(async () => new Desk(await temp.open({ max: 2 }))));
    const taken: string[] = [];
    const counts = await Promise.all(
      workers.map(async (by, i) => {
        for (let count = 0; ; count++) {
          const result = await desks[i]!.desk.takeNext('desk', { by });
          // Whoever is quick has a full day before there is nothing left.
          if (!result.ok && result.refused.every(({ code }) => code === 'NO_TIME_LEFT')) return count;
          if (!result.ok) throw new Error(JSON.stringify(result.refused));
          if (!result.task) return count;
          taken.push(result.task.id);
        }
      }),
    );
    expect(taken.toSorted()).toEqual(ids);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
    for (const id of ids) expect(await all.desk.history(id)).toHaveLength(2);
    expect((await all.desk.queue('desk')).tasks).toEqual([]);
  }),
);
