import { type SqliteDatabaseLike, sqliteStore } from '../../../src/entries/sql.ts';
import type { Store, TransactionalStore } from '../../../src/storage/port.ts';
import { wrapped } from '../../service/wrapped.ts';

type Joining = TransactionalStore<SqliteDatabaseLike>;

/** A store whose views within a transaction break a promise on purpose, and the cases that are there to catch it. */
interface BrokenWithin {
  make(honest: Joining, open: () => SqliteDatabaseLike): Store;
  readonly caughtBy: readonly string[];
}

const titles = {
  seesAndGoesOn:
    'within the transaction of a commit one sees the commit and goes on from it, and both are there afterwards',
  goesWithIt: 'what was written within a transaction goes with it when it fails',
  refused:
    'a commit that is refused within a transaction leaves nothing of itself there, and the transaction goes on',
  unseen:
    "within the caller's own transaction nobody else sees anything before it is committed, and everything then",
  rolledBack: 'what the caller rolls back is gone, and what comes after it goes on as if it had never been',
  closedView: 'a closed view takes nothing away from the store, nor from the transaction',
} as const;

/** The store with views of which some methods are replaced. */
function withViews(
  honest: Joining,
  replaced: (view: Store, transaction: SqliteDatabaseLike) => Partial<Store>,
): Store {
  const within = (transaction: SqliteDatabaseLike) => {
    const view = honest.within(transaction);
    return wrapped(view, replaced(view, transaction));
  };
  return wrapped(honest, { within } as Partial<Joining>);
}

export const brokenWithin: Readonly<Record<string, BrokenWithin>> = {
  "commits the caller's transaction": {
    make: (honest) =>
      withViews(honest, (view, transaction) => ({
        async commit(tenant, commit) {
          await view.commit(tenant, commit);
          transaction.exec('commit');
          transaction.exec('begin immediate');
        },
      })),
    caughtBy: [titles.goesWithIt, titles.unseen, titles.rolledBack],
  },
  "undoes the caller's transaction where a commit is refused": {
    make: (honest) =>
      withViews(honest, (view, transaction) => ({
        async commit(tenant, commit) {
          try {
            await view.commit(tenant, commit);
          } catch (error) {
            transaction.exec('rollback');
            transaction.exec('begin immediate');
            throw error;
          }
        },
      })),
    caughtBy: [titles.refused],
  },
  'leaves the first half of a commit that is refused': {
    make: (honest) =>
      withViews(honest, (view) => ({
        async commit(tenant, { clients, ...rest }) {
          const nothing = { employees: [], outcomes: [], documents: [] };
          for (const client of clients) await view.commit(tenant, { clients: [client], ...nothing });
          await view.commit(tenant, { clients: [], ...rest });
        },
      })),
    caughtBy: [titles.refused],
  },
  'writes afterwards whether the transaction was committed or rolled back': {
    make(honest, open) {
      const waiting: Parameters<Store['commit']>[] = [];
      const other = sqliteStore({ database: open(), busyTimeoutMs: 0 });
      const catchUp = async () => {
        try {
          await other.migrate();
          for (; waiting[0]; waiting.shift()) await other.commit(...waiting[0]);
        } catch {
          // The transaction is still open, and its time comes later.
        }
      };
      const store = withViews(honest, () => ({
        async commit(...args) {
          waiting.push(args);
        },
      }));
      return wrapped(store, {
        async readClients(...args) {
          await catchUp();
          return honest.readClients(...args);
        },
        async queryClients(...args) {
          await catchUp();
          return honest.queryClients(...args);
        },
      });
    },
    caughtBy: [titles.seesAndGoesOn, titles.refused, titles.unseen, titles.rolledBack],
  },
  'sees the data as they are outside': {
    make: (honest, open) =>
      withViews(honest, () => ({
        async readClients(tenant, ids) {
          const outside = sqliteStore({ database: open() });
          await outside.migrate();
          return outside.readClients(tenant, ids);
        },
      })),
    caughtBy: [titles.seesAndGoesOn, titles.unseen, titles.closedView],
  },
  'closes the store with a view': {
    make: (honest) => withViews(honest, () => ({ close: () => honest.close() })),
    caughtBy: [titles.closedView],
  },
  'never closes a view': {
    make: (honest) => withViews(honest, () => ({ close: async () => {} })),
    caughtBy: [titles.closedView],
  },
};
