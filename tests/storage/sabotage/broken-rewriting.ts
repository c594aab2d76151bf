import type { Commit, RecordedOutcome, Rewritten, Store } from '../../../src/storage/port.ts';
import { wrapped } from '../../service/wrapped.ts';
import type { Sabotage } from './sabotaged-store.ts';
import { titles } from './titles.ts';

/** A store to which some of what is to be rewritten never comes. */
const rewriting = (store: Store, some: (rewritten: Rewritten) => Rewritten): Store =>
  wrapped(store, {
    commit: (tenant, { rewritten, ...commit }: Commit, ...rest) =>
      store.commit(tenant, { ...commit, ...(rewritten && { rewritten: some(rewritten) }) }, ...rest),
  });

/** A store that forgets to write anew the events whose id begins so. */
const keeping = (store: Store, isKept: (id: string) => boolean): Store =>
  rewriting(store, ({ events = [], ...rest }) => ({
    ...rest,
    events: events.filter(({ id }) => !isKept(id)),
  }));

export const brokenRewriting: Readonly<Record<string, Sabotage>> = {
  'rewrites no event of an employee': {
    make: (store) => keeping(store, (id) => /^@[^@]/.test(id)),
    caughtBy: [
      titles.rewritten,
      titles.rewrittenUnsaid,
      titles.otherId,
      /^an event of an employee who is only relied on: rewriting it is INVALID_COMMIT/,
    ],
  },
  'rewrites no event of a document': {
    make: (store) => keeping(store, (id) => id.startsWith('@@')),
    caughtBy: [titles.rewritten, titles.rewritingConflicts],
  },
  'rewrites no event of a client that keeps its id': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, ...rest) =>
          commit.clients.some(({ was }) => was !== undefined)
            ? store.commit(tenant, commit, ...rest)
            : keeping(store, (id) => !id.startsWith('@')).commit(tenant, commit, ...rest),
      }),
    caughtBy: [
      titles.rewritten,
      titles.rewrittenUnsaid,
      /^an event of a client that (does not change|is written without one of its own): rewriting it/,
      /^an event that is new in the same commit: rewriting it is INVALID_COMMIT/,
      /^one event twice: rewriting it is INVALID_COMMIT/,
      titles.rewritingRace,
    ],
  },
  'rewrites no outcome': {
    make: (store) => rewriting(store, ({ outcomes: _, ...rest }) => rest),
    caughtBy: [
      titles.rewritten,
      titles.rewrittenUnsaid,
      titles.rewritingConflicts,
      /^an outcome that is new in the same commit: rewriting it is INVALID_COMMIT/,
    ],
  },
  'rewrites no document': {
    make: (store) => rewriting(store, ({ documents: _, ...rest }) => rest),
    caughtBy: [
      titles.lists.rewritten,
      titles.rewritten,
      titles.rewrittenUnsaid,
      titles.rewritingConflicts,
      /^a document (that changes in the same commit|under the id that it gives up): rewriting it/,
    ],
  },
  'rewrites histories, and not the feed': {
    make: (store) => {
      const feeds = new Map<string, Map<number, unknown>>();
      return wrapped(store, {
        commit: async (tenant, commit, ...rest) => {
          if (commit.rewritten) {
            const kept = feeds.get(tenant) ?? new Map();
            feeds.set(tenant, kept);
            for (const { position, event } of await store.readFeed(tenant, 0, 1_000))
              if (!kept.has(position)) kept.set(position, event);
          }
          return store.commit(tenant, commit, ...rest);
        },
        readFeed: async (tenant, ...rest) =>
          (await store.readFeed(tenant, ...rest)).map(({ position, event }) => ({
            position,
            event: (feeds.get(tenant)?.get(position) as typeof event | undefined) ?? event,
          })),
      });
    },
    caughtBy: [titles.rewritten, titles.otherId],
  },
  'gives what it has under an old id as well': {
    make: (store) => {
      const former = new Map<string, string>();
      return wrapped(store, {
        commit: async (tenant, commit, ...rest) => {
          await store.commit(tenant, commit, ...rest);
          for (const { was, snapshot } of commit.clients)
            if (was !== undefined) former.set(`${tenant} ${was}`, snapshot.id);
        },
        history: (tenant, id, ...rest) => store.history(tenant, former.get(`${tenant} ${id}`) ?? id, ...rest),
      });
    },
    caughtBy: [titles.otherId],
  },
  'says only the first page of what mentions a text': {
    make: (store) =>
      wrapped(store, {
        mentions: async (tenant, query) => ({ found: (await store.mentions(tenant, query)).found }),
      }),
    caughtBy: [titles.mentions],
  },
  'looks for a text whatever its capitals': {
    make: (store) =>
      wrapped(store, {
        mentions: (tenant, query) =>
          store.mentions(tenant, {
            ...query,
            text: query.text.replace('clientregistered', 'clientRegistered'),
          }),
      }),
    caughtBy: [titles.mentions],
  },
  'keeps outcomes of a tenant that is dropped': {
    make: (store) => {
      const kept = new Map<string, RecordedOutcome>();
      return wrapped(store, {
        commit: async (tenant, commit, ...rest) => {
          await store.commit(tenant, commit, ...rest);
          for (const each of [...commit.outcomes, ...(commit.rewritten?.outcomes ?? [])])
            kept.set(`${tenant} ${each.commandId}`, each);
        },
        readOutcomes: async (tenant, ids) => {
          const found = await store.readOutcomes(tenant, ids);
          return found.length > 0 ? found : ids.flatMap((id) => kept.get(`${tenant} ${id}`) ?? []);
        },
      });
    },
    caughtBy: [titles.droppedTenant],
  },
  'drops every tenant with one': {
    make: (store) => {
      const tenants = new Set<string>();
      return wrapped(store, {
        commit: (tenant, ...rest) => {
          tenants.add(tenant);
          return store.commit(tenant, ...rest);
        },
        dropTenant: async (tenant) => {
          for (const each of new Set([...tenants, tenant])) await store.dropTenant(each);
        },
      });
    },
    caughtBy: [titles.lists.dropped, titles.droppedTenant],
  },
  'drops nothing': {
    make: (store) =>
      wrapped(store, {
        dropTenant: async (tenant) => void (await store.census(tenant)),
      }),
    caughtBy: [titles.lists.dropped, titles.droppedTenant],
  },
};
