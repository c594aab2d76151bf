import type { Instant } from '../time/instant.ts';

/**
 * A handoff in progress: its own small machine beside the client's state.
 * `offered -> accepted | rejected | escalated | withdrawn`; the sender stays responsible until acceptance.
 */
export interface Handoff {
  /** The blueprint's transfer that this handoff carries out. */
  readonly transfer: string;
  /** Whoever holds the client by now in the role that offered it; without an employee, nobody does. */
  readonly from: { readonly role: string; readonly employeeId?: string };
  /** Without an employee, anyone of the role may accept. */
  readonly to: { readonly role: string; readonly employeeId?: string };
  readonly offeredAt: Instant;
  readonly expiresAt: Instant;
  /** Why it was offered, where the transfer has reasons: one of them. */
  readonly reason?: string;
  /** An escalated handoff is decided by this role; it never lapses into acceptance. */
  readonly escalated?: Escalation;
}

/**
 * Whose decision it waits for. The role it was escalated to, else the employee, or the role, that it is for.
 */
export function decidedBy({ escalated, to }: Handoff): string {
  return escalated?.to ?? to.employeeId ?? to.role;
}

/** Why a handoff was taken out of the receiver's hands, and which role decides on it now. */
export interface Escalation {
  readonly to: string;
  readonly cause: 'expired' | 'rejectedTwice' | 'returnedTwice';
  readonly at: Instant;
  /** What is undecided then is withdrawn. Absent where it waits forever. */
  readonly decideBy?: Instant;
}

/** What is remembered of earlier handoffs. */
export interface HandoffHistory {
  readonly offered: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly expired: number;
  /** Offers that nobody decided on until they were withdrawn; absent where there was none. */
  readonly lapses?: number;
  /** Rejections of each transfer since it was last accepted, as long as they count. */
  readonly rejections: Readonly<Record<string, number>>;
  /**
   * Until when they count, by transfer. Those that say no date, from before dates were kept, count until
   * acceptance.
   */
  readonly rejectedUntil?: Readonly<Record<string, Instant>>;
  /**
   * By receiving role, the acceptance by which its present holder has the client. They can give it back, and
   * may owe a first contact on it. It goes when their custody ends or passes to somebody else.
   */
  readonly received: Readonly<Record<string, AcceptedHandoff>>;
  /** When a handoff was last accepted, whatever has become of it. */
  readonly lastAcceptedAt?: Instant;
  /**
   * The last offer, where nobody answered it until it was withdrawn, or where it was rejected for the reason.
   * Goes with the next one, or once somebody else decides on it.
   */
  readonly lapsed?: {
    readonly transfer: string;
    readonly from: Handoff['from'];
    readonly at: Instant;
    readonly reason?: string;
  };
}

/** A handoff that was accepted: who gave the client to whom, and by when they are to speak. */
export interface AcceptedHandoff {
  readonly transfer: string;
  readonly from: Handoff['from'];
  readonly to: { readonly role: string; readonly employeeId: string };
  readonly acceptedAt: Instant;
  /** The receiver's first two-way contact is due by then. */
  readonly firstContactBy?: Instant;
  /** The receiver's custody ends then. */
  readonly endsAt?: Instant;
}
