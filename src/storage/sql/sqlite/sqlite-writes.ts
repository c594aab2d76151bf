import { type RawBuilder, sql } from 'kysely';
import type { Slots } from '../statement.ts';
import { statement } from '../statement.ts';
import type {
  ClientsTable,
  CommandsTable,
  CustodyTable,
  DocumentsTable,
  EmployeesTable,
  EventsTable,
  HeldTable,
  ListsTable,
} from '../tables.ts';
import { tables } from './sqlite-tables.ts';

type ClientKey = Pick<ClientsTable, 'tenant' | 'id'>;
type EmployeeKey = Pick<EmployeesTable, 'tenant' | 'id'>;
type CustodyKey = Pick<CustodyTable, 'tenant' | 'client_id' | 'role'>;
/** Any number of ids as a JSON list. */
type Listed = { tenant: string; ids: string };

const listed = (ids: RawBuilder<string>) => sql<string>`(select value from json_each(${ids}))`;

/** What a client's row is found by beside its key. Custody is a JSON list of lists, by `heldColumns`. */
export const clientStanding = statement(({ tenant, id }: Slots<ClientKey>) =>
  standings().where('client.tenant', '=', tenant).where('client.id', '=', id),
);

/** The same of those that are stored, of any number of ids in one parameter. */
export const clientStandings = statement(({ tenant, ids }: Slots<Listed>) =>
  standings().where('client.tenant', '=', tenant).where('client.id', 'in', listed(ids)),
);

function standings() {
  return tables
    .selectFrom('sales_clients as client')
    .select(['id', 'revision', 'state', 'pool', 'due_at', 'answerer', 'name', 'on_hold'])
    .select(({ selectFrom }) =>
      selectFrom('sales_custody as held')
        .select(
          sql<string>`json_group_array(json_array(${sql.join(heldColumns.map((column) => sql.ref(column)))}))`.as(
            'held',
          ),
        )
        .whereRef('held.tenant', '=', 'client.tenant')
        .whereRef('held.client_id', '=', 'client.id')
        .as('held'),
    );
}

/** Of a row of custody, in this order. */
const heldColumns = [
  'held.role',
  'held.employee_id',
  'held.state',
  'held.segment',
  'held.deputy_id',
] as const;

/** A client's row where it is found by the same as before. No index is touched, which is half of the work. */
export const updateClient = statement(
  (slots: Slots<ClientKey & Pick<ClientsTable, 'revision' | 'body' | 'facts'>>) =>
    tables
      .updateTable('sales_clients')
      .set({ revision: slots.revision, body: slots.body, facts: slots.facts })
      .where('tenant', '=', slots.tenant)
      .where('id', '=', slots.id),
);

export const employeeRevision = statement(({ tenant, id }: Slots<EmployeeKey>) =>
  tables.selectFrom('sales_employees').select('revision').where('tenant', '=', tenant).where('id', '=', id),
);

/** Writes nothing where the command id is taken: the caller sees it by the number of rows. */
export const insertCommand = statement((slots: Slots<CommandsTable>) =>
  tables
    .insertInto('sales_commands')
    .values({
      tenant: slots.tenant,
      command_id: slots.command_id,
      fingerprint: slots.fingerprint,
      outcome: slots.outcome,
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'command_id']).doNothing()),
);

/** The same where it is found by something else. */
export const moveClient = statement((slots: Slots<ClientsTable>) =>
  tables
    .updateTable('sales_clients')
    .set({
      revision: slots.revision,
      state: slots.state,
      pool: slots.pool,
      due_at: slots.due_at,
      body: slots.body,
      facts: slots.facts,
      answerer: slots.answerer,
      name: slots.name,
      on_hold: slots.on_hold,
    })
    .where('tenant', '=', slots.tenant)
    .where('id', '=', slots.id),
);

export const deleteCustody = statement(({ tenant, client_id, role }: Slots<CustodyKey>) =>
  tables
    .deleteFrom('sales_custody')
    .where('tenant', '=', tenant)
    .where('client_id', '=', client_id)
    .where('role', '=', role),
);

/** So many clients more in a group, or fewer. */
export const addHeld = statement((slots: Slots<HeldTable>) =>
  tables
    .insertInto('sales_held')
    .values({
      tenant: slots.tenant,
      employee_id: slots.employee_id,
      role: slots.role,
      state: slots.state,
      segment: slots.segment,
      clients: slots.clients,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'employee_id', 'role', 'state', 'segment'])
        .doUpdateSet(({ eb, ref }) => ({ clients: eb('sales_held.clients', '+', ref('excluded.clients')) })),
    ),
);

export const putEmployee = statement((slots: Slots<EmployeesTable>) =>
  tables
    .insertInto('sales_employees')
    .values({ tenant: slots.tenant, id: slots.id, revision: slots.revision, body: slots.body })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'id'])
        .doUpdateSet(({ ref }) => ({ revision: ref('excluded.revision'), body: ref('excluded.body') })),
    ),
);

export const documentStanding = statement(
  ({ tenant, kind, id }: Slots<Pick<DocumentsTable, 'tenant' | 'kind' | 'id'>>) =>
    tables
      .selectFrom('sales_documents')
      .select(['revision', 'lists'])
      .where('tenant', '=', tenant)
      .where('kind', '=', kind)
      .where('id', '=', id),
);

export const putDocument = statement((slots: Slots<DocumentsTable>) =>
  tables
    .insertInto('sales_documents')
    .values({
      tenant: slots.tenant,
      kind: slots.kind,
      id: slots.id,
      revision: slots.revision,
      body: slots.body,
      lists: slots.lists,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'kind', 'id']).doUpdateSet(({ ref }) => ({
        revision: ref('excluded.revision'),
        body: ref('excluded.body'),
        lists: ref('excluded.lists'),
      })),
    ),
);

export const putIntoList = statement(({ tenant, kind, list, sort_key, id }: Slots<ListsTable>) =>
  tables.insertInto('sales_lists').values({ tenant, kind, list, sort_key, id }),
);

export const takeOffList = statement(({ tenant, kind, list, sort_key, id }: Slots<ListsTable>) =>
  tables
    .deleteFrom('sales_lists')
    .where('tenant', '=', tenant)
    .where('kind', '=', kind)
    .where('list', '=', list)
    .where('sort_key', '=', sort_key)
    .where('id', '=', id),
);

/** Which of the commands are recorded. */
export const recordedCommands = statement(({ tenant, ids }: Slots<Listed>) =>
  tables
    .selectFrom('sales_commands')
    .select('command_id as id')
    .where('tenant', '=', tenant)
    .where('command_id', 'in', listed(ids)),
);

const positions = (tenant: RawBuilder<string>) =>
  tables
    .selectFrom('sales_events')
    .select('position')
    .where('tenant', '=', tenant)
    .orderBy('position', 'desc')
    .limit(sql.lit(1));

export const lastPosition = statement(({ tenant }: Slots<{ tenant: string }>) => positions(tenant));

/** Behind the last one: a commit of one event does not ask for the position first. */
export const insertEvent = statement((slots: Slots<Omit<EventsTable, 'position'>>) =>
  tables.insertInto('sales_events').values(({ fn, lit }) => ({
    tenant: slots.tenant,
    position: sql`${fn.coalesce(positions(slots.tenant), lit(0))} + 1`,
    stream: slots.stream,
    stream_id: slots.stream_id,
    sequence: slots.sequence,
    type: slots.type,
    happened_at: slots.happened_at,
    recorded_at: slots.recorded_at,
    body: slots.body,
  })),
);

type Renaming = { tenant: string; id: string; was: string };

/** All that is stored of a client under another id, and its leases forgotten. */
export const renameClient = [
  statement(({ tenant, id, was }: Slots<Renaming>) =>
    tables.updateTable('sales_clients').set({ id }).where('tenant', '=', tenant).where('id', '=', was),
  ),
  statement(({ tenant, id, was }: Slots<Renaming>) =>
    tables
      .updateTable('sales_custody')
      .set({ client_id: id })
      .where('tenant', '=', tenant)
      .where('client_id', '=', was),
  ),
  statement(({ tenant, was }: Slots<Renaming>) =>
    tables.deleteFrom('sales_leases').where('tenant', '=', tenant).where('client_id', '=', was),
  ),
  renameEvents('client'),
];

/** The same of an employee. Groups that they have left are still there under their id, with no client. */
export const renameEmployee = [
  statement(({ tenant, was }: Slots<Renaming>) =>
    tables
      .deleteFrom('sales_held')
      .where('tenant', '=', tenant)
      .where('employee_id', '=', was)
      .where('clients', '=', 0),
  ),
  statement(({ tenant, id, was }: Slots<Renaming>) =>
    tables.updateTable('sales_employees').set({ id }).where('tenant', '=', tenant).where('id', '=', was),
  ),
  renameEvents('employee'),
];

export const renameDocument = statement(({ tenant, id, was, kind }: Slots<Renaming & { kind: string }>) =>
  tables
    .updateTable('sales_documents')
    .set({ id })
    .where('tenant', '=', tenant)
    .where('kind', '=', kind)
    .where('id', '=', was),
);

function renameEvents(stream: 'client' | 'employee') {
  return statement(({ tenant, id, was }: Slots<Renaming>) =>
    tables
      .updateTable('sales_events')
      .set({ stream_id: id })
      .where('tenant', '=', tenant)
      .where('stream', '=', stream)
      .where('stream_id', '=', was),
  );
}

/** The event in its place: the caller sees by the number of rows whether there is one. */
export const rewriteEvent = statement((slots: Slots<Omit<EventsTable, 'position'>>) =>
  tables
    .updateTable('sales_events')
    .set({
      type: slots.type,
      happened_at: slots.happened_at,
      recorded_at: slots.recorded_at,
      body: slots.body,
    })
    .where('tenant', '=', slots.tenant)
    .where('stream', '=', slots.stream)
    .where('stream_id', '=', slots.stream_id)
    .where('sequence', '=', slots.sequence),
);

/** The same of a document of that revision. */
export const rewriteDocument = statement((slots: Slots<DocumentsTable>) =>
  tables
    .updateTable('sales_documents')
    .set({ body: slots.body, lists: slots.lists })
    .where('tenant', '=', slots.tenant)
    .where('kind', '=', slots.kind)
    .where('id', '=', slots.id)
    .where('revision', '=', slots.revision),
);

export const rewriteCommand = statement((slots: Slots<CommandsTable>) =>
  tables
    .updateTable('sales_commands')
    .set({ fingerprint: slots.fingerprint, outcome: slots.outcome })
    .where('tenant', '=', slots.tenant)
    .where('command_id', '=', slots.command_id),
);

/** One for each table. */
export const dropTenant = (
  [
    'sales_clients',
    'sales_custody',
    'sales_held',
    'sales_leases',
    'sales_events',
    'sales_employees',
    'sales_commands',
    'sales_documents',
    'sales_lists',
  ] as const
).map((table) =>
  statement(({ tenant }: Slots<{ tenant: string }>) => tables.deleteFrom(table).where('tenant', '=', tenant)),
);
