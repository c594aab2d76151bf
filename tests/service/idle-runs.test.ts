import { describeCause, describeEvent, type Store } from 'sales-conveyor';
import { ru } from 'sales-conveyor/locales/ru';
import { expect, test } from 'vitest';
import { dictionaries } from '../dictionaries.ts';
import { at, collect, Department, stores, wrapped } from './department.ts';

const policy = {
  keeper: {
    eligible: { fact: 'employee.skills', is: 'includes', value: 'fish' },
    retryPoolAs: 'import',
  },
} as const;

async function pooled(count: number, store: Store) {
  const department = await new Department(store, { assignment: policy }).staff();
  for (let i = 0; i < count; i++) {
    await department.sales.clients.register({ id: `c${i}`, source: 'existing' }, { by: 'import' });
  }
  return department;
}

test('two workers of two languages write no event in ten idle runs over 100 pooled clients', async () => {
  const store = await stores[0].open();
  const department = await pooled(100, store);
  const workers = [department, new Department(store, { assignment: policy })];
  await department.sales.runDue();
  const before = (await collect(department.sales.events())).length;
  const said = new Set<string>();
  for (let run = 1; run <= 10; run++) {
    for (const worker of workers) {
      // A new day each time, so that the pool is looked at again.
      worker.now = at(run);
      await worker.sales.runDue();
    }
  }
  expect(await collect(department.sales.events())).toHaveLength(before);
  const [client] = await collect(department.sales.clients.all({ pool: 'keeper' }));
  for (const locale of ['en', 'ru'] as const) {
    if (client?.pool?.cause) said.add(describeCause(client.pool.cause, { dictionary: dictionaries[locale] }));
  }
  expect([...said]).toEqual([
    'nobody can take the client: not suitable',
    'взять клиента некому: не подходят',
  ]);
});

/** The changes as an earlier version wrote them: a pool with a text. */
function asBefore<T extends object>(of: T): T {
  const { pool, cause, ...rest } = of as { pool?: unknown; cause?: unknown };
  const reason = 'nobody can take the client: not suitable';
  if (typeof pool === 'string') return { ...rest, pool, reason } as T;
  const { cause: _, ...place } = (pool ?? {}) as { cause?: unknown };
  return pool ? ({ ...of, pool: { ...place, reason } } as T) : of;
}

test('what an earlier version wrote as a text is followed by one event with the code, and by no other', async () => {
  const store = await stores[0].open();
  const commit: typeof store.commit = (tenant, changes, ...rest) => {
    const clients = changes.clients.map((one) => ({
      ...one,
      snapshot: asBefore(one.snapshot),
      events: one.events.map(asBefore),
    }));
    return store.commit(tenant, { ...changes, clients }, ...rest);
  };
  const earlier = await pooled(3, wrapped(store, { commit }));
  const [waiting] = await collect(earlier.sales.clients.all({ pool: 'keeper' }));
  expect(waiting?.pool).toEqual({
    name: 'keeper',
    reason: expect.stringContaining('not suitable'),
    since: at(0),
  });

  const { sales, ...department } = new Department(store, { assignment: policy });
  const before = await collect(sales.events());
  for (let run = 1; run <= 10; run++) {
    department.now = at(run);
    await sales.runDue();
  }
  const after = await collect(sales.events());
  expect(after).toHaveLength(before.length + 3);
  const told = after.flatMap((event) => (event.type === 'clientPooled' ? event : []));
  expect(told.map((event) => describeEvent(event, { dictionary: ru }))).toEqual([
    ...Array(3).fill('в общей базе роли keeper: nobody can take the client: not suitable'),
    ...Array(3).fill('в общей базе роли keeper: взять клиента некому: не подходят'),
  ]);
});
