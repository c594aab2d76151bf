import type { ClientRules } from '../../client/decision-context.ts';
import type { ClientEvent } from '../../client/event.ts';
import type { Explanation } from '../../conditions/explanation.ts';
import { groupBy } from '../../conditions/group-by.ts';
import type { Instant } from '../../time/instant.ts';
import type { EmployeeEvent } from '../../workforce/employee.ts';
import type { Occasion } from '../plan/credit-rule.ts';
import type { PayComponent } from '../plan/pay-plan.ts';
import type { PlanTerm } from '../plan/plan-schedule.ts';
import { type StaffDays, staffDays } from '../staff/staff-days.ts';
import type { Span } from '../statement/span.ts';
import { clientLogs, rootOf } from './client-log.ts';
import type { Credit, Uncredited } from './credit.ts';
import { occasionTest, priceOf } from './credit-occasions.ts';
import { creditsOf, sharesOf } from './credits-of-rule.ts';
import { creditsWithin } from './credits-within.ts';
import { type Happening, happeningsIn } from './happening.ts';
import { type KnownOrder, knownOrders } from './known-order.ts';

/** The logs that pay comes of: those of all clients, and of all employees. In whatever order. */
export interface PayLog {
  readonly clients: readonly ClientEvent[];
  readonly employees: readonly EmployeeEvent[];
}

/** What a statement is made from. */
export interface StatementFacts extends Pick<StaffDays, 'daysOf'> {
  /** What a component credits in a span, by employee, the earliest first; of a ratio also what it is of. */
  creditsOf(term: PlanTerm, id: string, span: Span): Pick<ComponentCredits, 'credits' | 'base'>;
}

/** What the logs say of pay, as was known at a moment. */
export interface PayFacts extends StaffDays {
  creditsOf(term: PlanTerm, id: string, span: Span): ComponentCredits;
  /** An order, by any card of its client. */
  orderOf(clientId: string, orderId: string): KnownOrder | undefined;
  /** What one happening gives by a component, or would give, and by which condition. */
  tryCredit(term: PlanTerm, id: string, happening: Happening): TriedCredit;
  /** Every event that is known of an order, or of the event itself. */
  because(credit: Pick<Credit, 'clientId' | 'orderId' | 'eventId'>): readonly string[];
}

/** What one happening gives, and why. */
interface TriedCredit {
  readonly explanation: Explanation | undefined;
  readonly credits: readonly Credit[];
  readonly uncredited: readonly Uncredited[];
}

interface ComponentCredits {
  readonly credits: ReadonlyMap<string, readonly Credit[]>;
  readonly base: ReadonlyMap<string, readonly Credit[]>;
  readonly uncredited: readonly Uncredited[];
}

/** Reads the logs, once for every figure that is asked as of the moment. */
export function payFacts({ clients, employees }: PayLog, knownAt: Instant, rules: ClientRules): PayFacts {
  const { timeZone } = rules.blueprint;
  const { staff, daysOf, isOnPlan } = staffDays(employees, knownAt, timeZone);
  const logs = clientLogs(clients, knownAt);
  const orders = knownOrders(logs.values());
  const happenings = happeningsIn(orders, logs);
  const byTrigger = groupBy(happenings, ({ on }) => on);
  const ofOrders = new Map(orders.map((one) => [keyOf(one.log.id, one.order.id), one.because]));
  const ofEvents = new Map(happenings.map((one) => [one.eventId, one.because]));
  const done = new Map<string, ComponentCredits>();

  const by = (term: PlanTerm, id: string, span: Span, occasion: Occasion) => {
    const within = { term, id, span, occasion, isOnPlan: isOnPlan(term) };
    const { credits, uncredited } = creditsWithin(byTrigger.get(occasion.on) ?? [], within, rules);
    return { credits: groupBy(credits, ({ employeeId }) => employeeId), uncredited };
  };

  return {
    staff,
    daysOf,
    isOnPlan,
    creditsOf: (term, id, span) => {
      const { plan } = term;
      const key = JSON.stringify([plan.id, plan.version, term.from, term.to, id, span.from, span.to]);
      const known = done.get(key);
      if (known) return known;
      const { credit, measure } = plan.components[id] as PayComponent;
      const base = measure.kind === 'ratio' ? by(term, id, span, measure.of).credits : new Map();
      const found = { ...by(term, id, span, credit), base };
      done.set(key, found);
      return found;
    },
    orderOf: (clientId, orderId) => {
      const log = logs.get(clientId);
      return (
        log && orders.find((one) => one.order.id === orderId && rootOf(one.log).root === rootOf(log).root)
      );
    },
    tryCredit: (term, id, happening) => {
      const { plan } = term;
      const { credit, measure } = plan.components[id] as PayComponent;
      const rule = { plan: plan.id, version: plan.version, component: id };
      const priced = { happening, amount: priceOf(plan, happening.money) };
      const explanation = occasionTest(credit, rules, plan.currency).explain(priced);
      const scope = { rule, term, timeZone, isOnPlan: isOnPlan(term), ...sharesOf(credit.to) };
      const isCredited = (explanation?.truth ?? 'yes') === 'yes';
      const found = creditsOf(priced, credit.to, measure.kind === 'sum', scope);
      return { explanation, ...(isCredited ? found : { credits: [], uncredited: [] }) };
    },
    because: ({ clientId, orderId, eventId }) =>
      (orderId === undefined ? ofEvents.get(eventId) : ofOrders.get(keyOf(clientId, orderId))) ?? [],
  };
}

const keyOf = (clientId: string, orderId: string) => JSON.stringify([clientId, orderId]);
