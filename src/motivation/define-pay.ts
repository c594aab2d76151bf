import * as z from 'zod';
import type { Conveyor } from '../client/conveyor.ts';
import { storeKeySchema } from '../conditions/id-schema.ts';
import { moneySchema } from '../conditions/money-schema.ts';
import { admit } from '../errors/admit.ts';
import { ConveyorError } from '../errors/conveyor-error.ts';
import { withArguments } from '../errors/with-arguments.ts';
import type { Instant } from '../time/instant.ts';
import { instantSchema } from '../time/instant-schema.ts';
import { comparedPay, differenceOf } from './compare/compared-pay.ts';
import type { Uncredited } from './credits/credit.ts';
import { type PayLog, payFacts } from './credits/pay-facts.ts';
import { type OrderPay, orderPayOf } from './orders/order-pay.ts';
import {
  type EstimatedOrder,
  eventsOfEstimate,
  monthsOfEstimate,
  type PayEstimate,
} from './orders/pay-estimate.ts';
import { assertKnownVersion } from './plan/assert-known-version.ts';
import { parsePayPlans } from './plan/parse-pay-plans.ts';
import type { PayPlan, PayPlanInput } from './plan/pay-plan.ts';
import { type PlanVersion, planSchedule } from './plan/plan-schedule.ts';
import { remembered } from './remembered.ts';
import { closePeriod } from './statement/close-period.ts';
import { closedPeriodsSchema } from './statement/closed-period-schema.ts';
import type { ClosedPeriod, ClosingOutcome } from './statement/closing.ts';
import type { PayStatement } from './statement/pay-statement.ts';
import { calendarSpan } from './statement/span.ts';
import { statementOf } from './statement/statement-of.ts';

/** Which month of whom, by what was known when. */
export interface StatementQuery {
  readonly employee: string;
  /** `YYYY-MM`. */
  readonly period: string;
  /** ISO-8601 with `Z` or an offset: what was recorded later is not known. */
  readonly knownAt: string;
  /** As if this version alone had always held. Left out: whichever held at each event. */
  readonly plan?: PlanVersion | undefined;
}

/** Which month is closed, after which ones. */
export interface ClosingQuery extends Omit<StatementQuery, 'plan'> {
  /** The employee's closed months, oldest first. */
  readonly closed: readonly ClosedPeriod[];
}

/** Which order of whom, by what was known when. */
export interface OrderPayQuery {
  /** Any card of the client. */
  readonly client: string;
  readonly order: string;
  readonly knownAt: string;
  /** Closed months of whoever may have credit for it. */
  readonly closed?: readonly ClosedPeriod[] | undefined;
}

/** Which order is estimated, as if the rest of it happened at this moment. */
export interface EstimateQuery {
  readonly client: string;
  readonly order: EstimatedOrder;
  readonly knownAt: string;
}

/** Pay by some logs. Everything it says is a pure fold of them. */
export interface PayBook {
  readonly plans: readonly PayPlan[];
  /**
   * What a month comes to: the only calculation of pay. The same logs make the same, in whatever order.
   * @throws INVALID_QUERY where period or moment is none, or nobody knows the version of the plan;
   *   UNKNOWN_EMPLOYEE where there is nobody of the id in the logs. Who was taken on later than was known is
   *   paid nothing
   */
  statement(query: StatementQuery): PayStatement;
  /** The month's statements of everybody who was on a plan then, or is credited with something; by id. */
  statements(query: Omit<StatementQuery, 'employee'>): readonly PayStatement[];
  /**
   * Closes a month: what is paid for it, with what has changed of the closed ones since. Nothing is stored;
   * what comes back is to be kept, and given again as `closed`.
   * @throws INVALID_QUERY where period or moment is none, or what was given as `closed` no list of closed
   *   months: it lists every fault
   */
  close(query: ClosingQuery): ClosingOutcome;
  /**
   * What an order pays by every component that takes orders, to whom, and everything that is in the way. That
   * is what has not happened, conditions, custody, gates, spans that are not over, months that are closed.
   * @throws INVALID_QUERY where client, order or moment is none
   */
  order(query: OrderPayQuery): OrderPay;
  /**
   * What one order would bring if it were placed, shipped and wholly paid now. It is the difference of two
   * statements, month by month, for everybody whose pay it changes.
   * @throws INVALID_QUERY where client, order or moment is none
   */
  estimate(query: EstimateQuery): PayEstimate;
  /** What of a month nobody is credited with, and why. */
  uncredited(query: Omit<StatementQuery, 'employee'>): readonly Uncredited[];
}

/** Pay plans made ready to run. */
export interface Pay {
  readonly plans: readonly PayPlan[];
  /** Pay by these logs: those of all clients and all employees, since a client may have been merged. */
  over(log: PayLog): PayBook;
}

const fields = {
  period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  knownAt: instantSchema,
  plan: z.strictObject({ id: z.string(), version: z.int() }).optional(),
};
const monthSchema = z.strictObject(fields);
const querySchema = monthSchema.extend({ employee: storeKeySchema });
const closingSchema = querySchema.omit({ plan: true }).extend({ closed: closedPeriodsSchema });
const { knownAt } = fields;
const orderSchema = z.strictObject({
  client: storeKeySchema,
  order: storeKeySchema,
  knownAt,
  closed: closedPeriodsSchema.optional(),
});
const estimateSchema = z.strictObject({
  client: storeKeySchema,
  order: z.strictObject({
    id: storeKeySchema,
    total: moneySchema.optional(),
    rate: z
      .string()
      .regex(/^\d{1,12}(\.\d{1,12})?$/)
      .optional(),
  }),
  knownAt,
});

/**
 * Makes pay plans ready to run on logs, under the conveyor's blueprint.
 * @throws INVALID_PAY_PLAN listing every problem
 */
export function definePay(conveyor: Conveyor, plans: readonly PayPlanInput[]): Pay {
  return withArguments('definePay', { conveyor, 'plans: array': plans }, () => {
    const checked = parsePayPlans(plans, conveyor.blueprint);
    return {
      plans: checked,
      over: (log) =>
        withArguments(
          'over',
          { log, 'log.clients: array': log?.clients, 'log.employees: array': log?.employees },
          () => bookOf(conveyor, checked, log),
        ),
    };
  });
}

function bookOf(conveyor: Conveyor, plans: readonly PayPlan[], log: PayLog): PayBook {
  const { rules, blueprint } = conveyor;
  const { timeZone, currency } = blueprint;
  // A later push to the lists changes nothing that was said.
  const { clients, employees } = { clients: [...log.clients], employees: [...log.employees] };
  const factsAt = remembered((knownAt: Instant) => payFacts({ clients, employees }, knownAt, rules));
  const scopeOf = (knownAt: Instant, plan?: PlanVersion) => {
    if (plan) assertKnownVersion(plans, plan.id, [plan.version], 'plan');
    return { facts: factsAt(knownAt), terms: planSchedule(plans, timeZone, plan), rules };
  };
  const monthOf = (period: string) => calendarSpan(`${period}-01`, 'month', timeZone);

  const orderPay = (
    client: string,
    order: string,
    knownAt: Instant,
    closed: readonly ClosedPeriod[] = [],
  ): OrderPay => {
    const scope = scopeOf(knownAt);
    return orderPayOf({ client, order }, knownAt, {
      ...scope,
      closed,
      statementOf: (employee, period, at = knownAt) => statementOf(employee, period, at, scopeOf(at)),
    });
  };

  return {
    plans,
    order: (query) =>
      withArguments('order', { query, ...(query?.closed && { 'closed: array': query.closed }) }, () => {
        const asked = admit(orderSchema, query, 'INVALID_QUERY', 'a query');
        const { client, order, knownAt, closed } = asked;
        return orderPay(client, order, knownAt, closed);
      }),
    estimate: (query) =>
      withArguments('estimate', { query }, () => {
        const { client, order, knownAt } = admit(estimateSchema, query, 'INVALID_QUERY', 'a query');
        const known = clients.filter(({ recordedAt }) => recordedAt <= knownAt);
        const already = factsAt(knownAt).orderOf(client, order.id);
        const more = eventsOfEstimate(client, order, already, known, knownAt, timeZone);
        const after = bookOf(conveyor, plans, { clients: [...known, ...more], employees });
        const told = after.order({ client, order: order.id, knownAt });
        const before = scopeOf(knownAt);
        const people = [
          ...new Set(told.rules.flatMap(({ credits }) => credits.map(({ employeeId }) => employeeId))),
        ].sort();
        const first = already?.order.placedAt ?? knownAt;
        const months = monthsOfEstimate(first, knownAt, plans, timeZone);
        return {
          currency,
          order: told,
          people: people.map((employeeId) =>
            comparedPay(
              employeeId,
              months.map((period) => ({
                period,
                ...differenceOf(
                  statementOf(employeeId, period, knownAt, before).total,
                  after.statement({ employee: employeeId, period, knownAt }).total,
                ),
              })),
            ),
          ),
        };
      }),
    statement: (query) =>
      withArguments('statement', { query }, () => {
        const { employee, period, knownAt, plan } = admit(querySchema, query, 'INVALID_QUERY', 'a query');
        if (!employees.some(({ employeeId }) => employeeId === employee)) throw unknownEmployee(employee);
        return statementOf(employee, period, knownAt, scopeOf(knownAt, plan));
      }),
    statements: (query) =>
      withArguments('statements', { query }, () => {
        const { period, knownAt, plan } = admit(monthSchema, query, 'INVALID_QUERY', 'a query');
        const scope = scopeOf(knownAt, plan);
        return [...scope.facts.staff.keys()]
          .sort()
          .map((employee) => statementOf(employee, period, knownAt, scope))
          .filter(({ lines }) => lines.length > 0);
      }),
    close: (query) =>
      withArguments('close', { query, 'closed: array': query?.closed }, () => {
        const asked = admit(closingSchema, query, 'INVALID_QUERY', 'a query');
        const { employee, period, knownAt, closed: earlier } = asked;
        const { facts, terms } = scopeOf(knownAt);
        return closePeriod(
          { employee, period, knownAt, closed: earlier },
          {
            ...{ staff: facts, facts, terms, timeZone },
            statementOf: (one, at = knownAt) => statementOf(employee, one, at, scopeOf(at)),
          },
        );
      }),
    uncredited: (query) =>
      withArguments('uncredited', { query }, () => {
        const { period, knownAt, plan } = admit(monthSchema, query, 'INVALID_QUERY', 'a query');
        const { facts, terms } = scopeOf(knownAt, plan);
        const month = monthOf(period);
        return terms.flatMap((term) =>
          Object.keys(term.plan.components).flatMap((id) => facts.creditsOf(term, id, month).uncredited),
        );
      }),
  };
}

const unknownEmployee = (employeeId: string) =>
  new ConveyorError('UNKNOWN_EMPLOYEE', `There is no employee "${employeeId}" in the logs`, {
    details: { employeeId },
  });
