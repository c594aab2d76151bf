import fc from 'fast-check';
import {
  all,
  any,
  type BlueprintInput,
  builtInFacts,
  type Client,
  type Condition,
  type Conveyor,
  compileCondition,
  defineConveyor,
  fact,
  momentaryFacts,
  not,
  type Store,
} from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import {
  at,
  collect,
  contact,
  conveyor,
  Department,
  openDepartment,
  order,
  stores,
  wrapped,
} from './department.ts';
import { trade } from './trade.ts';

/** Another way to derive facts: other cadence, other days, another responsible role. */
const changed: BlueprintInput = {
  ...trade,
  version: 2,
  timeZone: 'Asia/Kamchatka',
  cadence: { ...trade.cadence, overdue: { kind: 'fixed', after: { days: 20 } } },
};

/** Thirty clients: buyers of different habits, some who never bought, some who were spoken with. */
async function base(open: () => Promise<Store>, options = {}): Promise<Department> {
  const department = await openDepartment(open, options);
  for (let i = 0; i < 30; i++) {
    const id = `client-${String(i).padStart(2, '0')}`;
    if (i % 3 === 0) await department.client(id, i % 2 ? 'anna' : 'boris');
    else await department.buyer(id, at(-7 * i), i % 2 ? 'vera' : 'gleb');
    for (let more = 0; more < i % 5; more++)
      await department.do(order(id, `${id}+${more}`, at(-40 * more - i)));
    if (i % 4 === 1) await department.do(contact(id));
  }
  return department;
}

/** Conditions over facts of every kind, those that time alone changes among them. */
const tests: readonly Condition[] = [
  fact('orders.count').atLeast(2),
  fact('orders.revenue').above({ amount: 200, currency: 'EUR' }),
  fact('orders.lastAt').withinLast({ days: 45 }),
  fact('orders.lastAt').before(fact('state.since')),
  fact('contacts.lastTwoWayAt').absent(),
  fact('custody.roles').includes('keeper'),
  fact('client.source').equals('existing'),
  fact('cadence.overdueAt').withinNext({ days: 60 }),
  fact('cadence.status').oneOf('overdue', 'dormant'),
  fact('cadence.status').equals('onTime'),
  fact('cadence.status').differs('lost'),
  fact('cadence.status').noneOf('onTime', 'overdue'),
  fact('cadence.status').present(),
  fact('cadence.status').absent(),
  fact('orders.daysSinceLast').atMost(50),
  fact('orders.daysSinceLast').below(40),
  fact('orders.daysSinceLast').atLeast(70),
  fact('orders.daysSinceLast').above(69.5),
  fact('orders.daysSinceLast').equals(49),
  fact('orders.overdueRatio').above(0.5),
  fact('orders.trend').equals('declining'),
];

const conditions = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...tests),
    fc.array(tie('node'), { maxLength: 3 }).map((parts) => all(...parts)),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((parts) => any(...(parts as [Condition]))),
    tie('node').map((part) => not(part)),
  ),
})).node;

function passing(
  clients: readonly Client[],
  where: Condition,
  now: string,
  { rules, blueprint }: Conveyor,
): string[] {
  const { facts, readerOf } = rules;
  const { evaluate } = compileCondition<Client>(where, { facts, readerOf, timeZone: blueprint.timeZone });
  return clients.filter((client) => evaluate(client, now) === 'yes').map(({ id }) => id);
}

async function pagesOf(
  { sales }: Department,
  query: Parameters<typeof sales.clients.query>[0],
): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await sales.clients.query({ ...query, ...(after !== undefined && { after }) });
    ids.push(...page.clients.map(({ id }) => id));
    if (page.next === undefined) return ids;
    expect(page.clients).toHaveLength(query.limit as number);
    after = page.next;
  }
}

describe.each(stores)('clients.query on $name', ({ open }) => {
  it('finds, page by page, exactly the clients that pass now, also by facts that time alone changes', async () => {
    const department = await base(open);
    const clients = await collect(department.sales.clients.all());
    await fc.assert(
      fc.asyncProperty(
        conditions,
        fc.integer({ min: 0, max: 200 }),
        fc.constantFrom(1, 3, 7, 100),
        async (where, day, limit) => {
          department.now = at(day);
          const expected = passing(clients, where, department.now, conveyor);
          expect(await pagesOf(department, { where, limit })).toEqual(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is right under a changed blueprint, before and after the facts are written down anew', async () => {
    const before = await base(open);
    const rules = defineConveyor(changed);
    const after = new Department(before.store, { conveyor: rules });
    after.now = at(3);
    const clients = await collect(after.sales.clients.all());
    const check = async () => {
      for (const where of tests) {
        const expected = passing(clients, where, after.now, rules);
        expect(await pagesOf(after, { where, limit: 4 })).toEqual(expected);
      }
    };
    await check();
    const { log } = await after.everything();
    expect(await after.sales.reproject({ batchSize: 7 })).toMatchObject({ clients: 30 });
    await check();
    expect(await after.everything()).toEqual({ log, clients });
    expect(await after.sales.reproject()).toMatchObject({ clients: 0 });
    expect(await after.sales.reproject({ all: true })).toMatchObject({ clients: 30 });
  });

  it('reprojected, clients from before changes of custody were counted know them from their log', async () => {
    const department = await base(open);
    const { store, sales } = department;
    const clients = await collect(sales.clients.all());
    const expected = new Map(clients.map(({ id, custodyChanges }) => [id, custodyChanges]));
    for (const { custodyChanges: _, ...snapshot } of clients) {
      const expected = { is: 'exact', revision: snapshot.revision } as const;
      const written = [{ expected, snapshot, events: [] }];
      await store.commit('default', { clients: written, employees: [], outcomes: [], documents: [] });
    }
    const where = { fact: 'custody.changes', is: 'present' } as const;
    expect((await sales.clients.query({ where })).clients).toEqual([]);
    await sales.reproject();
    const counted = await collect(sales.clients.all());
    expect(new Map(counted.map(({ id, custodyChanges }) => [id, custodyChanges]))).toEqual(expected);
    expect((await sales.clients.query({ where, limit: 100 })).clients).toHaveLength(clients.length);
  });

  it('writes facts and due dates down anew from where it was stopped', async () => {
    const before = await base(open);
    let commits = 0;
    const commit: Store['commit'] = async (...args) => {
      if (++commits === 3) throw new Error('killed');
      return before.store.commit(...args);
    };
    const options = { conveyor: defineConveyor(changed) };
    const stopped = new Department(wrapped(before.store, { commit }), options);
    await expect(stopped.sales.reproject({ batchSize: 5 })).rejects.toThrow('killed');
    const rest = new Department(before.store, options);
    expect(await rest.sales.reproject({ batchSize: 5 })).toMatchObject({ clients: 20 });
    const due = await rest.sales.clients.query({ dueBy: at(0) });
    expect(due.clients.map(({ id }) => id)).toEqual(
      (await collect(rest.sales.clients.all()))
        .map((client) => ({ id: client.id, dueAt: options.conveyor.nextDueAt(client) ?? '9' }))
        .filter(({ dueAt }) => dueAt <= at(0))
        .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : a.id < b.id ? -1 : 1))
        .map(({ id }) => id),
    );
  });

  it('takes no change away that is made while facts are written down anew', async () => {
    const before = await base(open);
    let meddled = false;
    const commit: Store['commit'] = async (...args) => {
      if (!meddled) {
        meddled = true;
        await before.do(contact('client-00'));
      }
      return before.store.commit(...args);
    };
    const after = new Department(wrapped(before.store, { commit }), { conveyor: defineConveyor(changed) });
    await after.sales.reproject();
    expect((await before.sales.clients.get('client-00'))?.contacts.count).toBe(1);
    await before.expectFolded('client-00');
  });

  it('meets every part of the query at once', async () => {
    const department = await base(open);
    const query = {
      where: fact('orders.count').atLeast(1),
      states: ['regular'],
      holder: { employeeId: 'vera', role: 'keeper' },
    };
    const found = await pagesOf(department, { ...query, limit: 2 });
    const expected = (await collect(department.sales.clients.all())).filter(
      ({ state, custody, orders }) =>
        state === 'regular' && custody.keeper?.employeeId === 'vera' && orders.count >= 1,
    );
    expect(found).toEqual(expected.map(({ id }) => id));
    expect(found.length).toBeGreaterThan(2);
    expect(await collect(department.sales.clients.all(query))).toEqual(expected);
  });

  it('asks the store for those of whom the moments that are stored say that they may pass, and few others', async () => {
    const store = await open();
    let read = 0;
    const queryClients: Store['queryClients'] = async (tenant, query) => {
      const page = await store.queryClients(tenant, query);
      read += page.clients.length;
      return page;
    };
    const department = await base(async () => wrapped(store, { queryClients }));
    const clients = await collect(department.sales.clients.all());
    for (const [day, where] of [
      [200, fact('cadence.status').equals('lost')],
      [0, fact('cadence.status').equals('onTime')],
      [60, fact('orders.daysSinceLast').above(120)],
    ] as const) {
      department.now = at(day);
      read = 0;
      const found = await pagesOf(department, { where, limit: 100 });
      expect(found).toEqual(passing(clients, where, department.now, conveyor));
      expect(found.length).toBeGreaterThan(0);
      expect(read - found.length).toBeLessThan(4);
    }
  });

  it('goes on with a page where clients are inserted between and within its reads', async () => {
    const store = await open();
    const department = await new Department(store).staff();
    for (const id of ['b', 'd', 'f', 'h', 'j']) await department.buyer(id, at(-30));
    let inserted = 0;
    const queryClients: Store['queryClients'] = async (tenant, query) => {
      const page = await store.queryClients(tenant, query);
      if (inserted++ === 0) await department.buyer('a', at(-30));
      return page;
    };
    const reading = new Department(wrapped(store, { queryClients }));
    const where = fact('orders.daysSinceLast').atLeast(1);
    const first = await reading.sales.clients.query({ where, limit: 2 });
    const rest = await reading.sales.clients.query({ where, limit: 10, after: first.next as string });
    expect([...first.clients, ...rest.clients].map(({ id }) => id)).toEqual(['b', 'd', 'f', 'h', 'j']);
  });

  it('names every key, fact and operand that is none', async () => {
    const { sales } = await openDepartment(open);
    const query = {
      where: {
        all: [
          { fact: 'orders.cuont', is: 'atLeast', value: 3 },
          { fact: 'orders.count', is: 'atLeast', value: 'x' },
        ],
      },
      stats: ['regular'],
      holder: { employeeId: 'vera', rolle: 'keeper' },
      named: { contains: 7 },
      limit: 0,
    };
    await expect(sales.clients.query(query as never)).rejects.toMatchObject({
      code: 'INVALID_QUERY',
      details: {
        problems: expect.arrayContaining([
          expect.objectContaining({
            path: 'where.all[0].fact',
            message: expect.stringContaining('did you mean "orders.count"'),
          }),
          expect.objectContaining({ path: 'where.all[1].value', message: expect.any(String) }),
          expect.objectContaining({ path: 'stats', message: 'Unknown key; did you mean "states"?' }),
          expect.objectContaining({ path: 'holder.rolle', message: 'Unknown key; did you mean "role"?' }),
          expect.objectContaining({ path: 'limit', message: expect.any(String) }),
          expect.objectContaining({ path: expect.stringMatching(/^named/) }),
        ]),
      },
    });
    // The trade's blueprint has no fact of that name.
    for (const none of [null, 3, 'all', { named: { contains: 'acme' } }])
      await expect(sales.clients.query(none as never)).rejects.toMatchObject({ code: 'INVALID_QUERY' });
  });

  it('asks a condition that is as deep and as long as can be', async () => {
    const department = await openDepartment(open);
    await department.buyer('buyer', at(0));
    const deep = Array.from({ length: 14 }).reduce<Condition>(
      (part) => not(part),
      fact('orders.count').above(0),
    );
    const long = any(
      ...(Array.from({ length: 498 }, (_, i) => fact('orders.count').equals(i + 1)) as [Condition]),
    );
    for (const where of [deep, not(deep), long, not(long)]) {
      const clients = await collect(department.sales.clients.all());
      expect(await pagesOf(department, { where, limit: 3 })).toEqual(
        passing(clients, where, department.now, conveyor),
      );
    }
  });
});

describe('lastingFacts', () => {
  it('are the known facts that time alone never changes; each momentary one changes for somebody', async () => {
    const label = { en: 'days to pay', ru: 'отсрочка' };
    const conveyor = defineConveyor({
      ...trade,
      facts: { ...trade.facts, days: { type: 'number', label } },
      paymentTerm: 'days',
    });
    const department = await base(stores[0].open, { conveyor });
    await department.do({ type: 'learnFacts', clientId: 'client-04', facts: { days: 60 } });
    await department.do({ type: 'shipOrder', clientId: 'client-04', orderId: 'client-04-1' });
    const clients = await collect(department.sales.clients.all());
    const moments = [0, 30, 90, 400].map((day) => at(day));
    const moving = new Set<string>();
    for (const client of clients) {
      const lasting = conveyor.lastingFacts(client);
      for (const path of [...Object.keys(builtInFacts), 'ready']) {
        const values = moments.map((now) => conveyor.fact(client, path, now));
        if (new Set(values.map((value) => JSON.stringify(value))).size > 1) moving.add(path);
        if (!momentaryFacts.has(path)) expect([path, values[3]]).toEqual([path, lasting[path]]);
      }
    }
    expect(moving).toEqual(momentaryFacts);
  });
});
