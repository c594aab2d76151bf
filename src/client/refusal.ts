import type { Explanation } from '../conditions/explanation.ts';
import type { FactType, Money } from '../conditions/fact-schema.ts';
import type { Instant } from '../time/instant.ts';
import type { Away } from './away.ts';
import type { CommandType } from './command.ts';
import type { OrderMoney } from './order-money.ts';

/**
 * Why a command was not carried out: data, complete, and explainable by `explain`. The client is unchanged.
 */
export interface Refusal {
  readonly command: CommandType;
  readonly clientId: string;
  /** Every reason at once; never empty. */
  readonly reasons: readonly RefusalReason[];
}

/** Of what part of a command a moment is, where it has several. */
export interface MomentOf {
  readonly orderId?: string;
  readonly role?: string;
  readonly hold?: string;
}

/** What each reason says beside its code. */
export interface RefusalDetails {
  UNKNOWN_CLIENT: { clientId: string };
  ALREADY_REGISTERED: { clientId: string };
  /** The client is a duplicate that was merged; go to `into`. */
  MERGED_AWAY: { into: string };
  /**
   * `holders` hold or are addressed; `roles` may do it with any client. `deputies` stand in for those of the
   * holders who are away. A `stranger` has no role at all: neither on the staff nor a service.
   */
  NOT_AUTHORIZED: {
    actor: string;
    action: string;
    holders: readonly string[];
    roles: readonly string[];
    deputies?: readonly string[];
    stranger?: true;
  };
  UNKNOWN_NAME: {
    kind: 'transfer' | 'state' | 'role' | 'hold' | 'source' | 'fact';
    name: string;
    known: readonly string[];
  };
  /** `problem` is a text in outcomes that were recorded before there were codes. */
  INVALID_VALUE: { field: string; problem: ValueProblem | string };
  /** It is as it is since `since` only. */
  TOO_EARLY: { field: string; at: Instant; since: Instant } & MomentOf;
  IN_THE_FUTURE: { field: string; at: Instant; now: Instant } & MomentOf;

  WRONG_STATE: { transfer: string; state: string; from: readonly string[] };
  NOT_BY_HAND: { transfer: string };
  WRONG_ROLE: { transfer: string; by: readonly string[] };
  CONDITION_NOT_MET: { transfer: string; explanation: Explanation };
  BLOCKED_BY_HOLD: { hold: string; reason: string; until?: Instant };
  /** `known` are the names of which one must be given; `given` is none of them. */
  REASON_NEEDED: { field: string; known: readonly string[]; given?: string; transfer?: string };
  WAKE_DATE_NEEDED: { transfer: string };
  ALREADY_THERE: { state: string };

  HANDOFF_OPEN: { transfer: string; to: string; expiresAt: Instant; away?: Away };
  /**
   * The offer is another's to answer. It expired, or was rejected or given back twice, and went `to` that
   * role `at` that moment.
   */
  HANDOFF_ESCALATED: {
    transfer: string;
    cause: 'expired' | 'rejectedTwice' | 'returnedTwice';
    at: Instant;
    to: string;
  };
  NO_HANDOFF: Record<never, never>;
  NOTHING_TO_RETURN: Record<never, never>;
  RETURN_TOO_LATE: { until: Instant };
  RECEIVER_NEEDED: { role: string };

  UNKNOWN_EMPLOYEE: { employeeId: string };
  EMPLOYEE_NOT_HIRED_YET: { employeeId: string; hiredAt: Instant };
  EMPLOYEE_LEFT: { employeeId: string; leftAt: Instant };
  EMPLOYEE_LACKS_ROLE: { employeeId: string; role: string };
  ROLE_NOT_IN_STATE: { role: string; state: string; roles: readonly string[] };
  NOT_HELD: { role: string };
  NO_DEPUTY: { role: string };
  ALREADY_HELD: { role: string; employeeId: string };
  /** Who holds so many clients in the role claims no more. */
  CLAIMS_FULL: { role: string; limit: number };
  /** Custody has moved on; `null` is nobody. */
  HELD_BY_ANOTHER: { role: string; expected: string | null; actual: string | null };
  /** The client came to its holder in another way. */
  NOT_MOVED_BY_PLAN: { role: string; planId: string };

  HOLD_IN_PLACE: { hold: string };
  NO_SUCH_HOLD: { hold: string };

  UNKNOWN_ORDER: { orderId: string };
  ORDER_EXISTS: { orderId: string };
  /**
   * The client's orders in this currency would come to too many minor units, positive or negative, to be told
   * exactly.
   */
  REVENUE_TOO_LARGE: { currency: string; most: number };
  /**
   * Of an order marked as paid that has records of its money, `money` tells where it stands. What is
   * outstanding again is paid by `recordMoney`.
   */
  ORDER_ALREADY: {
    orderId: string;
    status: 'shipped' | 'paid' | 'cancelled' | 'returned';
    money?: OrderMoney;
  };
  /** Under this id something else was recorded of the order's money. */
  RECORD_EXISTS: { recordId: string };
  /** An order has no more records of its money. */
  TOO_MANY_RECORDS: { orderId: string; limit: number };
  UNKNOWN_WINDOW: { windowId: string };
  WINDOW_CLOSED: { windowId: string; status: 'won' | 'missed' };
  UNKNOWN_PERSON: { personId: string };
  /** A client keeps no more of them; another report of one that is there is always taken. */
  TOO_MANY_PEOPLE: { limit: number };
  TOO_MANY_WINDOWS: { limit: number };

  SAME_CLIENT: { clientId: string };
  NOT_MERGED: { clientId: string };
  UNKNOWN_RECORD: { eventId: string };
  NOT_CORRECTABLE: { eventId: string; type: string };
  /** A command id came back with another command: of many, with that of the row `first` of the same call. */
  COMMAND_ID_REUSED: { commandId: string; first?: number };
}

/** What is wrong with a value, by code. */
export type ValueProblem =
  | { readonly code: 'PAST'; readonly at: Instant }
  /** Why nobody can be given the client must be said. */
  | { readonly code: 'WHY_NEEDED' }
  /** The transfer is no handoff, so nobody receives it. */
  | { readonly code: 'NO_RECEIVER'; readonly transfer: string }
  /** It is somebody else's acceptance. */
  | { readonly code: 'ACCEPTED_BY_ANOTHER'; readonly employeeId: string; readonly role: string }
  /** A replacement must be of the same client and make the same event. */
  | { readonly code: 'ANOTHER_RECORD'; readonly type: string }
  /** The fact is for these roles to say. */
  | { readonly code: 'SAID_BY'; readonly roles: readonly string[] }
  /** A return is no order below 0: it is recorded of the order that came back. */
  | { readonly code: 'NEGATIVE_ORDER' }
  /** The order's total is in this currency; none where it has no total. */
  | { readonly code: 'NOT_IN_CURRENCY'; readonly orderId: string; readonly currency?: string }
  /** So much is left of the order's net total, or was paid. */
  | { readonly code: 'MORE_THAN_THERE_IS'; readonly orderId: string; readonly most: Money }
  /** The fact admits values of another type, or these alone. */
  | { readonly code: 'WRONG_VALUE'; readonly type: FactType; readonly values?: readonly string[] };

/** The name of a reason for refusal; stable across versions. */
export type RefusalCode = keyof RefusalDetails;

/** One reason; `code` tells what else it carries. */
export type RefusalReason<Code extends RefusalCode = RefusalCode> = {
  [K in Code]: { readonly code: K } & Readonly<RefusalDetails[K]>;
}[Code];
