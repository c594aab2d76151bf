import { memoryStore, type Store } from 'sales-conveyor';
import type { PlanResult } from 'sales-conveyor/redistribution';
import { describe, expect, test } from 'vitest';
import { at, Department, stores, wrapped } from '../department.ts';
import { keepers, planned, quick } from './keepers.ts';

const by = { by: 'head' };
const input = {
  reason: { kind: 'departure', employeeId: 'vera' },
  role: 'keeper',
  id: 'p',
  ...quick,
} as const;

/** The documents of a plan that still say something. */
async function rowsOf(store: Store, planId: string): Promise<string[]> {
  const kind = `redistributionPlan:${planId}`;
  const { documents } = await store.queryDocuments('default', { kind, limit: 100 });
  return documents.filter(({ body }) => body !== null).map(({ id }) => id);
}

describe.each(stores)('what plans keep on $name', ({ open }) => {
  test('is let go of as soon as a new version rests on something else', async () => {
    const store = await open();
    const { sales } = await keepers(store, { vera: 4, gleb: 1, dora: 1 });
    const { redistribution } = sales;
    planned(await redistribution.plan(input, by));
    expect(await rowsOf(store, 'p')).toEqual(['clients-1-0', 'moves-1-0', 'proposal-1-0', 'staff-1-0']);
    const edit = { kind: 'pin', clientId: 'vera-1', employeeId: 'dora' } as const;
    planned(await redistribution.edit('p', [edit], by));
    planned(await redistribution.rebase('p', by));
    const kept = ['clients-3-0', 'moves-3-0', 'proposal-3-0', 'staff-3-0'];
    expect(await rowsOf(store, 'p')).toEqual(kept);
    expect((await redistribution.details('p'))?.moves).toContainEqual(
      expect.objectContaining({ clientId: 'vera-1', to: 'dora' }),
    );
  });

  test('is let go of so many days after the plan has ended, by whoever runs what is due; what is told of the plan stays', async () => {
    const store = await open();
    const department = await keepers(store, { vera: 4, gleb: 1, dora: 1 }, { keepPlansDays: 30 });
    const { redistribution } = department.sales;
    planned(await redistribution.plan(input, by));
    planned(await redistribution.approve('p', by));
    planned(await redistribution.apply('p', by));
    planned(await redistribution.plan({ ...input, id: 'q', reason: { kind: 'manual' } }, by));
    planned(await redistribution.discard('q', by));
    const before = await redistribution.get('p');
    department.now = at(30);
    expect(await department.sales.runDue()).not.toHaveProperty('plans');
    expect(await redistribution.previewUndo('p')).toMatchObject({ moves: { length: 4 } });
    department.now = at(31);
    expect((await department.sales.runDue()).plans?.forgotten).toEqual(['p', 'q']);
    expect(await department.sales.runDue()).not.toHaveProperty('plans');
    expect([await rowsOf(store, 'p'), await rowsOf(store, 'q')]).toEqual([[], []]);
    const entry = { at: at(31), by: 'system', what: 'forgotten', version: 1 };
    const { log = [], revision } = before ?? {};
    expect(await redistribution.get('p')).toEqual({
      ...before,
      revision: Number(revision) + 1,
      forgotten: at(31),
      log: [...log, entry],
    });
    for (const ask of ['details', 'preview', 'previewUndo'] as const) {
      expect(await redistribution[ask]('p'), ask).toBeUndefined();
    }
    const refused = [{ code: 'PLAN_FORGOTTEN', planId: 'p', at: at(31) }];
    expect(await redistribution.undo('p', by)).toEqual({ ok: false, refused });
    expect(await redistribution.review('p')).toEqual({ ok: false, refused });
    expect(await redistribution.explainCustody({ clientId: 'vera-1', role: 'keeper' })).toMatchObject({
      plan: { id: 'p' },
    });
  });

  test('stays as long after an undoing as the undoing itself', async () => {
    const store = await open();
    const department = await keepers(store, { vera: 4, gleb: 1 }, { keepPlansDays: 30 });
    const { redistribution } = department.sales;
    planned(await redistribution.plan(input, by));
    planned(await redistribution.approve('p', by));
    planned(await redistribution.apply('p', by));
    department.now = at(20);
    expect(await redistribution.undo('p', by)).toMatchObject({ ok: true });
    department.now = at(49);
    expect(await department.sales.runDue()).not.toHaveProperty('plans');
    expect((await redistribution.details('undo-p'))?.problem.clients).toHaveLength(5);
    department.now = at(50);
    expect((await department.sales.runDue()).plans?.forgotten).toEqual(['p', 'undo-p']);
    expect([await rowsOf(store, 'p'), await rowsOf(store, 'undo-p')]).toEqual([[], []]);
  });

  test('stays while somebody who was away is still to get the clients back', async () => {
    const store = await open();
    const department = await keepers(store, { vera: 4, gleb: 1 }, { keepPlansDays: 30 });
    const { employees, redistribution, runDue } = department.sales;
    await employees.recordAbsence('vera', { kind: 'parental', from: at(0), to: at(60), id: 'a-1' });
    const reason = { kind: 'absence', employeeId: 'vera', until: at(60), onReturn: 'apply' } as const;
    planned(await redistribution.plan({ ...input, reason }, by));
    planned(await redistribution.approve('p', by));
    planned(await redistribution.apply('p', by));
    department.now = at(40);
    expect((await runDue()).plans?.forgotten).toEqual([]);
    department.now = at(61);
    expect((await runDue()).plans).toMatchObject({ applied: [{ id: 'return-p' }], forgotten: [] });
    department.now = at(91);
    expect((await runDue()).plans?.forgotten).toEqual(['p', 'return-p']);
  });
});

test('a plan that is edited while it is read is read anew', async () => {
  const store = memoryStore();
  const edit = { kind: 'pin', clientId: 'vera-1', employeeId: 'dora' } as const;
  const editing: Promise<PlanResult>[] = [];
  const readDocuments: Store['readDocuments'] = async (...asked) => {
    const [, kind] = asked;
    if (kind === 'redistributionPlan:p' && editing.length < 2) {
      editing.push(editor.redistribution.edit('p', [edit], by));
      await editing.at(-1);
    }
    return store.readDocuments(...asked);
  };
  const { sales: editor } = await keepers(store, { vera: 4, gleb: 1, dora: 1 });
  planned(await editor.redistribution.plan(input, by));
  const { redistribution } = new Department(wrapped(store, { readDocuments })).sales;
  const details = await redistribution.details('p');
  expect(details?.plan.version).toBe(3);
  expect(details?.moves).toContainEqual(expect.objectContaining({ clientId: 'vera-1', to: 'dora' }));
});
