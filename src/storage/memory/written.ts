import type { ClientChange, Commit, EmployeeChange, FeedEntry, Rewritten } from '../port.ts';
import type { KeptDocument } from './kept-documents.ts';

/**
 * An event, with the JSON text of it: it is written once and seldom read. As objects the events of 100,000
 * clients are so many that the collector of garbage, which looks at each again and again, works longer than
 * everybody else.
 */
export interface KeptEvent {
  readonly id: string;
  readonly text: string;
}

/** A client as it is kept; its events stand in the feed. */
export type KeptClient = Omit<ClientChange, 'expected' | 'was' | 'events'>;

/** A change with its events as they are kept. */
type Kept<Change> = Omit<Change, 'events'> & { readonly events: readonly KeptEvent[] };

/** A commit as it is kept. Nothing of it is shared with whoever gave it. */
export interface Written extends Pick<Commit, 'outcomes'> {
  readonly clients: readonly Kept<ClientChange>[];
  readonly employees: readonly Kept<EmployeeChange>[];
  readonly documents: readonly Kept<Omit<Commit['documents'][number], 'body'> & KeptDocument>[];
  readonly rewritten?: Kept<Rewritten>;
}

/** By way of JSON: what comes out is never shared, and is what any other store would give back. */
export function copy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}

/** The commit as it is kept. */
export function toWritten({ clients, employees, outcomes, documents, rewritten }: Commit): Written {
  return {
    clients: clients.map(withKept),
    employees: employees.map(withKept),
    outcomes: copy(outcomes),
    documents: documents.map(({ body, ...change }) => ({ ...withKept(change), text: JSON.stringify(body) })),
    ...(rewritten && { rewritten: withKept(rewritten) }),
  };
}

function withKept<Change extends { readonly events?: readonly FeedEntry['event'][] }>({
  events = [],
  ...change
}: Change): Kept<Change> {
  return { ...copy(change), events: events.map((event) => ({ id: event.id, text: JSON.stringify(event) })) };
}

/** The event itself. */
export const eventOf = <Event extends FeedEntry['event']>({ text }: KeptEvent): Event => JSON.parse(text);
