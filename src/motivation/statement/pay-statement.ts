import type { Explanation } from '../../conditions/explanation.ts';
import type { Instant } from '../../time/instant.ts';
import type { Credit, PayRule } from '../credits/credit.ts';
import type { CreditTrigger } from '../plan/credit-rule.ts';
import type { PayComponent, PayPlan, PayRate } from '../plan/pay-plan.ts';
import type { QuotaPart } from '../staff/employed-days.ts';

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
  readonly terms: Pick<LineTerms, 'currency' | 'rounding'> & Pick<NonNullable<PayPlan['salary']>, 'prorate'>;
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
  readonly terms: LineTerms;
  /** What is measured: from when until when. */
  readonly from: Instant;
  readonly to: Instant;
  readonly measure: string;
  /** Of a ratio: how many there were in all. */
  readonly of?: string;
  readonly quota?: string;
  /** By which days it comes about, where not the same is asked of all. */
  readonly quotaParts?: readonly QuotaPart[];
  /** Percent of the quota. */
  readonly attainment?: string;
  /** Of a rate that pays percent of it: the salary of the span. */
  readonly salary?: number;
  /** Of deals by themselves none: theirs stand with each of them. */
  readonly tiers: readonly TierLine[];
  /** Of deals by themselves: what each credit earns, in their order. */
  readonly deals?: readonly DealLine[];
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

/**
 * What the plan said of a component. It stands with the line, so that the line can be read and computed again
 * when nobody has that version of the plan any more.
 */
export interface LineTerms extends Pick<PayPlan, 'currency' | 'rounding'> {
  readonly on: CreditTrigger;
  readonly measure: PayComponent['measure']['kind'];
  readonly per: PayComponent['measure']['per'];
  readonly rate: Pick<PayRate, 'kind' | 'by' | 'pays'>;
  /** Percent, as an exact text. */
  readonly weight: string;
  readonly floor?: number;
  readonly cap?: number;
  /** Percent of a tax that was taken off the amounts, as an exact text. */
  readonly vat?: string;
}

/** What a deal by itself earns. */
export interface DealLine {
  readonly eventId: string;
  readonly tiers: readonly TierLine[];
  /** With the weight, before floor, cap and rounding. */
  readonly earned: string;
  readonly limitedBy?: 'floor' | 'cap';
}

/** What one tier pays for. */
export interface TierLine {
  /** In the measure's unit. */
  readonly from: string;
  readonly of: string;
  /** As the plan says it; interpolated. */
  readonly pays: string;
  readonly earned: string;
}
