import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { commitOf, documentChange, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

const stored = ({ kind, id, revision, body }: ReturnType<typeof documentChange>) => ({
  kind,
  id,
  revision,
  body,
});

export const documentCases: readonly StoreCase[] = [
  {
    name: 'a document comes back as it went in, and as last changed',
    async run(store) {
      const body = {
        text: 'Ё 😀 \'q\' "d"',
        list: [null, 1.5, { deep: [] }],
        empty: '',
        big: 9_007_199_254_740_991,
      };
      const first = documentChange('d', 0, body);
      await store.commit(tenant, commitOf([], { documents: [first] }));
      same(await store.readDocuments(tenant, 'plan', ['d', 'd', 'unknown']), [stored(first)]);
      const second = documentChange('d', 1, null);
      await store.commit(tenant, commitOf([], { documents: [second] }));
      same(await store.readDocuments(tenant, 'plan', ['d']), [stored(second)]);
    },
  },
  {
    name: 'a document is not shared with whoever wrote or read it',
    async run(store) {
      const body = { moves: ['a'] };
      await store.commit(tenant, commitOf([], { documents: [documentChange('d', 0, body)] }));
      body.moves.push('b');
      const [read] = await store.readDocuments(tenant, 'plan', ['d']);
      (read as { body: typeof body }).body.moves.push('c');
      same((await store.readDocuments(tenant, 'plan', ['d']))[0]?.body, { moves: ['a'] });
    },
  },
  {
    name: 'documents of another kind or tenant are others, even under the same id',
    async run(store) {
      const documents = [documentChange('d'), { ...documentChange('d', 0, 'ledger'), kind: 'ledger' }];
      await store.commit(tenant, commitOf([], { documents }));
      same((await store.readDocuments(tenant, 'ledger', ['d']))[0]?.body, 'ledger');
      same((await store.queryDocuments(tenant, { kind: 'plan', limit: 10 })).documents.length, 1);
      same(await store.readDocuments('other', 'plan', ['d']), []);
      same(await store.queryDocuments('other', { kind: 'plan', limit: 10 }), { documents: [] });
    },
  },
  {
    name: 'documents come page by page in the order of their ids',
    async run(store) {
      const ids = ['ж', 'a', 'c', 'B', '😀'];
      await store.commit(tenant, commitOf([], { documents: ids.map((id) => documentChange(id)) }));
      const found: string[] = [];
      for (let after: string | undefined; ; ) {
        const page = await store.queryDocuments(tenant, { kind: 'plan', limit: 2, ...(after && { after }) });
        found.push(...page.documents.map(({ id }) => id));
        if (page.next === undefined) break;
        after = page.next;
      }
      same(found, ['B', 'a', 'c', 'ж', '😀']);
      await failure(store.queryDocuments(tenant, { kind: 'plan', limit: 0 }), 'INVALID_QUERY');
      await failure(store.queryDocuments(tenant, { kind: 'plan', limit: 1, after: '%' }), 'INVALID_CURSOR');
    },
  },
  {
    name: 'a document that is missing, misnumbered or changed twice is INVALID_COMMIT',
    async run(store) {
      const fine = documentChange('d');
      const bad = [
        [{ ...fine, body: undefined }],
        [{ ...fine, revision: 2 }],
        [{ ...fine, revision: 0 }],
        [fine, fine],
        [{ ...fine, id: 'half \ud800' }],
        [{ ...fine, kind: 'nul \0' }],
      ];
      for (const documents of bad) {
        await failure(store.commit(tenant, commitOf([], { documents })), 'INVALID_COMMIT');
      }
      same(await store.queryDocuments(tenant, { kind: 'plan', limit: 10 }), { documents: [] });
    },
  },
];
