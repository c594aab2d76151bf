import type { ClientRules } from '../../client/decision-context.ts';
import type { ClientEvent } from '../../client/event.ts';
import type { Explanation } from '../../conditions/explanation.ts';
import { groupBy } from '../../conditions/group-by.ts';
import type { Instant } from '../../time/instant.ts';
import type { EmployeeEvent } from '../../workforce/employee.ts';
import type { Occasion } from '../plan/credit-rule.ts';
import type { PayComponent } from '../plan/pay-plan.ts';
import type { PlanTerm } from '../plan/plan-schedule.ts';
import { remembered } from '../remembered.ts';
import { calendarDays, type EmployeeDay, employeeDays } from '../staff/employed-days.ts';
import { type StaffMember, staffAsKnown } from '../staff/staff-as-known.ts';
import { common, type Span } from '../statement/span.ts';
import { clientLogs, rootOf } from './client-log.ts';
import type { Credit, Uncredited } from './credit.ts';
import { occasionTest, priceOf } from './credit-occasions.ts';
import { creditsOf, headOf, sharesOf } from './credits-of-rule.ts';
import { type Happening, happeningsOfLog, happeningsOfOrder } from './happening.ts';
import { type KnownOrder, knownOrders } from './known-order.ts';

/** The logs that pay comes of: those of all clients, and of all employees. In whatever order. */
export interface PayLog {
  readonly clients: readonly ClientEvent[];
  readonly employees: readonly EmployeeEvent[];
}

/** What the logs say of pay, as was known at a moment. */
export interface PayFacts {
  readonly staff: ReadonlyMap<string, StaffMember>;
  /** An employee's days of a span; none of somebody who was never taken on. */
  daysOf(employeeId: string, span: Span): readonly EmployeeDay[];
  /** What a component credits in a span, by employee, the earliest first; of a ratio also what it is of. */
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
  const staff = staffAsKnown(employees, knownAt, rules.blueprint.timeZone);
  const logs = clientLogs(clients, knownAt);
  const orders = knownOrders(logs.values());
  const happenings = [...orders.flatMap(happeningsOfOrder), ...[...logs.values()].flatMap(happeningsOfLog)];
  const byTrigger = groupBy(happenings.sort(byMoment), ({ on }) => on);
  const ofOrders = new Map(orders.map((one) => [keyOf(one.log.id, one.order.id), one.because]));
  const ofEvents = new Map(happenings.map((one) => [one.eventId, one.because]));
  const { timeZone } = rules.blueprint;
  const done = new Map<string, ComponentCredits>();

  function creditsBy(term: PlanTerm, id: string, span: Span, occasion: Occasion) {
    const { plan } = term;
    const { credit, measure } = plan.components[id] as PayComponent;
    const held = common(span, term);
    const test = occasionTest(occasion, rules, plan.currency);
    const rule = { plan: plan.id, version: plan.version, component: id };
    const scope = { rule, term, staff, timeZone, ...sharesOf(credit.to) };
    const credits: Credit[] = [];
    const uncredited: Uncredited[] = [];
    for (const happening of byTrigger.get(occasion.on) ?? []) {
      const { at, counts } = happening;
      if (!held || at >= held.to) break;
      if (at < held.from) continue;
      const priced = { happening, amount: priceOf(plan, happening.money) };
      const truth = test.truth(priced);
      if (truth === 'unknown' && counts)
        uncredited.push({ ...headOf(happening, rule), code: 'CONDITION_UNKNOWN' });
      if (truth !== 'yes') continue;
      const found = creditsOf(priced, credit.to, measure.kind === 'sum', scope);
      credits.push(...found.credits);
      uncredited.push(...found.uncredited);
    }
    return { credits: groupBy(credits, ({ employeeId }) => employeeId), uncredited };
  }

  const calendar = remembered(({ from, to }: Span) => calendarDays({ from, to }, timeZone));
  const days = remembered(({ employeeId, from, to }: Span & { readonly employeeId: string }) => {
    const member = staff.get(employeeId);
    return member ? employeeDays(member, calendar({ from, to })) : [];
  });

  return {
    staff,
    daysOf: (employeeId, { from, to }) => days({ employeeId, from, to }),
    creditsOf: (term, id, span) => {
      const { plan } = term;
      const key = JSON.stringify([plan.id, plan.version, term.from, term.to, id, span.from, span.to]);
      const known = done.get(key);
      if (known) return known;
      const { credit, measure } = plan.components[id] as PayComponent;
      const base = measure.kind === 'ratio' ? creditsBy(term, id, span, measure.of).credits : new Map();
      const found = { ...creditsBy(term, id, span, credit), base };
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
      const scope = { rule, term, staff, timeZone, ...sharesOf(credit.to) };
      const isCredited = (explanation?.truth ?? 'yes') === 'yes';
      const found = creditsOf(priced, credit.to, measure.kind === 'sum', scope);
      return { explanation, ...(isCredited ? found : { credits: [], uncredited: [] }) };
    },
    because: ({ clientId, orderId, eventId }) =>
      (orderId === undefined ? ofEvents.get(eventId) : ofOrders.get(keyOf(clientId, orderId))) ?? [],
  };
}

const keyOf = (clientId: string, orderId: string) => JSON.stringify([clientId, orderId]);
const byMoment = (a: Happening, b: Happening) =>
  a.at < b.at || (a.at === b.at && a.eventId < b.eventId) ? -1 : 1;
