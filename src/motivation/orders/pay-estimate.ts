import type { ClientEvent } from '../../client/event.ts';
import { moneyOf } from '../../client/order-money.ts';
import type { Money } from '../../conditions/fact-schema.ts';
import { dayOf } from '../../time/calendar-day.ts';
import type { Instant } from '../../time/instant.ts';
import type { ComparedPay } from '../compare/compared-pay.ts';
import type { KnownOrder } from '../credits/known-order.ts';
import type { PayPlan } from '../plan/pay-plan.ts';
import { calendarSpan, lastMoment, monthsFrom } from '../statement/span.ts';
import type { OrderPay } from './order-pay.ts';

/** An order that is asked of: one that is known, or one that might come. */
export interface EstimatedOrder {
  readonly id: string;
  /** Of an order that is not known yet: what it is worth, minor units. */
  readonly total?: Money | undefined;
  /** In the blueprint's currency for one of the total's, as a decimal text. */
  readonly rate?: string | undefined;
}

/** What an order would bring if it were placed, shipped and wholly paid now. */
export interface PayEstimate {
  readonly currency: string;
  /** Whose pay it changes, month by month: what it comes to as things are, and with the order. */
  readonly people: readonly ComparedPay[];
  /** What would be made of it then, and what is in the way of its pay. */
  readonly order: OrderPay;
}

/** What is still to happen to an order, as if all of it happened at a moment. */
export function eventsOfEstimate(
  client: string,
  { id, total, rate }: EstimatedOrder,
  known: KnownOrder | undefined,
  log: readonly ClientEvent[],
  now: Instant,
  timeZone: string,
): ClientEvent[] {
  const clientId = known?.log.id ?? client;
  const revision = log.filter((event) => event.clientId === clientId).length;
  const events: object[] = [];
  const order = {
    id,
    placedAt: now,
    day: dayOf(now, timeZone),
    ...(total && { total }),
    ...(rate && { rate }),
  };
  const terms = known?.order ?? order;
  if (!known) events.push({ type: 'orderRecorded', order });
  if (!known?.order.shippedAt) events.push({ type: 'orderShipped', orderId: id });
  const { outstanding = 0 } = moneyOf(terms, now);
  if (terms.total === undefined && !known?.order.paidAt) events.push({ type: 'orderPaid', orderId: id });
  if (terms.total && outstanding > 0) {
    const amount = { amount: outstanding, currency: terms.total.currency };
    events.push({ type: 'moneyRecorded', orderId: id, recordId: `estimate ${now}`, kind: 'payment', amount });
  }
  return events.map(
    (event, i) =>
      ({
        ...event,
        id: `${clientId}#${revision + i + 1}`,
        clientId,
        happenedAt: now,
        recordedAt: now,
        by: 'estimate',
      }) as ClientEvent,
  );
}

/** The months in which it may be paid: until the longest span is over in which something is measured. */
export function monthsOfEstimate(
  first: Instant,
  now: Instant,
  plans: readonly PayPlan[],
  timeZone: string,
): string[] {
  const spans = plans.flatMap(({ components }) =>
    Object.values(components).map(({ measure }) => measure.per),
  );
  const per = (['year', 'quarter'] as const).find((one) => spans.includes(one)) ?? 'month';
  const last = dayOf(lastMoment(calendarSpan(dayOf(now, timeZone), per, timeZone).to), timeZone).slice(0, 7);
  const from = dayOf(first, timeZone).slice(0, 7);
  return monthsFrom(from, last < from ? from : last);
}
