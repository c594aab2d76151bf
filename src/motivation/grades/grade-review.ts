import type { Explanation } from '../../conditions/explanation.ts';
import type { Instant } from '../../time/instant.ts';
import type { GradeStep } from './grade-ladder.ts';

/** How somebody stands on the ladder, and what is proposed. */
export interface GradeReview {
  readonly employeeId: string;
  readonly grade: string;
  /** Since when they have it, and whole months until the review. */
  readonly since: Instant;
  readonly stayed: number;
  /** Which way, or none. */
  readonly outcome: 'promote' | 'demote' | 'stays';
  /** What is proposed; absent where they stay. */
  readonly proposal?: GradeProposal;
  readonly steps: readonly StepReview[];
  /** Closed months in the grade, the newest first, that count for nothing: nothing was asked of them. */
  readonly paused: readonly string[];
}

/** A move that is proposed. */
export interface GradeProposal {
  readonly to: string;
  /** The first day on which the new grade should hold: of the month after the review. */
  readonly from: string;
  readonly approval: GradeStep['approval'];
  /** Names the command that changes the grade, so that it is done once. */
  readonly commandId: string;
}

/** How far a way up or down is gone. */
export interface StepReview extends Pick<GradeStep, 'k' | 'n' | 'minStay'> {
  readonly way: 'promote' | 'demote';
  /** The last `n` months that count, the newest first, each with what the condition met there. */
  readonly months: readonly {
    readonly period: string;
    readonly counts: boolean;
    readonly explanation: Explanation;
  }[];
  /** In how many of them the condition held. */
  readonly held: number;
  /** Why nothing comes of it; empty where it does. */
  readonly missing: readonly ('NOT_OFTEN_ENOUGH' | 'TOO_SHORT_A_STAY')[];
}
