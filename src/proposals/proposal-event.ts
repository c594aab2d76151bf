import type { CommandType } from '../client/command.ts';
import type { EventType } from '../client/event.ts';
import type { RefusalCode } from '../client/refusal.ts';
import type { Instant } from '../time/instant.ts';

/** What every event of a proposal says: which, of what, when, by whom. No text of a person is among it. */
export interface ProposalEventHead {
  /** `@@proposal/proposalId#n`, where n is the proposal's revision after the event. */
  readonly id: string;
  readonly proposalId: string;
  readonly happenedAt: Instant;
  readonly recordedAt: Instant;
  /** Who proposed, approved or rejected it. */
  readonly by: string;
  /** Where it was done: that of the client's events. */
  readonly commandId?: string;
  /** What is proposed, for which client. */
  readonly command: { readonly type: CommandType; readonly clientId: string };
}

/** What each event of a proposal carries beside. */
export interface ProposalEventPayloads {
  /** The employee who is asked. */
  proposalMade: { to: string; expiresAt?: Instant };
  /** Done: the client's events are in the same commit. */
  proposalApproved: { proposedBy: string; eventIds: readonly string[] };
  proposalRejected: { proposedBy: string };
  /** Approved, and the command was refused by then. */
  proposalRefused: { proposedBy: string; reasons: readonly RefusalCode[] };
  /** Approved, and the command would have done something else: these events are others. */
  proposalFoundStale: { proposedBy: string; differing: readonly EventType[] };
}

/** The type of a proposal's event. */
export type ProposalEventType = keyof ProposalEventPayloads;

/** One event of a proposal of type `T`, or of any type. */
export type ProposalEvent<T extends ProposalEventType = ProposalEventType> = {
  [K in T]: ProposalEventHead & { readonly type: K } & Readonly<ProposalEventPayloads[K]>;
}[T];
