import type { Instant } from '../time/instant.ts';
import type { AssignmentObstacle } from './obstacle.ts';

/** A client that somebody is to be found for. */
export interface AssignmentRequest {
  readonly clientId: string;
  readonly role: string;
  /** Hours a month that the client takes of its holder in the role. */
  readonly hours: number;
  readonly at: Instant;
  /**
   * The calendar day of `at` in the department's time zone, `YYYY-MM-DD`; daily and weekly caps count on it.
   */
  readonly day: string;
  /** What stands against giving the client to anybody. */
  readonly obstacles?: readonly AssignmentObstacle[];
  /** The client came back with a refund of so much: it has been entitled to already, and nobody is again. */
  readonly refunded?: number;
  /** Is offered only: it counts as held by whoever is picked until `endOffer`. */
  readonly offered?: true;
  /** Has been taken by this candidate of their own accord, who is charged whatever stands against it. */
  readonly taken?: string;
}

/** Somebody who might get the client: figures only, however they were found. */
export interface AssignmentCandidate {
  readonly employeeId: string;
  /** Hours a month that the candidate has now; the weight by which clients are shared out. */
  readonly capacity: number;
  /** Clients held in the role. */
  readonly openClients: number;
  /** Hours a month that all clients held take, in whatever role. */
  readonly openHours: number;
  /** Sum of the bonuses that the policy's affinity gives for this client. Default 0. */
  readonly bonus?: number;
  /** What stands against this candidate beside capacity and caps. */
  readonly obstacles?: readonly AssignmentObstacle[];
}
