import type { Money } from '../conditions/fact-schema.ts';
import type { AcceptedHandoff, Escalation, Handoff } from '../handoff/handoff.ts';
import type { Duration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { Away } from './away.ts';
import type { Cause } from './cause.ts';
import type {
  Client,
  Custody,
  CustodyDeputy,
  LearnedFact,
  NextDeputy,
  PastMove,
  Person,
  Pool,
} from './client.ts';
import type { Brought } from './merge/laws-of-union.ts';
import type { Standing } from './merge/standing.ts';
import type { UnmergeConflict } from './merge/unmerge-conflict.ts';
import type { EndedOffer, MigratedParts, RestoredParts } from './migrated-parts.ts';
import type { OpeningBalance } from './onboarding/opening-balance.ts';
import type { OrderLine, RecordedOrder } from './order-book.ts';
import type { MoneyKind } from './order-money.ts';

/** What every event says: which, whose, when, by whom. */
export interface EventHead {
  /**
   * `clientId#n`, where n is the client's revision after the event: unique per tenant and the same on every
   * replay.
   */
  readonly id: string;
  readonly clientId: string;
  /** When it happened in the world. */
  readonly happenedAt: Instant;
  /** When it was recorded; never before an earlier event of the same client. */
  readonly recordedAt: Instant;
  /** Who did it: an employee, a service, or `system` for what time alone brought about. */
  readonly by: string;
  readonly commandId?: string;
  /**
   * It is part of an opening balance, or came of it. Another system knew it before, so it is no news for
   * whoever follows the log.
   */
  readonly opening?: true;
}

/** The payloads by event type: all that a fold needs, so that evolving needs no blueprint. */
export interface EventPayloads {
  clientRegistered: { source: string; state: string; blueprintVersion?: number };
  /** Instead of `clientRegistered`, the first event of a client that moved in from another system. */
  clientOnboarded: { source: string; blueprintVersion?: number } & OpeningBalance;
  contactRecorded: {
    channel: string;
    twoWay: boolean;
    personId?: string;
    note?: string;
    /** The employee who had it, where that is known. */
    performedBy?: string;
    /**
     * For whom it counts as theirs: who had it, and whom they stood in for. Absent where it counts for
     * whoever holds the client.
     */
    countsFor?: readonly string[];
  };
  factsLearned: { facts: Record<string, LearnedFact> };
  personRecorded: { personId: string; person: Omit<Person, 'at'> };
  windowRecorded: {
    windowId: string;
    category: string;
    at: Instant;
    every?: Duration;
    /** Where the recurring window began, and which round `at` is, if not the first. */
    since?: { first: Instant; round: number };
    /** The role whose deal it is; `null`: the responsible one's. */
    role?: string | null;
  };
  /** Of a window that recurs: its next moment, and which round that is. */
  windowWon: { windowId: string; at: Instant; next?: Instant; round?: number; reason?: string };
  windowMissed: { windowId: string; at: Instant; next?: Instant; round?: number; reason?: string };
  orderRecorded: { order: RecordedOrder };
  orderShipped: { orderId: string };
  orderPaid: { orderId: string };
  orderCancelled: { orderId: string; reason?: string };
  orderReturned: { orderId: string; reason?: string };
  /**
   * What happened to an order's money. `rate` is what a unit of the currency was worth in the blueprint's,
   * `lines` what it was for.
   */
  moneyRecorded: {
    orderId: string;
    /** Whoever records it names it: the same one counts once. */
    recordId: string;
    kind: MoneyKind;
    amount: Money;
    rate?: string;
    lines?: readonly OrderLine[];
    reason?: string;
  };

  stateChanged: {
    from: string;
    to: string;
    /** The blueprint's transfer; absent for an override, a merge or its undoing. */
    transfer?: string;
    cause:
      | 'person'
      | 'event'
      | 'time'
      | 'handoff'
      | 'rejection'
      | 'return'
      | 'override'
      | 'merge'
      | 'unmerge';
    reason?: string;
    wakeAt?: Instant;
    /** Of an override: the client has its whole time from here on. Absent in logs from before it had. */
    restartsClock?: true;
  };
  /** A deadline came and its transfer did not: said in the log, tried again with the client's next event. */
  deadlinePassed: { transfer: string; dueAt: Instant };
  /**
   * Somebody, or a role, is told something in advance. A transfer comes at `dueAt` unless something is done,
   * the client decides on a category then, or a hold has lasted until its review.
   */
  noticeGiven: {
    transfer?: string;
    hold?: string;
    windowId?: string;
    category?: string;
    to: string;
    dueAt: Instant;
  };

  holderAssigned: {
    role: string;
    employeeId: string;
    from?: string;
    reason?: string;
    cause?: Cause;
    /** Custody that came with a merged duplicate, as it stood there. */
    came?: { duplicateId: string; custody: Custody; received?: AcceptedHandoff };
    /** The one who is given the client is away at that moment. */
    away?: Away;
  };
  holderReleased: { role: string; employeeId: string; reason?: string; cause?: Cause };
  /**
   * A plan of redistribution moved the client, or was undone: then `to` is custody as before the plan. `null`
   * is nobody.
   */
  clientReassigned: {
    role: string;
    planId: string;
    /** `why`, a text, in logs from before there were codes. */
    cause?: Cause;
    why?: string;
    from: Custody | null;
    to: Custody | null;
    undone?: true;
    /** The acceptance on which `to` had the client before: theirs again. */
    received?: AcceptedHandoff;
    /** Of an undone move out of the pool: the pool as it was. */
    pool?: Pool;
    /** Of an undone move: the past move that it had pushed off the snapshot. */
    oldestMove?: PastMove;
  };
  /**
   * `since` where the client has waited in this pool for longer, while it was moved. `reason`, a text, before
   * there were codes.
   */
  clientPooled: { pool: string; cause?: Cause; reason?: string; since?: Instant };
  /** `followedBy`: those who were named before and whose days last longer. */
  deputySet: { role: string; employeeId: string; until?: Instant; followedBy?: readonly NextDeputy[] };
  /**
   * `next` stands in from then on, as their days are not over. Or they go on, where the deputy who was
   * cleared was to stand in later.
   */
  deputyCleared: { role: string; employeeId: string; next?: Omit<CustodyDeputy, 'since'> };

  /**
   * `away`: the one to whom it is offered is away at that moment. `cause`: its receiver was picked by the
   * rules of assignment, on these figures.
   */
  handoffOffered: { handoff: Handoff; away?: Away; cause?: Cause };
  /**
   * `away`: the one who receives it is away at that moment; a deputy accepted, or somebody gave it to them.
   * `inTime`: told late; the offer had expired in the log, and had not when this happened.
   */
  handoffAccepted: { accepted: AcceptedHandoff; away?: Away; inTime?: true };
  /**
   * `countsUntil`: a rejection of the same handoff by then is the second one. `inTime`: as of an acceptance.
   */
  handoffRejected: {
    transfer: string;
    reason: string;
    fixable: boolean;
    note?: string;
    countsUntil?: Instant;
    inTime?: true;
  };
  /** Custody has moved while the offer is open: this is its sender from now on. */
  handoffSenderChanged: { transfer: string; from: Handoff['from'] };
  /**
   * Carries the handoff again: one that was rejected, or given back, is open again, before whom it was
   * escalated to.
   */
  handoffEscalated: { handoff: Handoff & { readonly escalated: Escalation } };
  handoffWithdrawn: { transfer: string; reason?: string; cause?: Cause };
  /**
   * A contact, an order or a hold that was told late would have prevented a release. The client is again as
   * it was before it.
   */
  releaseUndone: {
    transfer: string;
    stands: Standing;
    /** The order that was recorded late, or the hold that was told late, where it was no contact. */
    orderId?: string;
    hold?: string;
  };
  clientReturned: { transfer: string; reason: string; note?: string };
  firstContactMissed: { transfer: string; role: string; employeeId: string; dueAt: Instant };

  holdPlaced: { hold: string; reason: string; until?: Instant; stopsClock: boolean; reviewAt?: Instant };
  holdReleased: { hold: string; reason?: string; cause?: Cause };

  /** On the surviving client: everything the duplicate brings along. Custody follows in events of its own. */
  duplicateMerged: {
    duplicateId: string;
    /** Merges from before there were laws of union brought the first five parts only. */
    brought: Pick<Client, 'orders' | 'contacts' | 'facts' | 'people' | 'windows'> & Brought;
    /** Facts that differ on both cards, or are on the duplicate's alone: whose value counts from now on. */
    taken?: readonly string[];
    /** The others that differ: the survivor keeps its own. */
    kept?: readonly string[];
    /** Orders that the duplicate has under one id, but placed or priced otherwise: the survivor's count. */
    keptOrders?: readonly string[];
    /** Role to employee: the custody that the survivor took over in such a merge. */
    holders: Record<string, string>;
    /** In whose hands the survivor was until then. */
    staff?: readonly string[];
  };
  /** The survivor without what came by the merge. */
  duplicateUnmerged: {
    duplicateId: string;
    mergeEventId: string;
    /**
     * Records since the merge about things of the duplicate's alone: they count there, and no longer here.
     */
    handedBack?: readonly string[];
    /** Where the client stands now, as if the merge had never been. Absent where people moved it on. */
    stands?: Standing;
    conflicts?: readonly UnmergeConflict[];
  };
  /** On the duplicate itself. */
  mergedAway: { into: string; stood: NonNullable<Client['mergedInto']>['stood'] };
  /** With the custody that is restored: of those who can still hold the client. */
  mergeUndone: { into: string; custody: Client['custody']; conflicts?: readonly UnmergeConflict[] };

  /** Moved to another version of the blueprint: the parts that differ from then on. */
  clientMigrated: { from?: number; to: number; endedOffer?: EndedOffer } & MigratedParts;
  /** Back on the version before, with the parts as they were. */
  migrationUndone: { eventId: string; from: number; to?: number } & RestoredParts;

  /**
   * An earlier record was wrong: void, or it should have been `correct`. The record itself stays in the log.
   */
  recordCorrected: {
    eventId: string;
    reason: string;
    correct?: { happenedAt: Instant; payload: Record<string, unknown> };
  };

  /**
   * Personal data were erased from everything before, which says `ERASED` now: whoever keeps copies of these
   * events reads them again. All of the client's, or those about a person of the client or about an employee.
   * Both by the ids that they have now.
   */
  personalDataErased: { personId?: string; employeeId?: string; reason?: string };
}

/** The name of an event. */
export type EventType = keyof EventPayloads;

/** One event of type `T`, or of any type. */
export type ClientEvent<T extends EventType = EventType> = {
  [K in T]: EventHead & { readonly type: K } & Readonly<EventPayloads[K]>;
}[T];
