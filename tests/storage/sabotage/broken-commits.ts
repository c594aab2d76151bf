import { isConveyorError } from '../../../src/errors/conveyor-error.ts';
import { assertCommit } from '../../../src/storage/port/commit-rules.ts';
import type { Commit, Store } from '../../../src/storage/port.ts';
import { wrapped } from '../../service/department.ts';
import { forced } from './forced.ts';
import type { Sabotage } from './sabotaged-store.ts';
import { titles } from './titles.ts';

const none = { clients: [], employees: [], outcomes: [], documents: [] };

/** Writes whatever is stored, however often somebody comes in between. */
async function commitForced(store: Store, tenant: string, commit: Commit, rest: unknown[]): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const call = store.commit(tenant, await forced(store, tenant, commit), ...(rest as []));
    const error: unknown = await call.catch((thrown: unknown) => thrown);
    if (error === undefined) return;
    if (!isConveyorError(error, 'REVISION_CONFLICT')) throw error;
  }
}

function revisionsOf({ clients, employees, documents }: Commit): number[] {
  const revisions = [...clients, ...employees].map(({ snapshot }) => snapshot.revision);
  return [...revisions, ...documents.map(({ revision }) => revision)];
}

/** So many ticks in which others may come in between. */
async function ticks(count: number): Promise<void> {
  for (let tick = 0; tick < count; tick++) await undefined;
}

export const brokenCommits: Readonly<Record<string, Sabotage>> = {
  'ignores the expected revision: whoever is last wins': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, ...rest) =>
          store.commit(tenant, commit, ...rest).catch(async (error: unknown) => {
            if (!isConveyorError(error, 'REVISION_CONFLICT')) throw error;
            await commitForced(store, tenant, commit, rest);
          }),
      }),
    caughtBy: [
      titles.lists.failed,
      titles.lists.rewritten,
      titles.lists.race,
      titles.documentEventsOfFailed,
      titles.documentEventsRace,
      titles.conflicts,
      titles.strays,
      titles.allConflicts,
      titles.guard,
      titles.inTransactionRefused,
      titles.inTransactionOthers,
      titles.atomicOnConflict,
      titles.large,
      titles.readModifyWrite,
      titles.plans,
      titles.guardRace,
      titles.tooLate,
      titles.failedFeed,
      titles.random,
      /^of 6 writers that want to write (?!a command).* exactly one wins/,
      titles.rewritingConflicts,
      titles.rewritingRace,
    ],
  },
  'takes a single new client though it is expected to be there': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, ...rest) => {
          const [change, another] = commit.clients;
          const isSingle = another === undefined && change?.expected.is === 'present';
          if (!isSingle || change.snapshot.revision > change.events.length)
            return store.commit(tenant, commit, ...rest);
          return store.commit(
            tenant,
            { ...commit, clients: [{ ...change, expected: { is: 'any' } }] },
            ...rest,
          );
        },
      }),
    caughtBy: ['client: expecting present conflicts on an absent client'],
  },
  'checks the revision first and writes later, outside of one transaction': {
    make: (store) =>
      wrapped(store, {
        async commit(tenant, commit, ...rest) {
          assertCommit(tenant, commit);
          const current = await forced(store, tenant, commit);
          const isStale =
            revisionsOf(current).join() !== revisionsOf(commit).join() ||
            [...commit.clients, ...commit.employees, ...commit.documents].some(
              ({ expected }) => expected.is === 'present',
            );
          if (isStale) return store.commit(tenant, commit, ...rest);
          await ticks(20);
          await commitForced(store, tenant, commit, rest);
        },
      }),
    caughtBy: [
      titles.lists.rewritten,
      titles.lists.race,
      titles.documentEventsOfFailed,
      titles.inTransactionOthers,
      titles.readModifyWrite,
      titles.plans,
      titles.guardRace,
      /^of 6 writers that want to write (?!a command).* exactly one wins/,
      titles.rewritten,
      titles.rewrittenUnsaid,
      titles.rewritingConflicts,
      titles.rewritingRace,
    ],
  },
  'does not look at a guard: an employee without events': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, ...rest) =>
          store.commit(
            tenant,
            { ...commit, employees: commit.employees.filter(({ events }) => events.length > 0) },
            ...rest,
          ),
      }),
    caughtBy: [titles.guard, titles.guardRace],
  },
  'commits change by change, so that a failure leaves half': {
    make: (store) =>
      wrapped(store, {
        async commit(tenant, commit, ...rest) {
          if (commit.clients.length + commit.employees.length + commit.documents.length < 2)
            return store.commit(tenant, commit, ...rest);
          for (const change of commit.clients) await store.commit(tenant, { ...none, clients: [change] });
          await store.commit(tenant, { ...commit, clients: [] }, ...rest);
        },
      }),
    caughtBy: [
      titles.documentEventsRace,
      titles.conflicts,
      titles.strays,
      titles.allConflicts,
      titles.guard,
      /^(?!two outcomes|an outcome|a document).*: INVALID_COMMIT/,
      titles.inTransactionOnce,
      titles.inTransactionFailing,
      titles.inTransactionRefused,
      titles.inTransactionOthersKept,
      /^a conflict (at the (middle|last) change|of the last document)/,
      titles.atomicOnRepetition,
      titles.atomicOnUnwritable,
      titles.large,
      /^of 6 writers that want to write .*(employee|document)/,
      titles.plans,
      titles.guardRace,
      titles.failedFeed,
      titles.random,
      titles.rewritten,
      titles.rewrittenUnsaid,
    ],
  },
  'writes documents outside of the transaction': {
    make: (store) =>
      wrapped(store, {
        async commit(tenant, commit, ...rest) {
          if (commit.documents.length > 0)
            await store.commit(tenant, { ...none, documents: commit.documents });
          await store.commit(tenant, { ...commit, documents: [] }, ...rest);
        },
      }),
    caughtBy: [
      titles.lists.failed,
      /^a document (that changes in the same commit|under the id that it gives up): rewriting it/,
      titles.documentEvents,
      titles.documentEventsOfFailed,
      titles.documentEventsRace,
      titles.allConflicts,
      titles.inTransactionFailing,
      titles.inTransactionRefused,
      /^a conflict at the (first|middle|last) change/,
      titles.atomicOnRepetition,
      /^one (?!document).* cannot be written, first/,
      titles.random,
      titles.rewritten,
      titles.rewrittenUnsaid,
      titles.rewritingConflicts,
    ],
  },
  'loses documents': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, ...rest) => store.commit(tenant, { ...commit, documents: [] }, ...rest),
      }),
    caughtBy: [
      titles.lists.order,
      titles.lists.pages,
      titles.lists.failed,
      titles.lists.refused,
      titles.lists.dropped,
      titles.documentHistory,
      titles.lists.race,
      titles.otherId,
      /^another id for a (new )?document.*: rewriting it/,
      titles.documentEvents,
      titles.documentEventsOfFailed,
      titles.documentEventsNumbered,
      titles.documentEventsRace,
      /^document: (expecting|each expectation|a change that)/,
      titles.allConflicts,
      /^one document that cannot be written/,
      /^a conflict of the last document/,
      titles.large,
      /^of 6 writers that want to write .*document/,
      titles.readModifyWrite,
      /^pages of documents/,
      /^a document (?!'s)/,
      titles.documentKinds,
      /^documents come page by page/,
      titles.random,
      titles.rewritten,
      titles.rewrittenUnsaid,
      titles.mentions,
      titles.rewritingConflicts,
    ],
  },
  'doubles a command: an id that is recorded already is done again': {
    make: (store) =>
      wrapped(store, {
        async commit(tenant, commit, ...rest) {
          const ids = commit.outcomes.map(({ commandId }) => commandId);
          const recorded = (await store.readOutcomes(tenant, ids)).map(({ commandId }) => commandId);
          const outcomes = commit.outcomes.filter(({ commandId }) => !recorded.includes(commandId));
          await store.commit(tenant, { ...commit, outcomes }, ...rest);
        },
      }),
    caughtBy: [
      titles.lists.failed,
      titles.documentEventsOfFailed,
      /^a command is recorded with its changes/,
      /^a repeated command is told/,
      titles.inTransactionRefused,
      titles.atomicOnRepetition,
      titles.random,
    ],
  },
  'records a command outside of the transaction': {
    make: (store) =>
      wrapped(store, {
        async commit(tenant, commit, ...rest) {
          if (commit.outcomes.length > 0) await store.commit(tenant, { ...none, outcomes: commit.outcomes });
          await store.commit(tenant, { ...commit, outcomes: [] }, ...rest);
        },
      }),
    caughtBy: [
      titles.inTransactionFailing,
      titles.atomicOnConflict,
      /^one (?!outcome).* cannot be written, first/,
      titles.random,
      /^an outcome that is new in the same commit: rewriting it is INVALID_COMMIT/,
    ],
  },
  'keeps the due date that a client came with': {
    make: (store) => {
      const first = new Map<string, string | undefined>();
      return wrapped(store, {
        commit: (tenant, commit, ...rest) => {
          const clients = commit.clients.map(({ dueAt, ...change }) => {
            const key = JSON.stringify([tenant, change.snapshot.id]);
            if (!first.has(key)) first.set(key, dueAt);
            const kept = first.get(key);
            return kept === undefined ? change : { ...change, dueAt: kept };
          });
          return store.commit(tenant, { ...commit, clients }, ...rest);
        },
      });
    },
    caughtBy: [titles.changedClaim, titles.dueWork, titles.queryFollows, titles.reference, titles.random],
  },
  'takes a commit that is wrong whatever is stored for granted': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, ...rest) =>
          store.commit(tenant, commit, ...rest).catch((error: unknown) => {
            if (!isConveyorError(error, 'INVALID_COMMIT')) throw error;
          }),
      }),
    caughtBy: [titles.invalid, titles.inTransactionRefused, titles.rewritingConflicts],
  },
};
