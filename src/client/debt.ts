import type { Blueprint } from '../blueprint/blueprint.ts';
import { lookup } from '../conditions/lookup.ts';
import { addToDay, dayOf, endOfDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import type { Client } from './client.ts';
import { debtOf, type OrderEntry } from './order-book.ts';

/** A longer term of payment is a slip. */
const MOST_DAYS = 3_660;

/** Reads off a client's orders how much is to be paid, and how much of that is overdue. */
export function debtReaders({ currency, timeZone, paymentTerm = '' }: Blueprint) {
  const termOf = ({ facts }: Client) => {
    const days = lookup(facts, paymentTerm)?.value;
    return typeof days === 'number' && days >= 0 && days <= MOST_DAYS ? Math.floor(days) : undefined;
  };
  /** The day of the shipment is none of the term; its last day counts whole. */
  const overdueAt = (days: number, shippedAt: Instant) =>
    endOfDay(addToDay(dayOf(shippedAt, timeZone), { days }), timeZone);
  const money = (orders: readonly OrderEntry[]) => ({ amount: debtOf(orders, currency), currency });

  return {
    'orders.debt': ({ orders }: Client) => money(orders.recent),
    'orders.debtOverdueAt': (client: Client) => {
      const days = termOf(client);
      if (days === undefined) return undefined;
      const owed = client.orders.recent.filter((order) => debtOf([order], currency) > 0);
      const [first] = owed.flatMap(({ shippedAt }) => shippedAt ?? []).sort();
      return first && overdueAt(days, first);
    },
    'orders.overdueDebt': (client: Client, now: Instant) => {
      const days = termOf(client);
      return days === undefined
        ? undefined
        : money(
            client.orders.recent.filter(({ shippedAt }) => shippedAt && overdueAt(days, shippedAt) <= now),
          );
    },
  };
}
