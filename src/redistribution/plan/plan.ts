import type { RefusalReason } from '../../client/refusal.ts';
import type { Instant } from '../../time/instant.ts';
import type { PlanMeasures } from '../measures.ts';
import type { MoveCause } from '../move-preview.ts';
import type { PlanStatus } from '../plan-life/plan-life.ts';
import type { ObjectiveParts } from '../proposal.ts';
import type { Protection } from '../protection-schema.ts';
import type { RecordedEdit } from './plan-edit.ts';
import type { PlanPolicy } from './plan-policy.ts';
import type { PlanReason } from './plan-reason.ts';

/** Who did what to a plan, when and why: what its log says of an event. */
export interface PlanEntry {
  readonly at: Instant;
  readonly by: string;
  readonly what:
    | 'planned'
    | 'edited'
    | 'rebased'
    | 'approved'
    | 'rejected'
    | 'discarded'
    | 'foundStale'
    | 'applied'
    | 'undone'
    | 'returned'
    | 'returnGivenUp'
    | 'forgotten';
  /**
   * What they said of it. Earlier builds put `due` here where time did it, and in English why nobody returns.
   */
  readonly why?: string | undefined;
  /** It was due: time did it, on behalf of `by`. */
  readonly due?: true | undefined;
  /** The plan's version after it. */
  readonly version: number;
  /** Of an edit. */
  readonly edits?: readonly RecordedEdit[] | undefined;
  /** Of a return that was given up. */
  readonly cause?: ReturnCause | undefined;
}

/** Why nobody returns: the one who was away has left, or each of so many clients has moved on. */
export type ReturnCause =
  | { readonly code: 'LEFT'; readonly employeeId: string }
  | { readonly code: 'ALL_MOVED_ON'; readonly employeeId: string; readonly clients: number };

/** What happens to the clients once an absence is over. */
export interface PlannedReturn {
  /** `scheduled` until the plan of return is made (`planned`); `givenUp` where the absent one has left. */
  readonly status: 'scheduled' | 'planned' | 'givenUp';
  /** When it is due, where that is known. */
  readonly at?: Instant | undefined;
  /** Of the plan of return. */
  readonly planId?: string | undefined;
}

/** What a plan comes to. */
export interface PlanFigures {
  readonly measures: PlanMeasures;
  readonly objective: ObjectiveParts;
  /** No plan costs less in total. */
  readonly bound: number;
  readonly gap: number;
  readonly status: 'optimal' | 'feasible';
  /** As of a proposal; absent in plans of earlier builds, too. */
  readonly start?: number | undefined;
  readonly attained?: number | undefined;
}

/**
 * A plan of redistribution: an object that is previewed, edited, approved, applied whole or not at all, and
 * undone.
 */
export interface Plan {
  readonly id: string;
  /** One more with every event. Events of plans that earlier builds made are numbered from what they had. */
  readonly revision: number;
  readonly role: string;
  readonly reason: PlanReason;
  readonly policy: PlanPolicy;
  readonly status: PlanStatus;
  /** One more with every edit and every new base. */
  readonly version: number;
  /** When it is to take effect; absent: whenever it is applied. */
  readonly effective?: Instant | undefined;
  /** When the clients and the staff were looked at. */
  readonly asOf: Instant;
  readonly clients: number;
  readonly employees: number;
  readonly moves: number;
  /**
   * Clients that the plan could not take in, with reasons: see `details`. Of a plan of undoing or of return
   * only.
   */
  readonly leftOut: number;
  /** Absent where nothing was weighed: in a plan of undoing. */
  readonly figures?: PlanFigures | undefined;
  /** Of a plan that `compare` made under an id: that id, and which of the variants it is. */
  readonly compared?: { readonly id: string; readonly name: string } | undefined;
  /** Decisions by hand, oldest first. */
  readonly edits: readonly RecordedEdit[];
  readonly approved?: { readonly by: string; readonly at: Instant } | undefined;
  readonly applied?: { readonly by: string; readonly at: Instant } | undefined;
  readonly undone?: { readonly by: string; readonly at: Instant; readonly planId: string } | undefined;
  readonly returns?: PlannedReturn | undefined;
  /** When it is time to review what came of it. */
  readonly reviews?: readonly { readonly afterDays: number; readonly at: Instant }[] | undefined;
  /**
   * When its rows were deleted, long after it had ended. It is still listed, but neither shown, reviewed nor
   * undone.
   */
  readonly forgotten?: Instant | undefined;
  /** Its whole life, oldest first: folded from its events. */
  readonly log: readonly PlanEntry[];
}

/** A move of a plan that is kept; `to` is null where an undoing leaves the client with nobody. */
export interface KeptMove {
  readonly clientId: string;
  readonly from?: string | undefined;
  readonly to: string | null;
  readonly cause: MoveCause | 'UNDONE';
}

/** A client that a plan of undoing or of return leaves where it is, and everything that speaks for that. */
export interface LeftOut {
  readonly clientId: string;
  readonly reasons: readonly (RefusalReason | LeftOutReason)[];
}

/** Protected with who holds it by now; or it had no holder before the absence, or another one by now. */
export type LeftOutReason =
  | { readonly code: 'PROTECTED'; readonly why: Protection }
  | { readonly code: 'MOVED_ON'; readonly employeeId: string | null };
