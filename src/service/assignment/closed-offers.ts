import type { ServiceContext } from '../service-context.ts';
import type { Accounts } from './accounts.ts';
import { keepOffer, refundOffer } from './offers.ts';

/**
 * Settles dealt offers that were answered, or have ended, where nobody kept the ledger. A process without
 * assignment does so, and work that settles no offer. A charge stays where the offer was accepted by the one
 * it was dealt to; any other is taken back.
 */
export async function settleClosedOffers(
  ledgers: Accounts,
  { role, clientIds }: { readonly role: string; readonly clientIds: readonly string[] },
  { store, tenant, conveyor }: ServiceContext,
): Promise<void> {
  const clients = new Map(
    (await store.readClients(tenant, clientIds)).map(({ id, handoff }) => [id, handoff?.to]),
  );
  for (const clientId of clientIds) {
    const charge = ledgers.chargeFor({ clientId, role });
    const isTheirs = (to: { readonly role: string; readonly employeeId?: string } | undefined) =>
      to?.role === role && to.employeeId === charge?.employeeId;
    if (!charge?.offered || isTheirs(clients.get(clientId))) continue;
    const isAccepted = (await store.history(tenant, clientId)).some(
      (event) =>
        event.type === 'handoffAccepted' && isTheirs(event.accepted.to) && event.recordedAt >= charge.at,
    );
    if (isAccepted) keepOffer(ledgers, { clientId, role });
    else refundOffer(ledgers, { clientId, role }, conveyor.blueprint.timeZone);
  }
}
