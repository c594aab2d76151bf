import type { ClientRules } from '../../client/decision-context.ts';
import { moneyOf } from '../../client/order-money.ts';
import type { Explanation } from '../../conditions/explanation.ts';
import type { Instant } from '../../time/instant.ts';
import type { Credit, CreditTitle, PayRule, UncreditedReason } from '../credits/credit.ts';
import type { Happening } from '../credits/happening.ts';
import { happeningsOfOrder } from '../credits/happening.ts';
import type { KnownOrder } from '../credits/known-order.ts';
import type { PayFacts } from '../credits/pay-facts.ts';
import { type CreditTrigger, isMoneyTrigger } from '../plan/credit-rule.ts';
import type { PayComponent } from '../plan/pay-plan.ts';
import type { PlanTerm } from '../plan/plan-schedule.ts';
import type { ClosedPeriod } from '../statement/closing.ts';
import type { ComponentLine, PayStatement, UnpaidReason } from '../statement/pay-statement.ts';
import { spanOfMoment } from '../statement/span-of-moment.ts';

/** What an order pays, to whom, and why not yet: as known at a moment. */
export interface OrderPay {
  readonly clientId: string;
  readonly orderId: string;
  readonly knownAt: Instant;
  readonly currency: string;
  /** Every component that takes orders, by the version that counts for it. */
  readonly rules: readonly OrderPayRule[];
}

/** What one component makes of an order. */
export interface OrderPayRule {
  readonly rule: PayRule;
  readonly on: CreditTrigger;
  readonly credits: readonly Credit[];
  /** While there is no credit yet: who would have it, as things are. */
  readonly wouldBe: readonly { readonly employeeId: string; readonly title: CreditTitle }[];
  /** Everything that is in the way of credit or of pay for it; nothing where it is payable. */
  readonly reasons: readonly UnpayableReason[];
}

/** Why an order gives no credit, or why what it credits is not paid yet. */
export type UnpayableReason =
  /** Nobody knows such an order. */
  | { readonly code: 'UNKNOWN_ORDER' }
  /** What gives credit has not happened. Minor units of the order's currency. */
  | {
      readonly code: 'NOT_YET';
      readonly on: CreditTrigger;
      readonly paid?: number;
      readonly worth?: number;
      readonly currency?: string;
    }
  /** Cancelled, returned, given away, or credited in whole. */
  | { readonly code: 'FELL_THROUGH' }
  /** It was before the client moved in from another system. */
  | { readonly code: 'BROUGHT_ALONG' }
  | { readonly code: 'CONDITION'; readonly at: Instant; readonly explanation: Explanation }
  | {
      readonly code: Exclude<UncreditedReason, 'CONDITION_UNKNOWN'>;
      readonly as?: string;
      readonly employeeId?: string;
    }
  /** What is measured is not over. */
  | { readonly code: 'SPAN_NOT_OVER'; readonly employeeId: string; readonly endsAt: Instant }
  /** The component pays nothing, whatever is credited. */
  | {
      readonly code: UnpaidReason;
      readonly employeeId: string;
      readonly gate?: Explanation;
    }
  | { readonly code: 'BELOW_TIERS'; readonly employeeId: string }
  /** Told after the month was closed: it is not paid, or comes with the next closing. */
  | { readonly code: 'FROZEN' | 'NEXT_CLOSING'; readonly employeeId: string; readonly period: string };

/** What an order's pay is asked of. */
export interface OrderPayScope {
  readonly facts: PayFacts;
  readonly terms: readonly PlanTerm[];
  readonly rules: ClientRules;
  readonly closed: readonly ClosedPeriod[];
  /** As known at the moment that is asked of, or at an earlier one. */
  statementOf(employeeId: string, period: string, knownAt?: Instant): PayStatement;
}

export function orderPayOf(
  { client: clientId, order: orderId }: { readonly client: string; readonly order: string },
  knownAt: Instant,
  scope: OrderPayScope,
): OrderPay {
  const { facts, terms, rules } = scope;
  const known = facts.orderOf(clientId, orderId);
  const happenings = known ? happeningsOfOrder(known) : [];
  const asked = terms.flatMap((term) =>
    Object.entries(term.plan.components).flatMap(([id, component]) => {
      if (!isMoneyTrigger(component.credit.on)) return [];
      const own = happenings.filter(({ on, at }) => on === component.credit.on && holds(term, at));
      const isElsewhere = happenings.some(({ on }) => on === component.credit.on);
      if (own.length === 0 && (isElsewhere || !holds(term, knownAt))) return [];
      return [ruleOf(term, id, component, { known, own, knownAt }, scope)];
    }),
  );
  return { clientId, orderId, knownAt, currency: rules.blueprint.currency, rules: asked };
}

const holds = ({ from, to }: PlanTerm, at: Instant) => from <= at && at < to;

interface Asked {
  readonly known: KnownOrder | undefined;
  readonly own: readonly Happening[];
  readonly knownAt: Instant;
}

function ruleOf(
  term: PlanTerm,
  id: string,
  component: PayComponent,
  { known, own, knownAt }: Asked,
  scope: OrderPayScope,
): OrderPayRule {
  const { plan } = term;
  const { on } = component.credit;
  const rule = { plan: plan.id, version: plan.version, component: id };
  const nothing = { rule, on, credits: [], wouldBe: [] };
  if (!known) return { ...nothing, reasons: [{ code: 'UNKNOWN_ORDER' }] };
  if (known.isNone) return { ...nothing, reasons: [{ code: 'FELL_THROUGH' }] };
  const counting = own.filter(({ counts }) => counts);
  if (counting.length === 0) return { ...nothing, ...notYet(term, id, known, on, knownAt, scope) };
  const tried = counting.map((happening) => scope.facts.tryCredit(term, id, happening));
  const credits = tried.flatMap((one) => one.credits);
  const reasons = tried.flatMap(({ explanation, uncredited }, i): UnpayableReason[] => [
    ...(explanation && explanation.truth !== 'yes'
      ? [{ code: 'CONDITION', at: (counting[i] as Happening).at, explanation } as const]
      : []),
    ...uncredited.map(({ code, as, employeeId }) => missed(code, as, employeeId)),
  ]);
  const unpaid = credits.flatMap((credit) => unpaidReasons(credit, term, component, knownAt, scope));
  return { rule, on, credits, wouldBe: [], reasons: distinct([...reasons, ...unpaid]) };
}

const missed = (code: UncreditedReason, as?: string, employeeId?: string): UnpayableReason => ({
  code: code as Exclude<UncreditedReason, 'CONDITION_UNKNOWN'>,
  ...(as !== undefined && { as }),
  ...(employeeId !== undefined && { employeeId }),
});

/** What has not happened, and who would have the credit if it did now. */
function notYet(
  term: PlanTerm,
  id: string,
  known: KnownOrder,
  on: CreditTrigger,
  knownAt: Instant,
  { facts }: OrderPayScope,
): Pick<OrderPayRule, 'wouldBe' | 'reasons'> {
  const { order, log, recordId, because, openedAt } = known;
  if (openedAt !== undefined && on === 'orderPlaced')
    return { wouldBe: [], reasons: [{ code: 'BROUGHT_ALONG' }] };
  const { total } = order;
  const { net: worth = 0, paid = 0 } = moneyOf(order, knownAt) ?? {};
  const facet = { 'credit.kind': order.kind ?? 'regular', 'credit.isFirst': known.isFirst };
  const money = total && { from: 0, to: worth, currency: total.currency, rate: order.rate };
  const now = { on, at: knownAt, log, eventId: recordId, because, orderId: order.id, counts: true };
  const { credits, uncredited, explanation } = facts.tryCredit(term, id, { ...now, money, facts: facet });
  return {
    wouldBe: credits.map(({ employeeId, title }) => ({ employeeId, title })),
    reasons: [
      {
        code: 'NOT_YET',
        on,
        ...(total && on !== 'orderShipped' && { paid, worth, currency: total.currency }),
      },
      ...(explanation && explanation.truth !== 'yes'
        ? [{ code: 'CONDITION', at: knownAt, explanation } as const]
        : []),
      ...uncredited.map(({ code, as, employeeId }) => missed(code, as, employeeId)),
    ],
  };
}

/** Why what is credited is not paid, or not yet. */
function unpaidReasons(
  credit: Credit,
  term: PlanTerm,
  { measure: { per, cumulative } }: PayComponent,
  knownAt: Instant,
  { rules, closed, statementOf }: OrderPayScope,
): UnpayableReason[] {
  const { employeeId, at, rule, eventId } = credit;
  const { timeZone } = rules.blueprint;
  const span = spanOfMoment(at, cumulative || per === 'deal' ? 'month' : per, term, timeZone);
  const isOfRule = (one: ComponentLine['rule']) =>
    one.plan === rule.plan && one.version === rule.version && one.component === rule.component;
  const line = statementOf(employeeId, span.lastMonth).lines.find(
    (one): one is ComponentLine => one.kind === 'component' && isOfRule(one.rule),
  );
  const paidWith = closed.find((one) => one.employeeId === employeeId && one.period === span.lastMonth);
  const isIn = ({ lines }: PayStatement) =>
    lines.some((one) => one.kind === 'component' && one.credits.some((each) => each.eventId === eventId));
  const last = closed.findLast((one) => one.employeeId === employeeId && one.knownAt <= knownAt);
  // Every later closing settles what it knows of the month, unless the plan freezes it.
  const wasKnown =
    paidWith &&
    (isIn(paidWith.statement) ||
      (last && term.plan.late !== 'freeze' && isIn(statementOf(employeeId, span.lastMonth, last.knownAt))));
  const deal = line?.deals?.[line.credits.findIndex((one) => one.eventId === eventId)];
  const isBelow = line && !line.unpaid && (deal ?? line).tiers.length === 0 && !(deal ?? line).limitedBy;
  return [
    ...(knownAt < span.to ? [{ code: 'SPAN_NOT_OVER', employeeId, endsAt: span.to } as const] : []),
    ...(line?.unpaid
      ? [{ code: line.unpaid, employeeId, ...(line.gate && { gate: line.gate }) } as const]
      : []),
    ...(isBelow ? [{ code: 'BELOW_TIERS', employeeId } as const] : []),
    ...(paidWith && !wasKnown
      ? [
          {
            code: term.plan.late === 'freeze' ? 'FROZEN' : 'NEXT_CLOSING',
            employeeId,
            period: span.lastMonth,
          } as const,
        ]
      : []),
  ];
}

function distinct(reasons: readonly UnpayableReason[]): UnpayableReason[] {
  return [...new Map(reasons.map((one) => [JSON.stringify(one), one])).values()];
}
