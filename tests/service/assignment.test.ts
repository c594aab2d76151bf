import fc from 'fast-check';
import Database from 'libsql';
import { type ClientEvent, defineConveyor, type Store } from 'sales-conveyor';
import {
  type AssignmentPolicyInput,
  type AssignResult,
  type OtherPolicy,
  replayAssignments,
} from 'sales-conveyor/assignment';
import { sqliteStore } from 'sales-conveyor/sql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSales } from '../open-sales.ts';
import { tempDatabase } from '../storage/sqlite/temp-database.ts';
import { at, codes, collect, conveyor, Department, openDepartment, stores, wrapped } from './department.ts';
import { circular } from './trade.ts';

type Policies = Readonly<Record<string, AssignmentPolicyInput>>;

const byHead = { by: 'head' };
const knows = (skill: string) => ({ fact: 'employee.skills', is: 'includes', value: skill }) as const;

/** A department whose clients wait in the keepers' pool. */
async function waiting(open: () => Promise<Store>, ids: readonly string[], assignment: Policies = {}) {
  const department = await openDepartment(open, { assignment });
  await register(department, ids);
  return department;
}

async function register({ sales }: Department, ids: readonly string[]) {
  for (const id of ids) await sales.clients.register({ id, source: 'existing' }, { by: 'import' });
}

const keeper = (clientId: string) => ({ clientId, role: 'keeper' });

function outcomeOf(result: AssignResult | { readonly error: unknown }) {
  if (!('outcome' in result)) throw new Error(`No outcome: ${JSON.stringify(result)}`);
  return result.outcome;
}

const winner = (result: AssignResult | { readonly error: unknown }) => {
  const outcome = outcomeOf(result);
  return 'employeeId' in outcome ? outcome.employeeId : undefined;
};

const reasons = (result: AssignResult | { readonly error: unknown }) =>
  'refusal' in result ? result.refusal.reasons.map(({ code }) => code) : undefined;

describe.each(stores)('on $name, an assignment', ({ open }) => {
  it('gives the client to who is owed it most, with the reason in the log and the charge in the ledger', async () => {
    const department = await waiting(open, ['acme', 'globex']);
    const { sales } = department;
    const first = await sales.assignment.assign(keeper('acme'), byHead);
    expect(winner(first)).toBe('gleb');
    expect(winner(await sales.assignment.assign(keeper('globex'), byHead))).toBe('vera');
    expect(first).toMatchObject({ repeated: false, client: { custody: { keeper: { employeeId: 'gleb' } } } });
    expect((await sales.clients.history('acme')).at(-1)).toMatchObject({
      type: 'holderAssigned',
      by: 'head',
      cause: { code: 'assigned', measure: 'hours', owed: 0.75, able: 2, candidates: 2, hours: 1.5 },
    });
    // Why this one and not another is answered from the log, years later.
    const { clients, events } = sales;
    const { cause } = (await clients.history('globex')).at(-1) as ClientEvent<'holderAssigned'>;
    expect(cause).toMatchObject({
      figures: [
        { employeeId: 'gleb', openClients: 1, debt: -0.75, share: 0.75, bonus: 0 },
        { employeeId: 'vera', openClients: 0, debt: 0.75, share: 0.75, bonus: 0 },
      ],
    });
    const replay = (policy: OtherPolicy) =>
      collect(events()).then((log) => replayAssignments(log, { role: 'keeper', policy, timeZone: 'UTC' }));
    expect(() => replayAssignments([], { role: 'keeper', policy: {}, timeZone: 'X/Y' })).toThrow(
      expect.objectContaining({ code: 'INVALID_ASSIGNMENT', message: expect.stringContaining('timeZone') }),
    );
    expect(await replay({})).toMatchObject({
      assignments: [
        { clientId: 'acme', employeeId: 'gleb', instead: 'gleb' },
        { clientId: 'globex', employeeId: 'vera', instead: 'vera' },
      ],
      ledger: await sales.assignment.ledger('keeper'),
    });
    const capped = (await replay({ measure: 'clients', caps: { newPerDay: 0 } })).assignments;
    expect(capped.map(({ instead }) => instead)).toEqual([undefined, undefined]);
    await expect(replay({ caps: { openClients: -1 } })).rejects.toMatchObject({ code: 'INVALID_ASSIGNMENT' });
    await expect(replay({ eligible: 1 } as never)).rejects.toMatchObject({ code: 'INVALID_ASSIGNMENT' });
    const { entries } = await sales.assignment.ledger('keeper');
    expect(entries).toMatchObject([
      { employeeId: 'gleb', received: 1.5, debt: 0 },
      { employeeId: 'vera', received: 1.5, debt: 0 },
    ]);
    await department.expectFolded('acme');
  });

  it('tells everybody’s open clients and load as they are now, however they came', async () => {
    const department = await waiting(open, ['acme']);
    await department.buyer('held', at(-1), 'gleb');
    const outcome = outcomeOf(await department.sales.assignment.assign(keeper('acme'), byHead));
    expect(outcome.candidates).toMatchObject([
      { employeeId: 'gleb', capacity: 100, openClients: 1, openHours: 1.5, utilisation: 0.015 },
      { employeeId: 'vera', capacity: 100, openClients: 0, openHours: 0, utilisation: 0 },
    ]);
  });

  it('named by an id tells its first outcome again and acts once', async () => {
    const { sales } = await waiting(open, ['acme', 'globex']);
    const first = await sales.assignment.assign(keeper('acme'), { ...byHead, commandId: 'a-1' });
    const ledger = await sales.assignment.ledger('keeper');
    const again = await sales.assignment.assign(keeper('acme'), { ...byHead, commandId: 'a-1' });
    expect(again).toEqual({ ...first, repeated: true });
    expect(await sales.assignment.ledger('keeper')).toEqual(ledger);
    const other = await sales.assignment.assign(keeper('globex'), { ...byHead, commandId: 'a-1' });
    expect(reasons(other)).toEqual(['COMMAND_ID_REUSED']);
    await expect(sales.assignment.assign(keeper('acme'), { ...byHead, commandId: '' })).rejects.toMatchObject(
      { code: 'INVALID_COMMAND' },
    );
  });

  it('that is only previewed is the one that would be made, and writes nothing', async () => {
    const department = await waiting(open, ['acme']);
    const before = await department.everything();
    const preview = await department.sales.assignment.preview(keeper('acme'));
    expect(await department.everything()).toEqual(before);
    expect(outcomeOf(await department.sales.assignment.assign(keeper('acme'), byHead))).toEqual(preview);
  });

  it('is for who may assign roles; others are refused and nothing is written', async () => {
    const department = await waiting(open, ['acme']);
    const before = await department.everything();
    const { assignment } = department.sales;
    expect(reasons(await assignment.assign(keeper('acme'), { by: 'vera' }))).toEqual(['NOT_AUTHORIZED']);
    expect(await department.everything()).toEqual(before);
    expect((await assignment.ledger('keeper')).entries).toEqual([]);
  });

  it('is refused for a client that does not exist, is held by somebody who is there, or has no use for the role', async () => {
    const department = await waiting(open, []);
    await department.buyer('held', at(-1));
    await department.client('lead');
    const { assignment } = department.sales;
    expect(reasons(await assignment.assign({ clientId: 'nobody', role: 'king' }, byHead))).toEqual([
      'UNKNOWN_CLIENT',
      'UNKNOWN_NAME',
    ]);
    expect(reasons(await assignment.assign(keeper('held'), byHead))).toEqual(['ALREADY_HELD']);
    expect(reasons(await assignment.assign(keeper('lead'), byHead))).toEqual(['ROLE_NOT_IN_STATE']);
    expect(await assignment.preview(keeper('nobody'))).toMatchObject({
      reasons: [{ code: 'UNKNOWN_CLIENT' }],
    });
  });

  it('never goes to who has left, is not hired yet or is not of the role', async () => {
    const department = await waiting(open, ['acme', 'globex']);
    const { sales } = department;
    await sales.employees.leave('gleb', { by: 'head', reason: 'moved away' });
    const profile = { id: 'nina', roles: ['keeper'], hoursPerMonth: 100, hiredAt: at(5) };
    await sales.employees.hire(profile);
    const both = await sales.assignment.assignMany([keeper('acme'), keeper('globex')], byHead);
    expect(both.map(winner)).toEqual(['vera', 'vera']);
    const [first] = both.map(outcomeOf);
    expect(first?.candidates.map(({ employeeId }) => employeeId)).toEqual(['nina', 'vera']);
    expect(first?.candidates[0]?.obstacles).toEqual([{ code: 'NOT_HIRED_YET', hiredAt: at(5) }]);
  });

  it('is decided anew where the winner leaves meanwhile', async () => {
    const inner = await open();
    const department = await new Department(inner).staff();
    await register(department, ['acme']);
    let leaving: Promise<unknown> | undefined;
    const slow = wrapped(inner, {
      commit: async (tenant, changes) => {
        leaving ??= department.sales.employees.leave('gleb', { by: 'head', reason: 'moved away' });
        await leaving;
        return inner.commit(tenant, changes);
      },
    });
    const { sales } = new Department(slow);
    expect(winner(await sales.assignment.assign(keeper('acme'), byHead))).toBe('vera');
  });

  it('is decided anew where the winner leaves as soon as the staff has been read', async () => {
    const inner = await open();
    const department = await new Department(inner).staff();
    await register(department, ['acme']);
    let leaving: Promise<unknown> | undefined;
    const slow = wrapped(inner, {
      listEmployees: async (tenant) => {
        const staff = await inner.listEmployees(tenant);
        leaving ??= department.sales.employees.leave('gleb', { by: 'head', reason: 'moved away' });
        await leaving;
        return staff;
      },
    });
    const { sales } = new Department(slow);
    expect(winner(await sales.assignment.assign(keeper('acme'), byHead))).toBe('vera');
  });

  it('never exceeds a cap by what was assigned while open clients were counted', async () => {
    const inner = await open();
    const assignment = { keeper: { caps: { openClients: 1 } } };
    const department = await new Department(inner, { assignment }).staff();
    await register(department, ['acme', 'globex']);
    await department.sales.employees.leave('gleb', { by: 'head', reason: 'moved away' });
    let overtaking: Promise<unknown> | undefined;
    const slow = wrapped(inner, {
      countHeld: async (...args) => {
        const held = await inner.countHeld(...args);
        overtaking ??= department.sales.assignment.assign(keeper('globex'), byHead);
        await overtaking;
        return held;
      },
    });
    const { sales } = new Department(slow, { assignment });
    const slower = await sales.assignment.assign(keeper('acme'), byHead);
    expect(outcomeOf(slower)).toMatchObject({ pool: 'keeper', reason: ['OVER_CAP'] });
  });
});

describe('an assignment of many', () => {
  it('reports a client that its blueprint sends round in circles, and assigns the others', async () => {
    const department = await openDepartment(stores[0].open, { conveyor: defineConveyor(circular) });
    const { sales } = department;
    await sales.clients.register({ id: 'dizzy', source: 'circle' }, { by: 'import' });
    await register(department, ['acme']);
    department.now = at(2);
    const inputs = [{ clientId: 'dizzy', role: 'seller' }, keeper('acme')];
    const results = await sales.assignment.assignMany(inputs, byHead);
    expect(results).toMatchObject([{ ok: false, error: { code: 'ENDLESS_TRANSFERS' } }, { ok: true }]);
    await expect(
      sales.assignment.assign({ clientId: 'dizzy', role: 'seller' }, byHead),
    ).rejects.toMatchObject({
      code: 'ENDLESS_TRANSFERS',
    });
    expect(await sales.assignment.retryPool({ role: 'seller' }, byHead)).toMatchObject({
      assigned: 0,
      failures: [{ clientId: 'dizzy' }],
    });
  });
});

describe('a reason why nobody can be given a client', () => {
  const nobody = { type: 'assignHolder', clientId: 'acme', role: 'keeper', employeeId: null } as const;
  const reason = 'all are ill';

  it('is written into its pool, once', async () => {
    const department = await waiting(stores[0].open, ['acme']);
    const { events, client } = await department.do({ ...nobody, reason });
    expect(events.map(({ type }) => type)).toEqual(['clientPooled']);
    const cause = { code: 'text', text: reason };
    expect(client.pool).toEqual({ name: 'keeper', cause, since: department.now });
    expect((await department.do({ ...nobody, reason })).events).toEqual([]);
  });

  it('must be given, and is refused for a client that is held or in another pool', async () => {
    const department = await waiting(stores[0].open, ['acme']);
    const { sales } = department;
    await department.buyer('held', at(-1));
    expect(codes(await sales.execute(nobody, byHead))).toEqual(['INVALID_VALUE']);
    const held = { ...nobody, clientId: 'held', reason };
    expect(codes(await sales.execute(held, byHead))).toEqual(['ALREADY_HELD']);
    const other = { ...nobody, role: 'seller', reason };
    expect(codes(await sales.execute(other, byHead))).toEqual(['ROLE_NOT_IN_STATE']);
    expect(codes(await sales.execute({ ...nobody, reason }, { by: 'vera' }))).toEqual(['NOT_AUTHORIZED']);
  });
});

describe.each(stores)('on $name, where nobody can take the client', ({ open }) => {
  const policies = { keeper: { eligible: knows('fish') } };

  it('it stays in its pool, which says why, once', async () => {
    const department = await waiting(open, ['acme'], policies);
    const { sales } = department;
    const pooledAt = department.now;
    department.now = at(1);
    const result = await sales.assignment.assign(keeper('acme'), byHead);
    expect(outcomeOf(result)).toMatchObject({ pool: 'keeper', reason: ['NOT_ELIGIBLE'] });
    const cause = { code: 'nobodyCanTake', obstacles: ['NOT_ELIGIBLE'] };
    const pool = { name: 'keeper', cause, since: pooledAt };
    expect(result).toMatchObject({ client: { pool } });
    expect((await sales.clients.history('acme')).at(-1)).toMatchObject({ type: 'clientPooled', by: 'head' });
    const before = await department.everything();
    await sales.assignment.assign(keeper('acme'), byHead);
    expect(await department.everything()).toEqual(before);
    await department.expectFolded('acme');
  });

  it('it goes there from who has left and still holds it, with the reason', async () => {
    const store = await open();
    const department = await new Department(store, { assignment: policies }).staff();
    await department.buyer('held', at(-1));
    let commits = 0;
    const commit: typeof store.commit = async (tenant, changes) => {
      if (++commits > 1) throw new Error('killed');
      return store.commit(tenant, changes);
    };
    const interrupted = new Department(wrapped(store, { commit }));
    const leaving = interrupted.sales.employees.leave('vera', { by: 'head', reason: 'moved away' });
    await expect(leaving).rejects.toThrow('killed');
    const result = await department.sales.assignment.assign(keeper('held'), byHead);
    const cause = { code: 'nobodyCanTake', obstacles: ['HOLDS_ALREADY', 'LEFT', 'NOT_ELIGIBLE'] };
    expect(result).toMatchObject({ client: { custody: {}, pool: { name: 'keeper', cause } } });
  });

  it('because it is locked, it says so, and is tried again when the lock is off', async () => {
    const department = await waiting(open, ['acme']);
    await department.do({ type: 'placeHold', clientId: 'acme', hold: 'locked', reason: 'court' });
    const { assignment } = department.sales;
    expect(outcomeOf(await assignment.assign(keeper('acme'), byHead))).toMatchObject({ reason: ['ON_HOLD'] });
    await department.do({ type: 'releaseHold', clientId: 'acme', hold: 'locked' });
    expect(await assignment.retryPool({ role: 'keeper' }, byHead)).toMatchObject({ assigned: 1, pooled: 0 });
  });

  it('in a role beside the responsible one, nothing is written', async () => {
    const department = await waiting(open, [], { seller: policies.keeper });
    await department.buyer('held', at(-1));
    const before = await department.everything();
    const result = await department.sales.assignment.assign({ clientId: 'held', role: 'seller' }, byHead);
    expect(outcomeOf(result)).toMatchObject({ pool: 'seller' });
    expect(await department.everything()).toEqual(before);
  });

  it('the pool is tried again, longest there first, as soon as somebody can', async () => {
    const caps = { keeper: { caps: { openClients: 1 } } };
    const department = await waiting(open, [], caps);
    const { sales } = department;
    for (const [day, id] of ['zeta', 'beta', 'alpha', 'gamma'].entries()) {
      department.now = at(day);
      await register(department, [id]);
    }
    expect(await sales.assignment.retryPool({ role: 'keeper' }, byHead)).toEqual({
      assigned: 2,
      pooled: 2,
      refusals: [],
      failures: [],
    });
    const held = async () => {
      const { clients } = await department.everything();
      return clients.flatMap(({ id, custody }) => (custody.keeper ? id : []));
    };
    expect(await held()).toEqual(['beta', 'zeta']);
    await sales.employees.hire({ id: 'nina', roles: ['keeper'], hoursPerMonth: 100 });
    expect(await sales.assignment.retryPool({ role: 'keeper' }, byHead)).toMatchObject({ assigned: 1 });
    expect(await held()).toEqual(['alpha', 'beta', 'zeta']);
  });

  it('runDue tries it again where the policy names on whose behalf', async () => {
    const department = await waiting(open, ['acme'], { keeper: { retryPoolAs: 'import' } });
    const before = { name: 'keeper', cause: { code: 'registered' } };
    expect((await department.sales.clients.get('acme'))?.pool).toMatchObject(before);
    expect((await department.sales.runDue()).retried).toMatchObject({ keeper: { assigned: 1 } });
    expect((await department.sales.runDue()).retried).toMatchObject({ keeper: { assigned: 0 } });
    const quiet = await waiting(open, ['globex']);
    expect(await quiet.sales.runDue()).not.toHaveProperty('retried');
  });
});

describe.each(stores)('on $name, a client that is given back', ({ open }) => {
  const policies = { keeper: { refundReasons: ['wrong region'] } };
  const received = async ({ sales }: Department) => {
    const { entries } = await sales.assignment.ledger('keeper');
    return Object.fromEntries(
      entries.map(({ employeeId, received, debt }) => [employeeId, { received, debt }]),
    );
  };

  it('still counts as received, unless the policy lets the reason count', async () => {
    const department = await waiting(open, ['acme', 'globex'], policies);
    const { assignment } = department.sales;
    await assignment.assign(keeper('acme'), byHead);
    await assignment.giveBack({ ...keeper('acme'), reason: 'too much work' }, byHead);
    expect(await received(department)).toMatchObject({ gleb: { received: 1.5 } });
    await assignment.assign(keeper('globex'), byHead);
    await assignment.giveBack({ ...keeper('globex'), reason: 'wrong region' }, byHead);
    expect(await received(department)).toEqual({
      gleb: { received: 1.5, debt: 0 },
      vera: { received: 0, debt: 1.5 },
    });
  });

  it('with a refund is refunded once, and nobody is entitled to it twice', async () => {
    const department = await waiting(open, ['acme'], policies);
    const { assignment } = department.sales;
    await assignment.assign(keeper('acme'), byHead);
    const back = { ...keeper('acme'), reason: 'wrong region' };
    const first = await assignment.giveBack(back, { ...byHead, commandId: 'back' });
    expect(first).toMatchObject({
      ok: true,
      client: { pool: { cause: { code: 'text', text: 'wrong region' } } },
    });
    expect(await assignment.giveBack(back, { ...byHead, commandId: 'back' })).toEqual({
      ...first,
      repeated: true,
    });
    expect(await received(department)).toEqual({
      gleb: { received: 0, debt: 0.75 },
      vera: { received: 0, debt: 0.75 },
    });
    await assignment.assign(keeper('acme'), byHead);
    const after = Object.values(await received(department));
    expect(after.reduce((sum, { debt }) => sum + debt, 0)).toBe(0);
    await assignment.giveBack({ ...back, reason: 'too much work' }, byHead);
    expect(Object.values(await received(department))).toEqual(after);
  });

  it('is refused as its release would be, and nothing is refunded', async () => {
    const department = await waiting(open, ['acme'], policies);
    const { assignment } = department.sales;
    const back = { ...keeper('acme'), reason: 'wrong region' };
    expect(await assignment.giveBack(back, byHead)).toMatchObject({
      ok: false,
      refusal: { reasons: [{ code: 'NOT_HELD' }] },
    });
    await expect(assignment.giveBack({ ...back, role: 'keper' }, byHead)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('keeper'),
    });
  });
});

describe('policies', () => {
  it('prefer by affinity, within the bonus limit', async () => {
    const policy = { maxBonus: 5, affinity: [{ when: knows('fish'), bonus: 4 }] };
    const department = await waiting(stores[0].open, ['a', 'b', 'c', 'd'], { keeper: policy });
    await department.sales.employees.change('vera', { skills: ['fish'] });
    const results = await department.sales.assignment.assignMany(['a', 'b', 'c', 'd'].map(keeper), byHead);
    expect(results.map(winner)).toEqual(['vera', 'vera', 'vera', 'gleb']);
  });

  it('for a role that the blueprint does not have, or with a condition on no fact, are refused at once', () => {
    const store = {} as Store;
    expect(() => openSales({ conveyor, store, assignment: { king: {} } })).toThrow(
      expect.objectContaining({ code: 'INVALID_ASSIGNMENT' }),
    );
    const eligible = { fact: 'employee.shoeSize', is: 'present' } as const;
    expect(() => openSales({ conveyor, store, assignment: { keeper: { eligible } } })).toThrow(
      expect.objectContaining({ code: 'INVALID_CONDITION' }),
    );
    expect(() =>
      openSales({ conveyor, store, assignment: { keeper: { eligible: knows('dairy') } } }),
    ).not.toThrow();
  });

  it('may refund for what people write freely, but not for what is nearly a reason of the blueprint', () => {
    const store = {} as Store;
    const refunding = (...refundReasons: string[]) =>
      openSales({ conveyor, store, assignment: { keeper: { refundReasons } } });
    expect(() => refunding('wrong region', 'mixed', 'promised', 'handOver', 'gone', 'done')).not.toThrow();
    expect(() => refunding('wrong region', 'promissed', 'handover')).toThrow(
      expect.objectContaining({
        code: 'INVALID_ASSIGNMENT',
        details: {
          problems: [
            expect.objectContaining({
              path: 'keeper.refundReasons[1]',
              values: { kind: 'reason', name: 'promissed', meant: 'promised' },
            }),
            expect.objectContaining({ values: { kind: 'reason', name: 'handover', meant: 'handOver' } }),
          ],
        },
      }),
    );
    expect(() => refunding('promissed', 'promised')).not.toThrow();
  });
});

describe.each(stores)('on $name, assigners who race', ({ open }) => {
  it('never use one revision of the ledger: the slower decides anew', async () => {
    const inner = await open();
    const other = await new Department(inner).staff();
    await register(other, ['acme', 'globex']);
    let overtaking: Promise<AssignResult> | undefined;
    const revisions: number[] = [];
    const slow = wrapped(inner, {
      commit: async (tenant, changes) => {
        overtaking ??= other.sales.assignment.assign(keeper('globex'), byHead);
        await overtaking;
        await inner.commit(tenant, changes);
        revisions.push(...changes.documents.map(({ revision }) => revision));
      },
    });
    const { sales } = new Department(slow);
    const slower = await sales.assignment.assign(keeper('acme'), byHead);
    expect(winner((await overtaking) as AssignResult)).toBe('gleb');
    expect(winner(slower)).toBe('vera');
    expect(revisions).toEqual([2, 1]);
    expect((await sales.assignment.ledger('keeper')).entries).toMatchObject([{ debt: 0 }, { debt: 0 }]);
  });

  it('within one shell take turns, however many', async () => {
    const ids = Array.from({ length: 20 }, (_, i) => `client-${i}`);
    const department = await openDepartment(open, { attempts: 1 });
    await register(department, ids);
    const results = await Promise.all(
      ids.map((id) => department.sales.assignment.assign(keeper(id), byHead)),
    );
    expect(results.filter((result) => winner(result) === 'vera')).toHaveLength(10);
  });
});

describe('assigners who race through two shells on one file', () => {
  it('lose no charge and share the clients out evenly', async () => {
    const { file, remove } = tempDatabase();
    const connections = [new Database(file), new Database(file)];
    onTestFinished(() => {
      for (const connection of connections) connection.close();
      remove();
    });
    const shells: Department[] = [];
    for (const database of connections) {
      const store = sqliteStore({ database });
      await store.migrate();
      shells.push(new Department(store, { attempts: 100 }));
    }
    const [a, b] = shells as [Department, Department];
    await a.staff();
    const ids = Array.from({ length: 16 }, (_, i) => `client-${i}`);
    await register(a, ids);
    const results = await Promise.all(
      ids.map((id, i) => (i % 2 ? a : b).sales.assignment.assign(keeper(id), byHead)),
    );
    expect(results.filter((result) => winner(result) === 'vera')).toHaveLength(8);
    const { entries } = await a.sales.assignment.ledger('keeper');
    expect(entries).toMatchObject([
      { received: 12, debt: 0 },
      { received: 12, debt: 0 },
    ]);
  });
});

describe('a batch', () => {
  const arbitraryClient = fc.record({
    source: fc.constantFrom('cold', 'existing'),
    role: fc.constantFrom('keeper', 'seller'),
    sent: fc.integer({ min: 1, max: 2 }),
    locked: fc.boolean(),
  });
  const arbitraryPolicy = fc.record({
    caps: fc.record(
      {
        openClients: fc.nat(4),
        utilisation: fc.constantFrom(0.02, 0.05, 0.1),
        newPerDay: fc.integer({ min: 1, max: 4 }),
      },
      { requiredKeys: [] },
    ),
    measure: fc.constantFrom('hours' as const, 'clients' as const),
  });

  it('leaves exactly what the same clients leave one by one', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(arbitraryClient, { maxLength: 12 }),
        arbitraryPolicy,
        fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 3 }),
        async (clients, policy, hours) => {
          const inputs = clients.flatMap(({ role, sent }, i) =>
            Array.from({ length: sent }, () => ({ clientId: `c-${i}`, role })),
          );
          const depart = async () => {
            const assignment = { keeper: policy, seller: policy };
            const department = await openDepartment(stores[0].open, { assignment });
            for (const [i, hoursPerMonth] of hours.entries()) {
              const roles = ['keeper', ...(i > 0 ? ['seller'] : [])];
              await department.sales.employees.hire({ id: `e-${i}`, roles, hoursPerMonth });
            }
            for (const [i, { source, locked }] of clients.entries()) {
              const clientId = `c-${i}`;
              await department.do({ type: 'register', clientId, source });
              if (locked)
                await department.do({ type: 'placeHold', clientId, hold: 'locked', reason: 'court' });
            }
            department.now = at(1);
            return department;
          };
          const [whole, single] = [await depart(), await depart()];
          const batch = await whole.sales.assignment.assignMany(inputs, byHead);
          const sequence = [];
          for (const input of inputs) sequence.push(await single.sales.assignment.assign(input, byHead));
          expect(batch).toEqual(sequence);
          expect(await whole.lives()).toEqual(await single.lives());
          for (const role of ['keeper', 'seller']) {
            const { assignment } = single.sales;
            expect(await whole.sales.assignment.ledger(role)).toEqual(await assignment.ledger(role));
          }
        },
      ),
      { numRuns: 40 },
    ));
});
