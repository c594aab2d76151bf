import type { Money } from '../../conditions/fact-schema.ts';
import type { Escalation } from '../../handoff/handoff.ts';
import type { Instant } from '../../time/instant.ts';

/** What something in an inbox is. */
export type InboxCode = InboxItem['code'];

/** Something that somebody has to do, or to know of; `code` tells what else it carries. */
export type InboxItem = ClientItem | StandingIn | InPool;

/** The same about one client. */
export type ClientItem = InboxHead &
  (
    | (AboutOffer & { readonly code: 'OFFERED_TO_ME' | 'OFFERED_TO_ROLE' })
    /** A handoff that is the employee's to decide on, by a role of theirs. */
    | (AboutOffer & { readonly code: 'ESCALATED_TO_ME'; readonly cause: Escalation['cause'] })
    /** An offer of the employee's own that is not answered yet. */
    | (AboutOffer & { readonly code: 'OFFER_WAITS'; readonly escalatedTo?: string })
    /** An offer of the employee's own that nobody answered: it is theirs to say what now. */
    | { readonly code: 'OFFER_LAPSED'; readonly role: string; readonly transfer: string }
    /** An offer of the employee's own that was rejected, for one of the handoff's reasons. */
    | {
        readonly code: 'OFFER_REJECTED';
        readonly role: string;
        readonly transfer: string;
        readonly reason: string;
      }
    /** Time will take the client from them, unless they do what the transfer asks for. */
    | { readonly code: 'RELEASE_AHEAD'; readonly role: string; readonly transfer: string }
    /** The first two-way contact after an accepted handoff. */
    | { readonly code: 'FIRST_CONTACT'; readonly role: string; readonly transfer: string }
    /** A plan gave the client to the holder, who has not spoken with it since. */
    | { readonly code: 'INTRODUCTION'; readonly role: string; readonly planId: string }
    /** The time of active selling before a decision has come. */
    | {
        readonly code: 'WINDOW_OPEN';
        readonly windowId: string;
        readonly category: string;
        readonly since: Instant;
      }
    /**
     * What the client owes comes to more than its credit limit, or its group's, and orders wait. It is
     * `toLift` for whoever may lift the hold, `waits` for whoever holds the client.
     */
    | {
        readonly code: 'ORDER_HELD';
        readonly status: 'toLift' | 'waits';
        readonly hold: string;
        /** The order that came to more; absent where somebody placed the hold for a reason of their own. */
        readonly orderId?: string;
      }
    /** The client has not bought as its rhythm, or the rule, says. */
    | { readonly code: 'OVERDUE'; readonly status: 'overdue' | 'dormant'; readonly since: Instant }
  );

/** Somebody for whom the employee stands in, whatever there is to do for their clients. */
export interface StandingIn {
  readonly code: 'STANDING_IN';
  readonly employeeId: string;
  /** How many of their clients are in hand. */
  readonly clients: number;
  /** All purchases of these clients, in the blueprint's currency. */
  readonly value: Money;
  /** The first day on which standing in ends for one of them; absent where none is known. */
  readonly deadline?: Instant;
  readonly insteadOf: string;
  readonly clientId?: undefined;
}

/** A pool that the employee may take clients from: these wait for somebody to answer for them. */
export interface InPool {
  readonly code: 'IN_POOL';
  /** The role that is missing, after which the pool is named. */
  readonly pool: string;
  /** How many clients wait; counted up to 1,000. */
  readonly clients: number;
  /** Since when the first of them waits. */
  readonly since: Instant;
  /** All purchases of these clients, in the blueprint's currency. */
  readonly value: Money;
  readonly deadline?: undefined;
  readonly insteadOf?: undefined;
  readonly clientId?: undefined;
}

/** What every item of an inbox says. */
export interface InboxHead {
  readonly clientId: string;
  /**
   * The deadline: the end of an offer's time or of standing in, a day of decision, the next cadence limit.
   * Since when, for what was escalated or is held. Absent where there is none.
   */
  readonly deadline?: Instant;
  /** All purchases of the client, in the blueprint's currency. */
  readonly value: Money;
  /** For whom the employee stands in with it; absent where it is their own. */
  readonly insteadOf?: string;
}

/** What an item about an offered handoff says. */
export interface AboutOffer {
  readonly transfer: string;
  /** Whom the client is offered by, and to; without an employee, nobody in person. */
  readonly from: Party;
  readonly to: Party;
  /** Absent where the receiver has time for the client, or nobody in person is meant. */
  readonly overload?: Overload;
}

/** Somebody who would have more to do than they can, were they to take an offered client. */
export interface Overload {
  readonly employeeId: string;
  /** Hours a month that all their clients would take, this one among them. */
  readonly hours: number;
  /** Hours a month that they have, in the role to which it is offered. */
  readonly capacity: number;
}

/** One side of a handoff: a role, and an employee where one is meant. */
export interface Party {
  readonly role: string;
  readonly employeeId?: string;
}
