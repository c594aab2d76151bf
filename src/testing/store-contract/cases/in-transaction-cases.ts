import type { Store } from '../../../storage/port.ts';
import { everything } from '../everything.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, documentChange, employeeChange, outcome, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

const full = commitOf([clientChange({ id: 'c', custody: { seller: 'petrov' } })], {
  employees: [employeeChange('petrov')],
  outcomes: [outcome('k')],
  documents: [documentChange('d')],
});

/** Long enough for whatever is going to happen without waiting for the transaction. */
async function manyTicks(): Promise<void> {
  for (let tick = 0; tick < 100; tick++) await Promise.resolve();
}

async function everythingStored(store: Store) {
  const documents = await store.readDocuments(tenant, 'plan', ['d']);
  return { ...(await everything(store)), documents, outcomes: await store.readOutcomes(tenant, ['k']) };
}

export const inTransactionCases: readonly StoreCase[] = [
  {
    name: 'work alongside a commit runs once, and nobody sees anything of the commit before it is done',
    async run(store) {
      let runs = 0;
      let isDone = false;
      const early: unknown[] = [];
      const reads: Promise<void>[] = [];
      await store.commit(tenant, full, async () => {
        runs++;
        reads.push(
          store.readClients(tenant, ['c']).then((clients) => {
            if (!isDone) early.push(...clients);
          }),
        );
        await manyTicks();
        isDone = true;
      });
      await Promise.all(reads);
      same({ runs, early }, { runs: 1, early: [] });
      same((await everything(store)).feed.length, 2);
    },
  },
  ...Object.entries({
    'that throws': () => {
      throw new Error('the invoice failed');
    },
    'that is rejected later': async () => {
      await manyTicks();
      throw new Error('the invoice failed');
    },
  }).map(
    ([how, inTransaction]): StoreCase => ({
      name: `work alongside ${how}: its error comes out, nothing is left of the commit, and the next one goes through`,
      async run(store) {
        const before = await everythingStored(store);
        const error = await store.commit(tenant, full, inTransaction).catch((thrown: unknown) => thrown);
        same((error as Error).message, 'the invoice failed');
        same(await everythingStored(store), before);
        await store.commit(tenant, full);
        same((await everything(store)).feed.length, 2);
      },
    }),
  ),
  {
    name: 'work alongside a commit that is refused never runs',
    async run(store) {
      let runs = 0;
      const inTransaction = () => {
        runs++;
      };
      await store.commit(tenant, full);
      await failure(store.commit(tenant, full, inTransaction), 'COMMAND_ALREADY_RECORDED');
      await failure(store.commit(tenant, { ...full, outcomes: [] }, inTransaction), 'REVISION_CONFLICT');
      const twice = commitOf([clientChange({ id: 'a' }), clientChange({ id: 'a' })]);
      await failure(store.commit(tenant, twice, inTransaction), 'INVALID_COMMIT');
      same(runs, 0);
    },
  },
  {
    name: 'commits that come while somebody works alongside one are judged by what it leaves',
    async run(store) {
      const others: Promise<unknown>[] = [];
      await store.commit(tenant, commitOf([clientChange({ id: 'a' })]), async () => {
        others.push(
          failure(store.commit(tenant, commitOf([clientChange({ id: 'a' })])), 'REVISION_CONFLICT'),
          store.commit(tenant, commitOf([clientChange({ id: 'b' })])),
        );
        for (const other of others) other.catch(() => {});
        await manyTicks();
      });
      await Promise.all(others);
      const { clients, feed } = await everything(store);
      same(
        clients.map(({ id, revision }) => [id, revision]),
        [
          ['a', 1],
          ['b', 1],
        ],
      );
      same(feed.length, 2);
    },
  },
  {
    name: 'a commit that comes while work alongside another one fails is none the worse for it',
    async run(store) {
      let other: Promise<unknown> | undefined;
      const failing = store.commit(tenant, full, async () => {
        other = store.commit(tenant, commitOf([clientChange({ id: 'b' })]));
        other.catch(() => {});
        await manyTicks();
        throw new Error('the invoice failed');
      });
      same(((await failing.catch((thrown: unknown) => thrown)) as Error).message, 'the invoice failed');
      await other;
      const { clients, feed } = await everything(store);
      same(
        clients.map(({ id }) => id),
        ['b'],
      );
      same(
        feed.map(({ event }) => event.id),
        ['b#1'],
      );
    },
  },
  {
    name: 'what is committed is what the commit was when it was asked for, whatever becomes of it alongside',
    async run(store) {
      const change = clientChange({ id: 'c', state: 'lead' });
      const written = clientChange({ id: 'c', state: 'lead' });
      await store.commit(tenant, commitOf([change]), () => {
        Object.assign(change.snapshot, { state: 'lost' });
      });
      same(await store.readClients(tenant, ['c']), [written.snapshot]);
    },
  },
];
