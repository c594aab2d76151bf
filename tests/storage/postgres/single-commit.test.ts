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

/** The n-th change of a task, with an event of its own. */
const step = (id: string, n: number, lists: Readonly<Record<string, string>>): DocumentChange => ({
  ...{ kind: 'task', id, revision: n, body: { id, n }, lists },
  expected: n === 1 ? { is: 'absent' } : { is: 'exact', revision: n - 1 },
  events: [{ id: `@@task/${id}#${n}`, type: 'taskTaken', happenedAt: at(0), recordedAt: at(n) }] as never,
});
const outcomeOf = (commandId: string) => ({ commandId, fingerprint: 'f', outcome: { ok: true } });

test(
  'documents that go on are committed with their lists, outcomes and events in one statement',
  onSchema(async (temp) => {
    const { store, statements } = await told(temp);
    const first = ['a', 'b'].map((id) => step(id, 1, { 'queue q': `1 ${id}`, open: id, old: id }));
    await store.commit(tenant, commitOf([], { documents: first }));
    statements();
    const second = ['b', 'a'].map((id) => step(id, 2, { 'held vera': `1 ${id}`, open: id, old: `${id}2` }));
    await store.commit(tenant, commitOf([], { documents: second, outcomes: [outcomeOf('k')] }));
    await store.commit(tenant, commitOf([], { documents: [step('a', 3, {})] }));
    expect(statements()).toEqual(['with', 'with']);
    const listed = async (list: string) =>
      (await store.queryDocuments(tenant, { kind: 'task', list, limit: 9 })).documents.map(
        ({ id, revision, lists }) => [id, revision, lists?.[list]],
      );
    expect(await listed('queue q')).toEqual([]);
    expect(await listed('held vera')).toEqual([['b', 2, '1 b']]);
    expect(await listed('open')).toEqual([['b', 2, 'b']]);
    expect(await listed('old')).toEqual([['b', 2, 'b2']]);
    const feed = await store.readFeed(tenant, 0, 10);
    expect(feed.map(({ position, event }) => [position, event.id])).toEqual([
      [1, '@@task/a#1'],
      [2, '@@task/b#1'],
      [3, '@@task/b#2'],
      [4, '@@task/a#2'],
      [5, '@@task/a#3'],
    ]);
    expect(await store.documentHistory(tenant, 'task', 'a')).toHaveLength(3);
    expect(await store.readOutcomes(tenant, ['k'])).toEqual([outcomeOf('k')]);
  }),
);

test.each<[string, DocumentChange, string, string]>([
  ['one of them has moved on', step('b', 2, {}), 'new', 'REVISION_CONFLICT'],
  ['one of them is not there', step('c', 2, {}), 'new', 'REVISION_CONFLICT'],
  ['a command of theirs was recorded before', step('b', 3, {}), 'known', 'COMMAND_ALREADY_RECORDED'],
])('nothing of documents that go on is written where %s', (_, other, commandId, code) =>
  onSchema(async (temp) => {
    const store = await temp.open();
    for (const id of ['a', 'b'])
      await store.commit(tenant, commitOf([], { documents: [step(id, 1, { q: id })] }));
    const documents = [step('b', 2, { q: 'b2' })];
    await store.commit(tenant, commitOf([], { documents, outcomes: [outcomeOf('known')] }));
    const commit = commitOf([], { documents: [step('a', 2, {}), other], outcomes: [outcomeOf(commandId)] });
    await failure(store.commit(tenant, commit), code as 'REVISION_CONFLICT');
    const { documents: listed } = await store.queryDocuments(tenant, { kind: 'task', list: 'q', limit: 9 });
    expect(listed.map(({ id, revision }) => [id, revision])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(await store.readFeed(tenant, 0, 10)).toHaveLength(3);
    expect(await store.readOutcomes(tenant, ['new'])).toEqual([]);
  })(),
);

test(
  'lists that are rewritten while their document goes on leave no row behind',
  onSchema(async (temp) => {
    const [going, rewriting] = await Promise.all([temp.open(), temp.open()]);
    await going.commit(tenant, commitOf([], { documents: [step('a', 1, { 'list 1': 'k' })] }));
    const names = new Set(['list 1']);
    let [revision, rewritten] = [1, 0];
    for (let round = 2; round <= 60; round++) {
      const [own, other] = [`list ${round}`, `other ${round}`];
      names.add(own).add(other);
      const document = { kind: 'task', id: 'a', revision, body: { id: 'a', n: revision } };
      const rewrites = rewriting.commit(
        tenant,
        commitOf([], { rewritten: { documents: [{ ...document, lists: { [other]: 'k' } }] } }),
      );
      // Who is first is the machine's choice; now and then it is who rewrites.
      if (round % 10 === 0) await rewrites;
      const goesOn = going.commit(
        tenant,
        commitOf([], { documents: [step('a', revision + 1, { [own]: 'k' })] }),
      );
      const outcomes = await Promise.allSettled([rewrites, goesOn]);
      if (outcomes[0].status === 'fulfilled') rewritten++;
      if (outcomes[1].status === 'fulfilled') revision++;
      for (const list of names) {
        const { documents } = await going.queryDocuments(tenant, { kind: 'task', list, limit: 9 });
        const stood = documents.map(({ lists = {} }) => Object.keys(lists));
        expect([list, stood]).toEqual([list, stood.length > 0 ? [[list]] : []]);
      }
    }
    expect(revision).toBeGreaterThan(30);
    expect(rewritten).toBeGreaterThan(5);
  }),
);
