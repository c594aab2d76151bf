import type { Instant } from '../time/instant.ts';
import type { AssignmentObstacle, AssignmentObstacleCode } from './obstacle.ts';
import type { AssignmentPolicy } from './policy.ts';

/**
 * Who gets the client, or that nobody can, with everybody's figures: plain JSON, put into words by
 * `describeAssignment`.
 */
export type AssignmentOutcome = AssignmentMade | AssignmentPooled;

/** Somebody gets the client. */
export interface AssignmentMade extends AssignmentFigures {
  readonly employeeId: string;
}

/** Nobody can: the client belongs into the pool of the role. */
export interface AssignmentPooled extends AssignmentFigures {
  readonly pool: string;
  /** What stands against the candidates, each once, by code; NO_CANDIDATES where there are none. */
  readonly reason: readonly (AssignmentObstacleCode | 'NO_CANDIDATES')[];
}

/** What an assignment was decided on. */
export interface AssignmentFigures {
  readonly clientId: string;
  readonly role: string;
  readonly at: Instant;
  readonly measure: AssignmentPolicy['measure'];
  /**
   * Hours a month that the client takes of its holder in the role. Absent in outcomes that an earlier build
   * kept.
   */
  readonly hours?: number;
  /** What the client counts, in the measure. */
  readonly amount: number;
  /** By employee id. */
  readonly candidates: readonly CandidateFigures[];
}

/** One candidate's figures. Debts, bonus and score are in the measure. */
export interface CandidateFigures {
  readonly employeeId: string;
  readonly capacity: number;
  /** Hired, not gone, not absent. */
  readonly present: boolean;
  readonly openClients: number;
  readonly openHours: number;
  /** Open hours over capacity; absent without capacity. */
  readonly utilisation?: number;
  /** By assignments so far, this one not counted. */
  readonly received: number;
  /** Part of this client that the candidate was entitled to; 0 for who cannot take it. */
  readonly share: number;
  readonly debtBefore: number;
  readonly debtAfter: number;
  readonly bonus: number;
  /**
   * Debt with the share of this client, and the bonus: the highest gets the client. Absent for who cannot
   * take it.
   */
  readonly score?: number;
  /** Why the candidate cannot take the client; empty for who can. */
  readonly obstacles: readonly AssignmentObstacle[];
}
