/** The log holds codes, ids and what people wrote. No sentence in it is the library's. */
import { defineConveyor, memoryStore } from 'sales-conveyor';
import { openProposals } from 'sales-conveyor/proposals';
import { expect, test } from 'vitest';
import { Desk } from '../work/open-desk.ts';
import { at, collect, openDepartment, order } from './department.ts';
import { keepers, planned, quick } from './redistribution/keepers.ts';
import { trade } from './trade.ts';

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

test('and so does every event of tasks', async () => {
  const office = await new Desk(memoryStore()).staff();
  const { sales, desk } = office;
  await office.client('acme');
  await office.open('t1');
  await office.open('t2');
  await office.told('vera', { type: 'take', taskId: 't1' });
  await office.told('vera', { type: 'pause', taskId: 't1', reason: 'client', note: 'went elsewhere' });
  await office.told('vera', { type: 'resume', taskId: 't1' });
  await office.told('vera', { type: 'escalate', taskId: 't1', note: 'asked for it' });
  await office.told('vera', { type: 'return', taskId: 't1', reason: 'unclear' });
  await office.told('anna', { type: 'cancel', taskId: 't1', reason: 'mistake', note: 'by mistake' });
  office.now = at(3);
  await desk.runDue();
  await office.do({ type: 'override', clientId: 'acme', to: 'closed', reason: 'too far away' });
  await desk.runDue();
  const log = await collect(sales.events());
  expect(log.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['taskPaused', 'taskEscalated', 'taskReturned', 'taskCancelled']),
  );
  const found = new Set(log.flatMap(sentences));
  expect([...found].filter((text) => !written.has(text))).toEqual([]);
  expect(found.size).toBeGreaterThan(3);
});

test('and every event of proposals', async () => {
  const assistant = { label: 'assistant', may: [], mayPropose: ['learnFacts', 'placeHold'] } as const;
  const rules = defineConveyor({ ...trade, services: { ...trade.services, assistant } });
  const department = await openDepartment(async () => memoryStore(), { conveyor: rules });
  await department.client('acme');
  const { propose, approve, reject } = openProposals(department.sales);
  const by = { by: 'assistant' };
  const ready = { type: 'learnFacts', clientId: 'acme', facts: { ready: true } } as const;
  await propose({ id: 'p-1', command: ready, to: 'anna', why: 'asked for it' }, by);
  expect(await approve('p-1', { by: 'anna', reason: 'dora knows them' })).toMatchObject({ ok: true });
  const hold = { type: 'placeHold', clientId: 'acme', hold: 'locked', reason: 'too far away' } as const;
  await propose({ id: 'p-2', command: hold, to: 'head' }, by);
  expect(await reject('p-2', { by: 'head', reason: 'by mistake' })).toMatchObject({ ok: true });
  const log = await collect(department.sales.events());
  expect(log.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['proposalMade', 'proposalApproved', 'proposalRejected']),
  );
  const events = log.filter((event) => 'proposalId' in event);
  // The id of a command is none: it names the proposal.
  expect(events.flatMap(({ commandId: _, ...event }) => sentences(event))).toEqual([]);
});
