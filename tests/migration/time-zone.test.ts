import { type BlueprintInput, defineConveyor, type RecordCommand } from 'sales-conveyor';
import { createMigration } from 'sales-conveyor/blueprints';
import { describe, expect, it } from 'vitest';
import { at, Department, order, stores } from '../service/department.ts';
import { trade } from '../service/trade.ts';

const utc = defineConveyor(trade);
const eastern: BlueprintInput = { ...trade, version: 2, timeZone: 'Asia/Kamchatka' };
const kamchatka = defineConveyor(eastern);
const by = 'head';

/** Two and two on different days of UTC that are one day in Kamchatka: two o'clock in the afternoon, and one at night after it. */
const pairs = (count: number) =>
  Array.from({ length: count }, (_, i) => {
    const day = 2 * Math.floor(i / 2) - count;
    return order('acme', `o-${i}`, i % 2 === 0 ? at(day, 5) : at(day + 1, -8));
  });

describe.each(stores)('a migration to another time zone, on $name,', ({ open }) => {
  async function customer(conveyor: typeof utc, orders: number) {
    const department = await new Department(await open(), { conveyor }).staff();
    await department.do({ type: 'register', clientId: 'acme', source: 'existing' });
    const entries = pairs(orders).map((command) => ({ command }));
    expect(await department.sales.executeMany(entries, { by: 'import' })).toMatchObject({ accepted: orders });
    return department;
  }
  const ordersOf = async ({ sales }: Department) => (await sales.clients.get('acme'))?.orders;
  const migrationOf = ({ store, now }: Department) =>
    createMigration({ from: utc, to: kamchatka, store, clock: () => now });
  const byNewRules = ({ store }: Department) => new Department(store, { conveyor: kamchatka });

  it.each([6, 460])(
    'counts %i old orders by the days of the new zone, as if they came under it; undoing puts them back',
    async (orders) => {
      const department = await customer(utc, orders);
      const before = await department.sales.clients.get('acme');
      expect(before?.orders.moments).toBe(orders);
      expect(await migrationOf(department).preview()).toMatchObject({ clients: 1 });
      expect(await migrationOf(department).apply({ by })).toMatchObject({
        ok: true,
        clients: 1,
        failures: [],
      });
      expect(await ordersOf(department)).toEqual(await ordersOf(await customer(kamchatka, orders)));
      expect((await ordersOf(department))?.moments).toBe(orders / 2);
      await byNewRules(department).expectFolded('acme', kamchatka);
      const undone = await migrationOf(department).undo({ by });
      expect(undone).toEqual({ ok: true, clients: 1, movedOn: [], failures: [] });
      const after = await department.sales.clients.get('acme');
      expect(after?.orders).toEqual(before?.orders);
      await department.expectFolded('acme', utc);
    },
  );

  it('takes along what is recorded, corrected and undone after it', async () => {
    const department = await customer(utc, 2);
    const history = await department.sales.clients.history('acme');
    await migrationOf(department).apply({ by });
    const renewed = byNewRules(department);
    await renewed.do(order('acme', 'new', at(-2, 6)));
    expect((await ordersOf(department))?.moments).toBe(1);
    const eventId = history.findLast(({ type }) => type === 'orderRecorded')?.id as string;
    const replacement = order('acme', 'o-1', at(-1, 5)) as RecordCommand;
    const correction = { type: 'correctRecord', clientId: 'acme', eventId, reason: 'mistyped' } as const;
    await renewed.do({ ...correction, replacement });
    expect((await ordersOf(department))?.recent.map(({ day }) => day)).toEqual([
      '2026-01-04',
      '2026-01-04',
      '2026-01-05',
    ]);
    await renewed.expectFolded('acme', kamchatka);
    await migrationOf(department).undo({ by });
    expect((await ordersOf(department))?.recent.map(({ day }) => day)).toEqual([
      '2026-01-03',
      '2026-01-03',
      '2026-01-04',
    ]);
    await department.expectFolded('acme', utc);
  });

  it('says nothing of clients without orders', async () => {
    const department = await customer(utc, 0);
    await migrationOf(department).apply({ by });
    const events = await department.sales.clients.history('acme');
    expect(events.find(({ type }) => type === 'clientMigrated')).not.toHaveProperty('timeZone');
  });
});
