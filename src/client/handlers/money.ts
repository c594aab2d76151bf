import type { Client } from '../client.ts';
import type { CommandOf } from '../command.ts';
import { heldOver } from '../credit-limit.ts';
import type { DecisionScope } from '../decision-context.ts';
import { accepted, type HandlerResult, refused, ruled } from '../handler-result.ts';
import { isPurchase, type OrderEntry, uniteMoney } from '../order-book.ts';
import { KEPT_RECORDS, moneyIn, sumsOf } from '../order-money.ts';
import type { RefusalReason, ValueProblem } from '../refusal.ts';
import { notInFuture } from './inputs.ts';
import { knownOrder } from './known-order.ts';

/**
 * Records what happened to an order's money. The same record again changes nothing. More cannot come off than
 * there is, whatever the dates; where an order comes to more than the client's limit allows, it is held.
 */
export function recordMoney(
  client: Client,
  command: CommandOf<'recordMoney'>,
  scope: DecisionScope,
): HandlerResult {
  const { orderId, recordId, kind, amount, rate, lines, reason, at = scope.now } = command;
  const order = knownOrder(client, orderId, command.type, scope);
  if (!order) return refused({ code: 'UNKNOWN_ORDER', orderId });
  const { money = [] } = order;
  const known = money.find(({ id }) => id === recordId);
  if (known) {
    const isSame =
      known.kind === kind &&
      known.amount === amount.amount &&
      order.total?.currency === amount.currency &&
      (command.at ?? known.at) === known.at;
    return isSame ? accepted() : refused({ code: 'RECORD_EXISTS', recordId });
  }
  const record = { id: recordId, kind, amount: amount.amount, at };
  const changed = { ...order, money: uniteMoney(money, [record]) };
  const held = unpaid(changed) > unpaid(order) ? heldOver(client, changed, scope) : [];
  const reasons = [
    ...notInFuture('at', at, scope, { orderId }),
    ...moneyFaults(order, changed, amount.currency),
  ];
  if (money.length >= KEPT_RECORDS) reasons.push({ code: 'TOO_MANY_RECORDS', orderId, limit: KEPT_RECORDS });
  return ruled(
    reasons,
    {
      type: 'moneyRecorded',
      happenedAt: at,
      orderId,
      recordId,
      kind,
      amount,
      ...(rate !== undefined && { rate }),
      ...(lines && { lines }),
      ...(reason !== undefined && { reason }),
    },
    ...held,
  );
}

const unpaid = (order: OrderEntry) => (isPurchase(order) ? Math.max(0, moneyIn(order).outstanding) : 0);

/**
 * What is wrong with a change of an order's money: the total is in another currency, or nobody said it. More
 * would come off than is there. Or it would come to more than can be told exactly.
 */
export function moneyFaults(
  order: OrderEntry,
  changed: OrderEntry,
  currency: string | undefined,
): RefusalReason[] {
  const { id: orderId, total } = order;
  const wrong = (problem: ValueProblem): RefusalReason[] => [
    { code: 'INVALID_VALUE', field: 'amount', problem },
  ];
  if (!total || total.currency !== currency)
    return wrong({ code: 'NOT_IN_CURRENCY', orderId, ...(total && { currency: total.currency }) });
  const [before, after] = [sumsOf(order), sumsOf(changed)];
  if (!Number.isSafeInteger(after.paid))
    return [{ code: 'REVENUE_TOO_LARGE', currency, most: Number.MAX_SAFE_INTEGER }];
  const sum = (['net', 'paid', 'writtenOff'] as const).find(
    (one) => after[one] < 0 && after[one] < before[one],
  );
  const most = sum && { amount: Math.max(0, before[sum]), currency };
  return most ? wrong({ code: 'MORE_THAN_THERE_IS', orderId, most }) : [];
}
