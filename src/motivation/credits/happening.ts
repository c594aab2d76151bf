import type { ClientEvent } from '../../client/event.ts';
import { moneyIn } from '../../client/order-money.ts';
import type { FactValue } from '../../conditions/fact-schema.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { Instant } from '../../time/instant.ts';
import { type CreditTrigger, eventTriggers } from '../plan/credit-rule.ts';
import type { CreditFact } from '../plan/plan-facts.ts';
import type { ClientLog } from './client-log.ts';
import type { KnownOrder } from './known-order.ts';

/** Something that may give credit, as known now: dated by what triggers it. */
export interface Happening {
  readonly on: CreditTrigger;
  readonly at: Instant;
  /** The card on which it was recorded, of an order the one on which it was placed. */
  readonly log: ClientLog;
  readonly eventId: string;
  readonly because: readonly string[];
  readonly orderId?: string;
  /** Whether it is still so: not void, cancelled, returned or paid back. */
  readonly counts: boolean;
  readonly money?: EarnedMoney | undefined;
  readonly facts: Partial<Record<Exclude<CreditFact, 'credit.amount'>, FactValue | undefined>>;
  readonly parties?: Partial<Record<string, string | undefined>>;
}

/**
 * What of an order it stands for, from so much to so much. Minor units of the order's currency. Both ends
 * are converted, so that the parts of an order sum exactly.
 */
export interface EarnedMoney {
  readonly from: number;
  readonly to: number;
  readonly currency: string;
  readonly rate?: string | undefined;
}

/** Everything that may give credit, the earliest first. */
export function happeningsIn(
  orders: readonly KnownOrder[],
  logs: ReadonlyMap<string, ClientLog>,
): Happening[] {
  const happenings = [...orders.flatMap(happeningsOfOrder), ...[...logs.values()].flatMap(happeningsOfLog)];
  return happenings.sort(byMoment);
}

export const byMoment = (
  a: Pick<Happening, 'at' | 'eventId'>,
  b: Pick<Happening, 'at' | 'eventId'>,
): number => (a.at < b.at || (a.at === b.at && a.eventId < b.eventId) ? -1 : 1);

/** Whatever of an order may give credit. */
export function happeningsOfOrder(known: KnownOrder): Happening[] {
  const { order, log, recordId, because, isNone, isFirst, openedAt, openings, saidBy } = known;
  const { id: orderId, placedAt, shippedAt, total, rate } = order;
  const { net } = moneyIn(order);
  const worth = isNone ? 0 : net;
  const part = (from: number, to: number) => total && { from, to, currency: total.currency, rate };
  const facts = { 'credit.kind': order.kind ?? 'regular', 'credit.isFirst': isFirst };
  const happenings: Happening[] = [];
  const add = (on: CreditTrigger, at: Instant, eventId: string, [from, to]: [number, number]) => {
    const since = openings.get(eventId) ?? openedAt;
    if (since !== undefined && at < since) return;
    const counts =
      !isNone && (total === undefined || on === 'orderPlaced' || on === 'orderShipped' || to > from);
    happenings.push({ on, at, log, eventId, because, orderId, counts, money: part(from, to), facts });
  };
  add('orderPlaced', placedAt, recordId, [0, worth]);
  if (shippedAt) add('orderShipped', shippedAt, saidBy.get('shippedAt') ?? recordId, [0, worth]);

  const stays = moneyThatStays(known, worth);
  for (const [i, { at, eventId, stays: to }] of stays.entries())
    add('payment', at, eventId, [stays[i - 1]?.stays ?? 0, to]);
  const last = stays.at(-1);
  const paid = last && stays.find((one) => one.stays === last.stays);
  const isPaid =
    total === undefined ? order.paidAt !== undefined : last !== undefined && last.stays === worth;
  if (paid && isPaid) add('orderPaid', paid.at, paid.eventId, [0, worth]);
  return happenings;
}

/**
 * What was paid and stayed, by day. Money that was paid back, or is more than the order is worth now, does
 * not count; of several payments the latest do not.
 */
function moneyThatStays({ order, recordId, saidBy }: KnownOrder, worth: number) {
  const { money = [], paidAt } = order;
  const said: (readonly [at: Instant, eventId: string])[] = money
    .filter(({ kind }) => kind === 'payment')
    .map(({ id, at }) => [at, saidBy.get(`money ${id}`) ?? recordId] as const);
  if (paidAt) said.push([paidAt, saidBy.get('paidAt') ?? recordId]);
  const undone = money.filter(({ kind }) => kind === 'paymentUndone').map(({ at }) => at);
  const moments = [...new Set([...said.map(([at]) => at), ...undone])].sort();
  let least = Math.min(worth, moneyIn(order).paid);
  const stays = new Map<Instant, number>();
  for (const moment of moments.toReversed()) {
    least = Math.min(least, moneyIn(order, moment).paid);
    stays.set(moment, least);
  }
  const eventIds = new Map(said.toReversed());
  return [...eventIds.keys()].sort().map((at) => ({
    at,
    eventId: eventIds.get(at) as string,
    stays: stays.get(at) as number,
  }));
}

/** Whatever else of a client's log may give credit. What an opening balance brought along does not. */
function happeningsOfLog(log: ClientLog): Happening[] {
  const happenings: Happening[] = [];
  let open: Handoff | undefined;
  for (const { event, counts } of log.events) {
    if (event.type === 'handoffOffered' || event.type === 'handoffEscalated') open = event.handoff;
    if (event.type === 'handoffSenderChanged' && open) open = { ...open, from: event.from };
    if (event.opening || !isTrigger(event)) continue;
    if (event.type === 'stateChanged' && (event.cause === 'merge' || event.cause === 'unmerge')) continue;
    const { id: eventId, happenedAt: at, type: on } = event;
    const because = [eventId, ...(log.corrections.get(eventId) ?? [])];
    const { from, to } = event.type === 'handoffAccepted' ? event.accepted : (open ?? {});
    const parties = on.startsWith('handoff') ? { sender: from?.employeeId, receiver: to?.employeeId } : {};
    happenings.push({ on, at, log, eventId, because, counts, facts: factsOf(event), parties });
  }
  return happenings;
}

type TriggerEvent = ClientEvent<(typeof eventTriggers)[number]>;
const isTrigger = (event: ClientEvent): event is TriggerEvent =>
  (eventTriggers as readonly string[]).includes(event.type);

function factsOf(event: TriggerEvent): Happening['facts'] {
  switch (event.type) {
    case 'contactRecorded':
      return { 'credit.channel': event.channel, 'credit.twoWay': event.twoWay };
    case 'handoffOffered':
      return { 'credit.transfer': event.handoff.transfer, 'credit.reason': event.handoff.reason };
    case 'handoffAccepted':
      return { 'credit.transfer': event.accepted.transfer };
    case 'handoffRejected':
      return { 'credit.transfer': event.transfer, 'credit.reason': event.reason };
    case 'stateChanged':
      return {
        'credit.transfer': event.transfer,
        'credit.from': event.from,
        'credit.to': event.to,
        'credit.reason': event.reason,
      };
    default:
      return {};
  }
}
