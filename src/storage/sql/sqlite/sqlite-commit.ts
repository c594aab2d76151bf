import { assertRevisions, assertUnrecorded } from '../../port/commit-rules.ts';
import type { ClientChange, Commit, EmployeeChange, RecordedOutcome } from '../../port.ts';
import {
  toClientRow,
  toCommandRow,
  toCustodyRows,
  toDocumentRow,
  toEmployeeRow,
  toEventRows,
} from '../records.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import {
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
} from './sqlite-writes.ts';

/** What is stored of a client before the commit; `custody` is role to holder and segment. */
interface Standing {
  readonly revision: number;
  readonly state: string;
  readonly custody: ReadonlyMap<string, { readonly employee_id: string; readonly segment: string | null }>;
}

/** Checks and writes a whole commit; the caller has begun the transaction. */
export function writeCommit(connection: SqliteConnection, tenant: string, commit: Commit): void {
  writeOutcomes(connection, tenant, commit.outcomes);
  const standings = new Map(
    commit.clients.map(({ snapshot: { id } }) => [id, readStanding(connection, tenant, id)]),
  );
  assertRevisions(
    commit,
    (id) => standings.get(id)?.revision,
    (id) => connection.all(employeeRevision, { tenant, id })[0]?.revision,
    (kind, id) => connection.all(documentRevision, { tenant, kind, id })[0]?.revision,
  );
  for (const change of commit.clients) {
    writeClient(connection, tenant, change, standings.get(change.snapshot.id));
  }
  for (const change of commit.employees) connection.run(putEmployee, toEmployeeRow(tenant, change));
  for (const document of commit.documents) connection.run(putDocument, toDocumentRow(tenant, document));
  writeEvents(connection, tenant, commit);
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
  const rows = connection.all(clientStanding, { tenant, id });
  const [first] = rows;
  if (first === undefined) return undefined;
  const held = rows.flatMap(({ role, employee_id, segment }) =>
    role === null || employee_id === null ? [] : [[role, { employee_id, segment }] as const],
  );
  return { revision: first.revision, state: first.state, custody: new Map(held) };
}

function writeClient(
  connection: SqliteConnection,
  tenant: string,
  change: ClientChange,
  standing: Standing | undefined,
): void {
  const { id, state, custody } = change.snapshot;
  connection.run(putClient, toClientRow(tenant, change));
  const moved = standing?.state !== state;
  for (const row of toCustodyRows(tenant, change)) {
    const held = standing?.custody.get(row.role);
    if (!moved && held?.employee_id === row.employee_id && held.segment === row.segment) continue;
    connection.run(putCustody, row);
  }
  for (const role of standing?.custody.keys() ?? []) {
    if (!Object.hasOwn(custody, role)) connection.run(deleteCustody, { tenant, client_id: id, role });
  }
}

function writeEvents(connection: SqliteConnection, tenant: string, { clients, employees }: Commit): void {
  for (const change of clients) writeEventsOf('client', change);
  for (const change of employees) writeEventsOf('employee', change);

  function writeEventsOf(stream: 'client' | 'employee', change: ClientChange | EmployeeChange): void {
    for (const row of toEventRows(tenant, stream, change)) connection.run(insertEvent, row);
  }
}
