import { expect, test } from 'vitest';
import { stores } from '../department.ts';
import { randomHistory } from './random-history.ts';
import { SideBySide } from './side-by-side.ts';

const together = [
  'handoffAccepted',
  'clientReturned',
  'duplicateMerged',
  'duplicateUnmerged',
  'leave',
  'absence with a deputy',
  'assigned',
  'given back',
  'migrated',
  'migration undone',
  'late: transfer',
  'late: acceptHandoff',
];

test('a random history comes to the same on memory and SQLite; every client is in order throughout', async () => {
  const opened = await Promise.all(stores.map(async ({ name, open }) => [name, await open()] as const));
  const side = new SideBySide(Object.fromEntries(opened));
  const tally = await randomHistory(side, { operations: 320, seed: 60, every: 160 });
  for (const kind of [...together, 'plan applied: departure', 'plan applied: overload', 'plan undone'])
    expect(tally[kind] ?? 0, kind).toBeGreaterThan(0);
});
