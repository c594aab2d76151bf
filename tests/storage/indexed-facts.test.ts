import Database from 'libsql';
import { createSales, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { postgresStore, sqliteStore } from 'sales-conveyor/sql';
import { expect, test } from 'vitest';

const indexedFacts = { industry: 'text', 'orders.lastAt': 'instant' } as const;
const clock = () => new Date('2026-03-02T09:00:00Z');

test('SQLite makes the indexes that are not there, and writes nothing where all are', async () => {
  const database = new Database(':memory:');
  const names = () =>
    (
      database
        .prepare(
          "select name from sqlite_schema where name like 'sales\\_clients\\_by\\_text%' escape '\\' order by 1",
        )
        .all() as {
        name: string;
      }[]
    ).map(({ name }) => name);
  await sqliteStore({ database }).migrate();
  expect(names()).toEqual([]);
  await sqliteStore({ database, indexedFacts }).migrate();
  const made = ['@projection', 'industry', 'orders.lastAt'].map((name) => `sales_clients_by_text_${name}`);
  expect(names()).toEqual(made);
  database.exec('pragma query_only = true');
  await sqliteStore({ database, indexedFacts }).migrate();
  database.close();
});

test('clients whose facts were written under other rules are found all the same, until they are written anew', async () => {
  const database = new Database(':memory:');
  const store = sqliteStore({ database, indexedFacts });
  await store.migrate();
  const sales = createSales({ conveyor: defineConveyor(mixed()), store, clock });
  for (const [id, industry] of [
    ['a', 'dairy'],
    ['b', 'steel'],
    ['c', 'dairy'],
  ] as const) {
    await sales.clients.register({ id, source: 'lead' }, { by: 'import' });
    await sales.execute({ type: 'learnFacts', clientId: id, facts: { industry } }, { by: 'crm' });
  }
  const found = async () => {
    const { clients } = await sales.clients.query({
      where: { fact: 'industry', is: 'equals', value: 'dairy' },
    });
    return clients.map(({ id }) => id);
  };
  expect(await found()).toEqual(['a', 'c']);
  for (const facts of [`'{"industry":"steel","@projection":"older"}'`, `'{"industry":"steel"}'`, 'null']) {
    database.exec(`update sales_clients set facts = ${facts} where id = 'c'`);
    expect(await found()).toEqual(['a', 'c']);
  }
  database.close();
});

test.each([
  ['the first clients of the base fill the page', 'n % 2 = 0'],
  ['the first clients of the base are not in it', 'n >= 3000'],
])('of a wide range SQLite finds everybody in their order: %s', async (_, passes) => {
  const database = new Database(':memory:');
  const store = sqliteStore({ database, indexedFacts: { count: 'number' } });
  await store.migrate();
  const CLIENTS = 36_000;
  database.exec(`with recursive copies (n) as (select 0 union all select n + 1 from copies where n + 1 < ${CLIENTS})
    insert into sales_clients (tenant, id, revision, state, body, facts)
    select 't', 'c' || (100000 + n), 1, 's', json_object('id', 'c' || (100000 + n)), json_object('count', (${passes}) * (n + 1)) from copies`);
  const numbers = Array.from({ length: CLIENTS }, (_, n) => n);
  const isIn = passes === 'n % 2 = 0' ? (n: number) => n % 2 === 0 : (n: number) => n >= 3000;
  const expected = numbers.filter(isIn).map((n) => `c${100_000 + n}`);
  const where = {
    condition: { fact: 'count', is: 'atLeast', value: 1 },
    facts: { count: { type: 'number' } },
    now: clock().toISOString(),
  } as const;
  for (const judgedAnew of [false, true]) {
    let after: string | undefined;
    for (const from of [0, 300, 600]) {
      const query = { where: { ...where, judgedAnew }, limit: 300, ...(after !== undefined && { after }) };
      const page = await store.queryClients('t', query);
      expect(page.clients.map(({ id }) => id)).toEqual(expected.slice(from, from + 300));
      after = page.next;
    }
  }
  database.close();
});

test('an option that says no facts, or facts that no index can order, is refused', () => {
  const refused = (given: unknown) => () =>
    sqliteStore({ database: new Database(':memory:'), indexedFacts: given as never });
  expect(refused(['industry'])).toThrow(/indexedFacts/);
  expect(refused({ tags: 'texts' })).toThrow(/indexedFacts.*tags/s);
  expect(refused({ ['x'.repeat(60)]: 'text' })).toThrow(/up to 39/);
  expect(refused({ "a'b": 'text' })).toThrow(/a'b/);
  const pool = { connect: () => undefined, on: () => undefined } as never;
  expect(() => postgresStore({ pool, rowLevelSecurity: true, indexedFacts })).toThrow(/rowLevelSecurity/);
});
