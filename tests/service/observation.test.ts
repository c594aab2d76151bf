import { ConveyorError, type Observation, type ObservedCommand } from 'sales-conveyor';
import { describe, expect, it, test } from 'vitest';
import { at, type Department, openDepartment, order, stores, wrapped } from './department.ts';

/** A department, and what was told of it since it was staffed. */
async function watched(options: Parameters<typeof openDepartment>[1] = {}, open = stores[0].open) {
  const told: Observation[] = [];
  const observe = (observation: Observation) => void told.push(observation);
  const department = await openDepartment(open, { observe, ...options });
  told.length = 0;
  return { department, told };
}

const register = (clientId: string) => ({ type: 'register', clientId, source: 'cold' }) as const;
const commandsIn = (told: readonly Observation[]): readonly ObservedCommand[] =>
  told.flatMap((one) => (one.kind === 'commands' ? one.commands : []));

describe('what is told', () => {
  it('of a command: what came of it, its commit, and how long it took', async () => {
    let now = Date.parse(at(0));
    const { department, told } = await watched({ clock: () => new Date(now++) });
    await department.do(register('acme'));
    expect(told.slice(-2)).toEqual([
      { kind: 'commit', clients: 1, employees: 0, outcomes: 0, documents: 0, ms: expect.any(Number) },
      {
        kind: 'commands',
        commands: [{ type: 'register', clientId: 'acme', by: 'head', outcome: 'accepted' }],
        ms: expect.any(Number),
      },
    ]);
    const [commit, commands] = told.slice(-2).map((one) => ('ms' in one ? one.ms : 0));
    expect(commit).toBeGreaterThan(0);
    expect(commands).toBeGreaterThan(commit as number);
  });

  it('of a refusal: the codes of all that was against it, and no commit', async () => {
    const { department, told } = await watched();
    await department.client('acme');
    told.length = 0;
    await department.sales.execute(register('acme'), { by: 'vera' });
    expect(told.map(({ kind }) => kind)).toEqual(['commands']);
    expect(commandsIn(told)).toMatchObject([{ outcome: 'refused', reasons: ['ALREADY_REGISTERED'] }]);
  });

  it('of a repetition: that it was one', async () => {
    const { department, told } = await watched();
    for (const _ of [1, 2]) await department.do(register('acme'), { commandId: 'once' });
    expect(commandsIn(told).map(({ outcome }) => outcome)).toEqual(['accepted', 'repeated']);
  });

  it('of many commands: each of them, batch by batch', async () => {
    const { department, told } = await watched();
    const ids = ['acme', 'bolt', 'core'];
    const entries = ids.map((id) => ({ command: register(id) }));
    await department.sales.executeMany(entries, { by: 'head', batchSize: 2 });
    const batches = told.filter(({ kind }) => kind === 'commands');
    expect(batches.map((batch) => commandsIn([batch]).map(({ clientId }) => clientId))).toEqual([
      ['acme', 'bolt'],
      ['core'],
    ]);
  });

  it('of a conflict: the commit that failed, and that it is tried again', async () => {
    let conflicts = 0;
    const { department, told } = await watched({}, async () => {
      const store = await stores[0].open();
      return wrapped(store, {
        commit: async (tenant, commit, inTransaction) => {
          if (commit.clients.length > 0 && conflicts++ < 1)
            throw new ConveyorError('REVISION_CONFLICT', 'somebody was first');
          return store.commit(tenant, commit, inTransaction);
        },
      });
    });
    await department.do(register('acme'));
    expect(told.map(({ kind }) => kind)).toContain('retry');
    expect(told).toContainEqual({ kind: 'retry', error: 'REVISION_CONFLICT', failures: 1 });
    const commits = told.filter((one) => one.kind === 'commit' && one.clients > 0);
    expect(commits).toMatchObject([{ error: 'REVISION_CONFLICT' }, { clients: 1 }]);
    expect(commandsIn(told)).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('of due work: how many clients it moved', async () => {
    const { department, told } = await watched();
    await department.buyer('acme', at(0));
    department.now = at(400);
    told.length = 0;
    const { clients, events } = await department.sales.runDue();
    expect(clients).toBe(1);
    expect(told.at(-1)).toMatchObject({ kind: 'due', clients, events, failures: 0 });
    expect(commandsIn(told)).toEqual([{ type: 'advanceTime', clientId: 'acme', outcome: 'accepted' }]);
  });

  it('of a consumer: how far it got, and with what it failed', async () => {
    const { department, told } = await watched();
    await department.client('acme');
    told.length = 0;
    const { subscriptions } = department.sales;
    const { events, position } = await subscriptions.run('mails', () => {});
    expect(told.at(-1)).toMatchObject({ kind: 'subscription', consumer: 'mails', events, position });
    await department.client('bolt');
    const failing = subscriptions.run('mails', () => Promise.reject(new Error('no mail server')));
    await expect(failing).rejects.toThrow('no mail server');
    expect(told.at(-1)).toMatchObject({ kind: 'subscription', consumer: 'mails', error: 'OTHER' });
  });
});

test('a hook that throws spoils no command', async () => {
  const observe = () => {
    throw new Error('no collector');
  };
  const department = await openDepartment(stores[0].open, { observe });
  await department.do(register('acme'));
  expect(await department.sales.clients.get('acme')).toBeDefined();
});

describe('the lag of a consumer', () => {
  const lagOf = ({ sales }: Department) => sales.subscriptions.lag('mails');

  it('is what waits, and since when', async () => {
    const { department } = await watched();
    await department.do(register('acme'));
    const log = (await department.everything()).log;
    await department.sales.subscriptions.run('mails', () => {});
    expect(await lagOf(department)).toEqual({ position: log.at(-1)?.position, events: 0 });
    department.now = at(1);
    await department.client('bolt');
    department.now = at(2);
    await department.do(order('bolt', 'o', at(1)));
    const { events, oldest } = await lagOf(department);
    expect(events).toBeGreaterThan(2);
    expect(oldest).toMatchObject({ recordedAt: at(1), lateMs: 24 * 3_600_000 });
  });

  it('of one that never ran is the whole log', async () => {
    const { department } = await watched();
    const { log } = await department.everything();
    expect(await lagOf(department)).toMatchObject({ position: 0, events: log.length });
  });
});
