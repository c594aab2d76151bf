import type { ClientRules } from '../../client/decision-context.ts';
import { addToDay, dayOf, startOfDay } from '../../time/calendar-day.ts';
import { type Instant, toInstant } from '../../time/instant.ts';
import { dividedBy, type Exact, exactly, exactText, percentOf, sumOf, times } from '../money/exact.ts';
import type { PayPlan, PayQuota } from '../plan/pay-plan.ts';
import { isFor, type PlanTerm, termAt } from '../plan/plan-schedule.ts';
import { lastMoment, type NamedSpan, type Span } from '../statement/span.ts';
import type { Employment, StaffMember } from './staff-as-known.ts';

/** One day of an employee. */
export interface EmployeeDay {
  readonly day: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Undefined on days on which they are not with the department. */
  readonly employment: Employment | undefined;
  readonly absentAs: readonly string[];
}

/** A day of the calendar in moments. */
export interface CalendarDay {
  readonly day: string;
  readonly from: Instant;
  readonly noon: Instant;
  readonly to: Instant;
}

/** The days of a span, which begins and ends with one. */
export function calendarDays({ from: first, to: end }: Span, timeZone: string): CalendarDay[] {
  const days: CalendarDay[] = [];
  let [day, from] = [dayOf(first, timeZone), first];
  while (from < end) {
    const next = addToDay(day, { days: 1 });
    const to = startOfDay(next, timeZone);
    days.push({ day, from, noon: toInstant((Date.parse(from) + Date.parse(to)) / 2), to });
    [day, from] = [next, to];
  }
  return days;
}

/** An employee's days. Whoever was there for a part of a day was there; absent is who was away at noon. */
export function employeeDays({ at, absences }: StaffMember, days: readonly CalendarDay[]): EmployeeDay[] {
  return days.map(({ day, from, noon, to }) => {
    const employment = at(from) ?? at(lastMoment(to));
    const absentAs = absences
      .filter((one) => one.from <= noon && (one.to === undefined || noon < one.to))
      .map(({ kind }) => kind);
    return { day, from, to, employment, absentAs };
  });
}

/** A part of a month on one salary. */
export interface SalaryPart {
  readonly plan: PayPlan;
  readonly grade: string | undefined;
  /** Minor units for the whole month. */
  readonly monthly: number;
  readonly from: string;
  /** The last day. */
  readonly to: string;
  readonly days: number;
  readonly of: number;
  readonly because: string;
}

const monthlyOf = ({ salary }: PayPlan, grade: string | undefined): number | undefined =>
  (grade === undefined ? undefined : salary?.byGrade[grade]) ?? salary?.otherwise;

/**
 * What of a month is paid by which salary, in the order of the days. Of several plans it is that of the first
 * of somebody's roles for which there is a salary.
 */
export function salaryParts(
  days: readonly EmployeeDay[],
  terms: readonly PlanTerm[],
  { calendar }: ClientRules,
): SalaryPart[] {
  const parts: SalaryPart[] = [];
  const counted = new Map<string, number>();
  const lasts = (plan: PayPlan, { from, to, employment }: EmployeeDay) =>
    plan.salary?.prorate !== 'workingDays' ||
    calendar.workingHoursBetween(from, to, employment?.roles[0]) > 0;
  for (const one of days) {
    const { employment, day, absentAs, from } = one;
    if (!employment) continue;
    const { grade, roles } = employment;
    const term = termAt(terms, roles, from, (plan) => monthlyOf(plan, grade) !== undefined);
    const monthly = term && monthlyOf(term.plan, grade);
    const { salary } = term?.plan ?? {};
    if (!term || !salary || monthly === undefined) continue;
    const { plan } = term;
    const key = JSON.stringify([plan.salary?.prorate, employment.roles[0]]);
    const of = counted.get(key) ?? days.filter((each) => lasts(plan, { ...each, employment })).length;
    counted.set(key, of);
    const isPaid =
      lasts(plan, one) && !absentAs.some((kind) => (salary.unpaid as readonly string[]).includes(kind));
    const last = parts.at(-1);
    const isSame = last && last.plan === plan && last.monthly === monthly && last.grade === grade;
    if (isSame && addToDay(last.to, { days: 1 }) === day)
      parts[parts.length - 1] = { ...last, to: day, days: last.days + Number(isPaid) };
    else
      parts.push({
        plan,
        grade,
        monthly,
        from: day,
        to: day,
        days: Number(isPaid),
        of,
        because: employment.eventId,
      });
  }
  return parts;
}

/** Days of a span on which the same is asked. */
export interface QuotaPart {
  /** First and last day, how many, and of how many in the span. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly of: number;
  /** For the whole span, as an exact text; in the months of a ramp, how many percent of it. */
  readonly amount: string;
  readonly percent?: string;
}

/** What days of a quota come to. */
export const quotaSum = (parts: readonly QuotaPart[]): Exact =>
  sumOf(
    parts.map(({ days, of, amount, percent = '100' }) =>
      dividedBy(times(percentOf(exactly(amount), exactly(percent)), exactly(days)), exactly(of)),
    ),
  );

/**
 * What an employee is asked for in a span: of the amount of the whole span a share by days. Days on which the
 * plan did not hold or they were not there do not count, nor absences where they lower it. In the months of a
 * ramp less is asked.
 */
export function quotaParts(
  quota: PayQuota,
  days: readonly EmployeeDay[],
  { name }: NamedSpan,
  {
    employeeId,
    term,
    timeZone,
  }: { readonly employeeId: string; readonly term: PlanTerm; readonly timeZone: string },
): QuotaPart[] {
  const parts: QuotaPart[] = [];
  for (const { employment, absentAs, day, from } of days) {
    if (!employment || from < term.from || from >= term.to || !isFor(term, employment.roles)) continue;
    if (quota.absence === 'lowers' && absentAs.length > 0) continue;
    const ramp = quota.ramp ?? [];
    const first = dayOf(employment.hiredAt, timeZone);
    const month = ramp.findIndex((_, i) => day < addToDay(first, { months: i + 1 }));
    const percent = ramp[month];
    const part = {
      amount: exactText(exactly(amountFor(quota, employeeId, employment.grade, name))),
      ...(percent !== undefined && { percent: exactText(exactly(percent)) }),
    };
    const last = parts.at(-1);
    const isSame = last && last.amount === part.amount && last.percent === part.percent;
    if (isSame && addToDay(last.to, { days: 1 }) === day)
      parts[parts.length - 1] = { ...last, to: day, days: last.days + 1 };
    else parts.push({ from: day, to: day, days: 1, of: days.length, ...part });
  }
  return parts;
}

/** The amount that says most: of the employee before the grade, of the period before every period. */
function amountFor({ amounts }: PayQuota, employeeId: string, grade: string | undefined, period: string) {
  const fitting = amounts.filter(
    (one) =>
      (one.employee ?? employeeId) === employeeId &&
      (one.grade ?? grade) === grade &&
      (one.period ?? period) === period,
  );
  const weight = (one: PayQuota['amounts'][number]) =>
    (one.employee !== undefined ? 4 : one.grade !== undefined ? 2 : 0) + (one.period !== undefined ? 1 : 0);
  return fitting.toSorted((a, b) => weight(b) - weight(a))[0]?.amount ?? 0;
}
