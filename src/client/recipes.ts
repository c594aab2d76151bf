import { rejectionsAt } from '../handoff/second-rejection.ts';
import { earlier, later } from '../time/instant.ts';
import { type Client, KEPT_MOVES, KEPT_PAUSES } from './client.ts';
import { countChange } from './custody-changes.ts';
import { noticeOf } from './deadlines.ts';
import type { EventType } from './event.ts';
import { unite } from './merge/laws-of-union.ts';
import { mergeAsBefore } from './merge/merge-as-before.ts';
import { setStanding } from './merge/standing.ts';
import { migrateParts, restoreParts } from './migrated-parts.ts';
import type { Mutable } from './mutable.ts';
import type { OwnClient } from './own-client.ts';
import type { Recipe } from './recipe.ts';
import type { RecordEvent } from './record-recipes.ts';

/** A client of which only the fields themselves may be set: a shallow copy is enough. */
type Fields = Mutable<Client>;

type FieldEvent =
  | 'clientRegistered'
  | 'clientOnboarded'
  | 'stateChanged'
  | 'deadlinePassed'
  | 'noticeGiven'
  | 'clientPooled'
  | 'handoffWithdrawn'
  | 'handoffSenderChanged'
  | 'clientReturned'
  | 'releaseUndone'
  | 'duplicateUnmerged'
  | 'mergedAway'
  | 'mergeUndone'
  | 'clientMigrated'
  | 'migrationUndone'
  | 'recordCorrected'
  | 'personalDataErased';

/** The moves and everything else that sets whole fields. */
export const fieldRecipes: { readonly [T in FieldEvent]: Recipe<T, Fields> } = {
  clientRegistered: () => {},
  clientOnboarded: () => {},
  stateChanged: (client, { to, happenedAt, wakeAt, restartsClock }) => {
    client.state = to;
    client.stateSince = happenedAt;
    if (wakeAt) client.wakeAt = wakeAt;
    else delete client.wakeAt;
    if (restartsClock) client.clockFrom = happenedAt;
    delete client.passed;
    delete client.pool;
  },
  deadlinePassed: (client, { transfer, dueAt }) => {
    client.passed = { ...client.passed, [transfer]: dueAt };
  },
  noticeGiven: (client, { transfer, hold, windowId, dueAt }) => {
    if (transfer !== undefined) client.passed = { ...client.passed, [noticeOf(transfer)]: dueAt };
    const held = hold !== undefined && client.holds[hold];
    if (held) client.holds = { ...client.holds, [hold]: { ...held, isReviewed: true } };
    const window = windowId !== undefined && client.windows[windowId];
    if (window) client.windows = { ...client.windows, [windowId]: { ...window, noticed: dueAt } };
  },
  clientPooled: (client, { pool, cause, reason, since, happenedAt }) => {
    const first = client.pool?.name === pool ? client.pool.since : (since ?? happenedAt);
    client.pool = { name: pool, ...(cause ? { cause } : reason !== undefined && { reason }), since: first };
  },
  handoffWithdrawn: (client, { transfer, cause, happenedAt }) => {
    const { handoffs, handoff } = client;
    delete client.handoff;
    if (handoff && cause?.code === 'timeOver')
      client.handoffs = {
        ...handoffs,
        lapses: (handoffs.lapses ?? 0) + 1,
        lapsed: { transfer, from: handoff.from, at: happenedAt },
      };
  },
  handoffSenderChanged: (client, { from }) => {
    if (client.handoff) client.handoff = { ...client.handoff, from };
  },
  // Nothing to do: the `holderReleased` event that follows removes the acceptance.
  clientReturned: () => {},
  releaseUndone: (client, { stands }) => setStanding(client, stands),
  duplicateUnmerged: (client, { duplicateId, stands }) => {
    client.merged = client.merged.filter((merge) => merge.duplicateId !== duplicateId);
    if (stands) setStanding(client, stands);
  },
  mergedAway: (client, { into, stood }) => {
    client.mergedInto = { clientId: into, stood };
  },
  mergeUndone: (client, { custody }) => {
    const { stood } = client.mergedInto ?? {};
    delete client.mergedInto;
    if (!stood) return;
    const { received, ...standing } = stood;
    const handoffs = { ...client.handoffs, received: receivedByHolders(received, custody) };
    Object.assign(client, standing, { custody: { ...custody }, handoffs });
    for (const role in stood.custody) if (!custody[role]) countChange(client, role);
  },
  clientMigrated: (client, event) => {
    client.blueprintVersion = event.to;
    migrateParts(client, event);
  },
  migrationUndone: (client, event) => {
    if (event.to === undefined) delete client.blueprintVersion;
    else client.blueprintVersion = event.to;
    restoreParts(client, event);
  },
  recordCorrected: () => {},
  // Nothing to do: what stood in earlier events is not there any more.
  personalDataErased: () => {},
};

/** Everything that reaches deeper into a client, records apart. */
export const recipes: {
  readonly [T in Exclude<EventType, FieldEvent | RecordEvent>]: Recipe<T, OwnClient>;
} = {
  holderAssigned: (client, { role, employeeId, came, happenedAt }) => {
    if ((client.custody[role]?.employeeId ?? employeeId) !== employeeId) countChange(client, role);
    client.custody[role] = came ? { ...came.custody } : { employeeId, since: happenedAt };
    if (client.pool?.name === role) delete client.pool;
    const { received } = client.handoffs;
    if (received[role] && received[role].to.employeeId !== employeeId) delete received[role];
    if (!came) return;
    if (came.received) received[role] = came.received;
    client.merged = client.merged.map((merge) =>
      merge.duplicateId === came.duplicateId
        ? { ...merge, holders: { ...merge.holders, [role]: employeeId } }
        : merge,
    );
  },
  holderReleased: (client, { role, employeeId }) => {
    const { received } = client.handoffs;
    delete client.custody[role];
    countChange(client, role);
    if (received[role]?.to.employeeId === employeeId) delete received[role];
  },
  clientReassigned: (client, event) => {
    const { role, planId, from, to, undone, received, pool, oldestMove, happenedAt } = event;
    if (undone ? to : from) countChange(client, role, undone ? -1 : 1);
    if (to) client.custody[role] = to;
    else delete client.custody[role];
    if (to && client.pool?.name === role) delete client.pool;
    else if (pool) client.pool = pool;
    if (received) client.handoffs.received[role] = received;
    else delete client.handoffs.received[role];
    const { handoff } = client;
    if (to && handoff?.from.role === role && handoff.from.employeeId === from?.employeeId) {
      client.handoff = { ...handoff, from: { role, employeeId: to.employeeId } };
    }
    const moves = client.moves ?? [];
    const kept = undone
      ? [
          ...(oldestMove ? [oldestMove] : []),
          ...moves.filter((move) => move.planId !== planId || move.role !== role),
        ]
      : [...moves, { role, planId, at: happenedAt }].slice(-KEPT_MOVES);
    if (kept.length > 0) client.moves = kept;
    else delete client.moves;
  },
  deputySet: ({ custody }, { role, employeeId, until, followedBy, happenedAt }) => {
    const held = custody[role];
    if (!held) return;
    const deputy = {
      employeeId,
      since: happenedAt,
      ...(until && { until }),
      ...(followedBy && { followedBy }),
    };
    custody[role] = { ...held, deputy };
  },
  deputyCleared: ({ custody }, { role, next, happenedAt }) => {
    const { deputy, ...held } = custody[role] ?? {};
    if (!('employeeId' in held)) return;
    const since = deputy && next?.employeeId === deputy.employeeId ? deputy.since : happenedAt;
    const own = next ? { ...held, deputy: { ...next, since } } : held;
    custody[role] = own;
  },

  handoffOffered: (client, { handoff }) => {
    client.handoff = handoff;
    client.handoffs.offered++;
    delete client.handoffs.lapsed;
  },
  handoffAccepted: (client, { accepted, inTime }) => {
    delete client.handoff;
    if (inTime) client.handoffs.expired--;
    client.handoffs.accepted++;
    client.handoffs.received[accepted.to.role] = accepted;
    client.handoffs.lastAcceptedAt = later(client.handoffs.lastAcceptedAt, accepted.acceptedAt);
    forgetRejections(client.handoffs, accepted.transfer);
  },
  handoffRejected: (client, { transfer, reason, countsUntil, inTime, happenedAt }) => {
    const { handoffs, handoff } = client;
    delete client.handoff;
    if (inTime) handoffs.expired--;
    handoffs.rejected++;
    handoffs.rejections[transfer] = rejectionsAt(handoffs, transfer, happenedAt) + 1;
    // Without a date it is of a time when nothing more was kept of it.
    if (!countsUntil) return;
    handoffs.rejectedUntil = { ...handoffs.rejectedUntil, [transfer]: countsUntil };
    if (handoff) handoffs.lapsed = { transfer, from: handoff.from, at: happenedAt, reason };
  },
  handoffEscalated: (client, { handoff }) => {
    client.handoff = handoff;
    delete client.handoffs.lapsed;
    if (handoff.escalated?.cause === 'expired') client.handoffs.expired++;
  },
  firstContactMissed: ({ handoffs: { received } }, { role }) => {
    if (!received[role]) return;
    const { firstContactBy: _, ...rest } = received[role];
    received[role] = rest;
  },

  holdPlaced: ({ holds }, { hold, reason, until, stopsClock, reviewAt, happenedAt, by }) => {
    holds[hold] = {
      reason,
      since: happenedAt,
      by,
      stopsClock,
      ...(until && { until }),
      ...(reviewAt && { reviewAt }),
    };
  },
  holdReleased: ({ holds, pauses }, { hold, happenedAt }) => {
    const held = holds[hold];
    delete holds[hold];
    if (!held?.stopsClock) return;
    pauses.push({ from: held.since, to: earlier(held.reviewAt ?? happenedAt, happenedAt) });
    if (pauses.length > KEPT_PAUSES) pauses.shift();
  },

  duplicateMerged: (client, { id, duplicateId, brought, holders, staff }) => {
    client.merged.push({ duplicateId, eventId: id, holders, ...(staff && { staff: [...staff] }) });
    if (brought.holds) Object.assign(client, unite(client, brought));
    else mergeAsBefore(client, brought);
  },
};

function forgetRejections(handoffs: OwnClient['handoffs'], transfer: string): void {
  delete handoffs.rejections[transfer];
  const { [transfer]: _, ...others } = handoffs.rejectedUntil ?? {};
  if (Object.keys(others).length > 0) handoffs.rejectedUntil = others;
  else delete handoffs.rejectedUntil;
}

/** The acceptances whose receiver still holds the client. */
const receivedByHolders = (received: Client['handoffs']['received'], custody: Client['custody']) =>
  Object.fromEntries(
    Object.entries(received).filter(([role, { to }]) => custody[role]?.employeeId === to.employeeId),
  );
