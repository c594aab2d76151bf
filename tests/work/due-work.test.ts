import { en } from 'sales-conveyor/locales/en';
import { defineWork, describeTaskEvent } from 'sales-conveyor/work';
import { describe, expect, test } from 'vitest';
import { at, conveyor, order, stores } from '../service/department.ts';
import { Desk, deskDocument } from './open-desk.ts';

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
    const nothing = {
      dealt: 0,
      events: 0,
      followed: 0,
      released: 0,
      passedOn: 0,
      opened: 0,
      escalated: 0,
      leftToLead: 0,
    };
    expect(await all.desk.runDue()).toEqual(nothing);
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
    const illness = { id: 'a', kind: 'illness', from: at(0), to: at(0, 2) } as const;
    await employees.recordAbsence('gleb', { ...illness, deputyId: 'vera' });
    expect(await all.desk.runDue()).toMatchObject({ released: 0, passedOn: 0 });
    expect((await all.desk.get('t2'))?.holder).toBe('gleb');
    await employees.leave('vera', { by: 'head', reason: 'moves' });
    expect(await all.desk.runDue()).toMatchObject({ followed: 1, released: 1 });
    expect((await all.desk.queue('desk')).tasks.map(({ id }) => id)).toEqual(['t1', 't2', 't3']);
    expect(await typesOf(all, 't1')).toEqual(['taskOpened', 'taskTaken', 'taskPassedOn']);
    expect(await all.desk.runDue()).toMatchObject({ released: 0 });
  });

  test('who was taken on again keeps their work, however late it is followed that they had left', async () => {
    const all = await opened('acme');
    await all.open('t1');
    await all.told('vera', { type: 'take', taskId: 't1' });
    await all.desk.runDue();
    const { employees } = all.sales;
    await employees.leave('vera', { by: 'head', reason: 'moves' });
    all.now = at(1);
    const profile = { hoursPerMonth: 130, hiredAt: at(1), roles: ['keeper'] };
    await employees.hire({ ...profile, id: 'vera' }, { by: 'head' });
    await all.desk.runDue();
    expect(await all.desk.get('t1')).toMatchObject({ status: 'inHand', holder: 'vera' });
  });

  test('what leavers have in hand goes to who stood in for them as they left, if they work in its queue', async () => {
    const all = await opened('acme');
    for (const taskId of ['t1', 't2']) await all.open(taskId);
    await all.told('vera', { type: 'take', taskId: 't1' });
    await all.told('gleb', { type: 'take', taskId: 't2' });
    const { employees } = all.sales;
    const absence = { kind: 'illness', from: at(0) } as const;
    await employees.recordAbsence('vera', { ...absence, id: 'a', deputyId: 'gleb' });
    await employees.leave('vera', { by: 'head', reason: 'moves' });
    await all.desk.runDue();
    expect(await all.desk.get('t1')).toMatchObject({ status: 'inHand', holder: 'gleb' });
    // Who stands in is away, too.
    await employees.hire({ id: 'dina', roles: ['keeper'], hoursPerMonth: 130, hiredAt: at(-9) });
    await employees.recordAbsence('dina', { ...absence, id: 'c' });
    await employees.recordAbsence('gleb', { ...absence, id: 'b', deputyId: 'dina' });
    await employees.leave('gleb', { by: 'head', reason: 'moves' });
    await all.desk.runDue();
    expect((await all.desk.queue('desk')).tasks.map(({ id }) => id)).toEqual(['t1', 't2']);
  });

  test('what somebody has in hand who is away beyond its deadline goes to who stands in, or back to the queue', async () => {
    const all = await opened('acme');
    for (const [taskId, urgent] of [
      ['t1', true],
      ['t2', false],
    ] as const) {
      await all.open(taskId, 'acme', { urgent });
      await all.told('gleb', { type: 'take', taskId });
    }
    const { employees } = all.sales;
    const due = async (id: string) => all.desk.work.deadlines((await all.desk.get(id))!, all.now).due!.at;
    const [first, last] = [await due('t1'), await due('t2')];
    expect(first < last).toBe(true);
    const absence = { kind: 'illness', from: at(0) } as const;
    // Back as the urgent one falls due: both stay.
    await employees.recordAbsence('gleb', { ...absence, id: 'a', to: first, deputyId: 'vera' });
    expect(await all.desk.runDue()).toMatchObject({ released: 0, passedOn: 0 });
    // Back as the other one falls due: the urgent one does not wait.
    await employees.recordAbsence('gleb', { ...absence, id: 'b', to: last, deputyId: 'vera' });
    expect(await all.desk.runDue()).toMatchObject({ released: 0, passedOn: 1 });
    expect((await all.desk.get('t1'))?.holder).toBe('vera');
    expect((await all.desk.get('t2'))?.holder).toBe('gleb');
    expect(await typesOf(all, 't1')).toEqual(['taskOpened', 'taskTaken', 'taskPassedOn']);
    // Nobody knows until when, and who stands in is away, too.
    await employees.recordAbsence('vera', { ...absence, id: 'c' });
    await employees.recordAbsence('gleb', { ...absence, id: 'd', deputyId: 'vera' });
    expect(await all.desk.runDue()).toMatchObject({ released: 2, passedOn: 0 });
    expect((await all.desk.queue('desk')).tasks.map(({ id }) => id)).toEqual(['t1', 't2']);
    expect(await all.desk.runDue()).toMatchObject({ released: 0, passedOn: 0 });
  });

  test('what rests waits for who is away until a known day while its clock stands still; else it goes as what is in hand', async () => {
    const all = await opened('acme');
    await all.open('t1');
    await all.told('gleb', { type: 'take', taskId: 't1' });
    await all.told('gleb', { type: 'pause', taskId: 't1', reason: 'client' });
    const { employees } = all.sales;
    const absence = { kind: 'illness', from: at(0) } as const;
    const none = { released: 0, passedOn: 0 };
    // Nothing can fall due before they are back, however late that is.
    await employees.recordAbsence('gleb', { ...absence, id: 'a', to: at(40) });
    expect(await all.desk.runDue()).toMatchObject(none);
    // Nobody knows until when: who stands in does it in their place.
    await employees.recordAbsence('gleb', { ...absence, id: 'b', deputyId: 'vera' });
    expect(await all.desk.runDue()).toMatchObject(none);
    expect((await all.desk.inbox('vera'))?.tasks).toMatchObject([{ code: 'PAUSED', insteadOf: 'gleb' }]);
    // Nobody stands in: it waits for whoever takes it, and they see whether it has to rest still.
    await employees.leave('vera', { by: 'head', reason: 'moves' });
    expect(await all.desk.runDue()).toMatchObject({ ...none, released: 1 });
    const task = await all.desk.get('t1');
    expect([task?.status, task?.holder, task?.pausedBy]).toEqual(['waiting', undefined, undefined]);
    expect(all.desk.work.deadlines(task!, all.now).due).toBeDefined();
    expect(await all.desk.runDue()).toMatchObject(none);
  });

  test('what rests while its clock runs goes to who stands in before it falls due, and rests with them', async () => {
    const { order } = deskDocument.tasks;
    const pauses = { stock: { label: 'out of stock', stopsClock: false } };
    const work = defineWork(conveyor, {
      ...deskDocument,
      tasks: { ...deskDocument.tasks, order: { ...order!, pauses } },
    });
    const all = await new Desk(await open(), work).staff();
    await all.client('acme');
    await all.open('t1');
    await all.told('gleb', { type: 'take', taskId: 't1' });
    await all.told('gleb', { type: 'pause', taskId: 't1', reason: 'stock' });
    const absence = { kind: 'illness', from: at(0), to: at(5), deputyId: 'vera' } as const;
    await all.sales.employees.recordAbsence('gleb', absence);
    expect(await all.desk.runDue()).toMatchObject({ released: 0, passedOn: 1 });
    const task = await all.desk.get('t1');
    expect([task?.status, task?.holder]).toEqual(['paused', 'vera']);
    expect(task?.pauses[task.pausedBy!]?.reason).toBe('stock');
  });

  test('what comes back to who has left, or to time itself, is brought before the lead, once', async () => {
    const all = await opened('acme');
    await all.open('t1');
    await all.told('vera', { type: 'take', taskId: 't1' });
    await all.told('vera', { type: 'return', taskId: 't1', reason: 'unclear' });
    expect(await all.desk.runDue()).toMatchObject({ leftToLead: 0 });
    await all.sales.employees.leave('anna', { by: 'head', reason: 'moves' });
    expect(await all.desk.runDue()).toMatchObject({ leftToLead: 1 });
    expect(await all.desk.get('t1')).toMatchObject({
      status: 'returned',
      escalated: { to: 'head', cause: { code: 'NOBODY_ANSWERS' } },
    });
    await all.told('head', { type: 'resubmit', taskId: 't1' });
    await all.told('vera', { type: 'take', taskId: 't1' });
    all.now = at(0, 1);
    await all.told('vera', { type: 'return', taskId: 't1', reason: 'unclear' });
    expect(await all.desk.runDue()).toMatchObject({ leftToLead: 1 });
    expect(await all.desk.runDue()).toMatchObject({ leftToLead: 0 });
  });

  test('an event’s task is not lost to whoever has taken its id before', async () => {
    const all = await opened('acme', 'other');
    await all.do(order('acme', 'o1', at(0)));
    const first = await all.desk.runDue().then(() => all.desk.queue('store'));
    const [id = ''] = first.tasks.map((task) => task.id);
    const next = (await all.sales.clients.get('acme'))!.revision + 1;
    const taken = id.replace(/\d+$/, `${next}`);
    await all.open(taken, 'other');
    await all.do(order('acme', 'o2', at(0)));
    await all.desk.runDue();
    const { tasks } = await all.desk.ofClient('acme');
    expect(tasks.map(({ orderId, type }) => [orderId, type])).toEqual([
      ['o1', 'shipping'],
      ['o2', 'shipping'],
    ]);
    expect(await all.desk.get(taken)).toMatchObject({ clientId: 'other', type: 'order' });
  });

  test('a task that was opened while its client was merged away follows it', async () => {
    const store = await open();
    const all = await new Desk(store).staff();
    for (const id of ['acme', 'double']) await all.client(id);
    let meanwhile = async () => {};
    const slow = new Proxy(store, {
      get(target, key: keyof typeof store) {
        const value = target[key];
        if (typeof value !== 'function') return value;
        return async (...given: never[]) => {
          if (key === 'commit') await meanwhile();
          return (value as (...all: never[]) => unknown).apply(target, given);
        };
      },
    });
    const late = new Desk(slow);
    meanwhile = async () => {
      meanwhile = async () => {};
      await all.do({ type: 'mergeDuplicate', clientId: 'acme', duplicateId: 'double' });
      await all.desk.runDue();
    };
    await late.open('t1', 'double');
    expect((await all.desk.get('t1'))?.clientId).toBe('double');
    await all.desk.runDue();
    expect((await all.desk.get('t1'))?.clientId).toBe('acme');
  });

  test('of every deadline it is reminded by itself, be an earlier one overdue', async () => {
    const all = await opened('acme');
    const reminding = {
      name: 'usual',
      respond: { workingHours: 1 },
      resolve: { workingHours: 4 },
      escalate: { before: { workingHours: 0.5 }, to: 'head' },
    };
    const { order: type } = deskDocument.tasks;
    const document = { ...deskDocument, tasks: { order: { ...type!, service: [reminding] } } };
    const desk = new Desk(all.store, defineWork(conveyor, document));
    await desk.open('t1');
    const targets: (string | undefined)[] = [];
    for (const hour of [0.25, 0.6, 1.5, 3.6, 5]) {
      desk.now = at(0, hour);
      const { escalated } = await desk.desk.runDue();
      const cause = (await desk.desk.get('t1'))?.escalated?.cause;
      if (escalated > 0) targets.push(`${hour} ${cause?.code === 'DEADLINE_NEAR' ? cause.target : ''}`);
    }
    expect(targets).toEqual(['0.6 respond', '3.6 resolve']);
    await desk.open('t2');
    desk.now = at(1, 8);
    expect(await desk.desk.runDue()).toMatchObject({ escalated: 2 });
  });

  test('of each queue’s part of the chain it is reminded, too: once, while the queue has it', async () => {
    const all = await opened('acme');
    const chained = {
      name: 'usual',
      resolve: { workingHours: 6 },
      escalate: { before: { workingHours: 0.5 }, to: 'head' },
      chain: [
        { queue: 'desk', within: { workingHours: 2 } },
        { queue: 'store', within: { workingHours: 3 } },
      ],
    };
    const { order: type } = deskDocument.tasks;
    const document = { ...deskDocument, tasks: { order: { ...type!, service: [chained] } } };
    const desk = new Desk(all.store, defineWork(conveyor, document));
    await desk.open('t1');
    const told: unknown[] = [];
    const run = async (hour: number) => {
      desk.now = at(0, hour);
      if ((await desk.desk.runDue()).escalated > 0)
        told.push([hour, (await desk.desk.get('t1'))?.escalated?.cause]);
    };
    for (const hour of [1.4, 1.6, 2.2]) await run(hour);
    await desk.told('head', { type: 'passOn', taskId: 't1', to: { queue: 'store' } });
    for (const hour of [2.5, 3]) await run(hour);
    // While the desk has it again, which has used up its part, nothing new is told of that.
    await desk.told('head', { type: 'passOn', taskId: 't1', to: { queue: 'desk' } });
    await run(3.5);
    await desk.told('head', { type: 'passOn', taskId: 't1', to: { queue: 'store' } });
    for (const hour of [5, 5.4, 5.6]) await run(hour);
    expect(told).toEqual([
      [1.6, { code: 'CHAIN_LIMIT_NEAR', queue: 'desk', deadline: at(0, 2) }],
      // It has had 0.8 hours before, and has it again since half past the third.
      [5.4, { code: 'CHAIN_LIMIT_NEAR', queue: 'store', deadline: at(0, 5.7) }],
      [5.6, { code: 'DEADLINE_NEAR', target: 'resolve', deadline: at(0, 6) }],
    ]);
    const text = describeTaskEvent((await desk.desk.history('t1'))[1]!, {
      dictionary: en,
      work: desk.desk.work,
    });
    expect(text).toBe(
      'brought before head: queue “desk” has its part of the promise until 5 Jan 2026, 11:00',
    );
    const { chain } = desk.desk.work.deadlines((await desk.desk.get('t1'))!, desk.now);
    expect(chain).toEqual({ queue: 'store', at: at(0, 5.7), escalateAt: at(0, 5.2) });
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
