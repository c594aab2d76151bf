/** The log holds codes, ids and what people wrote. No sentence in it is the library's. */
import { memoryStore } from 'sales-conveyor';
import { expect, test } from 'vitest';
import { at, collect, order } from './department.ts';
import { keepers, planned, quick } from './redistribution/keepers.ts';

/** Everything that a person writes here. */
const written = new Set(['asked for it', 'dora knows them', 'went elsewhere', 'by mistake', 'too far away']);

/** The texts in a value that are more than one word. */
const sentences = (value: unknown): string[] => {
  if (typeof value === 'string') return /\s|[а-яё]/i.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentences) : [];
};

test('every event of clients, staff and plans says what it says by code; the only sentences are people’s', async () => {
  const by = { by: 'head' };
  const assignment = {
    keeper: {
      eligible: { fact: 'employee.skills', is: 'includes', value: 'fish' },
      retryPoolAs: 'import',
    },
  } as const;
  const department = await keepers(memoryStore(), { vera: 4, gleb: 1, dora: 1 }, { assignment });
  const { clients, employees, execute, redistribution, runDue } = department.sales;
  await clients.register({ id: 'pooled', source: 'existing' }, { by: 'import' });
  await clients.register({ id: 'new', source: 'cold' }, { by: 'import' });
  await department.do(order('vera-1', 'o-1', at(1)));
  await department.do({ type: 'cancelOrder', clientId: 'vera-1', orderId: 'o-1', reason: 'by mistake' });
  await department.do({ type: 'mergeDuplicate', clientId: 'gleb-1', duplicateId: 'pooled' });
  await department.do({ type: 'unmergeDuplicate', clientId: 'gleb-1', duplicateId: 'pooled' });
  await runDue();
  const moving = { role: 'keeper', ...quick } as const;
  const reason = { kind: 'departure', employeeId: 'vera' } as const;
  planned(await redistribution.plan({ ...moving, reason, id: 'p' }, { ...by, why: 'asked for it' }));
  const edit = [{ kind: 'pin', clientId: 'vera-1', employeeId: 'dora' }] as const;
  planned(await redistribution.edit('p', edit, { ...by, why: 'dora knows them', ...quick }));
  planned(await redistribution.approve('p', by));
  planned(await redistribution.apply('p', by));
  await redistribution.undo('p', { ...by, why: 'by mistake' });
  await employees.recordAbsence('gleb', { kind: 'parental', from: at(1), to: at(30), id: 'a-1' });
  const absence = { kind: 'absence', employeeId: 'gleb', until: at(30), onReturn: 'apply' } as const;
  planned(await redistribution.plan({ ...moving, reason: absence, id: 'away' }, by));
  planned(await redistribution.approve('away', by));
  planned(await redistribution.apply('away', by));
  department.now = at(40);
  await runDue();
  await employees.leave('vera', { ...by, reason: 'went elsewhere' });
  await execute({ type: 'releaseHolder', clientId: 'dora-1', role: 'keeper', reason: 'too far away' }, by);
  department.now = at(400);
  await runDue();
  const log = await collect(department.sales.events());
  expect(log.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['clientPooled', 'clientReassigned', 'holderReleased', 'duplicateUnmerged']),
  );
  expect(log.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['planEdited', 'planApplied', 'planUndone', 'employeeLeft', 'stateChanged']),
  );
  const found = new Set(log.flatMap(sentences));
  expect([...found].filter((text) => !written.has(text))).toEqual([]);
  expect(found.size).toBeGreaterThan(3);
});
