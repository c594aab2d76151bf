import {
  type BlueprintInput,
  type ClientEvent,
  type Conveyor,
  createSales,
  defineConveyor,
  describeEvent,
  type Store,
} from 'sales-conveyor';
import { type AssignmentPolicyInput, replayAssignments } from 'sales-conveyor/assignment';
import { createMigration } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { describe, expect, it } from 'vitest';
import { at, collect, contact, Department, openDepartment, stores } from './department.ts';
import { trade } from './trade.ts';

const byHead = { by: 'head' };
const keeper = (clientId: string) => ({ clientId, role: 'keeper' });

/** A regular client of whom nothing was heard for ten days goes back to the sellers. */
const conveyor = defineConveyor({
  ...trade,
  releaseReasons: { noPotential: { label: { en: 'no potential', ru: 'нет потенциала' } } },
  transfers: {
    ...trade.transfers,
    letGo: {
      label: { en: 'let go', ru: 'отпустить' },
      from: ['regular'],
      to: 'lead',
      trigger: { kind: 'time', at: 'state.since', plus: { days: 10 } },
    },
  },
} satisfies BlueprintInput);

/** Clients whom Vera keeps; Gleb is away, so that it is always her. */
async function kept(open: () => Promise<Store>, ids: readonly string[], policy: AssignmentPolicyInput = {}) {
  const department = await openDepartment(open, { conveyor, assignment: { keeper: policy } });
  const { sales } = department;
  await sales.employees.recordAbsence('gleb', { kind: 'vacation', from: at(-1), to: at(300) });
  for (const id of ids) {
    await sales.clients.register({ id, source: 'existing' }, { by: 'import' });
    await sales.assignment.assign(keeper(id), byHead);
  }
  return department;
}

/** What Vera was charged and the clients that count for her day; a client of this department is 1.5 hours. */
async function charged({ sales }: Department) {
  const { entries } = await sales.assignment.ledger('keeper');
  const vera = entries.find(({ employeeId }) => employeeId === 'vera');
  return { clients: (vera?.received ?? 0) / 1.5, onDay: vera?.latest?.onDay };
}

const close = (clientId: string, reason = 'gone') =>
  ({ type: 'transfer', clientId, transfer: 'close', reason }) as const;
const release = (clientId: string, reason: string) =>
  ({ type: 'releaseHolder', ...keeper(clientId), reason }) as const;
const merge = { type: 'mergeDuplicate', clientId: 'acme', duplicateId: 'globex' } as const;

/** Handoffs to keepers are dealt by the rules of assignment. */
const dealing = defineConveyor({
  ...trade,
  transfers: {
    ...trade.transfers,
    handOver: {
      ...trade.transfers.handOver,
      handoff: {
        ...trade.transfers.handOver.handoff,
        dealt: true,
        decideWithin: { days: 1 },
        rejections: {
          ...trade.transfers.handOver.handoff.rejections,
          full: { label: { en: 'no time', ru: 'нет времени' }, fixable: false },
        },
      },
    },
  },
} satisfies BlueprintInput);

const offer = (clientId: string) => ({ type: 'transfer', clientId, transfer: 'handOver' }) as const;

/** Clients that Anna has made ready to be handed over. */
async function ready(
  open: () => Promise<Store>,
  ids: readonly string[],
  policy: AssignmentPolicyInput = {},
  rules: Conveyor = dealing,
) {
  const department = await openDepartment(open, { conveyor: rules, assignment: { keeper: policy } });
  for (const clientId of ids) {
    await department.client(clientId);
    await department.do({ type: 'learnFacts', clientId, facts: { ready: true } });
    await department.do({ type: 'transfer', clientId, transfer: 'startSelling' });
  }
  return department;
}

async function offeredTo({ sales }: Department, clientId: string) {
  return (await sales.clients.get(clientId))?.handoff?.to.employeeId;
}

/** What each keeper was given, what they are owed, and what is offered to them. */
async function accountsOf({ sales }: Department) {
  const { entries } = await sales.assignment.ledger('keeper');
  return Object.fromEntries(
    entries.map(({ employeeId, received, debt, offered }) => [
      employeeId,
      [received, debt, ...(offered ? [offered.clients] : [])],
    ]),
  );
}

describe.each(stores)('on $name, an offer that is dealt', ({ open }) => {
  it('goes to who is owed it, one after another, with the figures in the log, and is charged once', async () => {
    const department = await ready(open, ['acme', 'globex', 'initech']);
    const { sales } = department;
    const entries = ['acme', 'globex'].map((id) => ({ command: offer(id), commandId: id }));
    for (const repeated of [0, 2])
      expect(await sales.executeMany(entries, byHead)).toMatchObject({ repeated, failures: [] });
    expect(await offeredTo(department, 'acme')).toBe('gleb');
    expect(await offeredTo(department, 'globex')).toBe('vera');
    expect(await accountsOf(department)).toEqual({ gleb: [1.5, 0, 1], vera: [1.5, 0, 1] });
    const log = await sales.clients.history('acme');
    expect(log.at(-1)).toMatchObject({
      type: 'handoffOffered',
      cause: { code: 'assigned', hours: 1.5, figures: [{ employeeId: 'gleb' }, { employeeId: 'vera' }] },
    });
    expect(describeEvent(log.at(-1) as ClientEvent, { dictionary: en, conveyor: dealing })).toContain(
      'assignment: owed 0.75 h, 2 of 2 could take the client',
    );
    const replay = { role: 'keeper', policy: {}, timeZone: 'UTC' };
    expect(replayAssignments(await collect(sales.events()), replay).assignments).toMatchObject([
      { clientId: 'acme', employeeId: 'gleb', instead: 'gleb' },
      { clientId: 'globex', employeeId: 'vera', instead: 'vera' },
    ]);
    await department.do({ type: 'acceptHandoff', clientId: 'acme' }, { by: 'gleb' });
    expect(await accountsOf(department)).toEqual({ gleb: [1.5, 0], vera: [1.5, 0, 1] });
    await department.expectFolded('acme', dealing);
    // Whoever is named is the sender's own choice.
    await department.do({ ...offer('initech'), to: 'vera' });
    expect(await offeredTo(department, 'initech')).toBe('vera');
    expect(await accountsOf(department)).toEqual({ gleb: [1.5, 0], vera: [1.5, 0, 1] });
  });

  it('that is rejected, withdrawn or not answered is not held against anybody', async () => {
    const department = await ready(open, ['acme', 'globex']);
    await department.do(offer('acme'));
    await department.do({ type: 'rejectHandoff', clientId: 'acme', reason: 'full' }, { by: 'gleb' });
    expect(await accountsOf(department)).toEqual({ gleb: [0, 0.75], vera: [0, 0.75] });
    // Gleb has just said no, and nobody is entitled twice.
    await department.do(offer('acme'));
    expect(await offeredTo(department, 'acme')).toBe('vera');
    expect(await accountsOf(department)).toEqual({ gleb: [0, 0.75], vera: [1.5, -0.75, 1] });
    await department.do({ type: 'withdrawHandoff', clientId: 'acme', reason: 'later' });
    await department.do(offer('globex'));
    expect(await accountsOf(department)).toMatchObject({ vera: [0, 1.5], gleb: [1.5, 0, 1] });
    department.now = at(7);
    await department.sales.runDue();
    expect(await offeredTo(department, 'globex')).toBeUndefined();
    expect(await accountsOf(department)).toEqual({ gleb: [0, 1.5], vera: [0, 1.5] });
  });

  it('is refunded where its client moves on otherwise, and where the one to whom it was offered leaves', async () => {
    const department = await ready(open, ['acme', 'globex']);
    await department.do(offer('acme'));
    await department.do(offer('globex'));
    await department.do(close('globex'));
    expect(await accountsOf(department)).toEqual({ gleb: [1.5, 0, 1], vera: [0, 1.5] });
    await department.sales.employees.leave('gleb', { by: 'head', reason: 'retired' });
    await department.sales.runDue();
    expect(await accountsOf(department)).toEqual({ gleb: [0, 1.5], vera: [0, 1.5] });
    await department.do(offer('acme'));
    expect(await offeredTo(department, 'acme')).toBe('vera');
  });

  it('is not dealt again to whoever rejected or returned the client, nor to who did so in their name', async () => {
    const department = await ready(open, ['acme', 'globex', 'initech']);
    await department.do(offer('acme'));
    await department.do({ type: 'acceptHandoff', clientId: 'acme' }, { by: 'gleb' });
    await department.do({ type: 'returnClient', clientId: 'acme', reason: 'promised' }, { by: 'gleb' });
    await department.do(offer('acme'));
    expect(await offeredTo(department, 'acme')).toBe('vera');
    const absence = { kind: 'vacation', from: at(-1), to: at(0, 1), deputyId: 'gleb' } as const;
    await department.sales.employees.recordAbsence('vera', absence);
    await department.do({ type: 'rejectHandoff', clientId: 'acme', reason: 'full' }, { by: 'gleb' });
    await department.do({ ...offer('globex'), to: 'vera' });
    await department.do({ type: 'rejectHandoff', clientId: 'globex', reason: 'full' }, { by: 'gleb' });
    await department.sales.employees.hire({ id: 'dina', roles: ['keeper'], hoursPerMonth: 1 });
    department.now = at(0, 2);
    for (const clientId of ['acme', 'globex']) {
      await department.do(offer(clientId));
      expect(await offeredTo(department, clientId)).toBe('dina');
    }
  });

  it('is dealt again to whoever said no once a rejection of then counts no more', async () => {
    const { handOver } = dealing.blueprint.transfers;
    const handoff = { ...handOver?.handoff, rejectionsCountFor: { days: 2 } };
    const transfers = { ...dealing.blueprint.transfers, handOver: { ...handOver, handoff } };
    const rules = defineConveyor({ ...dealing.blueprint, transfers } as BlueprintInput);
    const department = await ready(open, ['acme'], {}, rules);
    await department.do(offer('acme'));
    await department.do({ type: 'rejectHandoff', clientId: 'acme', reason: 'full' }, { by: 'gleb' });
    const { sales } = department;
    /** Who said no, by the figures of an offer that is dealt then. */
    const saidNo = async (day: number, hours = 0) => {
      department.now = at(day, hours);
      await department.do(offer('acme'));
      const offered = (await sales.clients.history('acme')).at(-1) as ClientEvent<'handoffOffered'>;
      const { figures = [] } = offered.cause?.code === 'assigned' ? offered.cause : {};
      await department.do({ type: 'withdrawHandoff', clientId: 'acme', reason: 'later' });
      return figures.flatMap((one) => (one.obstacles?.includes('REJECTED') ? one.employeeId : []));
    };
    expect(await saidNo(1)).toEqual(['gleb']);
    expect(await saidNo(2)).toEqual(['gleb']);
    expect(await saidNo(2, 1)).toEqual([]);
    // What is given back counts as long, from the day on which it was.
    await department.do({ ...offer('acme'), to: 'vera' });
    await department.do({ type: 'acceptHandoff', clientId: 'acme' }, { by: 'vera' });
    await department.do({ type: 'returnClient', clientId: 'acme', reason: 'promised' }, { by: 'vera' });
    expect(await saidNo(4, 1)).toEqual(['vera']);
    expect(await saidNo(4, 2)).toEqual([]);
  });

  it('is settled by the next use of the ledger where a process without assignment has ended it', async () => {
    const policy = { measure: 'clients', caps: { openClients: 1 } } as const;
    const department = await ready(open, ['acme', 'globex', 'initech'], policy);
    for (const clientId of ['acme', 'globex']) await department.do(offer(clientId));
    const { store } = department;
    const bare = createSales({ conveyor: dealing, store, clock: () => department.now });
    await bare.execute({ type: 'acceptHandoff', clientId: 'globex' }, { by: 'vera' });
    expect(await accountsOf(department)).toEqual({ gleb: [1, -0.5, 1], vera: [1, 0.5] });
    department.now = at(7);
    await bare.runDue();
    expect(await accountsOf(department)).toEqual({ gleb: [0, 0.5], vera: [1, 0.5] });
    // Nobody is entitled to what comes back twice, and an offer that is open is left as it is.
    for (const clientId of ['acme', 'initech']) await department.do(offer(clientId));
    expect(await offeredTo(department, 'acme')).toBe('gleb');
    expect(await offeredTo(department, 'initech')).toBeUndefined();
    expect(await accountsOf(department)).toEqual({ gleb: [1, -0.5, 1], vera: [1, 0.5] });
  });

  it('is refunded where a migration ends it: with the sweep, or with the first command before it', async () => {
    const department = await ready(open, ['acme', 'globex', 'initech']);
    for (const id of ['acme', 'globex', 'initech']) await department.do(offer(id));
    expect(await accountsOf(department)).toEqual({ gleb: [3, -0.75, 2], vera: [1.5, 0.75, 1] });
    const { handOver: _, ...transfers } = trade.transfers;
    const later = defineConveyor({ ...trade, version: 2, transfers });
    const { store } = department;
    const decisions = { transfers: { handOver: null } };
    const migration = createMigration({ from: dealing, to: later, store, clock: () => at(0), decisions });
    const stop = () => {
      throw new Error('stopped');
    };
    await expect(migration.apply({ ...byHead, batchSize: 1, onProgress: stop })).rejects.toThrow('stopped');
    const renewed = new Department(store, { conveyor: later });
    expect(await accountsOf(renewed)).toEqual({ gleb: [1.5, 0.75, 1], vera: [1.5, 0.75, 1] });
    await renewed.do(contact('globex'));
    expect(await accountsOf(renewed)).toEqual({ gleb: [1.5, 0.75, 1], vera: [0, 2.25] });
    expect(await migration.apply(byHead)).toEqual({ ok: true, clients: 1, failures: [] });
    expect(await accountsOf(renewed)).toEqual({ gleb: [0, 2.25], vera: [0, 2.25] });
  });

  it('goes to the role where nobody can take it, and then counts for whoever accepts', async () => {
    const department = await ready(open, ['acme', 'globex'], { caps: { openClients: 1 } });
    await department.sales.employees.recordAbsence('vera', { kind: 'vacation', from: at(-1), to: at(9) });
    await department.do(offer('acme'));
    const { events } = await department.do(offer('globex'));
    // What is offered to Gleb counts as held.
    expect(events[0]).toMatchObject({
      handoff: { to: { role: 'keeper' } },
      cause: { code: 'nobodyCanTake', obstacles: ['ABSENT', 'OVER_CAP'] },
    });
    await department.do({ type: 'acceptHandoff', clientId: 'globex' }, { by: 'gleb' });
    expect(await accountsOf(department)).toEqual({ gleb: [3, 0, 1] });
  });

  it('is plain where the blueprint says nothing: accepted handoffs count once accounts are kept', async () => {
    const department = await ready(open, ['acme', 'globex', 'initech'], {}, conveyor);
    await department.do(offer('acme'));
    expect(await offeredTo(department, 'acme')).toBeUndefined();
    await department.do({ type: 'acceptHandoff', clientId: 'acme' }, { by: 'vera' });
    expect(await accountsOf(department)).toEqual({});
    await department.sales.clients.register({ id: 'east', source: 'existing' }, { by: 'import' });
    await department.sales.assignment.assign(keeper('east'), byHead);
    for (const clientId of ['globex', 'initech']) await department.do(offer(clientId));
    const accept = (clientId: string) => department.do({ type: 'acceptHandoff', clientId }, { by: 'vera' });
    await Promise.all(['globex', 'initech'].map(accept));
    expect(await accountsOf(department)).toEqual({ gleb: [1.5, 0.75], vera: [3, -0.75] });
    expect(await department.sales.assignment.ledger('keeper')).toMatchObject({ taken: 3 });
  });
});

describe.each(stores)('on $name, the charge for an assigned client', ({ open }) => {
  it('is taken back once where it is disqualified for a reason that refunds, however often it is told', async () => {
    const department = await kept(open, ['acme', 'globex'], { refundReasons: ['gone'] });
    await department.do(close('acme'), { commandId: 'close' });
    await department.do(close('acme'), { commandId: 'close' });
    expect(await charged(department)).toEqual({ clients: 1, onDay: 1 });
    const deaf = await kept(open, ['acme'], { refundReasons: ['something else'] });
    await deaf.do(close('acme'));
    expect(await charged(deaf)).toEqual({ clients: 1, onDay: 1 });
  });

  it('is taken back on a plain release, in bulk too, and stays where all or nothing came to nothing', async () => {
    const ids = ['acme', 'globex', 'initech'];
    const department = await kept(open, ids, { refundReasons: ['wrong region'] });
    const entries = ids.map((id) => ({ command: release(id, 'wrong region'), commandId: id }));
    const missing = { command: release('nobody', 'wrong region') };
    const all = { ...byHead, allOrNothing: true };
    expect(await department.sales.executeMany([...entries, missing], all)).toMatchObject({
      committed: false,
    });
    expect(await charged(department)).toEqual({ clients: 3, onDay: 3 });
    for (const repeated of [0, 3]) {
      expect(await department.sales.executeMany(entries, byHead)).toMatchObject({ repeated });
      expect(await charged(department)).toEqual({ clients: 0, onDay: 0 });
    }
  });

  it('is taken back on a release for a reason that the blueprint lists, whoever lets go', async () => {
    const department = await kept(open, ['acme', 'globex', 'initech'], { refundReasons: ['noPotential'] });
    await department.do(release('acme', 'noPotential'), { by: 'vera' });
    await department.sales.assignment.giveBack({ ...keeper('globex'), reason: 'noPotential' }, byHead);
    await department.do(release('initech', 'no luck'));
    expect(await charged(department)).toEqual({ clients: 1, onDay: 1 });
    const misspelt = openDepartment(open, {
      conveyor,
      assignment: { keeper: { refundReasons: ['noPotental'] } },
    });
    await expect(misspelt).rejects.toMatchObject({ code: 'INVALID_ASSIGNMENT' });
  });

  it('is taken back where time releases it by a transfer that refunds', async () => {
    const department = await kept(open, ['acme'], { refundReasons: ['letGo'] });
    department.now = at(11);
    await department.sales.runDue();
    expect((await department.sales.clients.get('acme'))?.state).toBe('lead');
    expect(await charged(department)).toMatchObject({ clients: 0 });
  });

  it('is taken back within the time that the policy sets, and not after it', async () => {
    for (const [days, clients] of [
      [3, 0],
      [4, 1],
    ] as const) {
      const policy = { refundReasons: ['wrong region'], refundWithin: { days: 3 } };
      const department = await kept(open, ['acme'], policy);
      department.now = at(days);
      await department.do(release('acme', 'wrong region'));
      expect(await charged(department)).toMatchObject({ clients });
    }
  });

  it('of one of two cards is taken back where they turn out to be one client', async () => {
    const department = await kept(open, ['acme', 'globex']);
    await department.do(merge);
    expect(await charged(department)).toEqual({ clients: 1, onDay: 1 });
  });

  it('is made again where the merge is undone: whoever has both cards again was given both', async () => {
    const department = await kept(open, ['acme', 'globex'], { refundReasons: ['wrong region'] });
    const before = await department.sales.assignment.ledger('keeper');
    for (let time = 0; time < 2; time++) {
      await department.do(merge);
      await department.do({ ...merge, type: 'unmergeDuplicate' });
      expect(await department.sales.assignment.ledger('keeper')).toEqual(before);
    }
    await department.do(release('globex', 'wrong region'));
    expect(await charged(department)).toEqual({ clients: 1, onDay: 1 });
  });

  it('that was taken back before the merge is not made again by its undoing', async () => {
    const department = await kept(open, ['acme', 'globex'], { refundReasons: ['wrong region'] });
    await department.do(release('globex', 'wrong region'));
    await department.do({ type: 'assignHolder', ...keeper('globex'), employeeId: 'vera' });
    await department.do(merge);
    await department.do({ ...merge, type: 'unmergeDuplicate' });
    expect(await charged(department)).toEqual({ clients: 1, onDay: 1 });
  });

  it('of a duplicate whose holder keeps the client stays', async () => {
    const department = await kept(open, ['globex']);
    await department.sales.clients.register({ id: 'acme', source: 'existing' }, { by: 'import' });
    const { client } = await department.do(merge);
    expect(client.custody.keeper?.employeeId).toBe('vera');
    expect(await charged(department)).toEqual({ clients: 1, onDay: 1 });
  });

  it('is never taken back in part where many release at once', async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `c${i}`);
    const department = await kept(open, ids, { refundReasons: ['wrong region'] });
    await Promise.all(ids.map((id) => department.do(release(id, 'wrong region'))));
    expect(await charged(department)).toEqual({ clients: 0, onDay: 0 });
  });
});
