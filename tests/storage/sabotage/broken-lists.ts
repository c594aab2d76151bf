import type { DocumentQuery, Store, StoredDocument } from '../../../src/storage/port.ts';
import { wrapped } from '../../service/department.ts';
import type { Sabotage } from './sabotaged-store.ts';
import { titles } from './titles.ts';

const { lists } = titles;

/** All documents of a query, in the honest order. */
async function all(store: Store, tenant: string, { after: _, ...query }: DocumentQuery) {
  const found: StoredDocument[] = [];
  let after: string | undefined;
  do {
    const page = await store.queryDocuments(tenant, { ...query, limit: 1_000, ...(after && { after }) });
    found.push(...page.documents);
    after = page.next;
  } while (after !== undefined);
  return found;
}

export const brokenLists: Readonly<Record<string, Sabotage>> = {
  'leaves a document in the lists that it stood in': {
    make: (store) =>
      wrapped(store, {
        async commit(tenant, commit, ...rest) {
          const documents = await Promise.all(
            commit.documents.map(async (document) => {
              const [before] = await store
                .readDocuments(tenant, document.kind, [document.id])
                .catch(() => []);
              return before?.lists
                ? { ...document, lists: { ...before.lists, ...document.lists } }
                : document;
            }),
          );
          return store.commit(tenant, { ...commit, documents }, ...rest);
        },
      }),
    caughtBy: [lists.replaced, lists.pages, lists.race],
  },
  'goes through a list by how many it has told': {
    make: (store) =>
      wrapped(store, {
        async queryDocuments(tenant, query) {
          if (query.list === undefined) return store.queryDocuments(tenant, query);
          await store.queryDocuments(tenant, { ...query, after: undefined as never });
          const start = Number(query.after ?? 0);
          const found = await all(store, tenant, query);
          const end = start + query.limit;
          const documents = found.slice(start, end);
          return end < found.length ? { documents, next: `${end}` } : { documents };
        },
      }),
    caughtBy: [lists.pages],
  },
  'has a list in the order of the ids': {
    make: (store) =>
      wrapped(store, {
        async queryDocuments(tenant, query) {
          const page = await store.queryDocuments(tenant, query);
          if (query.list === undefined) return page;
          return { ...page, documents: page.documents.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
        },
      }),
    caughtBy: [lists.order, lists.pages, lists.rewritten],
  },
  'takes a document off its lists as it is rewritten': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, ...rest) => {
          const { documents = [], ...rewritten } = commit.rewritten ?? {};
          const bare = documents.map(({ lists: _, ...document }) => document);
          const anew = { ...commit, rewritten: { ...rewritten, documents: bare } };
          return store.commit(tenant, commit.rewritten ? anew : commit, ...rest);
        },
      }),
    caughtBy: [lists.rewritten],
  },
  'gives a document’s history newest first': {
    make: (store) =>
      wrapped(store, {
        documentHistory: async (...args) => (await store.documentHistory(...args)).toReversed(),
      }),
    caughtBy: [titles.documentHistory],
  },
  'takes the beginning of a document’s id for the whole': {
    make: (store) =>
      wrapped(store, {
        async documentHistory(tenant, kind, id) {
          await store.documentHistory(tenant, kind, id);
          const feed = await store.readFeed(tenant, 0, 1_000);
          return feed.flatMap(({ event }) =>
            event.id.startsWith(`@@${kind}/${id}`) ? (event as never) : [],
          );
        },
      }),
    caughtBy: [titles.documentHistory],
  },
};
