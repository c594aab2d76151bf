/** Who is erased leaves the plans, too, and the plans go on. */
import { openErasure } from 'sales-conveyor/erasure';
import { describe, expect, test } from 'vitest';
import { at, collect, stores } from '../department.ts';
import { keepers, planned, quick } from './keepers.ts';

const by = { by: 'head' };
const reason = { kind: 'departure', employeeId: 'vera' } as const;

describe.each(stores)('on $name', ({ open }) => {
  test('a plan names its clients and employees by their pseudonyms, and keeps its own id', async () => {
    const id = 'vera-12';
    const department = await keepers(await open(), { vera: 3, gleb: 1 });
    const { sales } = department;
    const { redistribution } = sales;
    planned(await redistribution.plan({ reason, role: 'keeper', id, ...quick }, by));
    planned(await redistribution.edit(id, [{ kind: 'pin', clientId: 'vera-1', employeeId: 'gleb' }], by));
    planned(await redistribution.approve(id, by));
    planned(await redistribution.apply(id, by));
    const before = await redistribution.details(id);
    department.now = at(2);
    await sales.employees.leave('vera', { ...by, reason: 'moves on' });

    const erasure = openErasure(sales);
    await erasure.erase({ clientId: 'vera-1', pseudonym: 'c-17' }, by);
    await erasure.erase({ employeeId: 'vera', pseudonym: 'e-17' }, by);
    for (const text of ['"vera"', '"@vera#', '"clientId":"vera-1"', '"vera-1#'])
      expect(await collect(erasure.find(text))).toEqual([]);
    const anew = JSON.stringify(before).replaceAll('"vera"', '"e-17"').replaceAll('"vera-1"', '"c-17"');
    const { plan, ...rest } = JSON.parse(anew);
    expect(await redistribution.details(id)).toEqual({ ...rest, plan: { ...plan, id } });
    const undone = await redistribution.undo(id, { ...by, onConflict: 'leave' });
    expect(undone).toMatchObject({ ok: true, plan: { reason: { kind: 'undo', planId: id } } });
  });
});
