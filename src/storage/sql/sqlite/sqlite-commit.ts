import { assertRevisions, assertStored, assertUnrecorded } from '../../port/commit-rules.ts';
import type { ClientChange, Commit, RecordedOutcome } from '../../port.ts';
import {
  type CountedCustody,
  heldChanges,
  isSameCustody,
  toClientRow,
  toCommandRow,
  toCustodyRows,
  toDocumentRow,
  toEmployeeRow,
  toEventRows,
  toRewrittenRows,
} from '../records.ts';
import type { ClientsTable, CustodyTable } from '../tables.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import {
  addHeld,
  clientStanding,
  deleteCustody,
  documentRevision,
  employeeRevision,
  insertCommand,
  insertEvent,
  putClient,
  putCustody,
  putDocument,
  putEmployee,
  renameClient,
  renameDocument,
  renameEmployee,
  rewriteCommand,
  rewriteDocument,
  rewriteEvent,
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
  const standings = new Map(
    commit.clients
      .flatMap(({ snapshot: { id }, was = id }) => [...new Set([id, was])])
      .map((id) => [id, readStanding(connection, tenant, id)]),
  );
  assertRevisions(
    commit,
    (id) => standings.get(id)?.revision,
    (id) => connection.first(employeeRevision, { tenant, id })?.revision,
    (kind, id) => connection.first(documentRevision, { tenant, kind, id })?.revision,
  );
  rewrite(connection, tenant, commit);
  const [before, after]: [CountedCustody[], CountedCustody[]] = [[], []];
  for (const change of commit.clients) {
    const { was = change.snapshot.id } = change;
    const { gone, put } = writeClient(connection, tenant, change, standings.get(was));
    before.push(...gone);
    after.push(...put);
  }
  for (const row of heldChanges(tenant, before, after)) connection.run(addHeld, row);
  for (const change of commit.employees)
    if (change.events.length > 0) connection.run(putEmployee, toEmployeeRow(tenant, change));
  for (const document of commit.documents) connection.run(putDocument, toDocumentRow(tenant, document));
  for (const row of toEventRows(tenant, commit)) connection.run(insertEvent, row);
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
  const noDocuments = bodies.filter(
    (document) => connection.run(rewriteDocument, toDocumentRow(tenant, document)) === 0,
  );
  assertStored([
    ...noEvents.map(({ id }) => ({ eventId: id })),
    ...noOutcomes.map(({ commandId }) => ({ commandId })),
    ...noDocuments.map(({ kind, id, revision }) => ({ kind, documentId: id, revision })),
  ]);
}

function writeOutcomes(
  connection: SqliteConnection,
  tenant: string,
  outcomes: readonly RecordedOutcome[],
): void {
  const refused = outcomes.filter(
    (outcome) => connection.run(insertCommand, toCommandRow(tenant, outcome)) === 0,
  );
  assertUnrecorded(refused.map(({ commandId }) => commandId));
}

function readStanding(connection: SqliteConnection, tenant: string, id: string): Standing | undefined {
  const row = connection.first(clientStanding, { tenant, id });
  if (row === undefined) return undefined;
  const held =
    row.held === null
      ? []
      : (JSON.parse(row.held) as [string, string, string, string | null, string | null][]);
  const custody = held.map(([role, employee_id, state, segment, deputy_id]) => ({
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

/** The rows of custody that are gone, and those that are there now. */
function writeClient(
  connection: SqliteConnection,
  tenant: string,
  change: ClientChange,
  standing: Standing | undefined,
): { readonly gone: readonly CountedCustody[]; readonly put: readonly CountedCustody[] } {
  const { id, custody } = change.snapshot;
  const row = toClientRow(tenant, change);
  connection.run(standing && isFoundAlike(row, standing) ? updateClient : putClient, row);
  const [gone, put]: [CountedCustody[], CountedCustody[]] = [[], []];
  const before = standing?.custody ?? [];
  for (const row of toCustodyRows(tenant, change)) {
    const held = before.find(({ role }) => role === row.role);
    if (isSameCustody(row, held)) continue;
    connection.run(putCustody, row);
    put.push(row);
    if (held) gone.push(held);
  }
  for (const held of before) {
    if (Object.hasOwn(custody, held.role)) continue;
    connection.run(deleteCustody, { tenant, client_id: id, role: held.role });
    gone.push(held);
  }
  return { gone, put };
}
