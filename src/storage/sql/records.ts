import type { Client } from '../../client/client.ts';
import { parseByTodaysCodes } from '../../earlier/earlier-names.ts';
import { upcastDocument, upcastLogged, upcastOutcome } from '../../earlier/upcast.ts';
import { ConveyorError } from '../../errors/conveyor-error.ts';
import type { Employee } from '../../workforce/employee.ts';
import type { HeldClients } from '../../workforce/workload.ts';
import { inCensusOrder } from '../port/census-order.ts';
import { documentBefore, placeOf, revisionBefore } from '../port/commit-rules.ts';
import { answererOf } from '../port/concerned.ts';
import { nameOf } from '../port/named.ts';
import { isOnHold } from '../port/on-hold.ts';
import type {
  ClientChange,
  Commit,
  EmployeeChange,
  FeedEntry,
  RecordedOutcome,
  StoredDocument,
} from '../port.ts';
import type {
  ClientsTable,
  CommandsTable,
  CustodyTable,
  DocumentsTable,
  EmployeesTable,
  EventsTable,
  HeldTable,
  ListsTable,
  SalesTables,
} from './tables.ts';

export function toClientRow(tenant: string, { snapshot, dueAt, facts }: ClientChange): ClientsTable {
  const { id, revision, state, pool } = snapshot;
  return {
    tenant,
    id,
    revision,
    state,
    pool: pool?.name ?? null,
    due_at: dueAt ?? null,
    body: JSON.stringify(snapshot),
    facts: facts === undefined ? null : JSON.stringify(facts),
    answerer: answererOf(snapshot) ?? null,
    name: nameOf(snapshot),
    on_hold: isOnHold(snapshot) ? 1 : null,
  };
}

/** Who holds the client now and who stands in for them, role by role. */
export function toCustodyRows(tenant: string, { snapshot, segments = {} }: ClientChange): CustodyTable[] {
  const { id, state, custody } = snapshot;
  return Object.entries(custody).map(([role, { employeeId, deputy }]) => ({
    tenant,
    client_id: id,
    role,
    employee_id: employeeId,
    state,
    segment: Object.hasOwn(segments, role) ? (segments[role] ?? null) : null,
    deputy_id: deputy?.employeeId ?? null,
  }));
}

export function toEmployeeRow(tenant: string, { snapshot }: EmployeeChange): EmployeesTable {
  return { tenant, id: snapshot.id, revision: snapshot.revision, body: JSON.stringify(snapshot) };
}

export function toCommandRow(
  tenant: string,
  { commandId, fingerprint, outcome }: RecordedOutcome,
): CommandsTable {
  return { tenant, command_id: commandId, fingerprint, outcome: JSON.stringify(outcome) };
}

export function toDocumentRow(
  tenant: string,
  { kind, id, revision, body, lists = {} }: StoredDocument,
): DocumentsTable {
  return {
    tenant,
    kind,
    id,
    revision,
    body: JSON.stringify(body),
    lists: Object.keys(lists).length === 0 ? null : JSON.stringify(lists),
  };
}

/** Which rows of lists come, and which go, as a document's take the place of those before. */
export function listChanges(
  before: Pick<DocumentsTable, 'tenant' | 'kind' | 'id' | 'lists'> | undefined,
  after: Pick<DocumentsTable, 'tenant' | 'kind' | 'id' | 'lists'>,
): { readonly gone: readonly ListsTable[]; readonly put: readonly ListsTable[] } {
  const isSame = before === undefined ? after.lists === null : before.lists === after.lists;
  if (isSame && (before?.id ?? after.id) === after.id) return { gone: [], put: [] };
  const [old, anew] = [before ? toListRows(before) : [], toListRows(after)];
  const isIn = (rows: readonly ListsTable[]) => {
    const keys = new Set(rows.map((row) => JSON.stringify([row.list, row.sort_key, row.id])));
    return ({ list, sort_key, id }: ListsTable) => keys.has(JSON.stringify([list, sort_key, id]));
  };
  const [wasThere, stays] = [isIn(old), isIn(anew)];
  return { gone: old.filter((row) => !stays(row)), put: anew.filter((row) => !wasThere(row)) };
}

const toListRows = ({
  tenant,
  kind,
  id,
  lists,
}: Pick<DocumentsTable, 'tenant' | 'kind' | 'id' | 'lists'>): ListsTable[] =>
  Object.entries(parseLists(tenant, id, lists) ?? {}).map(([list, sort_key]) => ({
    tenant,
    kind,
    list,
    sort_key,
    id,
  }));

const parseLists = (tenant: string, id: string, lists: string | null) =>
  lists === null
    ? undefined
    : (parse(lists, { table: 'sales_documents', tenant, id }) as Readonly<Record<string, string>>);

type LoggedEvent = FeedEntry['event'];

/** An event's row, but for its place in the feed, which the transaction gives it. */
type UnplacedEvent = Omit<EventsTable, 'position'>;

/** All events of a commit, in the order of the feed. */
export function toEventRows(tenant: string, { clients, employees, documents }: Commit): UnplacedEvent[] {
  return [
    ...clients.flatMap((change) => rowsOfClient(tenant, change)),
    ...employees.flatMap((change) =>
      rowsOf(tenant, 'employee', change.snapshot.id, revisionBefore(change), change.events),
    ),
    ...documents.flatMap((document) =>
      rowsOf(
        tenant,
        'document',
        `${document.kind}/${document.id}`,
        documentBefore(document),
        document.events ?? [],
      ),
    ),
  ];
}

/** Stored events as they are to be. */
export const toRewrittenRows = (tenant: string, events: readonly LoggedEvent[]): UnplacedEvent[] =>
  events.flatMap((event) => {
    const { stream, streamId, sequence } = placeOf(event);
    return rowsOf(tenant, stream, streamId, sequence - 1, [event]);
  });

/** The events of one client. */
export const rowsOfClient = (tenant: string, change: ClientChange): UnplacedEvent[] =>
  rowsOf(tenant, 'client', change.snapshot.id, revisionBefore(change), change.events);

function rowsOf(
  tenant: string,
  stream: EventsTable['stream'],
  id: string,
  before: number,
  events: readonly LoggedEvent[],
): UnplacedEvent[] {
  return events.map((event, index) => ({
    tenant,
    stream,
    stream_id: id,
    sequence: before + index + 1,
    type: event.type,
    happened_at: event.happenedAt,
    recorded_at: event.recordedAt,
    body: JSON.stringify(event),
  }));
}

/** @throws CORRUPT_RECORD */
export function toClient(tenant: string, { id, body }: Pick<ClientsTable, 'id' | 'body'>): Client {
  return parseObject(body, { table: 'sales_clients', tenant, id });
}

/**
 * The record of a client's facts.
 * @throws CORRUPT_RECORD
 */
export function toFacts(
  tenant: string,
  { id, facts }: { readonly id: string; readonly facts?: string | null },
  read: (stored: unknown) => unknown,
): unknown {
  const origin = { table: 'sales_clients', tenant, id } as const;
  try {
    return read(facts);
  } catch (cause) {
    throw corrupt(origin, cause);
  }
}

/** @throws CORRUPT_RECORD */
export function toEmployee(tenant: string, { id, body }: Pick<EmployeesTable, 'id' | 'body'>): Employee {
  return parseObject(body, { table: 'sales_employees', tenant, id });
}

/** @throws CORRUPT_RECORD */
export function toFeedEntry<Event extends LoggedEvent>(
  tenant: string,
  { position, body }: Pick<EventsTable, 'position' | 'body'>,
): { position: number; event: Event } {
  // Some drivers give 64-bit integers as text.
  const at = Number(position);
  return {
    position: at,
    event: upcastLogged(parseObject<Event>(body, { table: 'sales_events', tenant, id: at })),
  };
}

/** @throws CORRUPT_RECORD */
export function toOutcome(tenant: string, row: Omit<CommandsTable, 'tenant'>): RecordedOutcome {
  const { command_id: commandId, fingerprint } = row;
  return {
    commandId,
    fingerprint,
    outcome: upcastOutcome(parse(row.outcome, { table: 'sales_commands', tenant, id: commandId })),
  };
}

/** @throws CORRUPT_RECORD */
export function toDocument(tenant: string, row: Omit<DocumentsTable, 'tenant'>): StoredDocument {
  const { kind, id, revision } = row;
  const body = parse(row.body, { table: 'sales_documents', tenant, id });
  const lists = parseLists(tenant, id, row.lists);
  return upcastDocument({ kind, id, revision, body, ...(lists && { lists }) });
}

/**
 * By how many clients more or fewer the groups have, each group once. Groups that stay the same are left out.
 */
export function heldChanges(
  tenant: string,
  before: readonly CountedCustody[],
  after: readonly CountedCustody[],
): HeldTable[] {
  const changes = new Map<string, HeldTable>();
  const count = ({ employee_id, role, state, segment }: CountedCustody, by: number) => {
    const group = { employee_id, role, state, segment: segment === null ? '' : `:${segment}` };
    const key = JSON.stringify(Object.values(group));
    changes.set(key, { tenant, ...group, clients: (changes.get(key)?.clients ?? 0) + by });
  };
  for (const row of before) count(row, -1);
  for (const row of after) count(row, 1);
  return [...changes.values()].filter(({ clients }) => clients !== 0);
}

/** What a row of custody is counted by. */
export type CountedCustody = Omit<CustodyTable, 'tenant' | 'client_id' | 'deputy_id'>;

/** Whether what stands in a row of custody is what is to stand there. */
export const isSameCustody = (
  { employee_id, state, segment, deputy_id }: Omit<CustodyTable, 'tenant' | 'client_id'>,
  other: Omit<CustodyTable, 'tenant' | 'client_id'> | undefined,
): boolean =>
  other?.employee_id === employee_id &&
  other.state === state &&
  other.segment === segment &&
  other.deputy_id === deputy_id;

/** What a group of the census is in a table. Some drivers give numbers of 64 bits as text. */
export interface HeldRow {
  readonly employeeId: string;
  readonly role: string;
  readonly state: string;
  readonly segment: string;
  readonly clients: number | string;
}

/** The groups in the order of a census, of the one row that has them all. */
export function toHeldGroups(row: { readonly groups: string | null } | undefined): HeldClients[] {
  const groups = JSON.parse(row?.groups ?? '[]') as [string, string, string, string, number][];
  return inCensusOrder(
    groups.map(([employeeId, role, state, segment, clients]) =>
      toHeldGroup({ employeeId, role, state, segment, clients }),
    ),
  );
}

/** The groups in the order of a census. */
export function toHeldClients(rows: readonly HeldRow[]): HeldClients[] {
  return inCensusOrder(rows.map(toHeldGroup));
}

function toHeldGroup({ employeeId, role, state, segment, clients: counted }: HeldRow): HeldClients {
  const clients = Number(counted);
  return segment === ''
    ? { employeeId, role, state, clients }
    : { employeeId, role, state, segment: segment.slice(1), clients };
}

/** Where a text was read, for the error that names it. */
interface Origin {
  readonly table: keyof SalesTables;
  readonly tenant: string;
  readonly id: string | number;
}

function parseObject<Value extends object>(text: string, origin: Origin): Value {
  const value = parse(text, origin);
  if (typeof value !== 'object' || value === null) throw corrupt(origin);
  return value as Value;
}

function parse(text: string, origin: Origin): unknown {
  try {
    return parseByTodaysCodes(text);
  } catch (cause) {
    throw corrupt(origin, cause);
  }
}

function corrupt(origin: Origin, cause?: unknown): ConveyorError {
  const message = `${origin.table} holds an unreadable record: ${origin.id}`;
  return new ConveyorError('CORRUPT_RECORD', message, { details: { ...origin }, cause });
}
