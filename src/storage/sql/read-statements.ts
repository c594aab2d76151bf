import type { Kysely, RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { HistorySpan } from '../port.ts';
import type { Slots } from './statement.ts';
import { statement } from './statement.ts';
import type { EventsTable, SalesTables } from './tables.ts';

interface OfTenant {
  tenant: string;
}

interface ById extends OfTenant {
  id: string;
}

/** Any number of ids in one parameter, as the dialect gives them. */
interface ByIds extends OfTenant {
  ids: unknown;
}

/** What differs between databases in reading. */
export interface ReadDialect {
  readonly tables: Kysely<SalesTables>;
  /** Whether the column's value is among the ids in a parameter. */
  isListed(column: string, ids: RawBuilder<unknown>): RawBuilder<SqlBool>;
  /**
   * All rows in one: a JSON list with a list of the columns for each. Null or an empty list where there are
   * none.
   */
  listOfRows(columns: readonly string[]): RawBuilder<string | null>;
  /** Whether a text stands in the column's. */
  contains(column: string, text: RawBuilder<string>): RawBuilder<SqlBool>;
}

/** A page of a list, from behind a key and an id on. */
interface ListedPage extends OfTenant {
  kind: string;
  list: string;
  afterKey: string;
  after: string;
  limit: number;
}

/** A page of what mentions a text, from behind a key on. */
interface Mention extends OfTenant {
  text: string;
  after: string;
  limit: number;
}

/** Every read of the store but the page of clients, which is built for its query. */
export type ReadStatements = ReturnType<typeof readStatements>;

export function readStatements(dialect: ReadDialect) {
  const { tables, isListed, contains } = dialect;
  return {
    clientById: statement(({ tenant, id }: Slots<ById>) =>
      tables
        .selectFrom('sales_clients')
        .select(['id', 'body'])
        .where('tenant', '=', tenant)
        .where('id', '=', id),
    ),

    clientsByIds: statement(({ tenant, ids }: Slots<ByIds>) =>
      tables
        .selectFrom('sales_clients')
        .select(['id', 'body'])
        .where('tenant', '=', tenant)
        .where(isListed('id', ids)),
    ),

    clientEvents: statement((client: Slots<ById>) => eventsOf(dialect, 'client', client)),

    eventsOfClients: statement(({ tenant, ids }: Slots<ByIds>) =>
      tables
        .selectFrom('sales_events')
        .select(['position', 'body'])
        .where('tenant', '=', tenant)
        .where('stream', '=', 'client')
        .where(isListed('stream_id', ids))
        .orderBy('stream_id')
        .orderBy('sequence'),
    ),

    employeeEvents: statement((employee: Slots<ById>) => eventsOf(dialect, 'employee', employee)),

    documentEvents: statement((document: Slots<ById>) => eventsOf(dialect, 'document', document)),

    clientEventsWithin: statement(({ tenant, id, from, to }: Slots<ById & HistorySpan>) =>
      eventsOf(dialect, 'client', { tenant, id }).where('sequence', '>', from).where('sequence', '<=', to),
    ),

    clientsPerState: statement(({ tenant }: Slots<OfTenant>) =>
      tables
        .selectFrom('sales_clients')
        .select(({ fn }) => ['state', fn.countAll<number>().as('clients')])
        .where('tenant', '=', tenant)
        .groupBy('state')
        .orderBy('state'),
    ),

    clientsPerHolder: statement(({ tenant }: Slots<OfTenant>) =>
      clientsPerHolder(dialect).where('tenant', '=', tenant),
    ),

    countHeld: {
      ofRole: statement(({ tenant, role }: Slots<OfTenant & { role: string }>) =>
        clientsPerHolder(dialect).where('tenant', '=', tenant).where('role', '=', role),
      ),
      named: statement(({ tenant, ids }: Slots<ByIds>) =>
        clientsPerHolder(dialect).where('tenant', '=', tenant).where(isListed('employee_id', ids)),
      ),
      namedInRole: statement(({ tenant, ids, role }: Slots<ByIds & { role: string }>) =>
        clientsPerHolder(dialect)
          .where('tenant', '=', tenant)
          .where(isListed('employee_id', ids))
          .where('role', '=', role),
      ),
    },

    heldPage: statement(
      ({ tenant, role, after, limit }: Slots<OfTenant & { role: string; after: string; limit: number }>) =>
        tables
          .selectFrom('sales_custody as held')
          .innerJoin('sales_clients as client', (join) =>
            join.onRef('client.tenant', '=', 'held.tenant').onRef('client.id', '=', 'held.client_id'),
          )
          .select(['held.client_id', 'held.employee_id', 'client.revision', 'client.due_at'])
          .where('held.tenant', '=', tenant)
          .where('held.role', '=', role)
          .where('held.client_id', '>', after)
          .orderBy('held.client_id')
          .limit(limit),
    ),

    clientsPerPool: statement(({ tenant }: Slots<OfTenant>) =>
      tables
        .selectFrom('sales_clients')
        .select(({ fn }) => ['pool', fn.countAll<number>().as('clients')])
        .where('tenant', '=', tenant)
        .where('pool', 'is not', null)
        .groupBy('pool')
        .orderBy('pool')
        .$narrowType<{ pool: string }>(),
    ),

    firstDue: statement(({ tenant, now }: Slots<OfTenant & { now: string }>) =>
      tables
        .selectFrom('sales_clients')
        .select((row) => ['id', 'due_at', row.fn.countAll<number | string>().over().as('clients')])
        .where('tenant', '=', tenant)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('id')
        .limit(1)
        .$narrowType<{ due_at: string }>(),
    ),

    leasesPerWorker: statement(({ tenant, now }: Slots<OfTenant & { now: string }>) =>
      tables
        .selectFrom('sales_leases as lease')
        .innerJoin('sales_clients as client', (join) =>
          join
            .onRef('client.tenant', '=', 'lease.tenant')
            .onRef('client.id', '=', 'lease.client_id')
            .onRef('client.revision', '=', 'lease.revision')
            .onRef('client.due_at', '=', 'lease.due_at'),
        )
        .select(({ fn }) => [
          'lease.worker',
          fn.countAll<number | string>().as('clients'),
          fn.max('lease.until').as('until'),
        ])
        .where('lease.tenant', '=', tenant)
        .where('lease.until', '>', now)
        .groupBy('lease.worker')
        .orderBy('lease.worker'),
    ),

    employeeById: statement(({ tenant, id }: Slots<ById>) =>
      tables
        .selectFrom('sales_employees')
        .select(['id', 'body'])
        .where('tenant', '=', tenant)
        .where('id', '=', id),
    ),

    allEmployees: statement(({ tenant }: Slots<OfTenant>) =>
      tables.selectFrom('sales_employees').select(['id', 'body']).where('tenant', '=', tenant).orderBy('id'),
    ),

    staffRevision: statement(({ tenant }: Slots<OfTenant>) =>
      tables
        .selectFrom('sales_employees')
        .select(({ fn }) => fn.sum<number | string | null>('revision').as('revision'))
        .where('tenant', '=', tenant),
    ),

    feedPage: statement(({ tenant, after, limit }: Slots<OfTenant & { after: number; limit: number }>) =>
      tables
        .selectFrom('sales_events')
        .select(['position', 'body'])
        .where('tenant', '=', tenant)
        .where('position', '>', after)
        .orderBy('position')
        .limit(limit),
    ),

    documentById: statement(({ tenant, kind, id }: Slots<ById & { kind: string }>) =>
      tables
        .selectFrom('sales_documents')
        .select(['kind', 'id', 'revision', 'body', 'lists'])
        .where('tenant', '=', tenant)
        .where('kind', '=', kind)
        .where('id', '=', id),
    ),

    documentsByIds: statement(({ tenant, kind, ids }: Slots<ByIds & { kind: string }>) =>
      tables
        .selectFrom('sales_documents')
        .select(['kind', 'id', 'revision', 'body', 'lists'])
        .where('tenant', '=', tenant)
        .where('kind', '=', kind)
        .where(isListed('id', ids)),
    ),

    documentPage: statement(
      ({ tenant, kind, after, limit }: Slots<OfTenant & { kind: string; after: string; limit: number }>) =>
        tables
          .selectFrom('sales_documents')
          .select(['kind', 'id', 'revision', 'body', 'lists'])
          .where('tenant', '=', tenant)
          .where('kind', '=', kind)
          .where('id', '>', after)
          .orderBy('id')
          .limit(limit),
    ),

    /** The page is cut first: whatever else there is, no more documents are looked up than stand on it. */
    listPage: statement(({ tenant, kind, list, afterKey, after, limit }: Slots<ListedPage>) =>
      tables
        .selectFrom(
          tables
            .selectFrom('sales_lists')
            .select(['sort_key', 'id'])
            .where('tenant', '=', tenant)
            .where('kind', '=', kind)
            .where('list', '=', list)
            .where(sql<SqlBool>`(sort_key, id) > (${afterKey}, ${after})`)
            .orderBy('sort_key')
            .orderBy('id')
            .limit(limit)
            .as('listed'),
        )
        .innerJoin('sales_documents as document', 'document.id', 'listed.id')
        .select([
          'listed.sort_key',
          'document.kind',
          'document.id',
          'document.revision',
          'document.body',
          'document.lists',
        ])
        .where('document.tenant', '=', tenant)
        .where('document.kind', '=', kind),
    ),

    commandsByIds: statement(({ tenant, ids }: Slots<ByIds>) =>
      tables
        .selectFrom('sales_commands')
        .select(['command_id', 'fingerprint', 'outcome'])
        .where('tenant', '=', tenant)
        .where(isListed('command_id', ids)),
    ),

    mentions: {
      clients: statement(({ tenant, text, after, limit }: Slots<Mention>) =>
        tables
          .selectFrom('sales_clients')
          .select(['id', 'body'])
          .where('tenant', '=', tenant)
          .where('id', '>', after)
          .where(contains('body', text))
          .orderBy('id')
          .limit(limit),
      ),
      employees: statement(({ tenant, text, after, limit }: Slots<Mention>) =>
        tables
          .selectFrom('sales_employees')
          .select(['id', 'body'])
          .where('tenant', '=', tenant)
          .where('id', '>', after)
          .where(contains('body', text))
          .orderBy('id')
          .limit(limit),
      ),
      events: statement(({ tenant, text, after, limit }: Slots<Omit<Mention, 'after'> & { after: number }>) =>
        tables
          .selectFrom('sales_events')
          .select(['position', 'body'])
          .where('tenant', '=', tenant)
          .where('position', '>', after)
          .where(contains('body', text))
          .orderBy('position')
          .limit(limit),
      ),
      outcomes: statement(({ tenant, text, after, limit }: Slots<Mention>) =>
        tables
          .selectFrom('sales_commands')
          .select(['command_id', 'fingerprint', 'outcome'])
          .where('tenant', '=', tenant)
          .where('command_id', '>', after)
          .where(contains('outcome', text))
          .orderBy('command_id')
          .limit(limit),
      ),
      documents: statement(({ tenant, text, after, kind, limit }: Slots<Mention & { kind: string }>) =>
        tables
          .selectFrom('sales_documents')
          .select(['kind', 'id', 'revision', 'body', 'lists'])
          .where('tenant', '=', tenant)
          .where(({ eb, or, and }) =>
            or([eb('kind', '>', kind), and([eb('kind', '=', kind), eb('id', '>', after)])]),
          )
          .where(contains('body', text))
          .orderBy('kind')
          .orderBy('id')
          .limit(limit),
      ),
    },
  };
}

const eventsOf = ({ tables }: ReadDialect, stream: EventsTable['stream'], { tenant, id }: Slots<ById>) =>
  tables
    .selectFrom('sales_events')
    .select(['position', 'body'])
    .where('tenant', '=', tenant)
    .where('stream', '=', stream)
    .where('stream_id', '=', id)
    .orderBy('sequence');

/** As they are kept: nothing is counted. All in one row, as drivers make an object of every row. */
function clientsPerHolder({ tables, listOfRows }: ReadDialect) {
  return tables
    .selectFrom('sales_held')
    .select(listOfRows(['employee_id', 'role', 'state', 'segment', 'clients']).as('groups'))
    .where('clients', '>', 0);
}
