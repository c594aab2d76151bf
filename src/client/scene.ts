import type { Rules, TimedTransfer, TransferRules } from '../blueprint/compile-blueprint.ts';
import type { Instant } from '../time/instant.ts';
import type { Attendance } from '../workforce/presence.ts';
import type { Actor } from './actor.ts';
import type { Client } from './client.ts';
import type { CommandOf } from './command.ts';
import type { ClientEvent, EventPayloads, EventType } from './event.ts';
import type { RefusalReason } from './refusal.ts';

export interface ClientRules extends Rules<Client> {
  readonly merging?: Merging | undefined;
}
export type ClientTransfer = TransferRules<Client>;
export type ClientTimer = TimedTransfer<Client>;

/** What a decision is made on beside the client: everything that the pure core may not find out by itself. */
export interface DecisionContext {
  readonly now: Instant;
  readonly by: Actor;
  readonly commandId?: string;
  /** The employees that the command may give the client to. Without it, employees are taken at their word. */
  readonly staff?: Staff;
  /** The client's whole history; only the few decisions that throw HISTORY_NEEDED without it use it. */
  readonly history?: readonly ClientEvent[];
  /** The other client of a merge or unmerge, or of a correction of a record that came with a merged duplicate. */
  readonly duplicate?: Client;
  /** Its whole history; decisions that throw HISTORY_NEEDED may use it, too. */
  readonly duplicateHistory?: readonly ClientEvent[];
}

/** Employees by id, as far as decisions need to know them: what is not said of their dates stands in no way. */
export type Staff = Readonly<Record<string, { readonly roles: readonly string[] } & Partial<Attendance>>>;

/** A decision's context and the rules it is made by. */
export interface Scene {
  readonly rules: ClientRules;
  readonly now: Instant;
  readonly by: Actor;
  readonly commandId: string | undefined;
  readonly staff: Staff | undefined;
  readonly history: readonly ClientEvent[] | undefined;
  readonly duplicate: Client | undefined;
  readonly duplicateHistory: readonly ClientEvent[] | undefined;
}

/** Written out field by field: a spread would cost more than the decision. */
export function toScene(rules: ClientRules, context: DecisionContext): Scene {
  const { now, by, commandId, staff, history, duplicate, duplicateHistory } = context;
  return { rules, now, by, commandId, staff, history, duplicate, duplicateHistory };
}

/** An event before it gets its head. `happenedAt` is now unless said otherwise. */
export type NewEvent<T extends EventType = EventType> = {
  [K in T]: { readonly type: K; readonly happenedAt?: Instant } & Readonly<EventPayloads[K]>;
}[T];

/** Deciding on merges and their undoing, which takes both cards and all that they have seen. */
export interface Merging {
  /** @internal */
  mergeDuplicate(client: Client, command: CommandOf<'mergeDuplicate'>, scene: Scene): Ruling;
  /** @internal */
  unmergeDuplicate(client: Client, command: CommandOf<'unmergeDuplicate'>, scene: Scene): Ruling;
}

/** What a handler says to a command: these events, or these reasons against it. */
export interface Ruling {
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
export const ruled = (reasons: readonly RefusalReason[], ...events: readonly NewEvent[]): Ruling =>
  reasons.length > 0 ? refused(...reasons) : accepted(...events);
export const accepted = (...events: readonly NewEvent[]): Ruling => ({ reasons: [], events });
export const refused = (...reasons: readonly RefusalReason[]): Ruling => ({ reasons, events: [] });
