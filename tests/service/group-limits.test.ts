import {
  type BlueprintInput,
  type CommandInput,
  createSales,
  defineConveyor,
  memoryStore,
  type Sales,
  type Store,
} from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, it } from 'vitest';
import { stores } from './department.ts';
import { eur, groupOf, orderOf, raceForLimit } from './group-race.ts';
import { wrapped } from './wrapped.ts';

const conveyor = defineConveyor(mixed());
const now = '2026-03-02T09:00:00.000Z';
const open = (store: Store = memoryStore()): Sales =>
  createSales({ conveyor, store, clock: () => new Date(now), attempts: 100, wait: async () => {} });
const ids = ['payer', 'branch1', 'branch2'];
const order = (clientId: string, amount: number) => orderOf(clientId, `of ${clientId}`, now, amount);
const ship = (clientId: string): CommandInput => ({ type: 'shipOrder', clientId, orderId: `of ${clientId}` });
const held = async (sales: Sales) => {
  const clients = await Promise.all(ids.map((id) => sales.clients.get(id)));
  return clients.flatMap((client) => (client?.holds.overLimit ? client.id : []));
};
const byErp = { by: 'erp' };
const early = '2026-03-02T07:00:00.000Z';

describe('the credit limit of a group of companies', () => {
  it('counts the orders of one call, each after the ones before it: of three of 400 a limit of 500 lets one pass', async () => {
    const sales = open();
    await groupOf(sales, ids, 500);
    const { accepted } = await sales.executeMany(
      ids.map((id) => ({ command: order(id, 400) })),
      byErp,
    );
    expect(accepted).toBe(3);
    expect(await held(sales)).toEqual(['branch1', 'branch2']);
    const shipped = await Promise.all(ids.map((id) => sales.execute(ship(id), byErp)));
    expect(shipped.map(({ ok }) => ok)).toEqual([true, false, false]);
  });

  it('is every member’s, though it was said of the payer alone, and beside the limit of a member', async () => {
    const sales = open();
    await groupOf(sales, ids, 500);
    const own = { type: 'learnFacts', clientId: 'branch1', facts: { creditLimit: eur(100) } } as const;
    await sales.execute({ ...own, at: '2026-03-01T00:00:00.000Z' }, byErp);
    await sales.execute(order('branch1', 200), byErp);
    await sales.execute(order('branch2', 500), byErp);
    expect(await held(sales)).toEqual(['branch1', 'branch2']);
  });

  it('has room again once another member has paid: the hold goes with the payment, and the order is shipped', async () => {
    const sales = open();
    await groupOf(sales, ids, 500);
    for (const id of ['payer', 'branch1']) await sales.execute(order(id, 400), byErp);
    expect((await sales.execute(ship('branch1'), byErp)).ok).toBe(false);
    await sales.execute({ type: 'payOrder', clientId: 'payer', orderId: 'of payer' }, byErp);
    expect(await held(sales)).toEqual([]);
    const lifted = (await sales.clients.history('branch1')).at(-1);
    expect(lifted).toMatchObject({ type: 'holdReleased', cause: { code: 'withinLimit' }, by: 'system' });
    expect((await sales.execute(ship('branch1'), byErp)).ok).toBe(true);
  });

  it.each<[string, CommandInput]>([
    ['paid', { type: 'payOrder', clientId: 'payer', orderId: 'of payer' }],
    ['cancelled', { type: 'cancelOrder', clientId: 'payer', orderId: 'of payer' }],
    [
      'paid in part',
      {
        type: 'recordMoney',
        clientId: 'payer',
        orderId: 'of payer',
        recordId: 'p1',
        kind: 'payment',
        amount: eur(300),
      },
    ],
    ['given more room', { type: 'learnFacts', clientId: 'payer', facts: { groupLimit: eur(800) } }],
    ['lost the limit of all', { type: 'learnFacts', clientId: 'payer', facts: { groupLimit: null } }],
    ['gone', { type: 'learnFacts', clientId: 'payer', facts: { accountGroup: null } }],
  ])(
    'lets go of what it holds at once where another member has %s, and of nothing more',
    async (_, frees) => {
      const sales = open();
      await groupOf(sales, ids, 500);
      await sales.execute(
        { type: 'learnFacts', clientId: 'branch1', facts: { groupLimit: eur(500) }, at: early },
        byErp,
      );
      for (const id of ids) await sales.execute(order(id, id === 'branch2' ? 600 : 400), byErp);
      const stop = { type: 'placeHold', clientId: 'branch2', hold: 'overLimit', reason: 'asked' } as const;
      await sales.execute(stop, byErp);
      await sales.execute({ type: 'cancelOrder', clientId: 'branch2', orderId: 'of branch2' }, byErp);
      await sales.execute(frees, byErp);
      expect(await held(sales)).toEqual([]);
    },
  );

  it('holds nobody any more who has left the group', async () => {
    const sales = open();
    await groupOf(sales, ids, 500);
    for (const id of ['payer', 'branch1']) await sales.execute(order(id, 400), byErp);
    const leaves = { type: 'learnFacts', clientId: 'branch1', facts: { accountGroup: null } } as const;
    await sales.execute(leaves, byErp);
    expect(await held(sales)).toEqual([]);
  });

  const says = (clientId: string, facts: Record<string, unknown>): CommandInput => ({
    type: 'learnFacts',
    clientId,
    facts,
  });
  /** Orders of the members, each placed a minute after the one before it. */
  const inTurn = (clientId: string, amount: number) =>
    orderOf(clientId, `of ${clientId}`, `2026-03-02T08:0${ids.indexOf(clientId)}:00.000Z`, amount);

  it('holds the order of whoever joins a group that owes more than its limit by it', async () => {
    const sales = open();
    await groupOf(sales, ids.slice(0, 2), 500);
    await sales.clients.register({ id: 'branch2', source: 'existing' }, { by: 'import' });
    for (const id of ['payer', 'branch2']) await sales.execute(inTurn(id, 400), byErp);
    const joins = await sales.execute(says('branch2', { accountGroup: 'north' }), byErp);
    expect(await held(sales)).toEqual(['branch2']);
    expect(joins).toMatchObject({
      ok: true,
      client: { holds: { overLimit: { reason: 'of branch2' } } },
      events: [{ type: 'factsLearned' }, { type: 'holdPlaced', by: 'system' }],
    });
    expect((await sales.execute(ship('branch2'), byErp)).ok).toBe(false);
    expect((await sales.execute(ship('payer'), byErp)).ok).toBe(true);
  });

  it.each([
    [500, ['branch2']],
    [300, ['branch1', 'branch2']],
    [100, ids],
  ])('that is lowered to %s by one member holds the latest orders of all: %s', async (limit, waiting) => {
    const sales = open();
    await groupOf(sales, ids, 1_000);
    for (const id of ids) await sales.execute(inTurn(id, 200), byErp);
    await sales.execute(says('branch1', { groupLimit: eur(limit) }), byErp);
    expect(await held(sales)).toEqual(waiting);
    const shipped = await Promise.all(ids.map((id) => sales.execute(ship(id), byErp)));
    expect(ids.filter((_, i) => !shipped[i]?.ok)).toEqual(waiting);
  });

  it('that a member takes away with them leaves the others an older one, and lets go where there is room', async () => {
    const sales = open();
    await groupOf(sales, ids, 300);
    await sales.execute(says('branch2', { groupLimit: eur(1_000) }), byErp);
    for (const id of ['payer', 'branch1']) await sales.execute(inTurn(id, 200), byErp);
    await sales.execute(says('branch2', { accountGroup: 'south' }), byErp);
    expect(await held(sales)).toEqual(['branch1']);
    await sales.execute(says('branch2', { accountGroup: 'north' }), byErp);
    expect(await held(sales)).toEqual([]);
    const facts = { accountGroup: 'north', groupLimit: eur(100) };
    await sales.clients.register({ id: 'branch3', source: 'existing', facts }, { by: 'import' });
    expect(await held(sales)).toEqual(['payer', 'branch1']);
  });

  it('is the lower of two that were said at one moment, whoever looks', async () => {
    const sales = open();
    await groupOf(sales, ids, 1_000);
    await sales.execute(says('branch1', { groupLimit: eur(800) }), byErp);
    await sales.execute(says('branch2', { groupLimit: eur(500) }), byErp);
    for (const id of ['payer', 'branch1']) await sales.execute(inTurn(id, 300), byErp);
    expect(await held(sales)).toEqual(['branch1']);
  });

  it('is guarded where a member joins while another orders', async () => {
    const store = memoryStore();
    const beside = open(store);
    await groupOf(beside, ids.slice(0, 2), 500);
    await beside.clients.register({ id: 'branch2', source: 'existing' }, { by: 'import' });
    await beside.execute(inTurn('branch2', 400), byErp);
    let isFirst = true;
    const commit: Store['commit'] = async (tenant, work) => {
      if (isFirst) {
        isFirst = false;
        await beside.execute(inTurn('payer', 400), byErp);
      }
      return store.commit(tenant, work);
    };
    const sales = open(wrapped(store, { commit }));
    await sales.execute(says('branch2', { accountGroup: 'north' }), byErp);
    expect(await held(sales)).toEqual(['branch2']);
  });

  it('goes by who is in the group at the time, also within one call', async () => {
    const sales = open();
    await groupOf(sales, ids, 500);
    const leaves = {
      type: 'learnFacts',
      clientId: 'payer',
      facts: { accountGroup: null, groupLimit: null },
    } as const;
    const limit = { type: 'learnFacts', clientId: 'branch1', facts: { groupLimit: eur(500) } } as const;
    const commands: CommandInput[] = [
      order('payer', 400),
      limit,
      leaves,
      orderOf('branch1', 'of branch1', now, 400),
      order('branch2', 200),
    ];
    await sales.executeMany(
      commands.map((command) => ({ command })),
      byErp,
    );
    expect(await held(sales)).toEqual(['branch2']);
  });

  it('is not waited for, nor written down, where nobody has said one; one read serves a call', async () => {
    const store = memoryStore();
    const asked: string[] = [];
    const readDocuments: Store['readDocuments'] = (tenant, kind, documents) => {
      asked.push(kind);
      return store.readDocuments(tenant, kind, documents);
    };
    const sales = open(wrapped(store, { readDocuments }));
    await groupOf(sales, ids, 500);
    await sales.execute({ type: 'learnFacts', clientId: 'payer', facts: { groupLimit: null } }, byErp);
    asked.length = 0;
    const written = () => store.queryDocuments('default', { kind: 'exposures', limit: 10 });
    const before = await written();
    await sales.executeMany(
      ids.map((id) => ({ command: order(id, 400) })),
      byErp,
    );
    expect(asked.filter((kind) => kind === 'exposures')).toHaveLength(1);
    expect(await written()).toEqual(before);
    expect(await held(sales)).toEqual([]);
  });

  it('lifts no hold and lets no held order pass where nobody says who else is in the group', async () => {
    const sales = open();
    await groupOf(sales, ids, 500);
    for (const id of ['payer', 'branch1']) await sales.execute(order(id, 400), byErp);
    const client = await sales.clients.get('branch1');
    const by = { id: 'erp', roles: ['erp'] };
    const decided = conveyor.decide(
      client,
      { type: 'shipOrder', clientId: 'branch1', orderId: 'of branch1' },
      { now, by },
    );
    expect(decided).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'BLOCKED_BY_HOLD' }] } });
    const passed = conveyor.decide(client, { type: 'advanceTime', clientId: 'branch1' }, { now, by });
    expect(passed).toMatchObject({ ok: true, events: [] });
  });

  it('is money, and the group a text: a blueprint that says otherwise is refused', () => {
    const group = { fact: 'paymentDays', limit: 'name' };
    const creditLimit = { fact: 'creditLimit', hold: 'overLimit', group };
    const wrong: BlueprintInput = { ...mixed(), creditLimit, paymentTerm: 'creditLimit' };
    expect(() => defineConveyor(wrong)).toThrow(
      expect.objectContaining({
        problems: ['creditLimit.group.limit', 'creditLimit.group.fact', 'paymentTerm'].map((path) =>
          expect.objectContaining({ path, code: 'UNKNOWN_NAME' }),
        ),
      }),
    );
  });

  it.each(stores)('is never passed by sixteen callers at once on $name', async ({ open: opened }) => {
    const store = await opened();
    await raceForLimit([open(store), open(store)], now);
  });

  it('keeps sixteen callers of one shell in turn: none fails, however few times it is tried', async () => {
    const sales = createSales({ conveyor, store: memoryStore(), clock: () => new Date(now), attempts: 2 });
    await raceForLimit([sales], now);
  });
});
