import type { ExpectedRevision, Store } from '../../../storage/port.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, employeeChange, outcome, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

/** Each expectation, and on which stored revisions (0 is absent) it holds. */
const expectations: readonly { readonly expected: ExpectedRevision; readonly holdsOn: readonly number[] }[] =
  [
    { expected: { is: 'exact', revision: 1 }, holdsOn: [1] },
    { expected: { is: 'exact', revision: 2 }, holdsOn: [2] },
    { expected: { is: 'absent' }, holdsOn: [0] },
    { expected: { is: 'present' }, holdsOn: [1, 2] },
    { expected: { is: 'any' }, holdsOn: [0, 1, 2] },
  ];

async function storeAt(store: Store, id: string, revision: number): Promise<void> {
  if (revision > 0) await store.commit(tenant, commitOf([clientChange({ id, events: revision })]));
}

/** The revision that a change with this expectation goes on from, whatever is stored. */
function baseOf(expected: ExpectedRevision, stored: number): number {
  if (expected.is === 'exact') return expected.revision;
  return expected.is === 'absent' ? 0 : stored;
}

const table = expectations.flatMap(({ expected, holdsOn }) =>
  [0, 1, 2].map((stored) => ({ expected, stored, holds: holdsOn.includes(stored) })),
);

const revisionTable = table.map(({ expected, stored, holds }): StoreCase => {
  const wanted = expected.is === 'exact' ? `exactly ${expected.revision}` : expected.is;
  return {
    name: `expecting ${wanted} ${holds ? 'holds' : 'does not hold'} on ${stored === 0 ? 'an absent client' : `revision ${stored}`}`,
    async run(store) {
      await storeAt(store, 'c', stored);
      const change = clientChange({ id: 'c', from: baseOf(expected, stored), expected });
      const committed = store.commit(tenant, commitOf([change]));
      if (holds) {
        await committed;
      } else {
        const { details } = await failure(committed, 'REVISION_CONFLICT');
        same(details, { conflicts: [{ clientId: 'c', expected, actual: stored === 0 ? null : stored }] });
      }
      same((await store.history(tenant, 'c')).length, holds ? stored + 1 : stored);
    },
  };
});

export const revisionCases: readonly StoreCase[] = [
  ...revisionTable,
  {
    name: 'a change that does not follow the stored revision conflicts, whatever it expects',
    async run(store) {
      await storeAt(store, 'c', 2);
      for (const is of ['present', 'any'] as const) {
        const change = clientChange({ id: 'c', from: 1, expected: { is } });
        const { details } = await failure(store.commit(tenant, commitOf([change])), 'REVISION_CONFLICT');
        same(details, { conflicts: [{ clientId: 'c', expected: { is }, actual: 2 }] });
      }
    },
  },
  {
    name: 'every conflict of a commit is named, those of employees too',
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
      const { details } = await failure(
        store.commit(tenant, commitOf(clients, { employees })),
        'REVISION_CONFLICT',
      );
      same(details, {
        conflicts: [
          { clientId: 'a', expected: { is: 'absent' }, actual: 1 },
          { clientId: 'b', expected: { is: 'exact', revision: 4 }, actual: null },
          { employeeId: 'petrov', expected: { is: 'absent' }, actual: 1 },
          { employeeId: 'ivanova', expected: { is: 'exact', revision: 2 }, actual: null },
        ],
      });
    },
  },
  {
    name: 'a snapshot may be rewritten without an event',
    async run(store) {
      await storeAt(store, 'c', 2);
      await store.commit(tenant, commitOf([clientChange({ id: 'c', from: 2, events: 0, state: 'lead' })]));
      same(
        (await store.readClients(tenant, ['c'])).map(({ state, revision }) => ({ state, revision })),
        [{ state: 'lead', revision: 2 }],
      );
    },
  },
  {
    name: 'of many writers on one revision exactly one wins',
    async run(store) {
      await storeAt(store, 'c', 1);
      const writers = Array.from({ length: 20 }, (_, index) =>
        store.commit(
          tenant,
          commitOf([clientChange({ id: 'c', from: 1 })], { outcomes: [outcome(`k${index}`)] }),
        ),
      );
      const results = await Promise.allSettled(writers);
      same(results.filter(({ status }) => status === 'fulfilled').length, 1);
      same((await store.readClients(tenant, ['c']))[0]?.revision, 2);
    },
  },
];
