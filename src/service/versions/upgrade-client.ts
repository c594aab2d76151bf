import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { MigrationMap } from '../../blueprint/migration/migration-map.ts';
import type { Client } from '../../client/client.ts';
import type { ClientEvent } from '../../client/event.ts';
import { isValidUnder } from '../../client/migration/is-valid-under.ts';
import { migrateClient } from '../../client/migration/migrate-client.ts';
import { type Folding, undoMigration } from '../../client/migration/undo-migration.ts';
import type { Instant } from '../../time/instant.ts';
import type { Archive } from './blueprint-documents.ts';
import type { MigrationRecord } from './migration-document.ts';

/** Where a client is moved to, by what its events are folded, and when. */
interface Target {
  readonly blueprint: Blueprint;
  readonly folding: Folding;
  readonly at: Instant;
}

/** A client on another version, and the event of its upgrade. */
export interface Moved {
  readonly client: Client;
  readonly event: ClientEvent;
}

/**
 * The client's log, where its orders are to count by other days and some are in the log only. Undefined
 * otherwise.
 */
export async function logFor(
  { store, tenant }: Archive,
  client: Client,
  { timeZone }: Pick<MigrationMap, 'timeZone'>,
): Promise<ClientEvent[] | undefined> {
  if (timeZone === undefined || client.orders.droppedTo === undefined) return undefined;
  return (await store.history(tenant, client.id)).slice(0, client.revision);
}

/** On to the version that the migration leads to. `log` is what {@link logFor} gives. */
export function upgradeClient(
  client: Client,
  { map, by }: Pick<MigrationRecord, 'map' | 'by'>,
  { blueprint, folding, at, log }: Target & { readonly log: readonly ClientEvent[] | undefined },
): Moved {
  const event = migrateClient(client, { map, blueprint, at }, by);
  return { client: folding.evolveAll(client, [event], log), event };
}

/**
 * Back exactly as it was. Undefined where what the migration changed has changed since, or would mean nothing
 * to the old blueprint.
 */
export function restored(
  client: Client,
  history: readonly ClientEvent[],
  { by, map }: Pick<MigrationRecord, 'by' | 'map'>,
  { blueprint, folding, at }: Target,
): Moved | undefined {
  const timeZone = map.timeZone && blueprint.timeZone;
  const event = undoMigration(client, history, { at, by, timeZone }, folding);
  if (!event) return undefined;
  const back = folding.evolveAll(client, [event], history);
  return isValidUnder(back, blueprint) ? { client: back, event } : undefined;
}

/** Back exactly as it was where that can be, by the way back of the undoing otherwise. */
export function downgradeClient(
  client: Client,
  history: readonly ClientEvent[],
  record: MigrationRecord,
  old: Target,
): Moved & { readonly movedOn: boolean } {
  const exact = restored(client, history, record, old);
  if (exact) return { ...exact, movedOn: false };
  const { back: map = record.map } = record;
  return { ...upgradeClient(client, { ...record, map }, { ...old, log: history }), movedOn: true };
}
