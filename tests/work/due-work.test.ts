import { describe, expect, test } from 'vitest';
import { at, order, stores } from '../service/department.ts';
import { Desk } from './open-desk.ts';

describe.each(stores)('the due work of a desk on $name', ({ open }) => {
  const opened = async (...clients: string[]) => {
    const all = await new Desk(await open()).staff();
    for (const id of clients) await all.client(id);
    return all;
  };
  const typesOf = async ({ desk }: Desk, id: string) => (await desk.history(id)).map(({ type }) => type);

  test('an event opens the tasks that the document says, for its order, once, however many run it', async () => {
    const all = await opened('acme');
    await all.desk.runDue();
    all.now = at(0, 1);
    await all.do(order('acme', 'o1', at(0, 1)));
    const twin = new Desk(all.store);
    twin.now = all.now = at(0, 2);
    const runs = await Promise.all([all.desk.runDue(), twin.desk.runDue(), all.desk.runDue()]);
    expect(runs.map(({ followed }) => followed).toSorted()).toEqual([0, 0, 1]);
    const { tasks } = await all.desk.queue('store');
    expect(tasks).toMatchObject([
      { type: 'shipping', clientId: 'acme', orderId: 'o1', openedBy: 'system', openedAt: at(0, 1) },
    ]);
    expect(await all.desk.runDue()).toEqual({ events: 0, followed: 0, released: 0, escalated: 0 });
    expect((await all.desk.queue('store')).tasks).toHaveLength(1);
  });

  test('tasks follow a merge and come back when it is undone; done ones do, too', async () => {
    const all = await opened('acme', 'double');
    await all.open('own');
    await all.open('t1', 'double');
    await all.open('t2', 'double');
    await all.told('vera', { type: 'take', taskId: 't2' });
    await all.told('vera', { type: 'finish', taskId: 't2' });
    await all.do({ type: 'mergeDuplicate', clientId: 'acme', duplicateId: 'double' });
    await all.desk.runDue();
    const ofClient = async (id: string) =>
      (await all.desk.ofClient(id)).tasks.map((task) => task.id).toSorted();
    expect([await ofClient('acme'), await ofClient('double')]).toEqual([['own', 't1', 't2'], []]);
    expect((await all.desk.get('t1'))?.status).toBe('waiting');
    await all.do({ type: 'unmergeDuplicate', clientId: 'acme', duplicateId: 'double' });
    await all.desk.runDue();
    expect([await ofClient('acme'), await ofClient('double')]).toEqual([['own'], ['t1', 't2']]);
    expect(await typesOf(all, 't1')).toEqual(['taskOpened', 'taskFollowedClient', 'taskFollowedClient']);
    expect(await typesOf(all, 'own')).toEqual(['taskOpened']);
  });

  test('tasks of a client that is closed are cancelled with it; those that are done stay done', async () => {
    const all = await opened('acme', 'other');
    await all.open('t1');
    await all.open('t2');
    await all.open('t3', 'other');
    await all.told('vera', { type: 'take', taskId: 't2' });
    await all.told('vera', { type: 'finish', taskId: 't2' });
    all.now = at(0, 1);
    await all.do({ type: 'override', clientId: 'acme', to: 'closed', reason: 'gone' });
    await all.desk.runDue();
    expect(await all.desk.get('t1')).toMatchObject({
      status: 'cancelled',
      cancelled: { cause: { code: 'CLIENT_CLOSED' } },
    });
    expect([(await all.desk.get('t2'))?.status, (await all.desk.get('t3'))?.status]).toEqual([
      'done',
      'waiting',
    ]);
    const command = { type: 'open', taskType: 'order', taskId: 't4', clientId: 'acme' } as const;
    expect(await all.desk.execute(command, { by: 'anna' })).toMatchObject({
      refused: [{ code: 'TASK_CLIENT_CLOSED' }],
    });
  });

  test('what leavers have in hand goes back to the queue, and so does that of whoever is missed', async () => {
    const all = await opened('acme');
    for (const taskId of ['t1', 't2', 't3']) await all.open(taskId);
    await all.told('vera', { type: 'take', taskId: 't1' });
    await all.told('gleb', { type: 'take', taskId: 't2' });
    const { employees } = all.sales;
    await employees.recordAbsence('gleb', { id: 'a', kind: 'illness', from: at(0), deputyId: 'vera' });
    expect(await all.desk.runDue()).toMatchObject({ released: 0 });
    expect((await all.desk.get('t2'))?.holder).toBe('gleb');
    await employees.leave('vera', { by: 'head', reason: 'moves' });
    expect(await all.desk.runDue()).toMatchObject({ followed: 1, released: 1 });
    expect((await all.desk.queue('desk')).tasks.map(({ id }) => id)).toEqual(['t1', 't2', 't3']);
    expect(await typesOf(all, 't1')).toEqual(['taskOpened', 'taskTaken', 'taskPassedOn']);
    expect(await all.desk.runDue()).toMatchObject({ released: 0 });
  });

  test('a task whose deadline is near is brought before its role, once for each deadline', async () => {
    const all = await opened('acme');
    await all.open('t1');
    all.now = at(0, 6.9);
    expect(await all.desk.runDue()).toMatchObject({ escalated: 0 });
    all.now = at(0, 7.1);
    expect(await all.desk.runDue()).toMatchObject({ escalated: 1 });
    expect(await all.desk.runDue()).toMatchObject({ escalated: 0 });
    expect((await all.desk.get('t1'))?.escalated).toMatchObject({
      to: 'head',
      cause: { deadline: at(0, 8) },
    });
    // A pause that is told late moves the deadline: there is a moment to come again.
    const pause = { reason: 'client', from: at(0, 1), until: at(0, 3) } as const;
    await all.told('head', { type: 'recordPause', taskId: 't1', ...pause });
    expect(await all.desk.runDue()).toMatchObject({ escalated: 0 });
    all.now = at(1, 0.5);
    expect(await all.desk.runDue()).toMatchObject({ escalated: 1 });
  });
});
