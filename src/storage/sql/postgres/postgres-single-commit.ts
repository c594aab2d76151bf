import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { documentBefore, revisionBefore } from '../../port/commit-rules.ts';
import { compareTexts } from '../../port/text-order.ts';
import type { ClientChange, Commit, DocumentChange, EmployeeChange, RecordedOutcome } from '../../port.ts';
import { rowsOfClient, toClientRow, toCommandRow, toCustodyRows, toDocumentRow } from '../records.ts';
import type { Slots, Statement } from '../statement.ts';
import { statement } from '../statement.ts';
import { toFactsJson } from './postgres-facts.ts';
import { type TablePlace, writtenOut } from './postgres-tables.ts';

/** The commit of one command: one client goes on, employees at most are relied on, documents go with it. */
export interface SingleCommit {
  readonly change: ClientChange;
  readonly outcome: RecordedOutcome | undefined;
  readonly guards: readonly EmployeeChange[];
  readonly documents: readonly DocumentChange[];
}

/** What tells one statement from another; everything else is a parameter. */
interface Shape {
  readonly isNew: boolean;
  readonly isRecorded: boolean;
  readonly isGuarded: boolean;
  readonly isHeld: boolean;
  readonly isFiled: boolean;
}

export function asSingle({
  clients,
  employees,
  outcomes,
  documents,
  rewritten,
}: Commit): SingleCommit | undefined {
  const [change] = clients;
  if (change === undefined || clients.length > 1 || change.events.length === 0) return undefined;
  if (outcomes.length > 1 || rewritten || change.was !== undefined) return undefined;
  if (employees.some(({ events }) => events.length > 0) || !canBe(change)) return undefined;
  // Who drops the tenant waits for the client's row; without one, a document could come back after them.
  if (documents.length > 0 && revisionBefore(change) === 0) return undefined;
  if (!documents.every(canBeFiled)) return undefined;
  return { change, outcome: outcomes[0], guards: employees, documents: documents.toSorted(inOrder) };
}

const inOrder = (a: DocumentChange, b: DocumentChange) => compareTexts([a.kind, a.id], [b.kind, b.id]);

/** Its revision alone tells whether it is as expected. */
function canBeFiled(document: DocumentChange): boolean {
  const { expected, events = [], was, lists = {} } = document;
  if (events.length > 0 || was !== undefined || Object.keys(lists).length > 0) return false;
  const before = documentBefore(document);
  return expected.is === 'absent'
    ? before === 0
    : expected.is === 'exact' && before > 0 && expected.revision === before;
}

/** A new client that is expected to exist is a conflict in any case. The longer way says so. */
function canBe(change: ClientChange): boolean {
  const { is } = change.expected;
  return revisionBefore(change) > 0 || is === 'absent' || is === 'any';
}

interface Params {
  tenant: string;
  command_id: string;
  fingerprint: string;
  outcome: string;
  guards: readonly string[];
  guardRevisions: readonly number[];
  id: string;
  before: number;
  revision: number;
  state: string;
  pool: string | null;
  due_at: string | null;
  body: string;
  facts: string | null;
  answerer: string | null;
  name: string | null;
  on_hold: 1 | null;
  roles: readonly string[];
  holders: readonly string[];
  segments: readonly (string | null)[];
  deputies: readonly (string | null)[];
  /** Rows as JSON: as an array of texts, each long one would be gone through for quotes by the driver. */
  events: string;
  count: number;
  documents: string;
  documentCount: number;
}

/**
 * What happens where the stored data are not as the commit expects. A division by zero undoes the whole
 * statement.
 */
export const UNEXPECTED = '22012';

/**
 * The whole commit as one statement, and so one round trip. The tenant's feed is locked for no longer than
 * the server itself takes. It is all or nothing where everything is as expected, and fails where anything is
 * not: what it was, the longer way finds out. No table is written twice in it, which CockroachDB would
 * refuse.
 */
export class SingleCommits {
  readonly #statements = new Map<string, Statement<Params, unknown>>();

  constructor(private readonly place: TablePlace) {}

  statementFor(commit: SingleCommit): Statement<Params, unknown> {
    const shape = shapeOf(commit);
    const key = JSON.stringify(shape);
    const known = this.#statements.get(key) ?? singleCommit(this.place, shape);
    this.#statements.set(key, known);
    return known;
  }
}

export function paramsOf(tenant: string, { change, outcome, guards, documents }: SingleCommit): Params {
  const row = toClientRow(tenant, change);
  const events = rowsOfClient(tenant, change);
  const held = toCustodyRows(tenant, change);
  const command = outcome && toCommandRow(tenant, outcome);
  return {
    ...row,
    facts: toFactsJson(row.facts),
    command_id: command?.command_id ?? '',
    fingerprint: command?.fingerprint ?? '',
    outcome: command?.outcome ?? '',
    guards: guards.map((guard) => guard.snapshot.id),
    guardRevisions: guards.map((guard) => guard.snapshot.revision),
    before: revisionBefore(change),
    roles: held.map(({ role }) => role),
    holders: held.map(({ employee_id }) => employee_id),
    segments: held.map(({ segment }) => segment),
    deputies: held.map(({ deputy_id }) => deputy_id),
    events: JSON.stringify(events),
    count: events.length,
    documents: JSON.stringify(documents.map((document) => toDocumentRow(tenant, document))),
    documentCount: documents.length,
  };
}

function shapeOf({ change, outcome, guards, documents }: SingleCommit): Shape {
  return {
    isNew: revisionBefore(change) === 0,
    isRecorded: outcome !== undefined,
    isGuarded: guards.length > 0,
    isHeld: Object.keys(change.snapshot.custody).length > 0,
    isFiled: documents.length > 0,
  };
}

function singleCommit(place: TablePlace, shape: Shape): Statement<Params, unknown> {
  return statement((slots: Slots<Params>) => {
    const recorded = shape.isRecorded && [recordedCommand(place, slots)];
    const guarded = shape.isGuarded && [guards(place, slots)];
    const held = shape.isHeld && [custody(place, slots, shape)];
    const parts = [
      ...(recorded || []),
      ...(guarded || []),
      shape.isNew ? newClient(place, slots, shape) : changedClient(place, slots, shape),
      ...(held || []),
      ...(shape.isFiled ? [filed(place, slots)] : []),
      feed(place, slots, shape),
      ...(shape.isHeld ? [totals(place, slots)] : []),
      log(place, slots),
    ];
    const asExpected = sql`(select count(*) from logged) = ${slots.count}::bigint${shape.isNew ? sql`` : noStrays(place, slots)}`;
    return writtenOut(
      sql`with ${sql.join(parts)} select 1 / (case when ${asExpected} then 1 else 0 end) as done`,
    );
  });
}

type Part = (place: TablePlace, slots: Slots<Params>, shape: Shape) => RawBuilder<unknown>;

const recordedCommand = (
  place: TablePlace,
  { tenant, command_id, fingerprint, outcome }: Slots<Params>,
) => sql`
  recorded as (insert into ${place.table('sales_commands')} (tenant, command_id, fingerprint, outcome)
    values (${tenant}::text, ${command_id}::text, ${fingerprint}::text, ${outcome}::text)
    on conflict (tenant, command_id) do nothing returning 1)`;

/** Within another select: Citus reads a locking one of a part in another format than it writes. */
const guards = (place: TablePlace, { tenant, guards: ids, guardRevisions }: Slots<Params>) => sql`
  guarded as (select locked.id from (
    select known.id from ${place.table('sales_employees')} as known,
      unnest(${ids}::text[], ${guardRevisions}::integer[]) as relied (id, revision)
    where known.tenant = ${tenant}::text and known.id = relied.id and known.revision = relied.revision for share of known)
    as locked)`;

/** The earlier parts come first, and nothing is done where one of them found something else than expected. */
const onceAllIsWell = ({ guards: ids }: Slots<Params>, { isRecorded, isGuarded }: Shape) => sql`
  ${isRecorded ? sql`(select count(*) from recorded) = 1` : sql`true`}
  and ${isGuarded ? sql`(select count(*) from guarded) = coalesce(array_length(${ids}::text[], 1), 0)` : sql`true`}`;

const newClient: Part = (place, slots, shape) => sql`
  changed as (insert into ${place.table('sales_clients')} (tenant, id, revision, state, pool, due_at, body, facts, answerer, name, on_hold)
    select ${slots.tenant}::text, ${slots.id}::text, ${slots.revision}::integer, ${slots.state}::text, ${slots.pool}::text,
      ${slots.due_at}::text, ${slots.body}::text, ${slots.facts}::text::jsonb, ${slots.answerer}::text, ${slots.name}::text, ${slots.on_hold}::integer
    where ${onceAllIsWell(slots, shape)}
    on conflict (tenant, id) do nothing returning 1)`;

const changedClient: Part = (place, slots, shape) => sql`
  changed as (update ${place.table('sales_clients')}
    set revision = ${slots.revision}::integer, state = ${slots.state}::text, pool = ${slots.pool}::text,
      due_at = ${slots.due_at}::text, body = ${slots.body}::text, facts = ${slots.facts}::text::jsonb, answerer = ${slots.answerer}::text, name = ${slots.name}::text,
      on_hold = ${slots.on_hold}::integer
    where tenant = ${slots.tenant}::text and id = ${slots.id}::text and revision = ${slots.before}::integer
      and ${onceAllIsWell(slots, shape)}
    returning 1)`;

const custody: Part = (place, { tenant, id, roles, holders, segments, deputies, state }) => sql`
  held as (insert into ${place.table('sales_custody')} (tenant, client_id, role, employee_id, state, segment, deputy_id)
    select ${tenant}::text, ${id}::text, new.role, new.employee_id, ${state}::text, new.segment, new.deputy_id
    from unnest(${roles}::text[], ${holders}::text[], ${segments}::text[], ${deputies}::text[])
      as new (role, employee_id, segment, deputy_id)
    where (select count(*) from changed) = 1 and not exists (
      select 1 from ${place.table('sales_custody')} as old
      where old.tenant = ${tenant}::text and old.client_id = ${id}::text and old.role = new.role
        and old.employee_id = new.employee_id and old.state = ${state}::text and old.segment is not distinct from new.segment
        and old.deputy_id is not distinct from new.deputy_id)
    on conflict (tenant, client_id, role) do update
    set employee_id = excluded.employee_id, state = excluded.state, segment = excluded.segment,
      deputy_id = excluded.deputy_id
    returning role, employee_id, state, segment)`;

/** A role that is not held any more is for the longer way. */
const noStrays = (place: TablePlace, { tenant, id, roles }: Slots<Params>) => sql`
  and not exists (select 1 from ${place.table('sales_custody')}
    where tenant = ${tenant}::text and client_id = ${id}::text and role <> all(${roles}::text[]))`;

/**
 * A stored document is replaced only where it is of the revision before, and none where none is expected. One
 * that stands in lists is for the longer way.
 */
const filed = (place: TablePlace, slots: Slots<Params>) => sql`
  filed as (insert into ${place.table('sales_documents')} as kept (tenant, kind, id, revision, body)
    select ${slots.tenant}::text, new.kind, new.id, new.revision, new.body
    from json_to_recordset(${slots.documents}::text::json) as new (kind text, id text, revision integer, body text)
    where (select count(*) from changed) = 1 and (new.revision = 1 or exists (
      select 1 from ${place.table('sales_documents')} as old
      where old.tenant = ${slots.tenant}::text and old.kind = new.kind and old.id = new.id and old.revision = new.revision - 1))
    on conflict (tenant, kind, id) do update set revision = excluded.revision, body = excluded.body
    where kept.revision = excluded.revision - 1 and kept.lists is null
    returning 1)`;

const feed: Part = (place, { tenant, count, documentCount }, { isHeld, isFiled }) => sql`
  feed as (insert into ${place.table('sales_feeds')} as kept (tenant, position)
    select ${tenant}::text, ${count}::bigint
    where (select count(*) from changed) = 1 ${isHeld ? sql`and (select count(*) from held) >= 0` : sql``}
      ${isFiled ? sql`and (select count(*) from filed) = ${documentCount}::bigint` : sql``}
    on conflict (tenant) do update set position = kept.position + excluded.position
    returning position)`;

/**
 * The statement sees custody as it was before. From `feed`: whoever adds has taken a place in the feed
 * before.
 */
const totals = (place: TablePlace, { tenant, id }: Slots<Params>) => sql`
  totals as (insert into ${place.table('sales_held')} as kept (tenant, employee_id, role, state, segment, clients)
    select ${tenant}::text, moved.employee_id, moved.role, moved.state, coalesce(':' || moved.segment, ''), sum(moved.clients)::integer
    from feed, (
      select employee_id, role, state, segment, 1 as clients from held
      union all
      select old.employee_id, old.role, old.state, old.segment, -1 from ${place.table('sales_custody')} as old, held
      where old.tenant = ${tenant}::text and old.client_id = ${id}::text and old.role = held.role) as moved
    group by moved.employee_id, moved.role, moved.state, moved.segment having sum(moved.clients) <> 0
    on conflict (tenant, employee_id, role, state, segment) do update set clients = kept.clients + excluded.clients
    returning 1)`;

const log = (place: TablePlace, slots: Slots<Params>) => sql`
  logged as (insert into ${place.table('sales_events')}
      (tenant, position, stream, stream_id, sequence, type, happened_at, recorded_at, body)
    select ${slots.tenant}::text, feed.position - ${slots.count}::bigint + new.sequence - ${slots.before}::integer, new.stream, new.stream_id,
      new.sequence, new.type, new.happened_at, new.recorded_at, new.body
    from feed, json_to_recordset(${slots.events}::text::json) as new
      (stream text, stream_id text, sequence integer, type text, happened_at text, recorded_at text, body text)
    returning 1)`;
