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
