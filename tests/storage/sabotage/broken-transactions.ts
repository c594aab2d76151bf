import type { InTransaction } from '../../../src/storage/port.ts';
import { wrapped } from '../../service/department.ts';
import type { Sabotage } from './sabotaged-store.ts';
import { titles } from './titles.ts';

export const brokenTransactions: Readonly<Record<string, Sabotage>> = {
  'swallows a failure of the work alongside': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, inTransaction) => store.commit(tenant, commit, quiet(inTransaction)),
      }),
    caughtBy: [titles.inTransactionFailing, titles.inTransactionOthersKept],
  },
  'works alongside only when the commit is done': {
    make: (store) =>
      wrapped(store, {
        async commit(tenant, commit, inTransaction) {
          await store.commit(tenant, commit);
          await inTransaction?.(undefined);
        },
      }),
    caughtBy: [titles.inTransactionOnce, titles.inTransactionFailing, titles.inTransactionOthersKept],
  },
  'works alongside before it knows whether the commit is refused': {
    make: (store) =>
      wrapped(store, {
        async commit(tenant, commit, inTransaction) {
          await inTransaction?.(undefined);
          await store.commit(tenant, commit);
        },
      }),
    caughtBy: [titles.inTransactionRefused, titles.inTransactionOthers, titles.inTransactionChanged],
  },
  'works alongside twice': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, inTransaction) =>
          store.commit(
            tenant,
            commit,
            inTransaction &&
              (async (transaction) => {
                await inTransaction(transaction);
                await inTransaction(transaction);
              }),
          ),
      }),
    caughtBy: [titles.inTransactionOnce, titles.inTransactionOthers],
  },
  'says an error of its own where the work alongside fails': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, inTransaction) =>
          store.commit(
            tenant,
            commit,
            inTransaction &&
              (async (transaction) => {
                try {
                  await inTransaction(transaction);
                } catch {
                  throw new Error('The transaction was rolled back');
                }
              }),
          ),
      }),
    caughtBy: [titles.inTransactionFailing, titles.inTransactionOthersKept],
  },
};

function quiet(inTransaction: InTransaction | undefined): InTransaction | undefined {
  return (
    inTransaction &&
    (async (transaction) => {
      try {
        await inTransaction(transaction);
      } catch {
        // Lost, and that is the sabotage.
      }
    })
  );
}
