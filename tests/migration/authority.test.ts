import { type Conveyor, defineConveyor, memoryStore } from 'sales-conveyor';
import { createMigration } from 'sales-conveyor/blueprints';
import { mixed } from 'sales-conveyor/presets';
import { expect, it } from 'vitest';
import { openSales } from '../open-sales.ts';
import { openDepartment } from '../service/department.ts';
import { trade } from '../service/trade.ts';

const refused = (actor: string, roles: readonly string[], more = {}) => ({
  ok: false,
  refused: [{ code: 'NOT_AUTHORIZED', actor, action: 'changeRules', holders: [], roles, ...more }],
});
const stranger = { stranger: true };

async function inOffice(from: Conveyor, to: Conveyor) {
  const store = memoryStore();
  const clock = () => '2026-01-05T09:00:00.000Z';
  const sales = openSales({ conveyor: from, store, clock });
  for (const [id, role] of [
    ['head', 'headOfSales'],
    ['anna', 'clientManager'],
  ] as const)
    await sales.employees.hire({ id, roles: [role], hoursPerMonth: 130 });
  return { store, sales, migration: createMigration({ from, to, store, clock }) };
}

it('the rules are changed, and changed back, by whom they let: nobody else, and nothing is written', async () => {
  const [from, to] = [defineConveyor(mixed()), defineConveyor({ ...mixed(), version: 2 })];
  const { sales, migration } = await inOffice(from, to);
  expect(await migration.apply({ by: 'nobody-at-all' })).toEqual(
    refused('nobody-at-all', ['headOfSales'], stranger),
  );
  expect(await migration.apply({ by: 'anna' })).toEqual(refused('anna', ['headOfSales']));
  for (const nobody of [{ by: '' }, {} as never])
    await expect(migration.apply(nobody)).rejects.toMatchObject({ code: 'INVALID_COMMAND' });
  expect(await sales.blueprints.list()).toEqual([]);
  expect(await migration.apply({ by: 'head' })).toMatchObject({ ok: true });
  expect(await migration.undo({ by: 'anna' })).toEqual(refused('anna', ['headOfSales']));
  expect((await sales.blueprints.current())?.version).toBe(2);
  expect(await migration.undo({ by: 'head' })).toMatchObject({ ok: true });
});

it('a service that sets the department up changes its rules, where the blueprint says so', async () => {
  const [from, to] = [defineConveyor(mixed()), defineConveyor({ ...mixed(), version: 2 })];
  const { migration } = await inOffice(from, to);
  expect(await migration.apply({ by: 'crm' })).toMatchObject({ ok: false });
  expect(await migration.apply({ by: 'import' })).toMatchObject({ ok: true });
});

it('in a blueprint that gives the right to nobody, those have it who may override', async () => {
  const before = JSON.parse(JSON.stringify(trade).replaceAll(',"changeRules"', ''));
  const [from, to] = [defineConveyor(before), defineConveyor({ ...before, version: 2 })];
  const department = await openDepartment(async () => memoryStore(), { conveyor: from });
  const { store } = department;
  const migration = createMigration({ from, to, store, clock: () => department.now });
  expect(await migration.apply({ by: 'vera' })).toEqual(refused('vera', ['head']));
  expect(await migration.apply({ by: 'head' })).toMatchObject({ ok: true });
});

it('nobody gives themselves a right by publishing: the rules in force decide', async () => {
  const from = defineConveyor(mixed());
  const { clientManager } = mixed().roles;
  const may = { ...clientManager.may, any: [...(clientManager.may.any ?? []), 'changeRules' as const] };
  const forged = defineConveyor({
    ...mixed(),
    roles: { ...mixed().roles, clientManager: { ...clientManager, may } },
  });
  const { store, sales } = await inOffice(from, defineConveyor({ ...mixed(), version: 2 }));
  expect(await sales.blueprints.publish({ by: 'anna' })).toEqual(refused('anna', ['headOfSales']));
  expect(await sales.blueprints.publish({ by: 'head' })).toMatchObject({ version: 1 });
  const other = openSales({ conveyor: forged, store });
  expect(await other.blueprints.publish({ by: 'anna' })).toEqual(refused('anna', ['headOfSales']));
  expect(await other.blueprints.publish({ by: 'head' })).toMatchObject({ version: 1 });
  expect(await other.blueprints.publish({ by: 'anna' })).toMatchObject({ version: 1 });
});
