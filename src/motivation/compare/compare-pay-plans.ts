import { withArguments } from '../../errors/with-arguments.ts';
import type { Instant } from '../../time/instant.ts';
import type { PayBook } from '../define-pay.ts';
import { assertKnownVersion } from '../plan/assert-known-version.ts';
import type { PayPlan } from '../plan/pay-plan.ts';
import type { PlanVersion } from '../plan/plan-schedule.ts';
import type { PayStatement } from '../statement/pay-statement.ts';
import { type ComparedPay, comparedPay, differenceOf, type PayDifference, summed } from './compared-pay.ts';

/** Which months are held against each other, and under which versions of one plan. */
export interface PayComparisonQuery {
  /** `YYYY-MM`, each once. */
  readonly periods: readonly string[];
  readonly knownAt: Instant;
  /** As if that version had always held. Left out: the versions as they held. */
  readonly before?: Pick<PlanVersion, 'version'>;
  /** A version of the plan, also one that begins only later. */
  readonly after: PlanVersion;
}

/** What a version of a plan would have changed. */
export interface PayComparison extends PayDifference {
  readonly currency: string;
  /** Everybody who is paid by it before or after, by id. */
  readonly people: readonly ComparedPay[];
  /** How many people would have had more, less and as much. */
  readonly more: number;
  readonly less: number;
  readonly same: number;
}

/**
 * Replays past months under another version of a plan, per person, with totals. Only what this plan pays is
 * counted: salary and components of its versions. Neither is paid or closed by it.
 * @throws INVALID_QUERY where a month, a moment or a version is of another form
 */
export function comparePayPlans(book: PayBook, query: PayComparisonQuery): PayComparison {
  return withArguments(
    'comparePayPlans',
    { book, query, 'query.periods: array': query?.periods, 'query.after': query?.after },
    () => {
      const { periods, knownAt, before, after } = query;
      const { id } = after;
      assertKnownVersion(book.plans, id, [after.version, ...(before ? [before.version] : [])], 'after');
      const paid = (plan: PlanVersion | undefined) =>
        periods.map((period) => paidBy(id, book.statements({ period, knownAt, ...(plan && { plan }) })));
      const [was, is] = [paid(before && { id, version: before.version }), paid(after)];
      const ids = new Set([...was, ...is].flatMap((month) => [...month.keys()]));
      const people = [...ids].sort().map((employeeId) => {
        const months = periods.map((period, i) => ({
          period,
          ...differenceOf(was[i]?.get(employeeId) ?? 0, is[i]?.get(employeeId) ?? 0),
        }));
        return comparedPay(employeeId, months);
      });
      const count = (sign: number) => people.filter((one) => Math.sign(one.difference) === sign).length;
      const { currency } = book.plans[0] as PayPlan;
      return { currency, people, ...summed(people), more: count(1), less: count(-1), same: count(0) };
    },
  );
}

/** What the plan pays, by employee. */
function paidBy(plan: string, statements: readonly PayStatement[]): ReadonlyMap<string, number> {
  const paid = new Map<string, number>();
  for (const { employeeId, lines } of statements) {
    const own = lines.filter(({ rule }) => rule.plan === plan);
    if (own.length === 0) continue;
    paid.set(
      employeeId,
      own.reduce((sum, { amount }) => sum + amount, 0),
    );
  }
  return paid;
}
