import type { Instant } from '../../time/instant.ts';
import type { CreditTrigger } from '../plan/credit-rule.ts';

/** A component of a version of a plan. */
export interface PayRule {
  readonly plan: string;
  readonly version: number;
  readonly component: string;
}

/** Why somebody has a credit: who they were to the client, as of the event. */
export interface CreditTitle {
  /** The role, or `sender` and `receiver` of a handoff. */
  readonly as: string;
  /** The card on which the client was led then. */
  readonly clientId: string;
  /** Since when they held the client. */
  readonly since?: Instant;
  /** The plan of redistribution whose grace it is. */
  readonly graceOf?: string;
  /** When their custody ended; what they have of the share tapers since. */
  readonly until?: Instant;
}

/** What somebody is credited with for one event. */
export interface Credit {
  readonly rule: PayRule;
  readonly employeeId: string;
  readonly on: CreditTrigger;
  /** When it happened: that decides on period, custody and version. */
  readonly at: Instant;
  readonly eventId: string;
  /** Every event that it rests on, what took from it among them. */
  readonly because: readonly string[];
  readonly clientId: string;
  readonly orderId?: string;
  /** 0 where it was taken back since. Minor units; of what has no amount 0. */
  readonly amount: number;
  /** Where that is a part only: what the whole comes to. */
  readonly of?: number;
  /** Of an order in another currency: what that is there, in its minor units, and the order's rate. */
  readonly converted?: { readonly amount: number; readonly currency: string; readonly rate: string };
  /** How many it counts as, as an exact text: its share, or 0 where it was taken back. */
  readonly count: string;
  /** Percent, as exact texts. */
  readonly share: string;
  readonly tail?: string;
  readonly title: CreditTitle;
}

/** Why nobody is credited. */
export type UncreditedReason =
  | 'NO_HOLDER'
  /** Whoever it would be was not employed then, or is not on the plan. */
  | 'NOT_ON_PLAN'
  | 'CONDITION_UNKNOWN'
  /** The order has no total, or one in another currency without a rate. */
  | 'NO_AMOUNT';

/** What nobody is credited with, and why. */
export interface Uncredited {
  readonly rule: PayRule;
  readonly code: UncreditedReason;
  readonly on: CreditTrigger;
  readonly at: Instant;
  readonly eventId: string;
  readonly clientId: string;
  readonly orderId?: string;
  /** Whose share it would be. */
  readonly as?: string;
  readonly employeeId?: string;
  readonly amount?: number;
}
