import * as z from 'zod';
import type { Client } from '../../client/client.ts';
import { isPurchase, type OrderEntry } from '../../client/order-book.ts';
import { moneyIn } from '../../client/order-money.ts';
import { admit } from '../../errors/admit.ts';
import { assertRecord } from '../../errors/assert-record.ts';
import { issue, onceSound } from '../../errors/problem.ts';
import { addToDay, dayOf, daysBetween } from '../../time/calendar-day.ts';

/** Days of the blueprint's time zone, `YYYY-MM-DD`; the last one counts, too. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const periodSchema = z
  .strictObject({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, {
    path: ['to'],
    ...issue('NOT_LATER', { than: 'from' }),
    ...onceSound,
  });

/** @throws INVALID_QUERY where it is none; where it is no object at all, `withArguments` names it. */
export function assertPeriod(period: Period): void {
  assertRecord(period);
  admit(periodSchema, period, 'INVALID_QUERY', 'a period');
}

const isIn = (day: string, { from, to }: Period) => day >= from && day <= to;

const purchasesOf = ({ orders }: Client): OrderEntry[] => orders.recent.filter(isPurchase);

/** The purchases that were placed in the period, as far as the client's snapshot keeps them. */
export const placedIn = (client: Client, period: Period): OrderEntry[] =>
  purchasesOf(client).filter(({ day }) => isIn(day, period));

/** The same of those that were shipped in it, by the days of a time zone. */
export const shippedIn = (client: Client, period: Period, timeZone: string): OrderEntry[] =>
  purchasesOf(client).filter(({ shippedAt }) => shippedAt && isIn(dayOf(shippedAt, timeZone), period));

/** Those in a currency: amounts of two are not added up. */
export const ofCurrency = (orders: readonly OrderEntry[], currency: string): OrderEntry[] =>
  orders.filter(({ total }) => total?.currency === currency);

/** What orders come to, net. */
export const netOf = (orders: readonly OrderEntry[]): number =>
  orders.reduce((sum, order) => sum + moneyIn(order).net, 0);

/** Whether the snapshot has let go of orders that may belong to the period. */
export const isCutOff = ({ orders }: Client, { from }: Period): boolean =>
  orders.droppedTo !== undefined && orders.droppedTo >= from;

/** How many months a period is long; each day is its share of its own month. */
export function monthsIn({ from, to }: Period): number {
  const end = addToDay(to, { days: 1 });
  let months = 0;
  for (let day = from; day < end; ) {
    const first = `${day.slice(0, 7)}-01`;
    const next = addToDay(first, { months: 1 });
    const until = next < end ? next : end;
    months += daysBetween(day, until) / daysBetween(first, next);
    day = until;
  }
  return months;
}
