import { ConveyorError } from '../../errors/conveyor-error.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type {
  ClientChange,
  Commit,
  DocumentChange,
  EmployeeChange,
  ExpectedRevision,
  FeedEntry,
} from '../port.ts';
import { isKeyText } from './arguments.ts';

/** The stored revision of the client or employee with this id; undefined where there is none. */
type RevisionOf = (id: string) => number | undefined;

type Change = ClientChange | EmployeeChange;

/**
 * Refuses a commit that is wrong whatever is stored. Examples: two changes of one record, events that do not
 * number the way to their snapshot, keys that no database can keep apart.
 * @throws INVALID_COMMIT
 */
export function assertCommit(tenant: string, commit: Commit): void {
  withArguments('commit', { tenant, commit }, () => assertSound(tenant, commit));
}

function assertSound(tenant: string, commit: Commit): void {
  const { clients, employees, outcomes, documents } = commit;
  assertKeys([tenant]);
  for (const change of clients) {
    assertNumbered(change, change.snapshot.id);
    assertKeys(keysOf(change));
  }
  for (const change of employees) {
    assertNumbered(change, `@${change.snapshot.id}`);
    assertKeys([change.snapshot.id]);
  }
  for (const { commandId, fingerprint, outcome } of [...outcomes, ...(commit.rewritten?.outcomes ?? [])]) {
    if (!isJson(outcome)) throw invalid('An outcome is missing', { commandId });
    assertKeys([commandId, fingerprint]);
  }
  for (const document of documents) {
    assertFollows(document);
    assertKeys([document.kind, document.id, document.was ?? document.id]);
  }
  assertDistinct(clients.flatMap(idsOf));
  assertDistinct(employees.flatMap(idsOf));
  assertDistinct([...outcomes, ...(commit.rewritten?.outcomes ?? [])].map(({ commandId }) => commandId));
  assertDistinct(
    documents.flatMap(({ kind, id, was = id }) =>
      [...new Set([id, was])].map((one) => JSON.stringify([kind, one])),
    ),
  );
  assertRewritten(commit);
  const places = [...documents, ...(commit.rewritten?.documents ?? [])];
  assertDistinct(places.map(({ kind, id }) => JSON.stringify([kind, id])));
  for (const { kind, id, body } of commit.rewritten?.documents ?? []) {
    if (!isJson(body)) throw invalid('A document is missing', { kind, id });
    assertKeys([kind, id]);
  }
}

/** The id of a change's record, and the one that it had. */
const idsOf = ({ snapshot: { id }, was }: Change) => (was === undefined ? [id] : [id, was]);

/** Where an event stands in the log by its id. */
export interface EventPlace {
  readonly stream: 'client' | 'employee' | 'document';
  readonly streamId: string;
  readonly sequence: number;
}

/** The place of an event; its `streamId` is a document's kind and id. */
export function placeOf({ id }: FeedEntry['event']): EventPlace {
  const end = id.lastIndexOf('#');
  const stream = id.startsWith('@@') ? 'document' : id.startsWith('@') ? 'employee' : 'client';
  const begin = { document: 2, employee: 1, client: 0 }[stream];
  return { stream, streamId: id.slice(begin, end), sequence: Number(id.slice(end + 1)) };
}

/** What is rewritten belongs to a record that the commit changes, and was there before. */
function assertRewritten({ clients, employees, documents, rewritten }: Commit): void {
  const before = new Map<string, number>();
  const counted = new Map<string, number>();
  for (const change of clients) before.set(`client ${change.snapshot.id}`, revisionBefore(change));
  for (const change of employees)
    if (change.events.length > 0) before.set(`employee ${change.snapshot.id}`, revisionBefore(change));
  for (const change of documents)
    if (change.events?.length) before.set(`document ${change.kind}/${change.id}`, documentBefore(change));
  for (const { kind, id, revision } of rewritten?.documents ?? [])
    before.set(`document ${kind}/${id}`, revision);
  for (const event of rewritten?.events ?? []) {
    const { stream, streamId, sequence } = placeOf(event);
    const key = `${stream} ${streamId}`;
    if (!(sequence >= 1 && sequence <= (before.get(key) ?? 0)))
      throw invalid('An event is rewritten whose record is not changed by another one', {
        eventId: event.id,
      });
    assertKeys([event.type, event.happenedAt, event.recordedAt]);
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  assertDistinct((rewritten?.events ?? []).map(({ id }) => id));
  const moved = [
    ...clients.map((change) => ['client', change] as const),
    ...employees.map((change) => ['employee', change] as const),
  ].filter(([, { was }]) => was !== undefined);
  for (const [stream, change] of moved) {
    const key = `${stream} ${change.snapshot.id}`;
    assertKeys([change.was]);
    if (change.events.length === 0 || counted.get(key) !== before.get(key))
      throw invalid('A record gets another id, and not all of its events do', { id: change.snapshot.id });
  }
}

/**
 * Refuses a commit that was made on other revisions than the stored ones.
 * @throws REVISION_CONFLICT naming each record that moved on.
 */
export function assertRevisions(
  commit: Pick<Commit, 'clients' | 'employees'> & {
    readonly documents: readonly Omit<DocumentChange, 'body'>[];
  },
  clientRevision: RevisionOf,
  employeeRevision: RevisionOf,
  documentRevision: (kind: string, id: string) => number | undefined,
): void {
  const conflicts = [
    ...conflictsOf(commit.clients, clientRevision, (clientId) => ({ clientId })),
    ...conflictsOf(commit.employees, employeeRevision, (employeeId) => ({ employeeId })),
    ...commit.documents.flatMap((document) => {
      const { kind, id, expected, was } = document;
      const actual = documentRevision(kind, was ?? id);
      const goesOn = holds(expected, actual) && documentBefore(document) === (actual ?? 0);
      const taken = was === undefined ? undefined : documentRevision(kind, id);
      const free =
        taken === undefined ? [] : [{ kind, documentId: id, expected: { is: 'absent' }, actual: taken }];
      return goesOn ? free : [{ kind, documentId: was ?? id, expected, actual: actual ?? null }, ...free];
    }),
  ];
  if (conflicts.length === 0) return;
  throw new ConveyorError('REVISION_CONFLICT', 'What is stored has moved on', { details: { conflicts } });
}

/**
 * Refuses a repetition.
 * @throws COMMAND_ALREADY_RECORDED
 */
export function assertUnrecorded(recordedCommandIds: readonly string[]): void {
  if (recordedCommandIds.length === 0) return;
  const details = { commandIds: recordedCommandIds };
  throw new ConveyorError('COMMAND_ALREADY_RECORDED', 'A command is recorded already', { details });
}

/** What is not stored, by its id. */
type Missing =
  | { readonly eventId: string }
  | { readonly commandId: string }
  | { readonly kind: string; readonly documentId: string; readonly revision: number };

/**
 * Refuses to rewrite what is not stored.
 * @throws REVISION_CONFLICT naming each.
 */
export function assertStored(missing: readonly Missing[]): void {
  if (missing.length === 0) return;
  const conflicts = missing.map((one) => ({ ...one, expected: { is: 'present' }, actual: null }));
  throw new ConveyorError('REVISION_CONFLICT', 'What is to be rewritten is not stored', {
    details: { conflicts },
  });
}

/** The number of a change's first event is one more than this; 0 where the change starts a new record. */
export function revisionBefore({ snapshot, events }: Change): number {
  return snapshot.revision - events.length;
}

/** The document's revision before the change. */
export const documentBefore = ({ revision, events = [] }: Omit<DocumentChange, 'body'>): number =>
  revision - Math.max(1, events.length);

function conflictsOf<Name>(changes: readonly Change[], revisionOf: RevisionOf, name: (id: string) => Name) {
  return changes.flatMap((change) => {
    const { expected, snapshot, was } = change;
    const actual = revisionOf(was ?? snapshot.id);
    const goesOn = holds(expected, actual) && revisionBefore(change) === (actual ?? 0);
    const taken = was === undefined ? undefined : revisionOf(snapshot.id);
    const free =
      taken === undefined ? [] : [{ ...name(snapshot.id), expected: { is: 'absent' }, actual: taken }];
    return goesOn ? free : [{ ...name(was ?? snapshot.id), expected, actual: actual ?? null }, ...free];
  });
}

function holds(expected: ExpectedRevision, actual: number | undefined): boolean {
  switch (expected.is) {
    case 'exact':
      return actual === expected.revision;
    case 'absent':
      return actual === undefined;
    case 'present':
      return actual !== undefined;
    case 'any':
      return true;
  }
}

function assertNumbered(change: Change, stream: string): void {
  const { expected, snapshot, events } = change;
  const before = revisionBefore(change);
  const numbered =
    Number.isSafeInteger(snapshot.revision) &&
    snapshot.revision >= 1 &&
    before === (expected.is === 'exact' ? expected.revision : expected.is === 'absent' ? 0 : before) &&
    events.every(
      ({ id, type, happenedAt, recordedAt }, index) =>
        id === `${stream}#${before + index + 1}` && [type, happenedAt, recordedAt].every(isKeyText),
    );
  if (!numbered) throw invalid('The events do not number the way to the snapshot', { id: snapshot.id });
}

function assertFollows(document: DocumentChange): void {
  const { kind, id, expected, revision, body, events = [] } = document;
  const before = documentBefore(document);
  const follows =
    before === (expected.is === 'exact' ? expected.revision : expected.is === 'absent' ? 0 : before);
  if (!Number.isInteger(revision) || before < 0 || !follows || !isJson(body)) {
    throw invalid('A document is missing or its revision does not follow the expected one', { kind, id });
  }
  if (document.was !== undefined && (events.length > 0 || before === 0))
    throw invalid('A document with events, or a new one, gets no other id', { kind, id });
  if (events.some((event, index) => event.id !== `@@${kind}/${id}#${before + index + 1}`)) {
    throw invalid('The events do not number the way to the document', { kind, id });
  }
}

/** What is no JSON at all would be stored as nothing. */
const isJson = (value: unknown) => value !== undefined && !['function', 'symbol'].includes(typeof value);

function keysOf({ snapshot: { id, state, pool, custody }, dueAt, segments = {} }: ClientChange): unknown[] {
  const holders = Object.entries(custody).flatMap(([role, { employeeId }]) => [role, employeeId]);
  const due = dueAt === undefined ? [] : [dueAt];
  return [id, state, ...(pool ? [pool.name] : []), ...holders, ...Object.values(segments), ...due];
}

function assertKeys(keys: readonly unknown[]): void {
  const wrong = keys.findIndex((key) => !isKeyText(key));
  if (wrong >= 0) throw invalid('A key is not well-formed text', { key: keys[wrong] });
}

function assertDistinct(ids: readonly string[]): void {
  if (new Set(ids).size !== ids.length) throw invalid('A record is changed twice', { ids });
}

function invalid(message: string, details: Readonly<Record<string, unknown>>): ConveyorError {
  return new ConveyorError('INVALID_COMMIT', message, { details });
}
