import type { Instant } from '../../time/instant.ts';
import type { Credit, PayRule } from '../credits/credit.ts';
import type { PayFacts } from '../credits/pay-facts.ts';
import type { PayPlan } from '../plan/pay-plan.ts';
import { drawnPay } from './draw.ts';
import type { PayLine, PayStatement } from './pay-statement.ts';
import { monthsFrom } from './span.ts';

/** A month that was closed: what was paid for it, and on what. Plain JSON, and never altered. */
export interface ClosedPeriod {
  readonly employeeId: string;
  readonly period: string;
  readonly knownAt: Instant;
  readonly statement: PayStatement;
  /** What has changed of earlier closed periods since they were last settled. */
  readonly adjustments: readonly PayAdjustment[];
  readonly payment: PayPayment;
}

/** What has changed of a closed period, and by which events. Minor units. */
export interface PayAdjustment {
  readonly period: string;
  /**
   * With `adjust` the difference comes with this payment. So it does with `restate`, and `statement` is the
   * new revision beside the closed one. With `freeze` it is not payable.
   */
  readonly late: PayPlan['late'];
  /** What the period was settled with, what it comes to now, and the difference. */
  readonly before: number;
  readonly now: number;
  readonly difference: number;
  readonly lines: readonly AdjustedLine[];
  /** With `restate`: which revision of the period it is; the closed statement is the first. */
  readonly revision?: number;
  /** What the period comes to as of this closing, line by line; of what is frozen none. */
  readonly statement?: PayStatement;
}

/** A line that has changed: in its amount, or in what was measured only. */
export interface AdjustedLine {
  readonly rule: Omit<PayRule, 'component'> & Partial<Pick<PayRule, 'component'>>;
  readonly before: number;
  readonly now: number;
  /** The events that were not known when the period was last settled, or count no more. */
  readonly because: readonly string[];
}

/** What is paid with a closing. Minor units. */
export interface PayPayment {
  readonly salary: number;
  /** Variable pay of the month, and what adjustments add to it. */
  readonly variable: number;
  readonly adjusted: number;
  /** What was owed before and afterwards: 0 or below. */
  readonly owedBefore: number;
  readonly owed: number;
  /** Up to which amount variable pay was topped up, and what was taken back of what was owed. */
  readonly draw: number;
  readonly recovered: number;
  /** The salary, and variable pay after all this: never below the salary. */
  readonly paid: number;
}

/** Why a month cannot be closed. */
export type ClosingRefusal =
  /** It is closed, or a later one is. */
  | { readonly code: 'PERIOD_CLOSED'; readonly last: string }
  | { readonly code: 'PERIOD_NOT_OVER'; readonly endsAt: Instant }
  /** An earlier month, which there is something of, is not closed: months are closed one after the other. */
  | { readonly code: 'PERIOD_LEFT_OUT'; readonly missing: string }
  /** Among the closed months that were given `period` stands behind `after`, which is no earlier one. */
  | { readonly code: 'CLOSED_OUT_OF_ORDER'; readonly period: string; readonly after: string }
  /** The last closing knew more. */
  | { readonly code: 'KNOWN_BEFORE'; readonly knownAt: Instant }
  /** Nobody of this id had been taken on, as was known. */
  | { readonly code: 'UNKNOWN_EMPLOYEE'; readonly employeeId: string }
  /** A closed month that was given is another employee's. */
  | { readonly code: 'CLOSED_FOR_ANOTHER'; readonly employeeId: string };

/** A closed month, or why there is none. */
export type ClosingOutcome =
  | { readonly ok: true; readonly closed: ClosedPeriod }
  | { readonly ok: false; readonly refusal: ClosingRefusal };

/** What a closing is made from. */
export interface ClosingScope {
  readonly facts: Pick<PayFacts, 'because'>;
  /** The plan at a period's end; its `late` and its draw count. */
  planOf(period: string): PayPlan | undefined;
  /** Which month of the plan, or with the department, it is; from 1 on. */
  monthOf(period: string, plan: PayPlan): number;
  /** The statement of another period, as known at the closing or at an earlier one. */
  statementOf(period: string, knownAt?: Instant): PayStatement;
}

/**
 * Closes a month: pays it, with what has changed of the closed ones. `earlier` are the employee's, oldest
 * first.
 */
export function closedPeriod(
  statement: PayStatement,
  earlier: readonly ClosedPeriod[],
  scope: ClosingScope,
): ClosedPeriod {
  const { employeeId, period, knownAt, salary, variable } = statement;
  const [first, last] = [earlier[0]?.period ?? period, earlier.at(-1)?.period ?? ''];
  const settled = monthsFrom(first, last);
  const adjustments = settled.flatMap((one) => adjustmentOf(one, earlier, scope) ?? []);
  const adjusted = adjustments.reduce(
    (sum, { late, difference }) => sum + (late === 'freeze' ? 0 : difference),
    0,
  );
  const owedBefore = earlier.at(-1)?.payment.owed ?? 0;
  const { month, terms } = drawOf(period, earlier, scope);
  const { paid, balance: owed, draw, recovered } = drawnPay(variable + adjusted, owedBefore, month, terms);
  const payment = { salary, variable, adjusted, owedBefore, owed, draw, recovered, paid: salary + paid };
  return { employeeId, period, knownAt, statement, adjustments, payment };
}

/** The draw that counts. Who is on no plan any more draws nothing; what is owed is recovered as last. */
function drawOf(
  period: string,
  earlier: readonly ClosedPeriod[],
  scope: ClosingScope,
): { readonly month: number; readonly terms: PayPlan['draw'] } {
  const plan = scope.planOf(period);
  if (plan) return { month: scope.monthOf(period, plan), terms: plan.draw };
  const last = earlier.findLast((one) => scope.planOf(one.period))?.period;
  const left = last === undefined ? undefined : scope.planOf(last);
  if (last === undefined || !left) return { month: 1, terms: undefined };
  const month = scope.monthOf(last, left) + monthsFrom(last, period).length - 1;
  return { month, terms: left.draw && { ...left.draw, amount: 0 } };
}

/** What a period was settled with, and which lines have changed since. */
interface Settlement {
  readonly closed: PayStatement | undefined;
  /** The adjustments that were paid, the earliest first. */
  readonly settled: readonly PayAdjustment[];
  readonly changed: readonly Omit<AdjustedLine, 'because'>[];
}

function settlementOf(
  period: string,
  earlier: readonly ClosedPeriod[],
  { lines: now }: PayStatement,
): Settlement {
  const closed = earlier.find((one) => one.period === period)?.statement;
  const settled = earlier
    .flatMap(({ adjustments }) => adjustments)
    .filter((one) => one.period === period && one.late !== 'freeze');
  const was = closed?.lines ?? [];
  const settledLines = settled.flatMap(({ lines }) => lines);
  const known = new Map<string, number>();
  const add = (rule: AdjustedLine['rule'], amount: number) =>
    known.set(keyOf(rule), (known.get(keyOf(rule)) ?? 0) + amount);
  for (const { rule, amount } of was) add(rule, amount);
  for (const line of settledLines) add(line.rule, line.now - line.before);
  const latest = settled.findLast(({ statement }) => statement)?.statement?.lines ?? was;
  const rules = new Map([...was, ...settledLines, ...now].map(({ rule }) => [keyOf(rule), rule]));
  const changed = [...rules].flatMap(([key, rule]) => {
    const before = known.get(key) ?? 0;
    const own = linesOf(rule, now);
    const is = own.reduce((sum, { amount }) => sum + amount, 0);
    const isSame = is === before && standingOf(linesOf(rule, latest)) === standingOf(own);
    return isSame ? [] : [{ rule, before, now: is }];
  });
  return { closed, settled, changed };
}

/** Whether any closed period comes to something else than it was settled with. */
export function hasNews(
  earlier: readonly ClosedPeriod[],
  { statementOf }: Pick<ClosingScope, 'statementOf'>,
): boolean {
  const [first, last] = [earlier[0]?.period ?? '~', earlier.at(-1)?.period ?? ''];
  return monthsFrom(first, last).some(
    (period) => settlementOf(period, earlier, statementOf(period)).changed.length > 0,
  );
}

/**
 * Statement of today less what the period was settled with: of whatever kind the change is. Where figures
 * only shift between lines the difference is 0. A month that had nothing to close was settled with 0.
 */
function adjustmentOf(
  period: string,
  earlier: readonly ClosedPeriod[],
  scope: ClosingScope,
): PayAdjustment | undefined {
  const now = scope.statementOf(period);
  const { closed, settled, changed } = settlementOf(period, earlier, now);
  if (changed.length === 0) return undefined;
  const late = scope.planOf(period)?.late ?? 'adjust';
  const before = settled.reduce((sum, { difference }) => sum + difference, closed?.total ?? 0);
  // What was settled since the closing was known at the last one.
  const last = settled.length > 0 ? earlier.at(-1) : undefined;
  const then = last ? scope.statementOf(period, last.knownAt).lines : (closed?.lines ?? []);
  const lines = changed.map((line) => ({
    ...line,
    because: changedBy(linesOf(line.rule, then), linesOf(line.rule, now.lines), scope.facts),
  }));
  const revision = settled.filter((one) => one.revision !== undefined).length + (closed ? 2 : 1);
  return {
    period,
    late,
    before,
    now: now.total,
    difference: now.total - before,
    lines,
    ...(late === 'restate' && { revision }),
    ...(late !== 'freeze' && { statement: now }),
  };
}

const keyOf = ({ plan, version, component }: AdjustedLine['rule']) =>
  JSON.stringify([plan, version, component]);
const linesOf = (rule: AdjustedLine['rule'], lines: readonly PayLine[]) =>
  lines.filter((line) => keyOf(line.rule) === keyOf(rule));

/** What was measured by these lines, and held against what: grades go by it, whatever it pays. */
const standingOf = (lines: readonly PayLine[]) =>
  JSON.stringify(
    lines.map((line) => (line.kind === 'component' ? [line.measure, line.of, line.quota] : [line.grade])),
  );

/** What is known of the credits now and was not, and what is not among them any more. */
function changedBy(
  before: readonly PayLine[],
  now: readonly PayLine[],
  facts: ClosingScope['facts'],
): string[] {
  const creditsOf = (lines: readonly PayLine[]) =>
    lines.flatMap((line): readonly Credit[] => (line.kind === 'component' ? line.credits : []));
  const idsOf = (lines: readonly PayLine[]) => new Set(lines.flatMap(({ because }) => because));
  const [was, is] = [idsOf(before), idsOf(now)];
  for (const credit of creditsOf(before)) for (const id of facts.because(credit)) is.add(id);
  return [
    ...new Set([...[...is].filter((id) => !was.has(id)), ...[...was].filter((id) => !is.has(id))]),
  ].sort();
}
