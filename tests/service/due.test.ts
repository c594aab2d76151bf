import { type BlueprintInput, ConveyorError, defineConveyor } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import { at, collect, Department, openDepartment, stores, wrapped } from './department.ts';
import { circular, trade } from './trade.ts';

describe.each(stores)('runDue on $name', ({ open }) => {
  /** A client for each thing that time brings about, and when. */
  async function waiting() {
    const department = await openDepartment(open);
    await department.client('deferred');
    await department.do({
      type: 'transfer',
      clientId: 'deferred',
      transfer: 'defer',
      reason: 'later',
      wakeAt: at(1),
    });
    await department.client('offered');
    await department.do({ type: 'learnFacts', clientId: 'offered', facts: { ready: true } });
    await department.do({ type: 'transfer', clientId: 'offered', transfer: 'startSelling' });
    await department.do({ type: 'transfer', clientId: 'offered', transfer: 'handOver' }, { by: 'anna' });
    await department.client('windowed');
    const window = { windowId: 'w', category: 'dairy', decidesAt: at(40) };
    await department.do({ type: 'recordWindow', clientId: 'windowed', ...window });
    await department.buyer('buyer', at(-55));
    await department.client('held');
    await department.do({
      type: 'placeHold',
      clientId: 'held',
      hold: 'locked',
      reason: 'ours',
      until: at(3),
    });
    await department.client('deputised');
    const deputy = { role: 'seller', employeeId: 'boris', until: at(4) };
    await department.do({ type: 'setDeputy', clientId: 'deputised', ...deputy });
    return department;
  }

  it('lets every deadline have its say at its own moment, and nothing before', async () => {
    const department = await waiting();
    const { length } = (await department.everything()).log;
    const moments: [string, string[]][] = [];
    for (let hour = 0; hour <= 60 * 24; hour += 6) {
      department.now = at(0, hour);
      await department.sales.runDue();
    }
    for (const event of (await department.everything()).log.slice(length)) {
      const { clientId } = event as { clientId: string };
      moments.push([event.happenedAt, [clientId, event.type]]);
    }
    expect(moments).toEqual([
      [at(0, 8), ['offered', 'handoffEscalated']],
      [at(1), ['deferred', 'stateChanged']],
      [at(3), ['held', 'holdReleased']],
      [at(4), ['deputised', 'deputyCleared']],
      [expect.stringMatching(/^2026-01-11T00:00/), ['buyer', 'stateChanged']],
      [at(10), ['windowed', 'stateChanged']],
      [at(54), ['windowed', 'windowMissed']],
    ]);
  });

  it('makes the same of a long sleep as of many short ones, and tells how much', async () => {
    const department = await waiting();
    department.now = at(60);
    expect(await department.sales.runDue()).toEqual({ clients: 6, events: 7, failures: [] });
    const clients = await collect(department.sales.clients.all());
    expect(Object.fromEntries(clients.map(({ id, state }) => [id, state]))).toEqual({
      buyer: 'overdue',
      deferred: 'lead',
      deputised: 'lead',
      held: 'lead',
      offered: 'selling',
      windowed: 'selling',
    });
    for (const { id } of clients) await department.expectFolded(id);
  });

  it('does nothing twice', async () => {
    const department = await waiting();
    department.now = at(60);
    await department.sales.runDue();
    const stored = await department.everything();
    expect(await department.sales.runDue()).toEqual({ clients: 0, events: 0, failures: [] });
    department.now = at(61);
    expect(await department.sales.runDue()).toEqual({ clients: 0, events: 0, failures: [] });
    expect(await department.everything()).toEqual(stored);
  });

  it.each([1, 2, 1_000])('works in batches of %i', async (batchSize) => {
    const commits: number[] = [];
    const store = await open();
    const commit: typeof store.commit = (tenant, changes) => {
      commits.push(changes.clients.length);
      return store.commit(tenant, changes);
    };
    const department = await openDepartment(async () => wrapped(store, { commit }));
    for (let i = 0; i < 5; i++) await department.buyer(`b${i}`, at(-i));
    commits.length = 0;
    department.now = at(70);
    expect(await department.sales.runDue({ batchSize })).toEqual({ clients: 5, events: 5, failures: [] });
    expect(commits.every((clients) => clients <= batchSize)).toBe(true);
    expect(commits.reduce((sum, clients) => sum + clients, 0)).toBe(5);
  });

  it.each([0, 1_001, Number.NaN])('works in no batches of %d', async (batchSize) => {
    const { sales } = await openDepartment(open);
    await expect(sales.runDue({ batchSize })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('by two workers at once does nothing twice', async () => {
    const store = await open();
    const [one, two] = [await new Department(store).staff(), new Department(store)];
    for (let i = 0; i < 25; i++) await one.buyer(`b${i}`, at(-i));
    one.now = two.now = at(90);
    const runs = await Promise.all([
      one.sales.runDue({ batchSize: 10 }),
      two.sales.runDue({ batchSize: 10 }),
    ]);
    expect(runs.map(({ failures }) => failures)).toEqual([[], []]);
    expect(runs.reduce((sum, { events }) => sum + events, 0)).toBe(25);
    expect(await one.sales.clients.history('b7')).toMatchObject(
      ['clientRegistered', 'clientPooled', 'holderAssigned', 'orderRecorded', 'stateChanged'].map((type) => ({
        type,
      })),
    );
  });

  it('reports a client who goes round in circles and works the others off', async () => {
    const rules = defineConveyor(circular);
    const department = await openDepartment(open, { conveyor: rules });
    await department.sales.clients.register({ id: 'dizzy', source: 'circle' }, { by: 'import' });
    await department.buyer('buyer', at(0));
    department.now = at(70);
    for (let time = 0; time < 2; time++) {
      const { clients, failures } = await department.sales.runDue({ batchSize: 1 });
      expect(clients).toBe(time === 0 ? 1 : 0);
      expect(failures).toMatchObject([{ clientId: 'dizzy', error: { code: 'ENDLESS_TRANSFERS' } }]);
    }
    expect(await department.sales.clients.get('buyer')).toMatchObject({ state: 'overdue' });
    expect(await department.sales.clients.get('dizzy')).toMatchObject({ state: 'ping', revision: 2 });
  });

  it('reports a client whom others change every time and works the others off', async () => {
    const store = await open();
    const department = await new Department(store).staff();
    for (const id of ['cold', 'hot', 'cool']) await department.buyer(id, at(0));
    const commit: typeof store.commit = async (tenant, changes) => {
      if (changes.clients.some(({ snapshot }) => snapshot.id === 'hot'))
        throw new ConveyorError('REVISION_CONFLICT', 'too late');
      return store.commit(tenant, changes);
    };
    const contested = new Department(wrapped(store, { commit }), { attempts: 2 });
    contested.now = department.now = at(70);
    const { clients, failures } = await contested.sales.runDue();
    expect(clients).toBe(2);
    expect(failures).toMatchObject([{ clientId: 'hot', error: { code: 'REVISION_CONFLICT' } }]);
    expect(await department.sales.runDue()).toEqual({ clients: 1, events: 1, failures: [] });
  });

  it('goes by the present blueprint, and corrects due dates that an earlier one left', async () => {
    const store = await open();
    const before = await new Department(store).staff();
    for (const id of ['a', 'b', 'c']) await before.buyer(id, at(0));
    const patient: BlueprintInput = {
      ...trade,
      version: 2,
      cadence: { ...trade.cadence, overdue: { kind: 'fixed', after: { days: 90 } } },
    };
    const after = new Department(store, { conveyor: defineConveyor(patient) });
    after.now = at(70);
    const due = async () =>
      (await store.queryClients('default', { dueBy: after.now, limit: 10 })).clients.length;
    expect(await due()).toBe(3);
    const nothing = { clients: 0, events: 0, failures: [], behind: { clients: 0, asOf: at(70) } };
    expect(await after.sales.runDue({ batchSize: 1 })).toEqual(nothing);
    expect(await due()).toBe(0);
    after.now = at(91);
    expect(await due()).toBe(3);
    expect(await after.sales.runDue()).toMatchObject({ clients: 3 });
    expect(await due()).toBe(0);
  });
});
