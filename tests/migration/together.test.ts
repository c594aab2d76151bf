import type { Store } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import { collect, openDepartment, stores, wrapped } from '../service/department.ts';
import { migrationOf, old } from './rules.ts';

const by = 'head';
const CLIENTS = 12;

/** A department whose clients are to be migrated, by anybody who comes along. */
async function department(open: () => Promise<Store>) {
  const one = await openDepartment(open, { conveyor: old });
  for (let i = 0; i < CLIENTS; i++) await one.client(`c${i}`);
  const migrations = (store: Store) => migrationOf(one, { store, attempts: 20 });
  const moves = async (type: string) =>
    (await collect(one.sales.events())).filter((event) => event.type === type);
  return { one, migrations, moves };
}

/** Lets others go first, at the first call of the method. */
function overtaken(
  store: Store,
  method: 'readDocuments' | 'queryClients' | 'commit',
  others: () => Promise<unknown>,
): Store {
  let isFirst = true;
  return wrapped(store, {
    [method]: async (...args: never[]) => {
      if (isFirst) {
        isFirst = false;
        await others();
      }
      return (store[method] as (...all: never[]) => unknown)(...args);
    },
  });
}

describe.each(stores)('several processes with one migration on $name', ({ open }) => {
  it('that apply it at once, and then undo it at once, all succeed; each client is moved once', async () => {
    const { one, migrations, moves } = await department(open);
    const all = [1, 2, 3].map(() => migrations(one.store));
    const applied = await Promise.all(all.map((each) => each.apply({ by, batchSize: 2 })));
    expect(applied.every((result) => result.ok && result.failures.length === 0)).toBe(true);
    expect(applied.reduce((sum, result) => sum + (result.ok ? result.clients : 0), 0)).toBe(CLIENTS);
    const migrated = (await moves('clientMigrated')).map(({ id }) => id);
    expect(migrated).toHaveLength(CLIENTS);
    const undone = await Promise.all(all.map((each) => each.undo({ by, batchSize: 2 })));
    expect(undone.every((result) => result.ok && result.failures.length === 0)).toBe(true);
    expect(undone.reduce((sum, result) => sum + (result.ok ? result.clients : 0), 0)).toBe(CLIENTS);
  });

  it.each(['readDocuments', 'queryClients', 'commit'] as const)(
    'the slower one, overtaken at its first %s, finds done what the other has done',
    async (method) => {
      const { one, migrations } = await department(open);
      const others = migrations(one.store);
      const late = migrations(overtaken(one.store, method, () => others.apply({ by })));
      expect(await late.apply({ by })).toEqual({ ok: true, clients: 0, failures: [] });
      const later = migrations(overtaken(one.store, method, () => others.undo({ by })));
      expect(await later.undo({ by })).toMatchObject({ ok: true, clients: 0, failures: [] });
      expect((await one.sales.clients.get('c0'))?.blueprintVersion).toBe(old.blueprint.version);
    },
  );
});
