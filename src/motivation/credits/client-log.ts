import type { Client, Custody } from '../../client/client.ts';
import type { ClientEvent } from '../../client/event.ts';
import { asCorrected, replay } from '../../client/evolve.ts';
import { groupBy } from '../../conditions/group-by.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { Instant } from '../../time/instant.ts';
import { remembered } from '../remembered.ts';
import { byRevision } from '../staff/staff-as-known.ts';

/** A client's log as was known at a moment, made ready to be asked. */
export interface ClientLog {
  readonly id: string;
  /** In the order of the log, as corrected; what does not count any more is marked. */
  readonly events: readonly { readonly event: ClientEvent; readonly counts: boolean }[];
  /** By the id of a record, the events that corrected it or took it away. */
  readonly corrections: ReadonlyMap<string, readonly string[]>;
  /** The client that this one is a duplicate of, and since when. */
  readonly mergedInto?: { readonly log: ClientLog; readonly at: Instant } | undefined;
  /** The merges of this client into others and their undoing. */
  readonly merges: readonly string[];
  /** The client as of a moment; undefined before there was one. */
  clientAt(moment: Instant): Client | undefined;
  /** Who held the client in a role at a moment. */
  custodyAt(role: string, moment: Instant): Custody | undefined;
  /** Who held it last, where nobody does, and until when. */
  lastHolder(
    role: string,
    moment: Instant,
  ): { readonly employeeId: string; readonly until: Instant } | undefined;
}

const custodyEvents = new Set<string>([
  'clientRegistered',
  'clientOnboarded',
  'holderAssigned',
  'holderReleased',
  'clientReassigned',
  'releaseUndone',
  'duplicateUnmerged',
  'mergeUndone',
  'clientMigrated',
  'migrationUndone',
] satisfies ClientEvent['type'][]);

/** The logs by client. What was recorded later than `knownAt` is not there. */
export function clientLogs(events: readonly ClientEvent[], knownAt: Instant): Map<string, ClientLog> {
  const known = events.filter(({ recordedAt }) => recordedAt <= knownAt);
  const byClient = groupBy(known, ({ clientId }) => clientId);
  const logs = new Map<string, ClientLog>();
  for (const [id, own] of byClient) logs.set(id, logOf(id, own.toSorted(byRevision), logs));
  return logs;
}

function logOf(id: string, history: readonly ClientEvent[], logs: ReadonlyMap<string, ClientLog>): ClientLog {
  const events = asCorrected(history);
  const corrections = new Map<string, string[]>();
  const merges: ClientEvent<'mergedAway' | 'mergeUndone'>[] = [];
  const moments = new Set<Instant>();
  for (const { event } of events) {
    if (custodyEvents.has(event.type)) moments.add(event.happenedAt);
    if (event.type === 'mergedAway' || event.type === 'mergeUndone') merges.push(event);
    const corrected =
      event.type === 'recordCorrected'
        ? [event.eventId]
        : event.type === 'duplicateUnmerged'
          ? (event.handedBack ?? [])
          : [];
    for (const one of corrected) corrections.set(one, [...(corrections.get(one) ?? []), event.id]);
  }
  const turns = [...moments].sort();
  const [first] = history;
  const clientAt = remembered((moment: Instant) =>
    first && first.happenedAt <= moment ? replay(history, moment) : undefined,
  );
  const turnAt = (moment: Instant) => turns.findLastIndex((turn) => turn <= moment);
  const custodyIn = (index: number, role: string) => {
    const turn = turns[index] ?? '';
    const { stood } = undoneMergeAt(turn, merges) ?? {};
    return lookup((stood ?? clientAt(turn))?.custody ?? {}, role);
  };
  const merged = merges.at(-1);
  return {
    id,
    events,
    corrections,
    merges: merges.map((event) => event.id),
    get mergedInto() {
      const log = merged?.type === 'mergedAway' ? logs.get(merged.into) : undefined;
      return log && merged && { log, at: merged.happenedAt };
    },
    clientAt,
    custodyAt: (role, moment) => custodyIn(turnAt(moment), role),
    lastHolder: (role, moment) => {
      for (let i = turnAt(moment); i > 0; i--) {
        const held = custodyIn(i - 1, role);
        if (held) return { employeeId: held.employeeId, until: turns[i] as Instant };
      }
      return undefined;
    },
  };
}

/** A merge that was undone never was: meanwhile the client was whose it had been before. */
function undoneMergeAt(moment: Instant, merges: readonly ClientEvent<'mergedAway' | 'mergeUndone'>[]) {
  const before = merges.findLast(({ happenedAt }) => happenedAt <= moment);
  return before?.type === 'mergedAway' && before !== merges.at(-1) ? before : undefined;
}

/** The card that counts at last, with how many merges it takes to get there. */
export function rootOf(log: ClientLog): { readonly root: ClientLog; readonly depth: number } {
  let [root, depth] = [log, 0];
  while (root.mergedInto && depth < 1_000) {
    root = root.mergedInto.log;
    depth++;
  }
  return { root, depth };
}

/** The card on which the client was led at a moment. */
export function logAt(log: ClientLog, moment: Instant): ClientLog {
  const { mergedInto } = log;
  return mergedInto && mergedInto.at <= moment ? logAt(mergedInto.log, moment) : log;
}
