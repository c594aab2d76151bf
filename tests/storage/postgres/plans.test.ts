import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PageKey } from '../../../src/storage/port/page.ts';
import type { ClientQuery } from '../../../src/storage/port.ts';
import { clientPage } from '../../../src/storage/sql/client-page.ts';
import type { HeldPart } from '../../../src/storage/sql/held-clients.ts';
import { censusOf } from '../../../src/storage/sql/postgres/postgres-census.ts';
import { postgresFacts } from '../../../src/storage/sql/postgres/postgres-facts.ts';
import { leaseStatements } from '../../../src/storage/sql/postgres/postgres-leases.ts';
import { TablePlace } from '../../../src/storage/sql/postgres/postgres-tables.ts';
import { writeStatements } from '../../../src/storage/sql/postgres/postgres-writes.ts';
import type { Statement } from '../../../src/storage/sql/statement.ts';
import { asked } from '../conditions/asking.ts';
import { TempSchema } from './temp-schema.ts';

const temp = new TempSchema();
const place = new TablePlace(temp.schema);
const { tables, statements } = place.reading();
const [leases, writes, census] = [
  leaseStatements(place, true),
  writeStatements(place, true),
  censusOf(place),
];
const tenant = 't1';
const day = '2026-01-03T00:00:00.000Z';
let pool: pg.Pool;

/** Four tenants with 5,000 clients each: enough for the planner to see that reading it all takes longer. */
const base = `
  create temporary view rows as select 't' || n % 4 as tenant, 'c' || lpad((n / 4)::text, 6, '0') as id, n / 4 as n
    from generate_series(0, 19999) as n;
  insert into sales_clients (tenant, id, revision, state, pool, due_at, body, facts, answerer, name, on_hold)
    select tenant, id, 1, 'state ' || n % 12, case when n % 30 = 0 then 'pool ' || n % 4 end,
      case when n % 2 = 0 then '2026-01-' || lpad((n % 28 + 1)::text, 2, '0') || 'T00:00:00.000Z' end,
      repeat('x', 800), jsonb_build_object('segment', chr(65 + n % 3)),
      case when n % 40 = 0 then 'role:r' || n % 50 end, 'name ' || n,
      case when n % 50 = 0 then 1 end from rows;
  insert into sales_custody select tenant, id, 'seller', 'e' || n % 250, 'state ' || n % 12, chr(65 + n % 3),
    case when n % 20 = 0 then 'e' || n % 300 end from rows;
  insert into sales_custody select tenant, id, 'keeper', 'big', 'state ' || n % 12, 'A', null from rows where n % 3 = 0;
  insert into sales_held select tenant, employee_id, role, state, ':' || segment, count(*) from sales_custody group by 1, 2, 3, 4, 5;
  insert into sales_leases select tenant, id, 1, due_at, 'w', '2026-01-0' || 1 + n % 9 || 'T00:00:00.000Z'
    from rows join sales_clients using (tenant, id) where due_at is not null;
  insert into sales_events (tenant, position, stream, stream_id, sequence, type, happened_at, recorded_at, body)
    select tenant, n + 1, 'client', id, 1, 'registered', '', '', repeat('x', 200) from rows;
  insert into sales_employees select tenant, 'e' || n, 1, repeat('x', 200) from rows where n < 200;
  insert into sales_commands select tenant, 'k' || n, 'f', repeat('x', 100) from rows;
  insert into sales_documents select tenant, 'kind ' || n % 5, id, 1, repeat('x', 200) from rows;
  insert into sales_lists select tenant, 'kind ' || n % 5, 'list ' || n % 3, 'key ' || n % 100, id from rows;
  drop view rows;
  vacuum analyze sales_clients, sales_custody, sales_held, sales_leases, sales_events, sales_employees, sales_commands, sales_documents, sales_lists;
`;

beforeAll(async () => {
  await (await temp.open()).close();
  pool = temp.pool({ max: 1 });
  await pool.query(`set search_path to ${temp.schema}`);
  for (const statement of base.split(';')) await pool.query(statement);
});

afterAll(() => temp.remove());

interface Asked {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

const page = (query: Omit<ClientQuery, 'limit'>, after?: PageKey, held?: readonly HeldPart[]): Asked =>
  clientPage(tables, { tenant, query: { ...query, limit: 50 }, after, held }, postgresFacts).compile();

/** A page of somebody who holds clients in these roles. */
function heldPage(query: Omit<ClientQuery, 'limit'>, roles: readonly string[], after?: PageKey): Asked {
  const { holder, states, dueBy } = query;
  const employeeId = holder?.employeeId ?? '';
  const parts = dueBy === undefined ? roles.map((role) => [role]) : [roles];
  const held = parts.map((part) => ({ employeeId, roles: part, states }));
  return page(query, after, held);
}
const holder = { employeeId: 'e7' };

const asking = <Params, Row>(statement: Statement<Params, Row>, params: Params): Asked => ({
  sql: statement.sql,
  parameters: statement.bind(params),
});

async function planOf({ sql, parameters }: Asked): Promise<string> {
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...parameters]);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const where = asked({ fact: 'segment', is: 'equals', value: 'A' });
const ids = ['c000001', 'c000002'];
const documents = { tenant, kind: 'kind 1' };
const listed = { ...documents, list: 'list 1' };
const row = { tenant, kinds: ['kind 1'], lists: ['list 1'], keys: ['key 1'], ids: ['c000001'] };
const claim = { tenant, dueBy: day, now: day, limit: 50 };

/** What the index gives in the order that is asked for. */
const inOrder: Readonly<Record<string, readonly [asked: Asked, ...indexes: RegExp[]]>> = {
  'a page of all': [page({}), /sales_clients_key/],
  'the next page of all': [page({}, ['c000003']), /sales_clients_key/],
  'the next page under a condition': [page({ where }, ['c000003']), /sales_clients_key/],
  'a page of a state': [page({ states: ['state 1'] }), /sales_clients_by_state/],
  'the next page of a state': [page({ states: ['state 1'] }, ['c000003']), /sales_clients_by_state/],
  'a page of a state under a condition': [page({ states: ['state 1'], where }), /sales_clients_by_state/],
  'the next page of a pool': [page({ pool: 'pool 2' }, ['c000003']), /sales_clients_by_pool/],
  'a page of somebody who holds a third of the base': [
    heldPage({ holder: { employeeId: 'big' } }, ['keeper']),
    /sales_custody_by_employee/,
    /sales_clients_key/,
  ],
  'their next page': [
    heldPage({ holder: { employeeId: 'big' } }, ['keeper'], ['c000003']),
    /by_employee[\s\S]*Index Cond: .*employee_id = 'big'.*role = 'keeper'.*client_id > 'c000003'/,
    /sales_clients_key/,
  ],
  'their next page under a condition': [
    heldPage({ holder: { employeeId: 'big' }, where }, ['keeper'], ['c000003']),
    /by_employee[\s\S]*Index Cond: .*employee_id = 'big'.*role = 'keeper'.*client_id > 'c000003'/,
    /sales_clients_key/,
  ],
  'what is due': [page({ dueBy: day }), /sales_clients_by_due_date/],
  'the next page of what is due': [page({ dueBy: day }, [day, 'c000003']), /sales_clients_by_due_date/],
  'what is due under a condition': [page({ dueBy: day, where }), /sales_clients_by_due_date/],
  'the feed': [asking(statements.feedPage, { tenant, after: 500, limit: 50 }), /sales_events_key/],
  'a page of documents': [
    asking(statements.documentPage, { ...documents, after: 'c000003', limit: 50 }),
    /sales_documents_key/,
  ],
  'a page of a list of documents': [
    asking(statements.listPage, { ...listed, afterKey: '', after: '', limit: 50 }),
    /sales_lists_key/,
    /sales_documents_key/,
  ],
  'the next page of a list of documents': [
    asking(statements.listPage, { ...listed, afterKey: 'key 50', after: 'c000003', limit: 50 }),
    /Index Cond: .*list = 'list 1'.*ROW\(sort_key, id\) > ROW/,
    /sales_documents_key/,
  ],
};

/** What the index finds; little of it is sorted afterwards, or none. */
const byIndex: typeof inOrder = {
  'a page of states': [
    page({ states: ['state 1', 'state 2'] }),
    /sales_clients_by_state.*sales_clients_by_state/s,
    /sales_clients_key/,
  ],
  'the next page of states under a condition': [
    page({ states: ['state 1', 'state 2'], where }, ['c000003']),
    /sales_clients_by_state.*sales_clients_by_state/s,
    /sales_clients_key/,
  ],
  'a page of a holder': [heldPage({ holder }, ['seller']), /sales_custody_by_employee/, /sales_clients_key/],
  'a page of a holder in two roles': [
    heldPage({ holder, where }, ['seller', 'operator'], ['c000003']),
    /sales_custody_by_employee.*sales_custody_by_employee/s,
    /sales_clients_key/,
  ],
  'a page of a holder in a state under a condition': [
    heldPage({ holder, states: ['state 1'], where }, ['seller']),
    /sales_custody_by_employee/,
    /sales_clients_key/,
  ],
  'a page of whom it concerns': [
    page({ concerns: { employeeIds: ['e7', 'e8'], roles: ['manager'] } }),
    /sales_custody_by_employee/,
    /sales_custody_by_deputy/,
    /sales_clients_by_answerer/,
    /sales_clients_key/,
  ],
  'clients on whom a hold stands': [page({ onHold: true }), /sales_clients_on_hold/],
  'clients whose name begins so': [page({ named: { startsWith: 'Name 12' } }), /sales_clients_by_name/],
  'clients in whose name a text is': [
    page({ named: { contains: '123' } }),
    /Index Only Scan using sales_clients_by_name/,
  ],
  'what is due with a holder': [
    heldPage({ dueBy: day, holder }, ['seller']),
    /sales_custody_by_employee/,
    /sales_clients_key/,
  ],
  'what is due with a holder in two roles': [
    heldPage({ dueBy: day, holder }, ['seller', 'operator'], [day, 'c000003']),
    /sales_custody_by_employee/,
    /sales_clients_key/,
  ],
  'what is due with somebody who holds very many': [
    page({ dueBy: day, holder }),
    /sales_custody_by_employee|sales_clients_by_due_date/,
  ],
  'a claim': [asking(leases.freeDue, claim), /sales_clients_by_due_date/, /sales_leases_key/],
  'leases that ran out': [
    asking(leases.deletePastLeases, { tenant, now: '2026-01-01T00:00:00.000Z' }),
    /sales_leases_by_end/,
  ],
  'one client': [asking(statements.clientById, { tenant, id: 'c-1' }), /sales_clients_key/],
  'clients by ids': [asking(statements.clientsByIds, { tenant, ids }), /sales_clients_key/],
  "an employee's history": [
    asking(statements.employeeEvents, { tenant, id: 'e1' }),
    /sales_events_of_stream/,
  ],
  'a history': [asking(statements.clientEvents, { tenant, id: 'c000003' }), /sales_events_of_stream/],
  'histories of several clients': [
    asking(statements.eventsOfClients, { tenant, ids }),
    /sales_events_of_stream/,
  ],
  'an employee': [asking(statements.employeeById, { tenant, id: 'e7' }), /sales_employees_key/],
  'documents by ids': [asking(statements.documentsByIds, { ...documents, ids }), /sales_documents_key/],
  "a document's history": [
    asking(statements.documentEvents, { tenant, id: 'plan/d' }),
    /sales_events_of_stream/,
  ],
  'taking documents off lists': [asking(writes.takeOffLists, row), /sales_lists_key/],
  outcomes: [asking(statements.commandsByIds, { tenant, ids: ['k1', 'k2'] }), /sales_commands_key/],
  'clients that are locked': [asking(writes.lockClients, { tenant, ids }), /sales_clients_key/],
  'who holds what is written': [asking(writes.custodyOf, { tenant, ids }), /sales_custody_key/],
};

test.each(Object.entries(inOrder))('%s goes by an index of PostgreSQL, in its order', async (_, row) => {
  const [asked, ...indexes] = row;
  const plan = await planOf(asked);
  for (const index of indexes) expect(plan).toMatch(index);
  expect(plan).not.toMatch(/Seq Scan on sales_|Sort|Hash/);
});

test.each(Object.entries(byIndex))('%s goes by an index of PostgreSQL', async (_, [asked, ...indexes]) => {
  const plan = await planOf(asked);
  for (const index of indexes) expect(plan).toMatch(index);
  expect(plan).not.toMatch(/Seq Scan on sales_/);
});

test('the census counts by the indexes alone, and reads what is held as it is kept', async () => {
  await pool.query('begin');
  // Whether that is faster depends on how lately the tables were vacuumed.
  for (const way of ['seqscan', 'bitmapscan', 'hashagg', 'sort'])
    await pool.query(`set local enable_${way} = off`);
  const plan = await planOf(asking(census, { tenant }));
  await pool.query('rollback');
  expect(plan).toMatch(/Index Scan using sales_held_key|Index Only Scan using sales_held_key/);
  for (const index of ['clients_by_state', 'clients_by_pool'])
    expect(plan).toContain(`Index Only Scan using sales_${index}`);
});
