import type { Commit, DocumentChange, Store } from '../../../storage/port.ts';
import { everything } from '../everything.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, documentChange, eventfulChange, outcome, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';
import { wins } from '../wins.ts';

type Lists = Readonly<Record<string, string>>;

const inLists = (id: string, lists: Lists | undefined, from = 0): DocumentChange => ({
  ...documentChange(id, from),
  ...(lists && { lists }),
});

const writing = (...documents: readonly DocumentChange[]): Commit => commitOf([], { documents });

/** The ids in a list, page by page. */
async function listed(store: Store, list: string, limit = 1_000, of = tenant): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | undefined; ; ) {
    const query = { kind: 'plan', list, limit, ...(after && { after }) };
    const page = await store.queryDocuments(of, query);
    if (page.documents.length > limit) throw new Error('A page has more than was asked for');
    found.push(...page.documents.map(({ id }) => id));
    if (page.next === undefined) return found;
    after = page.next;
  }
}

export const documentListCases: readonly StoreCase[] = [
  {
    name: 'a list has its documents by key, then by id, each by code point, whatever the size of the pages',
    async run(store) {
      const keys = { ж: 'b', a: '2', '😀': 'b', c: '', B: 'b', d: '\u{ffff}', e: '😀' };
      const documents = Object.entries(keys).map(([id, key]) => inLists(id, { queue: key, other: id }));
      await store.commit(tenant, writing(...documents, documentChange('none')));
      const inOrder = ['c', 'a', 'B', 'ж', '😀', 'd', 'e'];
      for (const limit of [1, 2, 3, 7, 1_000]) same(await listed(store, 'queue', limit), inOrder);
      same((await listed(store, 'other')).length, documents.length);
      same(await listed(store, 'nobody’s'), []);
      same(await listed(store, 'queue', 1_000, 'other'), []);
      same((await store.queryDocuments(tenant, { kind: 'plan', limit: 1_000 })).documents.length, 8);
      const { next } = await store.queryDocuments(tenant, { kind: 'plan', list: 'queue', limit: 1 });
      await failure(store.queryDocuments(tenant, { kind: 'plan', limit: 1, after: next! }), 'INVALID_CURSOR');
      const limits = { kind: 'plan', list: 'queue', limit: 0 };
      await failure(store.queryDocuments(tenant, limits), 'INVALID_QUERY');
    },
  },
  {
    name: 'a document says in which lists it stands, and every change replaces them whole',
    async run(store) {
      const stands = async (lists: Lists | undefined, revision: number) => {
        const { expected: _, ...stored } = inLists('d', lists, revision - 1);
        same(await store.readDocuments(tenant, 'plan', ['d']), [stored]);
        const all = ['queue', 'mine', 'Ж 😀'];
        for (const list of all) same(await listed(store, list), lists?.[list] === undefined ? [] : ['d']);
        for (const list of Object.keys(lists ?? {})) {
          const query = { kind: 'plan', list, limit: 1 };
          same((await store.queryDocuments(tenant, query)).documents, [stored]);
        }
      };
      const steps: readonly (Lists | undefined)[] = [
        { queue: '1', mine: '1' },
        { queue: '2', 'Ж 😀': 'ключ' },
        { queue: '2', 'Ж 😀': 'ключ' },
        undefined,
        { mine: '' },
      ];
      for (const [i, lists] of steps.entries()) {
        await store.commit(tenant, writing(inLists('d', lists, i)));
        await stands(lists, i + 1);
      }
      await store.commit(tenant, writing({ ...inLists('d', {}, 5) }));
      await stands(undefined, 6);
      await store.commit(tenant, writing({ ...inLists('d', { queue: 'k' }), kind: 'other' }));
      same(await listed(store, 'queue'), []);
      await store.commit(tenant, commitOf([clientChange({ id: 'c' })]));
      const alongside = (from: number, document: DocumentChange) =>
        store.commit(tenant, commitOf([clientChange({ id: 'c', from })], { documents: [document] }));
      await alongside(1, inLists('d', { queue: 'k', mine: 'k' }, 6));
      await stands({ queue: 'k', mine: 'k' }, 7);
      await alongside(2, inLists('d', undefined, 7));
      await stands(undefined, 8);
    },
  },
  {
    name: 'a page of a list goes on behind the place that it ended with, whoever comes, goes or moves meanwhile',
    async run(store) {
      const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
      await store.commit(tenant, writing(...ids.map((id) => inLists(id, { queue: `5${id}` }))));
      const query = { kind: 'plan', list: 'queue', limit: 3 };
      const first = await store.queryDocuments(tenant, query);
      same(
        first.documents.map(({ id }) => id),
        ['a', 'b', 'c'],
      );
      await store.commit(
        tenant,
        writing(
          inLists('c', undefined, 1),
          inLists('a', { queue: '9' }, 1),
          inLists('new', { queue: '1' }),
          inLists('newer', { queue: '1' }),
          inLists('e', undefined, 1),
          inLists('z', { queue: '5d' }),
          inLists('f', { queue: '0' }, 1),
        ),
      );
      const rest = await store.queryDocuments(tenant, { ...query, limit: 10, after: first.next! });
      same(
        rest.documents.map(({ id }) => id),
        ['d', 'z', 'a'],
      );
      same(rest.next, undefined);
    },
  },
  {
    name: 'a commit that fails moves no document between lists',
    async run(store) {
      await store.commit(
        tenant,
        commitOf([], { documents: [inLists('d', { queue: '1' })], outcomes: [outcome('k')] }),
      );
      const moved = inLists('d', { mine: '1' }, 1);
      const failing: readonly [Partial<Commit>, Parameters<typeof failure>[1]][] = [
        [{ documents: [inLists('d', { mine: '1' })] }, 'REVISION_CONFLICT'],
        [{ documents: [moved, inLists('n', { queue: '2' }, 3)] }, 'REVISION_CONFLICT'],
        [{ documents: [moved], clients: [clientChange({ id: 'c', from: 1 })] }, 'REVISION_CONFLICT'],
        [{ documents: [moved], outcomes: [outcome('k')] }, 'COMMAND_ALREADY_RECORDED'],
      ];
      for (const [commit, code] of failing) await failure(store.commit(tenant, commitOf([], commit)), code);
      same(await listed(store, 'queue'), ['d']);
      same(await listed(store, 'mine'), []);
    },
  },
  {
    name: 'a list without a name, or by a key that is none or too long, is INVALID_COMMIT',
    async run(store) {
      const long = 'ж'.repeat(101);
      const many = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`list ${i}`, '1']));
      const wrong = [
        { '': '1' },
        { queue: long },
        { ['q'.repeat(251)]: '1' },
        { queue: 7 },
        { queue: null },
        { 'nul \0': '1' },
        { queue: 'half \ud800' },
        many,
        null,
        'queue',
      ];
      for (const lists of wrong) {
        const document = { ...documentChange('d'), lists: lists as never };
        await failure(store.commit(tenant, writing(document)), 'INVALID_COMMIT');
      }
      same(await store.queryDocuments(tenant, { kind: 'plan', limit: 10 }), { documents: [] });
      const [name, key] = ['😀'.repeat(125), '界'.repeat(100)];
      await store.commit(tenant, writing(inLists('d', { [name]: key })));
      same(await listed(store, name), ['d']);
    },
  },
  {
    name: 'a document that gets another id, or is rewritten, stands in the lists that are said then',
    async run(store) {
      await store.commit(
        tenant,
        writing(
          inLists('d', { queue: '1', mine: '1' }),
          inLists('e', { queue: '2' }),
          inLists('f', { queue: '0' }),
        ),
      );
      await store.commit(tenant, writing({ ...inLists('g', { queue: '3', mine: '1' }, 1), was: 'd' }));
      same(await listed(store, 'queue'), ['f', 'e', 'g']);
      same(await listed(store, 'mine'), ['g']);
      const [e] = await store.readDocuments(tenant, 'plan', ['e']);
      const [f] = await store.readDocuments(tenant, 'plan', ['f']);
      const documents = [
        { ...e!, body: 'erased' },
        { ...f!, lists: { 'mine, too': '0' } },
      ];
      await store.commit(tenant, commitOf([], { rewritten: { documents } }));
      same(await store.readDocuments(tenant, 'plan', ['e']), [documents[0]]);
      same(await listed(store, 'queue'), ['e', 'g']);
      same(await listed(store, 'mine, too'), ['f']);
      const stale = commitOf([], { rewritten: { documents: [{ ...e!, revision: 2, lists: {} }] } });
      await failure(store.commit(tenant, stale), 'REVISION_CONFLICT');
      same(await listed(store, 'queue'), ['e', 'g']);
    },
  },
  {
    name: 'of a tenant that is dropped no list is left, and others keep theirs',
    async run(store) {
      for (const of of [tenant, 'other']) await store.commit(of, writing(inLists('d', { queue: '1' })));
      await store.dropTenant(tenant);
      same(await listed(store, 'queue'), []);
      same(await listed(store, 'queue', 10, 'other'), ['d']);
      await store.commit(tenant, writing(inLists('e', { queue: '1' })));
      same(await listed(store, 'queue'), ['e']);
    },
  },
  {
    name: 'a document’s history is its own alone, oldest first, and empty where it has none',
    async run(store) {
      await store.commit(
        tenant,
        commitOf([clientChange({ id: 'plan/d' })], {
          documents: [eventfulChange('d', 0, 2), eventfulChange('d', 0, 1, 'plan/d'), documentChange('n')],
        }),
      );
      await store.commit(tenant, writing(eventfulChange('d/e')));
      await store.commit(tenant, writing(eventfulChange('d', 2, 1)));
      const told = [...eventfulChange('d', 0, 2).events, ...eventfulChange('d', 2, 1).events];
      same(await store.documentHistory(tenant, 'plan', 'd'), told);
      same(await store.documentHistory(tenant, 'plan', 'd/e'), eventfulChange('d/e').events);
      same(await store.documentHistory(tenant, 'plan', 'n'), []);
      same(await store.documentHistory(tenant, 'plan', 'unknown'), []);
      same(await store.documentHistory('other', 'plan', 'd'), []);
    },
  },
  {
    name: 'of 6 writers that move one document at once, one wins, and it stands where the winner put it',
    async run(store, ground) {
      const writers = await ground.writers(6);
      await store.commit(tenant, writing(inLists('d', { queue: '1' })));
      const before = await everything(store);
      const won = await Promise.all(
        writers.map((writer, i) => wins(writer, writing(inLists('d', { [`of ${i}`]: '1' }, 1)))),
      );
      same(won.filter(Boolean).length, 1);
      same(await listed(store, 'queue'), []);
      for (const [i, isWinner] of won.entries()) same(await listed(store, `of ${i}`), isWinner ? ['d'] : []);
      same((await everything(store)).feed, before.feed);
    },
  },
];
