import type { CommandOf } from '../command.ts';
import type { DecisionScope } from '../decision-context.ts';
import { notInFuture } from '../handlers/inputs.ts';
import { recordedOrder } from '../handlers/recorded-order.ts';
import { isLater, markFields } from '../order-book.ts';
import type { RefusalReason } from '../refusal.ts';
import type { Oddity } from './oddity.ts';
import type { OpeningOrder } from './opening-balance.ts';

/** The orders oldest first, whatever order they were told in; with everything that is wrong with them. */
export function openingOrders(
  { orders = [] }: CommandOf<'onboard'>,
  scope: DecisionScope,
): { orders: OpeningOrder[]; reasons: RefusalReason[] } {
  const reasons: RefusalReason[] = [];
  const known = new Set<string>();
  const opening = orders.map((order): OpeningOrder => {
    const { id, placedAt, cancelledAt, returnedAt, shippedAt } = order;
    if (known.has(id)) reasons.push({ code: 'ORDER_EXISTS', orderId: id });
    known.add(id);
    if (cancelledAt && (returnedAt || (shippedAt && shippedAt > cancelledAt)))
      reasons.push({ code: 'ORDER_ALREADY', orderId: id, status: 'cancelled' });
    reasons.push(...notInFuture('order.placedAt', placedAt, scope, { orderId: id }));
    for (const mark of markFields) reasons.push(...notInFuture(mark, order[mark], scope, { orderId: id }));
    const marked = Object.fromEntries(
      markFields.flatMap((mark) => (order[mark] ? [[mark, order[mark]]] : [])),
    );
    return { ...recordedOrder(order, scope.rules.blueprint), ...marked };
  });
  return { orders: opening.sort((a, b) => (isLater(a, b) ? 1 : -1)), reasons };
}

/** What is odd about orders, oldest first, of a client since its registration. */
export function odditiesOfOrders(orders: readonly OpeningOrder[], registeredAt: string): Oddity[] {
  const oddities: Oddity[] = [];
  const early = orders.filter(({ placedAt }) => placedAt < registeredAt).length;
  const [first] = orders;
  if (first && early > 0)
    oddities.push({
      code: 'ORDERS_BEFORE_REGISTRATION',
      orders: early,
      first: first.placedAt,
      registeredAt,
    });
  if (first && orders.every(({ cancelledAt, returnedAt }) => cancelledAt ?? returnedAt))
    oddities.push({ code: 'NO_ORDER_LASTED', orders: orders.length });
  return oddities;
}
