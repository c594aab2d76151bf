import type { Money } from '../conditions/fact-schema.ts';
import { lookup } from '../conditions/lookup.ts';
import type { Client } from './client.ts';
import { groupOf } from './credit-hold.ts';
import type { Amiss, DecisionScope } from './decision-context.ts';
import { evolve } from './evolve.ts';
import type { NewEvent } from './handler-result.ts';
import { placed } from './handlers/holds.ts';
import { debtOf, findOrder, isLater, type OrderEntry } from './order-book.ts';
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
 * The hold that is placed on an order where what is unpaid comes to more than a credit limit. The order is as
 * it is told now, and of any date: what has not left can stay. The limit is the client's own, or its group's.
 */
export function heldOver(client: Client, order: OrderEntry, scope: DecisionScope): readonly NewEvent[] {
  const hold = holdOf(scope);
  const recent = [...client.orders.recent.filter(({ id }) => id !== order.id), order];
  const isHeld = Object.hasOwn(client.holds, hold);
  return !isHeld && isOver({ ...client, orders: { ...client.orders, recent } }, scope)
    ? [placed(hold, order.id, scope)]
    : [];
}

/** The same of the latest order that has not left yet, by the limits that are learned. */
export function heldOnceLearned(
  client: Client,
  scope: DecisionScope,
  learned: NewEvent<'factsLearned'>,
): readonly NewEvent[] {
  const waiting = waitingOrder(client);
  return waiting ? heldOver(evolve(client, nextEvent(learned, client, scope)), waiting, scope) : [];
}

/**
 * The hold on the latest order that waits, where what is unpaid has become more than it was `before`. What
 * sets right what is known does that.
 */
export function heldOnceMore(client: Client, before: Client, scope: DecisionScope): readonly NewEvent[] {
  const { currency } = scope.rules.blueprint;
  const debt = ({ orders }: Client) => debtOf(orders.recent, currency);
  const waiting = waitingOrder(client);
  return waiting && debt(client) > debt(before) ? heldOver(client, waiting, scope) : [];
}

/** The latest order that has not left yet. */
const waitingOrder = ({ orders }: Client) =>
  orders.recent
    .filter(
      ({ total, shippedAt, cancelledAt, returnedAt }) => total && !(shippedAt ?? cancelledAt ?? returnedAt),
    )
    .reduce<OrderEntry | undefined>((latest, order) => (isLater(latest, order) ? latest : order), undefined);

/**
 * The members of a group whose hold is not right. First come those of whom an order has to wait, then those
 * who may be free again. Orders count by date, what has left before all: the latest wait that do not fit.
 * Nobody is held anew unless the group owes more than `before`, or its limit is lower. So what a person has
 * let go of stays free till then.
 */
export function amiss(
  before: readonly Client[],
  members: readonly Client[],
  rules: Looking['rules'],
): Amiss[] {
  const hold = holdOf({ rules });
  const { currency } = rules.blueprint;
  const [was, is] = [standing(before, rules), standing(members, rules)];
  const isWorse = is.limit < was.limit || is.debt > was.debt;
  return members
    .flatMap((client): Amiss[] => {
      const order = waitingOrder(client);
      const isHeld = Object.hasOwn(client.holds, hold);
      if (!isHeld && !(isWorse && order)) return [];
      const isOverIt =
        order && is.debt > is.limit && debtOf(is.owed.filter(goesBefore(order)), currency) > is.limit;
      if (isHeld === !!isOverIt) return [];
      return [{ client, ...(order && !isHeld && { orderId: order.id }) }];
    })
    .sort((a, b) => Number(a.orderId === undefined) - Number(b.orderId === undefined));
}

/** What a group may owe, and does. */
function standing(members: readonly Client[], rules: Looking['rules']) {
  const { currency } = rules.blueprint;
  const [one, ...group] = members;
  const [limit] = one ? limitOfGroup(one, { rules, group }) : [];
  const owed = members.flatMap(({ orders }) =>
    orders.recent.filter((order) => debtOf([order], currency) > 0),
  );
  return { limit: limit?.value?.amount ?? Number.POSITIVE_INFINITY, owed, debt: debtOf(owed, currency) };
}

/** Whether no order has to wait. Not known where nobody says who else is in the group. */
export const isAllWithinLimit = (client: Client, scope: Looking): boolean =>
  isGroupKnown(client, scope) && !isOver(client, scope);

/** Whether a client owes more than its own limit, or its latest order does not fit into the group's. */
function isOver(client: Client, scope: Looking): boolean {
  const waiting = waitingOrder(client);
  const isOverOwn = ownLimit(client, scope).some(
    ({ value }) => value && debtOf(client.orders.recent, value.currency) > value.amount,
  );
  return isOverOwn || (waiting !== undefined && !fits(waiting, client, scope));
}

/**
 * Whether an order is within the limits although another one is above one of them. What is unpaid of what was
 * shipped and up to this order decides; of other members whom nothing holds, all of it.
 */
export function isWithinLimit(client: Client, orderId: string, scope: Looking): boolean {
  const order = findOrder(client.orders, orderId);
  return order !== undefined && isGroupKnown(client, scope) && fits(order, client, scope);
}

function fits(order: OrderEntry, client: Client, scope: Looking): boolean {
  const hold = holdOf(scope);
  const goesFirst = goesBefore(order);
  return [...ownLimit(client, scope), ...limitOfGroup(client, scope)].every(({ value, others }) => {
    const theirs = others.flatMap(({ orders, holds }) =>
      Object.hasOwn(holds, hold) ? orders.recent.filter(goesFirst) : orders.recent,
    );
    const counted = [...client.orders.recent.filter(goesFirst), ...theirs];
    return !value || debtOf(counted, value.currency) <= value.amount;
  });
}

/** Which orders count before an order, and that one. */
const goesBefore = (order: OrderEntry) => (one: OrderEntry) =>
  one.shippedAt !== undefined || !isLater(one, order);

const holdOf = ({ rules }: Pick<Looking, 'rules'>) => rules.blueprint.creditLimit?.hold ?? '';

/** Whether somebody has said who else is in the client's group, if it is in one. */
const isGroupKnown = (client: Client, { rules, group }: Looking) =>
  group !== undefined || groupOf(client, rules.blueprint) === undefined;

function ownLimit(client: Client, { rules }: Looking): Limit[] {
  return limitIn(client, rules.blueprint.creditLimit?.fact ?? '').map((limit) => ({ ...limit, others: [] }));
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
