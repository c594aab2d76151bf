import type { Blueprint } from '../blueprint/blueprint.ts';
import type { Money } from '../conditions/fact-schema.ts';
import { lookup } from '../conditions/lookup.ts';
import { timeActor } from './actor.ts';
import type { Client } from './client.ts';
import { findOrder, isPurchase, type RecordedOrder } from './order-book.ts';
import type { PendingDecision } from './pending-decision.ts';

/**
 * The hold that an order places by which what is unpaid comes to more than the client's credit limit. An
 * order from before the limit was set is not held against it.
 */
export function holdOver(client: Client, order: RecordedOrder, blueprint: Blueprint): string | undefined {
  const { fact = '', hold = '' } = blueprint.creditLimit ?? {};
  const { at = '' } = lookup(client.facts, fact) ?? {};
  if (!order.total || order.placedAt < at || Object.hasOwn(client.holds, hold)) return undefined;
  return owesMore(client, blueprint, order) ? hold : undefined;
}

/** Lifts the hold that an order placed once what is unpaid is within the limit again, by whatever event. */
export function liftHoldOver(pending: PendingDecision): void {
  const { client, scope } = pending;
  const { blueprint } = scope.rules;
  const { hold = '' } = blueprint.creditLimit ?? {};
  const held = lookup(client.holds, hold);
  // What a person placed, for a reason of their own, is a person's to lift.
  if (!held || !findOrder(client.orders, held.reason) || owesMore(client, blueprint) !== false) return;
  pending.add([{ type: 'holdReleased', hold, cause: { code: 'withinLimit' } }], timeActor);
}

/** Whether what is unpaid, with one more order, comes to more than the limit; undefined without a limit. */
function owesMore(
  { facts, orders }: Client,
  { creditLimit }: Blueprint,
  ...more: readonly Pick<RecordedOrder, 'total'>[]
): boolean | undefined {
  const limit = lookup(facts, creditLimit?.fact ?? '')?.value as Money | null | undefined;
  if (!limit) return undefined;
  const unpaid = [...orders.recent.filter((order) => isPurchase(order) && !order.paidAt), ...more];
  const owed = unpaid.reduce(
    (sum, { total }) => sum + (total?.currency === limit.currency ? total.amount : 0),
    0,
  );
  return owed > limit.amount;
}
