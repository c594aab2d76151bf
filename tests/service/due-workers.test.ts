import { defineConveyor } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import { onDatabase } from '../storage/sqlite/temp-database.ts';
import { at, Department, openDepartment, stores } from './department.ts';
import { expectWorkersToShare } from './due-sharing.ts';
import { circular } from './trade.ts';

describe.each(stores)('runDue of several workers on $name', ({ open }) => {
  it('shares the work: each client is worked off by one of them, and nobody is ever overtaken', async () => {
    const department = await openDepartment(open);
    for (let i = 0; i < 25; i++) await department.buyer(`b${i}`, at(-i));
    department.now = at(90);
    const workers = Array.from({ length: 3 }, () => new Department(department.store));
    for (const worker of workers) worker.now = at(90);
    const runs = await Promise.all(
      workers.map(({ sales }, i) => sales.runDue({ batchSize: 4, worker: `w${i}` })),
    );
    expect(runs.map(({ failures }) => failures)).toEqual([[], [], []]);
    expect(runs.reduce((sum, { events }) => sum + events, 0)).toBe(25);
    expect(runs.every(({ clients }) => clients > 0)).toBe(true);
  });

  it('leaves alone what another has leased until the lease has run out, by the clock that was given', async () => {
    const department = await openDepartment(open);
    for (let i = 0; i < 6; i++) await department.buyer(`b${i}`, at(-i));
    department.now = at(90);
    const lost = { dueBy: at(90), worker: 'killed', now: at(90), until: at(90, 1), limit: 4 };
    expect(await department.store.claimDue('default', lost)).toHaveLength(4);
    const run = () => department.sales.runDue({ worker: 'alive', leaseMs: 1_000 });
    expect(await run()).toEqual({ clients: 2, events: 2, failures: [] });
    department.now = at(90, 0.999);
    expect(await run()).toMatchObject({ clients: 0 });
    department.now = at(90, 1);
    expect(await run()).toEqual({ clients: 4, events: 4, failures: [] });
  });

  it('the health of the due work tells what waits, since when, and who has leased it', async () => {
    const department = await openDepartment(open);
    const health = () => department.sales.dueHealth();
    expect(await health()).toEqual({ asOf: at(0), late: { clients: 0 }, leases: [], aside: [] });
    for (let i = 0; i < 3; i++) await department.buyer(`b${i}`, at(-i));
    department.now = at(90);
    const { late } = await health();
    expect(late).toMatchObject({ clients: 3, oldest: { clientId: 'b2' } });
    expect(Date.parse(late.oldest?.dueAt ?? '') + (late.oldest?.lateMs ?? 0)).toBe(Date.parse(at(90)));
    const lost = { dueBy: at(90), worker: 'killed', now: at(90), until: at(90, 1), limit: 2 };
    await department.store.claimDue('default', lost);
    expect((await health()).leases).toEqual([{ worker: 'killed', clients: 2, until: at(90, 1) }]);
    await department.sales.runDue();
    expect(await health()).toEqual({ asOf: at(90), late: { clients: 0 }, leases: [], aside: [] });
  });

  it('reports a client that cannot be worked off once, leaves it alone for a lease, and ends', async () => {
    const department = await openDepartment(open, { conveyor: defineConveyor(circular) });
    await department.sales.clients.register({ id: 'dizzy', source: 'circle' }, { by: 'import' });
    await department.buyer('buyer', at(0));
    const run = () => department.sales.runDue({ batchSize: 1, worker: 'w', leaseMs: 1_000 });
    const dizzy = [{ clientId: 'dizzy', error: { code: 'ENDLESS_TRANSFERS' } }];
    department.now = at(70);
    expect(await run()).toMatchObject({ clients: 1, failures: dizzy });
    expect(await run()).toEqual({ clients: 0, events: 0, failures: [] });
    department.now = at(70, 1);
    expect(await run()).toMatchObject({ clients: 0, failures: dizzy });
  });

  it('ends also where leases run out before the next claim', async () => {
    const rules = defineConveyor(circular);
    const department = await openDepartment(open, { conveyor: rules });
    await department.sales.clients.register({ id: 'dizzy', source: 'circle' }, { by: 'import' });
    let seconds = 0;
    const clock = () => at(70, ++seconds / 3_600);
    const ticking = new Department(department.store, { conveyor: rules, clock });
    const { failures } = await ticking.sales.runDue({ worker: 'w', leaseMs: 1 });
    expect(failures).toMatchObject([{ clientId: 'dizzy' }]);
  });

  it.each([{ worker: '' }, { worker: 'a\0b' }, { worker: 'w', leaseMs: 0 }, { worker: 'w', leaseMs: 1.5 }])(
    'of %j is INVALID_ARGUMENT',
    async (options) => {
      const { sales } = await openDepartment(open);
      await expect(sales.runDue(options)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    },
  );
});

it(
  'processes that share what is due do nothing twice and never in vain, and take over the share of one that is killed',
  onDatabase(async ({ file, open }) => expectWorkersToShare({ file }, await open())),
);
