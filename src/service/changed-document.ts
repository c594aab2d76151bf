import type { DocumentChange, StoredDocument } from '../storage/port.ts';

/** The next revision of a document, or its first. */
export function changed(
  document: StoredDocument | undefined,
  { kind, id, body }: Omit<StoredDocument, 'revision'>,
): DocumentChange {
  if (!document) return { kind, id, body, revision: 1, expected: { is: 'absent' } };
  const { revision } = document;
  return { kind, id, body, revision: revision + 1, expected: { is: 'exact', revision } };
}
