import {
  type ClientEvent,
  createSales,
  defineConveyor,
  describeEvent,
  explain,
  holderAt,
  memoryStore,
  type Refusal,
} from 'sales-conveyor';
import { createMigration } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import {
  describeOddity,
  type Newcomer,
  type NewcomerOddity,
  onboardClients,
} from 'sales-conveyor/onboarding';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { clientAsOf } from 'sales-conveyor/queries';
import { describe, expect, it, test } from 'vitest';
import { at, conveyor, openDepartment, order, stores } from './department.ts';
import { trade } from './trade.ts';

/** A buyer of the other system, held by Vera since the Monday. */
const buyer = (id: string, more: Partial<Newcomer> = {}): Newcomer => ({
  id,
  commandId: `move ${id}`,
  source: 'existing',
  from: { system: 'Old CRM', ids: { taxId: `tax of ${id}` } },
  registeredAt: at(-900),
  stands: { state: 'regular' },
  holders: { keeper: { employeeId: 'vera' } },
  pastHolders: [{ role: 'keeper', employeeId: 'gone', since: at(-900), until: at(-100) }],
  orders: [
    { id: `${id}-2`, placedAt: at(-10), total: { amount: 100, currency: 'EUR' } },
    { id: `${id}-1`, placedAt: at(-800) },
  ],
  ...more,
});

test.each(Object.entries({ mixed, consultative, transactional, project }))(
  'a holder who has let a lead lie is told as lost by the rules of the %s conveyor',
  async (_, preset) => {
    const conveyor = defineConveyor(preset());
    const sales = createSales({ conveyor, store: memoryStore(), clock: () => at(0) });
    const hired = { hoursPerMonth: 100, hiredAt: at(-900) };
    await sales.employees.hire({ id: 'tanya', roles: ['telemarketer'], ...hired });
    const lead = (id: string, more: object = {}): Newcomer => ({
      id,
      source: 'lead',
      registeredAt: at(-400),
      holders: { telemarketer: { employeeId: 'tanya' } },
      ...more,
    });
    const spoken = { lastAt: at(0), lastTwoWayAt: at(0) };
    const { odd } = await onboardClients(
      sales,
      [lead('a'), lead('b', { stands: { state: 'lead' } }), lead('c', { contacts: spoken })],
      { by: 'import' },
    );
    const oddity = { code: 'RELEASED_BY_TIME', role: 'telemarketer', employeeId: 'tanya' };
    const transfer = { transfer: 'missFirstTouch' };
    expect(odd).toEqual([
      { index: 0, clientId: 'a', oddity: { ...oddity, ...transfer } },
      { index: 1, clientId: 'b', oddity: { ...oddity, ...transfer } },
    ]);
    expect((await sales.clients.get('c'))?.custody).toMatchObject({ telemarketer: { employeeId: 'tanya' } });
    for (const dictionary of [en, ru])
      expect(describeOddity(odd[0]?.oddity as NewcomerOddity, { dictionary, conveyor })).toContain('tanya');
  },
);

describe.each(stores)('clients that move in on $name', ({ open }) => {
  it('are there with all that they bring, and so they are the second time', async () => {
    const department = await openDepartment(open);
    async function* rows() {
      for (const id of ['a', 'b', 'c']) yield buyer(id);
    }
    const report = await onboardClients(department.sales, rows(), { by: 'import', batchSize: 2 });
    expect(report).toEqual({ committed: true, accepted: 3, repeated: 0, failures: [], odd: [] });
    const before = await department.everything();
    expect(await onboardClients(department.sales, rows(), { by: 'import' })).toEqual({
      ...report,
      accepted: 0,
      repeated: 3,
    });
    expect(await department.everything()).toEqual(before);
    await department.expectFolded('b');
    const { clients } = await department.sales.clients.query({ holder: { employeeId: 'vera' } });
    expect(clients.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(before.log.filter((event) => 'clientId' in event && event.clientId === 'a')).toMatchObject([
      { type: 'clientOnboarded', opening: true },
    ]);
  });

  it('are told as failures by index where they cannot, and spoil no other', async () => {
    const department = await openDepartment(open);
    await department.client('there');
    const rows = [
      buyer('a', { source: 'heaven' }),
      buyer('there'),
      buyer('b'),
      undefined as never,
      { ...buyer('c'), type: 'register' } as never,
      { id: 'd' } as never,
      buyer('e', { holders: { keeper: { employeeId: 'gone' } } }),
      buyer('f', { commandId: 'move b' }),
    ];
    const { failures, ...rest } = await onboardClients(department.sales, rows, { by: 'import' });
    expect(rest).toEqual({ committed: true, accepted: 2, repeated: 0, odd: [] });
    expect(failures).toMatchObject([
      { index: 0, refusal: { reasons: [{ code: 'UNKNOWN_NAME' }] } },
      { index: 1, refusal: { reasons: [{ code: 'ALREADY_REGISTERED' }] } },
      { index: 3, problems: [{ path: '' }] },
      { index: 5, problems: [{ path: 'source' }] },
      { index: 6, refusal: { reasons: [{ code: 'UNKNOWN_EMPLOYEE', employeeId: 'gone' }] } },
      { index: 7, refusal: { reasons: [{ code: 'COMMAND_ID_REUSED' }] } },
    ]);
    const whole = { by: 'import', allOrNothing: true };
    expect(await onboardClients(department.sales, [buyer('x'), buyer('there')], whole)).toMatchObject({
      committed: false,
      accepted: 0,
      odd: [],
    });
  });

  it('come again once their rows are mended, or their owner is hired, and those who are in stay', async () => {
    const department = await openDepartment(open);
    const rows = (source: string) => [
      buyer('a'),
      buyer('b', { source }),
      buyer('c', { holders: { keeper: { employeeId: 'nina' } } }),
    ];
    const how = { by: 'import', batchSize: 1 };
    const first = await onboardClients(department.sales, rows('heaven'), how);
    expect(first).toMatchObject({ accepted: 1, repeated: 0, failures: [{ index: 1 }, { index: 2 }] });
    const kept = await department.sales.clients.get('a');
    await department.sales.employees.hire({
      id: 'nina',
      roles: ['keeper'],
      hoursPerMonth: 9,
      hiredAt: at(-1_000),
    });
    const again = await onboardClients(department.sales, rows('existing'), how);
    expect(again).toMatchObject({ accepted: 2, repeated: 1, failures: [] });
    expect(await department.sales.clients.get('a')).toEqual(kept);
    const strict = { ...how, keepRefusals: true };
    const no = [buyer('d', { source: 'heaven' })];
    await onboardClients(department.sales, no, strict);
    const told = await onboardClients(department.sales, no, strict);
    expect(told).toMatchObject({ repeated: 0, failures: [{ index: 0, repeated: true }] });
  });

  it('are reported with what was odd, by code and in words, the second time too', async () => {
    const department = await openDepartment(open);
    await department.sales.employees.leave('gleb', { by: 'head', reason: 'pension' });
    const leaveOut = { unfitHolders: 'leaveOut' } as const;
    const rows = [
      buyer('nobodys', { ...leaveOut, holders: { keeper: { employeeId: 'gone' } } }),
      buyer('leavers', { ...leaveOut, holders: { keeper: { employeeId: 'gleb', since: at(-50) } } }),
      buyer('sellers', {
        ...leaveOut,
        holders: { keeper: { employeeId: 'anna', deputy: { employeeId: 'x' } } },
      }),
      buyer('late', { stands: { state: 'regular' }, orders: [{ id: 'l', placedAt: at(-100) }] }),
      buyer('early', { registeredAt: at(-20), pastHolders: [] }),
      buyer('cancelled', { orders: [{ id: 'c', placedAt: at(-9), cancelledAt: at(-8) }] }),
      buyer('twin', { from: { system: 'Old CRM', ids: { taxId: 'tax of late' } } }),
      buyer('sharing', { orders: [{ id: 'late-9', placedAt: at(-9) }, ...(buyer('early').orders ?? [])] }),
      buyer('twin', { from: { system: 'Old CRM', ids: { taxId: 'tax of late' } } }),
    ];
    const { odd, accepted } = await onboardClients(department.sales, rows, { by: 'import' });
    expect(accepted).toBe(8);
    const told = odd.map(({ index, clientId, oddity }) => [
      index,
      clientId,
      describeOddity(oddity, { dictionary: en, conveyor }),
    ]);
    expect(told).toEqual([
      [0, 'nobodys', 'gone cannot hold the client as “keeper”: is not on the staff'],
      [1, 'leavers', 'gleb cannot hold the client as “keeper”: has left'],
      [2, 'sellers', 'x cannot stand in as “keeper”: is not on the staff'],
      [2, 'sellers', 'anna cannot hold the client as “keeper”: does not have the role'],
      [3, 'late', 'told to be in “regular”; by the rules it is in “overdue” by now'],
      [
        4,
        'early',
        'orders from before the client was registered on 16 Dec 2025: 1, the first on 28 Oct 2023',
      ],
      [5, 'cancelled', 'every order was cancelled or returned: 1'],
      [6, 'twin', 'has the same taxId as late: tax of late'],
      [7, 'sharing', 'has order ids that early has: 2, such as early-1'],
      [8, 'twin', 'came twice, first as entry 6; nothing was done'],
    ]);
    for (const { oddity } of odd)
      expect(describeOddity(oddity, { dictionary: ru, conveyor })).toMatch(/[а-яё]/);
    expect((await onboardClients(department.sales, rows, { by: 'import' })).odd).toEqual(odd);
    const pools = async (id: string) => (await department.sales.clients.get(id))?.pool;
    expect(await pools('nobodys')).toMatchObject({ name: 'keeper', cause: { code: 'onboarded' } });
    // Gleb held it until he left, at this moment.
    const left = { name: 'keeper', cause: { code: 'holderLeft' }, since: department.now };
    expect(await pools('leavers')).toEqual(left);
  });

  it('of one command id with other data are told with the row that came first; who was left out is in the event', async () => {
    const { sales } = await openDepartment(open);
    const holders = { keeper: { employeeId: 'gone' } };
    const { stands: _, ...row } = buyer('a', { unfitHolders: 'leaveOut', holders });
    const rows = [buyer('b'), row, { ...row, registeredAt: at(-950) }];
    const report = await onboardClients(sales, rows, { by: 'import' });
    const [failure] = report.failures;
    expect(failure).toMatchObject({
      index: 2,
      refusal: { reasons: [{ code: 'COMMAND_ID_REUSED', first: 1 }] },
    });
    const refusal = (failure as { refusal: Refusal }).refusal;
    expect(explain(refusal, { dictionary: en })).toMatch('entry 1 of this call, with other data');
    expect(explain(refusal, { dictionary: ru })).toMatch('запись 1 этой загрузки, данные другие');
    const again = await onboardClients(sales, rows.slice(2), { by: 'import' });
    expect(again.failures).toMatchObject([{ refusal: { reasons: [{ code: 'COMMAND_ID_REUSED' }] } }]);
    expect(JSON.stringify(again.failures)).not.toContain('first');
    const [event] = await sales.clients.history('a');
    const said = (dictionary: typeof en) => describeEvent(event as ClientEvent, { dictionary, conveyor });
    expect(said(en)).toMatch('in the pool of: “keeper”; left out: gone');
    expect(said(ru)).toMatch('в общей базе роли: «keeper»; не закреплены: gone');
  });

  it('are held by whoever held them on any day of the years before, and it is explained why since', async () => {
    const department = await openDepartment(open);
    await onboardClients(department.sales, [buyer('a')], { by: 'import' });
    department.now = at(10);
    await department.do({
      type: 'assignHolder',
      clientId: 'a',
      role: 'keeper',
      employeeId: 'gleb',
      at: at(5),
    });
    const history = await department.sales.clients.history('a');
    const held = [-901, -900, -101, -100, -1, 0, 4, 5, 9].map((day) => holderAt(history, 'keeper', at(day)));
    expect(held).toEqual([undefined, 'gone', 'gone', undefined, undefined, 'vera', 'vera', 'gleb', 'gleb']);
    expect(holderAt(history, 'seller', at(1))).toBeUndefined();
    // How it stood before it moved in, nobody can tell.
    expect(await clientAsOf(department.sales, 'a', { happenedUntil: at(-1) })).toBeUndefined();
    const role = 'keeper';
    await onboardClients(department.sales, [buyer('b')], { by: 'import' });
    expect(await department.sales.redistribution.explainCustody({ clientId: 'b', role })).toMatchObject({
      employeeId: 'vera',
      since: at(0),
      event: { type: 'clientOnboarded', by: 'import' },
    });
  });

  it('go over to another version of the rules and back, and orders of before with them', async () => {
    const department = await openDepartment(open);
    await department.sales.blueprints.publish();
    await onboardClients(department.sales, [buyer('a')], { by: 'import' });
    const before = await department.sales.clients.get('a');
    const { regular, ...states } = trade.states;
    const next = JSON.parse(
      JSON.stringify({ ...trade, version: 2, states: { ...states, steady: regular } }).replaceAll(
        '"regular"',
        '"steady"',
      ),
    );
    const migration = createMigration({
      from: conveyor,
      to: defineConveyor(next),
      store: department.store,
      clock: () => department.now,
      decisions: { states: { regular: 'steady' } },
    });
    expect(await migration.apply({ by: 'head' })).toMatchObject({ ok: true, clients: 1 });
    const [moved] = await department.store.readClients('default', ['a']);
    expect(moved).toMatchObject({ state: 'steady', orders: before?.orders });
    expect(conveyor.replay(await department.store.history('default', 'a'))).toEqual(moved);
    expect(await migration.undo({ by: 'head' })).toMatchObject({ ok: true });
    expect(await department.sales.clients.get('a')).toMatchObject({
      state: 'regular',
      custody: before?.custody,
    });
  });

  it('are acted on by time from then on, as others are', async () => {
    const department = await openDepartment(open);
    await onboardClients(department.sales, [buyer('a'), buyer('b')], { by: 'import' });
    department.now = at(49);
    await department.do(order('b', 'b-3', at(49)));
    department.now = at(52);
    expect(await department.sales.runDue()).toMatchObject({ clients: 1, events: 1 });
    expect(await department.sales.clients.get('a')).toMatchObject({ state: 'overdue' });
    expect(await department.sales.clients.get('b')).toMatchObject({ state: 'regular' });
  });
});
