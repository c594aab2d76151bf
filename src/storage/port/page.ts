import { ConveyorError } from '../../errors/conveyor-error.ts';
import type { Instant } from '../../time/instant.ts';
import type { ClientQuery, DocumentQuery, HeldListQuery, MentionQuery } from '../port.ts';
import { isKeyText } from './arguments.ts';

/**
 * Where a record is in the order of a query. First its due date or its key in a list, if the query asks for
 * one, then its id.
 */
export type PageKey = readonly string[];

/** @throws INVALID_QUERY unless the limit is a whole number from 1 to 1,000. */
export function assertLimit(limit: number): void {
  assertWithin('limit', limit, 1, 1_000);
}

/**
 * @throws INVALID_QUERY unless the position is 0 (before the first event) or one that a feed may have given
 * out.
 */
export function assertPosition(position: number): void {
  assertWithin('position', position, 0, Number.MAX_SAFE_INTEGER);
}

function assertWithin(name: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  const details = { [name]: value };
  throw new ConveyorError('INVALID_QUERY', `A ${name} is a whole number from ${min} to ${max}`, { details });
}

export function toPageKey(query: ClientQuery, id: string, dueAt: Instant | null | undefined): PageKey {
  return query.dueBy === undefined ? [id] : [dueAt ?? '', id];
}

/**
 * The key that the page before ended with; undefined where the query asks for the first page.
 * @throws INVALID_CURSOR for a text that is no cursor, or one of a query in another order.
 */
export function pageStart(query: ClientQuery | DocumentQuery | HeldListQuery): PageKey | undefined {
  const { after } = query;
  if (after === undefined) return undefined;
  const key = fromCursor(after);
  const isByKey = ('dueBy' in query ? query.dueBy : 'list' in query ? query.list : undefined) !== undefined;
  if (key?.length === (isByKey ? 2 : 1)) return key;
  throw new ConveyorError('INVALID_CURSOR', 'Not a cursor of this query', { details: { after } });
}

/**
 * The same of a page of mentions: documents are told by kind and id, all else by one text.
 * @throws INVALID_CURSOR
 */
export function mentionStart({ among, after }: MentionQuery): PageKey | undefined {
  if (after === undefined) return undefined;
  const key = fromCursor(after);
  const parts = among === 'documents' ? 2 : 1;
  if (key?.length === parts && (among !== 'events' || Number.isSafeInteger(Number(key[0])))) return key;
  throw new ConveyorError('INVALID_CURSOR', 'Not a cursor of this query', { details: { after } });
}

/** One page of rows. One row more than the limit was read, which tells whether there is a next page. */
export function toPage<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => PageKey) {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return last === undefined ? { rows: page } : { rows: page, next: toCursor(keyOf(last)) };
}

/**
 * One page of the rows that are accepted. Rows are read page by page, from after a key on, at most one more
 * than the limit at a time, until there are enough or there are no more.
 */
export async function fillPage<Row>(
  { limit, after }: { readonly limit: number; readonly after: PageKey | undefined },
  read: (after: PageKey | undefined) => Promise<readonly Row[]> | readonly Row[],
  accepts: (row: Row) => boolean,
  keyOf: (row: Row) => PageKey,
) {
  const found: Row[] = [];
  for (let start = after; ; ) {
    const rows = await read(start);
    found.push(...rows.filter(accepts));
    const last = rows.length > limit ? rows.at(-1) : undefined;
    if (last === undefined || found.length > limit) return toPage(found, limit, keyOf);
    start = keyOf(last);
  }
}

export function toCursor(key: PageKey): string {
  return encodeURIComponent(JSON.stringify(key));
}

/** The key in a cursor; undefined for a text that is none. */
export function fromCursor(cursor: string): PageKey | undefined {
  try {
    const key: unknown = JSON.parse(decodeURIComponent(cursor));
    return Array.isArray(key) && key.every(isKeyText) ? key : undefined;
  } catch {
    return undefined;
  }
}
