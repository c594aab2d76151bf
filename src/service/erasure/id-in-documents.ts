import { mapFields } from '../../erasure/map-fields.ts';
import { type Renaming, withId } from '../../erasure/rename-ids.ts';
import { placeOf } from '../../storage/port/commit-rules.ts';
import type { Commit, DocumentChange, DocumentEvent, StoredDocument } from '../../storage/port.ts';
import { changed } from '../changed-document.ts';
import { PAY_STATEMENTS } from '../motivation/pay-documents.ts';
import { PROPOSALS } from '../proposals/proposal-documents.ts';
import { withBody } from '../proposals/with-body.ts';
import type { ServiceContext } from '../service-context.ts';
import { write } from '../unit-of-work.ts';
import { renamedLists, TASKS } from '../work/task-documents.ts';
import { documentRoot, documentsNamedBy, idOf, PLANS } from './document-roots.ts';
import type { IdReplacement } from './id-replacement.ts';
import { spellings } from './id-replacement.ts';
import { mentioned } from './mentioned.ts';

/** Plans, tasks and their events keep their revisions; what else is kept goes on to the next one. */
export async function inDocuments(context: ServiceContext, { renaming }: IdReplacement) {
  const found = new Map<string, StoredDocument>();
  const keep = (document: StoredDocument) =>
    found.set(JSON.stringify([document.kind, document.id]), document);
  for await (const document of mentioned(context, 'documents', spellings(renaming))) keep(document);
  for (const document of await documentsNamedBy(context, renaming)) keep(document);
  const told = await documentEvents(context, renaming);
  const { store, tenant } = context;
  for (const kind of [PLANS, PROPOSALS, PAY_STATEMENTS, TASKS]) {
    const ids = [...told.keys()].flatMap((of) =>
      of.startsWith(`${kind}/`) ? [of.slice(kind.length + 1)] : [],
    );
    for (const head of await store.readDocuments(tenant, kind, ids)) keep(head);
  }
  let [events, documents] = [0, 0];
  for (const document of found.values()) {
    const work = anew(document, told.get(`${document.kind}/${document.id}`) ?? [], renaming);
    if (!work) continue;
    await write(context, work);
    events += work.rewritten?.events?.length ?? 0;
    documents++;
  }
  return { events, documents };
}

/** Events that mention the id, by the kind and id of their documents. */
async function documentEvents(
  context: ServiceContext,
  renaming: Renaming,
): Promise<Map<string, DocumentEvent[]>> {
  const found = new Map<string, DocumentEvent[]>();
  const seen = new Set<string>();
  for await (const { event } of mentioned(context, 'events', spellings(renaming))) {
    const { stream, streamId } = placeOf(event);
    if (stream !== 'document' || seen.has(event.id)) continue;
    seen.add(event.id);
    found.set(streamId, [...(found.get(streamId) ?? []), event as DocumentEvent]);
  }
  return found;
}

function anew(
  document: StoredDocument,
  told: readonly DocumentEvent[],
  renaming: Renaming,
): Partial<Commit> | undefined {
  const { kind, id } = document;
  const change = withId(renaming);
  const body = mapFields(document.body, documentRoot(document), change);
  const events = told.map((event) => mapFields(event, [event.type], change));
  const other = idOf(document, renaming);
  const isSame = JSON.stringify([body, events]) === JSON.stringify([document.body, told]);
  if (isSame && other === id) return undefined;
  if (kind.startsWith(PLANS) || kind === PROPOSALS || kind === PAY_STATEMENTS)
    return { rewritten: { documents: [withBody(document, body)], events } };
  if (kind === TASKS) {
    const lists = renamedLists(document.lists, renaming) ?? {};
    return { rewritten: { documents: [{ ...document, body, lists }], events } };
  }
  const next: DocumentChange = {
    ...changed(document, { kind, id: other, body, ...(document.lists && { lists: document.lists }) }),
    ...(other !== id && { was: id }),
  };
  return { documents: [next] };
}
