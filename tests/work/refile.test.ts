import { isConveyorError } from 'sales-conveyor';
import { defineWork } from 'sales-conveyor/work';
import { describe, expect, test } from 'vitest';
import { at, conveyor, stores } from '../service/department.ts';
import { Desk, deskDocument } from './open-desk.ts';

describe.each(stores)('another document on $name', ({ open }) => {
  const service = [{ name: 'usual', resolve: { workingHours: 4 } }];
  const order = { ...deskDocument.tasks.order!, service };

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
    expect(await anew.desk.refile()).toEqual({ moved: 0, refiled: 0, misfits: [misfit, ...gone] });
    expect(await old.desk.history('t1')).toEqual(before);
    expect(await anew.desk.execute({ type: 'take', taskId: 't1' }, { by: 'vera' })).toMatchObject({
      refused: [{ code: 'TASK_NOT_FOR_THEM' }],
    });
    const wrong = anew.desk.refile({ queues: { desk: 'nowhere' } });
    await expect(wrong).rejects.toSatisfy((error) => isConveyorError(error, 'INVALID_ARGUMENT'));
    expect(await anew.desk.refile({ queues: { desk: 'store' } })).toEqual({
      moved: 2,
      refiled: 0,
      misfits: [misfit],
    });
    expect((await anew.desk.queue('store')).tasks.map(({ id }) => id)).toEqual(['s1', 't1', 't3']);
    expect(await anew.desk.takeNext('store', { by: 'vera' })).toMatchObject({ ok: true, task: { id: 's1' } });
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
    expect(await anew.desk.refile()).toEqual({ moved: 0, refiled: 1, misfits: [] });
    expect(await first(anew)).toBe('t2');
    expect(await anew.desk.refile()).toEqual({ moved: 0, refiled: 0, misfits: [] });
    await anew.told('vera', { type: 'take', taskId: 't1' });
    expect(anew.desk.work.replay(await anew.desk.history('t1'))).toEqual(await anew.desk.get('t1'));
  });
});
