/** Statements from credits that are kept in the store, beside the fold of the log. */
import fc from 'fast-check';
import { type ClientEvent, createSales, type EmployeeEvent, memoryStore, type Store } from 'sales-conveyor';
import { openErasure } from 'sales-conveyor/erasure';
import { definePay, openMotivation, type Pay } from 'sales-conveyor/motivation';
import { expect, test } from 'vitest';
import { plans } from '../motivation/generated-pay.ts';
import { happenings, lived } from '../motivation/lived-cards.ts';
import {
  clientLog,
  conveyor,
  euros,
  held,
  on,
  ordered,
  planOf,
  registered,
  tenPercent,
} from '../motivation/pay-kit.ts';
import { onDatabase } from '../storage/sqlite/temp-database.ts';

const tenant = 'default';
const by = { by: 'orlov' };
const NOW = on('06-01');
const everybody = ['kate', 'lena', 'orlov'];
const months = ['2026-01', '2026-02', '2026-03', '2026-04'];

const salesOn = (store: Store, now = () => NOW) => createSales({ conveyor, store, clock: now });

/** The staff, and events of clients that are committed as they come. */
async function department(store: Store = memoryStore()) {
  let now = '2025-01-01T00:00:00.000Z';
  const at = (moment: string) => {
    now = moment;
  };
  const sales = salesOn(store, () => now);
  const hire = (id: string, role: string) => sales.employees.hire({ id, roles: [role], hoursPerMonth: 130 });
  await hire('orlov', 'headOfSales');
  await hire('kate', 'clientManager');
  await hire('lena', 'clientManager');
  at(NOW);
  const logs = new Map<string, ClientEvent[]>();
  const commit = async (events: readonly ClientEvent[]) => {
    const ids = [...new Set(events.map(({ clientId }) => clientId))];
    const clients = ids.map((id) => {
      const own = events.filter(({ clientId }) => clientId === id);
      const log = [...(logs.get(id) ?? []), ...own];
      logs.set(id, log);
      return { expected: { is: 'any' } as const, snapshot: conveyor.replay(log), events: own };
    });
    await store.commit(tenant, { clients, employees: [], documents: [], outcomes: [] });
  };
  return { store, sales, commit, at };
}

/** Everything that the store's feed says of clients and employees. */
async function logOf(store: Store) {
  const [clients, employees]: [ClientEvent[], EmployeeEvent[]] = [[], []];
  for (const { event } of await store.readFeed(tenant, 0, 1_000)) {
    if (event.id.startsWith('@@')) continue;
    if (event.id.startsWith('@')) employees.push(event as EmployeeEvent);
    else clients.push(event as ClientEvent);
  }
  return { clients, employees };
}

/** Whether everybody's statements are the fold of the whole log. */
async function expectFold(
  store: Store,
  pay: Pay,
  asked = openMotivation(salesOn(store), { pay }),
  whom = everybody,
) {
  const book = pay.over(await logOf(store));
  for (const employee of whom)
    for (const period of months) {
      const told = await asked.statement({ employee, period }, by);
      expect(told).toEqual({ ok: true, statement: book.statement({ employee, period, knownAt: NOW }) });
    }
}

/** A store in which every reading of a log, other than of what has come, is counted. */
function counted(store: Store) {
  const seen = { histories: 0, feed: 0 };
  const watched = new Proxy(store, {
    get: (target, name) => {
      const method = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...given: unknown[]) => {
        const answer = await method.apply(target, given);
        if (name === 'history') seen.histories += 1;
        if (name === 'readFeed') seen.feed += answer.length;
        return answer;
      };
    },
  });
  return { watched, seen };
}

test('law: kept credits make the statements that the whole log makes, through merges, plans and their undoing, late records and changes of the staff', async () => {
  await fc.assert(
    fc.asyncProperty(
      happenings,
      plans,
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 3 }),
      async (script, plan, sizes) => {
        const { store, sales, commit, at: clock } = await department();
        const pay = definePay(conveyor, [plan]);
        const kept = openMotivation(sales, { pay });
        const events = lived(script).toSorted((a, b) =>
          a.recordedAt < b.recordedAt ? -1 : Number(a.recordedAt > b.recordedAt),
        );
        let at = 0;
        for (const [i, size] of sizes.entries()) {
          // One commit for each client's own events: a later one never comes before an earlier one.
          for (const event of events.slice(at, at + size)) await commit([event]);
          at += size;
          if (i === 0) await kept.keepCredits();
          clock(on('02-15'));
          if (i === 1) await sales.employees.change('lena', { roles: ['orderOperator', 'clientManager'] });
          if (i === 2) await sales.employees.change('kate', { roles: ['headOfSales'] });
          clock(NOW);
          await expectFold(store, pay, kept);
        }
        for (const event of events.slice(at)) await commit([event]);
        await expectFold(store, pay, kept);
      },
    ),
    { numRuns: 8, seed: 7 },
  );
});

/** Acme with Kate, an order of 1,000 in January and one of 500 in February. */
const acme = clientLog(
  'acme',
  registered(),
  held('kate'),
  ordered('1', on('01-10'), 1_000),
  ordered('2', on('02-10'), 500),
);
const pay = definePay(conveyor, [planOf(tenPercent)]);
const query = { employee: 'kate', period: '2026-02' };

test('a statement from kept credits reads no history, and of the feed what has come since', async () => {
  const { store, commit, sales } = await department();
  await commit(acme);
  await openMotivation(sales, { pay }).keepCredits();
  const { watched, seen } = counted(store);
  const motivation = openMotivation(salesOn(watched), { pay });
  expect(await motivation.statement(query, by)).toMatchObject({ statement: { total: 50_00 } });
  expect(seen).toEqual({ histories: 0, feed: 0 });
  const order = { id: '3', placedAt: on('02-20'), total: euros(100) };
  await sales.execute({ type: 'recordOrder', clientId: 'acme', order }, by);
  expect(await motivation.statement(query, by)).toMatchObject({ statement: { total: 60_00 } });
  expect(seen.histories).toBe(1);
  const { feed } = seen;
  // What has been brought in is kept: nobody reads it again, be it another process.
  expect(await motivation.statement(query, by)).toMatchObject({ statement: { total: 60_00 } });
  expect(seen).toEqual({ histories: 1, feed });
});

test('law: months closed by kept credits are those that the log makes: verified, digest by digest', async () => {
  let [byCredits, byLog] = [0, 0];
  await fc.assert(
    fc.asyncProperty(happenings, plans, async (script, plan) => {
      const { store, sales, commit, at } = await department();
      const pay = definePay(conveyor, [plan]);
      const { watched, seen } = counted(store);
      const reading = createSales({ conveyor, store: watched, clock: () => clock });
      let clock = NOW;
      const motivation = openMotivation(reading, { pay });
      await openMotivation(sales, { pay }).keepCredits();
      const events = lived(script);
      for (const [i, period] of months.entries()) {
        clock = on(`0${i + 2}-03`);
        at(clock);
        const inOrder = events.toSorted((a, b) =>
          a.recordedAt < b.recordedAt ? -1 : Number(a.recordedAt > b.recordedAt),
        );
        const known = inOrder.filter(({ recordedAt }) => recordedAt < clock);
        const before = on(`0${i + 1}-03`);
        for (const event of known.filter(({ recordedAt }) => i === 0 || recordedAt >= before))
          await commit([event]);
        await openMotivation(sales, { pay }).keepCredits();
        const { feed } = seen;
        const closed = await motivation.close(period, by);
        if (!closed.ok) throw new Error(JSON.stringify(closed));
        if (seen.feed === feed) byCredits += closed.closed.length;
        else byLog += closed.closed.length;
        const book = pay.over(await logOf(store));
        for (const { employeeId, paid, owed, statementId } of closed.closed) {
          const verified = await motivation.verify({ statementId }, by);
          expect(verified).toEqual({ ok: true, isIntact: true, log: 'same' });
          const told = await motivation.closed({ employee: employeeId }, by);
          const statements = told.ok ? told.statements.map((one) => one.closed) : [];
          const again = book.close({
            employee: employeeId,
            period,
            knownAt: statements.at(-1)?.knownAt ?? '',
            closed: statements.slice(0, -1),
          });
          expect(again).toMatchObject({ ok: true, closed: { payment: { paid, owed } } });
        }
      }
    }),
    { numRuns: 6, seed: 11 },
  );
  expect(Math.min(byCredits, byLog), JSON.stringify({ byCredits, byLog })).toBeGreaterThan(3);
});

test('other plans go by the log, until credits are kept by them; then the others do', async () => {
  const { store, commit, sales } = await department();
  await commit(acme);
  await openMotivation(sales, { pay }).keepCredits();
  const { watched, seen } = counted(store);
  const half = definePay(conveyor, [planOf({ ...tenPercent, weight: 50 })]);
  const motivation = openMotivation(salesOn(watched), { pay: half });
  expect(await motivation.statement(query, by)).toMatchObject({ statement: { total: 25_00 } });
  expect(seen.feed).toBeGreaterThan(0);
  await motivation.keepCredits();
  await expectFold(store, half);
  await expectFold(store, pay);
});

test('as of an earlier moment, and as if one version had always held, the log is read', async () => {
  const { store, commit, sales } = await department();
  await commit(acme);
  const motivation = openMotivation(sales, { pay });
  await motivation.keepCredits();
  const book = pay.over(await logOf(store));
  const before = { ...query, knownAt: on('02-01') };
  expect(await motivation.statement(before, by)).toEqual({ ok: true, statement: book.statement(before) });
  const plan = { id: 'managers', version: 1 };
  expect(await motivation.statement({ ...query, plan }, by)).toMatchObject({ statement: { total: 50_00 } });
});

test('after an erasure the log is read until credits are kept anew; nothing of them names whoever was erased', async () => {
  const { store, commit, sales } = await department();
  await commit(acme);
  const motivation = openMotivation(sales, { pay });
  await motivation.keepCredits();
  const erasure = openErasure(sales);
  expect(await erasure.erase({ clientId: 'acme', pseudonym: 'client-1' }, by)).toMatchObject({ ok: true });
  const text = async () => {
    const { documents } = await store.queryDocuments(tenant, { kind: 'payCredits', limit: 100 });
    return JSON.stringify(documents);
  };
  await sales.employees.leave('lena', { ...by, reason: 'moved away' });
  expect(await erasure.erase({ employeeId: 'lena', pseudonym: 'employee-1' }, by)).toMatchObject({
    ok: true,
  });
  expect(await text()).not.toMatch(/acme|lena/);
  await expectFold(store, pay, motivation, ['kate', 'employee-1']);
  await motivation.keepCredits();
  await expectFold(store, pay, motivation, ['kate', 'employee-1']);
  expect(await text()).not.toMatch(/acme|lena/);
  const { watched, seen } = counted(store);
  await openMotivation(salesOn(watched), { pay }).statement(query, by);
  expect(seen).toEqual({ histories: 0, feed: 0 });
});

test('who keep at once hinder nobody for good, and what was begun and left is built anew', async () => {
  const { store, commit, sales } = await department();
  await commit(acme);
  const many = Array.from({ length: 3 }, () => openMotivation(salesOn(store), { pay }));
  const outcomes = await Promise.allSettled(many.map((one) => one.keepCredits()));
  const failed = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
  expect(failed.every((code) => code === 'REVISION_CONFLICT')).toBe(true);
  await expectFold(store, pay);
  // As after a process that ended half-way.
  const [state] = await store.readDocuments(tenant, 'payCredits', ['state']);
  if (!state) throw new Error('nothing is kept');
  const body = { ...(state.body as object), status: 'building' };
  const expected = { is: 'exact', revision: state.revision } as const;
  const left = { ...state, body, revision: state.revision + 1, expected };
  await store.commit(tenant, { clients: [], employees: [], documents: [left], outcomes: [] });
  await expectFold(store, pay);
  await openMotivation(sales, { pay }).keepCredits();
  await expectFold(store, pay);
});

/** Built, brought in by one store and read by another, closed and verified. */
async function lastsOn(open: () => Promise<Store>): Promise<void> {
  const { commit, sales, at } = await department(await open());
  await commit(acme);
  await openMotivation(sales, { pay }).keepCredits();
  const other = await open();
  await expectFold(other, pay);
  const order = { id: '3', placedAt: on('02-20'), total: euros(100) };
  await sales.execute({ type: 'recordOrder', clientId: 'acme', order }, by);
  const motivation = openMotivation(salesOn(other), { pay });
  await expectFold(other, pay, motivation);
  const closed = await motivation.close('2026-01', by);
  if (!closed.ok) throw new Error(JSON.stringify(closed));
  expect(closed.closed.map(({ employeeId, paid }) => [employeeId, paid])).toEqual([
    ['kate', 100_00],
    ['lena', 0],
  ]);
  const [{ statementId = '' } = {}] = closed.closed;
  expect(await motivation.verify({ statementId }, by)).toEqual({ ok: true, isIntact: true, log: 'same' });
  // A late cancellation: the log says by which event.
  at(on('06-02'));
  await sales.execute({ type: 'cancelOrder', clientId: 'acme', orderId: '1', reason: 'by mistake' }, by);
  const later = openMotivation(
    salesOn(other, () => on('06-02')),
    { pay },
  );
  expect(await later.close('2026-02', by)).toMatchObject({ closed: [{ employeeId: 'kate' }, {}] });
  const told = await later.closed({ employee: 'kate' }, by);
  const history = await sales.clients.history('acme');
  const cancelled = history.find(({ type }) => type === 'orderCancelled');
  expect(told).toMatchObject({
    statements: [
      {},
      { closed: { adjustments: [{ difference: -100_00, lines: [{ because: [cancelled?.id] }] }] } },
    ],
  });
}

test(
  'on SQLite credits that one process keeps are those that another reads and closes by',
  onDatabase((database) => lastsOn(() => database.open())),
);
