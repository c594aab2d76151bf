import { ConveyorError } from '../../errors/conveyor-error.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type {
  ClientChange,
  Commit,
  DocumentChange,
  EmployeeChange,
  ExpectedRevision,
  FeedEntry,
  StoredDocument,
} from '../port.ts';
import { isKeyText } from './arguments.ts';

/** The stored revision of the client or employee with this id; undefined where there is none. */
type RevisionOf = (id: string) => number | undefined;

type Change = ClientChange | EmployeeChange;

/** Changes, whatever form their events have: a store may keep them in its own. */
type Counted<Change> = readonly (Omit<Change, 'events'> & { readonly events?: readonly unknown[] })[];

/**
 * Refuses a commit that is wrong whatever is stored. Examples: two changes of one record, events that do not
 * number the way to their snapshot, keys that no database can keep apart.
 * @throws INVALID_COMMIT
 */
export function assertCommit(tenant: string, commit: Commit): void {
  withArguments('commit', { tenant, commit }, () => assertSound(tenant, commit));
}

function assertSound(tenant: string, commit: Commit): void {
  const { clients, employees, documents, rewritten } = commit;
  const outcomes = rewritten?.outcomes ? [...commit.outcomes, ...rewritten.outcomes] : commit.outcomes;
  const bodies = rewritten?.documents ?? [];
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
  for (const document of documents) assertFollows(document);
  for (const { kind, id, body } of bodies)
    if (!isJson(body)) throw invalid('A document is missing', { kind, id });
  for (const document of [...documents, ...bodies]) assertLists(document);
  const places = [...documents, ...bodies].flatMap(placesOf);
  for (const place of places) assertKeys(place);
  assertDistinct(clients.flatMap(idsOf));
  assertDistinct(employees.flatMap(idsOf));
  assertDistinct(outcomes.map(({ commandId }) => commandId));
  assertDistinct(places.map((place) => JSON.stringify(place)));
  assertRewritten(commit);
}

/** The id of a change's record, and the one that it had. */
const idsOf = ({ snapshot: { id }, was }: Change) => (was === undefined ? [id] : [id, was]);

/** The same of a document, each with its kind. */
const placesOf = ({ kind, id, was }: Pick<DocumentChange, 'kind' | 'id' | 'was'>) =>
  (was === undefined ? [id] : [id, was]).map((one) => [kind, one]);

/** Where an event stands in the log by its id. */
export interface EventPlace {
  readonly stream: 'client' | 'employee' | 'document';
  readonly streamId: string;
  readonly sequence: number;
}

/** How the ids of a stream's events begin. */
const marks = { client: '', employee: '@', document: '@@' } as const;

/** The place of an event; its `streamId` is a document's kind and id. */
export function placeOf({ id }: Pick<FeedEntry['event'], 'id'>): EventPlace {
  const end = id.lastIndexOf('#');
  const stream = id.startsWith('@@') ? 'document' : id.startsWith('@') ? 'employee' : 'client';
  return { stream, streamId: id.slice(marks[stream].length, end), sequence: Number(id.slice(end + 1)) };
}

/** The id of the event that stands there. */
export const eventIdAt = ({ stream, streamId, sequence }: EventPlace): string =>
  `${marks[stream]}${streamId}#${sequence}`;

/** What is rewritten belongs to a record that the commit changes, and was there before. */
function assertRewritten({ clients, employees, documents, rewritten }: Commit): void {
  const isRenamed = ({ was }: Change) => was !== undefined;
  if (!rewritten && !clients.some(isRenamed) && !employees.some(isRenamed)) return;
  const { events = [], documents: bodies = [] } = rewritten ?? {};
  const changes = [
    ...clients.map((change) => [`client ${change.snapshot.id}`, change] as const),
    ...employees.map((change) => [`employee ${change.snapshot.id}`, change] as const),
  ];
  const before = new Map<string, number>();
  const counted = new Map<string, number>();
  for (const [record, change] of changes)
    if (change.events.length > 0) before.set(record, revisionBefore(change));
  for (const change of documents)
    if (change.events?.length) before.set(`document ${change.kind}/${change.id}`, documentBefore(change));
  for (const { kind, id, revision } of bodies) before.set(`document ${kind}/${id}`, revision);
  for (const event of events) {
    const { stream, streamId, sequence } = placeOf(event);
    const record = `${stream} ${streamId}`;
    if (!(sequence >= 1 && sequence <= (before.get(record) ?? 0)))
      throw invalid('An event is rewritten whose record is not changed by another one', {
        eventId: event.id,
      });
    assertKeys([event.type, event.happenedAt, event.recordedAt]);
    counted.set(record, (counted.get(record) ?? 0) + 1);
  }
  assertDistinct(events.map(({ id }) => id));
  for (const [record, { was, snapshot }] of changes) {
    if (was === undefined) continue;
    assertKeys([was]);
    const known = before.get(record);
    if (known === undefined || counted.get(record) !== known)
      throw invalid('A record gets another id, and not all of its events do', { id: snapshot.id });
  }
}

/**
 * Refuses a commit that was made on other revisions than the stored ones.
 * @throws REVISION_CONFLICT naming each record that moved on.
 */
export function assertRevisions(
  commit: {
    readonly clients: Counted<ClientChange>;
    readonly employees: Counted<EmployeeChange>;
    readonly documents: Counted<Omit<DocumentChange, 'body'>>;
  },
  clientRevision: RevisionOf,
  employeeRevision: RevisionOf,
  documentRevision: (kind: string, id: string) => number | undefined,
): void {
  const conflicts = [
    ...commit.clients.flatMap((change) =>
      conflictsOf(stepOf(change), clientRevision, (clientId) => ({ clientId })),
    ),
    ...commit.employees.flatMap((change) =>
      conflictsOf(stepOf(change), employeeRevision, (employeeId) => ({ employeeId })),
    ),
    ...commit.documents.flatMap((document) => {
      const { kind } = document;
      const step = { ...document, before: documentBefore(document) };
      const revisionOf = (id: string) => documentRevision(kind, id);
      return conflictsOf(step, revisionOf, (documentId) => ({ kind, documentId }));
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
export function revisionBefore({ snapshot, events = [] }: Counted<Change>[number]): number {
  return snapshot.revision - events.length;
}

/** The document's revision before the change. */
export const documentBefore = ({
  revision,
  events = [],
}: Counted<Omit<DocumentChange, 'body'>>[number]): number => revision - Math.max(1, events.length);

/** A record's way to its next revision. */
interface Step {
  readonly id: string;
  readonly was?: string | undefined;
  readonly expected: ExpectedRevision;
  readonly before: number;
}

const stepOf = (change: Counted<Change>[number]): Step => {
  const { snapshot, was, expected } = change;
  return { id: snapshot.id, was, expected, before: revisionBefore(change) };
};

function conflictsOf<Name>(
  { id, was, expected, before }: Step,
  revisionOf: RevisionOf,
  name: (id: string) => Name,
) {
  const actual = revisionOf(was ?? id);
  const goesOn = holds(expected, actual) && before === (actual ?? 0);
  const taken = was === undefined ? undefined : revisionOf(id);
  return [
    ...(goesOn ? [] : [{ ...name(was ?? id), expected, actual: actual ?? null }]),
    ...(taken === undefined ? [] : [{ ...name(id), expected: { is: 'absent' }, actual: taken }]),
  ];
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
        id === `${stream}#${before + index + 1}` &&
        isKeyText(type) &&
        isKeyText(happenedAt) &&
        isKeyText(recordedAt),
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

/** As many as an index of each database takes, whatever the letters. */
function assertLists({ kind, id, lists }: StoredDocument): void {
  if (lists === undefined) return;
  const isShort = (text: unknown, most: number) => isKeyText(text) && text.length <= most;
  const entries = typeof lists === 'object' && lists !== null ? Object.entries(lists) : undefined;
  const areFine =
    entries !== undefined &&
    entries.length <= 50 &&
    entries.every(([name, key]) => name !== '' && isShort(name, 250) && isShort(key, 100));
  if (!areFine) throw invalid('A document is in a list that is none, or by a key that is none', { kind, id });
}

/** What is no JSON at all would be stored as nothing. */
const isJson = (value: unknown) => value !== undefined && !['function', 'symbol'].includes(typeof value);

function keysOf({ snapshot: { id, state, pool, custody }, dueAt, segments = {} }: ClientChange): unknown[] {
  const keys: unknown[] = [id, state];
  if (pool) keys.push(pool.name);
  for (const [role, { employeeId }] of Object.entries(custody)) keys.push(role, employeeId);
  keys.push(...Object.values(segments));
  if (dueAt !== undefined) keys.push(dueAt);
  return keys;
}

function assertKeys(keys: readonly unknown[]): void {
  const wrong = keys.findIndex((key) => !isKeyText(key));
  if (wrong >= 0) throw invalid('A key is not well-formed text', { key: keys[wrong] });
}

function assertDistinct(ids: readonly string[]): void {
  if (ids.length > 1 && new Set(ids).size !== ids.length) throw invalid('A record is changed twice', { ids });
}

function invalid(message: string, details: Readonly<Record<string, unknown>>): ConveyorError {
  return new ConveyorError('INVALID_COMMIT', message, { details });
}
