import type { Alongside } from '../../../src/storage/port.ts';
import { wrapped } from '../../service/department.ts';
import type { Sabotage } from './sabotaged-store.ts';
import { titles } from './titles.ts';

export const brokenTransactions: Readonly<Record<string, Sabotage>> = {
  'swallows a failure of the work alongside': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, alongside) => store.commit(tenant, commit, quiet(alongside)),
      }),
    caughtBy: [titles.alongsideFailing, titles.alongsideOthersKept],
  },
  'works alongside only when the commit is done': {
    make: (store) =>
      wrapped(store, {
        async commit(tenant, commit, alongside) {
          await store.commit(tenant, commit);
          await alongside?.(undefined);
        },
      }),
    caughtBy: [titles.alongsideOnce, titles.alongsideFailing, titles.alongsideOthersKept],
  },
  'works alongside before it knows whether the commit is refused': {
    make: (store) =>
      wrapped(store, {
        async commit(tenant, commit, alongside) {
          await alongside?.(undefined);
          await store.commit(tenant, commit);
        },
      }),
    caughtBy: [titles.alongsideRefused, titles.alongsideOthers, titles.alongsideChanged],
  },
  'works alongside twice': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, alongside) =>
          store.commit(
            tenant,
            commit,
            alongside &&
              (async (transaction) => {
                await alongside(transaction);
                await alongside(transaction);
              }),
          ),
      }),
    caughtBy: [titles.alongsideOnce, titles.alongsideOthers],
  },
  'says an error of its own where the work alongside fails': {
    make: (store) =>
      wrapped(store, {
        commit: (tenant, commit, alongside) =>
          store.commit(
            tenant,
            commit,
            alongside &&
              (async (transaction) => {
                try {
                  await alongside(transaction);
                } catch {
                  throw new Error('The transaction was rolled back');
                }
              }),
          ),
      }),
    caughtBy: [titles.alongsideFailing, titles.alongsideOthersKept],
  },
};

function quiet(alongside: Alongside | undefined): Alongside | undefined {
  return (
    alongside &&
    (async (transaction) => {
      try {
        await alongside(transaction);
      } catch {
        // Lost, and that is the sabotage.
      }
    })
  );
}
