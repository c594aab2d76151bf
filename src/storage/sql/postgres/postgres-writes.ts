import { sql } from 'kysely';
import type { Slots } from '../statement.ts';
import { statement } from '../statement.ts';
import type { CustodyTable } from '../tables.ts';
import { RowStatements } from './postgres-rows.ts';
import { type TablePlace, writtenOut } from './postgres-tables.ts';

type Texts = readonly string[];
type OptionalTexts = readonly (string | null)[];
type Numbers = readonly number[];

interface OfTenant {
  tenant: string;
}

interface Commands extends OfTenant {
  ids: Texts;
  fingerprints: Texts;
  outcomes: Texts;
}

interface Clients extends OfTenant {
  ids: Texts;
  revisions: Numbers;
  states: Texts;
  pools: OptionalTexts;
  dueAts: OptionalTexts;
  bodies: Texts;
  facts: OptionalTexts;
  answerers: OptionalTexts;
  names: OptionalTexts;
  onHold: readonly (1 | null)[];
}

interface Before {
  befores: Numbers;
}

interface Custody extends OfTenant {
  ids: Texts;
  roles: Texts;
  employeeIds: Texts;
  states: Texts;
  segments: OptionalTexts;
  deputyIds: OptionalTexts;
}

interface Held extends OfTenant {
  employeeIds: Texts;
  roles: Texts;
  states: Texts;
  segments: Texts;
  clients: Numbers;
}

interface Employees extends OfTenant {
  ids: Texts;
  revisions: Numbers;
  bodies: Texts;
}

interface Events extends OfTenant {
  positions: Numbers;
  streams: Texts;
  streamIds: Texts;
  sequences: Numbers;
  types: Texts;
  happenedAts: Texts;
  recordedAts: Texts;
  bodies: Texts;
}

interface Documents extends OfTenant {
  kinds: Texts;
  ids: Texts;
  revisions: Numbers;
  bodies: Texts;
  lists: OptionalTexts;
}

interface Lists extends OfTenant {
  kinds: Texts;
  lists: Texts;
  keys: Texts;
  ids: Texts;
}

const ofClient = [
  ['revision', 'revisions', 'integer'],
  ['state', 'states', 'text'],
  ['pool', 'pools', 'text'],
  ['due_at', 'dueAts', 'text'],
  ['body', 'bodies', 'text'],
  ['facts', 'facts', 'jsonb'],
  ['answerer', 'answerers', 'text'],
  ['name', 'names', 'text'],
  ['on_hold', 'onHold', 'integer'],
] as const;

const ofBefore = ['revision', 'befores', 'integer'] as const;

const ofEmployee = [
  ['revision', 'revisions', 'integer'],
  ['body', 'bodies', 'text'],
] as const;

const ofPlace = [
  ['kind', 'kinds', 'text'],
  ['id', 'ids', 'text'],
] as const;

const ofDocument = [
  ['revision', 'revisions', 'integer'],
  ['body', 'bodies', 'text'],
  ['lists', 'lists', 'text'],
] as const;

export type PostgresWrites = ReturnType<typeof writeStatements>;

/**
 * Every statement writes any number of rows: its parameters are columns. What has to be known of it is among
 * its rows, as not every driver tells how many it wrote. Rows are locked in the order of their keys, so that
 * two writers never wait for each other.
 */
export function writeStatements(place: TablePlace, isByShard: boolean) {
  const rows = new RowStatements(isByShard);
  const clients = place.table('sales_clients');
  const custody = place.table('sales_custody');
  const employees = place.table('sales_employees');
  const documents = place.table('sales_documents');
  return {
    insertCommands: rows.inserts<Commands, { id: string }>(
      place.table('sales_commands'),
      [
        ['command_id', 'ids', 'text'],
        ['fingerprint', 'fingerprints', 'text'],
        ['outcome', 'outcomes', 'text'],
      ],
      () => sql`on conflict (tenant, command_id) do nothing returning command_id as id`,
    ),

    lockClients: statement(({ tenant, ids }: Slots<OfTenant & { ids: Texts }>) =>
      writtenOut(sql<{ id: string; revision: number; state: string }>`
        select id, revision, state from ${clients} where tenant = ${tenant} and id = any(${ids}::text[])
        order by id for update`),
    ),

    insertClients: rows.inserts<Clients, { id: string }>(
      clients,
      [['id', 'ids', 'text'], ...ofClient],
      () => sql`on conflict (tenant, id) do nothing returning id`,
    ),

    updateClients: rows.updates<Clients, unknown>(clients, [['id', 'ids', 'text']], ofClient),

    /** Only where they are of the revisions that were before. */
    advanceClients: rows.updates<Clients & Before, { id: string }>(
      clients,
      [['id', 'ids', 'text'], ofBefore],
      ofClient,
      sql`returning id`,
    ),

    custodyOf: statement(({ tenant, ids }: Slots<OfTenant & { ids: Texts }>) =>
      writtenOut(sql<Omit<CustodyTable, 'tenant'>>`
        select client_id, role, employee_id, state, segment, deputy_id from ${custody}
        where tenant = ${tenant} and client_id = any(${ids}::text[])`),
    ),

    putCustody: rows.inserts<Custody, unknown>(
      custody,
      [
        ['client_id', 'ids', 'text'],
        ['role', 'roles', 'text'],
        ['employee_id', 'employeeIds', 'text'],
        ['state', 'states', 'text'],
        ['segment', 'segments', 'text'],
        ['deputy_id', 'deputyIds', 'text'],
      ],
      () => sql`on conflict (tenant, client_id, role) do update
        set employee_id = excluded.employee_id, state = excluded.state, segment = excluded.segment,
          deputy_id = excluded.deputy_id`,
    ),

    deleteCustody: statement(({ tenant, ids, roles }: Slots<OfTenant & { ids: Texts; roles: Texts }>) =>
      writtenOut(sql`
        delete from ${custody} where tenant = ${tenant}
          and (client_id, role) in (select gone.client_id, gone.role from unnest(${ids}::text[], ${roles}::text[]) as gone (client_id, role))`),
    ),

    /** Whoever adds has taken a place in the feed before: two writers never wait for each other's groups. */
    addHeld: rows.inserts<Held, unknown>(
      place.table('sales_held'),
      [
        ['employee_id', 'employeeIds', 'text'],
        ['role', 'roles', 'text'],
        ['state', 'states', 'text'],
        ['segment', 'segments', 'text'],
        ['clients', 'clients', 'integer'],
      ],
      () => sql`on conflict (tenant, employee_id, role, state, segment) do update
        set clients = kept.clients + excluded.clients`,
    ),

    lockEmployees: statement(({ tenant, ids }: Slots<OfTenant & { ids: Texts }>) =>
      writtenOut(sql<{ id: string; revision: number }>`
        select id, revision from ${employees} where tenant = ${tenant} and id = any(${ids}::text[]) order by id for update`),
    ),

    /** Until the transaction ends nobody changes them, but others may rely on them as well. */
    holdEmployees: statement(({ tenant, ids }: Slots<OfTenant & { ids: Texts }>) =>
      writtenOut(sql<{ id: string; revision: number }>`
        select id, revision from ${employees} where tenant = ${tenant} and id = any(${ids}::text[]) order by id for share`),
    ),

    insertEmployees: rows.inserts<Employees, { id: string }>(
      employees,
      [['id', 'ids', 'text'], ...ofEmployee],
      () => sql`on conflict (tenant, id) do nothing returning id`,
    ),

    updateEmployees: rows.updates<Employees, unknown>(employees, [['id', 'ids', 'text']], ofEmployee),

    lockDocuments: statement(({ tenant, kinds, ids }: Slots<OfTenant & { kinds: Texts; ids: Texts }>) =>
      writtenOut(sql<{ kind: string; id: string; revision: number; lists: string | null }>`
        select kind, id, revision, lists from ${documents} where tenant = ${tenant}
          and (kind, id) in (select named.kind, named.id from unnest(${kinds}::text[], ${ids}::text[]) as named (kind, id))
        order by kind, id for update`),
    ),

    insertDocuments: rows.inserts<Documents, { kind: string; id: string }>(
      documents,
      [...ofPlace, ...ofDocument],
      () => sql`on conflict (tenant, kind, id) do nothing returning kind, id`,
    ),

    updateDocuments: rows.updates<Documents, unknown>(documents, ofPlace, ofDocument),

    /** Only where they are of the revisions that were before, and stand in no list. */
    advanceDocuments: rows.updates<Documents & Before, { id: string }>(
      documents,
      [...ofPlace, ofBefore],
      ofDocument,
      sql`and old.lists is null returning id`,
    ),

    putIntoLists: rows.inserts<Lists, unknown>(
      place.table('sales_lists'),
      [
        ['kind', 'kinds', 'text'],
        ['list', 'lists', 'text'],
        ['sort_key', 'keys', 'text'],
        ['id', 'ids', 'text'],
      ],
      () => sql``,
    ),

    takeOffLists: statement(({ tenant, kinds, lists, keys, ids }: Slots<Lists>) =>
      writtenOut(sql`
        delete from ${place.table('sales_lists')} where tenant = ${tenant} and (kind, list, sort_key, id) in (
          select gone.kind, gone.list, gone.sort_key, gone.id
          from unnest(${kinds}::text[], ${lists}::text[], ${keys}::text[], ${ids}::text[]) as gone (kind, list, sort_key, id))`),
    ),

    /**
     * Gives out as many positions. Others wait for theirs until the transaction ends, so that no reader ever
     * sees a gap.
     */
    takePositions: statement(({ tenant, count }: Slots<OfTenant & { count: number }>) =>
      writtenOut(sql<{ position: number | string }>`
        insert into ${place.table('sales_feeds')} as feed (tenant, position) values (${tenant}, ${count}::bigint)
        on conflict (tenant) do update set position = feed.position + excluded.position
        returning position`),
    ),

    insertEvents: rows.inserts<Events, unknown>(
      place.table('sales_events'),
      [
        ['position', 'positions', 'bigint'],
        ['stream', 'streams', 'text'],
        ['stream_id', 'streamIds', 'text'],
        ['sequence', 'sequences', 'integer'],
        ['type', 'types', 'text'],
        ['happened_at', 'happenedAts', 'text'],
        ['recorded_at', 'recordedAts', 'text'],
        ['body', 'bodies', 'text'],
      ],
      () => sql``,
    ),
  };
}
