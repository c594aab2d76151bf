import type { Client } from '../../../client/client.ts';
import type { ClientChange, Commit, Store } from '../../../storage/port.ts';
import { everything } from '../everything.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, documentChange, employeeChange, outcome, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

const ids = ['a', 'b', 'c'];
const places = ['first', 'middle', 'last'];

/** A store with something of everything, and a commit that changes each of it and adds to it. */
async function begin(store: Store): Promise<Commit> {
  const before = ids.map((id) => clientChange({ id, custody: { seller: 'petrov' }, pool: 'p', dueAt: due }));
  const more = {
    employees: ['e', 'f', 'g'].map((id) => employeeChange(id)),
    documents: [documentChange('d')],
  };
  await store.commit(tenant, commitOf(before, { ...more, outcomes: [outcome('k0')] }));
  return commitOf([clientChange({ id: 'new' }), ...ids.map((id) => moved(id, 1))], {
    employees: ['e', 'f', 'g'].map((id) => employeeChange(id, 1)),
    outcomes: ['k1', 'k2', 'k3'].map((id) => outcome(id)),
    documents: [documentChange('d', 1), documentChange('new')],
  });
}

const due = '2026-05-01T00:00:00.000Z';

function moved(id: string, from: number): ClientChange {
  return clientChange({ id, from, state: 'lead', custody: { manager: 'ivanova' } });
}

async function seen(store: Store) {
  return {
    ...(await everything(store)),
    outcomes: (await store.readOutcomes(tenant, ['k0', 'k1', 'k2', 'k3'])).length,
  };
}

/** The commit fails, nothing of it is left, and without its fault it goes through. */
async function assertNothingLeft(
  store: Store,
  spoil: (commit: Commit) => Commit,
  fails: (call: Promise<void>) => Promise<unknown>,
) {
  const commit = await begin(store);
  const before = await seen(store);
  await fails(store.commit(tenant, spoil(commit)));
  same(await seen(store), before);
  for (const id of [...ids, 'new']) same((await store.history(tenant, id)).length, id === 'new' ? 0 : 1);
  await store.commit(tenant, commit);
  same((await seen(store)).feed.length, before.feed.length + 7);
}

const at = <Item>(list: readonly Item[], place: number, make: (item: Item) => Item): Item[] => {
  const index = [0, Math.floor(list.length / 2), list.length - 1][place];
  return list.map((item, each) => (each === index ? make(item) : item));
};

/** A value that no store can write down: it throws when it is read. */
const unwritable = {
  toJSON() {
    throw new Error('This cannot be written down');
  },
} as never;

/** Makes one change of a list impossible to write, by the kind of record. */
const unwritables: Readonly<Record<string, (commit: Commit, place: number) => Commit>> = {
  client: (commit, place) => ({
    ...commit,
    clients: at(commit.clients, place, (change) => ({
      ...change,
      snapshot: { ...change.snapshot, source: unwritable } satisfies Client,
    })),
  }),
  "client's event": (commit, place) => ({
    ...commit,
    clients: at(commit.clients, place, (change) => ({
      ...change,
      events: change.events.map((event) => ({ ...event, by: unwritable })),
    })),
  }),
  employee: (commit, place) => ({
    ...commit,
    employees: at(commit.employees, place, (change) => ({
      ...change,
      snapshot: { ...change.snapshot, name: unwritable },
    })),
  }),
  outcome: (commit, place) => ({
    ...commit,
    outcomes: at(commit.outcomes, place, (each) => ({ ...each, outcome: unwritable })),
  }),
  document: (commit, place) => ({
    ...commit,
    documents: at(commit.documents, place, (each) => ({ ...each, body: [unwritable] })),
  }),
};

const rejected = (call: Promise<void>) =>
  call.then(
    () => Promise.reject(new Error('The commit went through')),
    (error: unknown) => error,
  );

const unwritableCases = Object.entries(unwritables).map(
  ([kind, spoil]): StoreCase => ({
    name: `one ${kind} that cannot be written, first, in the middle or last, leaves nothing of the commit`,
    async run(_, ground) {
      for (const place of [0, 1, 2]) {
        const store = await ground.elsewhere();
        await store.migrate();
        await assertNothingLeft(store, (commit) => spoil(commit, place), rejected);
      }
    },
  }),
);

const conflictCases = places.map(
  (name, place): StoreCase => ({
    name: `a conflict at the ${name} change leaves nothing of the commit`,
    async run(store) {
      const stale = (commit: Commit) => ({
        ...commit,
        clients: at(commit.clients.slice(1), place, ({ snapshot: { id } }) => moved(id, 2)),
      });
      await assertNothingLeft(store, stale, (call) => failure(call, 'REVISION_CONFLICT'));
    },
  }),
);

export const atomicityCases: readonly StoreCase[] = [
  ...conflictCases,
  ...places.map(
    (name, place): StoreCase => ({
      name: `a command that is recorded already, ${name} of three, leaves nothing of the commit`,
      async run(store) {
        const repeated = (commit: Commit) => ({
          ...commit,
          outcomes: at(commit.outcomes, place, () => outcome('k0')),
        });
        await assertNothingLeft(store, repeated, (call) => failure(call, 'COMMAND_ALREADY_RECORDED'));
      },
    }),
  ),
  ...unwritableCases,
  {
    name: 'a conflict of the last document leaves nothing of clients, employees and outcomes',
    async run(store) {
      const stale = (commit: Commit) => ({
        ...commit,
        documents: [...commit.documents, documentChange('gone', 3)],
      });
      await assertNothingLeft(store, stale, (call) => failure(call, 'REVISION_CONFLICT'));
    },
  },
  {
    name: 'a commit of 1,000 clients with their holders, events and commands is there whole, and moves whole',
    async run(store) {
      const many = Array.from({ length: 1_000 }, (_, index) => `c${String(index).padStart(4, '0')}`);
      const held = (seller: string, from: number) =>
        many.map((id) => clientChange({ id, from, custody: { seller, manager: seller } }));
      await store.commit(
        tenant,
        commitOf(held('petrov', 0), {
          outcomes: many.map((id) => outcome(id)),
          documents: many.map((id) => documentChange(id)),
        }),
      );
      await store.commit(tenant, commitOf(held('ivanova', 1)));
      const census = await store.census(tenant);
      same(
        census.custody.map(({ employeeId, role, clients }) => [employeeId, role, clients]),
        [
          ['ivanova', 'manager', 1_000],
          ['ivanova', 'seller', 1_000],
        ],
      );
      same((await store.readClients(tenant, many)).filter(({ revision }) => revision === 2).length, 1_000);
      same((await store.readOutcomes(tenant, many)).length, 1_000);
      same((await store.queryDocuments(tenant, { kind: 'plan', limit: 1_000 })).documents.length, 1_000);
      const stale = commitOf([...held('sidorov', 2), clientChange({ id: 'stale', from: 9 })]);
      await failure(store.commit(tenant, stale), 'REVISION_CONFLICT');
      same(await store.census(tenant), census);
    },
  },
];
