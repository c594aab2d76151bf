import type { Store } from '../../../storage/port.ts';
import type { Filter } from '../ids-of.ts';
import { idsOf } from '../ids-of.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, documentChange, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

const due = '2026-01-01T00:00:00.000Z';

/** Every order that a query may ask for. */
const orders: Readonly<Record<string, Filter>> = {
  'by id': {},
  'by due date': { dueBy: due },
  'by id within a state': { states: ['cold'] },
  'by due date with a holder': { dueBy: due, holder: { employeeId: 'petrov' } },
  'by id in a pool': { pool: 'telemarketer' },
};

const standing = ['b', 'd', 'f', 'h', 'j', 'l'];

const change = (id: string, from = 0, state = 'cold') =>
  clientChange({ id, from, state, dueAt: due, custody: { seller: 'petrov' }, pool: 'telemarketer' });

const orderCases = Object.entries(orders).map(
  ([order, filter]): StoreCase => ({
    name: `pages ${order}: whoever is there all the time is found once, whoever is inserted behind the page too`,
    async run(store, ground) {
      const [other] = await ground.writers(1);
      await store.commit(tenant, commitOf(standing.map((id) => change(id))));
      // On each page's heels one client comes in front of everything, one just behind the page, and a client
      // that was read changes.
      const inserts = async (page: number) => {
        const behind = `${standing[page * 2 - 1] ?? 'z'}${page}`;
        await other!.commit(tenant, commitOf([change(`a${page}`), change(behind)]));
        await other!.commit(tenant, commitOf([change(standing[0]!, page)]));
      };
      const found = await idsOf(store, filter, 2, inserts);
      same(
        found.filter((id) => standing.includes(id)),
        standing,
      );
      same(found, [...new Set(found)]);
      same(found.includes('d1'), true);
      same(
        found.filter((id) => id.startsWith('a')),
        [],
      );
    },
  }),
);

async function documentIds(store: Store, between: (page: number) => Promise<void>): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  for (let page = 1; page <= 100; page++) {
    const found = await store.queryDocuments(tenant, {
      kind: 'plan',
      limit: 2,
      ...(after === undefined ? {} : { after }),
    });
    ids.push(...found.documents.map(({ id }) => id));
    after = found.next;
    if (after === undefined) return ids;
    await between(page);
  }
  throw new Error('The pages do not end');
}

export const pageCases: readonly StoreCase[] = [
  ...orderCases,
  {
    name: 'pages of documents: whichever is there all the time is found once',
    async run(store, ground) {
      const [other] = await ground.writers(1);
      await store.commit(tenant, commitOf([], { documents: standing.map((id) => documentChange(id)) }));
      const found = await documentIds(store, async (page) => {
        const documents = [documentChange(`a${page}`), documentChange('b', page)];
        await other!.commit(tenant, commitOf([], { documents }));
      });
      same(found, standing);
    },
  },
  {
    name: 'a client that leaves a query between two pages shifts nobody out of the next one',
    async run(store) {
      await store.commit(tenant, commitOf(standing.map((id) => change(id))));
      const found = await idsOf(store, { states: ['cold'] }, 2, async (page) => {
        if (page === 1)
          await store.commit(tenant, commitOf([change('b', 1, 'lost'), change('d', 1, 'lost')]));
      });
      same(found, standing);
    },
  },
];
