import {
  type Client,
  type ClientEvent,
  defineConveyor,
  describeEvent,
  isConveyorError,
  memoryStore,
} from 'sales-conveyor';
import { createMigration } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { describe, expect, it } from 'vitest';
import {
  accepted,
  at,
  collect,
  contact,
  type Department,
  openDepartment,
  stores,
  wrapped,
} from '../service/department.ts';
import { trade } from '../service/trade.ts';
import { changed, decisions, migrationOf, now, old, renewed } from './rules.ts';

const by = 'head';
const code = (wanted: string) => expect.objectContaining({ code: wanted });

/** A lead, one that is locked, one offered to a keeper, two that buy of whom the second is overdue. */
async function inFlight(open: (typeof stores)[number]['open']): Promise<Department> {
  const department = await openDepartment(open, { conveyor: old });
  await department.client('lead');
  await department.client('locked');
  await department.do({ type: 'placeHold', clientId: 'locked', hold: 'locked', reason: 'a claim' });
  await department.client('offered');
  await department.do({ type: 'transfer', clientId: 'offered', transfer: 'startSelling' }, { by: 'anna' });
  await department.do({ type: 'learnFacts', clientId: 'offered', facts: { ready: true } });
  await department.do(
    { type: 'transfer', clientId: 'offered', transfer: 'handOver', to: 'vera' },
    { by: 'anna' },
  );
  await department.buyer('buyer', at(-1));
  await department.buyer('late', at(-70), 'gleb');
  return department;
}

const ids = ['buyer', 'late', 'lead', 'locked', 'offered'];
const snapshots = async ({ sales }: Department) =>
  Promise.all(ids.map(async (id) => (await sales.clients.get(id)) as Client));

describe.each(stores)('a migration on $name', ({ open }) => {
  it('is refused while something has no image: it names what, with the clients that stand there, and writes nothing', async () => {
    const department = await inFlight(open);
    const before = await department.everything();
    const result = await migrationOf(department, { decisions: {} }).apply({ by });
    expect(result).toEqual({
      ok: false,
      unmapped: [
        { kind: 'state', state: 'overdue', clients: 1 },
        { kind: 'hold', hold: 'locked', clients: 1 },
      ],
    });
    expect(await department.everything()).toEqual(before);
    expect(await department.sales.blueprints.list()).toEqual([]);
  });

  it('says beforehand what it will do, client by client where next steps change', async () => {
    const department = await inFlight(open);
    const before = await department.everything();
    const preview = await migrationOf(department).preview();
    expect(preview).toMatchObject({
      clients: 5,
      elsewhere: 0,
      unmapped: [],
      ends: [{ what: 'hold', name: 'locked', clients: 1 }],
      pooled: [],
    });
    expect(preview.states).toContainEqual({ from: 'overdue', to: 'silent', clients: 1 });
    expect(preview.nextSteps.clients).toBe(1);
    expect(preview.nextSteps.examples).toEqual([
      {
        clientId: 'buyer',
        states: ['regular', 'regular'],
        opened: [],
        closed: [],
        // The 60th day after 4 January is 5 March, two months after it is 4 March; each is over at midnight.
        dueAt: { before: '2026-03-06T00:00:00.000Z', after: '2026-03-05T00:00:00.000Z' },
      },
    ]);
    expect((await migrationOf(department).preview({ examples: 0 })).nextSteps).toEqual({
      clients: 1,
      examples: [],
    });
    expect(await department.everything()).toEqual(before);
  });

  it('moves every client with one event and computes due dates anew, earlier ones too', async () => {
    const department = await inFlight(open);
    const before = await snapshots(department);
    const progress: number[] = [];
    const result = await migrationOf(department).apply({
      by,
      batchSize: 2,
      onProgress: (done) => progress.push(done),
    });
    expect(result).toEqual({ ok: true, clients: 5, failures: [] });
    expect(progress).toEqual([2, 4, 5]);
    const after = await snapshots(department);
    expect(after.map(({ state, blueprintVersion }) => `${state} ${blueprintVersion}`)).toEqual([
      'regular 2',
      'silent 2',
      'lead 2',
      'lead 2',
      'selling 2',
    ]);
    expect(after.map(({ revision }, i) => revision - (before[i]?.revision ?? 0))).toEqual([1, 1, 1, 1, 1]);
    expect(after[3]?.holds).toEqual({});
    expect(after[4]?.handoff).toEqual(before[4]?.handoff);
    const later = renewed(department);
    for (const id of ids) await later.expectFolded(id, now);
    department.now = '2026-03-05T00:00:00.000Z';
    await later.sales.runDue();
    expect((await later.sales.clients.get('buyer'))?.state).toBe('silent');
  });

  it('makes the new blueprint the current one, and keeps both for good', async () => {
    const department = await inFlight(open);
    await department.sales.blueprints.publish();
    expect((await department.sales.blueprints.current())?.version).toBe(1);
    await migrationOf(department).apply({ by });
    const { blueprints } = renewed(department).sales;
    expect((await blueprints.current())?.blueprint).toEqual(now.blueprint);
    expect((await blueprints.list()).map(({ version }) => version)).toEqual([1, 2]);
    expect((await blueprints.get(1))?.blueprint).toEqual(old.blueprint);
    expect(await blueprints.get(3)).toBeUndefined();
  });

  it('adds nothing when it is applied again', async () => {
    const department = await inFlight(open);
    await migrationOf(department).apply({ by });
    const before = await department.everything();
    expect(await migrationOf(department).apply({ by })).toEqual({ ok: true, clients: 0, failures: [] });
    expect(await department.everything()).toEqual(before);
  });

  it('goes on where it was after it was killed in front of any commit', async () => {
    for (let kill = 1; kill <= 5; kill++) {
      const department = await inFlight(open);
      const { store } = department;
      let commits = 0;
      const killed = wrapped(store, {
        commit: async (tenant, commit) => {
          if (++commits === kill) throw new Error('killed');
          return store.commit(tenant, commit);
        },
      });
      await expect(migrationOf(department, { store: killed }).apply({ by, batchSize: 2 })).rejects.toThrow(
        'killed',
      );
      const moved = (await snapshots(department)).filter(
        ({ blueprintVersion }) => blueprintVersion === 2,
      ).length;
      expect(moved).toBe(Math.min(5, Math.max(0, kill - 2) * 2));
      expect(await migrationOf(department).apply({ by, batchSize: 2 })).toEqual({
        ok: true,
        clients: 5 - moved,
        failures: [],
      });
      const { log, clients } = await department.everything();
      expect(log.filter(({ type }) => type === 'clientMigrated').length).toBe(5);
      expect(clients.every(({ blueprintVersion }) => blueprintVersion === 2)).toBe(true);
    }
  });

  it('moves a client that was changed in the meantime from what it is by then', async () => {
    const department = await inFlight(open);
    const { store } = department;
    let isRaced = false;
    const raced = wrapped(store, {
      commit: async (tenant, commit) => {
        if (commit.clients.length > 0 && !isRaced) {
          isRaced = true;
          await department.do(contact('late'));
        }
        return store.commit(tenant, commit);
      },
    });
    const result = await migrationOf(department, { store: raced }).apply({ by });
    expect(result).toEqual({ ok: true, clients: 5, failures: [] });
    const late = await department.sales.clients.get('late');
    expect(late).toMatchObject({ state: 'silent', blueprintVersion: 2, contacts: { count: 1 } });
    await department.expectFolded('late');
  });

  it('reports a client that others are always faster with, moves all others, and ends with the next call', async () => {
    const department = await inFlight(open);
    const { store } = department;
    const contended = wrapped(store, {
      commit: async (tenant, commit) => {
        if (commit.clients.some(({ snapshot }) => snapshot.id === 'late'))
          await department.do(contact('late'));
        return store.commit(tenant, commit);
      },
    });
    const result = await migrationOf(department, { store: contended, attempts: 2 }).apply({ by });
    expect(result).toEqual({
      ok: true,
      clients: 4,
      failures: [{ clientId: 'late', error: code('REVISION_CONFLICT') }],
    });
    expect(await migrationOf(department).apply({ by })).toEqual({ ok: true, clients: 1, failures: [] });
  });
});

it('says in the history which open offer it withdrew, and to whom it was', async () => {
  const department = await inFlight(async () => memoryStore());
  const { handOver: _, ...transfers } = changed.transfers;
  const conveyor = defineConveyor({ ...changed, transfers });
  const without = { ...decisions, transfers: { handOver: null } };
  const result = await migrationOf(department, { to: conveyor, decisions: without }).apply({ by });
  expect(result).toMatchObject({ ok: true });
  const event = (await department.sales.clients.history('offered')).at(-1) as ClientEvent;
  expect(event).toMatchObject({
    type: 'clientMigrated',
    endedOffer: { transfer: 'handOver', from: { employeeId: 'anna' }, to: { employeeId: 'vera' } },
    parts: { handoff: null },
  });
  expect(describeEvent(event, { dictionary: en })).toContain('handOver, offered to vera');
  expect(describeEvent(event, { dictionary: ru })).toContain('отозвана передача handOver, кому: vera');
  const { endedOffer, ...before } = event as ClientEvent<'clientMigrated'>;
  expect(describeEvent(before, { dictionary: ru })).toContain('отозвана');
});

describe('while a migration runs', () => {
  /** Stops after the first batch of two: the buyers are moved, the rest is not. */
  async function halfWay(): Promise<Department> {
    const department = await inFlight(async () => memoryStore());
    const { store } = department;
    let commits = 0;
    const killed = wrapped(store, {
      commit: async (tenant, commit) => {
        if (++commits === 3) throw new Error('killed');
        return store.commit(tenant, commit);
      },
    });
    await expect(migrationOf(department, { store: killed }).apply({ by, batchSize: 2 })).rejects.toThrow();
    return department;
  }

  it('a command of the new shell moves its client first, in the same commit', async () => {
    const department = await halfWay();
    const { sales } = renewed(department);
    const { client, events } = accepted(await sales.execute(contact('lead'), { by }));
    expect(events.map(({ type }) => type)).toEqual(['contactRecorded']);
    const history = await sales.clients.history('lead');
    expect(history.slice(-2).map(({ type }) => type)).toEqual(['clientMigrated', 'contactRecorded']);
    expect(client).toEqual(now.replay(history));
  });

  it('the new shell tells options by the new rules before the client is moved', async () => {
    const department = await halfWay();
    const options = await renewed(department).sales.options('offered', { by: 'anna' });
    expect(options?.map(({ transfer }) => transfer)).toEqual(
      old.rules.states.selling?.exits.map(({ id }) => id),
    );
    expect((await department.sales.clients.get('offered'))?.blueprintVersion).toBe(1);
  });

  it('the old shell works on clients that are not moved yet and refuses those that are', async () => {
    const department = await halfWay();
    expect((await department.do(contact('lead'))).client.blueprintVersion).toBe(1);
    await expect(department.do(contact('buyer'))).rejects.toThrow(code('BLUEPRINT_NOT_CURRENT'));
    await expect(department.sales.options('buyer', { by })).rejects.toThrow(code('BLUEPRINT_NOT_CURRENT'));
  });

  it('an old shell that starts is refused at once, a client whom one registers still is moved', async () => {
    const department = await halfWay();
    await expect(renewed(department, old).do(contact('lead'))).rejects.toThrow(code('BLUEPRINT_NOT_CURRENT'));
    await department.client('another');
    expect((await renewed(department).do(contact('another'))).client.blueprintVersion).toBe(2);
    expect(await migrationOf(department).apply({ by })).toMatchObject({ ok: true, clients: 3 });
  });

  it('what falls due is decided on by the new rules', async () => {
    const department = await halfWay();
    department.now = at(3);
    const { failures } = await renewed(department).sales.runDue();
    expect(failures).toEqual([]);
    const offered = await department.sales.clients.get('offered');
    expect(offered).toMatchObject({ blueprintVersion: 2, handoff: { escalated: { to: 'head' } } });
  });

  it('a migration with other decisions is refused', async () => {
    const department = await halfWay();
    const other = migrationOf(department, { decisions: { ...decisions, states: { overdue: 'regular' } } });
    await expect(other.apply({ by })).rejects.toThrow(code('BLUEPRINT_CONFLICT'));
  });
});

describe.each(stores)('undoing a migration on $name', ({ open }) => {
  it('gives clients back exactly what was changed, also half of a migration', async () => {
    const department = await inFlight(open);
    const before = await snapshots(department);
    await migrationOf(department).apply({ by });
    expect(await migrationOf(department).undo({ by })).toEqual({
      ok: true,
      clients: 5,
      movedOn: [],
      failures: [],
    });
    const parts = ({ revision: _, ...rest }: Client) => JSON.stringify(rest);
    expect((await snapshots(department)).map(parts)).toEqual(before.map(parts));
    for (const id of ids) await department.expectFolded(id, old);
    expect((await department.sales.blueprints.current())?.version).toBe(1);
    await renewed(department, old).do(contact('lead'));
    await expect(renewed(department).do(contact('lead'))).rejects.toThrow(code('BLUEPRINT_NOT_CURRENT'));
  });

  it('keeps what was recorded since where it touches nothing that the migration changed', async () => {
    const department = await inFlight(open);
    await migrationOf(department).apply({ by });
    await renewed(department).do(contact('late'));
    expect(await migrationOf(department).undo({ by })).toMatchObject({ ok: true, movedOn: [] });
    expect(await department.sales.clients.get('late')).toMatchObject({
      state: 'overdue',
      contacts: { count: 1 },
    });
  });

  it('asks where clients go that people have moved on to what is new, then takes them there and names them', async () => {
    const department = await inFlight(open);
    await migrationOf(department).apply({ by });
    const later = renewed(department);
    await later.do({ type: 'override', clientId: 'late', to: 'probation', reason: 'it pays again' });
    await later.client('newcomer');
    const before = await later.everything();
    expect(await migrationOf(department).undo({ by })).toEqual({
      ok: false,
      unmapped: [{ kind: 'state', state: 'probation', clients: 1 }],
    });
    expect(await later.everything()).toEqual(before);
    const back = { states: { probation: 'regular' }, transfers: { prove: null } };
    const result = await migrationOf(department).undo({ by, decisions: back });
    expect(result).toEqual({ ok: true, clients: 6, movedOn: ['late', 'newcomer'], failures: [] });
    expect(await department.sales.clients.get('late')).toMatchObject({
      state: 'regular',
      blueprintVersion: 1,
    });
    await department.expectFolded('late');
    await renewed(department, old).do(contact('newcomer'));
  });

  it('can be done half way, and the migration applied again with other decisions', async () => {
    const department = await inFlight(open);
    await migrationOf(department).apply({ by });
    await migrationOf(department).undo({ by });
    const again = migrationOf(department, { decisions: { ...decisions, states: { overdue: 'regular' } } });
    expect(await again.apply({ by })).toMatchObject({ ok: true, clients: 5 });
    expect((await department.sales.clients.get('late'))?.state).toBe('regular');
  });

  it('is told whole by events of its clients and of the staff, with who, and by no others', async () => {
    const department = await inFlight(open);
    const known = (await collect(department.sales.events())).length;
    await migrationOf(department).apply({ by, batchSize: 2 });
    await migrationOf(department).undo({ by, batchSize: 2 });
    const log = (await collect(department.sales.events())).slice(known);
    const told = (type: string) =>
      log.filter((event) => event.type === type).map((event) => 'clientId' in event && event.clientId);
    expect(told('clientMigrated').toSorted()).toEqual(ids);
    expect(told('migrationUndone').toSorted()).toEqual(ids);
    expect(new Set(log.map(({ type }) => type))).toEqual(new Set(['clientMigrated', 'migrationUndone']));
    expect(new Set(log.map((event) => event.by))).toEqual(new Set([by]));
  });

  it('has nothing to undo where nothing was migrated', async () => {
    const department = await inFlight(open);
    await expect(migrationOf(department).undo({ by })).rejects.toThrow(code('BLUEPRINT_CONFLICT'));
  });
});

describe('roles', () => {
  const renamedRole = JSON.parse(JSON.stringify({ ...trade, version: 2 }).replaceAll('"seller"', '"hunter"'));
  const to = defineConveyor(renamedRole);

  it('that get another name keep their clients, pools, handoffs and people', async () => {
    const department = await inFlight(async () => memoryStore());
    await department.do({ type: 'register', clientId: 'pooled', source: 'cold' });
    const { store } = department;
    const migration = createMigration({
      from: old,
      to,
      store,
      clock: () => department.now,
      decisions: { roles: { seller: 'hunter' } },
    });
    expect((await migration.preview()).ends).toEqual([]);
    expect(await migration.apply({ by })).toMatchObject({ ok: true, clients: 6 });
    const later = renewed(department, to);
    expect(await later.sales.clients.get('lead')).toMatchObject({
      custody: { hunter: { employeeId: 'anna' } },
    });
    expect(await later.sales.clients.get('pooled')).toMatchObject({ pool: { name: 'hunter' } });
    expect((await later.sales.employees.get('anna'))?.roles).toEqual(['hunter']);
    await later.do({ type: 'acceptHandoff', clientId: 'offered' }, { by: 'vera' });
    await later.do(contact('lead'), { by: 'anna' });
    expect(await later.sales.workloads()).toContainEqual(expect.objectContaining({ employeeId: 'anna' }));
    expect(await migration.undo({ by })).toMatchObject({ ok: true, movedOn: ['offered'] });
    expect((await department.sales.employees.get('anna'))?.roles).toEqual(['seller']);
    expect(await department.sales.clients.get('offered')).toMatchObject({
      state: 'regular',
      custody: { keeper: { employeeId: 'vera' } },
    });
  });
});

describe('versions of a blueprint', () => {
  it('of which none is published bind nobody', async () => {
    const department = await inFlight(async () => memoryStore());
    expect(await department.sales.blueprints.current()).toBeUndefined();
    const other = renewed(department, defineConveyor({ ...trade, version: 7 }));
    expect((await other.do(contact('lead'))).client.blueprintVersion).toBe(1);
  });

  it('are published once; the same again does nothing, another one under the same number is refused', async () => {
    const department = await inFlight(async () => memoryStore());
    const { blueprints } = department.sales;
    const first = await blueprints.publish();
    department.now = at(1);
    expect(await blueprints.publish()).toEqual(first);
    const forged = renewed(department, defineConveyor({ ...trade, currency: 'USD' }));
    await expect(forged.sales.blueprints.publish()).rejects.toThrow(code('BLUEPRINT_CONFLICT'));
    await expect(forged.do(contact('lead'))).rejects.toThrow(code('BLUEPRINT_NOT_CURRENT'));
  });

  it('that are newer than the current one wait for their migration', async () => {
    const department = await inFlight(async () => memoryStore());
    await department.sales.blueprints.publish();
    const later = renewed(department);
    await later.sales.blueprints.publish();
    expect((await later.sales.blueprints.current())?.version).toBe(1);
    const fault = await later.do(contact('lead')).catch((error: unknown) => error);
    expect(isConveyorError(fault, 'BLUEPRINT_NOT_CURRENT')).toBe(true);
    expect(fault).toMatchObject({ details: { conveyor: 2, current: 1 } });
  });

  it('lead one to another: a client that was left behind twice is moved twice', async () => {
    const department = await inFlight(async () => memoryStore());
    const third = defineConveyor({ ...changed, version: 3 });
    // Clients that an old shell registers after both migrations.
    await migrationOf(department).apply({ by });
    await createMigration({
      from: now,
      to: third,
      store: department.store,
      clock: () => department.now,
    }).apply({ by });
    await department.client('straggler');
    const { client } = await renewed(department, third).do(contact('straggler'));
    expect(client.blueprintVersion).toBe(3);
    await department.expectFolded('straggler', third);
  });

  it('that are not later versions of the same blueprint have no migration', () => {
    const store = memoryStore();
    const fault = code('INVALID_MIGRATION');
    expect(() => createMigration({ from: now, to: old, store })).toThrow(fault);
    expect(() =>
      createMigration({ from: old, to: defineConveyor({ ...changed, name: 'another' }), store }),
    ).toThrow(fault);
  });
});
