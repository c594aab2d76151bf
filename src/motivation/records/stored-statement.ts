import type { Instant } from '../../time/instant.ts';
import type { ClosedPeriod } from '../statement/closing.ts';
import type { PayStatement } from '../statement/pay-statement.ts';
import type { ObjectionOutcome } from './pay-event.ts';

/** A closed month as it is kept. `closed` is never altered; what comes later stands beside it. */
export interface StoredStatement {
  readonly statementId: string;
  readonly employeeId: string;
  readonly period: string;
  readonly by: string;
  /** The position of the log up to which it was known. */
  readonly position: number;
  /** Over figures, terms, events, times and custody, never over words. */
  readonly digest: string;
  readonly closed: ClosedPeriod;
  readonly restated: readonly Restatement[];
  readonly objections: readonly Objection[];
}

/** A revision beside the closed statement. */
export interface Restatement {
  readonly revision: number;
  readonly by: string;
  readonly position: number;
  readonly digest: string;
  readonly statement: PayStatement;
  readonly difference: number;
}

/** What somebody has against a line. */
export interface Objection {
  readonly objectionId: string;
  /** Of the closed statement, counted from 0. */
  readonly line: number;
  readonly by: string;
  readonly at: Instant;
  readonly text: string;
  readonly status: 'open' | 'answered' | 'closed';
  readonly answers: readonly ObjectionAnswer[];
  readonly outcome?: ObjectionOutcome;
}

/** What was said to an objection, the closing words among it. */
export interface ObjectionAnswer {
  readonly by: string;
  readonly at: Instant;
  readonly text: string;
}
