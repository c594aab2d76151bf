import type { ClientChange, Commit } from '../../../storage/port.ts';
import { everything } from '../everything.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, employeeChange, outcome, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

const ids = ['a', 'b', 'c'];

const atomicity = [0, 1, 2].map(
  (broken): StoreCase => ({
    name: `a conflict at change ${broken + 1} of 3 leaves nothing of the commit behind`,
    async run(store) {
      await store.commit(
        tenant,
        commitOf(ids.map((id) => clientChange({ id, custody: { seller: 'petrov' } }))),
      );
      const before = await everything(store);
      const changes = ids.map((id, index) =>
        clientChange({ id, from: index === broken ? 2 : 1, state: 'lead', custody: { seller: 'ivanova' } }),
      );
      const more = { employees: [employeeChange('new')], outcomes: [outcome('k')] };
      await failure(store.commit(tenant, commitOf(changes, more)), 'REVISION_CONFLICT');
      same(await everything(store), before);
      same(await store.readOutcomes(tenant, ['k']), []);
    },
  }),
);

const good = clientChange({ id: 'c' });

/** A commit that is wrong whatever is stored, by what is wrong with it. */
const invalid: Readonly<Record<string, Commit>> = {
  'two changes of one client': commitOf([good, good]),
  'two changes of one employee': commitOf([], { employees: [employeeChange('e'), employeeChange('e')] }),
  'two outcomes of one command': commitOf([], { outcomes: [outcome('k'), outcome('k')] }),
  'an outcome that is undefined': commitOf([], { outcomes: [{ ...outcome('k'), outcome: undefined }] }),
  'a revision that its events do not reach': commitOf([{ ...good, events: [] }]),
  'an event of another client': commitOf([{ ...good, events: clientChange({ id: 'd' }).events }]),
  'an expectation that its own events do not follow': commitOf([
    { ...clientChange({ id: 'c', from: 1 }), expected: { is: 'exact', revision: 5 } },
  ]),
  'a new client without events': commitOf([withRevision(good, 0)]),
  'half a surrogate pair in an id': commitOf([clientChange({ id: 'half \ud800' })]),
  'NUL in a holder': commitOf([clientChange({ id: 'c', custody: { seller: 'a\0b' } })]),
};

function withRevision(change: ClientChange, revision: number): ClientChange {
  return { ...change, snapshot: { ...change.snapshot, revision }, events: [] };
}

const refusals = Object.entries(invalid).map(
  ([fault, commit]): StoreCase => ({
    name: `${fault}: INVALID_COMMIT, and nothing is written`,
    async run(store) {
      const fine = [clientChange({ id: 'fine' }), ...commit.clients];
      await failure(store.commit(tenant, { ...commit, clients: fine }), 'INVALID_COMMIT');
      same((await everything(store)).feed, []);
    },
  }),
);

export const commitCases: readonly StoreCase[] = [
  ...atomicity,
  ...refusals,
  {
    name: 'a command is recorded with its changes or not at all',
    async run(store) {
      const commit = (id: string) =>
        commitOf([clientChange({ id })], { outcomes: [outcome('k', { id }), outcome(id)] });
      await store.commit(tenant, commit('a'));
      const { details } = await failure(store.commit(tenant, commit('b')), 'COMMAND_ALREADY_RECORDED');
      same(details, { commandIds: ['k'] });
      same(await store.readClients(tenant, ['b']), []);
      same(await store.readOutcomes(tenant, ['k', 'b']), [outcome('k', { id: 'a' })]);
    },
  },
  {
    name: 'a repeated command is told as recorded, not as a conflict',
    async run(store) {
      const commit = commitOf([clientChange({ id: 'a' })], { outcomes: [outcome('k')] });
      await store.commit(tenant, commit);
      await failure(store.commit(tenant, commit), 'COMMAND_ALREADY_RECORDED');
    },
  },
  {
    name: 'an empty commit writes nothing',
    async run(store) {
      await store.commit(tenant, commitOf([]));
      same((await everything(store)).feed, []);
    },
  },
  {
    name: 'tenants see nothing of each other',
    async run(store) {
      const commit = (source: string) =>
        commitOf([clientChange({ id: 'c', pool: 'p', custody: { seller: 'e' }, more: { source } })], {
          employees: [employeeChange('e', 0, { name: source })],
          outcomes: [outcome('k', source)],
        });
      await store.commit('one', commit('one'));
      await store.commit('two', commit('two'));
      await store.commit('two', commitOf([clientChange({ id: 'c', from: 1 })]));
      same(
        (await store.readClients('one', ['c'])).map(({ source, revision }) => [source, revision]),
        [['one', 1]],
      );
      same((await store.readEmployee('two', 'e'))?.name, 'two');
      same(await store.readOutcomes('one', ['k']), [outcome('k', 'one')]);
      same(
        (await store.readFeed('one', 0, 10)).map(({ position }) => position),
        [1, 2],
      );
      same(
        (await store.readFeed('two', 0, 10)).map(({ position }) => position),
        [1, 2, 3],
      );
      same((await store.history('one', 'c')).length, 1);
      same(await everything(store, 'three'), {
        clients: [],
        employees: [],
        feed: [],
        census: { states: [], custody: [], pools: [] },
      });
    },
  },
];
