import type { ColumnDefinitionBuilder, Compilable, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { type PostgresTables, type TablePlace, writtenOut } from './postgres-tables.ts';

/** One step of the schema. A released step never changes; what is new is a new step. */
export interface PostgresMigration {
  readonly version: number;
  readonly name: string;
  /** Each can be repeated: some engines undo no table when a migration is cut off. */
  up(place: TablePlace): readonly Compilable[];
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();
/** Ordered by code point, whatever the database's own collation. */
const text = sql`text collate "C"`;

export function createMigrationsTable({ tables: { schema } }: TablePlace): Compilable {
  return schema
    .createTable('sales_migrations')
    .ifNotExists()
    .addColumn('version', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', required)
    .addColumn('applied_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`current_timestamp`));
}

function first(place: TablePlace): Compilable[] {
  const { schema } = place.tables;
  const table = (name: Exclude<keyof PostgresTables, 'sales_migrations'>) =>
    schema.createTable(name).ifNotExists().addColumn('tenant', text, required);
  const index = (name: string, on: keyof PostgresTables, columns: string[]) =>
    schema.createIndex(name).ifNotExists().on(on).columns(columns);
  return [
    table('sales_clients')
      .addColumn('id', text, required)
      .addColumn('revision', 'integer', required)
      .addColumn('state', text, required)
      .addColumn('pool', text)
      .addColumn('due_at', text)
      .addColumn('body', 'text', required)
      .addPrimaryKeyConstraint('sales_clients_key', ['tenant', 'id']),
    table('sales_custody')
      .addColumn('client_id', text, required)
      .addColumn('role', text, required)
      .addColumn('employee_id', text, required)
      .addColumn('state', text, required)
      .addPrimaryKeyConstraint('sales_custody_key', ['tenant', 'client_id', 'role']),
    table('sales_events')
      .addColumn('position', 'bigint', required)
      .addColumn('stream', text, required)
      .addColumn('stream_id', text, required)
      .addColumn('sequence', 'integer', required)
      .addColumn('type', text, required)
      .addColumn('happened_at', text, required)
      .addColumn('recorded_at', text, required)
      .addColumn('body', 'text', required)
      .addPrimaryKeyConstraint('sales_events_key', ['tenant', 'position'])
      .addUniqueConstraint('sales_events_of_stream', ['tenant', 'stream', 'stream_id', 'sequence']),
    table('sales_feeds')
      .addColumn('position', 'bigint', required)
      .addPrimaryKeyConstraint('sales_feeds_key', ['tenant']),
    table('sales_employees')
      .addColumn('id', text, required)
      .addColumn('revision', 'integer', required)
      .addColumn('body', 'text', required)
      .addPrimaryKeyConstraint('sales_employees_key', ['tenant', 'id']),
    table('sales_commands')
      .addColumn('command_id', text, required)
      .addColumn('fingerprint', 'text', required)
      .addColumn('outcome', 'text', required)
      .addPrimaryKeyConstraint('sales_commands_key', ['tenant', 'command_id']),
    table('sales_documents')
      .addColumn('kind', text, required)
      .addColumn('id', text, required)
      .addColumn('revision', 'integer', required)
      .addColumn('body', 'text', required)
      .addPrimaryKeyConstraint('sales_documents_key', ['tenant', 'kind', 'id']),
    index('sales_clients_by_state', 'sales_clients', ['tenant', 'state', 'id']),
    index('sales_clients_by_pool', 'sales_clients', ['tenant', 'pool', 'id']).where(
      sql.ref('pool'),
      'is not',
      null,
    ),
    index('sales_clients_by_due_date', 'sales_clients', ['tenant', 'due_at', 'id']).where(
      sql.ref('due_at'),
      'is not',
      null,
    ),
    index('sales_custody_by_holder', 'sales_custody', [
      'tenant',
      'employee_id',
      'role',
      'state',
      'client_id',
    ]),
  ];
}

function factsAndLeases(place: TablePlace): Compilable[] {
  const { schema } = place.tables;
  return [
    {
      compile: () =>
        writtenOut(
          sql`alter table ${place.table('sales_clients')} add column if not exists facts jsonb`,
        ).compile(),
    },
    schema
      .createTable('sales_leases')
      .ifNotExists()
      .addColumn('tenant', text, required)
      .addColumn('client_id', text, required)
      .addColumn('revision', 'integer', required)
      .addColumn('due_at', text, required)
      .addColumn('worker', text, required)
      .addColumn('until', text, required)
      .addPrimaryKeyConstraint('sales_leases_key', ['tenant', 'client_id']),
    schema.createIndex('sales_leases_by_end').ifNotExists().on('sales_leases').columns(['tenant', 'until']),
  ];
}

/** The index with the segments takes the place of the one without. */
function segments(place: TablePlace): Compilable[] {
  const { schema } = place.tables;
  return [
    {
      compile: () =>
        writtenOut(
          sql`alter table ${place.table('sales_custody')} add column if not exists segment text collate "C"`,
        ).compile(),
    },
    schema
      .createIndex('sales_custody_by_segment')
      .ifNotExists()
      .on('sales_custody')
      .columns(['tenant', 'employee_id', 'role', 'state', 'segment', 'client_id']),
    schema.dropIndex('sales_custody_by_holder').ifExists(),
  ];
}

/** Totals of what is held take the place of counting; the index of holders needs no more than the holder. */
function totals(place: TablePlace): Compilable[] {
  const { schema } = place.tables;
  return [
    schema
      .createTable('sales_held')
      .ifNotExists()
      .addColumn('tenant', text, required)
      .addColumn('employee_id', text, required)
      .addColumn('role', text, required)
      .addColumn('state', text, required)
      .addColumn('segment', text, required)
      .addColumn('clients', 'integer', required)
      .addPrimaryKeyConstraint('sales_held_key', ['tenant', 'employee_id', 'role', 'state', 'segment']),
    {
      compile: () =>
        writtenOut(sql`
          insert into ${place.table('sales_held')} (tenant, employee_id, role, state, segment, clients)
          select tenant, employee_id, role, state, coalesce(':' || segment, ''), count(*)
          from ${place.table('sales_custody')} group by tenant, employee_id, role, state, segment
          on conflict (tenant, employee_id, role, state, segment) do update set clients = excluded.clients`).compile(),
    },
    schema
      .createIndex('sales_custody_by_employee')
      .ifNotExists()
      .on('sales_custody')
      .columns(['tenant', 'employee_id', 'role', 'client_id']),
    schema.dropIndex('sales_custody_by_segment').ifExists(),
    schema
      .createIndex('sales_employees_by_revision')
      .ifNotExists()
      .on('sales_employees')
      .columns(['tenant', 'revision']),
  ];
}

const written = (step: RawBuilder<unknown>): Compilable => ({ compile: () => writtenOut(step).compile() });

/** A snapshot's JSON. What PostgreSQL cannot read of it is in no id. */
function json(body: string) {
  const odd = sql.lit('\\\\u(0000|d[89a-f][0-9a-f]{2})');
  return sql`regexp_replace(${sql.ref(body)}, ${odd}, ${sql.lit('\\\\u003f')}, 'gi')::json`;
}

/** Read off the snapshots that are there: as `answererOf` says it. */
function concerned(place: TablePlace): Compilable[] {
  const { schema } = place.tables;
  const [clients, custody] = [place.table('sales_clients'), place.table('sales_custody')];
  return [
    written(sql`alter table ${clients} add column if not exists answerer text collate "C"`),
    written(sql`alter table ${custody} add column if not exists deputy_id text collate "C"`),
    written(sql`
      update ${clients} set answerer = coalesce(
        'role:' || (${json('body')} #>> '{handoff,escalated,to}'),
        'employee:' || (${json('body')} #>> '{handoff,to,employeeId}'),
        'role:' || (${json('body')} #>> '{handoff,to,role}'))
      where position('"handoff":{' in body) > 0`),
    written(sql`
      update ${custody} as held set deputy_id = ${json('client.body')} -> 'custody' -> held.role #>> '{deputy,employeeId}'
      from ${clients} as client
      where client.tenant = held.tenant and client.id = held.client_id and position('"deputy":{' in client.body) > 0`),
    schema
      .createIndex('sales_clients_by_answerer')
      .ifNotExists()
      .on('sales_clients')
      .columns(['tenant', 'answerer', 'id'])
      .where(sql.ref('answerer'), 'is not', null),
    schema
      .createIndex('sales_custody_by_deputy')
      .ifNotExists()
      .on('sales_custody')
      .columns(['tenant', 'deputy_id', 'client_id'])
      .where(sql.ref('deputy_id'), 'is not', null),
  ];
}

/** What is there gets its name when it is written next: SQL alone does not know small letters everywhere. */
function names(place: TablePlace): Compilable[] {
  const clients = place.table('sales_clients');
  return [
    written(sql`alter table ${clients} add column if not exists name text collate "C"`),
    place.tables.schema
      .createIndex('sales_clients_by_name')
      .ifNotExists()
      .on('sales_clients')
      .columns(['tenant', 'name', 'id']),
  ];
}

/** Read off the snapshots that are there: as `isOnHold` says it. */
function onHold(place: TablePlace): Compilable[] {
  const clients = place.table('sales_clients');
  return [
    written(sql`alter table ${clients} add column if not exists on_hold integer`),
    written(sql`
      update ${clients} set on_hold = case when (${json('body')} -> 'holds')::text <> '{}' then 1 end
      where position('"holds":{"' in body) > 0`),
    place.tables.schema
      .createIndex('sales_clients_on_hold')
      .ifNotExists()
      .on('sales_clients')
      .columns(['tenant', 'id'])
      .where(sql.ref('on_hold'), 'is not', null),
  ];
}

/** The documents that are there stand in none. */
function lists(place: TablePlace): Compilable[] {
  return [
    written(sql`alter table ${place.table('sales_documents')} add column if not exists lists text`),
    place.tables.schema
      .createTable('sales_lists')
      .ifNotExists()
      .addColumn('tenant', text, required)
      .addColumn('kind', text, required)
      .addColumn('list', text, required)
      .addColumn('sort_key', text, required)
      .addColumn('id', text, required)
      .addPrimaryKeyConstraint('sales_lists_key', ['tenant', 'kind', 'list', 'sort_key', 'id']),
  ];
}

export const migrations: readonly PostgresMigration[] = [
  {
    version: 1,
    name: 'clients, custody, events, feeds, employees, commands, documents',
    up: first,
  },
  { version: 2, name: 'facts of clients, leases of due clients', up: factsAndLeases },
  { version: 3, name: 'segments of held clients', up: segments },
  { version: 4, name: 'how many clients are held', up: totals },
  { version: 5, name: 'who stands in, and who is to answer a handoff', up: concerned },
  { version: 6, name: 'names of clients', up: names },
  { version: 7, name: 'clients on whom a hold stands', up: onHold },
  { version: 8, name: 'lists of documents', up: lists },
];

/** What each table has when every step is done. It shows that a table of the name is the store's. */
export const columns: { readonly [Table in keyof PostgresTables]: readonly string[] } = {
  sales_clients: [
    'tenant',
    'id',
    'revision',
    'state',
    'pool',
    'due_at',
    'body',
    'facts',
    'answerer',
    'name',
    'on_hold',
  ],
  sales_custody: ['tenant', 'client_id', 'role', 'employee_id', 'state', 'segment', 'deputy_id'],
  sales_held: ['tenant', 'employee_id', 'role', 'state', 'segment', 'clients'],
  sales_leases: ['tenant', 'client_id', 'revision', 'due_at', 'worker', 'until'],
  sales_events: [
    'tenant',
    'position',
    'stream',
    'stream_id',
    'sequence',
    'type',
    'happened_at',
    'recorded_at',
    'body',
  ],
  sales_feeds: ['tenant', 'position'],
  sales_employees: ['tenant', 'id', 'revision', 'body'],
  sales_commands: ['tenant', 'command_id', 'fingerprint', 'outcome'],
  sales_documents: ['tenant', 'kind', 'id', 'revision', 'body', 'lists'],
  sales_lists: ['tenant', 'kind', 'list', 'sort_key', 'id'],
  sales_migrations: ['version', 'name'],
};
