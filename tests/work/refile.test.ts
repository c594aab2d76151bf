import Database from 'libsql';
import { defineConveyor, isConveyorError } from 'sales-conveyor';
import { createMigration } from 'sales-conveyor/blueprints';
import { sqliteStore } from 'sales-conveyor/sql';
import { defineWork, type Task } from 'sales-conveyor/work';
import { describe, expect, onTestFinished, test } from 'vitest';
import { at, conveyor, stores } from '../service/department.ts';
import { Desk, deskDocument } from './open-desk.ts';

describe.each(stores)('another document on $name', ({ open }) => {
  const service = [{ name: 'usual', resolve: { workingHours: 4 } }];
  const order = { ...deskDocument.tasks.order!, service };
  const inStore = defineWork(conveyor, {
    queues: { store: deskDocument.queues.store! },
    tasks: { order: { ...order, queue: 'store' } },
  });

  test('a queue that is gone leaves whoever has a task at it, and what came back where it is', async () => {
    const old = await new Desk(await open()).staff();
    await old.client('acme');
    for (const taskId of ['inHand', 'returned', 'done', 'paused']) {
      await old.open(taskId);
      await old.told('vera', { type: 'take', taskId });
    }
    await old.told('vera', { type: 'return', taskId: 'returned', reason: 'unclear' });
    await old.told('vera', { type: 'finish', taskId: 'done' });
    await old.told('vera', { type: 'pause', taskId: 'paused', reason: 'client' });
    const anew = new Desk(old.store, inStore);
    expect(await anew.desk.refile({ queues: { desk: 'store' } })).toEqual({
      renamed: 3,
      refiled: 0,
      misfits: [],
    });
    const held = (await anew.desk.heldBy('vera')).tasks.map(({ id, status, queue }) => [id, status, queue]);
    expect(held).toEqual([
      ['inHand', 'inHand', 'store'],
      ['paused', 'paused', 'store'],
    ]);
    expect((await anew.desk.returnedTo('anna')).tasks).toMatchObject([{ id: 'returned', queue: 'store' }]);
    await anew.told('anna', { type: 'resubmit', taskId: 'returned' });
    await anew.told('anna', { type: 'reopen', taskId: 'done' });
    expect((await anew.desk.queue('store')).tasks.map(({ id }) => id)).toEqual(['done', 'returned']);
    for (const id of ['inHand', 'returned', 'done', 'paused'])
      expect(inStore.replay(await anew.desk.history(id))).toEqual(await anew.desk.get(id));
  });

  describe('what another document and another blueprint call otherwise', () => {
    const long = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
    const { desk: before } = deskDocument.queues;
    const calendar = 'long';
    const old = defineWork(conveyor, {
      ...deskDocument,
      calendars: { long },
      tasks: {
        ...deskDocument.tasks,
        order: {
          ...order,
          service: [
            {
              name: 'urgent',
              when: { fact: 'urgent', is: 'equals', value: true },
              resolve: { workingHours: 2 },
            },
            {
              name: 'usual',
              resolve: { workingHours: 9 },
              calendar,
              chain: [
                { queue: 'desk', within: { workingHours: 1 } },
                { queue: 'store', within: { workingHours: 2 } },
              ],
              escalate: { before: { workingHours: 1 }, to: 'head' },
            },
          ],
        },
      },
    });
    const anew = defineWork(conveyor, {
      facts: { rush: { type: 'boolean', label: 'rush' } },
      calendars: { wide: long },
      queues: { counter: before!, store: deskDocument.queues.store! },
      tasks: {
        entry: {
          ...order,
          queue: 'counter',
          service: [
            {
              name: 'urgent',
              when: { fact: 'rush', is: 'equals', value: true },
              resolve: { workingHours: 2 },
            },
            { name: 'usual', resolve: { workingHours: 9 }, calendar: 'wide' },
          ],
        },
      },
    });
    const names = {
      types: { order: 'entry' },
      queues: { desk: 'counter' },
      calendars: { long: 'wide' },
      facts: { urgent: 'rush' },
    };

    const begun = async () => {
      const desk = await new Desk(await open(), old).staff();
      await desk.client('acme');
      for (const taskId of ['held', 'waits', 'near']) await desk.open(taskId);
      await desk.told('vera', { type: 'take', taskId: 'held' });
      await desk.told('vera', { type: 'decline', taskId: 'waits' });
      desk.now = at(0, 1);
      await desk.desk.runDue();
      return desk;
    };

    test('goes on by the new names: in the same hands, with the same deadline, used up what was used up', async () => {
      const was = await begun();
      const due = async ({ desk, now }: Desk, queue: string) =>
        desk.work.deadlines((await desk.queue(queue)).tasks[0]!, now).due;
      const dueBefore = await due(was, 'desk');
      expect(dueBefore).toMatchObject({ target: 'resolve' });
      const used = (desk: Desk, task: Task) =>
        desk.desk.work.chainUse(task, desk.now).map(({ queue: _, ...use }) => use);
      const usedBefore = used(was, (await was.desk.get('held'))!);
      const is = new Desk(was.store, anew);
      is.now = was.now;
      const preview = await is.desk.previewRefile(names);
      expect(await was.desk.history('held')).toEqual(await is.desk.history('held'));
      await expect(is.desk.runDue()).rejects.toMatchObject({ code: 'WORK_NOT_CURRENT' });
      expect(preview).toEqual({ renamed: 3, refiled: 0, misfits: [] });
      expect(await is.desk.refile(names)).toEqual(preview);
      expect(await is.desk.refile(names)).toEqual({ renamed: 0, refiled: 0, misfits: [] });
      const held = (await is.desk.heldBy('vera')).tasks;
      expect(held).toMatchObject([{ id: 'held', type: 'entry', queue: 'counter', holder: 'vera' }]);
      expect(await due(is, 'counter')).toEqual(dueBefore);
      expect(used(is, held[0]!)).toEqual(usedBefore);
      expect(held[0]!.promise).toMatchObject({
        hours: { calendar: 'wide' },
        chain: [{ queue: 'counter' }, {}],
      });
      // In the queue of another name nobody has left it to others.
      expect((await is.desk.get('waits'))!.declinedBy).toEqual([]);
      for (const id of ['held', 'waits', 'near'])
        expect(anew.replay(await is.desk.history(id))).toEqual(await is.desk.get(id));
      await is.told('anna', { type: 'change', taskId: 'waits', facts: { rush: true } });
      expect((await is.desk.get('waits'))!.promise.service).toBe('urgent');
      await is.told('vera', { type: 'finish', taskId: 'held' });
      await is.desk.runDue();
    });

    test('a done task keeps its names, and is known again once it was opened anew and is named', async () => {
      const was = await begun();
      await was.told('vera', { type: 'finish', taskId: 'held' });
      const is = new Desk(was.store, anew);
      is.now = was.now;
      expect(await is.desk.refile(names)).toMatchObject({ renamed: 2, misfits: [] });
      await is.told('anna', { type: 'reopen', taskId: 'held' });
      expect(await is.desk.takeNext('counter', { by: 'vera' })).toMatchObject({ task: { id: 'near' } });
      const lacks = ['type', 'queue', 'calendar'];
      expect(await is.desk.previewRefile()).toMatchObject({ misfits: [{ taskId: 'held', lacks }] });
      expect(await is.desk.refile(names)).toEqual({ renamed: 1, refiled: 0, misfits: [] });
      expect(await is.desk.takeNext('counter', { by: 'gleb' })).toMatchObject({ task: { type: 'entry' } });
    });

    test('a role that a migration renames stays the one whose hours count, and before which tasks are brought', async () => {
      const was = await begun();
      await was.told('anna', { type: 'escalate', taskId: 'near' });
      const withChief = <Json>(json: Json): Json =>
        JSON.parse(JSON.stringify(json).replaceAll('"head"', '"chief"')) as Json;
      const rules = defineConveyor({ ...withChief(conveyor.blueprint), version: 2 });
      const decisions = { roles: { head: 'chief' } };
      const { store } = was;
      const migration = createMigration({
        from: conveyor,
        to: rules,
        decisions,
        store,
        clock: () => was.now,
      });
      expect(await migration.apply({ by: 'head' })).toMatchObject({ ok: true });
      const is = new Desk(store, defineWork(rules, withChief(old.document)), rules);
      is.now = was.now;
      expect(await is.desk.previewRefile()).toMatchObject({ misfits: [{ lacks: ['role'] }, {}, {}] });
      expect(await is.desk.refile(decisions)).toEqual({ renamed: 3, refiled: 0, misfits: [] });
      const brought = (await is.desk.inbox('head'))?.tasks;
      expect(
        brought?.map((item) => item.code === 'BROUGHT_BEFORE' && [item.role, item.task.id]).sort(),
      ).toEqual([
        ['chief', 'held'],
        ['chief', 'near'],
        ['chief', 'waits'],
      ]);
      expect((await is.desk.get('near'))!).toMatchObject({
        escalated: { to: 'chief' },
        promise: { escalate: { to: 'chief' } },
      });
    });

    test('names that are misspelt, unknown or still there are told all at once, and nothing is done', async () => {
      const was = await begun();
      const { desk } = new Desk(was.store, anew);
      const wrong = { types: { ordr: 'entry' }, queues: { desk: 'countr' }, calendars: { wide: 'long' } };
      await expect(desk.refile(wrong)).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
        details: {
          problems: [
            { path: 'types.ordr' },
            { path: 'queues.desk' },
            { path: 'calendars.wide' },
            { path: 'calendars.wide' },
          ],
        },
      });
      await expect(desk.previewRefile({ queus: {} } as never)).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
      });
      await was.desk.runDue();
    });
  });

  test('a queue that is named in vain, while another one is gone, is misspelt', async () => {
    const old = await new Desk(await open()).staff();
    await old.client('acme');
    await old.open('t1');
    const { desk } = new Desk(old.store, inStore);
    await expect(desk.refile({ queues: { dek: 'store' } })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('did you mean "desk"'),
    });
    expect(await desk.refile({ queues: { desk: 'store' } })).toMatchObject({ renamed: 1 });
    expect(await desk.refile({ queues: { desk: 'store' } })).toMatchObject({ renamed: 0 });
  });

  test('of two desks with two documents one follows the log: the one whose document was taken up', async () => {
    const old = await new Desk(await open()).staff();
    await old.client('acme');
    await old.desk.runDue();
    const { desk } = new Desk(old.store, inStore);
    await expect(desk.runDue()).rejects.toMatchObject({ code: 'WORK_NOT_CURRENT' });
    await desk.refile();
    await desk.runDue();
    await expect(old.desk.runDue()).rejects.toMatchObject({ code: 'WORK_NOT_CURRENT' });
    const { order: type } = deskDocument.tasks;
    const said = {
      ...deskDocument,
      tasks: { ...deskDocument.tasks, order: { ...type!, label: 'said otherwise' } },
    };
    await old.desk.refile();
    await new Desk(old.store, defineWork(conveyor, said)).desk.runDue();
  });

  test('open tasks whose type or queue is gone are listed and left alone, or go where they are sent', async () => {
    const old = await new Desk(await open()).staff();
    await old.client('acme');
    for (const taskId of ['t1', 't2', 't3']) await old.open(taskId);
    await old.told('vera', { type: 'take', taskId: 't2' });
    await old.told('vera', { type: 'finish', taskId: 't2' });
    const shipping = { type: 'open', taskType: 'shipping', taskId: 's1', clientId: 'acme' } as const;
    await old.told('anna', shipping);
    const { store } = deskDocument.queues;
    const work = defineWork(conveyor, {
      queues: { store: store! },
      tasks: { order: { ...order, queue: 'store' } },
    });
    const anew = new Desk(old.store, work);
    const gone = ['t1', 't3'].map((taskId) => ({
      taskId,
      taskType: 'order',
      queue: 'desk',
      lacks: ['queue'],
    }));
    const misfit = { taskId: 's1', taskType: 'shipping', queue: 'store', lacks: ['type'] };
    const before = await old.desk.history('t1');
    expect(await anew.desk.refile()).toEqual({ renamed: 0, refiled: 0, misfits: [misfit, ...gone] });
    expect(await old.desk.history('t1')).toEqual(before);
    expect(await anew.desk.execute({ type: 'take', taskId: 't1' }, { by: 'vera' })).toMatchObject({
      refused: [{ code: 'TASK_NOT_FOR_THEM' }],
    });
    const wrong = anew.desk.refile({ queues: { desk: 'nowhere' } });
    await expect(wrong).rejects.toSatisfy((error) => isConveyorError(error, 'INVALID_ARGUMENT'));
    expect(await anew.desk.refile({ queues: { desk: 'store' } })).toEqual({
      renamed: 2,
      refiled: 0,
      misfits: [misfit],
    });
    expect((await anew.desk.queue('store')).tasks.map(({ id }) => id)).toEqual(['s1', 't1', 't3']);
    expect(await anew.desk.takeNext('store', { by: 'vera' })).toMatchObject({ ok: true, task: { id: 't1' } });
  });

  test('a calendar that is gone stops its own tasks, and nothing else', async () => {
    const withCalendar = (name?: string) => ({
      ...deskDocument,
      ...(name && { calendars: { [name]: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' } } }),
      tasks: {
        ...deskDocument.tasks,
        order: { ...order, service: service.map((one) => ({ ...one, ...(name && { calendar: name }) })) },
      },
    });
    const old = await new Desk(await open(), defineWork(conveyor, withCalendar('long'))).staff();
    await old.client('acme');
    for (const taskId of ['t1', 't2', 'held', 'done']) await old.open(taskId);
    for (const taskId of ['held', 'done']) await old.told('vera', { type: 'take', taskId });
    await old.told('vera', { type: 'finish', taskId: 'done' });
    const work = defineWork(conveyor, withCalendar());
    const anew = new Desk(old.store, work);
    const misfits = ['held', 't1', 't2'].map((taskId) => {
      return { taskId, taskType: 'order', queue: 'desk', lacks: ['calendar'] };
    });
    expect(await anew.desk.refile()).toEqual({ renamed: 0, refiled: 0, misfits });
    await anew.open('later');
    await anew.desk.runDue();
    expect((await anew.desk.queue('desk')).tasks.map(({ id }) => id)).toEqual(['later', 't1', 't2']);
    expect((await anew.desk.inbox('vera'))?.tasks).toMatchObject([
      { code: 'QUEUE_WAITS', deadline: at(0, 4) },
      { code: 'IN_HAND', task: { id: 'held' } },
    ]);
    const next = () => anew.desk.takeNext('desk', { by: 'gleb' });
    expect(await next()).toMatchObject({ ok: true, task: { id: 'later' } });
    expect(await next()).toEqual({ ok: true, repeated: false, events: [] });
    const tasks = (await anew.desk.ofClient('acme')).tasks;
    const period = { from: at(0, -9), until: at(0, 14), now: at(0, 13) };
    expect(work.measures(tasks, period)).toMatchObject([
      { opened: 5, resolve: { due: 2, onTime: 1, late: 1 } },
    ]);
    await expect(anew.desk.explainDeadline('t1', 'resolve')).rejects.toMatchObject({
      code: 'INVALID_HISTORY',
      message: expect.stringMatching(/"t1".*"long".*document/),
    });
    await anew.told('vera', { type: 'finish', taskId: 'held' });
  });

  test('a task that lacks its queue and its calendar moves, and is told to lack the calendar still', async () => {
    const calendars = { long: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' } };
    const timed = { ...order, service: [{ ...service[0]!, calendar: 'long' }] };
    const document = { ...deskDocument, calendars, tasks: { order: timed } };
    const old = await new Desk(await open(), defineWork(conveyor, document)).staff();
    await old.client('acme');
    await old.open('t1');
    const anew = new Desk(old.store, inStore);
    expect(await anew.desk.refile({ queues: { desk: 'store' } })).toEqual({
      renamed: 1,
      refiled: 0,
      misfits: [{ taskId: 't1', taskType: 'order', queue: 'store', lacks: ['calendar'] }],
    });
    expect((await anew.desk.queue('store')).tasks).toMatchObject([{ id: 't1' }]);
  });

  test('a holiday that is decreed later puts a queue in order once its tasks are filed anew', async () => {
    const calendars = (holidays: string[]) => ({
      early: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', holidays },
      late: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', holidays: [] },
    });
    const documentOf = (holidays: string[]) => ({
      ...deskDocument,
      calendars: calendars(holidays),
      tasks: {
        order: {
          ...order,
          service: [
            {
              name: 'early',
              rank: 1,
              when: { fact: 'urgent', is: 'equals', value: true } as const,
              resolve: { workingHours: 10 },
              calendar: 'early',
            },
            { name: 'late', rank: 1, resolve: { workingHours: 11 }, calendar: 'late' },
          ],
        },
      },
    });
    const old = await new Desk(await open(), defineWork(conveyor, documentOf([]))).staff();
    await old.client('acme');
    await old.open('t1', 'acme', { urgent: true });
    await old.open('t2');
    const first = async ({ desk }: Desk) => (await desk.queue('desk', { limit: 1 })).tasks[0]?.id;
    expect(await first(old)).toBe('t1');
    const anew = new Desk(old.store, defineWork(conveyor, documentOf(['2026-01-06'])));
    anew.now = at(0, 1);
    expect(await first(anew)).toBe('t1');
    expect((await anew.desk.queue('desk')).tasks.map(({ id }) => id)).toEqual(['t2', 't1']);
    expect(await anew.desk.refile()).toEqual({ renamed: 0, refiled: 1, misfits: [] });
    expect(await first(anew)).toBe('t2');
    expect(await anew.desk.refile()).toEqual({ renamed: 0, refiled: 0, misfits: [] });
    await anew.told('vera', { type: 'take', taskId: 't1' });
    expect(anew.desk.work.replay(await anew.desk.history('t1'))).toEqual(await anew.desk.get('t1'));
  });
});

test('a queue in the place of another one, as earlier builds told it, is read as another name', async () => {
  const database = new Database(':memory:');
  onTestFinished(() => {
    database.close();
  });
  const store = sqliteStore({ database });
  await store.migrate();
  const was = await new Desk(store).staff();
  await was.client('acme');
  await was.open('t1');
  const { order } = deskDocument.tasks;
  const document = {
    ...deskDocument,
    queues: { store: deskDocument.queues.store! },
    tasks: { order: { ...order!, queue: 'store' } },
  };
  const { desk } = new Desk(store, defineWork(conveyor, document));
  await desk.refile({ queues: { desk: 'store' } });
  const history = await desk.history('t1');
  expect(history.at(-1)).toMatchObject({ type: 'taskRenamed', names: { queues: { desk: 'store' } } });
  const asThen = `json_remove(json_set(body, '$.type', 'taskRequeued', '$.queue', 'store', '$.from', 'desk'), '$.names')`;
  const { changes } = database
    .prepare(`update sales_events set body = ${asThen} where body like '%taskRenamed%'`)
    .run();
  expect(changes).toBe(1);
  expect(await desk.history('t1')).toEqual(history);
  expect(desk.work.replay(await desk.history('t1'))).toEqual(await desk.get('t1'));
});
