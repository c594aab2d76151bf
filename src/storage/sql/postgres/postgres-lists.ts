import { listChanges } from '../records.ts';
import type { DocumentsTable, ListsTable } from '../tables.ts';
import type { PostgresSession } from './postgres-session.ts';
import { slices } from './postgres-slices.ts';
import type { PostgresWrites } from './postgres-writes.ts';

/** What stands of a document. */
export type KeptDocument = Omit<DocumentsTable, 'body'>;

/** A document as it was, if it was there, and as it is now. */
type Step = readonly [before: KeptDocument | undefined, after: KeptDocument];

/** Locks documents, given in the order of their keys, and tells what stands of them by kind and id. */
export async function lockDocuments(
  session: PostgresSession,
  writes: PostgresWrites,
  tenant: string,
  places: readonly Pick<KeptDocument, 'kind' | 'id'>[],
): Promise<Map<string, KeptDocument>> {
  const stored = new Map<string, KeptDocument>();
  for (const slice of slices(places)) {
    const kinds = slice.map(({ kind }) => kind);
    const ids = slice.map(({ id }) => id);
    for (const row of await session.all(writes.lockDocuments, { tenant, kinds, ids }))
      stored.set(placeKey(row.kind, row.id), { ...row, tenant, revision: Number(row.revision) });
  }
  return stored;
}

/** What tells a document from all others of its tenant. */
export const placeKey = (kind: string, id: string): string => JSON.stringify([kind, id]);

/** Whoever does it holds the documents: their rows are nobody else's meanwhile. */
export async function writeLists(
  session: PostgresSession,
  writes: PostgresWrites,
  tenant: string,
  steps: readonly Step[],
): Promise<void> {
  const changes = steps.map(([before, after]) => listChanges(before, after));
  const columns = (rows: readonly ListsTable[]) => ({
    tenant,
    kinds: rows.map(({ kind }) => kind),
    lists: rows.map(({ list }) => list),
    keys: rows.map(({ sort_key }) => sort_key),
    ids: rows.map(({ id }) => id),
  });
  for (const slice of slices(changes.flatMap(({ gone }) => gone)))
    await session.all(writes.takeOffLists, columns(slice));
  for (const slice of slices(changes.flatMap(({ put }) => put)))
    await session.all(writes.putIntoLists.of(slice.length), columns(slice));
}
