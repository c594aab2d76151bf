import type { Instant } from '../time/instant.ts';
import type { Client } from './client.ts';
import type { ClientEvent, EventPayloads, EventType } from './event.ts';
import type { RefusalReason } from './refusal.ts';

/** An event without its head. `happenedAt` defaults to now. */
export type NewEvent<T extends EventType = EventType> = {
  [K in T]: { readonly type: K; readonly happenedAt?: Instant } & Readonly<EventPayloads[K]>;
}[T];

/** A handler's answer to a command: events, or reasons against it. */
export interface HandlerResult {
  readonly reasons: readonly RefusalReason[];
  readonly events: readonly NewEvent[];
  /** The events trigger no automatic transfers. */
  readonly isSettled?: boolean;
  /** Events to add after the automatic transfers, because they depend on the resulting client. */
  readonly onceSettled?: (client: Client) => readonly NewEvent[];
  /** The client to check the actor's rights on. Default: the client before the command. */
  readonly judgedAs?: Client;
  /** What had been recorded already of the time since what is told late, oldest first. */
  readonly meanwhile?: readonly ClientEvent[];
  /** Events of the duplicate in a merge or unmerge. */
  readonly elsewhere?: readonly NewEvent[];
  /** Further events of the duplicate, with their actors, to be recorded as they are. */
  readonly afterwards?: readonly { readonly event: NewEvent; readonly by: string }[];
}

/** These events, unless there are reasons against them. */
export const ruled = (reasons: readonly RefusalReason[], ...events: readonly NewEvent[]): HandlerResult =>
  reasons.length > 0 ? refused(...reasons) : accepted(...events);
export const accepted = (...events: readonly NewEvent[]): HandlerResult => ({ reasons: [], events });
export const refused = (...reasons: readonly RefusalReason[]): HandlerResult => ({ reasons, events: [] });
