import type { Blueprint } from '../blueprint/blueprint.ts';
import type { Money } from '../conditions/fact-schema.ts';
import { lookup } from '../conditions/lookup.ts';
import { timeActor } from './actor.ts';
import type { Client } from './client.ts';
import { debtOf, findOrder, type RecordedOrder } from './order-book.ts';
import type { PendingDecision } from './pending-decision.ts';

/**
 * The hold that an order places by which what is unpaid comes to more than the client's credit limit. An
 * order from before the limit was set is not held against it.
 */
export function holdOver(
  client: Client,
  order: Pick<RecordedOrder, 'placedAt' | 'total'>,
  blueprint: Blueprint,
): string | undefined {
  const { hold = '' } = blueprint.creditLimit ?? {};
  const { at = '' } = limitOf(client, blueprint) ?? {};
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

/**
 * Whether an order is within the limit although another one, which placed the hold, is above it. What is
 * unpaid of what was shipped and up to this order decides. What a person placed holds every order.
 */
export function isWithinLimit(client: Client, hold: string, orderId: string, blueprint: Blueprint): boolean {
  const { orders } = client;
  const order = findOrder(orders, orderId);
  const held = lookup(client.holds, hold);
  if (!order || !held || hold !== blueprint.creditLimit?.hold || !findOrder(orders, held.reason))
    return false;
  const limit = limitOf(client, blueprint)?.value;
  const untilThen = orders.recent.filter((one, i) => one.shippedAt || i <= orders.recent.indexOf(order));
  return !limit || debtOf(untilThen, limit.currency) <= limit.amount;
}

/** Whether what is unpaid, with one more order, comes to more than the limit; undefined without a limit. */
function owesMore(
  client: Client,
  blueprint: Blueprint,
  ...more: readonly Pick<RecordedOrder, 'total'>[]
): boolean | undefined {
  const limit = limitOf(client, blueprint)?.value;
  return limit && debtOf([...client.orders.recent, ...more], limit.currency) > limit.amount;
}

function limitOf({ facts }: Client, { creditLimit }: Blueprint) {
  const { value, at } = lookup(facts, creditLimit?.fact ?? '') ?? {};
  return value && at !== undefined ? { value: value as Money, at } : undefined;
}
