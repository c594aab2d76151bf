import { expect } from 'vitest';
import type { Client } from '../../src/client/client.ts';
import type { Store } from '../../src/storage/port.ts';
import { at, clientChange, commitOf, tenant } from '../../src/testing/store-contract/samples.ts';

const offer = { transfer: 'pass', from: { role: 'seller' }, offeredAt: at, expiresAt: at };
const held = { employeeId: 'petrov', since: at };
const to = { role: 'manager', employeeId: 'sidorov' };
const escalated = { to: 'head', cause: 'expired', at } as const;

/** A client for every way in which one concerns somebody. */
const base: Readonly<Record<string, Partial<Client>>> = {
  held: { custody: { seller: held } },
  deputised: { custody: { 'a "role"': { ...held, deputy: { employeeId: 'ivanova', since: at } } } },
  offered: { handoff: { ...offer, to } },
  offeredToRole: { handoff: { ...offer, to: { role: 'manager' } } },
  escalated: { handoff: { ...offer, to, escalated } },
  odd: { facts: { note: { value: 'nul \0 and half \ud800', source: 'x', at } }, handoff: { ...offer, to } },
};

/** Writes clients of every kind of concern; what it gives back looks whether another store finds each by it. */
export async function concernedBase(store: Store): Promise<(later: Store) => Promise<void>> {
  const changes = Object.entries(base).map(([id, more]) => clientChange({ id, more }));
  await store.commit(tenant, commitOf(changes));
  return async (later) => {
    const idsOf = async (employeeIds: readonly string[], roles: readonly string[]) => {
      const concerns = { employeeIds, roles };
      const { clients } = await later.queryClients(tenant, { concerns, limit: 10 });
      return clients.map(({ id }) => id).join(' ');
    };
    expect(await idsOf(['petrov'], [])).toBe('deputised held');
    expect(await idsOf(['ivanova'], [])).toBe('deputised');
    expect(await idsOf(['sidorov'], [])).toBe('odd offered');
    expect(await idsOf([], ['manager'])).toBe('offeredToRole');
    expect(await idsOf([], ['head'])).toBe('escalated');
  };
}
