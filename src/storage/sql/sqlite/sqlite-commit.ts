import { assertRevisions, assertStored, assertUnrecorded } from '../../port/commit-rules.ts';
import type { ClientChange, Commit, RecordedOutcome } from '../../port.ts';
import {
  type CountedCustody,
  heldChanges,
  isSameCustody,
  listChanges,
  toClientRow,
  toCommandRow,
  toCustodyRows,
  toDocumentRow,
  toEmployeeRow,
  toEventRows,
  toRewrittenRows,
} from '../records.ts';
import type { ClientsTable, CustodyTable, DocumentsTable, EventsTable } from '../tables.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { insertRows, newClients, newCommands, placedEvents, putCustody } from './sqlite-rows.ts';
import {
  addHeld,
  clientStanding,
  clientStandings,
  deleteCustody,
  documentStanding,
  employeeRevision,
  insertCommand,
  insertEvent,
  lastPosition,
  moveClient,
  putDocument,
  putEmployee,
  putIntoList,
  recordedCommands,
  renameClient,
  renameDocument,
  renameEmployee,
  rewriteCommand,
  rewriteDocument,
  rewriteEvent,
  takeOffList,
  updateClient,
} from './sqlite-writes.ts';

type KeptCustody = Omit<CustodyTable, 'tenant' | 'client_id'>;

/** What a client's row is found by. */
type FoundBy = Pick<ClientsTable, 'state' | 'pool' | 'due_at' | 'answerer' | 'name' | 'on_hold'>;

/** What is stored of a client before the commit. */
interface Standing extends FoundBy {
  readonly revision: number;
  readonly custody: readonly KeptCustody[];
}

/** Checks and writes a whole commit; the caller has begun the transaction. */
export function writeCommit(connection: SqliteConnection, tenant: string, commit: Commit): void {
  writeOutcomes(connection, tenant, commit.outcomes);
  const standings = readStandings(connection, tenant, commit.clients);
  const documents = new Map(
    commit.documents.flatMap(({ kind, id, was = id }) =>
      [...new Set([id, was])].map((one) => [
        JSON.stringify([kind, one]),
        readDocument(connection, tenant, kind, one),
      ]),
    ),
  );
  assertRevisions(
    commit,
    (id) => standings.get(id)?.revision,
    (id) => connection.first(employeeRevision, { tenant, id })?.revision,
    (kind, id) => documents.get(JSON.stringify([kind, id]))?.revision,
  );
  rewrite(connection, tenant, commit);
  writeClients(connection, tenant, commit.clients, standings);
  for (const change of commit.employees)
    if (change.events.length > 0) connection.run(putEmployee, toEmployeeRow(tenant, change));
  for (const document of commit.documents) {
    const { kind, was = document.id } = document;
    const row = toDocumentRow(tenant, document);
    connection.run(putDocument, row);
    writeLists(connection, documents.get(JSON.stringify([kind, was])), row);
  }
  writeEvents(connection, tenant, toEventRows(tenant, commit));
}

/** Only one writer is at work, so that counting on from the last position never reuses or skips one. */
function writeEvents(
  connection: SqliteConnection,
  tenant: string,
  rows: readonly Omit<EventsTable, 'position'>[],
): void {
  const [row, another] = rows;
  if (row && !another) connection.run(insertEvent, row);
  if (!another) return;
  const last = connection.first(lastPosition, { tenant })?.position ?? 0;
  insertRows(
    connection,
    placedEvents,
    rows.map((row, i) => ({ ...row, position: last + i + 1 })),
  );
}

/** Gives records the ids that they get, then what is stored the form that it gets. */
function rewrite(
  connection: SqliteConnection,
  tenant: string,
  { clients, employees, documents, rewritten }: Commit,
): void {
  for (const { kind, id, was } of documents)
    if (was !== undefined) connection.run(renameDocument, { tenant, kind, id, was });
  for (const [changes, steps] of [
    [clients, renameClient],
    [employees, renameEmployee],
  ] as const) {
    for (const { was, snapshot } of changes) {
      if (was === undefined) continue;
      for (const step of steps) connection.run(step, { tenant, id: snapshot.id, was });
    }
  }
  if (!rewritten) return;
  const { events = [], outcomes = [], documents: bodies = [] } = rewritten;
  const rows = toRewrittenRows(tenant, events);
  const noEvents = events.filter(
    (_, i) => connection.run(rewriteEvent, rows[i] as (typeof rows)[number]) === 0,
  );
  const noOutcomes = outcomes.filter(
    (outcome) => connection.run(rewriteCommand, toCommandRow(tenant, outcome)) === 0,
  );
  const noDocuments = bodies.filter((document) => {
    const row = toDocumentRow(tenant, document);
    const before = readDocument(connection, tenant, row.kind, row.id);
    const isThere = connection.run(rewriteDocument, row) > 0;
    if (isThere) writeLists(connection, before, row);
    return !isThere;
  });
  assertStored([
    ...noEvents.map(({ id }) => ({ eventId: id })),
    ...noOutcomes.map(({ commandId }) => ({ commandId })),
    ...noDocuments.map(({ kind, id, revision }) => ({ kind, documentId: id, revision })),
  ]);
}

type KeptDocument = Omit<DocumentsTable, 'body'>;

function readDocument(
  connection: SqliteConnection,
  tenant: string,
  kind: string,
  id: string,
): KeptDocument | undefined {
  const row = connection.first(documentStanding, { tenant, kind, id });
  return row && { tenant, kind, id, revision: row.revision, lists: row.lists };
}

function writeLists(
  connection: SqliteConnection,
  before: KeptDocument | undefined,
  after: KeptDocument,
): void {
  const { gone, put } = listChanges(before, after);
  for (const row of gone) connection.run(takeOffList, row);
  for (const row of put) connection.run(putIntoList, row);
}

function writeOutcomes(
  connection: SqliteConnection,
  tenant: string,
  outcomes: readonly RecordedOutcome[],
): void {
  const rows = outcomes.map((outcome) => toCommandRow(tenant, outcome));
  const [row, another] = rows;
  if (!row) return;
  if (!another) {
    if (connection.run(insertCommand, row) === 0) assertUnrecorded([row.command_id]);
    return;
  }
  const ids = outcomes.map(({ commandId }) => commandId);
  const recorded = new Set(
    connection.all(recordedCommands, { tenant, ids: JSON.stringify(ids) }).map(({ id }) => id),
  );
  assertUnrecorded(ids.filter((id) => recorded.has(id)));
  insertRows(connection, newCommands, rows);
}

/** What is stored of the clients of the changes, by id. */
function readStandings(
  connection: SqliteConnection,
  tenant: string,
  changes: readonly ClientChange[],
): ReadonlyMap<string, Standing> {
  const ids = [...new Set(changes.flatMap(({ snapshot: { id }, was = id }) => [id, was]))];
  const [id, another] = ids;
  if (id === undefined) return new Map();
  if (another === undefined) {
    const row = connection.first(clientStanding, { tenant, id });
    return new Map(row && [[id, toStanding(row)]]);
  }
  const rows = connection.all(clientStandings, { tenant, ids: JSON.stringify(ids) });
  return new Map(rows.map((row) => [row.id, toStanding(row)]));
}

function toStanding({
  held,
  ...row
}: FoundBy & { readonly revision: number; readonly held: string | null }): Standing {
  const rows =
    held === null || held === '[]'
      ? []
      : (JSON.parse(held) as [string, string, string, string | null, string | null][]);
  const custody = rows.map(([role, employee_id, state, segment, deputy_id]) => ({
    role,
    employee_id,
    state,
    segment,
    deputy_id,
  }));
  return { ...row, custody };
}

/** Whether the row is found by what it was found by. */
const isFoundAlike = (row: FoundBy, before: FoundBy) =>
  row.state === before.state &&
  row.pool === before.pool &&
  row.due_at === before.due_at &&
  row.answerer === before.answerer &&
  row.name === before.name &&
  row.on_hold === before.on_hold;

/** Writes the clients, who holds them, and how many are held. */
function writeClients(
  connection: SqliteConnection,
  tenant: string,
  changes: readonly ClientChange[],
  standings: ReadonlyMap<string, Standing>,
): void {
  const added: ClientsTable[] = [];
  const put: CustodyTable[] = [];
  const gone: CountedCustody[] = [];
  for (const change of changes) {
    const { id, custody } = change.snapshot;
    const standing = standings.get(change.was ?? id);
    const row = toClientRow(tenant, change);
    if (standing) connection.run(isFoundAlike(row, standing) ? updateClient : moveClient, row);
    else added.push(row);
    const before = standing?.custody ?? [];
    for (const row of toCustodyRows(tenant, change)) {
      const held = before.find(({ role }) => role === row.role);
      if (isSameCustody(row, held)) continue;
      put.push(row);
      if (held) gone.push(held);
    }
    for (const held of before) {
      if (Object.hasOwn(custody, held.role)) continue;
      connection.run(deleteCustody, { tenant, client_id: id, role: held.role });
      gone.push(held);
    }
  }
  insertRows(connection, newClients, added);
  insertRows(connection, putCustody, put);
  for (const row of heldChanges(tenant, gone, put)) connection.run(addHeld, row);
}
