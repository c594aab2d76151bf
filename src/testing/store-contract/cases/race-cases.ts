import type { Commit, Store } from '../../../storage/port.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, documentChange, employeeChange, outcome, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';
import { wins } from '../wins.ts';

const WRITERS = 6;

async function winnersOf(writers: readonly Store[], commitOf: (index: number) => Commit): Promise<number[]> {
  const won = await Promise.all(writers.map((writer, index) => wins(writer, commitOf(index))));
  return won.flatMap((each, index) => (each ? [index] : []));
}

/** What several writers may want to be the only one to have written. */
const prizes: Readonly<Record<string, (index: number) => Commit>> = {
  'a new client': () => commitOf([clientChange({ id: 'new' })]),
  "a client's next revision": () => commitOf([clientChange({ id: 'c', from: 1 })]),
  'a new employee': () => commitOf([], { employees: [employeeChange('new')] }),
  "an employee's next revision": () => commitOf([], { employees: [employeeChange('e', 1)] }),
  'a new document': () => commitOf([], { documents: [documentChange('new')] }),
  "a document's next revision": () => commitOf([], { documents: [documentChange('d', 1)] }),
  "a command's outcome": () => commitOf([], { outcomes: [outcome('k')] }),
};

const prizeCases = Object.entries(prizes).map(
  ([prize, commit]): StoreCase => ({
    name: `of ${WRITERS} writers that want to write ${prize} exactly one wins, with all that it writes beside`,
    async run(store, ground) {
      const existing = { employees: [employeeChange('e')], documents: [documentChange('d')] };
      await store.commit(tenant, commitOf([clientChange({ id: 'c' })], existing));
      const writers = await ground.writers(WRITERS);
      const winners = await winnersOf(writers, (index) => {
        const wanted = commit(index);
        return { ...wanted, clients: [...wanted.clients, clientChange({ id: `beside ${index}` })] };
      });
      same(winners.length, 1);
      const beside = await store.readClients(
        tenant,
        writers.map((_, index) => `beside ${index}`),
      );
      same(
        beside.map(({ id }) => id),
        winners.map((index) => `beside ${index}`),
      );
    },
  }),
);

const clientsOf = (numbers: readonly number[]) => numbers.map((number) => `c${number}`);

export const raceCases: readonly StoreCase[] = [
  ...prizeCases,
  {
    name: `${WRITERS} writers that each read, change and write until they come through lose no change`,
    async run(store, ground) {
      await store.commit(tenant, commitOf([], { documents: [documentChange('counter', 0, 0)] }));
      const writers = await ground.writers(WRITERS);
      const rounds = 4;
      const add = async (writer: Store) => {
        const [counter] = await writer.readDocuments(tenant, 'plan', ['counter']);
        const { revision, body } = counter as { revision: number; body: number };
        return commitOf([], { documents: [documentChange('counter', revision, body + 1)] });
      };
      await Promise.all(
        writers.map(async (writer) => {
          for (let done = 0, attempt = 0; done < rounds && attempt < 1_000; attempt++) {
            if (await wins(writer, await add(writer))) done += 1;
          }
        }),
      );
      const [counter] = await store.readDocuments(tenant, 'plan', ['counter']);
      same(counter?.body, WRITERS * rounds);
      same(counter?.revision, WRITERS * rounds + 1);
    },
  },
  {
    name: 'two redistributions that overlap never give a client two holders, nor half of a plan',
    async run(store, ground) {
      const all = clientsOf([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      const custody = { seller: 'old' };
      await store.commit(tenant, commitOf(all.map((id) => clientChange({ id, custody }))));
      const [first, second] = await ground.writers(2);
      let owners: Readonly<Record<string, string>> = Object.fromEntries(all.map((id) => [id, 'old']));
      for (let round = 1; round <= 5; round++) {
        // One goes up and the other down, so that a store that locks row by row meets itself.
        const plans = [
          await planOf(store, `petrov ${round}`, clientsOf([1, 2, 3, 4, 5, 6])),
          await planOf(store, `ivanova ${round}`, clientsOf([9, 8, 7, 6, 5, 4])),
        ];
        const won = await winnersOf([first!, second!], (index) => plans[index]!.commit);
        same(won.length, 1);
        owners = { ...owners, ...plans[won[0]!]!.moves };
        await assertOwners(store, owners);
      }
    },
  },
  {
    name: 'a guard on an employee holds against whoever changes the employee at the same time',
    async run(store, ground) {
      await store.commit(tenant, commitOf([], { employees: [employeeChange('e')] }));
      const [assigner, staff] = await ground.writers(2);
      for (let revision = 1; revision <= 8; revision++) {
        const { snapshot } = employeeChange('e', revision - 1);
        const guard = { expected: { is: 'exact', revision }, snapshot, events: [] } as const;
        const id = `given ${revision}`;
        const give = () => wins(assigner!, commitOf([clientChange({ id })], { employees: [guard] }));
        const alter = () => wins(staff!, commitOf([], { employees: [employeeChange('e', revision)] }));
        const [given, altered] =
          revision % 2 === 0
            ? await Promise.all([give(), alter()])
            : (await Promise.all([alter(), give()])).reverse();
        same(altered, true);
        const ids = (await store.readFeed(tenant, 0, 1_000)).map(({ event }) => event.id);
        const [client, change] = [ids.indexOf(`${id}#1`), ids.indexOf(`@e#${revision + 1}`)];
        same({ given, first: client !== -1 && client < change }, { given, first: given });
        same((await store.readEmployee(tenant, 'e'))?.revision, revision + 1);
      }
    },
  },
  {
    name: 'whoever is too late can read at once what was there first',
    async run(store, ground) {
      await store.commit(tenant, commitOf([clientChange({ id: 'c' })]));
      const [fast, slow] = await ground.writers(2);
      await fast!.commit(tenant, commitOf([clientChange({ id: 'c', from: 1, state: 'lead' })]));
      const late = commitOf([clientChange({ id: 'c', from: 1, state: 'lost' })]);
      const { details } = await failure(slow!.commit(tenant, late), 'REVISION_CONFLICT');
      same(details, { conflicts: [{ clientId: 'c', expected: { is: 'exact', revision: 1 }, actual: 2 }] });
      same(
        (await slow!.readClients(tenant, ['c'])).map(({ state, revision }) => ({ state, revision })),
        [{ state: 'lead', revision: 2 }],
      );
    },
  },
];

/** A plan that gives the clients to a seller, made on what is stored now. */
async function planOf(store: Store, seller: string, ids: readonly string[]) {
  const stored = await store.readClients(tenant, ids);
  const revisions = new Map(stored.map(({ id, revision }) => [id, revision]));
  const moves = Object.fromEntries(ids.map((id) => [id, seller]));
  const changes = ids.map((id) => clientChange({ id, from: revisions.get(id) ?? 0, custody: { seller } }));
  return { moves, commit: commitOf(changes) };
}

/**
 * Every client is with its owner and nobody else, by snapshot and by holder. The log has all that happened.
 */
async function assertOwners(store: Store, owners: Readonly<Record<string, string>>): Promise<void> {
  const clients = await store.readClients(tenant, Object.keys(owners));
  same(Object.fromEntries(clients.map(({ id, custody }) => [id, custody.seller?.employeeId])), owners);
  const { custody } = await store.census(tenant);
  same(
    custody.reduce((sum, group) => sum + group.clients, 0),
    clients.length,
  );
  for (const employeeId of new Set(Object.values(owners))) {
    const held = await store.queryClients(tenant, { holder: { employeeId }, limit: 100 });
    const ids = held.clients.map(({ id }) => id);
    same(
      ids,
      Object.keys(owners).filter((id) => owners[id] === employeeId),
    );
  }
  for (const { id, revision } of clients) same((await store.history(tenant, id)).length, revision);
}
