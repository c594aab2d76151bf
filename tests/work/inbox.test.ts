import { isConveyorError } from 'sales-conveyor';
import { inboxOf } from 'sales-conveyor/inbox';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { type AgendaItem, describeTaskItem, type TaskInboxItem } from 'sales-conveyor/work';
import { describe, expect, test } from 'vitest';
import { at, conveyor, stores } from '../service/department.ts';
import { Desk } from './open-desk.ts';

const said = (item: TaskInboxItem) => [
  item.code,
  item.code === 'QUEUE_WAITS' ? `${item.queue} ${item.tasks}` : item.task.id,
  item.code === 'QUEUE_WAITS' ? undefined : item.insteadOf,
];

describe.each(stores)('somebody’s day on $name', ({ open }) => {
  async function day() {
    const all = await new Desk(await open()).staff();
    await all.client('acme');
    for (const taskId of ['t1', 't2', 't3', 't4', 't5', 't6']) await all.open(taskId);
    await all.open('urgent', 'acme', { urgent: true });
    for (const taskId of ['t1', 't2', 't3']) await all.told('vera', { type: 'take', taskId });
    await all.told('vera', { type: 'pause', taskId: 't2', reason: 'client' });
    await all.told('vera', { type: 'return', taskId: 't3', reason: 'unclear' });
    await all.told('gleb', { type: 'take', taskId: 't4' });
    await all.told('gleb', { type: 'escalate', taskId: 't4' });
    const absence = { kind: 'illness', from: at(0), deputyId: 'vera' } as const;
    await all.sales.employees.recordAbsence('gleb', absence);
    return all;
  }

  test('has what is in hand, what came back, what was brought before them, and what waits for them', async () => {
    const { desk, sales } = await day();
    const itemsOf = async (id: string) => (await desk.inbox(id))?.tasks.map(said);
    expect(await itemsOf('vera')).toEqual([
      ['QUEUE_WAITS', 'desk 3', undefined],
      ['IN_HAND', 't1', undefined],
      ['IN_HAND', 't4', 'gleb'],
      ['PAUSED', 't2', undefined],
    ]);
    expect(await itemsOf('anna')).toEqual([['RETURNED', 't3', undefined]]);
    expect(await itemsOf('head')).toEqual([['BROUGHT_BEFORE', 't4', undefined]]);
    const day1 = await desk.inbox('vera', { codes: ['OVERDUE'] });
    expect(day1?.tasks[0]?.deadline).toBe(at(0, 2));
    expect(day1?.clients).toEqual(await inboxOf(sales, 'vera', { codes: ['OVERDUE'] }));
    expect(await desk.inbox('nobody')).toBeUndefined();
    await expect(desk.inbox('vera', { order: 'age' as never })).rejects.toSatisfy((error) =>
      isConveyorError(error, 'INVALID_QUERY'),
    );
  });

  test('is one list by deadline, too, page by page, whatever the size of a page', async () => {
    const all = await day();
    const { sales, desk } = all;
    await sales.employees.change('vera', { roles: ['keeper', 'seller'] });
    for (const [i, id] of ['b', 'c', 'd'].entries()) {
      await all.client(id);
      await all.do({ type: 'assignHolder', clientId: id, role: 'seller', employeeId: 'vera' });
      const window = { type: 'recordWindow', windowId: 'w', category: 'cheese', clientId: id } as const;
      await all.do({ ...window, decidesAt: at(0, 3 + 4 * i) });
    }
    const told = ({ about, item }: AgendaItem) => [
      ...[about, item.code, item.deadline],
      about === 'client' ? item.clientId : said(item)[1],
    ];
    const whole = await desk.agenda('vera');
    const { tasks, clients } = (await desk.inbox('vera'))!;
    expect(whole?.next).toBeUndefined();
    expect(whole?.items.filter(({ about }) => about === 'task').map(({ item }) => item)).toEqual(tasks);
    expect(whole?.items.filter(({ about }) => about === 'client').map(({ item }) => item)).toEqual(
      clients.items,
    );
    expect(clients.items.length).toBeGreaterThan(2);
    const deadlines = whole!.items.map(({ item }) => item.deadline ?? '~');
    expect(deadlines).toEqual(deadlines.toSorted());
    const kinds = whole!.items.map(({ about }) => about);
    expect(kinds.lastIndexOf('task')).toBeGreaterThan(kinds.indexOf('client'));
    for (let limit = 1; limit <= whole!.items.length; limit++) {
      const found: AgendaItem[] = [];
      let after: string | undefined;
      do {
        const page = await desk.agenda('vera', { limit, ...(after !== undefined && { after }) });
        expect(page!.items.length).toBeLessThanOrEqual(limit);
        found.push(...page!.items);
        after = page?.next;
      } while (after !== undefined);
      expect(found.map(told)).toEqual(whole!.items.map(told));
    }
    expect(await desk.agenda('nobody')).toBeUndefined();
    const { next } = (await inboxOf(sales, 'vera', { limit: 1 }))!;
    await expect(desk.agenda('vera', { after: next! })).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
    await expect(desk.agenda('vera', { after: '?' })).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
  });

  test('of who stands in for a deputy who is away has the tasks of both, and those of nobody else', async () => {
    const all = await day();
    const { employees } = all.sales;
    await employees.hire({ id: 'dina', roles: ['keeper'], hoursPerMonth: 130, hiredAt: at(-9) });
    const heldFor = async (id: string) =>
      (await all.desk.inbox(id))?.tasks.map(said).filter(([code]) => code !== 'QUEUE_WAITS');
    expect(await heldFor('dina')).toEqual([]);
    // Vera stands in for Gleb; now she is away herself.
    await employees.recordAbsence('vera', { kind: 'vacation', from: at(0), to: at(9), deputyId: 'dina' });
    expect(await heldFor('dina')).toEqual([
      ['IN_HAND', 't1', 'vera'],
      ['IN_HAND', 't4', 'gleb'],
      ['PAUSED', 't2', 'vera'],
    ]);
    for (const taskId of ['t1', 't4']) await all.told('dina', { type: 'finish', taskId });
    expect(await heldFor('dina')).toEqual([['PAUSED', 't2', 'vera']]);
    expect(await heldFor('anna')).toEqual([['RETURNED', 't3', undefined]]);
  });

  test('is said in one line each', async () => {
    const { desk } = await day();
    const lines = async (dictionary: typeof en) => {
      const options = { dictionary, conveyor, work: desk.work };
      const items: TaskInboxItem[] = [];
      for (const id of ['vera', 'anna', 'head']) items.push(...((await desk.inbox(id))?.tasks ?? []));
      return items.map((item) => describeTaskItem(item, options));
    };
    expect(await lines(en)).toEqual([
      'queue “desk”: 3 to be taken',
      'task “order” for acme',
      'task “order” for acme (in the place of gleb)',
      'task “order” for acme, paused: “the client is asked”',
      'task “order” for acme came back: “unclear”',
      'task “order” for acme, brought before “head”: somebody asks for a decision',
    ]);
    expect(await lines(ru)).toEqual([
      'очередь «desk»; ждут задачи: 3',
      'задача «order»: acme',
      'задача «order»: acme (замещаете: gleb)',
      'задача «order»: acme; пауза: «the client is asked»',
      'задача «order»: acme; возвращена: «unclear»',
      'задача «order»: acme; вынесена на решение («head»): просят решения',
    ]);
    const told = (await desk.inbox('vera'))?.tasks[1];
    if (told?.code !== 'IN_HAND') throw new Error('Nothing in hand');
    const deadline = { kind: 'firstContact', of: 'keeper', at: at(0) } as const;
    const item = { ...told, task: { ...told.task, deadline } };
    expect(describeTaskItem(item, { dictionary: en, conveyor, work: desk.work })).toBe(
      'task “order” for acme, as the first contact by “keeper” is owed by 5 Jan 2026, 09:00',
    );
  });
});
