import { lookup } from '../../conditions/lookup.ts';
import type { AcceptedHandoff } from '../../handoff/handoff.ts';
import { byMoment, type Instant } from '../../time/instant.ts';
import type { Client, ContactSummary } from '../client.ts';
import type { DecisionScope } from '../decision-context.ts';
import type { NewEvent } from '../handler-result.ts';
import { moveEvents } from '../moves.ts';
import type { PastStep } from './live-through.ts';
import type { OpeningOrder } from './opening-balance.ts';
import type { OpeningCustody } from './opening-custody.ts';

/** Everything that is told with a date, oldest first; at one moment who holds the client goes first. */
export function pastSteps(told: {
  readonly orders: readonly OpeningOrder[];
  readonly contacts: ContactSummary;
  readonly custody: OpeningCustody;
  readonly holds: readonly NewEvent<'holdPlaced'>[];
  readonly windows: readonly NewEvent<'windowRecorded'>[];
}): PastStep[] {
  const { orders, contacts, custody, holds, windows } = told;
  const steps = [
    ...custodySteps(custody),
    ...[...holds, ...contactsOf(contacts), ...orders.flatMap(ordered), ...windows].map(
      (event): PastStep => ({ at: event.happenedAt as Instant, events: () => [event] }),
    ),
  ];
  return steps.toSorted(byMoment);
}

function custodySteps({ holders, pastHolders, pastHandoffs }: OpeningCustody): PastStep[] {
  const present = holders.flatMap(({ role, custody: { employeeId, since }, unfit }) =>
    unfit.length > 0 ? [] : { role, employeeId, since },
  );
  return [
    ...pastHolders.map(({ role, employeeId, until }): PastStep => {
      const released = { type: 'holderReleased', role, employeeId, happenedAt: until } as const;
      return { at: until, events: (client) => (isHeldBy(client, role, employeeId) ? [released] : []) };
    }),
    ...pastHandoffs.map(
      (accepted): PastStep => ({
        at: accepted.acceptedAt,
        events: (client, scope) => handedOver(client, accepted, scope),
      }),
    ),
    ...[...pastHolders, ...present].map(({ role, employeeId, since }): PastStep => {
      const assigned = { type: 'holderAssigned', role, employeeId, happenedAt: since } as const;
      const takesPart = ({ state }: Client, { rules }: DecisionScope) => rules.states[state]?.roles.has(role);
      return {
        at: since,
        events: (client, scope) =>
          takesPart(client, scope) && !isHeldBy(client, role, employeeId) ? [assigned] : [],
      };
    }),
  ];
}

const isHeldBy = ({ custody }: Client, role: string, employeeId: string) =>
  lookup(custody, role)?.employeeId === employeeId;

/** The handoff as its acceptance made it, where it could start from the client's state. */
function handedOver(client: Client, accepted: AcceptedHandoff, { rules }: DecisionScope): NewEvent[] {
  const { transfer, to, acceptedAt: happenedAt } = accepted;
  const rule = lookup(rules.transfers, transfer);
  if (!rule?.from.includes(client.state)) return [];
  const move = { to: rule.to, transfer, cause: 'handoff', happenedAt } as const;
  const assigned = { type: 'holderAssigned', ...to, happenedAt } as const;
  return [
    { type: 'handoffAccepted', accepted, happenedAt },
    ...moveEvents(client, rules, move, rule.releases),
    ...(isHeldBy(client, to.role, to.employeeId) ? [] : [assigned]),
  ];
}

function contactsOf({ lastAt, lastTwoWayAt }: ContactSummary): NewEvent<'contactRecorded'>[] {
  const contact = (happenedAt: Instant, twoWay: boolean) =>
    ({ type: 'contactRecorded', channel: 'opening', twoWay, happenedAt }) as const;
  return [
    ...(lastTwoWayAt ? [contact(lastTwoWayAt, true)] : []),
    ...(lastAt && lastAt !== lastTwoWayAt ? [contact(lastAt, false)] : []),
  ];
}

function ordered({
  shippedAt,
  paidAt,
  cancelledAt,
  returnedAt,
  money = [],
  ...order
}: OpeningOrder): NewEvent[] {
  const { id: orderId, placedAt } = order;
  const marked = [
    ['orderShipped', shippedAt],
    ['orderPaid', paidAt],
    ['orderCancelled', cancelledAt],
    ['orderReturned', returnedAt],
  ] as const;
  return [
    { type: 'orderRecorded', order, happenedAt: placedAt },
    ...marked.flatMap(([type, happenedAt]) => (happenedAt ? { type, orderId, happenedAt } : [])),
    ...money.map(({ id: recordId, at: happenedAt, amount, kind }) => {
      const { currency = '' } = order.total ?? {};
      return {
        type: 'moneyRecorded',
        orderId,
        recordId,
        kind,
        amount: { amount, currency },
        happenedAt,
      } as const;
    }),
  ];
}
