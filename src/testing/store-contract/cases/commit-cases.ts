import type { ClientChange, Commit } from '../../../storage/port.ts';
import { everything } from '../everything.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, employeeChange, eventOf, outcome, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

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
  'a holder that is no text': commitOf([clientChange({ id: 'c', custody: { seller: 7 as never } })]),
  'a due date that is no text': commitOf([{ ...good, dueAt: 7 as never }]),
  'an event without a type': commitOf([
    { ...good, events: [{ ...eventOf('c', 1), type: undefined as never }] },
  ]),
  'an outcome that is a function': commitOf([], { outcomes: [outcome('k', () => 1)] }),
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
];
