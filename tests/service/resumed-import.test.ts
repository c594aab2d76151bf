import fc from 'fast-check';
import type { BulkEntry, BulkFailure, CommandInput } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import { at, contact, type Department, openDepartment, order, stores } from './department.ts';

/** An import of some clients with orders, a merge, a look far back, and mistakes. */
const story: readonly BulkEntry[] = [
  ...['a', 'b', 'c'].map((id): CommandInput => ({ type: 'register', clientId: id, source: 'existing' })),
  ...Array.from({ length: 12 }, (_, i) => order(['a', 'b', 'c'][i % 3] as string, `o-${i}`, at(i - 40))),
  { type: 'assignHolder', clientId: 'a', role: 'keeper', employeeId: 'vera' } as const,
  contact('nobody'),
  order('a', 'o-0', at(-40)),
  { type: 'cancelOrder', clientId: 'a', orderId: 'o-3' } as const,
  { type: 'mergeDuplicate', clientId: 'a', duplicateId: 'b' } as const,
  contact('b'),
  contact('c'),
].map((command, i) => ({ command, commandId: `import/${i}` }));

class Killed extends Error {}

/** Ends in the middle, as if the process were killed: what is not committed yet is lost. */
async function* killedAfter(entries: readonly BulkEntry[], count: number) {
  yield* entries.slice(0, count);
  throw new Killed();
}

function importInto(
  { sales }: Department,
  entries: AsyncIterable<BulkEntry> | Iterable<BulkEntry>,
  batchSize: number,
) {
  return sales.executeMany(entries, { by: 'head', batchSize });
}

describe.each(stores)('an import on $name', ({ open }) => {
  it('that was killed anywhere and sent again ends as one that was not', async () => {
    const uninterrupted = await openDepartment(open);
    const whole = await importInto(uninterrupted, story, 200);
    expect(whole.failures.map(({ index }) => index)).toEqual([16, 17, 20]);
    const expected = await uninterrupted.lives();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: story.length }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 8 }),
        async (kills, batchSize) => {
          const department = await openDepartment(open);
          for (const kill of kills) {
            await expect(importInto(department, killedAfter(story, kill), batchSize)).rejects.toThrow(Killed);
          }
          const { failures, accepted, repeated } = await importInto(department, story, batchSize);
          expect(await department.lives()).toEqual(expected);
          const stored = Math.max(...kills.map((kill) => kill - (kill % batchSize)));
          const told = (one: BulkFailure) => (one.index < stored ? { ...one, repeated: true } : one);
          expect(failures).toEqual(whole.failures.map(told));
          const refused = failures.filter(({ index }) => index < stored).length;
          expect(repeated).toBe(stored - refused);
          expect(accepted + repeated + failures.length).toBe(story.length);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('that is sent again whole adds nothing and says so', async () => {
    const department = await openDepartment(open);
    const first = await importInto(department, story, 5);
    const stored = await department.everything();
    department.now = at(1);
    const again = await importInto(department, story, 7);
    const failures = first.failures.map((failure) => ({ ...failure, repeated: true }));
    expect(again).toEqual({ ...first, accepted: 0, repeated: first.accepted, failures });
    expect(await department.everything()).toEqual(stored);
  });

  it('that keeps no refusals is mended and sent again: what was refused is tried, nothing is done twice', async () => {
    const department = await openDepartment(open);
    const { sales } = department;
    const placed = order('a', 'o-1', at(-3));
    const entries = (...commands: CommandInput[]) =>
      commands.map((command) => ({ command, commandId: `file/${command.type}` }));
    const register = { type: 'register', clientId: 'a', source: 'existing' } as const;
    const pay = { type: 'payOrder', clientId: 'a', orderId: 'o-1' } as const;
    const how = { by: 'head', batchSize: 2, keepRefusals: false };
    const first = await sales.executeMany(entries(register, pay, placed), how);
    expect(first).toMatchObject({ accepted: 2, failures: [{ index: 1 }] });
    const wrong = { ...pay, orderId: 'o-9' };
    expect(await sales.executeMany(entries(register, wrong, placed), how)).toMatchObject({ repeated: 2 });
    const mended = { committed: true, accepted: 1, repeated: 2, failures: [] };
    expect(await sales.executeMany(entries(register, pay, placed), how)).toEqual(mended);
    const again = { ...mended, accepted: 0, repeated: 3 };
    expect(await sales.executeMany(entries(register, pay, placed), how)).toEqual(again);
    expect((await sales.clients.get('a'))?.orders).toMatchObject({ count: 1, paid: 1 });
  });
});
