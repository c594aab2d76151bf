import { type CommandInput, createSales, defineConveyor, memoryStore, type Store } from 'sales-conveyor';
import {
  describeInboxItem,
  type InboxCode,
  type InboxItem,
  type InboxQuery,
  inboxOf,
} from 'sales-conveyor/inbox';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, it, test } from 'vitest';
import { dictionaries } from '../dictionaries.ts';
import {
  at,
  contact,
  conveyor,
  type Department,
  openDepartment,
  order,
  stores,
  wrapped,
} from './department.ts';
import { trade } from './trade.ts';

const everybody = ['anna', 'boris', 'dora', 'vera', 'gleb', 'head'];

async function inbox(department: Department, who: string, query?: InboxQuery) {
  const found = await inboxOf(department.sales, who, query);
  if (!found) throw new Error('Nobody');
  return found;
}

const items = async (department: Department, who: string) => (await inbox(department, who)).items;

/** What is in it, as `CODE client`, in its order. */
const codesOf = async (department: Department, who: string) =>
  (await items(department, who)).map(({ code, clientId }) => `${code} ${clientId}`);

/** Anna's client, offered to a keeper, or to any keeper. */
async function offered(department: Department, id: string, to?: string): Promise<void> {
  await department.client(id, 'anna');
  await department.do({ type: 'learnFacts', clientId: id, facts: { ready: true } });
  await department.do({ type: 'transfer', clientId: id, transfer: 'startSelling' });
  const handOver = { type: 'transfer', clientId: id, transfer: 'handOver', ...(to && { to }) } as const;
  await department.do(handOver, { by: 'anna' });
}

/** Clients are taken from sellers who do not touch them, and offers that the head leaves open end. */
const strict = defineConveyor({
  ...trade,
  transfers: {
    ...trade.transfers,
    handOver: {
      ...trade.transfers.handOver,
      handoff: { ...trade.transfers.handOver.handoff, decideWithin: { workingHours: 16 } },
    },
    miss: {
      label: { en: 'missed', ru: 'пропущен' },
      from: ['lead'],
      to: 'lead',
      trigger: { kind: 'time', at: 'custody.untouchedSince', plusWorkingMinutes: 120 },
      when: { fact: 'contacts.lastAt', is: 'absent' },
      releases: ['seller'],
    },
    stagnate: {
      label: { en: 'stagnates', ru: 'стоит' },
      from: ['selling'],
      to: 'selling',
      trigger: { kind: 'time', at: 'custody.untouchedSince', plus: { days: 30 }, notice: { days: 7 } },
      releases: ['seller'],
    },
  },
});

/** A Monday long after everybody was hired. */
const day = (days: number, hours = 0) => at(133 + days, hours);

/** One item of each code somewhere, and then some; the clock stands at the end of it. */
async function busy(department: Department): Promise<void> {
  const { employees } = department.sales;
  await employees.hire({ id: 'dora', roles: ['seller'], hoursPerMonth: 100 });
  department.now = day(-130);
  await department.buyer('dormant', day(-130));
  department.now = day(-100);
  await department.buyer('overdue', day(-100));
  await department.do(order('overdue', 'o2', day(-101)));
  await offered(department, 'expired', 'vera');
  department.now = day(-1);
  await department.buyer('moved', day(-1), 'gleb');
  const move = { role: 'keeper', from: 'gleb', to: 'vera', planId: 'plan-1', introduceBy: day(6) } as const;
  const cause = { code: 'plan', kind: 'manual' } as const;
  await department.do({ type: 'applyRedistribution', clientId: 'moved', cause, ...move });
  await department.client('deciding', 'boris');
  const window = { windowId: 'w', category: 'dairy', decidesAt: day(20) };
  await department.do({ type: 'recordWindow', clientId: 'deciding', ...window });
  await offered(department, 'accepted', 'gleb');
  await department.do({ type: 'acceptHandoff', clientId: 'accepted' }, { by: 'gleb' });
  await department.client('shared', 'anna');
  const deputy = { type: 'setDeputy', clientId: 'shared', role: 'seller' } as const;
  await department.do({ ...deputy, employeeId: 'dora', until: day(3) });
  await department.do({ ...deputy, employeeId: 'boris', until: day(0, 1) });
  department.now = day(0);
  await offered(department, 'offer', 'vera');
  await offered(department, 'open');
  await employees.recordAbsence('gleb', {
    id: 'v',
    kind: 'vacation',
    from: day(0),
    to: day(9),
    deputyId: 'vera',
  });
  department.now = day(0, 1);
}

describe.each(stores)('an inbox on $name', ({ open }) => {
  it('has a handoff for whoever is to answer it, and for whoever offered it', async () => {
    const department = await openDepartment(open);
    await offered(department, 'acme', 'vera');
    const parties = {
      from: { role: 'seller', employeeId: 'anna' },
      to: { role: 'keeper', employeeId: 'vera' },
    };
    const value = { amount: 0, currency: 'EUR' };
    const offer = { clientId: 'acme', transfer: 'handOver', deadline: at(0, 8), value, ...parties };
    expect(await items(department, 'vera')).toEqual([{ code: 'OFFERED_TO_ME', ...offer }]);
    expect(await items(department, 'anna')).toEqual([{ code: 'OFFER_WAITS', ...offer }]);
    for (const who of ['boris', 'gleb', 'head']) expect(await items(department, who)).toEqual([]);
    await department.do({ type: 'acceptHandoff', clientId: 'acme' }, { by: 'vera' });
    expect(await codesOf(department, 'anna')).toEqual([]);
  });

  it('has a handoff that is for a role for everybody who has the role', async () => {
    const department = await openDepartment(open);
    await offered(department, 'acme');
    for (const who of ['vera', 'gleb'])
      expect(await items(department, who)).toMatchObject([
        { code: 'OFFERED_TO_ROLE', deadline: at(0, 8), to: { role: 'keeper' } },
      ]);
    await department.sales.employees.change('gleb', { roles: ['seller'] });
    expect(await codesOf(department, 'gleb')).toEqual([]);
  });

  it('has an offer that nobody answered in time for whoever decides by now, though nobody has written it', async () => {
    const department = await openDepartment(open);
    await offered(department, 'acme', 'vera');
    department.now = at(1);
    const deadline = at(0, 8);
    expect(await items(department, 'head')).toMatchObject([
      { code: 'ESCALATED_TO_ME', cause: 'expired', deadline, to: { employeeId: 'vera' } },
    ]);
    expect(await items(department, 'anna')).toMatchObject([
      { code: 'OFFER_WAITS', escalatedTo: 'head', deadline },
    ]);
    expect(await codesOf(department, 'vera')).toEqual([]);
  });

  it('has the first contact that is owed, also once it was missed, until they speak', async () => {
    const department = await openDepartment(open);
    await offered(department, 'acme', 'vera');
    await department.do({ type: 'acceptHandoff', clientId: 'acme' }, { by: 'vera' });
    const owed = [{ code: 'FIRST_CONTACT', role: 'keeper', transfer: 'handOver', deadline: at(3) }];
    expect(await items(department, 'vera')).toMatchObject(owed);
    department.now = at(5);
    expect(await items(department, 'vera')).toMatchObject(owed);
    await department.sales.runDue();
    expect(await items(department, 'vera')).toMatchObject(owed);
    await department.do(contact('acme'), { by: 'vera' });
    expect(await codesOf(department, 'vera')).toEqual([]);
  });

  it('has the clients for whose holder one stands in, with all that is to be done for them, while it lasts', async () => {
    const department = await openDepartment(open);
    await offered(department, 'acme', 'vera');
    await department.do({ type: 'acceptHandoff', clientId: 'acme' }, { by: 'vera' });
    await offered(department, 'bravo', 'vera');
    const vacation = { id: 'v', kind: 'vacation', from: at(0, 1), to: at(2), deputyId: 'gleb' } as const;
    await department.sales.employees.recordAbsence('vera', vacation);
    expect(await codesOf(department, 'gleb')).toEqual([]);
    department.now = at(0, 1);
    const insteadOf = 'vera';
    expect(await items(department, 'gleb')).toMatchObject([
      { code: 'OFFERED_TO_ME', clientId: 'bravo', insteadOf },
      { code: 'STANDING_IN', clients: 1, employeeId: 'vera', deadline: at(2), insteadOf },
      { code: 'FIRST_CONTACT', clientId: 'acme', deadline: at(3), insteadOf },
    ]);
    expect(await codesOf(department, 'vera')).toEqual(['OFFERED_TO_ME bravo', 'FIRST_CONTACT acme']);
    department.now = at(2);
    expect(await codesOf(department, 'gleb')).toEqual([]);
  });

  it('has one line for each of those for whom one stands in, with how many clients that are', async () => {
    const department = await openDepartment(open);
    for (const id of ['a', 'b', 'c']) await department.buyer(id, at(-1));
    const vacation = { id: 'v', kind: 'vacation', from: at(0, 1), to: at(2), deputyId: 'gleb' } as const;
    await department.sales.employees.recordAbsence('vera', vacation);
    department.now = at(0, 1);
    const value = { amount: 300, currency: 'EUR' };
    const { items, counts } = await inbox(department, 'gleb');
    expect(items).toEqual([
      { code: 'STANDING_IN', employeeId: 'vera', insteadOf: 'vera', clients: 3, value, deadline: at(2) },
    ]);
    expect(counts).toEqual({ STANDING_IN: 1 });
  });

  it('has a client whom time will take from its holder: at once, or from the notice on, until it is touched', async () => {
    const department = await openDepartment(open, { conveyor: strict });
    await department.client('acme', 'anna');
    const [ahead] = [{ code: 'RELEASE_AHEAD', role: 'seller', clientId: 'acme', transfer: 'miss' }];
    expect(await items(department, 'anna')).toMatchObject([{ ...ahead, deadline: at(0, 2) }]);
    await department.do({ ...contact('acme'), twoWay: false } as CommandInput, { by: 'anna' });
    expect(await codesOf(department, 'anna')).toEqual([]);
    await department.do({ type: 'transfer', clientId: 'acme', transfer: 'startSelling' });
    department.now = at(22);
    expect(await codesOf(department, 'anna')).toEqual([]);
    department.now = at(23);
    const stagnant = [{ ...ahead, transfer: 'stagnate', deadline: at(30) }];
    expect(await items(department, 'anna')).toMatchObject(stagnant);
    await department.sales.runDue();
    expect(await items(department, 'anna')).toMatchObject(stagnant);
    await department.do(contact('acme'), { by: 'anna' });
    expect(await codesOf(department, 'anna')).toEqual([]);
  });

  it('has an offer that nobody answered, the head neither, until its sender has done something about it', async () => {
    const department = await openDepartment(open, { conveyor: strict });
    await offered(department, 'acme', 'vera');
    department.now = at(3);
    const lapsed = [{ code: 'OFFER_LAPSED', clientId: 'acme', transfer: 'handOver', deadline: at(2, 6) }];
    expect(await items(department, 'anna')).toMatchObject(lapsed);
    await department.sales.runDue();
    expect(await items(department, 'anna')).toMatchObject(lapsed);
    expect(await codesOf(department, 'head')).toEqual([]);
    await department.expectFolded('acme', strict);
    const again = { type: 'transfer', clientId: 'acme', transfer: 'handOver', to: 'gleb' } as const;
    await department.do(again, { by: 'anna' });
    expect(await codesOf(department, 'anna')).toEqual(['OFFER_WAITS acme']);
    await department.do({ type: 'withdrawHandoff', clientId: 'acme' }, { by: 'anna' });
    expect(await codesOf(department, 'anna')).toEqual([]);
  });

  it('has an offer that was rejected, until its sender has done something about it, or the head decides', async () => {
    const department = await openDepartment(open, { conveyor: strict });
    await offered(department, 'acme', 'vera');
    const [reason] = Object.keys(strict.blueprint.transfers.handOver?.handoff?.rejections ?? {}) as [string];
    const reject = { type: 'rejectHandoff', clientId: 'acme', reason } as const;
    const again = { type: 'transfer', clientId: 'acme', transfer: 'handOver', to: 'vera' } as const;
    await department.do(reject, { by: 'vera' });
    const rejected = {
      code: 'OFFER_REJECTED',
      clientId: 'acme',
      transfer: 'handOver',
      reason,
      deadline: at(0),
    };
    expect(await items(department, 'anna')).toMatchObject([rejected]);
    await department.expectFolded('acme', strict);
    await department.do(contact('acme'), { by: 'anna' });
    expect(await codesOf(department, 'anna')).toEqual([]);
    await department.do(again, { by: 'anna' });
    await department.do(reject, { by: 'vera' });
    expect(await codesOf(department, 'anna')).toEqual(['OFFER_WAITS acme']);
    await department.do({ type: 'acceptHandoff', clientId: 'acme', to: 'vera' }, { by: 'head' });
    expect(await codesOf(department, 'anna')).toEqual([]);
  });

  it('has the clients of whom one is the deputy by now, though the day of the one before is only over', async () => {
    const department = await openDepartment(open);
    await department.sales.employees.hire({ id: 'dora', roles: ['seller'], hoursPerMonth: 100 });
    await department.client('acme', 'anna');
    const deputy = { type: 'setDeputy', clientId: 'acme', role: 'seller' } as const;
    await department.do({ ...deputy, employeeId: 'dora', until: at(4) });
    await department.do({ ...deputy, employeeId: 'boris', until: at(2) });
    expect(await items(department, 'boris')).toMatchObject([{ code: 'STANDING_IN', deadline: at(2) }]);
    expect(await codesOf(department, 'dora')).toEqual([]);
    department.now = at(3);
    expect(await codesOf(department, 'boris')).toEqual([]);
    expect(await items(department, 'dora')).toMatchObject([{ code: 'STANDING_IN', deadline: at(4) }]);
  });

  it('has a decision from the beginning of its preparation until it is over', async () => {
    const department = await openDepartment(open);
    await department.client('acme', 'anna');
    const window = { windowId: 'w', category: 'dairy', decidesAt: at(40) };
    await department.do({ type: 'recordWindow', clientId: 'acme', ...window });
    expect(await codesOf(department, 'anna')).toEqual([]);
    department.now = at(10);
    expect(await items(department, 'anna')).toMatchObject([
      { code: 'WINDOW_OPEN', windowId: 'w', category: 'dairy', since: at(10), deadline: at(40) },
    ]);
    department.now = at(41);
    expect(await codesOf(department, 'anna')).toEqual(['WINDOW_OPEN acme']);
    department.now = at(55);
    expect(await codesOf(department, 'anna')).toEqual([]);
  });

  it('has clients who are silent for too long, the most valuable first where that is asked for', async () => {
    const department = await openDepartment(open);
    department.now = at(2);
    await department.buyer('small', at(0));
    await department.buyer('large', at(1));
    await department.do(order('large', 'large-2', at(1)));
    department.now = at(63);
    const limits = (silent: InboxItem) =>
      silent.code === 'OVERDUE' && [silent.status, silent.deadline! > silent.since];
    const found = await inbox(department, 'vera');
    expect(found.items.map(limits)).toEqual([
      ['overdue', true],
      ['overdue', true],
    ]);
    expect(found.items.map(({ clientId }) => clientId)).toEqual(['small', 'large']);
    const byValue = await inbox(department, 'vera', { codes: ['OVERDUE'], order: 'value' });
    expect(byValue.items.map(({ value }) => value.amount)).toEqual([200, 100]);
    department.now = at(125);
    expect((await items(department, 'vera')).map(limits)).toEqual([
      ['dormant', true],
      ['dormant', true],
    ]);
    department.now = at(400);
    expect(await codesOf(department, 'vera')).toEqual([]);
  });

  it('has the introduction that a plan owes, until they speak', async () => {
    const department = await openDepartment(open);
    await busy(department);
    expect((await items(department, 'vera')).find(({ code }) => code === 'INTRODUCTION')).toMatchObject({
      clientId: 'moved',
      planId: 'plan-1',
      deadline: day(6),
    });
    await department.do(contact('moved'), { by: 'vera' });
    expect(await codesOf(department, 'vera')).not.toContain('INTRODUCTION moved');
  });

  it('is what it is once the due work has run', async () => {
    const department = await openDepartment(open);
    await busy(department);
    for (const now of [day(0, 1), day(1), day(3, 1), day(14), day(40), day(70)]) {
      department.now = now;
      const before = await Promise.all(everybody.map((who) => inbox(department, who)));
      const { failures } = await department.sales.runDue();
      expect(failures).toEqual([]);
      expect(await Promise.all(everybody.map((who) => inbox(department, who)))).toEqual(before);
    }
  });

  it('comes page by page, each item once, in the order that is asked for', async () => {
    const department = await openDepartment(open);
    await busy(department);
    for (const order of ['deadline', 'value'] as const) {
      const whole = await inbox(department, 'vera', { order });
      expect(whole.items.length).toBeGreaterThan(6);
      expect(Object.values(whole.counts).reduce((a, b) => a + b)).toBe(whole.items.length);
      for (const limit of [1, 3, whole.items.length]) {
        const paged: InboxItem[] = [];
        for (let after: string | undefined; ; ) {
          const page = await inbox(department, 'vera', { order, limit, ...(after && { after }) });
          expect(page.counts).toEqual(whole.counts);
          paged.push(...page.items);
          after = page.next;
          if (after === undefined) break;
        }
        expect(paged).toEqual(whole.items);
      }
      const sorted =
        order === 'deadline'
          ? whole.items.map(({ deadline = '~' }) => deadline)
          : whole.items.map(({ value }) => String(1e9 - value.amount).padStart(10, '0'));
      expect(sorted).toEqual(sorted.toSorted());
    }
  });

  it('reads the clients that concern the employee and those that are due, and no others', async () => {
    let read = 0;
    const counting = async (): Promise<Store> => {
      const store = await open();
      return wrapped(store, {
        queryClients: async (tenant, query) => {
          const page = await store.queryClients(tenant, query);
          read += page.clients.length;
          return page;
        },
      });
    };
    const department = await openDepartment(counting);
    for (let i = 0; i < 40; i++) await department.client(`other-${i}`, 'boris');
    await offered(department, 'acme', 'vera');
    read = 0;
    expect(await codesOf(department, 'vera')).toEqual(['OFFERED_TO_ME acme']);
    expect(read).toBe(1);
  });
});

const [{ open }] = stores;

test('there is no inbox of an unknown employee', async () => {
  const department = await openDepartment(open);
  expect(await inboxOf(department.sales, 'nobody')).toBeUndefined();
});

test.each<[unknown, string]>([
  [{ limit: 0 }, 'INVALID_QUERY'],
  [{ codes: ['EVERYTHING'] }, 'INVALID_QUERY'],
  [{ order: 'name' }, 'INVALID_QUERY'],
  [{ what: 1 }, 'INVALID_QUERY'],
  [null, 'INVALID_QUERY'],
  [{ after: 'x' }, 'INVALID_CURSOR'],
])('a query such as %j is %s', async (query, code) => {
  const department = await openDepartment(open);
  await expect(inboxOf(department.sales, 'vera', query as InboxQuery)).rejects.toMatchObject({ code });
});

test('a cursor of another order is INVALID_CURSOR', async () => {
  const department = await openDepartment(open);
  await busy(department);
  const { next } = await inbox(department, 'vera', { limit: 1 });
  const asked = inboxOf(department.sales, 'vera', { limit: 1, order: 'value', after: next! });
  await expect(asked).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
});

test('a client for whom a rule of the caller fails is told, and hides no other', async () => {
  const cadence = { ...trade.cadence, overdue: { kind: 'custom', name: 'own' } } as const;
  let isBroken = false;
  const own = () => {
    if (isBroken) throw new Error('broken');
    return 60;
  };
  const department = await openDepartment(open, {
    conveyor: defineConveyor({ ...trade, cadence }, { cadenceRules: { own } }),
  });
  await department.buyer('acme', at(-1));
  await offered(department, 'bravo', 'vera');
  isBroken = true;
  const found = await inbox(department, 'vera');
  expect(found.items).toMatchObject([{ code: 'OFFERED_TO_ME', clientId: 'bravo' }]);
  expect(found.failures).toMatchObject([{ clientId: 'acme', error: { code: 'CADENCE_RULE_FAILED' } }]);
});

describe('clients for whom nobody answers', () => {
  it('are told of in one line a pool, to those who may take them from it and to whoever may assign them', async () => {
    const department = await openDepartment(open);
    await department.do({ type: 'register', clientId: 'friday', source: 'cold' });
    department.now = at(3);
    await department.do({ type: 'register', clientId: 'monday', source: 'cold' });
    await department.do({ type: 'register', clientId: 'buyer', source: 'existing' });
    await department.do(order('buyer', 'buyer-1', at(3)));
    const sellers = {
      code: 'IN_POOL',
      pool: 'seller',
      clients: 2,
      since: at(0),
      value: { amount: 0, currency: 'EUR' },
    };
    const keepers = {
      code: 'IN_POOL',
      pool: 'keeper',
      clients: 1,
      since: at(3),
      value: { amount: 100, currency: 'EUR' },
    };
    expect(await items(department, 'anna')).toEqual([sellers]);
    expect(await items(department, 'vera')).toEqual([keepers]);
    expect(await items(department, 'head')).toEqual([keepers, sellers]);
    await department.do({ type: 'assignHolder', clientId: 'friday', role: 'seller', employeeId: 'boris' });
    expect(await items(department, 'anna')).toEqual([{ ...sellers, clients: 1, since: at(3) }]);
  });
});

/** A client of an order that is above its limit, and many on whom nothing stands. */
async function overLimit() {
  const asked: number[] = [];
  const store = memoryStore();
  const queryClients: Store['queryClients'] = async (tenant, query) => {
    const page = await store.queryClients(tenant, query);
    asked.push(page.clients.length);
    return page;
  };
  const now = '2026-03-02T09:00:00.000Z';
  const presets = defineConveyor(mixed());
  const sales = createSales({ conveyor: presets, store: wrapped(store, { queryClients }), clock: () => now });
  const roles = {
    orlov: 'headOfSales',
    boeva: 'backOffice',
    ivanova: 'clientManager',
    petrov: 'clientManager',
  };
  for (const [id, role] of Object.entries(roles))
    await sales.employees.hire({ id, roles: [role], hoursPerMonth: 130 });
  const by = 'import';
  for (const clientId of ['acme', ...Array.from({ length: 20 }, (_, i) => `c${i}`)])
    await sales.execute({ type: 'register', clientId, source: 'existing' }, { by });
  const clientId = 'acme';
  const role = 'clientManager';
  await sales.execute({ type: 'assignHolder', clientId, role, employeeId: 'ivanova' }, { by: 'orlov' });
  const facts = { creditLimit: { amount: 500, currency: 'EUR' } };
  await sales.execute({ type: 'learnFacts', clientId, facts }, { by: 'boeva' });
  const placed = { id: 'o1', placedAt: now, total: { amount: 900, currency: 'EUR' } };
  await sales.execute({ type: 'recordOrder', clientId, order: placed }, { by: 'erp' });
  const of = async (who: string) =>
    (await inboxOf(sales, who, { codes: ['ORDER_HELD'] }))?.items as readonly InboxItem[];
  return { sales, of, asked, conveyor: presets, now };
}

test('an order above the limit is in the inbox of its holder, and of whoever may lift the hold', async () => {
  const { sales, of, asked, now } = await overLimit();
  const about = { code: 'ORDER_HELD', clientId: 'acme', hold: 'overLimit', orderId: 'o1', deadline: now };
  expect(await of('ivanova')).toMatchObject([{ ...about, status: 'waits' }]);
  expect(await of('petrov')).toEqual([]);
  const atFirst = asked.length;
  expect(await of('boeva')).toMatchObject([{ ...about, status: 'toLift' }]);
  expect(await of('orlov')).toMatchObject([{ ...about, status: 'toLift' }]);
  // The twenty others stand in the head's pools, and are read for these alone.
  expect(asked.slice(atFirst, atFirst + 3)).toEqual([0, 0, 1]);
  const reason = 'agreed';
  await sales.execute({ type: 'releaseHold', clientId: 'acme', hold: 'overLimit', reason }, { by: 'boeva' });
  for (const who of ['ivanova', 'boeva', 'orlov']) expect(await of(who)).toEqual([]);
  const by = 'orlov';
  await sales.execute(
    { type: 'placeHold', clientId: 'acme', hold: 'overLimit', reason: 'a debt of old' },
    { by },
  );
  const [item] = await of('boeva');
  expect(item).not.toHaveProperty('orderId');
});

test('every item is said in every language, with names and labels', async () => {
  const department = await openDepartment(open);
  await busy(department);
  const other = await openDepartment(open, { conveyor: strict });
  await offered(other, 'lapsed', 'vera');
  other.now = at(3);
  await other.client('untouched', 'anna');
  await other.do({ type: 'register', clientId: 'nobodys', source: 'cold' });
  await offered(other, 'rejected', 'vera');
  await other.do({ type: 'rejectHandoff', clientId: 'rejected', reason: 'incomplete' }, { by: 'vera' });
  const strictly = await items(other, 'anna');
  const { of } = await overLimit();
  const money = [...(await of('ivanova')), ...(await of('boeva'))];
  const mine = (await Promise.all(everybody.map((who) => items(department, who)))).flat();
  const all = [...mine, ...strictly, ...money];
  const seen = new Set<InboxCode>(all.map(({ code }) => code));
  expect([...seen].sort()).toEqual(Object.keys(dictionaries.en.inbox.items).sort());
  const names = { employees: { anna: 'Anna B', vera: 'Vera K', gleb: 'Gleb P', boris: 'Boris S' } };
  for (const dictionary of Object.values(dictionaries))
    for (const item of all) {
      const words = describeInboxItem(item, { dictionary, conveyor, names });
      expect(words).not.toMatch(/[{}[\]]|^$|undefined/);
      if (item.insteadOf) expect(words).toContain(names.employees[item.insteadOf as 'vera']);
    }
  const said = (code: InboxCode) => {
    const item = all.find((one) => one.code === code) as InboxItem;
    return Object.values(dictionaries).map((dictionary) =>
      describeInboxItem(item, { dictionary, conveyor, names }),
    );
  };
  expect(said('OFFER_WAITS')).toEqual([
    'waits for an answer: “hand over”, offered to Vera K; “head” decides by now',
    'ждёт ответа: «hand over», предложено: Vera K; теперь решает «head»',
  ]);
});

test('an offer says to everybody whom it concerns that the receiver would have more to do than they can', async () => {
  const department = await openDepartment(async () => memoryStore());
  const { sales } = department;
  await sales.employees.change('vera', { hoursPerMonth: 2.5 });
  department.now = day(0);
  await department.buyer('held', day(0), 'vera');
  await offered(department, 'acme', 'vera');
  await offered(department, 'bolt');
  const overload = { employeeId: 'vera', hours: 3, capacity: 2.5 };
  const said = async (who: string) => (await items(department, who)).filter((item) => 'overload' in item);
  const [mine, ...open] = await said('vera');
  expect(mine).toMatchObject({ code: 'OFFERED_TO_ME', clientId: 'acme', overload });
  expect(open).toMatchObject([{ code: 'OFFERED_TO_ROLE', clientId: 'bolt', overload }]);
  expect(await said('anna')).toMatchObject([{ code: 'OFFER_WAITS', clientId: 'acme', overload }]);
  expect(await said('gleb')).toEqual([]);
  const inWords = (language: 'en' | 'ru') =>
    describeInboxItem(mine as InboxItem, { dictionary: dictionaries[language], conveyor });
  expect(inWords('en')).toBe(
    'answer the handoff “hand over”, offered by anna; no time for it: vera would have 3 h of 2.5 h a month',
  );
  expect(inWords('ru')).toBe(
    'ответить на передачу «hand over», от кого: anna; перегрузка: vera, с этим клиентом 3 ч в месяц при норме 2,5 ч',
  );
  await sales.employees.change('vera', { hoursPerMonth: 3 });
  expect(await said('vera')).toEqual([]);
});
