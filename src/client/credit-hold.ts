import type { Blueprint } from '../blueprint/blueprint.ts';
import { lookup } from '../conditions/lookup.ts';
import { timeActor } from './actor.ts';
import type { Client } from './client.ts';
import type { DecisionScope } from './decision-context.ts';
import { givenPart } from './given-part.ts';
import type { NewEvent } from './handler-result.ts';
import { findOrder, type RecordedOrder } from './order-book.ts';
import type { PendingDecision } from './pending-decision.ts';

/** The group of companies that a client's orders are counted in, where the blueprint says how it is known. */
export function groupOf({ facts }: Client, { creditLimit }: Blueprint): string | undefined {
  const group = lookup(facts, creditLimit?.group?.fact ?? '')?.value;
  return typeof group === 'string' ? group : undefined;
}

/** The hold that an order places which comes to more than a credit limit allows. */
export function heldOver(client: Client, order: RecordedOrder, scope: DecisionScope): readonly NewEvent[] {
  const { blueprint } = scope.rules;
  const isLimited =
    lookup(client.facts, blueprint.creditLimit?.fact ?? '') ?? groupOf(client, blueprint) ?? false;
  return order.total && isLimited !== false
    ? givenPart('bookkeeping', scope.rules).heldOver(client, order, scope)
    : [];
}

/** The hold that a limit below what is unpaid places: on the latest order that has not left yet. */
export function heldBelow(
  client: Client,
  learned: NewEvent<'factsLearned'>,
  scope: DecisionScope,
): readonly NewEvent[] {
  const { fact, group } = scope.rules.blueprint.creditLimit ?? {};
  const isLimit = [fact, group?.limit].some((path = '') => Object.hasOwn(learned.facts, path));
  return isLimit && client.orders.recent.length > 0
    ? givenPart('bookkeeping', scope.rules).heldOnceLearned(client, scope, learned)
    : [];
}

/** Whether a hold that another order placed, as it came to more than the limit, is none of this order. */
export function isFreeOf(hold: string, client: Client, orderId: string, scope: DecisionScope): boolean {
  return (
    isOfOrder(hold, client, scope) &&
    givenPart('bookkeeping', scope.rules).isWithinLimit(client, orderId, scope)
  );
}

/** Lifts the hold that an order placed once what is unpaid is within the limits again, by whatever event. */
export function liftHoldOver(pending: PendingDecision): void {
  const { client, scope } = pending;
  const { hold = '' } = scope.rules.blueprint.creditLimit ?? {};
  if (!isOfOrder(hold, client, scope)) return;
  if (!givenPart('bookkeeping', scope.rules).isAllWithinLimit(client, scope)) return;
  pending.add([{ type: 'holdReleased', hold, cause: { code: 'withinLimit' } }], timeActor);
}

/** What a person placed, for a reason of their own, is a person's to lift, and holds every order. */
function isOfOrder(hold: string, { holds, orders }: Client, { rules }: DecisionScope): boolean {
  if (hold !== rules.blueprint.creditLimit?.hold) return false;
  const { reason } = lookup(holds, hold) ?? {};
  return reason !== undefined && findOrder(orders, reason) !== undefined;
}
