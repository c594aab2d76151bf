import { assertStored, eventIdAt, placeOf } from '../port/commit-rules.ts';
import { move, type TenantData } from './tenant-data.ts';
import type { KeptEvent, Written } from './written.ts';

/** @throws REVISION_CONFLICT where something that is to be rewritten is not stored. */
export function assertRewritable(commit: Written, data: TenantData): void {
  if (!commit.rewritten) return;
  const { feed, outcomes } = data;
  const { outcomes: told = [], documents = [] } = commit.rewritten;
  const stored = new Set(feed.map(({ id }) => id));
  const events = [...byFormerId(commit)].filter(([id]) => !stored.has(id));
  const unknown = told.filter(({ commandId }) => !outcomes.has(commandId));
  assertStored([
    ...events.map(([, { id }]) => ({ eventId: id })),
    ...unknown.map(({ commandId }) => ({ commandId })),
    ...documents.flatMap(({ kind, id, revision }) =>
      data.documentsOf(kind).get(id)?.revision === revision ? [] : { kind, documentId: id, revision },
    ),
  ]);
}

/**
 * Gives records the ids that they get, then what is kept the form that it gets. An event stands in the feed
 * and in its client's history. Leases go, as they remember clients as they were.
 */
export function rewrite(commit: Written, data: TenantData): void {
  const { clients, employees, documents, rewritten } = commit;
  for (const { kind, id, was } of documents) if (was !== undefined) move(data.documentsOf(kind), was, id);
  for (const { was, snapshot } of clients) if (was !== undefined) data.renameClient(was, snapshot.id);
  for (const { was, snapshot } of employees) if (was !== undefined) move(data.employees, was, snapshot.id);
  if (!rewritten) return;
  for (const { body, ...document } of rewritten.documents ?? [])
    data.documentsOf(document.kind).set(document.id, { ...document, text: JSON.stringify(body) });
  for (const outcome of rewritten.outcomes ?? []) data.outcomes.set(outcome.commandId, outcome);
  const anew = byFormerId(commit);
  const inPlace = (event: KeptEvent) => anew.get(event.id) ?? event;
  for (const [i, event] of data.feed.entries()) data.feed[i] = inPlace(event);
  for (const { snapshot } of clients) {
    data.leases.delete(snapshot.id);
    data.histories.set(snapshot.id, (data.histories.get(snapshot.id) ?? []).map(inPlace));
  }
}

/** The events as they are to be, by the ids under which they are kept. */
function byFormerId({ clients, employees, rewritten }: Written): Map<string, KeptEvent> {
  const former = {
    client: new Map(clients.map(({ was, snapshot }) => [snapshot.id, was])),
    employee: new Map(employees.map(({ was, snapshot }) => [snapshot.id, was])),
    document: new Map<string, undefined>(),
  };
  return new Map(
    (rewritten?.events ?? []).map((event) => {
      const place = placeOf(event);
      const streamId = former[place.stream].get(place.streamId) ?? place.streamId;
      return [eventIdAt({ ...place, streamId }), event];
    }),
  );
}
