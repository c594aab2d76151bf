import type { Command } from '../../client/command.ts';
import { type ErasedTexts, withoutTexts } from '../../erasure/erase-texts.ts';
import { mapFields } from '../../erasure/map-fields.ts';
import type { StoredStatement } from '../../motivation/records/stored-statement.ts';
import type { Proposal } from '../../proposals/proposal.ts';
import type { StoredDocument } from '../../storage/port.ts';
import { PAY_STATEMENTS } from '../motivation/pay-documents.ts';
import { PROPOSALS } from '../proposals/proposal-documents.ts';
import { withBody } from '../proposals/with-body.ts';
import { type PackedRows, packRows, unpackRows } from '../redistribution/packed-rows.ts';
import { TASKS } from '../work/task-documents.ts';

/** Documents that speak of the clients, as they are to be: those alone that change. Tasks are apart. */
export function erasedDocuments(
  documents: readonly StoredDocument[],
  clientIds: ReadonlySet<string>,
  texts: ErasedTexts,
): StoredDocument[] {
  return documents.flatMap((document) => {
    if (document.kind === TASKS) return [];
    const body =
      document.kind === PROPOSALS
        ? erasedProposal(document.body as Proposal, clientIds)
        : document.kind === PAY_STATEMENTS
          ? erasedStatement(document.body as StoredStatement, clientIds, texts)
          : withoutTextsOf(document.body, clientIds, texts);
    return JSON.stringify(body) === JSON.stringify(document.body) ? [] : [withBody(document, body)];
  });
}

/**
 * A proposal without all that was proposed and said. A command, and what it would do, may be about anybody
 * of the client's.
 */
function erasedProposal(proposal: Proposal, clientIds: ReadonlySet<string>): Proposal {
  const { id, status, clientId, command, by, to, at, decision } = proposal;
  if (!clientIds.has(clientId)) return proposal;
  const { eventIds } = decision ?? {};
  return {
    id,
    status: status === 'open' ? 'erased' : status,
    clientId,
    command: { type: command.type, clientId } as Command,
    events: [],
    by,
    to,
    at,
    ...(decision && { decision: { by: decision.by, at: decision.at, ...(eventIds && { eventIds }) } }),
  };
}

/** A closed month without what was said of lines in which the clients are; the figures are all there. */
function erasedStatement(
  statement: StoredStatement,
  clientIds: ReadonlySet<string>,
  texts: ErasedTexts,
): StoredStatement {
  const { lines } = statement.closed.statement;
  const isAbout = (index: number) => {
    const line = lines[index];
    return line?.kind === 'component' && line.credits.some(({ clientId }) => clientIds.has(clientId));
  };
  const without = withoutTexts(texts);
  const objections = statement.objections.map((one) =>
    isAbout(one.line) ? (mapFields(one, ['objections', '[]'], without) as typeof one) : one,
  );
  return { ...statement, objections };
}

/** What stands in the rows of these clients; what is said of others, or of a plan as such, stays. */
function withoutTextsOf(value: unknown, clientIds: ReadonlySet<string>, texts: ErasedTexts): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutTextsOf(item, clientIds, texts));
  if (typeof value !== 'object' || value === null) return value;
  if (isPacked(value)) {
    const rows = unpackRows(value);
    const anew = rows.map((row) => withoutTextsOf(row, clientIds, texts) as (typeof rows)[number]);
    return JSON.stringify(anew) === JSON.stringify(rows) ? value : packRows(anew);
  }
  const { clientId, client } = value as { readonly clientId?: unknown; readonly client?: { id?: unknown } };
  const id = clientId ?? client?.id;
  if (typeof id === 'string' && clientIds.has(id))
    return mapFields(value, ['items', '[]'], withoutTexts(texts));
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withoutTextsOf(part, clientIds, texts)]),
  );
}

const isPacked = (value: object): value is PackedRows =>
  'rows' in value && ('lists' in value || ('client' in value && 'row' in value));
