import { eventToday } from '../earlier/event-names.ts';
import { ConveyorError } from '../errors/conveyor-error.ts';
import type { Instant } from '../time/instant.ts';
import type { Client } from './client.ts';
import type { ClientEvent, EventType } from './event.ts';
import { eventId } from './event-id.ts';
import { initialClient } from './initial-client.ts';
import { findOrder, knowsDropped, ownOrderBook, reachesBack, trimOrderBook } from './order-book.ts';
import { changesNet } from './order-money.ts';
import { type OwnClient, ownClient } from './own-client.ts';
import { fieldRecipes, recipes } from './recipes.ts';
import { partOf, type RecordEvent, recordRecipes } from './record-recipes.ts';

/**
 * The client after one more event. The client before is untouched.
 * @throws HISTORY_NEEDED where the snapshot alone cannot tell: use {@link replay} there.
 * @throws INVALID_HISTORY where the event is not the client's next one.
 */
export function evolve(client: Client | undefined, event: ClientEvent): Client {
  if (!client) return replay([event]);
  assertNext(client, event);
  if (needsHistory(client, event)) throw historyNeeded(client, event);
  const own = ownCopy(client, event) as OwnClient;
  applyRecipe(own, event);
  if (addsMoments(event)) trimOrderBook(own.orders);
  return withHeadOf(event, own);
}

/** The client with copies of all that the event may write into. */
function ownCopy(client: Client, event: ClientEvent): Client {
  if (event.type in fieldRecipes) return { ...client };
  const part = changedPart(event);
  if (!part) return ownClient(client);
  return { ...client, [part]: part === 'orders' ? ownOrderBook(client.orders) : { ...client[part] } };
}

/**
 * The client after more events. With `history`, all of the client's earlier events, also after those that
 * need it.
 * @throws HISTORY_NEEDED and INVALID_HISTORY as {@link evolve}.
 */
export function evolveAll(
  client: Client | undefined,
  events: readonly ClientEvent[],
  history?: readonly ClientEvent[],
): Client {
  let next = client;
  for (let i = 0; i < events.length; i++) {
    const event = events[i] as ClientEvent;
    if (history && next && needsHistory(next, event)) next = replay([...history, ...events.slice(0, i + 1)]);
    else next = evolve(next, event);
  }
  return next ?? start(undefined);
}

/**
 * Folds a client's whole history, oldest first. Corrected records count as corrected, undone merges not at
 * all. With `until`, what happened later does not count, whenever it was recorded.
 * @throws INVALID_HISTORY where events are missing, foreign or out of order.
 */
export function replay(history: readonly ClientEvent[], until?: Instant): Client {
  const client = replayWhole(history, until) as OwnClient;
  trimOrderBook(client.orders);
  return client;
}

/** As {@link replay}, with every order that there ever was: not bounded, for looking back only. */
export function replayWhole(history: readonly ClientEvent[], until?: Instant): Client {
  const [first, ...rest] = asCorrected(history);
  const client = start(first?.event) as OwnClient;
  for (const { event, counts } of rest) {
    assertNext(client, event);
    if (counts && (!until || hasCome(event, until))) applyRecipe(client, event);
    withHeadOf(event, client);
  }
  return client;
}

/** An undoing is dated as what was told late; whoever got the client since did not have it yet. */
const hasCome = (event: ClientEvent, until: Instant): boolean =>
  event.happenedAt <= until &&
  !(event.type === 'releaseUndone' && Object.values(event.stands.custody).some(({ since }) => since > until));

/**
 * Whether the event touches what a bounded snapshot no longer has, so that only the log can tell the result.
 */
function needsHistory({ orders }: Client, event: ClientEvent): boolean {
  if (event.type === 'recordCorrected' || event.type === 'duplicateUnmerged') return true;
  if (orders.droppedTo === undefined) return false;
  switch (event.type) {
    case 'orderRecorded':
      return reachesBack(orders, event.order.day) || !knowsDropped(orders);
    case 'duplicateMerged':
    case 'orderCancelled':
    case 'orderReturned':
      return true;
    case 'clientMigrated':
    case 'migrationUndone':
      return event.timeZone !== undefined;
    case 'orderShipped':
    case 'orderPaid':
      return !findOrder(orders, event.orderId);
    case 'moneyRecorded':
      return changesNet(event.kind) || !findOrder(orders, event.orderId);
    default:
      return false;
  }
}

export const historyNeeded = (client: Client, { type }: { type: string }) =>
  new ConveyorError('HISTORY_NEEDED', `"${type}" of client "${client.id}" needs its history`, {
    details: { clientId: client.id, type },
  });

function start(event: ClientEvent | undefined): Client {
  if (event?.type !== 'clientRegistered' && event?.type !== 'clientOnboarded') {
    throw new ConveyorError('INVALID_HISTORY', `A history does not begin with ${event?.type}`);
  }
  return withHeadOf(event, initialClient(event));
}

const everyRecipe = { ...recordRecipes, ...recipes, ...fieldRecipes };

function applyRecipe(client: OwnClient, event: ClientEvent): void {
  const part = changedPart(event);
  const recipe = everyRecipe[eventToday(event.type) as EventType] as (
    subject: unknown,
    event: ClientEvent,
  ) => void;
  recipe(part ? client[part] : client, event);
}

/** The part that an event changes, where it is a record. */
const changedPart = ({ type }: ClientEvent): (typeof partOf)[RecordEvent] | undefined =>
  partOf[type as RecordEvent];

/** What every event changes. Written into a client that nobody else has seen yet. */
function withHeadOf({ recordedAt }: ClientEvent, client: Client): Client {
  const own: { revision: number; decidedAt: Instant } = client;
  own.revision++;
  own.decidedAt = recordedAt;
  return client;
}

const addsMoments = (event: ClientEvent) =>
  event.type === 'orderRecorded' ||
  event.type === 'duplicateMerged' ||
  ('timeZone' in event && event.timeZone !== undefined);

function assertNext({ id, revision }: Client, event: ClientEvent): void {
  if (event.id === eventId(id, revision + 1)) return;
  throw new ConveyorError(
    'INVALID_HISTORY',
    `Event "${event.id}" does not follow revision ${revision} of "${id}"`,
    {
      details: { clientId: id, revision, eventId: event.id },
    },
  );
}

interface CorrectedEvent {
  readonly event: ClientEvent;
  /** False for a record that was declared void or handed back, and for a merge that was undone. */
  readonly counts: boolean;
}

/**
 * A history with its corrections made, void records, undone merges and what was handed back with them marked.
 */
export function asCorrected(history: readonly ClientEvent[]): CorrectedEvent[] {
  const corrections = new Map<string, ClientEvent<'recordCorrected'>['correct']>();
  const undone = new Set<string>();
  for (const event of history) {
    if (event.type === 'migrationUndone') undone.add(event.eventId);
    if (event.type === 'recordCorrected') corrections.set(event.eventId, event.correct);
    if (event.type === 'duplicateUnmerged') {
      for (const id of [event.mergeEventId, ...(event.handedBack ?? [])]) corrections.set(id, undefined);
    }
  }
  return history.map((whole) => {
    const event = undone.size > 0 ? withoutUndoneFacts(whole, undone) : whole;
    if (!corrections.has(event.id)) return { event, counts: true };
    const correct = corrections.get(event.id);
    if (!correct) return { event, counts: false };
    return { event: corrected(event, correct), counts: true };
  });
}

/**
 * Facts that a migration changed and its undoing changed back: left out, so that a corrected record behind
 * them counts.
 */
function withoutUndoneFacts(event: ClientEvent, undone: ReadonlySet<string>): ClientEvent {
  if (event.type !== 'migrationUndone' && !undone.has(event.id)) return event;
  const { facts: _, ...rest } = event as ClientEvent<'migrationUndone' | 'clientMigrated'>;
  return rest as ClientEvent;
}

/**
 * The record with what it should have said. Nothing of its own payload stays, not even what the correction
 * leaves out.
 */
function corrected(
  { id, clientId, recordedAt, by, type }: ClientEvent,
  { happenedAt, payload }: NonNullable<ClientEvent<'recordCorrected'>['correct']>,
): ClientEvent {
  return { ...payload, id, clientId, happenedAt, recordedAt, by, type } as ClientEvent;
}
