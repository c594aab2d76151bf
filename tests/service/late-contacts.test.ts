import { defineConveyor, type Sales } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { at, Department, stores } from './department.ts';

const call = { type: 'recordContact', clientId: 'acme', channel: 'phone', twoWay: true, at: at(4) } as const;
const profile = { hoursPerMonth: 160, skills: [], regions: [] };

describe.each(stores)('on $name, a call recorded late', ({ open }) => {
  /** Tanya's since Monday, in qualification, and let go a week later for want of a contact. */
  const released = async () => {
    const department = new Department(await open(), { conveyor: defineConveyor(mixed()) });
    const { employees } = department.sales;
    await employees.hire({ ...profile, id: 'tanya', roles: ['telemarketer'] });
    await employees.hire({ ...profile, id: 'head', roles: ['headOfSales'] });
    await department.do({ type: 'register', clientId: 'acme', source: 'cold' });
    const mine = {
      type: 'assignHolder',
      clientId: 'acme',
      role: 'telemarketer',
      employeeId: 'tanya',
    } as const;
    await department.do(mine);
    const start = { type: 'transfer', clientId: 'acme', transfer: 'startQualification' } as const;
    await department.do(start, { by: 'tanya' });
    department.now = at(8);
    await department.sales.runDue();
    expect((await held(department.sales)).length).toBe(0);
    return department;
  };
  const held = async (sales: Sales) =>
    Object.values((await sales.clients.get('acme'))?.custody ?? {}).map(({ employeeId }) => employeeId);

  test('by whoever had the client, or by a service for them, undoes the release', async () => {
    for (const by of ['tanya', 'import', 'head']) {
      const department = await released();
      await department.do({ ...call, ...(by === 'head' && { performedBy: 'tanya' }) }, { by });
      expect(await held(department.sales)).toEqual(['tanya']);
      await department.expectFolded('acme');
    }
  });

  test('gives the client to nobody who has left since', async () => {
    const department = await released();
    department.now = at(9);
    await department.sales.employees.leave('tanya', { by: 'head', reason: 'moved away' });
    await department.do(call, { by: 'import' });
    expect(await held(department.sales)).toEqual([]);
  });
});
