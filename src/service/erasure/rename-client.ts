import type { ClientEvent } from '../../client/event.ts';
import type { RefusalReason } from '../../client/refusal.ts';
import { withId } from '../../erasure/rename-ids.ts';
import type { ServiceContext } from '../service-context.ts';
import { unitOfWork } from '../unit-of-work.ts';
import { erasedClient } from './erased-client.ts';
import type { Erased } from './erasure.ts';
import { wholeClients } from './family.ts';
import type { IdReplacement } from './id-replacement.ts';
import { replaceId } from './replace-id.ts';

/** Why the client cannot get this id; empty where it can. */
export async function takenBy(
  { store, tenant }: ServiceContext,
  clientId: string,
): Promise<RefusalReason<'ALREADY_REGISTERED'>[]> {
  const [client] = await store.readClients(tenant, [clientId]);
  return client ? [{ code: 'ALREADY_REGISTERED', clientId }] : [];
}

/** Gives a client another id wherever it is named; its own record gets it last. */
export async function renameClient(
  context: ServiceContext,
  clientId: string,
  pseudonym: string,
  by: string,
): Promise<Erased> {
  const renaming = { kind: 'clientId', from: clientId, to: pseudonym } as const;
  const how: IdReplacement = { renaming, note: { by, says: {} } };
  const elsewhere = await replaceId(context, how);
  const change = withId(renaming);
  const events = await unitOfWork(context, async () => {
    const [whole] = await wholeClients(context, [clientId]);
    const rewriting = { snapshot: change, event: (_: ClientEvent) => change };
    const erased = whole && (await erasedClient(context, whole, rewriting, { ...how.note, pseudonym }));
    if (!erased) return { outcome: 0 };
    const { change: client, rewritten } = erased;
    return { outcome: rewritten.length, work: { clients: [client], rewritten: { events: rewritten } } };
  });
  return { ...elsewhere, clients: [pseudonym, ...elsewhere.clients], events: elsewhere.events + events };
}
