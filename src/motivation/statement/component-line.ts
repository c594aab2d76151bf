import type { ClientRules } from '../../client/decision-context.ts';
import { compileChecked } from '../../conditions/compile.ts';
import { dayOf } from '../../time/calendar-day.ts';
import type { Instant } from '../../time/instant.ts';
import type { Credit } from '../credits/credit.ts';
import type { StatementFacts } from '../credits/pay-facts.ts';
import {
  dividedBy,
  type Exact,
  exactly,
  exactText,
  HUNDRED,
  rounded,
  sumOf,
  times,
  ZERO,
} from '../money/exact.ts';
import { componentPay, type MeasuredPay } from '../plan/component-pay.ts';
import type { TierPart } from '../plan/earned-by.ts';
import type { PayComponent, PayPlan } from '../plan/pay-plan.ts';
import { gateFacts } from '../plan/plan-facts.ts';
import type { PlanTerm } from '../plan/plan-schedule.ts';
import { type QuotaPart, quotaParts, quotaSum } from '../staff/employed-days.ts';
import type { ComponentLine, DealLine, LineTerms, TierLine, UnpaidReason } from './pay-statement.ts';
import { calendarSpan, common, lastMoment, type NamedSpan, type Span } from './span.ts';

/** What the lines of one employee are made from. */
export interface LineScope {
  readonly employeeId: string;
  readonly facts: StatementFacts;
  readonly rules: ClientRules;
  /** What the employee's salary comes to in a span, in minor units. */
  salaryIn(span: Span): number;
}

/** How a component stands at a moment. */
interface Standing {
  readonly credits: readonly Credit[];
  readonly measure: Exact;
  /** Of a ratio: how many there were. */
  readonly of?: Exact;
  readonly quota?: Exact;
  readonly parts?: readonly QuotaPart[];
  readonly attainment?: Exact;
}

/** What a component comes to for what was measured, and how. */
interface Result extends Standing {
  readonly amount: number;
  readonly earned: Exact;
  readonly salary?: number | undefined;
  readonly tiers: readonly TierLine[];
  readonly deals?: readonly DealLine[] | undefined;
  readonly unpaid?: UnpaidReason | undefined;
  readonly limitedBy?: 'floor' | 'cap' | undefined;
  readonly gate?: ComponentLine['gate'] | undefined;
}

/** The line of a component in a month; undefined in months in which it pays nothing out. */
export function componentLine(
  term: PlanTerm,
  id: string,
  month: NamedSpan,
  scope: LineScope,
): ComponentLine | undefined {
  const { plan } = term;
  const component = plan.components[id] as PayComponent;
  const { per, cumulative } = component.measure;
  const held = common(month, term);
  if (!held) return undefined;
  const { timeZone } = scope.rules.blueprint;
  const grid = calendarSpan(dayOf(held.from, timeZone), per === 'deal' ? 'month' : per, timeZone);
  const span = common(grid, term) as Span;
  if (!cumulative && span.to > month.to) return undefined;
  const until = span.to < month.to ? span.to : month.to;
  const now = resultOf(term, id, grid, { from: span.from, to: until }, scope);
  const before =
    cumulative && span.from < month.from
      ? resultOf(term, id, grid, { from: span.from, to: month.from }, scope).amount
      : undefined;
  const { measure, of, quota, attainment, salary, tiers, deals, earned, amount } = now;
  const { credits, gate, unpaid, limitedBy } = now;
  return {
    kind: 'component',
    rule: { plan: plan.id, version: plan.version, component: id },
    terms: termsOf(plan, component),
    from: span.from,
    to: until,
    measure: exactText(measure),
    ...(of && { of: exactText(of) }),
    ...(quota && { quota: exactText(quota) }),
    ...(now.parts && { quotaParts: now.parts }),
    ...(attainment && { attainment: exactText(attainment) }),
    ...(salary !== undefined && { salary }),
    tiers,
    ...(deals && { deals }),
    ...(gate && { gate }),
    ...(unpaid && { unpaid }),
    ...(limitedBy && { limitedBy }),
    earned: exactText(earned),
    ...(before !== undefined && { before }),
    credits,
    amount: amount - (before ?? 0),
    because: [...new Set(credits.flatMap(({ because }) => because))],
  };
}

/** How a component stands by what was credited in a span. */
function standingOf(
  term: PlanTerm,
  id: string,
  grid: NamedSpan,
  { from, to }: Span,
  scope: LineScope,
): Standing {
  const { employeeId, facts, rules } = scope;
  const { quota: asked, measure: how } = term.plan.components[id] as PayComponent;
  const { credits: all, base } = facts.creditsOf(term, id, grid);
  const within = ({ at }: Credit) => from <= at && at < to;
  const credits = (all.get(employeeId) ?? []).filter(within);
  const countOf = (of: readonly Credit[]) => sumOf(of.map(({ count }) => exactly(count)));
  const of = how.kind === 'ratio' ? countOf((base.get(employeeId) ?? []).filter(within)) : undefined;
  const sum = how.kind === 'sum' ? credits.reduce((total, { amount }) => total + amount, 0) : 0;
  const count = how.kind === 'sum' ? exactly(sum) : countOf(credits);
  const measure = of ? (of.of === 0n ? ZERO : dividedBy(times(count, HUNDRED), of)) : count;
  const { timeZone } = rules.blueprint;
  const days = facts.daysOf(employeeId, grid);
  const parts = asked && quotaParts(asked, days, grid, { employeeId, term, timeZone });
  const quota = parts && quotaSum(parts);
  const isWhole =
    parts?.length === 1 && parts.every((one) => one.days === one.of && one.percent === undefined);
  const attainment = quota && quota.of > 0n ? dividedBy(times(measure, HUNDRED), quota) : undefined;
  return {
    credits,
    measure,
    ...(of && { of }),
    ...(quota && { quota }),
    ...(parts && !isWhole && { parts }),
    ...(attainment && { attainment }),
  };
}

function resultOf(term: PlanTerm, id: string, grid: NamedSpan, span: Span, scope: LineScope): Result {
  const { plan } = term;
  const component = plan.components[id] as PayComponent;
  const { rate, measure: how, gate: condition } = component;
  const standing = standingOf(term, id, grid, span, scope);
  const { credits, of, quota } = standing;
  const nothing = (unpaid: UnpaidReason, gate?: Result['gate']): Result => ({
    ...standing,
    amount: 0,
    earned: ZERO,
    tiers: [],
    unpaid,
    gate,
  });
  if (of?.of === 0n) return nothing('NOTHING_TO_COMPARE');
  if (rate.by === 'attainment' && !standing.attainment) return nothing('NO_QUOTA');
  const gate = condition && explainGate(condition, term, span.to, scope);
  if (gate && gate.truth !== 'yes') return nothing('GATE', gate);

  const salary = rate.pays === 'percentOfSalary' ? scope.salaryIn(span) : undefined;
  const isByDeal = how.per === 'deal';
  const measures = isByDeal ? credits.map((credit) => measureOf(credit, how.kind)) : [standing.measure];
  const base = salary === undefined ? undefined : exactly(salary);
  const { parts, earned, amount } = componentPay(component, plan, measures, { quota, salary: base });
  const [whole] = isByDeal ? [] : parts;
  return {
    ...standing,
    amount,
    earned,
    salary,
    tiers: whole?.tiers.map(tierLine) ?? [],
    deals: isByDeal ? parts.map((part, i) => dealLine(part, (credits[i] as Credit).eventId)) : undefined,
    limitedBy: whole?.limitedBy,
    gate,
  };
}

/** What a deal is paid by; undefined of one that was taken back. */
function measureOf({ amount, count }: Credit, kind: PayComponent['measure']['kind']): Exact | undefined {
  if (count === '0') return undefined;
  return kind === 'sum' ? exactly(amount) : exactly(count);
}

const dealLine = ({ tiers, earned, limitedBy }: MeasuredPay, eventId: string): DealLine => ({
  eventId,
  tiers: tiers.map(tierLine),
  earned: exactText(earned),
  ...(limitedBy && { limitedBy }),
});

const tierLine = ({ from, of, pays, earned }: TierPart): TierLine => ({
  from: exactText(from),
  of: exactText(of),
  pays: exactText(pays),
  earned: exactText(earned),
});

/** What the plan says of a component: what a line can be computed again by. */
function termsOf(
  { currency, rounding, vat }: PayPlan,
  { credit: { on }, measure: { kind, per }, rate, weight, floor, cap }: PayComponent,
): LineTerms {
  return {
    on,
    measure: kind,
    per,
    rate: { kind: rate.kind, by: rate.by, pays: rate.pays },
    weight: String(weight),
    ...(floor !== undefined && { floor }),
    ...(cap !== undefined && { cap }),
    rounding,
    currency,
    ...(vat !== 'asRecorded' && kind === 'sum' && { vat: exactText(exactly(vat.percent)) }),
  };
}

/** Asks the gate how the components stand at a moment, each within its own span. */
function explainGate(
  condition: NonNullable<PayComponent['gate']>,
  term: PlanTerm,
  until: Instant,
  scope: LineScope,
) {
  const { plan } = term;
  const facts = gateFacts(plan);
  const gate = compileChecked<object>(condition, {
    facts,
    timeZone: scope.rules.blueprint.timeZone,
    readerOf: (path) => () => {
      const [fact, id = ''] = path.split('.');
      const { measure, of, attainment } = standingAt(term, id, until, scope);
      const value = fact === 'attainment' ? attainment : of?.of === 0n ? undefined : measure;
      if (!value) return undefined;
      return facts[path]?.type === 'money'
        ? { amount: rounded(value), currency: plan.currency }
        : Number(value.of) / Number(value.over);
    },
  });
  return gate.explain({}, until);
}

function standingAt(term: PlanTerm, id: string, until: Instant, scope: LineScope): Standing {
  const { per } = (term.plan.components[id] as PayComponent).measure;
  const { timeZone } = scope.rules.blueprint;
  const last = dayOf(lastMoment(until), timeZone);
  const grid = calendarSpan(last, per === 'deal' ? 'month' : per, timeZone);
  const { from } = common(grid, term) as Span;
  return standingOf(term, id, grid, { from, to: until }, scope);
}
