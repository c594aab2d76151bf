import type { Client, Sales } from 'sales-conveyor';
import { expect } from 'vitest';

export const eur = (amount: number) => ({ amount, currency: 'EUR' });

/** Clients of one group, with a limit that was said of the first of them. */
export async function groupOf(sales: Sales, ids: readonly string[], groupLimit: number): Promise<void> {
  for (const [i, id] of ids.entries()) {
    const facts = { accountGroup: 'north', ...(i === 0 && { groupLimit: eur(groupLimit) }) };
    const at = '2026-03-01T09:00:00.000Z';
    await sales.execute({ type: 'register', clientId: id, source: 'existing', facts, at }, { by: 'import' });
  }
}

export const orderOf = (clientId: string, id: string, placedAt: string, amount: number) =>
  ({ type: 'recordOrder', clientId, order: { id, placedAt, total: eur(amount) } }) as const;

const shippedOf = (clients: readonly Client[]) =>
  clients
    .flatMap(({ orders }) => orders.recent)
    .reduce((sum, { shippedAt, total }) => sum + (shippedAt ? (total?.amount ?? 0) : 0), 0);

/**
 * Sixteen callers, through these shells, record and ship an order of 100 of a company each, all of one group, at
 * once: five fit into a limit of 500, and no more is ever shipped.
 */
export async function raceForLimit(shells: readonly Sales[], now: string): Promise<void> {
  const [first] = shells as [Sales];
  const ids = Array.from({ length: 16 }, (_, i) => `c${i}`);
  await groupOf(first, ids, 500);
  const stored = async () => Promise.all(ids.map(async (id) => (await first.clients.get(id)) as Client));
  const shipped = async () => {
    const shipments = ids.map((clientId, i) =>
      (shells[i % shells.length] as Sales).execute(
        { type: 'shipOrder', clientId, orderId: `of ${clientId}` },
        { by: 'erp' },
      ),
    );
    const refused = (await Promise.all(shipments)).flatMap((result) => (result.ok ? [] : result.refusal));
    for (const { reasons } of refused)
      expect(reasons).toMatchObject([{ code: expect.stringMatching('BLOCKED_BY_HOLD|ORDER_ALREADY') }]);
    return shippedOf(await stored());
  };
  const orders = ids.map((id, i) => {
    // Every third one was placed before those that come in first.
    const placedAt = new Date(Date.parse(now) - (i % 3 === 0 ? 60_000 : 0) - i).toISOString();
    const order = orderOf(id, `of ${id}`, placedAt, 100);
    return (shells[i % shells.length] as Sales).execute(order, { by: 'erp', commandId: id });
  });
  for (const { ok } of await Promise.all(orders)) expect(ok).toBe(true);
  expect((await stored()).filter(({ holds }) => !holds.overLimit)).toHaveLength(5);
  expect(await shipped()).toBe(500);
}
