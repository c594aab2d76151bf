import { memoryStore } from 'sales-conveyor';
import { expect, test } from 'vitest';
import { keepers, planned, quick } from './keepers.ts';

const by = { by: 'head' };
const departure = { kind: 'departure', employeeId: 'vera' } as const;
const manual = { kind: 'manual' } as const;

test('a plan is undone though a plan of a caller has the name of its undoing', async () => {
  const { sales } = await keepers(memoryStore(), { vera: 2, gleb: 1 });
  const { redistribution } = sales;
  const asked = { reason: departure, role: 'keeper', ...quick };
  for (const id of ['undo-p', 'undo-p-2', 'p']) planned(await redistribution.plan({ ...asked, id }, by));
  planned(await redistribution.approve('p', by));
  planned(await redistribution.apply('p', by));
  expect(await redistribution.undo('p', by)).toMatchObject({ ok: true, plan: { id: 'undo-p-3' } });
  expect(await redistribution.get('p')).toMatchObject({ undone: { planId: 'undo-p-3' } });
  expect(await redistribution.get('undo-p')).toMatchObject({ status: 'draft' });
  expect(await redistribution.undo('p', by)).toMatchObject({ repeated: true, plan: { id: 'undo-p-3' } });
});

test('plans are compared though a plan of a caller has the name of one; the same comparison is not kept twice', async () => {
  const { sales } = await keepers(memoryStore(), { vera: 4, gleb: 1 });
  const { redistribution } = sales;
  const asked = { reason: manual, role: 'keeper', ...quick };
  planned(await redistribution.plan({ ...asked, id: 'p-a' }, { ...by, commandId: 'c a' }));
  const compare = (id: string, name: string) =>
    redistribution.compare({ ...asked, id, variants: { [name]: {} } }, { ...by, commandId: 'c' });
  expect(await compare('p', 'a')).toMatchObject({ plans: { a: { repeated: false, plan: { id: 'p-a-2' } } } });
  expect(await compare('p', 'a')).toMatchObject({ plans: { a: { repeated: true, plan: { id: 'p-a-2' } } } });
  const again = await redistribution.compare({ ...asked, id: 'p', variants: { a: {} } }, by);
  expect(again).toMatchObject({ plans: { a: { refused: [{ code: 'PLAN_EXISTS', planId: 'p-a-2' }] } } });
  expect(await compare('p-a', 'b')).toMatchObject({ plans: { b: { plan: { id: 'p-a-b' } } } });
  expect(await compare('p', 'a-b')).toMatchObject({ plans: { 'a-b': { plan: { id: 'p-a-b-2' } } } });
  await expect(compare('p', 'x'.repeat(51))).rejects.toMatchObject({ code: 'INVALID_PLAN' });
});

test('a plan whose role has emptied is stale, also where it moves nothing', async () => {
  const department = await keepers(memoryStore(), { vera: 1, gleb: 1 });
  const { redistribution } = department.sales;
  const made = planned(await redistribution.plan({ reason: manual, role: 'keeper', id: 'p', ...quick }, by));
  expect(made.moves).toBe(0);
  planned(await redistribution.approve('p', by));
  for (const clientId of ['vera-1', 'gleb-1'])
    await department.do({ type: 'override', clientId, to: 'closed', reason: 'gone' });
  expect(await redistribution.apply('p', by)).toMatchObject({
    ok: false,
    stale: {
      clients: [
        { clientId: 'gleb-1', changed: ['gone'] },
        { clientId: 'vera-1', changed: ['gone'] },
      ],
    },
  });
});
