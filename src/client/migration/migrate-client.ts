import { toFactValue } from '../../conditions/fact-value.ts';
import { lookup } from '../../conditions/lookup.ts';
import { later } from '../../time/instant.ts';
import type { Client, Hold, LearnedFact } from '../client.ts';
import { KEPT_PAUSES } from '../client.ts';
import type { ClientEvent } from '../event.ts';
import { eventId } from '../event-id.ts';
import type { ChangedParts, FactMove, MigratedParts } from '../migrated-parts.ts';
import { movedValue } from '../migrated-parts.ts';
import type { Mutable } from '../mutable.ts';
import { mapHandoff } from './map-handoff.ts';
import { type MigrationContext, mapStateAndCustody } from './map-state-and-custody.ts';

/**
 * The event that moves a client to the new blueprint: it carries only what differs there. What was promised
 * by a moment stays: a pending handoff expires when it was to expire, a first contact is due when it was due.
 */
export function migrateClient(
  client: Client,
  context: MigrationContext,
  by: string,
): ClientEvent<'clientMigrated'> {
  const { map, at } = context;
  const { blueprintVersion: from, handoff } = client;
  const migrated = migratedParts(client, context);
  const hasEnded = handoff && migrated.parts.handoff === null;
  return {
    id: eventId(client.id, client.revision + 1),
    clientId: client.id,
    type: 'clientMigrated',
    happenedAt: at,
    recordedAt: later(client.decidedAt, at),
    by,
    ...(from !== undefined && { from }),
    to: map.to,
    ...(hasEnded && { endedOffer: { transfer: handoff.transfer, from: handoff.from, to: handoff.to } }),
    ...migrated,
  };
}

function migratedParts(client: Client, context: MigrationContext): MigratedParts {
  const parts: Mutable<ChangedParts> = {};
  const { map } = context;
  const { handoffs, mergedInto } = client;
  const standing = mapStateAndCustody({ ...client, received: handoffs.received }, !mergedInto, context);
  const { received, ...rest } = standing;
  note(parts, client, rest, ['state', 'wakeAt', 'passed', 'custody', 'custodyChanges', 'pool']);
  const rejections = renamedKeys(handoffs.rejections, map.transfers);
  if (received !== handoffs.received) parts.received = received;
  if (rejections !== handoffs.rejections) parts.rejections = rejections;
  const rejectedUntil = handoffs.rejectedUntil && renamedKeys(handoffs.rejectedUntil, map.transfers);
  if (rejectedUntil !== handoffs.rejectedUntil) parts.rejectedUntil = rejectedUntil;
  const handoff = mapHandoff(client, standing, context);
  note(parts, client, handoff ? { handoff } : {}, ['handoff']);
  note(parts, client, mapHolds(client, context), ['holds', 'pauses']);
  if (client.moves?.some(({ role }) => map.roles[role] !== role)) {
    const moves = client.moves.flatMap((move) =>
      map.roles[move.role] ? [{ ...move, role: map.roles[move.role] as string }] : [],
    );
    parts.moves = moves.length > 0 ? moves : null;
  }
  if (mergedInto) {
    const stood = mapStood(mergedInto.stood, context);
    if (stood !== mergedInto.stood) parts.mergedInto = { ...mergedInto, stood };
  }
  const facts = factMoves(client, context);
  const holders = mapHolders(client, context);
  const timeZone = hasOrders(client) ? map.timeZone : undefined;
  return { parts, ...(facts && { facts }), ...(holders && { holders }), ...(timeZone && { timeZone }) };
}

/** Also such as are in the log only. */
export const hasOrders = ({ orders }: Client): boolean =>
  orders.recent.length > 0 || orders.droppedTo !== undefined;

/** Notes those of the parts that are not the same object any more. */
function note<Part extends keyof ChangedParts & keyof Client>(
  parts: Mutable<ChangedParts>,
  before: Client,
  after: Partial<Pick<Client, Part>>,
  names: readonly Part[],
): void {
  for (const name of names)
    if (after[name] !== before[name]) Object.assign(parts, { [name]: after[name] ?? null });
}

type Stood = NonNullable<Client['mergedInto']>['stood'];

function mapStood(stood: Stood, context: MigrationContext): Stood {
  const image = mapStateAndCustody(stood, true, context);
  const names = ['state', 'wakeAt', 'passed', 'custody', 'custodyChanges', 'pool', 'received'] as const;
  return names.every((name) => image[name] === stood[name])
    ? stood
    : { stateSince: stood.stateSince, ...image };
}

/** A hold that ends stops its clock's pause with it. */
function mapHolds(
  { holds, pauses }: Client,
  { map, at }: MigrationContext,
): Pick<Client, 'holds' | 'pauses'> {
  if (Object.keys(holds).every((hold) => map.holds[hold] === hold)) return { holds, pauses };
  const kept: Record<string, Hold> = {};
  const ended: Client['pauses'][number][] = [];
  for (const [name, hold] of Object.entries(holds)) {
    const image = map.holds[name];
    if (image) kept[image] = hold;
    else if (hold.stopsClock) ended.push({ from: hold.since, to: at });
  }
  return { holds: kept, pauses: ended.length > 0 ? [...pauses, ...ended].slice(-KEPT_PAUSES) : pauses };
}

/** The moves of the facts that the client has; what does not suit its new declaration is forgotten. */
function factMoves(
  { facts }: Client,
  { map, blueprint }: MigrationContext,
): Record<string, FactMove> | undefined {
  const moves: Record<string, FactMove> = {};
  for (const path in map.facts) {
    const known = lookup(facts, path);
    const image = map.facts[path];
    if (!known || !image) continue;
    const fits = image.to !== null && suits(movedValue(known.value, image), blueprint.facts[image.to]);
    moves[path] = fits ? image : { to: null };
  }
  return Object.keys(moves).length > 0 ? moves : undefined;
}

function suits(
  value: LearnedFact['value'] | undefined,
  declared: MigrationContext['blueprint']['facts'][string] | undefined,
): boolean {
  if (value === undefined || !declared) return false;
  return value === null || toFactValue(value, declared) !== undefined;
}

function mapHolders({ merged }: Client, { map }: MigrationContext): MigratedParts['holders'] {
  const changed = merged.flatMap(({ duplicateId, holders }) => {
    const moved = renamedKeys(holders, map.roles);
    return moved === holders ? [] : [[duplicateId, moved] as const];
  });
  return changed.length > 0 ? Object.fromEntries(changed) : undefined;
}

/** The same values under the names of now; those without one are gone. */
function renamedKeys<Value>(
  values: Readonly<Record<string, Value>>,
  names: Readonly<Record<string, string | null>>,
): Readonly<Record<string, Value>> {
  const keys = Object.keys(values);
  if (keys.every((key) => names[key] === key)) return values;
  return Object.fromEntries(keys.flatMap((key) => (names[key] ? [[names[key], values[key] as Value]] : [])));
}
