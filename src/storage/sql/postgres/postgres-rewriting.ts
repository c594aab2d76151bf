import { sql } from 'kysely';
import { assertStored, type EventPlace, eventIdAt } from '../../port/commit-rules.ts';
import { compareTexts } from '../../port/text-order.ts';
import type { Commit } from '../../port.ts';
import { toCommandRow, toDocumentRow, toRewrittenRows } from '../records.ts';
import type { Slots } from '../statement.ts';
import { statement } from '../statement.ts';
import { lockDocuments, placeKey, writeLists } from './postgres-lists.ts';
import type { PostgresSession } from './postgres-session.ts';
import { slices } from './postgres-slices.ts';
import { type PostgresTables, type TablePlace, writtenOut } from './postgres-tables.ts';
import type { PostgresWrites } from './postgres-writes.ts';

type Texts = readonly string[];

interface Renamed {
  tenant: string;
  ids: Texts;
  former: Texts;
}

interface Events {
  tenant: string;
  streams: Texts;
  streamIds: Texts;
  sequences: readonly number[];
  types: Texts;
  happenedAts: Texts;
  recordedAts: Texts;
  bodies: Texts;
}

interface Documents {
  tenant: string;
  kinds: Texts;
  ids: Texts;
  revisions: readonly number[];
  bodies: Texts;
  lists: readonly (string | null)[];
}

/** Statements by which stored records are written anew, and those that remove a tenant. */
export type RewritingStatements = ReturnType<typeof rewritingStatements>;

export function rewritingStatements(place: TablePlace) {
  const events = place.table('sales_events');
  const renamed = (table: keyof PostgresTables, column: string) =>
    statement(({ tenant, ids, former }: Slots<Renamed>) =>
      writtenOut(sql`
        update ${place.table(table)} as old set ${sql.id(column)} = named.id
        from unnest(${ids}::text[], ${former}::text[]) as named (id, was)
        where old.tenant = ${tenant} and old.${sql.id(column)} = named.was`),
    );
  const renamedEvents = (stream: 'client' | 'employee') =>
    statement(({ tenant, ids, former }: Slots<Renamed>) =>
      writtenOut(sql`
        update ${events} as old set stream_id = named.id
        from unnest(${ids}::text[], ${former}::text[]) as named (id, was)
        where old.tenant = ${tenant} and old.stream = ${sql.lit(stream)} and old.stream_id = named.was`),
    );
  const emptied = (table: keyof PostgresTables) =>
    statement(({ tenant }: Slots<{ tenant: string }>) =>
      writtenOut(sql`delete from ${place.table(table)} where tenant = ${tenant}`),
    );
  return {
    renameClients: [
      renamed('sales_clients', 'id'),
      renamed('sales_custody', 'client_id'),
      renamed('sales_leases', 'client_id'),
      renamedEvents('client'),
    ],
    /** Groups that they have left are still there under their ids, with no client. */
    renameEmployees: [
      statement(({ tenant, former }: Slots<Renamed>) =>
        writtenOut(sql`
          delete from ${place.table('sales_held')}
          where tenant = ${tenant} and employee_id = any(${former}::text[]) and clients = 0`),
      ),
      renamed('sales_employees', 'id'),
      renamedEvents('employee'),
    ],

    renameDocuments: statement(({ tenant, kinds, ids, former }: Slots<Renamed & { kinds: Texts }>) =>
      writtenOut(sql`
        update ${place.table('sales_documents')} as old set id = named.id
        from unnest(${kinds}::text[], ${ids}::text[], ${former}::text[]) as named (kind, id, was)
        where old.tenant = ${tenant} and old.kind = named.kind and old.id = named.was`),
    ),

    rewriteEvents: statement((slots: Slots<Events>) =>
      writtenOut(sql<{ stream: EventPlace['stream']; stream_id: string; sequence: number }>`
        update ${events} as old
        set type = new.type, happened_at = new.happened_at, recorded_at = new.recorded_at, body = new.body
        from unnest(${slots.streams}::text[], ${slots.streamIds}::text[], ${slots.sequences}::integer[], ${slots.types}::text[],
          ${slots.happenedAts}::text[], ${slots.recordedAts}::text[], ${slots.bodies}::text[])
          as new (stream, stream_id, sequence, type, happened_at, recorded_at, body)
        where old.tenant = ${slots.tenant} and old.stream = new.stream and old.stream_id = new.stream_id
          and old.sequence = new.sequence
        returning old.stream, old.stream_id, old.sequence`),
    ),

    rewriteDocuments: statement((slots: Slots<Documents>) =>
      writtenOut(sql<{ kind: string; id: string }>`
        update ${place.table('sales_documents')} as old set body = new.body, lists = new.lists
        from unnest(${slots.kinds}::text[], ${slots.ids}::text[], ${slots.revisions}::integer[], ${slots.bodies}::text[],
          ${slots.lists}::text[]) as new (kind, id, revision, body, lists)
        where old.tenant = ${slots.tenant} and old.kind = new.kind and old.id = new.id and old.revision = new.revision
        returning old.kind, old.id`),
    ),

    rewriteCommands: statement(
      ({
        tenant,
        ids,
        fingerprints,
        outcomes,
      }: Slots<{ tenant: string; ids: Texts; fingerprints: Texts; outcomes: Texts }>) =>
        writtenOut(sql<{ id: string }>`
          update ${place.table('sales_commands')} as old set fingerprint = new.fingerprint, outcome = new.outcome
          from unnest(${ids}::text[], ${fingerprints}::text[], ${outcomes}::text[]) as new (id, fingerprint, outcome)
          where old.tenant = ${tenant} and old.command_id = new.id
          returning old.command_id as id`),
    ),

    /** Clients first, which whoever writes holds; the place in the feed last, which they take last. */
    dropTenant: (
      [
        'sales_clients',
        'sales_custody',
        'sales_held',
        'sales_leases',
        'sales_employees',
        'sales_commands',
        'sales_documents',
        'sales_lists',
        'sales_events',
        'sales_feeds',
      ] as const
    ).map(emptied),
  };
}

/** What a commit says of records that are stored already. */
type Rewriting = Pick<Commit, 'clients' | 'employees' | 'documents' | 'rewritten'>;

interface Statements {
  readonly writes: PostgresWrites;
  readonly rewriting: RewritingStatements;
}

/** Gives records the ids that they get, then what is stored the form that it gets. */
export async function rewrite(
  session: PostgresSession,
  { writes, rewriting: statements }: Statements,
  tenant: string,
  { clients, employees, documents, rewritten }: Rewriting,
): Promise<void> {
  const named = documents.flatMap(({ kind, id, was }) => (was === undefined ? [] : [{ kind, id, was }]));
  if (named.length > 0)
    await session.all(statements.renameDocuments, {
      tenant,
      kinds: named.map(({ kind }) => kind),
      ids: named.map(({ id }) => id),
      former: named.map(({ was }) => was),
    });
  for (const [changes, steps] of [
    [clients, statements.renameClients],
    [employees, statements.renameEmployees],
  ] as const) {
    const moved = changes.flatMap(({ was, snapshot }) =>
      was === undefined ? [] : [{ was, id: snapshot.id }],
    );
    if (moved.length === 0) continue;
    const params = { tenant, ids: moved.map(({ id }) => id), former: moved.map(({ was }) => was) };
    for (const step of steps) await session.all(step, params);
  }
  if (!rewritten) return;
  const { events = [], outcomes = [], documents: bodies = [] } = rewritten;
  const found = new Set<string>();
  for (const slice of slices(toRewrittenRows(tenant, events))) {
    const rows = await session.all(statements.rewriteEvents, {
      tenant,
      streams: slice.map(({ stream }) => stream),
      streamIds: slice.map(({ stream_id }) => stream_id),
      sequences: slice.map(({ sequence }) => sequence),
      types: slice.map(({ type }) => type),
      happenedAts: slice.map(({ happened_at }) => happened_at),
      recordedAts: slice.map(({ recorded_at }) => recorded_at),
      bodies: slice.map(({ body }) => body),
    });
    for (const { stream, stream_id, sequence } of rows)
      found.add(eventIdAt({ stream, streamId: stream_id, sequence }));
  }
  const known = new Set<string>();
  for (const slice of slices(outcomes)) {
    const rows = slice.map((outcome) => toCommandRow(tenant, outcome));
    const written = await session.all(statements.rewriteCommands, {
      tenant,
      ids: rows.map((row) => row.command_id),
      fingerprints: rows.map((row) => row.fingerprint),
      outcomes: rows.map((row) => row.outcome),
    });
    for (const { id } of written) known.add(id);
  }
  const there = new Set<string>();
  for (const slice of slices(bodies.toSorted((a, b) => compareTexts([a.kind, a.id], [b.kind, b.id])))) {
    const rows = slice.map((document) => toDocumentRow(tenant, document));
    const before = await lockDocuments(session, writes, tenant, rows);
    const written = await session.all(statements.rewriteDocuments, {
      tenant,
      kinds: rows.map(({ kind }) => kind),
      ids: rows.map(({ id }) => id),
      revisions: rows.map(({ revision }) => revision),
      bodies: rows.map(({ body }) => body),
      lists: rows.map(({ lists }) => lists),
    });
    for (const { kind, id } of written) there.add(placeKey(kind, id));
    const steps = rows.map((row) => [before.get(placeKey(row.kind, row.id)), row] as const);
    const stored = steps.filter(([, { kind, id }]) => there.has(placeKey(kind, id)));
    await writeLists(session, writes, tenant, stored);
  }
  assertStored([
    ...events.filter(({ id }) => !found.has(id)).map(({ id }) => ({ eventId: id })),
    ...outcomes.flatMap(({ commandId }) => (known.has(commandId) ? [] : { commandId })),
    ...bodies.flatMap(({ kind, id, revision }) =>
      there.has(placeKey(kind, id)) ? [] : { kind, documentId: id, revision },
    ),
  ]);
}
