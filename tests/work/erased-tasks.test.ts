import { type Condition, defineConveyor, type Store } from 'sales-conveyor';
import { openErasure } from 'sales-conveyor/erasure';
import { en } from 'sales-conveyor/locales/en';
import { defineWork, describeTaskRefusal } from 'sales-conveyor/work';
import { describe, expect, test } from 'vitest';
import { taskEventSchema } from '../../src/schema/task-event-schema.ts';
import { stores } from '../service/department.ts';
import { trade } from '../service/trade.ts';
import { Desk, deskDocument } from './open-desk.ts';

const secret = 'Ivanova, 916';

describe.each(stores)('erasing what tasks hold on $name', ({ open }) => {
  async function told() {
    const all = await new Desk(await open()).staff();
    for (const id of ['acme', 'other']) await all.client(id);
    await all.open('t1', 'acme', { said: secret, urgent: true });
    await all.open('t2', 'other', { said: 'theirs' });
    const by = { by: 'vera', commandId: 'k' };
    await all.desk.execute({ type: 'take', taskId: 't1', note: secret }, by);
    await all.told('vera', { type: 'pause', taskId: 't1', reason: 'client', note: secret });
    return { all, erasure: openErasure(all.sales) };
  }
  async function found({ erasure }: Pick<Awaited<ReturnType<typeof told>>, 'erasure'>, text: string) {
    const where: string[] = [];
    for await (const { among } of erasure.find(text)) where.push(among);
    return where;
  }

  test('a client’s go from its tasks and their events in the log; what is no text stays', async () => {
    const { all, erasure } = await told();
    expect((await found({ erasure }, secret)).length).toBeGreaterThan(2);
    const before = await all.desk.get('t2');
    expect(await erasure.erase({ clientId: 'acme' }, { by: 'head' })).toMatchObject({ ok: true });
    expect(await found({ erasure }, secret)).toEqual([]);
    const task = await all.desk.get('t1');
    expect(task).toMatchObject({ status: 'paused', holder: 'vera', facts: { urgent: { value: true } } });
    expect(task?.pauses).toMatchObject({ 3: { reason: 'client' } });
    expect(all.desk.work.replay(await all.desk.history('t1'))).toEqual(task);
    expect(await all.desk.get('t2')).toEqual(before);
    expect((await all.desk.heldBy('vera')).tasks.map(({ id }) => id)).toEqual(['t1']);
    const again = { by: 'vera', commandId: 'k' };
    expect(await all.desk.execute({ type: 'take', taskId: 't1' }, again)).toMatchObject({ repeated: true });
    await all.told('vera', { type: 'resume', taskId: 't1' });
  });

  test('a client’s new id, and a leaver’s, are those of their tasks and lists, too', async () => {
    const { all, erasure } = await told();
    const by = { by: 'head' };
    expect(await erasure.erase({ clientId: 'acme', pseudonym: 'c-1' }, by)).toMatchObject({ ok: true });
    expect((await all.desk.ofClient('c-1')).tasks.map(({ id }) => id)).toEqual(['t1']);
    expect((await all.desk.ofClient('acme')).tasks).toEqual([]);
    expect(await found({ erasure }, '"acme"')).toEqual([]);
    await all.sales.employees.leave('vera', { by: 'head', reason: 'moves' });
    expect(await erasure.erase({ employeeId: 'vera', pseudonym: 'e-1' }, by)).toMatchObject({ ok: true });
    expect(await found({ erasure }, '"vera"')).toEqual([]);
    expect((await all.desk.heldBy('e-1')).tasks.map(({ id }) => id)).toEqual(['t1']);
    expect(all.desk.work.replay(await all.desk.history('t1'))).toEqual(await all.desk.get('t1'));
  });

  test.each([
    ['the client’s', {}, {}],
    ['what names a person', { personId: 'p1', naming: ['Ivanova'] }, {}],
    ['a client’s that gets another id', {}, { pseudonym: 'c-1' }],
  ])('what was written since goes with a later erasure: %s', async (_, whose, anew) => {
    const { all, erasure } = await told();
    await all.do({ type: 'recordPerson', clientId: 'acme', personId: 'p1', name: secret, part: 'user' });
    const erase = (clientId: string, input: object) =>
      erasure.erase({ clientId, ...whose, ...input }, { by: 'head' });
    expect(await erase('acme', {})).toMatchObject({ ok: true });
    expect(await found({ erasure }, secret)).toEqual([]);
    await all.told('head', { type: 'escalate', taskId: 't1', note: secret });
    expect(await erase('acme', anew)).toMatchObject({ ok: true });
    expect(await found({ erasure }, secret)).toEqual([]);
    const [clientId = 'acme'] = Object.values(anew);
    const history = await all.sales.clients.history(clientId);
    expect(history.filter(({ type }) => type === 'personalDataErased').length).toBeGreaterThan(1);
    const none = { clients: [], employees: [], events: 0, outcomes: 0, documents: 0 };
    expect(await erase(clientId, {})).toEqual({ ok: true, erased: none });
  });

  test('an erasure between the undoing of a merge and what follows it finds the task', async () => {
    const { all, erasure } = await told();
    const about = { type: 'open', taskType: 'order', clientId: 'other', facts: { said: secret } } as const;
    const merge = { type: 'mergeDuplicate', clientId: 'acme', duplicateId: 'other' } as const;
    await all.told('anna', { ...about, taskId: 't3' });
    await all.do(merge);
    await all.desk.runDue();
    await all.told('head', { type: 'escalate', taskId: 't3', note: secret });
    await all.do({ ...merge, type: 'unmergeDuplicate' });
    await erasure.erase({ clientId: 'acme' }, { by: 'head' });
    expect((await all.desk.get('t3'))?.facts.said?.value).toBe(secret);
    await erasure.erase({ clientId: 'other' }, { by: 'head' });
    expect(await found({ erasure }, secret)).toEqual([]);
    await all.desk.runDue();
    expect(await all.desk.get('t3')).toMatchObject({ clientId: 'other', facts: { said: { value: null } } });
    expect(all.desk.work.replay(await all.desk.history('t3'))).toEqual(await all.desk.get('t3'));
  });

  test('numbers, yes and no, and money go, too, where the client’s fact or the task’s own is personal', async () => {
    const label = 'what is known';
    const conveyor = defineConveyor({
      ...trade,
      facts: {
        ...trade.facts,
        age: { type: 'number', label, personal: true },
        ill: { type: 'boolean', label, personal: true },
        debt: { type: 'money', label, personal: true },
        city: { type: 'text', label },
      },
    });
    const { order } = deskDocument.tasks;
    const atLeast = (fact: string, value: number) => ({ fact, is: 'atLeast', value }) as const;
    const equals = (fact: string, value: unknown) => ({ fact, is: 'equals', value }) as const;
    const known = [
      ...[atLeast('age', 1), atLeast('wage', 1), equals('city', 'Perm')],
      ...[equals('ill', true), equals('urgent', true)],
      { fact: 'debt', is: 'atLeast', value: { amount: 1, currency: 'EUR' } },
    ];
    const work = defineWork(conveyor, {
      ...deskDocument,
      facts: { ...deskDocument.facts, wage: { type: 'number', label, personal: true } },
      tasks: {
        order: {
          ...order!,
          service: [{ name: 'known', when: { all: known } as Condition }, { name: 'usual' }],
        },
      },
    });
    const all = await new Desk(await open(), work, conveyor).staff();
    await all.client('acme');
    const debt = { amount: 700, currency: 'EUR' };
    const facts = { age: 53, ill: true, debt, city: 'Perm' };
    await all.do({ type: 'learnFacts', clientId: 'acme', facts });
    await all.desk.runDue();
    const { task } = await all.open('t1', 'acme', { wage: 900, urgent: true });
    expect(task.promise.rests).toEqual({ ...facts, wage: 900, urgent: true });
    await openErasure(all.sales).erase({ clientId: 'acme' }, { by: 'head' });
    const erased = await all.desk.get('t1');
    expect(erased?.promise.rests).toEqual({
      ...{ age: null, ill: null, debt: null, city: 'Perm' },
      ...{ wage: null, urgent: true },
    });
    expect(erased?.facts).toMatchObject({ wage: { value: null }, urgent: { value: true } });
    const history = await all.desk.history('t1');
    expect(work.replay(history)).toEqual(erased);
    for (const event of history) expect(taskEventSchema.parse(event)).toEqual(event);
    const explained = await all.desk.explainDeadline('t1', 'resolve');
    expect(explained).toBeUndefined();
  });

  test('a note that is written while its task is read stops no erasure, and goes with it', async () => {
    const store = await open();
    let meanwhile = async () => {};
    const slow = new Proxy(store, {
      get(target, key: keyof Store) {
        const value = target[key];
        if (typeof value !== 'function') return value;
        return async (...given: never[]) => {
          if (key === 'documentHistory') await meanwhile();
          return (value as (...all: never[]) => unknown).apply(target, given);
        };
      },
    });
    const all = await new Desk(slow).staff();
    await all.client('acme');
    await all.open('t1', 'acme', { said: secret });
    meanwhile = async () => {
      meanwhile = async () => {};
      await all.told('head', { type: 'escalate', taskId: 't1', note: secret });
    };
    const erasure = openErasure(all.sales);
    expect(await erasure.erase({ clientId: 'acme' }, { by: 'head' })).toMatchObject({ ok: true });
    expect((await all.desk.history('t1')).map(({ type }) => type)).toEqual(['taskOpened', 'taskEscalated']);
    expect(await found({ erasure }, secret)).toEqual([]);
  });

  test('what a refused command said goes, and so does its print', async () => {
    const { all, erasure } = await told();
    const about = { taskType: 'order', clientId: 'acme', facts: { Ivanova: secret } } as const;
    const commands = [
      { type: 'return', taskId: 't1', reason: 'Ivanova', note: secret },
      { type: 'finish', taskId: 't1', note: secret },
      { type: 'open', taskId: 't3', ...about, note: secret },
      { type: 'open', taskId: 't3', ...about, taskType: 'Ivanova', note: secret },
      { type: 'passOn', taskId: 't1', to: { queue: 'Ivanova' }, note: secret },
    ] as const;
    const send = (note: string) =>
      Promise.all(
        commands.map((command, i) =>
          all.desk.execute({ ...command, note }, { by: 'anna', commandId: `r${i}` }),
        ),
      );
    const codes = (results: Awaited<ReturnType<typeof send>>) =>
      results.map((result) => !result.ok && result.refused.map(({ code }) => code));
    const first = codes(await send(secret));
    expect(first.flat()).toEqual(expect.arrayContaining(['UNKNOWN_TASK_REASON', 'UNKNOWN_TASK_FACT']));
    await erasure.erase({ clientId: 'acme' }, { by: 'head' });
    expect(await found({ erasure }, 'Ivanova')).toEqual([]);
    const again = await send('another');
    expect(again.map(({ repeated }) => repeated)).toEqual([true, true, true, true, true]);
    expect(codes(again)).toEqual(first);
    const options = { dictionary: en, work: all.desk.work };
    const said = again.map((one) => describeTaskRefusal(one.ok ? [] : one.refused, options));
    expect(said[3]).toBe('No type of tasks is called erased; there are: “order”, “shipping”.');
  });
});
