import { type BlueprintInput, defineConveyor, type Store } from 'sales-conveyor';
import { createMigration } from 'sales-conveyor/blueprints';
import { expect, test } from 'vitest';
import { at, Department, order } from '../../service/department.ts';
import { trade } from '../../service/trade.ts';
import { onSchema } from './temp-schema.ts';

const eastern: BlueprintInput = { ...trade, version: 2, timeZone: 'Asia/Kamchatka' };
const shortened: BlueprintInput = {
  ...trade,
  cadence: { ...trade.cadence, overdue: { kind: 'fixed', after: { days: 30 } } },
};

test(
  'on PostgreSQL, too, a new time zone moves old orders to their new days and back, and shortened rules are refused or told',
  onSchema(async (schema) => {
    const store = await schema.open();
    await movesDays(store);
    await tellsWhoStandsBehind(store);
  }),
);

async function movesDays(store: Store) {
  const tenant = 'eastern';
  const [from, to] = [defineConveyor(trade), defineConveyor(eastern)];
  const department = new Department(store, { conveyor: from, tenant });
  const by = { by: 'import' };
  await department.do({ type: 'register', clientId: 'acme', source: 'existing' }, by);
  for (const placedAt of [at(-4, 5), at(-3, -8)]) await department.do(order('acme', placedAt, placedAt), by);
  const moments = async () => (await department.sales.clients.get('acme'))?.orders.moments;
  const migration = createMigration({ from, to, store, tenant, clock: () => department.now });
  const counted = [await moments()];
  await migration.apply(by);
  counted.push(await moments());
  await department.expectFolded('acme', to);
  await migration.undo(by);
  expect([...counted, await moments()]).toEqual([2, 1, 2]);
}

async function tellsWhoStandsBehind(store: Store) {
  const department = await new Department(store).staff();
  for (const id of ['acme', 'globex']) await department.buyer(id, at(0));
  const same = new Department(store, { conveyor: defineConveyor(shortened) });
  await expect(same.sales.runDue()).rejects.toMatchObject({ code: 'BLUEPRINT_CONFLICT' });
  const other = new Department(store, { conveyor: defineConveyor({ ...shortened, version: 2 }) });
  other.now = at(40);
  const behind = { clients: 2, asOf: at(40) };
  expect(await other.sales.runDue()).toMatchObject({ clients: 0, behind });
  expect(await other.sales.dueHealth()).toMatchObject({ behind, late: { clients: 0 } });
  expect(await other.sales.runDue({ bringForward: true })).toEqual({ clients: 2, events: 2, failures: [] });
}
