import { defineConveyor } from 'sales-conveyor';
import { openErasure } from 'sales-conveyor/erasure';
import { defineWork, type WorkInput } from 'sales-conveyor/work';
import { describe, expect, test } from 'vitest';
import { taskEventSchema } from '../../src/schema/task-event-schema.ts';
import { at, order, stores } from '../service/department.ts';
import { trade } from '../service/trade.ts';
import { Desk, deskDocument } from './open-desk.ts';

type Rule = NonNullable<WorkInput['tasks'][string]['opensAt']>[number];

const conveyor = defineConveyor({
  ...trade,
  holds: { locked: { ...trade.holds.locked, review: { after: { days: 7 }, by: 'head' } } },
});

/** A document whose only type that opens of itself is opened so. */
const opensAt = (...rules: Rule[]) =>
  defineWork(conveyor, {
    ...deskDocument,
    tasks: {
      order: deskDocument.tasks.order!,
      chase: {
        label: 'chase',
        queue: 'desk',
        opens: ['seller'],
        opensAt: rules,
        service: [{ name: 'usual', resolve: { workingHours: 4 } }],
      },
    },
  });

describe.each(stores)('tasks that deadlines of clients open on $name', ({ open }) => {
  const opened = async (...rules: Rule[]) => {
    const all = await new Desk(await open(), opensAt(...rules), conveyor).staff();
    await all.desk.runDue();
    return all;
  };
  /** Offered to the keepers on Monday at 9:00 with eight working hours to answer: until 18:00. */
  const offered = async (all: Desk) => {
    await all.client('acme');
    await all.do({ type: 'assignHolder', clientId: 'acme', role: 'seller', employeeId: 'anna' });
    await all.do({ type: 'learnFacts', clientId: 'acme', facts: { ready: true } });
    await all.do({ type: 'transfer', clientId: 'acme', transfer: 'startSelling' });
    await all.do({ type: 'transfer', clientId: 'acme', transfer: 'handOver', to: 'vera' });
  };
  const buyer = async (all: Desk) => {
    await all.do({ type: 'register', clientId: 'acme', source: 'existing' });
    await all.do(order('acme', 'o1', at(0)));
  };
  const tasksOf = async ({ desk }: Desk, id = 'acme') => (await desk.ofClient(id)).tasks;

  test('an offer that is near its limit: so many working hours ahead, once, however many run it', async () => {
    const all = await opened({ deadline: 'handoff', of: 'handOver', before: { workingHours: 3 } });
    await offered(all);
    all.now = at(0, 4);
    expect(await all.desk.runDue()).toMatchObject({ opened: 0 });
    all.now = at(0, 6);
    const twin = new Desk(all.store, opensAt(...all.desk.work.document.tasks.chase!.opensAt!), conveyor);
    twin.now = all.now;
    const runs = await Promise.all([all.desk.runDue(), twin.desk.runDue(), all.desk.runDue()]);
    expect(runs.map((run) => run.opened).toSorted()).toEqual([0, 0, 1]);
    const deadline = (await all.sales.clients.get('acme'))?.handoff?.expiresAt;
    const [task, ...more] = await tasksOf(all);
    expect(more).toEqual([]);
    expect(deadline).toBe(at(0, 8));
    expect(task).toMatchObject({
      type: 'chase',
      openedBy: 'system',
      openedAt: at(0, 5),
      deadline: { kind: 'handoff', of: 'handOver', at: deadline },
    });
    const history = await all.desk.history(task!.id);
    for (const event of history) expect(taskEventSchema.parse(event)).toEqual(event);
    expect(all.desk.work.replay(history)).toEqual(task);
    // Neither a later event of the client nor the end of the offer opens it again.
    await all.do({ type: 'learnFacts', clientId: 'acme', facts: { ready: false } });
    all.now = at(2);
    await all.sales.runDue();
    expect(await all.desk.runDue()).toMatchObject({ opened: 0 });
    expect(await tasksOf(all)).toHaveLength(1);
  });

  test('an offer that is answered before opens none', async () => {
    const all = await opened({ deadline: 'handoff', before: { workingHours: 3 } });
    await offered(all);
    await all.desk.runDue();
    all.now = at(0, 1);
    await all.sales.execute({ type: 'acceptHandoff', clientId: 'acme' }, { by: 'vera' });
    all.now = at(0, 7);
    expect(await all.desk.runDue()).toMatchObject({ opened: 0 });
    expect(await tasksOf(all)).toEqual([]);
  });

  test('an offer that is made within the time ahead is seen to as it is made', async () => {
    const all = await opened({ deadline: 'handoff', before: { days: 2 } });
    await offered(all);
    await all.desk.runDue();
    expect((await tasksOf(all)).map((task) => task.openedAt)).toEqual([at(0)]);
  });

  test('the first contact that is owed, and that of another role opens none', async () => {
    const all = await opened(
      { deadline: 'firstContact', of: 'keeper', before: { days: 1 } },
      { deadline: 'firstContact', of: 'seller', before: { days: 3 } },
    );
    await offered(all);
    await all.sales.execute({ type: 'acceptHandoff', clientId: 'acme' }, { by: 'vera' });
    all.now = at(1);
    expect(await all.desk.runDue()).toMatchObject({ opened: 0 });
    all.now = at(2, 1);
    expect(await all.desk.runDue()).toMatchObject({ opened: 1 });
    expect(await tasksOf(all)).toMatchObject([{ openedAt: at(2), deadline: { kind: 'firstContact' } }]);
  });

  test('a cadence that is over, whoever brings time up to date first', async () => {
    for (const salesFirst of [true, false]) {
      const all = await opened({ deadline: 'transfer', of: 'becomeOverdue' });
      await buyer(all);
      all.now = at(30);
      await all.desk.runDue();
      expect(await tasksOf(all)).toEqual([]);
      all.now = at(70);
      if (salesFirst) await all.sales.runDue();
      expect(await all.desk.runDue()).toMatchObject({ opened: 1 });
      await all.sales.runDue();
      expect(await all.desk.runDue()).toMatchObject({ opened: 0 });
      expect(await tasksOf(all)).toMatchObject([{ openedAt: at(60, 15), deadline: { of: 'becomeOverdue' } }]);
    }
  });

  test('an order moves the deadline, and each deadline opens its own', async () => {
    const all = await opened({ deadline: 'transfer', of: 'becomeOverdue', before: { days: 5 } });
    await buyer(all);
    all.now = at(50);
    await all.do(order('acme', 'o2', at(50)));
    all.now = at(57);
    expect(await all.desk.runDue()).toMatchObject({ opened: 0 });
    all.now = at(106);
    expect(await all.desk.runDue()).toMatchObject({ opened: 1 });
    await all.do(order('acme', 'o3', at(106)));
    all.now = at(165);
    expect(await all.desk.runDue()).toMatchObject({ opened: 1 });
    expect((await tasksOf(all)).map((task) => task.openedAt)).toEqual([at(105, 15), at(161, 15)]);
  });

  test('a window that opens, a hold that is to be reviewed, and one that ends', async () => {
    const all = await opened(
      { deadline: 'window', of: 'tender', before: { days: 10 } },
      { deadline: 'review', of: 'locked' },
      { deadline: 'hold', of: 'locked', before: { hours: 1 } },
    );
    await all.client('acme');
    await all.do({
      ...{ type: 'recordWindow', clientId: 'acme', windowId: 'w1', category: 'tender' },
      decidesAt: at(60),
    });
    await all.client('held');
    await all.do({ type: 'placeHold', clientId: 'held', hold: 'locked', reason: 'court', until: at(20) });
    all.now = at(7);
    await all.sales.runDue();
    expect(await all.desk.runDue()).toMatchObject({ opened: 1 });
    all.now = at(20);
    await all.sales.runDue();
    expect(await all.desk.runDue()).toMatchObject({ opened: 1 });
    all.now = at(50);
    expect(await all.desk.runDue()).toMatchObject({ opened: 1 });
    const told = [...(await tasksOf(all, 'held')), ...(await tasksOf(all))];
    expect(told.map(({ openedAt, deadline }) => [deadline?.kind, deadline?.of, openedAt])).toEqual([
      ['review', 'locked', at(7)],
      ['hold', 'locked', at(20, -1)],
      ['window', 'tender', at(50)],
    ]);
  });

  test('a condition is asked as the moment comes, and with what happens later', async () => {
    const when = { fact: 'ready', is: 'equals', value: true } as const;
    const all = await opened({ deadline: 'transfer', of: 'becomeOverdue', before: { days: 20 }, when });
    await buyer(all);
    all.now = at(41);
    expect(await all.desk.runDue()).toMatchObject({ opened: 0 });
    all.now = at(42);
    expect(await all.desk.runDue()).toMatchObject({ opened: 0 });
    await all.do({ type: 'learnFacts', clientId: 'acme', facts: { ready: true } });
    expect(await all.desk.runDue()).toMatchObject({ opened: 1 });
    expect((await tasksOf(all)).map((task) => task.openedAt)).toEqual([at(42)]);
  });

  test('a client that is closed is owed nothing', async () => {
    const all = await opened({ deadline: 'transfer', of: 'becomeOverdue', before: { days: 5 } });
    await buyer(all);
    await all.desk.runDue();
    all.now = at(58);
    await all.do({ type: 'override', clientId: 'acme', to: 'closed', reason: 'gone' });
    expect(await all.desk.runDue()).toMatchObject({ opened: 0 });
    all.now = at(80);
    expect(await all.desk.runDue()).toMatchObject({ opened: 0 });
  });

  test('a document that gains it looks at every client that there is, as it is taken up', async () => {
    const all = await opened();
    await buyer(all);
    await all.desk.runDue();
    const rules = opensAt({ deadline: 'transfer', of: 'becomeOverdue', before: { days: 5 } });
    const other = new Desk(all.store, rules, conveyor);
    other.now = at(20);
    await other.desk.refile();
    expect(await tasksOf(other)).toEqual([]);
    other.now = at(56);
    expect(await other.desk.runDue()).toMatchObject({ opened: 1 });
    const third = new Desk(all.store, opensAt({ deadline: 'transfer', before: { days: 20 } }), conveyor);
    third.now = at(57);
    await third.desk.refile();
    expect(await tasksOf(third)).toHaveLength(1);
  });

  test('an id that somebody has taken loses no task, and a new id of the client opens none again', async () => {
    const all = await opened({ deadline: 'transfer', of: 'becomeOverdue', before: { days: 5 } });
    const twin = await opened({ deadline: 'transfer', of: 'becomeOverdue', before: { days: 5 } });
    for (const one of [all, twin]) await buyer(one);
    twin.now = all.now = at(56);
    await twin.desk.runDue();
    const [{ id = '' } = {}] = await tasksOf(twin);
    await all.open(id);
    expect(await all.desk.runDue()).toMatchObject({ opened: 1 });
    expect((await tasksOf(all)).map((task) => task.openedBy).toSorted()).toEqual(['anna', 'system']);
    const erased = { clientId: 'acme', pseudonym: 'c-1' };
    expect(await openErasure(all.sales).erase(erased, { by: 'head' })).toMatchObject({ ok: true });
    expect(await all.desk.runDue()).toMatchObject({ opened: 0 });
    all.now = at(59);
    expect(await all.desk.runDue()).toMatchObject({ opened: 0 });
    const asked: string[] = [];
    for await (const { among } of openErasure(all.sales).find('"acme"')) asked.push(among);
    expect(asked).toEqual([]);
  });
});

test('names that no deadline has are refused, each where it stands', () => {
  const rule = (one: object) => () => opensAt(one as Rule);
  expect(rule({ deadline: 'handoff', of: 'becomeOverdue' })).toThrow(/opensAt\[0\]\.of/);
  expect(rule({ deadline: 'transfer', of: 'handOver' })).toThrow(/opensAt\[0\]\.of/);
  expect(rule({ deadline: 'firstContact', of: 'nobody' })).toThrow(/opensAt\[0\]\.of/);
  expect(rule({ deadline: 'hold', of: 'handOver' })).toThrow(/opensAt\[0\]\.of/);
  expect(rule({ deadline: 'birthday' })).toThrow(/opensAt\[0\]\.deadline/);
  expect(rule({ deadline: 'handoff', before: {} })).toThrow(/opensAt\[0\]\.before/);
  expect(rule({ deadline: 'window', of: 'whatever people write' })).not.toThrow();
});

test('working hours ahead are counted back over nights, holidays and days off', () => {
  const blueprint = { ...trade, workingTime: { ...trade.workingTime, holidays: ['2026-01-08'] } };
  const { openedAtDeadlines } = defineWork(defineConveyor(blueprint), {
    ...deskDocument,
    tasks: {
      order: {
        ...deskDocument.tasks.order!,
        opensAt: [{ deadline: 'handoff', before: { workingHours: 10 } }],
      },
    },
  });
  const opens = (moment: string) => openedAtDeadlines[0]!.opensAt(moment);
  expect(opens('2026-01-09T11:00:00.000Z')).toBe('2026-01-07T10:00:00.000Z');
  expect(opens('2026-01-12T09:00:00.000Z')).toBe('2026-01-07T17:00:00.000Z');
  expect(opens('2026-01-10T23:00:00.000Z')).toBe('2026-01-07T17:00:00.000Z');
  expect(opens('2026-01-07T18:00:00.000Z')).toBe('2026-01-06T17:00:00.000Z');
});
