import type { Money } from '../conditions/fact-schema.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { type Instant, toInstant } from '../time/instant.ts';

/** What each kind of record changes of an order's money, and in which direction. */
const effects = {
  /** A part of the money, or all of it. */
  payment: ['paid', 1],
  /** Money that went back: a payment that bounced, or was paid back. */
  paymentUndone: ['paid', -1],
  /** What is claimed no more. */
  writeOff: ['writtenOff', 1],
  /** What is claimed again after all. */
  writeOffUndone: ['writtenOff', -1],
  creditNote: ['net', -1],
  /** Goods that came back, at their price. */
  return: ['net', -1],
  /** The order costs so much more, or less where the amount is negative. */
  priceCorrection: ['net', 1],
} as const;

/** What is recorded of an order's money. */
export type MoneyKind = keyof typeof effects;
export const moneyKinds = /* @__PURE__ */ Object.keys(effects) as [MoneyKind, ...MoneyKind[]];

/** A record of an order's money as the snapshot keeps it: minor units of the order's currency. */
export interface MoneyRecord {
  readonly id: string;
  readonly kind: MoneyKind;
  /** Above 0; of a price correction also below. */
  readonly amount: number;
  readonly at: Instant;
}

/** What an order's money is derived from: an order as the snapshot keeps it has all of it. */
export interface OrderTerms {
  readonly total?: Money;
  readonly money?: readonly MoneyRecord[];
  readonly paidAt?: Instant;
  readonly cancelledAt?: Instant;
  readonly returnedAt?: Instant;
}

/** An order has at most so many records of its money. */
export const KEPT_RECORDS = 200;

/** Where an order's money stands, in minor units of its currency. */
export interface OrderMoney {
  /** The total after price corrections, credit notes and returns; 0 where it was cancelled or returned. */
  readonly net: number;
  readonly paid: number;
  /** What is claimed no more. */
  readonly writtenOff: number;
  /** What is still to be paid; below 0 what the client has paid too much. */
  readonly outstanding: number;
}

/** Where an order's money stands: the one place where it is derived. */
export function moneyIn(order: OrderTerms, until?: Instant): OrderMoney {
  const sums = sumsOf(order, until);
  // What is undone, or comes back, before it is there waits for it.
  const net = Math.max(0, sums.net);
  const paid = Math.max(0, sums.paid);
  const writtenOff = Math.max(0, sums.writtenOff);
  const owed = net - paid;
  return { net, paid, writtenOff, outstanding: Math.max(Math.min(0, owed), owed - writtenOff) };
}

/** What the records come to: below 0 where more was taken off than is there. */
export function sumsOf(order: OrderTerms, until?: Instant) {
  const { total, money = [], paidAt, cancelledAt, returnedAt } = order;
  const isBy = (at?: Instant) => at !== undefined && (until === undefined || at <= until);
  const sums = { net: total?.amount ?? 0, paid: 0, writtenOff: 0 };
  // Days are all that many know: a payment of the mark's moment first pays again what was undone then.
  let sameMoment = 0;
  for (const isLater of [false, true]) {
    for (const { kind, amount, at } of money) {
      if (!isBy(at) || isLater !== at > (paidAt ?? at)) continue;
      const [sum, sign] = effects[kind];
      if (sum === 'paid' && at === paidAt) sameMoment += sign * amount;
      else sums[sum] += sign * amount;
    }
    if (!isLater && isBy(paidAt)) {
      const paid = sums.paid + Math.max(0, sameMoment);
      sums.paid = Math.max(0, paid, sums.net) + Math.min(0, paid) + Math.min(0, sameMoment);
    }
  }
  if (isBy(cancelledAt) || isBy(returnedAt)) sums.net = 0;
  return sums;
}

/**
 * Where an order's money stands, or stood at the end of a moment. The same records make the same, in whatever
 * order they came. An order that was marked as paid was paid what it came to then. What was written off is
 * owed no more, and is taken all the same where the client pays it.
 */
export function moneyOf(order: OrderTerms, until?: Instant): OrderMoney {
  return withArguments('moneyOf', { order, 'until: string|undefined': until }, () =>
    moneyIn(order, until === undefined ? undefined : toInstant(until)),
  );
}

/** Whether such a record changes what the order comes to, so that it may be no purchase any more. */
export const changesNet = (kind: MoneyKind): boolean => effects[kind][0] === 'net';

/** A price correction alone may be below 0, or 0. */
export const mayAmountTo = (kind: MoneyKind, amount: number): boolean =>
  kind === 'priceCorrection' || amount > 0;

/** Of two records of one order the one that comes first, whatever order they came in. */
export const byDate = (a: MoneyRecord, b: MoneyRecord): number => (a.at + a.id < b.at + b.id ? -1 : 1);
