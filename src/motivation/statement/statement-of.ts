import type { ClientRules } from '../../client/decision-context.ts';
import { dayOf } from '../../time/calendar-day.ts';
import type { Instant } from '../../time/instant.ts';
import type { StatementFacts } from '../credits/pay-facts.ts';
import { dividedBy, exactly, sumOf, times } from '../money/exact.ts';
import { apportioned } from '../money/split-amount.ts';
import { roundingOf, roundingUnit } from '../plan/component-pay.ts';
import { isFor, type PlanTerm } from '../plan/plan-schedule.ts';
import { salaryParts } from '../staff/employed-days.ts';
import { componentLine, type LineScope } from './component-line.ts';
import type { PayLine, PayStatement, SalaryLine } from './pay-statement.ts';
import { calendarSpan, type NamedSpan, type Span } from './span.ts';

/** What a statement is made from. */
export interface StatementScope {
  readonly facts: StatementFacts;
  readonly terms: readonly PlanTerm[];
  readonly rules: ClientRules;
}

/** Credits, measures, earnings: the only calculation of pay. */
export function statementOf(
  employeeId: string,
  period: string,
  knownAt: Instant,
  scope: StatementScope,
): PayStatement {
  const { facts, terms, rules } = scope;
  const { timeZone, currency } = rules.blueprint;
  const month = calendarSpan(`${period}-01`, 'month', timeZone);
  const lines: PayLine[] = [...salaryLines(employeeId, month, scope)];
  const salary = sum(lines);
  const salaryIn = ({ from, to }: Span) => {
    let total = 0;
    let span = calendarSpan(dayOf(from, timeZone), 'month', timeZone);
    for (; span.from < to; span = calendarSpan(dayOf(span.to, timeZone), 'month', timeZone))
      total += sum(salaryLines(employeeId, span, scope));
    return total;
  };
  const lineScope: LineScope = { employeeId, facts, rules, salaryIn };
  for (const term of terms) {
    const isOn = isOnPlan(employeeId, term, month, scope);
    for (const id of Object.keys(term.plan.components)) {
      const line = componentLine(term, id, month, lineScope);
      if (line && (isOn || line.credits.length > 0)) lines.push(line);
    }
  }
  const total = sum(lines);
  return { employeeId, period, knownAt, currency, lines, salary, variable: total - salary, total };
}

const sum = (lines: readonly { readonly amount: number }[]) =>
  lines.reduce((total, { amount }) => total + amount, 0);

function isOnPlan(employeeId: string, term: PlanTerm, month: NamedSpan, { facts }: StatementScope): boolean {
  return facts
    .daysOf(employeeId, month)
    .some(({ from, employment }) => term.from <= from && from < term.to && isFor(term, employment?.roles));
}

/** The month is rounded once, as its last day's plan says; the parts sum to it by the largest remainders. */
function salaryLines(
  employeeId: string,
  month: NamedSpan,
  { facts, terms, rules }: StatementScope,
): SalaryLine[] {
  const parts = salaryParts(facts.daysOf(employeeId, month), terms, rules);
  const { plan: last } = parts.at(-1) ?? {};
  if (!last) return [];
  const { currency, rounding } = last;
  const exact = parts.map(({ monthly, days, of }) =>
    dividedBy(times(exactly(monthly), exactly(days)), exactly(Math.max(1, of))),
  );
  const unit = roundingUnit(last);
  const amounts = apportioned(
    roundingOf(last)(sumOf(exact)) / unit,
    exact.map((part) => dividedBy(part, exactly(unit))),
  );
  return parts.map(({ plan, grade, because, ...part }, i) => ({
    kind: 'salary',
    rule: { plan: plan.id, version: plan.version },
    terms: { currency, rounding, prorate: plan.salary?.prorate ?? 'calendarDays' },
    ...(grade !== undefined && { grade }),
    ...part,
    amount: (amounts[i] as number) * unit,
    because: [because],
  }));
}
