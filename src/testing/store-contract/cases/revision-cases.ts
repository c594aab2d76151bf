import type { ConveyorError } from '../../../errors/conveyor-error.ts';
import type { Commit, ExpectedRevision, Store } from '../../../storage/port.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, documentChange, employeeChange, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

/** A kind of record that is stored under revisions. */
interface Kind {
  readonly name: string;
  /** The record's change that goes on from a revision (0: it is new), beside whatever else. */
  change(from: number, expected?: ExpectedRevision): Commit;
  /** How a conflict names the record. */
  readonly named: Readonly<Record<string, string>>;
  /** The stored revision; 0 where there is none. */
  stored(store: Store): Promise<number>;
}

const kinds: readonly Kind[] = [
  {
    name: 'client',
    change: (from, expected) => commitOf([clientChange({ id: 'r', from, ...(expected && { expected }) })]),
    named: { clientId: 'r' },
    stored: async (store) => (await store.readClients(tenant, ['r']))[0]?.revision ?? 0,
  },
  {
    name: 'employee',
    change: (from, expected) =>
      commitOf([], { employees: [{ ...employeeChange('r', from), ...(expected && { expected }) }] }),
    named: { employeeId: 'r' },
    stored: async (store) => (await store.readEmployee(tenant, 'r'))?.revision ?? 0,
  },
  {
    name: 'document',
    change: (from, expected) =>
      commitOf([], { documents: [{ ...documentChange('r', from), ...(expected && { expected }) }] }),
    named: { kind: 'plan', documentId: 'r' },
    stored: async (store) => (await store.readDocuments(tenant, 'plan', ['r']))[0]?.revision ?? 0,
  },
];

/** Each expectation, and on which stored revisions (0 is absent) it holds. */
const expectations: readonly { readonly expected: ExpectedRevision; readonly holdsOn: readonly number[] }[] =
  [
    { expected: { is: 'exact', revision: 1 }, holdsOn: [1] },
    { expected: { is: 'exact', revision: 2 }, holdsOn: [2] },
    { expected: { is: 'absent' }, holdsOn: [0] },
    { expected: { is: 'present' }, holdsOn: [1, 2] },
    { expected: { is: 'any' }, holdsOn: [0, 1, 2] },
  ];

/** The commit of another client that must share the fate of the record under test. */
const bystander = clientChange({ id: 'bystander' });

async function storeAt(store: Store, { change }: Kind, revision: number): Promise<void> {
  for (let from = 0; from < revision; from++) await store.commit(tenant, change(from));
}

/** The revision that a change with this expectation goes on from, whatever is stored. */
function baseOf(expected: ExpectedRevision, stored: number): number {
  if (expected.is === 'exact') return expected.revision;
  return expected.is === 'absent' ? 0 : stored;
}

const show = (expected: ExpectedRevision) =>
  expected.is === 'exact' ? `exactly ${expected.revision}` : expected.is;

function commitWith(kind: Kind, from: number, expected: ExpectedRevision): Commit {
  const commit = kind.change(from, expected);
  return { ...commit, clients: [bystander, ...commit.clients] };
}

const table = kinds.flatMap((kind) =>
  expectations.flatMap(({ expected, holdsOn }) =>
    [0, 1, 2].map((stored): StoreCase => {
      const holds = holdsOn.includes(stored);
      const standing = stored === 0 ? `an absent ${kind.name}` : `revision ${stored}`;
      return {
        name: `${kind.name}: expecting ${show(expected)} ${holds ? 'holds' : 'conflicts'} on ${standing}`,
        async run(store) {
          await storeAt(store, kind, stored);
          const from = baseOf(expected, stored);
          if (!holds) {
            // Alone first: what changes one record only may be written another way than what changes several.
            const alone = store.commit(tenant, kind.change(from, expected));
            assertConflict(await failure(alone, 'REVISION_CONFLICT'), kind, expected, stored);
          }
          const committed = store.commit(tenant, commitWith(kind, from, expected));
          if (holds) await committed;
          else assertConflict(await failure(committed, 'REVISION_CONFLICT'), kind, expected, stored);
          await assertFate(store, kind, holds, stored);
        },
      };
    }),
  ),
);

/** A change that would be right elsewhere: one base too low, or one too high. */
const strays = kinds.flatMap((kind) =>
  (['present', 'any'] as const).map(
    (is): StoreCase => ({
      name: `${kind.name}: a change that does not follow the stored revision conflicts, though ${is} is expected`,
      async run(store) {
        await storeAt(store, kind, 2);
        for (const from of is === 'any' ? [0, 1, 3] : [1, 3]) {
          const stray = store.commit(tenant, commitWith(kind, from, { is }));
          assertConflict(await failure(stray, 'REVISION_CONFLICT'), kind, { is }, 2);
        }
        await assertFate(store, kind, false, 2);
      },
    }),
  ),
);

function assertConflict({ details }: ConveyorError, kind: Kind, expected: ExpectedRevision, stored: number) {
  same(details, { conflicts: [{ ...kind.named, expected, actual: stored === 0 ? null : stored }] });
}

async function assertFate(store: Store, kind: Kind, written: boolean, stored: number): Promise<void> {
  same(await kind.stored(store), written ? stored + 1 : stored);
  same(await store.readClients(tenant, ['bystander']), written ? [bystander.snapshot] : []);
}

/** The same table without anything beside the record, where it holds. */
const alone = kinds.map(
  (kind): StoreCase => ({
    name: `${kind.name}: each expectation that holds lets a change through that is all there is to write`,
    async run(store) {
      const others: readonly ExpectedRevision[] = [{ is: 'any' }, { is: 'present' }];
      await store.commit(tenant, kind.change(0, { is: 'any' }));
      for (const [index, expected] of [{ is: 'exact', revision: 1 } as const, ...others].entries()) {
        await store.commit(tenant, kind.change(index + 1, expected));
        same(await kind.stored(store), index + 2);
      }
    },
  }),
);

export const revisionCases: readonly StoreCase[] = [
  ...table,
  ...alone,
  ...strays,
  {
    name: 'every conflict of a commit is named, those of employees and documents too',
    async run(store) {
      await store.commit(
        tenant,
        commitOf([clientChange({ id: 'a' })], { employees: [employeeChange('petrov')] }),
      );
      const clients = [
        clientChange({ id: 'a' }),
        clientChange({ id: 'b', from: 4 }),
        clientChange({ id: 'fine' }),
      ];
      const employees = [employeeChange('petrov'), employeeChange('ivanova', 2), employeeChange('new')];
      const documents = [documentChange('d', 7), documentChange('fine')];
      const commit = commitOf(clients, { employees, documents });
      const { details } = await failure(store.commit(tenant, commit), 'REVISION_CONFLICT');
      same(details, {
        conflicts: [
          { clientId: 'a', expected: { is: 'absent' }, actual: 1 },
          { clientId: 'b', expected: { is: 'exact', revision: 4 }, actual: null },
          { employeeId: 'petrov', expected: { is: 'absent' }, actual: 1 },
          { employeeId: 'ivanova', expected: { is: 'exact', revision: 2 }, actual: null },
          { kind: 'plan', documentId: 'd', expected: { is: 'exact', revision: 7 }, actual: null },
        ],
      });
    },
  },
  {
    name: 'a snapshot may be rewritten without an event',
    async run(store) {
      await store.commit(tenant, commitOf([clientChange({ id: 'c', events: 2 })]));
      await store.commit(tenant, commitOf([clientChange({ id: 'c', from: 2, events: 0, state: 'lead' })]));
      same(
        (await store.readClients(tenant, ['c'])).map(({ state, revision }) => ({ state, revision })),
        [{ state: 'lead', revision: 2 }],
      );
    },
  },
  {
    name: 'an employee without events is a guard: the commit fails where the employee has changed',
    async run(store) {
      await store.commit(tenant, commitOf([], { employees: [employeeChange('petrov')] }));
      const { snapshot } = employeeChange('petrov');
      const guard = { expected: { is: 'exact', revision: 1 }, snapshot, events: [] } as const;
      await store.commit(tenant, commitOf([clientChange({ id: 'a' })], { employees: [guard] }));
      same(await store.readEmployee(tenant, 'petrov'), snapshot);
      await store.commit(tenant, commitOf([], { employees: [employeeChange('petrov', 1)] }));
      const late = commitOf([clientChange({ id: 'b' })], { employees: [guard] });
      await failure(store.commit(tenant, late), 'REVISION_CONFLICT');
      same(await store.readClients(tenant, ['b']), []);
      same((await store.readEmployee(tenant, 'petrov'))?.revision, 2);
    },
  },
];
