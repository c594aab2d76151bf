import type { Client } from '../../../client/client.ts';
import type { ClientEvent } from '../../../client/event.ts';
import type { ClientChange, RecordedOutcome, Store } from '../../../storage/port.ts';
import { same } from '../same.ts';
import { at, clientChange, commitOf, employeeChange, eventOf, outcome, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

const oddTexts = [
  'ООО «Ромашка» — ёлки',
  'emoji 👩‍👩‍👧‍👦 🇷🇺',
  `quotes ' " \` \\ ; -- /* */ %`,
  'line\r\nbreak\ttab',
  'nul \u0000 inside',
  'half a pair \ud800 and \udc00',
  'e\u0301 is not é',
  '\u202eright to left',
  '__proto__',
  '',
];

const oddIds = [
  'ООО «Ромашка»',
  "d'Artagnan",
  'a"b',
  'a;b--',
  '100%_',
  '👩‍👩‍👧',
  'constructor',
  '__proto__',
  ' space ',
];

async function readBack(store: Store, id: string): Promise<Client | undefined> {
  return (await store.readClients(tenant, [id]))[0];
}

export const recordCases: readonly StoreCase[] = [
  {
    name: 'texts come back exactly as they went in, in snapshots, events and outcomes',
    async run(store) {
      for (const [index, text] of oddTexts.entries()) {
        const id = `c${index}`;
        const change = clientChange({
          id,
          more: { source: text, facts: { odd: { value: oddTexts, source: text, at } } },
        });
        const events = [{ ...eventOf(id, 1), by: text }];
        await store.commit(tenant, commitOf([{ ...change, events }], { outcomes: [outcome(id, text)] }));
        same(await readBack(store, id), change.snapshot);
        same(await store.history(tenant, id), events);
        same(await store.readOutcomes(tenant, [id]), [outcome(id, text)]);
      }
    },
  },
  {
    name: 'any text without control characters is an id, a holder, a pool and a tenant',
    async run(store) {
      for (const id of oddIds) {
        const change = clientChange({ id, custody: { [id]: id }, pool: id, state: id });
        await store.commit(
          id,
          commitOf([change], { employees: [employeeChange(id)], outcomes: [outcome(id)] }),
        );
        same(await store.readClients(id, [id]), [change.snapshot]);
        same(await store.readEmployee(id, id), employeeChange(id).snapshot);
        same(await store.readOutcomes(id, [id]), [outcome(id)]);
        const query = { states: [id], holder: { employeeId: id, role: id }, pool: id, limit: 10 };
        same(await store.queryClients(id, query), { clients: [change.snapshot] });
        same((await store.census(id)).pools, [{ pool: id, clients: 1 }]);
      }
    },
  },
  {
    name: 'what is missing stays missing and what is empty stays empty',
    async run(store) {
      const bare = clientChange({ id: 'bare' });
      const full = clientChange({
        id: 'full',
        pool: 'telemarketer',
        more: {
          wakeAt: '2026-04-01T00:00:00.000Z',
          facts: { none: { value: null, source: '', at: '2026-01-01T00:00:00.000Z' } },
        },
      });
      await store.commit(tenant, commitOf([bare, full]));
      same(await readBack(store, 'bare'), bare.snapshot);
      same(Object.hasOwn((await readBack(store, 'bare')) ?? {}, 'wakeAt'), false);
      same(await readBack(store, 'full'), full.snapshot);
    },
  },
  {
    name: 'numbers and instants come back exactly, up to the largest safe integer and across the turn of a year',
    async run(store) {
      const revenue = { EUR: Number.MAX_SAFE_INTEGER, RUB: -Number.MAX_SAFE_INTEGER, USD: 0.1 + 0.2, JPY: 0 };
      const pauses = [{ from: '2025-12-31T23:59:59.999Z', to: '2026-01-01T00:00:00.000Z' }];
      const plain = clientChange({ id: 'c' });
      const change = clientChange({
        id: 'c',
        dueAt: '9999-12-31T23:59:59.999Z',
        more: { pauses, orders: { ...plain.snapshot.orders, revenue } },
      });
      await store.commit(tenant, commitOf([change]));
      same(await readBack(store, 'c'), change.snapshot);
    },
  },
  {
    name: 'a client that moves in with years of orders is one event, whole in its history and in the feed, and found at once',
    async run(store) {
      const change = onboarding('moved in', 3_000);
      const command = outcome('import 1');
      await store.commit(tenant, commitOf([clientChange({ id: 'before' })]));
      await store.commit(tenant, commitOf([change], { outcomes: [command] }));
      same(await readBack(store, 'moved in'), change.snapshot);
      same(await store.history(tenant, 'moved in'), change.events);
      same((await store.readFeed(tenant, 0, 10)).map(({ event }) => event).slice(1), change.events);
      const holder = { employeeId: 'petrova', role: 'clientManager' };
      const query = { states: ['regular'], holder, dueBy: '2026-03-02T00:00:00.000Z', limit: 10 };
      same(await store.queryClients(tenant, query), { clients: [change.snapshot] });
      same(await store.readOutcomes(tenant, ['import 1']), [command]);
    },
  },
  {
    name: 'an employee’s history is theirs alone, oldest first, and nobody’s where there is none',
    async run(store) {
      const [first, second, other] = [employeeChange('e'), employeeChange('e', 1), employeeChange('c')];
      await store.commit(tenant, commitOf([clientChange({ id: 'e' })], { employees: [first] }));
      await store.commit(tenant, commitOf([], { employees: [other, second] }));
      same(await store.employeeHistory(tenant, 'e'), [...first.events, ...second.events]);
      same(await store.employeeHistory(tenant, 'c'), other.events);
      same(await store.employeeHistory(tenant, 'nobody'), []);
      same(await store.employeeHistory('elsewhere', 'e'), []);
    },
  },
  {
    name: 'an outcome is any JSON',
    async run(store) {
      const results = [null, false, 0, '', [], {}, { nested: [{ deep: null }] }];
      const outcomes = results.map((result, index) => outcome(`o${index}`, result));
      await store.commit(tenant, commitOf([], { outcomes }));
      const read = await store.readOutcomes(
        tenant,
        outcomes.map(({ commandId }) => commandId),
      );
      const byId = (list: readonly RecordedOutcome[]) =>
        Object.fromEntries(list.map((each) => [each.commandId, each]));
      same(byId(read), byId(outcomes));
      same(read.length, outcomes.length);
    },
  },
  {
    name: 'nothing is shared with the caller, neither what went in nor what came out',
    async run(store) {
      const change = clientChange({ id: 'c', custody: { telemarketer: 'petrov' } });
      const before = JSON.parse(JSON.stringify(change)) as typeof change;
      await store.commit(
        tenant,
        commitOf([change], { employees: [employeeChange('petrov')], outcomes: [outcome('k', ['x'])] }),
      );
      tamper(change);
      for (let read = 0; read < 2; read++) {
        const client = await readBack(store, 'c');
        const page = await store.queryClients(tenant, { limit: 1 });
        const history = await store.history(tenant, 'c');
        const histories = await store.histories(tenant, ['c']);
        const feed = await store.readFeed(tenant, 0, 10);
        const staffHistory = await store.employeeHistory(tenant, 'petrov');
        const employees = [
          await store.readEmployee(tenant, 'petrov'),
          ...(await store.listEmployees(tenant)),
        ];
        const outcomes = await store.readOutcomes(tenant, ['k']);
        same([client, page.clients[0]], [before.snapshot, before.snapshot]);
        same(staffHistory, employeeChange('petrov').events);
        same([history, histories, feed[0]?.event], [before.events, before.events, before.events[0]]);
        same(employees, [employeeChange('petrov').snapshot, employeeChange('petrov').snapshot]);
        same(outcomes, [outcome('k', ['x'])]);
        tamper([client, page, history, histories, staffHistory, feed, employees, outcomes]);
      }
    },
  },
  {
    name: 'of many ids those that exist are read, each once',
    async run(store) {
      const ids = Array.from({ length: 5 }, (_, index) => `c${index}`);
      await store.commit(tenant, commitOf(ids.map((id) => clientChange({ id }))));
      const asked = [...ids, ...ids, ...Array.from({ length: 40_000 }, (_, index) => `nobody ${index}`)];
      same((await store.readClients(tenant, asked)).map(({ id }) => id).sort(), ids);
      same(await store.readClients(tenant, []), []);
      same(await store.readOutcomes(tenant, []), []);
      same(await store.readEmployee(tenant, 'nobody'), undefined);
      same(await store.history(tenant, 'nobody'), []);
    },
  },
];

/** A client with its opening balance: so many orders, and a holder from before. */
function onboarding(id: string, orders: number): ClientChange {
  const dueAt = '2026-03-01T10:00:00.000Z';
  const plain = clientChange({ id, state: 'regular', custody: { clientManager: 'petrova' }, dueAt });
  const { state, stateSince, custody, facts, people, windows, contacts, holds, pauses } = plain.snapshot;
  const event: ClientEvent<'clientOnboarded'> = {
    ...{ id: `${id}#1`, clientId: id, happenedAt: at, recordedAt: at, by: 'import' },
    type: 'clientOnboarded',
    source: 'existing',
    registeredAt: '2016-03-01T09:00:00.000Z',
    from: { system: 'old CRM', ids: { row: '№ 7' } },
    stands: { state, stateSince, custody, received: {} },
    parts: { facts, people, windows, contacts, holds, pauses },
    orders: Array.from({ length: orders }, (_, i) => {
      const placedAt = new Date(Date.parse('2016-03-01T09:00:00.000Z') + i * 86_400_000).toISOString();
      const total = { amount: i + 0.25, currency: 'EUR' };
      return { id: `o-${i}`, placedAt, day: placedAt.slice(0, 10), total };
    }),
    pastHolders: [
      { role: 'clientManager', employeeId: 'sidorov', since: '2016-03-01T09:00:00.000Z', until: stateSince },
    ],
  };
  return { ...plain, events: [event] };
}

/** Changes every text in a value, however deep. */
function tamper(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (typeof part === 'string') Reflect.set(value, key, 'tampered');
    tamper(part);
  }
}
