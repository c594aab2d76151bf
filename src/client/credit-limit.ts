import type { Money } from '../conditions/fact-schema.ts';
import { lookup } from '../conditions/lookup.ts';
import type { Client } from './client.ts';
import { groupOf } from './credit-hold.ts';
import type { DecisionScope } from './decision-context.ts';
import { evolve } from './evolve.ts';
import type { NewEvent } from './handler-result.ts';
import { placed } from './handlers/holds.ts';
import { debtOf, findOrder, isLater, type OrderEntry, type RecordedOrder } from './order-book.ts';
import { nextEvent } from './pending-decision.ts';

/** Where a client's limit is looked up, and the other members of its group. */
type Looking = Pick<DecisionScope, 'rules' | 'group'>;

/** A limit, and the others whose orders count against it, too. `null` was said to be known no more: none. */
interface Limit {
  readonly value: Money | null;
  readonly at: string;
  readonly others: readonly Client[];
}

/**
 * The hold that is placed on an order where what is unpaid comes to more than a credit limit. What is told
 * now counts, too. The limit is the client's own, or that of its group. Whatever the order's date: what has
 * not left can stay.
 */
export function heldOver(
  client: Client,
  orderId: string,
  scope: DecisionScope,
  ...told: readonly Pick<RecordedOrder, 'total'>[]
): readonly NewEvent[] {
  const { hold = '' } = scope.rules.blueprint.creditLimit ?? {};
  if (Object.hasOwn(client.holds, hold)) return [];
  const isOver = limitsOf(client, scope).some((limit) => owesMore(client, limit, ...told));
  return isOver ? [placed(hold, orderId, scope)] : [];
}

/** The same of the latest order that has not left yet, by the limits that are learned. */
export function heldOnceLearned(
  client: Client,
  scope: DecisionScope,
  learned: NewEvent<'factsLearned'>,
): readonly NewEvent[] {
  const waiting = waitingOrder(client);
  return waiting ? heldOver(evolve(client, nextEvent(learned, client, scope)), waiting.id, scope) : [];
}

/**
 * The hold on the latest order that waits, where what is unpaid has become more than it was `before`. What
 * sets right what is known does that.
 */
export function heldOnceMore(client: Client, before: Client, scope: DecisionScope): readonly NewEvent[] {
  const { currency } = scope.rules.blueprint;
  const debt = ({ orders }: Client) => debtOf(orders.recent, currency);
  const waiting = client.orders.recent.findLast(
    ({ shippedAt, cancelledAt, returnedAt }) => !(shippedAt ?? cancelledAt ?? returnedAt),
  );
  return waiting && debt(client) > debt(before) ? heldOver(client, waiting.id, scope) : [];
}

/** The latest order that has not left yet. */
const waitingOrder = ({ orders }: Client) =>
  orders.recent.findLast(
    ({ total, shippedAt, cancelledAt, returnedAt }) => total && !(shippedAt ?? cancelledAt ?? returnedAt),
  );

/**
 * The next order that has to wait where a group owes more than its limit, and whose it is. It is the latest
 * of those that wait of members whom nothing holds yet.
 */
export function firstToWait(
  members: readonly Client[],
  rules: DecisionScope['rules'],
): { readonly client: Client; readonly orderId: string } | undefined {
  const { hold = '' } = rules.blueprint.creditLimit ?? {};
  const waiting = members.flatMap((client) => {
    const order = Object.hasOwn(client.holds, hold) ? undefined : waitingOrder(client);
    return order ? [{ client, order }] : [];
  });
  const found = waiting
    .sort((a, b) => Number(isLater(b.order, a.order)) - Number(isLater(a.order, b.order)))
    .find(({ client, order }) => {
      const group = members.filter((member) => member !== client);
      return !limitOfGroup(client, { rules, group }).every((limit) => hasRoomFor(order, client, limit, hold));
    });
  return found && { client: found.client, orderId: found.order.id };
}

/** Whether all that is unpaid is within the limits. Not known where nobody says who else is in the group. */
export function isAllWithinLimit(client: Client, scope: Looking): boolean {
  const limits = limitsOf(client, scope);
  return limits.length > 0 && isGroupKnown(client, scope) && !limits.some((limit) => owesMore(client, limit));
}

/**
 * Whether an order is within the limits although another one is above one of them. What is unpaid of what was
 * shipped and up to this order decides; of other members whom nothing holds, all of it.
 */
export function isWithinLimit(client: Client, orderId: string, scope: Looking): boolean {
  const order = findOrder(client.orders, orderId);
  const { hold = '' } = scope.rules.blueprint.creditLimit ?? {};
  if (!order || !isGroupKnown(client, scope)) return false;
  return limitsOf(client, scope).every((limit) => hasRoomFor(order, client, limit, hold));
}

/** The same by one limit. */
function hasRoomFor(order: OrderEntry, { orders }: Client, { value, others }: Limit, hold: string): boolean {
  const goesFirst = (one: OrderEntry) => one.shippedAt !== undefined || !isLater(one, order);
  const theirs = others.flatMap(({ orders, holds }) =>
    Object.hasOwn(holds, hold) ? orders.recent.filter(goesFirst) : orders.recent,
  );
  const counted = [...orders.recent.filter(goesFirst), ...theirs];
  return !value || debtOf(counted, value.currency) <= value.amount;
}

/** Whether somebody has said who else is in the client's group, if it is in one. */
const isGroupKnown = (client: Client, { rules, group }: Looking) =>
  group !== undefined || groupOf(client, rules.blueprint) === undefined;

/** Whether what is unpaid, with one more order, comes to more than a limit. */
const owesMore = (
  { orders }: Client,
  { value, others }: Pick<Limit, 'value' | 'others'>,
  ...more: readonly Pick<RecordedOrder, 'total'>[]
): boolean =>
  value !== null &&
  debtOf([...orders.recent, ...others.flatMap((other) => other.orders.recent), ...more], value.currency) >
    value.amount;

/** The client's own limit, and that of its group. */
function limitsOf(client: Client, looking: Looking): Limit[] {
  const { fact = '' } = looking.rules.blueprint.creditLimit ?? {};
  const own = limitIn(client, fact).map((limit) => ({ ...limit, others: [] }));
  return [...own, ...limitOfGroup(client, looking)];
}

/**
 * Of a group's limit counts what was said last, of whichever member; of one moment, the lower. Or that the
 * client is in no group any more.
 */
function limitOfGroup(client: Client, { rules, group = [] }: Looking): Limit[] {
  const { group: grouped } = rules.blueprint.creditLimit ?? {};
  const isGrouped = groupOf(client, rules.blueprint) !== undefined;
  const said = isGrouped
    ? [client, ...group].flatMap((one) => limitIn(one, grouped?.limit ?? ''))
    : limitIn(client, grouped?.fact ?? '');
  const least = ({ value }: Pick<Limit, 'value'>) => value?.amount ?? Number.POSITIVE_INFINITY;
  const [latest] = said.sort((a, b) => (a.at < b.at || (a.at === b.at && least(a) > least(b)) ? 1 : -1));
  return latest ? [{ ...latest, others: group }] : [];
}

function limitIn({ facts }: Client, fact: string) {
  const { value, at } = lookup(facts, fact) ?? {};
  return value !== undefined && at !== undefined ? [{ value: value as Money | null, at }] : [];
}
