import type { Store, TransactionalStore } from '../../../storage/port.ts';
import { everything } from '../everything.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, documentChange, employeeChange, outcome, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

const first = commitOf([clientChange({ id: 'c', custody: { seller: 'petrov' } })], {
  employees: [employeeChange('petrov')],
  outcomes: [outcome('k')],
  documents: [documentChange('d')],
});
const second = commitOf([clientChange({ id: 'c', from: 1, custody: { seller: 'ivanova' } })], {
  documents: [documentChange('d', 1)],
});

/** Cases that use it are asked only of stores that join transactions. */
function joining(store: Store): TransactionalStore<unknown> {
  return store as TransactionalStore<unknown>;
}

async function failsWith(call: Promise<void>, message: string): Promise<void> {
  same(
    await call.then(
      () => undefined,
      (error: unknown) => (error as Error).message,
    ),
    message,
  );
}

export const withinCases: readonly StoreCase[] = [
  {
    name: 'within the transaction of a commit one sees the commit and goes on from it, and both are there afterwards',
    needs: ['joinsTransaction'],
    async run(store) {
      await joining(store).commit(tenant, first, async (transaction) => {
        const view = joining(store).within(transaction);
        same(await view.readClients(tenant, ['c']), [first.clients[0]!.snapshot]);
        same(
          (await view.queryClients(tenant, { holder: { employeeId: 'petrov' }, limit: 10 })).clients.length,
          1,
        );
        await view.commit(tenant, second);
        same((await view.readDocuments(tenant, 'plan', ['d']))[0]?.revision, 2);
      });
      same(await store.readClients(tenant, ['c']), [second.clients[0]!.snapshot]);
      same(
        (await store.readFeed(tenant, 0, 10)).map(({ event }) => event.id),
        ['c#1', '@petrov#1', 'c#2'],
      );
    },
  },
  {
    name: 'what was written within a transaction goes with it when it fails',
    needs: ['joinsTransaction'],
    async run(store) {
      const before = await everything(store);
      const failing = joining(store).commit(tenant, first, async (transaction) => {
        await joining(store).within(transaction).commit(tenant, second);
        throw new Error('the invoice failed');
      });
      await failsWith(failing, 'the invoice failed');
      same(await everything(store), before);
      same(await store.readOutcomes(tenant, ['k']), []);
      await store.commit(tenant, first);
    },
  },
  {
    name: 'a commit that is refused within a transaction leaves nothing of itself there, and the transaction goes on',
    needs: ['joinsTransaction'],
    async run(store) {
      await joining(store).commit(tenant, first, async (transaction) => {
        const view = joining(store).within(transaction);
        const stale = commitOf([clientChange({ id: 'new' }), clientChange({ id: 'c', from: 7 })]);
        await failure(view.commit(tenant, stale), 'REVISION_CONFLICT');
        await failure(
          view.commit(tenant, commitOf([], { outcomes: [outcome('k')] })),
          'COMMAND_ALREADY_RECORDED',
        );
        same(await view.readClients(tenant, ['new']), []);
        await view.commit(tenant, commitOf([clientChange({ id: 'other' })]));
      });
      same(
        (await everything(store)).clients.map(({ id }) => id),
        ['c', 'other'],
      );
    },
  },
  {
    name: "within the caller's own transaction nobody else sees anything before it is committed, and everything then",
    needs: ['joinsTransaction', 'transaction', 'concurrentWriters'],
    async run(store, ground) {
      await ground.transaction(async (transaction) => {
        const view = joining(store).within(transaction);
        await view.commit(tenant, first);
        await view.commit(tenant, second);
        same((await view.readClients(tenant, ['c']))[0]?.revision, 2);
        same(await store.readClients(tenant, ['c']), []);
        same(await store.readFeed(tenant, 0, 10), []);
      });
      same(await store.readClients(tenant, ['c']), [second.clients[0]!.snapshot]);
      same((await store.readFeed(tenant, 0, 10)).length, 3);
    },
  },
  {
    name: 'what the caller rolls back is gone, and what comes after it goes on as if it had never been',
    needs: ['joinsTransaction', 'transaction'],
    async run(store, ground) {
      await store.commit(tenant, first);
      const before = await everything(store);
      const undone = ground.transaction(async (transaction) => {
        await joining(store).within(transaction).commit(tenant, second);
        throw new Error('rolled back');
      });
      await failsWith(undone, 'rolled back');
      same(await everything(store), before);
      await store.commit(tenant, second);
      const last = before.feed.at(-1)?.position ?? 0;
      same(
        (await store.readFeed(tenant, last, 10)).map(({ event }) => event.id),
        ['c#2'],
      );
    },
  },
  {
    name: 'a closed view takes nothing away from the store, nor from the transaction',
    needs: ['joinsTransaction', 'transaction'],
    async run(store, ground) {
      await ground.transaction(async (transaction) => {
        const view = joining(store).within(transaction);
        await view.close();
        await failure(view.readClients(tenant, ['c']), 'STORE_CLOSED');
        await joining(store).within(transaction).commit(tenant, first);
      });
      same((await store.readClients(tenant, ['c'])).length, 1);
    },
  },
];
