import { defineConveyor, fact } from 'sales-conveyor';
import { clientAsKnown, countClients, rankClients, type WholeQuery } from 'sales-conveyor/queries';
import { describe, expect, it, test } from 'vitest';
import { at, collect, conveyor, type Department, openDepartment, order, stores } from './department.ts';
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

describe('a client as it was known', () => {
  it('at a moment shows nothing that was told later, though it happened before', async () => {
    const department = await openDepartment(stores[0].open);
    await department.client('acme');
    department.now = at(10);
    await department.do(order('acme', 'late', at(3)));
    const { sales } = department;
    expect(await clientAsKnown(sales, 'acme', at(-1))).toBeUndefined();
    expect(await clientAsKnown(sales, 'acme', at(5))).toMatchObject({ orders: { count: 0 } });
    expect(await clientAsKnown(sales, 'acme', at(10))).toEqual(await sales.clients.get('acme'));
    expect(await clientAsKnown(sales, 'nobody', at(10))).toBeUndefined();
  });

  it('at every moment of its history is the fold of what there was', async () => {
    const department = await base(await openDepartment(stores[0].open));
    const history = await department.sales.clients.history('core');
    for (const { recordedAt } of history)
      expect(await clientAsKnown(department.sales, 'core', recordedAt)).toEqual(
        conveyor.replay(history.filter((event) => event.recordedAt <= recordedAt)),
      );
  });

  it('is asked for by a moment', async () => {
    const { sales } = await openDepartment(stores[0].open);
    await expect(clientAsKnown(sales, 'acme', 'yesterday')).rejects.toMatchObject({ code: 'INVALID_QUERY' });
  });
});
