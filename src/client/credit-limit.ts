import type { Blueprint } from '../blueprint/blueprint.ts';
import type { Money } from '../conditions/fact-schema.ts';
import { lookup } from '../conditions/lookup.ts';
import { timeActor } from './actor.ts';
import type { Client } from './client.ts';
import type { DecisionScope } from './decision-context.ts';
import { debtOf, findOrder, isLater, type OrderEntry, type RecordedOrder } from './order-book.ts';
import type { PendingDecision } from './pending-decision.ts';

/** Where a client's limit is looked up, and the other members of its group. */
type Looking = Pick<DecisionScope, 'rules' | 'group'>;

/** A limit, and the others whose orders count against it, too. */
interface Limit {
  readonly value: Money;
  readonly at: string;
  readonly others: readonly Client[];
}

/**
 * The hold that an order places by which what is unpaid comes to more than a credit limit. It is the client's
 * own, or that of its group. An order from before a limit was set is not held against it.
 */
export function holdOver(
  client: Client,
  order: Pick<RecordedOrder, 'placedAt' | 'total'>,
  scope: Looking,
): string | undefined {
  const { hold = '' } = scope.rules.blueprint.creditLimit ?? {};
  if (!order.total || Object.hasOwn(client.holds, hold)) return undefined;
  const isOver = limitsOf(client, scope).some(
    ({ at, ...limit }) => order.placedAt >= at && owesMore(client, limit, order),
  );
  return isOver ? hold : undefined;
}

/** Lifts the hold that an order placed once what is unpaid is within the limits again, by whatever event. */
export function liftHoldOver(pending: PendingDecision): void {
  const { client, scope } = pending;
  const { hold = '' } = scope.rules.blueprint.creditLimit ?? {};
  const held = lookup(client.holds, hold);
  // What a person placed, for a reason of their own, is a person's to lift.
  if (!held || !findOrder(client.orders, held.reason) || isGroupUnknown(client, scope)) return;
  const limits = limitsOf(client, scope);
  if (limits.length === 0 || limits.some((limit) => owesMore(client, limit))) return;
  pending.add([{ type: 'holdReleased', hold, cause: { code: 'withinLimit' } }], timeActor);
}

/**
 * Whether an order is within the limits although another one, which placed the hold, is above one of them.
 * What is unpaid of what was shipped and up to this order decides; of other members whom nothing holds, all
 * of it. What a person placed holds every order.
 */
export function isWithinLimit(client: Client, hold: string, orderId: string, scope: Looking): boolean {
  const order = findOrder(client.orders, orderId);
  const held = lookup(client.holds, hold);
  const isOfOrder = held && findOrder(client.orders, held.reason);
  if (!order || !isOfOrder || hold !== scope.rules.blueprint.creditLimit?.hold) return false;
  const goesFirst = (one: OrderEntry) => one.shippedAt !== undefined || !isLater(one, order);
  return (
    !isGroupUnknown(client, scope) &&
    limitsOf(client, scope).every(({ value, others }) => {
      const theirs = others.flatMap(({ orders, holds }) =>
        Object.hasOwn(holds, hold) ? orders.recent.filter(goesFirst) : orders.recent,
      );
      const counted = [...client.orders.recent.filter(goesFirst), ...theirs];
      return debtOf(counted, value.currency) <= value.amount;
    })
  );
}

/** The group of companies that a client's orders are counted in, where the blueprint says how it is known. */
export function groupOf({ facts }: Client, { creditLimit }: Blueprint): string | undefined {
  const group = lookup(facts, creditLimit?.group?.fact ?? '')?.value;
  return typeof group === 'string' ? group : undefined;
}

/** Nobody has said who else is in the client's group. */
const isGroupUnknown = (client: Client, { rules, group }: Looking) =>
  !group && groupOf(client, rules.blueprint) !== undefined;

/** Whether what is unpaid, with one more order, comes to more than a limit. */
const owesMore = (
  { orders }: Client,
  { value, others }: Pick<Limit, 'value' | 'others'>,
  ...more: readonly Pick<RecordedOrder, 'total'>[]
): boolean =>
  debtOf([...orders.recent, ...others.flatMap((other) => other.orders.recent), ...more], value.currency) >
  value.amount;

/** The client's own limit, and that of its group: whatever was said of it last, of whichever member. */
function limitsOf(client: Client, { rules, group = [] }: Looking): Limit[] {
  const { fact = '', group: grouped } = rules.blueprint.creditLimit ?? {};
  const own = limitIn(client, fact);
  const isGrouped = groupOf(client, rules.blueprint) !== undefined;
  const ofGroup = isGrouped ? [client, ...group].flatMap((one) => limitIn(one, grouped?.limit ?? '')) : [];
  const [latest] = ofGroup.sort((a, b) => (a.at < b.at ? 1 : -1));
  return [
    ...own.map((limit) => ({ ...limit, others: [] })),
    ...(latest ? [{ ...latest, others: group }] : []),
  ];
}

function limitIn({ facts }: Client, fact: string) {
  const { value, at } = lookup(facts, fact) ?? {};
  return value && at !== undefined ? [{ value: value as Money, at }] : [];
}
