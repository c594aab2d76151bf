import type { DocumentChange, StoredDocument } from '../storage/port.ts';

/** The next revision of a document, or its first. */
export function changed(
  document: StoredDocument | undefined,
  { kind, id, body, lists }: Omit<StoredDocument, 'revision'>,
): DocumentChange {
  const said = { kind, id, body, ...(lists && { lists }) };
  if (!document) return { ...said, revision: 1, expected: { is: 'absent' } };
  const { revision } = document;
  return { ...said, revision: revision + 1, expected: { is: 'exact', revision } };
}
