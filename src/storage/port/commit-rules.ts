import { ConveyorError } from '../../errors/conveyor-error.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { ClientChange, Commit, DocumentChange, EmployeeChange, ExpectedRevision } from '../port.ts';
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

function assertSound(tenant: string, { clients, employees, outcomes, documents }: Commit): void {
  assertKeys([tenant]);
  for (const change of clients) {
    assertNumbered(change, change.snapshot.id);
    assertKeys(keysOf(change));
  }
  for (const change of employees) {
    assertNumbered(change, `@${change.snapshot.id}`);
    assertKeys([change.snapshot.id]);
  }
  for (const { commandId, fingerprint, outcome } of outcomes) {
    if (!isJson(outcome)) throw invalid('An outcome is missing', { commandId });
    assertKeys([commandId, fingerprint]);
  }
  for (const document of documents) {
    assertFollows(document);
    assertKeys([document.kind, document.id]);
  }
  assertDistinct(clients.map(({ snapshot }) => snapshot.id));
  assertDistinct(employees.map(({ snapshot }) => snapshot.id));
  assertDistinct(outcomes.map(({ commandId }) => commandId));
  assertDistinct(documents.map(({ kind, id }) => JSON.stringify([kind, id])));
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
      const { kind, id, expected } = document;
      const actual = documentRevision(kind, id);
      const goesOn = holds(expected, actual) && documentBefore(document) === (actual ?? 0);
      return goesOn ? [] : [{ kind, documentId: id, expected, actual: actual ?? null }];
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

/** The number of a change's first event is one more than this; 0 where the change starts a new record. */
export function revisionBefore({ snapshot, events }: Change): number {
  return snapshot.revision - events.length;
}

/** The document's revision before the change. */
export const documentBefore = ({ revision, events = [] }: Omit<DocumentChange, 'body'>): number =>
  revision - Math.max(1, events.length);

function conflictsOf<Name>(changes: readonly Change[], revisionOf: RevisionOf, name: (id: string) => Name) {
  return changes.flatMap((change) => {
    const { expected, snapshot } = change;
    const actual = revisionOf(snapshot.id);
    const goesOn = holds(expected, actual) && revisionBefore(change) === (actual ?? 0);
    return goesOn ? [] : [{ ...name(snapshot.id), expected, actual: actual ?? null }];
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
