import type pg from 'pg';
import { expect, test } from 'vitest';
import { postgresStore } from '../../../src/entries/sql.ts';
import type { DocumentChange } from '../../../src/storage/port.ts';
import { failure } from '../../../src/testing/store-contract/failure.ts';
import {
  clientChange,
  commitOf,
  documentChange,
  tenant,
} from '../../../src/testing/store-contract/samples.ts';
import { at, Department } from '../../service/department.ts';
import { onSchema, type TempSchema } from './temp-schema.ts';

/** A migrated store, and what its connections have been sent since it was last asked. */
async function told(temp: TempSchema) {
  const sent: string[] = [];
  const pool = temp.pool();
  pool.on('connect', (client: pg.PoolClient) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    Object.assign(client, {
      query: (...given: [string | { text: string }]) => {
        sent.push(typeof given[0] === 'string' ? given[0] : given[0].text);
        return query(...given);
      },
    });
  });
  const store = postgresStore({ pool, schema: temp.schema });
  await store.migrate();
  return { store, statements: () => sent.splice(0).map((text) => text.trim().split(/\s/)[0]) };
}

test(
  'a client who is given to somebody by turns costs five reads, and is committed in one statement',
  onSchema(async (temp) => {
    const { store, statements } = await told(temp);
    const { sales } = await new Department(store).staff();
    const ids = ['a', 'b', 'c'];
    await sales.clients.registerMany(
      ids.map((id) => ({ id, source: 'existing' })),
      { by: 'import' },
    );
    for (const clientId of ids) {
      statements();
      await sales.assignment.assign({ clientId, role: 'keeper' }, { by: 'head' });
    }
    expect(statements()).toEqual(['select', 'select', 'select', 'select', 'select', 'with']);
    expect(await sales.assignment.ledger('keeper')).toMatchObject({ entries: [{}, {}] });
    expect((await sales.clients.get('c'))?.custody.keeper?.since).toBe(at(0));
  }),
);

const changed = (id: string, revision: number): DocumentChange => documentChange(id, revision - 1);

test.each<[string, DocumentChange, number | null]>([
  ['has moved on', changed('stored', 2), 2],
  ['is there already', changed('stored', 1), 2],
  ['is not there', changed('missing', 2), null],
])('nothing of a client is committed with a document that %s', (_, document, actual) =>
  onSchema(async (temp) => {
    const store = await temp.open();
    await store.commit(tenant, commitOf([clientChange({ id: 'c' })], { documents: [changed('stored', 1)] }));
    await store.commit(tenant, commitOf([], { documents: [changed('stored', 2)] }));
    const change = clientChange({ id: 'c', from: 1 });
    const fresh = changed('fresh', 1);
    const error = await failure(
      store.commit(tenant, commitOf([change], { documents: [fresh, document] })),
      'REVISION_CONFLICT',
    );
    const { id: documentId, kind, expected } = document;
    expect(error.details.conflicts).toEqual([{ kind, documentId, expected, actual }]);
    expect((await store.readClients(tenant, ['c']))[0]?.revision).toBe(1);
    expect(await store.readDocuments(tenant, 'plan', ['fresh', 'stored', 'missing'])).toMatchObject([
      { id: 'stored', revision: 2 },
    ]);
    expect(await store.readFeed(tenant, 0, 10)).toHaveLength(1);
  })(),
);
