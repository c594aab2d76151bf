import { createSales, defineConveyor, isConveyorError } from 'sales-conveyor';
import { defineWork, openWork } from 'sales-conveyor/work';
import { describe, expect, test } from 'vitest';
import { taskEventSchema } from '../../src/schema/task-event-schema.ts';
import { at, monday, stores } from '../service/department.ts';
import { trade } from '../service/trade.ts';
import { Desk, deskDocument } from './open-desk.ts';

const codes = (result: { readonly ok: boolean }) =>
  'refused' in result ? (result.refused as readonly { code: string }[]).map(({ code }) => code) : 'accepted';

describe.each(stores)('tasks on $name', ({ open }) => {
  const opened = async () => {
    const desk = await new Desk(await open()).staff();
    await desk.client('acme');
    return desk;
  };

  test('a task is in the feed, in its history and as it was folded, whatever was done to it', async () => {
    const all = await opened();
    await all.open('t1');
    await all.told('vera', { type: 'take', taskId: 't1' });
    all.now = at(0, 1);
    await all.told('vera', { type: 'pause', taskId: 't1', reason: 'client' });
    all.now = at(0, 2);
    await all.told('vera', { type: 'resume', taskId: 't1' });
    await all.told('vera', { type: 'finish', taskId: 't1', note: 'all is well' });
    const history = await all.desk.history('t1');
    expect(history.map(({ id, type }) => [id, type])).toEqual([
      ['@@task/t1#1', 'taskOpened'],
      ['@@task/t1#2', 'taskTaken'],
      ['@@task/t1#3', 'taskPaused'],
      ['@@task/t1#4', 'taskResumed'],
      ['@@task/t1#5', 'taskDone'],
    ]);
    expect(await all.desk.get('t1')).toEqual(all.desk.work.replay(history));
    const feed = [];
    for await (const { position: _, ...event } of all.sales.events()) feed.push(event);
    expect(feed.filter(({ id }) => id.startsWith('@@task/'))).toEqual(history);
    for (const event of history) expect(taskEventSchema.parse(event)).toEqual(event);
    expect(await all.desk.get('t2')).toBeUndefined();
    expect(await all.desk.history('t2')).toEqual([]);
  });

  test('who may do what goes by the roles of now, and a refusal changes nothing', async () => {
    const { desk, sales } = await opened();
    const by = (who: string) => ({ by: who });
    const open1 = { type: 'open', taskType: 'order', taskId: 't1', clientId: 'acme' } as const;
    expect(codes(await desk.execute(open1, by('vera')))).toEqual(['TASK_NOT_FOR_THEM']);
    expect(codes(await desk.execute(open1, by('system')))).toEqual(['TASK_NOT_FOR_THEM']);
    expect(codes(await desk.execute({ ...open1, clientId: 'nobody' }, by('anna')))).toEqual([
      'UNKNOWN_TASK_CLIENT',
    ]);
    expect(await desk.get('t1')).toBeUndefined();
    expect(codes(await desk.execute(open1, by('import')))).toBe('accepted');
    const take = { type: 'take', taskId: 't1' } as const;
    expect(codes(await desk.execute(take, by('anna')))).toEqual(['TASK_NOT_FOR_THEM']);
    await sales.employees.change('anna', { roles: ['seller', 'keeper'] });
    expect(codes(await desk.execute(take, by('anna')))).toBe('accepted');
    expect(codes(await desk.execute(take, by('vera')))).toEqual(['TASK_TAKEN']);
    const passOn = { type: 'passOn', taskId: 't1', to: { employeeId: 'boris' } } as const;
    expect(codes(await desk.execute(passOn, by('anna')))).toEqual(['NOT_IN_QUEUE']);
    expect(codes(await desk.execute({ type: 'remind', taskId: 't1' }, by('head')))).toEqual([
      'TASK_NOT_FOR_THEM',
    ]);
    expect(await desk.history('t1')).toHaveLength(2);
  });

  test('a command under an id is carried out once, and told again as it was told', async () => {
    const { desk } = await opened();
    const open1 = { type: 'open', taskType: 'order', taskId: 't1', clientId: 'acme' } as const;
    const first = await desk.execute(open1, { by: 'anna', commandId: 'k1' });
    const again = await desk.execute(open1, { by: 'anna', commandId: 'k1' });
    expect(again).toEqual({ ...first, repeated: true });
    expect(codes(await desk.execute({ ...open1, taskId: 't2' }, { by: 'anna', commandId: 'k1' }))).toEqual([
      'COMMAND_ID_REUSED',
    ]);
    const early = { type: 'finish', taskId: 't1' } as const;
    expect(codes(await desk.execute(early, { by: 'vera', commandId: 'k2' }))).toContain('WRONG_TASK_STATUS');
    await desk.execute({ type: 'take', taskId: 't1' }, { by: 'vera' });
    expect(await desk.execute(early, { by: 'vera', commandId: 'k2' })).toMatchObject({
      ok: false,
      repeated: true,
    });
    const next = await desk.takeNext('desk', { by: 'vera', commandId: 'k3' });
    expect(next).toEqual({ ok: true, repeated: false, events: [] });
    const [a, b] = await Promise.all(
      [1, 2].map(() => desk.execute({ ...open1, taskId: 't9' }, { by: 'anna', commandId: 'k9' })),
    );
    expect([a?.ok, b?.ok, a?.repeated !== b?.repeated]).toEqual([true, true, true]);
    expect(await desk.history('t9')).toHaveLength(1);
    const wrong = desk.execute({ type: 'take' } as never, { by: 'vera' });
    await expect(wrong).rejects.toSatisfy((error) => isConveyorError(error, 'INVALID_COMMAND'));
  });

  test('who stands in for somebody who is away does with their tasks what they would', async () => {
    const all = await opened();
    const { desk, sales } = all;
    await all.open('t1');
    await all.told('vera', { type: 'take', taskId: 't1' });
    expect(codes(await desk.execute({ type: 'finish', taskId: 't1' }, { by: 'gleb' }))).toEqual([
      'TASK_NOT_FOR_THEM',
    ]);
    const absence = { kind: 'vacation', from: at(1), to: at(10), deputyId: 'gleb' } as const;
    await sales.employees.recordAbsence('vera', absence);
    all.now = at(2);
    expect(codes(await desk.execute({ type: 'finish', taskId: 't1' }, { by: 'gleb' }))).toBe('accepted');
  });

  test('who is away takes nothing, and is given nothing', async () => {
    const all = await opened();
    const { desk, sales } = all;
    for (const taskId of ['t1', 't2']) await all.open(taskId);
    await all.told('gleb', { type: 'take', taskId: 't2' });
    await sales.employees.recordAbsence('vera', { kind: 'vacation', from: at(1), to: at(10) });
    const take = { type: 'take', taskId: 't1' } as const;
    const give = { type: 'passOn', taskId: 't2', to: { employeeId: 'vera' } } as const;
    all.now = at(2);
    const away = { code: 'WORKER_AWAY', employeeId: 'vera', until: at(10) };
    expect(await desk.execute(take, { by: 'vera' })).toMatchObject({ ok: false, refused: [away] });
    expect(await desk.execute(give, { by: 'head' })).toMatchObject({ ok: false, refused: [away] });
    expect((await desk.heldBy('vera')).tasks).toEqual([]);
    all.now = at(10);
    expect(codes(await desk.execute(take, { by: 'vera' }))).toBe('accepted');
    expect(codes(await desk.execute(give, { by: 'head' }))).toBe('accepted');
  });

  test('a deadline is explained from the log, and as it was known at any moment', async () => {
    const all = await opened();
    const { desk } = all;
    await all.open('t1');
    all.now = at(0, 4);
    await all.told('vera', { type: 'take', taskId: 't1' });
    const pause = { reason: 'client', from: at(0, 1), until: at(0, 3) } as const;
    await all.told('vera', { type: 'recordPause', taskId: 't1', ...pause });
    expect((await desk.explainDeadline('t1', 'resolve'))?.at).toBe(at(1, 1));
    expect((await desk.explainDeadline('t1', 'resolve', { knownAt: at(0, 3) }))?.at).toBe(at(0, 8));
    expect(await desk.explainDeadline('t1', 'respond')).toBeUndefined();
    expect(await desk.explainDeadline('t2', 'resolve')).toBeUndefined();
  });

  test('a task that the lead lets rest before anybody took it stays in sight in its queue, and is given to nobody', async () => {
    const all = await opened();
    await all.open('t1', 'acme', { urgent: true });
    await all.open('t2');
    await all.told('head', { type: 'pause', taskId: 't1', reason: 'client' });
    const inQueue = async () => (await all.desk.queue('desk')).tasks.map(({ id, status }) => [id, status]);
    expect(await inQueue()).toEqual(
      expect.arrayContaining([
        ['t1', 'paused'],
        ['t2', 'waiting'],
      ]),
    );
    expect(await all.desk.takeNext('desk', { by: 'vera' })).toMatchObject({ task: { id: 't2' } });
    const none = await all.desk.takeNext('desk', { by: 'gleb' });
    expect([none.ok, 'task' in none]).toEqual([true, false]);
    expect(await inQueue()).toEqual([['t1', 'paused']]);
    await all.told('head', { type: 'resume', taskId: 't1' });
    expect(await all.desk.takeNext('desk', { by: 'gleb' })).toMatchObject({ task: { id: 't1' } });
    expect(await inQueue()).toEqual([]);
  });

  test('a clock that is a second behind takes a task, and is told of its deadline', async () => {
    const all = await opened();
    all.now = '2026-03-02T09:00:02.000Z';
    const { task } = await all.open('t1');
    all.now = '2026-03-02T09:00:01.000Z';
    expect(await all.desk.takeNext('desk', { by: 'vera' })).toMatchObject({ ok: true, task: { id: 't1' } });
    const due = all.desk.work.deadlines(task, all.now).resolve?.at;
    const explained = async (knownAt?: string) =>
      (await all.desk.explainDeadline('t1', 'resolve', knownAt === undefined ? {} : { knownAt }))?.at;
    expect([due, await explained(), await explained(all.now)]).toEqual([due, due, due]);
    expect(due).toBeDefined();
    const before = '2026-03-02T09:00:00.000Z';
    expect(await explained(before)).toBeUndefined();
    all.now = before;
    expect(await explained()).toBe(due);
  });

  test('a queue is told in the order of its classes and deadlines, page by page', async () => {
    const all = await opened();
    for (const [i, urgent] of [false, true, false, true].entries()) {
      all.now = at(0, i / 60);
      await all.open(`t${i}`, 'acme', { urgent });
    }
    await all.told('vera', { type: 'take', taskId: 't2' });
    const first = await all.desk.queue('desk', { limit: 2 });
    expect(first.tasks.map(({ id }) => id)).toEqual(['t1', 't3']);
    const rest = await all.desk.queue('desk', { limit: 2, after: first.next! });
    expect([rest.tasks.map(({ id }) => id), rest.next]).toEqual([['t0'], undefined]);
    expect((await all.desk.heldBy('vera')).tasks.map(({ id }) => id)).toEqual(['t2']);
    expect((await all.desk.ofClient('acme')).tasks.map(({ id }) => id)).toEqual(['t0', 't1', 't2', 't3']);
    const foreign = { code: 'INVALID_CURSOR' };
    await expect(all.desk.ofClient('acme', { after: first.next! })).rejects.toMatchObject(foreign);
    await expect(all.desk.queue('store', { after: first.next! })).rejects.toMatchObject(foreign);
    await expect(all.desk.queue('desk', { after: 'x' })).rejects.toMatchObject(foreign);
    await all.told('vera', { type: 'return', taskId: 't2', reason: 'unclear' });
    expect((await all.desk.returnedTo('anna')).tasks.map(({ id }) => id)).toEqual(['t2']);
    expect((await all.desk.heldBy('vera')).tasks).toEqual([]);
  });

  test('the next task is the first that its worker has not declined, and has time for', async () => {
    const all = await opened();
    const { desk } = all;
    const next = (by = 'vera') => desk.takeNext('desk', { by });
    for (const [i, urgent] of [false, true, false].entries()) {
      all.now = at(0, i / 60);
      await all.open(`t${i}`, 'acme', { urgent });
    }
    await all.told('vera', { type: 'decline', taskId: 't1' });
    expect(await next()).toMatchObject({ ok: true, task: { id: 't0', holder: 'vera' } });
    expect(await next('gleb')).toMatchObject({ task: { id: 't1' } });
    expect(await next()).toMatchObject({ task: { id: 't2' } });
    expect(await next()).toEqual({ ok: true, repeated: false, events: [] });
    expect(codes(await next('anna'))).toEqual(['NOT_IN_QUEUE']);
    expect(codes(await desk.takeNext('nowhere', { by: 'vera' }))).toEqual(['UNKNOWN_QUEUE']);
    for (let i = 3; i < 20; i++) await all.open(`t${i}`);
    all.now = monday;
    // Nine hours are eighteen tasks of half an hour; she has two.
    for (let i = 0; i < 16; i++) expect(await next()).toMatchObject({ ok: true, task: { holder: 'vera' } });
    expect(await next()).toMatchObject({ refused: [{ code: 'NO_TIME_LEFT', minutes: 30, left: 0 }] });
    await all.sales.employees.recordAbsence('gleb', { kind: 'illness', from: all.now });
    expect(codes(await next('gleb'))).toEqual(['WORKER_AWAY']);
  });

  test('of the day counts what is left of it', async () => {
    const all = await opened();
    for (const taskId of ['t1', 't2']) await all.open(taskId);
    // Work ends in three quarters of an hour; a task takes half an hour.
    all.now = at(0, 8.25);
    expect(await all.desk.takeNext('desk', { by: 'vera' })).toMatchObject({ ok: true, task: { id: 't1' } });
    expect(await all.desk.takeNext('desk', { by: 'vera' })).toMatchObject({
      refused: [{ code: 'NO_TIME_LEFT', minutes: 30, left: 15 }],
    });
  });

  const nights = { days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '30:00' };
  const inNewYork = { days: [1, 2, 3, 4, 5], from: '09:00', to: '21:00', timeZone: 'America/New_York' };
  test.each([
    ['a night shift goes on past midnight', nights, at(0, 14 + 55 / 60), 'given'],
    ['and past it, it is still theirs', nights, at(0, 20.25), 'given'],
    ['and has its own end', nights, at(0, 20.75), 15],
    ['in New York it is afternoon', inNewYork, at(0, 15), 'given'],
    ['and work ends by their clock', inNewYork, at(0, 16.75), 15],
  ])('of the working day of whoever asks, not of the department: %s', async (_, workingHours, now, left) => {
    const all = await opened();
    await all.open('t1');
    const profile = { hoursPerMonth: 130, hiredAt: '2025-01-01T09:00:00.000Z', roles: ['keeper'] };
    await all.sales.employees.hire({ ...profile, id: 'nora', workingHours });
    all.now = now;
    const next = await all.desk.takeNext('desk', { by: 'nora' });
    const refused = { refused: [{ code: 'NO_TIME_LEFT', minutes: 30, left }] };
    expect(next).toMatchObject(left === 'given' ? { ok: true, task: { id: 't1' } } : refused);
  });

  test('nothing is to be done for a client before there was one', async () => {
    const all = await opened();
    const early = { type: 'open', taskType: 'order', taskId: 't1', clientId: 'acme', at: at(-1) } as const;
    const refusal = { code: 'TASK_TOO_EARLY', at: at(-1), since: monday };
    expect(await all.desk.execute(early, { by: 'anna' })).toMatchObject({ refused: [refusal] });
    await all.open('t1');
    const correct = { type: 'correct', taskId: 't1', openedAt: at(-1) } as const;
    expect(await all.desk.execute(correct, { by: 'head' })).toMatchObject({ refused: [refusal] });
  });

  test('what is opened twice, misspelt, or by another blueprint than the one in use is refused', async () => {
    const all = await opened();
    expect(() => openWork(all.sales, { work: all.desk.work })).toThrow(
      expect.objectContaining({ code: 'ALREADY_OPEN' }),
    );
    await expect(all.desk.queue('dek')).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('did you mean "desk"'),
    });
    const other = defineConveyor({ ...trade, windowGrace: { days: 3 } });
    const sales = createSales({ conveyor: other, store: all.store, clock: () => all.now });
    const desk = openWork(sales, { work: defineWork(other, deskDocument) });
    const code = 'BLUEPRINT_CONFLICT';
    const open1 = { type: 'open', taskType: 'order', taskId: 't1', clientId: 'acme' } as const;
    await expect(desk.execute(open1, { by: 'anna' })).rejects.toMatchObject({ code });
    await expect(desk.takeNext('desk', { by: 'vera' })).rejects.toMatchObject({ code });
    await expect(desk.runDue()).rejects.toMatchObject({ code });
    await expect(desk.refile()).rejects.toMatchObject({ code });
  });

  test('16 workers who ask at once take every task once, in this process', async () => {
    const all = await opened();
    const workers = Array.from({ length: 16 }, (_, i) => `w${i}`);
    for (const id of workers) await all.sales.employees.hire({ id, roles: ['keeper'], hoursPerMonth: 130 });
    for (let i = 0; i < 48; i++) await all.open(`t${i}`);
    const taken: string[] = [];
    const counts = await Promise.all(
      workers.map(async (by) => {
        for (let count = 0; ; count++) {
          const result = await all.desk.takeNext('desk', { by });
          // Whoever is quick has a full day before there is nothing left.
          if (!result.ok && result.refused.every(({ code }) => code === 'NO_TIME_LEFT')) return count;
          if (!result.ok) throw new Error(JSON.stringify(result.refused));
          if (!result.task) return count;
          taken.push(result.task.id);
        }
      }),
    );
    expect(taken.toSorted()).toEqual(Array.from({ length: 48 }, (_, i) => `t${i}`).toSorted());
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
  });

  test('of two who send the same id at once, one is given a task, and the other is told of it', async () => {
    const all = await opened();
    for (const taskId of ['t1', 't2', 't3']) await all.open(taskId);
    const asked = ['gleb', 'vera', 'vera', 'gleb'].map((by, i) =>
      all.desk.takeNext('desk', { by, ...(i < 3 && { commandId: 'k' }) }),
    );
    const [gleb, vera, again, more] = await Promise.all(asked);
    expect(gleb).toMatchObject({ ok: true, repeated: false, task: { id: 't1' } });
    for (const one of [vera!, again!]) expect(codes(one)).toEqual(['COMMAND_ID_REUSED']);
    expect(more).toMatchObject({ ok: true, task: { holder: 'gleb', id: 't2' } });
    const repeated = await all.desk.takeNext('desk', { by: 'gleb', commandId: 'k' });
    expect(repeated).toMatchObject({ ok: true, repeated: true, task: { id: 't1' } });
  });

  test('desks that know nothing of each other take nothing twice, many workers at each', async () => {
    const all = await opened();
    const workers = Array.from({ length: 12 }, (_, i) => `w${i}`);
    for (const id of workers) await all.sales.employees.hire({ id, roles: ['keeper'], hoursPerMonth: 130 });
    for (let i = 0; i < 36; i++) await all.open(`t${i}`);
    const desks = [all.desk, new Desk(all.store).desk, new Desk(all.store).desk];
    const rounds = Array.from({ length: 3 }, () => workers);
    const taken = await Promise.all(
      rounds.flat().map((by, i) => desks[i % 3]!.takeNext('desk', { by, commandId: `k${i}` })),
    );
    const ids = taken.flatMap((one) => (one.ok && one.task ? [one.task.id] : []));
    expect(ids.toSorted()).toEqual(Array.from({ length: 36 }, (_, i) => `t${i}`).toSorted());
  });
});
