import type { Command } from '../client/command.ts';
import type { ClientEvent } from '../client/event.ts';
import type { Refusal } from '../client/refusal.ts';
import type { Instant } from '../time/instant.ts';

/** How a proposal stands. `erased`: what it was about has been erased. All but `open` are final. */
export type ProposalStatus = 'open' | 'done' | 'refused' | 'stale' | 'rejected' | 'expired' | 'erased';

/** A command that somebody who may not give it asks a person for. */
export interface Proposal {
  readonly id: string;
  readonly status: ProposalStatus;
  readonly clientId: string;
  readonly command: Command;
  /** What the command would have done when it was proposed, by the person who is asked. */
  readonly events: readonly ClientEvent[];
  /** Who proposed it. */
  readonly by: string;
  /** The employee who is asked. */
  readonly to: string;
  readonly at: Instant;
  /** Why it was proposed, in the proposer's words. */
  readonly why?: string;
  /** From then on nobody can approve it. */
  readonly expiresAt?: Instant;
  readonly decision?: ProposalDecision;
}

/** What came of a proposal. */
export interface ProposalDecision {
  /** Who approved or rejected it. */
  readonly by: string;
  readonly at: Instant;
  readonly reason?: string;
  /** What was done: the ids of the client's events. */
  readonly eventIds?: readonly string[];
  /** Why the command was refused when it was approved. */
  readonly refusal?: Refusal;
  /** In what the command would have done something else than was proposed. */
  readonly differences?: readonly EventDifference[];
}

/** An event that is no longer as it was proposed: other, gone, or new. */
export interface EventDifference {
  /** Absent where the event is new. */
  readonly proposed?: ClientEvent;
  /** Absent where the event would not come any more. */
  readonly now?: ClientEvent;
}
