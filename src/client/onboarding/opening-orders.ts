import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionScope } from '../decision-context.ts';
import { notInFuture } from '../handlers/inputs.ts';
import { moneyFaults } from '../handlers/money.ts';
import { recordedOrder } from '../handlers/recorded-order.ts';
import { isLater, markFields, uniteMoney } from '../order-book.ts';
import type { MoneyRecord } from '../order-money.ts';
import type { RefusalReason } from '../refusal.ts';
import type { Oddity } from './oddity.ts';
import type { OpeningOrder } from './opening-balance.ts';

/** Orders that a client brings along. */
interface OpeningOrders {
  /** Oldest first. */
  readonly orders: readonly OpeningOrder[];
  /** Ids of which there was more than one row. */
  readonly twice: readonly string[];
  readonly reasons: readonly RefusalReason[];
}

/**
 * The orders oldest first, whatever order they were told in; with everything that is wrong with them. Of rows
 * with one id the one that was placed first is taken.
 */
export function openingOrders({ orders = [] }: CommandOf<'onboard'>, scope: DecisionScope): OpeningOrders {
  const reasons: RefusalReason[] = [];
  const opening = new Map<string, OpeningOrder>();
  const twice = new Set<string>();
  for (const order of orders) {
    const { id, placedAt, cancelledAt, returnedAt, shippedAt } = order;
    if (cancelledAt && (returnedAt || (shippedAt && shippedAt > cancelledAt)))
      reasons.push({ code: 'ORDER_ALREADY', orderId: id, status: 'cancelled' });
    reasons.push(...notInFuture('order.placedAt', placedAt, scope, { orderId: id }));
    for (const mark of markFields) reasons.push(...notInFuture(mark, order[mark], scope, { orderId: id }));
    const marked = Object.fromEntries(
      markFields.flatMap((mark) => (order[mark] ? [[mark, order[mark]]] : [])),
    );
    const placed = { ...recordedOrder(order, scope.rules.blueprint), ...marked };
    const money = (order.money ?? []).reduce<MoneyRecord[]>((all, record) => uniteMoney(all, [record]), []);
    for (const { at } of money) reasons.push(...notInFuture('at', at, scope, { orderId: id }));
    const one = money.length > 0 ? { ...placed, money } : placed;
    if (money.length > 0) reasons.push(...moneyFaults(placed, one, order.total?.currency));
    const known = opening.get(id);
    if (known) twice.add(id);
    if (!known || placeOf(one) < placeOf(known)) opening.set(id, one);
  }
  return {
    orders: [...opening.values()].sort((a, b) => (isLater(a, b) ? 1 : -1)),
    twice: [...twice].sort(),
    reasons,
  };
}

/** Where rows of one id stand, in whatever order they come. */
const placeOf = (order: OpeningOrder) => `${order.placedAt} ${JSON.stringify(order)}`;

/** What is odd about orders, oldest first, of a client since its registration. */
export function odditiesOfOrders(
  { orders, twice }: Pick<OpeningOrders, 'orders' | 'twice'>,
  registeredAt: string,
  { currency }: Blueprint,
): Oddity[] {
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
  const [again] = twice;
  if (again !== undefined) oddities.push({ code: 'ORDER_TWICE', orders: twice.length, orderId: again });
  // Where no shipment is known, shipments are not told.
  const areShipped = orders.some(({ shippedAt }) => shippedAt);
  const odd = {
    MARK_BEFORE_ORDER: (order) => markFields.some((mark) => (order[mark] ?? order.placedAt) < order.placedAt),
    RETURNED_UNSHIPPED: ({ returnedAt, shippedAt }) => areShipped && returnedAt !== undefined && !shippedAt,
    NEGATIVE_TOTAL: ({ total }) => (total?.amount ?? 0) < 0,
    OTHER_CURRENCY: ({ total }) => total !== undefined && total.currency !== currency,
  } satisfies Partial<Record<Oddity['code'], (order: OpeningOrder) => boolean>>;
  for (const [code, isOdd] of Object.entries(odd)) {
    const found = orders.filter(isOdd);
    const [one] = found;
    if (one) oddities.push({ code: code as keyof typeof odd, orders: found.length, orderId: one.id });
  }
  return oddities;
}
