import { type CommandInput, createSales, defineConveyor, memoryStore } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { abcSegments, activeBase, purchaseFigures, segmentsByRevenue } from 'sales-conveyor/queries';
import { describe, expect, it } from 'vitest';

const revenues = (amounts: readonly number[]) =>
  amounts.map((revenue, i) => ({ clientId: `c${i}`, revenue }));
const lettersOf = (...given: Parameters<typeof abcSegments>) =>
  abcSegments(...given)
    .map(({ segment }) => segment)
    .join('');

describe('ABC segments', () => {
  it.each([
    ['80, 15 and 5 per cent', [50, 30, 10, 5, 3, 2], 'AABBCC'],
    ['one client with nearly all of it', [95, 3, 2], 'ACC'],
    ['the client by whom a share is reached is within it', [79, 20, 1], 'AAC'],
    ['equal revenue is one segment', [40, 20, 20, 20], 'AAAA'],
    ['nobody bought', [0, 0], 'CC'],
    ['nothing, and less than nothing, is C', [100, 0, -5], 'ACC'],
  ])('%s', (_, amounts, letters) => expect(lettersOf(revenues(amounts))).toBe(letters));

  it('go by other shares, and by no order of the clients', () => {
    expect(lettersOf(revenues([50, 30, 10, 5, 3, 2]), { a: 50, b: 90 })).toBe('ABBCCC');
    const base = revenues([5, 50, 2, 30]);
    expect(abcSegments(base.toReversed())).toEqual(abcSegments(base));
  });

  it.each([[{ a: 200 }], [{ a: Number.NaN }], [{ a: 90, b: 50 }], [{ a: 96 }], [{ b: -1 }]])(
    'go by no shares of %j',
    (shares) =>
      expect(() => abcSegments(revenues([1]), shares)).toThrow(
        expect.objectContaining({ code: 'INVALID_QUERY' }),
      ),
  );
});

/** Four clients with orders of 2026; amounts in cents. */
async function department() {
  const now = new Date('2026-06-01T09:00:00Z');
  const sales = createSales({ conveyor: defineConveyor(mixed()), store: memoryStore(), clock: () => now });
  const order = (clientId: string, day: string, amount: number): CommandInput => ({
    type: 'recordOrder',
    clientId,
    order: {
      id: `${clientId} ${day}`,
      placedAt: `2026-${day}T09:00:00Z`,
      total: { amount, currency: 'EUR' },
    },
  });
  const ship = (clientId: string, day: string, at = day): CommandInput => ({
    type: 'shipOrder',
    clientId,
    orderId: `${clientId} ${day}`,
    at: `2026-${at}T09:00:00Z`,
  });
  const commands: CommandInput[] = [
    ...['big', 'mid', 'small', 'never'].map((clientId) => ({
      type: 'register' as const,
      clientId,
      source: 'existing' as const,
      at: '2026-01-01T00:00:00Z',
    })),
    order('big', '01-10', 9_000),
    ship('big', '01-10'),
    order('big', '04-10', 1_000),
    ship('big', '04-10', '05-02'),
    order('mid', '02-10', 2_000),
    ship('mid', '02-10'),
    order('small', '03-10', 5_000),
    ship('small', '03-10'),
    {
      type: 'recordMoney',
      clientId: 'small',
      orderId: 'small 03-10',
      recordId: 'r1',
      kind: 'return',
      amount: { amount: 4_500, currency: 'EUR' },
    },
    order('never', '04-01', 100),
  ];
  const { failures } = await sales.executeMany(
    commands.map((command) => ({ command })),
    { by: 'import' },
  );
  expect(failures).toEqual([]);
  return sales;
}

describe('the base by revenue', () => {
  it('goes by the net of a period, and gives what the cards do not say yet to whoever may say it', async () => {
    const sales = await department();
    const year = { from: '2026-01-01', to: '2026-12-31' };
    const { clients, commands } = await segmentsByRevenue(sales, year);
    expect(clients.map(({ clientId, revenue, segment }) => [clientId, revenue, segment])).toEqual([
      ['big', 10_000, 'A'],
      ['mid', 2_000, 'A'],
      ['small', 500, 'C'],
      ['never', 100, 'C'],
    ]);
    await sales.employees.hire({ id: 'head', roles: ['headOfSales'], hoursPerMonth: 160 });
    await sales.executeMany(
      commands.map((command) => ({ command })),
      { by: 'head' },
    );
    expect((await sales.clients.get('big'))?.facts.segment).toMatchObject({ value: 'A', source: 'revenue' });
    expect((await segmentsByRevenue(sales, year)).commands).toEqual([]);
    const spring = await segmentsByRevenue(sales, { from: '2026-03-01', to: '2026-04-30' });
    expect(spring.clients.map(({ clientId, revenue }) => [clientId, revenue])).toEqual([
      ['big', 1_000],
      ['small', 500],
      ['never', 100],
      ['mid', 0],
    ]);
    for (const from of ['spring', '2026-05-01'])
      await expect(segmentsByRevenue(sales, { from, to: '2026-04-30' })).rejects.toMatchObject({
        code: 'INVALID_QUERY',
      });
  });
});

it('whose orders bear no total is no C: the revenue is unknown, and no command says a segment', async () => {
  const sales = await department();
  const order = { id: 'n1', placedAt: '2026-05-10T09:00:00Z' };
  const dollars = { id: 'n2', placedAt: '2026-05-11T09:00:00Z', total: { amount: 1, currency: 'USD' } };
  for (const one of [order, dollars])
    await sales.execute({ type: 'recordOrder', clientId: 'never', order: one }, { by: 'import' });
  const may = await segmentsByRevenue(sales, { from: '2026-05-01', to: '2026-05-31' });
  expect(may.unknown).toEqual([{ clientId: 'never' }]);
  expect(may.clients.map(({ clientId, segment }) => clientId + segment)).toEqual(['bigC', 'midC', 'smallC']);
  expect(may.commands.map((command) => 'clientId' in command && command.clientId)).toEqual([
    'big',
    'mid',
    'small',
  ]);
  // One order that says its total is enough to count by.
  const year = await segmentsByRevenue(sales, { from: '2026-01-01', to: '2026-12-31' });
  expect(year.unknown).toEqual([]);
});

describe('the active base', () => {
  it('is who was shipped something in the period, of all who ever were until its end', async () => {
    const sales = await department();
    const of = (from: string, to: string) => activeBase(sales, { from: `2026-${from}`, to: `2026-${to}` });
    expect(await of('01-01', '01-31')).toEqual({ active: 1, whole: 1, unknown: 0 });
    expect(await of('02-01', '02-28')).toEqual({ active: 1, whole: 2, unknown: 0 });
    expect(await of('04-01', '04-30')).toEqual({ active: 0, whole: 3, unknown: 0 });
    expect(await of('05-01', '05-31')).toEqual({ active: 1, whole: 3, unknown: 0 });
    await expect(of('13-01', '05-31')).rejects.toMatchObject({ code: 'INVALID_QUERY' });
  });
});

describe('how the base buys', () => {
  const spring = { from: '2026-02-01', to: '2026-04-30' };
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  const send = async (sales: Awaited<ReturnType<typeof department>>, ...commands: CommandInput[]) => {
    const entries = commands.map((command) => ({ command }));
    expect((await sales.executeMany(entries, { by: 'import' })).failures).toEqual([]);
  };
  const withLines = (id: string, placedAt: string, ...products: string[]): CommandInput => {
    const lines = products.map((product) => ({ product, quantity: 1 }));
    return { type: 'recordOrder', clientId: 'mid', order: { id, placedAt, total: eur(1_000), lines } };
  };

  it('is the average order, the different products and the share of what the client buys from everybody', async () => {
    const sales = await department();
    await send(
      sales,
      withLines('m2', '2026-03-02T09:00:00Z', 'tea', 'jam'),
      withLines('m3', '2026-04-30T09:00:00Z', 'tea', 'salt'),
      withLines('m4', '2026-05-01T09:00:00Z', 'oil'),
      withLines('m5', '2026-04-02T09:00:00Z', 'rice'),
      { type: 'cancelOrder', clientId: 'mid', orderId: 'm5' },
      { type: 'shipOrder', clientId: 'mid', orderId: 'm2' },
      { type: 'learnFacts', clientId: 'mid', facts: { monthlyVolume: eur(2_000) } },
      { type: 'learnFacts', clientId: 'big', facts: { monthlyVolume: { amount: 5, currency: 'USD' } } },
    );
    const { clients } = await purchaseFigures(sales, spring);
    expect(clients).toEqual([
      { clientId: 'big', averageOrder: eur(1_000) },
      // 2,000 shipped in February, 1,000 of the order of March shipped in June, of three times 2,000.
      { clientId: 'mid', averageOrder: eur(1_333), activeLines: 3, walletShare: 33.3 },
      { clientId: 'never', averageOrder: eur(100) },
      { clientId: 'small', averageOrder: eur(500) },
    ]);
    const half = await purchaseFigures(sales, { from: '2026-06-01', to: '2026-06-15' });
    expect(half.clients[1]).toEqual({ clientId: 'mid', activeLines: 0, walletShare: 100 });
    await expect(purchaseFigures(sales, { from: '2026-06-15', to: '2026-06-01' })).rejects.toMatchObject({
      code: 'INVALID_QUERY',
    });
  });

  it('comes to the cards by commands, once; what nobody can tell any more is taken back', async () => {
    const sales = await department();
    await send(sales, withLines('m2', '2026-03-02T09:00:00Z', 'tea'));
    const first = await purchaseFigures(sales, spring);
    await send(sales, ...first.commands);
    expect((await sales.clients.get('mid'))?.facts.activeLines).toMatchObject({ value: 1, source: 'orders' });
    expect(
      (await sales.clients.query({ where: { fact: 'activeLines', is: 'atLeast', value: 1 } as const }))
        .clients,
    ).toHaveLength(1);
    expect((await purchaseFigures(sales, spring)).commands).toEqual([]);
    const june = await purchaseFigures(sales, { from: '2026-06-01', to: '2026-06-30' });
    expect(june.commands).toContainEqual({
      type: 'learnFacts',
      clientId: 'mid',
      facts: { averageOrder: null, activeLines: 0 },
      source: 'orders',
    });
  });

  it('counts an order that both cards have by the lines of the own card', async () => {
    const sales = await department();
    await sales.employees.hire({ id: 'head', roles: ['headOfSales'], hoursPerMonth: 160 });
    const lines = ['tea', 'oil', 'fish'].map((product) => ({ product, quantity: 1 }));
    const placedAt = '2026-03-02T09:00:00Z';
    await send(
      sales,
      withLines('m2', placedAt, 'tea'),
      { type: 'register', clientId: 'twin', source: 'existing' },
      { type: 'recordOrder', clientId: 'twin', order: { id: 'm2', placedAt, lines } },
    );
    const merge = { type: 'mergeDuplicate', clientId: 'mid', duplicateId: 'twin' } as const;
    expect((await sales.execute(merge, { by: 'head' })).ok).toBe(true);
    const mid = (await purchaseFigures(sales, spring)).clients.find(({ clientId }) => clientId === 'mid');
    expect(mid?.activeLines).toBe(1);
  });

  it('counts the lines of a merged duplicate, and those of an order as it was corrected', async () => {
    const sales = await department();
    await send(sales, withLines('m2', '2026-03-02T09:00:00Z', 'tea'), {
      type: 'register',
      clientId: 'twin',
      source: 'existing',
    });
    const order = {
      id: 't1',
      placedAt: '2026-03-03T09:00:00.000Z',
      lines: [{ product: 'jam', quantity: 1 }],
    };
    await send(sales, { type: 'recordOrder', clientId: 'twin', order });
    await sales.employees.hire({ id: 'head', roles: ['headOfSales'], hoursPerMonth: 160 });
    const merge = { type: 'mergeDuplicate', clientId: 'mid', duplicateId: 'twin' } as const;
    expect((await sales.execute(merge, { by: 'head' })).ok).toBe(true);
    const linesOfMid = async () =>
      (await purchaseFigures(sales, spring)).clients.find(({ clientId }) => clientId === 'mid')?.activeLines;
    expect(await linesOfMid()).toBe(2);
    const recorded = (await sales.clients.history('mid')).find(
      (event) => event.type === 'orderRecorded' && event.order.id === 'm2',
    );
    const order2 = { id: 'm2', placedAt: '2026-03-02T09:00:00.000Z' };
    await send(sales, {
      type: 'correctRecord',
      clientId: 'mid',
      eventId: recorded?.id ?? '',
      reason: 'slip',
      replacement: { type: 'recordOrder', clientId: 'mid', order: order2 },
    });
    expect(await linesOfMid()).toBe(1);
  });
});
