import type { Money } from '../conditions/fact-schema.ts';
import type { Handoff, HandoffHistory } from '../handoff/handoff.ts';
import type { Duration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { Cause } from './cause.ts';
import type { OrderBook } from './order-book.ts';

/**
 * The state of one client: plain JSON, the fold of the client's events and nothing else.
 *
 * Four axes are kept apart: the life-cycle `state`, `custody` (who holds the client in which role), the
 * `handoff` in progress, and `holds`. It stays bounded however long the client lives: what is older than the
 * order book keeps is in the log.
 */
export interface Client {
  readonly id: string;
  /** How many events the client has seen; the expected revision of the next commit. */
  readonly revision: number;
  readonly source: string;
  /**
   * The version of the blueprint that the client is on; absent where it was registered before versions were
   * kept.
   */
  readonly blueprintVersion?: number;
  readonly registeredAt: Instant;
  /** When the latest event was recorded. */
  readonly decidedAt: Instant;

  readonly state: string;
  readonly stateSince: Instant;
  /** Wake date of a deferred client; belongs to the present state. */
  readonly wakeAt?: Instant;
  /**
   * Deadlines of this state that came while their transfer's condition did not hold, by transfer. They are
   * tried with every event and no longer fall due. By `!` and a transfer, the deadline that notice was given
   * of.
   */
  readonly passed?: Readonly<Record<string, Instant>>;
  /**
   * When an override last put the client somewhere. Silence is counted from there until the next purchase,
   * and what was due in that state before moves it no more.
   */
  readonly clockFrom?: Instant;

  /** Role to holder. A role without an entry has no holder. */
  readonly custody: Readonly<Record<string, Custody>>;
  /**
   * How often custody in a role ended, by role: it passed to somebody else, or to nobody. What was undone
   * does not count. Absent in snapshots from before it was kept, until `reproject`.
   */
  readonly custodyChanges?: Readonly<Record<string, number>>;
  /** Moves by plans of redistribution, newest last, at most 20; undone ones do not count. */
  readonly moves?: readonly PastMove[];
  /** Set whenever the state's responsible role has no holder: the client is never simply nobody's. */
  readonly pool?: Pool;

  readonly handoff?: Handoff;
  readonly handoffs: HandoffHistory;

  readonly holds: Readonly<Record<string, Hold>>;
  /** Past spans in which no cadence clock ran, newest last, at most 50. */
  readonly pauses: readonly Pause[];

  readonly facts: Readonly<Record<string, LearnedFact>>;
  readonly people: Readonly<Record<string, Person>>;
  readonly windows: Readonly<Record<string, DecisionWindow>>;
  readonly contacts: ContactSummary;
  readonly orders: OrderBook;

  /** Set on a duplicate that was merged away. */
  readonly mergedInto?: {
    readonly clientId: string;
    /** How it stood, who held it and on what acceptance, for undoing the merge. */
    readonly stood: Pick<
      Client,
      'state' | 'stateSince' | 'wakeAt' | 'passed' | 'custody' | 'custodyChanges' | 'pool'
    > &
      Pick<HandoffHistory, 'received'>;
  };
  /** Duplicates that were merged into this client. */
  readonly merged: readonly Merge[];
}

/** The most people, and decision windows, that are recorded of one client. It keeps the snapshot small. */
export const KEPT_PEOPLE = 200;
export const KEPT_WINDOWS = 200;

/** At most this many past clock pauses are kept on a snapshot. */
export const KEPT_PAUSES = 50;

/** A duplicate that was merged into the client, as far as undoing the merge needs to know. */
export interface Merge {
  readonly duplicateId: string;
  readonly eventId: string;
  /** Role to employee: custody that came with the duplicate. */
  readonly holders: Readonly<Record<string, string>>;
  /** Who held the client before, and so may get it back. Absent in merges from before that was kept. */
  readonly staff?: readonly string[];
}

/** Who holds the client in a role. */
export interface Custody {
  readonly employeeId: string;
  readonly since: Instant;
  /** Stands in for the holder; is not the owner. */
  readonly deputy?: CustodyDeputy;
  /** The plan of redistribution that brought the client here. */
  readonly move?: CustodyMove;
}

/** Who stands in for the holder of one client, and until when, if an end is known. */
export interface CustodyDeputy extends NextDeputy {
  readonly since: Instant;
  /**
   * Those who were named before and whose days last longer: the first of them stands in next. Absent where
   * there is none.
   */
  readonly followedBy?: readonly NextDeputy[];
}

/** A deputy whose days are not over when those of the present one are. */
export interface NextDeputy {
  readonly employeeId: string;
  readonly until?: Instant;
}

/** Why a plan gave the client to its holder, and what is owed until when. */
export interface CustodyMove {
  readonly planId: string;
  readonly cause?: Cause;
  /** Instead of a cause, in snapshots from before there were codes. */
  readonly why?: string;
  /** The holder is to be introduced to the client by then. */
  readonly introduceBy?: Instant;
  /** The former holder, credited until then. */
  readonly grace?: { readonly employeeId: string; readonly until: Instant };
}

/** A move by a plan of redistribution, as a later plan needs to know of it. */
export interface PastMove {
  readonly role: string;
  readonly planId: string;
  readonly at: Instant;
}

/** At most this many past moves are kept on a snapshot. */
export const KEPT_MOVES = 20;

/** The named place of a client whose responsible role nobody holds. */
export interface Pool {
  /** The role that is missing; pools are named after roles. */
  readonly name: string;
  readonly cause?: Cause;
  /** Instead of a cause, in snapshots from before there were codes: see `causeOf`. */
  readonly reason?: string;
  /** Since when nobody has held it in the role. The cause may be of a later move between its states. */
  readonly since: Instant;
}

/** A hold in place, with its reason and its end, if one is known. */
export interface Hold {
  readonly reason: string;
  readonly since: Instant;
  readonly by: string;
  readonly until?: Instant;
  /** Whether the cadence clock stands still while the hold lasts (our own fault, not churn). */
  readonly stopsClock: boolean;
  /** From then on the hold lasts too long: the clock runs again, and somebody is to review it. */
  readonly reviewAt?: Instant;
  /** It was reported to whoever is to review it. */
  readonly isReviewed?: true;
}

/** A span in which no cadence clock ran. */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * A value of one of the blueprint's own facts, with where it came from. `value: null` says that it is not
 * known any more.
 */
export interface LearnedFact {
  readonly value: number | string | boolean | Money | readonly string[] | null;
  readonly source: string;
  /** When it was true, which decides between two reports; not when it was recorded. */
  readonly at: Instant;
}

/** Someone on the client's side. */
export interface Person {
  readonly name: string;
  readonly part: 'decisionMaker' | 'influencer' | 'user' | 'gatekeeper';
  /** Whether we can speak with this person. */
  readonly reachable: boolean;
  readonly at: Instant;
}

/** The moment at which the client decides on switching to or adding a product of a category. */
export interface DecisionWindow {
  readonly category: string;
  /** The decision's next moment. */
  readonly at: Instant;
  /** A recurring window rolls on by this after each decision: `at` is `first` plus `round` times `every`. */
  readonly every?: Duration;
  readonly first: Instant;
  readonly round: number;
  /** When this date became known; an older report does not replace it. */
  readonly reportedAt: Instant;
  /** A window that happens once keeps its outcome; a recurring one is `expected` again. */
  readonly status: 'expected' | 'won' | 'missed';
  readonly won: number;
  readonly missed: number;
  /** The role whose deal it is, where not the responsible one's. */
  readonly role?: string;
  /** For which moment notice was given that it is near. */
  readonly noticed?: Instant;
}

/** How many contacts there were with the client, how many of them two-way, and the latest of each. */
export interface ContactSummary {
  readonly count: number;
  readonly lastAt?: Instant;
  readonly twoWay: number;
  readonly lastTwoWayAt?: Instant;
  /**
   * For whom the latest two-way contacts count, once there was one that counts for somebody in particular.
   */
  readonly counted?: CountedContacts;
}

/**
 * The latest two-way contact that counts for whoever holds the client. Also the latest by employee, of the
 * last 20 who had one.
 */
export interface CountedContacts {
  readonly forAll?: Instant;
  readonly by: Readonly<Record<string, Instant>>;
}
