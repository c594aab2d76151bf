import fc from 'fast-check';
import { ConveyorError, type LoggedEvent, type Store } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import { collect, contact, Department, openDepartment, stores, wrapped } from './department.ts';

const positions = (events: readonly LoggedEvent[]) => events.map(({ position }) => position);

/** A department whose log has twenty-five events. */
async function talkative(open: () => Promise<Store>): Promise<Department> {
  const department = await openDepartment(open);
  await department.client('a');
  while ((await department.everything()).log.length < 25) await department.do(contact('a'));
  return department;
}

const all = Array.from({ length: 25 }, (_, index) => index + 1);

describe.each(stores)('subscriptions on $name', ({ open }) => {
  it('hand every event over once, in order, batch by batch, and go on where they were', async () => {
    const { sales, ...department } = await talkative(open);
    const batches: number[][] = [];
    const handler = (events: readonly LoggedEvent[]) => {
      batches.push(positions(events));
    };
    expect(await sales.subscriptions.position('mails')).toBe(0);
    expect(await sales.subscriptions.run('mails', handler, { batch: 10 })).toEqual({
      events: 25,
      position: 25,
    });
    expect(batches.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(batches.flat()).toEqual(all);
    expect(await sales.subscriptions.run('mails', handler)).toEqual({ events: 0, position: 25 });
    await sales.execute(contact('a'), { by: 'head' });
    await new Department(department.store).sales.subscriptions.run('mails', handler);
    expect(batches.at(-1)).toEqual([26]);
    expect(await sales.subscriptions.position('mails')).toBe(26);
    expect(await sales.subscriptions.position('other')).toBe(0);
  });

  it('give the events as the log has them', async () => {
    const { sales } = await talkative(open);
    const seen: LoggedEvent[] = [];
    await sales.subscriptions.run('mails', (events) => void seen.push(...events), { batch: 7 });
    expect(seen).toEqual(await collect(sales.events()));
  });

  it.each(['run', 'project'] as const)('%s moves past nothing that its handler throws at', async (method) => {
    const { sales } = await talkative(open);
    const seen: number[][] = [];
    const failing = (events: readonly LoggedEvent[]) => {
      if (seen.push(positions(events)) === 2) throw new Error('no mail today');
    };
    await expect(sales.subscriptions[method]('mails', failing, { batch: 10 })).rejects.toThrow(
      'no mail today',
    );
    expect(await sales.subscriptions.position('mails')).toBe(10);
    expect(await sales.subscriptions[method]('mails', failing, { batch: 10 })).toEqual({
      events: 15,
      position: 25,
    });
    expect(seen.map(([first]) => first)).toEqual([1, 11, 11, 21]);
  });

  it('let a conflict of the handler’s own come out', async () => {
    const { sales } = await talkative(open);
    const failing = () => {
      throw new ConveyorError('REVISION_CONFLICT', 'mine');
    };
    await expect(sales.subscriptions.run('mails', failing)).rejects.toThrow('mine');
    await expect(sales.subscriptions.project('mails', failing)).rejects.toThrow('mine');
  });

  it('of two workers who run one consumer at once, one moves at a time: a projection gets each event exactly once', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        async (ticks, batch) => {
          const { store } = await talkative(open);
          const seen: number[] = [];
          const workers = ticks.slice(0, 3).map((own, index) => {
            const readFeed: Store['readFeed'] = async (...args) => {
              for (let tick = 0; tick < (ticks[3 + index] ?? own); tick++) await Promise.resolve();
              return store.readFeed(...args);
            };
            return new Department(wrapped(store, { readFeed })).sales.subscriptions;
          });
          const runs = await Promise.all(
            workers.map((worker) =>
              worker.project('board', (events) => void seen.push(...positions(events)), { batch }),
            ),
          );
          expect(seen).toEqual(all);
          expect(runs.reduce((sum, { events }) => sum + events, 0)).toBe(25);
          expect(runs.map(({ position }) => position)).toEqual([25, 25, 25]);
        },
      ),
      { numRuns: 10 },
    ));

  it('hand a batch over again to the slower of two workers, who never moves the position back', async () => {
    const { sales, store } = await talkative(open);
    const other = new Department(store).sales;
    const seen: number[] = [];
    let overtaken = false;
    const handler = async (events: readonly LoggedEvent[]) => {
      seen.push(...positions(events));
      if (overtaken) return;
      overtaken = true;
      await other.subscriptions.run('mails', () => {}, { batch: 20 });
    };
    expect(await sales.subscriptions.run('mails', handler, { batch: 10 })).toEqual({
      events: 0,
      position: 25,
    });
    expect(seen).toEqual(all.slice(0, 10));
    expect(await sales.subscriptions.position('mails')).toBe(25);
  });

  it('rebuild from the first event on, what was built being cleared with it', async () => {
    const { sales } = await talkative(open);
    let seen: number[] = [];
    const build = () =>
      sales.subscriptions.project('board', (events) => void seen.push(...positions(events)));
    await build();
    await expect(
      sales.subscriptions.rebuild('board', () => {
        throw new Error('not cleared');
      }),
    ).rejects.toThrow('not cleared');
    expect(await sales.subscriptions.position('board')).toBe(25);
    await sales.subscriptions.rebuild('board', () => {
      seen = [];
    });
    expect(await sales.subscriptions.position('board')).toBe(0);
    await build();
    expect(seen).toEqual(all);
    await sales.subscriptions.rebuild('never ran');
    expect(await sales.subscriptions.position('never ran')).toBe(0);
  });

  it('of a tenant are its own', async () => {
    const department = await talkative(open);
    const other = new Department(department.store, { tenant: 'other' });
    expect(await other.sales.subscriptions.run('mails', () => {})).toEqual({ events: 0, position: 0 });
    await department.sales.subscriptions.run('mails', () => {});
    expect(await other.sales.subscriptions.position('mails')).toBe(0);
  });

  it('take no name and no batch that is none', async () => {
    const { sales } = await openDepartment(open);
    const calls = [
      () => sales.subscriptions.run('', () => {}),
      () => sales.subscriptions.position('a\0'),
      () => sales.subscriptions.rebuild('x'.repeat(201)),
      () => sales.subscriptions.project('a', () => {}, { batch: 0 }),
      () => sales.subscriptions.run('a', () => {}, { batch: 1_001 }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});
