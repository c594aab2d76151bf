import { expect } from 'vitest';
import type { Client } from '../../src/client/client.ts';
import type { ClientQuery, Store } from '../../src/storage/port.ts';
import { at, clientChange, commitOf, tenant } from '../../src/testing/store-contract/samples.ts';

const offer = { transfer: 'pass', from: { role: 'seller' }, offeredAt: at, expiresAt: at };
const held = { employeeId: 'petrov', since: at };
const to = { role: 'manager', employeeId: 'sidorov' };
const escalated = { to: 'head', cause: 'expired', at } as const;

/** A client for every way in which one concerns somebody, one on hold, and one where something else is called so. */
const base: Readonly<Record<string, Partial<Client>>> = {
  held: { custody: { seller: held } },
  deputised: { custody: { 'a "role"': { ...held, deputy: { employeeId: 'ivanova', since: at } } } },
  offered: { handoff: { ...offer, to } },
  offeredToRole: { handoff: { ...offer, to: { role: 'manager' } } },
  escalated: { handoff: { ...offer, to, escalated } },
  odd: { facts: { note: { value: 'nul \0 and half \ud800', source: 'x', at } }, handoff: { ...offer, to } },
  locked: { holds: { locked: { reason: 'a claim', since: at, by: 'head', stopsClock: false } } },
  alike: { custody: { holds: { employeeId: 'orlov', since: at } } },
};

/** Writes these clients; what it gives back looks whether another store finds each by what it is. */
export async function concernedBase(store: Store): Promise<(later: Store) => Promise<void>> {
  const changes = Object.entries(base).map(([id, more]) => clientChange({ id, more }));
  await store.commit(tenant, commitOf(changes));
  return async (later) => {
    const found = async (query: Omit<ClientQuery, 'limit'>) => {
      const { clients } = await later.queryClients(tenant, { ...query, limit: 10 });
      return clients.map(({ id }) => id).join(' ');
    };
    const idsOf = (employeeIds: readonly string[], roles: readonly string[]) =>
      found({ concerns: { employeeIds, roles } });
    expect(await idsOf(['petrov'], [])).toBe('deputised held');
    expect(await idsOf(['ivanova'], [])).toBe('deputised');
    expect(await idsOf(['sidorov'], [])).toBe('odd offered');
    expect(await idsOf([], ['manager'])).toBe('offeredToRole');
    expect(await idsOf([], ['head'])).toBe('escalated');
    expect(await found({ onHold: true })).toBe('locked');
  };
}
