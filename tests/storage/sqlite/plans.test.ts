import { expect, test } from 'vitest';
import type { Condition } from '../../../src/conditions/condition.ts';
import { sqliteStore } from '../../../src/entries/sql.ts';
import type { ClientQuery } from '../../../src/storage/port.ts';
import {
  clientPage,
  countInRanges,
  indexedRanges,
  pageOfFirst,
} from '../../../src/storage/sql/client-page.ts';
import { type HeldPart, heldParts } from '../../../src/storage/sql/held-clients.ts';
import { withProjection } from '../../../src/storage/sql/indexed-facts.ts';
import { sqliteFacts } from '../../../src/storage/sql/sqlite/sqlite-facts.ts';
import { deletePastLeases, freeDueClients } from '../../../src/storage/sql/sqlite/sqlite-leases.ts';
import { reading } from '../../../src/storage/sql/sqlite/sqlite-reading.ts';
import { tables } from '../../../src/storage/sql/sqlite/sqlite-tables.ts';
import * as writes from '../../../src/storage/sql/sqlite/sqlite-writes.ts';
import { tenant } from '../../../src/testing/store-contract/samples.ts';
import { asked } from '../conditions/asking.ts';
import type { Connection } from './temp-database.ts';
import { onDatabase } from './temp-database.ts';

const query = (filter: Omit<ClientQuery, 'limit'>, after?: readonly string[], held?: readonly HeldPart[]) =>
  clientPage(tables, { tenant, query: { ...filter, limit: 100 }, after, held }, sqliteFacts).compile();

const holder = { employeeId: 'e' };
const inRoles = (...roles: string[]) => [{ ...holder, roles }];

const due = { dueBy: '2026-01-01T00:00:00.000Z' };

const concerns = { employeeIds: ['e', 'f'], roles: ['r', 's'] };
const concerned = query({ concerns });

/** Each read, and the index that it has to go by. */
const plans: Readonly<Record<string, readonly [read: { readonly sql: string }, index: RegExp]>> = {
  'a page of all': [query({}), /sales_clients_1 \(tenant=\?\)/],
  'the next page of all': [query({}, ['c']), /sales_clients_1 \(tenant=\? AND id>\?\)/],
  'a page of a state': [query({ states: ['a'] }), /by_state \(tenant=\? AND state=\?\)/],
  'the next page of a state': [
    query({ states: ['a'] }, ['c']),
    /by_state \(tenant=\? AND state=\? AND id>\?\)/,
  ],
  'the next page of states': [
    query({ states: ['a', 'b'] }, ['c']),
    /by_state \(tenant=\? AND state=\? AND id>\?\)/,
  ],
  'the next page of a pool': [query({ pool: 'p' }, ['c']), /by_pool \(tenant=\? AND pool=\? AND id>\?\)/],
  'a page of a holder': [
    query({ holder }, undefined, inRoles('r')),
    /COVERING INDEX .*by_employee \(tenant=\? AND employee_id=\? AND role=\?\)\nSEARCH client USING INDEX .*clients_1 \(tenant=\? AND id=\?\)/,
  ],
  'the next page of a holder': [
    query({ holder }, ['c'], inRoles('r')),
    /by_employee \(tenant=\? AND employee_id=\? AND role=\? AND client_id>\?\)/,
  ],
  'a page of whom it concerns, by holder': [concerned, /by_employee \(tenant=\? AND employee_id=\?\)/],
  'a page of whom it concerns, by deputy': [concerned, /by_deputy \(tenant=\? AND deputy_id=\?\)/],
  'a page of whom it concerns, by who is to answer': [
    concerned,
    /COVERING INDEX sales_clients_by_answerer \(tenant=\? AND answerer=\?\)/,
  ],
  'a page of what somebody is shown who is shown only what is theirs': [
    query({ shownTo: concerns }),
    /by_employee \(tenant=\? AND employee_id=\?\)/,
  ],
  'a page of a state, of what somebody is shown': [
    query({
      states: ['a'],
      shownTo: { ...concerns, where: asked({ fact: 'segment', is: 'equals', value: 'A' }) },
    }),
    /by_state \(tenant=\? AND state=\?\)/,
  ],
  'clients on whom a hold stands': [query({ onHold: true }), /INDEX sales_clients_on_hold \(tenant=\?\)/],
  'clients whose name begins so': [
    query({ named: { startsWith: 'a' } }),
    /COVERING INDEX sales_clients_by_name \(tenant=\? AND name>\? AND name<\?\)/,
  ],
  'clients in whose name a text is': [
    query({ named: { contains: 'a' } }),
    /COVERING INDEX sales_clients_by_name \(tenant=\? AND name>\? AND name<\?\)/,
  ],
  'the next page of whom it concerns': [
    query({ concerns }, ['c']),
    /SEARCH sales_clients USING INDEX sqlite_autoindex_sales_clients_1 \(tenant=\? AND id=\?\)/,
  ],
  'a page of what is due': [query(due), /by_due_date \(tenant=\? AND .*due_at<\?\)/],
  'the next page of what is due': [
    query(due, ['d', 'c']),
    /by_due_date \(tenant=\? AND .*due_at,id\)>.*due_at<\?\)/,
  ],
  'what is due in a state': [
    query({ ...due, states: ['a', 'b'] }),
    /by_due_date \(tenant=\? AND .*due_at<\?\)/,
  ],
  'a page of a holder in a state under a condition': [
    query(
      { holder, states: ['a'], where: asked({ fact: 'segment', is: 'equals', value: 'A' }) },
      ['c'],
      [{ ...holder, roles: ['r'], states: ['a'] }],
    ),
    /by_employee \(tenant=\? AND employee_id=\? AND role=\? AND client_id>\?\)/,
  ],
  'the next page of states under a condition': [
    query({ states: ['a', 'b'], where: asked({ fact: 'tags', is: 'includes', value: 'x' }) }, ['c']),
    /by_state \(tenant=\? AND state=\? AND id>\?\)/,
  ],
  'what is due and free': [freeDueClients, /by_due_date \(tenant=\? AND .*due_at<\?\)/],
  'the leases of what is due': [freeDueClients, /lease USING PRIMARY KEY \(tenant=\? AND client_id=\?\)/],
  'leases that ran out': [deletePastLeases, /leases_by_end \(tenant=\? AND until<\?\)/],
  'one client': [reading.statements.clientById, /sales_clients_1 \(tenant=\? AND id=\?\)/],
  'clients by ids': [reading.statements.clientsByIds, /sales_clients_1 \(tenant=\? AND id=\?\)/],
  'a history': [
    reading.statements.clientEvents,
    /sales_events_2 \(tenant=\? AND stream=\? AND stream_id=\?\)/,
  ],
  "an employee's history": [
    reading.statements.employeeEvents,
    /sales_events_2 \(tenant=\? AND stream=\? AND stream_id=\?\)/,
  ],
  'the feed': [reading.statements.feedPage, /sales_events_1 \(tenant=\? AND position>\?\)/],
  'documents by ids': [
    reading.statements.documentsByIds,
    /sales_documents_1 \(tenant=\? AND kind=\? AND id=\?\)/,
  ],
  'a page of documents': [
    reading.statements.documentPage,
    /sales_documents_1 \(tenant=\? AND kind=\? AND id>\?\)/,
  ],
  'a page of a list of documents': [
    reading.statements.listPage,
    /sales_lists USING PRIMARY KEY \(tenant=\? AND kind=\? AND list=\? AND \(sort_key,id\)>\(\?,\?\)\)[\s\S]*document USING INDEX sqlite_autoindex_sales_documents_1 \(tenant=\? AND kind=\? AND id=\?\)/,
  ],
  "a document's history": [
    reading.statements.documentEvents,
    /sales_events_2 \(tenant=\? AND stream=\? AND stream_id=\?\)/,
  ],
  'taking a document off a list': [
    writes.takeOffList,
    /sales_lists USING PRIMARY KEY \(tenant=\? AND kind=\? AND list=\? AND sort_key=\? AND id=\?\)/,
  ],
  'what stands of a document': [
    writes.documentStanding,
    /sales_documents_1 \(tenant=\? AND kind=\? AND id=\?\)/,
  ],
  'commands by ids': [reading.statements.commandsByIds, /sales_commands_1 \(tenant=\? AND command_id=\?\)/],
  'an employee': [reading.statements.employeeById, /sales_employees_1 \(tenant=\? AND id=\?\)/],
  'all employees': [reading.statements.allEmployees, /sales_employees_1 \(tenant=\?\)/],
  "the staff's revision": [
    reading.statements.staffRevision,
    /COVERING INDEX sales_employees_by_revision \(tenant=\?\)/,
  ],
  'the census of states': [reading.statements.clientsPerState, /COVERING INDEX sales_clients_by_state/],
  'the census of holders': [
    reading.statements.clientsPerHolder,
    /sales_held USING PRIMARY KEY \(tenant=\?\)/,
  ],
  'the clients of some holders': [
    reading.statements.countHeld.named,
    /sales_held USING PRIMARY KEY \(tenant=\? AND employee_id=\?\)/,
  ],
  'the clients of some holders in a role': [
    reading.statements.countHeld.namedInRole,
    /sales_held USING PRIMARY KEY \(tenant=\? AND employee_id=\? AND role=\?\)/,
  ],
  'a page of held clients': [
    reading.statements.heldPage,
    /held USING PRIMARY KEY \(tenant=\? AND client_id>\?\)[\s\S]*client USING INDEX sqlite_autoindex_sales_clients_1 \(tenant=\? AND id=\?\)/,
  ],
  'the census of pools': [reading.statements.clientsPerPool, /COVERING INDEX sales_clients_by_pool/],
  'what stands of a client': [writes.clientStanding, /sales_clients_1 \(tenant=\? AND id=\?\)/],
  "an event's position": [writes.insertEvent, /COVERING INDEX sqlite_autoindex_sales_events_1 \(tenant=\?\)/],
};

function planOf(database: Connection, sql: string): string {
  const parameters = Array.from(sql.matchAll(/\?/g), () => '[]');
  const steps = database.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[];
  return steps.map(({ detail }) => detail).join('\n');
}

test.each(Object.entries(plans))('%s goes by an index, in its order', (_, [read, index]) =>
  onDatabase(async ({ connect, open }) => {
    await open();
    const plan = planOf(connect(), read.sql);
    expect(plan).toMatch(index);
    expect(plan).not.toMatch(/SCAN sales_|TEMP B-TREE/);
  })(),
);

test.each([
  ['a page', undefined, ['r']],
  ['the next page', ['d', 'c'], ['r']],
  ['the next page', ['d', 'c'], ['r', 's']],
])('%s of what is due of a holder looks at the clients of that holder, and sorts those', (_, after, roles) =>
  onDatabase(async ({ connect, open }) => {
    await open();
    const plan = planOf(connect(), query({ ...due, holder }, after, inRoles(...roles)).sql);
    expect(plan).toMatch(/by_employee \(tenant=\? AND employee_id=\? AND role=\?\)/);
    expect(plan).toMatch(
      /SEARCH client USING INDEX sqlite_autoindex_sales_clients_1 \(tenant=\? AND id=\?\)/,
    );
    expect(plan).not.toMatch(/SCAN sales_|by_due_date/);
  })(),
);

test('the clients of a holder in two roles are found by an index each', () =>
  onDatabase(async ({ connect, open }) => {
    await open();
    const parts = [...inRoles('r'), ...inRoles('s')];
    const plan = planOf(connect(), query({ holder }, ['c'], parts).sql);
    expect(
      plan.match(/by_employee \(tenant=\? AND employee_id=\? AND role=\? AND client_id>\?\)/g),
    ).toHaveLength(2);
    expect(plan).toMatch(
      /SEARCH sales_clients USING INDEX sqlite_autoindex_sales_clients_1 \(tenant=\? AND id=\?\)/,
    );
    expect(plan).not.toMatch(/SCAN sales_/);
  })());

test('those that are due of somebody who holds very many are found among all that are due', () => {
  const group = { employeeId: 'e', role: 'r', state: 'a', clients: 16_001 };
  expect(heldParts({ ...due, holder, limit: 1 }, [group])).toBeUndefined();
  expect(heldParts({ ...due, holder, limit: 1 }, [{ ...group, clients: 16_000 }])).toEqual([
    { ...holder, roles: ['r'] },
  ]);
  expect(query({ ...due, holder }).sql).not.toContain('cross join');
});

const indexed = { segment: 'enum', lastOrderAt: 'instant', 'orders.count': 'number' } as const;
const requestOf = (condition: Condition) => {
  const query = { where: asked(condition), limit: 100 };
  return { tenant, query, after: ['c'], ranges: indexedRanges(query, withProjection(indexed), sqliteFacts) };
};
const askedOfIndexes = (condition: Condition) =>
  clientPage(tables, requestOf(condition), sqliteFacts).compile();

test.each<[string, Condition, RegExp[]]>([
  [
    'a value, or another one',
    { fact: 'segment', is: 'oneOf', value: ['A', 'B'] },
    [/by_text_segment \(tenant=\? AND <expr>=\? AND id>\?\)[\s\S]*by_text_segment \(tenant=\? AND <expr>=\?/],
  ],
  [
    'a date, of which the negation is asked',
    { not: { fact: 'lastOrderAt', is: 'after', value: due.dueBy } },
    [/by_text_lastOrderAt \(tenant=\? AND <expr><\?\)/],
  ],
  [
    'a number or a value beside a fact without an index',
    {
      any: [
        { fact: 'orders.count', is: 'above', value: 3 },
        {
          all: [
            { fact: 'note', is: 'contains', value: 'x' },
            { fact: 'segment', is: 'equals', value: 'A' },
          ],
        },
      ],
    },
    [/by_number_orders.count \(tenant=\? AND <expr>>\?\)/, /by_text_segment \(tenant=\? AND <expr>=\?/],
  ],
])('%s of indexed facts go by their indexes alone', (_, condition, indexes) =>
  onDatabase(async ({ connect }) => {
    const database = connect();
    await sqliteStore({ database, indexedFacts: indexed }).migrate();
    const plan = planOf(database, askedOfIndexes(condition).sql);
    for (const index of indexes) expect(plan).toMatch(index);
    // Ids of a range are sorted, no rows.
    const { ranges } = requestOf(condition);
    if (ranges?.ranges.every(({ isOrdered }) => isOrdered)) expect(plan).not.toContain('TEMP B-TREE');
    expect(plan).not.toMatch(/SCAN sales_|sales_clients_1 \(tenant=\?( AND id>\?)?\)/);
  })(),
);

test('whether a range is wide is counted in the index, and the first clients of the base stand in the order of ids', () =>
  onDatabase(async ({ connect }) => {
    const database = connect();
    await sqliteStore({ database, indexedFacts: indexed }).migrate();
    const request = requestOf({ fact: 'orders.count', is: 'atLeast', value: 1 });
    const count = request.ranges && countInRanges(tables, request, request.ranges)?.compile();
    expect(planOf(database, count?.sql ?? '')).toMatch(/by_number_orders.count \(tenant=\? AND <expr>>\?\)/);
    const plan = planOf(database, pageOfFirst(tables, request, sqliteFacts).compile().sql);
    expect(plan).toMatch(/sales_clients_1 \(tenant=\? AND id>\? AND id<\?\)/);
    expect(plan).not.toMatch(/SCAN sales_|TEMP B-TREE|by_number/);
  })());

test('what a fact without an index may let through goes by no index on facts', () => {
  const condition: Condition = {
    any: [
      { fact: 'segment', is: 'equals', value: 'A' },
      { fact: 'note', is: 'equals', value: 'x' },
    ],
  };
  expect(askedOfIndexes(condition).sql).not.toContain('union all');
});
