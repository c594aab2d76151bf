import { sql } from 'kysely';
import type { Slots } from '../statement.ts';
import { statement } from '../statement.ts';
import type { CustodyTable } from '../tables.ts';
import { type TablePlace, writtenOut } from './postgres-tables.ts';

type Texts = readonly string[];
type OptionalTexts = readonly (string | null)[];
type Numbers = readonly number[];

interface OfTenant {
  tenant: string;
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

interface Custody extends OfTenant {
  ids: Texts;
  roles: Texts;
  employeeIds: Texts;
  states: Texts;
  segments: OptionalTexts;
  deputyIds: OptionalTexts;
}

interface Events extends OfTenant {
  before: number;
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

export type PostgresWrites = ReturnType<typeof writeStatements>;

/**
 * Every statement writes any number of rows: its parameters are columns. What has to be known of it is among
 * its rows, as not every driver tells how many it wrote. Rows are locked in the order of their keys, so that
 * two writers never wait for each other.
 */
export function writeStatements(place: TablePlace) {
  const clients = place.table('sales_clients');
  const custody = place.table('sales_custody');
  const employees = place.table('sales_employees');
  const documents = place.table('sales_documents');
  return {
    insertCommands: statement(
      ({
        tenant,
        ids,
        fingerprints,
        outcomes,
      }: Slots<OfTenant & { ids: Texts; fingerprints: Texts; outcomes: Texts }>) =>
        writtenOut(sql<{ id: string }>`
          insert into ${place.table('sales_commands')} (tenant, command_id, fingerprint, outcome)
          select ${tenant}::text, new.command_id, new.fingerprint, new.outcome
          from unnest(${ids}::text[], ${fingerprints}::text[], ${outcomes}::text[]) as new (command_id, fingerprint, outcome)
          on conflict (tenant, command_id) do nothing
          returning command_id as id`),
    ),

    lockClients: statement(({ tenant, ids }: Slots<OfTenant & { ids: Texts }>) =>
      writtenOut(sql<{ id: string; revision: number; state: string }>`
        select id, revision, state from ${clients} where tenant = ${tenant} and id = any(${ids}::text[])
        order by id for update`),
    ),

    insertClients: statement((slots: Slots<Clients>) =>
      writtenOut(sql<{ id: string }>`
        insert into ${clients} (tenant, id, revision, state, pool, due_at, body, facts, answerer, name, on_hold)
        select ${slots.tenant}::text, new.id, new.revision, new.state, new.pool, new.due_at, new.body, new.facts::jsonb, new.answerer, new.name, new.on_hold
        from unnest(${slots.ids}::text[], ${slots.revisions}::integer[], ${slots.states}::text[], ${slots.pools}::text[],
          ${slots.dueAts}::text[], ${slots.bodies}::text[], ${slots.facts}::text[], ${slots.answerers}::text[], ${slots.names}::text[], ${slots.onHold}::integer[])
          as new (id, revision, state, pool, due_at, body, facts, answerer, name, on_hold)
        on conflict (tenant, id) do nothing
        returning id`),
    ),

    updateClients: statement((slots: Slots<Clients>) =>
      writtenOut(sql`
        update ${clients} as old
        set revision = new.revision, state = new.state, pool = new.pool, due_at = new.due_at, body = new.body,
          facts = new.facts::jsonb, answerer = new.answerer, name = new.name, on_hold = new.on_hold
        from unnest(${slots.ids}::text[], ${slots.revisions}::integer[], ${slots.states}::text[], ${slots.pools}::text[],
          ${slots.dueAts}::text[], ${slots.bodies}::text[], ${slots.facts}::text[], ${slots.answerers}::text[], ${slots.names}::text[], ${slots.onHold}::integer[])
          as new (id, revision, state, pool, due_at, body, facts, answerer, name, on_hold)
        where old.tenant = ${slots.tenant} and old.id = new.id`),
    ),

    custodyOf: statement(({ tenant, ids }: Slots<OfTenant & { ids: Texts }>) =>
      writtenOut(sql<Omit<CustodyTable, 'tenant'>>`
        select client_id, role, employee_id, state, segment, deputy_id from ${custody}
        where tenant = ${tenant} and client_id = any(${ids}::text[])`),
    ),

    putCustody: statement(
      ({ tenant, ids, roles, employeeIds, states, segments, deputyIds }: Slots<Custody>) =>
        writtenOut(sql`
          insert into ${custody} (tenant, client_id, role, employee_id, state, segment, deputy_id)
          select ${tenant}::text, new.client_id, new.role, new.employee_id, new.state, new.segment, new.deputy_id
          from unnest(${ids}::text[], ${roles}::text[], ${employeeIds}::text[], ${states}::text[], ${segments}::text[],
            ${deputyIds}::text[]) as new (client_id, role, employee_id, state, segment, deputy_id)
          on conflict (tenant, client_id, role) do update
          set employee_id = excluded.employee_id, state = excluded.state, segment = excluded.segment,
            deputy_id = excluded.deputy_id`),
    ),

    deleteCustody: statement(({ tenant, ids, roles }: Slots<OfTenant & { ids: Texts; roles: Texts }>) =>
      writtenOut(sql`
        delete from ${custody} where tenant = ${tenant}
          and (client_id, role) in (select gone.client_id, gone.role from unnest(${ids}::text[], ${roles}::text[]) as gone (client_id, role))`),
    ),

    /** Whoever adds has taken a place in the feed before: two writers never wait for each other's groups. */
    addHeld: statement(
      ({
        tenant,
        employeeIds,
        roles,
        states,
        segments,
        clients: counts,
      }: Slots<
        OfTenant & { employeeIds: Texts; roles: Texts; states: Texts; segments: Texts; clients: Numbers }
      >) =>
        writtenOut(sql`
          insert into ${place.table('sales_held')} as kept (tenant, employee_id, role, state, segment, clients)
          select ${tenant}::text, more.employee_id, more.role, more.state, more.segment, more.clients
          from unnest(${employeeIds}::text[], ${roles}::text[], ${states}::text[], ${segments}::text[], ${counts}::integer[])
            as more (employee_id, role, state, segment, clients)
          on conflict (tenant, employee_id, role, state, segment) do update set clients = kept.clients + excluded.clients`),
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

    insertEmployees: statement(
      ({
        tenant,
        ids,
        revisions,
        bodies,
      }: Slots<OfTenant & { ids: Texts; revisions: Numbers; bodies: Texts }>) =>
        writtenOut(sql<{ id: string }>`
          insert into ${employees} (tenant, id, revision, body)
          select ${tenant}::text, new.id, new.revision, new.body
          from unnest(${ids}::text[], ${revisions}::integer[], ${bodies}::text[]) as new (id, revision, body)
          on conflict (tenant, id) do nothing
          returning id`),
    ),

    updateEmployees: statement(
      ({
        tenant,
        ids,
        revisions,
        bodies,
      }: Slots<OfTenant & { ids: Texts; revisions: Numbers; bodies: Texts }>) =>
        writtenOut(sql`
          update ${employees} as old set revision = new.revision, body = new.body
          from unnest(${ids}::text[], ${revisions}::integer[], ${bodies}::text[]) as new (id, revision, body)
          where old.tenant = ${tenant} and old.id = new.id`),
    ),

    lockDocuments: statement(({ tenant, kinds, ids }: Slots<OfTenant & { kinds: Texts; ids: Texts }>) =>
      writtenOut(sql<{ kind: string; id: string; revision: number; lists: string | null }>`
        select kind, id, revision, lists from ${documents} where tenant = ${tenant}
          and (kind, id) in (select named.kind, named.id from unnest(${kinds}::text[], ${ids}::text[]) as named (kind, id))
        order by kind, id for update`),
    ),

    insertDocuments: statement((slots: Slots<Documents>) =>
      writtenOut(sql<{ kind: string; id: string }>`
        insert into ${documents} (tenant, kind, id, revision, body, lists)
        select ${slots.tenant}::text, new.kind, new.id, new.revision, new.body, new.lists
        from unnest(${slots.kinds}::text[], ${slots.ids}::text[], ${slots.revisions}::integer[], ${slots.bodies}::text[],
          ${slots.lists}::text[]) as new (kind, id, revision, body, lists)
        on conflict (tenant, kind, id) do nothing
        returning kind, id`),
    ),

    updateDocuments: statement((slots: Slots<Documents>) =>
      writtenOut(sql`
        update ${documents} as old set revision = new.revision, body = new.body, lists = new.lists
        from unnest(${slots.kinds}::text[], ${slots.ids}::text[], ${slots.revisions}::integer[], ${slots.bodies}::text[],
          ${slots.lists}::text[]) as new (kind, id, revision, body, lists)
        where old.tenant = ${slots.tenant} and old.kind = new.kind and old.id = new.id`),
    ),

    putIntoLists: statement(({ tenant, kinds, lists, keys, ids }: Slots<Lists>) =>
      writtenOut(sql`
        insert into ${place.table('sales_lists')} (tenant, kind, list, sort_key, id)
        select ${tenant}::text, new.kind, new.list, new.sort_key, new.id
        from unnest(${kinds}::text[], ${lists}::text[], ${keys}::text[], ${ids}::text[]) as new (kind, list, sort_key, id)`),
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

    insertEvents: statement((slots: Slots<Events>) =>
      writtenOut(sql`
        insert into ${place.table('sales_events')}
          (tenant, position, stream, stream_id, sequence, type, happened_at, recorded_at, body)
        select ${slots.tenant}::text, ${slots.before}::bigint + new.place, new.stream, new.stream_id, new.sequence, new.type,
          new.happened_at, new.recorded_at, new.body
        from unnest(${slots.streams}::text[], ${slots.streamIds}::text[], ${slots.sequences}::integer[], ${slots.types}::text[],
          ${slots.happenedAts}::text[], ${slots.recordedAts}::text[], ${slots.bodies}::text[])
          with ordinality as new (stream, stream_id, sequence, type, happened_at, recorded_at, body, place)`),
    ),
  };
}
