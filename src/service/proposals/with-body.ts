import type { Proposal } from '../../proposals/proposal.ts';
import type { StoredDocument } from '../../storage/port.ts';
import { listsOf, PROPOSALS } from './proposal-documents.ts';

/** A document that says something else in its place; a proposal's lists name who is asked, and about whom. */
export function withBody({ lists, ...document }: StoredDocument, body: unknown): StoredDocument {
  const isListed = lists !== undefined && document.kind === PROPOSALS;
  return { ...document, body, ...(isListed ? listsOf(body as Proposal) : lists && { lists }) };
}
