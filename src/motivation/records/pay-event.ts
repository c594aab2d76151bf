import type { Instant } from '../../time/instant.ts';

/** What every event of a closed month says. No text of a person is among it. */
export interface PayEventHead {
  /** `@@payStatement/statementId#n`, where n is the revision after the event. */
  readonly id: string;
  readonly statementId: string;
  /** Whose month, and which. Not called as of an employee's own events, which say it of theirs. */
  readonly whose: string;
  readonly period: string;
  readonly happenedAt: Instant;
  readonly recordedAt: Instant;
  readonly by: string;
  readonly commandId?: string;
}

/** What each event of a closed month carries beside. Minor units. */
export interface PayEventPayloads {
  /** The position of the log up to which it was known, and the digest of what was closed. */
  statementClosed: { knownTo: number; digest: string; total: number; paid: number; owed: number };
  /** By the closing of a later month; the closed statement is as it was. */
  statementRestated: { knownTo: number; digest: string; revision: number; difference: number };
  /** To a line of the statement, counted from 0. */
  objectionOpened: { objectionId: string; line: number };
  objectionAnswered: { objectionId: string };
  objectionClosed: { objectionId: string; outcome: ObjectionOutcome };
}

/** How an objection ended. */
export type ObjectionOutcome = 'upheld' | 'declined' | 'withdrawn';
/** The type of an event of a closed month. */
export type PayEventType = keyof PayEventPayloads;

/** One event of a closed month of type `T`, or of any type. */
export type PayEvent<T extends PayEventType = PayEventType> = {
  [K in T]: PayEventHead & { readonly type: K } & Readonly<PayEventPayloads[K]>;
}[T];
