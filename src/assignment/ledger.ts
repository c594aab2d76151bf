import type { Instant } from '../time/instant.ts';

/**
 * What everybody was entitled to and was given in one role. Plain JSON, to be stored and handed in again. It
 * knows nothing of the clients that people hold now, so that losing clients never earns anybody more of them.
 */
export interface AssignmentLedger {
  /**
   * By employee id. Somebody who is not here has debt 0: newcomers neither inherit a history nor have to
   * catch up with one.
   */
  readonly entries: readonly AssignmentAccount[];
  /**
   * The most that one assignment could shift so far: a client's amount and the largest bonus that was in
   * play.
   */
  readonly largestStep: number;
  /** Sum of all refunds so far. */
  readonly refunded: number;
  /** Sum of what people took of their own accord, by handoffs that nobody dealt; absent without any. */
  readonly taken?: number;
}

/** One employee's account, in the policy's measure. */
export interface AssignmentAccount {
  readonly employeeId: string;
  /** What the employee was given so far, refunds taken off. */
  readonly received: number;
  /** What the employee was entitled to so far, less `received`. Below 0: given more than that. */
  readonly debt: number;
  /** The employee's latest assignment. */
  readonly latest?: {
    readonly at: Instant;
    /** `YYYY-MM-DD` in the department's zone, and clients given on it. */
    readonly day: string;
    readonly onDay: number;
    /** The Monday of the week, and clients given in it. */
    readonly week: string;
    readonly inWeek: number;
  };
  /** Clients that were dealt to the employee as offers, and are not answered: they count as held. */
  readonly offered?: { readonly clients: number; readonly hours: number };
}

/** Where everybody begins. */
export const emptyAssignmentLedger: AssignmentLedger = { entries: [], largestStep: 0, refunded: 0 };
