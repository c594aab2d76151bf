/** What happens to plans is in the log like everything else: once, in order, with who and why, in one commit with what it does. */
import { type LoggedEvent, memoryStore, type Store } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { describePlanEvent, type PlanEvent } from 'sales-conveyor/redistribution';
import { describe, expect, test } from 'vitest';
import { evolvePlan } from '../../../src/redistribution/plan-life/evolve-plan.ts';
import { faultsOf } from '../../schema/validators.ts';
import { at, collect, type Department, stores, wrapped } from '../department.ts';
import { keepers, planned, quick } from './keepers.ts';

const by = { by: 'head' };
const departure = { kind: 'departure', employeeId: 'vera' } as const;

const isOfPlan = (event: LoggedEvent): event is PlanEvent & { position: number } => event.id.startsWith('@@');

/** The events of plans, without their places in the log. */
async function planEvents({ sales }: Department): Promise<PlanEvent[]> {
  const log = await collect(sales.events());
  return log.filter(isOfPlan).map(({ position: _, ...event }) => event as PlanEvent);
}

const told = (events: readonly PlanEvent[]) => events.map(({ planId, type }) => `${planId} ${type}`);

describe.each(stores)('on $name', ({ open }) => {
  test('everything that is done to a plan is an event, and the events alone tell the plan', async () => {
    const department = await keepers(await open(), { vera: 3, gleb: 1, dora: 1 });
    const { employees, redistribution, runDue } = department.sales;
    const plan = async (
      id: string,
      reason: Parameters<typeof redistribution.plan>[0]['reason'],
      more: object = {},
    ) => planned(await redistribution.plan({ reason, role: 'keeper', id, ...quick, ...more }, by));
    await plan('p', departure);
    const edit = [{ kind: 'pin', clientId: 'vera-1', employeeId: 'dora' }] as const;
    planned(
      await redistribution.edit('p', edit, { ...by, why: 'dora knows them', commandId: 'c-1', ...quick }),
    );
    planned(await redistribution.rebase('p', { ...by, ...quick }));
    planned(await redistribution.approve('p', { ...by, why: 'agreed' }));
    planned(await redistribution.apply('p', by));
    department.now = at(2);
    await redistribution.undo('p', { ...by, why: 'vera stays' });
    await plan('no', departure);
    planned(await redistribution.reject('no', by));
    await plan('old', departure);
    planned(await redistribution.discard('old', by));
    await plan('stale', departure, { effective: at(5) });
    planned(await redistribution.approve('stale', by));
    await employees.recordAbsence('vera', { kind: 'parental', from: at(2), to: at(60), id: 'a-1' });
    await plan('away', { kind: 'absence', employeeId: 'vera', until: at(60), onReturn: 'apply' });
    planned(await redistribution.approve('away', by));
    planned(await redistribution.apply('away', by));
    for (const day of [5, 60, 500]) {
      department.now = at(day);
      await runDue();
    }
    const events = await planEvents(department);
    expect(told(events)).toEqual([
      'p planDrafted',
      'p planEdited',
      'p planRebased',
      'p planApproved',
      'p planApplied',
      'undo-p planDrafted',
      'undo-p planApproved',
      'undo-p planApplied',
      'p planUndone',
      'no planDrafted',
      'no planRejected',
      'old planDrafted',
      'old planDiscarded',
      'stale planDrafted',
      'stale planApproved',
      'away planDrafted',
      'away planApproved',
      'away planApplied',
      'stale planFoundStale',
      'return-away planDrafted',
      'away planReturned',
      'return-away planApproved',
      'return-away planApplied',
      ...['p', 'undo-p', 'no', 'old', 'away', 'return-away'].map((id) => `${id} planForgotten`),
    ]);
    expect(events[1]).toMatchObject({ by: 'head', why: 'dora knows them', commandId: 'c-1', edits: edit });
    expect(events[21]).toMatchObject({ by: 'head', due: true });
    for (const event of events) expect(faultsOf('plan-event', event)).toEqual([]);
    for (const plan of await collect(redistribution.list())) {
      const own = events.filter(({ planId }) => planId === plan.id);
      expect(own.reduce(evolvePlan, undefined as never)).toEqual(plan);
      expect(own.map(({ id }) => id)).toEqual(own.map((_, i) => `@@redistributionPlan/${plan.id}#${i + 1}`));
    }
  });

  test('a plan is applied in one commit with its moves: of two shells one tells it, and a commit that fails tells nothing', async () => {
    const store = await open();
    const one = await keepers(store, { vera: 3, gleb: 1 });
    const other = await keepers(store, {});
    planned(
      await one.sales.redistribution.plan({ reason: departure, role: 'keeper', id: 'p', ...quick }, by),
    );
    planned(await one.sales.redistribution.approve('p', by));
    const failing = one.sales.redistribution.apply('p', {
      ...by,
      onMovesInTransaction: () => Promise.reject(new Error('no')),
    });
    await expect(failing).rejects.toThrow('no');
    expect(told(await planEvents(one))).toEqual(['p planDrafted', 'p planApproved']);
    await Promise.all([one, other, one].map(({ sales }) => sales.redistribution.apply('p', by)));
    const log = await collect(one.sales.events());
    const last = log.slice(-4).map(({ type }) => type);
    expect(last).toEqual(['clientReassigned', 'clientReassigned', 'clientReassigned', 'planApplied']);
    expect(told(await planEvents(one))).toEqual(['p planDrafted', 'p planApproved', 'p planApplied']);
  });
});

test('subscriptions are handed the events of plans', async () => {
  const department = await keepers(memoryStore(), { vera: 1, gleb: 1 });
  const { redistribution, subscriptions } = department.sales;
  planned(await redistribution.plan({ reason: departure, role: 'keeper', id: 'p', ...quick }, by));
  const seen: string[] = [];
  await subscriptions.run('mail', (events) => void seen.push(...events.map(({ type }) => type)));
  expect(seen.at(-1)).toBe('planDrafted');
});

describe('a search for moves', () => {
  /** A store on which the schedule was changed by somebody else just before so many commits that change it. */
  function contended(store: Store, times: number): Store {
    let left = times;
    const commit: Store['commit'] = async (tenant, commit, inTransaction) => {
      const schedule = commit.documents.find(({ kind }) => kind === 'redistributionAgenda');
      if (schedule && left-- > 0) {
        const [document] = await store.readDocuments(tenant, schedule.kind, [schedule.id]);
        const { revision = 0 } = document ?? {};
        const expected = document ? ({ is: 'exact', revision } as const) : ({ is: 'absent' } as const);
        const touched = {
          ...schedule,
          expected,
          revision: revision + 1,
          body: document?.body ?? { items: [] },
        };
        await store.commit(tenant, { clients: [], employees: [], outcomes: [], documents: [touched] });
      }
      return store.commit(tenant, commit, inTransaction);
    };
    return wrapped(store, { commit });
  }

  test('is not done anew where a commit has to be tried again', async () => {
    const store = memoryStore();
    const { sales } = await keepers(store, { vera: 4, gleb: 1, dora: 1 });
    const dated = { reason: departure, role: 'keeper', id: 'p', effective: at(30), ...quick };
    planned(await sales.redistribution.plan(dated, by));
    planned(await sales.redistribution.approve('p', by));
    let reads = 0;
    const counted = wrapped(contended(store, 3), {
      readDocuments: (tenant, kind, ids) => {
        if (ids.some((id) => id.startsWith('proposal-'))) reads++;
        return store.readDocuments(tenant, kind, ids);
      },
    });
    const { sales: slower } = await keepers(counted, {});
    const edit = [{ kind: 'keep', clientId: 'dora-1' }] as const;
    planned(await slower.redistribution.edit('p', edit, { ...by, ...quick }));
    expect(reads).toBe(1);
  });

  test('is done anew where somebody else has changed the plan meanwhile', async () => {
    const store = memoryStore();
    const { sales } = await keepers(store, { vera: 4, gleb: 1, dora: 1 });
    planned(await sales.redistribution.plan({ reason: departure, role: 'keeper', id: 'p', ...quick }, by));
    const other = { kind: 'pin', clientId: 'vera-1', employeeId: 'dora' } as const;
    let raced = false;
    const racing = wrapped(store, {
      readDocuments: async (tenant, kind, ids) => {
        if (ids.some((id) => id.startsWith('proposal-')) && !raced) {
          raced = true;
          planned(await sales.redistribution.edit('p', [other], { ...by, ...quick }));
        }
        return store.readDocuments(tenant, kind, ids);
      },
    });
    const { sales: slower } = await keepers(racing, {});
    const own = { kind: 'pin', clientId: 'vera-2', employeeId: 'dora' } as const;
    const edited = planned(await slower.redistribution.edit('p', [own], { ...by, ...quick }));
    expect(edited).toMatchObject({ version: 3, edits: [other, own] });
    expect((await sales.redistribution.details('p'))?.moves).toEqual(
      expect.arrayContaining(
        ['vera-1', 'vera-2'].map((clientId) => expect.objectContaining({ clientId, to: 'dora' })),
      ),
    );
  });
});

test('events of plans are said in both languages, with why', async () => {
  const department = await keepers(memoryStore(), { vera: 2, gleb: 1 });
  const { redistribution } = department.sales;
  planned(await redistribution.plan({ reason: departure, role: 'keeper', id: 'p', ...quick }, by));
  planned(await redistribution.approve('p', { ...by, why: 'agreed' }));
  planned(await redistribution.apply('p', by));
  const events = await planEvents(department);
  expect(events.map((event) => describePlanEvent(event, { dictionary: en }))).toEqual([
    'plan p drafted: vera leaves; clients to move: 2',
    'plan p approved: agreed',
    'plan p applied',
  ]);
  expect(events.map((event) => describePlanEvent(event, { dictionary: ru }))).toEqual([
    'план p составлен: уход из отдела: vera; переходит клиентов: 2',
    'план p утверждён: agreed',
    'план p применён',
  ]);
});
