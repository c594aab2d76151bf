import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { Client } from '../../client/client.ts';
import type { ClientEvent } from '../../client/event.ts';
import { evolve } from '../../client/evolve.ts';
import { migrateClient } from '../../client/migration/migrate-client.ts';
import { standsIn } from '../../client/migration/stands-in.ts';
import { undoMigration } from '../../client/migration/undo-migration.ts';
import type { Instant } from '../../time/instant.ts';
import type { MigrationRecord } from './migration-document.ts';

/** A client on another version, and the event that brought it there. */
export interface Moved {
  readonly client: Client;
  readonly event: ClientEvent;
}

/** On to the version that the migration leads to. */
export function moveOn(
  client: Client,
  { map, by }: MigrationRecord,
  blueprint: Blueprint,
  at: Instant,
): Moved {
  const event = migrateClient(client, { map, blueprint, at }, by);
  return { client: evolve(client, event), event };
}

/** Back exactly as it was; undefined where what the migration changed has changed since, or would mean nothing to the old blueprint. */
export function restored(
  client: Client,
  history: readonly ClientEvent[],
  { by }: Pick<MigrationRecord, 'by'>,
  { blueprint, at }: { readonly blueprint: Blueprint; readonly at: Instant },
): Moved | undefined {
  const event = undoMigration(client, history, { at, by });
  if (!event) return undefined;
  const back = evolve(client, event);
  return standsIn(back, blueprint) ? { client: back, event } : undefined;
}

/** Back exactly as it was where that can be, by the way back of the undoing otherwise. */
export function moveBack(
  client: Client,
  history: readonly ClientEvent[],
  record: MigrationRecord,
  old: { readonly blueprint: Blueprint; readonly at: Instant },
): Moved & { readonly movedOn: boolean } {
  const exact = restored(client, history, record, old);
  if (exact) return { ...exact, movedOn: false };
  const { back: map = record.map } = record;
  return { ...moveOn(client, { ...record, map }, old.blueprint, old.at), movedOn: true };
}
