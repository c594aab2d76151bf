import { type ClientEvent, memoryStore } from 'sales-conveyor';
import { expect, test } from 'vitest';
import { contact, openDepartment, wrapped } from '../service/department.ts';
import { migrationOf, old } from './rules.ts';

/** A department that notes how many events each reading of histories gives, and of whom histories are read one by one. */
async function watchedDepartment() {
  const [read, oneByOne]: [number[], string[]] = [[], []];
  const open = async () => {
    const store = memoryStore();
    return wrapped(store, {
      histories: async (...args) => {
        const events = await store.histories(...args);
        read.push(events.length);
        return events;
      },
      history: async (tenant, id, ...rest): Promise<ClientEvent[]> => {
        oneByOne.push(id);
        return store.history(tenant, id, ...rest);
      },
    });
  };
  const department = await openDepartment(open, { conveyor: old });
  return { department, read, oneByOne };
}

test('undoing a migration reads the histories of a batch at once, and none by itself', async () => {
  const { department, read, oneByOne } = await watchedDepartment();
  for (let n = 0; n < 25; n++) await department.client(`c${n}`);
  await migrationOf(department).apply({ by: 'head' });
  expect([read, oneByOne]).toEqual([[], []]);
  const undone = await migrationOf(department).undo({ by: 'head', batchSize: 10 });
  expect(undone).toEqual({ ok: true, clients: 25, movedOn: [], failures: [] });
  expect([read.length, oneByOne]).toEqual([3, []]);
});

test('no more than 5,000 events are held at once, unless one client has more', async () => {
  const { department, read } = await watchedDepartment();
  const lives = { a: 2_000, b: 2_900, c: 200, d: 5_100, e: 1 };
  for (const [id, contacts] of Object.entries(lives)) {
    await department.client(id);
    const commands = Array.from({ length: contacts }, () => ({ command: contact(id) }));
    const { accepted } = await department.sales.executeMany(commands, { by: 'import', batchSize: 1_000 });
    expect(accepted).toBe(contacts);
  }
  await migrationOf(department).apply({ by: 'head' });
  expect(await migrationOf(department).undo({ by: 'head' })).toMatchObject({ ok: true, clients: 5 });
  const more = read.map((events) => Math.floor(events / 100) * 100);
  expect(more).toEqual([4_900, 200, 5_100, 0]);
});
