import { defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, codes, Department, openDepartment, stores } from './department.ts';

const profile = { hoursPerMonth: 160, skills: [], regions: [] };
const mixedConveyor = defineConveyor(mixed());
const onAcme = { clientId: 'acme' } as const;

describe.each(stores)('on $name, what is told late', ({ open }) => {
  test('takes back a loss with the custody that it ended: an order, and a stop of the clock', async () => {
    for (const late of ['order', 'stop'] as const) {
      const department = new Department(await open(), { conveyor: mixedConveyor });
      const { sales } = department;
      await sales.employees.hire({ ...profile, id: 'ivanova', roles: ['clientManager'] });
      await sales.employees.hire({ ...profile, id: 'head', roles: ['headOfSales'] });
      await department.do({ type: 'register', ...onAcme, source: 'existing' }, { by: 'import' });
      await department.do({ type: 'assignHolder', ...onAcme, role: 'clientManager', employeeId: 'ivanova' });
      const orders = [0, 20, 40].map((day) => ({ id: `o${day}`, placedAt: at(day) }));
      for (const order of orders) {
        department.now = order.placedAt;
        await department.do({ type: 'recordOrder', ...onAcme, order }, { by: 'import' });
      }
      for (const day of [150, 290]) {
        department.now = at(day);
        await sales.runDue();
      }
      expect(await sales.clients.get('acme')).toMatchObject({ state: 'lost', custody: {} });
      const told =
        late === 'order'
          ? ({ type: 'recordOrder', ...onAcme, order: { id: 'late', placedAt: at(275) } } as const)
          : ({ type: 'placeHold', ...onAcme, hold: 'stockOut', reason: 'no goods', at: at(50) } as const);
      await department.do(told, { by: 'head' });
      expect(await sales.clients.get('acme'), late).toMatchObject({
        custody: { clientManager: { employeeId: 'ivanova' } },
      });
      await department.expectFolded('acme');
    }
  });

  test('is yesterday’s paper log: a handoff, its acceptance, a vacation and a stop, each as of when it was', async () => {
    const department = await openDepartment(open);
    const { sales } = department;
    await department.client('acme', 'anna');
    await department.client('north', 'anna');
    await department.do({ type: 'learnFacts', ...onAcme, facts: { ready: true } });
    await department.do({ type: 'transfer', ...onAcme, transfer: 'startSelling' });
    department.now = at(9);
    const handOver = { type: 'transfer', ...onAcme, transfer: 'handOver', to: 'vera', at: at(8) } as const;
    await department.do(handOver, { by: 'anna' });
    const accept = { type: 'acceptHandoff', ...onAcme, at: at(8, 3) } as const;
    await department.do(accept, { by: 'vera' });
    const vacation = { kind: 'vacation', from: at(2), to: at(20), deputyId: 'boris' } as const;
    expect(await sales.employees.recordAbsence('anna', vacation, { by: 'head' })).toMatchObject({ ok: true });
    const deputy = { type: 'setDeputy', clientId: 'north', role: 'seller', employeeId: 'boris' } as const;
    await department.do({ ...deputy, at: at(2), until: at(20) });
    const stop = {
      type: 'placeHold',
      clientId: 'north',
      hold: 'locked',
      reason: 'unpaid',
      at: at(4),
    } as const;
    await department.do(stop);
    expect(await sales.clients.get('acme')).toMatchObject({
      custody: { keeper: { employeeId: 'vera', since: at(8, 3) } },
      stateSince: at(8, 3),
    });
    expect(await sales.clients.get('north')).toMatchObject({
      custody: { seller: { deputy: { employeeId: 'boris', since: at(2), until: at(20) } } },
      holds: { locked: { since: at(4) } },
    });
    const earlier = await sales.execute({ ...deputy, at: at(-1) }, { by: 'head' });
    expect(codes(earlier)).toEqual(['TOO_EARLY']);
    for (const id of ['acme', 'north']) await department.expectFolded(id);
  });
});
