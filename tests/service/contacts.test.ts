import { describe, expect, test } from 'vitest';
import { at, codes, openDepartment, stores } from './department.ts';

const call = { type: 'recordContact', clientId: 'acme', channel: 'phone', twoWay: true } as const;
const vacation = { id: 'v', kind: 'vacation', from: at(0), to: at(15), deputyId: 'gleb' } as const;

describe.each(stores)('on $name, a contact', ({ open }) => {
  const handedOver = async () => {
    const department = await openDepartment(open);
    await department.client('acme', 'anna');
    await department.do({ type: 'learnFacts', clientId: 'acme', facts: { ready: true } });
    await department.do({ type: 'transfer', clientId: 'acme', transfer: 'startSelling' });
    const offer = { type: 'transfer', clientId: 'acme', transfer: 'handOver', to: 'vera' } as const;
    await department.do(offer, { by: 'anna' });
    await department.do({ type: 'acceptHandoff', clientId: 'acme' }, { by: 'vera' });
    return department;
  };
  const missed = async (department: Awaited<ReturnType<typeof handedOver>>) => {
    department.now = at(5);
    await department.sales.runDue();
    await department.expectFolded('acme');
    const history = await department.sales.clients.history('acme');
    return history.some(({ type }) => type === 'firstContactMissed');
  };

  test("of an absence's deputy is the absent receiver's, also where a service reports it", async () => {
    for (const by of ['gleb', 'import']) {
      const department = await handedOver();
      await department.sales.employees.recordAbsence('vera', vacation);
      department.now = at(1);
      const had = { ...call, ...(by === 'import' && { performedBy: 'gleb' }) };
      await department.do(had, { by });
      expect(await missed(department)).toBe(false);
    }
  });

  test('of a colleague who stands in for nobody is not', async () => {
    const department = await handedOver();
    department.now = at(1);
    await department.do({ ...call, performedBy: 'gleb' });
    expect(await missed(department)).toBe(true);
  });

  test('of somebody who is not on the staff is refused, and changes nothing', async () => {
    const department = await handedOver();
    const before = await department.everything();
    const had = { ...call, performedBy: 'nobody' };
    expect(codes(await department.sales.execute(had, { by: 'import' }))).toEqual(['UNKNOWN_EMPLOYEE']);
    expect(await department.everything()).toEqual(before);
  });

  test('that is set right may be given to whoever had it', async () => {
    const department = await handedOver();
    department.now = at(1);
    const { events } = await department.do(call, { by: 'head' });
    const replacement = { ...call, performedBy: 'vera' };
    const eventId = events[0]?.id ?? '';
    await department.do({ type: 'correctRecord', clientId: 'acme', eventId, reason: 'hers', replacement });
    expect(await missed(department)).toBe(false);
  });
});
