import { type BlueprintInput, ConveyorError, defineConveyor, isConveyorError } from 'sales-conveyor';
import { createMigration } from 'sales-conveyor/blueprints';
import { describe, expect, it } from 'vitest';
import { at, contact, Department, openDepartment, stores, wrapped } from './department.ts';
import { trade } from './trade.ts';

const label = (en: string) => ({ en, ru: en });
const overdueAfter = (days: number): BlueprintInput['cadence'] => ({
  ...trade.cadence,
  overdue: { kind: 'fixed', after: { days } },
});
const shortened = { ...trade, cadence: overdueAfter(30) } satisfies BlueprintInput;
const reworded = {
  ...trade,
  label: label('the trade'),
  states: { ...trade.states, lead: { ...trade.states.lead, label: label('a lead') } },
} satisfies BlueprintInput;
const extended = {
  ...trade,
  facts: { ...trade.facts, label: { type: 'text', label: label('brand') } },
  roles: { ...trade.roles, clerk: { label: label('clerk'), may: {} } },
  states: { ...trade.states, parked: { label: label('parked'), responsible: 'clerk', waiting: true } },
  transfers: {
    ...trade.transfers,
    park: { label: label('park'), from: ['lead'], to: 'parked', trigger: { kind: 'person', by: ['head'] } },
    unpark: {
      label: label('unpark'),
      from: ['parked'],
      to: 'lead',
      trigger: { kind: 'time', at: 'state.since', plus: { days: 9 } },
    },
    defer: {
      ...trade.transfers.defer,
      reasons: { later: { label: label('x') }, never: { label: label('y') } },
    },
  },
} satisfies BlueprintInput;
const hurried = {
  ...trade,
  transfers: {
    ...trade.transfers,
    giveUp: {
      label: label('give up'),
      from: ['lead'],
      to: 'closed',
      trigger: { kind: 'time', at: 'state.since', plus: { days: 9 } },
    },
  },
} satisfies BlueprintInput;

describe.each(stores)('the rules of a tenant that has published none, on $name,', ({ open }) => {
  async function withBuyers() {
    const department = await openDepartment(open);
    for (let i = 0; i < 5; i++) await department.buyer(`b${i}`, at(0));
    const restarted = (blueprint: BlueprintInput) => {
      const other = new Department(department.store, { conveyor: defineConveyor(blueprint) });
      other.now = department.now;
      return other;
    };
    return { department, restarted };
  }

  it('are the same under one version: others are refused with the difference, by commands and by runDue', async () => {
    const { department, restarted } = await withBuyers();
    const before = await department.everything();
    const differences = [{ of: 'cadence', name: 'overdue', after: { kind: 'fixed', after: { days: 30 } } }];
    for (const use of [
      (other: Department) => other.sales.runDue(),
      (other: Department) => other.do(contact('b0')),
      (other: Department) => other.sales.reproject(),
      (other: Department) => other.sales.blueprints.publish(),
    ]) {
      const fault = await use(restarted(shortened)).catch((error: unknown) => error);
      expect(isConveyorError(fault, 'BLUEPRINT_CONFLICT')).toBe(true);
      expect(fault).toMatchObject({ details: { version: 1, since: at(0), differences } });
    }
    expect(await department.everything()).toEqual(before);
    await department.do(contact('b0'));
  });

  it('may be worded anew, also when they are published', async () => {
    const { department, restarted } = await withBuyers();
    await restarted(reworded).do(contact('b0'));
    expect((await department.sales.blueprints.inUse())?.additions).toBeUndefined();
    const first = await department.sales.blueprints.publish();
    await restarted(reworded).do(contact('b0'));
    expect(await restarted(reworded).sales.blueprints.publish()).toEqual(first);
    const { conveyor } = restarted({ ...shortened, version: 2 }).sales;
    const from = restarted(reworded).sales.conveyor;
    const migration = createMigration({ from, to: conveyor, store: department.store, clock: () => at(1) });
    expect(await migration.apply({ by: 'head' })).toMatchObject({ ok: true, clients: 5 });
    const fault = await restarted({ ...hurried, version: 2 })
      .do(contact('b0'))
      .catch((error: unknown) => error);
    const differences = [
      { of: 'transfer', name: 'giveUp' },
      { of: 'cadence', name: 'overdue' },
    ];
    expect(fault).toMatchObject({ code: 'BLUEPRINT_NOT_CURRENT', details: { differences } });
  });

  describe('that a fact and a value are added to', () => {
    const facts = { brand: { type: 'text', label: label('brand') } } as const;
    const more = { ...trade, facts: { ...trade.facts, ...facts } } satisfies BlueprintInput;
    const learn = { type: 'learnFacts', clientId: 'b0', facts: { brand: 'Alpha' } } as const;

    it('go on in processes that lack them, old and new, which keep what they do not know', async () => {
      const { department, restarted } = await withBuyers();
      const other = restarted(more);
      await other.do(learn);
      for (const old of [department, restarted(trade)]) await old.do(contact('b0'));
      const found = await other.sales.clients.query({
        where: { fact: 'brand', is: 'equals', value: 'Alpha' },
      });
      expect(found.clients.map(({ id, contacts }) => [id, contacts.count])).toEqual([['b0', 2]]);
      expect((await other.sales.blueprints.inUse())?.blueprint.facts).toHaveProperty('brand');
    });

    it('are published under their version, and move no client', async () => {
      const { department, restarted } = await withBuyers();
      await department.sales.blueprints.publish();
      const before = await department.everything();
      const other = restarted(more);
      await expect(other.do(learn)).rejects.toMatchObject({ code: 'BLUEPRINT_NOT_CURRENT' });
      const published = await restarted(more).sales.blueprints.publish();
      expect(published).toMatchObject({ version: 1, additions: [{ of: 'fact', name: 'brand' }] });
      expect(await department.everything()).toEqual(before);
      await restarted(more).do(learn);
      for (const old of [department, restarted(trade)]) await old.do(contact('b0'));
      expect(await restarted(trade).sales.blueprints.publish()).toEqual(published);
      expect(await restarted(more).sales.blueprints.current()).toEqual(published);
    });

    it('take a value more of an enumeration in the same way: those who lack it keep it', async () => {
      const segment = (...values: string[]): BlueprintInput => ({
        ...trade,
        facts: { ...trade.facts, segment: { type: 'enum', label: label('segment'), values } },
      });
      const department = await openDepartment(open, { conveyor: defineConveyor(segment('A', 'B')) });
      await department.buyer('b0', at(0));
      await department.sales.blueprints.publish();
      const other = new Department(department.store, { conveyor: defineConveyor(segment('A', 'B', 'C')) });
      other.now = department.now;
      const premium = { type: 'learnFacts', clientId: 'b0', facts: { segment: 'C' } } as const;
      const reasons = [{ field: 'facts.segment', problem: { code: 'WRONG_VALUE', values: ['A', 'B'] } }];
      const refused = await department.sales.execute(premium, { by: 'head' });
      expect(refused).toMatchObject({ ok: false, refusal: { reasons } });
      await other.sales.blueprints.publish();
      await other.do(premium);
      await department.do(contact('b0'));
      const found = await other.sales.clients.query({
        where: { fact: 'segment', is: 'equals', value: 'C' },
      });
      expect(found.clients.map(({ id, contacts }) => [id, contacts.count])).toEqual([['b0', 1]]);
    });

    it('are not published with what changes decisions', async () => {
      const { department, restarted } = await withBuyers();
      const first = await department.sales.blueprints.publish();
      const both = restarted({ ...shortened, facts: more.facts });
      await expect(both.sales.blueprints.publish()).rejects.toMatchObject({ code: 'BLUEPRINT_CONFLICT' });
      expect(await department.sales.blueprints.current()).toEqual(first);
    });
  });

  it('may be added to where nothing changes for clients that are there, which is told; they may not be taken away again', async () => {
    const { department, restarted } = await withBuyers();
    const other = restarted(extended);
    other.now = at(2);
    await other.do(contact('b0'));
    const { since, additions, unswept } = (await other.sales.blueprints.inUse()) ?? {};
    expect(since).toBe(at(2));
    expect(additions?.map(({ name }) => name)).toEqual([
      'label',
      'clerk',
      'parked',
      'defer',
      'park',
      'unpark',
    ]);
    expect(unswept).toBeUndefined();
    await expect(restarted(trade).do(contact('b0'))).rejects.toMatchObject({ code: 'BLUEPRINT_CONFLICT' });
    await expect(restarted(hurried).sales.runDue()).rejects.toMatchObject({ code: 'BLUEPRINT_CONFLICT' });
    await department.do(contact('b1'));
  });

  it('may let somebody do more, also when they are published: a later library knows more actions', async () => {
    const { department, restarted } = await withBuyers();
    const seller = {
      ...trade.roles.seller,
      may: { ...trade.roles.seller.may, any: ['register', 'onboard'] as const },
    };
    const more = { ...trade, roles: { ...trade.roles, seller } } satisfies BlueprintInput;
    const less = {
      ...trade,
      roles: { ...trade.roles, seller: { ...trade.roles.seller, may: { own: trade.roles.seller.may.own } } },
    } satisfies BlueprintInput;
    await department.sales.blueprints.publish();
    await restarted(more).do(contact('b0'));
    await department.do(contact('b0'));
    await expect(restarted(less).do(contact('b0'))).rejects.toMatchObject({ code: 'BLUEPRINT_NOT_CURRENT' });
  });

  it('of a version without a migration leave clients behind: runDue counts them, and brings them forward by choice', async () => {
    const { restarted } = await withBuyers();
    const other = restarted({ ...shortened, version: 2 });
    other.now = at(40);
    await other.buyer('new', at(35));
    const behind = { clients: 5, asOf: at(40) };
    expect(await other.sales.runDue()).toEqual({ clients: 0, events: 0, failures: [], behind });
    expect((await other.sales.dueHealth()).behind).toEqual(behind);
    const brought = await other.sales.runDue({ bringForward: true });
    expect(brought).toEqual({ clients: 5, events: 5, failures: [] });
    expect((await other.sales.dueHealth()).behind).toBeUndefined();
    other.now = at(66);
    expect(await other.sales.runDue()).toEqual({ clients: 1, events: 1, failures: [] });
  });

  it('name the client that cannot be read, where the sweep stops', async () => {
    const { department } = await withBuyers();
    const { store } = department;
    const details = { table: 'sales_clients', tenant: 'default', id: 'b3' };
    const queryClients: typeof store.queryClients = async (tenant, query) => {
      if (query.dueBy !== undefined) return store.queryClients(tenant, query);
      throw new ConveyorError('CORRUPT_RECORD', 'A client cannot be read', { details });
    };
    const conveyor = defineConveyor({ ...shortened, version: 2 });
    const other = new Department(wrapped(store, { queryClients }), { conveyor });
    const { failures } = await other.sales.runDue({ bringForward: true });
    expect(failures).toMatchObject([{ clientId: 'b3', error: { code: 'CORRUPT_RECORD' } }]);
  });

  it('bring forward whose deadline is only to come, and go on where they were stopped', async () => {
    const { department, restarted } = await withBuyers();
    const kill = { after: 0 };
    const { store } = department;
    const commit: typeof store.commit = async (tenant, changes) => {
      if (changes.documents.length > 0 && kill.after-- === 0) throw new Error('killed');
      return store.commit(tenant, changes);
    };
    const conveyor = defineConveyor({ ...shortened, version: 2 });
    const killed = new Department(wrapped(store, { commit }), { conveyor });
    kill.after = 1;
    await expect(killed.sales.runDue({ bringForward: true })).rejects.toThrow('killed');
    const other = restarted({ ...shortened, version: 2 });
    expect((await other.sales.runDue()).behind?.clients).toBe(0);
    expect(await other.sales.runDue({ bringForward: true })).toEqual({ clients: 0, events: 0, failures: [] });
    other.now = at(31);
    expect(await other.sales.runDue()).toMatchObject({ clients: 5 });
  });

  it('are noted once, and read once by each process', async () => {
    const { department, restarted } = await withBuyers();
    const notes: unknown[] = [];
    let reads = 0;
    const { store } = department;
    const commit: typeof store.commit = (tenant, changes) => {
      notes.push(...changes.documents);
      return store.commit(tenant, changes);
    };
    const readDocuments: typeof store.readDocuments = (...asked) => {
      reads++;
      return store.readDocuments(...asked);
    };
    const other = new Department(wrapped(store, { commit, readDocuments }));
    for (let i = 0; i < 3; i++) await other.do(contact('b0'));
    expect([notes, reads]).toEqual([[], 1]);
    expect(await restarted(trade).sales.blueprints.inUse()).toMatchObject({ version: 1, since: at(0) });
  });

  it('are noted without refusing where clients were there before they were kept', async () => {
    const store = await open();
    const commit: typeof store.commit = (tenant, changes) =>
      store.commit(tenant, { ...changes, documents: [] });
    const legacy = await new Department(wrapped(store, { commit })).staff();
    for (const id of ['a', 'b']) await legacy.buyer(id, at(0));
    expect(await legacy.sales.blueprints.inUse()).toBeUndefined();
    const later = new Department(store, { conveyor: defineConveyor(shortened) });
    later.now = at(40);
    await later.do(contact('a'));
    expect(await later.sales.blueprints.inUse()).toMatchObject({ version: 1, since: at(40), unswept: {} });
    const { clients, behind } = await later.sales.runDue();
    expect([clients, behind]).toEqual([0, { clients: 1, asOf: at(40) }]);
  });
});
