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
import { seededRandom } from '../../src/redistribution/solver/search/seeded-random.ts';
import { stores } from './department.ts';
import { eur, groupOf, orderOf, raceForLimit } from './group-race.ts';
import { wrapped } from './wrapped.ts';

const conveyor = defineConveyor(mixed());
const now = '2026-03-02T09:00:00.000Z';
const open = (store: Store = memoryStore()): Sales =>
  createSales({ conveyor, store, clock: () => new Date(now), attempts: 100, wait: async () => {} });
const ids = ['payer', 'branch1', 'branch2'];
/** Orders of the members, each placed a minute after the one before it. */
const order = (clientId: string, amount: number) =>
  orderOf(clientId, `of ${clientId}`, `2026-03-02T08:0${ids.indexOf(clientId)}:00.000Z`, amount);
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
  it('holds the order of whoever joins a group that owes more than its limit by it', async () => {
    const sales = open();
    await groupOf(sales, ids.slice(0, 2), 500);
    await sales.clients.register({ id: 'branch2', source: 'existing' }, { by: 'import' });
    for (const id of ['payer', 'branch2']) await sales.execute(order(id, 400), byErp);
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
    for (const id of ids) await sales.execute(order(id, 200), byErp);
    await sales.execute(says('branch1', { groupLimit: eur(limit) }), byErp);
    expect(await held(sales)).toEqual(waiting);
    const shipped = await Promise.all(ids.map((id) => sales.execute(ship(id), byErp)));
    expect(ids.filter((_, i) => !shipped[i]?.ok)).toEqual(waiting);
  });

  it('that a member takes away with them leaves the others an older one, and lets go where there is room', async () => {
    const sales = open();
    await groupOf(sales, ids, 300);
    await sales.execute(says('branch2', { groupLimit: eur(1_000) }), byErp);
    for (const id of ['payer', 'branch1']) await sales.execute(order(id, 200), byErp);
    await sales.execute(says('branch2', { accountGroup: 'south' }), byErp);
    expect(await held(sales)).toEqual(['branch1']);
    await sales.execute(says('branch2', { accountGroup: 'north' }), byErp);
    expect(await held(sales)).toEqual([]);
    const facts = { accountGroup: 'north', groupLimit: eur(100) };
    await sales.clients.register({ id: 'branch3', source: 'existing', facts }, { by: 'import' });
    expect(await held(sales)).toEqual(['payer', 'branch1']);
  });

  const about = (clientId: string) => ({ clientId, orderId: `of ${clientId}` });
  const pays = (clientId: string): CommandInput => ({ type: 'payOrder', ...about(clientId) });
  const cancels = (clientId: string): CommandInput => ({ type: 'cancelOrder', ...about(clientId) });
  /** A group of which each member has an order of these amounts, by a head of sales and the ERP. */
  const ordered = async (limit: number, amounts: readonly number[]) => {
    const sales = open();
    const hired = { roles: ['headOfSales'], hoursPerMonth: 130, hiredAt: '2025-01-01T00:00:00.000Z' };
    await sales.employees.hire({ id: 'head', ...hired });
    await groupOf(sales, ids, limit);
    for (const [i, id] of ids.entries()) await sales.execute(order(id, amounts[i] as number), byErp);
    const execute = (command: CommandInput) => sales.execute(command, { by: 'head' });
    return { sales, execute };
  };

  it.each<[string, CommandInput, string[]]>([
    ['the one before it is paid', pays('payer'), ['branch2']],
    ['the one before it is cancelled', cancels('payer'), ['branch2']],
    ['it is cancelled itself', cancels('branch1'), ['branch2']],
    ['the limit goes with the member it was said of', says('payer', { accountGroup: null }), []],
    [
      'what was said of the limit is set right',
      { type: 'correctRecord', clientId: 'payer', eventId: 'payer#2', reason: 'a slip' },
      [],
    ],
  ])(
    'lets go of the first order that fits, though the whole group does not, once %s',
    async (_, frees, waiting) => {
      const { sales, execute } = await ordered(1_000, [600, 600, 600]);
      expect(await held(sales)).toEqual(['branch1', 'branch2']);
      expect(await execute(frees)).toMatchObject({ ok: true });
      expect(await held(sales)).toEqual(waiting);
    },
  );

  it('counts what a card from outside the group brings by a merge, and no longer once that is undone', async () => {
    const { sales, execute } = await ordered(500, [200, 200, 100]);
    await sales.clients.register({ id: 'card', source: 'existing' }, { by: 'import' });
    await sales.execute(orderOf('card', 'of card', early, 100), byErp);
    const cards = { clientId: 'payer', duplicateId: 'card' };
    expect(await execute({ type: 'mergeDuplicate', ...cards })).toMatchObject({ ok: true });
    expect(await held(sales)).toEqual(['branch2']);
    expect(await execute({ type: 'unmergeDuplicate', ...cards })).toMatchObject({ ok: true });
    expect(await held(sales)).toEqual([]);
  });

  it('holds nothing any more of whom no order waits: what is shipped has left', async () => {
    const { sales, execute } = await ordered(1_000, [600, 300, 300]);
    await execute(orderOf('branch1', 'another', now, 500));
    await execute(ship('branch1'));
    expect(await held(sales)).toEqual(['branch1', 'branch2']);
    await execute({ type: 'cancelOrder', clientId: 'branch1', orderId: 'another' });
    expect(await held(sales)).toEqual(['branch2']);
  });

  it('that is lowered and raised again holds what it would hold at once', async () => {
    const { sales, execute } = await ordered(2_000, [600, 300, 500]);
    await execute(says('payer', { groupLimit: eur(500) }));
    expect(await held(sales)).toEqual(ids);
    await execute({ ...says('payer', { groupLimit: null }), at: early } as CommandInput);
    await execute(says('branch1', { groupLimit: eur(950) }));
    await execute(says('payer', { groupLimit: eur(950) }));
    expect(await held(sales)).toEqual(['branch2']);
  });

  it('holds no order anew that a person has let go of, until the group owes more', async () => {
    const { sales, execute } = await ordered(1_000, [600, 600, 600]);
    const lifted = { type: 'releaseHold', clientId: 'branch2', hold: 'overLimit', reason: 'agreed' } as const;
    expect(await execute(lifted)).toMatchObject({ ok: true });
    await execute(says('branch1', { groupLimit: eur(1_100), accountGroup: 'north' }));
    await execute(ship('payer'));
    await execute(cancels('payer'));
    expect(await held(sales)).toEqual(['branch1']);
    await execute(orderOf('payer', 'another', now, 100));
    expect(await held(sales)).toEqual(['payer', 'branch2']);
  });

  it.each([4, 6])('holds the same whatever way led to these orders and this limit (%s)', async (seed) => {
    const random = seededRandom(seed);
    const any = (n: number) => Math.floor(random() * n);
    const sales = open();
    let limit = 1_000;
    await groupOf(sales, ids, limit);
    const orders: { clientId: string; id: string; at: string; owed: number; is: string }[] = [];
    const fits = (one: { at: string }) =>
      orders.reduce((sum, { is, at, owed }) => sum + (is === 'shipped' || at <= one.at ? owed : 0), 0) <=
      limit;
    for (let i = 0; i < 25; i++) {
      const clientId = ids[any(3)] as string;
      const one = orders[any(orders.length)];
      const kind = any(8);
      if (kind < 3 || !one) {
        const at = `2026-03-01T0${any(10)}:${10 + i}:00.000Z`;
        const owed = (1 + any(7)) * 100;
        orders.push({ clientId, id: `o${i}`, at, owed, is: 'waiting' });
        await sales.execute(orderOf(clientId, `o${i}`, at, owed), byErp);
      } else if (kind === 3) {
        limit = (3 + any(15)) * 100;
        for (const id of ids) await sales.execute(says(id, { groupLimit: eur(limit) }), byErp);
      } else if (one.is !== 'cancelled') {
        const order = { clientId: one.clientId, orderId: one.id };
        if (kind === 4 && one.is === 'waiting') {
          const { ok } = await sales.execute({ type: 'shipOrder', ...order }, byErp);
          expect(ok).toBe(fits(one));
          if (ok) one.is = 'shipped';
        } else if (kind === 5 && one.is === 'waiting') {
          await sales.execute({ type: 'cancelOrder', ...order }, byErp);
          [one.is, one.owed] = ['cancelled', 0];
        } else if (kind > 5) {
          await sales.execute({ type: 'payOrder', ...order }, byErp);
          one.owed = 0;
        }
      }
      const waiting = orders.filter((order) => order.is === 'waiting' && !fits(order));
      expect(await held(sales)).toEqual(ids.filter((id) => waiting.some((order) => order.clientId === id)));
    }
  });

  it('is the lower of two that were said at one moment, whoever looks', async () => {
    const sales = open();
    await groupOf(sales, ids, 1_000);
    await sales.execute(says('branch1', { groupLimit: eur(800) }), byErp);
    await sales.execute(says('branch2', { groupLimit: eur(500) }), byErp);
    for (const id of ['payer', 'branch1']) await sales.execute(order(id, 300), byErp);
    expect(await held(sales)).toEqual(['branch1']);
  });

  it('is guarded where a member joins while another orders', async () => {
    const store = memoryStore();
    const beside = open(store);
    await groupOf(beside, ids.slice(0, 2), 500);
    await beside.clients.register({ id: 'branch2', source: 'existing' }, { by: 'import' });
    await beside.execute(order('branch2', 400), byErp);
    let isFirst = true;
    const commit: Store['commit'] = async (tenant, work) => {
      if (isFirst) {
        isFirst = false;
        await beside.execute(order('payer', 400), byErp);
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
      orderOf('branch2', 'of branch2', now, 200),
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
