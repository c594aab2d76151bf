import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { MigrationMap } from '../../blueprint/migration/migration-map.ts';
import type { Client } from '../../client/client.ts';
import type { Conveyor } from '../../client/conveyor.ts';
import type { Staff } from '../../client/decision-context.ts';
import { employeesIn } from '../../client/employees-in.ts';
import type { ClientEvent } from '../../client/event.ts';
import { givenPart } from '../../client/given-part.ts';
import type { Standing } from '../../client/merge/standing.ts';
import type { Instant } from '../../time/instant.ts';
import type { Archive } from './blueprint-documents.ts';
import type { MigrationRecord } from './migration-document.ts';

/** Where a client is moved to, by what its events are folded, and when. */
interface Target {
  readonly blueprint: Blueprint;
  readonly folding: Conveyor;
  readonly at: Instant;
}

/** A client on another version, and the event of its upgrade. */
export interface Moved {
  readonly client: Client;
  readonly event: ClientEvent;
}

/** Whether the client's orders are to count by other days and some are in its log only. */
export const needsLog = (client: Client, { timeZone }: Pick<MigrationMap, 'timeZone'>): boolean =>
  timeZone !== undefined && client.orders.droppedTo !== undefined;

/** The client's log, where it is needed. */
export async function logFor(
  { store, tenant }: Archive,
  client: Client,
  map: Pick<MigrationMap, 'timeZone'>,
): Promise<ClientEvent[] | undefined> {
  if (!needsLog(client, map)) return undefined;
  return (await store.history(tenant, client.id)).slice(0, client.revision);
}

/** On to the version that the migration leads to. `log` is what {@link logFor} gives. */
export function upgradeClient(
  client: Client,
  { map, by }: Pick<MigrationRecord, 'map' | 'by'>,
  { blueprint, folding, at, log }: Target & { readonly log: readonly ClientEvent[] | undefined },
): Moved {
  const { migrateClient } = givenPart('migrating', folding.rules);
  const event = migrateClient(client, { map, blueprint, at }, by);
  return { client: folding.evolveAll(client, [event], log), event };
}

/**
 * Back exactly as it was, or where time alone would have moved it by the old rules. Undefined where people
 * have moved it or what the migration changed since, or where it would mean nothing to the old blueprint.
 */
export async function restored(
  archive: Archive,
  client: Client,
  history: readonly ClientEvent[],
  { by, map }: Pick<MigrationRecord, 'by' | 'map'>,
  { blueprint, folding, at }: Target,
): Promise<Moved | undefined> {
  const { undoMigration, isValidUnder } = givenPart('migrating', folding.rules);
  const timeZone = map.timeZone && blueprint.timeZone;
  // On the way over several versions there are no rules to live by but those at its end.
  const rules = folding.blueprint.version === blueprint.version ? folding.rules : undefined;
  const undone = undoMigration(client, history, { at, by, timeZone, rules });
  if (!undone) return undefined;
  const stands =
    undone.stands && rules && (await standingAgain(archive, undone.stands, client, { rules, now: at }));
  const event = { ...undone, ...(stands && { stands }) };
  const back = folding.evolveAll(client, [event], history);
  return isValidUnder(back, blueprint) ? { client: back, event } : undefined;
}

/** Where a client stands again, by who is there of those whom it would come back to. */
async function standingAgain(
  { store, tenant }: Archive,
  stands: Standing,
  client: Client,
  { rules, now }: { readonly rules: Conveyor['rules']; readonly now: Instant },
): Promise<Standing> {
  const { comingBack, fitStanding } = givenPart('migrating', rules);
  const returning = comingBack(stands, client);
  const staff: Record<string, Staff[string]> = {};
  for (const id of new Set(employeesIn(returning))) {
    const employee = await store.readEmployee(tenant, id);
    if (employee) staff[id] = employee;
  }
  return fitStanding(stands, returning, { rules, staff, now });
}

/** Back as {@link restored} where that can be, by the way back of the undoing otherwise. */
export async function downgradeClient(
  archive: Archive,
  client: Client,
  history: readonly ClientEvent[],
  record: MigrationRecord,
  old: Target,
): Promise<Moved & { readonly movedOn: boolean }> {
  const exact = await restored(archive, client, history, record, old);
  if (exact) return { ...exact, movedOn: false };
  const { back: map = record.map } = record;
  return { ...upgradeClient(client, { ...record, map }, { ...old, log: history }), movedOn: true };
}
