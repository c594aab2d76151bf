import type { Conveyor } from '../../client/conveyor.ts';
import { compileChecked } from '../../conditions/compile.ts';
import { groupBy } from '../../conditions/group-by.ts';
import { addToDay, dayOf } from '../../time/calendar-day.ts';
import { wholeMonthsBetween } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import type { EmployeeEvent } from '../../workforce/employee.ts';
import type { PayPlan } from '../plan/pay-plan.ts';
import { staffAsKnown } from '../staff/staff-as-known.ts';
import type { ClosedPeriod } from '../statement/closing.ts';
import type { PayStatement } from '../statement/pay-statement.ts';
import { calendarSpan, lastMoment } from '../statement/span.ts';
import { gradeCommandId } from './grade-command.ts';
import { gradeHeld } from './grade-held.ts';
import type { GradeLadder, GradeStep, LadderGrade } from './grade-ladder.ts';
import type { GradeReview, StepReview } from './grade-review.ts';
import { factsOfMonth, type MonthQuality, monthFacts } from './month-facts.ts';

/** What a review is made from. */
export interface GradeQuery {
  /** The moment of the review, ISO-8601 with `Z` or an offset: what was recorded later is not known. */
  readonly at: string;
  /** The logs of the employees. */
  readonly employees: readonly EmployeeEvent[];
  /** Their closed months, of whomever and in whatever order. */
  readonly closed: readonly ClosedPeriod[];
  /** The caller's figures, by employee and month. */
  readonly quality?: Readonly<Record<string, Readonly<Record<string, MonthQuality>>>> | undefined;
}

/** A month as the ladder sees it. */
interface Month {
  readonly period: string;
  readonly endsAt: Instant;
  readonly facts: ReturnType<typeof factsOfMonth>;
}

/** Everybody who is on the ladder at the moment, by id. */
export function reviewGrades(
  { at, employees, closed, quality = {} }: GradeQuery & { readonly at: Instant },
  {
    ladder,
    plans,
    rules: { blueprint },
  }: { readonly ladder: GradeLadder; readonly plans: readonly PayPlan[]; readonly rules: Conveyor['rules'] },
): GradeReview[] {
  const { timeZone } = blueprint;
  const facts = monthFacts(ladder, plans);
  const known = closed.filter(({ knownAt }) => knownAt <= at);
  const closings = groupBy(known, ({ employeeId }) => employeeId);
  const histories = groupBy(employees, ({ employeeId }) => employeeId);
  const staff = [...staffAsKnown(employees, at, timeZone).values()].sort((a, b) => (a.id < b.id ? -1 : 1));

  return staff.flatMap((member): GradeReview[] => {
    const employment = member.at(at);
    const held = employment && gradeHeld(histories.get(member.id) ?? [], at);
    const index = ladder.grades.findIndex(({ grade }) => grade === held?.grade);
    if (!held || index < 0 || !employment.roles.some((role) => ladder.roles.includes(role))) return [];
    const stayed = wholeMonthsBetween(held.since, at);
    const months = (closings.get(member.id) ?? [])
      .map(({ period }) => ({ period, ...calendarSpan(`${period}-01`, 'month', timeZone) }))
      .filter(({ period }) => `${period}-01` >= dayOf(held.since, timeZone))
      .sort((a, b) => (a.period < b.period ? 1 : -1))
      .map(({ period, to }): Month => {
        const tenure = wholeMonthsBetween(employment.hiredAt, to);
        const figures = quality[member.id]?.[period];
        const statement = latest(closings.get(member.id) ?? [], period);
        return {
          period,
          endsAt: lastMoment(to),
          facts: factsOfMonth(statement, { tenure, quality: figures }, facts),
        };
      });
    const { promote, demote } = ladder.grades[index] as LadderGrade;
    const judge = (when: GradeStep['when']) => {
      const condition = compileChecked(when, { facts, timeZone });
      return (month: Month) => condition.explain(month.facts as never, month.endsAt);
    };
    const ways = (['promote', 'demote'] as const).flatMap((way) => {
      const step = way === 'promote' ? promote : demote;
      return step ? [{ way, step, explain: judge(step.when) }] : [];
    });
    const isPaused = (month: Month) => ways.every(({ explain }) => explain(month).truth === 'unknown');
    const paused = months.filter(isPaused).map(({ period }) => period);
    const counted = months.filter(({ period }) => !paused.includes(period));
    const steps = ways.map(({ way, step, explain }): StepReview => {
      const { k, n, minStay } = step;
      const asked = counted.slice(0, n).map((month) => {
        const explanation = explain(month);
        return { period: month.period, counts: explanation.truth === 'yes', explanation };
      });
      const held = asked.filter(({ counts }) => counts).length;
      const missing: StepReview['missing'][number][] = [];
      if (held < k) missing.push('NOT_OFTEN_ENOUGH');
      if (stayed < minStay) missing.push('TOO_SHORT_A_STAY');
      return { way, k, n, minStay, months: asked, held, missing };
    });
    const open = steps.find(({ missing }) => missing.length === 0)?.way;
    const to = open && ladder.grades[index + (open === 'promote' ? 1 : -1)]?.grade;
    const { grade, since } = held;
    const head = { employeeId: member.id, grade, since, stayed, steps, paused };
    if (!open || to === undefined) return [{ ...head, outcome: 'stays' }];
    const from = addToDay(`${dayOf(at, timeZone).slice(0, 7)}-01`, { months: 1 });
    const { approval } = (open === 'promote' ? promote : demote) as GradeStep;
    const commandId = gradeCommandId(member.id, since, to, from);
    return [{ ...head, outcome: open, proposal: { to, from, approval, commandId } }];
  });
}

/** What a month came to at the last closing that found it changed; else what it was closed with. */
function latest(closed: readonly ClosedPeriod[], period: string): PayStatement {
  const own = closed.find((one) => one.period === period) as ClosedPeriod;
  const changes = closed
    .toSorted((a, b) => (a.period < b.period ? -1 : 1))
    .flatMap(({ adjustments }) => adjustments.filter((one) => one.period === period));
  return changes.at(-1)?.statement ?? own.statement;
}
