import { createSales, defineConveyor, memoryStore, type Store } from 'sales-conveyor';
import { createMigration } from 'sales-conveyor/blueprints';
import { expect, test } from 'vitest';
import { conveyor, monday } from './department.ts';
import { trade } from './trade.ts';

const own = new TypeError('the store’s own fault');

/** A store of somebody's that fails in one of its methods, as a driver does that gets what it did not expect. */
function failingIn(method: keyof Store): Store {
  const fail = async () => {
    throw own;
  };
  return new Proxy(memoryStore(), {
    get: (store, key) => (key === method ? fail : Reflect.get(store, key)?.bind?.(store)),
  });
}

test.each<[keyof Store, string]>([
  ['commit', 'execute'],
  ['queryClients', 'migrate'],
  ['readClients', 'execute'],
  ['readClients', 'get'],
  ['queryClients', 'query'],
  ['queryClients', 'runDue'],
  ['queryClients', 'preview'],
  ['readDocuments', 'execute'],
  ['readDocuments', 'runDue'],
])('what a store throws in %s comes out of %s as it is, and no argument is blamed', async (method, door) => {
  const store = failingIn(method);
  const clock = () => monday;
  const sales = createSales({ conveyor, store, clock });
  const migration = createMigration({
    from: conveyor,
    to: defineConveyor({ ...trade, version: 2 }),
    store,
    clock,
  });
  const doors: Readonly<Record<string, () => Promise<unknown>>> = {
    execute: () => sales.execute({ type: 'register', clientId: 'acme', source: 'cold' }, { by: 'import' }),
    get: () => sales.clients.get('acme'),
    query: () => sales.clients.query({}),
    runDue: () => sales.runDue(),
    preview: () => migration.preview(),
    migrate: () => migration.apply({ by: 'import' }),
  };
  await expect(doors[door]?.()).rejects.toBe(own);
});
