import { ERASED } from '../../client/erased.ts';
import type { ClientEvent } from '../../client/event.ts';
import { type ErasedTexts, withoutTexts } from '../../erasure/erase-texts.ts';
import type { ChangeField } from '../../erasure/map-fields.ts';
import { mapFields } from '../../erasure/map-fields.ts';
import { withId } from '../../erasure/rename-ids.ts';
import type { RecordedOutcome, StoredDocument } from '../../storage/port.ts';
import type { ServiceContext } from '../service-context.ts';
import { unauthorizedTo } from '../unauthorized-to.ts';
import { type Decided, unitOfWork } from '../unit-of-work.ts';
import { type ErasedClient, erasedClient } from './erased-client.ts';
import { erasedDocuments } from './erased-documents.ts';
import { erasedTasks } from './erased-tasks.ts';
import type { ErasureResult } from './erasure.ts';
import type { ClientErasure } from './erasure-input.ts';
import { type Family, familyOf } from './family.ts';
import { inJson, mentioned } from './mentioned.ts';
import { personalWords } from './personal-words.ts';
import { renameClient, takenBy } from './rename-client.ts';

/**
 * Erases what is personal of a client, or of one person, in one transaction. Then the client gets its
 * pseudonym, where it is to have one.
 */
export async function eraseClient(
  context: ServiceContext,
  input: ClientErasure,
  by: string,
): Promise<ErasureResult> {
  const { clientId, personId, pseudonym } = input;
  return context.turns.take(new Set([clientId]), async () => {
    const result = await unitOfWork(context, () => decide(context, input, by));
    if (!result.ok || personId !== undefined || pseudonym === undefined) return result;
    const { erased } = result;
    const renamed = await renameClient(context, clientId, pseudonym, by);
    const clients = [...erased.clients.filter((id) => id !== clientId), ...renamed.clients];
    return {
      ok: true,
      erased: {
        clients: [...new Set(clients)],
        employees: renamed.employees,
        events: erased.events + renamed.events,
        outcomes: erased.outcomes + renamed.outcomes,
        documents: erased.documents + renamed.documents,
      },
    };
  });
}

async function decide(
  context: ServiceContext,
  input: ClientErasure,
  by: string,
): Promise<Decided<ErasureResult>> {
  await context.versions.assertCurrent();
  const reasons = await unauthorizedTo(context, 'erasePersonalData', by);
  if (reasons.length > 0) return { outcome: { ok: false, reasons } };
  const { clientId, personId, naming, reason, pseudonym } = input;
  const family = await familyOf(context, clientId);
  if (!family) return { outcome: { ok: false, reasons: [{ code: 'UNKNOWN_CLIENT', clientId }] } };
  const into = family.own[0]?.client.mergedInto?.clientId;
  if (into !== undefined) return { outcome: { ok: false, reasons: [{ code: 'MERGED_AWAY', into }] } };
  if (personId !== undefined && !knowsPerson(family, personId))
    return { outcome: { ok: false, reasons: [{ code: 'UNKNOWN_PERSON', personId }] } };
  const taken = personId === undefined && pseudonym !== undefined ? await takenBy(context, pseudonym) : [];
  if (taken.length > 0) return { outcome: { ok: false, reasons: taken } };
  const words = await personalWords(
    context,
    family.own.map(({ history }) => history),
  );
  const texts: ErasedTexts = {
    ...words,
    personId,
    naming: naming.map((name) => name.toLowerCase()),
  };
  const anew = personId === undefined ? undefined : pseudonym;
  const says = {
    ...(personId !== undefined && { personId: anew ?? personId }),
    ...(reason !== undefined && { reason }),
  };
  const ids = family.own.map(({ client }) => client.id);
  const mentioning = await documentsOf(context, ids);
  const tasks = await erasedTasks(context, mentioning, family, texts);
  const documents = [...erasedDocuments(mentioning, new Set(ids), texts), ...tasks.documents];
  const isSaid = documents.length > 0;
  const erased = await erasedFamily(context, family, { texts, anew, by, says, isSaid });
  const events = [...erased.flatMap(({ rewritten }) => rewritten), ...tasks.events];
  const outcomes = await erasedOutcomes(context, ids, texts, events);
  if (erased.length > 0) await context.versions.takeUp(context.now());
  return {
    outcome: {
      ok: true,
      erased: {
        clients: erased.map(({ change }) => change.snapshot.id),
        employees: [],
        events: events.length,
        outcomes: outcomes.length,
        documents: documents.length,
      },
    },
    work: { clients: erased.map(({ change }) => change), rewritten: { events, outcomes, documents } },
  };
}

interface Scope {
  readonly texts: ErasedTexts;
  /** The person's new id. */
  readonly anew: string | undefined;
  readonly by: string;
  readonly says: object;
  /** Whether the client's log says so even where nothing of its own changes and it has said so before. */
  readonly isSaid: boolean;
}

async function erasedFamily(
  context: ServiceContext,
  { own, others }: Family,
  { texts, anew, by, says, isSaid }: Scope,
): Promise<ErasedClient[]> {
  const { personId } = texts;
  const ids = new Set(own.map(({ client }) => client.id));
  const named: ChangeField =
    personId === undefined || anew === undefined
      ? ({ value }) => value
      : withId({ kind: 'personId', from: personId, to: anew });
  const both =
    (isTheirs: boolean): ChangeField =>
    (field) => {
      const value = withoutTexts(texts, isTheirs)(field);
      return value === field.value ? named(field) : value;
    };
  const erased: ErasedClient[] = [];
  for (const [i, whole] of own.entries()) {
    const isTheirs = aboutPerson(whole.history, personId);
    const rewriting = { snapshot: both(false), event: (event: ClientEvent) => both(isTheirs(event)) };
    const isFirst = i === 0 && (isSaid || !isSaidAlready(whole.history, says));
    const found = await erasedClient(context, whole, rewriting, { by, says }, isFirst);
    if (found) erased.push(found);
  }
  for (const whole of others) {
    const isOfOurs = broughtBy(whole.history, ids);
    const stays: ChangeField = ({ value }) => value;
    const event = (one: ClientEvent) => (isOfOurs(one) ? both(true) : stays);
    const found = await erasedClient(context, whole, { snapshot: stays, event }, { by, says });
    if (found) erased.push(found);
  }
  return erased;
}

/** Whether the log says so of everything before: then saying it again is no news. */
const isSaidAlready = (history: readonly ClientEvent[], says: object) => {
  const { reason: _, ...about } = says as { readonly reason?: string };
  return history.some((event) => {
    if (event.type !== 'personalDataErased') return false;
    const { personId, employeeId } = event;
    const told = {
      ...(personId !== undefined && { personId }),
      ...(employeeId !== undefined && { employeeId }),
    };
    return JSON.stringify(told) === JSON.stringify(about);
  });
};

/** Whether an event is about the person: by itself, or as the correction of one that is. */
function aboutPerson(history: readonly ClientEvent[], personId: string | undefined) {
  if (personId === undefined) return () => true;
  const theirs = new Set<string>();
  for (const event of history) if ('personId' in event && event.personId === personId) theirs.add(event.id);
  return (event: ClientEvent) =>
    theirs.has(event.id) ||
    (event.type === 'recordCorrected' &&
      (theirs.has(event.eventId) || event.correct?.payload.personId === personId));
}

/** Whether another client's event has what one of these brought along, or what was recorded for it there. */
function broughtBy(history: readonly ClientEvent[], ids: ReadonlySet<string>) {
  const theirs = new Set<string>();
  for (const event of history) {
    if (!('duplicateId' in event) || !ids.has(event.duplicateId)) continue;
    theirs.add(event.id);
    if (event.type === 'duplicateUnmerged') for (const id of event.handedBack ?? []) theirs.add(id);
  }
  return (event: ClientEvent) => theirs.has(event.id);
}

function knowsPerson({ own }: Family, personId: string): boolean {
  return own.some(
    ({ client, history }) =>
      Object.hasOwn(client.people, personId) ||
      history.some((event) => JSON.stringify(event).includes(inJson(personId))),
  );
}

/** What is kept of the clients' commands, without texts, and told by no content any more. */
async function erasedOutcomes(
  context: ServiceContext,
  ids: readonly string[],
  texts: ErasedTexts,
  events: readonly { readonly commandId?: string | undefined }[],
): Promise<RecordedOutcome[]> {
  const commands = new Set(events.map(({ commandId }) => commandId));
  const found = new Map<string, RecordedOutcome>();
  // Of a refusal nobody knows whether it was about the person.
  const whole = { ...texts, personId: undefined };
  for await (const kept of mentioned(context, 'outcomes', ids.map(inJson))) {
    const { commandId, outcome, fingerprint } = kept;
    const isTold = (outcome as { readonly ok?: boolean } | null)?.ok === true;
    if (isTold && texts.personId !== undefined && !commands.has(commandId)) continue;
    const told = mapFields(outcome, ['outcome'], withoutTexts(whole));
    if (fingerprint === ERASED && JSON.stringify(told) === JSON.stringify(outcome)) continue;
    found.set(commandId, { commandId, fingerprint: ERASED, outcome: told });
  }
  return [...found.values()];
}

async function documentsOf(context: ServiceContext, ids: readonly string[]): Promise<StoredDocument[]> {
  const found = new Map<string, StoredDocument>();
  for await (const document of mentioned(context, 'documents', ids.map(inJson)))
    found.set(JSON.stringify([document.kind, document.id]), document);
  return [...found.values()];
}
