import { timeActor } from '../actor.ts';
import { type Caused, causeOf } from '../cause.ts';
import type { Client } from '../client.ts';
import type { ClientEvent } from '../event.ts';
import { asCorrected, replayWhole } from '../evolve.ts';

/** The survivor's history since a merge, by whose things it is about. */
export interface SinceMerge {
  /** The survivor's history up to the merge, as it was recorded. */
  readonly before: readonly ClientEvent[];
  /** What happened to the survivor as such. What time did, and what only came of the merge, is left out. */
  readonly own: readonly ClientEvent[];
  /**
   * What was recorded about the duplicate's orders, people and windows, and holds of its that were released.
   */
  readonly theirs: readonly ClientEvent[];
  /** Records about things of the duplicate's alone. */
  readonly handedBack: readonly string[];
  /** Facts learned since that the duplicate knew, too. */
  readonly paths: readonly string[];
}

type Things = Pick<Client, 'people' | 'windows'> & { readonly orders: ReadonlySet<string> };

/**
 * Parts a survivor's history at the merge. Corrected records are taken as corrected, void ones not at all.
 */
export function sinceMerge(history: readonly ClientEvent[], mergeEventId: string): SinceMerge {
  const all = asCorrected(history);
  const place = all.findIndex(({ event }) => event.id === mergeEventId);
  const merge = all[place]?.event as ClientEvent<'duplicateMerged'>;
  const before = history.slice(0, place);
  const rest = all.slice(place + 1);
  const survivor = replayWhole(before);
  const ownThings = [survivor, ...rest.flatMap(broughtElsewhere)].map(thingsOf);
  const theirThings = thingsOf(merge.brought as Client);
  const theirHolds = new Set(Object.keys(merge.brought.holds ?? {}));
  const own: ClientEvent[] = [];
  const theirs: ClientEvent[] = [];
  const handedBack: string[] = [];
  const paths = new Set<string>();
  const isConsequence = consequencesOf(history, merge);

  for (const { event, counts } of rest) {
    if (!counts || isConsequence(event)) continue;
    if (isTimes(event)) continue;
    if (event.type === 'holdReleased' && theirHolds.delete(event.hold)) {
      theirs.push(event);
      if (!survivor.holds[event.hold]) continue;
    }
    if (event.type === 'factsLearned') {
      for (const path in event.facts) if (merge.brought.facts[path]) paths.add(path);
    }
    if (isAbout(event, theirThings)) {
      theirs.push(event);
      if (!ownThings.some((things) => isAbout(event, things))) {
        handedBack.push(event.id);
        continue;
      }
    }
    own.push(event);
  }
  return { before, own, theirs, handedBack, paths: [...paths] };
}

const broughtElsewhere = ({ event, counts }: { event: ClientEvent; counts: boolean }) =>
  counts && event.type === 'duplicateMerged' ? [event.brought as Client] : [];

const thingsOf = ({ orders, people, windows }: Pick<Client, 'orders' | 'people' | 'windows'>): Things => ({
  orders: new Set(orders.recent.map(({ id }) => id)),
  people,
  windows,
});

function isAbout(event: ClientEvent, { orders, people, windows }: Things): boolean {
  switch (event.type) {
    case 'orderShipped':
    case 'orderPaid':
    case 'orderCancelled':
    case 'orderReturned':
    case 'moneyRecorded':
      return orders.has(event.orderId);
    case 'windowRecorded':
    case 'windowWon':
    case 'windowMissed':
      return Object.hasOwn(windows, event.windowId);
    case 'personRecorded':
    case 'contactRecorded':
      return event.personId !== undefined && Object.hasOwn(people, event.personId);
    default:
      return false;
  }
}

/**
 * Whether time, or an event before it, brought it about by itself. That somebody has left is people's doing.
 */
export const isTimes = (event: ClientEvent): boolean =>
  event.by === timeActor.id && !(event.type === 'holderReleased' && codeOf(event) === 'holderLeft');

const codeOf = (event: Caused) => causeOf(event)?.code;

/**
 * Whether an event came only of a merge. That is this one, or another one that was made and undone since,
 * also into another client.
 */
function consequencesOf(history: readonly ClientEvent[], merge: ClientEvent<'duplicateMerged'>) {
  const undone = history.filter(({ type }) => type === 'duplicateUnmerged');
  const since = history.slice(history.findIndex(({ id }) => id === merge.id));
  const merges = new Set(since.filter(({ type }) => type === 'duplicateMerged').map(({ id }) => id));
  const away = history.filter(({ type }) => type === 'mergedAway' || type === 'mergeUndone');
  const isOf = ({ recordedAt }: ClientEvent, others: readonly ClientEvent[]) =>
    others.some((one) => one.recordedAt === recordedAt);
  return (event: ClientEvent): boolean => {
    switch (event.type) {
      case 'stateChanged':
        return event.cause === 'merge' || event.cause === 'unmerge';
      case 'holderAssigned':
        if (codeOf(event) === 'merged') return event.came !== undefined || isOf(event, [merge]);
        return codeOf(event) === 'unmerged' && isOf(event, undone);
      case 'holderReleased':
        return (
          ['merge', 'unmerged'].includes(codeOf(event) ?? '') && isOf(event, [merge, ...undone, ...away])
        );
      case 'mergedAway':
      case 'mergeUndone':
        return true;
      case 'duplicateUnmerged':
        return merges.has(event.mergeEventId);
      default:
        return false;
    }
  };
}
