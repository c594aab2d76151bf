import { defineConveyor, fact } from 'sales-conveyor';
import {
  type AsOf,
  clientAsOf,
  countClients,
  rankClients,
  type WholeQuery,
  wouldHappen,
} from 'sales-conveyor/queries';
import { describe, expect, it, test } from 'vitest';
import {
  at,
  collect,
  conveyor,
  type Department,
  openDepartment,
  order,
  stores,
  wrapped,
} from './department.ts';
import { trade } from './trade.ts';

/** Buyers with one to five orders each, and two who never bought. */
async function base(department: Department): Promise<Department> {
  for (const [i, id] of ['acme', 'bolt', 'core', 'dart', 'echo'].entries()) {
    await department.buyer(id, at(-10 * i), i % 2 ? 'vera' : 'gleb');
    for (let more = 0; more < (i * 2) % 5; more++)
      await department.do(order(id, `${id}+${more}`, at(-10 * i - 1)));
  }
  await department.client('fern');
  await department.client('glow');
  return department;
}

describe.each(stores)('on $name', ({ open }) => {
  it('what would come of a command is what then comes of it, and nothing is written or observed', async () => {
    let commits = 0;
    const counting = async () => {
      const store = await open();
      const commit: typeof store.commit = (...args) => {
        commits++;
        return store.commit(...args);
      };
      return wrapped(store, { commit });
    };
    const seen: string[] = [];
    const department = await base(await openDepartment(counting, { observe: ({ kind }) => seen.push(kind) }));
    const { sales } = department;
    department.now = at(300);
    const command = order('core', 'next', at(299));
    const before = [commits, seen.length, await collect(sales.events())];
    const told = await wouldHappen(sales, command, { by: 'import' });
    const refused = await wouldHappen(sales, command, { by: 'nobody' });
    await expect(wouldHappen(sales, { type: 'fly' } as never, { by: 'import' })).rejects.toMatchObject({
      code: 'INVALID_COMMAND',
    });
    await expect(
      wouldHappen(sales, command, { by: 'import', commandId: 'named' } as never),
    ).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(wouldHappen('sales' as never, command, { by: 'import' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    expect([commits, seen.length, await collect(sales.events())]).toEqual(before);
    const without = (result: typeof told) => ({
      ...result,
      ...('events' in result && { events: result.events.map(({ commandId: _, ...event }) => event) }),
    });
    expect(without(told)).toEqual(without(await sales.execute(command, { by: 'import' })));
    expect(told).toMatchObject({ ok: true, client: { state: 'regular' } });
    expect(refused).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'NOT_AUTHORIZED' }] } });
  });

  it('clients are counted that pass a condition: as many as a query finds', async () => {
    const { sales } = await base(await openDepartment(open));
    const asked: WholeQuery[] = [
      {},
      { where: fact('orders.count').atLeast(3) },
      { where: fact('orders.count').atLeast(1), holder: { employeeId: 'vera' } },
    ];
    const counts = await Promise.all(asked.map((query) => countClients(sales, query)));
    expect(counts).toEqual([7, 3, 2]);
    for (const [i, query] of asked.entries())
      expect(await collect(sales.clients.all(query))).toHaveLength(counts[i] as number);
  });

  it('clients are ranked by a fact, either way round, the unknown last', async () => {
    const { sales } = await base(await openDepartment(open));
    const first = await rankClients(sales, { by: 'orders.revenue', limit: 2 });
    expect(first.ranked.map(({ client, value }) => [client.id, value])).toEqual([
      ['core', 500],
      ['echo', 400],
    ]);
    expect(first).toMatchObject({ known: 7, unknown: 0 });
    const oldest = await rankClients(sales, { by: 'orders.lastAt', order: 'ascending', limit: 3 });
    expect(oldest.ranked.map(({ client }) => client.id)).toEqual(['echo', 'dart', 'core']);
    expect(oldest).toMatchObject({ known: 5, unknown: 2 });
    const held = await rankClients(sales, { by: 'orders.count' }, { holder: { employeeId: 'vera' } });
    expect(held.ranked.map(({ client }) => client.id)).toEqual(['bolt', 'dart']);
  });
});

describe('a ranking', () => {
  it('is the same as sorting all of them, however few are wanted; clients of one value come by id', async () => {
    const { sales } = await base(await openDepartment(stores[0].open));
    const { ranked } = await rankClients(sales, { by: 'orders.count' });
    const values = ranked.map(({ value }) => value as number);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    for (let limit = 1; limit <= 7; limit++)
      expect((await rankClients(sales, { by: 'orders.count', limit })).ranked).toEqual(
        ranked.slice(0, limit),
      );
    expect(ranked.slice(-2).map(({ client }) => client.id)).toEqual(['fern', 'glow']);
  });

  it('by money goes by the blueprint’s currency; amounts in others are not known', async () => {
    const department = await openDepartment(stores[0].open, {
      conveyor: defineConveyor({
        ...trade,
        facts: { ...trade.facts, debt: { type: 'money', label: 'debt' } },
      }),
    });
    for (const [id, amount, currency] of [
      ['euro', 5, 'EUR'],
      ['yen', 900, 'JPY'],
    ] as const) {
      await department.client(id);
      await department.do({ type: 'learnFacts', clientId: id, facts: { debt: { amount, currency } } });
    }
    const { ranked, unknown } = await rankClients(department.sales, { by: 'debt' as 'orders.revenue' });
    expect([ranked.map(({ client }) => client.id), unknown]).toEqual([['euro'], 1]);
  });

  it('by revenue does not know that of whoever bought in other currencies only', async () => {
    const { sales } = await base(await openDepartment(stores[0].open));
    const total = { amount: 900, currency: 'JPY' };
    const orders = [{ id: 'yen', placedAt: at(-9), total }];
    const told = { type: 'onboard', clientId: 'yen', source: 'existing', orders } as const;
    expect(await sales.execute(told, { by: 'import' })).toMatchObject({ ok: true });
    const { ranked, known, unknown } = await rankClients(sales, { by: 'orders.revenue' });
    expect(ranked.map(({ client }) => client.id)).not.toContain('yen');
    expect([known, unknown]).toEqual([7, 1]);
  });

  test.each([
    [{ by: 'orders.revenu' }, 'by: no fact is called "orders.revenu"; did you mean "orders.revenue"?'],
    [{ by: 'holds.active' }, 'by: must be of type'],
    [{ by: 'orders.count', limit: 0 }, 'limit'],
    [{ by: 'orders.count', order: 'down' }, 'order'],
  ])('that nobody can give is refused: %j', async (ranking, message) => {
    const { sales } = await openDepartment(stores[0].open);
    await expect(rankClients(sales, ranking as { by: 'orders.count' })).rejects.toMatchObject({
      code: 'INVALID_QUERY',
      message: expect.stringContaining(message),
    });
  });
});

describe('a client as of two clocks', () => {
  it('shows what was known by then, and what had happened by then as is known today', async () => {
    const department = await openDepartment(stores[0].open);
    await department.client('acme');
    department.now = at(10);
    await department.do(order('acme', 'late', at(3)));
    const { sales } = department;
    const now = await sales.clients.get('acme');
    expect(await clientAsOf(sales, 'acme', {})).toEqual(now);
    expect(await clientAsOf(sales, 'acme', { knownAt: at(-1) })).toBeUndefined();
    expect(await clientAsOf(sales, 'acme', { happenedUntil: at(-1) })).toBeUndefined();
    expect(await clientAsOf(sales, 'acme', { knownAt: at(5) })).toMatchObject({ orders: { count: 0 } });
    expect(await clientAsOf(sales, 'acme', { knownAt: at(10) })).toEqual(now);
    expect(await clientAsOf(sales, 'acme', { happenedUntil: at(2) })).toMatchObject({ orders: { count: 0 } });
    expect(await clientAsOf(sales, 'acme', { happenedUntil: at(5) })).toMatchObject({ orders: { count: 1 } });
    const then = { happenedUntil: at(5), knownAt: at(9) };
    expect(await clientAsOf(sales, 'acme', then)).toMatchObject({ orders: { count: 0 } });
    expect(await clientAsOf(sales, 'nobody', { knownAt: at(10) })).toBeUndefined();
  });

  it('knows corrections from when they were made, and counts the record as corrected', async () => {
    const department = await openDepartment(stores[0].open);
    await department.client('acme');
    const { events } = await department.do(order('acme', 'o', at(0)));
    department.now = at(10);
    const replacement = {
      type: 'recordOrder',
      clientId: 'acme',
      order: { id: 'o', placedAt: at(-7) },
    } as const;
    const correction = { type: 'correctRecord', clientId: 'acme', reason: 'misread', replacement } as const;
    await department.do({ ...correction, eventId: events[0]?.id ?? '' });
    const { sales } = department;
    const firstAt = async (asOf: AsOf) => (await clientAsOf(sales, 'acme', asOf))?.orders.firstAt;
    expect(await firstAt({ knownAt: at(9) })).toBe(at(0));
    expect(await firstAt({ happenedUntil: at(0) })).toBe(at(-7));
  });

  it('of the one that knows is at every moment the fold of what there was', async () => {
    const department = await base(await openDepartment(stores[0].open));
    const history = await department.sales.clients.history('core');
    for (const { recordedAt: knownAt } of history)
      expect(await clientAsOf(department.sales, 'core', { knownAt })).toEqual(
        conveyor.replay(history.filter((event) => event.recordedAt <= knownAt)),
      );
  });

  it.each([{ knownAt: 'yesterday' }, { happenedUntil: '2026' }, { at: at(1) }])(
    'is asked for by moments: %j',
    async (asOf) => {
      const { sales } = await openDepartment(stores[0].open);
      await expect(clientAsOf(sales, 'acme', asOf as AsOf)).rejects.toMatchObject({ code: 'INVALID_QUERY' });
    },
  );
});
