import type { Instant } from '../time/instant.ts';
import type { Client } from './client.ts';
import type { EventPayloads, EventType } from './event.ts';
import type { RefusalReason } from './refusal.ts';

/** An event before it gets its head. `happenedAt` is now unless said otherwise. */
export type NewEvent<T extends EventType = EventType> = {
  [K in T]: { readonly type: K; readonly happenedAt?: Instant } & Readonly<EventPayloads[K]>;
}[T];

/** What a handler says to a command: these events, or these reasons against it. */
export interface HandlerResult {
  readonly reasons: readonly RefusalReason[];
  readonly events: readonly NewEvent[];
  /** Nothing follows from the events any more. */
  readonly isSettled?: boolean;
  /** What to add when all that follows by itself has: it depends on where that leads. */
  readonly onceSettled?: (client: Client) => readonly NewEvent[];
  /** The client as whose the actor's rights are judged, where it is not the client as it stands. */
  readonly judgedAs?: Client;
  /** Events of the duplicate in a merge or unmerge. */
  readonly elsewhere?: readonly NewEvent[];
  /** What has come of these, in full: it only has to be recorded. */
  readonly afterwards?: readonly { readonly event: NewEvent; readonly by: string }[];
}

/** These events, unless there are reasons against them. */
export const ruled = (reasons: readonly RefusalReason[], ...events: readonly NewEvent[]): HandlerResult =>
  reasons.length > 0 ? refused(...reasons) : accepted(...events);
export const accepted = (...events: readonly NewEvent[]): HandlerResult => ({ reasons: [], events });
export const refused = (...reasons: readonly RefusalReason[]): HandlerResult => ({ reasons, events: [] });
