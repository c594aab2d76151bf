import { dayOf } from '../../time/calendar-day.ts';
import type { Instant } from '../../time/instant.ts';
import { type PlanTerm, termAt } from '../plan/plan-schedule.ts';
import type { StaffDays } from '../staff/staff-days.ts';
import {
  type ClosedPeriod,
  type ClosingOutcome,
  type ClosingRefusal,
  type ClosingScope,
  closedPeriod,
} from './closing.ts';
import { calendarSpan, lastMoment, monthsFrom, type NamedSpan, type Span } from './span.ts';

/** Which month of whom is closed, as known when, after which ones. */
export interface PeriodToClose {
  readonly employee: string;
  readonly period: string;
  readonly knownAt: Instant;
  readonly closed: readonly ClosedPeriod[];
}

/** What a closing is made from, whether it comes from the log or from kept credits. */
export interface ClosingSource extends Pick<ClosingScope, 'facts' | 'statementOf'> {
  readonly staff: Pick<StaffDays, 'staff' | 'daysOf'>;
  readonly terms: readonly PlanTerm[];
  readonly timeZone: string;
}

/** Closes a month, or says why it cannot be closed. */
export function closePeriod(
  { employee, period, knownAt, closed: earlier }: PeriodToClose,
  { staff, facts, terms, timeZone, statementOf }: ClosingSource,
): ClosingOutcome {
  const monthOf = (name: string) => calendarSpan(`${name}-01`, 'month', timeZone);
  const refusal = refusalOf(employee, earlier, knownAt, monthOf(period), staff);
  if (refusal) return { ok: false, refusal };
  const last = earlier.at(-1)?.period;
  const between = last === undefined ? [] : monthsFrom(last, period).slice(1, -1);
  const missing = between.find((one) => statementOf(one).lines.length > 0);
  if (missing) return { ok: false, refusal: { code: 'PERIOD_LEFT_OUT', missing } };
  const employmentIn = (month: Span) =>
    staff.daysOf(employee, month).findLast((day) => day.employment)?.employment;
  const closed = closedPeriod(statementOf(period), earlier, {
    facts,
    planOf: (one) => {
      const month = monthOf(one);
      return termAt(terms, employmentIn(month)?.roles ?? [], lastMoment(month.to))?.plan;
    },
    monthOf: (one, plan) => {
      const hired = employmentIn(monthOf(one))?.hiredAt;
      const since = hired === undefined ? plan.from : dayOf(hired, timeZone);
      return monthsBetween(since > plan.from ? since : plan.from, one) + 1;
    },
    statementOf,
  });
  return { ok: true, closed };
}

/** Why a month cannot be closed, whatever it comes to; undefined where it can. */
function refusalOf(
  employeeId: string,
  earlier: readonly ClosedPeriod[],
  knownAt: Instant,
  { name: period, to: endsAt }: NamedSpan,
  { staff }: Pick<StaffDays, 'staff'>,
): ClosingRefusal | undefined {
  const other = earlier.find((closed) => closed.employeeId !== employeeId);
  const last = earlier.at(-1);
  if (other) return { code: 'CLOSED_FOR_ANOTHER', employeeId: other.employeeId };
  const isOut = earlier.findIndex((closed, i) => closed.period <= (earlier[i - 1]?.period ?? ''));
  const [after, behind] = [earlier[isOut - 1]?.period, earlier[isOut]?.period];
  if (after !== undefined && behind !== undefined)
    return { code: 'CLOSED_OUT_OF_ORDER', period: behind, after };
  if (last && last.period >= period) return { code: 'PERIOD_CLOSED', last: last.period };
  if (knownAt < endsAt) return { code: 'PERIOD_NOT_OVER', endsAt };
  if (last && knownAt < last.knownAt) return { code: 'KNOWN_BEFORE', knownAt: last.knownAt };
  return staff.has(employeeId) ? undefined : { code: 'UNKNOWN_EMPLOYEE', employeeId };
}

/** Months from the one of a day to another. */
function monthsBetween(day: string, month: string): number {
  const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return count(month) - count(day);
}
