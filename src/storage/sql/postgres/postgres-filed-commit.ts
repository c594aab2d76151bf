import { sql } from 'kysely';
import { documentBefore } from '../../port/commit-rules.ts';
import type { Commit } from '../../port.ts';
import { toCommandRow, toDocumentRow, toEventRows } from '../records.ts';
import { type Slots, type Statement, statement } from '../statement.ts';
import { type TablePlace, writtenOut } from './postgres-tables.ts';

/** So many documents at most are written by one statement. */
const MOST = 100;

/**
 * Whether a commit is of documents alone that go on, with events. New ones are not: who drops the tenant
 * waits for rows that are there.
 */
export function isOfFiled({ clients, employees, documents, rewritten }: Commit): boolean {
  if (clients.length + employees.length > 0 || rewritten) return false;
  if (documents.length === 0 || documents.length > MOST) return false;
  return documents.every((document) => {
    const { expected, was, events = [] } = document;
    const before = documentBefore(document);
    return (
      was === undefined &&
      events.length > 0 &&
      before > 0 &&
      expected.is === 'exact' &&
      expected.revision === before
    );
  });
}

interface Params {
  tenant: string;
  /** Rows as JSON, here and below. */
  documents: string;
  documentCount: number;
  outcomes: string;
  outcomeCount: number;
  events: string;
  count: number;
}

export function filedParams(tenant: string, commit: Commit): Params {
  const { documents, outcomes } = commit;
  const events = toEventRows(tenant, commit).map((row, i) => ({ ...row, place: i + 1 }));
  const rows = documents.map((document) => ({
    ...toDocumentRow(tenant, document),
    before: documentBefore(document),
  }));
  return {
    tenant,
    documents: JSON.stringify(rows),
    documentCount: rows.length,
    outcomes: JSON.stringify(outcomes.map((outcome) => toCommandRow(tenant, outcome))),
    outcomeCount: outcomes.length,
    events: JSON.stringify(events),
    count: events.length,
  };
}

/**
 * Documents that go on, their lists, outcomes and events as one statement, and so one round trip. The
 * tenant's feed is locked for no longer than the server itself takes, so that many can take from one queue.
 * It is all or nothing as a single commit is, and fails where anything is not as expected.
 *
 * Rows of lists are found one by one, by key: a plan over an unknown number of rows would go through all
 * lists. They are counted, for lists that were rewritten a moment ago are not seen by the statement yet.
 */
export function filedCommit(place: TablePlace): Statement<Params, unknown> {
  const [documents, lists] = [place.table('sales_documents'), place.table('sales_lists')];
  return statement(
    ({ tenant, documents: rows, documentCount, outcomes, outcomeCount, events, count }: Slots<Params>) =>
      writtenOut(sql`
      with anew as materialized (select * from json_to_recordset(${rows}::text::json) as new
        (kind text, id text, before integer, revision integer, body text, lists text)),
      recorded as (insert into ${place.table('sales_commands')} (tenant, command_id, fingerprint, outcome)
        select ${tenant}::text, new.command_id, new.fingerprint, new.outcome
        from json_to_recordset(${outcomes}::text::json) as new (command_id text, fingerprint text, outcome text)
        order by new.command_id on conflict (tenant, command_id) do nothing returning 1),
      locked as materialized (select old.kind, old.id, old.lists from ${documents} as old, anew
        where old.tenant = ${tenant}::text and old.kind = anew.kind and old.id = anew.id and old.revision = anew.before
          and (select count(*) from recorded) = ${outcomeCount}::bigint
        order by old.kind, old.id for update of old),
      changed as (update ${documents} as old
        set revision = anew.revision, body = anew.body, lists = anew.lists from anew
        where old.tenant = ${tenant}::text and old.kind = anew.kind and old.id = anew.id and old.revision = anew.before
          and (select count(*) from locked) = ${documentCount}::bigint
        returning 1),
      stood as materialized (select locked.kind, locked.id, listed.key as list, listed.value as sort_key
        from locked, json_each_text(locked.lists::json) as listed),
      stands as materialized (select anew.kind, anew.id, listed.key as list, listed.value as sort_key
        from anew, json_each_text(anew.lists::json) as listed),
      leaving as materialized (select * from stood except select * from stands),
      gone as (delete from ${lists} where (select count(*) from changed) = ${documentCount}::bigint
        and ctid = any (array (select found.ctid from leaving cross join lateral (
          select kept.ctid from ${lists} as kept where kept.tenant = ${tenant}::text and kept.kind = leaving.kind
            and kept.list = leaving.list and kept.sort_key = leaving.sort_key and kept.id = leaving.id limit 1) as found))
        returning 1),
      put as (insert into ${lists} (tenant, kind, list, sort_key, id)
        select ${tenant}::text, new.kind, new.list, new.sort_key, new.id
        from (select * from stands except select * from stood) as new
        where (select count(*) from changed) = ${documentCount}::bigint returning 1),
      feed as (insert into ${place.table('sales_feeds')} as kept (tenant, position)
        select ${tenant}::text, ${count}::bigint where (select count(*) from changed) = ${documentCount}::bigint
          and (select count(*) from gone) = (select count(*) from leaving) and (select count(*) from put) >= 0
        on conflict (tenant) do update set position = kept.position + excluded.position returning position),
      logged as (insert into ${place.table('sales_events')}
          (tenant, position, stream, stream_id, sequence, type, happened_at, recorded_at, body)
        select ${tenant}::text, feed.position - ${count}::bigint + new.place, new.stream, new.stream_id, new.sequence,
          new.type, new.happened_at, new.recorded_at, new.body
        from feed, json_to_recordset(${events}::text::json) as new (place bigint, stream text, stream_id text,
          sequence integer, type text, happened_at text, recorded_at text, body text)
        returning 1)
      select 1 / (case when (select count(*) from logged) = ${count}::bigint then 1 else 0 end) as done`),
  );
}
