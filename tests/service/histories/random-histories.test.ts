import { defineConveyor, mixed } from 'sales-conveyor';
import { expect, test } from 'vitest';
import { stores } from '../department.ts';
import { randomHistory } from './random-history.ts';
import { SideBySide } from './side-by-side.ts';

const conveyor = defineConveyor(mixed());

test('a random history comes to the same on memory and SQLite; every client is in order throughout', async () => {
  const opened = await Promise.all(stores.map(async ({ name, open }) => [name, await open()] as const));
  const side = new SideBySide(conveyor, Object.fromEntries(opened));
  const tally = await randomHistory(side, { operations: 250, seed: 12 });
  for (const often of ['handoffAccepted', 'duplicateMerged', 'duplicateUnmerged', 'plan applied', 'leave']) {
    expect(tally[often] ?? 0, often).toBeGreaterThan(0);
  }
});
