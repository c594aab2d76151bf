import type { ColumnDefinitionBuilder, Compilable } from 'kysely';
import { sql } from 'kysely';
import { tables } from './sqlite-tables.ts';

/** One step of the schema. A released step never changes; what is new is a new step. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly up: readonly Compilable[];
}

const { schema } = tables;
const strict = sql`strict`;
const required = (column: ColumnDefinitionBuilder) => column.notNull();

export const createMigrationsTable = schema
  .createTable('sales_migrations')
  .ifNotExists()
  .addColumn('version', 'integer', (column) => column.primaryKey())
  .addColumn('name', 'text', required)
  .addColumn('applied_at', 'text', (column) => column.notNull().defaultTo(sql`current_timestamp`))
  .modifyEnd(strict);

const clients = schema
  .createTable('sales_clients')
  .addColumn('tenant', 'text', required)
  .addColumn('id', 'text', required)
  .addColumn('revision', 'integer', required)
  .addColumn('state', 'text', required)
  .addColumn('pool', 'text')
  .addColumn('due_at', 'text')
  .addColumn('body', 'text', required)
  .addPrimaryKeyConstraint('sales_clients_key', ['tenant', 'id'])
  .modifyEnd(strict);

const custody = schema
  .createTable('sales_custody')
  .addColumn('tenant', 'text', required)
  .addColumn('client_id', 'text', required)
  .addColumn('role', 'text', required)
  .addColumn('employee_id', 'text', required)
  .addColumn('state', 'text', required)
  .addPrimaryKeyConstraint('sales_custody_key', ['tenant', 'client_id', 'role'])
  .modifyEnd(sql`strict, without rowid`);

const events = schema
  .createTable('sales_events')
  .addColumn('tenant', 'text', required)
  .addColumn('position', 'integer', required)
  .addColumn('stream', 'text', required)
  .addColumn('stream_id', 'text', required)
  .addColumn('sequence', 'integer', required)
  .addColumn('type', 'text', required)
  .addColumn('happened_at', 'text', required)
  .addColumn('recorded_at', 'text', required)
  .addColumn('body', 'text', required)
  .addPrimaryKeyConstraint('sales_events_key', ['tenant', 'position'])
  .addUniqueConstraint('sales_events_of_stream', ['tenant', 'stream', 'stream_id', 'sequence'])
  .modifyEnd(strict);

const employees = schema
  .createTable('sales_employees')
  .addColumn('tenant', 'text', required)
  .addColumn('id', 'text', required)
  .addColumn('revision', 'integer', required)
  .addColumn('body', 'text', required)
  .addPrimaryKeyConstraint('sales_employees_key', ['tenant', 'id'])
  .modifyEnd(strict);

const commands = schema
  .createTable('sales_commands')
  .addColumn('tenant', 'text', required)
  .addColumn('command_id', 'text', required)
  .addColumn('fingerprint', 'text', required)
  .addColumn('outcome', 'text', required)
  .addPrimaryKeyConstraint('sales_commands_key', ['tenant', 'command_id'])
  .modifyEnd(strict);

const documents = schema
  .createTable('sales_documents')
  .addColumn('tenant', 'text', required)
  .addColumn('kind', 'text', required)
  .addColumn('id', 'text', required)
  .addColumn('revision', 'integer', required)
  .addColumn('body', 'text', required)
  .addPrimaryKeyConstraint('sales_documents_key', ['tenant', 'kind', 'id'])
  .modifyEnd(strict);

const facts = schema.alterTable('sales_clients').addColumn('facts', 'text');

const leases = schema
  .createTable('sales_leases')
  .addColumn('tenant', 'text', required)
  .addColumn('client_id', 'text', required)
  .addColumn('revision', 'integer', required)
  .addColumn('due_at', 'text', required)
  .addColumn('worker', 'text', required)
  .addColumn('until', 'text', required)
  .addPrimaryKeyConstraint('sales_leases_key', ['tenant', 'client_id'])
  .modifyEnd(sql`strict, without rowid`);

const leasesByEnd = schema.createIndex('sales_leases_by_end').on('sales_leases').columns(['tenant', 'until']);

const clientsByState = schema
  .createIndex('sales_clients_by_state')
  .on('sales_clients')
  .columns(['tenant', 'state', 'id']);

const clientsByPool = schema
  .createIndex('sales_clients_by_pool')
  .on('sales_clients')
  .columns(['tenant', 'pool', 'id'])
  .where('pool', 'is not', null);

const clientsByDueDate = schema
  .createIndex('sales_clients_by_due_date')
  .on('sales_clients')
  .columns(['tenant', 'due_at', 'id'])
  .where('due_at', 'is not', null);

const custodyByHolder = schema
  .createIndex('sales_custody_by_holder')
  .on('sales_custody')
  .columns(['tenant', 'employee_id', 'role', 'state']);

const segment = schema.alterTable('sales_custody').addColumn('segment', 'text');

/** In place of the one without segments. */
const custodyBySegment = schema
  .createIndex('sales_custody_by_segment')
  .on('sales_custody')
  .columns(['tenant', 'employee_id', 'role', 'state', 'segment']);

const held = schema
  .createTable('sales_held')
  .addColumn('tenant', 'text', required)
  .addColumn('employee_id', 'text', required)
  .addColumn('role', 'text', required)
  .addColumn('state', 'text', required)
  .addColumn('segment', 'text', required)
  .addColumn('clients', 'integer', required)
  .addPrimaryKeyConstraint('sales_held_key', ['tenant', 'employee_id', 'role', 'state', 'segment'])
  .modifyEnd(sql`strict, without rowid`);

const countHeld = sql`
  insert into sales_held (tenant, employee_id, role, state, segment, clients)
  select tenant, employee_id, role, state, coalesce(':' || segment, ''), count(*)
  from sales_custody group by tenant, employee_id, role, state, segment`;

/** What is counted is not asked of it any more. */
const custodyByHolderAlone = schema
  .createIndex('sales_custody_by_employee')
  .on('sales_custody')
  .columns(['tenant', 'employee_id', 'role']);

const employeesByRevision = schema
  .createIndex('sales_employees_by_revision')
  .on('sales_employees')
  .columns(['tenant', 'revision']);

const answerer = schema.alterTable('sales_clients').addColumn('answerer', 'text');
const deputy = schema.alterTable('sales_custody').addColumn('deputy_id', 'text');

/** As `answererOf` says it. What cannot be read is left alone. */
const fillAnswerers = sql`
  update sales_clients set answerer = coalesce(
    'role:' || json_extract(body, '$.handoff.escalated.to'),
    'employee:' || json_extract(body, '$.handoff.to.employeeId'),
    'role:' || json_extract(body, '$.handoff.to.role'))
  where instr(body, '"handoff":{') > 0 and json_valid(body)`;

const fillDeputies = sql`
  update sales_custody set deputy_id = (
    select json_extract(held.value, '$.deputy.employeeId')
    from sales_clients as client, json_each(client.body, '$.custody') as held
    where client.tenant = sales_custody.tenant and client.id = sales_custody.client_id and held.key = sales_custody.role)
  where exists (
    select 1 from sales_clients as client
    where client.tenant = sales_custody.tenant and client.id = sales_custody.client_id
      and instr(client.body, '"deputy":{') > 0 and json_valid(client.body))`;

const clientsByAnswerer = schema
  .createIndex('sales_clients_by_answerer')
  .on('sales_clients')
  .columns(['tenant', 'answerer', 'id'])
  .where('answerer', 'is not', null);

const custodyByDeputy = schema
  .createIndex('sales_custody_by_deputy')
  .on('sales_custody')
  .columns(['tenant', 'deputy_id'])
  .where('deputy_id', 'is not', null);

const name = schema.alterTable('sales_clients').addColumn('name', 'text');

const clientsByName = schema
  .createIndex('sales_clients_by_name')
  .on('sales_clients')
  .columns(['tenant', 'name', 'id']);

const onHold = schema.alterTable('sales_clients').addColumn('on_hold', 'integer');

/** As `isOnHold` says it. What cannot be read is left alone. */
const fillOnHold = sql`
  update sales_clients set on_hold = case when json_extract(body, '$.holds') <> '{}' then 1 end
  where instr(body, '"holds":{"') > 0 and json_valid(body)`;

const clientsOnHold = schema
  .createIndex('sales_clients_on_hold')
  .on('sales_clients')
  .columns(['tenant', 'id'])
  .where(sql.ref('on_hold'), 'is not', null);

const listsOfDocument = schema.alterTable('sales_documents').addColumn('lists', 'text');

const lists = schema
  .createTable('sales_lists')
  .addColumn('tenant', 'text', required)
  .addColumn('kind', 'text', required)
  .addColumn('list', 'text', required)
  .addColumn('sort_key', 'text', required)
  .addColumn('id', 'text', required)
  .addPrimaryKeyConstraint('sales_lists_key', ['tenant', 'kind', 'list', 'sort_key', 'id'])
  .modifyEnd(sql`strict, without rowid`);

export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'clients, custody, events, employees, commands',
    up: [
      clients,
      custody,
      events,
      employees,
      commands,
      clientsByState,
      clientsByPool,
      clientsByDueDate,
      custodyByHolder,
    ],
  },
  { version: 2, name: 'documents', up: [documents] },
  { version: 3, name: 'facts of clients', up: [facts] },
  { version: 4, name: 'leases of due clients', up: [leases, leasesByEnd] },
  {
    version: 5,
    name: 'segments of held clients',
    up: [segment, schema.dropIndex('sales_custody_by_holder'), custodyBySegment],
  },
  {
    version: 6,
    name: 'how many clients are held',
    up: [
      held,
      { compile: () => countHeld.compile(tables) },
      schema.dropIndex('sales_custody_by_segment'),
      custodyByHolderAlone,
      employeesByRevision,
    ],
  },
  {
    version: 7,
    name: 'who stands in, and who is to answer a handoff',
    up: [
      answerer,
      deputy,
      { compile: () => fillAnswerers.compile(tables) },
      { compile: () => fillDeputies.compile(tables) },
      clientsByAnswerer,
      custodyByDeputy,
    ],
  },
  { version: 8, name: 'names of clients', up: [name, clientsByName] },
  {
    version: 9,
    name: 'clients on whom a hold stands',
    up: [onHold, { compile: () => fillOnHold.compile(tables) }, clientsOnHold],
  },
  { version: 10, name: 'lists of documents', up: [listsOfDocument, lists] },
];
