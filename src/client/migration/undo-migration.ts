import { later } from '../../time/instant.ts';
import { timeActor } from '../actor.ts';
import type { Client, LearnedFact } from '../client.ts';
import type { Undoing } from '../decision-context.ts';
import type { ClientEvent } from '../event.ts';
import { eventId } from '../event-id.ts';
import { evolveAll, replay } from '../evolve.ts';
import type { Standing } from '../merge/standing.ts';
import type { ChangedParts, MigratedParts, RestoredParts } from '../migrated-parts.ts';
import { hasOrders } from './migrate-client.ts';
import { standingByOldRules } from './standing-by-old-rules.ts';

/**
 * The event that gives the client back every part that its last migration changed, exactly as it was. Whom
 * time alone has moved since stands as time would have had it under the old rules. Undefined where people
 * have moved it or changed one of these parts since, or where it was not migrated. `history` is all of the
 * client's events.
 */
export function undoMigration(
  client: Client,
  history: readonly ClientEvent[],
  { at, by, timeZone, rules }: Undoing,
): ClientEvent<'migrationUndone'> | undefined {
  const index = history.findLastIndex(({ type }) => type === 'clientMigrated');
  const migrated = history[index];
  if (migrated?.type !== 'clientMigrated' || migrated.to !== client.blueprintVersion) return undefined;
  const before = replay(history.slice(0, index));
  const after = evolveAll(before, [migrated], history.slice(0, index));
  const since = history.slice(index + 1);
  if (since.some(isMoveByPeople)) return undefined;
  const hasLived = rules !== undefined && since.some((event) => event.by === timeActor.id);
  if (!isUntouched(client, after, migrated, hasLived ? isStanding : () => false)) return undefined;
  const stands = hasLived ? standingByOldRules(before, history, index, { now: at, rules }) : undefined;
  if (hasLived && !stands) return undefined;
  return {
    id: eventId(client.id, client.revision + 1),
    clientId: client.id,
    type: 'migrationUndone',
    happenedAt: at,
    recordedAt: later(client.decidedAt, at),
    by,
    eventId: migrated.id,
    from: migrated.to,
    ...(migrated.from !== undefined && { to: migrated.from }),
    ...restoredParts(before, migrated),
    ...(timeZone !== undefined && hasOrders(client) && { timeZone }),
    ...(stands && { stands }),
  };
}

const isMoveByPeople = ({ type, by }: ClientEvent): boolean => type === 'stateChanged' && by !== timeActor.id;

const standing: ReadonlySet<string> = new Set<keyof Standing>([
  'state',
  'stateSince',
  'wakeAt',
  'passed',
  'custody',
  'custodyChanges',
  'pool',
  'handoff',
  'received',
]);
const isStanding = (part: string) => standing.has(part);

/** Whether all that the migration changed is still as it left it. */
function isUntouched(
  client: Client,
  after: Client,
  { parts, facts = {}, holders }: MigratedParts,
  isOver: (part: string) => boolean,
): boolean {
  const paths = Object.entries(facts).map(([path, { to }]) => to ?? path);
  return (
    partNames(parts).every((part) => isOver(part) || isSame(partOf(client, part), partOf(after, part))) &&
    paths.every((path) => isSame(client.facts[path], after.facts[path])) &&
    (!holders || isSame(client.merged, after.merged))
  );
}

function restoredParts(before: Client, { parts, facts, holders }: MigratedParts): RestoredParts {
  const restored = Object.fromEntries(partNames(parts).map((part) => [part, partOf(before, part) ?? null]));
  const back = Object.keys(facts ?? {}).map((path) => [path, before.facts[path] as LearnedFact] as const);
  const gone = Object.values(facts ?? {}).flatMap(({ to }) => to ?? []);
  return {
    parts: restored as ChangedParts,
    ...(facts && { facts: { gone, back: Object.fromEntries(back), order: Object.keys(before.facts) } }),
    ...(holders && {
      holders: Object.fromEntries(before.merged.map((merge) => [merge.duplicateId, merge.holders])),
    }),
  };
}

const partNames = (parts: ChangedParts) => Object.keys(parts) as (keyof ChangedParts)[];

function partOf(client: Client, part: keyof ChangedParts): unknown {
  return part === 'received' || part === 'rejections' || part === 'rejectedUntil'
    ? client.handoffs[part]
    : client[part];
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
