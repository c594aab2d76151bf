import { createHash } from 'node:crypto';
import pg from 'pg';
import { createSales, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { postgresStore } from 'sales-conveyor/sql';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Condition } from '../../../src/conditions/condition.ts';
import { clientPage, indexedRanges } from '../../../src/storage/sql/client-page.ts';
import { withProjection } from '../../../src/storage/sql/indexed-facts.ts';
import { postgresFacts } from '../../../src/storage/sql/postgres/postgres-facts.ts';
import { TablePlace } from '../../../src/storage/sql/postgres/postgres-tables.ts';
import { asked } from '../conditions/asking.ts';
import { TempSchema } from './temp-schema.ts';

const { schema } = new TempSchema();
const pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 2 });
const indexedFacts = { segment: 'enum', lastOrderAt: 'instant', 'orders.count': 'number' } as const;
const store = postgresStore({ pool, schema, indexedFacts });

const indexes = async () => {
  const { rows } = await pool.query<{ name: string }>(
    "select indexname as name from pg_indexes where schemaname = $1 and indexname ~ 'by_(text|number)_' order by 1",
    [schema],
  );
  return rows.map(({ name }) => name);
};

beforeAll(async () => {
  await postgresStore({ pool, schema }).migrate();
  await pool.query(`insert into ${schema}.sales_clients (tenant, id, revision, state, body, facts)
    select 't', 'c' || lpad(n::text, 6, '0'), 1, 's', repeat('x', 800), jsonb_build_object('segment', chr(65 + (n % 100) / 98),
      'orders.count', n % 500, 'lastOrderAt', '2026-01-01T00:00:' || lpad((n % 60)::text, 2, '0') || '.000Z', '@projection', 'p')
    from generate_series(0, 19999) as n`);
  expect(await indexes()).toEqual([]);
  await store.migrate();
});

afterAll(async () => {
  await pool.query(`drop schema ${schema} cascade`);
  await pool.end();
});

test('migrate makes the indexes that are not there, and takes none away', async () => {
  const made = [
    'sales_clients_by_number_orders.count',
    'sales_clients_by_text_@projection',
    'sales_clients_by_text_lastOrderAt',
    'sales_clients_by_text_segment',
  ];
  expect(await indexes()).toEqual(made);
  await postgresStore({ pool, schema }).migrate();
  await postgresStore({ pool, schema, indexedFacts: { note: 'text' } }).migrate();
  expect(await indexes()).toEqual([...made.slice(0, 3), 'sales_clients_by_text_note', ...made.slice(3)]);
});

test.each<[string, Condition, string[]]>([
  ['a value', { fact: 'segment', is: 'equals', value: 'B' }, ['text_segment']],
  ['a number above a bound', { fact: 'orders.count', is: 'above', value: 495 }, ['number_orders.count']],
  [
    'a date, of which the negation is asked',
    { not: { fact: 'lastOrderAt', is: 'after', value: '2026-01-01T00:00:00.500Z' } },
    ['text_lastOrderAt'],
  ],
])('%s of an indexed fact, and what was written under other rules, go by indexes', async (_, test, names) => {
  const stale: Condition[] = [
    { fact: '@projection', is: 'absent' },
    { fact: '@projection', is: 'differs', value: 'p' },
  ];
  const { facts, ...rest } = asked({ any: [test, ...stale] });
  const where = { ...rest, facts: { ...facts, '@projection': { type: 'text' as const } } };
  const { tables } = new TablePlace(schema).reading();
  const query = { where, limit: 50 };
  const ranges = indexedRanges(query, withProjection(indexedFacts), postgresFacts);
  const request = { tenant: 't', query, after: undefined, ranges };
  const { sql, parameters } = clientPage(tables, request, postgresFacts).compile();
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...parameters]);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  for (const name of [...names, 'text_@projection']) expect(plan).toContain(`sales_clients_by_${name}`);
  expect(plan).not.toContain('Seq Scan');
});

test('a text that is longer than an index can hold is written, and found', async () => {
  // Nothing that the database could compress until it fits.
  const hash = (n: number) => createHash('sha256').update(`${n}`).digest('base64');
  const note = Array.from({ length: 200 }, (_, n) => hash(n)).join('');
  const conveyor = defineConveyor(mixed());
  const long = postgresStore({ pool, schema, indexedFacts: { name: 'text' } });
  await long.migrate();
  const sales = createSales({
    conveyor,
    store: long,
    tenant: 'long',
    clock: () => new Date('2026-03-02T09:00:00Z'),
  });
  await sales.clients.register({ id: 'c', source: 'lead' }, { by: 'import' });
  const learn = { type: 'learnFacts', clientId: 'c', facts: { name: note } } as const;
  expect(await sales.execute(learn, { by: 'crm' })).toMatchObject({ ok: true });
  const found = await sales.clients.query({
    where: { fact: 'name', is: 'startsWith', value: note.slice(0, 500) },
  });
  expect(found.clients.map(({ id }) => id)).toEqual(['c']);
});
