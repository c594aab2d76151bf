import type { Explanation } from '../conditions/explanation.ts';
import type { Instant } from '../time/instant.ts';

/** What each reason against a candidate says beside its code. */
export interface AssignmentObstacleDetails {
  NOT_HIRED_YET: { hiredAt: Instant };
  LEFT: { leftAt: Instant };
  /** `deputy` stands in meanwhile; nobody is given a client in that way. */
  ABSENT: { kind?: string; until?: Instant; deputy?: string };
  LACKS_ROLE: { role: string };
  /** Has the client already. */
  HOLDS_ALREADY: Record<never, never>;
  /** Rejected or returned this client when it came by that transfer, or did so in another's name. */
  REJECTED: { transfer: string };
  /** The policy's condition does not hold for this client and this candidate. */
  NOT_ELIGIBLE: { explanation: Explanation };
  /** Is there, but has no hours for clients. */
  NO_CAPACITY: Record<never, never>;
  /** Would exceed a cap of the policy: `actual` is what it would come to. */
  OVER_CAP: {
    cap: 'openClients' | 'utilisation' | 'newPerDay' | 'newPerWeek';
    limit: number;
    actual: number;
  };
  /** Has left the task to others. Of tasks alone, as the next one. */
  DECLINED: Record<never, never>;
  /** The task takes more minutes than are left of their day beside what they have in hand. */
  NO_TIME_LEFT: { minutes: number; left: number };
  /** The client itself is held: nobody is given it meanwhile. */
  ON_HOLD: { hold: string; reason: string; until?: Instant };
}

/** The name of a reason against a candidate; stable across versions. */
export type AssignmentObstacleCode = keyof AssignmentObstacleDetails;

/** Why a candidate cannot be given the client; `code` tells what else it carries. */
export type AssignmentObstacle<Code extends AssignmentObstacleCode = AssignmentObstacleCode> = {
  [K in Code]: { readonly code: K } & Readonly<AssignmentObstacleDetails[K]>;
}[Code];
