import { all, type Condition, createSales, defineConveyor, fact, not, type Store } from 'sales-conveyor';
import { describeBlueprint, describeDiff } from 'sales-conveyor/blueprints';
import { inboxOf } from 'sales-conveyor/inbox';
import { clientAsOf, countClients, rankClients, wouldHappen } from 'sales-conveyor/queries';
import { describeAccess, explainAccess, readAs } from 'sales-conveyor/reading';
import { describe, expect, it, test } from 'vitest';
import { dictionaries } from '../dictionaries.ts';
import { at, collect, type Department, openDepartment, stores } from './department.ts';
import { trade } from './trade.ts';

/** The trade in which sellers and keepers see what is said, and a lead of the keepers decides beside the head. */
function rules(seller: Condition, keeper: Condition = seller, version = 1) {
  const { handOver } = trade.transfers;
  const label = { en: 'team lead', ru: 'руководитель группы' };
  return {
    ...trade,
    version,
    roles: {
      ...trade.roles,
      seller: { ...trade.roles.seller, mayRead: seller },
      keeper: { ...trade.roles.keeper, mayRead: keeper },
      teamLead: { ...trade.roles.keeper, label, mayRead: not(all()) },
    },
    transfers: {
      ...trade.transfers,
      handOver: { ...handOver, handoff: { ...handOver.handoff, escalateTo: 'teamLead' } },
    },
  };
}

const open = async (store: () => Promise<Store>, ...said: Parameters<typeof rules>) => {
  const department = await openDepartment(store, { conveyor: defineConveyor(rules(...said)) });
  await department.sales.employees.hire({ id: 'lena', roles: ['teamLead'], hoursPerMonth: 100 });
  return department;
};

const idsAs = async ({ sales }: Department, as: string) =>
  (await collect(readAs(sales, as).clients.all())).map(({ id }) => id).join(' ');

/** Anna's client, offered to a keeper, or to any keeper. */
async function offered(department: Department, id: string, to?: string): Promise<void> {
  await department.client(id);
  await department.do({ type: 'learnFacts', clientId: id, facts: { ready: true } });
  await department.do({ type: 'transfer', clientId: id, transfer: 'startSelling' });
  await department.do({ type: 'transfer', clientId: id, transfer: 'handOver', ...(to && { to }) });
}

const ownOnly = not(all());
const isReady: Condition = { fact: 'ready', is: 'equals', value: true };
const [memory] = stores;

describe.each(stores)('on $name', ({ open: store }) => {
  it('a query sees what the roles may read and what concerns the reader: pages are full, counts are right', async () => {
    const department = await open(store, isReady, all(not(isReady), fact('orders.daysSinceLast').atMost(30)));
    const { sales } = department;
    for (let i = 0; i < 12; i++) {
      const id = `c${String(i).padStart(2, '0')}`;
      if (i % 2) await department.client(id, i % 4 === 1 ? 'anna' : 'boris');
      else await department.buyer(id, at(-10 * i), i % 4 ? 'vera' : 'gleb');
      const value = [true, false, undefined][i % 3];
      if (value !== undefined)
        await department.do({ type: 'learnFacts', clientId: id, facts: { ready: value } });
    }
    const clients = await collect(sales.clients.all());
    for (const as of ['anna', 'vera', 'gleb', 'head', 'import', 'nobody']) {
      const seen: string[] = [];
      for (const { id } of clients)
        if ((await explainAccess(sales, { clientId: id, as }))?.isVisible) seen.push(id);
      const reading = readAs(sales, as);
      const found = { as, all: await idsAs(department, as), count: await countClients(reading) };
      expect(found).toEqual({ as, all: seen.join(' '), count: seen.length });
      const where = fact('orders.count').atLeast(0);
      const pages: string[][] = [];
      for (let after: string | undefined; ; ) {
        const page = await reading.clients.query({ where, limit: 3, ...(after && { after }) });
        pages.push(page.clients.map(({ id }) => id));
        after = page.next;
        if (after === undefined) break;
      }
      expect(pages.flat()).toEqual(seen);
      expect(pages.slice(0, -1).every((page) => page.length === 3)).toBe(true);
      expect((await rankClients(reading, { by: 'client.registeredAt' })).known).toBe(seen.length);
    }
    // Anna: her own, and whoever is ready; of whom it is unknown, nobody. The strangers see none, the head all.
    expect(await idsAs(department, 'anna')).toBe('c00 c01 c03 c05 c06 c09');
    expect(await idsAs(department, 'nobody')).toBe('');
    expect((await idsAs(department, 'head')).split(' ')).toHaveLength(12);
  });
});

test('who may not see a client finds none of its id: no card, no history, no past, no options, no place on a page', async () => {
  const department = await open(memory.open, ownOnly);
  await department.client('hers', 'anna');
  const look = async (as: string) => {
    const reading = readAs(department.sales, as);
    return [
      (await reading.clients.get('hers'))?.id,
      (await reading.clients.history('hers')).length,
      (await clientAsOf(reading, 'hers', {}))?.id,
      (await reading.options('hers'))?.length,
      (await reading.clients.page({ holder: { employeeId: 'anna' } })).clients.length,
    ];
  };
  expect(await look('anna')).toEqual(['hers', 3, 'hers', 4, 1]);
  expect(await look('boris')).toEqual([undefined, 0, undefined, undefined, 0]);
});

test('holders, deputies, whoever stands in, receivers and those who decide see a client, whatever they may read', async () => {
  const department = await open(memory.open, ownOnly);
  const { sales } = department;
  const deputy = { type: 'setDeputy', role: 'seller', employeeId: 'boris' } as const;
  await department.client('deputised');
  await department.do({ ...deputy, clientId: 'deputised' });
  await offered(department, 'toAnybody');
  await offered(department, 'toVera', 'vera');
  const seen = async () => {
    const found = [];
    for (const who of ['anna', 'boris', 'vera', 'gleb', 'lena'])
      found.push(`${who}: ${await idsAs(department, who)}`);
    return found;
  };
  expect(await seen()).toEqual([
    'anna: deputised toAnybody toVera',
    'boris: deputised',
    'vera: toAnybody toVera',
    'gleb: toAnybody',
    'lena: ',
  ]);
  // Nobody has written yet that the offers ended: whoever decides now sees them, the receivers no longer do.
  department.now = at(3);
  expect((await seen()).slice(2)).toEqual(['vera: ', 'gleb: ', 'lena: toAnybody toVera']);
  await sales.runDue();
  expect((await seen()).slice(2)).toEqual(['vera: ', 'gleb: ', 'lena: toAnybody toVera']);
  await sales.employees.recordAbsence('anna', {
    kind: 'vacation',
    from: at(3),
    to: at(9),
    deputyId: 'boris',
  });
  expect((await seen())[1]).toBe('boris: deputised toAnybody toVera');
  await sales.employees.leave('boris', { by: 'head', reason: 'left' });
  expect((await seen())[1]).toBe('boris: ');
});

test('somebody with several roles sees what any of them may, and what a pool holds that is not seen is not counted', async () => {
  const department = await open(memory.open, ownOnly, fact('state').equals('regular'));
  await department.buyer('bought', at(-1));
  for (const id of ['lead', 'another'])
    await department.do({ type: 'register', clientId: id, source: 'cold' });
  const { sales } = department;
  const pooled = async () => (await inboxOf(sales, 'boris'))?.items.map(({ code }) => code);
  expect(await idsAs(department, 'boris')).toBe('');
  expect(await pooled()).toEqual([]);
  await sales.employees.change('boris', { roles: ['seller', 'keeper'] });
  expect(await idsAs(department, 'boris')).toBe('bought');
  expect((await inboxOf(readAs(sales, 'boris'), 'vera'))?.items).toEqual(
    (await inboxOf(sales, 'vera'))?.items,
  );
  expect((await inboxOf(readAs(sales, 'lena'), 'vera'))?.items).toEqual([]);
});

test('why somebody sees a client is told by the tree that refusals have, in both languages', async () => {
  const department = await open(memory.open, all(isReady, fact('orders.count').atLeast(2)));
  const { sales } = department;
  await department.buyer('acme', at(-1));
  const access = await explainAccess(sales, { clientId: 'acme', as: 'anna' });
  expect(access?.reasons).toMatchObject([
    { code: 'NOT_CONCERNED' },
    { code: 'MAY_NOT_READ', role: 'seller', explanation: { truth: 'no', missing: [{ fact: 'ready' }] } },
  ]);
  const said = async (as: string) => {
    const told = await explainAccess(sales, { clientId: 'acme', as });
    return Object.values(dictionaries).map(
      (dictionary) => told && describeAccess(told, { dictionary, conveyor: sales.conveyor }),
    );
  };
  expect(await said('anna')).toMatchInlineSnapshot(`
    [
      "anna does not see acme:
    – neither holds the client nor stands in for a holder, and no handoff waits for them
    – “seller” does not see such clients:
      Ready: not known yet
      Number of orders is at least 2; now: 1",
      "anna не видит клиента acme:
    – клиента не ведёт, никого при нём не замещает, ответа по его передаче от сотрудника не ждут
    – «seller» не видит таких клиентов:
      Ready: нет данных
      Число заказов — не меньше 2; сейчас: 1",
    ]
  `);
  expect((await said('vera'))[0]).toBe('vera sees acme:\n– holds the client as “keeper”');
  expect((await said('head'))[0]).toBe(
    '“head” sees acme:\n– “head” may override all rules and sees every client',
  );
  expect((await said('gone'))[1]).toBe(
    'gone не видит клиента acme:\n– такого сотрудника в отделе сейчас нет',
  );
  expect(await explainAccess(sales, { clientId: 'nobody', as: 'anna' })).toBeUndefined();
  await expect(explainAccess(sales, { clientId: 7, as: 'anna' } as never)).rejects.toMatchObject({
    code: 'INVALID_QUERY',
  });
});

test('what only sales may do is refused of a reading, and nothing is written', async () => {
  const department = await open(memory.open, ownOnly);
  const { context } = readAs(department.sales, 'anna');
  await expect(context.store.readFeed('default', 0, 10)).rejects.toMatchObject({ code: 'READING_ONLY' });
  await expect(context.store.census('default')).rejects.toMatchObject({ code: 'READING_ONLY' });
  const reading = readAs(department.sales, 'anna') as never;
  for (const type of ['register', 'fly'] as const) {
    const command = { type, clientId: 'unseen', source: 'cold' } as never;
    await expect(wouldHappen(reading, command, { by: 'import' })).rejects.toMatchObject({
      code: 'READING_ONLY',
    });
  }
  expect(() => readAs(department.sales, '')).toThrow(expect.objectContaining({ code: 'INVALID_QUERY' }));
});

test('the right to read is published without a migration; a fact that it names must be there', async () => {
  const department = await open(memory.open, ownOnly);
  const later = defineConveyor(rules(fact('state').equals('lead')));
  await department.client('hers', 'anna');
  await department.sales.blueprints.publish({ by: 'head' });
  const { store, sales } = department;
  const published = createSales({ conveyor: later, store, clock: () => department.now });
  await published.blueprints.publish({ by: 'head' });
  expect((await readAs(published, 'boris').clients.get('hers'))?.id).toBe('hers');
  const late = createSales({ conveyor: sales.conveyor, store, clock: () => department.now });
  await expect(late.clients.register({ id: 'new', source: 'cold' }, { by: 'head' })).rejects.toMatchObject({
    code: 'BLUEPRINT_NOT_CURRENT',
  });
  const wrong = { fact: 'stat', is: 'equals', value: 'lead' } as const;
  expect(() => defineConveyor(rules(wrong) as never)).toThrow(/roles\.seller\.mayRead/);
});

test('regulation and diff say what a role sees', () => {
  const [before, after] = [rules(ownOnly), rules(fact('state').equals('regular'), ownOnly)];
  const said = Object.values(dictionaries).map((dictionary) => {
    const lines = describeBlueprint(defineConveyor(after).blueprint, { dictionary }).split('\n');
    const sees = lines.findIndex((line) => /Sees only|Видит только/.test(line));
    return [describeDiff(before, after, { dictionary }), ...lines.slice(sees, sees + 2)].join('\n');
  });
  expect(said).toMatchInlineSnapshot(`
    [
      "Role “seller”:
      clients that it sees beside its own: nobody → “state is regular”
    - **Sees only the clients that it has to do with, and those of whom it is known:**
      - State is regular",
      "Роль «seller»:
      кого видит, кроме своих клиентов: никого → «состояние — regular»
    - **Видит только тех клиентов, с которыми работает, и тех, о ком известно:**
      - Состояние — regular",
    ]
  `);
});
