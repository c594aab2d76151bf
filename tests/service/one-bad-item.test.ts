import { defineConveyor, fact, memoryStore } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import { at, contact, Department, openDepartment, order, stores, wrapped } from './department.ts';
import { trade } from './trade.ts';

/** A department in which the rule for overdue clients fails for those who bought on an odd day, until it is mended. */
function withFailingRule() {
  const rule = { isMended: false };
  const cadence = { ...trade.cadence, overdue: { kind: 'custom' as const, name: 'own' } };
  const own = (days: readonly string[]) => {
    const last = days.at(-1) as string;
    if (!rule.isMended && Number(last.slice(-2)) % 2 === 1) throw new Error(`no idea about ${last}`);
    return 60;
  };
  const mended = defineConveyor({ ...trade, cadence }, { cadenceRules: { own: () => 60 } });
  return { rule, mended, conveyor: defineConveyor({ ...trade, cadence }, { cadenceRules: { own } }) };
}

const [odd, even] = ['2026-01-05T08:00:00.000Z', '2026-01-06T08:00:00.000Z'];

/** Clients of the store as a shell whose rule works has left them: two buy on an even day, one on an odd one. */
async function threeBuyers(store = memoryStore()) {
  const { rule, mended, conveyor } = withFailingRule();
  const before = await new Department(store, { conveyor: mended }).staff();
  before.now = at(2);
  await before.buyer('a', even);
  await before.buyer('bad', odd);
  await before.buyer('c', even);
  const department = new Department(store, { conveyor });
  return { department, rule };
}

/** An entry that throws whatever it is asked, also whether it is a promise. */
const refuse = () => {
  throw new Error('not for you');
};
const unreadable = new Proxy(
  {},
  { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse },
) as never;

describe.each(stores)('on $name', ({ open }) => {
  it.each([1, 200])(
    'an order that no calendar can place spoils its own entry only, whatever follows (batches of %i)',
    async (batchSize) => {
      const department = await openDepartment(open);
      for (const id of ['a', 'c']) await department.buyer(id, at(-1));
      await department.do({ type: 'register', clientId: 'b', source: 'existing' });
      const entries = [
        { command: contact('a'), commandId: 'k0' },
        { command: order('b', 'old', '0000-01-01T00:00:00.000Z'), commandId: 'k1' },
        null as never,
        unreadable,
        { command: order('b', 'new', at(-1)), commandId: 'k4' },
        { command: contact('c'), commandId: 'k3' },
      ];
      const report = await department.sales.executeMany(entries, { by: 'head', batchSize });
      expect(report.failures).toMatchObject([
        { index: 1, problems: [{ path: 'order.placedAt', code: 'OUT_OF_CALENDAR' }] },
        { index: 2, problems: [{ code: 'WRONG_TYPE', values: { expected: 'object', received: 'null' } }] },
        { index: 3, problems: [{ code: 'CANNOT_BE_READ' }] },
      ]);
      expect(report).toMatchObject({ committed: true, accepted: 3 });
      expect((await department.sales.clients.get('b'))?.orders.count).toBe(1);
      await department.expectFolded('b');
      const again = await department.sales.executeMany(entries, { by: 'head', batchSize });
      expect(again).toMatchObject({ committed: true, accepted: 0, repeated: 3 });
    },
  );
});

it('assignments of many: what is no order has its own fault, and hinders no other', async () => {
  const department = await openDepartment(async () => memoryStore());
  for (const id of ['a', 'c'])
    await department.sales.clients.register({ id, source: 'existing' }, { by: 'import' });
  const bad = [
    null,
    unreadable,
    { clientId: '\u0000', role: 'keeper' },
    { clientId: 'a', role: 'keeper', extra: 1 },
  ];
  const inputs = [{ clientId: 'a', role: 'keeper' }, ...(bad as never[]), { clientId: 'c', role: 'keeper' }];
  const results = await department.sales.assignment.assignMany(inputs, { by: 'head' });
  expect(results.map((one) => ('error' in one ? one.error.details : one.ok))).toMatchObject([
    true,
    { problems: [{ path: 'inputs[1]', code: 'WRONG_TYPE' }] },
    { problems: [{ path: 'inputs[2]', code: 'CANNOT_BE_READ' }] },
    { problems: [{ path: 'inputs[3].clientId' }] },
    { problems: [{ path: 'inputs[4].extra' }] },
    true,
  ]);
});

it('a fact is not so long that every snapshot of the client bears it', async () => {
  const department = await openDepartment(async () => memoryStore());
  await department.buyer('a', at(-1));
  const entries = [{ note: 'x'.repeat(20_001) }, { goods: Array.from({ length: 20_001 }, () => '') }].map(
    (facts) => ({ command: { type: 'learnFacts' as const, clientId: 'a', facts } }),
  );
  const { failures } = await department.sales.executeMany(entries, { by: 'head' });
  expect(failures).toMatchObject([
    { index: 0, problems: [{ path: 'facts.note', code: 'TOO_LONG', values: { most: 20_000 } }] },
    { index: 1, problems: [{ path: 'facts.goods', code: 'TOO_LONG', values: { most: 20_000 } }] },
  ]);
});

describe('a cadence rule that fails for one client', () => {
  it('is a typed error that names rule and client, and hinders no other entry', async () => {
    const { department } = await threeBuyers();
    const entries = ['a', 'bad', 'c'].map((id) => ({ command: contact(id) }));
    const report = await department.sales.executeMany(entries, { by: 'head' });
    const details = { rule: 'own', clientId: 'bad' };
    expect(report).toMatchObject({
      accepted: 2,
      failures: [{ index: 1, error: { code: 'CADENCE_RULE_FAILED', details } }],
    });
    await expect(department.do(contact('bad'))).rejects.toMatchObject({
      code: 'CADENCE_RULE_FAILED',
      details,
    });
  });

  it('hides no other client from a query, and keeps none from being written down anew', async () => {
    const { department } = await threeBuyers();
    const { clients } = department.sales;
    const page = await clients.query({ where: fact('cadence.status').equals('onTime') });
    expect(page.clients.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(await department.sales.reproject({ all: true })).toMatchObject({
      clients: 2,
      failures: [{ clientId: 'bad', error: { code: 'CADENCE_RULE_FAILED' } }],
    });
  });

  it.each([undefined, 'worker'])(
    'stops no due work; after five runs the client is put aside and shown, and tried again when told to (worker %s)',
    async (worker) => {
      const { department, rule } = await threeBuyers();
      const { sales } = department;
      department.now = at(100);
      const run = () => {
        department.now = new Date(Date.parse(department.now) + 3_600_000).toISOString();
        return sales.runDue({ batchSize: 1, ...(worker && { worker }) });
      };
      const failures = [{ clientId: 'bad', error: { code: 'CADENCE_RULE_FAILED' } }];
      const first = await run();
      expect(first).toMatchObject({ clients: 2, failures });
      for (let more = 1; more < 5; more++) expect(await run()).toMatchObject({ clients: 0, failures });
      expect(await run()).toEqual({ clients: 0, events: 0, failures: [], aside: 1 });
      const health = await sales.dueHealth();
      expect(health).toMatchObject({
        late: { clients: 1 },
        aside: [{ clientId: 'bad', since: at(100, 1), failures: 5, code: 'CADENCE_RULE_FAILED' }],
      });
      expect(health.aside[0]?.message).toContain('no idea about 2026-01-05');

      rule.isMended = true;
      expect(await sales.retryDue(['nobody'])).toEqual([]);
      expect(await sales.retryDue()).toEqual(['bad']);
      expect(await run()).toMatchObject({ clients: 1, failures: [] });
      expect((await sales.dueHealth()).aside).toEqual([]);
      expect((await sales.clients.get('bad'))?.state).toBe('overdue');
    },
  );

  it('that was put aside is tried again as soon as the client changes', async () => {
    const { department, rule } = await threeBuyers();
    department.now = at(100);
    for (let run = 0; run < 5; run++) await department.sales.runDue();
    rule.isMended = true;
    await department.do(contact('bad'));
    department.now = at(300);
    expect(await department.sales.runDue()).toMatchObject({ failures: [] });
    expect((await department.sales.dueHealth()).aside).toEqual([]);
  });
});

describe('a client whose record cannot be read', () => {
  it('fails alone, in bulk and in due work', async () => {
    const store = memoryStore();
    const sound = await new Department(store).staff();
    for (const id of ['a', 'bad', 'c']) await sound.buyer(id, at(-1));
    const { ConveyorError } = await import('sales-conveyor');
    const corrupt = () => {
      throw new ConveyorError('CORRUPT_RECORD', 'cut off', { details: { id: 'bad' } });
    };
    const department = new Department(
      wrapped(store, {
        readClients: async (tenant, ids) =>
          ids.includes('bad') ? corrupt() : store.readClients(tenant, ids),
        queryClients: async (tenant, query) => {
          const page = await store.queryClients(tenant, query);
          return page.clients.some(({ id }) => id === 'bad') ? corrupt() : page;
        },
      }),
    );
    const entries = ['a', 'bad', 'c'].map((id) => ({ command: contact(id) }));
    expect(await department.sales.executeMany(entries, { by: 'head' })).toMatchObject({
      accepted: 2,
      failures: [{ index: 1, error: { code: 'CORRUPT_RECORD' } }],
    });
    department.now = at(100);
    const failures = [{ clientId: 'bad', error: { code: 'CORRUPT_RECORD' } }];
    for (let run = 0; run < 5; run++) {
      expect(await department.sales.runDue()).toMatchObject({ failures });
      department.now = at(101 + run);
    }
    expect(await department.sales.runDue()).toMatchObject({ failures: [], aside: 1 });
    expect((await department.sales.clients.get('c'))?.state).toBe('overdue');
  });
});

it('a working time in which a limit may never come is refused, with the place of the limit', () => {
  const workingTime = { days: [1], from: '09:00', to: '10:00' };
  const accepting = (workingHours: number) => {
    const { handOver } = trade.transfers;
    const handoff = { ...handOver.handoff, acceptWithin: { workingHours } };
    return defineConveyor({
      ...trade,
      workingTime,
      transfers: { ...trade.transfers, handOver: { ...handOver, handoff } },
    });
  };
  expect(() => accepting(499)).toThrow(/handOver.handoff.acceptWithin.workingHours: 499 working hours/);
  expect(() => accepting(498)).not.toThrow();
});
