import fc from 'fast-check';
import { memoryStore } from 'sales-conveyor';
import { unfairnessBound } from 'sales-conveyor/assignment';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { defineWork, describeTaskAssignment, describeTaskEvent } from 'sales-conveyor/work';
import { describe, expect, test } from 'vitest';
import { taskEventSchema } from '../../src/schema/task-event-schema.ts';
import { at, conveyor, stores } from '../service/department.ts';
import { Desk, deskDocument } from './open-desk.ts';

const dealing = defineWork(conveyor, {
  ...deskDocument,
  queues: { ...deskDocument.queues, desk: { label: 'desk', role: 'keeper', lead: 'head', dealt: true } },
});

describe.each(stores)('tasks that are dealt on $name', ({ open }) => {
  const opened = async (work = dealing) => {
    const all = await new Desk(await open(), work).staff();
    await all.client('acme');
    return all;
  };
  const lead = { by: 'head' };
  const holderOf = async ({ desk }: Desk, id: string) => (await desk.get(id))?.holder;

  test('each goes to whoever is owed it most, with everybody’s figures in the log', async () => {
    const all = await opened();
    for (const id of ['t1', 't2']) await all.open(id);
    const first = await all.desk.assign('t1', lead);
    const second = await all.desk.assign('t2', lead);
    expect([first, second]).toMatchObject([
      { ok: true, outcome: { measure: 'hours', hours: 0.5, employeeId: 'gleb' } },
      { ok: true, outcome: { employeeId: 'vera' } },
    ]);
    const history = await all.desk.history('t1');
    for (const event of history) expect(taskEventSchema.parse(event)).toEqual(event);
    expect(history.at(-1)).toMatchObject({
      ...{ type: 'taskPassedOn', employeeId: 'gleb', by: 'head' },
      cause: { code: 'DEALT', able: 2, candidates: 2, hours: 0.5, owed: 0.25 },
    });
    expect(all.desk.work.replay(history)).toEqual(await all.desk.get('t1'));
    const words = { dictionary: en, conveyor, work: all.desk.work };
    expect(describeTaskEvent(history.at(-1)!, words)).toContain('2 of 2 could have taken it');
  });

  test('runDue deals a queue of which the document says so, once, however many run it', async () => {
    const all = await opened();
    for (let i = 0; i < 7; i++) await all.open(`t${i}`);
    const twin = new Desk(all.store, dealing);
    const runs = await Promise.all([all.desk.runDue(), twin.desk.runDue(), all.desk.runDue()]);
    expect(runs.reduce((sum, { dealt }) => sum + dealt, 0)).toBe(7);
    const counts = [await all.desk.heldBy('vera'), await all.desk.heldBy('gleb')];
    expect(counts.map(({ tasks }) => tasks.length).toSorted()).toEqual([3, 4]);
    const { entries } = await all.desk.ledger('keeper');
    expect(entries.reduce((sum, { received }) => sum + received, 0)).toBeCloseTo(3.5);
  });

  test('who is away, has left it to others or has no time left today is given none, and it is said', async () => {
    const all = await opened();
    await all.sales.employees.recordAbsence('gleb', {
      ...{ id: 'a', kind: 'illness', from: at(0), to: at(3) },
    });
    await all.open('t1');
    await all.told('vera', { type: 'decline', taskId: 't1' });
    expect(await all.desk.assign('t1', lead)).toMatchObject({
      ...{ ok: true, events: [] },
      outcome: { pool: 'keeper', reason: ['ABSENT', 'DECLINED'] },
    });
    await all.open('t2');
    // 20 minutes before the end of work.
    all.now = at(0, 8 + 2 / 3);
    const late = await all.desk.preview('t2');
    expect(late).toMatchObject({ reason: ['ABSENT', 'NO_TIME_LEFT'] });
    expect(await all.desk.runDue()).toMatchObject({ dealt: 0 });
    expect(await holderOf(all, 't2')).toBeUndefined();
  });

  test('is said in words of tasks', async () => {
    const all = await opened();
    for (const taskId of ['t1', 't2']) await all.open(taskId);
    await all.told('vera', { type: 'decline', taskId: 't1' });
    const lines = async (taskId: string, dictionary: typeof en) => {
      const outcome = await all.desk.preview(taskId);
      if (!outcome) throw new Error('It does not wait');
      return describeTaskAssignment(outcome, { dictionary, conveyor, work: all.desk.work }).split('\n');
    };
    expect(await lines('t1', en)).toEqual([
      'The task goes to gleb as “keeper”: owed 0.5 h, 1 of 2 could take it.',
      'gleb: owed 0 h + share 0.5 h + bonus 0 h = 0.5 h, then 0 h; received 0 h, in hand 0 tasks (0 h of 130 h, 0%)',
      'vera cannot: has left the task to others',
    ]);
    expect((await lines('t1', ru))[0]).toBe(
      'Кому задача: gleb, роль «keeper». Причиталось: 0,5 ч; могли взять: 1 из 2.',
    );
    await all.told('gleb', { type: 'decline', taskId: 't1' });
    expect((await lines('t1', en))[0]).toBe('The task waits on: nobody can take it.');
    expect((await lines('t1', ru))[0]).toBe('Задача ждёт дальше: взять её некому.');
  });

  test('what comes back to the queue is taken off the account of who had it', async () => {
    const all = await opened();
    await all.open('t1');
    await all.desk.assign('t1', lead);
    await all.told('gleb', { type: 'passOn', taskId: 't1', to: { queue: 'desk' } });
    await all.told('gleb', { type: 'decline', taskId: 't1' });
    expect(await all.desk.assign('t1', lead)).toMatchObject({ outcome: { employeeId: 'vera' } });
    const { entries, refunded } = await all.desk.ledger('keeper');
    expect(entries.map(({ employeeId, received }) => [employeeId, received])).toEqual([
      ['gleb', 0],
      ['vera', 0.5],
    ]);
    expect(refunded).toBe(0.5);
  });

  test('it is for the lead to do, of what waits; a repetition is told the same', async () => {
    const all = await opened();
    await all.open('t1');
    expect(await all.desk.assign('t1', { by: 'anna' })).toMatchObject({
      refused: [{ code: 'TASK_NOT_FOR_THEM' }],
    });
    expect(await all.desk.assign('none', lead)).toMatchObject({ refused: [{ code: 'UNKNOWN_TASK' }] });
    const once = await all.desk.assign('t1', { by: 'head', commandId: 'k' });
    const again = await all.desk.assign('t1', { by: 'head', commandId: 'k' });
    expect(again).toEqual({ ...once, repeated: true });
    expect(await all.desk.assign('t1', lead)).toMatchObject({ refused: [{ code: 'WRONG_TASK_STATUS' }] });
  });
});

test('nobody is owed more than the bound says, whatever is dealt, done and given back', async () => {
  const step = fc.record({ back: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const all = await new Desk(memoryStore(), dealing).staff();
      await all.client('acme');
      for (const [i, { back }] of steps.entries()) {
        const taskId = `t${i}`;
        await all.open(taskId);
        const given = await all.desk.assign(taskId, { by: 'head' });
        const holder = given.ok ? given.task.holder : undefined;
        if (holder === undefined) continue;
        if (back) await all.told(holder, { type: 'passOn', taskId, to: { queue: 'desk' } });
        else await all.told(holder, { type: 'finish', taskId });
      }
      const ledger = await all.desk.ledger('keeper');
      for (const { debt } of ledger.entries)
        expect(Math.abs(debt)).toBeLessThanOrEqual(unfairnessBound(ledger) + 1e-6);
    }),
    { numRuns: 15, seed: 7 },
  );
});
