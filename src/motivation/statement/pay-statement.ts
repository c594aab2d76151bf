import type { Explanation } from '../../conditions/explanation.ts';
import type { Instant } from '../../time/instant.ts';
import type { Credit, PayRule } from '../credits/credit.ts';

/** What somebody's work of a month comes to, as was known at a moment. Minor units. */
export interface PayStatement {
  readonly employeeId: string;
  /** `YYYY-MM`, a month of the department's calendar. */
  readonly period: string;
  readonly knownAt: Instant;
  readonly currency: string;
  readonly lines: readonly PayLine[];
  readonly salary: number;
  readonly variable: number;
  /** The sum of the lines. */
  readonly total: number;
}

/** What a line is for, and what it comes to. */
export type PayLine = SalaryLine | ComponentLine;

/** Salary for days with one grade under one version. */
export interface SalaryLine {
  readonly kind: 'salary';
  readonly rule: Omit<PayRule, 'component'>;
  readonly grade?: string;
  /** For a whole month. */
  readonly monthly: number;
  /** First and last day, how many of them are paid, and of how many in the month. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly of: number;
  readonly amount: number;
  /** The events that made the employee who they were. */
  readonly because: readonly string[];
}

/** Why a component pays nothing, whatever was credited. */
export type UnpaidReason = 'GATE' | 'NO_QUOTA' | 'NOTHING_TO_COMPARE';

/** Variable pay by one component. Exact numbers are texts. */
export interface ComponentLine {
  readonly kind: 'component';
  readonly rule: PayRule;
  /** What is measured: from when until when. */
  readonly from: Instant;
  readonly to: Instant;
  readonly measure: string;
  /** Of a ratio: how many there were in all. */
  readonly of?: string;
  readonly quota?: string;
  /** Percent of the quota. */
  readonly attainment?: string;
  readonly tiers: readonly TierLine[];
  readonly gate?: Explanation;
  readonly unpaid?: UnpaidReason;
  readonly limitedBy?: 'floor' | 'cap';
  /** What the tiers come to with the weight, before floor, cap and rounding. */
  readonly earned: string;
  /** Of a cumulative component: what it came to by the months before. */
  readonly before?: number;
  readonly credits: readonly Credit[];
  readonly amount: number;
  readonly because: readonly string[];
}

/** What one tier pays for. */
export interface TierLine {
  /** In the measure's unit. */
  readonly from: string;
  readonly of: string;
  /** As the plan says it; interpolated. */
  readonly pays: string;
  readonly earned: string;
  /** Of a deal by itself. */
  readonly eventId?: string;
}
