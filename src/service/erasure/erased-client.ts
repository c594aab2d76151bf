import type { ClientEvent, EventPayloads } from '../../client/event.ts';
import { eventId } from '../../client/event-id.ts';
import { evolve } from '../../client/evolve.ts';
import type { ChangeField } from '../../erasure/map-fields.ts';
import { mapFields } from '../../erasure/map-fields.ts';
import { clientFault } from '../../errors/client-fault.ts';
import type { ClientChange } from '../../storage/port.ts';
import { later } from '../../time/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import type { WholeClient } from './family.ts';

/** How a client's records are changed: its snapshot, and each event by itself. */
export interface ClientRewriting {
  readonly snapshot: ChangeField;
  readonly event: (event: ClientEvent) => ChangeField;
}

/** Who erases, and what the log is to say of it. */
export interface ErasureNote {
  readonly by: string;
  readonly says: EventPayloads['personalDataErased'];
  /** The id that takes the place of the client's. */
  readonly pseudonym?: string | undefined;
}

/** A client's next revision, and those of its events that say something else now. */
export interface ErasedClient {
  readonly change: ClientChange;
  readonly rewritten: readonly ClientEvent[];
}

/**
 * The client as it is to be, on the version of the conveyor; undefined where nothing of it changes.
 * @throws CLIENT_NOT_MIGRATED
 */
export async function erasedClient(
  context: ServiceContext,
  { client, history }: WholeClient,
  rewriting: ClientRewriting,
  { by, says, pseudonym }: ErasureNote,
  isAlways = false,
): Promise<ErasedClient | undefined> {
  const now = context.now();
  const [upgraded] = await context.versions.upgrade([client], now);
  if (!upgraded || 'error' in upgraded) throw upgraded?.error;
  const anew = (event: ClientEvent) => mapFields(event, [event.type], rewriting.event(event));
  const changed = history.map(anew);
  const rewritten = changed.filter((event, i) => JSON.stringify(event) !== JSON.stringify(history[i]));
  const before = mapFields(upgraded.client, ['client'], rewriting.snapshot);
  const isSame = JSON.stringify(before) === JSON.stringify(upgraded.client);
  if (rewritten.length === 0 && isSame && !isAlways) return undefined;
  const at = later(before.decidedAt, now);
  const said = {
    id: eventId(before.id, before.revision + 1),
    clientId: before.id,
    happenedAt: at,
    recordedAt: at,
    by,
    type: 'personalDataErased',
    ...says,
  } as const;
  const snapshot = evolve(before, said);
  try {
    const change = {
      expected: { is: 'exact', revision: client.revision },
      snapshot,
      events: [...upgraded.events.map(anew), said],
      ...(pseudonym !== undefined && { was: client.id }),
      ...context.projection.of(snapshot),
    } as const;
    return { change, rewritten: pseudonym === undefined ? rewritten : changed };
  } catch (error) {
    throw clientFault(error, client.id);
  }
}
